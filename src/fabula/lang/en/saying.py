"""Verbs that tag speech: "said", "respond", "whimpered"."""

from __future__ import annotations

from typing import Final

REGULAR: Final = tuple(
    verb
    for verbs in (
        "accost accuse acknowledge acquiesce add address adjure admit admonish advise affirm agree allow",
        "amend announce answer apologise apologize apostrophize appeal applaud argue articulate ask",
        "assent assert assure aver avow babble bark bawl beg bellow bleat blurt boast boom brag bray",
        "breathe burst cackle call cant caution challenge chant chime chirp chortle chuckle claim clamor",
        "clamour coax command comment complain concede conclude confess confide confirm congratulate",
        "conjecture console consult contend continue contradict coo correct counsel counter croak croon",
        "cry decide declaim declare decree defend demand demur deny describe dictate direct drawl",
        "echo ejaculate elaborate emphasize enquire entreat enumerate exclaim excuse exhort explain",
        "explode expostulate falter finish flash fume gabble gasp giggle grate greet grin groan growl",
        "grumble grunt guess gurgle hail hazard hint hiss holler howl imitate implore imply inform",
        "inquire insinuate insist instruct interject interpose interpret interrogate interrupt intervene",
        "intimate intone invite jeer jest joke lament laugh lisp maintain marvel mention mimic moan mock",
        "moralize mourn mouth mumble murmur muse mutter nod note object observe offer opine order pant",
        "persist persuade plead point ponder pray predict press proceed proclaim profess promise",
        "prompt pronounce propose protest purr pursue quaver query question quote rail rasp read",
        "reassure rebuke recall recite reckon recollect reflect rejoice rejoin remark remember remind",
        "remonstrate repeat reply report reprove request resolve respond resume retort return reveal roar",
        "rumble scoff scold scream screech shout shriek sigh signal simper smile smirk snap snarl sneer",
        "sniff snort sob soliloquize soothe specify speculate splutter squeak squeal stammer state",
        "stipulate stutter submit suggest summon surmise swear taunt tease thank threaten thunder titter",
        "toast translate trill urge utter venture vociferate volunteer vow wail warble warn wheeze",
        "whimper whine whisper whistle whoop wonder yawn yell yelp",
    )
    for verb in verbs.split()
)
"""Those of which all forms follow from the first."""

IRREGULAR: Final = frozenset(
    form
    for forms in (
        "say says said saying saith quoth quo tell tells told telling think thinks thought thinking speak",
        "speaks spoke speaking begin begins began beginning go goes went going put puts cut cuts broke",
        "breaks sang sing sings singing wrote writes write writing swore wept sware came comes ran read",
        "reads spat shot sez ses sayd bade cast run meant burst replying makes made gave give gives",
        "giving heard hears hear crowed piped reasoned",
    )
    for form in forms.split()
)
"""Forms of the others."""

_STRESSED_AT_THE_END: Final = frozenset(["admit", "aver", "demur", "submit"])
"""Of more than one syllable, whose last letter is doubled: "admitted"."""


def forms(verb: str) -> tuple[str, ...]:
    """The forms of a regular verb: "beg" has "begs", "begged" and "begging"."""
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeo":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    third = verb + ("es" if verb.endswith(("s", "sh", "ch")) else "s")
    once = (stem + "ed", stem + "ing")
    twice = (verb + verb[-1] + "ed", verb + verb[-1] + "ing")
    if not _may_double(verb):
        return verb, third, *once
    # "marvelled" is British, "marveled" American
    return (verb, third, *once, *twice) if verb.endswith("l") else (verb, third, *twice)


def _may_double(verb: str) -> bool:
    """Whether the last letter of a verb is doubled before an ending: one after a single vowel."""
    vowels = [letter in "aeiouy" for letter in verb]
    short = verb[-1] not in "wxy" and vowels[-3:] in ([False, True, False], [True, False])
    return short and (sum(vowels) == 1 or verb[-1] == "l" or verb in _STRESSED_AT_THE_END)


TAG_VERBS: Final = IRREGULAR | frozenset(form for verb in REGULAR for form in forms(verb))
"""All forms of the verbs that tag speech."""
