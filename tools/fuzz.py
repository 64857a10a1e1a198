"""Breaks small files of every format by chance, and sees that each is read or refused in one line.

``python -m tools.fuzz`` takes whole files of every format that is read (``tools.fuzzing.seeds``), breaks
each in one or more ways (``tools.fuzzing.mutations``), and reads it as ``fabula read`` does, without the
model, in a child process with limits of CPU time and memory. A table says how many of each format were read,
how many refused, and how many ended in a fault: a traceback, a broken text, too much time or memory.
``--keep DIR`` keeps those, each with what it ended in. ``--worlds`` breaks world files and JSON
exports instead, and runs the commands that open them.

The same ``--seed`` makes the same files. The exit code is 1 where there was a fault.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tools.fuzzing import worlds
from tools.fuzzing.child import broken
from tools.fuzzing.judge import FAULT, READ, REFUSED, write
from tools.fuzzing.seeds import FORMATS

ROOT = Path(__file__).resolve().parent.parent
_ENDS = {
    signal.SIGPROF: "over time",
    signal.SIGALRM: "over time by the clock",
    signal.SIGKILL: "killed (memory)",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that ended badly: its format and number, and what happened."""

    format: str
    number: int
    said: str
    trace: str = ""


@dataclass(slots=True)
class Tally:
    """What became of the files of a format."""

    format: str
    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    seconds: float = 0.0
    slowest: tuple[float, int] = (0.0, -1)
    largest: tuple[int, int] = (0, -1)


def fuzz(format: str, options: argparse.Namespace) -> Tally:
    """Breaks and reads the files of a format, in one child after another where a child dies."""
    tally = Tally(format)
    with tempfile.TemporaryDirectory() as temporary:
        at = options.start
        while at < options.start + options.count:
            command = _command(format, options, at, temporary)
            with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
                assert child.stdout is not None and child.stderr is not None
                for line in child.stdout:
                    at = _take(tally, json.loads(line)) + 1
                trace = child.stderr.read().decode(errors="replace")
            if child.returncode:
                said = _ENDS.get(signal.Signals(-child.returncode), "") if child.returncode < 0 else ""
                said = said or f"the process ended with {child.returncode}"
                tally.kinds[FAULT] += 1
                tally.faults.append(Fault(format, at, said, trace[-6_000:]))
                at += 1
    return tally


def _command(format: str, options: argparse.Namespace, at: int, folder: str) -> list[str]:
    numbers = (options.seed, at, options.start + options.count, options.seconds, options.megabytes)
    return [sys.executable, "-m", "tools.fuzzing.child", format, *map(str, numbers), f"{folder}/file"]


def _take(tally: Tally, told: Sequence[object]) -> int:
    number, kind, said, trace, took, grown, _size = told
    assert isinstance(number, int) and isinstance(took, float) and isinstance(grown, int)
    tally.kinds[str(kind)] += 1
    if kind == FAULT:
        tally.faults.append(Fault(tally.format, number, str(said), str(trace)))
    tally.seconds += took
    tally.slowest = max(tally.slowest, (took, number))
    tally.largest = max(tally.largest, (grown, number))
    return number


def table(tallies: Sequence[Tally]) -> Iterator[str]:
    """A line a format."""
    yield "format     files    read  refused  fault      CPU  slowest (which)  most memory (which)"
    for tally in tallies:
        kinds = tally.kinds
        yield (
            f"{tally.format:8} {kinds.total():7,} {kinds[READ]:7,} {kinds[REFUSED]:8,} {kinds[FAULT]:6,}"
            f"  {tally.seconds:5.0f} s  {tally.slowest[0]:5.2f} s ({tally.slowest[1]})"
            f"  {tally.largest[0]:6} MB ({tally.largest[1]})"
        )


def keep(fault: Fault, seed: int, folder: Path) -> None:
    """Write the broken file, and beside it what it ended in."""
    name = f"{fault.format}-{seed}-{fault.number}"
    chance = Random(f"{seed}/{fault.format}/{fault.number}")
    with tempfile.TemporaryDirectory() as temporary:
        made = write(broken(fault.format, chance), Path(temporary) / "file")
        kept = folder / f"{name}{made.suffix}"
        if made.is_dir():
            shutil.copytree(made, kept, dirs_exist_ok=True)
        else:
            shutil.copyfile(made, kept)
    (folder / f"{name}.why").write_text(f"{fault.said}\n\n{fault.trace}", encoding="utf-8")


def run(options: argparse.Namespace) -> int:
    """All formats; 1 where there was a fault."""
    with ThreadPoolExecutor(options.jobs) as pool:
        tallies = list(
            pool.map(
                lambda format: fuzz(format, options), worlds.KINDS if options.worlds else options.formats
            )
        )
    sys.stdout.write("\n".join(table(tallies)) + "\n")
    faults = [fault for tally in tallies for fault in tally.faults]
    for said, count in Counter(f"{fault.format}: {fault.said}" for fault in faults).most_common():
        sys.stdout.write(f"{count:5} {said}\n")
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        for fault in faults:
            keep(fault, options.seed, options.keep)
    return 1 if faults else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=list(FORMATS))
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--start", type=int, default=0, metavar="N", help="the number of the first file")
    parser.add_argument("--count", type=int, default=500, metavar="N", help="files of each format")
    parser.add_argument(
        "--seconds", type=float, default=5.0, metavar="N", help="CPU time that a file may take"
    )
    parser.add_argument("--megabytes", type=int, default=500, metavar="N", help="memory that a file may take")
    parser.add_argument("--jobs", type=int, default=1, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the files that end in a fault")
    parser.add_argument("--worlds", action="store_true", help="break world files and JSON exports instead")
    return run(parser.parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
