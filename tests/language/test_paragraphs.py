from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from fabula import pipeline
from fabula.language import paragraphs
from fabula.language.model import Floats
from fabula.language.paragraphs import read_places, restore
from fabula.settings import Settings
from fabula.types import Block, BlockKind, Metadata, Text
from tests.language.fakes import WIDTH, FakeModel, text_of

FLAT = "It was late. NOBODY was there. He sat. MARY came in and sat too. THEN it rained."


def guessed_text() -> Text:
    """A heading, a stretch that rules parted in the wrong place, and a whole paragraph."""
    text = text_of(("ONE", BlockKind.HEADING), FLAT, "It is dry. NOW.")
    heading, flat, last = text.blocks
    cut = text.content.index("He sat")
    wrong = (Block(flat.kind, flat.start, cut - 1), Block(flat.kind, cut, flat.end))
    return replace(text, blocks=(heading, *wrong, last), guessed=((flat.start, flat.end),))


def shown(text: Text) -> list[str]:
    return [text.content[block.start : block.end] for block in text.blocks]


def flat(content: str) -> Text:
    """One paragraph that may hold many."""
    return replace(text_of(content), guessed=((0, len(content)),))


def starts_in(content: str) -> list[str]:
    """What stands at each place where a paragraph may begin, up to the next space."""
    found = read_places(flat(content), FakeModel())
    return [content[start:].split()[0] for places in found for start in places.start.tolist()]


def test_a_guessed_stretch_gets_the_paragraphs_that_the_model_tells() -> None:
    text = guessed_text()
    found = restore(text, FakeModel())
    assert shown(found) == [
        "ONE",
        "It was late.",
        "NOBODY was there. He sat.",
        "MARY came in and sat too.",
        "THEN it rained.",
        "It is dry. NOW.",
    ]
    assert [block.kind for block in found.blocks] == [BlockKind.HEADING, *[BlockKind.PARAGRAPH] * 5]
    assert found.content == text.content
    assert found.guessed == ()


def test_places_in_doubt_are_kept_with_their_probability(monkeypatch: pytest.MonkeyPatch) -> None:
    text = guessed_text()
    (places,) = read_places(text, FakeModel())
    assert len(places.start) == 4
    monkeypatch.setattr(FakeModel, "breaks", lambda *_: np.asarray([-9.0, 0.5, -0.5, 9.0], np.float32))
    found = restore(text, FakeModel())
    starts = places.start.tolist()
    assert [place for place, _ in found.doubts] == starts[1:3]
    assert [likely for _, likely in found.doubts] == pytest.approx([0.622, 0.378], abs=1e-3)
    # the likelier half of them, and what is beyond doubt, are paragraphs
    assert {starts[1], starts[3]} <= {block.start for block in found.blocks}
    assert not {starts[0], starts[2]} & {block.start for block in found.blocks}


def test_two_stretches_are_two() -> None:
    text = text_of("He sat. HERE it was.", "It was. THERE it sat.", "He ran.")
    found = restore(replace(text, guessed=tuple((b.start, b.end) for b in text.blocks[:2])), FakeModel())
    assert shown(found) == ["He sat.", "HERE it was.", "It was.", "THERE it sat.", "He ran."]


def test_a_text_with_its_own_paragraphs_is_never_read_for_them() -> None:
    model = FakeModel()
    text = replace(guessed_text(), guessed=())
    assert restore(text, model) is text
    assert not text.doubts
    assert not model.seen


def test_a_model_without_the_part_leaves_the_guess() -> None:
    model = FakeModel()
    model.restores_paragraphs = False
    text = guessed_text()
    assert restore(text, model) is text
    assert not model.seen


