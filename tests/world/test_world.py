"""A work goes in and comes out the same, and people are found by their names."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.errors import FabulaError, UsageError, WorldError
from fabula.types import Cast, Entity, EntityType, Mention, Quote, Work
from fabula.world import Added, World
from tests.builders import grouped_work, keep, novel, plain_work, small_work


def same(kept: Work, given: Work) -> None:
    """Asserts that ``kept`` is ``given`` but for the numbers of the work and of the entities."""
    assert [entity.name for entity in kept.cast.entities] == [entity.name for entity in given.cast.entities]
    numbers = {old.id: new.id for old, new in zip(given.cast.entities, kept.cast.entities, strict=True)}
    assert len(set(numbers.values())) == len(numbers)

    def renumber(entity: int | None) -> int | None:
        return None if entity is None else numbers[entity]

    cast = Cast(
        tuple(
            replace(entity, id=numbers[entity.id], members=tuple(numbers[m] for m in entity.members))
            for entity in given.cast.entities
        ),
        tuple(replace(mention, entity=renumber(mention.entity)) for mention in given.cast.mentions),
        tuple(
            replace(
                quote, speaker=renumber(quote.speaker), addressees=tuple(numbers[a] for a in quote.addressees)
            )
            for quote in given.cast.quotes
        ),
        tuple(replace(told, narrator=renumber(told.narrator)) for told in given.cast.narrations),
    )
    assert kept == replace(given, id=kept.id, cast=cast)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.fabula"


def test_a_work_comes_back_as_it_went_in(path: Path) -> None:
    (added,) = keep(path, small_work())
    with World.open(path) as world:
        kept = world.work(added.id)
    same(kept, small_work())
    assert isinstance(kept.text.metadata.other, dict)
    assert (added.id, added.replaced) == (1, False)


def test_several_works_keep_apart(path: Path) -> None:
    works = [small_work(), plain_work("Ann sang.", title="One"), plain_work("Ann sang.", title="Two")]
    added = keep(path, *works)
    with World.open(path) as world:
        kept = [world.work(each.id) for each in added]
        summaries = world.works()
    for before, after in zip(works, kept, strict=True):
        same(after, before)
    ids = [entity.id for work in kept for entity in work.cast.entities]
    assert len(set(ids)) == len(ids), "an entity's number is its own over the whole world"
    assert [(row.id, row.title, row.quotes) for row in summaries] == [
        (1, "The Lost Glove", 2),
        (2, "One", 1),
        (3, "Two", 1),
    ]
    first = summaries[0]
    assert (first.author, first.source, first.tokens) == ("A. Nonymous", "glove.txt", 42)
    recurring = [entity for entity in works[0].cast.entities if entity.is_character and entity.is_recurring]
    assert (first.entities, first.characters) == (5, len(recurring))


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=60, deadline=None)
@given(content=text.filter(bool), title=text, name=text, source=text)
def test_any_characters_come_back(
    tmp_path_factory: pytest.TempPathFactory, content: str, title: str, name: str, source: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.fabula"
    work = plain_work(
        content + "\0\u2028\ufeff\N{RIGHT-TO-LEFT OVERRIDE}\r\n", title=title, name=name, source=source
    )
    (added,) = keep(path, work)
    with World.open(path) as world:
        same(world.work(added.id), work)


def test_numpy_numbers_are_kept_as_numbers(path: Path) -> None:
    numbers: Any = np  # what a careless caller gives, whatever the types say
    work = plain_work("Ann sang.")
    mention = work.cast.mentions[0]
    odd = replace(
        mention,
        start=numbers.int32(0),
        end=numbers.int64(3),
        entity=numbers.int32(1),
        confidence=numbers.float32(0.5),
    )
    quote = Quote(
        numbers.int64(1),
        ((numbers.int32(0), numbers.int32(9)),),
        numbers.int64(1),
        None,
        (),
        numbers.float32(0.25),
    )
    keep(path, replace(work, tokens=numbers.int64(3), cast=Cast(work.cast.entities, (odd,), (quote,))))
    with sqlite3.connect(path) as raw:
        kinds = raw.execute(
            "SELECT typeof(start), typeof(stop), typeof(entity_id), typeof(confidence) FROM mentions"
        ).fetchone()
    raw.close()
    assert kinds == ("integer", "integer", "integer", "real")
    with World.open(path) as world:
        same(
            world.work(1),
            replace(
                work,
                cast=Cast(
                    work.cast.entities,
                    (replace(mention, confidence=0.5),),
                    (replace(work.cast.quotes[0], confidence=0.25),),
                ),
            ),
        )


def test_a_new_reading_takes_the_place_and_the_numbers_of_the_earlier_one(path: Path) -> None:
    other = plain_work("Ann sang.", title="Other")
    keep(path, small_work(), other)
    with World.create_or_open(path) as world:
        before = {entity.name: entity.id for entity in world.entities(1)}
        highest = max(entity.id for entity in world.entities())
        cast = small_work().cast
        swapped = (replace(cast.entities[3], id=40, name="Foxwick"), *cast.entities[:3], cast.entities[4])
        mentions = tuple(replace(each, entity=40) if each.entity == 4 else each for each in cast.mentions)
        work = replace(small_work(), cast=Cast(swapped, mentions, cast.quotes))
        assert world.add(work) == Added(1, replaced=True)
        same(world.work(1), work)
        after = {entity.name: entity.id for entity in world.entities(1)}
        assert [row.id for row in world.works()] == [1, 2]
        same(world.work(2), other)
    assert after.pop("Foxwick") == before.pop("Fenwick") <= highest
    assert after == before
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT count(*) FROM entities WHERE name = 'Fenwick'").fetchone() == (0,)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.close()


def test_two_entities_of_one_name_keep_their_order_in_a_new_reading(path: Path) -> None:
    work = plain_work("Ann sang.")
    twins = replace(
        work, cast=replace(work.cast, entities=(work.cast.entities[0], replace(work.cast.entities[0], id=2)))
    )
    keep(path, twins)
    with World.create_or_open(path) as world:
        before = [entity.id for entity in world.work(1).cast.entities]
        world.add(twins)
        assert [entity.id for entity in world.work(1).cast.entities] == before == [1, 2]


def test_removing_a_work_leaves_nothing_of_it_and_its_number_is_not_given_again(path: Path) -> None:
    keep(path, small_work(), plain_work("Ann sang."))
    with World.create_or_open(path) as world:
        world.remove(2)
        world.remove(1)
        assert world.works() == []
        with pytest.raises(UsageError, match=r"no work 1 .*it holds none yet"):
            world.remove(1)
        tables = [
            name for (name,) in world._database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        filled = {
            name for name in tables if world._database.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        }
        assert filled == {"migrations", "sqlite_sequence"}
        assert world.add(plain_work("Ann sang.")).id == 3


def test_a_group_keeps_its_members_by_their_numbers_in_the_world(path: Path) -> None:
    keep(path, plain_work("Ann sang."), grouped_work())
    with World.open(path) as world:
        kept = world.work(2)
        same(kept, grouped_work())
        alders, tom, ned, *_ = kept.cast.entities
        assert alders.members == (tom.id, ned.id) != (2, 3)
        assert next(entity for entity in world.entities() if entity.id == alders.id).members == alders.members


@pytest.mark.parametrize(
    ("members", "says"), [((9,), "the group 'the Alders' names entity 9"), ((1,), "a member of itself")]
)
def test_a_group_of_nobody_or_of_itself_is_refused(path: Path, members: tuple[int, ...], says: str) -> None:
    work = grouped_work()
    entities = (replace(work.cast.entities[0], members=members), *work.cast.entities[1:])
    with World.create_or_open(path) as world:
        with pytest.raises(WorldError, match=says):
            world.add(replace(work, cast=replace(work.cast, entities=entities)))
        assert world.works() == []


def test_a_narrator_who_is_not_in_the_cast_is_refused(path: Path) -> None:
    work = small_work()
    told = (replace(work.cast.narrations[0], narrator=9),)
    with World.create_or_open(path) as world, pytest.raises(WorldError, match="narration 0 names entity 9"):
        world.add(replace(work, cast=replace(work.cast, narrations=told)))


@pytest.mark.parametrize("number", [0, -1, 2, 10**30])
def test_a_work_that_is_not_there(path: Path, number: int) -> None:
    keep(path, small_work())
    with World.open(path) as world:
        for ask in (world.work, world.characters, world.entities):
            with pytest.raises(UsageError, match=f"no work {number} in this world; there is 1"):
                ask(number)
        with pytest.raises(UsageError, match=f"no work {number}"):
            world.quotes(work=number)


def test_characters_are_people_and_whoever_speaks(path: Path) -> None:
    work = small_work()
    entities = list(work.cast.entities)
    entities[3] = replace(entities[3], quotes=1)
    keep(path, replace(work, cast=replace(work.cast, entities=tuple(entities))))
    with World.open(path) as world:
        assert [entity.name for entity in world.characters()] == ["Mrs. Alder", "Tom", "Ned", "Fenwick", "I"]
        assert world.entities(1) == world.entities()
    keep(path, work)
    with World.open(path) as world:
        assert "Fenwick" not in {entity.name for entity in world.characters(1)}
        assert "Fenwick" in {entity.name for entity in world.entities(1)}


def test_an_entity_of_two_works_has_its_counts_added_up(path: Path) -> None:
    keep(path, plain_work("Ann sang.", title="One"), plain_work("Annie sang.", title="Two", name="Annie"))
    raw = sqlite3.connect(path, isolation_level=None)  # as joining works will do
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute(
        "INSERT INTO entity_works SELECT 2, 1, 1, type, 5, 0, 1, NULL FROM entity_works WHERE work_id = 2"
    )
    raw.execute("INSERT INTO entity_names VALUES (2, 1, 0, 'Anna', 'anna')")
    raw.close()
    with World.create_or_open(path) as world:
        ann = next(entity for entity in world.entities() if entity.id == 1)
        assert ann == Entity(1, EntityType.PERSON, "Ann", ("Anna",), (), 6, 1, True, 0)
        world.remove(1)
        assert next(entity for entity in world.entities() if entity.id == 1).mentions == 5


def said(world: World, **who: str | int) -> list[tuple[int, str | None]]:
    return [(line.quote.id, line.speaker) for line in world.quotes(**who)]  # type: ignore[arg-type]


def test_quotes_by_speaker_and_addressee(path: Path) -> None:
    keep(path, small_work())
    with World.open(path) as world:
        line, _ = world.quotes()
        assert line.parts == ("“Good morning,”", "“have you seen Tom’s glove?”")
        assert (line.work, line.title, line.speaker, line.addressees) == (
            1,
            "The Lost Glove",
            "Mrs. Alder",
            ("Ned",),
        )
        assert line.quote.spans[0][0] == world.work(1).text.content.index("“Good")
        for name in ("Mrs. Alder", "mrs alder", " MRS.  ALDER ", "ma'am", "MA’AM", "1", "#1"):
            assert said(world, speaker=name) == [(1, "Mrs. Alder")], name
            assert said(world, addressee=name) == [(2, "Ned")], name
        assert said(world, speaker=1) == [(1, "Mrs. Alder")]
        assert said(world, speaker="Mrs. Alder", addressee="Ned", work=1) == [(1, "Mrs. Alder")]
        assert said(world, speaker="Mrs. Alder", addressee="Tom") == []
        assert said(world, speaker="Tom") == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Mrs. Adler", "did you mean Mrs. Alder?"),
        ("old Tom", "did you mean Tom?"),
        ("Zebedee", "there are Mrs. Alder, Tom, Ned"),
        ("99", "nobody is called '99'"),
        ("9" * 40, "nobody is called"),
        ("", "nobody is called ''"),
        ("\udcff", "nobody is called"),
        ("'; DROP TABLE works; --", "nobody is called"),
        ("Fenwick\nTom", "did you mean Tom"),
    ],
)
def test_an_unknown_name_brings_those_that_come_close(path: Path, name: str, message: str) -> None:
    keep(path, small_work())
    with World.open(path) as world:
        for who in ("speaker", "addressee"):
            with pytest.raises(WorldError) as caught:
                said(world, **{who: name})
            assert message in str(caught.value)
            assert len(str(caught.value).splitlines()) == 1


def test_a_long_description_is_no_suggestion(path: Path) -> None:
    long = "a very civil woman in a white apron, whom I had seen at the door"
    with World.create_or_open(path) as world:
        world.add(with_people("A", (long, ()), ("the woman", ("I",))))
        with pytest.raises(WorldError, match=r"did you mean the woman\? "):
            said(world, speaker="a woman")


def with_people(title: str, *names: tuple[str, tuple[str, ...]]) -> Work:
    work = plain_work("“Hello.”", title=title)
    people = tuple(
        Entity(n, EntityType.PERSON, name, also, (), 1, 1) for n, (name, also) in enumerate(names, start=1)
    )
    quotes = tuple(replace(work.cast.quotes[0], id=person.id, speaker=person.id) for person in people)
    return replace(work, cast=Cast(people, (), quotes))


def test_a_whole_name_counts_before_other_names(path: Path) -> None:
    keep(path, with_people("One", ("Ann", ()), ("Ann Lee", ("Ann", "Miss Lee")), ("Jane Lee", ("Miss Lee",))))
    with World.open(path) as world:
        assert said(world, speaker="ann") == [(1, "Ann")]
        with pytest.raises(
            WorldError, match=r"'miss lee' may be Ann Lee \(#2\) or Jane Lee \(#3\); give the full"
        ):
            world.quotes(speaker="miss lee")
        assert said(world, speaker="#3") == [(3, "Jane Lee")]


def test_one_name_in_two_works_is_both_and_two_names_are_a_question(path: Path) -> None:
    keep(
        path,
        with_people("One", ("Ann", ()), ("Elizabeth Bennet", ("Elizabeth",)), ("Kim", ()), ("Kim", ())),
        with_people("Two", ("ann", ()), ("Elizabeth Elliot", ("Elizabeth",))),
    )
    with World.open(path) as world:
        assert [(line.work, line.speaker) for line in world.quotes(speaker="ANN")] == [(1, "Ann"), (2, "ann")]
        assert said(world, speaker="ann", work=2) == [(1, "ann")]
        assert said(world, speaker="Elizabeth", work=2) == [(2, "Elizabeth Elliot")]
        for name in ("Elizabeth", "Kim"):
            with pytest.raises(WorldError, match="may be"):
                world.quotes(speaker=name)


def test_a_number_is_a_name_first(path: Path) -> None:
    keep(path, with_people("One", ("Ann", ()), ("1", ())))
    with World.open(path) as world:
        assert said(world, speaker="1") == [(2, "1")]


def broken(work: Work, **change: object) -> Work:
    return replace(work, cast=replace(work.cast, **change))  # type: ignore[arg-type]


ANN = plain_work("Ann sang.")
MENTION, QUOTE = ANN.cast.mentions[0], ANN.cast.quotes[0]


@pytest.mark.parametrize(
    ("work", "message"),
    [
        (
            broken(ANN, mentions=(replace(MENTION, entity=9),)),
            "mention 0 names entity 9, which its cast lacks",
        ),
        (broken(ANN, quotes=(replace(QUOTE, speaker=9),)), "quotation 1 names entity 9"),
        (broken(ANN, quotes=(replace(QUOTE, addressees=(9,)),)), "quotation 1 names entity 9"),
        (broken(ANN, quotes=(QUOTE, QUOTE)), "two of its quotations have the same number"),
        (broken(ANN, entities=ANN.cast.entities * 2), "two entities have the number 1"),
        (broken(ANN, mentions=(replace(MENTION, confidence=float("nan")),)), "is not a number"),
        (broken(ANN, mentions=(replace(MENTION, start=5),)), "ends before it starts"),
        (broken(ANN, mentions=(replace(MENTION, end=2**63),)), "too large"),
        (plain_work("Ann \ud83d sang."), "U+D83D, half a character, at position 4"),
        (plain_work("Ann", name="A\udcff"), "U+DCFF, half a character, at position 1"),
        (plain_work("Ann", title="\ud800"), "U+D800"),
    ],
)
def test_a_work_that_contradicts_itself_leaves_the_world_as_it_was(
    path: Path, work: Work, message: str
) -> None:
    keep(path, ANN)
    with World.create_or_open(path) as world:
        with pytest.raises(WorldError) as caught:
            world.add(work)
        assert message in str(caught.value)
        str(caught.value).encode()
        assert len(str(caught.value).splitlines()) == 1
        same(world.work(1), ANN)
        assert world.add(ANN) == Added(1, replaced=True), "the world goes on"


def test_reading_changes_no_byte(path: Path) -> None:
    keep(path, small_work())
    before = hashlib.sha256(path.read_bytes()).digest(), path.stat().st_mtime_ns
    with World.open(path) as world:
        world.work(1)
        world.quotes(speaker="Ned")
        assert [each.name for each in path.parent.iterdir()] == ["a.fabula"]
        for change in (lambda: world.add(ANN), lambda: world.remove(1)):
            with pytest.raises(WorldError, match="open for reading"):
                change()
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            world._database.execute("DELETE FROM works")
    assert (hashlib.sha256(path.read_bytes()).digest(), path.stat().st_mtime_ns) == before


def test_a_novel_is_written_and_read_quickly(path: Path) -> None:
    work = novel()
    assert len(work.cast.mentions) == 30_000
    start = time.process_time()
    keep(path, work)
    written = time.process_time()
    with World.open(path) as world:
        opened = time.process_time()
        kept = world.work(1)
    read = time.process_time()
    same(kept, work)
    # Ten times what it takes, so that only a change in kind fails here.
    assert written - start < 3 and opened - written < 0.1 and read - opened < 2


def test_values_of_errors_are_fabulas_own(path: Path) -> None:
    keep(path, ANN)
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("UPDATE mentions SET type = 'ELF'")
    raw.close()
    with World.open(path) as world, pytest.raises(FabulaError, match=r"damaged .*'ELF'"):
        world.work(1)


def test_what_is_unresolved_stays_so_and_the_order_is_the_readings(path: Path) -> None:
    backwards = broken(
        ANN,
        mentions=(
            replace(MENTION, start=4, end=8),
            MENTION,
            Mention(0, 8, EntityType.PERSON, MENTION.form, None, 0.0),
        ),
    )
    open_quote = Quote(7, ((4, 8), (0, 3)), None, (0, 3), (), 0.0)
    backwards = broken(backwards, quotes=(open_quote, QUOTE))
    keep(path, backwards)
    with World.open(path) as world:
        same(world.work(1), backwards)
