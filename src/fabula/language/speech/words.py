"""Small word lists that tell speech from other uses of quotation marks, and elisions from openings."""

from __future__ import annotations

# Verbs that tag speech in English fiction, as stems; each stands for the forms made from it below.
_REGULAR_VERBS = (
    "accost accuse acknowledge add address admit admonish adjure advise affirm agree allow announce "
    "answer apologize apologise applaud appeal argue ask assent assert assure aver babble bark bawl "
    "bellow blurt boast boom breathe bray bleat burst cackle call cant caution challenge chant chirp "
    "chime chuckle claim clamour coax command comment complain conclude concede confess confide confirm "
    "congratulate conjecture console consult contend continue contradict coo correct counsel counter "
    "croak croon cry declaim declare decide decree defend demand demur deny describe dictate direct "
    "drawl echo ejaculate elaborate emphasize enquire entreat enumerate exclaim excuse exhort explain "
    "explode expostulate falter finish flash fume gabble gasp giggle grate greet grin groan growl "
    "grumble grunt guess gurgle hail hazard hint hiss howl imitate implore inform inquire insinuate "
    "insist instruct interject interpose interpret interrogate interrupt intervene intimate intone "
    "invite jeer jest joke laugh lament lisp maintain marvel mention mimic moan mock moralize mumble "
    "murmur mourn mouth muse mutter nod note object observe offer opine order pant persist persuade "
    "plead point ponder pray predict press proceed proclaim profess prompt promise pronounce propose "
    "protest pursue quaver query question quote rail rasp read rebuke recite recall reassure recollect "
    "reckon reflect rejoin rejoice remark remember remind remonstrate repeat reply report reprove "
    "request resolve resume retort return reveal roar rumble scoff scold scream screech shout shriek "
    "sigh signal simper smile smirk snap snarl sneer sniff snort sob soliloquize soothe specify "
    "splutter squeak squeal stammer state stipulate stutter submit suggest summon surmise swear taunt "
    "tease thunder threaten thank toast translate trill urge utter venture volunteer vow vociferate "
    "wail warble warn whimper whine whisper whistle wonder yawn yell yelp"
)
_IRREGULAR_VERBS = (
    "say says said saying saith quoth quo tell tells told telling think thinks thought thinking speak "
    "speaks spoke speaking begin begins began beginning go goes went going put puts cut cuts broke "
    "breaks sang sing sings singing wrote writes write writing swore wept sware came comes ran read "
    "reads spat shot sez ses sayd bade cast run meant burst replying makes made gave give gives giving "
    "heard hears hear"
)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _inflect(verb: str) -> tuple[str, ...]:
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeo":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    doubled = verb + verb[-1]
    third = verb + ("es" if verb.endswith(("s", "sh", "ch")) else "s")
    return verb, third, stem + "ed", stem + "ing", doubled + "ed", doubled + "ing"


SPEECH_VERBS: frozenset[str] = frozenset(
    form for verb in _REGULAR_VERBS.split() for form in _inflect(verb)
) | _words(_IRREGULAR_VERBS)

# The verbs that hardly do anything else but tag speech: enough by themselves to prove it.
PLAIN_SPEECH_VERBS: frozenset[str] = _words(
    "said says saith quoth asked asks replied replies cried cries answered answers exclaimed exclaims "
    "inquired enquired muttered murmured whispered shouted remarked retorted returned rejoined "
    "responded observed declared demanded repeated continued added interposed interrupted ejaculated "
    "gasped growled echoed urged protested suggested explained screamed yelled snapped sneered "
    "stammered faltered sobbed groaned called thought sez whimpered pleaded roared insisted agreed went "
    "began resumed announced drawled"
)

# Past forms that do not end in -ed, of verbs that stand before a name in a tag. *Tell the man* and *put the
# cup down* are orders.
INVERTED_PASTS: frozenset[str] = _words(
    "said quoth quo sez began went came thought swore sang spoke spat wept"
)

# The forms, beside those in -ed, with which tellers tag speech of their own.
OWN_PASTS: frozenset[str] = INVERTED_PASTS | _words("says told wrote read ran broke gave shot burst put cut")

SUBJECT_PRONOUNS: frozenset[str] = _words("i he she they we it you one who thou ye")

# Words that stand before a title or a phrase held up for notice, not before speech.
NAMING_WORDS: frozenset[str] = _words(
    "the a an of this that these those his her my our your their its called named entitled termed "
    "styled titled as word words phrase name title term some any no or so-called christened labelled "
    "labeled marked dubbed nicknamed to for by with from than very such being more most like"
)

# Words whose first letters an apostrophe may stand for.
LEADING_ELISIONS: frozenset[str] = _words(
    "tis twas twill twould twere twon tisn twasn twouldn em bout til till cause cos coz cuz neath "
    "gainst tween twixt im er is ere ave ad as ow ome ouse ard arf and ead ear eard imself erself ope "
    "undred ung ot ours un uns ud ull round fore fraid low pon long way stead nother nuff tain taint "
    "tother tater gin mongst cept zactly sblood sdeath zounds ee n nd ll ve re d m s t y e a i o orse "
    "eaven ell enry arry ighness specially spect spose change night morning evening scuse xcuse "
    "prentice lection lowed most tasn tweren twarn tam"
)

# Words that lose their last letters to an apostrophe (beside possessives and words in -in').
TRAILING_ELISIONS: frozenset[str] = _words(
    "o th an wi mo de ol tha ha wha fo po gi d y t i ag wid jus mus las fas bes ses yo ver vera ma fa "
    "ca wan wa tak mak thro tho altho lan han stan ou doan don min fin hol tol fren ev ove ow ain aroun "
    "roun groun pleas thous behin"
)
