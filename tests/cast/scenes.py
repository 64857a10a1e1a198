"""Little stories with hand-made annotations, for tests of whatever takes a text and its annotations.

Paragraphs are written as they would stand on the page, with each mention in brackets: ``[Emma]`` is a
person, and a name, a nominal or a pronoun by its look; ``[Highbury|GPE]``, ``[The General|name]`` say
otherwise, and brackets may nest. A mention's label is its words; the second one of the same words is
"Emma 2". A quotation goes by any words that stand in it alone. ``* * *`` is a scene break and ``# One`` a
heading; what stands between ``{`` and ``}`` is in italics.

Tokens and quotations are found by the real language stage. What the model would add is said outright::

    scene = tell(
        "[Emma] laughed. “No,” said [she].",
        links={"she": "Emma"},  # 0.9 to Emma; {"she": {"Emma": 0.6, "Jane": 0.3}} shares it out
        speakers={"No": "she"},
    )

What a row does not give to a mention is its "none", and a row of which nothing is said is all "none".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from fabula.cast import resolve
from fabula.cast.attribution import attribute
from fabula.cast.book import Book
from fabula.cast.coreference import resolve_mentions
from fabula.cast.evidence import people_of
from fabula.cast.lexicon import FIRST_PERSON, FIRST_PLURAL, PRONOUN_GENDERS, SECOND_PERSON
from fabula.language.speech import find_quotations
from fabula.language.tokens import Tokens, tokenize
from fabula.types import (
    ENTITY_TYPES,
    MENTION_FORMS,
    Annotations,
    Block,
    BlockKind,
    Cast,
    Emphasis,
    EmphasisKind,
    Entity,
    EntityType,
    IntColumn,
    Mention,
    MentionForm,
    Metadata,
    NarrativePerson,
    PairScores,
    Quotation,
    Quote,
    Text,
)

Shares: TypeAlias = str | Mapping[str, float]
Links: TypeAlias = Mapping[str, Shares]

LIKELY = 0.9
_LEAST = 1e-6
_PRONOUNS = {*PRONOUN_GENDERS, *FIRST_PERSON, *FIRST_PLURAL, *SECOND_PERSON}
_DETERMINERS = frozenset("the a an his her my your our their this that".split())  # noqa: SIM905


@dataclass(slots=True)
class _Marked:
    """A mention as it was written, by its code points."""

    start: int
    end: int = 0
    marks: tuple[str, ...] = ()
    words: str = ""

    @property
    def kind(self) -> EntityType:
        named = [t for t in EntityType if t.value in self.marks]
        return named[0] if named else EntityType.PERSON

    @property
    def form(self) -> MentionForm:
        named = [f for f in MentionForm if f.value in self.marks]
        if named:
            return named[0]
        if self.words.lower() in _PRONOUNS:
            return MentionForm.PRONOUN
        words = self.words.split()
        lowered = words[0].lower() in _DETERMINERS or words[-1][0].islower()
        return MentionForm.NOMINAL if lowered else MentionForm.NAME


@dataclass(frozen=True, slots=True)
class Scene:
    """A text, its annotations, and the number of each labelled mention."""

    text: Text
    notes: Annotations
    labels: Mapping[str, int]

    @property
    def book(self) -> Book:
        return Book(self.text, self.notes)

    def read(self) -> Reading:
        """Resolves the scene, and holds the cast to what every cast must keep."""
        cast = resolve(self.text, self.notes)
        check(self, cast)
        return Reading(self, cast)


@dataclass(frozen=True, slots=True)
class Reading:
    """A cast, asked by labels and by words of quotations; people are answered by their shown names."""

    scene: Scene
    cast: Cast

    @property
    def names(self) -> list[str]:
        return [e.name for e in self.cast.entities]

    def entity(self, name: str) -> Entity:
        (found,) = [e for e in self.cast.entities if e.name == name]
        return found

    def mention(self, label: str) -> Mention:
        return self.cast.mentions[self.scene.labels[label]]

    def who(self, label: str) -> str | None:
        return self._name(self.mention(label).entity)

    def quote(self, words: str) -> Quote:
        return self.cast.quotes[_quotation(self.scene.text, self.scene.notes.quotations, words)]

    def speaker(self, words: str) -> str | None:
        return self._name(self.quote(words).speaker)

    def speakers(self) -> list[str | None]:
        return [self._name(q.speaker) for q in self.cast.quotes]

    def addressees(self, words: str) -> list[str | None]:
        return [self._name(n) for n in self.quote(words).addressees]

    def _name(self, entity: int | None) -> str | None:
        return None if entity is None else self.cast.entities[entity - 1].name


def tell(
    *paragraphs: str,
    links: Links | None = None,
    speakers: Links | None = None,
    addressees: Links | None = None,
    doubts: Mapping[str, float] | None = None,
) -> Scene:
    """A scene from its paragraphs and the model's scores for them.

    ``doubts``: how likely it is that a lost paragraph begins at the words given; ``speakers`` are the same
    whether it does or not.
    """
    page = _Page()
    for paragraph in paragraphs:
        page.add(paragraph)
    content = "".join(page.content)
    places = sorted((content.index(words), likely) for words, likely in (doubts or {}).items())
    text = Text(
        content,
        tuple(page.blocks),
        (),
        Metadata(),
        "scene.txt",
        doubts=tuple(places),
        emphasis=tuple(Emphasis(EmphasisKind.ITALIC, a, b) for a, b in page.italics),
    )
    marked = sorted(page.mentions, key=lambda m: (m.start, -m.end))
    labels: dict[str, int] = {}
    for number, mention in enumerate(marked):
        mention.words = " ".join(text.content[mention.start : mention.end].split())
        labels[_label(mention.words, labels)] = number
    tokens, quotations = tokenize(text), find_quotations(text)
    lines = {
        kind: {_quotation(text, quotations, words): who for words, who in (said or {}).items()}
        for kind, said in (("speakers", speakers), ("addressees", addressees))
    }
    notes = _annotations(
        tokens,
        quotations,
        marked,
        _pairs({labels[label]: to for label, to in (links or {}).items()}, len(marked), labels),
        _pairs(lines["speakers"], len(quotations), labels),
        _pairs(lines["addressees"], len(quotations), labels),
    )
    columns = [notes.antecedents.row(i)[0] for i in range(len(marked))]
    if any(len(c) and c.max() >= i for i, c in enumerate(columns)):
        raise ValueError("a mention is linked to a later one")
    return Scene(text, notes, labels)


@dataclass(slots=True)
class _Page:
    """The page so far, its brackets taken out."""

    content: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    mentions: list[_Marked] = field(default_factory=list)
    italics: list[tuple[int, int]] = field(default_factory=list)
    at: int = 0

    def add(self, paragraph: str) -> None:
        if self.at:
            self._write("\n\n")
        start, kind = self.at, BlockKind.PARAGRAPH
        if paragraph == "* * *":
            kind = BlockKind.SCENE_BREAK
        elif paragraph.startswith("# "):
            kind, paragraph = BlockKind.HEADING, paragraph[2:]
        self._story(paragraph)
        self.blocks.append(Block(kind, start, self.at))

    def _story(self, paragraph: str) -> None:
        opened: list[_Marked] = []
        rest = paragraph
        while rest:
            char, rest = rest[0], rest[1:]
            if char == "[":
                opened.append(_Marked(self.at))
                self.mentions.append(opened[-1])
            elif char == "|":
                marks, _, rest = rest.partition("]")
                self._close(opened.pop(), marks)
            elif char == "]":
                self._close(opened.pop(), "")
            elif char == "{":
                self.italics.append((self.at, self.at))
            elif char == "}":
                self.italics[-1] = self.italics[-1][0], self.at
            else:
                self._write(char)
        if opened:
            raise ValueError(f"a bracket stays open in {paragraph!r}")

    def _close(self, mention: _Marked, marks: str) -> None:
        mention.end, mention.marks = self.at, tuple(m for m in marks.split("|") if m)
        unknown = {*mention.marks} - {t.value for t in EntityType} - {f.value for f in MentionForm}
        if unknown:
            raise ValueError(f"neither a type nor a form: {unknown}")

    def _write(self, words: str) -> None:
        self.content.append(words)
        self.at += len(words)


def _label(words: str, taken: Mapping[str, int]) -> str:
    if words not in taken:
        return words
    count = 2
    while f"{words} {count}" in taken:
        count += 1
    return f"{words} {count}"


def _quotation(text: Text, quotations: Sequence[Quotation], words: str) -> int:
    said = ["".join(text.content[a:b] for a, b in q.spans) for q in quotations]
    found = [i for i, line in enumerate(said) if words in line]
    if len(found) != 1:
        raise ValueError(f"{words!r} stands in {len(found)} of the quotations {said}")
    return found[0]


def _annotations(
    tokens: Tokens,
    quotations: tuple[Quotation, ...],
    mentions: Sequence[_Marked],
    antecedents: PairScores,
    speakers: PairScores,
    addressees: PairScores,
) -> Annotations:
    """The annotations with these mentions and scores; every block is one sentence."""
    first = {int(a): i for i, a in enumerate(tokens.start)}
    last = {int(b): i + 1 for i, b in enumerate(tokens.end)}
    for m in mentions:
        if m.start not in first or m.end not in last:
            raise ValueError(f"{m.words!r} does not begin and end where words do")
    edges = np.flatnonzero(np.diff(tokens.block)) + 1
    ends = [*edges.tolist(), len(tokens)] if len(tokens) else []
    return Annotations(
        token_start=tokens.start,
        token_end=tokens.end,
        token_block=tokens.block,
        sentence_start=_column([0, *ends[:-1]] if ends else []),
        sentence_end=_column(ends),
        mention_start=_column([first[m.start] for m in mentions]),
        mention_end=_column([last[m.end] for m in mentions]),
        mention_type=_column([ENTITY_TYPES.index(m.kind) for m in mentions]),
        mention_form=_column([MENTION_FORMS.index(m.form) for m in mentions]),
        mention_score=np.full(len(mentions), 0.9, np.float32),
        mention_quotation=_column([_innermost(quotations, m) for m in mentions]),
        quotations=quotations,
        antecedents=antecedents,
        speakers=speakers,
        addressees=addressees,
        parted=(speakers,) * 3,
    )


def _innermost(quotations: Sequence[Quotation], mention: _Marked) -> int:
    around = [
        i
        for i, q in enumerate(quotations)
        if any(a <= mention.start and mention.end <= b for a, b in q.spans)
    ]
    return max(around, key=lambda i: quotations[i].depth, default=-1)


def _pairs(rows: Mapping[int, Shares], count: int, labels: Mapping[str, int]) -> PairScores:
    shares: dict[int, dict[int, float]] = {}
    for i, to in rows.items():
        weights = {to: LIKELY} if isinstance(to, str) else to
        if sum(weights.values()) > 1:
            raise ValueError(f"more than all of the probability: {weights}")
        shares[i] = {labels[label]: p for label, p in weights.items()}
    return pair_scores([shares.get(i, {}) for i in range(count)])


def pair_scores(rows: Sequence[Mapping[int, float]]) -> PairScores:
    """Normalised log scores: what a row leaves over is "none", which is never quite nothing."""
    offsets, index, score, none = [0], [], [], []
    for row in rows:
        rest = max(1.0 - sum(row.values()), _LEAST)
        total = rest + sum(row.values())
        for column in sorted(row):
            index.append(column)
            score.append(np.log(max(row[column], _LEAST) / total))
        none.append(np.log(rest / total))
        offsets.append(len(index))
    return PairScores(
        _column(offsets), _column(index), np.asarray(score, np.float32), np.asarray(none, np.float32)
    )


def _column(values: Sequence[int]) -> IntColumn:
    return np.asarray(values, np.int32)


def voices(scene: Scene) -> list[str]:
    """Who speaks each quotation by the attribution alone, as the first words that the text has for them."""
    book = scene.book
    resolution = resolve_mentions(book, people_of(book), -1)
    figures = resolution.figures
    return [
        book.shown[figures[own.speaker].mentions[0]] if own.speaker >= 0 else ""
        for own in attribute(book, resolution)
    ]


def check(scene: Scene, cast: Cast) -> None:
    """What holds of the cast of any scene, whatever the scores."""
    content, notes = scene.text.content, scene.notes
    numbers = [e.id for e in cast.entities]
    assert numbers == list(range(1, len(numbers) + 1))
    sizes = [e.mentions for e in cast.entities]
    assert sizes == sorted(sizes, reverse=True)
    for e in cast.entities:
        own = [m for m in cast.mentions if m.entity == e.id]
        assert e.mentions == len(own) > 0
        assert e.quotes == sum(q.speaker == e.id for q in cast.quotes)
        assert e.first == min(m.start for m in own)
        assert e.name.strip() and all(alias.strip() for alias in e.aliases)
        assert len({e.name, *e.aliases}) == 1 + len(e.aliases)
        assert len(set(e.pronouns)) == len(e.pronouns)
    last = 0
    for told in cast.narrations:
        assert last <= told.start < told.end <= len(content)
        last = told.end
        assert told.narrator is None or told.narrator in numbers
        assert 0.0 <= told.confidence <= 1.0
    tellers = {told.narrator for told in cast.narrations if told.person is NarrativePerson.FIRST}
    assert {e.id for e in cast.entities if e.narrator} <= tellers
    for e in cast.entities:
        assert {*e.members} <= {*numbers} - {e.id}
        assert len({*e.members}) == len(e.members)
    assert [(m.start, m.end) for m in cast.mentions] == [
        notes.mention_span(i) for i in range(len(notes.mention_start))
    ]
    entity_at: dict[tuple[int, int], set[int | None]] = {}
    for m in cast.mentions:
        assert 0 <= m.start < m.end <= len(content)
        assert m.entity is None or m.entity in numbers
        assert 0.0 <= m.confidence <= 1.0
        entity_at.setdefault((m.start, m.end), set()).add(m.entity)
    assert [q.id for q in cast.quotes] == list(range(1, len(cast.quotes) + 1))
    assert [q.spans for q in cast.quotes] == [q.spans for q in notes.quotations]
    for q in cast.quotes:
        assert q.speaker is None or q.speaker in numbers
        assert {*q.addressees} <= {*numbers} - {q.speaker}
        assert len({*q.addressees}) == len(q.addressees)
        assert 0.0 <= q.confidence <= 1.0
        if q.speaker is not None and q.speaker_mention is not None:
            assert q.speaker in entity_at[q.speaker_mention]
