from __future__ import annotations

import pytest

from fabula.cast.forenames import usual_genders
from fabula.cast.names import parse_name
from fabula.lang.en.forenames import FEMALE_FORENAMES, MALE_FORENAMES
from tests.cast.scenes import tell


@pytest.mark.parametrize(
    ("called", "gender"),
    [
        (("Ben Carter", "Ben"), "he"),
        (("Anna",), "she"),
        (("Lucy Grant", "Grant"), "she"),
        (("Dr. Lucy Grant",), "she"),
        (("Grant Wells", "Wells"), ""),
        (("Mr. Martin",), ""),
        (("Captain Thomas",), ""),
        (("Sam",), ""),
    ],
)
def test_a_forename_tells_of_its_bearer(called: tuple[str, ...], gender: str) -> None:
    names = dict(enumerate(map(parse_name, called)))
    assert usual_genders(names, dict.fromkeys(names, 0)).get(0, "") == gender


def test_no_forename_is_a_mans_and_a_womans() -> None:
    assert not MALE_FORENAMES & FEMALE_FORENAMES


@pytest.mark.parametrize(("pronoun", "meant"), [("He", "Ben"), ("She", "Anna")])
def test_a_pronoun_goes_to_the_one_whose_forename_agrees(pronoun: str, meant: str) -> None:
    other = {"Ben": "Anna", "Anna": "Ben"}[meant]
    reading = tell(
        f"[Ben] looked at [Anna]. [{pronoun}] smiled.", links={pronoun: {other: 0.5, meant: 0.4}}
    ).read()
    assert reading.who(pronoun) == meant


def test_pronouns_tell_more_than_a_forename() -> None:
    paragraph = "[George] rose. [She] sat. [Her] hat fell. [She] smiled. [She] left."
    links = {"She": "George", "Her": "George", "She 2": "George", "She 3": "George"}
    reading = tell(paragraph, links=links).read()
    assert reading.entity("George").pronouns == ("she",)
