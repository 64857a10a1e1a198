"""How long a whole reading takes and how much memory, from a file to its cast.

    python -m benchmarks.speed FILE [FILE …] [--runs 3] [--threads 2]

Every run is a fresh process, so that loading is counted and memory is its own. Prints the median of the runs.
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
import fabula
reading = fabula.read(sys.argv[1], settings=fabula.Settings(threads=int(sys.argv[2])))
took = time.perf_counter() - start
words = len(reading.text.split())
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": took, "words": words, "megabytes": peak}))
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
    print(f"{'file':40} {'words':>9} {'seconds':>8} {'words/s':>8} {'peak MB':>8}")
    for path in args.files:
        runs = [measure(path, args.threads) for _ in range(args.runs)]
        seconds = statistics.median(run["seconds"] for run in runs)
        words = runs[0]["words"]
        peak = max(run["megabytes"] for run in runs)
        print(f"{path.name[:40]:40} {words:9.0f} {seconds:8.1f} {words / seconds:8.0f} {peak:8.0f}")


if __name__ == "__main__":
    main()
