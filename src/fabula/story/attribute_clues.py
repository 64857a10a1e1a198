"""Where a text may tell an attribute of somebody: evidence, each with how it is told; it decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from fabula.lang.en.belongings import THINGS
from fabula.lang.en.clothing import CLAD, WEARING
from fabula.lang.en.conditions import CONDITIONS, PLIGHTS, STATES, STOPPING, SUFFERED, TRAITS
from fabula.lang.en.kin import KIN_NOUNS
from fabula.lang.en.occupations import CANONICAL_TITLES, OCCUPATIONS, RANKS, WORKING
from fabula.story.attribute_kinds import GENERIC, HOMES, Kind, kinds_of, part_of, thing
from fabula.story.clauses import Clauses
from fabula.types import AttributeKind, MentionForm

LINKING: Final = frozenset(
    (  # noqa: SIM905
        "look seem appear feel become grow turn get remain stay sound keep lie stand fall sit go prove act"
    ).split()
)
"""Verbs that link an adjective to their subject."""
HOLDING: Final = frozenset(
    (  # noqa: SIM905
        "carry hold own possess keep bring take draw pull pick clutch grip grasp brandish "
        "wield produce drop throw lift raise lose sell open read smoke ride drive put "
        "shoulder play get grab receive give take buy check fetch hand pocket seize snatch clasp "
        "pass wave hang save keep need want use stuff fill load examine consult close light fire steal find"
    ).split()
)
"""Verbs whose object somebody has."""
DWELLING: Final = frozenset("live dwell reside lodge settle stay board sleep room camp".split())  # noqa: SIM905
STOP_MODIFIERS: Final = frozenset(
    (  # noqa: SIM905
        "own other same such many few several more most much first last next only whole certain various"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Clue:
    """That some words may tell an attribute of an entity.

    ``words`` are those of its value, in order (or ``given`` is the value), ``word`` is the one that tells it;
    ``pattern`` is how, ``known`` how its kind is known.
    """

    entity: int
    kind: AttributeKind
    words: tuple[int, ...]
    word: int
    subject: int
    pattern: str
    known: str
    given: str = ""


Clues = Iterator[Clue]


def attribute_clues(clauses: Clauses) -> Clues:
    """All clues of a document, mention by mention."""
    for word, head in clauses.holders.items():
        who = clauses.told[head].entity
        for sense in _SENSES if word == head else _CLAUSAL:
            yield from sense(clauses, word, who)


def _described(c: Clauses, word: int, who: int, subject: int, pattern: str) -> Clues:
    """What a predicate or an apposition tells: itself, what "and" joins to it, and its modifiers."""
    tag = c.document.upos
    for k in c.joined(word):
        if k != word and tag[k] == "VERB" and tag[word] != "VERB":
            continue
        yield from _itself(c, k, who, subject, pattern)
        if tag[k] in ("NOUN", "PROPN"):
            yield from _modifiers(c, k, who, subject, f"{pattern}'s modifier")
            yield from _of_phrases(c, k, who, subject, pattern)


def _itself(c: Clauses, word: int, who: int, subject: int, pattern: str) -> Clues:
    if not is_at_once(c, word):
        for kind, known in kinds_of(c.word[word], c.lemma[word], c.document.upos[word]):
            yield Clue(who, kind, value_of(c, word, kind), word, subject, pattern, known)


def is_at_once(c: Clauses, word: int) -> bool:
    """Whether "dead" says how somebody stops."""
    return c.word[word] == "dead" and c.lemma[c.document.head[word]] in STOPPING


def value_of(c: Clauses, word: int, kind: AttributeKind) -> tuple[int, ...]:
    """The shortest words of a value: a noun with what is compounded with it, a number's unit."""
    tied = [*c.children(word, "compound"), word]
    if kind is Kind.OTHER:
        tied = [*c.children(word, "amod", "compound", "nmod:poss"), word]
    if kind in (Kind.OCCUPATION, Kind.TRAIT) and c.document.upos[word] in ("NOUN", "PROPN"):
        tied += [
            j
            for k in c.children(word, "nmod")
            if c.case(k) == "of" and c.who(k) is None
            for j in (*c.children(k, "case", "compound"), k)
        ]
    return tuple(sorted(set(tied)))


def _modifiers(c: Clauses, noun: int, who: int, subject: int, pattern: str) -> Clues:
    """What the adjectives before a noun that means somebody tell of them."""
    named = c.document.upos[noun] == "PROPN"
    for k in c.children(noun, "amod", "compound", "nummod"):
        if named and c.document.relation[k] == "compound":
            continue
        if c.word[k] in STOP_MODIFIERS or c.document.upos[k] == "NUM":
            continue
        for j in c.joined(k):
            yield from _itself(c, j, who, subject, pattern)


