"""Small word lists that tell speech from other uses of quotation marks, and elisions from openings."""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


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
