"""Workers: processes on this machine, or those of a Dask cluster."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fabula import errors
from fabula.settings import available_cores

if TYPE_CHECKING:
    from distributed import Client

KILLS = 3
"""How many workers a file may end before it is set aside. A cluster of its own has its own limit."""
ROOM = 1200
"""MiB that a process should have: a novel of 200,000 words takes 800."""
LEAST = 300
"""MiB without which a process does not even begin to read: it would be ended and begun anew for ever."""
PATIENCE = 15
"""Seconds within which a scheduler must answer."""

STATUS = "127.0.0.1:0"
"""Where a scheduler of our own tells of itself: for this machine alone, at any port. Left to itself it takes
port 8787 for the whole network, and warns where another run has it already."""

_MEMORY = {
    # What a work takes is in arrays and the model, which no worker can put onto the disk; a worker that waits
    # for memory to come back waits for ever. One that takes too much is ended and its work done again.
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": 0.95,
    "distributed.scheduler.allowed-failures": KILLS - 1,
}


@contextmanager
def client_of(scheduler: str | None, workers: int, memory: int) -> Iterator[Client]:
    """A client of the cluster at an address, or of processes on this machine that end with the block.

    ``workers`` processes (0: one a core, as far as there is memory for them), each of one thread and with
    ``memory`` MiB (0: its share of this machine's) at most.

    Raises :class:`fabula.errors.UsageError` where no scheduler answers, or the memory is too little.
    """
    if 0 < memory < LEAST:
        raise errors.bad_value("memory", str(memory), f"0, or {LEAST} MiB or more")
    if scheduler is None:
        with _local(workers, memory) as client:
            yield client
        return
    from distributed import Client
    from distributed.comm.addressing import get_address_host_port

    try:
        get_address_host_port(scheduler)  # a client of what is no address is in the way for half a minute
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError, ImportError) as error:
        raise errors.scheduler_unreachable(scheduler, str(error) or type(error).__name__) from error
    with client:
        yield client


@contextmanager
def _local(workers: int, memory: int) -> Iterator[Client]:
    import dask
    from distributed import Client, LocalCluster
    from distributed.system import MEMORY_LIMIT

    from fabula.corpus.interrupts import DeafToCtrlC

    processes, limit = shared_out(workers, memory, available_cores(), MEMORY_LIMIT >> 20)
    with (
        dask.config.set(_MEMORY),
        LocalCluster(
            n_workers=processes,
            threads_per_worker=1,
            processes=True,
            memory_limit=f"{limit} MiB",
            dashboard_address=None,
            scheduler_kwargs={"dashboard_address": STATUS},
            silence_logs=logging.CRITICAL,
        ) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        client.register_plugin(DeafToCtrlC())
        yield client


def shared_out(workers: int, memory: int, cores: int, total: int) -> tuple[int, int]:
    """How many processes there are to be on a machine of so many cores and MiB, and the MiB of each.

    ``workers`` and ``memory`` are what was asked for, 0 for nothing.
    """
    processes = workers or max(1, min(cores, total // (memory or ROOM)))
    return processes, memory or max(1, total // processes)


def threads_of(client: Client) -> int:
    """How many works the cluster reads at once, as it stands now; 1 where it has no workers yet."""
    threads: dict[str, int] = client.nthreads()
    return max(1, sum(threads.values()))
