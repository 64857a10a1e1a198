"""Small edits of a novel that change nothing of who speaks: for asking how much a cast rests on chance.

They are chosen from the text and its annotation alone, so that they are the same for every program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from fabula.evaluation.edits import Edit
from fabula.evaluation.gold_marks import paragraphs
from fabula.evaluation.pdnc import GoldCharacter, Novel

_FEWEST, _MOST = 3, 100
"""How often the name of a minor character stands in the text."""
_SHORTEST_CUT, _LONGEST_CUT = 30, 120
"""Words of a paragraph that may go."""
_CUT_AT, _SLIP_AT = 0.5, 0.35
"""Where in the text a paragraph goes, and where a word is misspelt: the nearest that will do."""
_GIVEN = {"F": ("Philippa", "Cordelia", "Rosamund"), "M": ("Roderick", "Ambrose", "Leopold")}
_SURNAMES = ("Pargeter", "Tolliver", "Wetherby")
_ARTICLES = ("the", "a", "an")
_MARK = re.compile("[\"“”]|''|``")
_WORD = re.compile(r"(?<![\w'’-])[a-z]{7,}(?![\w'’-])")


class SmallEdit(NamedTuple):
    """What is done to a text, in words, and the changes of its characters."""

    what: str
    edits: list[Edit]


def name_changes(novel: Novel) -> Iterator[SmallEdit]:
    """A minor character's name is another throughout: each such character in turn, as the corpus lists them.

    The name is a word that nobody else is called by.
    """
    used: set[str] = set()
    for character in novel.characters:
        name = character.name.split()[-1] if character.name else ""
        if character.category != "minor" or not _is_own(name, character, novel):
            continue
        places = [match.span() for match in re.finditer(rf"\b{re.escape(name)}\b", novel.text)]
        new = _new_name(character, novel.text, used)
        if new is None or not _FEWEST <= len(places) <= _MOST:
            continue
        used.add(new)
        yield SmallEdit(f"{name} is {new}", [Edit(*place, new) for place in places])


def cut(novel: Novel) -> Iterator[SmallEdit]:
    """A paragraph without speech is gone, the nearest to the middle of the text."""
    found = [
        (start, end)
        for start, end in _told(novel)
        if _SHORTEST_CUT <= len(novel.text[start:end].split()) <= _LONGEST_CUT
    ]
    if found:
        start, end = min(found, key=lambda span: abs(span[0] - _CUT_AT * len(novel.text)))
        after = re.compile(r"\s*").match(novel.text, end)
        yield SmallEdit("a paragraph is cut", [Edit(start, after.end() if after else end, "")])


def slip(novel: Novel) -> Iterator[SmallEdit]:
    """Two letters of a long common word of the narration have changed places."""
    goal = _SLIP_AT * len(novel.text)
    for start, end in sorted(_told(novel), key=lambda span: abs(span[0] - goal)):
        for match in _WORD.finditer(novel.text, start, end):
            word = match[0]
            if word[3] != word[4]:
                wrong = word[:3] + word[4] + word[3] + word[5:]
                yield SmallEdit(f"{word} is {wrong}", [Edit(*match.span(), wrong)])
                return


def small_edits(novel: Novel, names: int) -> tuple[SmallEdit, ...]:
    """So many changes of a name, a paragraph cut and a slip of the pen; fewer where the text has none."""
    return (*islice(name_changes(novel), names), *cut(novel), *slip(novel))


def _is_own(name: str, character: GoldCharacter, novel: Novel) -> bool:
    """Whether a word is a name, and one of this character alone."""
    words = character.name.casefold().split()
    if not (name.istitle() and name.isalpha()) or words[0] in _ARTICLES or character.gender not in _GIVEN:
        return False
    return not any(
        name.casefold() in called.casefold().split()
        for other in novel.characters
        if other is not character
        for called in (other.name, *other.aliases)
    )


def _new_name(character: GoldCharacter, text: str, used: set[str]) -> str | None:
    """A name of the same kind and gender that the text does not have."""
    kind = _SURNAMES if " " in character.name else _GIVEN[character.gender]
    return next((name for name in kind if name not in used and name not in text), None)


def _told(novel: Novel) -> Iterator[tuple[int, int]]:
    """The paragraphs without a word of speech."""
    said = sorted(span for quotation in novel.quotations for span in quotation.spans)
    at = 0
    for start, end in paragraphs(novel.text):
        while at < len(said) and said[at][1] <= start:
            at += 1
        spoken = at < len(said) and said[at][0] < end
        words = novel.text[start:end]
        if words.strip() and not spoken and not _MARK.search(words):
            bare = start + len(words) - len(words.lstrip())
            yield bare, bare + len(words.strip())
