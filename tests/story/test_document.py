from __future__ import annotations

from tests.story.pages import laid_out


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
