"""What people are of one another: the clues of a work put together, and how likely each relation is."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fabula.lang.en.kin import ELDERS, GENDERED, SYMMETRIC
from fabula.story.attributes import Signs, SignWeights, shipped
from fabula.story.clauses import Clauses
from fabula.story.dealings import Dealings
from fabula.story.relation_clues import MEASURED, TieClue, relation_clues
from fabula.types import Relation, RelationKind, Span

_INFERRED: Final = 0.9
"""What a conclusion from two relations is worth of their product."""
_MOST: Final = 5
"""Spans that are kept of one relation."""
_FAMILY: Final = frozenset(
    [
        *(RelationKind.PARENT, RelationKind.SIBLING, RelationKind.SPOUSE, RelationKind.RELATIVE),
        *(RelationKind.ENGAGED, RelationKind.LOVER),
    ]
)
"""Kinds of which two people are one at most."""
_OVER: Final = frozenset([RelationKind.SUPERIOR, RelationKind.EMPLOYER, RelationKind.TEACHER])
"""Kinds that set one over another, who cannot be over him too."""
_MOSTLY: Final = 0.5
"""The share of what is told of a place in a family that makes it one's own."""
_SURE: Final = 0.6
"""How likely two relations must be for a third to follow from them."""
_OFTEN: Final = 20
"""Mentions from which on it does not matter how many more there are: a book has more of them than a story."""
_WIDEST: Final = 30
"""Relatives of one person from whom conclusions are drawn: a text of thousands of kin stays linear."""


@dataclass(frozen=True, slots=True)
class Tie:
    """All clues that one is something of another."""

    a: int
    kind: RelationKind
    b: int
    clues: tuple[TieClue, ...]


def relations(clauses: Clauses, weights: SignWeights | None = None) -> tuple[Relation, ...]:
    """The relations that a work tells, and those that follow from them, in the order of the text."""
    weights = weights or shipped("relations")
    told = _only_ones((own, weights.probability(signs)) for own, signs in likely_ties(clauses))
    kept = [(own, sure) for own, sure in _one_of_a_kind(told) if sure >= weights.threshold]
    kept = _one_way(kept)
    found = [
        Relation(own.a, own.kind, own.b, _spans(clauses, own), inferred=False, confidence=sure)
        for own, sure in kept
    ]
    found.sort(key=lambda own: (own.spans[0], own.a, own.b, own.relation.value))
    return (*found, *completed(found))


def likely_ties(clauses: Clauses) -> Iterator[tuple[Tie, Signs]]:
    """What people may be of one another, each with its signs."""
    together: dict[tuple[int, RelationKind, int], list[TieClue]] = defaultdict(list)
    dealings = Dealings(clauses)
    for clue in relation_clues(clauses, dealings):
        together[clue.a, clue.kind, clue.b].append(clue)
    pairs: dict[tuple[int, int], list[Tie]] = defaultdict(list)
    for (a, kind, b), clues in together.items():
        pairs[min(a, b), max(a, b)].append(Tie(a, kind, b, tuple(clues)))
    talk, rivals = _talk(clauses), _rivals(pairs)
    for pair, ties in pairs.items():
        for own in ties:
            signs = tie_signs(clauses, own, ties, talk[pair]) | _uniqueness(own, rivals)
            yield own, signs | dealings.signs(own.kind.value, own.a, own.b)


def _rivals(pairs: Mapping[tuple[int, int], Sequence[Tie]]) -> Counter[tuple[RelationKind, str, int]]:
    """How often anybody is told to be the father, the mother, the husband … of each."""
    found: Counter[tuple[RelationKind, str, int]] = Counter()
    for ties in pairs.values():
        for own in ties:
            for key in _places(own):
                found[key] += len(own.clues)
    return found


def _places(own: Tie) -> Iterator[tuple[RelationKind, str, int]]:
    """The places in a family that only one can have, that a relation gives to one."""
    if own.kind is RelationKind.PARENT:
        pronouns = {GENDERED.get(clue.noun, "") for clue in own.clues if clue.noun in ELDERS}
        yield from ((own.kind, pronoun, own.b) for pronoun in pronouns)
    elif own.kind in (RelationKind.SPOUSE, RelationKind.ENGAGED):
        yield own.kind, "", own.a
        yield own.kind, "", own.b


