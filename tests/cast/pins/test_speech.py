"""Quotations that are no speech."""

from __future__ import annotations

from tests.cast.pins.pinning import pinned
from tests.cast.scenes import tell


def test_what_is_no_speech_is_left_out_and_the_others_keep_their_numbers() -> None:
    scene = tell(
        "“Where is it?” asked [Anna].",
        "“Keep out, [Anna]!” was painted on the door.",
        "“Here,” said [Berta].",
        speakers={"Where": "Anna", "Here": "Berta"},
    )
    assert [quote.id for quote in scene.read().cast.quotes] == [1, 2, 3]
    cast = pinned(scene, not_speech=["Keep out"]).cast
    assert [quote.id for quote in cast.quotes] == [1, 3]
    assert [cast.entities[(quote.speaker or 0) - 1].name for quote in cast.quotes] == ["Anna", "Berta"]
    assert len(cast.mentions) == len(scene.notes.mention_start)


def test_speech_quoted_in_what_is_none_is_speech() -> None:
    scene = tell(
        "“[He] said ‘[I] will come’ and went.”",
        "“Well,” said [Anna].",
        speakers={"Well": "Anna"},
    )
    whole = next(q for q in scene.read().cast.quotes if "went" in scene.text.content[q.start : q.end])
    assert whole.id == 1
    cast = pinned(scene, not_speech=["went"]).cast
    assert [quote.id for quote in cast.quotes] == [2, 3]
