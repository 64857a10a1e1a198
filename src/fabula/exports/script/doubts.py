"""Which lines a person should look at before they are recorded."""

from __future__ import annotations

from fabula.amounts import percent
from fabula.exports.script.voices import Voices
from fabula.types import Quote

DOUBT = 0.7
"""A line is doubtful whose speaker is less likely than this, or not known. As the probabilities
are calibrated, of lines that are just surer than this about seven in ten are right."""
_WORTH = 0.05
_MOST = 3


def is_doubtful(quote: Quote) -> bool:
    """Whether a person should look at who speaks a line."""
    return quote.speaker is None or quote.confidence < DOUBT


def runners_up(quote: Quote, voices: Voices) -> list[tuple[str, float]]:
    """Who else may speak a line, as far as that is worth a look: voices with their probabilities."""
    likely = [(who, share) for who, share in quote.alternatives if share >= _WORTH]
    return [(voices.of_entity(who).name, share) for who, share in likely[:_MOST]]


def doubt_of(quote: Quote, voices: Voices) -> str:
    """The doubt about a line in a few words: "Emma 45%, or Harriet 30%"; nothing where there is none."""
    if not is_doubtful(quote):
        return ""
    others = [f"{name} {percent(share)}" for name, share in runners_up(quote, voices)]
    if quote.speaker is None:
        return ", ".join(["speaker not known", *(f"perhaps {each}" for each in others)])
    first = f"{voices.of_entity(quote.speaker).name} {percent(quote.confidence)}"
    return ", ".join([first, *(f"or {each}" for each in others)])
