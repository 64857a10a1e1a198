from __future__ import annotations

import pytest

from fabula.language.inflections import Rank, base_form
from fabula.language.model import SHIPPED
from fabula.language.wordpiece import WordPieces

WORDS = """
be do go have say see smile wipe smoke salute rub pour murmur shake sting nod lie die bar bare
tape panic turn star stare hope hop change hang call control add use us bus house box watch ache
toe doe cry movie large big happy tall free agree sue need echo danger dance seize put argue carry
star clothe cloth tie glass lose so
""".split()  # noqa: SIM905
RANK = {word: place for place, word in enumerate(WORDS)}


def base(word: str, tag: str, guess: str = "") -> str:
    return base_form(word, tag, RANK.get, guess)


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("smiled:smile wiped:wipe smoked:smoke saluted:salute rubbed:rub poured:pour murmured:murmur", "VBD"),
        ("nodded:nod bared:bare barred:bar taped:tape panicked:panic turned:turn stared:stare", "VBD"),
        ("starred:star hoped:hope hopped:hop changed:change hanged:hang called:call added:add", "VBN"),
        ("controlled:control used:use freed:free agreed:agree sued:sue needed:need echoed:echo", "VBD"),
        ("danced:dance seized:seize argued:argue cried:cry carried:carry died:die tied:tie put:put", "VBN"),
        ("shaking:shake lying:lie dying:die carrying:carry seeing:see going:go rubbing:rub using:use", "VBG"),
        ("cries:cry lies:lie goes:go does:do uses:use loses:lose watches:watch aches:ache boxes:box", "VBZ"),
        ("houses:house buses:bus glasses:glass toes:toe does:doe movies:movie boxes:box cries:cry", "NNS"),
        ("larger:large bigger:big happier:happy taller:tall", "JJR"),
        ("largest:large biggest:big happiest:happy", "JJS"),
    ],
)
def test_of_the_forms_that_spelling_leaves_the_word_is_taken(words: str, tag: str) -> None:
    pairs = [pair.split(":") for pair in words.split()]
    assert [base(form, tag) for form, _ in pairs] == [lemma for _, lemma in pairs]
    assert [base(form.upper(), tag) for form, _ in pairs] == [lemma for _, lemma in pairs]


@pytest.mark.parametrize("tag", ["VB", "VBP", "NN", "JJ", "RB"])
def test_base_forms_stay_as_they_are_with_the_case_of_the_guess(tag: str) -> None:
    assert base("sting", tag, "st") == "sting"
    assert base("Asleep", tag, "asl") == "asleep"
    assert base("COD", tag, "COD") == "COD"
    assert base("am", tag, "be") == "be"


@pytest.mark.parametrize(
    ("word", "tag", "guess", "lemma"),
    [
        ("gesticulated", "VBD", "gesticulate", "gesticulate"),
        ("gesticulated", "VBD", "", "gesticulate"),
        ("untying", "VBG", "untie", "untie"),
        ("clichéd", "VBN", "cliché", "cliché"),
        ("strove", "VBD", "strive", "strive"),
        ("faltered", "VBD", "", "falter"),
        ("inquired", "VBN", "", "inquire"),
        ("scoured", "VBN", "", "scour"),
        ("expelling", "VBG", "", "expel"),
        ("begetteth", "VBZ", "beget", "beget"),
    ],
)
def test_where_no_form_is_known_a_likely_guess_stays(word: str, tag: str, guess: str, lemma: str) -> None:
    assert base(word, tag, guess) == lemma


@pytest.mark.parametrize(
    ("word", "tag", "guess"),
    [
        ("goods", "NNS", "goods"), ("clothes", "NNS", "clothes"),
        ("has", "VBZ", "have"), ("was", "VBZ", "be"),
        ("were", "VBP", "be"), ("better", "JJR", "good"), ("'s", "VBZ", "be"), ("s", "VBZ", "be"),
        ("half-closed", "VBN", "half-close"), ("Boxes", "NNPS", "Boxes"), ("going", "MD", "go"),
    ],
)  # fmt: skip
def test_what_spelling_does_not_tell_is_left_to_the_guess(word: str, tag: str, guess: str) -> None:
    assert base(word, tag, guess) == guess


SILENT = """
    breathe unite paste shoe lunge browse twine toe hoe bathe clothe dine owe awe lapse singe smile wipe
    smoke salute bare tape stare hope change dance seize argue free agree sue use lie die tie move live
    believe cause choose notice force imagine decide provide admire serve curse judge handle tremble giggle
    dazzle ache fade invade seethe soothe hesitate sneeze raise promise surprise close oppose confuse
""".split()  # noqa: SIM905
PLAIN = """
    pour murmur need call pass add kiss toss visit open listen whisper wander linger follow show stay obey
    climb long turn burn return frown groan roar hear shout count want start hurt sever rout happen reason
    beckon threaten
""".split()  # noqa: SIM905


@pytest.fixture(scope="module")
def rank() -> Rank:
    """The words that the shipped model knows."""
    return WordPieces((SHIPPED / "vocab.txt").read_text(encoding="utf-8").splitlines()).rank


@pytest.mark.parametrize("verb", [*SILENT, *PLAIN])
def test_a_right_guess_stays_and_most_wrong_ones_are_mended(verb: str, rank: Rank) -> None:
    past = verb + "d" if verb.endswith("e") else verb + "ed"
    doing = verb + "ing"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "inge")):
        doing = (verb[:-2] + "y" if verb.endswith("ie") else verb[:-1]) + "ing"
    assert base_form(past, "VBD", rank, verb) == verb
    assert base_form(doing, "VBG", rank, verb) == verb
    assert base_form(past, "VBN", rank, "x") == verb


