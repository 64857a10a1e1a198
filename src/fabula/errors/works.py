"""Messages about people of several works, and about looking words up."""

from __future__ import annotations

from fabula.errors.kinds import UsageError, WorldError


def both_in_one_work(one: int, other: int, work: int) -> WorldError:
    """Two entities are to be joined over works, and one work has both."""
    return WorldError(
        "F241", f"#{one} and #{other} are both in work {work}; fabula correct same joins two of one work"
    )


def taken_apart(one: int, other: int) -> WorldError:
    """Two entities are to be joined that a person has taken apart."""
    return WorldError("F242", f"#{one} and #{other} were taken apart by hand; fabula merge joins them again")


def nothing_to_part(entity: int, work: int, works: str) -> WorldError:
    """An entity is to be taken apart that is not in that work, or in no other."""
    return WorldError("F243", f"#{entity} is in work {works}; one of several works is parted, not {work}")


def bad_search(words: str, why: str) -> UsageError:
    """The words to look up are no query."""
    return UsageError("F519", f"{words!r} cannot be looked up ({why}); put a phrase in quotation marks")
