"""Messages about settings and the Python interface."""

from __future__ import annotations

from pathlib import Path

from fabula.errors.kinds import UsageError, WorldError


def bad_setting(name: str, value: object, right: str) -> UsageError:
    """A setting has a value that makes no sense."""
    return UsageError("F501", f"{name} is {value!r}; it must be {right}")


def no_such_work(work: int, present: str) -> UsageError:
    """The world holds no work of that number."""
    return UsageError("F503", f"there is no work {work} in this world; {present}")


def several_works(present: str) -> UsageError:
    """One work is needed and the world holds several."""
    return UsageError("F504", f"this world holds several works; choose one with --work: {present}")


def world_without_works(path: Path) -> UsageError:
    """A work is wanted and the world holds none."""
    return UsageError("F510", f"{path} holds no works yet; fabula read FILE --world puts one in")


def no_pandas() -> UsageError:
    """A data frame was asked for and pandas is not installed."""
    return UsageError("F505", "to_pandas() needs pandas, which is not installed; pip install pandas")


def bad_format(name: str, known: str) -> UsageError:
    """There is no export of that name."""
    return UsageError("F506", f"there is no export format {name!r}; choose from {known}")


def annotations_damaged(title: str) -> WorldError:
    """What a world keeps of the words of a work cannot be read."""
    return WorldError("F230", f"the words of {title!r} are damaged in this world; read the story once more")


def no_tokens_kept(title: str) -> UsageError:
    """The tokens of a work are wanted, and it was taken from a world or made without them."""
    return UsageError(
        "F511",
        f"{title!r} comes without its words, which Fabula did not keep when it was read; read it once more",
    )


def cannot_write(path: str, reason: str) -> UsageError:
    """A file that the user named cannot be written."""
    return UsageError("F507", f"cannot write {path}: {reason}")


def system_refused(what: str) -> UsageError:
    """The system refused something: a full disk, a folder that may not be read."""
    return UsageError("F508", what)


def out_of_memory() -> UsageError:
    """The work does not fit into the memory there is."""
    return UsageError("F509", "there is not enough memory for this text; read it in parts or set --batch 1")


def looks_like_draft(name: str, work: int, title: str) -> UsageError:
    """A story seems to be another draft of one that the world holds, and nobody has said what to do."""
    return UsageError(
        "F530",
        f"{name}: this looks like a new draft of work {work}, {title}: read it with --replace {work} to "
        "replace it, or --new to keep both",
    )


def one_story_only(option: str, count: int) -> UsageError:
    """An option that says something of one story, and several are read."""
    return UsageError("F531", f"{option} is for one story, and these are {count}; read that one by itself")
