"""Words of time."""

from __future__ import annotations

TIME_NOUNS = frozenset(
    (  # noqa: SIM905
        "second minute moment hour day night week fortnight month year century season morning noon midday "
        "afternoon evening midnight dawn daybreak sunrise sunset dusk nightfall twilight today tonight "
        "yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february march "
        "april may june july august september october november december spring summer autumn winter "
        "christmas easter breakfast lunch luncheon tea dinner supper o'clock while time"
    ).split()
)
"""Nouns that name a time or a stretch of it."""

LATER = frozenset(
    (  # noqa: SIM905
        "next following later after afterwards afterward then meanwhile meantime until till since when "
        "presently eventually finally again once soon"
    ).split()
)
"""Words that move the time of a telling on, or set two times beside each other."""

EARLIER = frozenset("ago before earlier formerly previously once remember recall used".split())  # noqa: SIM905
"""Words that lead back to an earlier time."""

MEANWHILE = frozenset("meanwhile meantime while elsewhere simultaneously".split())  # noqa: SIM905
"""Words that set two times beside each other."""

AFTERWARDS = frozenset(
    "next following later after afterwards afterward eventually finally last soon".split()  # noqa: SIM905
)
"""Words that move the time of a telling on."""

GOING_ON = frozenset("then now so and but thus still immediately instantly here".split())  # noqa: SIM905
"""Words that go on where a telling stopped."""

UNITS: dict[str, tuple[str, float]] = {
    "second": ("S", 1.0),
    "moment": ("S", 10.0),
    "instant": ("S", 1.0),
    "minute": ("M", 60.0),
    "half-hour": ("M", 1800.0),
    "hour": ("H", 3600.0),
    "day": ("D", 86400.0),
    "night": ("D", 86400.0),
    "week": ("W", 7 * 86400.0),
    "fortnight": ("W", 14 * 86400.0),
    "month": ("M", 30 * 86400.0),
    "year": ("Y", 365 * 86400.0),
    "decade": ("Y", 3650 * 86400.0),
    "century": ("Y", 36500 * 86400.0),
    "centurie": ("Y", 36500 * 86400.0),
}
"""Units by their singular (a plural without its s), each with its letter in ISO 8601 and its seconds."""

TIMES_UNIT = {"half-hour": 30, "fortnight": 2, "decade": 10, "century": 100, "centurie": 100}
"""How many of the units of its letter a unit is, where that is more than one."""

VAGUE_UNITS = frozenset("moment instant".split())  # noqa: SIM905
"""Units of no length that anybody could name."""

PARTS_OF_DAY: dict[str, str] = {
    "morning": "TMO",
    "forenoon": "TMO",
    "mid-morning": "TMO",
    "dawn": "TMO",
    "daybreak": "TMO",
    "sunrise": "TMO",
    "sun-up": "TMO",
    "cockcrow": "TMO",
    "noon": "T12:00",
    "noonday": "T12:00",
    "midday": "T12:00",
    "mid-day": "T12:00",
    "noontide": "T12:00",
    "afternoon": "TAF",
    "mid-afternoon": "TAF",
    "evening": "TEV",
    "eve": "TEV",
    "sunset": "TEV",
    "sundown": "TEV",
    "dusk": "TEV",
    "twilight": "TEV",
    "nightfall": "TEV",
    "moonrise": "TNI",
    "night": "TNI",
    "midnight": "T24:00",
    "daytime": "TDT",
    "daylight": "TDT",
    "lunchtime": "TMI",
    "lunch-time": "TMI",
    "dinnertime": "TEV",
    "dinner-time": "TEV",
    "suppertime": "TEV",
    "supper-time": "TEV",
    "teatime": "TAF",
    "tea-time": "TAF",
    "bedtime": "TNI",
    "bed-time": "TNI",
}
"""Parts of the day, with their values as in TIMEX3."""

MEALS: dict[str, str] = {
    "breakfast": "TMO",
    "lunch": "TMI",
    "luncheon": "TMI",
    "tea": "TAF",
    "dinner": "TEV",
    "supper": "TEV",
    "recess": "",
    "curfew": "TNI",
    "school": "",
    "church": "",
    "mass": "",
    "vespers": "TEV",
    "matins": "TMO",
}
"""What a day is parted by, which tells a time after some prepositions only."""

BY_MEALS = frozenset("at after before during over by until till through since".split())  # noqa: SIM905
"""The prepositions by which a meal tells a time."""

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june",
            "july",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