def _of_phrases(c: Clauses, noun: int, who: int, subject: int, pattern: str) -> Clues:
    """ "A man of forty", "a girl with red hair", "a lady in black"; "dressed in", "named"."""
    for k in c.children(noun, "nmod", "obl"):
        case = c.case(k)
        if case == "of":
            yield from _of(c, k, who, subject, f"{pattern}, of")
        if case == "of" and c.document.upos[k] == "PROPN" and k not in c.told:
            yield Clue(who, Kind.RESIDENCE, phrase_of(c, k), k, subject, f"{pattern}, of", "name")
        if case == "with" and c.document.upos[k] == "NOUN" and c.lemma[k] in THINGS:
            for j in c.joined(k):
                yield Clue(who, Kind.BELONGING, phrase_of(c, j), j, subject, f"{pattern}, with", "thing")
        if case == "from" and c.document.upos[k] == "PROPN":
            yield Clue(who, Kind.RESIDENCE, phrase_of(c, k), k, subject, f"{pattern}, from", "name")
        if case in ("with", "in", "of"):
            yield from parts(c, k, who, subject, f"{pattern}, {case}")
    for k in c.children(noun, "acl", "amod"):
        if c.lemma[k] in CLAD:
            yield from _clad(c, k, who, subject)
        elif c.document.xpos[k] == "VBN" and c.lemma[k] not in ("name", "call"):
            yield from _itself(c, k, who, subject, f"{pattern}'s participle")
        elif c.lemma[k] in WEARING:
            yield from _worn(c, k, who, subject)


def _of(c: Clauses, word: int, who: int, subject: int, pattern: str) -> Clues:
    """ "Of forty", "of great courage"; "of the three" is no age."""
    if c.document.upos[word] == "NUM" or c.lemma[word] == "year":
        if not c.children(word, "det"):
            yield Clue(who, Kind.AGE, _number(c, word), word, subject, pattern, "years")
    elif part_of(c.lemma[word]) is None and c.who(word) is None and c.document.upos[word] == "NOUN":
        yield Clue(who, Kind.TRAIT, (word,), word, subject, pattern, "noun")


def _number(c: Clauses, word: int) -> tuple[int, ...]:
    """A number with its unit: "forty years", "five and twenty"."""
    found = {*c.children(word, "nummod", "compound", "amod"), word}
    for k in [*found]:
        if c.document.upos[k] == "NUM":
            for j in c.children(k, "conj"):
                if c.document.upos[j] == "NUM":
                    found |= {*c.children(j, "cc"), j}
    return tuple(sorted(found))


def phrase_of(c: Clauses, noun: int) -> tuple[int, ...]:
    """A noun with its adjectives, compounds and the rest of its name."""
    return tuple(sorted({*c.children(noun, "amod", "compound", "flat", "nummod"), noun}))


def parts(c: Clauses, noun: int, who: int, subject: int, pattern: str) -> Clues:
    """What a part of the body or a garment is like; a garment, or a scar, by itself too."""
    for k in c.joined(noun):
        kind = part_of(c.lemma[k])
        if kind is None:
            continue
        told = [j for j in c.children(k, "amod", "compound") if c.word[j] not in STOP_MODIFIERS]
        told += [j for own in told for j in c.children(own, "conj")]
        if told:
            bare = kind in (Kind.HAIR, Kind.EYES, Kind.VOICE)
            words = told if bare and c.lemma[k] in ("hair", "eye", "voice") else [*told, k]
            yield Clue(who, kind, tuple(sorted(words)), k, subject, pattern, "part with adjective")
        elif kind is Kind.CLOTHING or c.lemma[k] in _TELLING:
            yield Clue(who, kind, (k,), k, subject, pattern, "part alone")


_TELLING: Final = frozenset(
    (  # noqa: SIM905
        "scar beard moustache mustache whisker freckle wing tail horn claw fur scale tusk paw "
        "dimple wig stubble accent lisp drawl brogue hoof tentacle"
    ).split()
)
"""Parts that not everybody has."""


def _of_nominal(c: Clauses, head: int, who: int) -> Clues:
    """What a description that means somebody says: "the old doctor"."""
    own = c.told[head]
    if own.form is MentionForm.PRONOUN:
        return
    if own.form is MentionForm.NOMINAL:
        yield from _itself(c, head, who, head, "description")
    yield from _modifiers(c, head, who, head, f"{own.form.value}'s modifier")
    yield from _of_phrases(c, head, who, head, own.form.value)


