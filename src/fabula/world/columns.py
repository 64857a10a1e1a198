"""Annotations as bytes, and back: columns of numbers, compressed, with a header that names them."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from fabula.types import Annotations, MentionVectors, PairScores, Quotation, Section, Words

Column = npt.NDArray[np.generic]

_RISING = (
    *("token_start", "token_end", "token_block", "sentence_start", "sentence_end"),
    *("mention_start", "mention_end"),
)
"""Columns that hardly ever fall: the differences from row to row are small, and take a third of the room."""
_PLAIN = ("mention_type", "mention_form", "mention_quotation")
_SCORES = ("antecedents", "speakers", "addressees")
_WORDS = ("upos", "xpos", "relation")
_BELIEFS = ("upos_score", "head_score", "event")
_TIGHTEST = 300
_LEAST_BOUND = 1 << 20
"""What columns may unpack to: so many bytes, and so many times what they are packed to."""
_HALF = np.float16
"""Probabilities come rounded to half precision (:mod:`fabula.sections`), so nothing is lost."""


def packed(section: Section) -> bytes:
    """A section as bytes, but for its key and where it stands; :func:`unpacked` gives back the same."""
    notes, vectors = section.notes, section.vectors
    columns = dict(_columns(notes))
    columns["vectors"] = vectors.codes.reshape(-1)
    columns["vector_mentions"] = _narrow(np.diff(vectors.mention, prepend=np.int32(0)))
    columns["vector_scale"] = vectors.scale
    lemmas = "\n".join(notes.words.lemma).encode("utf-8", "surrogatepass")
    columns["lemmas"] = np.frombuffer(lemmas, np.uint8)
    return _written(
        columns,
        {"words": len(notes.words.lemma), "parted": len(notes.parted), "size": vectors.codes.shape[1]},
    )


def packed_scores(scores: PairScores) -> bytes:
    """Scores as bytes; :func:`unpacked_scores` gives back the same."""
    return _written(dict(_score_columns("scores", scores)), {})


def unpacked(data: bytes, key: str = "", start: int = 0, block: int = 0) -> Section:
    """The section that bytes stand for. Raises ValueError where they are damaged."""
    try:
        columns, header = _read(data)
        lemmas = columns["lemmas"].tobytes().decode("utf-8", "surrogatepass").split("\n")
        notes = _annotations(columns, tuple(lemmas if header["words"] else ()), header["parted"])
        mention = np.cumsum(columns["vector_mentions"].astype(np.int32), dtype=np.int32)
        scale = columns["vector_scale"].astype(np.float32)
        codes = columns["vectors"].astype(np.int8).reshape(len(mention), header["size"])
        return Section(key, start, block, notes, MentionVectors(mention, codes, scale))
    except (struct.error, zlib.error, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"annotations that cannot be read: {error}") from error


def unpacked_scores(data: bytes) -> PairScores:
    """The scores that bytes stand for. Raises ValueError where they are damaged."""
    try:
        return _scores(_read(data)[0], "scores")
    except (struct.error, zlib.error, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"scores that cannot be read: {error}") from error


def _written(columns: Mapping[str, Column], counts: Mapping[str, int]) -> bytes:
    """A header that names the columns, and all of them compressed together."""
    listed = [[name, column.dtype.str, len(column)] for name, column in columns.items()]
    header = json.dumps({"columns": listed, **counts}).encode()
    body = b"".join(np.ascontiguousarray(column).tobytes() for column in columns.values())
    return struct.pack("<I", len(header)) + header + zlib.compress(body, 6)


def _read(data: bytes) -> tuple[dict[str, Column], dict[str, int]]:
    (size,) = struct.unpack_from("<I", data)
    header = json.loads(data[4 : 4 + size])
    declared = sum(np.dtype(kind).itemsize * length for _, kind, length in header["columns"])
    if not 0 <= declared <= _LEAST_BOUND + _TIGHTEST * len(data):
        raise ValueError("columns that unpack to more than any have")
    unpacker = zlib.decompressobj()
    body = unpacker.decompress(data[4 + size :], declared + 1)
    if len(body) != declared or not unpacker.eof:
        raise ValueError("columns that do not end where they should")
    columns: dict[str, Column] = {}
    at = 0
    for name, kind, length in header["columns"]:
        columns[name] = np.frombuffer(body, np.dtype(kind), length, at)
        at += columns[name].nbytes
    return columns, header


def _columns(notes: Annotations) -> Iterator[tuple[str, Column]]:
    for name in _RISING:
        yield name, _narrow(np.diff(getattr(notes, name), prepend=np.int32(0)))
    for name in _PLAIN:
        yield name, _narrow(getattr(notes, name))
    yield "mention_score", notes.mention_score.astype(_HALF)
    for name in _SCORES:
        yield from _score_columns(name, getattr(notes, name))
    for way, scores in enumerate(notes.parted):
        yield from _score_columns(f"parted{way}", scores)
    for name in _WORDS:
        yield name, _narrow(getattr(notes.words, name))
    # A head is near its word: how far away it is takes fewer digits than where it is.
    yield (
        "head",
        _narrow(np.where(notes.words.head < 0, 0, notes.words.head - np.arange(len(notes.words.head)))),
    )
    for name in _BELIEFS:
        yield name, getattr(notes.words, name).astype(_HALF)
    if len(notes.words.sense):
        yield "sense", _narrow(notes.words.sense)
        yield "sense_score", notes.words.sense_score[notes.words.sense > 0].astype(_HALF)
    yield "boundary", notes.boundary.astype(_HALF)
    quotations = notes.quotations
    yield "spans", np.asarray([span for each in quotations for span in each.spans], np.int32).reshape(-1)
    yield "span_counts", _narrow(np.asarray([len(each.spans) for each in quotations], np.int32))
    yield "paragraphs", _narrow(np.asarray([each.paragraph for each in quotations], np.int32))
    yield "closed", np.asarray([each.closed for each in quotations], np.int8)
    yield "depth", np.asarray([each.depth for each in quotations], np.int8)


def _score_columns(name: str, scores: PairScores) -> Iterator[tuple[str, Column]]:
    yield f"{name}_counts", _narrow(np.diff(scores.offsets))
    yield f"{name}_index", _narrow(np.diff(scores.index, prepend=np.int32(0)))
    yield f"{name}_score", scores.score.astype(_HALF)
    yield f"{name}_none", scores.none.astype(_HALF)


def _narrow(column: npt.NDArray[np.integer]) -> Column:
    """The column in the fewest bytes that hold it."""
    low, high = (int(column.min()), int(column.max())) if len(column) else (0, 0)
    for kind in (np.int8, np.int16):
        if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max:
            return column.astype(kind)
    return column.astype(np.int32)


def _annotations(columns: dict[str, Column], lemmas: tuple[str, ...], parted: int) -> Annotations:
    def whole(name: str) -> npt.NDArray[np.int32]:
        return columns[name].astype(np.int32)

    def rising(name: str) -> npt.NDArray[np.int32]:
        return np.cumsum(whole(name), dtype=np.int32)

    def belief(name: str) -> npt.NDArray[np.float32]:
        return columns[name].astype(np.float32)

    def scores(name: str) -> PairScores:
        return _scores(columns, name)

    heads = whole("head")
    return Annotations(
        token_start=rising("token_start"),
        token_end=rising("token_end"),
        token_block=rising("token_block"),
        sentence_start=rising("sentence_start"),
        sentence_end=rising("sentence_end"),
        mention_start=rising("mention_start"),
        mention_end=rising("mention_end"),
        mention_type=whole("mention_type"),
        mention_form=whole("mention_form"),
        mention_score=belief("mention_score"),
        mention_quotation=whole("mention_quotation"),
        quotations=tuple(_quotations(columns)),
        antecedents=scores("antecedents"),
        speakers=scores("speakers"),
        addressees=scores("addressees"),
        words=Words(
            lemmas,
            upos=whole("upos"),
            xpos=whole("xpos"),
            head=np.where(heads == 0, np.int32(-1), heads + np.arange(len(heads), dtype=np.int32)),
            relation=whole("relation"),
            upos_score=belief("upos_score"),
            head_score=belief("head_score"),
            event=belief("event"),
            **_senses(columns),
        ),
        parted=tuple(scores(f"parted{way}") for way in range(parted)),
        boundary=belief("boundary") if "boundary" in columns else np.zeros(0, np.float32),
    )


def _senses(columns: Mapping[str, Column]) -> dict[str, npt.NDArray[Any]]:
    """What is known of supersenses; annotations of earlier versions have none."""
    if "sense" not in columns:
        return {}
    sense = columns["sense"].astype(np.int32)
    score = np.zeros(len(sense), np.float32)
    score[sense > 0] = columns["sense_score"]
    return {"sense": sense, "sense_score": score}


def _scores(columns: Mapping[str, Column], name: str) -> PairScores:
    counts, index = columns[f"{name}_counts"].astype(np.int32), columns[f"{name}_index"].astype(np.int32)
    return PairScores(
        np.concatenate([np.zeros(1, np.int32), np.cumsum(counts, dtype=np.int32)]),
        np.cumsum(index, dtype=np.int32),
        columns[f"{name}_score"].astype(np.float32),
        columns[f"{name}_none"].astype(np.float32),
    )


def _quotations(columns: dict[str, Column]) -> Iterator[Quotation]:
    spans = iter(columns["spans"].reshape(-1, 2).tolist())
    named = (columns[name].tolist() for name in ("span_counts", "paragraphs", "closed", "depth"))
    for count, paragraph, closed, depth in zip(*named, strict=True):
        own = tuple((start, end) for start, end in (next(spans) for _ in range(count)))
        yield Quotation(own, paragraph, bool(closed), depth)
