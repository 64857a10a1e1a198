from __future__ import annotations

import pytest

from fabula.language.inflections import base_form

WORDS = """
be do go have say see smile wipe smoke salute rub pour murmur shake sting nod lie die bar bare
tape panic turn star stare hope hop change hang call control add use us bus house box watch ache
toe doe cry movie large big happy tall free agree sue need echo danger dance seize put argue carry
star clothe cloth tie glass lose so
""".split()  # noqa: SIM905
RANK = {word: place for place, word in enumerate(WORDS)}


def base(word: str, tag: str, guess: str = "?") -> str:
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
        ("gesticulated", "VBD", "gesticulat", "gesticulat"),  # one of its forms, and no word is known
        ("gesticulated", "VBD", "?", "gesticulate"),
        ("tiptoed", "VBD", "tipt", "tipto"),
        ("faltered", "VBD", "?", "falter"),
        ("inquired", "VBN", "?", "inquire"),
        ("scoured", "VBN", "?", "scour"),
        ("expelling", "VBG", "?", "expel"),
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
