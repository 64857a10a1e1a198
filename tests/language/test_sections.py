"""A text read a section at a time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from fabula.language import layout
from fabula.language.annotate import annotate, read_sections
from fabula.sections import CANDIDATES, joined
from fabula.types import Annotations, BlockKind, Chapter, Section, Text
from tests.language.fakes import FakeModel, text_of

PARAGRAPHS = (
    ("Chapter One", BlockKind.HEADING),
    "“Where is Tom?” asked Bess. She sat.",
    ("Chapter Two", BlockKind.HEADING),
    "Nobody said a word. The sea was calm.",
    ("Chapter Three", BlockKind.HEADING),
    "“Gone,” said Ned, “to Rye.” He laughed.",
)


class Shelf:
    """Keeps sections in memory and counts what is asked of it."""

    def __init__(self) -> None:
        self.sections: dict[str, Section] = {}
        self.found = 0

    def get(self, key: str) -> Section | None:
        self.found += key in self.sections
        return self.sections.get(key)

    def put(self, section: Section) -> None:
        self.sections[section.key] = section


def book(*changed: tuple[str, str]) -> Text:
    paragraphs = [p if isinstance(p, str) else p[0] for p in PARAGRAPHS]
    for old, new in changed:
        paragraphs = [each.replace(old, new) for each in paragraphs]
    rows = [
        (new, p[1]) if isinstance(p, tuple) else new for p, new in zip(PARAGRAPHS, paragraphs, strict=True)
    ]
    text = text_of(*rows)
    starts = [block.start for block in text.blocks if block.kind is BlockKind.HEADING]
    ends = [*starts[1:], len(text.content)]
    return replace(
        text, chapters=tuple(Chapter("", start, end) for start, end in zip(starts, ends, strict=True))
    )


@pytest.fixture(autouse=True)
def _short_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "SHORTEST", 3)


def words_of(text: Text, notes: Annotations) -> list[str]:
    return [text.content[slice(*notes.mention_span(i))] for i in range(len(notes.mention_start))]


def test_each_chapter_is_a_section_and_all_of_them_the_text() -> None:
    text = book()
    sections = read_sections(text, FakeModel()).sections
    assert len(sections) == 3
    assert [text.content[each.start :].split("\n")[0] for each in sections] == [
        "Chapter One",
        "Chapter Two",
        "Chapter Three",
    ]
    assert not sections[1].notes.quotations
    notes = annotate(text, FakeModel())
    assert [[text.content[a:b] for a, b in q.spans] for q in notes.quotations] == [
        ["“Where is Tom?”"],
        ["“Gone,”", "“to Rye.”"],
    ]
    assert [text.blocks[q.paragraph].start <= q.start for q in notes.quotations] == [True, True]
    assert len(notes.words.lemma) == len(notes.token_start)
    assert words_of(text, notes) == words_of(text, annotate(text, FakeModel()))


def test_links_give_back_what_a_text_read_whole_would_have(monkeypatch: pytest.MonkeyPatch) -> None:
    text = book(("sat", "sat, and Tom with Ned and Bess"), ("laughed", "laughed at Tom and Bess and Rye"))
    parted = annotate(text, FakeModel()).antecedents
    assert (np.diff(parted.offsets) <= CANDIDATES).all()
    monkeypatch.setattr(layout, "SHORTEST", 10**6)
    whole = annotate(text, FakeModel()).antecedents
    assert np.array_equal(whole.offsets, parted.offsets)
    for i in range(len(whole.none)):
        # The states at the edges of a section differ, so the scores are only alike.
        assert abs(np.exp(whole.none[i]) - np.exp(parted.none[i])) < 0.2
        assert np.exp(parted.row(i)[1]).sum() + np.exp(parted.none[i]) <= 1.001


def test_sections_that_are_kept_are_not_read_again() -> None:
    shelf, model = Shelf(), FakeModel()
    first = annotate_with(book(), model, shelf)
    runs = model.seen["encoder"]
    again = annotate_with(book(), model, shelf)
    assert model.seen["encoder"] == runs and shelf.found == 3
    assert np.array_equal(first.antecedents.score, again.antecedents.score)
    assert first.quotations == again.quotations


def test_each_section_has_its_key_though_nothing_is_kept() -> None:
    """A world that takes a work in later would else hold the first of its chapters for all of them."""
    shelf = Shelf()
    kept = [each.key for each in read_sections(book(), FakeModel(), kept=shelf).sections]
    alone = [each.key for each in read_sections(book(), FakeModel()).sections]
    assert alone == kept and len({*alone}) == 3 and all(alone)


def test_of_a_new_draft_the_changed_chapter_alone_is_read() -> None:
    shelf = Shelf()
    annotate_with(book(), FakeModel(), shelf)
    draft, fresh = book(("calm", "rough and loud")), FakeModel()
    assert same_words(annotate_with(draft, fresh, shelf), annotate(draft, FakeModel()))
    assert shelf.found == 2 and len(shelf.sections) == 4


def test_short_chapters_are_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "SHORTEST", 14)
    assert len(read_sections(book(), FakeModel()).sections) == 2


def test_long_chapters_are_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LONGEST", 30)
    text = text_of(*(f"Tom saw Bess and {name}. They sat." for name in ("Ann", "Ned", "Rye") * 5))
    sections = read_sections(text, FakeModel()).sections
    # Paragraphs of nine words: a part ends with the first that makes it long enough.
    assert [len(each.notes.token_start) for each in sections] == [36, 36, 36, 27]


def test_a_text_without_words_has_no_sections() -> None:
    text = text_of(("Licence of Zed.", BlockKind.BOILERPLATE))
    assert read_sections(text, FakeModel()).sections == ()
    assert len(annotate(text, FakeModel()).token_start) == 0


def annotate_with(text: Text, model: FakeModel, shelf: Shelf) -> Annotations:
    return joined(read_sections(text, model, kept=shelf))


def same_words(one: Annotations, other: Annotations) -> bool:
    return one.words.lemma == other.words.lemma and one.quotations == other.quotations
