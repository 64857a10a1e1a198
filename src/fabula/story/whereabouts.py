"""How somebody stands to a place that is told of nearby: evidence of the pair; it decides nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from fabula.lang.en.minds import PERCEIVING, THINKING
from fabula.lang.en.movement import ARRIVING, CROSSING, GOING, LEAVING
from fabula.lang.en.places import BUILDINGS, GROUNDS, ROOMS, VEHICLES
from fabula.lang.en.postures import POSTURES
from fabula.story.document import Document, ToldMention
from fabula.story.trees import Tree, plain

_HERE = frozenset("here there home where upstairs downstairs outside inside ashore aboard abroad".split())  # noqa: SIM905
_CLASSES: Final = {
    "arriving": ARRIVING,
    "leaving": LEAVING,
    "posture": POSTURES,
    "going": GOING,
    "crossing": CROSSING,
    "perceiving": PERCEIVING,
    "thinking": THINKING,
}
_KINDS: Final = {
    "room": ROOMS,
    "building": BUILDINGS,
    "grounds": GROUNDS,
    "vehicle": VEHICLES,
    "adverb": _HERE,
}
_GROUPS: Final = {
    **dict.fromkeys(("in", "inside", "within", "aboard", "on", "upon"), "in"),
    **dict.fromkeys(("at",), "at"),
    **dict.fromkeys(("to", "into", "onto", "towards", "toward", "for"), "to"),
    **dict.fromkeys(("from", "off", "out"), "from"),
    **dict.fromkeys(("through", "across", "along", "over", "down", "up", "past"), "through"),
    **dict.fromkeys(
        ("by", "near", "beside", "before", "behind", "outside", "round", "around", "beyond"), "near"
    ),
    **dict.fromkeys(("of",), "of"),
}
"""What a preposition says of where somebody is."""
_LONGEST = 5
"""Steps of a path through the tree that are told apart."""
_OBJECTS = ("obj", "iobj", "nsubj:pass")
_FAMILIES: Final = {
    word: own[0]
    for own in (
        ("i", "me", "my", "mine", "myself"),
        ("we", "us", "our", "ours", "ourselves"),
        ("you", "your", "yours", "yourself"),
        ("he", "him", "his", "himself"),
        ("she", "her", "hers", "herself"),
        ("they", "them", "their", "theirs", "themselves"),
    )
    for word in own
}
"""Forms of one pronoun."""


def pair_signs(document: Document, tree: Tree, person: ToldMention, place: ToldMention) -> dict[str, float]:
    """What the words say of a pair, by name; a name that no weight knows says nothing."""
    found = {"bias": 1.0}
    for sign in (
        *_standing(tree, person, place),
        *_of_place(document, place),
        *_of_person(document, person),
    ):
        found[sign] = 1.0
    apart = max(0, max(person.first, place.first) - min(person.end, place.end))
    found["apart"] = math.log1p(apart)
    for sign in _of_clauses(document, tree, person, place):
        found[sign] = 1.0
    return found


def _standing(tree: Tree, person: ToldMention, place: ToldMention) -> Iterator[str]:
    """Which of the two comes first, or holds the other, and how the tree joins them."""
    if person.first <= place.first and place.end <= person.end:
        yield "place within person"
    elif place.first <= person.first and person.end <= place.end:
        yield "person within place"
    elif person.first < place.first:
        yield "person first"
    else:
        yield "place first"
    path = tree.path(person.head, place.head)
    if path is None:
        yield "other sentence"
    elif len(path) <= _LONGEST:
        yield "path " + " ".join(path)
    else:
        yield "long path"
    if path is not None:
        yield f"path of {min(len(path), 8)}"


def _of_place(document: Document, place: ToldMention) -> Iterator[str]:
    noun = document.lower[place.head]
    yield f"preposition {place.preposition}"
    before = [document.lower[k] for k in range(max(0, place.first - 3), place.first)]
    for k in before[-2:]:
        yield f"before place {k}"
    if len(before) > 1:
        yield f"before place {before[-2]} {before[-1]}"
    yield f"place {plain(place.relation)}"
    yield f"place form {place.form.value}"
    yield f"place type {place.type.value}"
    for name, nouns in _KINDS.items():
        if noun in nouns:
            yield f"place is {name}"
    if noun in _HERE:
        yield f"place {noun}"
    yield (f"determiner {document.lower[place.first]}" if place.end - place.first > 1 else "no determiner")
    if place.spoken:
        yield "place spoken"


def _of_person(document: Document, person: ToldMention) -> Iterator[str]:
    yield f"person {plain(person.relation)}"
    yield f"person form {person.form.value}"
    if person.form.value == "pronoun":
        yield f"pronoun {document.lower[person.head]}"
    if document.xpos[person.head] in ("NNS", "NNPS"):
        yield "several"
    if person.spoken:
        yield "person spoken"
    if person.preposition:
        yield f"person after {person.preposition}"


def _of_clauses(document: Document, tree: Tree, person: ToldMention, place: ToldMention) -> Iterator[str]:
    """The clauses that the two stand in, their verbs, and how sure the telling is of them."""
    there, here = tree.clause(place.head), tree.clause(person.head)
    group = _GROUPS.get(place.preposition, "other" if place.preposition else "none")
    same = there == here
    if same:
        yield "same clause"
        yield f"same clause, {group}"
        role = _role(document, tree, person, there)
        yield f"{role} of its verb"
        yield f"{role} of its verb, {group}"
    elif there in list(tree.ancestors(here)):
        yield "person in a lower clause"
    elif here in list(tree.ancestors(there)):
        yield "place in a lower clause"
        yield f"place in a {plain(document.relation[there])}, {group}"
    yield from _of_subject(document, tree, person, there, group)
    yield from (f"above {sign}" for sign in _doubts(document, tree, there))
    yield from _of_senses(document, place.head, there, here, group)
    for own, name in ((there, "place"), (here, "person")):
        yield f"verb of {name} {document.lower[own]}"
        for kind, verbs in _CLASSES.items():
            if document.lower[own] in verbs:
                yield f"{name}'s verb {kind}"
                yield f"{name}'s verb {kind}, {group}"
                if same:
                    yield f"{kind}, {group}, same clause"
        if not same or name == "place":
            yield from (f"{name}'s verb {sign}" for sign in _mood(document, tree, own))


def _of_senses(document: Document, noun: int, there: int, here: int, group: str) -> Iterator[str]:
    """The supersenses of a place and of the verbs of the two clauses; none where nobody asked."""
    if not document.has_senses:
        return
    for name, word in (("place", noun), ("place's verb", there)):
        sense = document.sense[word] or "none"
        yield f"{name} sense {sense}"
        yield f"{name} sense {sense}, {group}"
    yield f"person's verb sense {document.sense[here] or 'none'}"


def _of_subject(document: Document, tree: Tree, person: ToldMention, verb: int, group: str) -> Iterator[str]:
    """Whether who does what is told of a place may be the one who is asked after."""
    subject = tree.subject(verb)
    if subject is None:
        yield "no subject"
        return
    own, theirs = (_family(document, k) for k in (person.head, subject))
    if subject == person.head:
        yield "is the subject"
        return
    if own == theirs:
        same = "same"
    elif own in _FAMILIES and theirs in _FAMILIES:
        same = "other"
    else:
        same = "some"
    yield f"{same} subject"
    yield f"{same} subject, {group}"
    for kind, verbs in _CLASSES.items():
        if document.lower[verb] in verbs:
            yield f"{same} subject, {kind}, {group}"


def _family(document: Document, word: int) -> str:
    lemma = document.text.content[document.starts[word] : document.ends[word]].lower()
    return _FAMILIES.get(lemma, lemma)


def _doubts(document: Document, tree: Tree, verb: int) -> Iterator[str]:
    """What any verb above makes doubtful: a condition, a wish, a question, an order."""
    seen = set()
    for k in tree.ancestors(verb):
        for j in tree.children(k):
            lemma = document.lower[j]
            if lemma in (
                "if",
                "unless",
                "would",
                "could",
                "should",
                "might",
                "may",
                "must",
                "will",
                "shall",
                "can",
            ):
                seen.add("modal" if lemma not in ("if", "unless") else "if")
            elif lemma in ("not", "never", "n't", "no"):
                seen.add("denied")
            elif lemma == "?":
                seen.add("asked")
        if document.xpos[k] == "VB" and not any(
            document.relation[j].startswith("aux") or document.relation[j] == "mark" for j in tree.children(k)
        ):
            seen.add("ordered")
        if document.lower[k] in (
            "wish",
            "want",
            "hope",
            "think",
            "ask",
            "suppose",
            "promise",
            "try",
            "intend",
        ):
            seen.add("wished")
    return iter(sorted(seen))


def _role(document: Document, tree: Tree, person: ToldMention, verb: int) -> str:
    """How somebody takes part in what a verb tells."""
    top = next((k for k in tree.ancestors(person.head) if document.head[k] == verb), person.head)
    relation = document.relation[top]
    if top != person.head:
        return f"within {plain(relation)}"
    if relation in _OBJECTS:
        return "object"
    return "subject" if relation.startswith("nsubj") else plain(relation)


def _mood(document: Document, tree: Tree, verb: int) -> Iterator[str]:
    """Whether what a verb tells is so, was so before, or may be so."""
    own = tree.children(verb)
    for k in own:
        relation, lemma = document.relation[k], document.lower[k]
        if relation.startswith("aux"):
            yield f"with {lemma}"
        elif relation == "mark":
            yield f"after {lemma}"
        elif lemma in ("not", "never", "n't", "no"):
            yield "denied"
    yield f"tag {document.xpos[verb]}"
    yield f"as {plain(document.relation[verb])}"
