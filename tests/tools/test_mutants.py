from __future__ import annotations

from pathlib import Path

import pytest

from tools.mutants import Mutant, drawn, mutants_of

SOURCE = """
LEAST = 0.4

def weigh(a, b):
    if a < b:
        return a + LEAST
    return b
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "weigh.py").write_text(SOURCE)
    return tmp_path


def changes(package: Path) -> dict[str, Mutant]:
    return {own.kind: own for own in mutants_of(package / "weigh.py")}


@pytest.mark.parametrize(
    ("kind", "line", "now"),
    [
        ("number doubled", 2, "LEAST = 0.8"),
        ("comparison turned", 5, "if a >= b:"),
        ("branch dropped", 5, "if False:"),
        ("term left out", 6, "return a\n"),
    ],
)
def test_each_kind_of_change(package: Path, kind: str, line: int, now: str) -> None:
    own = changes(package)[kind]
    assert own.line == line
    assert now in own.after
    assert now not in own.before
    assert own.diff().startswith("-")


def test_a_draw_is_the_same_again_and_no_change_comes_twice(package: Path) -> None:
    found = drawn(package, 40, seed=3)
    assert len(found) == 4
    assert [own.kind for own in drawn(package, 40, seed=3)] == [own.kind for own in found]
    assert len({own.kind for own in found}) == 4