def _of_apposition(c: Clauses, head: int, who: int) -> Clues:
    for k in c.children(head, "appos"):
        yield from _described(c, k, who, head, "apposition")
    over = c.document.head[head]
    beside = over >= 0 and c.document.relation[head] in ("appos", "nmod") and not c.case(head)
    if beside and c.told[head].form is MentionForm.NAME and c.document.upos[over] == "NOUN":
        yield from _described(c, over, who, head, "named after")
    if c.document.relation[head] == "obj" and over >= 0 and c.lemma[over] in ("name", "call"):
        noun = c.document.head[over]
        if noun >= 0 and c.document.upos[noun] == "NOUN":
            yield from _described(c, noun, who, head, "named")


def _of_copula(c: Clauses, head: int, who: int) -> Clues:
    """ "She was tired", "he looked old", "I am a doctor"."""
    relation, verb = c.document.relation[head], c.document.head[head]
    if verb < 0 or not relation.startswith("nsubj"):
        return
    if c.children(verb, "cop"):
        yield from _predicate(c, verb, who, head)
        return
    for k in (verb, *c.children(verb, "conj")):
        if c.lemma[k] in LINKING:
            for j in c.children(k, "xcomp", "amod", "acl"):
                if c.document.upos[j] in ("ADJ", "NOUN") or c.document.xpos[j] == "VBN":
                    yield from _described(c, j, who, head, f"linked by {c.lemma[k]}")
        if relation == "nsubj:pass" and c.document.xpos[k] == "VBN":
            if c.lemma[k] in CLAD:
                yield from _clad(c, k, who, head)
            elif c.word[k] in CONDITIONS:
                yield from _itself(c, k, who, head, "passive")
            elif c.lemma[k] in ("appoint", "make", "elect", "crown"):
                for j in c.children(k, "xcomp", "obj"):
                    yield from _described(c, j, who, head, "made")


def _predicate(c: Clauses, word: int, who: int, subject: int) -> Clues:
    """What "is" says: "tired", "in black", "in tears", "from Vyazovka"."""
    case = c.case(word)
    if c.word[word] == "one" and not case:
        for k in c.children(word, "nmod"):
            if c.case(k) == "of" and k not in c.holders:
                yield from _described(c, k, who, subject, "one of")
            elif c.case(k) == "of":
                yield from _itself(c, k, who, subject, "one of")
                yield from _modifiers(c, k, who, subject, "one of's modifier")
        return
    if case in ("", "like"):
        yield from _described(c, word, who, subject, "copula")
        yield from _years_old(c, word, who, subject)
    elif case == "in":
        yield from parts(c, word, who, subject, "is in")
        if c.lemma[word] in PLIGHTS:
            words = (*c.children(word, "case"), word)
            yield Clue(who, Kind.CONDITION, words, word, subject, "is in", "noun")
    elif case == "from":
        yield Clue(who, Kind.RESIDENCE, phrase_of(c, word), word, subject, "is from", "name")


def _years_old(c: Clauses, word: int, who: int, subject: int) -> Clues:
    """ "Forty years old", "aged forty", "twenty-five", "in her thirties"."""
    if c.word[word] in ("old", "older", "age"):
        for k in c.children(word):
            if c.lemma[k] in ("year", "month") and c.children(k, "nummod"):
                yield Clue(who, Kind.AGE, _number(c, k), word, subject, "years old", "years")
    counted = c.document.upos[word] == "NUM" and not c.children(word, "det")
    if counted or (c.lemma[word] == "year" and c.children(word, "nummod")):
        yield Clue(who, Kind.AGE, _number(c, word), word, subject, "number", "years")


def _of_clause(c: Clauses, head: int, who: int) -> Clues:
    """What the verb of a subject tells, and those that "and" joins to it."""
    verb = c.document.head[head]
    if verb < 0 or not c.document.relation[head].startswith("nsubj") or c.document.upos[verb] != "VERB":
        return
    passive = c.document.relation[head] == "nsubj:pass"
    shared = [
        k
        for k in c.children(verb, "conj", "xcomp", "advcl")
        if not any(c.document.relation[j].startswith("nsubj") for j in c.tree.children(k))
    ]
    for k in (verb, *shared):
        lemma = c.lemma[k]
        suffers = passive or bool(c.children(k, "aux:pass"))
        passes = lemma in STATES and (lemma in SUFFERED) == suffers and c.document.relation[k] != "advcl"
        if passes and not c.says(k):
            yield Clue(who, Kind.CONDITION, (), k, head, "state verb", lemma, STATES[lemma])
        for j in c.children(k, "advcl", "acl", "xcomp"):
            if c.document.upos[j] == "ADJ" and not c.children(j, "mark", "cop"):
                yield from _itself(c, j, who, head, "beside the verb")
        if k != verb and c.document.upos[k] == "ADJ":
            continue
        if not passive:
            yield from _had(c, k, who, head)
        yield from _around(c, k, who, head)


