"""What people do for a living, or are by office; ranks that give orders."""

from __future__ import annotations

OCCUPATIONS = frozenset(
    (  # noqa: SIM905
        "accountant actor actress adviser advisor agent ambassador analyst apprentice archer "
        "architect artist assassin assistant astronaut astronomer athlete attendant attorney author "
        "baker banker barber barkeeper barmaid barman barrister bartender beggar biologist "
        "blacksmith bodyguard bookkeeper bookseller boss bricklayer broker burglar butcher butler "
        "cabman carpenter cashier cook chef chemist clergyman clerk coachman cobbler "
        "collector composer conductor constable contractor cop coroner counsellor courier cowboy "
        "cowpoke crook curate dancer dealer dentist deputy designer detective dictator diplomat "
        "director diver doctor drover dressmaker driver druggist economist editor electrician "
        "emissary engineer entertainer explorer farmer farmhand ferryman fiddler fireman fisherman "
        "footman foreman forester fortune-teller gambler gamekeeper gardener geologist governess "
        "groom grocer guard guide gumshoe gunman gunner gypsy hairdresser handmaid harper healer "
        "helmsman herald herdsman historian housekeeper housemaid housewife hunter innkeeper "
        "inspector instructor interpreter investigator janitor jeweller jeweler jockey journalist "
        "judge juggler juror keeper killer kitchen-maid labourer laborer landlady landlord "
        "laundress lawyer lecturer lexicographer librarian lieutenant linguist locksmith lumberjack "
        "magician magistrate maid maidservant manager manservant mason matron mayor mechanic medium "
        "mercenary merchant messenger midwife miller miner minister minstrel missionary monk "
        "mercer musician naturalist navigator necromancer newsboy newspaperman novelist nun nurse "
        "nursemaid officer operator orderly organist outlaw painter parlourmaid parson pastor "
        "peddler pedlar philosopher photographer physician physicist pianist pickpocket pilot "
        "pirate planter playwright ploughman plumber poacher poet policeman politician porter "
        "postman postmaster preacher priest principal prisoner professor programmer prophet "
        "proprietor prosecutor prostitute provost psychiatrist psychologist publisher ranger "
        "receptionist rector referee reporter researcher restaurateur robber sailor salesman "
        "saleswoman scholar schoolmaster schoolmistress schoolteacher scientist scout scribe "
        "sculptor seaman seamstress secretary senator sentinel sentry servant shepherd sheriff "
        "shipbuilder shoemaker shopkeeper singer slave smith smuggler soldier solicitor sorcerer "
        "sorceress spy stableman stableboy statesman stenographer steward stewardess student "
        "stowaway superintendent surgeon surveyor tailor tanner taxi-driver teacher technician "
        "teller thief tinker trader trainer translator traveller treasurer trooper tutor typist "
        "undertaker usher valet vicar vintner violinist waiter waitress warden warder warrior "
        "watchman weaver witch wizard woodcutter woodsman worker workman writer yeoman charwoman "
        "chauffeur governor president chancellor commissioner consul schoolboy schoolgirl pupil "
        "cadet undergraduate major hacker blogger coder barista astrogator spaceman "
        "cosmonaut mage sage oracle priestess abbess abbot bishop cardinal pope friar hermit knight "
        "squire assemblyman congressman councilman chief chieftain jester bard huntsman "
        "hangman executioner jailer gaoler turnkey bailiff reeve sexton verger beadle midshipman "
        "boatswain stoker oarsman trapper prospector rancher settler homesteader vagabond "
        "tramp hobo bandit gangster mobster hustler gold-digger moneylender usurer pawnbroker "
        "speculator capitalist industrialist manufacturer executive chairman founder "
        "headmaster headmistress dean major-domo bellboy busboy dishwasher "
        "lifeguard paramedic medic nanny au-pair therapist vet veterinarian zoologist botanist "
        "mathematician archaeologist anthropologist alchemist apothecary inventor correspondent "
        "columnist critic newsman cameraman producer announcer rapper drummer guitarist"
    ).split()
)
"""Trades, offices and callings."""

RANKS = frozenset(
    (  # noqa: SIM905
        "king queen prince princess duke duchess earl count countess baron baroness baronet "
        "marquis marquess viscount viscountess emperor empress lord lady knight dame squire "
        "sultan tsar czar kaiser chief general colonel major captain lieutenant sergeant "
        "corporal private admiral commodore commander ensign marshal brigadier cadet peasant "
        "nobleman noblewoman aristocrat gentleman gentlewoman serf heir heiress commoner peer "
        "regent sovereign ruler monarch leader chieftain chancellor cmdr capt col gen "
        "lt sgt midshipman petty-officer first-lieutenant subaltern quartermaster rajah khan "
        "pasha shah pharaoh dictator potentate crown-prince archduke boyar warlord"
    ).split()
)
"""Titles of birth and of command."""

MILITARY = (
    "private corporal sergeant ensign lieutenant captain major colonel brigadier general marshal",
    "midshipman ensign lieutenant commander captain commodore admiral",
)
"""Ranks from the lowest up, of armies and of navies."""

CANONICAL_TITLES = {
    "dr": "doctor",
    "doc": "doctor",
    "prof": "professor",
    "capt": "captain",
    "col": "colonel",
    "gen": "general",
    "lt": "lieutenant",
    "lieut": "lieutenant",
    "sgt": "sergeant",
    "sergt": "sergeant",
    "cmdr": "commander",
    "gov": "governor",
    "sen": "senator",
    "rev": "reverend",
}
"""Short spellings of titles to the full one."""

WORKING = frozenset("work serve act".split())  # noqa: SIM905
"""Verbs after which "as" tells what somebody is."""


def canonical_title(word: str) -> str:
    """A title in full and in small letters."""
    plain = word.lower().rstrip(".")
    return CANONICAL_TITLES.get(plain, plain)
