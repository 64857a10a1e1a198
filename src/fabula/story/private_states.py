"""What a passage tells that cannot be seen or heard: private states, as Wiebe (1994) calls them.

Thoughts and feelings, what was before, what is denied or only possible, and what goes unnoticed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from fabula.lang.en.knowing import (
    FEELINGS,
    HIDING,
    MIND_NOUNS,
    MIND_VERBS,
    NEGATIONS,
    NOBODY,
    NOTICING,
    REPORTING,
    SPEAKING,
    TELLING,
    THOUGHT_TAGS,
)
from fabula.lang.en.minds import PERCEIVING, THINKING
from fabula.story.passages import Passage, Passages
from fabula.types import Quote

_STATIC = 0.25
"""The likelihood of an event below which nothing seems to happen in a passage."""
_AROUND = 25
"""Words before and after a sentence in which it may be said that nobody notices."""
_TAG = 7
"""Words after a quotation, and a few before it, among which its tag stands."""
_IRREAL = frozenset("must may might would could can".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class PrivateState:
    """What of a passage of narration others may not see or hear; ``event``: how surely something happens."""

    reported: bool
    told_to: bool
    perceives: bool
    own_mind: bool
    other_mind: bool
    past_perfect: bool
    modal: bool
    denied: bool
    unaware: bool
    hidden: bool
    event: float

    @property
    def background(self) -> bool:
        """Whether it happens at no moment that one could witness."""
        if self.reported or self.perceives or self.own_mind:
            return False
        return self.past_perfect or self.modal or self.denied or self.event < _STATIC

    @property
    def private(self) -> bool:
        """Whether one who is there may miss it for some reason."""
        return self.background or self.other_mind or self.hidden or self.unaware


def private_state(passages: Passages, passage: Passage, ones: Collection[int]) -> PrivateState:
    """How a passage of narration looks to somebody: ``ones`` are this one, and the groups of this one."""
    document, clause = passages.document, passages.clause(passage)
    owners, minds = _minds(passages, clause)
    own_mind = not owners.isdisjoint(ones)
    reported = any(_reports(passages, passage, token) for token in clause)
    perceives = any(
        document.lower[k] in PERCEIVING and document.upos[k] == "VERB" and passages.subject(k) in ones
        for k in clause
    )
    plain = not (reported or perceives or own_mind)
    return PrivateState(
        reported=reported,
        told_to=_is_told(passages, passage, ones),
        perceives=perceives,
        own_mind=own_mind,
        other_mind=bool(minds) and not own_mind and not reported,
        past_perfect=plain and any(_is_past_perfect(passages, k) for k in clause),
        modal=plain and any(document.xpos[k] == "MD" for k in clause),
        denied=plain and any(document.lower[k] in NEGATIONS for k in clause),
        unaware=_is_unaware(passages, passage, ones),
        hidden=any(document.lower[k] in HIDING for k in passage.tokens),
        event=max((document.event[k] for k in passage.tokens), default=0.0),
    )


def is_thought(passages: Passages, quote: Quote) -> bool:
    """Whether a quotation is thought, not said: its tag has a verb of thought, and none of speech."""
    document = passages.document
    near: list[int] = []
    for start, end in quote.spans:
        first, last = bisect_left(document.starts, start), bisect_left(document.starts, end)
        near += range(max(0, first - _TAG // 2), first)
        near += range(last, min(last + _TAG, len(document.starts)))
    paragraph = passages.paragraph(bisect_left(document.starts, quote.start))
    tag = [k for k in near if not document.spoken[k] and passages.paragraph(k) == paragraph]
    lemmas = {document.lower[k] for k in tag}
    verbs = {document.lower[k] for k in tag if document.upos[k] == "VERB"}
    if not lemmas.isdisjoint(SPEAKING):
        return False
    return not verbs.isdisjoint(THOUGHT_TAGS) or ("tell" in verbs and not lemmas.isdisjoint(_ONESELF))


_ONESELF = frozenset("himself herself myself itself themselves".split())  # noqa: SIM905


def _minds(passages: Passages, clause: Sequence[int]) -> tuple[set[int], int]:
    """Whose mind some words tell of, and how many of them do."""
    document, owners, count = passages.document, set[int](), 0
    for token in clause:
        lemma, part = document.lower[token], document.upos[token]
        verb = part == "VERB" and (lemma in THINKING or lemma in MIND_VERBS or lemma in FEELINGS)
        if verb or (part == "ADJ" and lemma in FEELINGS):
            owner = passages.subject(token)
        elif part == "NOUN" and lemma in MIND_NOUNS:
            owner = passages.owner(token)
        else:
            continue
        count += 1
        owners |= {owner} if owner is not None else set()
    return owners, count


def _reports(passages: Passages, passage: Passage, token: int) -> bool:
    """Whether a word is a verb by which somebody is told something: neither denied nor wished."""
    document = passages.document
    if document.upos[token] != "VERB" or document.lower[token] not in REPORTING:
        return False
    below = passages.below(token)
    irreal = any(document.relation[k] == "aux" and document.lower[k] in _IRREAL for k in below)
    over = document.head[token]
    meant = (
        document.relation[token] == "xcomp"
        and over >= 0
        and document.lower[over] in ("go", "start", "mean", "want", "try", "begin", "about")
        and not (document.lower[over] == "go" and document.xpos[over] != "VBG")
    )
    if irreal or meant or passages.is_negated(token):
        return False
    whole = any(document.relation[k] in ("obj", "iobj", "ccomp", "xcomp", "obl") for k in below)
    return whole or not passage.first <= token < passage.last


def _is_told(passages: Passages, passage: Passage, ones: Collection[int]) -> bool:
    """Whether the sentence says that this one is told something."""
    document = passages.document
    for m in document.told(*passage.sentence):
        over = document.head[m.head]
        if m.entity not in ones or m.relation not in ("obj", "iobj", "obl") or over < 0:
            continue
        if document.upos[over] == "VERB" and document.lower[over] in TELLING:
            return True
    return False


def _is_past_perfect(passages: Passages, token: int) -> bool:
    document = passages.document
    return document.lemma[token] == "have" and document.upos[token] == "AUX" and document.xpos[token] == "VBD"


def _is_unaware(passages: Passages, passage: Passage, ones: Collection[int]) -> bool:
    """Whether it is said around a passage that this one, or nobody, notices it."""
    document = passages.document
    if not document.paragraphs:
        return False
    begin = max(document.paragraphs[passages.paragraph(passage.first)].first, passage.sentence[0] - _AROUND)
    for token in range(begin, min(passage.sentence[1] + _AROUND, len(document.starts))):
        lemma = document.lower[token]
        if lemma not in NOTICING or (document.spoken[token] and not passage.is_spoken):
            continue
        below = passages.below(token)
        able = any(
            document.relation[k] == "aux" and document.lower[k] in ("do", "can", "could") for k in below
        )
        if lemma in PERCEIVING and lemma != "notice" and not able:
            continue
        subjects = [k for k in below if document.relation[k].startswith("nsubj")]
        nobody = any(
            document.lower[k] in NOBODY or any(document.lower[j] == "no" for j in passages.below(k))
            for k in subjects
        )
        if nobody or (passages.is_negated(token) and passages.subject(token) in ones):
            return True
    return False
