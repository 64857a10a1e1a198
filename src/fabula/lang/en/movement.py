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

MOVING = frozenset(
    (  # noqa: SIM905
        "go come walk run step rush hurry climb descend ascend stalk march stumble ride drive follow lead "
        "take bring return leave enter emerge pass cross stride troop retire retreat head dash slip haul "
        "carry show usher push escort start set arrive reach depart get proceed wander stroll make move "
        "pull back jump leap fall creep steal bolt race speed sprint flee escape travel sail fly land board "
        "tiptoe disappear vanish withdraw exit tumble drop hasten conduct send drag"
    ).split()
)
"""Verbs that, with a word of the way, tell of somebody who goes somewhere else."""

ELSEWHERE = frozenset(
    (  # noqa: SIM905
        "leave enter arrive reach return depart retire follow cross climb descend ascend withdraw disappear "
        "vanish emerge"
    ).split()
)
"""Verbs of moving that need no word of the way."""

WAYS = frozenset(
    (  # noqa: SIM905
        "out in into up down upstairs downstairs outside inside indoors outdoors back away off on through "
        "across to from along home aboard ashore toward towards onto over past by round around"
    ).split()
)
"""Words of the way that somebody goes."""

WAYS_OUT = frozenset(
    "out up down upstairs downstairs into outside back to inside home".split()  # noqa: SIM905
)
"""Words of a way that leads to another room or further."""

DOORS = frozenset(
    (  # noqa: SIM905
        "door stair stairway staircase step gate threshold window corridor hall hallway passage elevator "
        "lift entrance"
    ).split()
)
"""Nouns of what one goes through."""
