"""What Fabula says of a document of spaCy, in ``doc.spans`` and in extensions of documents, spans and tokens.

It is kept in ``doc.user_data["fabula"]``, which a ``DocBin`` stores; the extensions only look it up.
Importing this module, or :mod:`fabula.spacy_component`, makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from fabula.types import Entity, Mention, Quote, Span, Work

KEY = "fabula"

_Thing = TypeVar("_Thing")

Place = Callable[[Sequence[Span]], Sequence[Span]]
"""From spans of code points of the text to tokens of a document; a span of no token ends where it begins."""


def annotate(doc: Doc, work: Work, place: Place, events: Iterable[tuple[Span, float]]) -> None:
    """Puts what is known of a work over a document of its text.

    ``events`` are the words that name events, each with the probability.
    """
    parts = [(span, own) for own in work.cast.quotes for span in own.spans]
    quotes = list(_placed(parts, place))
    spans = [((own.start, own.end), (n, own)) for n, own in enumerate(work.cast.mentions)]
    mentions = [(n, own, at) for (n, own), at in _placed(spans, place)]
    people = {entity.id for entity in work.cast.entities if entity.is_character}
    doc.user_data[KEY] = {
        "cast": {str(entity.id): _entity(entity) for entity in work.cast.entities},
        "quotes": {f"q{own.id}": _quote(own) for own in work.cast.quotes},
        "mentions": {f"m{n}": _mention(own) for n, own, _ in mentions},
        "token_quotes": _innermost(doc, ((at, own.id) for own, at in quotes)),
        "token_entities": _innermost(doc, ((at, own.entity) for _, own, at in mentions)),
        "token_events": _events(doc, place, events),
    }
    doc.spans["quotes"] = [
        DocSpan(
            doc, *at, "THOUGHT" if own.thought else "QUOTE", kb_id=_linked(own.speaker), span_id=f"q{own.id}"
        )
        for own, at in quotes
    ]
    doc.spans["mentions"] = [
        DocSpan(doc, *at, own.type.value, kb_id=_linked(own.entity), span_id=f"m{n}")
        for n, own, at in mentions
    ]
    doc.spans["characters"] = [
        DocSpan(doc, *at, own.type.value, kb_id=_linked(own.entity), span_id=f"m{n}")
        for n, own, at in mentions
        if own.entity in people
    ]
    chapters = [((own.start, own.end), number) for number, own in enumerate(work.text.chapters, 1)]
    scenes = [((own.start, own.end), own.id) for own in (work.story.scenes if work.story else ())]
    doc.spans["chapters"] = [
        DocSpan(doc, *at, "CHAPTER", span_id=str(number)) for number, at in _placed(chapters, place)
    ]
    doc.spans["scenes"] = [
        DocSpan(doc, *at, "SCENE", span_id=str(number)) for number, at in _placed(scenes, place)
    ]


def _placed(spans: Sequence[tuple[Span, _Thing]], place: Place) -> Iterator[tuple[_Thing, Span]]:
    """Things with the tokens of a document that they stand over; those of none are left out."""
    for (_, thing), (start, end) in zip(spans, place([span for span, _ in spans]), strict=True):
        if start < end:
            yield thing, (start, end)


def _linked(entity: int | None) -> str:
    return "" if entity is None else f"e{entity}"


def _entity(own: Entity) -> dict[str, Any]:
    return {
        "name": own.name,
        "type": own.type.value,
        "aliases": list(own.aliases),
        "pronouns": list(own.pronouns),
        "mentions": own.mentions,
        "quotes": own.quotes,
        "narrator": bool(own.narrator),
        "members": list(own.members),
    }


def _quote(own: Quote) -> dict[str, Any]:
    return {
        "speaker": own.speaker,
        "addressees": list(own.addressees),
        "confidence": round(float(own.confidence), 4),
        "thought": bool(own.thought),
        "alternatives": [[entity, round(float(share), 4)] for entity, share in own.alternatives],
    }


def _mention(own: Mention) -> dict[str, Any]:
    return {
        "entity": own.entity,
        "form": own.form.value,
        "confidence": round(float(own.confidence), 4),
    }


def _innermost(doc: Doc, spans: Iterable[tuple[Span, int | None]]) -> list[int | None]:
    """What the shortest span around each token says."""
    found: list[int | None] = [None] * len(doc)
    for (start, end), value in sorted(spans, key=lambda own: own[0][0] - own[0][1]):
        found[start:end] = [value] * (end - start)
    return found


def _events(doc: Doc, place: Place, events: Iterable[tuple[Span, float]]) -> list[float]:
    found = [0.0] * len(doc)
    for probability, at in _placed([own for own in events if own[1] > 0], place):
        for token in range(*at):
            found[token] = max(found[token], round(float(probability), 4))
    return found


def _known(doc: Doc) -> dict[str, Any]:
    known: dict[str, Any] = doc.user_data.get(KEY, {})
    return known


def _of_span(span: DocSpan) -> dict[str, Any]:
    known = _known(span.doc)
    found: dict[str, Any] = {**known.get("quotes", {}), **known.get("mentions", {})}.get(span.id_, {})
    return found


def _name(doc: Doc, entity: int | None) -> str | None:
    found: dict[str, Any] = _known(doc).get("cast", {}).get(str(entity), {})
    return found.get("name")


def _of_token(name: str, nothing: object) -> Callable[[Token], object]:
    def look_up(token: Token) -> object:
        column = _known(token.doc).get(name)
        return column[token.i] if column else nothing

    return look_up


def make_extensions() -> None:
    """Makes the extensions, but for those that somebody else has made under the same name."""
    made: tuple[tuple[Any, str, Callable[[Any], object]], ...] = (
        (Doc, "cast", lambda doc: {int(key): own for key, own in _known(doc).get("cast", {}).items()}),
        (DocSpan, "speaker", lambda span: _name(span.doc, _of_span(span).get("speaker"))),
        (
            DocSpan,
            "addressees",
            lambda span: [_name(span.doc, own) for own in _of_span(span).get("addressees", ())],
        ),
        (DocSpan, "entity", lambda span: _name(span.doc, _of_span(span).get("entity"))),
        (DocSpan, "thought", lambda span: _of_span(span).get("thought", False)),
        (DocSpan, "confidence", lambda span: _of_span(span).get("confidence")),
        (Token, "event", _of_token("token_events", 0.0)),
        (Token, "quote", _of_token("token_quotes", None)),
        (Token, "entity", _of_token("token_entities", None)),
    )
    for kind, name, getter in made:
        if not kind.has_extension(name):
            kind.set_extension(name, getter=getter)


make_extensions()
