"""Reads LitBank: tokens, mentions with coreference, entities, events and quotations of each document.

The corpus: Bamman, Popat and Shen 2019 (entities); Sims, Park and Bamman 2019 (events); Bamman, Lewke and
Mansoor 2020 (coreference); Sims and Bamman 2020 (quotations). The folder is laid out as in its repository,
with ``train.txt`` and ``dev.txt`` beside ``coref/``, and with the whole novels in ``original/``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fabula import errors
from fabula.evaluation.align import TokenMap, join_tokens, place_tokens
from fabula.evaluation.files import numbered_lines, numbered_rows, read_exact, whole_number
from fabula.types import EntityType, MentionForm, Span

SPLITS = ("dev", "train")
_SUFFIX = "_brat"
_FORMS = {"PROP": MentionForm.NAME, "NOM": MentionForm.NOMINAL, "PRON": MentionForm.PRONOUN}
_TYPES = {kind.value: kind for kind in EntityType}


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention of the coreference layer; ``start`` and ``end`` count the document's tokens, end exclusive.

    A mention that the corpus links to nothing is an entity of its own, named by the mention's ``id``.
    """

    id: str
    start: int
    end: int
    type: EntityType
    form: MentionForm
    entity: str


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A span of the entities layer, which nests and leaves pronouns out; token range, end exclusive."""

    start: int
    end: int
    type: EntityType


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """A quotation, marks included, as a token range, with the entity that speaks it (as in coreference)."""

    id: str
    start: int
    end: int
    speaker: str | None


@dataclass(frozen=True)
class Document:
    """One document: about 2,000 words from a novel, with every layer.

    ``tokens`` are as in the corpus and ``sentences`` are ranges of them. ``events`` are token indices.
    ``text`` is what a program is given to read: when ``original`` is true the stretch of the novel that the
    tokens come from, with its own spacing and paragraphs; else the tokens joined by spaces, one sentence a
    line.
    ``token_map`` says where in ``text`` each token stands.
    """

    name: str
    tokens: tuple[str, ...]
    sentences: tuple[Span, ...]
    mentions: tuple[GoldMention, ...]
    entities: tuple[GoldEntity, ...]
    events: tuple[int, ...]
    quotations: tuple[GoldQuotation, ...]
    text: str
    token_map: TokenMap
    original: bool

    @cached_property
    def clusters(self) -> dict[str, tuple[GoldMention, ...]]:
        """The mentions of each entity, in order."""
        found: dict[str, list[GoldMention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.entity, []).append(mention)
        return {entity: tuple(mentions) for entity, mentions in found.items()}


def document_names(root: Path, split: str = "dev", documents: Sequence[str] | None = None) -> tuple[str, ...]:
    """The documents of a split (``dev``, ``train``, ``all``), or those named, without ``_brat``.

    Raises :class:`fabula.errors.EvaluationError` for an unknown split, a document that is not there and
    an empty set.
    """
    if not root.is_dir():
        raise errors.gold_folder_missing(root, "LitBank")
    if split not in (*SPLITS, "all"):
        raise errors.unknown_split(split, (*SPLITS, "all"))
    if documents is None:
        wanted = SPLITS if split == "all" else (split,)
        lists = [root / f"{part}.txt" for part in wanted]
        for each in lists:
            if not each.exists():
                raise errors.gold_list_missing(each)
        documents = [line.strip() for each in lists for _, line in numbered_lines(each)]
    names = list(dict.fromkeys(name.removesuffix(_SUFFIX) for name in documents))
    if not names:
        raise errors.nothing_to_score(root, "no document there is of this choice")
    for name in names:
        if not _layer(root, "coref", name, "ann").is_file():
            raise errors.gold_document_missing(name, _layer(root, "coref", name, "ann"))
    return tuple(names)


def read_documents(
    root: Path, split: str = "dev", documents: Sequence[str] | None = None
) -> Iterator[Document]:
    """The documents of a split, or those named, one at a time."""
    for name in document_names(root, split, documents):
        yield read_document(root, name)


def read_document(root: Path, name: str) -> Document:
    """One document with all its layers.

    Raises :class:`fabula.errors.EvaluationError` when a layer's file is missing or malformed; the novel in
    ``original/`` may be missing.
    """
    name = name.removesuffix(_SUFFIX)
    tokens, sentences = _read_tokens(_layer(root, "coref", name, "txt"))
    novel = root / "original" / f"{name}.txt"
    placed = place_tokens(tokens, read_exact(novel)) if novel.is_file() else None
    text, token_map = placed or join_tokens(tokens, sentences)
    return Document(
        name=name,
        tokens=tokens,
        sentences=sentences,
        mentions=_read_mentions(_layer(root, "coref", name, "ann"), sentences),
        entities=_read_entities(_layer(root, "entities", name, "tsv"), tokens),
        events=_read_events(_layer(root, "events", name, "tsv"), tokens),
        quotations=_read_quotations(_layer(root, "quotations", name, "ann"), sentences),
        text=text,
        token_map=token_map,
        original=placed is not None,
    )


def _layer(root: Path, layer: str, name: str, extension: str) -> Path:
    return root / layer / "tsv" / f"{name}{_SUFFIX}.{extension}"


def _read_tokens(path: Path) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    tokens: list[str] = []
    sentences: list[Span] = []
    # An empty line would be an empty sentence: sentence numbers in the .ann files count it.
    lines = read_exact(path).split("\n")
    if lines and not lines[-1].strip():
        lines.pop()
    for line in lines:
        start = len(tokens)
        tokens.extend(token for token in line.rstrip("\r").split(" ") if token)
        sentences.append((start, len(tokens)))
    if not tokens:
        raise errors.gold_line_malformed(path, 1, "no tokens")
    return tuple(tokens), tuple(sentences)


def _token_range(path: Path, line: int, fields: list[str], sentences: tuple[Span, ...]) -> Span:
    """The document-wide range of ``sentence token sentence token``, whose ends are inclusive."""
    ends = [whole_number(path, line, value) for value in fields]
    places: list[int] = []
    for sentence, token in (ends[:2], ends[2:]):
        if sentence >= len(sentences):
            raise errors.gold_line_malformed(path, line, f"there is no sentence {sentence}")
        start, end = sentences[sentence]
        if start + token >= end:
            raise errors.gold_line_malformed(path, line, f"sentence {sentence} has no token {token}")
        places.append(start + token)
    if places[1] < places[0]:
        raise errors.gold_line_malformed(path, line, "it ends before it starts")
    return places[0], places[1] + 1


def _read_mentions(path: Path, sentences: tuple[Span, ...]) -> tuple[GoldMention, ...]:
    rows: list[tuple[str, Span, EntityType, MentionForm]] = []
    entity_of: dict[str, str] = {}
    for line, fields in numbered_rows(path, 3):
        if fields[0] == "MENTION":
            if len(fields) < 9:
                raise errors.gold_line_malformed(path, line, "a MENTION has nine tab-separated fields")
            kind, form = _TYPES.get(fields[7]), _FORMS.get(fields[8])
            if kind is None or form is None:
                raise errors.gold_line_malformed(
                    path, line, f"type {fields[7]!r} with form {fields[8]!r} is not of LitBank"
                )
            rows.append((fields[1], _token_range(path, line, fields[2:6], sentences), kind, form))
        elif fields[0] == "COREF":
            entity_of[fields[1]] = fields[2]
        elif fields[0] not in ("COP", "APPOS"):
            raise errors.gold_line_malformed(path, line, f"{fields[0]!r} is no row of the coreference layer")
    mentions = [
        GoldMention(mention, start, end, kind, form, entity_of.get(mention, mention))
        for mention, (start, end), kind, form in rows
    ]
    return tuple(sorted(mentions, key=lambda mention: (mention.start, -mention.end)))


def _read_quotations(path: Path, sentences: tuple[Span, ...]) -> tuple[GoldQuotation, ...]:
    spans: dict[str, Span] = {}
    speaker_of: dict[str, str] = {}
    for line, fields in numbered_rows(path, 3):
        if fields[0] == "QUOTE":
            if len(fields) < 6:
                raise errors.gold_line_malformed(path, line, "a QUOTE has seven tab-separated fields")
            spans[fields[1]] = _token_range(path, line, fields[2:6], sentences)
        elif fields[0] == "ATTRIB":
            speaker_of[fields[1]] = fields[2]
        else:
            raise errors.gold_line_malformed(path, line, f"{fields[0]!r} is no row of the quotations layer")
    quotations = [
        GoldQuotation(quote, start, end, speaker_of.get(quote)) for quote, (start, end) in spans.items()
    ]
    return tuple(sorted(quotations, key=lambda quotation: quotation.start))


def _token_rows(path: Path, tokens: tuple[str, ...]) -> Iterator[tuple[int, int, list[str]]]:
    """Token index, line number and the columns after the token, checked against the document's tokens."""
    index = -1
    for index, (line, fields) in enumerate(numbered_rows(path, 2)):
        if index >= len(tokens) or fields[0] != tokens[index]:
            wanted = tokens[index] if index < len(tokens) else "the end"
            raise errors.gold_line_malformed(path, line, f"token {fields[0]!r} where {wanted!r} belongs")
        yield index, line, fields[1:]
    if index + 1 != len(tokens):
        raise errors.gold_line_malformed(path, 1, f"{index + 1} tokens where the text has {len(tokens)}")


