"""What is told of whom: the clues of a work put together, and how likely each is an attribute."""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import Final

from fabula.lang.en.conditions import LASTING
from fabula.lang.en.contradictions import NUMBERS
from fabula.story.attribute_clues import Clue, attribute_clues
from fabula.story.clauses import Clauses
from fabula.story.loose_clues import loose_clues
from fabula.types import Attribute, AttributeKind, MentionForm, Scene, Span

Signs = Mapping[str, float]

_PASSING: Final = frozenset([AttributeKind.CONDITION, AttributeKind.CLOTHING])
"""Kinds that hold for a scene and no longer, unless a word says that they last."""
_ANY: Final = frozenset("any every each no such what".split())  # noqa: SIM905
_LIKE: Final = frozenset("like as than unlike".split())  # noqa: SIM905
_LONG: Final = 4
_FAR: Final = 30.0


@dataclass(frozen=True, slots=True)
class ToldOf:
    """All clues that tell one attribute of one entity: the same kind in the same words."""

    entity: int
    kind: AttributeKind
    value: str
    clues: tuple[Clue, ...]


@dataclass(frozen=True, slots=True)
class SignWeights:
    """A weight for each sign, and the probability from which on something is told.

    ``scale`` and ``offset`` make probabilities of what readers wrote down those of what is so (Platt 1999).
    """

    weights: Mapping[str, float]
    threshold: float
    scale: float = 1.0
    offset: float = 0.0

    def probability(self, signs: Signs) -> float:
        """How likely what the signs tell is so; a sign without a weight says nothing."""
        told = sum(self.weights.get(name, 0.0) * value for name, value in signs.items())
        total = max(-_FAR, min(_FAR, self.scale * told + self.offset))
        return 1.0 / (1.0 + math.exp(-total))


@lru_cache(maxsize=2)
def shipped(table: str = "attributes") -> SignWeights:
    """The weights that the package ships, of ``attributes.json`` or ``relations.json``."""
    kept = json.loads(files("fabula.story").joinpath(f"{table}.json").read_text(encoding="utf8"))
    return SignWeights(kept["weights"], kept["threshold"], kept.get("scale", 1.0), kept.get("offset", 0.0))


def attributes(
    clauses: Clauses, scenes: Sequence[Scene], weights: SignWeights | None = None
) -> tuple[Attribute, ...]:
    """What a work tells of its people, in order: the attributes that are likely enough."""
    weights = weights or shipped()
    found: list[Attribute] = []
    for own, signs in likely(clauses):
        sure = weights.probability(signs)
        if sure >= weights.threshold:
            found.append(_attribute(clauses, scenes, own, sure))
    found.sort(key=lambda own: (own.start, own.end, own.entity, own.kind.value, own.value))
    return tuple(_numbered(found))


def likely(clauses: Clauses) -> Iterator[tuple[ToldOf, Signs]]:
    """What may be told of whom, each with its signs."""
    nobody = {own for own in clauses.document.entities if _is_nobody(clauses, own)}
    found = gathered(clauses, chain(attribute_clues(clauses), loose_clues(clauses)))
    rivals = _rivals(clauses, found)
    for own in found:
        if own.entity not in nobody:
            yield own, {**attribute_signs(clauses, own), **_rivalry(clauses, own, rivals)}


def _rivals(clauses: Clauses, found: Iterable[ToldOf]) -> dict[int, dict[int, float]]:
    """Of whom each word may tell something, with how sure the cast is of the mention."""
    told: dict[int, dict[int, float]] = defaultdict(dict)
    for own in found:
        for clue in own.clues:
            sure = clauses.sure[clauses.holders[clue.subject]]
            told[clue.word][own.entity] = max(sure, told[clue.word].get(own.entity, 0.0))
    return told


def _rivalry(clauses: Clauses, own: ToldOf, rivals: Mapping[int, Mapping[int, float]]) -> dict[str, float]:
    """Whether the words tell it of others too, and how far the words and the mention are from one another."""
    others = [
        sure for clue in own.clues for entity, sure in rivals[clue.word].items() if entity != own.entity
    ]
    gaps = [abs(clue.word - clue.subject) for clue in own.clues]
    speakers = [
        clauses.sure_speaker[clue.subject] for clue in own.clues if clue.subject in clauses.sure_speaker
    ]
    return {
        "told of others": float(bool(others)),
        f"told of others, {own.kind.value}": float(bool(others)),
        "others surer": max(others, default=0.0),
        "far": math.log1p(min(gaps)),
        f"far, {own.kind.value}": math.log1p(min(gaps)),
        "in a line": float(bool(speakers)),
        "sure of the line": max(speakers, default=0.0),
    }


