"""Words that cannot both be said of one person at one time, and words that explain why they are."""

from __future__ import annotations

from collections.abc import Mapping


def _classes(**words: str) -> Mapping[str, str]:
    return {word: name for name, own in words.items() for word in own.split()}


EYE_COLOURS = _classes(
    blue="blue bluish azure sapphire",
    grey="grey gray greyish grayish",
    green="green greenish emerald",
    brown="brown hazel chestnut",
    black="black jet-black coal-black",
    dark="dark",
    light="light pale",
)
"""Colours of eyes by class."""

HAIR_COLOURS = _classes(
    red="red reddish auburn ginger sandy-red copper coppery red-gold carroty",
    black="black raven jet-black ebony coal-black",
    dark="dark",
    fair="blond blonde fair golden flaxen yellow straw-coloured sandy",
    brown="brown chestnut",
    white="white snow-white",
)
"""Colours of hair by class; grey is left out, for hair turns grey."""

OPPOSED_EYES = frozenset(
    frozenset(pair.split("/"))
    for pair in [
        "blue/brown",
        "blue/black",
        "blue/dark",
        "grey/brown",
        "grey/black",
        "green/brown",
        "green/black",
        "green/dark",
        "light/black",
        "light/dark",
        "light/brown",
    ]
)
"""Classes of eyes that are not taken for each other: grey may be called blue, or dark."""

OPPOSED_HAIR = frozenset(
    frozenset(pair.split("/"))
    for pair in (  # noqa: SIM905
        "red/black red/white fair/black fair/dark white/black white/dark bearded/shaven red/fair red/brown "
        "bald/red bald/black bald/dark bald/fair bald/brown bald/white bald/locks cropped/long red/dark"
    ).split()
)

BEARDED = frozenset("black-bearded bearded red-bearded grey-bearded white-bearded".split())  # noqa: SIM905
SHAVEN = frozenset("clean-shaven beardless smooth-shaven".split())  # noqa: SIM905

BALD = frozenset("bald hairless bald-headed bald-pated".split())  # noqa: SIM905
LOCKS = frozenset(
    (  # noqa: SIM905
        "curls curl braid braids plait plaits pigtail pigtails ringlets ringlet tresses lock locks mane"
    ).split()
)
CROPPED = frozenset("cropped close-cropped shorn bobbed short-cropped crew-cut".split())  # noqa: SIM905
LONG_HAIR = frozenset("braid braids plait plaits pigtail pigtails tresses long-haired waist-length".split())  # noqa: SIM905
"""Hair that one has, has not, and has short or long."""

CHANGED_LOOKS = frozenset(
    (  # noqa: SIM905
        "dye dyed dyeing bleach bleached tint tinted hennaed wig wigs disguise disguised mask masked costume "
        "makeup lens lenses contacts spell enchanted transformed "
        "shave shaved shaven powdered glamour illusion shapeshifter"
    ).split()
)
"""What makes somebody look otherwise than before."""

NOT_SO = frozenset(
    (  # noqa: SIM905
        "dream dreamt dreamed dreaming lie lied lying liar joke joked joking jest pretend pretended "
        "pretending imagine imagined imagining vision hallucination supposedly mistaken wrongly portrait "
        "picture photograph painting"
    ).split()
)
"""What tells, near some words, that they are not meant for what is so."""

AS_IF = frozenset("like if unless seemed thought believed fancied supposed almost not".split())  # noqa: SIM905
"""What tells it right before them."""

LATER_YEARS = (
    r"\byears? (?:later|after|passed|went|had (?:passed|gone))\b|\bbirthdays?\b|\banniversary\b|"
    r"\bgrown up\b|\bdecades?\b|\byears rolled\b"
)
"""What tells that somebody has grown older."""

BACK_THEN = frozenset("ago when then once already since".split())  # noqa: SIM905
"""What tells that an age is that of another time."""

NEXT_DAY = frozenset(
    (  # noqa: SIM905
        "morning dawn sunrise night midnight noon midday tomorrow yesterday slept sleep asleep woke awoke "
        "waked bed days breakfast evening next earlier week weeks had remembered monday tuesday "
        "wednesday thursday friday saturday sunday"
    ).split()
)
"""What tells that a clock has gone round, or that what is told lies back."""

