"""Corrections are placed by all lines and mentions that the cast has."""

from __future__ import annotations

from dataclasses import replace

from fabula.correcting.settling import places_of
from fabula.types import Cast, EntityType, Mention, MentionForm
from fabula.world.corrections import Places, Thing
from tests.trees import scene

SAT = "[Ann/NNP/nsubj>sat] sat/VBD/root by/IN/case>fire the/DT/det>fire fire/NN/obl>sat."
WITH_BASKET = "woman/NN/nsubj>said with/IN/case>basket a/DT/det>basket basket/NN/nmod>woman"
OLD = scene(SAT, f"“Go/VB/root,” said/VBD/root an/DT/det>woman old/JJ/amod>woman {WITH_BASKET}.")
NEW = scene(SAT, f"“Go/VB/root,” said/VBD/root an/DT/det>woman older/JJR/amod>woman {WITH_BASKET}.")
WAS, IS = "an old woman with a basket", "an older woman with a basket"


def found(new: Places) -> str:
    """Where a mention that only the cast has, as the cast adds it, stands in a draft."""
    start = OLD.text.content.index(WAS)
    old = places_of(OLD.text, OLD.notes, None)
    where = new.find(old.anchor(Thing.MENTION, start, start + len(WAS)))
    return where if isinstance(where, str) else NEW.text.content[slice(*where)]


def test_a_mention_that_only_the_cast_has_is_found_before_there_is_a_cast_and_after() -> None:
    assert found(Places.of_annotations(NEW.text, NEW.notes)) == "fits nowhere"
    assert found(places_of(NEW.text, NEW.notes, None)) == IS
    start = NEW.text.content.index(IS)
    one = Mention(start, start + len(IS), EntityType.PERSON, MentionForm.NOMINAL, None, 1.0)
    cast = Cast((), (one,), (), ())
    assert found(places_of(NEW.text, NEW.notes, cast)) == IS
    assert found(places_of(NEW.text, NEW.notes, replace(cast, mentions=()))) == IS
