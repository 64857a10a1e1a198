"""Reading each document by a model that was not trained on it.

A folder holds several models, each trained without a part of the corpora, and ``halves.json``: for each
corpus (``pdnc``, ``litbank``) the names of the documents that each model was trained on, by the model's
folder. A document that no model was trained on is anybody's: such documents take turns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fabula import errors
from fabula.evaluation.gold_json import read_json
from fabula.evaluation.variants import printed_name

_FILE = "halves.json"


@dataclass(frozen=True, slots=True)
class Halves:
    """For each document of a corpus the model that reads it: a folder."""

    readers: Mapping[str, Path]

    def model(self, source: str) -> str:
        """The model that reads a text, by the name of its file: a document, or a form of it."""
        return str(self.readers[printed_name(source.removesuffix(".txt"))])

    def grouped(self, names: Sequence[str]) -> tuple[str, ...]:
        """The documents by their models, so that each model is loaded once."""
        return tuple(sorted(names, key=lambda name: str(self.readers[name])))


def read_halves(folder: Path, corpus: str, documents: Sequence[str]) -> Halves:
    """Who of the models in ``folder`` reads which of all the ``documents`` of a corpus.

    Raises :class:`fabula.errors.EvaluationError` where every model has seen a document, where the file names
    one that the corpus does not have, and where a file or a model is missing.
    """
    if not folder.is_dir():
        raise errors.gold_folder_missing(folder, f"the models and {_FILE}")
    parts = read_json(folder / _FILE).object(corpus)
    seen: dict[Path, frozenset[str]] = {}
    for model in parts.values:
        if not (folder / model).is_dir():
            raise parts.fault(model, "there is no folder of this name beside it")
        seen[folder / model] = frozenset(parts.texts(model))
        for name in sorted(seen[folder / model].difference(documents)):
            raise parts.fault(model, f"the corpus has no {name!r}")
    readers: dict[str, Path] = {}
    turn = 0
    for name in sorted(documents):
        free = [model for model, trained in seen.items() if name not in trained]
        if not free:
            raise errors.seen_by_all(name, folder)
        anybodys = len(free) == len(seen)
        readers[name] = free[turn % len(free)] if anybodys else free[0]
        turn += anybodys
    return Halves(readers)
