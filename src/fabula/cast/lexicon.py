"""Closed word lists of English that the cast stage knows: titles, short forms of names, pronouns."""

from __future__ import annotations

from typing import Final

MALE: Final = "he"
FEMALE: Final = "she"
NEUTER: Final = "it"
PLURAL: Final = "they"

PRONOUN_GENDERS: Final[dict[str, str]] = {
    word: subject
    for subject, words in (
        (MALE, "he him his himself"),
        (FEMALE, "she her hers herself"),
        (NEUTER, "it its itself"),
        (PLURAL, "they them their theirs themselves themself 'em"),
        ("xe", "xe xem xim xyr xir xyrs xirs xemself xirself xyrself"),
        ("ze", "ze zie sie zir hir zem zes zirs hirs zirself hirself zemself"),
        ("ey", "ey em eir eirs emself eirself"),
        ("fae", "fae faer faers faerself"),
        ("ve", "ve ver vis verself"),
        ("ae", "ae aer aers aerself"),
    )
    for word in words.split()
}
"""Third-person pronouns to their subject form, neopronouns among them."""

FIRST_PERSON: Final = frozenset(["i", "me", "my", "mine", "myself"])
FIRST_PLURAL: Final = frozenset(["we", "us", "our", "ours", "ourselves"])
SECOND_PERSON: Final = frozenset(
    ["you", "your", "yours", "yourself", "yourselves", "thou", "thee", "thy", "thine", "thyself", "ye"]
)

TITLES: Final[dict[str, str]] = {
    word: gender
    for gender, words in (
        (
            MALE,
            "mr mister sir lord master monsieur m signor signore don herr senor señor mynheer esq king "
            "prince duke earl baron count marquis viscount emperor abbe abbé brother father fr friar "
            "uncle grandpa grandfather squire pasha sultan sheikh rabbi gaffer daddy papa pappy",
        ),
        (
            FEMALE,
            "mrs miss ms lady madame mme mademoiselle mlle mdlle signora signorina dona doña donna frau "
            "fraulein fräulein senora señora senorita señorita dame queen princess duchess countess "
            "baroness marchioness viscountess empress sister mother aunt auntie aunty grandma "
            "grandmother granny nurse madam goody mama mamma",
        ),
        (
            "",
            "dr doc doctor prof professor captain capt colonel col major maj general gen lieutenant lieut "
            "lt sergeant sergt sgt serjeant corporal cpl private admiral commodore commander cmdr "
            "ensign cadet marshal inspector detective constable officer chief sheriff judge justice "
            "president governor gov senator sen minister chancellor bishop archbishop cardinal pope "
            "dean canon deacon parson vicar rector reverend rev saint st cousin comrade citizen "
            "ambassador consul secretary agent engineer pilot boatswain bosun mate cook coach old young "
            "little poor dear great the hon honourable honorable right trooper warden elder commissar "
            "secretary- general vice-admiral lieutenant-colonel sensei -san -chan -kun -sama -senpai -sempai "
            "-dono",
        ),
    )
    for word in words.split()
}
"""Words that stand before a name, to the gender they tell ("" for none)."""

CANONICAL: Final = {
    short: full
    for full, shorts in (
        ("doctor", "dr doc"),
        ("professor", "prof"),
        ("captain", "capt"),
        ("colonel", "col"),
        ("major", "maj"),
        ("general", "gen"),
        ("lieutenant", "lieut lt"),
        ("sergeant", "sergt sgt serjeant"),
        ("corporal", "cpl"),
        ("commander", "cmdr"),
        ("governor", "gov"),
        ("senator", "sen"),
        ("reverend", "rev"),
        ("saint", "st"),
        ("mr", "mister"),
        ("madame", "mme"),
        ("mademoiselle", "mlle mdlle"),
        ("monsieur", "m"),
        ("aunt", "auntie aunty"),
    )
    for short in shorts.split()
}
"""Short spellings of titles to the full one."""

KIN: Final[dict[str, str]] = {
    word: kin
    for kin, words in (
        ("aunt", "aunt auntie aunty"),
        ("uncle", "uncle nuncle"),
        ("father", "father papa pa pap pappy pop dad daddy"),
        ("mother", "mother mamma mama ma mam mammy mum mummy mom mommy"),
        ("grandfather", "grandfather grandpa granddad grandad"),
        ("grandmother", "grandmother grandma granny"),
    )
    for word in words.split()
}
"""What one calls those of the family who are older, to the plain word."""

PARENTS: Final = frozenset(word for word, kin in KIN.items() if kin in ("father", "mother"))
"""What children call their parents: names of people, though written small elsewhere."""

