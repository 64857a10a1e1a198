"""Where a text may tell what one is of another: evidence, each with how it is told; it decides nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from fabula.lang.en.kin import ADDRESSING, ELDERS, INVERSE, KIN_NOUNS, SYMMETRIC, UNITING
from fabula.lang.en.occupations import MILITARY, OCCUPATIONS, RANKS, canonical_title
from fabula.story.clauses import Clauses
from fabula.types import Entity, MentionForm, RelationKind

_PLURALS: Final = {"people": "person", "wives": "wife", "children": "child", "enemies": "enemy"}
_TIED: Final = frozenset(["marry", "engage", "betroth", "wed", "relate"])
"""Participles after which "to" tells whom."""
_TYING: Final = {"engage": "engaged to", "betroth": "engaged to", "relate": "relative of"}
_FEW: Final = 6
"""Members of a group up to which each may be something of each."""


@dataclass(frozen=True, slots=True)
class TieClue:
    """That some words may tell that ``a`` is ``kind`` ``b``; ``word`` tells it, ``pattern`` is how.

    ``of`` are the words that stand for the two, as far as words do.
    """

    a: int
    kind: RelationKind
    b: int
    word: int
    pattern: str
    noun: str
    of: tuple[int, ...] = ()


Ties = Iterator[TieClue]


def tie(a: int, kind: str, b: int, word: int, pattern: str, noun: str, of: tuple[int, ...] = ()) -> Ties:
    """A clue with inverse and symmetric kinds told one way; none of somebody and themselves."""
    if a == b:
        return
    for one, other in INVERSE.items():
        if kind == other:
            a, kind, b = b, one, a
    if kind in SYMMETRIC and a > b:
        a, b = b, a
    yield TieClue(a, RelationKind(kind), b, word, pattern, noun, of)


def relation_clues(clauses: Clauses) -> Ties:
    """All clues of a document."""
    for word in range(len(clauses.lemma)):
        noun = singular(clauses, word)
        if noun in KIN_NOUNS or noun in OCCUPATIONS or noun in RANKS:
            for sense in _SENSES:
                yield from sense(clauses, word, noun)
        elif clauses.document.upos[word] in ("VERB", "ADJ"):
            yield from _by_verb(clauses, word)
    yield from _members(clauses)
    yield from _addressed(clauses)
    yield from _named_alike(clauses)
    yield from _ranked(clauses)


def singular(c: Clauses, word: int) -> str:
    """A noun as it is listed."""
    lemma = c.lemma[word]
    return _PLURALS.get(c.word[word], lemma if lemma in KIN_NOUNS else lemma.removesuffix("s"))


def kinds(noun: str) -> tuple[str, ...]:
    """What "his NOUN" may be of him, without the likelier kinds of a noun that is not listed."""
    return KIN_NOUNS.get(noun, ("servant of", "subordinate of", "member of"))


def _holders(c: Clauses, noun: int) -> Iterator[tuple[int, str]]:
    """The words of whom a noun is told: "his", "Tom's", "of Nefed"; each with what kind of word it is."""
    for k in c.children(noun, "nmod:poss"):
        if k in c.told:
            yield k, "pronoun's" if c.is_pronoun(k) else "name's"
    for k in c.children(noun, "nmod", "obl"):
        if k in c.told and c.case(k) in ("of", "to"):
            yield k, c.case(k)


def _bearers(c: Clauses, noun: int) -> Iterator[tuple[int, str]]:
    """The words of whom a noun means: its mention, its apposition, the subject that it is said of."""
    relation, over = c.document.relation[noun], c.document.head[noun]
    yield from _told(c, [noun], "mention")
    yield from _told(c, c.children(noun, "appos", "flat", "nmod:desc"), "apposition")
    if noun + 1 in c.told and c.told[noun + 1].form is MentionForm.NAME:
        yield noun + 1, "followed"
    if relation in ("appos", "compound", "nmod:desc", "flat"):
        yield from _told(c, [over], "apposed")
    top = noun
    while c.document.relation[top] == "conj" and c.document.head[top] >= 0:
        top = c.document.head[top]
    if c.children(top, "cop"):
        yield from _told(c, c.children(top, "nsubj", "nsubj:outer"), "copula")
    if relation in ("xcomp", "obj") and over >= 0 and c.lemma[over] == "become":
        yield from _told(c, c.children(over, "nsubj"), "becomes")


def _told(c: Clauses, words: Iterable[int], how: str) -> Iterator[tuple[int, str]]:
    """Those of some words that stand for somebody."""
    for k in words:
        if k in c.holders:
            yield c.holders[k], how


def _by_noun(c: Clauses, word: int, noun: str) -> Ties:
    """ "Tom's sister Ann", "I am the son of Nefed", "Ann, his sister"."""
    if c.document.upos[word] not in ("NOUN", "PROPN"):
        return
    holders = list(_holders(c, word))
    over = c.document.head[word]
    if not holders and over >= 0 and c.document.relation[word] in ("nmod:desc", "compound", "flat"):
        holders = list(_holders(c, over))
    several = c.document.xpos[word] in ("NNS", "NNPS")
    for a, how in _bearers(c, word):
        for b, whose in holders:
            ones = _each(c, c.told[a].entity) if several else (c.told[a].entity,)
            for one in ones:
                for other in _each(c, c.told[b].entity):
                    for kind in kinds(noun):
                        yield from tie(one, kind, other, word, f"{how} {whose}", noun, (a, b))


def _each(c: Clauses, entity: int) -> tuple[int, ...]:
    members = c.document.entities[entity].members
    return members if 0 < len(members) <= _FEW else (entity,)


def _by_address(c: Clauses, word: int, noun: str) -> Ties:
    """ "Mother" in speech is the speaker's, and in narration that of the one who tells."""
    if noun not in ELDERS or c.children(word, "nmod:poss", "det", "nmod"):
        return
    who = c.who(word)
    if c.document.spoken[word]:
        speaker, pattern = c.speakers.get(word), "kin word spoken"
    else:
        speaker, pattern = c.document.teller(c.document.starts[word]), "kin word of the teller"
    if speaker is None or who is None:
        return
    for kind in kinds(noun):
        yield from tie(who, kind, speaker, word, pattern, noun, (word,))


