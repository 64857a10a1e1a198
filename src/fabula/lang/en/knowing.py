"""Words of how somebody comes to know a thing, or is kept from it."""

from __future__ import annotations

FEELINGS = frozenset(
    (  # noqa: SIM905
        "afraid angry anxious ashamed aware certain confident conscious curious delighted disappointed eager "
        "embarrassed frightened glad grateful guilty happy jealous lonely proud puzzled relieved sad scared "
        "sorry sure surprised suspicious tempted thankful tired uneasy unhappy worried"
    ).split()
)
"""Adjectives of what somebody feels, which others can only guess."""

MIND_NOUNS = frozenset(
    (  # noqa: SIM905
        "anger anxiety belief conscience conviction curiosity delight desire disappointment doubt dream "
        "dread envy fear feeling guess guilt heart hope idea impression instinct intention joy memory mind "
        "mood nerve opinion pity plan pride reason regret relief resolve secret sense shame soul suspicion "
        "temptation thought wish wonder"
    ).split()
)
"""Nouns of what goes on in a mind."""

MIND_VERBS = frozenset(
    (  # noqa: SIM905
        "ache admire amuse annoy assume calculate console crave dream enjoy envy fancy feel foresee grieve "
        "ignore long miss mistake occur plan pity ponder prefer pretend puzzle reckon recognise recognize "
        "reflect regret resent resolve seem sense surmise tempt trust yearn"
    ).split()
)
"""More verbs of the mind, beside those of ``minds``."""

HIDING = frozenset(
    (  # noqa: SIM905
        "aside conceal creep disguise gently hidden imperceptible inaudible inaudibly inwardly masked "
        "noiseless noiselessly private privately quiet quietly secret secretly silent silently softly "
        "stealthily unheard unintelligible unknown unnoticed unobserved unseen whisper"
    ).split()
)
"""Words of what others may not see or hear."""

NOTICING = frozenset(
    (  # noqa: SIM905
        "aware guess hear know notice observe occur perceive realise realize recognise recognize see suspect"
    ).split()
)
"""Words of coming to know something, whose denial says that somebody does not."""

NOBODY = frozenset("nobody none no-one".split())  # noqa: SIM905
"""Words for not a single one."""

NEGATIONS = frozenset(
    "not n't n’t never no nobody nothing none neither nor without hardly".split()  # noqa: SIM905
)
"""Words of denial."""

TELLING = frozenset(
    (  # noqa: SIM905
        "admit advise announce answer assure confess confide declare describe explain inform mention narrate "
        "notify read recount relate remind repeat report reveal say show tell warn whisper write"
    ).split()
)
"""Verbs by which somebody is told a thing."""

REPORTING = TELLING | frozenset(
    (  # noqa: SIM905
        "add agree ask beg call claim cry insist observe order promise remark reply respond ring state "
        "suggest"
    ).split()
)
"""Verbs that report what somebody said."""

SPEAKING = frozenset("answer ask cry murmur reply say whisper".split())  # noqa: SIM905
"""Verbs of the tag of a line that is said aloud."""

THOUGHT_TAGS = frozenset("decide muse reason reflect think wonder".split())  # noqa: SIM905
"""Verbs of the tag of a line that is thought."""

READING = frozenset("open peruse read scan skim study unfold".split())  # noqa: SIM905
"""Verbs by which somebody reads."""

WRITINGS = frozenset(
    (  # noqa: SIM905
        "card diary document email envelope headline label letter line list mail message newspaper note "
        "notebook notice page paper postcard poster program programme record report screen scrap scroll sign "
        "telegram text wire writing"
    ).split()
)
"""What is read."""

LIGHT = frozenset(
    (  # noqa: SIM905
        "again all as back be can come could do even get go good have here how just know let like look "
        "make man may might more much must never not now one only out put quite rather really say see "
        "shall should so still take tell then there thing think time too up very want way well when where "
        "why will would"
    ).split()
)
"""Words that say nothing of what a line is about."""
