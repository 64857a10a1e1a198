"""Messages about the files that are read as stories."""

from __future__ import annotations

from pathlib import Path

from fabula.errors.kinds import SourceError
from fabula.nearby import near

WORLDS = (".fabula",)
STORIES = tuple(".epub .txt .html .htm .xhtml .docx .odt .rtf .md .markdown".split())  # noqa: SIM905
"""The usual endings of files, for guesses at what somebody meant; what a file is never depends on them."""


def file_missing(path: object) -> SourceError:
    """There is no such file."""
    meant = near(Path(str(path)), STORIES)
    right = f"did you mean {meant}?" if meant else "give the path of a story to read"
    return SourceError("F101", f"{path}: no such file; {right}")


def not_a_file(path: object) -> SourceError:
    """A folder, a pipe or a device was given."""
    return SourceError(
        "F102", f"{path}: not a file; give one with a story in it, or a folder of chapters with as_one=True"
    )


def no_stories(path: object) -> SourceError:
    """A folder or an archive without a story in it."""
    return SourceError(
        "F130",
        f"{path}: there are no stories in it; give a folder or a zip archive of .epub, .txt, .html, .docx, "
        ".odt, .rtf or .md files",
    )


def too_many_files(path: object, most: int) -> SourceError:
    """A folder that nobody means, such as a whole disk."""
    return SourceError("F131", f"{path}: more than {most:,} files are in it; give the folder of the stories")


def project_unsupported(path: object, what: str, instead: str) -> SourceError:
    """A folder in which a program keeps a work in pieces of its own."""
    return SourceError("F132", f"{path}: this is {what}; {instead} and read that")


def file_unreadable(path: object, why: str) -> SourceError:
    """The system does not let us read the file."""
    return SourceError("F103", f"{path}: cannot be read ({why}); check its permissions")


def file_empty(path: object) -> SourceError:
    """No visible character in it."""
    return SourceError("F104", f"{path}: there is no text in it; give a file with a story in it")


def not_text(path: object, what: str) -> SourceError:
    """Bytes that are no text: a picture, a program, an archive."""
    return SourceError(
        "F105",
        f"{path}: this is {what}; give plain text, EPUB, HTML, DOCX, ODT, RTF or Markdown",
    )


def not_a_story(path: object, what: str) -> SourceError:
    """A text that holds no prose: data, program code, subtitles, a page to log in."""
    return SourceError(
        "F112",
        f"{path}: this looks like {what}, and no story; give a file of prose, or --force (force=True) "
        "reads it all the same",
    )


def file_encrypted(path: object, what: str) -> SourceError:
    """The words are locked away by DRM or a password."""
    return SourceError("F106", f"{path}: {what}; give a copy without encryption")


def file_damaged(path: object, why: str) -> SourceError:
    """The file begins as its format does, but does not hold together."""
    return SourceError("F107", f"{path}: damaged or cut short ({why}); get the file again")


def wrong_zip(path: object, what: str) -> SourceError:
    """A zip archive that is no book."""
    return SourceError("F108", f"{path}: a zip archive of {what}; give an EPUB, a DOCX or an ODT")


def file_too_large(path: object, what: str, limit: int) -> SourceError:
    """More bytes than any story has, packed or not; ``limit`` is in bytes."""
    return SourceError(
        "F109", f"{path}: {what} is larger than {limit >> 20} MiB; split it into smaller files"
    )


def not_whole(path: object, warning: str) -> SourceError:
    """Parts of a file cannot be read, and only a whole one is wanted."""
    what = warning.rstrip(".").removesuffix("; the rest is read")
    return SourceError("F115", f"{path}: {what}; without --strict the rest is read")


def not_english(path: object, looks_like: str) -> SourceError:
    """The words are of another language than the one the model knows."""
    return SourceError(
        "F110",
        f"{path}: this looks like {looks_like}, and only English is read; --force (force=True) goes on",
    )


def format_unsupported(path: object, what: str, instead: str) -> SourceError:
    """A text, but in a format that is not read."""
    return SourceError("F111", f"{path}: {what} cannot be read; {instead}")
