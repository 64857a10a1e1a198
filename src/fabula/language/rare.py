"""Words of fiction that the encoder's vocabulary lacks, and whose spelling is that of other words."""

from __future__ import annotations

_WITH_E = """
    abjure accrue adjure adore allure aspire atone attune begrime beguile belie bestride blaspheme bribe
    cajole carouse chide clothe cohere collide commune compile condone conjure conspire construe cringe
    defame defile degrade deplore derange deride dethrone disincline dissuade drape elide elope enquire
    ensue enthrone estrange evade expire gape grope hinge imbue impinge implore importune infringe
    injure inquire interlope intone intrigue inure lapse lathe loathe manicure masquerade mire nestle
    overtake perjure persevere perspire pervade pirouette postpone preside procure rebuke recline
    relapse respire revere revile rile scythe seethe sheathe silhouette singe souse swathe tinge tiptoe
    harangue tithe transpire twinge underlie unsheathe untie vouchsafe whinge writhe
"""
"""Verbs in *-e*, whose forms could be those of verbs without it."""
_WITHOUT_E = """
    abet bawl bleat broil censor chagrin clamor clang clatter concur corral croquet demur dispirit
    distil enthrall entreat envelop fidget fillet flit forfeit fret fulfil gallop glimmer harangue
    hiccup imperil incur inspirit moil overeat pivot pout recur rivet skyrocket slur sojourn spar
    stencil throng toil twang wail wainscot wallop whoop
"""
"""Verbs without one, whose forms could be those of verbs in *-e*, or of others."""
_OTHERS = """
    aloe antelope auntie birdie blithe bogie bookie brownie budgie caddie calorie camaraderie collie
    coolie creche dearie eyrie goodie headache heartache hippie laddie lassie lithe magpie menagerie
    mistletoe moustache necktie overshoe pixie prairie recluse reverie snowshoe sortie toothache topaz
    trope walkie
"""
"""Nouns in *-ie* and *-e*, some without, and adjectives."""

RARE = frozenset(f"{_WITH_E} {_WITHOUT_E} {_OTHERS}".split())
