"""Files with a name like the one that somebody typed, for messages that say what may have been meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

MOST = 2000
"""Files of a folder that are looked at; whoever has more will not wait for a guess."""


def near(path: Path, suffixes: Collection[str]) -> str:
    """A file with one of the suffixes that is called much like ``path``, as one would type it; or nothing.

    It is looked for in the folder that ``path`` names and in the current one; one of the same name with
    another ending comes first.
    """
    for folder in dict.fromkeys((path.parent, Path())):
        known = {each.name.casefold(): each for each in _files(folder) if each.suffix.lower() in suffixes}
        stems = {each.stem.casefold(): each for each in known.values()}
        for names, wanted in ((known, path.name), (stems, path.name), (stems, path.stem)):
            if wanted.casefold() in names:
                return str(names[wanted.casefold()])
        for match in get_close_matches(path.stem.casefold(), stems, n=1):  # all endings are alike
            return str(stems[match])
    return ""


def _files(folder: Path) -> Iterator[Path]:
    with suppress(OSError, ValueError):
        yield from (each for each in islice(folder.iterdir(), MOST) if each.is_file())
