"""Messages about reading archives: the folder, the dataset, the cluster, a file that is set aside (F75x)."""

from __future__ import annotations

from pathlib import Path

from fabula.errors.kinds import SourceError, UsageError, WorldError


def not_a_corpus(path: Path) -> UsageError:
    """An archive of works is to be read, and what was named is no folder."""
    return UsageError("F750", f"{path} is not a folder; give the folder that holds the works")


def not_a_dataset(path: Path, what: str) -> WorldError:
    """A dataset is wanted, and something else is there."""
    return WorldError("F751", f"{path} is not a dataset: {what}; name one that fabula corpus read has begun")


def dataset_taken(path: Path, what: str) -> WorldError:
    """A dataset is to be written where something else is."""
    return WorldError("F752", f"{path} is no place for a dataset: {what}; name a new folder with --output")


def dataset_busy(path: Path) -> WorldError:
    """Another run is writing to the dataset."""
    return WorldError("F753", f"another program is reading works into {path}; try again when it is done")


def scheduler_unreachable(address: str, why: str) -> UsageError:
    """No Dask scheduler answers."""
    return UsageError(
        "F754", f"no Dask scheduler answers at {address} ({why}); start one with dask scheduler"
    )


def cluster_lost(why: str) -> UsageError:
    """The cluster went away in the middle of a run."""
    return UsageError("F755", f"the Dask cluster is gone ({why}); run the same command again to go on")


def worker_differs(worker: str, found: str, wanted: str) -> UsageError:
    """A worker would read works in another way than the others."""
    return UsageError("F756", f"the worker on {worker} has {found}; install {wanted} there, as it is here")


def worker_cannot_see(worker: str, path: Path) -> UsageError:
    """A worker has another file system."""
    return UsageError(
        "F757", f"the worker on {worker} cannot see {path}; keep the works and the dataset where all can"
    )


def file_kills(source: str, times: int) -> SourceError:
    """Reading a file ended its process time and again: it takes too much memory, or meets a fault."""
    return SourceError(
        "F758", f"{source}: reading it ended {times} workers; split it, or give each worker more memory"
    )


def file_breaks(source: str, what: str) -> SourceError:
    """Reading a file met a mistake in Fabula itself."""
    return SourceError("F759", f"{source}: this is a mistake in Fabula itself: {what}; please report it")


def works_alike(one: str, other: str) -> SourceError:
    """Two works of an archive come to the same number, by which their tables would be mixed up."""
    return SourceError("F762", f"{one} and {other} come to the same number by chance; rename one of them")
