"""Everybody's colour, as a stylesheet."""

from __future__ import annotations

from functools import lru_cache

from fabula.exports.palette import DARK_PAPER, LIGHT_PAPER, colours


@lru_cache(maxsize=8)
def stylesheet(ranks: int) -> str:
    """The classes ``c0``, ``c1``, … with their colours on light and on dark paper."""
    lines = [f":root{{--light-paper:{LIGHT_PAPER};--dark-paper:{DARK_PAPER}}}"]
    for rank in range(ranks):
        light, dark = colours(rank)
        lines.append(f".c{rank}{{--light:{light};--dark:{dark}}}")
    return "\n".join(lines) + "\n"
