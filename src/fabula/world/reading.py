"""Taking works, casts and quotations out of the tables of a world, within the caller's snapshot."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fabula.types import (
    Apart,
    Block,
    BlockKind,
    Cast,
    Chapter,
    Emphasis,
    EmphasisKind,
    Entity,
    EntityType,
    Mention,
    MentionForm,
    Metadata,
    Narration,
    NarrativePerson,
    Part,
    Provenance,
    Quote,
    Repair,
    RepairKind,
    Span,
    Text,
    Work,
    as_read,
    card,
    holding,
    short,
)
from fabula.world import stories
from fabula.world.names import namesakes
from fabula.world.soundness import require_sound_quotes

_TYPES = {kind.value: kind for kind in EntityType}
_FORMS = {form.value: form for form in MentionForm}
_KINDS = {kind.value: kind for kind in BlockKind}
_NARRATIVE_PERSONS = {person.value: person for person in NarrativePerson}


@dataclass(frozen=True, slots=True)
class WorkSummary:
    """What a list of works shows. ``title`` is the name of the source where the file gives none.

    ``characters`` counts those who recur (:attr:`fabula.types.Entity.is_recurring`). ``program``, ``model``
    and ``settings`` are what read it, as :class:`fabula.types.Provenance` has them; ``added`` is when, in
    ISO 8601.
    """

    id: int
    title: str
    author: str
    source: str
    tokens: int
    entities: int
    characters: int
    quotes: int
    program: str = ""
    model: str = ""
    settings: Mapping[str, bool | int | str] = field(default_factory=dict, hash=False)
    added: str = ""

    def __repr__(self) -> str:
        by = f" by {self.author}" if self.author else ""
        counts = f"{self.tokens:,} tokens, {self.characters:,} characters, {self.quotes:,} quotes"
        return f"<work {self.id}, {self.title}{by}: {counts}>"

    def _repr_html_(self) -> str:
        counts = ("tokens", self.tokens), ("characters", self.characters), ("quotes", self.quotes)
        named = ("work", self.id), ("author", self.author), ("source", self.source)
        return card(self.title, (*named, *counts, ("program", self.program), ("model", self.model)))


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A quotation in its work, with its words and the names of the people in it.

    ``parts`` are the words of each of the quotation's spans, marks included. ``namesakes`` are the numbers
    of those in it who share their name with somebody else in the work. ``chapter`` is the title of the one
    that it stands in; empty outside of all.
    """

    work: int
    title: str
    quote: Quote
    parts: tuple[str, ...]
    speaker: str | None
    addressees: tuple[str, ...]
    namesakes: frozenset[int] = frozenset()
    chapter: str = ""

    def __repr__(self) -> str:
        heard = f" to {', '.join(self.addressees)}" if self.addressees else ""
        sure = "" if self.speaker is None else f" ({self.quote.confidence:.0%})"
        said = short(" … ".join(self.parts))
        return f"<quote {self.quote.id} of work {self.work}, {self.speaker or '?'}{heard}{sure}: {said}>"

    def _repr_html_(self) -> str:
        rows = (
            ("work", f"{self.title} ({self.work})"),
            ("quote", self.quote.id),
            ("chapter", self.chapter or "–"),
            ("speaker", "?" if self.speaker is None else f"{self.speaker} (#{self.quote.speaker})"),
            ("to", ", ".join(self.addressees)),
            ("confidence", "" if self.speaker is None else f"{self.quote.confidence:.0%}"),
        )
        return card(" … ".join(self.parts), rows)


def summaries(connection: sqlite3.Connection) -> list[WorkSummary]:
    """All works, in the order in which they came."""
    rows = connection.execute(
        "SELECT id, coalesce(nullif(title, ''), source), author, source, tokens, "
        "(SELECT count(*) FROM entity_works e WHERE e.work_id = works.id), "
        "(SELECT count(*) FROM entity_works e WHERE e.work_id = works.id "
        "AND (e.quotes > 0 OR (e.type = 'PER' AND (e.narrator OR e.mentions >= 3)))), "
        "(SELECT count(*) FROM quotes q WHERE q.work_id = works.id), program, model, settings, added "
        "FROM works ORDER BY id"
    )
    return [WorkSummary(*(*row[:-2], json.loads(row[-2]), row[-1])) for row in rows]


def load(connection: sqlite3.Connection, work: int) -> Work:
    """A whole work, which must be there."""
    tokens, program, model, settings = connection.execute(
        "SELECT tokens, program, model, settings FROM works WHERE id = ?", (work,)
    ).fetchone()
    provenance = Provenance(program, model, json.loads(settings))
    told = stories.load(connection, work)
    return Work(work, text(connection, work), tokens, cast(connection, work), provenance, told)


