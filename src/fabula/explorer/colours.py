"""Everybody's colour, which stays theirs: it hangs on their number, which corrections and drafts keep."""

from __future__ import annotations

from functools import lru_cache

from fabula.exports.palette import COLOURS, DARK_PAPER, LIGHT_PAPER, colours


def colour_of(number: int) -> int:
    """Which colour the entity of a number has; those of a work that lead have numbers in a row."""
    return (number - 1) % COLOURS


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """The classes ``c0``, ``c1``, … with their colours on light and on dark paper."""
    lines = [f":root{{--light-paper:{LIGHT_PAPER};--dark-paper:{DARK_PAPER}}}"]
    for each in range(COLOURS):
        light, dark = colours(each)
        lines.append(f".c{each}{{--light:{light};--dark:{dark}}}")
    return "\n".join(lines) + "\n"
