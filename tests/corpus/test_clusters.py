"""How a machine is shared out among processes, and what of it is open to others."""

from __future__ import annotations

import gc
import socket
import sys
import time

import pytest

from fabula.corpus.clusters import LEAST, ROOM, client_of, shared_out
from fabula.errors import UsageError


@pytest.mark.parametrize(
    ("workers", "memory", "cores", "total", "processes", "limit"),
    [
        (0, 0, 2, 24_000, 2, 12_000),
        (0, 0, 64, 12 * ROOM, 12, ROOM),
        (0, 0, 8, 500, 1, 500),
        (0, 3000, 8, 12_000, 4, 3000),
        (3, 0, 8, 12_000, 3, 4000),
        (3, 700, 8, 1000, 3, 700),
    ],
)
def test_processes_and_their_memory(
    workers: int, memory: int, cores: int, total: int, processes: int, limit: int
) -> None:
    assert shared_out(workers, memory, cores, total) == (processes, limit)


@pytest.mark.parametrize("address", ["foo", "tcp://foo", "what://foo:1", ""])
def test_what_is_no_address_is_one_line_at_once(address: str) -> None:
    start = time.monotonic()
    with pytest.raises(UsageError, match=r"no Dask scheduler answers.*\[F754\]"), client_of(address, 0, 0):
        pass
    gc.collect()  # a client that is begun and not ended waits here
    assert time.monotonic() - start < 10


def test_memory_in_which_nothing_can_begin_is_refused() -> None:
    says = "memory is '299'; it must be 0, or 300 MiB or more"
    with pytest.raises(UsageError, match=says), client_of(None, 1, LEAST - 1):
        pass


def test_two_runs_on_one_machine_get_on_and_neither_is_open_to_the_network() -> None:
    """The second finds no port taken, of which it would warn, and warnings are errors here."""
    with client_of(None, 1, 0) as one, client_of(None, 1, 0) as other:
        ports = [client.scheduler_info()["services"].get("dashboard") for client in (one, other)]
        assert len(set(ports)) == 2
        for port in ports if sys.platform == "linux" else ():  # where 127.0.0.2 is this machine too
            with socket.socket() as free:
                free.bind(("127.0.0.2", port))  # taken if it listened at every address