def _uniqueness(own: Tie, rivals: Mapping[tuple[RelationKind, str, int], int]) -> dict[str, float]:
    """How much of what is told of such a place is told of this one: a person has one father."""
    shares = [len(own.clues) / rivals[key] for key in _places(own)]
    if not shares:
        return {}
    return {"share of the place": min(shares), f"rivals, {own.kind.value}": float(min(shares) < _MOSTLY)}


def _only_ones(told: Iterable[tuple[Tie, float]]) -> list[tuple[Tie, float]]:
    """Probabilities less what is likelier of a place in a family that only one can have: one has one father.

    The weights come mostly from stories with few pages, in which hardly anybody is told to have two.
    """
    rows = list(told)
    best: dict[tuple[RelationKind, str, int], tuple[float, int]] = {}
    for i, (own, sure) in enumerate(rows):
        for key in _places(own):
            if key not in best or sure > best[key][0]:
                best[key] = sure, i
    found = []
    for i, (own, sure) in enumerate(rows):
        others = [best[key][0] for key in _places(own) if best[key][1] != i]
        found.append((own, sure * (1.0 - max(others, default=0.0))))
    return found


def _talk(clauses: Clauses) -> Counter[tuple[int, int]]:
    """How many lines two people say to one another."""
    found: Counter[tuple[int, int]] = Counter()
    for quote in clauses.document.cast.quotes:
        for other in quote.addressees:
            if quote.speaker is not None:
                found[min(quote.speaker, other), max(quote.speaker, other)] += 1
    return found


def tie_signs(clauses: Clauses, own: Tie, others: Iterable[Tie], lines: int) -> dict[str, float]:
    """What speaks for a relation and against it, by name."""
    kind = own.kind.value
    found: dict[str, float] = {"bias": 1.0, kind: 1.0}
    spoken = denied = doubted = 0
    for clue in own.clues:
        found.update(dict.fromkeys(_of_clue(clauses, clue, kind), 1.0))
        spoken += clauses.document.spoken[clue.word]
        denied += clauses.is_denied(clue.word)
        doubted += clauses.is_doubted(clue.word)
    told = _told(own)
    size = max(1, len(told))
    share = len(told) / max(1, sum(len(_told(other)) for other in others))
    patterns = len({clue.pattern for clue in own.clues})
    found |= {
        "times": math.log(min(size, _OFTEN)),
        "told": float(bool(told)),
        f"told, {kind}": float(bool(told)),
        f"times, {kind}": math.log(min(size, _OFTEN)),
        f"share of the pair, {kind}": share,
        "several patterns": float(patterns > 1),
        "share of the pair": share,
        "only kind of the pair": float(share == 1.0),
        "only spoken": float(spoken == size),
        "denied": denied / size,
        "doubted": doubted / size,
        "they talk": float(lines > 0),
        "lines": math.log1p(min(lines, _OFTEN)),
        f"lines, {kind}": math.log1p(min(lines, _OFTEN)),
    }
    people = [clauses.document.entities[n] for n in (own.a, own.b)]
    rarer = min(_OFTEN, *(one.mentions for one in people))
    found["mentions of the rarer"] = math.log(max(1, rarer))
    found["one is mentioned once"] = float(any(one.mentions <= 1 for one in people))
    found["a group"] = float(any(one.members for one in people))
    found[f"a group, {kind}"] = found["a group"]
    found["one tells"] = float(any(one.narrator for one in people))
    found["no character"] = float(not all(one.is_character for one in people))
    sure = [math.prod(clauses.sure[k] for k in clue.of) for clue in own.clues if clue.of]
    found["sure of whom"] = max(sure, default=0.5)
    found["how often, surely"] = math.log1p(sum(sure))
    found["other pronoun"] = float(any(_is_of_other_gender(clauses, own, clue) for clue in own.clues))
    return found


def _told(own: Tie) -> list[TieClue]:
    """The clues that tell a relation, without those that are counted."""
    return [clue for clue in own.clues if clue.pattern != MEASURED]


def _is_of_other_gender(clauses: Clauses, own: Tie, clue: TieClue) -> bool:
    """Whether the text's pronoun for both, or for the one meant, is not that of a noun of kin."""
    pronoun = GENDERED.get(clue.noun)
    told = {n: clauses.document.entities[n].pronouns[:1] for n in (own.a, own.b)}
    meant = [clauses.told[k].entity for k in clue.of[:1] if k in clauses.told]
    return pronoun is not None and any(
        told.get(n, ()) not in ((), (pronoun,), ("they",), ("i",), ("you",)) for n in meant
    )


