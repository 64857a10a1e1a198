"""Words for things that are lost, broken, given away or put out, and for things that are in use."""

from __future__ import annotations

from collections.abc import Mapping


def _classes(**words: str) -> Mapping[str, str]:
    return {word: name for name, own in words.items() for word in own.split()}


LOSING = _classes(
    destroyed=(
        "burned burnt smashed shattered broke destroyed tore melted crushed demolished incinerated snapped "
        "wrecked crumpled dissolved broken torn"
    ),
    thrown="threw flung tossed hurled dropped pitched cast chucked discarded jettisoned thrown cast",
    given="gave handed sold lent pawned surrendered returned donated traded bequeathed given",
    lost="lost mislaid forgot left abandoned misplaced",
    put_out="extinguished snuffed quenched",
)
"""Verbs (in the past) whose object is no longer at hand, by how it went."""

PASSIVE_LOSING = frozenset(
    (  # noqa: SIM905
        "burned burnt smashed shattered broken destroyed torn melted stolen lost sold gone missing "
        "confiscated drowned sunk snapped wrecked"
    ).split()
)
"""What a thing was, or had been, that is no longer at hand."""

GONE_BY_ITSELF = frozenset(
    "sank slipped fell shattered broke snapped burned clattered vanished dropped rolled".split()  # noqa: SIM905
)
"""Verbs (in the past) whose subject may be no longer at hand."""

WHERE_LOST = frozenset(
    (  # noqa: SIM905
        "fire flames river sea stove grate hearth lake water well away overboard out corner bushes ditch "
        "canal pond sink pieces bits furnace fireplace side gutter drain window dark darkness home behind"
    ).split()
)
"""Where what is thrown or left is lost for good."""

IN_USE = frozenset(
    (  # noqa: SIM905
        "hand hands fingers grip pocket belt lap arm shoulder wrist finger neck head held holding clutched "
        "clutching gripped gripping raised lifted aimed fired drew opened read lit wore wearing polished "
        "pocketed fingered stroked swung twirled flipped turned pointed levelled studied examined consulted "
        "checked wound folded unfolded tapped looked glanced pulled took slid slipped drained sipped wiped "
        "brushed adjusted straightened ticked glowed burned flickered glittered gleamed played set "
        "laid tucked "
        "put slung leaned leaning carried carrying tightened steadied sharpened loaded cocked sheathed "
        "showed "
        "ticking waved unlocked buttoned tipped pushed picked closed shut"
    ).split()
)
"""Words that tell, near a thing, that it is at hand."""

REGAINED = frozenset(
    (  # noqa: SIM905
        "found recovered retrieved another new bought borrowed back returned replaced mended repaired second "
        "fetched fished stooped relit lit rescued again picked regained restored spare other caught seized "
        "snatched reached"
    ).split()
)
"""Words that tell how a thing came back, or that it is another."""

NO_THINGS = frozenset(
    (  # noqa: SIM905
        "already cheeks companion companions guest guests dead volumes eye eyes head hand hands arm arms "
        "voice way time place heart mind life word words face room house "
        "door leg legs foot feet breath temper seat back body finger fingers lip lips hair position "
        "name love "
        "home case hold silence sight ground balance money job work day night hour attention interest "
        "appetite senses nerve patience courage faith confidence track thing things man woman men women boy "
        "girl child children people mother father wife husband son daughter sister brother friend road town "
        "city country station street table bed world law spell promise rest sleep fast news party office "
        "thread point chance opportunity order orders blow kiss look glance smile laugh cry nod sigh shout "
        "curtsy bow start account lead answer lesson talk hint idea speech ball dinner question ceremony "
        "garden shop school church village ship train boat subject company matter rein reins impression "
        "others ones rein reins line lines"
    ).split()
)
"""Nouns that are lost, broken and given without being things that one could hold again."""
