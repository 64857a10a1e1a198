"""Findings: where a text contradicts itself. A file a kind; only what the story tells is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from fabula.story.findings.ages import ages
from fabula.story.findings.clocks import clocks
from fabula.story.findings.deaths import deaths
from fabula.story.findings.kin import kin
from fabula.story.findings.looks import looks
from fabula.story.findings.material import Material
from fabula.story.findings.names import names, ranks
from fabula.story.findings.places import places
from fabula.story.findings.pronouns import pronouns
from fabula.types import Cast, Finding, Story, Text

KINDS: Final[tuple[Callable[[Material], Iterator[Finding]], ...]] = (
    looks,
    ages,
    names,
    ranks,
    kin,
    pronouns,
    deaths,
    places,
    clocks,
)
"""What looks for findings, each for a kind of its own."""


def findings(text: Text, cast: Cast, story: Story) -> tuple[Finding, ...]:
    """Where a work contradicts itself, in the order in which it shows."""
    material = Material(text, cast, story)
    found = sorted(
        (own for look in KINDS for own in look(material)),
        key=lambda own: (own.spans[-1], own.spans, own.kind.value, own.entities),
    )
    return tuple(replace(own, id=k) for k, own in enumerate(found))
