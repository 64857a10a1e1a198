"""A process that reads one broken file after another, and is ended by the system where one takes too much.

``python -m tools.fuzzing.child FORMAT SEED START STOP SECONDS MEGABYTES FOLDER`` writes a line of JSON for
each.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
import time
import warnings
from pathlib import Path
from random import Random

from tools.fuzzing import worlds
from tools.fuzzing.judge import FAULT, Outcome, judge, write
from tools.fuzzing.mutations import mutated
from tools.fuzzing.seeds import Seed

_STATUS = Path("/proc/self/status")
_PATIENCE = 30
"""How many times its limit of CPU time a file may take by the clock, on a machine with much else to do."""


def main() -> None:
    """Read the files of a range; tell of each when it is done."""
    format, seed, start, stop, seconds, megabytes, folder = sys.argv[1:]
    most = int(megabytes)
    warnings.simplefilter("error")
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for name in ("txt", format):
        judged(name, write(broken(name, Random(0)), Path(folder)), Random(0))
    ceiling = (_megabytes("VmSize") + 4 * most) << 20
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    for number in range(int(start), int(stop)):
        chance = Random(f"{seed}/{format}/{number}")
        path = write(broken(format, chance), Path(folder))
        limit = float(seconds)
        before = _reset_peak()
        signal.setitimer(signal.ITIMER_PROF, limit)
        signal.setitimer(signal.ITIMER_REAL, _PATIENCE * limit)
        begun = time.process_time()
        try:
            outcome = judged(format, path, chance)
        except MemoryError:
            outcome = Outcome(FAULT, f"over memory: more than {4 * most} MB")
        took = time.process_time() - begun
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        grown = _megabytes("VmHWM") - before
        if grown > most and outcome.kind != FAULT:
            outcome = Outcome(FAULT, f"over memory: {grown} MB")
        size = sum(each.stat().st_size for each in Path(folder).rglob("*") if each.is_file())
        told = (number, outcome.kind, outcome.said, outcome.trace, round(took, 3), grown, size)
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def broken(format: str, chance: Random) -> Seed:
    """A broken file, world or export."""
    return worlds.broken(format, chance) if format in worlds.KINDS else mutated(format, chance)


def judged(format: str, path: Path, chance: Random) -> Outcome:
    """What becomes of it."""
    return worlds.judge(path) if format in worlds.KINDS else judge(path, chance)


def _megabytes(name: str) -> int:
    """A line of what Linux tells of this process; 0 elsewhere, where memory is bounded and not measured."""
    if not _STATUS.exists():
        return 0
    lines = _STATUS.read_text(encoding="utf-8").splitlines()
    return next((int(line.split()[1]) >> 10 for line in lines if line.startswith(f"{name}:")), 0)


def _reset_peak() -> int:
    """Megabytes in use now, from which on the peak counts."""
    gc.collect()
    clear = Path("/proc/self/clear_refs")
    if clear.exists() and os.access(clear, os.W_OK):
        clear.write_text("5", encoding="ascii")
    return _megabytes("VmRSS")


if __name__ == "__main__":
    main()