OTHER_DAY = frozenset(
    (  # noqa: SIM905
        "dawn sunrise tomorrow yesterday slept asleep woke awoke waked breakfast days week weeks "
        "next earlier monday tuesday wednesday thursday friday saturday sunday"
    ).split()
)
"""What tells it without doubt."""

GHOSTS = frozenset(
    (  # noqa: SIM905
        "ghost ghosts phantom spectre specter haunt haunted haunts undead vampire zombie revenant resurrect "
        "resurrected resurrection revived reborn afterlife necromancer necromancy clone cloned backup "
        "reincarnated"
    ).split()
)
"""Words that tell, wherever they stand with somebody, that this one may act after death."""

RETURNED = GHOSTS | frozenset("apparition revive hell alive corpse".split())  # noqa: SIM905
"""Words that tell it where they stand by a death or a deed."""

DYING = frozenset("die perish".split())  # noqa: SIM905
"""Verbs whose subject is dead afterwards."""

KILLING = frozenset("kill murder behead execute".split())  # noqa: SIM905
"""Verbs whose object is dead afterwards."""

BODILY = frozenset(
    (  # noqa: SIM905
        "say ask answer reply laugh nod smile walk run sit stand turn look shout cry whisper go come enter "
        "leave take give open close climb shrug grin"
    ).split()
)
"""What only the living do."""


WIDOWED = frozenset("widow widower bachelor spinster".split())  # noqa: SIM905
"""Words for one who has no wife and no husband."""

LATE = frozenset("late dead died memory grave former future once had remembered new marry".split())  # noqa: SIM905
"""Words for a wife or a husband who is no more, or not yet."""


def _verbs(**nouns: str) -> Mapping[str, frozenset[str]]:
    return {noun: frozenset(own.split()) for noun, own in nouns.items()}


OWN_GESTURES = _verbs(
    head="nod shake bow nodded shook bowed tossed hung scratched lowered turned shaking raised lifted",
    shoulders="shrug shrugged squared hunched shrugging",
    throat="clear cleared clearing",
    tail="wag wagged wagging",
    coat="shook",
    ears="pricked",
    eyes="rubbed narrowed blinked rolled closed opened shut wiped dried lowered screwed raised lifted",
    eye="winked",
    eyelids="lowered dropped",
    eyebrows="raised lifted arched knitted",
    brows="knitted raised furrowed",
    brow="furrowed mopped wiped wrinkled",
    forehead="wrinkled mopped wiped puckered",
    nose="wrinkled blew blowing",
    lip="bit curled",
    lips="pursed licked moistened bit compressed pressed",
    tongue="clicked",
    teeth="gritted ground clenched set gnashed",
    jaw="clenched set squared",
    fists="clenched",
    fist="clenched shook",
    arms="folded crossed",
    legs="crossed stretched",
    hands="clasped rubbed wrung clapped clenched folded",
    breath="held caught drew lost",
    temper="lost kept",
    mind="changed lost",
    heels="clicked",
    foot="stamped",
    feet="stamped shuffled",
    knees="hugged",
    chin="stroked rubbed lifted",
    fingers="snapped drummed",
    nails="bit",
    balance="lost",
    voice="lowered raised dropped",
    mouth="opened shut wiped",
    hair="smoothed tossed",
)
"""What one does with one's own body, by its part."""

MAY_BE_ANOTHERS = frozenset(
    (  # noqa: SIM905
        "rubbed wiped closed shut dried mopped stroked clasped smoothed raised lifted wagged shook lowered "
        "shaking opened scratched"
    ).split()
)
"""What one may do with the body of another."""

TITLES = frozenset("mr mr. mister sir lord".split()), frozenset("mrs mrs. miss madame lady".split())  # noqa: SIM905
"""Titles of him and of her."""

PROMOTED = frozenset(
    "promoted promotion rank ranks demoted commission brevet gazetted reduced retired".split()  # noqa: SIM905
)
"""What makes somebody's rank another."""

NUMBERS: Mapping[str, int] = {
    word: value
    for value, word in enumerate(
        (  # noqa: SIM905
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        ).split()
    )
} | {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),  # noqa: SIM905
        2,
    )
}
"""Numbers in words."""