"""Months and how they are cut short, without the full stop."""

DOUBTFUL_MONTHS = frozenset("may march mar jan april june august".split())  # noqa: SIM905
"""Months that are words or names of people as well."""

WEEKDAYS: dict[str, int] = {
    name: number
    for number, name in enumerate(
        "monday tuesday wednesday thursday friday saturday sunday".split(),  # noqa: SIM905
        1,
    )
}
"""Days of the week, as ISO 8601 counts them."""

SEASONS: dict[str, str] = {
    "spring": "SP",
    "springtime": "SP",
    "spring-time": "SP",
    "summer": "SU",
    "summertime": "SU",
    "midsummer": "SU",
    "autumn": "FA",
    "winter": "WI",
    "wintertime": "WI",
    "midwinter": "WI",
}
"""Seasons, with their values as in TIMEX3."""

FEASTS: dict[str, str] = {
    "christmas": "XXXX-12-25",
    "christmas eve": "XXXX-12-24",
    "christmas day": "XXXX-12-25",
    "christmas-time": "XXXX-12-25",
    "christmastide": "XXXX-12-25",
    "boxing day": "XXXX-12-26",
    "xmas": "XXXX-12-25",
    "yule": "XXXX-12-21",
    "new year": "XXXX-01-01",
    "new year's": "XXXX-01-01",
    "new year's day": "XXXX-01-01",
    "new year's eve": "XXXX-12-31",
    "twelfth night": "XXXX-01-05",
    "epiphany": "XXXX-01-06",
    "candlemas": "XXXX-02-02",
    "valentine's day": "XXXX-02-14",
    "lady day": "XXXX-03-25",
    "good friday": "",
    "easter": "",
    "easter sunday": "",
    "easter monday": "",
    "lent": "",
    "whitsun": "",
    "whitsuntide": "",
    "pentecost": "",
    "may day": "XXXX-05-01",
    "midsummer eve": "XXXX-06-23",
    "midsummer day": "XXXX-06-24",
    "lammas": "XXXX-08-01",
    "michaelmas": "XXXX-09-29",
    "halloween": "XXXX-10-31",
    "hallowe'en": "XXXX-10-31",
    "all hallows": "XXXX-11-01",
    "guy fawkes": "XXXX-11-05",
    "martinmas": "XXXX-11-11",
    "thanksgiving": "",
    "thanksgiving day": "",
    "advent": "",
    "hanukkah": "",
    "passover": "",
    "ramadan": "",
    "diwali": "",
}
"""Feasts and fast days, with their values; empty where the day is another one each year."""

CARDINALS: dict[str, int] = {
    name: number
    for number, name in enumerate(
        (  # noqa: SIM905
            "one two three four five six seven eight nine ten eleven twelve thirteen "
            "fourteen fifteen sixteen seventeen eighteen nineteen twenty"
        ).split(),
        1,
    )
} | {
    name: number
    for number, name in zip(
        range(30, 100, 10),
        "thirty forty fifty sixty seventy eighty ninety".split(),  # noqa: SIM905
        strict=True,
    )
}
"""Numbers of one word."""

ORDINALS: dict[str, int] = {
    name: number
    for number, name in enumerate(
        (  # noqa: SIM905
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
            "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
            "nineteenth twentieth"
        ).split(),
        1,
    )
} | {"thirtieth": 30}
"""Ordinal numbers of one word."""

FEW = frozenset("few several many some couple dozen hundred hundreds dozens".split())  # noqa: SIM905
"""Numbers that nobody counts."""

NEXT = frozenset("next following ensuing succeeding coming".split())  # noqa: SIM905
"""Adjectives of the time after this one."""

LAST = frozenset("last previous preceding past foregoing".split())  # noqa: SIM905
"""Adjectives of the time before this one."""

EACH = frozenset("every each".split())  # noqa: SIM905
"""Determiners of what happens again and again."""

DETERMINERS = frozenset(
    (  # noqa: SIM905
        "the a an this that these those one some any every each all another no his her my our their its your"
    ).split()
)
"""Words that open a noun phrase."""

LARGE: dict[str, int] = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
"""Numbers that others are multiplied by."""

POSSESSIVES = frozenset("my your his her its our their".split())  # noqa: SIM905
"""Determiners by which a time is somebody's: his last year is none before this one."""

