"""Numbers as a reader sees them: probabilities and counts."""

from __future__ import annotations


def percent(probability: float) -> str:
    """A probability: "35%"."""
    return f"{round(100 * float(probability))}%"


def counted(number: int, things: str) -> str:
    """A number of things, named in the plural: "2 quotes", "1 quote", "1 entity"."""
    one = things.removesuffix("ies") + "y" if things.endswith("ies") else things.removesuffix("s")
    return f"{number:,} {one if number == 1 else things}"
