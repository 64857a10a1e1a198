"""Lines that are no words: scene breaks, and the notes that archives and transcribers put among the words."""

from __future__ import annotations

import re

from fabula.types import Apart

_BREAK = re.compile(
    # signs of punctuation and ornament only, no letter or digit
    r"^(?:[\s*#~=_\-–—―‒·•●○◦∙.⁂⁎⁑✱✲✻✽❦❧☙◊◆◇♦♢☆★✦✧✿❀❁♥♡❤§†‡+^|/\\<>:%&@∞☾☽\ufe0f]+"
    # the letters that fan works draw with
    r"|[\W_]*(?:[oO0]{3}|o[0O]o|O[0o]O|xXx|XxX|xxx|[xX]-[xX]-[xX]|[oO]-[oO]-[oO]|xox|XOX)(?:[\W_]*[xXoO0]+)*[\W_]*"
    r"|[\[(<*~=—\s-]*(?:line|page|scene)[\s-]?(?:break|divider)[\])>*~=—\s-]*"
    r")$",
    re.IGNORECASE,
)
_WORDLESS_SPEECH = re.compile(r"^(?:\.{2,}|…|[—–-]{1,2}|[.:/%&@<>|\\^]+)$")
_NUMERAL = re.compile(r"^[\W_]*X+[\W_]*$")
_LONGEST = 200
_NOTE = re.compile(
    r"^[\W_]*(?:a\s?[/.]\s?n\b|an:|author.?s?.? notes?\b|disclaimer\b|t/n\b"
    r"|beta(?:ed)? by\b|trigger warnings?\b"
    r"|(?:foot|end)note\b|transcriber.?s.? notes?\b|editor.?s.? notes?\b|illustration\b|frontispiece\b"
    r"|note from the author\b)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"^\[(?:illustration|footnote|transcriber|sidenote|frontispiece|editor|page\b|pg\b|note\b|map\b|image\b)",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"^(?:\[(?:\d{1,3}|[*†‡])\]|[*†‡](?=\w))\s*\S")
_KINDS: tuple[tuple[re.Pattern[str], Apart], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"^[\W_]*(?:illustration|frontispiece|map|image)\b", Apart.ILLUSTRATION),
        (r"^[\W_]*(?:(?:foot|end|side)note\b|note\b|\d|$)|^[*†‡]", Apart.FOOTNOTE),
        (r"^[\W_]*transcriber", Apart.TRANSCRIBER),
        (r"^\[(?:page|pg)\b", Apart.PAGE_NUMBER),
        (r"^[\W_]*editor", Apart.NOTE),
    )
)
# What may follow a note's first words: a story can well speak of illustrations and disclaimers.
_NOTE_MARK = re.compile(r"^[\W_]*[\w/.’' ]{1,30}?\s*(?:[:\-–—*_)\]]|$)")


def is_scene_break(words: str) -> bool:
    """A line of asterisks, rules or ornaments; not a lone dash or dots, which are somebody saying nothing."""
    line = words.strip()
    if not line or len(line) > _LONGEST or _NUMERAL.match(line) or _WORDLESS_SPEECH.match(line):
        return False
    return _BREAK.match(line) is not None


def is_note(words: str) -> bool:
    """A paragraph that speaks from outside the story: author's notes, disclaimers, footnotes, pictures."""
    head = words.lstrip()[:120]
    if _BRACKETED.match(head) or _FOOTNOTE.match(head):
        return True
    return _NOTE.match(head) is not None and _NOTE_MARK.match(head) is not None


def note_kind(words: str) -> Apart:
    """What a note is by its first words."""
    head = words.lstrip()[:120]
    return next((kind for pattern, kind in _KINDS if pattern.match(head)), Apart.AUTHORS_NOTE)


def is_bracketed_note(words: str) -> bool:
    """A note in square brackets, which may run over several paragraphs until its bracket closes."""
    return _BRACKETED.match(words.lstrip()[:120]) is not None
