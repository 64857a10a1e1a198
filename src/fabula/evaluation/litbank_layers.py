"""The layers of one LitBank document compared with what a program found in its text.

Everything is compared on the document's own tokens: a span of the program is the range of gold tokens that
it touches.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fabula.evaluation.claims import link_claims, speaker_claims
from fabula.evaluation.litbank import Document
from fabula.evaluation.run import Titles
from fabula.evaluation.scores.calibration import Claims
from fabula.evaluation.scores.coreference import coreference
from fabula.evaluation.scores.mentions import exact_matches
from fabula.evaluation.scores.quotations import match_parts
from fabula.evaluation.scores.speakers import score_speakers
from fabula.evaluation.scores.tally import Tally
from fabula.types import Annotations, Cast, EntityType, Mention, MentionForm, Span

EVENT_THRESHOLD = 0.5
"""The least probability of a word that is called an event."""


def mention_tallies(document: Document, mentions: Sequence[Mention], titles: Titles) -> dict[str, Tally]:
    """Mentions four ways (see :func:`fabula.evaluation.evaluate_litbank`) and coreference on them."""
    placed = _on_gold_tokens(document, mentions)
    pronoun = MentionForm.PRONOUN
    gold = [(mention.start, mention.end, mention.type, mention.form) for mention in document.mentions]
    found = [(*span, mention.type, mention.form) for span, mention in placed]
    nominal = {(start, end, kind) for start, end, kind, form in found if form is not pronoun}
    entities = [(entity.start, entity.end, entity.type) for entity in document.entities]
    return {
        "mentions": exact_matches(
            ((start, end, kind) for start, end, kind, form in gold if form is not pronoun), nominal
        ),
        "with_pronouns": exact_matches((row[:3] for row in gold), (row[:3] for row in found)),
        "entities": exact_matches(entities, nominal | _titles_apart(document, found, titles)),
        "entities_untitled": exact_matches(entities, nominal),
        **coreference(_gold_clusters(document), _system_clusters(placed)),
    }


def given_tallies(document: Document, mentions: Sequence[Mention]) -> dict[str, Tally]:
    """Coreference of a program that was given the gold's mentions, each measure with ``gold_`` before it."""
    clusters = _system_clusters(_on_gold_tokens(document, mentions))
    return {f"gold_{name}": tally for name, tally in coreference(_gold_clusters(document), clusters).items()}


def mention_spans(document: Document) -> list[Span]:
    """The gold mentions as code points of the document's text, each once, in order and longer ones first."""
    spans = {document.token_map.code_points_of(mention.start, mention.end) for mention in document.mentions}
    return sorted((span for span in spans if span[0] < span[1]), key=lambda span: (span[0], -span[1]))


def event_tally(document: Document, notes: Annotations) -> Tally:
    """Events: a word that is likely enough one, against single gold tokens."""
    return exact_matches(
        ((event, event + 1) for event in document.events), (span for span, _ in _events(document, notes))
    )


def quotation_tallies(document: Document, notes: Annotations, cast: Cast) -> dict[str, Tally]:
    """Quotations found, marks at their ends left aside, and how many have the right speaker, one to one.

    Speech quoted inside speech, which the corpus does not mark, is left out of what was found.
    """
    found = [span for quotation in notes.quotations if quotation.depth == 1 for span in quotation.spans]
    touched = (document.token_map.tokens_of(*span) for span in found)
    quotations = exact_matches(
        (_unmarked(document, (quotation.start, quotation.end)) for quotation in document.quotations),
        (_unmarked(document, span) for span in touched if span is not None),
    )
    gold = _spoken(document)
    system = [(span, quote) for quote in cast.quotes for span in quote.spans]
    matched = match_parts([span for span, _ in gold], [span for span, _ in system]).matched
    said = [None if index is None else system[index][1].speaker for index in matched]
    right = sum(score_speakers([name for _, name in gold], said).one_to_one)
    return {"quotations": quotations, "speakers": Tally(right, len(gold), right, len(gold))}


