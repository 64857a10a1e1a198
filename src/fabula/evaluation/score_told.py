"""Scores what a story tells of whom, attributes and relations, each beside a plain baseline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fabula.evaluation.report import Column
from fabula.evaluation.scores.tally import Tally
from fabula.evaluation.scores.told import ToldAttribute, also_known, attribute_tally, relation_tally
from fabula.evaluation.story_layers import Layers
from fabula.types import Cast, MentionForm, Story, Text

COLUMNS = (
    Column("attributes precision", "precision", 1, "attributes"),
    Column("attributes recall", "recall", 1, "attributes"),
    Column("attributes", "F1", 1, "attributes"),
    Column("descriptions", "descriptions alone", 1, "attributes"),
    Column("relations precision", "precision", 1, "relations"),
    Column("relations recall", "recall", 1, "relations"),
    Column("relations", "F1", 1, "relations"),
    Column("talkers", "talkers are friends", 1, "relations"),
)


def who_is_who(people: Mapping[int, str], layers: Layers, text: Text, cast: Cast) -> dict[int, str]:
    """Whom of the gold cast each entity is; several may be one, where the cast has split somebody."""
    names = {one.id: (one.name, *one.names) for one in layers.story.characters}
    words = [
        (text.content[own.start : own.end], own.entity)
        for own in cast.mentions
        if own.form is not MentionForm.PRONOUN and own.entity is not None
    ]
    return also_known(people, names, words)


def score_told(
    layers: Layers, text: Text, cast: Cast, story: Story, people: Mapping[int, str]
) -> dict[str, Tally]:
    """The tallies of one story, with those of the baselines."""
    people = who_is_who(people, layers, text, cast)
    gold = [ToldAttribute(own.who, own.kind, own.value, own.span) for own in layers.attributes]
    found = [
        ToldAttribute(people.get(own.entity), own.kind.value, own.value, (own.start, own.end))
        for own in story.attributes
        if own.holds
    ]
    ties = [(people.get(own.a), own.relation.value, people.get(own.b)) for own in story.relations]
    return {
        "attributes": attribute_tally(found, gold, text.content),
        "descriptions": attribute_tally(list(_descriptions(text, cast, people)), gold, text.content),
        "relations": relation_tally(ties, layers.relations),
        "talkers": relation_tally(_talkers(cast, people), layers.relations),
    }


def told_values(tallies: Mapping[str, Tally]) -> dict[str, float | None]:
    """The scores of one story, or of many together, in percent."""
    found: dict[str, float | None] = {key: tallies[key].f1 for key in ("descriptions", "talkers")}
    for key in ("attributes", "relations"):
        found |= {key: tallies[key].f1, f"{key} recall": tallies[key].recall}
        found[f"{key} precision"] = tallies[key].precision
    return found


def _descriptions(text: Text, cast: Cast, people: Mapping[int, str]) -> Iterator[ToldAttribute]:
    """The last word of whatever describes somebody, as an occupation: "the old doctor"."""
    for own in cast.mentions:
        if own.form is MentionForm.NOMINAL and own.entity is not None:
            words = text.content[own.start : own.end].split()
            yield ToldAttribute(people.get(own.entity), "occupation", words[-1], (own.start, own.end))


def _talkers(cast: Cast, people: Mapping[int, str]) -> Iterator[tuple[str | None, str, str | None]]:
    """Whoever talk to one another, as friends."""
    for quote in cast.quotes:
        for other in quote.addressees:
            if quote.speaker is not None:
                yield people.get(quote.speaker), "friend of", people.get(other)
