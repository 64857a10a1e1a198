"""The shipped model: loads its files, checks them and runs them. onnxruntime only, never torch."""

from __future__ import annotations

import hashlib
import json
import math
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from fabula import errors
from fabula.language.features import Features
from fabula.language.lemmas import is_rule
from fabula.language.sense_lexicon import SenseLexicon
from fabula.language.sessions import BREAKS, ENCODER_FILE, HEADS_FILE, SCENES, SENSES, SENSES_FILE, Sessions
from fabula.language.trial import encoder_fits, heads_fit, runs
from fabula.language.windows import Window, windows
from fabula.language.wordpiece import CASES, WordPieces
from fabula.types import SUPERSENSES

SHIPPED = Path(__file__).parent / "shipped"
"""The folder of the model inside the package."""

MODEL_FORMAT = "fabula-model/4"
CARD_FILE = "model.json"
FILES = ("vocab.txt", ENCODER_FILE, HEADS_FILE)
"""What a model's folder holds beside its card; the file of supersenses it may be without."""

Floats = npt.NDArray[np.float32]

_PAIRS_AT_ONCE = 2_000
"""Pairs scored at once: what a scorer holds of them then stays in the processor's cache."""

_WORDS_AT_ONCE = 2_000
"""Words tagged at once, which bounds the memory for the scores of every rule that makes a lemma."""

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class WordLogits:
    """What the head over words gives for m of them.

    ``upos`` (m, 17), ``xpos`` (m, 49), ``lemmas`` (m, rules of the card), ``event`` (m, 1) and ``speech``
    (m, 3: outside, begins a part of a quotation, inside one).
    """

    upos: Floats
    xpos: Floats
    lemmas: Floats
    event: Floats
    speech: Floats


