"""Verbs of what goes on in somebody's mind."""

from __future__ import annotations

PERCEIVING = frozenset("see hear watch notice feel smell observe perceive spot glimpse find listen".split())  # noqa: SIM905
"""Verbs of the senses."""

THINKING = frozenset(
    (  # noqa: SIM905
        "think know wonder remember suppose believe hope fear want wish realise realize understand guess "
        "decide imagine expect doubt recall forget consider suspect like love hate need mean intend dread"
    ).split()
)
"""Verbs of thought, wish and feeling, which nobody but oneself can be sure of."""
