"""Coreference over a whole book: every mention to its entity.

Names are settled first, over the book (see :mod:`fabula.cast.names`). Then mentions are taken in the order of
the text, and each joins the entity that holds most of its antecedents' probability, with what is known of
gender, speaker and addressee as evidence; or begins an entity of its own (mention ranking with entity-level
sums, after Lee et al. 2017 and Clark and Manning 2016).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from fabula.cast.book import Book
from fabula.cast.evidence import People
from fabula.cast.figures import (
    AGAIN,
    SURE_ENOUGH,
    TAG_SURE,
    Attribution,
    Figure,
    Resolution,
    faded,
    worth_of_gender,
)
from fabula.cast.forenames import usual_genders
from fabula.cast.kin import Kin
from fabula.cast.lexicon import FEMALE, MALE, NEUTER, PLURAL, TITLES
from fabula.cast.peers import Peers
from fabula.cast.pins.placing import NOTHING, Placed
from fabula.cast.pins.seeding import Seeds
from fabula.types import EntityType, MentionForm

NAME_CONFIDENCE = 0.95
_JOIN = 0.6
_LEAST = 0.02
_SURE_OWNER = 0.7
_GAP = 400
"""Tokens without a mention after which a name takes over no more of what came before it."""
_HEARSAY = 4
_BARRED = 0.2
"""What is left of whom a mention hardly means: who says it, or is told it, or has no right to the title, or
was there before the one whose kin the mention is."""
_UNBOUND = 0.08
"""What is left of whom a mention cannot be by how its sentence is built: sentences are read amiss, too."""
_KIN = 0.6
_ANSWERED = (1.0, 0.3, 0.03)
"""What is left of whoever speaks in none, one, or both of the paragraphs beside that of a nominal's tag."""


def resolve_mentions(
    book: Book,
    people: People,
    narrator: int,
    said: Sequence[Attribution] = (),
    before: Resolution | None = None,
    telling: Sequence[int] = (),
    hero: int = -1,
    placed: Placed = NOTHING,
) -> Resolution:
    """Gives every mention its figure.

    ``people``: the persons of the name mentions. ``narrator``: the number of the *I* who tells the story, and
    ``hero`` that of the *you* of whom it is told, above those of all people, or -1. ``said``: who speaks each
    quotation, in the figures of the resolution ``before``. ``telling``: who tells the words around each
    mention, as *I*, or is the *you* of them, or -1, in those too.
    People, the narrator and the hero keep their numbers from one resolution to the next; any other figure is
    found again by its first mention. ``placed``: what a person has settled.
    """
    return _Pass(book, people, narrator, said, before, telling, hero, placed).run()


def _posts(book: Book, people: Mapping[int, int]) -> dict[str, int]:
    """Ranks and posts that only one named person holds: whom "the captain" means."""
    holders: dict[str, set[int]] = defaultdict(set)
    for i, person in people.items():
        name = book.names[i]
        for title in name.rank:
            holders[title].add(person)
        if len(name.words) == 1 and name.words[0] in TITLES:
            holders[name.words[0]].add(person)
    return {title: next(iter(who)) for title, who in holders.items() if len(who) == 1 and not TITLES[title]}


