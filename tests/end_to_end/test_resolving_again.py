"""What is kept from one resolution of a story to the next makes it quicker, and changes nothing."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import islice

import pytest

from fabula import read
from fabula.errors import UsageError
from fabula.pipeline import Resolver, resolve_text
from fabula.reading import Reading
from fabula.types import Pins, Who
from tests.end_to_end.program import STORIES

pytestmark = pytest.mark.model


@pytest.fixture(scope="module", params=["two_voices.txt", "letters.txt"])
def reading(request: pytest.FixtureRequest) -> Reading:
    return read(STORIES / request.param)


def more(pins: Pins, reading: Reading, chance: random.Random) -> Pins:
    """Pins with one more of any kind."""
    cast, text = reading.work.cast, reading.text

    def somebody() -> Who:
        entity = chance.choice([each for each in cast.entities if each.mentions])
        own = (m for m in cast.mentions if m.entity == entity.id)
        return tuple((m.start, m.end) for m in islice(own, 5))

    quote, mention = chance.choice(cast.quotes), chance.choice(cast.mentions)
    line, words = (quote.start, quote.end), (mention.start, mention.end)
    at = text.find(" ", chance.randrange(len(text) // 2)) + 1
    kind = chance.randrange(9)
    if kind == 0:
        return replace(pins, same=(*pins.same, (somebody(), somebody())))
    if kind == 1:
        return replace(pins, apart=(*pins.apart, (somebody(), somebody())))
    if kind == 2:
        return replace(pins, mentions={**pins.mentions, words: chance.choice([None, somebody()])})
    if kind == 3:
        return replace(pins, mentions={**pins.mentions, (at, at + 4): somebody()})
    if kind == 4:
        return replace(pins, addressees={**pins.addressees, line: (somebody(),)})
    if kind == 5:
        return replace(pins, not_speech=pins.not_speech | {line})
    if kind == 6:
        return replace(pins, not_characters=(*pins.not_characters, somebody()))
    return replace(pins, speakers={**pins.speakers, line: chance.choice([None, somebody(), (line,)])})


@pytest.mark.parametrize("seed", range(2))
def test_a_resolver_finds_what_one_that_is_new_does(reading: Reading, seed: int) -> None:
    chance = random.Random(seed)
    notes, text = reading.annotations(), reading.work.text
    resolver, pins, settled = Resolver(notes), Pins(), 0
    while settled < 6:
        pins = more(pins, reading, chance) if chance.random() < 0.9 else Pins()
        try:
            found = resolver.resolve(text, pins).cast
        except UsageError:
            pins = Pins()
            continue
        assert found == resolve_text(text, notes, pins).cast
        settled += 1


def test_a_chapter_that_begins_elsewhere_is_noticed(reading: Reading) -> None:
    notes, text = reading.annotations(), reading.work.text
    resolver = Resolver(notes)
    for chapters in (text.chapters, (), text.chapters[:1]):
        changed = replace(text, chapters=chapters)
        assert resolver.resolve(changed).cast == resolve_text(changed, notes).cast
