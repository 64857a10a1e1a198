"""How somebody is for the time being, and what they are like for good."""

from __future__ import annotations

CONDITIONS = frozenset(
    (  # noqa: SIM905
        "dead alive asleep awake drunk drunken tipsy sober ill sick wounded injured hurt "
        "tired weary exhausted hungry thirsty cold hot wet soaked drenched muddy dirty naked "
        "barefoot barefooted unconscious dying pregnant blind deaf dumb mute lame crippled "
        "feverish faint dizzy sleepy drowsy breathless sweating bleeding bruised pale "
        "frightened scared afraid terrified angry furious mad annoyed irritated sad unhappy "
        "happy glad pleased delighted excited nervous anxious worried uneasy ashamed "
        "embarrassed confused puzzled bewildered perplexed surprised astonished amazed "
        "shocked stunned startled bored lonely alone jealous envious proud guilty sorry "
        "miserable depressed melancholy gloomy desperate hopeless hopeful calm relieved "
        "grateful content contented satisfied disappointed upset distraught hysterical "
        "homesick restless impatient curious suspicious determined engaged married unmarried "
        "single widowed divorced bachelor free safe lost trapped imprisoned captured bound "
        "busy ready late absent missing gone poor penniless rich broke bankrupt homeless "
        "unemployed retired orphaned sunburned flushed trembling shivering crying weeping "
        "drowned killed poisoned cursed enchanted bewitched paralysed paralyzed numb stiff "
        "sore sleeping well better recovered healthy fit unwell worse hoarse speechless "
        "silent hurried dazed hypnotized heartbroken lovesick enamoured infatuated horrified "
        "disgusted indignant offended outraged enraged resentful moody dejected despondent "
        "disconsolate overwhelmed overjoyed ecstatic thrilled joyful elated amused touched "
        "moved concerned alarmed troubled distressed tormented conscious insane crazy "
        "delirious intoxicated sleepless starving famished starved thin-skinned unarmed armed "
        "disarmed disguised sulky sullen tearful red-eyed bloodshot worn ragged unkempt "
        "outlawed exiled banished condemned doomed bereaved betrothed fed-up nonplussed "
        "helpless powerless weak crushed haggard limp incoherent groggy unsteady shaken shaky "
        "rattled panicked panicky aghast mortified humiliated flustered preoccupied "
        "distracted thoughtful pensive wistful agitated tense relaxed sleepy-eyed comfortable "
        "uncomfortable dumbfounded flattered reluctant eager dissatisfied discontented "
        "discouraged disheartened jubilant triumphant certain sure convinced unaware aware "
        "oblivious stuck"
    ).split()
)
"""Adjectives of states that pass."""

