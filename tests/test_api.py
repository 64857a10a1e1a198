"""The Python interface: a reading, its tables, a world."""

from __future__ import annotations

import html.parser
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import fabula
from fabula.reading import Reading
from fabula.settings import Settings
from fabula.tables import Table
from fabula.types import BlockKind, Work
from tests.builders import storied_work

Asked = list[tuple[Path, Settings]]


def test_read_gives_a_reading_of_the_file(tmp_path: Path, reader: Asked) -> None:
    story = tmp_path / "ferry.txt"
    story.write_text("words")
    stages: list[tuple[str, int, int]] = []
    reading = fabula.read(
        str(story),
        settings=Settings(threads=3),
        progress=lambda stage, done, total: stages.append((stage, done, total)),
    )
    assert reading.title == "The <Ferry>"
    assert reading.author == "A. Nobody"
    assert reader == [(story, Settings(threads=3))]
    assert stages[-1] == ("reading", 2, 2)


def test_offsets_point_into_the_text(work: Work) -> None:
    reading = Reading(work)
    assert [reading.text[quote.start : quote.end] for quote in reading.quotes[:1]] == ["“Is the ferry in?”"]
    assert all(reading.text[mention.start : mention.end] == mention.text for mention in reading.mentions)
    assert [reading.text[chapter.start :].split("\n")[0] for chapter in reading.chapters] == [
        "Chapter One",
        "Chapter Two",
    ]


def test_characters_are_people_most_mentioned_first(work: Work) -> None:
    reading = Reading(work)
    assert [entity.name for entity in reading.characters] == ["Mara Quill", "the ferryman"]
    assert [entity.name for entity in reading.entities] == ["Mara Quill", "the ferryman", "the bank"]


def test_characters_are_those_that_the_command_lists_and_all_of_them_are_there_too(
    work: Work, tmp_path: Path
) -> None:
    counts = {"Mara Quill": 3, "the ferryman": 2, "the bank": 1}
    people = tuple(replace(each, mentions=counts[each.name], quotes=0) for each in work.cast.entities)
    cast = replace(work.cast, entities=people, quotes=(), narrations=(), mentions=())
    reading = Reading(replace(work, cast=cast)).save(tmp_path / "w.fabula")
    with fabula.open_world(tmp_path / "w.fabula") as world:
        for each in (reading, world):
            assert [entity.name for entity in each.characters] == ["Mara Quill"]
            assert [entity.name for entity in each.all_characters] == ["Mara Quill", "the ferryman"]
        assert world.works[0].characters == 1
    assert "1 character," in repr(reading)
    assert reading.character("the ferryman").mentions == 2


def test_quotes_hold_their_speaker_and_their_words(work: Work) -> None:
    quotes = Reading(work).quotes
    assert quotes[0].speaker is not None
    assert quotes[0].speaker.pronouns == ("she",)
    assert [entity.name for entity in quotes[0].addressees] == ["the ferryman"]
    assert quotes[1].text == "“Not yet,” … “Wait here, Miss Quill.”"
    assert quotes[3].speaker is None
    assert [quote.chapter and quote.chapter.title for quote in quotes] == ["Chapter One"] * 3 + [
        "Chapter Two"
    ]


def test_a_mention_without_an_entity_stays_unresolved(work: Work) -> None:
    somebody = Reading(work).mentions[5]
    assert (somebody.text, somebody.entity) == ("somebody", None)


@pytest.mark.parametrize("name", ["Mara Quill", "mara  quill", "MISS QUILL"])
def test_a_character_is_found_by_any_of_its_names(work: Work, name: str) -> None:
    assert Reading(work).character(name).name == "Mara Quill"


def test_a_name_may_be_typed_with_a_straight_apostrophe(work: Work) -> None:
    """As in a world, which people ask with the same names."""
    import dataclasses

    rose = dataclasses.replace(work.cast.entities[0], name="Rose O’Hara")
    cast = dataclasses.replace(work.cast, entities=(rose, *work.cast.entities[1:]))
    assert Reading(dataclasses.replace(work, cast=cast)).character("rose o'hara") == rose


def test_an_unknown_name_tells_the_names_near_it(work: Work) -> None:
    with pytest.raises(fabula.FabulaError, match=r"'Mara Quil'; did you mean Mara Quill"):
        Reading(work).character("Mara Quil")
    with pytest.raises(fabula.FabulaError, match="'Xx'; there are Mara Quill, the ferryman"):
        Reading(work).character("Xx")


def test_two_of_one_name_are_listed_with_their_numbers(work: Work, tmp_path: Path) -> None:
    import dataclasses

    both = tuple(dataclasses.replace(entity, name="the man") for entity in work.cast.entities)
    twins = Reading(dataclasses.replace(work, cast=dataclasses.replace(work.cast, entities=both)))
    said = r"'Xx'; there are the man \(#[12]\), the man \(#[12]\)"
    with pytest.raises(fabula.FabulaError, match=said):
        twins.character("Xx")
    twins.save(tmp_path / "twins.fabula")
    with fabula.open_world(tmp_path / "twins.fabula") as kept, pytest.raises(fabula.FabulaError, match=said):
        kept.quotes(speaker="Xx")


