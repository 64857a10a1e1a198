"""Errors in what a person corrects (F57x in the words of the cast, F58x here)."""

from __future__ import annotations

from pathlib import Path

from fabula.errors.kinds import UsageError, WorldError


def work_changed(work: int, path: Path) -> WorldError:
    """Somebody else has changed a work since it was looked at."""
    return WorldError(
        "F240", f"work {work} of {path} has been changed by another program meanwhile; do it again"
    )


def no_such_line(words: str, near: str, number: int | None = None) -> UsageError:
    """No line of the work has these words, or this number."""
    if number is not None:
        said = f"there is no line {number}; fabula quotes lists them with their numbers"
    else:
        right = f"did you mean {near}?" if near else "give words that stand in one, or its number"
        said = f"there is no line with the words {words!r}; {right}"
    return UsageError("F580", said)


def several_lines(words: str, count: int, numbers: str) -> UsageError:
    """Several lines have these words."""
    return UsageError(
        "F581", f"{words!r} stands in {count:,} lines, {numbers}; give more of its words, or its number"
    )


def no_such_place(offset: int, what: str, right: str) -> UsageError:
    """There is nothing of the kind at an offset."""
    return UsageError("F582", f"there is no {what} at {offset}; {right}")


def no_such_chapter(chapter: str, present: str) -> UsageError:
    """The work has no such chapter."""
    return UsageError("F583", f"there is no chapter {chapter!r}; {present}")


def offset_outside(offset: int, length: int) -> UsageError:
    """A place lies behind the end of the text."""
    return UsageError("F597", f"there is no offset {offset}; the text has {length:,} characters")


def corrections_contradict(new: str, there: str, number: int) -> UsageError:
    """A correction cannot hold together with one that is kept."""
    return UsageError(
        "F584",
        f"{new!r} contradicts correction {number}, {there!r}; undo it with fabula correct undo --id {number}",
    )


def corrected_already(words: str, number: int) -> UsageError:
    """A correction is kept already."""
    return UsageError("F585", f"{words!r} is kept already, as correction {number}; there is nothing to do")


def nothing_to_correct(words: str) -> UsageError:
    """A correction says what the cast says without it."""
    return UsageError("F586", f"there is nothing to correct: {words}")


def nothing_to_undo(what: str) -> UsageError:
    """No correction can be undone, or taken up again."""
    return UsageError("F587", f"there is nothing to {what}; fabula correct list shows what is kept")


def no_such_correction(number: int, what: str) -> UsageError:
    """There is no correction of that number that could be undone, or taken up again."""
    return UsageError(
        "F588", f"there is no correction {number} to {what}; fabula correct list shows their numbers"
    )


def not_corrections(path: Path, what: str) -> UsageError:
    """A file holds no corrections, or some of its entries are none; nothing of it is taken in."""
    return UsageError(
        "F589", f"{path}: {what}; give a file that fabula correct export wrote; nothing was taken in"
    )


def corrections_newer(path: Path, version: int) -> UsageError:
    """A later version of Fabula wrote the file."""
    return UsageError(
        "F590", f"{path} has the corrections of a newer version of Fabula (format {version}); update Fabula"
    )


def corrections_of_another(path: Path, title: str, fitting: int, count: int) -> UsageError:
    """The corrections of a file do not fit the work: they were made for another book."""
    return UsageError(
        "F591",
        f"{path} was made for {title!r}: {fitting} of its {count:,} corrections fit this work; "
        "choose another with --work",
    )


def not_confirmed(count: int) -> UsageError:
    """A correction was shown, and nobody can be asked whether to keep it."""
    lines = f"{count:,} {'line' if count == 1 else 'lines'}"
    return UsageError("F593", f"nothing was kept: this changes {lines}; --yes keeps it")


def corrections_need_words(title: str) -> UsageError:
    """A work was read by a version of Fabula that kept too little to settle its cast again."""
    return UsageError(
        "F594", f"{title!r} cannot be corrected as Fabula read it before it kept words; read it once more"
    )


def not_told_apart(name: str) -> UsageError:
    """Somebody is to be split, and nothing or all of him is split off."""
    return UsageError(
        "F595", f"all or nothing of {name!r} would be split off; name some of the mentions or lines"
    )


def corrections_clash(one: str, other: str) -> UsageError:
    """Two corrections that come together cannot both hold."""
    return UsageError("F596", f"{one!r} contradicts {other!r}; leave one of them out; nothing was kept")


def no_such_number(what: str, number: int, right: str) -> UsageError:
    """A correction is of a scene, an attribute or a finding that there is not."""
    return UsageError("F598", f"there is no {what} {number}; {right}")
