"""Verbs of saying, also of what no ear hears: minds that speak to minds, hands that sign."""

from __future__ import annotations

from typing import Final

SAID_IN_ANY_WAY: Final = frozenset(
    (  # noqa: SIM905
        "said says say asked asks replied replies answered answers agreed agrees told tells added adds "
        "observed observes remarked remarks repeated repeats whispered whispers cried cries "
        "demanded demands offered offers suggested suggests insisted insists admitted admits explained "
        "explains shouted shouts sent sends projected projects broadcast broadcasts signed signs"
    ).split()
)
"""What says without doubt that words reach somebody else."""

SIGNED: Final = frozenset("signed signs".split())  # noqa: SIM905
"""What says so of hands: italics behind it are seldom anything else."""
