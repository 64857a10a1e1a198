"""Whether what a verb tells happens, or is denied, meant, imagined, said or usual."""

from __future__ import annotations

from typing import Final

from fabula.lang.en.verbs import (
    CONDITIONS,
    DENYING,
    FUTURE,
    HAPPENING,
    IMAGINING,
    MODALS,
    NOBODY,
    OFTEN,
    REFUSING,
    REPORTING,
)
from fabula.story.clauses import Clauses
from fabula.types import Realis

_DEEPEST: Final = 6
_PRESENT: Final = ("VBZ", "VBP")
_AGAIN: Final = frozenset("every each".split())  # noqa: SIM905


class RealisOf:
    """Tells what verbs of a document tell."""

    def __init__(self, clauses: Clauses) -> None:
        self._c = clauses
        document = clauses.document
        told = [
            tag
            for tag, spoken in zip(document.xpos, document.spoken, strict=True)
            if not spoken and tag in ("VBD", *_PRESENT)
        ]
        # A tale told in the present has its actions in it; in others it tells what always is so.
        self._tells_in_present = 2 * sum(tag in _PRESENT for tag in told) > len(told)

    def of(self, verb: int) -> Realis:
        """What a verb, or an event's noun, tells."""
        return self._of(verb, 0)

    def sure(self, verb: int, how: Realis) -> float:
        """How sure that is: the model's own answer for what happens, its contrary for what does not."""
        event = float(self._c.document.event[verb])
        share = event if how in (Realis.ACTUAL, Realis.REPORTED) else 1.0 - event
        return round(0.5 + 0.5 * share, 4)

    def _of(self, verb: int, depth: int) -> Realis:
        c = self._c
        document = c.document
        around = c.tree.children(verb)
        words = {c.word[k] for k in around}
        helpers = {c.word[k] for k in around if document.relation[k].startswith("aux")}
        if words & DENYING and any(
            c.word[k] in DENYING and document.relation[k] in ("advmod", "det", "cc", "cc:preconj")
            for k in around
        ):
            return Realis.NEGATED
        if self._has_no_subject(verb) or self._is_without(verb):
            return Realis.NEGATED
        marks = {c.word[k] for k in around if document.relation[k] == "mark"}
        if marks & CONDITIONS or (marks & {"as"} and marks & {"if", "though"}):
            return Realis.HYPOTHETICAL
        if self._is_used_to(verb):
            return Realis.HABITUAL
        if helpers & MODALS:
            if helpers & {"would", "’d", "'d"} and words & (OFTEN | {"whenever"}):
                return Realis.HABITUAL
            return Realis.HYPOTHETICAL
        if helpers & FUTURE or self._is_going_to(verb):
            return Realis.PLANNED
        governed = self._governed(verb, marks, depth)
        if governed is not None:
            return governed
        if words & OFTEN or self._again(verb):
            return Realis.HABITUAL
        return self._by_tense(verb, helpers)

    def _by_tense(self, verb: int, helpers: set[str]) -> Realis:
        """By the tense and the mood, where no other word tells."""
        c = self._c
        document = c.document
        tag, spoken = document.xpos[verb], document.spoken[verb]
        if self._is_asked(verb):
            return Realis.HYPOTHETICAL
        if tag == "VB" and not helpers and not c.children(verb, "nsubj", "nsubj:pass"):
            return Realis.PLANNED
        finite = tag in _PRESENT and not helpers
        if finite and (spoken or not self._tells_in_present) and document.event[verb] < 0.5:
            return Realis.HABITUAL
        return Realis.REPORTED if spoken else Realis.ACTUAL

    def _governed(self, verb: int, marks: set[str], depth: int) -> Realis | None:
        """What the verb above says of it, or None where that says nothing."""
        c = self._c
        over, relation = c.document.head[verb], c.document.relation[verb]
        if over < 0 or depth > _DEEPEST or relation.split(":")[0] == "parataxis":
            return None
        lemma = c.lemma[over]
        infinitive = "to" in marks or any(c.word[k] == "to" for k in c.children(verb, "aux", "mark"))
        if relation in ("xcomp", "ccomp", "csubj") and c.document.spoken[verb] == c.document.spoken[over]:
            if lemma in REFUSING:
                return Realis.NEGATED
            if relation == "xcomp" and lemma in HAPPENING and not (infinitive and lemma in ("have", "go")):
                return self._of(over, depth + 1)
            if infinitive:
                return Realis.PLANNED
            if lemma in IMAGINING:
                return Realis.HYPOTHETICAL
            if relation == "ccomp" and lemma in REPORTING:
                return Realis.REPORTED
            return None
        if infinitive:
            return Realis.PLANNED
        if relation == "conj" and c.document.upos[over] == "VERB" and not c.children(verb, "nsubj", "aux"):
            same = c.document.xpos[over] == c.document.xpos[verb]
            return self._of(over, depth + 1) if same else None
        if relation in ("advcl", "acl") and c.document.xpos[verb] == "VBG":
            return self._of(over, depth + 1) if c.document.upos[over] == "VERB" else None
        return None

    def _has_no_subject(self, verb: int) -> bool:
        c = self._c
        for k in c.children(verb, "nsubj", "nsubj:pass"):
            if c.word[k] in NOBODY or any(c.word[j] == "no" for j in c.children(k, "det")):
                return True
        return False

    def _is_without(self, verb: int) -> bool:
        return any(self._c.word[k] == "without" for k in self._c.children(verb, "mark", "case"))

    def _is_used_to(self, verb: int) -> bool:
        c = self._c
        over = c.document.head[verb]
        return (
            c.document.relation[verb] == "xcomp"
            and over >= 0
            and c.word[over] == "used"
            and not (c.children(over, "aux:pass"))
        )

    def _is_going_to(self, verb: int) -> bool:
        c = self._c
        over = c.document.head[verb]
        return c.document.relation[verb] == "xcomp" and over >= 0 and c.word[over] in ("going", "about")

    def _again(self, verb: int) -> bool:
        """Whether it happens "every day"."""
        c = self._c
        return any(
            c.word[j] in _AGAIN
            for k in c.children(verb, "obl:unmarked", "obl:tmod", "obl:npmod", "obl")
            for j in c.children(k, "det")
        )

    def _is_asked(self, verb: int) -> bool:
        c = self._c
        return c.document.head[verb] < 0 and any(c.word[k] == "?" for k in c.tree.children(verb))
