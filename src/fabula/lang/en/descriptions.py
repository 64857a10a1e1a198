"""What is said of somebody that stays so: build, handedness, trade, home, family; by classes that exclude."""

from __future__ import annotations

from collections.abc import Mapping


def _classes(**words: str) -> Mapping[str, str]:
    return {word: name for name, own in words.items() for word in own.split()}


HEIGHT = _classes(
    tall="tall towering lanky gigantic",
    short="short diminutive squat dwarfish tiny undersized stumpy",
)
WEIGHT = _classes(
    fat="fat stout corpulent portly obese rotund plump stoutish overweight paunchy tubby",
    thin="thin lean slender slim skinny gaunt emaciated scrawny lank wiry bony spindly",
)
HANDED = _classes(left="left-handed", right="right-handed")
SENSES = _classes(blind="blind sightless", deaf="deaf stone-deaf", mute="mute dumb", lame="lame legless")

TRADES = _classes(
    physician="doctor physician surgeon",
    lawyer="lawyer solicitor barrister attorney advocate",
    cleric="priest clergyman vicar parson curate minister rector",
    teacher="teacher schoolmaster schoolmistress schoolteacher tutor governess",
    baker="baker",
    butcher="butcher",
    tailor="tailor dressmaker seamstress milliner",
    carpenter="carpenter joiner cabinet-maker",
    smith="blacksmith",
    sailor="sailor seaman mariner",
    farmer="farmer shepherd",
    miner="miner collier",
    fisherman="fisherman",
    banker="banker",
    cook="cook",
    gardener="gardener",
    coachman="coachman driver groom",
    painter="painter",
    musician="musician violinist pianist organist",
    architect="architect",
    engineer="engineer",
    journalist="journalist reporter",
    policeman="policeman constable detective",
    nurse="nurse",
    cobbler="shoemaker cobbler bootmaker",
    clockmaker="watchmaker clockmaker",
    dentist="dentist",
    chemist="chemist apothecary druggist",
    librarian="librarian bookseller",
    printer="printer",
    grocer="grocer",
    innkeeper="innkeeper landlord publican",
    miller="miller",
    weaver="weaver",
    postman="postman",
)
"""Trades by class: whoever has one of them for a living has hardly another."""

PEOPLES = _classes(
    english="englishman englishwoman english",
    scottish="scotsman scotswoman scotchman scottish scotch",
    irish="irishman irishwoman irish",
    welsh="welshman welshwoman welsh",
    french="frenchman frenchwoman french",
    german="german prussian",
    italian="italian",
    spanish="spaniard spanish",
    russian="russian",
    dutch="dutchman dutchwoman dutch",
    american="american",
    swedish="swede swedish",
    greek="greek",
    polish="pole polish",
    portuguese="portuguese",
    danish="dane danish",
    norwegian="norwegian",
    austrian="austrian",
    swiss="swiss",
)

LIMBS = frozenset(
    (  # noqa: SIM905
        "arm hand leg knee foot shoulder eye ear ankle wrist cheek thigh temple elbow hip calf thumb "
        "heel jaw "
        "eyebrow forearm forefinger breast lung palm"
    ).split()
)
HURTS = _classes(
    scar="scar scarred scars",
    mark="birthmark mole tattoo tattooed",
    wound="wound wounded wounds gash cut bullet bullet-wound bandage bandaged bandages sling bleeding shot",
    broken="broken broke fractured sprained twisted wrenched splints crutch plaster",
    lame="limp limped limping lame dragging dragged stiff withered crippled",
    lost="missing lost wooden artificial stump amputated hook cork",
    blind="blind patch glass sightless",
    hurt="hurt injured sore aching",
)
"""What a limb may have, by class."""

FAMILY = _classes(
    brothers="brother brothers",
    sisters="sister sisters",
    sons="son sons boys",
    daughters="daughter daughters girls",
    children="child children",
    siblings="siblings",
    aunts="aunts",
    uncles="uncles",
    cousins="cousins",
)

GREW = frozenset(
    (  # noqa: SIM905
        "grown grew years became become once formerly retired lost gained fattened thinner stouter fatter "
        "taller disguise disguised disguised dream dreamed healed recovered married now used"
    ).split()
)
"""What tells, near by, that somebody is not as before."""
