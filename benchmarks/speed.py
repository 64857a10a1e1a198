"""How long a whole reading takes and how much memory, from a file to its cast.

    python -m benchmarks.speed FILE [FILE …] [--runs 3] [--threads 2] [--json]

Every run is a fresh process, so that loading is counted and memory is its own. Prints medians of the runs:
seconds and words a second of the whole job, words a second of the language stage alone (every layer of
tokens, mentions and the scores between them), the share of time that resolution takes, and the peak memory.
Words are what stands between spaces; --json counts tokens too, as most of those who publish a speed do.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

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
    "seconds": end - start,
    "language_seconds": began["resolving"] - began["reading"],
    "cast_seconds": end - began["resolving"],
    "words": len(work.text.content.split()),
    "tokens": work.tokens,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""


def run(path: Path, threads: int) -> dict[str, float]:
    """Seconds, words and peak megabytes of one reading in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path), str(threads)], check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(path: Path, runs: int = 3, threads: int = 2) -> dict[str, float]:
    """The medians of some runs, the highest peak of memory, and the speeds that come of them."""
    found = [run(path, threads) for _ in range(runs)]
    middle = {key: statistics.median(one[key] for one in found) for key in found[0]}
    middle["megabytes"] = max(one["megabytes"] for one in found)
    for unit in ("words", "tokens"):
        middle[f"{unit}_a_second"] = middle[unit] / middle["seconds"]
        middle[f"language_{unit}_a_second"] = middle[unit] / middle["language_seconds"]
    return middle


def main() -> None:
    """Prints a line a file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", action="store_true", help="print an object with every figure for each file")
    args = parser.parse_args()
    if not args.json:
        heads = f"{'words':>9} {'seconds':>8} {'words/s':>8} {'language':>9} {'cast':>6} {'peak MB':>8}"
        print(f"{'file':36} {heads}")
    for path in args.files:
        found = measure(path, args.runs, args.threads)
        if args.json:
            print(json.dumps({"file": path.name, **found}))
            continue
        rates = f"{found['words_a_second']:8.0f} {found['language_words_a_second']:9.0f}"
        share = found["cast_seconds"] / found["seconds"]
        print(
            f"{path.name[:36]:36} {found['words']:9.0f} {found['seconds']:8.1f} {rates} {share:6.0%}"
            f" {found['megabytes']:8.0f}"
        )


if __name__ == "__main__":
    main()
