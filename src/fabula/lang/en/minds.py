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

TAGS_OF_THOUGHT = frozenset(
    (  # noqa: SIM905
        "think thinks thought thinking wonder wonders wondered wondering muse muses mused musing "
        "reflect reflects reflected reflecting ponder ponders pondered pondering"
    ).split()
)
"""Words of tags that make a line in quotation marks a thought."""

SAID_TO_ONESELF = frozenset("say says said saying reason reasons reasoned argue argues argued".split())  # noqa: SIM905
"""Words of tags that make it one with "to herself"; whoever mutters to himself can be heard."""

REFLEXIVES = frozenset("myself yourself himself herself itself oneself ourselves themselves".split())  # noqa: SIM905
