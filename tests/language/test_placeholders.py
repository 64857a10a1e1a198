"""Names that the reader fills in."""

from __future__ import annotations

import pytest

from fabula.language.placeholders import placeholders


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("“Y/N,” he said.", ["Y/N"]),
        ("(Y/N) (L/N) sat down", ["Y/N", "L/N"]),
        ("y/n laughed", ["y/n"]),
        ("Y/N L/N laughed", ["Y/N L/N"]),
        ("[Your Name] and (Name) laughed", ["Your Name", "Name"]),
        ("Your name is on the door, and/or mine.", []),
        ("the day/night of it", []),
    ],
)
def test_names_left_open(words: str, names: list[str]) -> None:
    assert [words[start:end] for start, end in placeholders(words)] == names