def _is_nobody(clauses: Clauses, entity: int) -> bool:
    """Whether an entity is told of once, as anybody of a kind: "like a poet", "any honest man", "people"."""
    if clauses.document.entities[entity].mentions > 1:
        return False
    heads = clauses.heads.get(entity, [])
    return all(_is_of_a_kind(clauses, head) for head in heads)


def _is_of_a_kind(clauses: Clauses, head: int) -> bool:
    own = clauses.told[head]
    if own.form is not MentionForm.NOMINAL:
        return False
    words = {clauses.word[k] for k in clauses.children(head, "det", "nmod:poss")}
    case, relation = clauses.case(head), clauses.document.relation[head]
    return not words or bool(words & _ANY) or case in _LIKE or (own.spoken and relation == "vocative")


def gathered(clauses: Clauses, clues: Iterable[Clue]) -> list[ToldOf]:
    """Clues that tell the same of the same entity, together; a value is told in its first words."""
    together: dict[tuple[int, AttributeKind, str], list[Clue]] = defaultdict(list)
    for own in clues:
        key = own.given or " ".join(clauses.lemma[k] for k in own.words)
        if key:
            together[own.entity, own.kind, key].append(own)
    return [
        ToldOf(entity, kind, words_of(clauses, own[0]), tuple(own))
        for (entity, kind, _), own in together.items()
    ]


def words_of(clauses: Clauses, clue: Clue) -> str:
    """The words of a clue's value as the text has them."""
    if clue.given:
        return clue.given
    document = clauses.document
    content = document.text.content
    found = ""
    for k in clue.words:
        joined = bool(found) and document.starts[k] == document.ends[k - 1] and k - 1 in clue.words
        found += ("" if joined or not found else " ") + content[document.starts[k] : document.ends[k]]
    return found


def attribute_signs(clauses: Clauses, own: ToldOf) -> Signs:
    """What speaks for an attribute and against it, by name."""
    kind, entity = own.kind.value, clauses.document.entities[own.entity]
    found = {"bias": 1.0, kind: 1.0}
    spoken = denied = doubted = 0
    for clue in own.clues:
        found.update(dict.fromkeys(_of_clue(clauses, clue, kind), 1.0))
        spoken += clauses.document.spoken[clue.word]
        denied += clauses.is_denied(clue.word)
        doubted += clauses.is_doubted(clue.word)
    times = len({clue.word for clue in own.clues})
    patterns = len({clue.pattern.split(",")[0] for clue in own.clues})
    found["times"] = math.log(times)
    found[f"times, {kind}"] = math.log(times)
    found["several patterns"] = float(patterns > 1)
    found["sure of whom"] = max(clauses.sure[clauses.holders[clue.subject]] for clue in own.clues)
    found["only spoken"] = float(spoken == len(own.clues))
    found[f"only spoken, {kind}"] = found["only spoken"]
    found["denied"] = denied / len(own.clues)
    found["doubted"] = doubted / len(own.clues)
    found[f"{entity.type.value} {kind}"] = 1.0
    found["narrator"] = float(entity.narrator)
    found["mentions"] = math.log(max(1, entity.mentions))
    found["mentioned once"] = float(entity.mentions <= 1)
    found["not a character"] = float(not entity.is_character)
    found["long value"] = float(len(own.clues[0].words) >= _LONG)
    return found