ADDRESS: Final = frozenset(
    word
    for words in (
        "sir madam ma'am ma’am marm mum miss mister missus mr mrs dear darling gentlemen ladies",
        "signor signora signorina monsieur madame mademoiselle m'sieur m’sieur herr frau señor señora",
        "sirrah laddie lassie sonny missy missie matey ducky dearie deary guvnor guv'nor guv’nor",
    )
    for word in words.split()
)
"""Words that call anybody: no name, even with a capital."""

HONOURS: Final[dict[str, frozenset[str]]] = {
    word: frozenset(titles.split())
    for word, titles in (
        ("grace", "duke duchess archbishop"),
        ("lordship", "lord earl viscount marquis baron judge justice bishop"),
        ("ladyship", "lady countess viscountess marchioness baroness"),
        ("majesty", "king queen emperor empress"),
        ("highness", "prince princess duke duchess"),
        ("excellency", "governor ambassador general minister president"),
        ("eminence", "cardinal"),
        ("holiness", "pope"),
        ("honour", "judge justice squire sir"),
        ("honor", "judge justice governor"),
        ("worship", "judge justice squire sir"),
        ("reverence", "father reverend bishop vicar rector canon dean"),
    )
}
"""What "his", "her" and "your" stand before where they mean a duke or a queen, and who has a right to it."""

FOND: Final = frozenset("dear good old dearest".split())  # noqa: SIM905
CALLED_FONDLY: Final = frozenset("my fellow friend boy girl child lad lass laddie chap man thing".split())  # noqa: SIM905
"""What one is called with a fond word before it: "my dear fellow", "good lass"."""

BEFORE_NAMES: Final = frozenset(
    "to-day today to-night tonight to-morrow tomorrow yesterday ah oh yes no perhaps".split()  # noqa: SIM905
)
"""Words that begin a sentence before a name and are in none: "To-day Kemp came"."""
EXCLAMATIONS: Final = frozenset(
    phrase
    for phrases in (
        "good lord/good god/good heavens/good gracious/great god/great heavens/great scott/my god/oh god",
        "gad/egad/by gad/by jove/jove/pshaw/bah/hallo/halloa/hullo/hello/hurrah/alas/amen/dear me/bless me",
    )
    for phrase in phrases.split("/")
)
"""Cries that look like names and mean nobody."""

EPITHETS: Final = frozenset(
    (  # noqa: SIM905
        "old young little poor dear great the right hon honourable honorable -san -chan -kun -sama -senpai "
        "-sempai -dono"
    ).split()
)
"""Of the titles, those that say nothing of rank and so never set two people of one name apart."""
JUNIOR: Final = frozenset(["-kun", "-chan"])
"""What stands behind the names of those to whom no teacher belongs: "Mori-kun" is not "Mori-sensei"."""

_OFFICES: Final = (
    "sentry guard porter butler footman coachman driver innkeeper landlord landlady waiter barber policeman "
    "lawyer solicitor attorney surgeon physician coroner clerk gardener groom shepherd miller blacksmith "
    "fisherman postman conductor schoolmaster governess housekeeper housemaid parlourmaid charwoman "
    "nurse chaplain priest monk nun hermit knight squire jester king queen prince princess duke duchess"
)
POSTS: Final = frozenset(
    [
        *(t for t, gender in TITLES.items() if not gender and t not in EPITHETS and t != "cousin"),
        *_OFFICES.split(),
    ]
)
"""Ranks, offices and trades: one who has one is hardly he who has another."""

