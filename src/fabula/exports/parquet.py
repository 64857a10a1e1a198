"""A work as tables in Parquet, a file for each kind of thing, with the types of the columns said here once.

Every table begins with ``work``, the number of the work, so that tables of many works can be put together.
What is called like a table (``entity``, ``quote``, ``scene`` …) is the number that it has in its work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from fabula.exports.files import write_files
from fabula.exports.places import Places
from fabula.exports.tokens import token_columns
from fabula.types import Annotations, Finding, Span, Work

FORMAT = "fabula-parquet/1"
"""What stands in the metadata of every schema, under ``format``; another number means other columns."""

_SPANS = pa.list_(pa.struct([pa.field("start", pa.int32()), pa.field("end", pa.int32())]))
_NUMBERS = pa.list_(pa.int64())
_WORDS = pa.list_(pa.string())
_PAIRS = pa.map_(pa.string(), pa.string())
_TYPES: Mapping[str, pa.DataType] = {
    "text": pa.string(),
    "number": pa.int64(),
    "place": pa.int32(),
    "share": pa.float32(),
    "truth": pa.bool_(),
    "spans": _SPANS,
    "numbers": _NUMBERS,
    "texts": _WORDS,
    "pairs": _PAIRS,
    "shares": pa.list_(pa.struct([pa.field("entity", pa.int64()), pa.field("probability", pa.float32())])),
}
"""The types there are: a ``number`` counts or names something, a ``place`` is a code point of the text."""


def _schema(**columns: str) -> pa.Schema:
    """A schema from the names of its columns and their types; "?" marks those that may be null."""
    fields = [pa.field("work", pa.int64(), nullable=False)] + [
        pa.field(name, _TYPES[kind.rstrip("?")], nullable=kind.endswith("?"))
        for name, kind in columns.items()
    ]
    return pa.schema(fields, metadata={"format": FORMAT})


_STRETCH = {"start": "place", "end": "place"}
SCHEMAS: Mapping[str, pa.Schema] = {
    "works": _schema(
        **dict.fromkeys(("title", "author", "language", "source", "summary"), "text"),
        **{"tags": "texts", "metadata": "pairs", "tokens": "number", "characters": "number"},
        **{"program": "text", "model": "text", "settings": "pairs"},
    ),
    "chapters": _schema(chapter="number", title="text", **_STRETCH),
    "paragraphs": _schema(
        paragraph="number", kind="text", apart="text?", **_STRETCH, chapter="number?", text="text"
    ),
    "entities": _schema(
        **{"entity": "number", "type": "text", "name": "text", "aliases": "texts", "pronouns": "texts"},
        **{"mentions": "number", "quotes": "number", "narrator": "truth", "first": "place?"},
        **{"members": "numbers", "is_character": "truth", "is_recurring": "truth"},
    ),
    "mentions": _schema(
        **_STRETCH,
        text="text",
        type="text",
        form="text",
        entity="number?",
        confidence="share",
        chapter="number?",
    ),
    "quotes": _schema(
        quote="number",
        **_STRETCH,
        **{"spans": "spans", "text": "text", "speaker": "number?", "speaker_name": "text?"},
        **{"mention_start": "place?", "mention_end": "place?", "addressees": "numbers"},
        **{"addressee_names": "texts", "confidence": "share", "alternatives": "shares", "thought": "truth"},
        **{"chapter": "number?", "scene": "number?"},
    ),
    "narrations": _schema(**_STRETCH, person="text", narrator="number?", confidence="share"),
    "scenes": _schema(
        scene="number",
        **_STRETCH,
        **{"chapter": "number?", "mode": "text", "place": "number?", "place_text": "text?"},
        **{"place_confidence": "share", "time_text": "text?", "time_value": "text?", "when": "text"},
        **{
            "when_confidence": "share",
            "story_order": "number",
            "focal": "number?",
            "focal_confidence": "share",
        },
        **{"confidence": "share"},
    ),
    "presence": _schema(scene="number", entity="number", **_STRETCH, role="text", confidence="share"),
    "locations": _schema(
        entity="number", relation="text", place="number?", place_text="text", **_STRETCH, confidence="share"
    ),
    "times": _schema(**_STRETCH, text="text", value="text", spoken="truth"),
    "events": _schema(
        event="number",
        **_STRETCH,
        **{"text": "text", "lemma": "text", "agents": "numbers", "patients": "numbers"},
        **{"recipients": "numbers", "place": "number?", "realis": "text", "spoken": "truth"},
        **{"scene": "number?", "chapter": "number?", "confidence": "share"},
    ),
    "attributes": _schema(
        attribute="number",
        entity="number",
        kind="text",
        value="text",
        **_STRETCH,
        **{"by": "number?", "holds": "truth", "since": "place", "until": "place", "confidence": "share"},
    ),
    "relations": _schema(
        **{"entity": "number", "relation": "text", "other": "number", "spans": "spans"},
        **{"inferred": "truth", "confidence": "share"},
    ),
    "findings": _schema(
        **{"finding": "number", "kind": "text", "message": "text", "spans": "spans"},
        **{"entities": "numbers", "confidence": "share"},
    ),
    "tokens": _schema(
        token="number",
        text="text",
        **_STRETCH,
        **{"paragraph": "number", "sentence": "number", "lemma": "text", "upos": "text", "xpos": "text"},
        **{"head": "number?", "relation": "text", "event": "share", "quote": "number?", "entity": "number?"},
        supersense="text?",
    ),
}
"""The columns of every table, each with its type; a column is never null unless its field says so."""

Rows = Iterable[tuple[object, ...]]


def write(work: Work, annotations: Annotations, path: Path, findings: Iterable[Finding] = ()) -> None:
    """Writes a file for each table into a folder or a .zip.

    Raises OSError, and UnicodeEncodeError for half a character.
    """
    made = tables(work, annotations, findings)
    write_files({f"{name}.parquet": encoded(table) for name, table in made.items()}, path)


def encoded(table: pa.Table) -> bytes:
    """A table as a file of Parquet; the same table gives the same bytes."""
    sink = pa.BufferOutputStream()
    pyarrow.parquet.write_table(table, sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content


def tables(
    work: Work,
    annotations: Annotations | None,
    findings: Iterable[Finding] = (),
    *,
    number: int | None = None,
) -> Mapping[str, pa.Table]:
    """All tables of a work, by their names in :data:`SCHEMAS`; those of what is not known are empty.

    ``number`` stands in the column ``work``: that of the work itself, or another, for a collection of works
    that were read one by one. Without ``annotations`` there are no tokens.
    """
    own = work.id if number is None else number
    made = {name: _table(name, own, rows(work)) for name, rows in _ROWS.items()}
    made["findings"] = _table("findings", own, _findings(findings))
    made["tokens"] = _tokens(work, annotations, own)
    return {name: made[name] for name in SCHEMAS}


def _table(name: str, work: int, rows: Rows) -> pa.Table:
    schema = SCHEMAS[name]
    columns = list(zip(*rows, strict=True)) or [()] * (len(schema) - 1)
    return _of_columns(schema, work, columns)


def _of_columns(schema: pa.Schema, work: int, columns: Sequence[Sequence[object]]) -> pa.Table:
    works = [work] * len(columns[0])
    arrays = [
        pa.array(column, type=field.type) for column, field in zip((works, *columns), schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _spans(spans: Iterable[Span]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in spans]


def _works(work: Work) -> Rows:
    text, made = work.text, work.provenance
    known = text.metadata
    yield (
        *(work.title, known.author, known.language, text.source, known.summary, known.tags),
        *(list(known.other.items()), work.tokens, len(text.content), made.program, made.model),
        [(name, str(value)) for name, value in made.settings.items()],
    )


def _chapters(work: Work) -> Rows:
    for number, own in enumerate(work.text.chapters, 1):
        yield number, own.title, own.start, own.end


def _paragraphs(work: Work) -> Rows:
    places = Places(work)
    for number, own in enumerate(work.text.blocks):
        apart = None if own.apart is None else own.apart.value
        where = own.start, own.end, places.chapter(own.start)
        yield number, own.kind.value, apart, *where, work.text.reads(own.start, own.end)


def _entities(work: Work) -> Rows:
    for own in work.cast.entities:
        yield (
            *(own.id, own.type.value, own.name, own.aliases, own.pronouns, own.mentions, own.quotes),
            *(bool(own.narrator), own.first, own.members, own.is_character, own.is_recurring),
        )


def _mentions(work: Work) -> Rows:
    places = Places(work)
    for own in work.cast.mentions:
        words = work.text.reads(own.start, own.end)
        kinds = own.type.value, own.form.value
        yield own.start, own.end, words, *kinds, own.entity, own.confidence, places.chapter(own.start)


def _quotes(work: Work) -> Rows:
    places = Places(work)
    names = {entity.id: entity.name for entity in work.cast.entities}
    for own in work.cast.quotes:
        speaker = None if own.speaker is None else names[own.speaker]
        others = [{"entity": entity, "probability": share} for entity, share in own.alternatives]
        yield (
            *(own.id, own.start, own.end, _spans(own.spans), places.words(own.spans), own.speaker, speaker),
            *(own.speaker_mention or (None, None)),
            *(own.addressees, [names[entity] for entity in own.addressees], own.confidence, others),
            *(bool(own.thought), places.chapter(own.start), places.scene(own.start)),
        )


def _narrations(work: Work) -> Rows:
    for own in work.cast.narrations:
        yield own.start, own.end, own.person.value, own.narrator, own.confidence


def _scenes(work: Work) -> Rows:
    places = Places(work)
    reads = work.text.reads
    for own in work.story.scenes if work.story else ():
        time = (None, None) if own.time is None else (reads(own.time.start, own.time.end), own.time.value)
        yield (
            *(own.id, own.start, own.end, places.chapter(own.start), own.mode.value, own.place),
            *(own.place_span and reads(*own.place_span), own.place_confidence, *time),
            *(own.when.value, own.when_confidence, own.order, own.focal, own.focal_confidence),
            own.confidence,
        )


def _presence(work: Work) -> Rows:
    for scene in work.story.scenes if work.story else ():
        for own in scene.present:
            yield scene.id, own.entity, own.start, own.end, own.role.value, own.confidence


def _locations(work: Work) -> Rows:
    for own in work.story.locations if work.story else ():
        words = work.text.reads(*own.place_span)
        yield own.entity, own.relation.value, own.place, words, own.start, own.end, own.confidence


def _times(work: Work) -> Rows:
    for own in work.story.times if work.story else ():
        yield own.start, own.end, work.text.reads(own.start, own.end), own.value, own.spoken


def _events(work: Work) -> Rows:
    places = Places(work)
    for own in work.story.events if work.story else ():
        words = work.text.reads(own.start, own.end)
        people = own.agents, own.patients, own.recipients
        where = own.scene, places.chapter(own.start)
        kinds = own.place, own.realis.value, own.spoken
        yield own.id, own.start, own.end, words, own.lemma, *people, *kinds, *where, own.confidence


def _attributes(work: Work) -> Rows:
    for own in work.story.attributes if work.story else ():
        said = own.kind.value, own.value, own.start, own.end
        yield own.id, own.entity, *said, own.by, own.holds, own.since, own.until, own.confidence


def _relations(work: Work) -> Rows:
    for own in work.story.relations if work.story else ():
        yield own.a, own.relation.value, own.b, _spans(own.spans), own.inferred, own.confidence


def _findings(findings: Iterable[Finding]) -> Iterator[tuple[object, ...]]:
    for own in findings:
        yield own.id, own.kind.value, own.message, _spans(own.spans), own.entities, own.confidence


def _tokens(work: Work, annotations: Annotations | None, number: int) -> pa.Table:
    schema = SCHEMAS["tokens"]
    if annotations is None:
        return _of_columns(schema, number, [()] * (len(schema) - 1))
    columns = token_columns(work, annotations)
    columns["entity"] = [None if own is None else own.id for own in columns["entity"]]
    return _of_columns(schema, number, list(columns.values()))


_ROWS: Mapping[str, Callable[[Work], Any]] = {
    "works": _works,
    "chapters": _chapters,
    "paragraphs": _paragraphs,
    "entities": _entities,
    "mentions": _mentions,
    "quotes": _quotes,
    "narrations": _narrations,
    "scenes": _scenes,
    "presence": _presence,
    "locations": _locations,
    "times": _times,
    "events": _events,
    "attributes": _attributes,
    "relations": _relations,
}