def _of_clue(clauses: Clauses, clue: TieClue, kind: str) -> Iterator[str]:
    yield f"{kind}: {clue.pattern}"
    yield clue.pattern
    yield f"{kind}: {clue.noun}"
    yield f"{kind}: {clue.noun}: {clue.pattern.split()[0]}"
    for k in clauses.children(clue.word, "amod"):
        yield f"with {clauses.word[k]}"


def _one_of_a_kind(told: Iterable[tuple[Tie, float]]) -> list[tuple[Tie, float]]:
    """Of the kinds of family that two people may be, the likeliest alone; the other kinds as they are."""
    best: dict[tuple[int, int], tuple[float, Tie]] = {}
    found = []
    for own, sure in told:
        if own.kind not in _FAMILY:
            found.append((own, sure))
            continue
        pair = min(own.a, own.b), max(own.a, own.b)
        if pair not in best or sure > best[pair][0]:
            best[pair] = sure, own
    return [*found, *((own, sure) for sure, own in best.values())]


def _one_way(told: Sequence[tuple[Tie, float]]) -> list[tuple[Tie, float]]:
    """Of the kinds that set one over another, the likeliest of two people alone; the others as they are."""
    best: dict[tuple[int, int], float] = {}
    for own, sure in told:
        if own.kind in _OVER:
            pair = min(own.a, own.b), max(own.a, own.b)
            best[pair] = max(best.get(pair, 0.0), sure)
    return [
        (own, sure)
        for own, sure in told
        if own.kind not in _OVER or sure >= best[min(own.a, own.b), max(own.a, own.b)]
    ]


def _spans(clauses: Clauses, own: Tie) -> tuple[Span, ...]:
    words = sorted({clue.word for clue in own.clues})[:_MOST]
    return tuple((clauses.document.starts[k], clauses.document.ends[k]) for k in words)


def completed(told: Iterable[Relation]) -> list[Relation]:
    """What follows: a brother's mother is a mother, a mother's husband a father, children of one siblings."""
    known = [own for own in told if own.confidence >= _SURE]
    parents: dict[int, list[tuple[int, Relation]]] = defaultdict(list)
    siblings: dict[int, list[tuple[int, Relation]]] = defaultdict(list)
    children: dict[int, list[tuple[int, Relation]]] = defaultdict(list)
    spouses: dict[int, list[tuple[int, Relation]]] = defaultdict(list)
    for own in known:
        if own.relation is RelationKind.PARENT:
            parents[own.b].append((own.a, own))
            children[own.a].append((own.b, own))
        for table, kind in ((siblings, RelationKind.SIBLING), (spouses, RelationKind.SPOUSE)):
            if own.relation is kind:
                table[own.a].append((own.b, own))
                table[own.b].append((own.a, own))
    drawn: dict[tuple[int, RelationKind, int], Relation] = {}
    family = {(min(own.a, own.b), max(own.a, own.b)) for own in known if own.relation in _FAMILY}
    for one in sorted({*parents, *siblings, *children, *spouses}):
        steps = (
            (siblings[one], parents[one], RelationKind.PARENT, True),
            (spouses[one], children[one], RelationKind.PARENT, False),
            (children[one], children[one], RelationKind.SIBLING, False),
        )
        for firsts, seconds, kind, back in steps:
            for x, p in firsts[:_WIDEST]:
                for y, q in seconds[:_WIDEST]:
                    a, b = (y, x) if back else (x, y)
                    _draw(a, kind, b, p, q, family, drawn)
    return [drawn[key] for key in sorted(drawn, key=lambda key: (key[0], key[2], key[1].value))]


def _draw(
    a: int,
    kind: RelationKind,
    b: int,
    p: Relation,
    q: Relation,
    family: set[tuple[int, int]],
    drawn: dict[tuple[int, RelationKind, int], Relation],
) -> None:
    """Keeps a conclusion from two relations, unless the two are told to be something of one another."""
    if a == b or (min(a, b), max(a, b)) in family:
        return
    if kind.value in SYMMETRIC and a > b:
        a, b = b, a
    sure = _INFERRED * p.confidence * q.confidence
    before = drawn.get((a, kind, b))
    if before is None or before.confidence < sure:
        spans = tuple(sorted({*p.spans[:1], *q.spans[:1]}))
        drawn[a, kind, b] = Relation(a, kind, b, spans, inferred=True, confidence=sure)