class Model:
    """The encoder and its heads.

    Each run is on one thread, and ``threads`` of them go on at once, on windows, sentences and pairs of their
    own. So no thread waits for another within an operator, and the number of threads changes no value.

    Raises :class:`fabula.errors.ModelError` when a file is missing, damaged or of another version.
    """

    def __init__(self, folder: Path = SHIPPED, threads: int = 1, batch: int = 1) -> None:
        self.card = _checked_card(folder)
        self._folder = folder
        self.vocabulary = _vocabulary(folder / "vocab.txt")
        self.threads = threads
        self.batch = batch
        self._sessions = Sessions(folder)
        self._places = threading.Semaphore(threads)  # what is read ahead adds no thread to those asked for
        self.restores_paragraphs = self._sessions.has(BREAKS)
        self.finds_scenes = self._sessions.has(SCENES)
        self.lexicon = _lexicon(folder, self.card) if self._sessions.has(SENSES) else None
        for file, trial in ((ENCODER_FILE, encoder_fits), (HEADS_FILE, heads_fit)):
            if not runs(trial, self):
                raise errors.model_file_damaged(folder / file)

    @property
    def name(self) -> str:
        """What tells this model from any other: the first twelve digits of its card's SHA-256."""
        return hashlib.sha256((self._folder / CARD_FILE).read_bytes()).hexdigest()[:12]

    def each(self, task: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
        """What the task gives for each of the items, in their order, worked out on ``threads`` threads."""
        if self.threads == 1:
            return [task(item) for item in items]
        with ThreadPoolExecutor(self.threads) as pool:
            return list(pool.map(task, items))

    def ahead(self, task: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The same one by one, each worked out while what came before it is made use of."""
        if self.threads == 1:
            yield from map(task, items)
            return
        with ThreadPoolExecutor(1) as pool:
            waiting: deque[Future[Result]] = deque()
            for item in items:
                waiting.append(pool.submit(task, item))
                if len(waiting) == 2:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def calibrated(self, name: str) -> float:
        """The temperature that a head's scores are divided by before they become probabilities."""
        return float(self.card["temperatures"].get(name, 1.0))

    def shift(self, name: str) -> float:
        """What is added to a head's scores after that, where one temperature does not do."""
        return float(self.card.get("shifts", {}).get(name, 0.0))

    def states(self, pieces: Sequence[Sequence[int]], cases: Sequence[int]) -> Floats:
        """States of words, an array (words, width): the mean over the states of each word's pieces.

        ``pieces`` holds the piece numbers of each word and ``cases`` its case number; the words are
        read in overlapping windows, up to ``batch`` of one length at once on each thread. One at a time is
        fastest and most exact, as the quantised encoder shares one scale of its inputs over a batch.
        """
        lengths = np.fromiter((len(p) for p in pieces), np.int64, len(pieces))
        shapes = np.repeat(np.asarray(cases, np.int64), lengths)
        numbers = np.fromiter((piece for word in pieces for piece in word), np.int64, len(shapes))
        ends = np.concatenate([[0], np.cumsum(lengths)])
        spans = windows(lengths)
        batches = _of_one_length([int(ends[w.last] - ends[w.first]) for w in spans], self.batch)
        rows = self.each(
            lambda own: self._batch_states(numbers, shapes, ends, [spans[i] for i in own]), batches
        )
        found = np.zeros((len(pieces), int(self.card["width"])), np.float32)
        for own, kept in zip(batches, rows, strict=True):
            for i, states in zip(own, kept, strict=True):
                found[spans[i].keep_first : spans[i].keep_last] = states
        return found

    def _batch_states(
        self,
        pieces: npt.NDArray[np.int64],
        cases: npt.NDArray[np.int64],
        ends: npt.NDArray[np.int64],
        spans: Sequence[Window],
    ) -> list[Floats]:
        """The states of the words that each of some windows of one length keeps.

        ``pieces`` and ``cases`` are those of all words; word ``i`` has the pieces from ``ends[i]`` on.
        """
        own = [slice(ends[w.first], ends[w.last]) for w in spans]
        none = CASES.index("none")
        numbers = _between(self.vocabulary.start, self.vocabulary.end, [pieces[s] for s in own])
        shapes = _between(none, none, [cases[s] for s in own])
        states = self._run("encoder", {"pieces": numbers, "cases": shapes})[0]
        kept = []
        for row, w in zip(states, spans, strict=True):
            starts = 1 + ends[w.keep_first : w.keep_last + 1] - ends[w.first]
            sums = np.add.reduceat(row[: starts[-1]], starts[:-1], axis=0)
            kept.append(sums / np.diff(starts)[:, None].astype(np.float32))
        return kept

    def spans(self, states: Floats) -> tuple[Floats, Floats]:
        """Span logits of sentences (n, length, width) of equal length.

        Type logits (n, length, length, 7), "no mention" first, and form logits (n, length, length, 3),
        for each first and last word.
        """
        types, forms = self._run("mentions", {"states": states})
        return types, forms

    def words(self, states: Floats, spelling: Features, task: Callable[[WordLogits], Result]) -> list[Result]:
        """What ``task`` makes of the logits of words, for one part of them after the other.

        ``states`` is (m, width) and ``spelling`` (m, 5), see :func:`fabula.language.lemmas.spelling`.
        """

        def run(at: int) -> Result:
            own = slice(at, at + _WORDS_AT_ONCE)
            upos, xpos, event, speech = self._run("words", {"states": states[own]})
            (lemmas,) = self._run("lemmas", {"states": states[own], "spelling": spelling[own]})
            return task(WordLogits(upos, xpos, lemmas, event, speech))

        return self.each(run, range(0, len(states), _WORDS_AT_ONCE))

    def arcs(self, states: Floats) -> Floats:
        """Scores (n, length, length + 1) of each head of each word of sentences (n, length, width).

        The root is head 0, and word ``j`` is head ``j + 1``.
        """
        found: Floats = self._run("arcs", {"states": states})[0]
        return found

    def relations(self, dependents: Floats, heads: Floats) -> Floats:
        """Logits (m, 51) of the relations of words to their heads, from the states (m, width) of both."""
        found: Floats = self._run("relations", {"dependents": dependents, "heads": heads})[0]
        return found

    def vectors(self, kind: str, states: Floats) -> Floats:
        """Vectors (m, size) of mentions or quotations from the states (m, places * width) at their places."""
        found: Floats = self._run(f"{kind}_vectors", {"states": states})[0]
        return found

    def pair_scores(
        self,
        kind: str,
        left: Floats,
        right: Floats,
        rows: npt.NDArray[Any],
        columns: npt.NDArray[Any],
        features: Features,
    ) -> Floats:
        """Scores (P,) of the pairs ``left[rows]`` and ``right[columns]`` with their features (P, F)."""

        def score(part: slice) -> Floats:
            lefts, row = np.unique(rows[part], return_inverse=True)
            rights, column = np.unique(columns[part], return_inverse=True)
            feed = {
                "left": left[lefts],
                "right": right[rights],
                "rows": row.reshape(-1),
                "columns": column.reshape(-1),
                "features": features[part],
            }
            found: Floats = self._run(kind, feed)[0]
            return found

        parts = [slice(i, i + _PAIRS_AT_ONCE) for i in range(0, len(rows), _PAIRS_AT_ONCE)]
        return np.concatenate([np.zeros(0, np.float32), *self.each(score, parts)])

    def breaks(self, states: Floats) -> Floats:
        """Logits (m,) of a paragraph beginning at each of m places in a row, from states (m, 3 * width).

        See :class:`fabula.language.paragraphs.Places`.
        """
        found: Floats = self._run(BREAKS, {"states": states})[0]
        return found[:, 0]

    def scenes(self, states: Floats) -> Floats:
        """Logits (m,) of a scene beginning at each of m paragraphs, from states (m, 6 * width).

        See :mod:`fabula.language.scenes`.
        """
        found: Floats = self._run(SCENES, {"states": states})[0]
        return found[:, 0]

    def senses(self, states: Floats, features: Floats) -> Floats:
        """Logits (m, 83) of what each of m words is: see :mod:`fabula.language.supersenses`.

        ``states`` is (m, width); ``features``, (m, F), is what the lexicon knows of the words.
        """

        def run(at: int) -> Floats:
            own = slice(at, at + _WORDS_AT_ONCE)
            found: Floats = self._run(SENSES, {"states": states[own], "features": features[own]})[0]
            return found

        parts = self.each(run, range(0, len(states), _WORDS_AT_ONCE))
        return np.concatenate([np.zeros((0, 1 + 2 * len(SUPERSENSES)), np.float32), *parts])

    def _run(self, part: str, feed: dict[str, npt.NDArray[Any]]) -> list[Any]:
        with self._places:
            return self._sessions.run(part, feed)


def _of_one_length(lengths: Sequence[int], most: int) -> list[list[int]]:
    """Numbers the windows of such lengths in batches of up to ``most``, each of windows of one length."""
    same: dict[int, list[int]] = {}
    for i, length in enumerate(lengths):
        same.setdefault(length, []).append(i)
    return [own[i : i + most] for own in same.values() for i in range(0, len(own), most)]


def _between(start: int, end: int, rows: Sequence[npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
    """Rows of one length as an array, with a mark at both ends of each."""
    return np.pad(np.stack(rows), ((0, 0), (1, 1)), constant_values=((0, 0), (start, end)))


def _checked_card(folder: Path) -> dict[str, Any]:
    """The model's card, once every file it lists is there and is the one it lists."""
    path = folder / CARD_FILE
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise errors.model_file_missing(path) from None
    except (OSError, ValueError, RecursionError):
        raise errors.model_file_damaged(path) from None
    if not isinstance(card, dict) or "format" not in card:
        raise errors.model_file_damaged(path)
    if card["format"] != MODEL_FORMAT:
        raise errors.model_of_another_version(path, str(card["format"]), MODEL_FORMAT)
    if not _makes_sense(card):
        raise errors.model_file_damaged(path)
    for name in (*FILES, *(name for name in (SENSES_FILE,) if name in card["sha256"])):
        file = folder / name
        try:
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
        except FileNotFoundError:
            raise errors.model_file_missing(file) from None
        except OSError:
            raise errors.model_file_damaged(file) from None
        if digest != card["sha256"].get(name):
            raise errors.model_file_damaged(file)
    return card


def _makes_sense(card: dict[str, Any]) -> bool:
    """Whether a card holds what reading takes from it."""
    temperatures, digests = card.get("temperatures"), card.get("sha256")
    shifts, rules = card.get("shifts", {}), card.get("lemma_rules")
    return (
        isinstance(digests, dict)
        and all(type(card.get(name)) is int and card[name] > 0 for name in ("width", "vector"))
        and isinstance(temperatures, dict)
        and all(type(t) in (int, float) and 0 < t < math.inf for t in temperatures.values())
        and isinstance(shifts, dict)
        and all(type(shift) in (int, float) and math.isfinite(shift) for shift in shifts.values())
        and isinstance(rules, list)
        and len(rules) > 0
        and all(isinstance(rule, str) and is_rule(rule) for rule in rules)
    )


def _vocabulary(path: Path) -> WordPieces:
    try:
        return WordPieces(path.read_text(encoding="utf-8").splitlines())
    except (KeyError, ValueError):
        raise errors.model_file_damaged(path) from None


def _lexicon(folder: Path, card: dict[str, Any]) -> SenseLexicon | None:
    """What is known of words beforehand, where the card lists it."""
    if SENSES_FILE not in card["sha256"]:
        return None
    try:
        return SenseLexicon.load(folder / SENSES_FILE)
    except (OSError, ValueError, KeyError, IndexError, EOFError, BadZipFile):
        raise errors.model_file_damaged(folder / SENSES_FILE) from None
