"""Names of files that every system takes and that no two files of an export share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 80
_UNSAFE = re.compile(r'[<>:"/\\|?*#^\[\]%`\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+')
"""What Windows takes in no name, what Obsidian takes in no link, and what nobody can see."""
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
"""Names that stand for devices on Windows, whatever their ending."""


def file_names(titles: Iterable[str], suffix: str, taken: Iterable[str] = ()) -> list[str]:
    """A name for each title: what of it is safe, a number behind one that another has, and the suffix.

    Two names differ in more than the case of letters and the form of accents, for there are disks that take
    these for one. ``taken`` are names, without the suffix, that must not be given again.
    """
    folded = {_folded(name) for name in taken}
    found: list[str] = []
    for title in titles:
        name = own = safe_name(title)
        number = 1
        while _folded(name) in folded:
            number += 1
            name = f"{own} ({number})"
        folded.add(_folded(name))
        found.append(name + suffix)
    return found


def safe_name(title: str) -> str:
    """A title as the name of a file, without an ending: "untitled" where nothing of it can be in one."""
    name = " ".join(_UNSAFE.sub(" ", unicodedata.normalize("NFC", title)).split())
    name = name[:_LONGEST].strip(" .") or "untitled"
    return f"_{name}" if is_device(name) else name


def is_device(name: str) -> bool:
    """Whether Windows takes a name for a device, whatever its ending."""
    return _DEVICES.match(name) is not None


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
