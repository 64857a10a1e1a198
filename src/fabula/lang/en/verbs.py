"""Verbs by what they say of another verb below them: who does it, and whether it happens."""

from __future__ import annotations

from collections.abc import Mapping

STATES_OF_BEING = frozenset(
    (  # noqa: SIM905
        "be have seem appear belong consist contain resemble lack equal cost weigh matter "
        "depend exist deserve concern involve include constitute differ tend suffice"
    ).split()
)
"""Verbs that tell no action."""

OBJECT_CONTROL = frozenset(
    (  # noqa: SIM905
        "tell ask order command beg make let help see hear watch feel persuade force allow "
        "permit want expect cause invite advise warn urge teach remind encourage enable have "
        "get send bid find leave keep"
    ).split()
)
"""Verbs whose object does what the verb below tells."""

REFUSING = frozenset(
    (  # noqa: SIM905
        "refuse fail decline forbear avoid deny forget neglect stop cease prevent forbid omit "
        "resist miss hesitate"
    ).split()
)
"""Verbs under which something does not happen."""

HAPPENING = frozenset(
    (  # noqa: SIM905
        "begin start continue keep go come manage see hear watch feel help make let cause "
        "stand sit lie have get proceed happen stay finish remain dare bother force compel "
        "use find leave catch notice"
    ).split()
)
"""Verbs under which something happens as they do."""

IMAGINING = frozenset(
    (  # noqa: SIM905
        "imagine suppose wish dream pretend fancy picture fear expect guess doubt wonder "
        "think believe hope assume suspect reckon consider"
    ).split()
)
"""Verbs under which something is only in somebody's mind."""

REPORTING = frozenset(
    (  # noqa: SIM905
        "say tell report hear claim explain announce declare write inform add mention relate "
        "confess admit assert reply answer swear learn read understand remember recall know "
        "reveal state insist"
    ).split()
)
"""Verbs under which something is told by somebody."""

MODALS = frozenset("would could might may should must can ought ’d 'd".split())  # noqa: SIM905
FUTURE = frozenset("will shall ’ll 'll wo sha gonna".split())  # noqa: SIM905
CONDITIONS = frozenset("if unless whether lest provided supposing".split())  # noqa: SIM905
OFTEN = frozenset(
    (  # noqa: SIM905
        "always often usually generally sometimes seldom rarely frequently regularly "
        "habitually whenever occasionally invariably constantly customarily normally ever "
        "daily weekly nightly"
    ).split()
)
"""Adverbs of what happens again and again."""

DENYING = frozenset("not n't n’t never hardly scarcely nor no neither barely".split())  # noqa: SIM905
NOBODY = frozenset("nobody nothing none neither no-one".split())  # noqa: SIM905

LIGHT = frozenset("take give make have do pay heave utter cast throw steal let draw".split())  # noqa: SIM905
"""Verbs that say little beside their object."""

LIGHT_NOUNS: Mapping[str, str] = {
    **{
        noun: noun
        for noun in (
            (  # noqa: SIM905
                "look glance walk cry laugh sigh shout scream groan nod smile kiss kick push pull "
                "talk chat promise answer reply bow visit sip bite drink rest nap bath ride drive "
                "swim step shrug wave wink gasp start jump leap snort grunt yell whistle call attempt "
                "guess attack search stroll try shudder whoop sob moan shriek peek peep turn hug pat "
                "slap punch dance bet offer"
            ).split()
        )
    },
    **{"decision": "decide", "choice": "choose", "speech": "speak", "conversation": "talk", "gift": "give"},
    **{"remark": "remark", "confession": "confess", "suggestion": "suggest", "mention": "mention"},
    **{"breath": "breathe", "fight": "fight", "quarrel": "quarrel", "advice": "advise", "help": "help"},
    **{"attention": "attend", "thought": "think", "permission": "permit", "thanks": "thank"},
    **{"apology": "apologise", "complaint": "complain", "discovery": "discover", "escape": "escape"},
    **{"leave": "leave", "departure": "depart", "entrance": "enter", "appearance": "appear"},
}
"""Objects of light verbs to the verb that says the same."""
