"""What answers of a review put right, answered as the annotation of a text says.

    python -m benchmarks.reviewing [TEXT ...] [--answers 20 50 100] [--json]

A TEXT is the annotation of a story (.json beside its .txt), a folder of them, or a novel of PDNC (a folder
with quotation_info.csv); without one the stories beside this file are taken. Each is read once, and answered

- review: what ``fabula review`` asks, in its order
- random: lines by chance, as often

and scored after so many answers: the share of lines with the right speaker, speakers paired one to one.
"alone" is the same review where an answer changes nothing but the line that it is about, or the lines of
those whom it joins. "each" is how many lines an answer has put right; a review ends where nothing is left to
ask, after "asked" answers, and stays as it is then.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import fabula
from fabula.correcting import Change
from fabula.errors import FabulaError
from fabula.evaluation.pdnc import Novel, read_novel
from fabula.evaluation.scores.quotations import match_parts
from fabula.evaluation.scores.speakers import score_speakers
from fabula.evaluation.stories import read_story, story_files
from fabula.reading import Reading
from fabula.reviewing import Question, Review, open_review
from fabula.types import Story

OWN = Path(__file__).parent / "open_stories"


@dataclass
class Annotator:
    """Somebody who knows what the annotation says, and nothing else."""

    novel: Novel
    spans: list[tuple[int, int]] = field(init=False)
    gold: list[str] = field(init=False)

    def __post_init__(self) -> None:
        scored = [each for each in self.novel.quotations if each.is_scored]
        self.spans = [span for each in scored for span in each.spans]
        self.gold = [each.speaker for each in scored for _ in each.spans]

    def said(self, reading: Reading) -> list[int | None]:
        """For each line of the annotation the entity that the reading gives it to."""
        system = [(span, each.speaker) for each in reading.work.cast.quotes for span in each.spans]
        matched = match_parts(self.spans, [span for span, _ in system]).matched
        return [None if at is None else system[at][1] for at in matched]

    def right(self, said: Sequence[int | None]) -> int:
        """How many lines are right."""
        return sum(score_speakers(self.gold, said).one_to_one)

    def speaker(self, start: int, end: int) -> str | None:
        """Who says a line; None for what is no line of the annotation, or of nobody known."""
        for (first, last), name in zip(self.spans, self.gold, strict=True):
            if first < end and start < last:
                return name
        return None

    def meant(self, reading: Reading) -> dict[str, int]:
        """The entity of each speaker."""
        paired = score_speakers(self.gold, self.said(reading)).pairing
        return {name: entity for name, entity in paired.items() if isinstance(entity, int)}

    def mostly(self, reading: Reading) -> dict[int, str]:
        """Whose lines each entity says mostly."""
        count: dict[int, Counter[str]] = {}
        for name, entity in zip(self.gold, self.said(reading), strict=True):
            if entity is not None:
                count.setdefault(entity, Counter())[name] += 1
        return {entity: own.most_common(1)[0][0] for entity, own in count.items()}


class Round:
    """A round over a copy of a world; ``alone`` are the speakers with nothing changed but what was asked."""

    def __init__(self, world: Path, annotator: Annotator) -> None:
        self.review: Review = open_review(world, 1)
        self.annotator = annotator
        self.alone = annotator.said(self.review.reading)

    def line(self, number: int, start: int, end: int) -> bool:
        """Say who says a line; whether the annotation knows."""
        name = self.annotator.speaker(start, end)
        if name is None:
            return False
        who = self.annotator.meant(self.review.reading).get(name)
        if who is None:
            known = (each.id for each in self.review.reading.all_characters if each.name == name)
            who = next(known, None)
        desk = self.review.corrections
        (desk.speaker(number, None, new=name) if who is None else desk.speaker(number, who)).keep()
        kept = self.annotator.meant(self.review.reading).get(name)
        for at, (first, last) in enumerate(self.annotator.spans):
            if first < end and start < last and self.annotator.gold[at] == name:
                self.alone[at] = kept
        return True

    def person(self, question: Question) -> None:
        """Say whether somebody is one of a few others."""
        assert question.person is not None
        mostly = self.annotator.mostly(self.review.reading)
        name = mostly.get(question.person.id)
        same = [each for each in question.choices if name is not None and mostly.get(each.id) == name]
        if not same:
            self.review.skip(question)
            return
        self.review.answer(question, same[0])
        self.alone = [same[0].id if own == question.person.id else own for own in self.alone]


def reviewed(own: Round, most: int) -> Iterator[None]:
    """Answers what is asked, most useful first."""
    for _ in range(most):
        while (question := own.review.next()) is not None:
            try:
                if question.quote is None:
                    own.person(question)
                    break
                if own.line(question.quote.id, question.quote.start, question.quote.end):
                    break
                own.review.skip(question)
            except FabulaError:  # what contradicts an answer before is no answer
                own.review.skip(question)
        if question is None:
            return
        yield


def by_chance(own: Round, counts: Sequence[int]) -> Iterator[int]:
    """Says of lines by chance whose they are, and gives each of the counts when so many are said.

    None hangs on another, so those of people who are in the cast are settled together.
    """
    desk, chance = own.review.corrections, random.Random(0)
    lines = [(each.id, each.start, each.end) for each in own.review.reading.quotes]
    left = iter(chance.sample(lines, len(lines)))
    done = 0
    for count in sorted(counts):
        together: list[Callable[[], Change]] = []
        meant = own.annotator.meant(own.review.reading)
        while done < count and (line := next(left, None)) is not None:
            name = own.annotator.speaker(*line[1:])
            if name is not None and name not in meant:
                with suppress(FabulaError):
                    done += own.line(*line)
                meant = own.annotator.meant(own.review.reading)
            elif name is not None:
                together.append(partial(desk.speaker, line[0], meant[name]))
                done += 1
        if together:
            desk.together(together).keep()
        if done < count:
            return
        yield count


def measure(novel: Novel, counts: Sequence[int]) -> dict[str, Any]:
    """All figures of one text."""
    annotator = Annotator(novel)
    with tempfile.TemporaryDirectory() as folder:
        source, world = Path(folder) / "text.txt", Path(folder) / "text.fabula"
        source.write_text(novel.text, encoding="utf-8", newline="")
        reading = fabula.read(source)
        reading.save(world)
        lines = len(annotator.gold)
        before = annotator.right(annotator.said(reading))
        found: dict[str, Any] = {"lines": lines, "0": before}
        # What happens is not worked out anew: it changes no speaker, and takes longer than all else.
        with mock.patch("fabula.pipeline.story_of", lambda *_, **__: Story()):
            shutil.copyfile(world, other := Path(folder) / "random.fabula")
            own = Round(world, annotator)
            with own.review:
                asked = 0
                for asked, _ in enumerate(reviewed(own, max(counts)), 1):
                    if asked in counts:
                        found[f"review {asked}"] = annotator.right(annotator.said(own.review.reading))
                        found[f"alone {asked}"] = annotator.right(own.alone)
                found["asked"] = asked
                for count in (each for each in counts if each > asked):  # nothing is left to ask
                    found[f"review {count}"] = annotator.right(annotator.said(own.review.reading))
                    found[f"alone {count}"] = annotator.right(own.alone)
            own = Round(other, annotator)
            with own.review:
                for count in by_chance(own, counts):
                    found[f"random {count}"] = annotator.right(annotator.said(own.review.reading))
    return found


def texts(paths: Sequence[Path]) -> Iterator[tuple[str, Novel]]:
    """The texts that are named."""
    for path in paths:
        if (path / "quotation_info.csv").exists():
            yield path.name, read_novel(path)
        else:
            for file in story_files([path]):
                yield file.stem, read_story(file).as_novel()


def main() -> None:
    """Prints a line a text, and the sums of those that were asked so often."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", type=Path, nargs="*", default=[OWN], metavar="TEXT")
    parser.add_argument("--answers", type=int, nargs="+", default=[20, 50, 100])
    parser.add_argument("--json", action="store_true", help="print an object a text")
    args = parser.parse_args()
    rows = []
    for name, novel in texts(args.texts):
        rows.append(measure(novel, args.answers))
        print(
            json.dumps({"text": name, **rows[-1]}), file=sys.stdout if args.json else sys.stderr, flush=True
        )
    if args.json:
        return
    for count in args.answers:
        asked = [row for row in rows if f"review {count}" in row and f"random {count}" in row]
        if not asked:
            continue
        lines, before = (sum(row[key] for row in asked) for key in ("lines", "0"))
        print(f"\n{count} answers, {len(asked)} texts, {lines:,} lines; before: {before / lines:.1%}")
        for arm in ("review", "alone", "random"):
            after = sum(row[f"{arm} {count}"] for row in asked)
            answers = sum(count if arm == "random" else min(count, row["asked"]) for row in asked)
            each = (after - before) / answers
            print(f"  {arm:8} {after / lines:6.1%}   {each:+.2f} lines each")


if __name__ == "__main__":
    main()
