"""What is known of words beforehand: looked up, packed and read again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from fabula.language.sense_lexicon import (
    SEEN,
    SENSES,
    SIZE,
    Entries,
    SenseLexicon,
    digests,
    may_have_one,
    phrase_digest,
    word_digest,
)
from fabula.types import SUPERSENSES, UPOS
from tests.language.fakes import column

FOOD, ACT, MOTION, CHANGE = (
    SUPERSENSES.index(name) for name in ("noun.food", "noun.act", "verb.motion", "verb.change")
)


def row(size: int, **values: float) -> tuple[float, ...]:
    """A row of zeros but for the columns given, ``c3=1.0`` for one."""
    found = [0.0] * size
    for name, value in values.items():
        found[int(name[1:])] = value
    return tuple(found)


def small_lexicon() -> SenseLexicon:
    """One that knows *pie* as food, *run* as motion and *take place* as change."""
    seen = {
        word_digest("noun", "pie", of_wordnet=False): row(SEEN, **{f"c{1 + FOOD}": 3.0}),
        word_digest("other", "red", of_wordnet=False): row(SEEN, **{"c0": 9.0, f"c{1 + FOOD}": 1.0}),
    }
    senses = {
        word_digest("noun", "pie", of_wordnet=True): row(SENSES, **{f"c{FOOD}": 1.0}),
        word_digest("noun", "run", of_wordnet=True): row(SENSES, **{f"c{ACT}": 1.0}),
        word_digest("verb", "run", of_wordnet=True): row(SENSES, **{f"c{MOTION}": 1.0}),
    }
    phrases = {
        phrase_digest(["take", "place"]): row(
            2 * SENSES + 1, **{f"c{CHANGE}": 1.0, f"c{SENSES}": 1.0, f"c{SENSES + 1 + CHANGE}": 3.0}
        )
    }
    return SenseLexicon(
        Entries.of(seen, SEEN), Entries.of(senses, SENSES), Entries.of(phrases, 2 * SENSES + 1)
    )


def told(words: str, lemmas: str, tags: str) -> np.ndarray:
    upos = column(*(UPOS.index(tag) for tag in tags.split()))
    bounds = column(0), column(len(upos))
    return small_lexicon().features(words.split(), lemmas.split(), upos, *bounds)


def test_what_semcor_and_wordnet_say_of_a_word_stands_side_by_side() -> None:
    found = told("The Pies ran", "the pie run", "DET NOUN VERB")
    assert found.shape == (3, SIZE)
    assert found[1, 1 + FOOD] == pytest.approx(3 / 3.5)
    assert found[1, SEEN] == pytest.approx(np.log(4) / 4)
    assert not found[[0, 2], : SEEN + 2].any()
    of_senses = found[:, SEEN + 2 : SEEN + 2 + SENSES]
    assert np.argwhere(of_senses).tolist() == [[1, FOOD], [2, MOTION]]


def test_a_word_is_looked_up_as_what_it_is() -> None:
    found = told("a run", "a run", "DET NOUN")
    assert np.flatnonzero(found[1, SEEN + 2 : SEEN + 2 + SENSES]).tolist() == [ACT]


def test_a_phrase_is_found_inflected_and_only_within_a_sentence() -> None:
    known = small_lexicon()
    words, lemmas = digests(["it", "took", "place"]), digests(["it", "take", "place"])
    whole = list(known.matches(words, lemmas, column(0), column(3)))
    assert [found[:2] for found in whole] == [(1, 3)]
    assert list(known.matches(words, lemmas, column(0, 2), column(2, 3))) == []
    found = told("it took place", "it take place", "PRON VERB NOUN")[:, SEEN + 3 + SENSES :]
    assert not found[0, : -len(UPOS)].any()
    assert found[1, CHANGE] == found[2, CHANGE] == 1
    assert found[1:, SENSES].tolist() == pytest.approx([1 / 4.5] * 2)
    begins, goes_on = 2 * SENSES + 1, 2 * SENSES + 2
    assert found[1:, begins].tolist() == [1, 0]
    assert found[1:, goes_on].tolist() == [0, 1]


def test_words_that_never_have_a_supersense_are_not_asked_about() -> None:
    found = told("the red pies took place soon", "the red pie take place soon", "DET ADJ NOUN VERB NOUN ADV")
    assert may_have_one(found).tolist() == [False, True, True, True, True, False]


def test_it_comes_back_from_its_file(tmp_path: Path) -> None:
    known = small_lexicon()
    known.save(tmp_path / "senses.npz")
    back = SenseLexicon.load(tmp_path / "senses.npz")
    upos = column(*(UPOS.index(tag) for tag in ("PRON", "VERB", "NOUN", "NOUN")))
    asked = (["it", "took", "place", "pie"], ["it", "take", "place", "pie"], upos, column(0), column(4))
    assert np.allclose(back.features(*asked), known.features(*asked), atol=1e-3)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    known = small_lexicon()
    swapped = SenseLexicon(known.senses, known.seen, known.phrases)
    swapped.save(tmp_path / "senses.npz")
    with pytest.raises(ValueError, match="other lengths"):
        SenseLexicon.load(tmp_path / "senses.npz")