@pytest.mark.parametrize("word", ["shed", "shred", "bring", "swing", "thing", "put"])
def test_what_only_looks_inflected_stays(word: str, rank: Rank) -> None:
    assert {base_form(word, tag, rank, word) for tag in ("VBD", "VBN", "VBG")} == {word}


@pytest.mark.parametrize(
    ("word", "tag", "guess", "lemma"),
    [
        ("greater", "JJR", "greate", "great"), ("cooler", "JJR", "coole", "cool"),
        ("elder", "JJR", "eld", "old"),
        ("earliest", "JJR", "earli", "early"), ("better", "RBR", "good", "well"),
        ("best", "RBS", "b", "well"),
        ("best", "JJS", "b", "good"), ("farther", "RBR", "farther", "far"), ("worse", "RBR", "bad", "badly"),
        ("finer", "JJR", "fine", "fine"), ("other", "JJR", "other", "other"), ("less", "RBR", "less", "less"),
    ],
)  # fmt: skip
def test_degrees_of_comparison(word: str, tag: str, guess: str, lemma: str, rank: Rank) -> None:
    assert base_form(word, tag, rank, guess) == lemma


@pytest.mark.parametrize(
    ("word", "tag", "guess", "lemma"),
    [
        ("repeated", "VBD", "repeate", "repeat"), ("feared", "VBN", "feare", "fear"),
        ("ringing", "VBG", "ringe", "ring"), ("singing", "VBG", "singe", "sing"),
        ("emphasised", "VBN", "emphasise", "emphasise"), ("promising", "VBG", "promis", "promise"),
        ("lunging", "VBG", "lunge", "lunge"), ("uniting", "VBG", "unit", "unite"),
        ("lapses", "NNS", "lapse", "lapse"), ("clothes", "VBZ", "clothe", "clothe"),
        ("clothes", "NNS", "clothe", "clothes"), ("species", "NNS", "specy", "species"),
        ("hoes", "NNS", "ho", "hoe"), ("breaths", "NNS", "breath", "breath"),
        ("exceed", "VBD", "exceed", "exceed"), ("agreed", "VBN", "agree", "agree"),
        ("magpies", "NNS", "magpy", "magpie"), ("untying", "VBG", "unty", "untie"),
        ("belied", "VBD", "bely", "belie"), ("revered", "VBN", "rever", "revere"),
        ("pivoted", "VBD", "pivote", "pivot"), ("sparring", "VBG", "spare", "spar"),
        ("quizzes", "NNS", "quizz", "quiz"), ("moustaches", "NNS", "moustach", "moustache"),
        ("writhing", "VBG", "writh", "writhe"), ("recluses", "NNS", "reclus", "recluse"),
        ("snowshoes", "NNS", "snowsho", "snowshoe"), ("bellows", "NNS", "bellow", "bellows"),
        ("honest", "JJS", "honest", "honest"), ("tis", "VBZ", "be", "be"),
        ("units", "NNS", "unit", "unit"), ("speculating", "VBG", "speculat", "speculate"),
        ("escalated", "VBD", "escalat", "escalate"), ("preceding", "VBG", "preced", "precede"),
        ("combated", "VBD", "combat", "combat"), ("floated", "VBD", "float", "float"),
        ("clinging", "VBG", "clinge", "cling"), ("cringed", "VBD", "cring", "cringe"),
        ("deranged", "VBN", "derange", "derange"), ("clanged", "VBD", "clang", "clang"),
        ("obliged", "VBN", "oblig", "oblige"), ("situated", "VBN", "situat", "situate"),
        ("compelled", "VBN", "compell", "compel"), ("snubbed", "VBN", "snubbe", "snub"),
        ("fidgeted", "VBD", "fidgete", "fidget"), ("excited", "VBN", "excit", "excite"),
        ("overtaking", "VBG", "overtak", "overtake"), ("withholding", "VBG", "withholde", "withhold"),
        ("flamingoes", "NNS", "flamingoe", "flamingo"), ("canoes", "NNS", "canoe", "canoe"),
        ("brooches", "NNS", "brooche", "brooch"), ("aches", "NNS", "ach", "ache"),
        ("dispensed", "VBN", "dispense", "dispense"), ("marshalled", "VBD", "marshall", "marshal"),
        ("enthralled", "VBN", "enthrall", "enthrall"), ("foretelling", "VBG", "foretel", "foretell"),
        ("leaves", "VBZ", "leave", "leave"),
        ("reaches", "VBZ", "reach", "reach"), ("bragging", "VBG", "bragg", "brag"),
        ("pirouetting", "VBG", "pirouett", "pirouette"), ("downgrading", "VBG", "downgrad", "downgrade"),
        ("postponed", "VBN", "postpon", "postpone"), ("teething", "VBG", "teeth", "teethe"),
        ("almshouses", "NNS", "almshous", "almshouse"), ("crocuses", "NNS", "crocuse", "crocus"),
    ],
)  # fmt: skip
def test_an_e_too_many_or_too_few(word: str, tag: str, guess: str, lemma: str, rank: Rank) -> None:
    assert base_form(word, tag, rank, guess) == lemma
