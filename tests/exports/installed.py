"""The formats whose libraries are here: spaCy is large, and no test but its own asks for it."""

from __future__ import annotations

from importlib.util import find_spec

from fabula.exports import FORMATS


def installed_formats() -> list[str]:
    """The names of the formats that can be written here."""
    return [name for name, kind in FORMATS.items() if kind.extra != "spacy" or find_spec("spacy")]
