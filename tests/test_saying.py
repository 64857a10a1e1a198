"""The verbs that tag speech, in all their forms."""

from __future__ import annotations

import pytest

from fabula.lang.en.saying import REGULAR, TAG_VERBS, forms
from tests.language.speech.pages import speech


@pytest.mark.parametrize(
    ("verb", "all_of_them"),
    [
        ("beg", "beg begs begged begging"),
        ("respond", "respond responds responded responding"),
        ("admit", "admit admits admitted admitting"),
        ("aver", "aver avers averred averring"),
        ("reply", "reply replies replied replying"),
        ("bray", "bray brays brayed braying"),
        ("hiss", "hiss hisses hissed hissing"),
        ("breathe", "breathe breathes breathed breathing"),
        ("answer", "answer answers answered answering"),
        ("avow", "avow avows avowed avowing"),
        ("marvel", "marvel marvels marveled marveling marvelled marvelling"),
    ],
)
def test_the_forms_of_a_verb_are_words(verb: str, all_of_them: str) -> None:
    assert sorted(forms(verb)) == sorted(all_of_them.split())


def test_no_last_letter_is_doubled_behind_two_vowels_or_another_consonant() -> None:
    assert {"accostted", "answerred", "explainned", "grineed"}.isdisjoint(TAG_VERBS)
    assert len(set(REGULAR)) == len(REGULAR)


@pytest.mark.parametrize("said", ["responded", "begged", "said", "whooped"])
def test_a_tag_ends_what_a_dash_opens(said: str) -> None:
    page = f"—Where is it, {said} Ada.\n\n—I do not know, {said} Tom quietly.\n\n—It is gone."
    assert speech(page)[1] == ["—I do not know,"]
