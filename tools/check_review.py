"""How much answers put right: those that a review asks for against as many corrections drawn at random.

    python -m tools.check_review pdnc PATH/TO/PDNC --novel DaisyMiller --answers 20,50,100
    python -m tools.check_review stories PATH/TO/STORIES

The gold annotation gives the answers. A line is right as in ``fabula evaluate``: by speakers paired one to
one; questions of which the gold says nothing cost no answer. *Alone* counts the answered lines and nothing
that follows from them.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import fabula
from fabula.correcting import Change, Corrections, open_corrections
from fabula.errors import FabulaError
from fabula.evaluation.pdnc import Novel, read_novels
from fabula.evaluation.scores.quotations import match_parts
from fabula.evaluation.scores.speakers import SpeakerScore, score_speakers
from fabula.evaluation.stories import read_stories
from fabula.pipeline import plain_text, read_loaded
from fabula.reading import Reading
from fabula.reviewing.conversations import PAUSE
from fabula.reviewing.review import Question, Review
from fabula.types import Cast
from fabula.world import World

TOGETHER = 5
"""Answers that are worked out together, to save time: they are of different conversations."""
OWN = 0.5
"""The share of somebody's lines that are one gold speaker's from which on he is that one."""


@dataclass(frozen=True)
class Gold:
    """The scored parts of a novel, and for each the speaker."""

    novel: Novel
    spans: tuple[tuple[int, int], ...]
    speakers: tuple[str, ...]

    @classmethod
    def of(cls, novel: Novel) -> Gold:
        """The gold of a novel."""
        parts = [(span, each.speaker) for each in novel.quotations if each.is_scored for span in each.spans]
        return cls(novel, tuple(span for span, _ in parts), tuple(who for _, who in parts))

    def matched(self, cast: Cast) -> list[int | None]:
        """For each part the place of its quotation in a cast."""
        system = [(span, at) for at, quote in enumerate(cast.quotes) for span in quote.spans]
        found = match_parts(self.spans, [span for span, _ in system])
        return [None if each is None else system[each][1] for each in found.matched]

    def score(self, cast: Cast) -> SpeakerScore:
        """Who is right, and whom each gold speaker is paired with."""
        said = [None if at is None else cast.quotes[at].speaker for at in self.matched(cast)]
        return score_speakers(self.speakers, said)


class Answerer:
    """Somebody who knows the book."""

    def __init__(self, gold: Gold, desk: Corrections) -> None:
        self.gold = gold
        self.desk = desk
        self.named: dict[str, str] = {}
        self.look()

    def look(self) -> None:
        """See the work as it is read now."""
        cast = self.desk.reading.work.cast
        self.score = self.gold.score(cast)
        self.by_line: dict[int, str] = {}
        for who, at in zip(self.gold.speakers, self.gold.matched(cast), strict=True):
            if at is not None:
                self.by_line.setdefault(cast.quotes[at].id, who)
        self.of_person: dict[int, Counter[str]] = {}
        for quote in cast.quotes:
            if quote.speaker is not None and quote.id in self.by_line:
                self.of_person.setdefault(quote.speaker, Counter())[self.by_line[quote.id]] += 1

    def entity(self, who: str) -> int | None:
        """The entity that is somebody."""
        paired = self.score.pairing.get(who)
        return paired if isinstance(paired, int) else None

    def line(self, number: int) -> Callable[[], Change] | None:
        """What corrects a line; None where the gold says nothing of it."""
        who = self.by_line.get(number)
        if who is None:
            return None
        entity = self.entity(who)
        if entity is None:
            return lambda: self.desk.speaker(number, None, new=who)
        return lambda: self.desk.speaker(number, entity)

    def knows(self, question: Question) -> bool:
        """Whether the gold says anything of it: it leaves some lines out."""
        if question.quote is not None:
            return question.quote.id in self.by_line
        return question.person is not None and question.person.id in self.of_person

    def person(self, question: Question) -> Callable[[], Change] | None:
        """What joins somebody to another; None where he is none of the choices, or nobody knows."""
        if question.person is None:
            return None
        own = self.of_person.get(question.person.id, Counter())
        if not own or own.most_common(1)[0][1] < OWN * own.total():
            return None
        target = self.entity(own.most_common(1)[0][0])
        if target is None or target == question.person.id:
            return None
        if target not in {each.id for each in question.choices}:
            return None
        one = question.person.id
        return lambda: self.desk.same(one, target)


def reviewed(path: Path, gold: Gold, counts: Sequence[int]) -> Iterator[tuple[int, float, float]]:
    """Right parts after so many answers: all of them, and with the answered lines alone."""
    with open_corrections(path) as desk:
        review, answerer = Review(desk), Answerer(gold, desk)
        before = answerer.score.one_to_one
        answered: set[int] = set()
        asked = 0
        for count in counts:
            while asked < count:
                chosen = _apart(review.questions(), min(TOGETHER, count - asked))
                if not chosen:
                    break
                asked += sum(answerer.knows(question) for question in chosen)
                _answer(review, answerer, chosen, answered)
            yield count, *_shares(gold, desk, before, answered)


def at_random(path: Path, gold: Gold, counts: Sequence[int]) -> Iterator[tuple[int, float, float]]:
    """The same for lines drawn at random."""
    with open_corrections(path) as desk:
        answerer = Answerer(gold, desk)
        before = answerer.score.one_to_one
        order = sorted(answerer.by_line)
        random.Random(7).shuffle(order)
        answered: set[int] = set()
        asked = 0
        for count in counts:
            while asked < count and order:
                drawn = [order.pop() for _ in range(min(TOGETHER, count - asked, len(order)))]
                asked += len(drawn)
                spans = {each.id: each.start for each in desk.reading.work.cast.quotes}
                answered |= {spans[number] for number in drawn if number in spans}
                _keep(desk, [made for number in drawn if (made := answerer.line(number))])
                answerer.look()
            yield count, *_shares(gold, desk, before, answered)


def _answer(review: Review, answerer: Answerer, chosen: Sequence[Question], answered: set[int]) -> None:
    made: list[Callable[[], Change]] = []
    for question in chosen:
        found = answerer.person(question)
        if question.quote is not None:
            answered.add(question.quote.start)
            found = answerer.line(question.quote.id)
        if found is None:
            review.skip(question)
        else:
            made.append(found)
    _keep(review.corrections, made)
    answerer.look()


def _keep(desk: Corrections, made: Sequence[Callable[[], Change]]) -> None:
    """Keeps answers as one step; one that contradicts another is left out."""
    change = desk.together(made)
    if change.corrections:
        change.keep()


def _apart(asked: Sequence[Question], most: int) -> list[Question]:
    """The first questions, no two of them about one conversation or one person."""
    chosen: list[Question] = []
    for question in asked:
        people = {each.person.id for each in chosen if each.person}
        if question.person is not None and question.person.id in people:
            continue
        if question.quote is not None and any(
            each.quote is not None and abs(each.offset - question.offset) < 3 * PAUSE for each in chosen
        ):
            continue
        chosen.append(question)
        if len(chosen) == most:
            break
    return chosen


def _shares(gold: Gold, desk: Corrections, before: Sequence[bool], answered: set[int]) -> tuple[float, float]:
    cast = desk.reading.work.cast
    right = gold.score(cast).one_to_one
    starts = [None if at is None else cast.quotes[at].start for at in gold.matched(cast)]
    alone = sum(was or start in answered for was, start in zip(before, starts, strict=True))
    return sum(right) / len(right), alone / len(right)


def read_into(novel: Novel, folder: Path) -> Path:
    """A world with a novel as the shipped model reads it."""
    path = folder / f"{novel.name}.fabula"
    reading = Reading(*read_loaded(plain_text(Path(f"{novel.name}.txt"), novel.text)))
    with World.create_or_open(path) as world:
        world.add(reading.work, annotations=reading.packed())
    return path


def measure(novel: Novel, counts: Sequence[int], folder: Path) -> Mapping[str, object]:
    """One row of the table."""
    gold = Gold.of(novel)
    path = read_into(novel, folder)
    with fabula.open_world(path) as world:
        start = sum(gold.score(world[0].work.cast).one_to_one)
    total = len(gold.spans)
    row: dict[str, object] = {"name": novel.name, "parts": total, "before": f"{start / total:.1%}"}
    content = path.read_bytes()
    for label, run in (("review", reviewed), ("random", at_random)):
        path.write_bytes(content)
        for count, share, alone in run(path, gold, counts):
            lines = round(share * total) - start
            row[f"{label} {count}"] = f"{share:.1%} ({lines:+d}; alone {round(alone * total) - start:+d})"
            _say(novel.name, label, str(count), str(row[f"{label} {count}"]))
    return row


def main() -> None:
    """Print a row for each novel or story."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("corpus", choices=("pdnc", "stories"))
    parser.add_argument("path", type=Path)
    parser.add_argument("--novel", action="append", default=None)
    parser.add_argument("--answers", default="20,50,100")
    given = parser.parse_args()
    counts = [int(each) for each in given.answers.split(",")]
    if given.corpus == "pdnc":
        novels: Iterator[Novel] = read_novels(given.path, "dev", given.novel)
    else:
        novels = (each.as_novel() for each in read_stories([given.path]))
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for novel in novels:
            if given.corpus == "stories" and given.novel and novel.name not in given.novel:
                continue
            try:
                rows.append(measure(novel, counts, Path(folder)))
            except FabulaError as error:
                _say(novel.name, str(error))
    heads = list(rows[0]) if rows else []
    _say("|", " | ".join(heads), "|")
    _say("|" + "---|" * len(heads))
    for row in rows:
        _say("|", " | ".join(str(row[head]) for head in heads), "|")


def _say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
