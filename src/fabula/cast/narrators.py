"""Who tells each stretch of a text: nobody in it, or one of its people, by name where the text names them.

How much of a stretch is *I* tells the first person from the third. Who the *I* is, is told by the page (a
heading, the name beneath a letter), by the teller ("call me …"), and by those who talk to him: a narrator is
called by name in speech, and next to never named in the telling. The stretches are decoded as one chain (see
:mod:`fabula.cast.tellers`); a tale told within quotation marks and a letter are decided on their own. What is
told of a *you* is told by nobody, and has a hero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from fabula.cast.book import Book
from fabula.cast.evidence import People
from fabula.cast.figures import Attribution, Figure, Resolution, renumbered, transfer
from fabula.cast.letters import Kind
from fabula.cast.pins.holding import figures
from fabula.cast.pins.placing import NOTHING, Placed
from fabula.cast.pins.tellers import SettledTellers
from fabula.cast.second_person import YOU, is_left_open, named_hero
from fabula.cast.tellers import NOBODY, UNKNOWN, Directory, Evidence, Told, decode, decode_tales, other_names
from fabula.cast.telling import Telling
from fabula.cast.thoughts import thinkers
from fabula.cast.writers import Writers
from fabula.types import EntityType, Narration, NarrativePerson

_SHARE = 0.1
"""The share of a text that somebody must tell in tales and letters to be one of its narrators."""
_LONG = 1000
"""Words from which even a speech with no *I* in it is narration."""
_CREDIT = 0.95
"""How sure the speaker of a letter is of which the page names the writer."""


NARRATOR: Final = "Narrator"
"""What an *I* who tells the story is called where nobody ever says the name."""


class Narrators:
    """The tellers of a book, found anew as its mentions and speakers settle.

    ``narrator`` is the number that resolution gives to the *I* of the narration, ``hero`` that of its *you*,
    -1 where there is none. Once the most frequent teller is known by name, it is that person's number too,
    and so with the hero.
    """

    def __init__(
        self, book: Book, people: People, placed: Placed = NOTHING, telling: Telling | None = None
    ) -> None:
        telling = telling or Telling(book)
        self.book, self._placed = book, placed
        self._settled = SettledTellers(book, placed)
        self.stretches = book.stretches
        self.owner, self.words, self._hearing = telling.owner, telling.words, telling.hearing
        self.persons = self._settled.persons(telling.persons)
        self.told = [Told(UNKNOWN if own > 0 else NOBODY) for own in self.persons]
        told = zip(self.persons, self.stretches.all, strict=True)
        self.narrator = people.next if any(own > 0 and s.is_narration for own, s in told) else -1
        self.hero = max(people.next, self.narrator + 1) if book.second_person else -1
        self.shown: dict[int, str] = {}
        self._directory = Directory(book, people)
        self._writers = Writers(book, self._directory)
        self._main = UNKNOWN
        self._known_hero = False
        self._figures: dict[int, int] = {}

    def identify(
        self, people: People, resolution: Resolution, said: Sequence[Attribution]
    ) -> tuple[People, list[Attribution]]:
        """Finds the tellers; people and attributions in which the narrator has the number of his name."""
        before = [self._figure(s) for s in range(len(self.told))]
        evidence = self._evidence(resolution, said)
        known = max(people.next, self.narrator + 1, self.hero + 1)
        settled = figures(self._placed, resolution, said)
        self._settled.weigh(evidence, settled, known)
        told = decode(self.stretches.all, self.persons, self.words, evidence)
        told = self._settled.decide(told, settled, known)
        self.told = decode_tales(self.stretches.all, self.words, evidence, said, told, known)
        self.told = self._writers.decode(self.told, evidence, resolution)
        self.told = self._settled.decide(self.told, settled, known)
        never = self._placed.never(settled)
        other = other_names(told, evidence, self._directory.alike)
        other = {n: one for n, one in other.items() if (min(n, one), max(n, one)) not in never}
        people = self._join_names(people, resolution, other)
        people = self._name_the_main(people, resolution)
        people = self._name_the_hero(people, resolution, evidence)
        after = [self._figure(s) for s in range(len(self.told))]
        return people, [self._corrected(row, own, before, after) for row, own in enumerate(said)]

    def settle(self, resolution: Resolution) -> Resolution:
        """Gives every *I* that a stretch's teller says of himself to that teller."""
        self._figures = {}
        self.shown = {}
        for code in sorted({told.teller for told in self.told}):
            if code < NOBODY and code != self._main and (code != UNKNOWN or self._main >= 0):
                self._figures[code] = len(resolution.figures)
                resolution.figures.append(Figure(EntityType.PERSON, named=True))
                if code < UNKNOWN:
                    self.shown[self._figures[code]] = self._directory.stranger(code)
        if self._main < UNKNOWN:
            self.shown[self.narrator] = self._directory.stranger(self._main)
        if self.hero >= 0:
            self.shown[self.hero] = YOU
        transfer(self.book, resolution, self._moves(resolution) | self._strange(resolution))
        resolution.telling = self.telling()
        return resolution

    def telling(self) -> list[int]:
        """For each mention who tells the words around it, in no quotation: the *I*, or the *you*; or -1."""
        outer = [
            self._figure(s) if stretch.quotation < 0 else -1 for s, stretch in enumerate(self.stretches.all)
        ]
        return [outer[s] if s >= 0 else -1 for s in self.owner]

    def credit(self, resolution: Resolution, said: Sequence[Attribution]) -> list[Attribution]:
        """Gives letters and tales in quotation marks to those who write or tell them, once all is settled."""
        evidence = self._evidence(resolution, said)
        known = len(resolution.figures)
        self.told = decode_tales(self.stretches.all, self.words, evidence, said, self.told, known)
        found = list(said)
        for row, s in self._read_out(said).items():
            self.told[s] = Told(UNKNOWN)
            found[row] = replace(said[row], speaker=-1, confidence=0.0, shares={})
        transfer(self.book, resolution, self._moves(resolution) | self._unsaid(resolution, found))
        self.told = self._writers.decode(self.told, evidence, resolution)
        self.told = self._settled.decide(self.told, figures(self._placed, resolution, said), known)
        for s, (stretch, told) in enumerate(zip(self.stretches.all, self.told, strict=True)):
            figure = self._figure(s)
            if stretch.quotation < 0:
                continue
            own = found[stretch.quotation]
            if not told.page or figure < 0:
                continue
            others = tuple(n for n in own.addressees if n != figure)
            sure = max(own.confidence, _CREDIT) if own.speaker == figure else _CREDIT
            shares = {figure: sure}
            found[stretch.quotation] = replace(
                own, speaker=figure, addressees=others, confidence=sure, shares=shares
            )
        return found

    def _read_out(self, said: Sequence[Attribution]) -> dict[int, int]:
        """The letters and papers that a teller gives to read, of a writer unknown: nobody says them.

        By the number of the quotation, with the stretch.
        """
        tellers = {
            self._figure(s)
            for s, stretch in enumerate(self.stretches.all)
            if stretch.is_narration and self.told[s].teller != NOBODY
        }
        return {
            stretch.quotation: s
            for s, stretch in enumerate(self.stretches.all)
            if stretch.quotation >= 0
            and (stretch.letter or self.persons[s] <= 0)
            and not self.told[s].page
            and said[stretch.quotation].speaker in tellers
            and not self._hearing.by_teller(stretch.quotation)
        }

    def _strange(self, resolution: Resolution) -> dict[int, int]:
        """The *I* of each letter of which nobody knows the writer, as a figure of its own."""
        found: dict[int, int] = {}
        own: dict[int, int] = {}
        for i, s in enumerate(self.owner):
            if s < 0 or self.stretches.all[s].document is None or self._figure(s) >= 0:
                continue
            if self.book.is_first_person(i):
                if s not in own:
                    own[s] = len(resolution.figures)
                    resolution.figures.append(Figure(EntityType.PERSON))
                found[i] = own[s]
        return found

    def _unsaid(self, resolution: Resolution, said: Sequence[Attribution]) -> dict[int, int]:
        """The *I* in a letter that nobody says, which is not the teller's around it."""
        silent = {
            s
            for s, stretch in enumerate(self.stretches.all)
            if stretch.quotation >= 0 and said[stretch.quotation].speaker < 0
        }
        return {
            i: -1
            for i, s in enumerate(self.owner)
            if s in silent and self.book.is_first_person(i) and resolution.mention_figure[i] == self.narrator
        }

    def tellers(self) -> dict[int, str]:
        """The figures who tell some of the narration, or a good part of the text in tales and letters.

        With each goes what to call him where nobody names him, empty for one in the story of another.
        """
        outer: set[int] = set()
        tales: Counter[int] = Counter()
        for s, stretch in enumerate(self.stretches.all):
            figure = self._figure(s)
            if figure < 0 or self.persons[s] <= 0:
                continue
            if stretch.is_narration or (stretch.record and self.told[s].page):
                outer.add(figure)
            elif stretch.document is None or stretch.document.kind is Kind.DIARY:
                tales[figure] += self.words[s]
        least = _SHARE * len(self.book.notes.token_start)
        found = {n: self.shown.get(n, "") for n, words in tales.items() if words >= least}
        return found | {n: self.shown.get(n, NARRATOR) for n in outer}

    def heroes(self) -> dict[int, str]:
        """The figure who is the *you* of the telling, with what to call him where nobody names him."""
        return {self.hero: self.shown.get(self.hero, YOU)} if self.hero >= 0 else {}

    def narrations(self, number: Mapping[int, int]) -> tuple[Narration, ...]:
        """The stretches by voice, neighbours of one voice as one; ``number`` gives the entity of a figure."""
        found: list[Narration] = []
        for s, (stretch, told) in enumerate(zip(self.stretches.all, self.told, strict=True)):
            person = self._person(s)
            if stretch.quotation >= 0 and person is NarrativePerson.THIRD and self.words[s] < _LONG:
                continue
            who = number.get(self._figure(s)) if person is not NarrativePerson.SECOND else None
            last = found[-1] if found else None
            if last is not None and (last.person, last.narrator) == (person, who):
                share = (stretch.end - stretch.start) / max(stretch.end - last.start, 1)
                sure = (1.0 - share) * last.confidence + share * told.confidence
                found[-1] = replace(last, end=stretch.end, confidence=round(sure, 4))
            else:
                found.append(
                    Narration(stretch.start, stretch.end, person, who, round(float(told.confidence), 4))
                )
        return tuple(found)

    def _person(self, s: int) -> NarrativePerson:
        """The person in which a stretch is told."""
        if s in self.book.second_person:
            return NarrativePerson.SECOND
        told, stretch = self.told[s], self.stretches.all[s]
        first = told.teller != NOBODY if stretch.is_narration else self.persons[s] > 0
        written = stretch.document is not None and told.page
        return NarrativePerson.FIRST if first or written else NarrativePerson.THIRD

    def _figure(self, s: int) -> int:
        """The figure in the latest resolution of who tells a stretch, or is its *you*, -1 for none."""
        if s in self.book.second_person:
            return self.hero
        teller, tale = self.told[s].teller, not self.stretches.all[s].is_narration
        if teller >= 0 or teller == NOBODY or (tale and teller == UNKNOWN):
            return max(teller, -1)
        if teller in self._figures:
            return self._figures[teller]
        return self.narrator if teller == self._main else -1

    def _evidence(self, resolution: Resolution, said: Sequence[Attribution]) -> list[Evidence]:
        """What speaks for and against each figure as the teller of each stretch."""
        found = [Evidence() for _ in self.told]
        seen: set[int] = set()
        for s, stretch in enumerate(self.stretches.all):
            again = stretch.is_narration and stretch.run in seen
            seen |= {stretch.run} if stretch.is_narration else set()
            self._directory.read_page(stretch, found[s], resolution, again=again)
        self._hear(resolution, said, found)
        aside = [stretch.aside for stretch in self.stretches.all]
        for i in self.book.names:
            s = self.owner[i]
            at = self.book.spans[i][0]
            if s >= 0 and not any(a <= at < b for a, b in aside[s]):
                found[s].told[resolution.mention_figure[i]] += 1
        return found

    def _hear(self, resolution: Resolution, said: Sequence[Attribution], found: list[Evidence]) -> None:
        """Adds the names that others call in a stretch, and those that the teller gives in speech."""
        book = self.book
        for row, quotation in enumerate(book.notes.quotations):
            s = self.stretches.at(quotation.start)
            if s < 0 or self.stretches.all[s].quotation == row:
                continue
            teller = self._figure(s)
            own = self._hearing.by_teller(row, self.stretches.all[s].quotation)
            if own or (teller >= 0 and said[row].speaker == teller):
                self._directory.read_speech(quotation.start, quotation.end, found[s])
            answered = self._hearing.answered(row)
            for figure, p in self._hearing.called(row, resolution).items():
                if own:
                    found[s].calls[figure] += p
                elif figure != said[row].speaker:
                    found[s].heard[figure] += p
                    found[s].replied[figure] += answered * p

    def _name_the_main(self, people: People, resolution: Resolution) -> People:
        """Gives the person who tells most of the narration the number of its *I*."""
        if self._main >= 0 or self.narrator < 0:
            return people
        lines: Counter[int] = Counter()
        for s in self.owner:
            if s >= 0 and self.stretches.all[s].is_narration and self.told[s].teller != NOBODY:
                lines[self.told[s].teller] += 1
        self._main = lines.most_common(1)[0][0] if lines else UNKNOWN
        if self._main < 0:
            return people
        old, new = self._main, self.narrator
        self._main = new
        return self._renamed(people, resolution, old, new)

    def _name_the_hero(self, people: People, resolution: Resolution, evidence: Sequence[Evidence]) -> People:
        """Gives the person whom others call by name where a story is told of a *you* the number of that."""
        if self._known_hero or self.hero < 0:
            return people
        open_ones = (i for i, name in self.book.names.items() if is_left_open(name))
        named = next((resolution.mention_figure[i] for i in open_ones), -1)
        if named < 0:
            named = named_hero([evidence[s] for s in sorted(self.book.second_person)])
        if named < 0 or named in (self.hero, self.narrator):
            return people
        self._known_hero = True
        return self._renamed(people, resolution, named, self.hero)

    def _join_names(self, people: People, resolution: Resolution, other: Mapping[int, int]) -> People:
        """Makes figures who are somebody under another name that one, here and in a resolution."""
        for old, new in other.items():
            people = self._renamed(people, resolution, old, new)
        return people

    def _renamed(self, people: People, resolution: Resolution, old: int, new: int) -> People:
        """Gives a person another number, here and in a resolution."""
        self.told = [replace(told, teller=new) if told.teller == old else told for told in self.told]
        self._directory.rename(old, new)
        same = {i: new for i, figure in enumerate(resolution.mention_figure) if figure == old}
        transfer(self.book, resolution, same)
        return people.renamed(old, new)

    def _corrected(
        self, row: int, own: Attribution, before: Sequence[int], after: Sequence[int]
    ) -> Attribution:
        """An attribution in which the *I* of a stretch is whoever now tells it."""
        s = self.stretches.at(self.book.notes.quotations[row].start)
        renamed = {}
        if s >= 0 and after[s] >= 0 <= before[s] != after[s]:
            renamed[before[s]] = after[s]
        if not renamed:
            return own
        return renumbered(own, renamed)

    def _moves(self, resolution: Resolution) -> dict[int, int]:
        """Whose each *I* is that resolution gave to the narration at large, or to another teller."""
        moves: dict[int, int] = {}
        thinking = thinkers(self.book, self.book.thoughts, resolution.mention_figure)
        for i, s in enumerate(self.owner):
            if s < 0:
                continue
            told, tale = self.told[s], not self.stretches.all[s].is_narration
            target, general = self._figure(s), resolution.mention_figure[i] == self.narrator >= 0
            if self.book.is_first_person(i):
                thinker = self._thinker(i, s, thinking)
                if thinker >= 0:
                    moves[i] = thinker
                elif target >= 0 and (told.page or not tale):
                    moves[i] = target
                elif general and (told.teller == NOBODY if not tale else self.stretches.all[s].document):
                    moves[i] = -1
            elif general and self._main < 0 <= target and i not in self.book.names:
                moves[i] = target
            elif self.stretches.all[s].document and self.book.is_second_person(i):
                reader = self._writers.reader(s, resolution)
                if reader >= 0:
                    moves[i] = reader
        return moves

    def _thinker(self, i: int, s: int, thinking: Sequence[int]) -> int:
        """Who thinks the thought in which an *I* stands, if it is not the one who tells the story; or -1."""
        number = self.book.thinking.get(i, -1)
        if number < 0 or not self.stretches.all[s].is_narration:
            return -1
        thought = self.book.thoughts[number]
        own = self._figure(s)
        if own >= 0 and not (thought.shown and thought.tag >= 0):
            return -1
        return thinking[number]
