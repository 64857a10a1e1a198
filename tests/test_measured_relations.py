"""How people deal with one another, counted: lines, warmth, forms of address, scenes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fabula.address_terms import address_terms
from fabula.lang.en.valence import lexicon, valence, warmth, words_of
from fabula.measured_relations import measured_relations
from fabula.reading import Reading
from fabula.types import Cast, Entity, EntityType, Event, Mention, MentionForm, Quote, Realis, Work
from tests.builders import talking

ALDER, TOM, NED, FENWICK, I = 1, 2, 3, 4, 5  # noqa: E741


@pytest.mark.parametrize(
    ("kinder", "colder"),
    [
        ("I love you.", "I do not love you."),
        ("You are a kind man.", "You are a man."),
        ("I hate you very much.", "I never loved you."),
        ("You are very good.", "You are good."),
        ("You have no enemies.", "You have enemies."),
        ("She isn’t cruel.", "She is cruel."),
    ],
)
def test_negation_turns_and_degrees_strengthen(kinder: str, colder: str) -> None:
    if "hate" in kinder:  # both are unkind, and a strong word more so than a denied one
        assert warmth(kinder) < warmth(colder) < 0
    else:
        assert warmth(kinder) > warmth(colder)


def test_titles_and_openings_are_no_feelings() -> None:
    assert warmth("Miss Quill has come.") == 0.0
    assert warmth("Well, it rains.") == 0.0
    assert warmth("No.") == 0.0
    assert valence(words_of("a kind of boat"), 1) == 0.0
    assert lexicon()["hate"] < 0 < lexicon()["love"]


def _said(line: str, names: tuple[tuple[str, MentionForm], ...] = (), to: tuple[int, ...] = (2,)) -> Cast:
    mentions = tuple(
        Mention(line.index(words), line.index(words) + len(words), EntityType.PERSON, form, 2, 0.9)
        for words, form in names
    )
    people = (Entity(1, EntityType.PERSON, "Ada", quotes=1), Entity(2, EntityType.PERSON, "Jo", quotes=1))
    return Cast(people, mentions, (Quote(1, ((0, len(line)),), 1, None, to, 0.9),))


@pytest.mark.parametrize(
    ("line", "called"),
    [
        ("“Yes, Jo.”", ["Jo"]),
        ("“Oh my dear Jo, come in!”", ["my dear Jo"]),
        ("“I saw Jo there.”", []),
        ("“Jo is late, sir.”", ["sir"]),
        ("“Yes ma’am.”", ["ma’am"]),
        ("“Good morning, my love,” she said.", ["my love"]),
        ("“Good Lord!”", []),
        ("“Good God, it is late.”", []),
        ("“No, my lord.”", ["my lord"]),
    ],
)
def test_what_a_line_calls_who_hears_it(line: str, called: list[str]) -> None:
    names = tuple((name, MentionForm.NAME) for name in ("Jo", "God") if name in line)
    assert [words for _, _, words, _ in address_terms(line, _said(line, names))] == called


def test_nobody_is_called_by_the_words_for_another() -> None:
    line = "“There is a girl, her daughter, in the yard.”"
    cast = _said(line, (("her daughter", MentionForm.NOMINAL),))
    assert not list(address_terms(line, cast))
    assert not list(address_terms("“Yes, sir.”", _said("“Yes, sir.”", to=(2, 3))))


def _dealt(*events: Event) -> Work:
    work = talking()
    assert work.story is not None
    return replace(work, story=replace(work.story, events=events))


def test_lines_terms_and_scenes_of_each_pair() -> None:
    found = {(own.a.id, own.b.id): own for own in measured_relations(talking())}
    to_alder = found[NED, ALDER]
    assert (to_alder.lines, to_alder.scenes, dict(to_alder.terms)) == (1, 1, {"ma’am": 1})
    assert found[ALDER, NED].warmth == pytest.approx(warmth("Good morning"))
    assert found[TOM, NED].warmth is None and found[TOM, NED].lines == 0


def test_deeds_are_what_was_done_or_was_not() -> None:
    event = Event(1, 20, 25, "insult", (NED,), (TOM,), (), None, Realis.ACTUAL, False, 1, 0.9)
    events = (
        event,
        replace(event, id=2, realis=Realis.HYPOTHETICAL),
        replace(event, id=3, spoken=True),
        replace(event, id=4, lemma="help", agents=(TOM,), patients=(NED,), realis=Realis.NEGATED),
    )
    found = {(own.a.id, own.b.id): own for own in measured_relations(_dealt(*events))}
    assert found[NED, TOM].deeds == 1
    assert (found[NED, TOM].deeds_warmth or 0) < 0 and (found[TOM, NED].deeds_warmth or 0) < 0


def test_by_chapter_and_until_a_place() -> None:
    reading = Reading(talking())
    table = reading.measured_relations(by_chapter=True)
    assert {own.chapter.title for own in table if own.chapter} == {"Chapter One"}
    row = table.to_dicts()[0]
    assert list(row)[:5] == ["a", "a_id", "b", "b_id", "chapter"]
    assert {own.a.id for own in reading.until(1).measured_relations()} == {ALDER, NED}


def test_names_are_no_words_of_the_lexicon() -> None:
    line = "“Hope, come here.”"
    cast = _said(line, (("Hope", MentionForm.NAME),))
    work = replace(talking(), cast=cast, story=None)
    work = replace(work, text=replace(work.text, content=line, blocks=(), chapters=()))
    (found,) = measured_relations(work)
    assert found.warmth == 0.0 and dict(found.terms) == {"Hope": 1}
