"""One text with its annotations, laid out the way resolution looks at it."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from functools import cached_property

import numpy as np

from fabula.cast.appositions import appositions
from fabula.cast.asides import asides
from fabula.cast.cases import Cases
from fabula.cast.chats import Row, candidates, told_aloud
from fabula.cast.lexicon import (
    ADDRESS,
    ANYBODY,
    BEFORE_NAMES,
    CALLED_FONDLY,
    CANONICAL,
    EXCLAMATIONS,
    FEMALE,
    FEMALE_NOUNS,
    FIRST_PERSON,
    FIRST_PLURAL,
    FOND,
    HONOURS,
    MALE,
    MALE_NOUNS,
    PARENTS,
    PLURAL,
    PLURAL_NOUNS,
    POSTS,
    PRONOUN_GENDERS,
    SECOND_PERSON,
    TITLES,
)
from fabula.cast.names import (
    PARTICLES,
    Name,
    NameParser,
    parse_handle,
    with_ranks,
    without_leads,
    without_slips,
    without_trade,
)
from fabula.cast.nesting import doubles, nested
from fabula.cast.pet_forms import with_whole_forenames
from fabula.cast.places import settled_types
from fabula.cast.referring import Referring
from fabula.cast.second_person import heroes, told_in_second_person
from fabula.cast.speakers.frames import Frames
from fabula.cast.speakers.seen import Seen, seen
from fabula.cast.stretches import Stretches
from fabula.cast.tags import Label, labels, plain_tags
from fabula.cast.thoughts import Thought, thinking, thoughts
from fabula.types import (
    ENTITY_TYPES,
    MENTION_FORMS,
    UPOS,
    Annotations,
    BlockKind,
    EntityType,
    MentionForm,
    Span,
    Text,
)

_AFTER_HEAD = frozenset(
    "of in on at who whom whose which that with from for to and or as under over by where".split()  # noqa: SIM905
) | {",", ";", ":", "(", "--", "—", "–"}
_NO_NAMES = frozenset(UPOS.index(tag) for tag in ("ADV", "AUX", "CCONJ", "PRON", "SCONJ", "VERB"))
_ARTICLES = frozenset(["the", "a", "an", "this", "that"])
_SURELY = 0.5
_MORE_LIKELY = math.log(0.5)
_HOLDERS = frozenset(["his", "her", "your"])
_OUTSIDE = re.compile(rf"\b({'|'.join(sorted(_HOLDERS))})\s+$", re.IGNORECASE)
_BEFORE = 12
"""Code points before a mention in which such a word may stand outside it."""
_PEOPLE = frozenset(TITLES) | MALE_NOUNS | FEMALE_NOUNS | PARENTS
_IN_NAMES = frozenset(TITLES) | PARTICLES
_STANDS = 2
"""How often a name stands without the word that begins a sentence before it."""
_AS_A_NAME = 2
"""How often "the Hatter", capital and all, makes a name of it."""


class Book:
    """Mentions by number, with what resolution asks of them. Lists are in the order of the mentions."""

    def __init__(self, text: Text, notes: Annotations) -> None:
        self.text = text
        self.notes = notes
        self.size = len(notes.mention_start)
        self.spans: list[Span] = [notes.mention_span(i) for i in range(self.size)]
        self.shown = [" ".join(text.content[a:b].split()) for a, b in self.spans]
        self.low = [s.lower() for s in self.shown]
        self.forms: list[MentionForm] = [MENTION_FORMS[f] for f in notes.mention_form.tolist()]
        types = [ENTITY_TYPES[t] for t in notes.mention_type.tolist()]
        speaking = notes.speakers.index[notes.speakers.score > _MORE_LIKELY].tolist()
        self.types: list[EntityType] = settled_types(types, self.forms, self.shown, speaking)
        self.quotation: list[int] = notes.mention_quotation.tolist()
        self.first: list[int] = notes.mention_start.tolist()
        self.end: list[int] = notes.mention_end.tolist()
        self.blocks: list[int] = notes.token_block[notes.mention_start].tolist() if self.size else []
        self.sentence: list[int] = (
            np.searchsorted(notes.sentence_start, notes.mention_start, side="right") - 1
        ).tolist()
        person = EntityType.PERSON
        self._parser = NameParser()
        self._persons = [own is person for own in self.types]
        self.gender = [self._gender(i) for i in range(self.size)]

    def is_person(self, i: int) -> bool:
        """Whether a mention is of a person or people."""
        return self._persons[i]

    def is_told(self, i: int) -> bool:
        """Whether a mention is of the story: a person in a heading alone is none ("IN WHICH WE MEET")."""
        return self.text.blocks[self.blocks[i]].kind is not BlockKind.HEADING or not self.is_person(i)

    def is_nominal(self, i: int) -> bool:
        """Whether a mention of a person is neither a name nor a pronoun."""
        return self.forms[i] is MentionForm.NOMINAL and self.is_person(i) and i not in self.names

    def is_first_person(self, i: int) -> bool:
        """*I, me, my* and their like."""
        return self.forms[i] is MentionForm.PRONOUN and self.low[i] in FIRST_PERSON

    def is_first_plural(self, i: int) -> bool:
        """*we, us, our* and their like."""
        return self.forms[i] is MentionForm.PRONOUN and self.low[i] in FIRST_PLURAL

    def is_second_person(self, i: int) -> bool:
        """*you, thou* and their like, "your lordship" among them."""
        if self.forms[i] is MentionForm.PRONOUN:
            return self.low[i] in SECOND_PERSON
        return self.is_honour(i) and self._holder(i) == "your"

    def is_own(self, i: int) -> bool:
        """*I, me, my* and their like, and the *you* of whom a story is told."""
        return self.is_first_person(i) or i in self.heroes

    def is_third_person(self, i: int) -> bool:
        """A pronoun with a subject form in the lexicon."""
        return self.forms[i] is MentionForm.PRONOUN and self.low[i] in PRONOUN_GENDERS

    def is_address(self, i: int) -> bool:
        """*sir, madam, my dear fellow, good heavens* and their like, which name nobody."""
        return i in self._addresses

    @cached_property
    def _addresses(self) -> frozenset[int]:
        return frozenset(i for i in range(self.size) if self._calls_anybody(i))

    def _calls_anybody(self, i: int) -> bool:
        if self.forms[i] is MentionForm.PRONOUN:
            return False
        if self.low[i].strip(",.!?") in EXCLAMATIONS or i in self._cries:
            return True
        words = {word.strip(".,;:!?—-") for word in self.low[i].split()} - {""}
        warm = words & FOND and words & CALLED_FONDLY and self.quotation[i] >= 0
        return bool(words & ADDRESS or warm) and words <= ADDRESS | FOND | CALLED_FONDLY

    def head(self, i: int) -> str:
        """The lower-cased head word of a mention: its last word before a preposition or relative."""
        return self._heads[i]

    @cached_property
    def _heads(self) -> list[str]:
        return [self._head(i) for i in range(self.size)]

    def _head(self, i: int) -> str:
        words = self.low[i].split()
        for k, word in enumerate(words):
            if k and word.strip(",;:") in _AFTER_HEAD:
                return words[k - 1].strip(",.;:'’")
            if k and word.endswith((",", ";", ":")):
                return word.strip(",;:.'’")
        return words[-1].removesuffix("'s").removesuffix("’s").strip(",.;:'’") if words else ""

    def definite(self, i: int) -> str:
        """The words of a person's nominal that "the" begins, lower-cased and without it, else empty."""
        if self.forms[i] is MentionForm.NOMINAL and self.is_person(i) and self.low[i].startswith("the "):
            return self.low[i][4:].strip(",.;:'’")
        return ""

    def fades(self, i: int) -> bool:
        """Whether a nominal says no more than "a gentleman": the next one so called may be another."""
        if self.forms[i] is not MentionForm.NOMINAL or not self.is_person(i):
            return False
        return self.head(i) in ANYBODY or self.low[i].startswith(("a ", "an ")) or self.is_honour(i)

    def owner(self, i: int) -> int:
        """The mention at the head of another that owns it, *her* of "her mother", or -1."""
        j = i + 1
        if self.forms[i] is not MentionForm.NOMINAL or j >= self.size or self.end[j] >= self.end[i]:
            return -1
        return j if self.first[j] == self.first[i] and not self.is_honour(i) else -1

    def honoured(self, i: int) -> frozenset[str]:
        """The titles that give a right to what a mention calls somebody: "king" to "his Majesty"."""
        return HONOURS[self.head(i)] if self.is_honour(i) else frozenset()

    def is_honour(self, i: int) -> bool:
        """Whether a mention is "his Grace", "her ladyship" and their like, where "his" is nobody else's.

        The mention may have left the pronoun outside.
        """
        return i in self._honours

    @cached_property
    def _honours(self) -> frozenset[int]:
        return frozenset(i for i in range(self.size) if self.head(i) in HONOURS and self._holder(i))

    def _holder(self, i: int) -> str:
        """The *his, her, your* at the head of a mention or right before it, lower-cased, else empty."""
        first, _, rest = self.low[i].partition(" ")
        if rest:
            return first if first in _HOLDERS else ""
        start = self.spans[i][0]
        before = _OUTSIDE.search(self.text.content, max(0, start - _BEFORE), start)
        return before[1].lower() if before else ""

    def post(self, i: int) -> str:
        """The rank or office that a mention of a person gives, "captain" say, else empty."""
        return self._posts[i]

    @cached_property
    def _posts(self) -> list[str]:
        return [self._post(i) for i in range(self.size)]

    def _post(self, i: int) -> str:
        if not self.is_person(i) or self.forms[i] is MentionForm.PRONOUN:
            return ""
        if i in self.names:
            name = self.names[i]
            held = [t for t in (*name.rank, *name.words[:1]) if t in POSTS]
            return held[0] if held else ""
        head = CANONICAL.get(self.head(i), self.head(i))
        return head if head in POSTS else ""

    @cached_property
    def doubles(self) -> dict[int, int]:
        """The nominals with a shorter one at their head, "the doctor, turning to her", each with that one."""
        return doubles(self)

    @cached_property
    def nested(self) -> dict[int, list[int]]:
        """For each mention that stands inside another, or has one inside it, all of those."""
        return nested(self)

    def side_by_side(self, i: int, j: int) -> bool:
        """Whether no more than *and* or *or* stands between a mention and one before it: two of a list."""
        between = self.text.content[self.spans[j][1] : self.spans[i][0]]
        return len(between) < 12 and between.split() in (["and"], ["or"], ["&"], [",", "and"])

    def overlap(self, i: int, j: int) -> bool:
        """Whether one of two mentions stands inside the other."""
        return self.first[i] < self.end[j] and self.first[j] < self.end[i]

    def _gender(self, i: int) -> str:
        """The subject form that a mention asks for by its own words, or empty."""
        if self.forms[i] is MentionForm.PRONOUN:
            return PRONOUN_GENDERS.get(self.low[i], "")
        if self.forms[i] is MentionForm.NAME and " and " not in self.low[i] and not self.is_honour(i):
            return self._parser.name(self.shown[i]).gender if self.is_person(i) else ""
        head = self.head(i)
        if " and " in self.low[i]:
            return PLURAL
        if head in HONOURS:
            return PRONOUN_GENDERS.get(self._holder(i), "")
        if head in PLURAL_NOUNS or (head.endswith("s") and head[:-1] in MALE_NOUNS | FEMALE_NOUNS):
            return PLURAL
        return MALE if head in MALE_NOUNS else FEMALE if head in FEMALE_NOUNS else ""

    @cached_property
    def so_called(self) -> dict[str, list[int]]:
        """The mentions of people by their words, lower-cased, where "the" begins them."""
        found: dict[str, list[int]] = {}
        for i in range(self.size):
            if self.low[i].startswith("the ") and self.is_person(i):
                found.setdefault(self.low[i], []).append(i)
        return found

    @cached_property
    def described(self) -> dict[int, tuple[str, ...]]:
        """The words of each nominal of a person that is no "sir", without its first article."""
        own = (i for i in range(self.size) if self.is_nominal(i) and not self.is_address(i))
        words = {i: [word for word in self.low[i].split() if word not in _ARTICLES] for i in own}
        return {i: tuple(word.strip(",.;:'’") for word in of) for i, of in words.items() if of}

    @cached_property
    def breaks(self) -> frozenset[int]:
        """The blocks that part one scene from the next."""
        parting = (BlockKind.SCENE_BREAK, BlockKind.HEADING)
        return frozenset(i for i, block in enumerate(self.text.blocks) if block.kind in parting)

    @cached_property
    def names(self) -> dict[int, Name]:
        """The parsed names of people, by mention.

        A nominal with a capital whose words the book uses as names is one too, "Sellers" after "Mr. Sellers",
        and so is one that is always written as one: "the Hatter"; and so are the handles of a chat.
        """
        handles = (own.mention for own in self.labels.values() if own.mention >= 0)
        found = {i: parse_handle(self.shown[i]) for i in handles if self.forms[i] is MentionForm.NAME}
        for i in range(self.size):
            if (
                self.is_told(i)
                and self.forms[i] is MentionForm.NAME
                and self.is_person(i)
                and self._parser.is_name(without_trade(self.shown[i]))
                and not self.is_honour(i)
            ):
                name = self._parser.name(without_trade(self._without_lead(i)))
                if name.words and not self._is_plain(name):
                    found[i] = name
        known = {word for name in found.values() for word in name.words}
        titled: dict[tuple[str, ...], dict[int, Name]] = {}
        for i in range(self.size):
            nominal = self.forms[i] is MentionForm.NOMINAL and self.is_person(i)
            if not nominal or not self._parser.is_name(self.shown[i]) or self.is_honour(i):
                continue
            name = self._parser.name(self.shown[i])
            if self.low[i].startswith("the "):
                if all(word[0].isupper() for word in self.shown[i].split()[1:]):
                    titled.setdefault(name.words, {})[i] = name
            elif (
                self.shown[i][0].isupper()
                and known.issuperset(name.words)
                and not set(name.words) & TITLES.keys()
            ):
                found[i] = name
        for mentions in titled.values():
            if len(mentions) >= _AS_A_NAME:
                found.update(mentions)
        whole = without_slips(without_leads(with_ranks(found)))
        return with_whole_forenames(whole, self.quotation, self.plain_tags)

    @cached_property
    def _cases(self) -> Cases:
        return Cases(told_aloud(self))

    @cached_property
    def _called(self) -> Counter[str]:
        """How often people are called by each run of words."""
        return Counter(
            low for low, form in zip(self.low, self.forms, strict=True) if form is MentionForm.NAME
        )

    def _is_plain(self, name: Name) -> bool:
        """Whether a name of one word is a word of the language at the head of a sentence: "Laddie".

        "Father" is no less somebody for being written small elsewhere.
        """
        alone = len(name.words) == 1 and not name.titles and len(name.text.split()) == 1
        if not alone or name.words[0] in _PEOPLE:
            return False
        return self._cases.begins_only(name.text)

    @cached_property
    def _cries(self) -> frozenset[int]:
        """The mentions in speech that look like names and are words of the language: "Ay", "Laddie"."""
        named = (i for i in range(self.size) if self.quotation[i] >= 0 and self.is_person(i))
        return frozenset(
            i
            for i in named
            if self.forms[i] is MentionForm.NAME
            and self._parser.is_name(self.shown[i])
            and self._is_plain(self._parser.name(self.shown[i]))
        )

    def _leads(self, i: int) -> bool:
        """Whether a word of the language begins a name that stands without it, too: "Thereupon Ivan"."""
        first, _, rest = self.low[i].partition(" ")
        if rest and first in BEFORE_NAMES:
            return True
        if not self.shown[i][:1].isupper() or first in _IN_NAMES:
            return False
        return self._called[rest] >= _STANDS and self._cases.begins_only(first)

    def _without_lead(self, i: int) -> str:
        """The words of a name without what begins the sentence before it: "Even Clara", "May Sir Hugh"."""
        words, first = self.notes.words, self.first[i]
        if self.low[i].startswith("both ") or self._leads(i):
            first += 1
        while len(words.upos) and first < self.end[i] - 1:
            joined = self.notes.token_end[first] == self.notes.token_start[first + 1]  # the "Y" of "Y/N"
            if joined or int(words.upos[first]) not in _NO_NAMES or words.upos_score[first] < _SURELY:
                break
            first += 1
        start, end = int(self.notes.token_start[first]), self.spans[i][1]
        return " ".join(self.text.content[start:end].split()) if first > self.first[i] else self.shown[i]

    def word(self, token: int) -> str:
        """The lower-cased word of a token, empty for none."""
        if not 0 <= token < len(self.notes.token_start):
            return ""
        return self.text.content[self.notes.token_start[token] : self.notes.token_end[token]].lower()

    @cached_property
    def stretches(self) -> Stretches:
        """The text cut where its teller may change."""
        return Stretches(self)

    @cached_property
    def second_person(self) -> frozenset[int]:
        """The numbers of the stretches that are told of a *you*."""
        return told_in_second_person(self)

    @cached_property
    def heroes(self) -> frozenset[int]:
        """The mentions that are the *you* of whom a story is told."""
        return heroes(self)

    @cached_property
    def thoughts(self) -> list[Thought]:
        """What the characters think in words of an *I*, outside of marks of speech."""
        return thoughts(self)

    @cached_property
    def thinking(self) -> dict[int, int]:
        """For each *I* of a thought the number of the thought."""
        return thinking(self)

    @cached_property
    def appositions(self) -> dict[int, int]:
        """The mentions that stand beside a name, "Mr. Wells, the Coroner", each with that of the name."""
        return appositions(self)

    @cached_property
    def plain_tags(self) -> list[int]:
        """For each quotation the mention in a tag that touches it, or -1."""
        people = (i for i in range(self.size) if self.is_person(i) and not self.is_address(i))
        return plain_tags(self.text, self.notes, people, self.within)

    @cached_property
    def labels(self) -> dict[int, Label]:
        """The quotations that are lines of a chat or an interview, each with its label."""
        return labels(self.text, self.notes, (i for i in range(self.size) if self.is_person(i)))

    @cached_property
    def across(self) -> dict[int, list[int]]:
        """For each mention in a tag that touches a quotation the one or two such a paragraph away."""
        tags = sorted({i for row, i in enumerate(self.plain_tags) if i >= 0 and self.within[row] < 0})
        found: dict[int, list[int]] = {}
        for i, j in itertools.pairwise(tags):
            if self.blocks[j] - self.blocks[i] == 1:
                found.setdefault(i, []).append(j)
                found.setdefault(j, []).append(i)
        return found

    @cached_property
    def within(self) -> list[int]:
        """For each quotation the one that it is quoted in, or -1."""
        found: list[int] = []
        open_ones: list[int] = []
        for row, quotation in enumerate(self.notes.quotations):
            while open_ones and self.notes.quotations[open_ones[-1]].end < quotation.end:
                open_ones.pop()
            found.append(open_ones[-1] if open_ones and quotation.depth > 1 else -1)
            open_ones.append(row)
        return found

    @cached_property
    def seen(self) -> list[Seen | None]:
        """The quotations as they are whoever their mentions are."""
        return seen(self)

    @cached_property
    def frames(self) -> Frames:
        """The quotations among the mentions around them."""
        return Frames(self)

    @cached_property
    def asides(self) -> frozenset[int]:
        """The quotations that are said to nobody, or to their speaker alone."""
        return asides(self.text, self.notes)

    @cached_property
    def tag_mentions(self) -> frozenset[int]:
        """The mentions that may name a speaker in a tag."""
        return frozenset(self.notes.speakers.index.tolist()) | frozenset(self.plain_tags)

    @cached_property
    def antecedents(self) -> list[Row]:
        """For each mention its earlier candidates, their probabilities, and that of having none."""
        return candidates(self)

    @cached_property
    def referring(self) -> Referring:
        """What coreference asks of each mention whoever the others are."""
        return Referring(self)
