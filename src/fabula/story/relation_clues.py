"""Where a text may tell what one is of another: evidence, each with how it is told; it decides nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from fabula.lang.en.bodies import AGES
from fabula.lang.en.kin import ADDRESSING, ELDERS, GENDERED, INVERSE, KIN_NOUNS, SYMMETRIC, UNITING
from fabula.lang.en.occupations import MILITARY, OCCUPATIONS, RANKS, canonical_title
from fabula.story.clauses import Clauses
from fabula.story.dealings import Dealings, is_group
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


def relation_clues(clauses: Clauses, dealings: Dealings | None = None) -> Ties:
    """All clues of a document."""
    dealings = dealings or Dealings(clauses)
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
    yield from _of_the_family(clauses)
    yield from _ranked(clauses)
    yield from _dealing(clauses, dealings)
    yield from _in_groups(clauses, dealings)


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
    """Whether a word is a call: it ends what stands between marks, "yes, General", "my dear son".

    "My father" between marks is spoken of, "my dear father" is called.
    """
    after = c.word[word + 1] if word + 1 < len(c.word) else "."
    if after not in _MARKS:
        return False
    k = word - 1
    while k >= 0 and c.word[k] in _FOND:
        k -= 1
    own = set(c.word[k + 1 : word])
    if "my" in own and c.lemma[word] in _SPOKEN_OF and not own - {"my", "own", "poor", "old", "little"}:
        return False
    return k < 0 or c.word[k] in _MARKS or c.word[k] in _OPENERS


_MARKS: Final = frozenset(",.!?;:—-–“”\"'‘’…")
_FOND: Final = frozenset("my dear dearest old good young poor little sweet own beloved".split())  # noqa: SIM905
_OPENERS: Final = frozenset("yes no oh o ah aye ay nay hello hullo thank you but and why well".split())  # noqa: SIM905
_SPOKEN_OF: Final = frozenset(
    (*ELDERS, "brother", "sister", "wife", "husband", "cousin", "nephew", "niece", "master", "mistress")
)


_TITLES: Final = frozenset("mr mrs miss ms lord lady sir dr master captain colonel reverend".split())  # noqa: SIM905


def _surnames(entity: Entity) -> dict[str, str]:
    """The surnames of somebody, each with the title that stands with it, or none."""
    found: dict[str, str] = {}
    for name in (entity.name, *entity.aliases):
        words = name.split()
        if len(words) > 1 and words[-1][:1].isupper() and "of" not in words:
            title = words[0].lower().rstrip(".")
            found[words[-1].lower()] = title if title in _TITLES else found.get(words[-1].lower(), "")
    return found


def _named_alike(c: Clauses) -> Ties:
    """ "Mr. Morris" and "Mrs. Morris"; people of one surname."""
    alike: dict[str, list[tuple[Entity, str]]] = {}
    for entity in c.document.entities.values():
        if entity.is_character and not entity.members and entity.mentions > 1 and entity.first is not None:
            for surname, title in _surnames(entity).items():
                alike.setdefault(surname, []).append((entity, title))
    for family in alike.values():
        if not 1 < len(family) <= _FAMILY:
            continue
        titles = Counter(title for _, title in family)
        for i, (one, own) in enumerate(family):
            for other, theirs in family[i + 1 :]:
                word = min(c.document.token_at(other.first or 0), len(c.word) - 1)
                first, second = sorted((own, theirs))
                alone = "only " if titles[own] == titles[theirs] == 1 else ""
                pattern = f"{alone}{first or 'name'} and {second or 'name'} of one surname"
                for kind in ("spouse of", "sibling of", "relative of"):
                    yield from tie(one.id, kind, other.id, word, pattern, "surname")
                for elder, younger, titled in ((one, other, own), (other, one, theirs)):
                    pattern = f"{alone}{titled or 'name'} over {(theirs if titled == own else own) or 'name'}"
                    yield from tie(elder.id, "parent of", younger.id, word, pattern, "surname")


def _of_the_family(c: Clauses) -> Ties:
    """ "Her father" of a Miss Woodhouse may be a Mr. Woodhouse, whomever the cast takes the words for."""
    alike: dict[str, list[tuple[Entity, str]]] = {}
    for entity in c.document.entities.values():
        if entity.is_character and not entity.members and entity.mentions > 1:
            for surname, title in _surnames(entity).items():
                alike.setdefault(surname, []).append((entity, title))
    often: Counter[tuple[int, int, str]] = Counter()
    for word in range(len(c.lemma)):
        noun = singular(c, word)
        if noun not in KIN_NOUNS or KIN_NOUNS[noun][0] not in _FAMILY_KINDS:
            continue
        for b, _ in _holders(c, word):
            whose = c.document.entities.get(c.told[b].entity)
            for surname in _surnames(whose) if whose is not None else ():
                family = alike.get(surname, ())
                for one, title in family if len(family) <= _FAMILY else ():
                    if one.id == c.who(word) or not _may_be(one, noun) or whose is None:
                        continue
                    often[one.id, whose.id, noun] += 1
                    if often[one.id, whose.id, noun] <= _FAMILY:
                        pattern = f"of the family, {title or 'name'}"
                        yield from tie(one.id, KIN_NOUNS[noun][0], whose.id, word, pattern, noun)


def _may_be(entity: Entity, noun: str) -> bool:
    """Whether the pronoun of somebody is that of a noun of kin."""
    pronoun = GENDERED.get(noun)
    return pronoun is None or entity.pronouns[:1] in ((), (pronoun,), ("i",), ("you",))


_FAMILY_KINDS: Final = frozenset(["parent of", "child of", "sibling of", "spouse of"])
_FAMILY: Final = 12
"""People of one surname who are held against one another."""


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


MEASURED: Final = "measured"
"""The pattern of clues that nothing tells: two deal with one another."""
_BY_DEALINGS: Final = ("friend of", "enemy of", "colleague of", "lover of")
_BY_RANK: Final = ("superior of", "employer of", "host of")
_CLOSEST: Final = 3
"""With how many others of those whom one has most to do with one may be something that nothing tells."""


def _dealing(c: Clauses, dealings: Dealings) -> Ties:
    """What two may be who talk to one another, or of whom one does something to the other."""
    for a, b in sorted(dealings.closest(_CLOSEST)):
        if a not in c.heads or b not in c.heads:
            continue
        word = c.heads[b][0]
        for kind in _BY_DEALINGS:
            yield from tie(a, kind, b, word, MEASURED, kind)
        for kind in _BY_RANK:
            yield from tie(a, kind, b, word, MEASURED, kind)
            yield from tie(b, kind, a, word, MEASURED, kind)


def _in_groups(c: Clauses, dealings: Dealings) -> Ties:
    """Who may belong to a group: a Pict to the Picts, an O'Hara to the O'Haras, who says "we" of it."""
    several = {n for n in c.heads if is_group(c, n)}
    kinds_of = {n: {singular(c, head) for head in c.heads[n] if not c.is_pronoun(head)} for n in c.heads}
    main = _main_groups(several, kinds_of, {n: len(c.heads[n]) for n in several})
    families = {_last_name(c.document.entities[n]): n for n in sorted(several, reverse=True)}
    families.pop("", None)
    ones = {n for n in c.heads if n not in several and c.document.entities[n].is_character}
    for one in sorted(ones):
        name = _last_name(c.document.entities[one])
        for group in {families[own] for own in (f"{name}s", f"{name}es") if own in families}:
            head = c.heads[group][0]
            yield from tie(one, "member of", group, head, "surname's plural", "group", (head,))
        for noun in sorted(kinds_of[one] & main.keys()):
            head = c.heads[main[noun]][0]
            pattern = "one of its kind, name" if c.told[head].form is MentionForm.NAME else "one of its kind"
            yield from tie(one, "member of", main[noun], head, pattern, noun, (head,))
    for (one, group), words in sorted(dealings.ours.items()):
        if one in ones and group in several:
            yield from tie(one, "member of", group, words[0], "says we", "group", (words[0],))
    beside: dict[int, list[tuple[int, int]]] = {}
    for pair, times in dealings.beside.items():
        for one, group in (pair, pair[::-1]):
            if one in ones and group in several:
                beside.setdefault(one, []).append((-times, group))
    for one, near in sorted(beside.items()):
        for _, group in sorted(near)[:_CLOSEST]:
            for kind in ("member of", "superior of", "enemy of"):
                yield from tie(one, kind, group, c.heads[group][0], MEASURED, kind)


def _main_groups(
    several: Iterable[int], kinds_of: Mapping[int, Iterable[str]], size: Mapping[int, int]
) -> dict[str, int]:
    """The group that is most told of of each noun: "the miners" of "miner"; none of kin and of ages."""
    found: dict[str, int] = {}
    for group in sorted(several, key=lambda n: (-size[n], n)):
        for noun in kinds_of[group]:
            if noun not in _NO_KIND and noun not in KIN_NOUNS and noun not in AGES:
                found.setdefault(noun, group)
    return found


_NO_KIND: Final = frozenset(
    ["", "man", "woman", "person", "one", "other", "people", "thing", "fellow", "friend"]
)


def _last_name(entity: Entity) -> str:
    words = entity.name.split()
    return words[-1].lower() if words and words[-1][:1].isupper() else ""


_SENSES: Final[tuple[Callable[[Clauses, int, str], Ties], ...]] = (_by_noun, _by_address, _among)
