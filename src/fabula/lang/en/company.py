"""Words by which somebody is there: what one does to those beside one, and the signs of a coming."""

from __future__ import annotations

FACING = frozenset(
    (  # noqa: SIM905
        "look glance stare gaze turn nod smile face watch see hear touch kiss hug hold grab push pull take "
        "catch seize embrace strike hit shake pat squeeze help give hand tell ask answer interrupt join "
        "follow greet lead bring meet find introduce show"
    ).split()
)
"""Verbs of what one does to somebody who is there."""

COMING = frozenset(
    (  # noqa: SIM905
        "door doorway gate knock bell footstep step steps voice entrance threshold stair stairs window "
        "arrival hoof wheel carriage"
    ).split()
)
"""Nouns of what goes before a coming, or after a going."""

FAREWELLS = ("goodbye", "good-bye", "good-by", "farewell", "good night", "good-night", "goodnight")

WIRES = frozenset(
    (  # noqa: SIM905
        "telephone phone radio comm comms intercom receiver line wire speaker screen televisor visor video "
        "viewscreen headset earpiece transmitter call dial ring hologram broadcast cable telegraph channel"
    ).split()
)
"""Nouns and verbs of talking to somebody who is elsewhere."""

WRITING = frozenset(
    "letter note telegram message text email e-mail mail write chat postcard diary reply type".split()  # noqa: SIM905
)
"""Nouns and verbs of writing to somebody who is elsewhere."""

UNSEEN = frozenset("voice spirit ghost echo shout call head mind telepathy dream vision".split())  # noqa: SIM905
"""Nouns by which somebody is heard and not seen."""