def claims_of(document: Document, notes: Annotations, cast: Cast) -> dict[str, Claims]:
    """What is claimed with a probability: mentions, their entities, events and speakers.

    A mention is right when its tokens are those of a gold mention, whatever the type.
    """
    entity_of = {(mention.start, mention.end): mention.entity for mention in document.mentions}
    touched = [(document.token_map.tokens_of(own.start, own.end), own) for own in cast.mentions]
    known = [(entity_of[span], mention) for span, mention in touched if span in entity_of]
    found = (document.token_map.tokens_of(*notes.mention_span(k)) for k in range(len(notes.mention_score)))
    gold_events = set(document.events)
    return {
        "mention": Claims.of(
            (score, span in entity_of)
            for span, score in zip(found, notes.mention_score.tolist(), strict=True)
        ),
        "mention's entity": link_claims([entity for entity, _ in known], [mention for _, mention in known]),
        "event": Claims.of(
            (score, end == start + 1 and start in gold_events)
            for (start, end), score in _events(document, notes)
        ),
        "speaker": speaker_claims(_spoken(document), cast.quotes),
    }


def _spoken(document: Document) -> list[tuple[Span, str]]:
    """The gold quotations that have a speaker, as code points, with that speaker."""
    return [
        (document.token_map.code_points_of(quotation.start, quotation.end), quotation.speaker)
        for quotation in document.quotations
        if quotation.speaker is not None
    ]


def _events(document: Document, notes: Annotations) -> list[tuple[Span, float]]:
    """The events that the program claims: the gold tokens touched (an empty range if none) and how likely."""
    found: list[tuple[Span, float]] = []
    for token in np.flatnonzero(notes.words.event >= EVENT_THRESHOLD).tolist():
        start, end = int(notes.token_start[token]), int(notes.token_end[token])
        span = document.token_map.tokens_of(start, end) or (start, start)
        found.append((span, float(notes.words.event[token])))
    return found


def _unmarked(document: Document, span: Span) -> Span:
    """A range of tokens without those at its ends that have no letter or digit; as it is if none has."""
    inner = [place for place in range(*span) if any(map(str.isalnum, document.tokens[place]))]
    return (inner[0], inner[-1] + 1) if inner else span


def _titles_apart(
    document: Document, found: Sequence[tuple[int, int, EntityType, MentionForm]], titles: Titles
) -> set[tuple[int, int, EntityType]]:
    """The titles at the start of people's names, each a mention of its own as in the entities layer."""
    return {
        (place, place + 1, kind)
        for start, end, kind, form in found
        if kind is EntityType.PERSON and form is MentionForm.NAME
        for place in range(start, start + titles(document.tokens[start:end]))
    }


def _on_gold_tokens(document: Document, mentions: Sequence[Mention]) -> list[tuple[Span, Mention]]:
    """Each mention with the range of gold tokens that it overlaps, the surest first.

    One that overlaps none (a mark that the corpus left out) gets an empty range, which no gold mention has.
    """
    placed: list[tuple[Span, Mention]] = []
    for mention in sorted(mentions, key=lambda mention: -mention.confidence):
        span = document.token_map.tokens_of(mention.start, mention.end)
        placed.append((span or (mention.start, mention.start), mention))
    return placed


def _gold_clusters(document: Document) -> list[frozenset[Span]]:
    return [
        frozenset((mention.start, mention.end) for mention in mentions)
        for mentions in document.clusters.values()
    ]


def _system_clusters(placed: Sequence[tuple[Span, Mention]]) -> list[frozenset[Span]]:
    """The entities, and chains that are none, as sets of token ranges; any other mention is one of its own.

    Two mentions on the same tokens would count twice: only the surer is kept.
    """
    clusters: dict[object, set[Span]] = {}
    seen: set[Span] = set()
    for span, mention in placed:
        if span not in seen:
            seen.add(span)
            stands_for = (mention.entity, mention.chain)
            clusters.setdefault(span if stands_for == (None, None) else stands_for, set()).add(span)
    return [frozenset(spans) for spans in clusters.values()]
