"""How long a correction takes to be worked out, and a changed chapter to be read, on a whole novel.

    python -m benchmarks.corrections FILE [--corrections 5] [--json]

FILE is read into a new world first, which is not measured. Seconds are of the processor, start-up of the
process included, with seconds on the clock beside them, which other programs make longer:

- a correction from the shell, which is shown and not kept, and one that is kept
- corrections in one process that has the world open, each shown and then kept: the medians
- one changed chapter, read into the world in place of the one before, with everything that follows from it
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from fabula import open_world
from fabula.correcting import open_corrections

Figures = dict[str, tuple[float, float]]
"""Seconds of the processor and on the clock, by what was done."""


def run(*args: str | Path) -> tuple[float, float]:
    """The seconds that a run of ``fabula`` takes."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "fabula", *map(str, args)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"fabula {' '.join(map(str, args))}: {done.stdout}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.perf_counter() - start


def questions(world: Path, count: int) -> list[tuple[int, int]]:
    """Lines chosen by chance, each with one of the people who does not say it; numbers, always the same."""
    with open_world(world) as opened:
        reading = opened.only_work()
        people = [each for each in reading.characters if each.quotes > 2][:12]
        chance = random.Random(0)
        lines = chance.sample([quote for quote in reading.quotes if quote.speaker is not None], count)
        return [
            (line.id, chance.choice([each.id for each in people if each != line.speaker])) for line in lines
        ]


def from_the_shell(world: Path, asked: Iterable[tuple[int, int]]) -> Figures:
    """A correction that is shown, and one that is kept."""
    (line, who), (other, whose) = asked
    return {
        "shell, shown": run("correct", "speaker", world, f"#{line}", f"#{who}", "--json"),
        "shell, kept": run("correct", "speaker", world, f"#{other}", f"#{whose}", "--json", "--yes"),
    }


def in_process(world: Path, asked: Iterable[tuple[int, int]]) -> Figures:
    """Corrections one after the other; the first lays out the text, and is told apart."""
    shown: list[tuple[float, float]] = []
    kept: list[tuple[float, float]] = []
    with open_corrections(world) as desk:
        for line, who in asked:
            start = time.process_time(), time.perf_counter()
            change = desk.speaker(line, who)
            middle = time.process_time(), time.perf_counter()
            change.keep()
            end = time.process_time(), time.perf_counter()
            shown.append((middle[0] - start[0], middle[1] - start[1]))
            kept.append((end[0] - middle[0], end[1] - middle[1]))
    return {
        "in process, the first": shown[0],
        "in process, the next": _medians(shown[1:]),
        "in process, to keep one": _medians(kept),
    }


def _medians(times: list[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(own for own, _ in times), statistics.median(wall for _, wall in times)


def changed_chapter(world: Path, draft: Path) -> Figures:
    """A draft in which one word of a chapter in the middle is another."""
    with open_world(world) as opened:
        chapters = opened.only_work().chapters
    content = draft.read_text(encoding="utf-8")
    at = chapters[len(chapters) // 2].end - 1 if chapters else len(content) // 2
    place = content.rfind(" the ", 0, at)
    draft.write_text(f"{content[:place]} that {content[place + 5 :]}", encoding="utf-8")
    return {"one changed chapter": run("read", draft, "--world", world, "--json")}


def measure(path: Path, corrections: int) -> Figures:
    """All figures of one text."""
    with tempfile.TemporaryDirectory() as folder:
        draft, world = Path(folder) / path.name, Path(folder) / "novel.fabula"
        shutil.copyfile(path, draft)
        run("read", draft, "--world", world, "--json")
        asked = questions(world, corrections + 2)
        return {
            **from_the_shell(world, asked[:2]),
            **in_process(world, asked[2:]),
            **changed_chapter(world, draft),
        }


def main() -> None:
    """Prints a line a figure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, help="a novel as plain text")
    parser.add_argument("--corrections", type=int, default=5, help="corrections in one process")
    parser.add_argument("--json", action="store_true", help="print an object with every figure")
    args = parser.parse_args()
    found = measure(args.file, max(2, args.corrections))
    words = len(args.file.read_text(encoding="utf-8").split())
    if args.json:
        print(json.dumps({"file": args.file.name, "words": words, **found}))
        return
    print(f"{args.file.name}, {words:,} words\n\n{'':26} {'processor':>10} {'clock':>8}")
    for name, (used, wall) in found.items():
        print(f"{name:26} {used:8.2f} s {wall:6.1f} s")


if __name__ == "__main__":
    main()
