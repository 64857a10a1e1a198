"""The tables of a work as Parquet files, a folder a table and a file a work; the same bytes each time."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from fabula.world.files import sync, sync_folder

if TYPE_CHECKING:
    import pyarrow as pa

UNFINISHED = ".tmp"
_LEVEL = 3
_ROWS = 1 << 17
"""Rows of a group: a novel is one group, a million words are eight."""


def write_parts(dataset: Path, part: str, tables: Mapping[str, pa.Table]) -> dict[str, int]:
    """Write the tables of a work; how many rows each has. Raises OSError where the disk refuses.

    Each file gets its name when it is whole, so that a reader never meets half of one.
    """
    return {name: _write(dataset / name, part, table) for name, table in tables.items()}


def clear_unfinished(dataset: Path) -> None:
    """Take away what killed workers have left; nobody may be writing."""
    for left in dataset.glob(f"*/.*{UNFINISHED}"):
        with suppress(OSError):
            left.unlink()


def _write(folder: Path, part: str, table: pa.Table) -> int:
    import pyarrow.parquet as pq

    folder.mkdir(exist_ok=True)
    # Two workers may write one part at once where the first was thought dead: each to a file of its own.
    temporary = folder / f".{part}.{secrets.token_hex(4)}{UNFINISHED}"
    try:
        pq.write_table(
            table,
            temporary,
            version="2.6",
            compression="zstd",
            compression_level=_LEVEL,
            row_group_size=_ROWS,
            use_dictionary=True,
            write_statistics=True,
        )
        sync(temporary)
        temporary.replace(folder / part)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    sync_folder(folder)
    return int(table.num_rows)
