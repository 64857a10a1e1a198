"""Verbs of what people do to one another, by what they speak for."""

from __future__ import annotations

HURTING = frozenset(
    (  # noqa: SIM905
        "attack fight strike hit beat slap punch kick shoot stab kill murder threaten curse "
        "betray rob capture arrest chase pursue defy insult torture ambush accuse blame mock "
        "taunt deceive cheat trick hate loathe detest despise fear dread distrust suspect resent "
        "oppose resist defeat seize imprison persecute hunt strangle choke throttle rebuke scold "
        "abuse sneer glare scowl snarl avenge assault trap destroy"
    ).split()
)
"""Of enemies."""
HELPING = frozenset(
    (  # noqa: SIM905
        "help save rescue comfort console embrace hug kiss caress thank praise protect defend "
        "support encourage forgive trust like love admire welcome greet assist nurse tend soothe "
        "pat pet cheer befriend miss smile nod laugh confide reassure"
    ).split()
)
"""Of friends and lovers."""
ORDERING = frozenset(
    (  # noqa: SIM905
        "order command send bid direct instruct dismiss summon forbid charge appoint assign "
        "employ hire engage pay lead discharge fire dispatch"
    ).split()
)
"""Of those who have others under them."""
SERVING = frozenset("obey serve salute follow attend bow report curtsey wait announce".split())  # noqa: SIM905
"""Of those who are under others."""
MEETING = frozenset(
    (  # noqa: SIM905
        "visit invite entertain host receive join accompany meet introduce marry court woo teach "
        "train treat cure cook"
    ).split()
)
"""Of guests and company."""
