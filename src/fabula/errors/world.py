"""Messages about world files and what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fabula.errors.files import WORLDS
from fabula.errors.kinds import UsageError, WorldError
from fabula.nearby import near


def world_missing(path: Path) -> WorldError:
    """There is no file to open."""
    meant = near(path, WORLDS)
    right = f"did you mean {meant}?" if meant else "make one with fabula read FILE --world"
    return WorldError("F201", f"there is no world at {path}; {right}")


def world_not_a_file(path: Path, what: str) -> WorldError:
    """A world is one ordinary file, and this is a folder or a device."""
    meant = near(path, WORLDS)
    right = f"did you mean {meant}?" if meant else "a world is one ordinary file, such as NAME.fabula"
    return WorldError("F202", f"{path} is {what}; {right}")


def not_a_world(path: Path, what: str) -> WorldError:
    """The file is something else."""
    meant = near(path, WORLDS) if path.suffix not in WORLDS else ""
    right = f"did you mean {meant}?" if meant else "name one that fabula read has written"
    return WorldError("F203", f"{path} is not a Fabula world: {what}; {right}")


def world_newer(path: Path) -> WorldError:
    """A later version of Fabula wrote the file."""
    return WorldError("F204", f"{path} was made by a newer version of Fabula; bring this one up to date")


def world_older(path: Path) -> WorldError:
    """The file lacks migrations, and opening for reading never writes."""
    return WorldError(
        "F205",
        f"{path} was made by an older version of Fabula; fabula resolve brings it up to date",
    )


def world_damaged(path: Path, what: str) -> WorldError:
    """The file is truncated, overwritten in part or edited against its rules."""
    return WorldError("F206", f"{path} is damaged ({what}); go back to a copy or read the works again")


def world_busy(path: Path) -> WorldError:
    """Another program holds the lock for longer than this one waits."""
    return WorldError("F207", f"another program is writing to {path}; try again when it is done")


def world_not_writable(path: Path, what: str) -> WorldError:
    """The file or its folder lets nothing be written."""
    return WorldError("F208", f"cannot write to the world {path}: {what}; nothing of it was changed")


def world_disk_full(path: Path) -> WorldError:
    """There is no room for the new pages."""
    return WorldError("F209", f"the disk is full: {path} stays as it was; make room and try again")


def world_read_only(path: Path) -> WorldError:
    """A world that was opened for reading was asked to change."""
    return WorldError("F210", f"{path} is open for reading; World.create_or_open opens it for writing")


def world_half_written(path: Path, what: str) -> WorldError:
    """A killed writer's journal lies beside the world and cannot be rolled back here."""
    return WorldError(
        "F211",
        f"{path} holds an interrupted write that cannot be undone here ({what}); "
        "open it, together with its -journal file, where it may be written",
    )


def world_cannot_open(path: Path, what: str) -> WorldError:
    """The system will not let the file be opened."""
    return WorldError("F212", f"cannot open the world {path}: {what}")


def work_breaks_rule(title: str, rule: str) -> WorldError:
    """A work contradicts itself: a mention of an entity that it lacks, a span that ends before it starts."""
    return WorldError("F213", f"{title!r} cannot be kept: {rule}")


def lone_surrogate(title: str, code: str, position: int) -> WorldError:
    """Half a UTF-16 pair is no character, and no UTF-8 file can hold it."""
    return WorldError(
        "F214",
        f"{title!r} holds {code}, half a character, at position {position} of a text; "
        "put U+FFFD in its place",
    )


def unknown_apart(name: str, known: Sequence[str]) -> UsageError:
    """What is to be read as story is no kind of what is set apart."""
    return UsageError("F520", f"--include knows no {name!r}; it takes all, or some of: {', '.join(known)}")


def unknown_name(name: str, near: str) -> WorldError:
    """No entity of the world goes by that name; ``near`` says which ones come close."""
    return WorldError("F215", f"nobody is called {name!r}; {near}")


def ambiguous_name(name: str, candidates: str, right: str) -> WorldError:
    """Several entities go by that name."""
    return WorldError("F216", f"{name!r} may be {candidates}; give {right}")


def entity_of_another_work(name: str, title: str) -> WorldError:
    """Something is asked of a work about an entity that is none of its own."""
    return WorldError("F218", f"{name!r} is not of {title!r}; ask the work that it was taken from")


def work_is_there(source: str, work: int) -> WorldError:
    """A work is to be kept beside another of the same source and title, which stand for one work."""
    return WorldError(
        "F219",
        f"{source!r} with this title is work {work} of this world already; give it another --title, or read "
        f"it without --replace to replace work {work}",
    )


def output_exists(path: Path) -> WorldError:
    """The file that an export would be named after is there already."""
    return WorldError("F217", f"{path} exists already; name it with --output to write over it")
