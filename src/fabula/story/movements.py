"""Who comes and who goes, by the verbs of movement that narration has of them: evidence, no decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fabula.lang.en.movement import APPEARING, BRINGING, GOING, GONE, INWARD, OUTWARD, VANISHING
from fabula.story.document import Document
from fabula.story.trees import Tree, plain

_OBJECTS: Final = ("obj", "nsubj:pass")


@dataclass(frozen=True, slots=True)
class Movement:
    """That somebody comes or goes at a verb; ``sure``: the verb says it by itself ("entered", "left").

    ``told``: it happens in what is told, and is not wished, planned or remembered.
    """

    entity: int
    verb: int
    comes: bool
    sure: bool
    told: bool


def movements(document: Document, tree: Tree) -> list[Movement]:
    """Every coming and going that narration tells, in order."""
    whose = {m.head: m.entity for m in document.mentions if not m.spoken and document.is_person(m.entity)}
    found = []
    for verb, lemma in enumerate(document.lemma):
        if document.spoken[verb] or document.upos[verb] not in ("VERB", "ADJ", "AUX"):
            continue
        way = _way(document, tree, verb, lemma.lower())
        if way is not None:
            comes, sure, moved = way
            told = _is_told(document, tree, verb)
            people = [n for head in moved for n in _everybody(document, tree, head, whose)]
            found += [Movement(n, verb, comes, sure, told) for n in people]
    return found


def _way(document: Document, tree: Tree, verb: int, lemma: str) -> tuple[bool, bool, list[int]] | None:
    """Whether a verb is of coming (or of going), whether by itself, and the words of who moves."""
    if lemma in GONE and any(document.lemma[k] == "be" for k in tree.children(verb)):
        return False, True, _subjects(tree, verb)
    if document.upos[verb] != "VERB":
        return None
    inward, outward = _direction(document, tree, verb)
    if lemma in APPEARING:
        return True, True, _subjects(tree, verb)
    if lemma in VANISHING:
        return False, True, _subjects(tree, verb)
    if lemma in BRINGING and inward != outward:
        taken = [k for k in tree.children(verb) if plain(document.relation[k]) in _OBJECTS]
        return inward, False, [*taken, *_subjects(tree, verb)]
    if lemma in GOING and (lemma == "come" or inward != outward):
        comes = lemma == "come" if inward == outward else inward
        return comes, inward != outward, _subjects(tree, verb)
    return None


def _subjects(tree: Tree, verb: int) -> list[int]:
    subject = tree.subject(verb)
    return [] if subject is None else [subject]


def _direction(document: Document, tree: Tree, verb: int) -> tuple[bool, bool]:
    """Whether words around a verb say in, or out."""
    words = set()
    for k in tree.children(verb):
        if k > verb or document.relation[k] in ("advmod", "compound:prt"):
            words.add(document.lower[k])
        words |= {document.lower[j] for j in tree.children(k) if document.relation[j] == "case"}
    return bool(words & INWARD), bool(words & OUTWARD)


def _everybody(document: Document, tree: Tree, head: int, whose: dict[int, int]) -> Iterator[int]:
    """The people that a word and those joined to it stand for, and the members of a group."""
    for k in (head, *(j for j in tree.children(head) if document.relation[j] == "conj")):
        if k in whose:
            yield whose[k]
            yield from document.entities[whose[k]].members


def _is_told(document: Document, tree: Tree, verb: int) -> bool:
    """Whether what a verb tells happens: in the past or the present, not as a plan or a memory."""
    for k in tree.children(verb):
        if document.relation[k] in ("aux", "aux:pass") and document.lower[k] not in (
            "be",
            "do",
            "have",
        ):
            return False
        if document.lower[k] in ("not", "never", "n't", "if"):
            return False
    return document.event[verb] >= 0.3 or document.xpos[verb] in ("VBD", "VBZ", "VBP")
