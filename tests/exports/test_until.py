"""No format of a work up to a place holds what comes after it; formats of words have those before it."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from fabula.exports import FORMATS
from fabula.exports.tokens import tokens
from fabula.reading import Reading
from fabula.types import RELATIONS
from fabula.up_to import words_up_to
from tests.builders import CONTENT, storied_work
from tests.exports.installed import installed_formats
from tests.words import annotated

SECOND = CONTENT.index("Chapter Two")
LATER = ("stairs", "Chapter Two", "A glove goes", "🧤")


def held(path: Path) -> str:
    """All that can be read in a file."""
    if path.suffix == ".parquet":
        import pyarrow.parquet

        return str(pyarrow.parquet.read_table(path).to_pylist())
    content = path.read_bytes()
    return str(zlib.decompress(content)) if path.suffix == ".spacy" else content.decode("utf-8", "replace")


@pytest.mark.parametrize("format", installed_formats())
def test_nothing_that_comes_later_is_written(format: str, tmp_path: Path) -> None:
    place = Reading(storied_work(), annotated(storied_work())).until("1").export(format, tmp_path / "out")
    files = [each for each in place.rglob("*") if each.is_file()] if FORMATS[format].several else [place]
    assert files
    for file in files:
        shown = file.name + held(file)
        assert not [later for later in LATER if later in shown], file.name


def test_words_before_a_place_are_those_of_the_whole() -> None:
    whole = Reading(storied_work(), annotated(storied_work()))
    part = whole.until("1")
    assert [token.text for token in part.tokens] == [
        token.text for token in whole.tokens if token.end <= SECOND
    ]
    for own, known in zip(part.tokens, whole.tokens, strict=False):
        assert (own.id, own.lemma, own.head, own.quote) == (known.id, known.lemma, known.head, known.quote)
    assert [token.text for token in whole.until("2").tokens] == [token.text for token in whole.tokens]
    assert len(whole.until("@0").tokens) == 0


def test_a_sentence_that_is_cut_short_still_has_a_root() -> None:
    work, notes = storied_work(), annotated(storied_work())
    cut = words_up_to(notes, CONTENT.index("shook"))
    part = Reading(work).until(f"@{CONTENT.index('shook')}").work
    found = list(tokens(part, cut))
    assert found[-1].text == "Ned"
    assert (found[-1].head, found[-1].relation) == (None, "root")
    assert cut.words.relation[-1] == RELATIONS.index("root")
    assert len(cut.sentence_start) == len(cut.sentence_end) == found[-1].sentence + 1


def test_a_part_of_a_part_has_the_words_of_the_smaller_one() -> None:
    whole = Reading(storied_work(), annotated(storied_work()))
    assert [token.text for token in whole.until("1").until("@14").tokens] == ["THE", "LOST", "GLOVE"]
