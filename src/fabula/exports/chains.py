"""What corpora of coreference want of mentions: a number for each chain, and names that are in no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from fabula.types import EntityType, Mention, MentionForm, Span, Work

ONTONOTES_TYPES = {
    EntityType.PERSON: "PERSON",
    EntityType.FACILITY: "FAC",
    EntityType.PLACE: "GPE",
    EntityType.LOCATION: "LOC",
    EntityType.VEHICLE: "PRODUCT",
    EntityType.ORGANISATION: "ORG",
}
"""The types of names in OntoNotes that ours are kinds of."""


def chain_numbers(work: Work) -> list[int]:
    """The chain of each mention: the number of its entity, or one past all of them.

    Mentions of one whom the cast leaves out share a number; a mention that is linked to none has its own.
    """
    fresh = count(1 + max((entity.id for entity in work.cast.entities), default=0))
    chains: dict[int, int] = {}
    numbers: list[int] = []
    for own in work.cast.mentions:
        if own.entity is not None:
            numbers.append(own.entity)
        elif own.chain is None:
            numbers.append(next(fresh))
        else:
            if own.chain not in chains:
                chains[own.chain] = next(fresh)
            numbers.append(chains[own.chain])
    return numbers


def outer_names(work: Work, spans: Sequence[Span]) -> Iterator[tuple[int, int, Mention]]:
    """The names of a work that are in no other name, each with its first token and the one after its last.

    ``spans`` are the tokens of the mentions of the work.
    """
    past = 0
    order = sorted(zip(spans, work.cast.mentions, strict=True), key=lambda own: (own[0][0], -own[0][1]))
    for (start, end), own in order:
        if own.form is MentionForm.NAME and past <= start < end:
            yield start, end, own
            past = end
