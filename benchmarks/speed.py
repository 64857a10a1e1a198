"""How long a whole reading takes and how much memory, from a file to its cast.

    python -m benchmarks.speed FILE [FILE …] [--runs 3] [--threads 2]

Every run is a fresh process, so that loading is counted and memory is its own. Prints medians of the runs:
seconds and words a second of the whole job, words a second of the language stage alone (every layer of
tokens, mentions and the scores between them), the share of time that resolution takes, and the peak memory.
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
    "language": began["resolving"] - began["reading"],
    "cast": end - began["resolving"],
    "words": len(work.text.content.split()),
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""


def measure(path: Path, threads: int) -> dict[str, float]:
    """Seconds, words and peak megabytes of one reading in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path), str(threads)], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Prints a line a file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    print(
        f"{'file':36} {'words':>9} {'seconds':>8} {'words/s':>8} {'language':>9} {'cast':>6} {'peak MB':>8}"
    )
    for path in args.files:
        runs = [measure(path, args.threads) for _ in range(args.runs)]
        middle = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        words, seconds = middle["words"], middle["seconds"]
        rates = f"{words / seconds:8.0f} {words / middle['language']:9.0f} {middle['cast'] / seconds:6.0%}"
        peak = max(run["megabytes"] for run in runs)
        print(f"{path.name[:36]:36} {words:9.0f} {seconds:8.1f} {rates} {peak:8.0f}")


if __name__ == "__main__":
    main()
