"""What of a file could not be read as it is, in whole sentences: for :attr:`fabula.types.Text.warnings`."""

from __future__ import annotations

from collections.abc import Sequence

_MOST_NAMED = 3


def pages_missing(names: Sequence[str]) -> str:
    """Pages that the reading order names are not in the file."""
    return f"{_listed(names)} {_are(names)} missing from the file; the rest is read."


def page_unreadable(name: str, why: str) -> str:
    """A page is there and cannot be read."""
    return f"{name} cannot be read ({why}); the rest is read."


def container_missing(name: str) -> str:
    """The file does not say where its package document is."""
    return f"META-INF/container.xml is missing or names no package; {name} is read as the package."


def package_missing() -> str:
    """Nothing says in which order the pages come."""
    return "The package document is missing; the pages are read in the order of their names."


def reading_order_missing() -> str:
    """The package names no reading order."""
    return "The package has no reading order; the pages are read in the order in which it lists them."


def page_out_of_order(name: str) -> str:
    """The navigation names a page that the reading order lacks."""
    return (
        f"{name} is in the navigation and not in the reading order; it is read where the navigation has it."
    )


def pages_left_out(names: Sequence[str], words: int) -> str:
    """Pages that neither the reading order nor a link leads to."""
    return f"{_listed(names)} ({words:,} words) {_are(names)} not in the reading order and left out."


def encoding_mended(taken_for: str, places: int) -> str:
    """What had been read in the wrong encoding, before it came here, is read as what it was."""
    were = "place was" if places == 1 else "places were"
    return f"{places:,} {were} UTF-8 taken for {taken_for}; they are read as what they had been."


def part_left_out(what: str, name: str) -> str:
    """The file is read without one of its parts; ``what`` is in it."""
    return f"{name} is damaged or missing; {what} are left out."


def part_with_gaps(what: str, name: str) -> str:
    """A part is read as far as its damage lets it be; ``what`` is in it."""
    return f"{name} is damaged; {what} may have gaps."


def document_missing(name: str) -> str:
    """A project lists a document whose file is not there."""
    return f"The document {name}, which the project lists, is missing; the rest is read."


def document_cut_short(name: str) -> str:
    """A document of a project ends too soon."""
    return f"The document {name} breaks off before its end; its last words may be missing."


def taken_in_too_often(name: str, times: int) -> str:
    """A document takes in the same file again and again."""
    return f"{name} is taken in more than {times} times; its words are read {times} times."


def file_with_gaps() -> str:
    """The words are read as far as the damage lets them be."""
    return "The file is damaged; the words may have gaps."


def file_cut_short() -> str:
    """The last words are those before the place where the file ends too soon."""
    return "The file breaks off before its end; the last words may be missing."


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    return shown if len(names) <= _MOST_NAMED else f"{shown} and {len(names) - _MOST_NAMED} more"


def _are(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"
