"""Names that are spelt or given otherwise once, and ranks that change."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from fabula.lang.en.contradictions import NOT_SO, PROMOTED
from fabula.lang.en.occupations import MILITARY, canonical_title
from fabula.story.findings.material import Material, finding, signs_of
from fabula.types import EntityType, Finding, FindingKind, Mention, MentionForm, Span

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*\.?")
_LETTERS: Final = 6
"""Letters that a name has at least for one more or less to be a slip: "Tom" and "Tim" are two people."""
_OFTEN: Final = 4
"""How often the other spelling stands, at least."""
_LADDERS: Final = tuple(frozenset(own.split()) - {"general", "major"} for own in MILITARY)


@dataclass(frozen=True, slots=True)
class _Named:
    """A name in the text: its words without a genitive, and where it stands."""

    words: tuple[str, ...]
    span: Span
    entity: int
    sure: float


def names(material: Material) -> Iterator[Finding]:
    """Findings about names."""
    named = list(_named(material))
    often = Counter(word for own in named for word in own.words)
    usual: dict[str, list[str]] = defaultdict(list)
    for word, times in often.items():
        if times >= _OFTEN:
            usual[word[0]].append(word)
    first = {word: own for own in reversed(named) for word in own.words}
    for own in named:
        for word in own.words:
            if often[word] == 1 and (other := _other_spelling(word, usual[word[0]])):
                yield _spelt(material, own, word, first[other], other)
    yield from _forenames(named)


def _named(material: Material) -> Iterator[_Named]:
    for own in material.cast.mentions:
        if own.form is MentionForm.NAME and own.type is EntityType.PERSON and own.entity is not None:
            words = _WORD.findall(material.content[own.start : own.end])
            kept = tuple(filter(None, (re.sub(r"[’']s?$", "", word) for word in words)))
            if kept:  # a name may be a dash or a number
                yield _Named(kept, (own.start, own.end), own.entity, own.confidence)


def _other_spelling(word: str, usual: Sequence[str]) -> str | None:
    """A name that stands often and is one letter, or two letters changed about, from this one."""
    if len(word) < _LETTERS or not word[0].isupper() or word.isupper() or "’" in word or "." in word:
        return None
    return next((own for own in usual if _is_slip(word, own)), None)


def _is_slip(word: str, right: str) -> bool:
    """Whether a word is another with one letter less, more, or else, or with two changed about, within it."""
    if word[0] != right[0] or abs(len(word) - len(right)) > 1 or word == right or right + "s" == word:
        return False
    if min(len(word), len(right)) < _LETTERS - 1 or word.lower() == right.lower() or word + "s" == right:
        return False
    # The ends of names tell people apart: Robert and Roberta, Antonio and Antonia.
    if word[-1] != right[-1]:
        return False
    start = next((k for k, (a, b) in enumerate(zip(word, right, strict=False)) if a != b), len(word))
    a, b = word[start:], right[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[1::-1] == b[:2] and a[2:] == b[2:])


def _spelt(material: Material, own: _Named, word: str, right: _Named, other: str) -> Finding:
    signs = signs_of(material, [own.span], 1.0)
    message = f"“{word}” is spelt “{other}” elsewhere."
    return finding(FindingKind.NAME, message, [own.span, right.span], right.entity, *signs)


def _forenames(named: list[_Named]) -> Iterator[Finding]:
    """One who has another forename once: the same surname, the same initial, and nobody else is called so."""
    full = [own for own in named if len(own.words) == 2 and all(word[0].isupper() for word in own.words)]
    times = Counter(own.words for own in full)
    alone = Counter(own.words[0] for own in named)
    family: dict[tuple[str, str], dict[tuple[str, ...], _Named]] = defaultdict(dict)
    for own in full:
        family[own.words[0][0], own.words[1]].setdefault(own.words, own)
    for own in full:
        forename, surname = own.words
        if times[own.words] > 1 or alone[forename] > 1 or not forename.isalpha():
            continue
        others = [
            each
            for each in family[forename[0], surname].values()
            if each.words[0].lower() != forename.lower() and (times[each.words] > 1 or each.span < own.span)
        ]
        if others and forename[-1] == others[0].words[0][-1] and len(forename) > 3:
            spans = [others[0].span, own.span]
            message = f"“{' '.join(own.words)}” is “{' '.join(others[0].words)}” elsewhere."
            yield finding(FindingKind.NAME, message, spans, others[0].entity)


def ranks(material: Material) -> Iterator[Finding]:
    """Findings about ranks: one who is a captain, once a colonel, and a captain again."""
    for entity, own in material.entities.items():
        if own.type is not EntityType.PERSON:
            continue
        titled = [each for each in (_titled(material, m) for m in material.told_of[entity]) if each]
        for k in range(1, len(titled) - 1):
            (before, a), (rank, b), (after, _) = titled[k - 1 : k + 2]
            if before != after or rank == before or not any({rank, before} <= own for own in _LADDERS):
                continue
            signs = signs_of(material, [b], 1.0)
            if material.is_explained([a, b], PROMOTED | NOT_SO):
                signs.append("explained")
            message = f"{material.name(entity)} is {before} before and after, and here {rank}."
            yield finding(FindingKind.RANK, message, [a, b], entity, *signs)


def _titled(material: Material, own: Mention) -> tuple[str, Span] | None:
    """The rank in a name, if it has one."""
    words = material.content[own.start : own.end].split()
    if own.form is not MentionForm.NAME or len(words) < 2:
        return None
    title = canonical_title(words[0])
    return (title, (own.start, own.end)) if any(title in ladder for ladder in _LADDERS) else None