def test_a_name_of_two_characters_is_ambiguous(make_work: Callable[..., Work]) -> None:
    import dataclasses

    work = make_work()
    twins = tuple(dataclasses.replace(entity, aliases=("the Quill",)) for entity in work.cast.entities)
    reading = Reading(dataclasses.replace(work, cast=dataclasses.replace(work.cast, entities=twins)))
    with pytest.raises(fabula.FabulaError, match=r"Mara Quill \(#1\) or the ferryman \(#2\)"):
        reading.character("the quill")


def test_a_character_is_found_by_its_number(work: Work) -> None:
    import dataclasses

    twins = tuple(dataclasses.replace(entity, name="the man") for entity in work.cast.entities)
    reading = Reading(dataclasses.replace(work, cast=dataclasses.replace(work.cast, entities=twins)))
    with pytest.raises(
        fabula.FabulaError,
        match=r"the man \(#1, also Miss Quill, 2 lines\) or .*; give the number, such as 1 ",
    ):
        reading.character("the man")
    for number in (2, "2", "#2"):
        assert reading.character(number).quotes == 1
    for number in (99, "#99", "#", "-2"):
        with pytest.raises(fabula.FabulaError, match="nobody is called"):
            reading.character(number)


def test_the_members_of_a_group_are_asked_of_its_own_work(work: Work, tmp_path: Path) -> None:
    from tests.builders import grouped_work, plain_work

    group = Reading(grouped_work()).entities.where(lambda entity: bool(entity.members))[0]
    for other in (Reading(work), Reading(plain_work("Ann sang."))):
        with pytest.raises(fabula.FabulaError, match=r"'the Alders' is not of .* \[F218\]"):
            other.members(group)
    own = Reading(grouped_work()).save(tmp_path / "w.fabula")
    Reading(work).save(tmp_path / "w.fabula")
    with fabula.open_world(tmp_path / "w.fabula") as world:
        merged = world.characters.where(lambda entity: entity.name == "the Alders")[0]
        assert [member.name for member in own.members(merged)] == ["Tom", "Ned"]
        with pytest.raises(fabula.FabulaError, match="is not of 'The <Ferry>'"):
            world[1].members(merged)


def test_a_place_is_the_chapter_or_how_far_in(work: Work) -> None:
    reading = Reading(work)
    assert reading.place(0) == "0 %"
    assert reading.place(reading.chapters[1].start) == "Chapter Two"
    assert reading.place(reading.chapters[1].start - 1) == "Chapter One"
    assert reading.place(None) == ""