TRAITS = frozenset(
    (  # noqa: SIM905
        "brave bold courageous fearless cowardly timid shy bashful modest humble proud vain "
        "haughty arrogant conceited kind kindly gentle good good-natured generous selfish "
        "mean cruel wicked evil bad honest dishonest clever intelligent bright smart wise "
        "stupid foolish silly dull slow ignorant learned simple naive innocent cunning sly "
        "crafty shrewd sharp witty funny humorous serious grave solemn stern strict severe "
        "harsh hard cold warm friendly unfriendly polite rude courteous civil charming "
        "agreeable disagreeable pleasant unpleasant amiable sweet sweet-tempered ill-tempered "
        "hot-tempered quick-tempered bad-tempered irritable grumpy cross cheerful merry jolly "
        "lively quiet reserved taciturn talkative loquacious garrulous stubborn obstinate "
        "headstrong wilful willful strong-willed determined resolute ambitious lazy idle "
        "industrious diligent hard-working careful careless cautious prudent reckless rash "
        "impulsive impetuous impatient patient loyal faithful devoted disloyal treacherous "
        "false sincere insincere deceitful sentimental romantic practical sensible sensitive "
        "insensitive passionate cool dignified noble ignoble virtuous pious religious "
        "superstitious sceptical skeptical cynical suspicious trusting jealous greedy stingy "
        "miserly extravagant thrifty fastidious tidy untidy neat sloppy eccentric odd strange "
        "queer peculiar ordinary respectable distinguished famous celebrated notorious "
        "legendary popular unpopular powerful strong weak tough dangerous harmless ruthless "
        "merciless merciful compassionate sympathetic tender affectionate loving flirtatious "
        "childish boyish girlish mature ladylike gentlemanly tactful tactless discreet "
        "indiscreet spirited mischievous naughty playful wild rebellious obedient disobedient "
        "docile submissive independent capable competent incompetent clumsy graceful elegant "
        "accomplished educated uneducated well-bred ill-bred vulgar refined coarse snobbish "
        "pompous pretentious smug self-important self-confident confident diffident "
        "unassuming nervous excitable calm placid stolid phlegmatic melancholy morbid gloomy "
        "optimistic pessimistic idealistic fanatical patriotic radical conservative mad crazy "
        "insane genius brilliant gifted talented forgetful absent-minded inquisitive curious "
        "nosy observant perceptive imaginative unimaginative inventive resourceful tenacious "
        "persistent persevering incorrigible hypocritical sarcastic ironic ironical scornful "
        "contemptuous disdainful genial jovial hospitable gallant chivalrous heroic valiant "
        "daring intrepid adventurous superior thoughtless thoughtful considerate "
        "inconsiderate ungrateful benevolent malicious spiteful vindictive vengeful "
        "bloodthirsty savage fierce ferocious gruff surly sociable solitary aloof mysterious "
        "enigmatic unscrupulous corrupt incorruptible upright honourable honorable "
        "dishonourable worthless lousy inept immoral moral righteous just unjust fair "
        "trustworthy reliable unreliable dependable punctual methodical meticulous exacting "
        "demanding domineering imperious bossy meek mild nice decent lovable loveable "
        "loveless fickle capricious mercenary worldly unworldly frivolous giddy flighty "
        "down-to-earth matter-of-fact blunt outspoken frank candid open secretive wily gluttonous "
        "tomboyish effeminate manly womanly snooty feckless shiftless exotic whimsical "
        "sober-minded quick-witted slow-witted energetic vigorous zealous apathetic indifferent "
        "indolent languid fearsome formidable terrible dreadful awful horrid nasty vile "
        "despicable contemptible"
    ).split()
)
"""Adjectives of character."""

STATES = {
    "die": "dead",
    "perish": "dead",
    "kill": "dead",
    "murder": "dead",
    "drown": "drowned",
    "shoot": "shot",
    "stab": "stabbed",
    "wound": "wounded",
    "injure": "injured",
    "sleep": "asleep",
    "doze": "asleep",
    "snore": "asleep",
    "slumber": "asleep",
    "limp": "limping",
    "hobble": "limping",
    "faint": "unconscious",
    "swoon": "unconscious",
    "weep": "weeping",
    "cry": "crying",
    "sob": "sobbing",
    "tremble": "trembling",
    "shiver": "shivering",
    "shudder": "trembling",
    "sweat": "sweating",
    "bleed": "bleeding",
    "starve": "starving",
    "blush": "blushing",
    "pant": "out of breath",
    "cough": "coughing",
    "yawn": "tired",
    "arrest": "arrested",
    "imprison": "imprisoned",
    "poison": "poisoned",
    "hang": "hanged",
    "behead": "beheaded",
    "execute": "executed",
    "marry": "married",
    "widow": "widowed",
    "stammer": "stammering",
    "stutter": "stammering",
    "awake": "awake",
    "wake": "awake",
}
"""Verbs that tell a state of who does them, or, those of ``SUFFERED``, of whom they are done to."""

SUFFERED = frozenset(
    (  # noqa: SIM905
        "kill murder drown shoot stab wound injure arrest imprison poison hang behead execute"
    ).split()
)
"""Of those, the verbs that tell a state of their object."""

LASTING = frozenset(["dead", "drowned", "hanged", "beheaded", "executed", "widowed", "orphaned", "blind"])
"""States that do not pass."""

STOPPING = frozenset(["stop", "halt", "pull", "draw", "rein"])
"""Verbs after which "dead" means at once: "she stopped dead"."""

PLIGHTS = frozenset("love tear pain danger trouble bed prison hospital mourning despair agony rage".split())  # noqa: SIM905
"""Nouns that with "in" tell a state."""
