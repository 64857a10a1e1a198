"""Prints how many lines of a novel change their speaker when something else in it is edited a little.

``python -m tools.check_stability pdnc/`` makes ten small edits of three novels (a minor character's name
changed throughout, a paragraph cut, a slip of the pen) and reads each novel before and after. Chapters that
an edit leaves as they were are not read again; with ``--keep DIR`` neither are those of an earlier run, so
that a change to the cast alone is measured in a minute or two.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Sequence
from pathlib import Path

from fabula.errors import FabulaError
from fabula.evaluation.stability import NOVELS, evaluate_stability
from fabula.pipeline import plain_text, read_loaded
from fabula.settings import Settings
from fabula.types import Section, Text, Work


class KeptHere:
    """Sections that have been read, in memory and, if there is a folder, in a file each."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._known: dict[str, Section] = {}
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def get(self, key: str) -> Section | None:
        """The section of that key, None where it has not been read."""
        if key not in self._known and self._folder is not None and (self._folder / key).is_file():
            section: Section = pickle.loads((self._folder / key).read_bytes())
            self._known[key] = section
        return self._known.get(key)

    def put(self, section: Section) -> None:
        """Keep a section that has just been read."""
        self._known[section.key] = section
        if self._folder is not None:
            (self._folder / section.key).write_bytes(pickle.dumps(section))


def run(options: argparse.Namespace) -> int:
    """Measure, and print a row for each edit; the exit code is 1 where more lines change than may."""
    kept, settings = KeptHere(options.keep), Settings(threads=options.threads, model=options.model)

    def read(text: Text) -> Work:
        return read_loaded(text, settings=settings, kept=kept)[0]

    report = evaluate_stability(options.pdnc, read, parse=plain_text, novels=options.novels)
    headings, rows = report.table()
    table = "\n".join("\t".join(row) for row in (headings, *rows))
    sys.stdout.write(f"{json.dumps(report.as_json(), indent=2) if options.json else table}\n")
    changed = report.overall["changed"] or 0.0
    return int(options.most is not None and changed > options.most)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.check_stability", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("pdnc", type=Path, metavar="DIR", help="the folder of PDNC's novels")
    parser.add_argument("--novels", nargs="+", default=list(NOVELS), metavar="NAME")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep what has been read of each chapter")
    parser.add_argument("--most", type=float, metavar="PERCENT", help="exit with 1 if more lines change")
    parser.add_argument("--model", default="", metavar="DIR", help="another model than the shipped one")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    try:
        return run(parser.parse_args(arguments))
    except FabulaError as problem:
        sys.stderr.write(f"{problem}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
