"""Findings: where a text contradicts itself. A file a kind; only what the story tells is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from fabula.story.findings.ages import ages
from fabula.story.findings.candidates import Candidate, shipped, weighed
from fabula.story.findings.clocks import clocks
from fabula.story.findings.counts import counts
from fabula.story.findings.daytimes import daytimes
from fabula.story.findings.dead_kin import dead_kin
from fabula.story.findings.deaths import deaths
from fabula.story.findings.descriptions import descriptions
from fabula.story.findings.echoes import echoes
from fabula.story.findings.injuries import injuries
from fabula.story.findings.kin import kin
from fabula.story.findings.kin_names import kin_names
from fabula.story.findings.kin_words import kin_words
from fabula.story.findings.limbs import limbs
from fabula.story.findings.looks import looks
from fabula.story.findings.material import Material
from fabula.story.findings.names import names, ranks
from fabula.story.findings.objects import objects
from fabula.story.findings.own_lines import own_lines
from fabula.story.findings.places import places, two_places
from fabula.story.findings.pronouns import pronouns
from fabula.story.findings.weather import weather
from fabula.types import Cast, Finding, Story, Text

KINDS: Final[tuple[Callable[[Material], Iterator[Candidate]], ...]] = (
    looks,
    ages,
    names,
    ranks,
    kin,
    kin_names,
    kin_words,
    pronouns,
    deaths,
    dead_kin,
    places,
    two_places,
    clocks,
    daytimes,
    descriptions,
    injuries,
    limbs,
    objects,
    own_lines,
    counts,
    echoes,
    weather,
)
"""What looks for findings, each for a kind of its own."""
_LEAST: Final = 0.1
"""What is less likely a slip than this is not worth a look."""


def findings(
    text: Text, cast: Cast, story: Story, weights: Mapping[str, float] | None = None
) -> tuple[Finding, ...]:
    """Where a work contradicts itself, in the order in which it shows.

    ``weights``: others than the package ships.
    """
    weights = weights if weights is not None else shipped()
    found = sorted(
        (
            found
            for own in candidates(text, cast, story)
            if (found := weighed(own, weights)).confidence >= _LEAST
        ),
        key=lambda own: (own.spans[-1], own.spans, own.kind.value, own.entities),
    )
    return tuple(replace(own, id=k) for k, own in enumerate(found))


def candidates(text: Text, cast: Cast, story: Story) -> Iterator[Candidate]:
    """All that may be contradictions, a kind after the other."""
    material = Material(text, cast, story)
    return (own for look in KINDS for own in look(material))
