"""Colours that tell characters apart and can be read on light and on dark paper."""

from __future__ import annotations

from math import cos, radians, sin

LIGHT_PAPER, DARK_PAPER = "#fbf8f1", "#191714"
LEAST_CONTRAST = 6.0
"""Of a character's colour against the paper, so that the 4.5 of WCAG 2.2 (1.4.3) are left on its own tint."""

_FIRST: tuple[tuple[float, float, float], ...] = (
    (255, 0.46, 0.76),
    (65, 0.46, 0.68),
    (350, 0.38, 0.78),
    (130, 0.34, 0.78),
    (315, 0.32, 0.70),
    (235, 0.38, 0.86),
    (20, 0.50, 0.74),
    (275, 0.34, 0.70),
)
"""Hue, and lightness on light and on dark paper.

Each is the farthest from those before it and from the ink, with common sight and with any of three kinds of
colour-blindness (Machado, Oliveira and Fernandes 2009).
"""
_TURNS: tuple[tuple[float, float, float], ...] = ((0, 0, 0), (10, 0, 0.02), (-4, -0.02, 0.02))
"""What is added to them for each next eight, so that any eight in a row are told apart by all, and these
24 with common sight: the best of some thousands."""
_SHADES = (0, 1.5, -1.5)
"""Degrees that are added to the hues of each next 24: nobody has quite the colour of another."""
COLOURS = len(_FIRST) * len(_TURNS) * len(_SHADES)
"""How many there are; then the first comes again."""


def colours(rank: int) -> tuple[str, str]:
    """The colours for light and dark paper of the character at ``rank``, 0 for the most mentioned."""
    turn, place = divmod(rank % COLOURS, len(_FIRST))
    shade, turn = divmod(turn, len(_TURNS))
    (hue, light, dark), (turned, lighter, brighter) = _FIRST[place], _TURNS[turn]
    hue = (hue + turned + _SHADES[shade]) % 360
    return _readable(light + lighter, hue, LIGHT_PAPER, -0.01), _readable(
        dark + brighter, hue, DARK_PAPER, 0.01
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours by WCAG 2.2, between 1 and 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _readable(lightness: float, hue: float, paper: str, step: float) -> str:
    while contrast(_displayed(lightness, hue), paper) < LEAST_CONTRAST:
        lightness += step
    return _displayed(lightness, hue)


def _displayed(lightness: float, hue: float) -> str:
    """The most colourful sRGB of a lightness and hue, up to a chroma that stays calm in long reading."""
    chroma = 0.14
    while True:
        channels = _linear(lightness, chroma, hue)
        if all(-1e-4 <= channel <= 1.0001 for channel in channels) or chroma <= 0:
            return "#" + "".join(f"{round(255 * _gamma(channel)):02x}" for channel in channels)
        chroma -= 0.005


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """OKLCH to linear sRGB (Ottosson 2020, A perceptual color space for image processing)."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _gamma(channel: float) -> float:
    channel = min(max(channel, 0.0), 1.0)
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