def text(connection: sqlite3.Connection, work: int) -> Text:
    """The text of a work, which must be there."""
    source, title, author, language, summary, file_title, file_author, content = connection.execute(
        "SELECT source, title, author, language, summary, file_title, file_author, content "
        "FROM works JOIN texts ON texts.work_id = works.id WHERE works.id = ?",
        (work,),
    ).fetchone()
    tags = connection.execute("SELECT tag FROM tags WHERE work_id = ? ORDER BY position", (work,))
    other = connection.execute("SELECT key, value FROM metadata WHERE work_id = ? ORDER BY position", (work,))
    said = title, author, language, summary, tuple(tag for (tag,) in tags), dict(other)
    blocks = connection.execute(
        "SELECT kind, start, stop, apart FROM blocks WHERE work_id = ? ORDER BY position", (work,)
    )
    warnings = connection.execute(
        "SELECT sentence FROM warnings WHERE work_id = ? ORDER BY position", (work,)
    )
    return Text(
        content=content,
        blocks=tuple(
            Block(_KINDS[kind], start, end, apart and Apart(apart)) for kind, start, end, apart in blocks
        ),
        chapters=tuple(Chapter(*row) for row in _spans(connection, "title", "chapters", work)),
        metadata=Metadata(*said, file_title, file_author),
        source=source,
        parts=tuple(Part(*row) for row in _spans(connection, "name", "parts", work)),
        emphasis=tuple(
            Emphasis(EmphasisKind(kind), start, end)
            for kind, start, end in _spans(connection, "kind", "emphasis", work)
        ),
        doubts=tuple(
            connection.execute(
                "SELECT start, probability FROM doubts WHERE work_id = ? ORDER BY position", (work,)
            )
        ),
        repairs=repairs(connection, work),
        warnings=tuple(sentence for (sentence,) in warnings),
    )


def content(connection: sqlite3.Connection, work: int) -> str:
    """The characters of a work, which must be there."""
    (words,) = connection.execute("SELECT content FROM texts WHERE work_id = ?", (work,)).fetchone()
    return str(words)


def cast(connection: sqlite3.Connection, work: int) -> Cast:
    """The cast of a work, which must be there."""
    mentions = connection.execute(
        "SELECT start, stop, type, form, entity_id, confidence FROM mentions "
        "WHERE work_id = ? ORDER BY position",
        (work,),
    )
    told = connection.execute(
        "SELECT start, stop, person, narrator_id, confidence FROM narrations "
        "WHERE work_id = ? ORDER BY position",
        (work,),
    )
    return Cast(
        entities=tuple(entities(connection, work)),
        mentions=tuple(
            Mention(start, end, _TYPES[kind], _FORMS[form], entity, confidence)
            for start, end, kind, form, entity, confidence in mentions
        ),
        quotes=tuple(quotes(connection, work)),
        narrations=tuple(
            Narration(start, end, _NARRATIVE_PERSONS[person], narrator, confidence)
            for start, end, person, narrator, confidence in told
        ),
    )


def repairs(connection: sqlite3.Connection, work: int) -> tuple[Repair, ...]:
    """Where the text of a work reads as something else than its characters."""
    rows = connection.execute(
        "SELECT start, stop, reads, kind FROM repairs WHERE work_id = ? ORDER BY position", (work,)
    )
    return tuple(Repair(start, end, reads, RepairKind(kind)) for start, end, reads, kind in rows)


def entities(connection: sqlite3.Connection, work: int) -> list[Entity]:
    """The entities of a work in the order of its reading."""
    names = _grouped(
        connection.execute(
            "SELECT entity_id, name FROM entity_names WHERE work_id = ? ORDER BY entity_id, position", (work,)
        )
    )
    pronouns = _grouped(
        connection.execute(
            "SELECT entity_id, pronoun FROM entity_pronouns WHERE work_id = ? ORDER BY entity_id, position",
            (work,),
        )
    )
    members = _grouped(
        connection.execute(
            "SELECT entity_id, member_id FROM entity_members WHERE work_id = ? ORDER BY entity_id, position",
            (work,),
        )
    )
    rows = connection.execute(
        "SELECT entity_id, type, mentions, quotes, narrator, first FROM entity_works "
        "WHERE work_id = ? ORDER BY position",
        (work,),
    )
    found = []
    for number, kind, mentions, quoted, narrator, first in rows:
        name, *aliases = names[number]
        called = name, tuple(aliases), tuple(pronouns[number])
        counts = mentions, quoted, bool(narrator), first
        found.append(Entity(number, _TYPES[kind], *called, *counts, tuple(members[number])))
    return found


