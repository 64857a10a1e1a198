from __future__ import annotations

from tests.story.knowing import page


def test_a_stretch_of_a_line_is_speech_and_so_is_a_line_with_its_tag() -> None:
    own = page("[Emma] came.", "“The house burns,” said [Emma].")
    assert own.at("house burns").is_spoken
    assert own.at("“The house burns,” said Emma").is_spoken
    assert not own.at("Emma came").is_spoken


def test_a_sentence_ends_where_speech_begins() -> None:
    own = page("[Emma] came. [Emma] saw [Tom]. “The house burns,” said [Emma].")
    passage = own.at("saw")
    first, end = passage.sentence
    content = own.document.text.content
    assert content[own.document.starts[first] : own.document.ends[end - 1]] == "Emma saw Tom."


def test_a_stretch_without_a_word_is_the_nearest_word() -> None:
    own = page("[Emma] came.")
    for start in (4, len(own.document.text.content)):
        assert len(own.passages.at(start, start).tokens) == 1


def test_the_subject_of_a_verb_that_is_joined_to_another() -> None:
    own = page("[Emma] came and left.", arcs={"left": ("came", "conj")})
    assert own.passages.subject(own.at("left").first) == own.who("Emma")


def test_a_clause_has_the_verb_that_says_how_it_is_meant() -> None:
    own = page("[Emma] thought it burns.", arcs={"burns": ("thought", "ccomp")})
    thought = own.at("thought").first
    assert thought in own.passages.clause(own.at("burns"))