def test_a_stretch_without_a_place_in_it_is_one_paragraph() -> None:
    found = restore(flat("and so on"), FakeModel())
    assert shown(found) == ["and so on"]
    assert list(read_places(text_of("He sat. She ran."), FakeModel())) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("He sat. She ran. It was late.", ["She", "It"]),
        # At a quotation, between two, and after one, but never at its tag.
        ("He sat. “Come,” said Ann. “Now!” “No.” Ned ran.", ["“Come,”", "“Now!”", "“No.”", "Ned"]),
        ("“Is it late?” Ann asked him. “It is.”", ["Ann", "“It"]),
        ("“Go!” he said. He went.", ["He"]),
        # Only white space can have been a line's end.
        ("He sat.She ran.—It was late. He—“Go!”", ["He—“Go!”"]),
    ],
)
def test_paragraphs_may_begin_at_sentences_and_around_quotations(content: str, expected: list[str]) -> None:
    assert starts_in(content) == expected


def test_the_states_of_a_place_are_those_around_it_and_of_what_follows() -> None:
    text = flat("He sat. SHE ran home. I saw.")
    parted = (Block(BlockKind.PARAGRAPH, 0, 21), Block(BlockKind.PARAGRAPH, 22, 28))
    (places,) = read_places(replace(text, blocks=parted), FakeModel())
    model = FakeModel()
    shown_words = ("He", "sat", ".", "SHE", "ran", "home", ".", "I", "saw", ".")
    words = [model.vocabulary.pieces(word) for word in shown_words]
    for first in (0, 7):  # the guess goes in as marks of paragraphs
        words[first] = (model.vocabulary.paragraph, *words[first])
    states = model.states(words, [1, 0, 5, 2, 0, 0, 5, 3, 0, 5])
    assert places.states.shape == (2, 3 * WIDTH)
    expected = [
        [states[2], states[3], states[3:7].mean(axis=0)],
        [states[6], states[7], states[7:10].mean(axis=0)],
    ]
    assert places.states.reshape(2, 3, WIDTH) == pytest.approx(np.asarray(expected), abs=1e-5)


def test_a_long_stretch_is_read_in_portions_that_hold_each_place_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = "He sat. MARY ran home. I saw it all from there. " * 40
    whole = restore(flat(content), FakeModel())
    monkeypatch.setattr(paragraphs, "_STRETCH", 30)
    portions = list(read_places(flat(content), FakeModel()))
    assert len(portions) > 10
    assert max(len(portion.start) for portion in portions) <= 30
    starts = [start for portion in portions for start in portion.start.tolist()]
    assert starts == sorted(set(starts))
    assert len(starts) == 40 * 3 - 1
    assert restore(flat(content), FakeModel()) == whole


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("He sat. {long}home. MARY saw. It was late.", ["MARY", "It"]),
        ("{long}home. MARY saw {long}", ["MARY"]),
        ("He saw {long}home. It was late. MARY {long}home. THEN it rained {long}", ["It", "MARY", "THEN"]),
    ],
)
def test_of_a_sentence_longer_than_a_portion_what_is_near_a_place_is_read(
    content: str, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paragraphs, "_STRETCH", 6)
    read: list[int] = []

    class Counting(FakeModel):
        def states(self, pieces: Sequence[Sequence[int]], cases: Sequence[int]) -> Floats:
            read.append(len(pieces))
            return super().states(pieces, cases)

    model = Counting()
    text = content.format(long="and ran " * 200)
    found = list(read_places(flat(text), model))
    assert [text[start:].split()[0] for places in found for start in places.start.tolist()] == expected
    assert all(np.isfinite(places.states).all() for places in found)
    assert max(read) <= 12


def test_reading_gives_the_text_with_its_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    model = FakeModel()
    monkeypatch.setattr(pipeline, "_model", lambda *_: model)
    text = Text(FLAT, (Block(BlockKind.PARAGRAPH, 0, len(FLAT)),), (), Metadata(), "a.txt")
    work = pipeline.read_text(replace(text, guessed=((0, len(FLAT)),)), settings=Settings(threads=1))
    assert [words.split()[0] for words in shown(work.text)] == ["It", "NOBODY", "MARY", "THEN"]
    assert pipeline.read_text(text, settings=Settings(threads=1)).text is text
