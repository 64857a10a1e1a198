"""Where a sentence may tell an attribute of somebody in it, or in the one before, however it does so.

The patterns of :mod:`fabula.story.attribute_clues` know how a word hangs on somebody. These do not: the way
from the word to somebody in the tree is part of the evidence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Final

from fabula.lang.en.beings import NATIONALITIES
from fabula.lang.en.bodies import AGED, VOICED
from fabula.lang.en.conditions import PLIGHTS
from fabula.lang.en.contradictions import NUMBERS
from fabula.lang.en.feelings import FEELINGS, LIKING, MANNERS, NATURES
from fabula.story.attribute_clues import (
    STOP_MODIFIERS,
    Clue,
    Clues,
    adjectives_of,
    is_at_once,
    parts,
    phrase_of,
    value_of,
)
from fabula.story.attribute_kinds import Kind, is_of_people, kinds_of, part_of
from fabula.story.clauses import Clauses

_REACH: Final = 60
"""Code points between a voice and the words that it speaks."""
_NEAR: Final = 3
_HOLDERS: Final = frozenset(["nsubj", "nsubj:pass", "nmod:poss", "obj"])
_BACK: Final = 60
"""Words before a part of the body within which somebody whom it is of stands."""
_SET_OFF: Final = frozenset(["acl", "advcl", "list", "parataxis", "conj", "appos", "dep"])
_PLACED: Final = frozenset("in out on at under without off of beyond".split())  # noqa: SIM905


def loose_clues(c: Clauses) -> Clues:
    """All such clues of a document."""
    for word, tag in enumerate(c.document.upos):
        if tag == "NUM":
            yield from _at_an_age(c, word)
        elif tag in ("ADJ", "NOUN", "VERB", "PROPN"):
            for sense in _SENSES:
                yield from sense(c, word, tag)
    yield from _of_voices(c)


def _nearby(c: Clauses, word: int, tag: str) -> Clues:
    """Words of a closed list whose sentence tells of somebody close by in the tree."""
    if tag == "PROPN" or word in c.told:
        return
    part = part_of(c.lemma[word]) if tag == "NOUN" else None
    listed = [own for own in kinds_of(c.word[word], c.lemma[word], tag) if own[1] in ("listed", "years")]
    if (part is None and not listed) or is_at_once(c, word):
        return
    over = c.document.head[word]
    if c.document.relation[word] == "amod" and not is_of_people(c.lemma[over]):
        return
    near = nearest(c, word)
    if near is None:
        if part is not None and (last := _last_told(c, word)) is not None:
            yield from parts(c, word, c.told[last].entity, last, "runs on")
        return
    subject, path = near
    who = c.told[subject].entity
    if part is not None:
        yield from parts(c, word, who, subject, f"near {path}")
    for kind, known in listed:
        yield Clue(who, kind, value_of(c, word, kind), word, subject, f"near {path}", known)


def nearest(c: Clauses, word: int) -> tuple[int, str] | None:
    """The mention that hangs on a word or on one of those above it, with the way there."""
    path = ""
    relation = c.document.relation
    for step, k in enumerate(c.tree.ancestors(word)):
        if step > _NEAR:
            break
        if k != word and k in c.told:
            return k, path
        for j in c.tree.children(k):
            if j == word or relation[j] not in _HOLDERS:
                continue
            if j in c.told:
                return j, f"{path}>{relation[j]}"
            if step and relation[j] == "nsubj":
                for owner in c.children(j, "nmod:poss"):
                    if owner in c.told:
                        return owner, f"{path}>subject's"
        path += f"<{relation[k].partition(':')[0]}"
    return None


def _last_told(c: Clauses, word: int) -> int | None:
    """The last subject or owner before a word: a description runs on without naming anybody."""
    spoken = c.document.spoken[word]
    for k in range(word - 1, max(-1, word - _BACK), -1):
        if k in c.told and c.document.spoken[k] == spoken and c.document.relation[k] in _HOLDERS - {"obj"}:
            return k
    return None


def _feelings(c: Clauses, word: int, tag: str) -> Clues:
    """ "His anger", "she shook with fear", "a very childish vanity he had"."""
    if tag != "NOUN" or word in c.told:
        return
    lemma = c.lemma[word]
    kinds = [kind for kind, own in ((Kind.CONDITION, FEELINGS), (Kind.TRAIT, NATURES)) if lemma in own]
    near = nearest(c, word) if kinds else None
    if near is None:
        return
    subject, path = near
    case = c.case(word)
    for kind in kinds:
        pattern = f"feeling {path} {case}".rstrip()
        yield Clue(c.told[subject].entity, kind, phrase_of(c, word), word, subject, pattern, "feeling")


def _manners(c: Clauses, word: int, tag: str) -> Clues:
    """ "His haphazard fashion", "a bad temper", "her pleasant young face"."""
    over = c.document.head[word]
    if tag != "ADJ" or over < 0 or c.document.relation[word] not in ("amod", "conj"):
        return
    if c.document.relation[word] == "conj":
        over = c.document.head[over]
    if over < 0 or c.word[word] in STOP_MODIFIERS:
        return
    noun = c.lemma[over]
    manner = noun in MANNERS
    if not manner and part_of(noun) is None:
        return
    near = nearest(c, over)
    if near is None:
        return
    subject, path = near
    who = c.told[subject].entity
    for kind, known in kinds_of(c.word[word], c.lemma[word], tag):
        if kind is Kind.TRAIT and (manner or known == "listed"):
            yield Clue(who, kind, (word, over), word, subject, f"manner {path}", known)
        elif kind is Kind.CONDITION and known == "listed" and not manner:
            yield Clue(who, kind, (word,), word, subject, f"part's look {path}", known)
        elif c.word[word] in AGED and kind is Kind.AGE:
            yield Clue(who, kind, (word,), word, subject, f"part's age {path}", known)


def _set_off(c: Clauses, word: int, tag: str) -> Clues:
    """ "Cried Mrs. Bell, appalled", "He stood there, hat in hand, unable to move"."""
    participle = tag == "VERB" and c.document.xpos[word] == "VBN"
    if not (participle or tag == "ADJ") or word in c.told or c.document.relation[word] not in _SET_OFF:
        return
    if c.children(word, "nsubj", "nsubj:pass", "cop", "aux", "mark", "expl"):
        return
    near = nearest(c, word)
    if near is None:
        return
    subject, path = near
    for kind, known in kinds_of(c.word[word], c.lemma[word], tag):
        if known != "listed":
            yield Clue(c.told[subject].entity, kind, (word,), word, subject, f"set off {path}", known)


def _placed(c: Clauses, word: int, tag: str) -> Clues:
    """ "He was out of breath", "she is under arrest", "they went into hiding"."""
    case = c.case(word)
    if (
        tag != "NOUN"
        or case not in _PLACED
        or c.children(word, "det", "nmod:poss", "nummod")
        or word in c.told
    ):
        return
    if case == "in" and c.lemma[word] in PLIGHTS:
        return
    verb = c.document.head[word]
    is_predicate = bool(c.children(word, "cop"))
    linked = verb >= 0 and c.lemma[verb] in (
        "be",
        "seem",
        "look",
        "lie",
        "go",
        "remain",
        "stay",
        "get",
        "fall",
        "come",
    )
    if not is_predicate and not linked:
        return
    subject = c.tree.subject(word if is_predicate else verb)
    if subject is None or subject not in c.holders:
        return
    who = c.told[c.holders[subject]].entity
    words = tuple(sorted({*c.children(word, "case", "fixed"), word}))
    how = "is" if is_predicate else "goes"
    yield Clue(who, Kind.CONDITION, words, word, subject, f"{how} {case}", "placed")


def _suffers(c: Clauses, word: int, tag: str) -> Clues:
    """ "He was widely disliked", "she had been caught"."""
    if tag != "VERB" or not c.children(word, "aux:pass"):
        return
    for subject in c.children(word, "nsubj:pass"):
        if subject in c.holders:
            who = c.told[c.holders[subject]].entity
            for kind in (Kind.CONDITION, Kind.TRAIT):
                yield Clue(who, kind, (word,), word, subject, "suffers", "participle")


def _likes(c: Clauses, word: int, tag: str) -> Clues:
    """ "He likes a quiet life", "she fears nobody"."""
    if tag != "VERB" or c.lemma[word] not in LIKING:
        return
    subject = c.tree.subject(word)
    if subject is None or subject not in c.holders:
        return
    for k in c.children(word, "obj", "xcomp"):
        if k not in c.told:
            who = c.told[c.holders[subject]].entity
            words = tuple(sorted({word, *phrase_of(c, k)}))
            pattern = f"likes, {c.document.xpos[word]}"
            yield Clue(who, Kind.TRAIT, words, word, subject, pattern, c.lemma[word])


def _at_an_age(c: Clauses, word: int) -> Clues:
    """ "At nineteen she married", "at the age of forty"; "at nine" is an hour."""
    over = c.document.head[word]
    aged = over >= 0 and c.lemma[over] == "age" and c.case(word) == "of"
    number = sum(NUMBERS.get(part, 0) for part in c.word[word].split("-"))
    if not aged and (c.case(word) != "at" or not _HOURS < number < _OLDEST or c.children(word, "det")):
        return
    near = nearest(c, over if aged else word)
    if near is not None:
        subject, path = near
        pattern = f"{'age of' if aged else 'at'} {path}"
        yield Clue(c.told[subject].entity, Kind.AGE, (word,), word, subject, pattern, "years")


_HOURS: Final = 12
_OLDEST: Final = 110


def _nations(c: Clauses, word: int, tag: str) -> Clues:
    """ "A Highland boy", "the Jovian officer"."""
    over = c.document.head[word]
    if (
        tag not in ("ADJ", "PROPN")
        or over not in c.told
        or c.document.relation[word] not in ("amod", "compound")
    ):
        return
    start = c.document.starts[word]
    if not c.document.text.content[start].isupper() or c.document.upos[over] != "NOUN":
        return
    if c.word[word] not in NATIONALITIES:
        yield Clue(c.told[over].entity, Kind.NATIONALITY, (word,), word, over, "capital", tag)


def _of_voices(c: Clauses) -> Clues:
    """What a voice is like whose owner the words beside it tell only by speaking: "a bright voice said"."""
    quotes = sorted(c.document.cast.quotes, key=lambda quote: quote.start)
    starts = [quote.start for quote in quotes]
    for word, lemma in enumerate(c.lemma):
        spoken = lemma == "voice" or (c.word[word].endswith("ly") and c.head_says(word))
        if not spoken or c.document.spoken[word]:
            continue
        place = bisect_left(starts, c.document.starts[word])
        near = [
            quote
            for quote in quotes[max(0, place - 1) : place + 1]
            if quote.speaker is not None
            and min(abs(quote.start - c.document.ends[word]), abs(c.document.starts[word] - quote.end))
            < _REACH
        ]
        for quote in near[:1]:
            who = quote.speaker or 0
            subject = next((k for k in c.tree.ancestors(word) if k in c.told), next(iter(c.told)))
            if lemma == "voice":
                yield from parts(c, word, who, subject, "speaker's voice")
            for plain_word in adjectives_of(c.word[word]):
                if plain_word in VOICED:
                    yield Clue(who, Kind.VOICE, (), word, subject, "speaker's adverb", "listed", plain_word)


_SENSES: Final[tuple[Callable[[Clauses, int, str], Clues], ...]] = (
    _nearby,
    _feelings,
    _manners,
    _set_off,
    _placed,
    _suffers,
    _likes,
    _nations,
)
