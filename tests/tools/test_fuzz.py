"""Breaking files by chance: the same files each time, made of files that are read."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tools.fuzzing.judge import FAULT, READ, faulty, judge, write
from tools.fuzzing.mutations import mutated
from tools.fuzzing.seeds import FORMATS, seeds


@pytest.mark.parametrize("format", FORMATS)
def test_whole_files_are_read_and_broken_ones_made_alike(format: str, tmp_path: Path) -> None:
    for number, seed in enumerate(seeds(format)):
        assert judge(write(seed, tmp_path / str(number)), Random(3)).kind == READ
    assert [mutated(format, Random(n)) for n in range(5)] == [mutated(format, Random(n)) for n in range(5)]


def test_a_traceback_is_a_fault() -> None:
    assert faulty(ValueError("no")).kind == FAULT
