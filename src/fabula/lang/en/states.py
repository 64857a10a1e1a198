"""Verbs of what lasts, and words that join two events in time."""

from __future__ import annotations

STATES = frozenset(
    (  # noqa: SIM905
        "be have know believe think imagine pretend like love hate dislike want wish desire need own possess "
        "belong seem contain hold stand lie sit live dwell reside inhabit hang wear remain stay keep "
        "resemble owe mean matter weigh cost consist depend deserve doubt envy exist fear hope involve lack "
        "prefer suppose understand wait sleep rest rule reign surround abound suit marvel"
    ).split()
)
"""Verbs that mostly tell a state (Vendler 1957) or a posture, during which other things happen."""

PERCEIVED = frozenset("see hear watch notice feel observe find spy perceive catch behold".split())  # noqa: SIM905
"""Verbs whose object may be something that is going on."""

AFTER_CLAUSE = frozenset("after once since because for".split())  # noqa: SIM905
"""Words before a clause that tells what came first."""

BEFORE_CLAUSE = frozenset("before until till lest".split())  # noqa: SIM905
"""Words before a clause that tells what came next."""

DURING_CLAUSE = frozenset("while whilst as".split())  # noqa: SIM905
"""Words before a clause that tells what went on meanwhile."""

WHEN_CLAUSE = frozenset("when whereupon whenever directly".split())  # noqa: SIM905
"""Words before a clause that tells what came just before, or went on meanwhile."""
