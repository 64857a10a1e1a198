"""Nouns of what people feel and of what they are like, and of the way in which they do something."""

from __future__ import annotations

FEELINGS = frozenset(
    (  # noqa: SIM905
        "anger rage fury wrath fear terror horror dread panic alarm anxiety worry nervousness joy "
        "delight happiness pleasure grief sorrow sadness misery despair shame guilt embarrassment "
        "pride envy jealousy love hatred hate contempt disgust surprise astonishment amazement "
        "shock bewilderment confusion relief disappointment excitement impatience boredom "
        "loneliness regret remorse pity compassion gratitude hope hopelessness suspicion "
        "curiosity indignation annoyance irritation frustration resentment longing desire "
        "exhaustion fatigue weariness hunger thirst pain agony nausea dizziness fever headache "
        "cold illness sickness madness delirium drunkenness breathlessness faintness giddiness "
        "wound injury bruise limp blindness deafness grippe consumption cough chill disease "
        "fright apprehension uneasiness unease discomfort distress anguish bitterness melancholy "
        "gloom frenzy hysteria amusement enthusiasm admiration affection awe calm content "
        "contentment satisfaction triumph tears"
    ).split()
)
"""States that pass."""
NATURES = frozenset(
    (  # noqa: SIM905
        "shyness diffidence timidity modesty humility vanity conceit arrogance haughtiness "
        "courage bravery boldness cowardice kindness kindliness gentleness tenderness cruelty "
        "malice spite generosity greed avarice meanness honesty candour candor frankness "
        "sincerity hypocrisy deceit cunning wit humour humor intelligence wisdom stupidity folly "
        "foolishness ignorance innocence naivety patience stubbornness obstinacy pertinacity "
        "laziness idleness industry diligence carelessness recklessness caution prudence tact "
        "tactlessness politeness courtesy rudeness insolence impudence charm grace elegance "
        "dignity nobility loyalty devotion treachery ambition strength weakness beauty ugliness "
        "imagination genius talent temper vigour energy hospitality piety virtue cleverness "
        "shrewdness watchfulness vigilance selfishness unselfishness sensitivity sensibility "
        "severity sternness cheerfulness gaiety eccentricity curiosity independence secrecy "
        "amiability agility efficiency"
    ).split()
)
"""What somebody is like."""
MANNERS = frozenset(
    (  # noqa: SIM905
        "manner way air nature temper disposition character fashion spirit temperament mind heart "
        "soul bearing demeanour demeanor attitude instinct habit humour humor mood style "
        "conscience tongue"
    ).split()
)
"""Nouns whose adjectives say what somebody is like."""
AILMENTS = frozenset(
    (  # noqa: SIM905
        "headache fever cold cough limp wound disease illness toothache bruise cut scar stroke "
        "attack fit chill hangover grippe pneumonia consumption gout rheumatism cramp concussion "
        "fracture"
    ).split()
)
"""What somebody has who is ill or hurt."""
LIKING = frozenset("like love hate loathe detest adore prefer fear dislike enjoy despise cherish".split())  # noqa: SIM905
"""Verbs whose object tells what somebody is like."""
