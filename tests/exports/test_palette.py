from __future__ import annotations

from itertools import combinations
from math import dist

import pytest

from fabula.exports.palette import COLOURS, DARK_PAPER, LEAST_CONTRAST, LIGHT_PAPER, colours, contrast

INK = ("#24211d", "#d9d3c7")
"""Of the explorer's text, on light and on dark paper."""
SIGHT = {
    "common": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""How linear red, green and blue look to each kind of sight (Machado, Oliveira and Fernandes 2009)."""
TOLD_APART = 0.025
"""A distance in OKLab; two colours that lie side by side are told apart from 0.02 on."""


def oklab(colour: str, sight: str) -> tuple[float, float, float]:
    """A colour as one sees it, in OKLab (Ottosson 2020)."""
    encoded = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in encoded]
    seen = [sum(a * b for a, b in zip(row, linear, strict=True)) for row in SIGHT[sight]]
    red, green, blue = (min(max(each, 0.0), 1.0) for each in seen)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("paper", [0, 1], ids=["light", "dark"])
def test_any_eight_in_a_row_are_told_apart_by_everybody(paper: int, sight: str) -> None:
    """The leading ones of a work have numbers in a row, from any on: works of a world are numbered on."""
    for first in range(COLOURS):
        shown = [INK[paper], *(colours(first + rank)[paper] for rank in range(8))]
        nearest = min(dist(oklab(one, sight), oklab(other, sight)) for one, other in combinations(shown, 2))
        assert nearest > TOLD_APART, first


def test_no_two_colours_are_one() -> None:
    assert len({colours(rank) for rank in range(COLOURS)}) == COLOURS
    assert colours(COLOURS) == colours(0)


@pytest.mark.parametrize("rank", range(COLOURS))
def test_every_colour_can_be_read(rank: int) -> None:
    light, dark = colours(rank)
    assert contrast(light, LIGHT_PAPER) >= LEAST_CONTRAST
    assert contrast(dark, DARK_PAPER) >= LEAST_CONTRAST