def test_a_place_in_the_only_chapter_is_how_far_in(make_work: Callable[..., Work]) -> None:
    import dataclasses

    work = make_work()
    whole = dataclasses.replace(work.text.chapters[0], start=0, end=len(work.text.content))
    text = dataclasses.replace(work.text, chapters=(whole,))
    reading = Reading(dataclasses.replace(work, text=text))
    assert reading.place(len(work.text.content) // 2) in ("49 %", "50 %")


def test_narrations_and_members_are_told_by_entity() -> None:
    from tests.builders import CONTENT, grouped_work

    reading = Reading(grouped_work())
    outer, told = reading.narrations
    assert (outer.person, outer.narrator) == (fabula.NarrativePerson.THIRD, None)
    assert (told.narrator, told.start) == (
        reading.entities.where(lambda e: e.narrator)[0],
        CONTENT.index("I f"),
    )
    assert reading.narrations.to_dicts()[1]["narrator"] == "I"
    alders = reading.character("the Alders")
    assert [member.name for member in reading.members(alders)] == ["Tom", "Ned"]
    assert not reading.members(reading.character("Tom"))


def test_a_table_prints_its_headings_and_short_cells(work: Work) -> None:
    from fabula.tables import LONGEST_CELL, Table

    lines = repr(Reading(work).characters).splitlines()
    assert lines[0] == "2 characters"
    assert lines[1].split() == [*Reading(work).characters.columns]
    assert lines[2].index("Mara Quill") == lines[1].index("name")
    columns: Mapping[str, Callable[[str], object]] = {"words": lambda words: words}
    long = repr(Table("entities", columns, ["one\ntwo " * 50]))
    assert long.startswith("1 entity\n  words\n  one two one")
    assert max(map(len, long.splitlines())) == LONGEST_CELL + 2 and long.endswith("…")
    assert repr(Table("works", columns, [])) == "0 works"


def test_a_world_prints_itself_in_one_line(tmp_path: Path, work: Work) -> None:
    Reading(work).save(tmp_path / "ferry.fabula")
    with fabula.open_world(tmp_path / "ferry.fabula") as world:
        assert repr(world) == f"<world {tmp_path / 'ferry.fabula'}: 1 work>"


def test_a_table_slices_filters_and_counts(work: Work) -> None:
    quotes = Reading(work).quotes
    assert len(quotes) == 4
    assert quotes[1:3][0] == quotes[1]
    assert quotes[-1].id == 4
    assert len(quotes.where(lambda quote: quote.speaker is None)) == 1
    assert quotes[:0] == quotes.where(lambda quote: False)
    assert quotes[:1] != quotes[:2]
    with pytest.raises(IndexError):
        quotes[4]


def test_dicts_hold_plain_values(work: Work) -> None:
    import json

    rows = Reading(work).quotes.to_dicts()
    assert json.loads(json.dumps(rows)) == rows
    assert rows[1] == {
        "id": 2,
        "start": rows[1]["start"],
        "end": rows[1]["end"],
        "speaker": "the ferryman",
        "speaker_id": 2,
        "addressees": ["Mara Quill"],
        "addressee_ids": [1],
        "text": "“Not yet,” … “Wait here, Miss Quill.”",
        "confidence": 0.9,
        "thought": False,
        "chapter": "Chapter One",
    }
    assert [row["name"] for row in Reading(work).characters.to_dicts()] == ["Mara Quill", "the ferryman"]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_data_frame_has_every_row_and_column(library: str) -> None:
    pytest.importorskip(library)
    reading = Reading(storied_work())
    tables: tuple[Table[Any], ...] = (reading.quotes, reading.characters, reading.mentions, reading.scenes)
    for table in (*tables, reading.quotes[:0]):
        frame = getattr(table, f"to_{library}")()
        assert len(frame) == len(table)
        assert tuple(frame.columns) == table.columns


def test_polars_takes_the_type_of_a_column_from_all_its_rows() -> None:
    polars = pytest.importorskip("polars")
    rows = [None] * 150 + [7]
    frame = Table("things", {"thing": lambda row: row}, rows).to_polars()
    assert frame.schema["thing"] == polars.Int64
    assert frame["thing"].to_list() == rows


@pytest.mark.parametrize(
    ("library", "mend"), [("pandas", "pip install pandas"), ("polars", r"pip install 'fabula\[polars\]'")]
)
def test_without_its_library_a_data_frame_is_one_line(
    work: Work, monkeypatch: pytest.MonkeyPatch, library: str, mend: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(fabula.FabulaError, match=mend):
        getattr(Reading(work).quotes, f"to_{library}")()


class _Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attributes: object) -> None:
        self.seen.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def test_a_notebook_shows_a_reading_and_escapes_it(make_work: Callable[..., Work]) -> None:
    page = _Tags()
    page.feed(Reading(make_work(title="<script>alert(1)</script>"))._repr_html_())
    assert page.seen == {"h4", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert "<script>alert(1)</script>" in page.words
    assert "Mara Quill" in page.words


def test_a_long_table_shows_its_first_rows_and_counts_the_rest(work: Work) -> None:
    from fabula.tables import SHOWN_ROWS, Table

    columns: Mapping[str, Callable[[int], object]] = {"n": lambda number: number}
    table = Table("numbers", columns, range(SHOWN_ROWS + 7))
    assert "(and 7 more)" in table._repr_html_()
    assert f"<td>{SHOWN_ROWS}</td>" not in table._repr_html_()
    assert repr(table).endswith("… and 7 more")
    assert "more" not in repr(table[:SHOWN_ROWS])


def test_a_saved_reading_comes_back_from_its_world(tmp_path: Path, work: Work) -> None:
    path = tmp_path / "ferry.fabula"
    saved = Reading(work).save(path)
    assert saved.id == 1
    with fabula.open_world(path) as world:
        assert len(world) == 1
        assert [row["title"] for row in world.works.to_dicts()] == ["The <Ferry>"]
        assert world[0].text == work.text.content
        assert [block.kind for block in world[0].work.text.blocks][:1] == [BlockKind.TITLE]
        assert world[0].quotes == saved.quotes
        assert [reading.id for reading in world] == [1]
        assert [line.speaker for line in world.quotes(speaker="miss quill")] == ["Mara Quill"] * 2
        assert [entity.name for entity in world.characters] == ["Mara Quill", "the ferryman"]


def test_saving_again_replaces_and_other_works_stay(tmp_path: Path, make_work: Callable[..., Work]) -> None:
    path = tmp_path / "two.fabula"
    Reading(make_work()).save(path)
    Reading(make_work(source="other.txt", title="Other")).save(path)
    Reading(make_work()).save(path)
    with fabula.open_world(path) as world:
        assert [work.title for work in world.works] == ["The <Ferry>", "Other"]
        assert [reading.title for reading in world[1:]] == ["Other"]


def test_every_public_name_is_there() -> None:
    assert set(fabula.__all__) <= set(dir(fabula))
    assert all(getattr(fabula, name) is not None for name in fabula.__all__)
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = fabula.no_such_name  # type: ignore[attr-defined]


def test_a_work_and_its_text_are_shown_short_and_stay_comparable(work: Work) -> None:
    assert repr(work.text).startswith(f"<text 'The <Ferry>': {len(work.text.content)} characters, ")
    assert repr(work).startswith(f"<work {work.id} 'The <Ferry>': 61 tokens, ")
    assert work.text.content[:40] not in repr((work, work.text))
    assert replace(work.text) == work.text
    assert replace(work.text, source="other.txt") != work.text
