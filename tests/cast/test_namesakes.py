from __future__ import annotations

from tests.cast.scenes import tell


def test_a_bare_surname_means_the_one_of_the_family_who_was_spoken_of_last() -> None:
    reading = tell(
        "[Sir Henry Marsh] came in. [Marsh] sat down.",
        "[Sir Charles Marsh] had died there. [Marsh] had been old.",
        "[Sir Henry Marsh] rose. [Marsh] slept.",
    ).read()
    assert [reading.who(label) for label in ("Marsh", "Marsh 2", "Marsh 3")] == [
        *("Sir Henry Marsh", "Sir Charles Marsh", "Sir Henry Marsh")
    ]


def test_what_the_model_links_outweighs_who_was_spoken_of_last() -> None:
    reading = tell(
        "[Sir Henry Marsh] came in. [Sir Charles Marsh] was dead. [Marsh] sat down. [Marsh] wept.",
        links={"Marsh": {"Sir Henry Marsh": 0.7}, "Marsh 2": {"Marsh": 0.7}},
    ).read()
    assert reading.who("Marsh") == reading.who("Marsh 2") == reading.who("Sir Henry Marsh")
    assert reading.who("Marsh") != reading.who("Sir Charles Marsh")


def test_a_bare_surname_that_is_somebodys_own_name_stays_his() -> None:
    reading = tell(
        "[Mr. Marsh] came in. [Marsh] sat down.",
        "[Henry Marsh] and [Charles Marsh] wrote. [Marsh] slept.",
        links={"Marsh": "Mr. Marsh", "Marsh 2": "Marsh"},
    ).read()
    assert reading.who("Marsh 2") == reading.who("Mr. Marsh")


def test_a_bare_surname_far_from_all_who_bear_it_is_given_to_none_of_them() -> None:
    filler = ["It was a long and quiet road between the hills. " * 40] * 8
    reading = tell(
        "[Sir Henry Marsh] came in. [Sir Charles Marsh] sat.", *filler, "[Marsh] was heard of."
    ).read()
    assert reading.who("Marsh") == "Marsh"


def test_the_young_one_of_a_family_is_neither_of_its_heads() -> None:
    reading = tell(
        "[Jack Marsh] came in. [Paul Marsh], or [M. Marsh], was dead. [Mrs. Marsh] sat.",
        "[Young Marsh] wept. [Marsh] slept.",
        links={"M. Marsh": "Paul Marsh"},
    ).read()
    assert reading.who("Young Marsh") not in (reading.who("M. Marsh"), reading.who("Mrs. Marsh"))


def test_a_bare_surname_whose_every_mention_means_another_leaves_no_gap_in_the_numbers() -> None:
    reading = tell(
        "[Sir Henry Marsh] came in. [Marsh] sat down, and [he] slept.",
        "[Sir Charles Marsh] had died there. [Marsh] had been old when [he] died.",
        links={"he": "Marsh", "he 2": "Marsh 2"},
    ).read()
    assert reading.who("Marsh") == reading.who("he") == "Sir Henry Marsh"
    assert reading.who("Marsh 2") == "Sir Charles Marsh"


def test_a_bare_rank_means_the_one_of_several_who_is_there_with_it() -> None:
    far = ["It was a long and quiet road between the hills. " * 40] * 8
    reading = tell(
        "[Captain Moss] and [Mr. Reed] came in. [Captain Moss] sat. [The Captain] laughed.",
        *far,
        "[Captain Reed] rose. [The Captain] was old. [Captain Reed] spoke. [Captain Reed] slept.",
        links={
            "The Captain": {"Captain Moss 2": 0.5},
            "The Captain 2": {"The Captain": 0.5},
        },
    ).read()
    assert reading.who("The Captain") == reading.who("Captain Moss")
    assert reading.who("The Captain 2") == reading.who("Captain Reed")
    assert reading.who("Captain Moss") != reading.who("Captain Reed")


def test_a_rank_that_one_alone_bears_is_his_wherever_it_stands() -> None:
    far = ["It was a long and quiet road between the hills. " * 40] * 8
    reading = tell(
        "[Captain Moss] came in. [Mr. Reed] sat.", *far, "[The Captain] laughed. [The Captain] slept."
    ).read()
    assert reading.who("The Captain") == reading.who("The Captain 2") == reading.who("Captain Moss")