def _had(c: Clauses, verb: int, who: int, subject: int) -> Clues:
    """What somebody has, wears or holds."""
    lemma = c.lemma[verb]
    if lemma in WEARING:
        yield from _worn(c, verb, who, subject)
        return
    for obj in c.children(verb, "obj"):
        if lemma in ("have", "get") and c.document.upos[obj] == "NOUN":
            yield from parts(c, obj, who, subject, "has")
            if part_of(c.lemma[obj]) is None and c.who(obj) is None and c.lemma[obj] not in GENERIC:
                yield Clue(who, Kind.BELONGING, phrase_of(c, obj), obj, subject, "has", thing(c.lemma[obj]))
        elif lemma in HOLDING and c.document.upos[obj] == "NOUN" and c.who(obj) is None:
            for k in c.joined(obj):
                kind = part_of(c.lemma[k])
                if kind is Kind.CLOTHING:
                    yield Clue(who, kind, phrase_of(c, k), k, subject, "holds", lemma)
                elif kind is None and c.lemma[k] not in GENERIC:
                    yield Clue(who, Kind.BELONGING, phrase_of(c, k), k, subject, "holds", thing(c.lemma[k]))


def _worn(c: Clauses, verb: int, who: int, subject: int) -> Clues:
    for obj in c.children(verb, "obj"):
        for k in c.joined(obj):
            kind = part_of(c.lemma[k]) or Kind.CLOTHING
            yield Clue(who, kind, phrase_of(c, k), k, subject, "wears", c.lemma[verb])


def _clad(c: Clauses, verb: int, who: int, subject: int) -> Clues:
    """ "Dressed in black", "dressed as Mephistopheles"."""
    for k in c.children(verb, "obl", "nmod"):
        if c.case(k) in ("in", "as", "with"):
            for j in c.joined(k):
                yield Clue(who, Kind.CLOTHING, phrase_of(c, j), j, subject, f"clad {c.case(k)}", "noun")


def _around(c: Clauses, verb: int, who: int, subject: int) -> Clues:
    """What a verb's adverbs and phrases tell: "spoke haughtily", "lived in Boston", "works as a clerk"."""
    lemma = c.lemma[verb]
    for k in c.children(verb, "advmod"):
        for adjective in adjectives_of(c.word[k]):
            for kind, own in ((Kind.TRAIT, TRAITS), (Kind.CONDITION, CONDITIONS)):
                if adjective in own:
                    yield Clue(who, kind, (), k, subject, f"adverb, {_manner(c, verb)}", "listed", adjective)
    for k in c.children(verb, "obl", "nmod"):
        case = c.case(k)
        if lemma in DWELLING and case in ("in", "at", "on", "near", "with"):
            yield Clue(who, Kind.RESIDENCE, phrase_of(c, k), k, subject, f"dwells {case}", lemma)
        elif lemma in ("come", "hail", "be") and case == "from" and c.document.upos[k] == "PROPN":
            yield Clue(who, Kind.RESIDENCE, phrase_of(c, k), k, subject, "comes from", "name")
        elif lemma in WORKING and case == "as":
            yield from _described(c, k, who, subject, "works as")
        elif case in ("in", "with"):
            yield from parts(c, k, who, subject, f"verb, {case}")
            if case == "with" and c.lemma[k] in THINGS and k not in c.told:
                yield Clue(who, Kind.BELONGING, phrase_of(c, k), k, subject, "verb, with", "thing")
    if lemma in ("become", "remain"):
        for k in c.children(verb, "xcomp", "obj"):
            if c.document.upos[k] == "NOUN":
                yield from _described(c, k, who, subject, lemma)


def _manner(c: Clauses, verb: int) -> str:
    """What kind of verb an adverb stands with: how one speaks or looks tells more than how one goes."""
    if c.says(verb):
        return "speaking"
    return "looking" if c.lemma[verb] in ("look", "glance", "smile", "stare", "nod", "laugh") else "else"


