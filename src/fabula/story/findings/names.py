"""Names that are spelt or given otherwise once, and ranks that change."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fabula.lang.en.contradictions import NOT_SO, PROMOTED
from fabula.lang.en.occupations import MILITARY, OCCUPATIONS, RANKS, canonical_title
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import Material, signs_of
from fabula.types import EntityType, FindingKind, Mention, MentionForm, Span

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*\.?")
_LETTERS: Final = 5
"""Letters that a name has at least for one more or less to be a slip: "Tom" and "Tim" are two people."""
_OFTEN: Final = 4
"""How often the other spelling stands, at least."""
_LONG: Final = 7
_SHORTEST: Final = 3
_TWO: Final = 2
_CROWD: Final = 40
"""So many of one name are a list of names, and no family."""
_SELDOM: Final = 2
_LADDERS: Final = tuple(frozenset(own.split()) for own in MILITARY)
_LOOSE: Final = frozenset(["general", "major"])
"""Ranks that are also parts of others: a lieutenant general."""
_NO_FORENAME: Final = frozenset(
    (  # noqa: SIM905
        "mr mrs miss ms mister master madame monsieur lord lady sir dame dr aunt uncle cousin the old young "
        "little poor dear brother sister st saint don de von van le la"
    ).split()
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A name in the text: its words without a genitive, and where it stands."""

    words: tuple[str, ...]
    span: Span
    entity: int
    sure: float


def names(material: Material) -> Iterator[Candidate]:
    """Findings about names."""
    named = list(_named(material))
    often = Counter(word for own in named for word in own.words)
    usual: dict[str, list[str]] = defaultdict(list)
    for word, times in often.items():
        if times >= _OFTEN:
            usual[word[-1]].append(word)
            usual[word[0].lower() + "…"].append(word)
    first = {word: own for own in reversed(named) for word in own.words}
    for own in named:
        for word in own.words:
            alike = usual[word[0].lower() + "…"] + usual[word[-1]]
            if (
                often[word] <= _SELDOM
                and (other := _other_spelling(word, alike))
                and (often[other] >= _OFTEN * often[word])
            ):
                yield _spelt(material, own, word, first[other], other, often)
    yield from _otherwise(material, named)


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
    """Whether a word is another with one letter less, more, or else, or with two changed about."""
    if abs(len(word) - len(right)) > 1 or word.lower() == right.lower() or right + "s" == word:
        return False
    if min(len(word), len(right)) < _LETTERS - 1 or word + "s" == right:
        return False
    start = next((k for k, (a, b) in enumerate(zip(word, right, strict=False)) if a != b), len(word))
    a, b = word[start:], right[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[1::-1] == b[:2] and a[2:] == b[2:])


def _spelt(
    material: Material, own: _Named, word: str, right: _Named, other: str, often: Mapping[str, int]
) -> Candidate:
    signs = [*signs_of(material, [own.span], 1.0), "spelling"]
    # The ends of names tell people apart: Robert and Roberta, Antonio and Antonia.
    if word[-1] != other[-1]:
        signs.append("ends otherwise")
    if word[0] != other[0]:
        signs.append("begins otherwise")
    if min(len(word), len(other)) < _LONG:
        signs.append("short name")
    if own.entity == right.entity:
        signs.append("one in the cast")
    if len(own.words) > 1:
        signs.append("beside another name")
    message = f"“{word}” is spelt “{other}” elsewhere."
    return candidate(
        FindingKind.NAME,
        message,
        [own.span, right.span],
        right.entity,
        *signs,
        usual_spelling=math.log(often[other]),
        elsewhere=math.log(often[word]),
    )


def _otherwise(material: Material, named: list[_Named]) -> Iterator[Candidate]:
    """One who has another forename or another surname once, by whose usual name nobody else is called."""
    full = [own for own in named if len(own.words) == 2 and all(word[0].isupper() for word in own.words)]
    times = Counter(own.words for own in full)
    alone = Counter(word for own in named for word in own.words)
    for place, what in ((0, "forename"), (1, "surname")):
        family: dict[str, dict[tuple[str, ...], _Named]] = defaultdict(dict)
        for own in full:
            family[own.words[1 - place]].setdefault(own.words, own)
        for own in full:
            word = own.words[place]
            if times[own.words] > 1 or alone[word] > 1 or not word.isalpha() or len(word) < _SHORTEST:
                continue
            if _is_titled(own) or len(family[own.words[1 - place]]) > _CROWD:
                continue
            others = [
                each
                for each in family[own.words[1 - place]].values()
                if each.words[place].lower() != word.lower()
                and not _is_titled(each)
                and (times[each.words] > 1 or each.span < own.span)
            ]
            if others:
                best = max(others, key=lambda each: (each.entity == own.entity, times[each.words]))
                yield _named_otherwise(material, own, best, what, place, times, len(others))


def _is_titled(own: _Named) -> bool:
    """Whether the first word is a title and no forename."""
    title = canonical_title(own.words[0])
    return title in RANKS or title in OCCUPATIONS or title in _NO_FORENAME


def _named_otherwise(
    material: Material,
    own: _Named,
    other: _Named,
    what: str,
    place: int,
    times: Mapping[tuple[str, ...], int],
    others: int,
) -> Candidate:
    a, b = own.words[place], other.words[place]
    signs = [*signs_of(material, [own.span], 1.0), what]
    if a[0] == b[0]:
        signs += ["same initial", f"{what} of the same initial"]
        if a[-1] == b[-1]:
            signs.append("same ends")
    if own.entity == other.entity:
        signs.append("one in the cast")
    signs += ["several of the family"] * (others > 1)
    spans = [other.span, own.span]
    message = f"“{' '.join(own.words)}” is “{' '.join(other.words)}” elsewhere."
    return candidate(
        FindingKind.NAME, message, spans, other.entity, *signs, usual_name=math.log(times[other.words])
    )


def ranks(material: Material) -> Iterator[Candidate]:
    """Findings about ranks: one who is a captain, once a colonel, and a captain again."""
    for entity, own in material.entities.items():
        if own.type is not EntityType.PERSON:
            continue
        titled = [each for each in (_titled(material, m) for m in material.told_of[entity]) if each]
        often = Counter(rank for rank, _ in titled)
        for k, (rank, b) in enumerate(titled):
            other = next((each for each in often if each != rank), None)
            if often[rank] > 1 or len(often) != _TWO or other is None:
                continue
            if k == 0 and often[other] <= _TWO:
                continue
            before, a = titled[k - 1] if k else titled[1]
            signs = signs_of(material, [b], 1.0)
            if not any({rank, before} <= ladder for ladder in _LADDERS):
                signs.append("another ladder")
            if _WORD.fullmatch(material.content, *b):
                signs.append("rank alone")
            if 0 < k < len(titled) - 1:
                signs.append("before and after")
            if material.is_explained([a, b], PROMOTED | NOT_SO):
                signs.append("explained")
            if not {rank, before}.isdisjoint(_LOOSE):
                signs.append("rank of two words")
            message = f"{material.name(entity)} is {before} elsewhere, and here {rank}."
            yield candidate(
                FindingKind.RANK, message, [a, b], entity, *signs, usual_rank=math.log(often[before])
            )


def _titled(material: Material, own: Mention) -> tuple[str, Span] | None:
    """The rank in a name, if it has one."""
    words = material.content[own.start : own.end].split()
    if not words or not words[0][0].isupper() or (own.form is not MentionForm.NAME and len(words) > 1):
        return None
    title = canonical_title(words[0])
    return (title, (own.start, own.end)) if any(title in ladder for ladder in _LADDERS) else None
