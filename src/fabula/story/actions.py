"""What people do and what is done to them: events with who takes part, and whether they happen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from fabula.lang.en.verbs import LIGHT, LIGHT_NOUNS, OBJECT_CONTROL, STATES_OF_BEING
from fabula.story.clauses import Clauses
from fabula.story.document import ToldMention
from fabula.story.realis import RealisOf
from fabula.types import Event, Realis, Scene

_SHARED: Final = frozenset(["conj", "xcomp", "advcl", "parataxis"])
"""How a verb that has no subject of its own hangs on the one whose subject it has."""
_EVENT: Final = 0.5
_WHERE: Final = frozenset(
    (  # noqa: SIM905
        "in at on into onto to from inside outside near through across upon within by"
    ).split()
)
_DEEPEST: Final = 8
_GIVING: Final = frozenset(
    (  # noqa: SIM905
        "give hand send bring tell show offer lend sell pay write read throw pass promise "
        "teach leave speak say return deliver grant entrust present explain whisper nod bow "
        "wave call shout talk reply"
    ).split()
)
"""Verbs after which "to" tells who gets something by it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Who takes part in what a verb tells, as words."""

    agents: tuple[int, ...] = ()
    patients: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()


def actions(clauses: Clauses, scenes: Sequence[Scene]) -> tuple[Event, ...]:
    """The events of a work, in order."""
    document = clauses.document
    realis, starts = RealisOf(clauses), [scene.start for scene in scenes]
    places = {own.head: own for own in document.mentions if own.type.is_setting}
    found: list[Event] = []
    for word, verb, lemma in _tellings(clauses):
        parts = parts_of(clauses, verb) if document.upos[verb] == "VERB" else _of_noun(clauses, word)
        agents, patients, recipients = (
            _people(clauses, own) for own in (parts.agents, parts.patients, parts.recipients)
        )
        sure = document.event[word]
        if not (agents or patients or recipients) and max(sure, document.event[verb]) < _EVENT:
            continue
        number = bisect_right(starts, document.starts[word]) - 1
        scene = scenes[number] if 0 <= number < len(scenes) else None
        how = realis.of(verb)
        told = _place(clauses, verb, places)
        here = scene.place if scene is not None and how is Realis.ACTUAL else None
        found.append(
            Event(
                id=len(found) + 1,
                start=document.starts[word],
                end=document.ends[word],
                lemma=lemma,
                agents=agents,
                patients=patients,
                recipients=recipients,
                place=told.entity if told is not None else here,
                realis=how,
                spoken=document.spoken[word],
                scene=scene.id if scene is not None else None,
                confidence=realis.sure(verb, how),
            )
        )
    return tuple(found)


def _tellings(c: Clauses) -> Iterator[tuple[int, int, str]]:
    """The words that tell something, with the verb whose clause it is, and the lemma."""
    document = c.document
    for word, tag in enumerate(document.upos):
        if tag == "VERB":
            light = _light(c, word)
            if light is not None:
                yield light, word, LIGHT_NOUNS[c.lemma[light]]
            elif c.lemma[word] not in STATES_OF_BEING and not _describes(c, word):
                yield word, word, c.lemma[word]
        elif tag == "NOUN" and document.event[word] >= _EVENT and not _is_light(c, word):
            yield word, word, c.lemma[word]


def _light(c: Clauses, verb: int) -> int | None:
    """The object that says what a light verb does: "took a look"."""
    if c.lemma[verb] not in LIGHT:
        return None
    return next((k for k in c.children(verb, "obj") if c.lemma[k] in LIGHT_NOUNS), None)


def _is_light(c: Clauses, noun: int) -> bool:
    over = c.document.head[noun]
    return over >= 0 and c.document.relation[noun] == "obj" and c.lemma[over] in LIGHT


def _describes(c: Clauses, verb: int) -> bool:
    """Whether a participle only describes a noun: "a broken cup"; or a verb links: "he looked tired"."""
    return c.document.relation[verb] in ("amod", "compound") or any(
        c.document.upos[k] == "ADJ" for k in c.children(verb, "xcomp")
    )


def parts_of(c: Clauses, verb: int, depth: int = 0) -> Parts:
    """Who does what a verb tells, to whom it is done, and who gets something by it."""
    subjects = _conjoined(c, c.children(verb, "nsubj", "nsubj:outer"))
    suffering = _conjoined(c, c.children(verb, "nsubj:pass"))
    objects = _conjoined(c, c.children(verb, "obj"))
    recipients = _conjoined(c, c.children(verb, "iobj"))
    by = c.children(verb, "obl:agent")
    passive = bool(suffering or c.children(verb, "aux:pass"))
    for k in c.children(verb, "obl", "nmod"):
        if c.case(k) == "to" and c.lemma[verb] in _GIVING:
            recipients += _conjoined(c, [k])
        elif c.case(k) == "by" and passive:
            by.append(k)
        elif c.case(k) in ("at", "on", "with", "after", "for") and not objects:
            objects += [j for j in _conjoined(c, [k]) if j in c.told]
    light = _light(c, verb)
    if light is not None:
        objects = [k for j in (light, verb) for k in c.children(j, "nmod", "obl") if k in c.told]
    if passive and objects and suffering:
        recipients, suffering = [*recipients, *suffering], []
    agents = subjects or _conjoined(c, by)
    patients = [*objects, *suffering]
    if not agents and not suffering and depth < _DEEPEST:
        inherited = _inherited(c, verb, depth)
        if passive or _is_bare_participle(c, verb):
            patients += inherited
        else:
            agents = inherited
    if c.document.relation[verb] == "acl:relcl" and not objects and agents and not passive:
        patients += _antecedent(c, verb, agents)
    return Parts(
        tuple(dict.fromkeys(agents)), tuple(dict.fromkeys(patients)), tuple(dict.fromkeys(recipients))
    )


def _is_bare_participle(c: Clauses, verb: int) -> bool:
    """Whether a verb is a past participle without "have": "seen by nobody", "dressed in black"."""
    return (
        c.document.xpos[verb] == "VBN"
        and c.document.relation[verb] in ("acl", "advcl")
        and not c.children(verb, "aux")
    )


def _inherited(c: Clauses, verb: int, depth: int) -> list[int]:
    """The subject that a verb shares with the one above it, or its object: "told her to go"."""
    over, relation = c.document.head[verb], c.document.relation[verb]
    if over < 0:
        return []
    if relation == "acl":
        return [over]
    if relation not in _SHARED:
        return []
    if relation == "xcomp" or (relation == "advcl" and c.lemma[over] in OBJECT_CONTROL):
        objects = _conjoined(c, [*c.children(over, "obj"), *c.children(over, "iobj")])
        if objects and c.lemma[over] in OBJECT_CONTROL and any(k in c.told for k in objects):
            return objects
    if c.document.upos[over] not in ("VERB", "AUX", "ADJ", "NOUN"):
        return []
    if relation == "conj" and c.document.upos[over] != "VERB":
        return _conjoined(c, c.children(over, "nsubj"))
    above = parts_of(c, over, depth + 1) if c.document.upos[over] == "VERB" else None
    if above is None:
        return _conjoined(c, c.children(over, "nsubj"))
    if c.children(over, "nsubj:pass"):
        return list(above.patients or above.recipients)
    return list(above.agents)


def _antecedent(c: Clauses, verb: int, agents: Sequence[int]) -> list[int]:
    """Whom a relative clause with a subject of its own is about: "the man whom she saw"."""
    noun = c.document.head[verb]
    taken = {c.holders.get(k, k) for k in agents}
    return [noun] if noun in c.told and noun not in taken else []


def _conjoined(c: Clauses, words: Sequence[int]) -> list[int]:
    """Words with those that "and" joins to them."""
    return [j for k in words for j in c.joined(k)]


def _of_noun(c: Clauses, noun: int) -> Parts:
    """ "His arrival", "the murder of Tom", "an attack by the wolves"."""
    agents = c.children(noun, "nmod:poss")
    patients = [k for k in c.children(noun, "nmod") if c.case(k) == "of"]
    agents += [k for k in c.children(noun, "nmod") if c.case(k) == "by"]
    return Parts(tuple(agents), tuple(patients))


def _people(c: Clauses, words: Sequence[int]) -> tuple[int, ...]:
    """The entities of some words, in order."""
    found = (c.told[c.holders[k]].entity for k in words if k in c.holders)
    return tuple(dict.fromkeys(found))


def _place(c: Clauses, verb: int, places: dict[int, ToldMention]) -> ToldMention | None:
    """Where a verb's clause says that it happens."""
    for k in c.children(verb, "obl", "nmod"):
        if k in places and c.case(k) in _WHERE:
            return places[k]
    return None
