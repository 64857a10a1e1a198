"""A pronoun that does not fit: "Emma shook his head", "Mr. Weston hurt herself"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from fabula.lang.en.contradictions import MAY_BE_ANOTHERS, OWN_GESTURES, TITLES
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import Material, signs_of
from fabula.types import EntityType, FindingKind, MentionForm, Span

_SHE: Final = frozenset("she her hers herself".split())  # noqa: SIM905
_HE: Final = frozenset("he him his himself".split())  # noqa: SIM905
_SELF: Final = re.compile(r"\s+(?:[^\W\d_]+\s+)(himself|herself)\b")
_OWN: Final = re.compile(
    r"\s+([^\W\d_]+)\s+(his|her)\s+(?:[^\W\d_]+\s+)?(" + "|".join(sorted(OWN_GESTURES)) + r")\b"
)
_BY: Final = frozenset("by with to for of than as and or nor but not that who like near beside".split())  # noqa: SIM905
_LEAST: Final = 4
"""Pronouns of somebody from which on it is known which they are."""


def pronouns(material: Material) -> Iterator[Candidate]:
    """Findings about pronouns."""
    for entity, own in material.entities.items():
        if own.type is not EntityType.PERSON or own.members:
            continue
        gender, known = _gender(material, entity)
        if known is None:
            continue
        for told in material.told_of[entity]:
            if told.form is MentionForm.NAME and (found := _unfit(material, told.end, gender)):
                spans = [known, (told.start, found[1])]
                signs = signs_of(material, spans[1:], told.confidence)
                if _may_be_anothers(material, told.end, found[0]):
                    signs.append("may be another's")
                pronoun = material.reads(found)
                message = f"“{pronoun}” does not fit {material.name(entity)}, who is “{gender}” elsewhere."
                yield candidate(FindingKind.PRONOUN, message, spans, entity, *signs)


def _gender(material: Material, entity: int) -> tuple[str, Span | None]:
    """The pronoun of somebody and a place that shows it; none where it is not quite clear."""
    found: Counter[str] = Counter()
    places: dict[str, Span] = {}
    for own in material.told_of[entity]:
        word = material.content[own.start : own.end].lower()
        first = word.split()[0] if word.split() else ""
        for gender, words, titles in (("he", _HE, TITLES[0]), ("she", _SHE, TITLES[1])):
            if word in words or (first in titles and own.form is MentionForm.NAME):
                found[gender] += 1
                places.setdefault(gender, (own.start, own.end))
    if not found:
        return "", None
    ((best, times), *rest) = found.most_common()
    clear = times >= _LEAST and (not rest or times >= 6 * rest[0][1] or rest[0][1] == 1 < times // 2)
    return best, places[best] if clear else None


def _may_be_anothers(material: Material, start: int, end: int) -> bool:
    """Whether one may do what is told with the body of another too."""
    words = material.content[start:end].lower().split()
    head = material.content[end : end + 20].lower().split()[1:2]
    return not MAY_BE_ANOTHERS.isdisjoint(words) and head not in (["head"], ["shoulders"])


def _unfit(material: Material, end: int, gender: str) -> Span | None:
    """The pronoun of the other gender that can only be of whoever is named right before it."""
    wrong = "her" if gender == "he" else "his"
    found = _SELF.match(material.content, end, end + 60)
    if found and found[1] == ("herself" if gender == "he" else "himself"):
        between = set(material.content[end : found.start(1)].lower().split())
        return None if between & _BY else found.span(1)
    found = _OWN.match(material.content, end, end + 60)
    if found and found[2] == wrong and found[1].lower() in OWN_GESTURES[found[3]]:
        return found.span(2)
    return None
