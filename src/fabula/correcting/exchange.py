"""Corrections as a file that others can look through, share and apply to their own copy of the book."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from fabula import errors
from fabula.reading import Reading
from fabula.version import __version__
from fabula.world.corrections import Correction, Entry
from fabula.world.corrections.jsonld import CONTEXT, body, correction_of
from fabula.world.files import replacing

FORMAT = 1
"""The version of the format; a later one may hold what this one does not know."""
LARGEST = 500_000_000
"""Bytes of a file, at most."""
SHOWN = 3
"""Entries that an error names of those that are wrong."""
OF_ANOTHER = 0.25
"""The share of corrections that fit any edition of the book that they were made for, at least."""
PROBLEM_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Imported:
    """The corrections of a file, and the title of the work that they were made for."""

    title: str
    corrections: tuple[Correction, ...]

    def is_of_another(self, fitting: int) -> bool:
        """Whether so few of them fit a work that it is another book."""
        return fitting < OF_ANOTHER * len(self.corrections)


def write_corrections(path: Path, reading: Reading, entries: Sequence[Entry]) -> Path:
    """Writes corrections as an AnnotationPage. Raises :class:`fabula.FabulaError` where nothing can be."""
    about = reading.work.text
    page = {
        "@context": CONTEXT,
        "type": "AnnotationPage",
        "fabula:format": FORMAT,
        "generator": f"Fabula {__version__}",
        "created": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "fabula:work": {"title": reading.title, "author": reading.author, "source": about.source},
        "items": [
            {**body(entry.correction), "created": entry.created, "generator": f"Fabula {entry.program}"}
            for entry in entries
        ],
    }
    try:
        _require_place(path)
        with replacing(path) as temporary:
            temporary.write_text(json.dumps(page, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise errors.cannot_write(str(path), error.strerror or str(error)) from error
    return path


def read_corrections(path: Path) -> Imported:
    """The corrections of a file. Raises :class:`fabula.FabulaError` where it holds anything else."""
    page = _page(path)
    version = page.get("fabula:format")
    if type(version) is not int or version < 1:
        raise errors.not_corrections(path, "it holds no corrections")
    if version > FORMAT:
        raise errors.corrections_newer(path, version)
    items = page.get("items")
    if not isinstance(items, list) or not items:
        raise errors.not_corrections(path, "it holds no corrections")
    found: list[Correction] = []
    wrong: list[str] = []
    for number, item in enumerate(items, 1):
        read = _correction(item)
        if isinstance(read, str):
            wrong.append(f"entry {number}: {read[:PROBLEM_SHOWN]}")
        else:
            found.append(read)
    if wrong:
        more = f" and {len(wrong) - SHOWN:,} more" if len(wrong) > SHOWN else ""
        share = f"{len(wrong):,} of its {len(items):,} entries {'is' if len(wrong) == 1 else 'are'} wrong"
        raise errors.not_corrections(path, f"{share} ({'; '.join(wrong[:SHOWN])}{more})")
    about = page.get("fabula:work")
    title = about.get("title") if isinstance(about, dict) else None
    return Imported(title if isinstance(title, str) else path.name, tuple(found))


def _correction(item: object) -> Correction | str:
    """The correction that an entry is, or what is wrong with it."""
    try:
        return correction_of(item)
    except (ValueError, RecursionError) as error:
        return str(error)


def _page(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST:
            raise errors.not_corrections(path, "it is too large")
        page = json.loads(path.read_bytes())
    except OSError as error:
        raise errors.not_corrections(path, error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise errors.not_corrections(path, "it is no JSON") from error
    if not isinstance(page, dict):
        raise errors.not_corrections(path, "it holds no corrections")
    return page


def _require_place(path: Path) -> None:
    if path.is_dir():
        raise errors.cannot_write(str(path), "it is a folder; name a file, such as corrections.jsonld")
    if path.is_file():
        with path.open("rb") as file:
            if file.read(6) == b"SQLite":
                raise errors.cannot_write(
                    str(path), "it is a world, which this would wipe out; name another file"
                )
