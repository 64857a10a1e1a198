"""What an archive costs: words that one core reads a second, and from that core-hours, money and disk.

    python -m benchmarks.corpus FOLDER [--works 5] [--volumes 17000000] [--words 100000] [--price 0.03]

Reads works of FOLDER, spread evenly over it, one after another in one process with one thread, as a worker of
`fabula corpus read` does: from the file to the Parquet files of its tables. The seconds are the processor's,
so that other work on the machine changes little; loading the program and the model is told apart. The price
of a core-hour, the number of volumes and their mean length are assumptions that the options change.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

CHILD = """
import json, resource, sys, time
from pathlib import Path
from fabula.corpus.jobs import jobs_in
from fabula.corpus.task import made_with, read_one
from fabula.settings import Settings
settings = Settings(threads=1)
folder, dataset, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
jobs = list(jobs_in(folder, dataset, settings, made_with(settings)))
chosen = [jobs[at * len(jobs) // count] for at in range(min(count, len(jobs)))]
warm = time.process_time()
rows = [read_one(job) for job in chosen]
done = time.process_time()
read = [row for row in rows if "words" in row]
print(json.dumps({
    "works": len(read),
    "failed": len(rows) - len(read),
    "words": sum(row["words"] for row in read),
    "seconds": done - warm,
    "startup_seconds": warm,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "bytes": sum(path.stat().st_size for path in dataset.rglob("*.parquet")),
}))
"""


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that is to be read, and what a core-hour costs."""

    volumes: int
    words: int
    price: float

    def bill(self, words_a_second: float, bytes_a_word: float) -> dict[str, float]:
        """Core-hours, money, days on a thousand cores and terabytes."""
        words = self.volumes * self.words
        hours = words / words_a_second / 3600
        return {
            "core_hours": hours,
            "dollars": hours * self.price,
            "days_on_1000_cores": hours / 1000 / 24,
            "terabytes": words * bytes_a_word / 1e12,
        }


def measure(folder: Path, works: int) -> dict[str, float]:
    """What one core takes for some works of a folder."""
    with tempfile.TemporaryDirectory() as dataset:
        command = [sys.executable, "-c", CHILD, str(folder), dataset, str(works)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    if not found["words"]:
        raise SystemExit(f"no work of {folder} could be read")
    found["words_a_core_second"] = found["words"] / found["seconds"]
    found["bytes_a_word"] = found["bytes"] / found["words"]
    return found


def report(found: dict[str, float], archive: Archive) -> str:
    """The figures in words."""
    bill = archive.bill(found["words_a_core_second"], found["bytes_a_word"])
    works, words, seconds = found["works"], found["words"], found["seconds"]
    rate, size = found["words_a_core_second"], found["bytes_a_word"]
    return "\n".join(
        (
            f"measured: {works:.0f} works, {words:,.0f} words, {seconds:,.0f} core-seconds, peak "
            f"{found['megabytes']:,.0f} MB; {rate:,.0f} words a core-second, {size:.0f} bytes a word",
            f"assumed:  {archive.volumes:,} volumes of {archive.words:,} words, {archive.price} dollars a "
            "core-hour",
            f"comes to: {bill['core_hours']:,.0f} core-hours, {bill['dollars']:,.0f} dollars, "
            f"{bill['days_on_1000_cores']:,.1f} days on 1,000 cores, {bill['terabytes']:,.1f} TB\n",
        )
    )


def main() -> None:
    """Measures, and prints what it comes to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--works", type=int, default=5, help="works that are read to measure")
    parser.add_argument("--volumes", type=int, default=17_000_000)
    parser.add_argument("--words", type=int, default=100_000, help="words of a volume, on average")
    parser.add_argument("--price", type=float, default=0.03, help="dollars a core-hour")
    parser.add_argument("--json", action="store_true", help="print every figure")
    args = parser.parse_args()
    archive = Archive(args.volumes, args.words, args.price)
    found = measure(args.folder, args.works)
    if args.json:
        bill = archive.bill(found["words_a_core_second"], found["bytes_a_word"])
        print(json.dumps({**found, "volumes": archive.volumes, "words_each": archive.words, **bill}))
    else:
        print(report(found, archive), end="")


if __name__ == "__main__":
    main()
