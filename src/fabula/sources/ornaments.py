"""Lines that are no words: scene breaks, and the notes that archives and transcribers put among the words."""

from __future__ import annotations

import re

from fabula.types import Apart

_BREAK = re.compile(
    # signs of punctuation and ornament only, no letter or digit
    r"^(?:[\s*#~=_\-–—―‒·•●○◦∙.⁂⁎⁑✱✲✻✽❦❧☙◊◆◇♦♢☆★✦✧✿❀❁♥♡❤§†‡+^|/\\<>:%&@∞☾☽\ufe0f]+"
    # the letters that fan works draw with
    r"|[\W_]*(?:[oO0]{3}|o[0O]o|O[0o]O|xXx|XxX|xxx|[xX]-[xX]-[xX]|[oO]-[oO]-[oO]|xox|XOX)[\W_xXoO0]*"
    r"|[\[(<*~=—\s-]*(?:line|page|scene)[\s-]?(?:break|divider)[\])>*~=—\s-]*"
    r")$",
    re.IGNORECASE,
)
_WORDLESS_SPEECH = re.compile(r"^(?:\.{2,}|…|[—–-]{1,2}|[.:/%&@<>|\\^]+)$")
_NUMERAL = re.compile(r"^[\W_]*X+[\W_]*$")
_LONGEST = 200
BEGIN_BREAKS = frozenset("oO0xXlLpPsS\N{LATIN SMALL LETTER LONG S}")
"""A line that begins with another letter or digit than these is no break: that settles it for most lines."""
_LONGEST_CAPTION = 400
# How a paragraph begins that speaks from outside the story, and what it is.
_BEGINNINGS: tuple[tuple[Apart, str], ...] = (
    (
        Apart.AUTHORS_NOTE,
        r"(?:end (?:of )?)?a\s?[/.]\s?n\b|an ?\d?:|author.?s?.? notes?\b|disclaimer\b|beta(?:ed)? by\b"
        r"|trigger warnings?\b|note from the author\b|[qa]otd\b",
    ),
    (Apart.NOTE, r"t/n\b|editor.?s.? notes?\b"),
    (Apart.FOOTNOTE, r"(?:foot|end)note\b"),
    (Apart.TRANSCRIBER, r"transcriber.?s.? notes?\b"),
    (Apart.ILLUSTRATION, r"illustration\b|frontispiece\b"),
)
_NOTES = tuple((apart, re.compile(rf"^[\W_]*(?:{words})", re.IGNORECASE)) for apart, words in _BEGINNINGS)
_COUNTS = "(?:reads|views|votes|likes|follow(?:er)?s|comments|reviews|kudos|hits|favou?rites)"
_READ_AND_REVIEW = r"(?:r ?(?:&|and|n) ?r|read ?(?:&|and|n) ?review)"
_WISH = (
    rf"(?:{_READ_AND_REVIEW}|(?:leave )?(?:kudos|a (?:review|comment|vote))|reviews?|votes?|comments?|follow"
    r"|likes?|fave|favou?rite|subscribe|share)"
)
# What writers of serials ask for at the end of a chapter, and nothing else on the line.
_MORE_WISHES = rf"(?:(?:[ ,/&+]|and|or)+{_WISH})"
_ASKING = re.compile(
    rf"[\W_]*(?:{_READ_AND_REVIEW}|tbc|(?:reviews|comments|kudos|votes) (?:are|is|=|make me) \w+"
    r"|(?:not (?:yet )?|un)(?:edited|proof[- ]?read|beta.?e?d)"
    rf"|(?:please|pls|plz|don.?t forget to|remember to) (?!follow|share){_WISH}{_MORE_WISHES}{{0,4}}"
    rf"|(?:thanks|thank you)(?: so much| all)? for (?:the )?\d[\d.,]*\s?[km]? {_COUNTS}"
    rf"|{_WISH}{_MORE_WISHES}{{1,4}})"
    r"(?: (?:please|below|me|this|for more|if you (?:like|liked|enjoyed)(?: (?:it|this))?))?"
    r"(?:[\W_]|<3|\bx{1,4}\b|\bx[ox]+\b)*",
    re.IGNORECASE,
)
# "12.3K reads 455 votes", "1,2K 34 5": what a site counts under the title of a chapter.
_OF_SITE = "reads|votes|views|comments|stars"
_COUNTED = rf"\d[\d.,]*(?:\s?[km])?\b(?:\s(?:{_OF_SITE}))?"
_COUNTERS = re.compile(
    rf"(?=[^\n]*(?:\d[km]\b|\b(?:{_OF_SITE})\b)){_COUNTED}(?:[\W_]+{_COUNTED}){{1,3}}[\W_]*", re.IGNORECASE
)
_LONGEST_WISH = 80
# Asked first: hardly any paragraph begins so.
_ANY_NOTE = re.compile(rf"^[\W_]*(?:{'|'.join(words for _, words in _BEGINNINGS)})", re.IGNORECASE)
_BRACKETS: tuple[tuple[Apart, str], ...] = (
    (
        Apart.ILLUSTRATION,
        r"illustration|frontispiece|map\b|image\b"
        r"|(?:picture|photograph|plate|figure|music(?:al)?)s?\b"
        r"(?:\s+(?:of\b|scores?\b|notation\b|notes?\b|[\w.]{1,5}\s*[:\]])|\s*[:.\]])",
    ),
    (Apart.FOOTNOTE, r"footnote|sidenote|[*†‡]\s?\S"),
    (Apart.TRANSCRIBER, r"transcriber"),
    (Apart.PAGE_NUMBER, r"(?:page|pg)\b\.?\s*\d"),
    (Apart.NOTE, r"editor|note\b|page\b"),
)
_BRACKETED = tuple((apart, re.compile(rf"^\[+_?(?:{words})", re.IGNORECASE)) for apart, words in _BRACKETS)
# "{I said my evening prayers: p311.jpg}"
_PICTURE_FILE = re.compile(r"^[\[{<(][^\[\]{}<>]{0,300}\b[\w-]+\.(?:jpe?g|png|gif)[\]}>)]$", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^(?:(?P<sure>\[[*†‡]\])|\[\d{1,3}\]|[*†‡](?=[^\Wa-z]))\s*\S")
# No sentence of a story begins so: "A/N hey guys, this is my first book".
_SURELY_NOTE = re.compile(r"^[\W_]*(?:end (?:of )?)?a/n\b", re.IGNORECASE)
# What may follow a note's first words: a story can well speak of illustrations and disclaimers.
_NOTE_MARK = re.compile(r"^[\W_]*[\w/.’' ]{1,30}?\s*(?:[:\-–—*_)\]]|$)")


def is_scene_break(words: str) -> bool:
    """A line of asterisks, rules or ornaments; not a lone dash or dots, which are somebody saying nothing."""
    line = words.strip()
    if not line:
        return False
    # The first letter or digit, if one stands so near: that settles it for most lines.
    first = line[0] if line[0].isalnum() else line[1:2]
    if first.isalnum() and first not in BEGIN_BREAKS:
        return False
    if len(line) > _LONGEST or _BREAK.match(line) is None:
        return False
    return not (_NUMERAL.match(line) or _WORDLESS_SPEECH.match(line))


def note_of(words: str, *, marked: bool) -> Apart | None:
    """What a paragraph is that speaks from outside the story: an author's note, a footnote, a picture.

    ``marked`` says that there are marks of notes: only then does "[2]" or a star at its head make one of it.
    """
    words = words.strip()
    head = words[:120]
    bracketed = bracketed_note(words)
    if bracketed is not None:
        return bracketed
    footnote = _FOOTNOTE.match(head)
    if footnote and (marked or footnote["sure"]):
        return Apart.FOOTNOTE
    if len(words) < _LONGEST_CAPTION and _PICTURE_FILE.match(words):
        return Apart.ILLUSTRATION
    if len(words) < _LONGEST_WISH and words[-1:] not in "”\"’'" and _ASKING.fullmatch(words):
        return Apart.AUTHORS_NOTE
    if len(words) < _LONGEST_WISH and words[:1].isdecimal() and _COUNTERS.fullmatch(words):
        return Apart.SITE
    if _SURELY_NOTE.match(head):
        return Apart.AUTHORS_NOTE
    if not _ANY_NOTE.match(head) or not _NOTE_MARK.match(head):
        return None
    return next((apart for apart, pattern in _NOTES if pattern.match(head)), None)


def bracketed_note(words: str) -> Apart | None:
    """What a note in square brackets is; it may run over several paragraphs until its bracket closes."""
    head = words.lstrip()[:40]
    if not head.startswith("["):
        return None
    return next((apart for apart, pattern in _BRACKETED if pattern.match(head)), None)
