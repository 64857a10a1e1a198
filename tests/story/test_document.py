from __future__ import annotations

from dataclasses import replace

import numpy as np

from fabula.story.document import Document
from tests.story.pages import laid_out, told


def test_paragraphs_know_what_the_page_has_before_them() -> None:
    found = laid_out("# One", "[Emma] came.", "[Jane] sat.", "* * *", "[Tom] left.").paragraphs
    assert [own.opens_chapter for own in found] == [True, False, False]
    assert [own.after_break for own in found] == [False, False, True]
    assert [own.last - own.first for own in found] == [3, 3, 3]


def test_a_mention_hangs_on_its_verb_by_its_preposition() -> None:
    document = laid_out(
        "[Emma] went to [Highbury|GPE].", arcs={"Highbury": ("went", "obl"), "to": ("Highbury", "case")}
    )
    emma, highbury = document.mentions
    assert (emma.relation, emma.governor) == ("nsubj", "go")
    assert (highbury.relation, highbury.governor, highbury.preposition) == ("obl", "go", "to")


def test_speech_is_no_narration() -> None:
    document = laid_out("“[Jane] is ill,” said [Emma].")
    jane, emma = document.mentions
    assert jane.spoken
    assert not emma.spoken
    words = document.narrated(0, len(document.starts))
    assert [document.lemma[w] for w in words] == ["say", "emma", "."]


def test_a_tale_of_many_paragraphs_is_narration_and_what_is_said_in_it_is_speech() -> None:
    rain = "It rained and it rained and it rained upon the town. " * 12
    page = (f"“{rain}", f"“{rain}", f"“{rain}‘I am cold,’ said [Tom].”")
    document = laid_out(*page)
    words = document.text.content
    spoken = {
        words[a:b] for a, b, own in zip(document.starts, document.ends, document.spoken, strict=True) if own
    }
    assert "cold" in spoken
    assert "town" not in spoken


def test_one_long_speech_stays_speech() -> None:
    rain = "It rained and it rained and it rained upon the town. " * 40
    assert all(laid_out(f"“{rain}”").spoken)


def test_a_paragraph_knows_what_the_words_around_tell_of_it() -> None:
    text, notes, cast = told("[Emma] came.", "* * *", "[Jane] sat.")
    found = Document(text, replace(notes, boundary=np.asarray([0.0, 0.0, 2.5], np.float32)), cast)
    assert [own.boundary for own in found.paragraphs] == [0.0, 2.5]
    assert [own.boundary for own in Document(text, notes, cast).paragraphs] == [0.0, 0.0]