def _read_entities(path: Path, tokens: tuple[str, ...]) -> tuple[GoldEntity, ...]:
    found: list[GoldEntity] = []
    open_at: dict[int, tuple[int, EntityType]] = {}

    def close(column: int, end: int) -> None:
        if column in open_at:
            start, kind = open_at.pop(column)
            found.append(GoldEntity(start, end, kind))

    for index, line, labels in _token_rows(path, tokens):
        for column, label in enumerate(labels):
            mark, _, name = label.partition("-")
            if mark == "I" and column in open_at and open_at[column][1].value == name:
                continue
            close(column, index)
            if mark == "B" and name in _TYPES:
                open_at[column] = (index, _TYPES[name])
            elif label not in ("O", ""):
                raise errors.gold_line_malformed(
                    path, line, f"label {label!r} does not fit the one before it"
                )
    for column in list(open_at):
        close(column, len(tokens))
    return tuple(sorted(found, key=lambda entity: (entity.start, -entity.end)))


def _read_events(path: Path, tokens: tuple[str, ...]) -> tuple[int, ...]:
    events: list[int] = []
    for index, line, labels in _token_rows(path, tokens):
        if labels[0] == "EVENT":
            events.append(index)
        elif labels[0] != "O":
            raise errors.gold_line_malformed(path, line, f"label {labels[0]!r} is neither EVENT nor O")
    return tuple(events)