OF_TIMES = frozenset(
    (  # noqa: SIM905
        "next following previous last past coming same very early late later latter whole entire long short "
        "full good little other first final fine dark cold hot warm wet few several many half single only "
        "more first bright dull certain present"
    ).split()
)
"""Adjectives that a noun of time often has."""

ABOUT = frozenset(
    (  # noqa: SIM905
        "about nearly almost over only just barely scarcely hardly fully quite exactly precisely around "
        "approximately maybe perhaps"
    ).split()
)
"""Adverbs that stand before a number."""

SHARES_OF_TIME = frozenset(
    (  # noqa: SIM905
        "part end beginning start middle rest remainder half close week day days morning evening afternoon "
        "night eve first couple quarter quarters three-quarters dozen course latter fourth last hour hours "
        "dead space matter lapse anniversary spring summer autumn winter"
    ).split()
)
"""What a time has of it before an *of*."""

AFTER_IT: dict[str, int] = {
    "later": 1,
    "after": 1,
    "afterwards": 1,
    "afterward": 1,
    "hence": 1,
    "thereafter": 1,
    "into": 1,
    "ago": -1,
    "agone": -1,
    "before": -1,
    "earlier": -1,
    "previously": -1,
    "since": -1,
    "back": -1,
    "beforehand": -1,
}
"""Words behind a stretch of time by which it leads on or back."""

BEFORE_IT: dict[str, int] = {"after": 1, "within": 1, "in": 1}
"""Prepositions before a stretch of time by which it leads on."""

TODAY: dict[str, tuple[str, str, int]] = {
    "today": ("PRESENT_REF", "", 0),
    "to-day": ("PRESENT_REF", "", 0),
    "tonight": ("", "TNI", 0),
    "to-night": ("", "TNI", 0),
    "tomorrow": ("+P1D", "", 1),
    "to-morrow": ("+P1D", "", 1),
    "morrow": ("+P1D", "", 1),
    "yesterday": ("-P1D", "", -1),
    "yesternight": ("-P1D", "TNI", -1),
    "overnight": ("", "TNI", 0),
    "nowadays": ("PRESENT_REF", "", 0),
}
"""Days as they are from now: the value of the day, that of its part, and how many days on."""

FIXED: dict[tuple[str, ...], str] = {
    ("once", "upon", "a", "time"): "PAST_REF",
    ("in", "those", "days"): "PAST_REF",
    ("in", "the", "old", "days"): "PAST_REF",
    ("in", "former", "days"): "PAST_REF",
    ("long", "ago"): "PAST_REF",
    ("long", "before"): "PAST_REF",
    ("the", "other", "day"): "PAST_REF",
    ("the", "old", "days"): "PAST_REF",
    ("the", "small", "hours"): "TNI",
    ("first", "light"): "TMO",
    ("last", "light"): "TEV",
    ("lights", "out"): "TNI",
    ("lights-out",): "TNI",
    ("after", "dark"): "TNI",
    ("before", "dark"): "TEV",
    ("till", "dark"): "TEV",
    ("at", "dark"): "TEV",
    ("nones",): "TAF",
}
"""Phrases that tell a time as a whole."""

AT_ONCE: frozenset[tuple[str, ...]] = frozenset(
    tuple(phrase.split())
    for phrase in (
        "at the same time",
        "at the same moment",
        "at the same instant",
        "at that moment",
        "at that instant",
        "at that very moment",
        "at this moment",
        "at the very moment",
        "at the very same moment",
        "at the moment",
        "at the moment of",
        "in the meantime",
        "in the meanwhile",
        "meanwhile",
        "all this while",
        "all this time",
        "all the while",
        "at that time",
        "at this time",
    )
)
"""Phrases that set two times beside each other."""

LIFE = frozenset(
    (  # noqa: SIM905
        "child boy girl baby infant youth kid lad student schoolboy schoolgirl teenager young little small"
    ).split()
)
"""What somebody was, which tells a time: "when she was a girl"."""

DAYS = frozenset(
    (  # noqa: SIM905
        "day night week month year morning evening afternoon season winter summer spring autumn dawn noon "
        "midnight monday tuesday wednesday thursday friday saturday sunday"
    ).split()
)
"""Nouns of stretches of time in which a scene may be set."""

HABITS = frozenset("would used always often sometimes never usually every".split())  # noqa: SIM905
"""Words that tell of what happened many times."""
