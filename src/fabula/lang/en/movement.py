"""Verbs of movement, and the prepositions that say where."""

from __future__ import annotations

ARRIVING = frozenset(
    (  # noqa: SIM905
        "arrive enter come return reach appear approach join burst stroll wander step descend emerge land "
        "alight settle wake awake"
    ).split()
)
"""Verbs by which somebody comes to be in a place."""

LEAVING = frozenset(
    (  # noqa: SIM905
        "leave go depart exit quit withdraw retire flee escape vanish disappear hurry rush run ride drive "
        "sail walk march travel set start sleep follow part"
    ).split()
)
"""Verbs by which somebody comes to be no longer in a place."""

INSIDE = frozenset("in at inside within on aboard under upon".split())  # noqa: SIM905
"""Prepositions of where somebody or something is."""

TOWARDS = frozenset("to into onto towards toward through for across up down".split())  # noqa: SIM905
"""Prepositions of where somebody goes."""

AWAY = frozenset("from off out past beyond outside".split())  # noqa: SIM905
"""Prepositions of where somebody comes from, or is not."""

GOING = frozenset(
    (  # noqa: SIM905
        "go come walk run ride drive hurry rush march travel return get climb creep crawl dash dart fly flee "
        "follow hasten head jump leap lead make move pass plunge proceed push race retire retreat roll row "
        "sail set slip spring start steal step stride stroll swim take trot trudge turn wander bring carry "
        "escort drag send conduct accompany tramp repair gallop stumble stagger rise descend ascend journey "
        "approach reach enter arrive leave back bear hurry pull"
    ).split()
)
"""Verbs of going somewhere, or of taking somebody there."""

CROSSING = frozenset(
    "cross pass pace traverse roam tread patrol thread skirt circle round walk wander climb".split()  # noqa: SIM905
)
"""Verbs that take the way as their object."""

APPEARING = frozenset(
    (  # noqa: SIM905
        "enter arrive appear reappear return emerge approach join burst materialise materialize"
    ).split()
)
"""Verbs that say by themselves that somebody comes."""

VANISHING = frozenset(
    "leave depart exit quit withdraw retire vanish disappear scatter disperse retreat decamp".split()  # noqa: SIM905
)
"""Verbs that say by themselves that somebody goes."""

GONE = frozenset("go gone off away".split())  # noqa: SIM905
"""What somebody is who has left."""

BRINGING = frozenset(
    (  # noqa: SIM905
        "bring usher show lead carry take drag send fetch march escort conduct thrust hustle"
    ).split()
)
"""Verbs of making somebody come or go."""

INWARD = frozenset("in into inside back up in to toward towards over round forward aboard here onto".split())  # noqa: SIM905
"""Words by which a movement is towards those who are told of."""

OUTWARD = frozenset("out away off outside home from on upstairs downstairs past down".split())  # noqa: SIM905
"""Words by which a movement is away from them."""