def _of_clue(clauses: Clauses, clue: Clue, kind: str) -> Iterator[str]:
    document = clauses.document
    told = clauses.told[clauses.holders[clue.subject]]
    yield f"{kind}: {clue.pattern}"
    yield f"{kind}: {clue.pattern}: {clue.known}"
    yield clue.pattern
    yield f"{kind}: {clue.known}"
    yield f"{kind}: word {clauses.lemma[clue.word]}"
    yield f"{kind}: form {told.form.value}"
    yield f"{kind}: tag {document.xpos[clue.word]}"
    if document.xpos[clue.subject] in ("NNS", "NNPS"):
        yield f"{kind}: several"
    if told.form is MentionForm.PRONOUN:
        yield f"{kind}: of {clauses.word[clue.subject]}"
    if clauses.is_before(clue.word):
        yield f"{kind}: before"
    head = clauses.holders[clue.subject]
    for k in clauses.children(head, "det", "nmod:poss"):
        yield f"{kind}: after {clauses.word[k] if document.relation[k] == 'det' else 'whose'}"
        yield f"after {clauses.word[k] if document.relation[k] == 'det' else 'whose'}"
    yield f"{kind}: holder {document.relation[head]}"
    over = document.head[clue.word]
    if document.relation[clue.word] == "amod":
        yield f"{kind}: before {'somebody' if over in clauses.told else 'something'}"
    for k in clauses.children(clue.word, "advmod", "det"):
        yield f"{kind}: with {clauses.word[k]}"
    if clauses.children(clue.word, "ccomp", "xcomp", "advcl", "obl"):
        yield f"{kind}: has a complement"
    if clue.known == "years":
        yield from _of_age(clauses, clue)
    if clause := document.relation[clue.word]:
        yield f"{kind}: is {clause}"
    if clue.words:
        yield f"{kind}: {min(len(clue.words), _LONG)} words"


def _of_age(clauses: Clauses, clue: Clue) -> Iterator[str]:
    """How old somebody would be, and whether that is said of another time: "when she was five"."""
    words = [clauses.word[k] for k in clue.words]
    numbers = [NUMBERS.get(word, int(word) if word.isdecimal() else 0) for word in words]
    parts = [NUMBERS.get(part, 0) for word in words for part in word.split("-")]
    years = max([*numbers, sum(parts)], default=0)
    size = "few" if years < _FEW else "many" if years <= _OLDEST else "no"
    yield f"age: {size if years else 'no number'} years"
    if any(own.startswith("year") for own in words):
        yield "age: says years"
    for k in list(clauses.tree.ancestors(clue.word))[:2]:
        for j in clauses.children(k, "mark", "advmod"):
            if clauses.word[j] in _TIMES:
                yield "age: of another time"


_FEW: Final = 11
_OLDEST: Final = 110
_TIMES: Final = frozenset("when since before till until once if whenever".split())  # noqa: SIM905


def _attribute(clauses: Clauses, scenes: Sequence[Scene], own: ToldOf, sure: float) -> Attribute:
    document = clauses.document
    # What the narrator says weighs more than what somebody says, and what is said plainly more than a doubt.
    best = min(
        own.clues,
        key=lambda clue: (document.spoken[clue.word], clauses.is_doubted(clue.word), clue.word),
    )
    start, end = span_of(clauses, best)
    by = clauses.speakers.get(best.word) if document.spoken[best.word] else None
    since, until = _interval(clauses, scenes, own, best, start)
    holds = not clauses.is_denied(best.word)
    return Attribute(0, own.entity, own.kind, own.value, start, end, by, holds, since, until, sure)


def span_of(clauses: Clauses, clue: Clue) -> Span:
    """The code points of the words that tell a clue."""
    words = (*clue.words, clue.word)
    return clauses.document.starts[min(words)], clauses.document.ends[max(words)]


def _interval(
    clauses: Clauses, scenes: Sequence[Scene], own: ToldOf, best: Clue, start: int
) -> tuple[int, int]:
    """From where to where an attribute holds: the scene where it passes, the work where it does not."""
    closes = clauses.document.ends[-1]
    if own.kind in _PASSING and own.value not in LASTING:
        number = bisect_right([scene.start for scene in scenes], start) - 1
        last = bisect_right([scene.start for scene in scenes], span_of(clauses, own.clues[-1])[0]) - 1
        return start, scenes[max(number, last)].end if number >= 0 else closes
    if clauses.is_before(best.word) and own.kind in (AttributeKind.OCCUPATION, AttributeKind.RESIDENCE):
        return 0, start
    if own.kind in (AttributeKind.CONDITION, AttributeKind.BELONGING, AttributeKind.RESIDENCE):
        return start, closes
    return 0, closes


def _numbered(found: Iterable[Attribute]) -> Iterator[Attribute]:
    for number, own in enumerate(found, 1):
        yield Attribute(
            number,
            own.entity,
            own.kind,
            own.value,
            own.start,
            own.end,
            own.by,
            own.holds,
            own.since,
            own.until,
            own.confidence,
        )
