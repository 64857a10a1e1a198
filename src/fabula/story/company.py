"""Who is bodily in a scene, or takes part from elsewhere: more evidence of each person of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from fabula.lang.en.company import FACING, UNSEEN, WIRES, WRITING
from fabula.story.document import Document, Paragraph, ToldMention
from fabula.story.evidence import Evidence
from fabula.story.presence import PRESENCE, Everybody, presence_features
from fabula.types import EntityType, MentionForm, Quote

_LOWER: Final = frozenset(["acl:relcl", "advcl", "ccomp", "acl", "advcl:relcl"])
_BESIDE: Final = frozenset("to at beside behind before from by".split())  # noqa: SIM905
_ABOUT: Final = frozenset("of about for like".split())  # noqa: SIM905
_MODALS: Final = frozenset("would could might may should will must shall can".split())  # noqa: SIM905
_WAYS: Final = (
    "remembered",
    "imagined",
    "does something",
    "is something",
    "in a lower clause",
    "faced",
    "with somebody",
    "beside",
    "told about",
    "joined to another",
    "called",
    "alone in a sentence",
)
"""How narration can tell of somebody."""


_REMOTE = WIRES | WRITING | UNSEEN
"""What tells of one who takes part from elsewhere."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A scene before anybody is decided to be in it: its paragraphs, what it tells of whom, its lines.

    ``number`` counts scenes; ``beside`` are the people of the scenes before and after.
    """

    number: int
    first: Paragraph
    last: Paragraph
    paragraphs: int
    everybody: Everybody
    teller: int | None
    quotes: tuple[Quote, ...]


def company_signs(
    evidence: Evidence, stage: Stage, n: int, beside: tuple[bool, bool], whole: Everybody, left: int | None
) -> dict[str, float]:
    """The features of somebody in a scene, by name.

    ``beside``: whether the scenes before and after tell of this one; ``left``: how many scenes ago this one
    was last told to go, and not told of since; None if never.
    """
    here = stage.everybody
    row = presence_features(n, here, stage.teller, beside, whole).tolist()
    found = dict(zip(PRESENCE, row, strict=True))
    del found["share of the whole work"]  # a novel has more people than the tales that this is fitted on
    first, end = stage.first.first, stage.last.last
    ways = _ways(evidence, n, first, end)
    for way in _WAYS:
        found[way] = float(ways[way] > 0)
        found[f"{way}, often"] = math.log1p(ways[way])
    doing = ways["does something"] + ways["is something"]
    found["only remembered or imagined"] = float(ways["remembered"] + ways["imagined"] > 0 and not doing)
    silent = found["not told of here"]
    found |= _of_entity(evidence.document, n) | _spread(evidence, stage, n, ways)
    told = [own for own in evidence.moves_of(n, first, end) if own.told]
    found |= {
        "comes": float(any(own.comes for own in told)),
        "surely comes": float(any(own.comes and own.sure for own in told)),
        "goes": float(any(not own.comes for own in told)),
        "surely goes": float(any(not own.comes and own.sure for own in told)),
        "left before": float(left is not None and left <= 2),
        "left just before": float(left == 1),
        "left before, not told of here": silent * float(left is not None and left <= 2),
        "after a break": float(stage.first.is_parted),
        "after a break, not told of here": silent * float(stage.first.is_parted),
        "tells, not told of here": silent * found["tells"],
    }
    return found


def _ways(evidence: Evidence, n: int, first: int, end: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for m in evidence.told_of(n, first, end):
        if m.spoken:
            found["called"] += m.relation == "vocative"
        else:
            found["narrated"] += 1
            found["by a name"] += m.form is MentionForm.NAME
            found.update(_way(evidence, m))
    return found


def _way(evidence: Evidence, m: ToldMention) -> Iterator[str]:
    """How narration tells of somebody by one mention."""
    document, tree = evidence.document, evidence.tree
    over = document.head[m.head]
    if m.relation.startswith("nsubj") and over >= 0:
        helpers = {document.lower[k] for k in tree.children(over) if document.relation[k].startswith("aux")}
        if "have" in helpers and document.xpos[over] == "VBN":
            yield "remembered"
        elif helpers & _MODALS:
            yield "imagined"
        else:
            yield "does something" if document.event[over] >= 0.5 else "is something"
        if document.relation[over] in _LOWER:
            yield "in a lower clause"
    elif m.relation in ("obj", "iobj", "nsubj:pass", "obl"):
        verb = tree.clause(m.head)
        if document.lower[verb] in FACING and document.event[verb] >= 0.3:
            yield "faced"
        if m.preposition == "with":
            yield "with somebody"
        if m.preposition in _BESIDE:
            yield "beside"
        if m.preposition in _ABOUT:
            yield "told about"
    elif m.relation == "conj":
        yield "joined to another"
    elif m.relation == "root":
        yield "alone in a sentence"


def _of_entity(document: Document, n: int) -> dict[str, float]:
    """What the whole work tells of somebody; no counts, which say nothing of a novel if fitted on tales."""
    own = document.entities[n]
    return {
        "no pronoun": float(not own.pronouns),
        "no person": float(own.type is not EntityType.PERSON),
        "mentioned twice at most": float(own.mentions <= 2),
        "called they": float(own.pronouns[:1] == ("they",)),
        "tells the work": float(own.narrator),
        "has members": float(bool(own.members)),
    }


def _spread(evidence: Evidence, stage: Stage, n: int, ways: Counter[str]) -> dict[str, float]:
    """Where in a scene somebody is told of."""
    own = stage.everybody.showing(n)
    first, end = stage.first.first, stage.last.last
    size = max(1, end - first)
    told = {evidence.paragraph(m.first) for m in evidence.told_of(n, first, end) if not m.spoken}
    begun = evidence.document.entities[n].first
    found = {
        "paragraphs": math.log1p(len(told)),
        "one mention": float(own.narrated == 1 and not own.lines),
        "one mention, not acting": float(own.narrated == 1 and not own.lines and not own.subject),
        "mentions in speech": math.log1p(own.spoken),
        "only by names": float(ways["by a name"] > 0 and not own.pronouns),
        "new to the work": float(begun is not None and stage.first.start <= begun < stage.last.end),
    }
    if own.first >= 0:
        found["from the first to the last mention"] = (own.last - own.first) / size
        found["first mention at"] = (own.first - first) / size
        found["last mention at"] = (own.last - first) / size
    return found


def remote_signs(evidence: Evidence, stage: Stage, n: int, sure: float, before: bool) -> dict[str, float]:
    """The features of one who takes part in a scene from elsewhere.

    ``sure``: how likely somebody is in it bodily; ``before``: was remote in the scene before.
    """
    document, first, end = evidence.document, stage.first.first, stage.last.last
    own = stage.everybody.showing(n)
    ways = _ways(evidence, n, first, end)
    everything = evidence.lemmas(first, end)
    near: set[str] = set()
    about: set[str] = set()
    if not everything.isdisjoint(_REMOTE):  # else none of what is near has them either
        for start in _lines(document, stage.quotes, n):
            near.update(document.lower[max(first, start - 40) : min(end, start + 40)])
        for m in evidence.told_of(n, first, end):
            about.update(document.lower[max(first, m.first - 8) : min(end, m.end + 8)])
    acts = ways["does something"] + ways["faced"] + ways["beside"]
    found = {
        "bias": 1.0,
        "is there": sure,
        "speaks": float(own.lines > 0),
        "lines": math.log1p(own.lines),
        "is spoken to": float(own.heard > 0),
        "acts": math.log1p(acts),
        "speaks and never acts": float(own.lines > 0 and not acts),
        "narrated": math.log1p(own.narrated),
        "speaks, seldom told of": float(own.lines > own.narrated),
        "tells": float(n == stage.teller),
        "remote before": float(before),
    }
    for name, words in (("wire", WIRES), ("writing", WRITING), ("unseen", UNSEEN)):
        found[f"{name} in the scene"] = float(bool(everything & words))
        found[f"{name} near a line"] = float(bool(near & words))
        found[f"{name} near a mention"] = float(bool(about & words))
        found[f"{name} near a line, never acts"] = float(bool(near & words) and not acts)
        found[f"{name} near a mention, never acts"] = float(bool(about & words) and not acts)
    return found


def _lines(document: Document, quotes: Sequence[Quote], n: int) -> Iterator[int]:
    """The first words of somebody's lines."""
    for quote in quotes:
        if quote.speaker == n:
            yield document.word_at(quote.start)