def _among(c: Clauses, word: int, noun: str) -> Ties:
    """ "They were brothers", "the two friends": each is so of each."""
    if c.document.xpos[word] not in ("NNS", "NNPS") or list(_holders(c, word)):
        return
    for head, how in _bearers(c, word):
        members = c.document.entities[c.told[head].entity].members
        if not 1 < len(members) <= _FEW:
            continue
        for i, a in enumerate(members):
            for b in members[i + 1 :]:
                for kind in kinds(noun):
                    if kind in SYMMETRIC:
                        yield from tie(a, kind, b, word, f"among {how}", noun)


def _by_verb(c: Clauses, word: int) -> Ties:
    """ "He married her", "she was engaged to him", "I am in love with her"."""
    lemma = c.lemma[word]
    if lemma not in UNITING and lemma not in _TIED:
        return
    subject = c.tree.subject(word)
    first = c.holders.get(subject) if subject is not None else None
    if first is None:
        return
    a = c.told[first].entity
    for k in c.tree.children(word):
        b = c.who(k)
        if b is None:
            continue
        relation, of = c.document.relation[k], (first, k)
        if relation in ("obj", "iobj") and lemma in UNITING:
            yield from tie(a, UNITING[lemma], b, word, "verb", lemma, of)
        elif relation == "obl:agent" and lemma in UNITING:
            yield from tie(b, UNITING[lemma], a, word, "passive", lemma, of)
        elif relation == "obl" and c.case(k) == "to" and lemma in _TIED:
            yield from tie(a, _TYING.get(lemma, "spouse of"), b, word, "tied to", lemma, of)
        elif relation == "obl" and c.case(k) == "for" and lemma in ("work",):
            yield from tie(b, "employer of", a, word, "verb", lemma, of)


