"""The words of a text, counted once and then only around what is mended."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fabula.sources.damage.vocabulary import Vocabulary
from fabula.types import Repair, RepairKind, as_read

WORDS = st.text(alphabet="ab-A. \n", max_size=60)


def known(words: Vocabulary) -> set[str]:
    return {word for word in ("a", "b", "ab", "aa", "ba", "a-b", "bb", "aba") if words.has(word)}


def counted(view: str) -> Vocabulary:
    """A vocabulary that has been asked for so many words that it has counted all of them."""
    words = Vocabulary(view)
    for number in range(60):
        assert not words.has("x" * (number + 2))
    return words


PLACES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 3), st.sampled_from(["", "-", " ", "a"])))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(WORDS, PLACES)
def test_words_are_known_after_repairs_as_if_they_had_been_there_all_along(
    view: str, places: list[tuple[int, int, str]]
) -> None:
    repairs, at = [], 0
    for start, length, reads in sorted(places):
        start = max(start, at)
        if start + length <= len(view):
            repairs.append(Repair(start, start + length, reads, RepairKind.LINE_BREAK))
            at = start + length
    after = as_read(view, repairs, 0, len(view))
    words = counted(view)
    assert known(words) == known(Vocabulary(view))
    words.mended(repairs, after)
    assert known(words) == known(counted(after)) == known(Vocabulary(after))


def test_halves_of_words_do_not_count() -> None:
    words = Vocabulary("the lan- tern and the tern")
    words.leave_out(["lan", "tern"])
    assert words.has("tern") and not words.has("lan")
    words.leave_out(["tern"])
    assert not words.has("tern")
    words.mended([], "the lan- tern and the tern")
    assert words.has("lan")


def test_words_between_spaces() -> None:
    words = Vocabulary("Went he, or had he not\nwent then")
    assert words.between_spaces({"went", "had", "he", "not", "gone"}) == {"had", "he"}
    many = {f"w{number}" for number in range(40)}
    assert Vocabulary(f"x {' '.join(sorted(many))} x").between_spaces(many | {"other"}) == many