def merged(readings: Iterable[Entity]) -> list[Entity]:
    """One value for each entity: counts of its works added up, its names, pronouns and members joined.

    ``first`` is the place in the first of its works.
    """
    found: dict[int, Entity] = {}
    for entity in readings:
        known = found.get(entity.id)
        if known is None:
            found[entity.id] = entity
            continue
        names = dict.fromkeys((*known.aliases, entity.name, *entity.aliases))
        names.pop(known.name, None)
        found[entity.id] = replace(
            known,
            aliases=tuple(names),
            pronouns=tuple(dict.fromkeys((*known.pronouns, *entity.pronouns))),
            mentions=known.mentions + entity.mentions,
            quotes=known.quotes + entity.quotes,
            narrator=known.narrator or entity.narrator,
            members=tuple(dict.fromkeys((*known.members, *entity.members))),
        )
    return list(found.values())


def works_of(connection: sqlite3.Connection, wanted: Iterable[int]) -> set[int]:
    """The works in which any of the entities appears."""
    query = "SELECT work_id FROM entity_works WHERE entity_id = ?"
    return {work for entity in wanted for (work,) in connection.execute(query, (entity,))}


def quotes(connection: sqlite3.Connection, work: int) -> list[Quote]:
    """The quotations of a work in the order of its reading."""
    spans: dict[int, list[Span]] = defaultdict(list)
    for number, start, end in connection.execute(
        "SELECT quote_id, start, stop FROM quote_parts WHERE work_id = ? ORDER BY quote_id, position", (work,)
    ):
        spans[number].append((start, end))
    addressees = _grouped(
        connection.execute(
            "SELECT quote_id, entity_id FROM quote_addressees WHERE work_id = ? ORDER BY quote_id, position",
            (work,),
        )
    )
    others: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for number, entity, share in connection.execute(
        "SELECT quote_id, entity_id, probability FROM quote_alternatives WHERE work_id = ? "
        "ORDER BY quote_id, position",
        (work,),
    ):
        others[number].append((entity, share))
    rows = connection.execute(
        "SELECT id, speaker_id, speaker_start, speaker_stop, confidence, thought FROM quotes "
        "WHERE work_id = ? ORDER BY position",
        (work,),
    )
    return [
        Quote(
            id=number,
            spans=tuple(spans[number]),
            speaker=speaker,
            speaker_mention=None if start is None else (start, end),
            addressees=tuple(addressees[number]),
            confidence=confidence,
            alternatives=tuple(others[number]),
            thought=bool(thought),
        )
        for number, speaker, start, end, confidence, thought in rows
    ]


def quote_lines(
    connection: sqlite3.Connection, work: int, speakers: set[int] | None, addressees: set[int] | None
) -> list[QuoteLine]:
    """The quotations of a work by any of ``speakers`` to any of ``addressees``; None stands for anyone."""
    chosen = [
        quote
        for quote in quotes(connection, work)
        if (speakers is None or quote.speaker in speakers)
        and (addressees is None or not addressees.isdisjoint(quote.addressees))
    ]
    if not chosen:
        return []
    require_sound_quotes(chosen)
    chapters = [Chapter(*row) for row in _spans(connection, "title", "chapters", work)]
    title, content = connection.execute(
        "SELECT coalesce(nullif(title, ''), source), content "
        "FROM works JOIN texts ON texts.work_id = works.id WHERE works.id = ?",
        (work,),
    ).fetchone()
    names = dict(
        connection.execute(
            "SELECT entity_id, name FROM entity_names WHERE work_id = ? AND position = 0", (work,)
        )
    )
    shared = namesakes(names.items())
    mended = repairs(connection, work)
    return [
        QuoteLine(
            work=work,
            title=title,
            quote=quote,
            parts=tuple(as_read(content, mended, start, end) for start, end in quote.spans),
            speaker=None if quote.speaker is None else names[quote.speaker],
            addressees=tuple(names[entity] for entity in quote.addressees),
            namesakes=shared.intersection((quote.speaker, *quote.addressees)),
            chapter=_chapter_at(chapters, quote.start),
        )
        for quote in chosen
    ]


def _chapter_at(chapters: Sequence[Chapter], offset: int) -> str:
    at = holding(chapters, offset)
    return "" if at is None else chapters[at].title


def _spans(connection: sqlite3.Connection, label: str, table: str, work: int) -> list[tuple[str, int, int]]:
    # Both names are written in this file; the only value is bound.
    query = f"SELECT {label}, start, stop FROM {table} WHERE work_id = ? ORDER BY position"
    return connection.execute(query, (work,)).fetchall()


def _grouped(rows: Iterable[tuple[int, object]]) -> dict[int, list]:  # type: ignore[type-arg]
    groups: dict[int, list[object]] = defaultdict(list)
    for key, value in rows:
        groups[key].append(value)
    return groups