def _members(c: Clauses) -> Ties:
    """Who belongs to a group, as the cast has it, and "one of the X"."""
    for entity in c.document.entities.values():
        for member in entity.members if len(entity.members) > 1 else ():
            first = next((k for k, own in c.told.items() if own.entity == entity.id), None)
            if first is not None and member in c.document.entities:
                yield from tie(member, "member of", entity.id, first, "cast", "group")
    for word, own in c.told.items():
        if c.case(word) != "of" or c.document.xpos[word] not in ("NNS", "NNPS", "PRP"):
            continue
        one = c.document.head[word]
        if one >= 0 and c.lemma[one] in ("one", "member", "some"):
            for head, how in _bearers(c, one):
                a = c.told[head].entity
                yield from tie(a, "member of", own.entity, word, f"one of, {how}", "group", (head, word))


def _addressed(c: Clauses) -> Ties:
    """What a line calls the one whom it is said to: "yes, General", "my son"."""
    for quote in c.document.cast.quotes:
        if quote.speaker is None or len(quote.addressees) != 1:
            continue
        for start, end in quote.spans:
            first, last = c.document.token_at(start), c.document.token_at(end)
            for k in range(first, last):
                called = canonical_title(c.word[k])
                if called in ADDRESSING and _is_called(c, k):
                    for kind in ADDRESSING[called]:
                        yield from tie(quote.addressees[0], kind, quote.speaker, k, "address", called)


def _is_called(c: Clauses, word: int) -> bool:
    """Whether a word stands between commas or other marks, as a call does."""
    before = c.word[word - 1] if word else "."
    after = c.word[word + 1] if word + 1 < len(c.word) else "."
    marks = ",.!?;—-–“”\"'‘’…"
    return before in ("my", "dear", "yes", "no", "old") or (before in marks and after in marks)


def _surname(entity: Entity) -> tuple[str, str]:
    """The title and the last word of a name of at least two words."""
    words = entity.name.split()
    return (words[0].lower().rstrip("."), words[-1].lower()) if len(words) > 1 else ("", "")


def _named_alike(c: Clauses) -> Ties:
    """ "Mr. Morris" and "Mrs. Morris"; people of one surname."""
    alike: dict[str, list[Entity]] = {}
    for entity in c.document.entities.values():
        if entity.is_character and not entity.members and entity.mentions > 1 and entity.first is not None:
            alike.setdefault(_surname(entity)[1], []).append(entity)
    alike.pop("", None)
    for family in alike.values():
        if not 1 < len(family) <= _FEW:
            continue
        for i, one in enumerate(family):
            for other in family[i + 1 :]:
                word = min(c.document.token_at(other.first or 0), len(c.word) - 1)
                titles = {_surname(one)[0], _surname(other)[0]}
                pattern = "Mr. and Mrs." if titles == {"mr", "mrs"} else "one surname"
                for kind in ("spouse of", "sibling of", "relative of"):
                    yield from tie(one.id, kind, other.id, word, pattern, "surname")
                yield from tie(one.id, "parent of", other.id, word, pattern, "surname")
                yield from tie(other.id, "parent of", one.id, word, pattern, "surname")


def _ranked(c: Clauses) -> Ties:
    """Officers who talk to one another, the higher over the lower."""
    rank: dict[int, tuple[int, int, int]] = {}
    for head, own in c.told.items():
        if own.form is not MentionForm.NAME:
            continue
        for k in c.children(head, "nmod:desc", "compound", "flat"):
            for service, line in enumerate(MILITARY):
                steps = line.split()
                if canonical_title(c.word[k]) in steps:
                    rank.setdefault(own.entity, (service, steps.index(canonical_title(c.word[k])), k))
    pairs: Counter[tuple[int, int]] = Counter()
    for quote in c.document.cast.quotes:
        for other in quote.addressees:
            if quote.speaker in rank and other in rank and quote.speaker is not None:
                pairs[quote.speaker, other] += 1
    for a, b in pairs:
        (service, high, word), (theirs, low, _) = rank[a], rank[b]
        if service == theirs and high != low:
            above, below = (a, b) if high > low else (b, a)
            yield from tie(above, "superior of", below, word, "ranks", "rank")


_SENSES: Final[tuple[Callable[[Clauses, int, str], Ties], ...]] = (_by_noun, _by_address, _among)
