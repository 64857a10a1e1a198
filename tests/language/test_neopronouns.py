"""Neopronouns are shown to the model as pronouns that it knows, and only where they are pronouns."""

from __future__ import annotations

import pytest

from fabula.cast.lexicon import PRONOUN_GENDERS
from fabula.language.neopronouns import NEOPRONOUNS, as_known_pronouns


def shown(text: str) -> str:
    return " ".join(as_known_pronouns(text.split()))


def test_a_set_is_shown_as_the_pronoun_that_the_text_uses_less() -> None:
    text = "Ze lost hir keys , and ze blamed hirself . She gave hir the lamp . It was hirs ."
    assert shown(text) == "He lost his keys , and he blamed himself . She gave him the lamp . It was his ."
    assert shown(text.replace("She", "He")).startswith("She lost her keys , and she blamed herself .")


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("xe took xyr hat , and Ann saw xem", "he took his hat , and Ann saw him"),
        ("ey took eir hat , and Ann saw em", "he took his hat , and Ann saw him"),
        ("fae took faer hat , and fae saw faer .", "he took his hat , and he saw him ."),
        ("ve took vis hat , and Ann saw ver", "he took his hat , and Ann saw him"),
        ("zie took zir hat from zir ; Ann let zir go", "he took his hat from him ; Ann let him go"),
    ],
)
def test_every_form_is_shown_as_its_like(text: str, like: str) -> None:
    assert shown(f"{text} She") == f"{like} She"


@pytest.mark.parametrize(
    "text",
    [
        "the fae danced , and the fae sang , and the fae slept",
        "Aunt Em called , and Em sang , and em dashes everywhere , and give em hell , and em too",
        "ze ze ze",
        "a text that has none",
        "",
    ],
)
def test_words_that_are_no_pronouns_stay(text: str) -> None:
    words = text.split()
    assert as_known_pronouns(words) is words


def test_both_stages_know_the_same_sets() -> None:
    known = {word: subject for word, subject in PRONOUN_GENDERS.items() if subject in NEOPRONOUNS}
    ours = {
        form: subject
        for subject, columns in NEOPRONOUNS.items()
        for column in columns
        for form in column.split("/")
    }
    assert known.keys() == ours.keys()
    assert {*NEOPRONOUNS} == {*known.values()}