def adjectives_of(adverb: str) -> Iterator[str]:
    """The adjectives that an adverb may be made of: "haughtily" of "haughty"."""
    if adverb.endswith("ily"):
        yield adverb[:-3] + "y"
    elif adverb.endswith("ly"):
        yield adverb[:-2]
        yield adverb[:-1] + "e"


def _of_owned(c: Clauses, head: int, who: int) -> Clues:
    """What is said of what is somebody's: "her eyes were grey", "his red hair", "Tom's gun"."""
    if c.document.relation[head] != "nmod:poss":
        return
    noun = c.document.head[head]
    kind = part_of(c.lemma[noun])
    if kind is not None:
        yield from parts(c, noun, who, head, "owned")
        yield from _of_part(c, noun, kind, who, head)
    elif c.lemma[noun] in HOMES:
        yield Clue(who, Kind.RESIDENCE, phrase_of(c, noun), noun, head, "owned", c.lemma[noun])
    elif c.document.upos[noun] == "NOUN" and c.who(noun) is None and not _is_of_people(c, noun):
        yield Clue(who, Kind.BELONGING, phrase_of(c, noun), noun, head, "owned", thing(c.lemma[noun]))


def _is_of_people(c: Clauses, noun: int) -> bool:
    return c.lemma[noun] in GENERIC or c.lemma[noun] in KIN_NOUNS


def _of_part_of(c: Clauses, head: int, who: int) -> Clues:
    """ "The bent figure of Joseph"."""
    noun = c.document.head[head]
    if noun >= 0 and c.case(head) == "of" and c.document.relation[head] == "nmod":
        yield from parts(c, noun, who, head, "part of")


def _of_part(c: Clauses, noun: int, kind: AttributeKind, who: int, head: int) -> Clues:
    """What a clause about a part says: "his face was pale", "her voice shook"."""
    relation, verb = c.document.relation[noun], c.document.head[noun]
    if verb < 0 or not relation.startswith("nsubj"):
        return
    found = [verb] if c.children(verb, "cop") and c.case(verb) in ("", "like") else []
    if relation == "nsubj:pass" and c.document.xpos[verb] == "VBN":
        found = [verb]
    if c.lemma[verb] in LINKING:
        found = c.children(verb, "xcomp")
    for k in (j for own in found for j in c.joined(own)):
        if c.document.upos[k] in ("ADJ", "NOUN") or c.document.xpos[k] == "VBN":
            words = phrase_of(c, k) if c.document.upos[k] == "NOUN" else (k,)
            if kind in (Kind.FACE, Kind.BUILD, Kind.CLOTHING):
                words = (*words, noun)
            yield Clue(who, kind, words, k, head, "part's copula", c.document.upos[k])


def _of_title(c: Clauses, head: int, who: int) -> Clues:
    """ "Professor Duke", "General Hux"."""
    for k in (j for j in c.tree.children(head) if j < head):
        word = c.word[k].rstrip(".")
        title = CANONICAL_TITLES.get(word, word)
        if c.document.relation[k] not in ("nmod:desc", "compound", "flat", "nmod", "amod"):
            continue
        yield from _titled(c, k, title, who, head)
    first = c.told[head].first
    if first == head and c.told[head].end > head + 1:
        word = c.word[first].rstrip(".")
        yield from _titled(c, first, CANONICAL_TITLES.get(word, word), who, head)


def _titled(c: Clauses, word: int, title: str, who: int, head: int) -> Clues:
    """What a title before a name tells: "Ensign Lowry" his rank, "Dr. Cole" her trade and her rank."""
    if c.told[head].form is not MentionForm.NAME:
        return
    for kind, known in ((Kind.RANK, RANKS | _TITLED), (Kind.OCCUPATION, OCCUPATIONS)):
        if title in known:
            yield Clue(who, kind, (), word, head, "title", title, title)
    if title in _ACADEMIC:
        yield Clue(who, Kind.RANK, (), word, head, "trade as title", title, title)


_ACADEMIC: Final = frozenset(
    ["doctor", "professor", "president", "judge", "inspector", "detective", "senator"]
)
_TITLED: Final = frozenset(["sir", "reverend", "dame"])
"""Titles that are no ranks without a name."""
_SENSES: Final[tuple[Callable[[Clauses, int, int], Clues], ...]] = (
    _of_nominal,
    _of_apposition,
    _of_title,
    _of_copula,
    _of_clause,
    _of_owned,
    _of_part_of,
)
_CLAUSAL: Final = (_of_copula, _of_clause, _of_owned)
"""What a relative pronoun can tell of whom it stands for."""
