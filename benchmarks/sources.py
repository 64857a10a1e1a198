"""How long it takes to read files, format by format, and how much memory: what `fabula.sources` does alone.

    python -m benchmarks.sources FILE [FILE …] [--megabytes 31 3] [--formats txt html …] [--runs 1] [--json]

Plain texts are joined, again and again if they are too small, to files of these sizes, and made into the
other formats: HTML here, the rest by pandoc if it is there. `soft.txt` has a soft hyphen in every line, so
that every line needs a repair. Every run is a fresh process. Prints seconds of the processor, which another
program beside it changes far less than those of the clock, and the peak of memory: of the whole process, and
without what Python and the libraries take before.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

from tools.book_formats import WRITERS, convert, pandoc

FORMATS = ("txt", "soft.txt", "html", *(made for made in WRITERS if made != "html"))
"""What is measured, each by the ending of its files."""

_MEGABYTE = 1_000_000
_BLANK = re.compile(r"\n\s*\n")
_WORD = re.compile(r"([^\W\d_]{3})([^\W\d_]{3})")

CHILD = """
import json, resource, sys, time
from fabula.sources import load
from fabula.sources import formats
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, start = peak(), time.process_time()
text = load(sys.argv[1], force=True)
seconds = time.process_time() - start
print(json.dumps({
    "seconds": seconds,
    "megabytes": peak(),
    "own_megabytes": peak() - before,
    "characters": len(text.content),
    "blocks": len(text.blocks),
    "repairs": len(text.repairs),
}))
"""


def joined(files: Sequence[Path], size: int) -> str:
    """Plain texts one after another, from the first again after the last, in about so many bytes."""
    parts: list[str] = []
    for path in cycle(files):
        part = path.read_text(encoding="utf-8", errors="replace")
        left = size - sum(len(each.encode()) for each in parts)
        parts.append(part.encode()[:left].decode(errors="ignore"))
        if len(part.encode()) >= left:
            return "\n\n\n".join(parts)
    raise AssertionError("no files")


def page_of(words: str) -> str:
    """Paragraphs as a page of HTML."""
    paragraphs = (html.escape(each.strip()) for each in _BLANK.split(words) if each.strip())
    body = "\n".join(f"<p>{each}</p>" for each in paragraphs)
    head = '<meta charset="utf-8"><title>Novels</title>'
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>\n{body}\n</body></html>\n'


def with_soft_hyphens(words: str) -> str:
    """The same words with a soft hyphen in the first long word of each line."""
    return "\n".join(_WORD.sub("\\1\u00ad\\2", line, count=1) for line in words.split("\n"))


def written(words: str, formats: Sequence[str], folder: Path) -> Iterator[tuple[str, Path]]:
    """A text as a file of each of these formats, without those that need pandoc where it is not there."""
    page = folder / "novels.html"
    page.write_text(page_of(words), encoding="utf-8")
    for made in formats:
        if made == "html":
            yield made, page
        elif made in ("txt", "soft.txt"):
            plain = folder / f"novels.{made}"
            plain.write_text(words if made == "txt" else with_soft_hyphens(words), encoding="utf-8")
            yield made, plain
        elif pandoc():
            yield made, convert(page, made, folder)


def measure(path: Path, runs: int) -> dict[str, float]:
    """The medians of some runs, and the highest peak of memory."""
    command = [sys.executable, "-c", CHILD, str(path)]
    found = [
        json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        for _ in range(runs)
    ]
    middle: dict[str, float] = {key: statistics.median(one[key] for one in found) for key in found[0]}
    for peak in ("megabytes", "own_megabytes"):
        middle[peak] = max(one[peak] for one in found)
    return middle


def main() -> None:
    """Prints a line a file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--megabytes", nargs="+", type=int, default=[3])
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=list(FORMATS))
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print an object with every figure for each file")
    args = parser.parse_args()
    if not args.json:
        print(f"{'format':10} {'file MB':>8} {'seconds':>8} {'peak MB':>8} {'own MB':>8} {'repairs':>8}")
    for size in args.megabytes:
        words = joined(args.files, size * _MEGABYTE)
        with tempfile.TemporaryDirectory() as folder:
            for made, path in written(words, args.formats, Path(folder)):
                found = measure(path, args.runs)
                found["file_megabytes"] = path.stat().st_size / _MEGABYTE
                if args.json:
                    print(json.dumps({"format": made, **found}), flush=True)
                    continue
                memory = f"{found['megabytes']:8.0f} {found['own_megabytes']:8.0f}"
                figures = f"{found['file_megabytes']:8.1f} {found['seconds']:8.2f} {memory}"
                print(f"{made:10} {figures} {found['repairs']:8.0f}", flush=True)


if __name__ == "__main__":
    main()