_SHORT_FORMS: Final = """
abigail abby; abraham abe abram; albert al bert bertie; alexander alec alex sandy sasha; alfred alf fred;
alice allie; amelia amy millie; andrew andy drew; angela angie; ann annie nan nancy nanny; anna annie; anne
annie nan; anthony tony; antoinette netty toni; archibald archie; arthur art artie; augustus gus gussie;
barbara babs barbie; bartholomew bart; beatrice bea trixie; benjamin ben benny; bernard bernie; bertram bert
bertie; caroline carrie caro lina; catherine cathy kate katie kitty cath; katharine kate katie kitty kathy;
katherine kate katie kitty kathy; cecilia cissy sissy cis; charles charlie charley chas chuck; charlotte
lottie charley; christina chrissie tina; christopher chris kit; clarence clare; constance connie; cornelius
neil; cynthia cindy; daniel dan danny; david dave davy; deborah debbie; dorothea dolly dora dot; dorothy
dolly dot dottie; edgar ed eddie ned; edmund ed eddie ned ted; edward ed eddie ned ted teddy; edwin ed ned;
eleanor nell nellie nelly ellie nora; elizabeth bess bessie beth betsy betty eliza lizzie lizzy liz elsie
libby lisbeth; ellen nell nellie nelly; emily em emmy; ernest ernie; esther essie hetty; eugene gene; evelyn
evie; florence flo florrie flossie; frances fan fanny frankie; francis frank; franklin frank; frederick fred
freddy freddie fritz; gabriel gabe; george geordie georgie; georgiana georgie; gerald gerry jerry; gertrude
gertie trudy; gilbert gil bertie; gregory greg; gwendolen gwen; hannah nan; harold harry hal; harriet hattie
harry; helen nell nellie lena; henrietta etta hetty hettie; henry hal hank harry hen; herbert bert herb;
hester hetty; horatio horace; isaac ike; isabel bel bella belle; isabella bell bella isa; jacob jake; james
jem jemmy jim jimmy jamie; jane janie jenny jennie; janet jenny; jeremiah jerry; jeremy jerry; jessica jess
jessie; joan joanie; john jack johnny jock; jonathan jon; joseph joe joey jo; josephine jo josie; joshua
josh; judith judy; julia julie; juliet jule; kenneth ken; lawrence larry laurie; leonard len leo; lewis lew;
lillian lily lil; louis lou; louisa lou lulu; lucinda lucy; lydia lyddy; madeline maddy; magdalen maggie;
margaret daisy madge mag maggie marge margie meg peg peggy; martha mattie patty; martin marty; mary molly
polly mamie may; matilda matty maud tilly; matthew mat matt; maurice morry; maximilian max; michael mick
mickey mike; mildred millie; miriam mim; mordecai mordy; nancy nance; nathaniel nat; nicholas nick nicky;
oliver noll ollie; oswald oz; pamela pam; patricia pat patty; patrick pat paddy; penelope pen penny; peter
pete; philip phil pip; philippa pippa; phoebe phebe; priscilla prissy; rachel rae; ralph rafe; raymond ray;
rebecca becky; reginald reggie; richard dick dickie dicky rich rick; robert bob bobby rob robbie robin;
roderick rory rod; roger rodge; rosalind rosa; rosamond rosy rose; rose rosie; rupert bert; samuel sam sammy;
sarah sadie sally; sebastian seb; septimus sep; sidney sid; simon sim; solomon sol; sophia sophy; stephen
steve stevie; susan sue suky susie; susanna sue sukey; sylvia syl; teresa terry tess tessa; thaddeus tad;
theodora dora theo; theodore ted teddy theo; theresa tess terry; thomas tom tommy; timothy tim; tobias toby;
ursula ursie; valentine val; victor vic; victoria vicky; vincent vince; violet vi; virginia ginny; wallace
wally; walter wally walt wat; wilhelmina mina minnie; william bill billy will willie willy; winifred winnie
freda; zachariah zach
"""


def _short_forms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in _SHORT_FORMS.split(";"):
        full, *short = group.split() or [""]
        for name in short:
            found.setdefault(name, set()).add(full)
    return {name: frozenset(full) for name, full in found.items()}


SHORT_FORMS: Final[dict[str, frozenset[str]]] = _short_forms()
"""Short forms of English forenames to the forenames they may stand for."""

MALE_NOUNS: Final = frozenset(
    [
        "man",
        "gentleman",
        "boy",
        "lad",
        "father",
        "brother",
        "son",
        "husband",
        "uncle",
        "nephew",
        "king",
        "prince",
        "lord",
        "duke",
        "sir",
        "fellow",
        "grandfather",
        "bridegroom",
        "widower",
        "monk",
        "friar",
        "waiter",
        "chap",
        "bachelor",
        "actor",
        "gentlemen",
        "men",
        "boys",
        "sons",
        "brothers",
        "papa",
        "dad",
        "grandson",
        "stepfather",
        "footman",
        "butler",
        "coachman",
        "policeman",
        "clergyman",
        "fisherman",
        "nobleman",
        "madman",
    ]
)
FEMALE_NOUNS: Final = frozenset(
    [
        "woman",
        "lady",
        "girl",
        "lass",
        "mother",
        "sister",
        "daughter",
        "wife",
        "aunt",
        "niece",
        "queen",
        "princess",
        "duchess",
        "madam",
        "maid",
        "widow",
        "grandmother",
        "bride",
        "nun",
        "waitress",
        "spinster",
        "actress",
        "ladies",
        "women",
        "girls",
        "daughters",
        "sisters",
        "mama",
        "mamma",
        "mum",
        "mom",
        "granddaughter",
        "stepmother",
        "housemaid",
        "governess",
        "countess",
        "landlady",
        "mistress",
        "heroine",
        "hostess",
        "lassie",
    ]
)
PLURAL_NOUNS: Final = frozenset(
    [
        "people",
        "men",
        "women",
        "children",
        "boys",
        "girls",
        "ladies",
        "gentlemen",
        "sisters",
        "brothers",
        "daughters",
        "sons",
        "parents",
        "friends",
        "folk",
        "folks",
        "persons",
        "soldiers",
        "sailors",
        "servants",
        "others",
        "guests",
        "neighbours",
        "neighbors",
        "both",
        "all",
        "some",
    ]
)
ANYBODY: Final = frozenset(
    word
    for words in (
        "man woman gentleman lady boy girl lad lass child youth fellow chap person creature stranger visitor",
        "guest other one speaker figure voice newcomer companion friend neighbour neighbor men women ladies",
        "gentlemen boys girls children others people party couple two three",
    )
    for word in words.split()
)
"""Heads of nominals that tell nobody from another once the scene has changed."""

