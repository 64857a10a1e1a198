"""How a machine is shared out among processes."""

from __future__ import annotations

import pytest

from fabula.corpus.clusters import ROOM, shared_out


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
