"""What kind of attribute a word tells: its colour of hair, its trade, its mood; and in what words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from fabula.lang.en.beings import NATIONALITIES, SPECIES
from fabula.lang.en.belongings import THINGS
from fabula.lang.en.bodies import (
    AGED,
    AGES,
    BUILD,
    BUILT,
    COLOURS,
    EYED,
    EYES,
    FACE,
    FACED,
    HAIR,
    HAIRY,
    VOICE,
)
from fabula.lang.en.clothing import CLOTHING
from fabula.lang.en.conditions import CONDITIONS, TRAITS
from fabula.lang.en.kin import KIN_NOUNS
from fabula.lang.en.occupations import OCCUPATIONS, RANKS
from fabula.types import AttributeKind

Kind = AttributeKind

ADJECTIVES: Final[Mapping[AttributeKind, frozenset[str]]] = {
    Kind.HAIR: HAIRY,
    Kind.EYES: EYED,
    Kind.BUILD: BUILT,
    Kind.FACE: FACED,
    Kind.AGE: AGED,
    Kind.NATIONALITY: NATIONALITIES,
    Kind.CONDITION: CONDITIONS,
    Kind.TRAIT: TRAITS,
}
NOUNS: Final[Mapping[AttributeKind, frozenset[str]]] = {
    Kind.OCCUPATION: OCCUPATIONS,
    Kind.RANK: RANKS,
    Kind.SPECIES: SPECIES,
    Kind.NATIONALITY: NATIONALITIES,
    Kind.AGE: AGES,
    Kind.TRAIT: frozenset(
        (  # noqa: SIM905
            "fool genius coward liar hypocrite idiot rascal rogue scoundrel villain hero brute "
            "snob gossip wretch simpleton miser saint sinner dreamer tomboy beauty bore pest "
            "nuisance optimist pessimist cynic romantic fanatic tyrant flirt coquette goose ass "
            "donkey blockhead imbecile moron dunce knave traitor cheat bully drunkard glutton "
            "jerk bastard scamp devil angel prodigy ninny dolt lunatic madman maniac monster "
            "gentleman lady adventurer adventuress gallant dandy fop"
        ).split()
    ),
    Kind.CONDITION: frozenset(
        (  # noqa: SIM905
            "widow widower orphan prisoner captive bachelor spinster invalid cripple corpse "
            "fugitive exile hostage refugee wreck bride convalescent ghost amnesiac patient "
            "virgin drunkard"
        ).split()
    ),
}
PARTS: Final[Mapping[AttributeKind, frozenset[str]]] = {
    Kind.HAIR: HAIR,
    Kind.EYES: EYES,
    Kind.FACE: FACE,
    Kind.BUILD: BUILD,
    Kind.VOICE: VOICE,
    Kind.CLOTHING: CLOTHING,
}
HOMES: Final = frozenset(
    (  # noqa: SIM905
        "house home cottage hut cabin apartment flat room castle palace estate farm villa "
        "mansion manor lodge den lair hovel tent quarters lodgings rooms chambers burrow hole "
        "nest residence dwelling"
    ).split()
)
GENERIC: Final = frozenset(
    (  # noqa: SIM905
        "man woman person people gentleman lady fellow chap thing one creature figure "
        "stranger folk men women guy someone somebody anyone nobody anybody everyone "
        "everybody other others being individual party lot sort kind type way part matter "
        "time day place owner trouble reason name first last self"
    ).split()
)
"""Nouns that tell nothing of anybody, but for what stands with them."""
_COMPOUNDS: Final[Mapping[str, AttributeKind]] = {
    tail: kind
    for kind, tails in {
        Kind.HAIR: "haired bearded moustached whiskered locked",
        Kind.EYES: "eyed",
        Kind.FACE: "faced looking complexioned cheeked nosed skinned lipped featured browed",
        Kind.VOICE: "voiced spoken",
        Kind.BUILD: "shouldered legged limbed built bodied chested bellied boned waisted footed framed",
        Kind.CLOTHING: "clad dressed shod",
        Kind.TRAIT: "minded hearted tempered natured spirited headed willed mannered witted tongued humoured",
        Kind.AGE: "aged",
    }.items()
    for tail in tails.split()
}
"""The second half of an adjective to what it tells: "black-bearded", "good-natured"."""
_YEARS: Final = re.compile(r".*-years?-old$")
_TRADE: Final = re.compile(
    r".{3,}(?:er|or|ist|man|woman|ian|eer|keeper|master|maker|smith|wright|monger|mage)$"
)
_ABSTRACT: Final = re.compile(r".{2,}(?:tion|sion|ment|ness|ity|ance|ence|ship|dom|ism|acy|hood|th|ing)$")
_NO_THINGS: Final = frozenset(
    (  # noqa: SIM905
        "age right shot interest courage work order idea turn mind heart soul life death name word story job "
        "duty power chance choice need wish hope fear love hate joy grief anger pride thought plan reason "
        "question answer opinion view use sense side end part place time day hour moment year night way "
        "step walk sleep dream breath sigh glance gaze silence question trouble difficulty secret advice "
        "news effort attempt visit journey trip war game party dinner supper breakfast lunch tea company"
    ).split()
)
_TENS: Final = frozenset(
    (  # noqa: SIM905
        "twenties thirties forties fifties sixties seventies eighties nineties teens"
    ).split()
)


def kinds_of(word: str, lemma: str, tag: str) -> Iterator[tuple[AttributeKind, str]]:
    """The kinds that a word may tell as a predicate or a modifier, each with how it is known."""
    listed = False
    if _YEARS.match(word) or word in _TENS:
        yield Kind.AGE, "years"
        return
    tables = NOUNS if tag in ("NOUN", "PROPN") else ADJECTIVES
    for kind, own in tables.items():
        if word in own or lemma in own:
            listed = True
            yield kind, "listed"
    if listed or lemma in GENERIC or lemma in KIN_NOUNS:
        return
    yield from _unlisted(word, lemma, tag)


def _unlisted(word: str, lemma: str, tag: str) -> Iterator[tuple[AttributeKind, str]]:
    if tag == "ADJ":
        tail = word.rsplit("-", 1)[-1]
        if "-" in word and tail in _COMPOUNDS:
            yield _COMPOUNDS[tail], "compound"
            return
        bare = word.removesuffix("ish")
        if bare != word and (bare in BUILT or bare + "e" in BUILT or bare[:-1] in BUILT):
            yield Kind.BUILD, "more or less"
            return
        if word in COLOURS:
            yield Kind.FACE, "colour"
            return
        yield Kind.CONDITION, "adjective"
        yield Kind.TRAIT, "adjective"
    elif tag == "VERB":
        yield Kind.CONDITION, "participle"
    elif tag in ("NOUN", "PROPN"):
        if _TRADE.match(lemma):
            yield Kind.OCCUPATION, "trade by its form"
        yield Kind.OTHER, "noun"
        yield Kind.TRAIT, "noun"


def is_of_people(lemma: str) -> bool:
    """Whether a noun means somebody, so that what stands before it is said of them."""
    return lemma in GENERIC or lemma in KIN_NOUNS or any(lemma in own for own in NOUNS.values())


def thing(lemma: str) -> str:
    """How much like something that one can have a noun is."""
    if lemma in THINGS:
        return "listed thing"
    return "abstract" if _ABSTRACT.match(lemma) or lemma in _NO_THINGS else "noun"


def part_of(lemma: str) -> AttributeKind | None:
    """The kind that a part of the body, a voice or a garment tells of, or None."""
    bare = lemma.removesuffix("s")
    return next((kind for kind, own in PARTS.items() if lemma in own or bare in own), None)