SAYING: Final = frozenset(
    word
    for words in (
        "said says say saith replied replies answered asked inquired enquired demanded questioned queried",
        "cried exclaimed shouted yelled screamed shrieked roared bellowed bawled called howled whooped",
        "hollered whispered murmured muttered mumbled breathed hissed sighed groaned moaned sobbed wailed",
        "whimpered whined returned rejoined retorted responded countered observed remarked noted",
        "commented added continued went resumed pursued proceeded began commenced interrupted interposed",
        "interjected insisted persisted repeated echoed agreed assented admitted confessed conceded",
        "acknowledged allowed owned declared announced stated asserted affirmed averred avowed protested",
        "objected remonstrated expostulated pleaded begged entreated implored besought urged pressed",
        "suggested proposed advised warned cautioned reminded explained informed told assured promised",
        "vowed swore lied joked laughed chuckled giggled chortled tittered smiled grinned growled snarled",
        "snapped barked grunted rumbled thundered stormed raged fumed spluttered stammered stuttered",
        "gasped panted wheezed croaked squeaked squealed piped chirped cooed purred drawled lisped",
        "quavered faltered hesitated ventured hazarded guessed wondered thought mused reflected pondered",
        "reasoned concluded decided conjectured speculated boasted bragged scoffed sneered jeered mocked",
        "taunted teased quoted recited read sang chanted intoned ejaculated vociferated apostrophized",
        "soliloquized prompted complained grumbled lamented mourned corrected amended finished ended",
        "broke burst put chimed cut threw greeted welcomed hailed ordered commanded directed bade invited",
        "offered volunteered coaxed soothed comforted consoled apologized apologised thanked acquiesced",
        "bowed nodded shrugged shook spoke uttered articulated pronounced dictated signalled signed wrote",
        "prayed hinted implied intimated submitted maintained contended argued reckoned believed supposed",
        "fancied rapped blurted gulped choked trilled boomed rasped grated clamoured clamored quoth",
        "cackled crowed snorted sniffed tutted asks answers cries exclaims shouts whispers murmurs",
        "mutters adds continues goes begins calls tells thinks laughs sighs smiles nods agrees explains",
        "insists snaps growls mumbles declares",
    )
    for word in words.split()
)
"""Words of saying, in the tenses that tell a story, and what people do in place of saying."""

SAY: Final = frozenset(
    word
    for words in (
        "say ask tell answer reply repeat call cry shout yell scream whisper murmur mutter mumble breathe",
        "hiss sigh groan moan sob laugh chuckle giggle smile grin growl snap snort gasp croak squeak whine",
        "demand question inquire enquire exclaim declare announce state insist persist agree admit confess",
        "concede protest object plead beg implore urge suggest propose advise warn remind explain inform",
        "assure promise vow swear lie joke tease taunt mock add continue go begin start interrupt interject",
        "counter retort respond return remark observe note comment point finish conclude offer venture",
        "guess wonder think muse decide reason correct complain grumble order command greet manage blurt",
        "choke stammer stutter echo sign read recite quote sing shrug nod type text write signal spell",
        "mouth drawl croon coo bark",
    )
    for word in words.split()
)
"""The same as they stand after *I*, *you*, *we* and *they* in the present tense: "you say"."""


def _of_third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2:-1] not in "aeou":
        return f"{verb[:-1]}ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "go")) else "s")


SAYS: Final = frozenset(map(_of_third_person, SAY))
"""The same after *he* and *she*: "he says"."""
