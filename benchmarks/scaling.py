"""How speed and memory grow with the length of a text, and where the time goes.

    python -m benchmarks.scaling FILE [FILE …] [--sizes 1000 10000 100000 1000000] [--threads 2] [--json]

The files, plain text, are put one after another, over and over where they are too short, and cut at a
paragraph. Every reading is a fresh process. Prints for each size: words a second for the cast alone and with
the story, the share of each stage, the peak memory; and how long the program takes to start.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

SIZES = (1_000, 10_000, 100_000, 1_000_000)
STARTS = 5
CHILD = """
import json, resource, sys, time
start = time.perf_counter()
from fabula import Settings
from fabula.pipeline import read_work
began = {}
work = read_work(
    sys.argv[1],
    settings=Settings(threads=int(sys.argv[2])),
    progress=lambda stage, done, total: began.setdefault(stage, time.perf_counter()),
)
end = time.perf_counter()
print(json.dumps({
    "words": len(work.text.content.split()),
    "load": began["reading"] - start,
    "language": began["resolving"] - began["reading"],
    "cast": began["telling"] - began["resolving"],
    "story": end - began["telling"],
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""
STAGES = ("load", "language", "cast", "story")


def text_of(files: list[Path], words: int) -> str:
    """Paragraphs of some files, as many as have so many words."""
    found: list[str] = []
    count = 0
    for paragraph in _paragraphs(files):
        found.append(paragraph)
        count += len(paragraph.split())
        if count >= words:
            break
    return "\n\n".join(found)


def _paragraphs(files: list[Path]) -> Iterator[str]:
    texts = [file.read_text("utf-8") for file in files]
    for text in cycle(texts):
        yield from (paragraph for paragraph in text.split("\n\n") if paragraph.strip())


def reading(path: Path, threads: int) -> dict[str, float]:
    """What one reading in a process of its own takes, stage by stage, in seconds, and its peak memory."""
    command = [sys.executable, "-c", CHILD, str(path), str(threads)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    alone = sum(found[stage] for stage in STAGES[:3])
    found["words_a_second_cast"] = found["words"] / alone
    found["words_a_second"] = found["words"] / (alone + found["story"])
    return found


def start() -> float:
    """The median of some starts of the program that do nothing, in seconds."""
    times = []
    for _ in range(STARTS):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "fabula", "--version"], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def main() -> None:
    """Prints a line a size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    begin = start()
    print(json.dumps({"start": begin}) if args.json else f"start: {begin:.2f} s")
    if not args.json:
        shares = " ".join(f"{stage:>9}" for stage in STAGES)
        print(f"{'words':>9} {'words/s, cast':>14} {'with story':>11} {shares} {'peak MB':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for size in args.sizes:
            path = Path(folder) / f"{size}.txt"
            path.write_text(text_of(args.files, size), "utf-8")
            found = reading(path, args.threads)
            if args.json:
                print(json.dumps(found))
                continue
            whole = sum(found[stage] for stage in STAGES)
            shares = " ".join(f"{found[stage] / whole:9.0%}" for stage in STAGES)
            rates = f"{found['words_a_second_cast']:14,.0f} {found['words_a_second']:11,.0f}"
            print(f"{found['words']:9,.0f} {rates} {shares} {found['megabytes']:8,.0f}")


if __name__ == "__main__":
    main()