class _Pass:
    """One walk over the mentions of a book."""

    def __init__(
        self,
        book: Book,
        people: People,
        narrator: int,
        said: Sequence[Attribution],
        before: Resolution | None,
        telling: Sequence[int],
        hero: int,
        placed: Placed,
    ) -> None:
        self.book, self.people, self.said, self.narrator = book, people.number, said, narrator
        self.telling, self.hero = telling, hero
        self.uses = Counter(people.number.values())
        self.count = max(narrator + 1, hero + 1, people.next)
        self.before = before.figures if before is not None else []
        self.kin = Kin(book, people.number, said, before)
        self.figures = [Figure(EntityType.PERSON, named=True) for _ in range(self.count)]
        self.figure = [-1] * book.size
        self.confidence = [0.0] * book.size
        self.belief: list[dict[int, float]] = [{} for _ in range(book.size)]
        self.asked = book.referring
        self.agreed: dict[int, dict[int, float]] = defaultdict(dict)
        self.links: dict[int, dict[int, float]] = {}
        self.things: dict[tuple[EntityType, str], int] = {}
        self.holders = _posts(book, people.number)
        self.definite = {title: (who, 0) for title, who in self.holders.items()}
        self.peers = Peers(book, people.number)
        self.tagged = {own.mention: own for own in said if own.speaker >= 0 and self._told_by_turns(own)}
        self.seeds = Seeds(placed, self.figures, people.number, before)
        for person, genders in people.genders.items():
            for gender, share in genders.items():
                self.figures[person].genders[gender] += min(_HEARSAY, round(share))
        for person, gender in usual_genders(book.names, people.number).items():
            self.figures[person].usual = gender
        for i, person in people.number.items():
            if book.gender[i]:
                self.figures[person].genders[book.gender[i]] += 5
            if book.post(i):
                self.figures[person].posts.add(book.post(i))

    def run(self) -> Resolution:
        waiting: list[int] = []
        for i in self.asked.order:
            if self._waits(i):
                waiting.append(i)
                continue
            self._settle(i)
        for i in waiting:
            self._settle(i)
        for figure in self.figures:
            figure.mentions.sort()
        return Resolution(
            self.figures,
            self.figure,
            self.confidence,
            self.links,
            self.narrator,
            pinned=self.seeds.pinned,
            seeded=self.seeds.begun,
        )

    def _told_by_turns(self, own: Attribution) -> bool:
        """Whether the mention of a tag is settled by who speaks: "he", "her brother", "the other"."""
        book, i = self.book, own.mention
        if i < 0 or not book.is_nominal(i):
            return i >= 0 and book.is_third_person(i)
        # "a fishmonger said" brings in somebody new, whom the turns of others do not tell
        anybody = book.fades(i) and not book.is_honour(i) and not self.asked.new[i]
        return own.confidence >= TAG_SURE and (anybody or book.owner(i) >= 0)

    def _waits(self, i: int) -> bool:
        """Whether a mention is the *I* of a speaker whom only the tag behind the speech will name."""
        quotation = self.book.quotation[i]
        if quotation < 0 or not self.said or not self.book.is_first_person(i):
            return False
        own = self.said[quotation]
        return own.confidence >= SURE_ENOUGH and own.speaker >= 0 > self._again(own.speaker)

    def _settle(self, i: int) -> None:
        if self.asked.tagged[i]:
            _, _, self.links[i] = self._by_antecedents(i)
        settled = self.seeds.figure(i, self._again)
        if settled == -1:
            return
        number, sure, belief = self._place(i) if settled is None else (settled, 1.0, {settled: 1.0})
        if number < 0:
            number = len(self.figures)
            self.figures.append(Figure(self.book.types[i]))
            belief[number] = belief.pop(-1, 1.0)
            if -1 in self.links.get(i, ()):
                self.links[i][number] = self.links[i].pop(-1)
        # "her sister Mary" is one of several: the next "her sister" need not be she
        self.belief[i] = {} if i in self.asked.one_of_several else belief
        self._assign(i, number, sure)

    def _assign(self, i: int, number: int, sure: float) -> None:
        figure = self.figures[number]
        self.figure[i], self.confidence[i] = number, sure
        figure.mentions.append(i)
        gender, post, definite = self.book.gender[i], self.book.post(i), self.asked.definite[i]
        if gender:
            figure.genders[gender] += worth_of_gender(self.book, i)
        if post:
            figure.posts.add(post)
        if gender or post:
            self.agreed[number].clear()
        if definite:
            self.definite[definite] = number, self.book.first[i]
        self.peers.told(number, self.book.first[i])

    def _place(self, i: int) -> tuple[int, float, dict[int, float]]:
        """The figure of a mention, -1 for a new one, its probability, and that of each it may be."""
        book = self.book
        number, sure = -1, NAME_CONFIDENCE
        if i in self.people:
            number = self.people[i]
            self._adopt(i, number)
        elif book.forms[i] is MentionForm.NAME and not book.is_person(i):
            number = self._thing(i)
        elif book.appositions.get(i) in self.people:
            number = self.people[book.appositions[i]]
        elif (whose := self.asked.predicated.get(i, -1)) >= 0 and self.confidence[whose] > _SURE_OWNER:
            return self.figure[whose], self.confidence[whose], dict(self.belief[whose])
        elif i in self.tagged and not self._introduces(i):
            # the turns of the conversation have told whose tag this is
            return self._as_spoken(self.tagged[i])
        elif book.quotation[i] < 0 and book.is_first_person(i) and self.narrator >= 0:
            number = self.narrator
        elif i in book.heroes:
            number = self.hero
        else:
            number, sure = self._voice(i)
        return (number, sure, {number: 1.0}) if number >= 0 else self._by_antecedents(i)

    def _as_spoken(self, own: Attribution) -> tuple[int, float, dict[int, float]]:
        belief: dict[int, float] = defaultdict(float)
        for n, p in own.shares.items():
            belief[self._again(n)] += p
        belief.pop(-1, None)
        best = max(belief, key=lambda n: belief[n], default=-1)
        return best, own.confidence, dict(belief)

    def _voice(self, i: int) -> tuple[int, float]:
        """Whom *I* and *you* in a quotation mean by who speaks it to whom, with the probability, or -1."""
        book, quotation = self.book, self.book.quotation[i]
        if quotation < 0 or not self.said or self.said[quotation].confidence < SURE_ENOUGH:
            return -1, 0.0
        own = self.said[quotation]
        if book.is_first_person(i):
            return self._again(own.speaker), own.confidence
        if len(own.addressees) == 1 and (book.is_second_person(i) or book.is_address(i)):
            return self._again(own.addressees[0]), 0.7 * own.confidence
        return -1, 0.0

    def _again(self, number: int) -> int:
        """The figure that an earlier resolution knew by a number, or -1 where it has not come up yet."""
        if number < self.count:
            return number
        if number in self.seeds.renewed:
            return self.seeds.renewed[number]
        return self.figure[self.before[number].mentions[0]] if self.before[number].mentions else -1

    def _thing(self, i: int) -> int:
        """Places, groups, vehicles: one name, one figure."""
        name = self.book.low[i].removeprefix("the ").removesuffix("'s").removesuffix("’s")
        key = (self.book.types[i], name)
        if key not in self.things:
            self.things[key] = len(self.figures)
            self.figures.append(Figure(self.book.types[i], named=True))
        return self.things[key]

    def _adopt(self, i: int, person: int) -> None:
        """A name that reveals who an unnamed figure is takes that figure's mentions over."""
        if self.figures[person].mentions or (self.uses[person] == 1 and self.book.quotation[i] >= 0):
            return  # whom somebody names once is nobody that all have known for long
        shares, _ = self._shares(i)
        if not shares:
            return
        number = max(shares, key=lambda n: shares[n])
        figure = self.figures[number]
        if shares[number] < _JOIN or figure.named or figure.type is not EntityType.PERSON:
            return
        if figure.genders[PLURAL] > sum(figure.genders.values()) / 2 or self._at_odds(figure, person):
            return
        near = self._lately(figure, i)
        for j in near:
            self.figure[j] = person
            self.belief[j][person] = self.belief[j].get(person, 0.0) + self.belief[j].pop(number, 0.0)
            if self.book.definite(j):
                self.definite[self.book.definite(j)] = person, self.book.first[j]
        self.agreed[person].clear()
        self.figures[person].mentions.extend(near)
        self.figures[person].genders.update(self.book.gender[j] for j in near if self.book.gender[j])
        self.figures[person].posts.update(self.book.post(j) for j in near if self.book.post(j))
        figure.mentions = [j for j in figure.mentions if self.figure[j] == number]

    def _lately(self, figure: Figure, i: int) -> list[int]:
        """The mentions of a figure that lead up to a mention without a long gap."""
        near: list[int] = []
        reached = self.book.first[i]
        for j in sorted(figure.mentions, reverse=True):
            if reached - self.book.first[j] > _GAP:
                break
            near.append(j)
            reached = self.book.first[j]
        return near[::-1]

    def _at_odds(self, figure: Figure, person: int) -> bool:
        """Whether a figure is mostly called by other pronouns than a person, or holds another rank."""
        posts = self.figures[person].posts
        if figure.posts and posts and not figure.posts <= posts:
            return True
        ours, theirs = self.figures[person].genders, figure.genders
        he, she = (ours[g] * (sum(theirs.values()) + 1) for g in (MALE, FEMALE))
        return (he > 2 * she and theirs[FEMALE] > theirs[MALE]) or (
            she > 2 * he and theirs[MALE] > theirs[FEMALE]
        )

    def _by_antecedents(self, i: int) -> tuple[int, float, dict[int, float]]:
        shares, lost = self._shares(i)
        none = self.asked.none[i] + lost
        if self._introduces(i):
            none += (1.0 - _BARRED) * sum(shares.values())
            shares = {n: _BARRED * p for n, p in shares.items()}
        if definite := self.asked.definite[i]:
            none = self._as_before(i, definite, shares, none)
        if self.book.is_honour(i):
            shares, none = self._by_rank(i, shares, none)
        related = self._relative(i)
        if related >= 0:
            total = sum(shares.values()) + none
            shares = {n: p * (1.0 - _KIN) for n, p in shares.items()}
            shares[related] = shares.get(related, 0.0) + _KIN * total
            none *= 1.0 - _KIN
        if not shares:
            return -1, none, {-1: 1.0}
        shares[-1] = none
        best = max(shares, key=shares.__getitem__)
        total = sum(shares.values())
        least = _LEAST * total
        return best, shares[best] / total, {n: p / total for n, p in shares.items() if p > least}

    def _introduces(self, i: int) -> bool:
        """Whether a nominal is of one never told of before: "Mr. Vane's wife" is hardly any that we know."""
        owner = self.asked.owner[i]
        return owner in self.people and self.figures[self.people[owner]].mentions == [owner]

    def _as_before(self, i: int, definite: str, shares: dict[int, float], none: float) -> float:
        """Counts for whom the same words meant last; what is left of the probability of nobody before it."""
        known, last = self.definite.get(definite, (-1, 0))
        if known < 0:
            return none
        # "the general" far from the last general is more likely he again than another
        again = AGAIN
        if self.asked.fades[i]:
            again *= faded(self.book.first[i] - last)
        shares[known] = shares.get(known, 0.0) + again * none
        return none * (1.0 - again)

    def _by_rank(self, i: int, shares: dict[int, float], none: float) -> tuple[dict[int, float], float]:
        """Counts for whom "his lordship" means by rank."""
        peer, near = self.peers.meant(i, self._may_mean(i))
        if peer < 0:
            return shares, none
        shares[peer] = shares.get(peer, 0.0) + near * none
        left = {n: p if n == peer or self.figures[n].named else p * (1.0 - near) for n, p in shares.items()}
        return left, none * (1.0 - near)

    def _relative(self, i: int) -> int:
        """Who "her mother", or "mother" in what she says, has turned out to be, or -1."""
        number = self.kin.meant(i)
        return self._again(number) if number >= 0 else -1

    def _shares(self, i: int) -> tuple[dict[int, float], float]:
        """The probability that each figure holds of a mention's antecedents, weighed by what forbids it.

        The second value is what is lost to distance.
        """
        shares, lost = self._held_before(i)
        if self.asked.listed[i]:
            shares.pop(self.figure[i - 1], None)
        shares.pop(-1, None)
        if parted := self.asked.parted[i]:
            figures = self.figures
            shares = {n: p for n, p in shares.items() if parted.isdisjoint(figures[n].mentions[-4:])}
        agreed, kind = self.agreed, self.asked.kind[i]
        weighed: dict[int, float] = {}
        for n, p in shares.items():
            known = agreed[n].get(kind)
            weighed[n] = p * (self._agrees(i, n) if known is None else known)
        for n in self._bound(i) & weighed.keys():
            weighed[n] *= _UNBOUND
        others, barred = self._across(i), self._barred(i, shares)
        if others or barred:
            for n in weighed:
                weighed[n] *= _BARRED if n in barred else _ANSWERED[others.get(n, 0)]
        return weighed, lost

    def _held_before(self, i: int) -> tuple[dict[int, float], float]:
        """The probability that each figure holds of a mention's antecedents, and what is lost to distance."""
        columns, weights = self.asked.referents[i]
        belief = self.belief
        shares: dict[int, float] = {}
        held = shares.get
        fades, mine = self.asked.fades[i], self.asked.owner[i]
        if not fades and mine < 0:
            for j, p in zip(columns, weights, strict=True):
                for n, q in belief[j].items():
                    shares[n] = held(n, 0.0) + p * q
            return shares, 0.0
        lost = 0.0
        first = self.book.first
        for j, p in zip(columns, weights, strict=True):
            left = faded(first[i] - first[j]) if fades else 1.0
            if mine >= 0 and self._of_others(mine, j):
                left *= 0.05
            lost += p * (1.0 - left)
            p *= left
            for n, q in belief[j].items():
                shares[n] = held(n, 0.0) + p * q
        return shares, lost

    def _agrees(self, i: int, n: int) -> float:
        """The agreement of a mention and a figure, once for mentions alike while the figure is as it is."""
        known, kind = self.agreed[n], self.asked.kind[i]
        if kind not in known:
            known[kind] = self._agreement(i, self.figures[n])
        return known[kind]

    def _bound(self, i: int) -> set[int]:
        """Whom a mention cannot be by how its sentence is built: those before it, and names to come."""
        found = {self.figure[j] for j in self.asked.bound[i]}
        found.update(self.people[j] for j in self.asked.binds.get(i, ()) if j in self.people)
        return found

    def _across(self, i: int) -> Mapping[int, int]:
        """Who speaks, for sure, in the paragraphs before and after the one in whose tag a nominal stands."""
        if i not in self.book.across or not self.book.is_nominal(i):
            return {}
        return Counter(self._surely(j) for j in self.book.across[i])

    def _surely(self, i: int) -> int:
        """The figure of a name, or of the *I* who tells the story, or -1."""
        if self.book.quotation[i] < 0 and self.book.is_first_person(i):
            return self.narrator
        if i in self.book.heroes:
            return self.hero
        return self.people.get(i, -1)

    def _of_others(self, mine: int, j: int) -> bool:
        """Whether a nominal is surely owned by somebody else than by ``mine``: another's mother."""
        other = self.asked.owner[j]
        if other < 0:
            return False
        whose = self.figure[mine], self.figure[other]
        sure = min(self.confidence[mine], self.confidence[other]) > _SURE_OWNER
        return whose[0] != whose[1] and sure and all(self.figures[n].named for n in whose)

    def _barred(self, i: int, people: Collection[int]) -> frozenset[int]:
        """Of some people those whom a mention hardly means."""
        forbidden = self._not_meant(i)
        if not self.book.is_honour(i):
            return forbidden
        # those who are no lords, where "his lordship" may be a lord near by
        named = (n for n in people if self.figures[n].named)
        return forbidden | self.peers.without_right(i, named, self._may_mean(i))

    def _may_mean(self, i: int) -> Callable[[int], bool]:
        """Whether what is known of a figure lets a mention be of it."""
        return lambda n: self._agrees(i, n) > _JOIN

    def _not_meant(self, i: int) -> frozenset[int]:
        """Whom a third person cannot mean: who tells it, or speaks, and those spoken to."""
        quotation = self.book.quotation[i]
        if self.telling and self.telling[i] >= 0:
            return frozenset((self._again(self.telling[i]),))
        if quotation < 0 or not self.said or self.book.is_first_plural(i):
            return frozenset()
        own = self.said[quotation]
        if own.confidence <= 0.5:
            return frozenset()
        return frozenset(map(self._again, (own.speaker, *own.addressees)))

    def _agreement(self, i: int, figure: Figure) -> float:
        """From 0.02 for a figure of another gender to 1 for one that agrees or of which nothing is known."""
        book, gender, post = self.book, self.book.gender[i], self.book.post(i)
        if post:
            if figure.posts and post not in figure.posts:
                return 0.05
            holder = self.holders.get(post, -1)
            another = holder >= 0 and figure is not self.figures[holder]
            if another and (figure.named or post not in figure.posts):
                return 0.2  # "the professor" is Professor Derrick before he is anybody else
        if (figure.type is EntityType.PERSON) != book.is_person(i):
            return 0.1
        counts = figure.genders
        he, she = counts.get(MALE, 0), counts.get(FEMALE, 0)
        if gender and gender not in (NEUTER, PLURAL):
            ours, many = figure.called(gender), counts.get(PLURAL, 0)
            other = figure.calls - ours - many - counts.get(NEUTER, 0)
            share = max(0.02, min(1.0, 2 * (ours + 0.4) / (ours + other + 0.8)))
            return 0.3 * share if many > 2 * (ours + 1) else share
        if gender == NEUTER and he + she > 2:
            return 0.1
        if gender == PLURAL and figure.named and he + she > 4:
            return 0.3
        return 1.0
