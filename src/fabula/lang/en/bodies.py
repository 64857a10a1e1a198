"""Parts of the body, and the adjectives that are said of bodies, faces, voices and ages."""

from __future__ import annotations

HAIR = frozenset(
    (  # noqa: SIM905
        "hair curl lock braid plait ponytail tress ringlet mane beard moustache mustache "
        "whisker stubble wig bun fringe bang goatee sideburn eyebrow brow forelock pigtail "
        "bob mop topknot tonsure"
    ).split()
)
"""What grows on heads."""

EYES = frozenset("eye eyes eyelash lash pupil iris".split())  # noqa: SIM905

FACE = frozenset(
    (  # noqa: SIM905
        "face feature countenance complexion cheek nose mouth lip chin jaw forehead visage "
        "physiognomy profile dimple freckle scar skin cheekbone ear tooth teeth wrinkle smile "
        "expression look tan neck brow mole eyelid snout muzzle beak"
    ).split()
)
"""Of the face, and what is seen on it."""

BUILD = frozenset(
    (  # noqa: SIM905
        "figure build frame body shoulder arm leg hand finger foot chest waist back hip knee "
        "belly stomach limb height stature physique paw wing tail fur claw horn hoof feather "
        "scale fist thumb nail wrist muscle head girth form bulk throat heel toe thigh calf "
        "elbow bosom breast skeleton tentacle"
    ).split()
)
"""Of the rest of the body."""

VOICE = frozenset(
    (  # noqa: SIM905
        "voice accent tone drawl lisp whisper tenor bass brogue laugh speech murmur stammer"
    ).split()
)
"""How somebody sounds."""

HAIRY = frozenset(
    (  # noqa: SIM905
        "blond blonde redhead redheaded red-haired bald balding bearded dark-haired "
        "fair-haired grey-haired gray-haired white-haired black-haired golden-haired curly-haired "
        "long-haired clean-shaven unshaven curly bewhiskered moustached mustached brunette "
        "brown-haired hairy shaggy tousled dishevelled silver-haired sandy-haired "
        "shock-headed towheaded unbearded beardless"
    ).split()
)
"""Of one's hair, said of somebody."""

EYED = frozenset(
    (  # noqa: SIM905
        "blue-eyed dark-eyed brown-eyed grey-eyed gray-eyed green-eyed one-eyed wide-eyed"
    ).split()
)

BUILT = frozenset(
    (  # noqa: SIM905
        "tall short fat thin slim slender stout lean big large huge small little tiny bony "
        "broad burly stocky plump muscular lanky gaunt skinny wiry portly corpulent massive "
        "gigantic frail delicate sturdy rangy broad-shouldered heavy heavyset square slight "
        "petite bulky brawny emaciated long-legged hunchbacked stooped bent crooked lame "
        "crippled well-built athletic chubby obese scrawny spare tubby squat dumpy giant "
        "enormous thickset strapping well-grown undersized stunted round-shouldered "
        "barrel-chested willowy lithe angular shrunken paunchy pot-bellied long-limbed deformed "
        "strong-limbed"
    ).split()
)
"""Of one's build, said of somebody."""

FACED = frozenset(
    (  # noqa: SIM905
        "pale handsome beautiful ugly pretty lovely plain freckled swarthy wrinkled sunburned "
        "sunburnt tanned pink-cheeked rosy red-faced good-looking fair scarred pockmarked "
        "dark gorgeous attractive cute homely hideous pallid sallow florid ruddy white-faced "
        "nice-looking hatchet-faced black brown white dark-skinned weather-beaten comely "
        "bonny toothless round-faced pale-faced long-nosed radiant hook-nosed fresh-faced "
        "clear-skinned olive-skinned sharp-featured thin-lipped moon-faced hollow-cheeked "
        "grim-faced baby-faced bespectacled striking exquisite unattractive ill-favoured"
    ).split()
)
"""Of one's looks, said of somebody."""

AGED = frozenset(
    (  # noqa: SIM905
        "young old elderly aged middle-aged youthful ancient adolescent teenage newborn "
        "infant oldest youngest eldest elder younger older senior junior grown grown-up "
        "immortal ageless aging ageing mature underage centuries-old immemorial adult "
        "septuagenarian octogenarian venerable"
    ).split()
)
"""Of one's age, said of somebody."""

AGES = frozenset(
    (  # noqa: SIM905
        "child baby infant toddler kid boy girl lad lass youth teenager adolescent youngster "
        "adult lassie octogenarian septuagenarian centenarian schoolboy schoolgirl crone "
        "elder urchin tot babe freshman sophomore minor sexagenarian old-timer oldster laddie "
        "nipper"
    ).split()
)
"""Nouns for somebody of an age."""

VOICED = frozenset(
    (  # noqa: SIM905
        "hoarse husky shrill deep gruff loud soft low high harsh gentle nasal squeaky rasping "
        "throaty sweet melodious booming thin weak raspy silky velvety cracked quavering "
        "trembling musical cold flat toneless quiet hollow raucous rich smooth high-pitched "
        "resonant guttural mellow piping grating tremulous strident bright clear steady "
        "muffled faint shaky sharp rough calm"
    ).split()
)
"""Of one's voice."""

COLOURS = frozenset(
    (  # noqa: SIM905
        "red blue green yellow black white brown grey gray golden gold silver auburn blond "
        "blonde fair dark raven chestnut hazel ginger amber violet sandy flaxen purple pink "
        "orange scarlet crimson copper red-gold jet ebony ivory tawny platinum snow-white "
        "emerald sapphire turquoise greenish bluish reddish iron-grey iron-gray steel-grey "
        "silvery light pale pitch-black coppery strawberry mousy"
    ).split()
)
"""Colours of hair, eyes, skin and clothes."""
