"""Nine tables, from the work and its entities to its scenes, as CSV (RFC 4180) in UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from fabula.exports.files import write_files
from fabula.exports.places import Places
from fabula.types import Work

SEPARATOR = " | "
"""Between several values in one cell."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Rows = Iterable[tuple[object, ...]]


def write(work: Work, path: Path) -> None:
    """Writes the tables into a folder, made if need be, or into one archive if ``path`` ends in ``.zip``.

    Raises OSError, and UnicodeEncodeError for half a character.
    """
    write_files({f"{name}.csv": encoded(rows) for name, rows in _tables(work).items()}, path)


def encoded(rows: Rows) -> bytes:
    """The rows as RFC 4180 has them: comma, double quotation marks, CR LF at the end of a line."""
    table = io.StringIO(newline="")
    csv.writer(table, lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return table.getvalue().encode()


def _cell(value: object) -> str:
    """A value as text. NUL, which readers of CSV stop at, is shown as U+FFFD."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    return guarded(value.replace("\0", "\N{REPLACEMENT CHARACTER}"))


def guarded(value: str) -> str:
    """A text that no spreadsheet takes for a formula.

    One that begins like a formula gets an apostrophe before it, as OWASP's page on CSV injection recommends.
    """
    return "'" + value if value.lstrip(" ").startswith(_FORMULA_STARTS) else value


def _tables(work: Work) -> dict[str, Rows]:
    return {
        "work": _work(work),
        "entities": _entities(work),
        "mentions": _mentions(work),
        "quotes": _quotes(work),
        "chapters": _chapters(work),
        "narrations": _narrations(work),
        "scenes": _scenes(work),
        "presences": _presences(work),
        "locations": _locations(work),
    }


def _work(work: Work) -> Rows:
    yield "id", "title", "author", "source", "tokens", "program", "model", "settings"
    made = work.provenance
    settings = SEPARATOR.join(f"{name}={_cell(value)}" for name, value in made.settings.items())
    named = work.title, work.text.metadata.author, work.text.source
    yield (work.id, *named, work.tokens, made.program, made.model, settings)


def _entities(work: Work) -> Rows:
    yield (
        *("id", "type", "name", "aliases", "pronouns", "mentions", "quotes", "narrator", "first"),
        *("members", "member_names"),
    )
    shown = {entity.id: entity.name for entity in work.cast.entities}
    for entity in work.cast.entities:
        names = SEPARATOR.join(entity.aliases), SEPARATOR.join(entity.pronouns)
        counts = entity.mentions, entity.quotes, bool(entity.narrator), entity.first
        members = (
            SEPARATOR.join(str(member) for member in entity.members),
            SEPARATOR.join(shown[member] for member in entity.members),
        )
        yield (entity.id, entity.type.value, entity.name, *names, *counts, *members)


def _mentions(work: Work) -> Rows:
    yield "start", "end", "text", "type", "form", "entity", "entity_name", "confidence", "chapter"
    places = Places(work)
    names = {entity.id: entity.name for entity in work.cast.entities}
    for mention in work.cast.mentions:
        words = work.text.reads(mention.start, mention.end)
        kinds = mention.type.value, mention.form.value
        name = None if mention.entity is None else names[mention.entity]
        entity = mention.entity, name, round(float(mention.confidence), 4)
        yield (mention.start, mention.end, words, *kinds, *entity, places.chapter(mention.start))


def _quotes(work: Work) -> Rows:
    yield (
        *("id", "start", "end", "spans", "text", "speaker", "speaker_name", "speaker_mention"),
        *("addressees", "addressee_names", "confidence", "chapter"),
        *("thought", "alternatives", "alternative_names", "alternative_probabilities"),
    )
    places = Places(work)
    names = {entity.id: entity.name for entity in work.cast.entities}
    for quote in work.cast.quotes:
        yield (
            quote.id,
            quote.start,
            quote.end,
            " ".join(f"{start}:{end}" for start, end in quote.spans),
            places.words(quote.spans),
            quote.speaker,
            None if quote.speaker is None else names[quote.speaker],
            None if quote.speaker_mention is None else "{}:{}".format(*quote.speaker_mention),
            SEPARATOR.join(str(entity) for entity in quote.addressees),
            SEPARATOR.join(names[entity] for entity in quote.addressees),
            round(float(quote.confidence), 4),
            places.chapter(quote.start),
            bool(quote.thought),
            SEPARATOR.join(str(entity) for entity, _ in quote.alternatives),
            SEPARATOR.join(names[entity] for entity, _ in quote.alternatives),
            SEPARATOR.join(f"{share:.4f}" for _, share in quote.alternatives),
        )


def _chapters(work: Work) -> Rows:
    yield "number", "title", "start", "end"
    for number, chapter in enumerate(work.text.chapters, start=1):
        yield number, chapter.title, chapter.start, chapter.end


def _narrations(work: Work) -> Rows:
    yield "start", "end", "person", "narrator", "narrator_name", "confidence"
    names = {entity.id: entity.name for entity in work.cast.entities}
    for told in work.cast.narrations:
        name = None if told.narrator is None else names[told.narrator]
        yield told.start, told.end, told.person.value, told.narrator, name, round(float(told.confidence), 4)


def _scenes(work: Work) -> Rows:
    yield (
        *("id", "start", "end", "chapter", "mode", "place", "place_name", "place_text", "place_confidence"),
        *("time", "time_value", "when", "when_confidence", "order"),
        *("focal", "focal_name", "focal_confidence", "confidence"),
    )
    places = Places(work)
    names = {entity.id: entity.name for entity in work.cast.entities}
    for scene in work.story.scenes if work.story else ():
        span, time = scene.place_span, scene.time
        yield (
            *(scene.id, scene.start, scene.end, places.chapter(scene.start), scene.mode.value),
            *(scene.place, scene.place and names[scene.place], span and work.text.reads(*span)),
            round(float(scene.place_confidence), 4),
            *((None, None) if time is None else (work.text.reads(time.start, time.end), time.value)),
            *(scene.when.value, round(float(scene.when_confidence), 4), scene.order),
            *(scene.focal, scene.focal and names[scene.focal], round(float(scene.focal_confidence), 4)),
            round(float(scene.confidence), 4),
        )


def _presences(work: Work) -> Rows:
    yield "scene", "entity", "entity_name", "start", "end", "role", "confidence"
    names = {entity.id: entity.name for entity in work.cast.entities}
    for scene in work.story.scenes if work.story else ():
        for own in scene.present:
            sure = round(float(own.confidence), 4)
            yield scene.id, own.entity, names[own.entity], own.start, own.end, own.role.value, sure


def _locations(work: Work) -> Rows:
    yield (
        *("entity", "entity_name", "relation", "place", "place_name", "place_text"),
        *("start", "end", "confidence"),
    )
    names = {entity.id: entity.name for entity in work.cast.entities}
    for own in work.story.locations if work.story else ():
        yield (
            *(own.entity, names[own.entity], own.relation.value, own.place, own.place and names[own.place]),
            *(work.text.reads(*own.place_span), own.start, own.end, round(float(own.confidence), 4)),
        )
