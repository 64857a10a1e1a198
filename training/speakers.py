"""Scores who speaks in novels that a model reads once: how changes to ``fabula.cast`` are chosen.

    python -m training.speakers --model DIR --data DIR --kept DIR --as printed flat --novels NAME [NAME …]

Reading takes most of the time of an evaluation and knows nothing of the cast, so what it finds is kept, and
the next run settles the same annotations anew. They are kept by the model's own description, so a folder
for them outlives a change of the model, and no change of the code that reads.
"""

from __future__ import annotations

import argparse
import hashlib
import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from fabula.evaluation.evaluate_pdnc import means, quotations_of, score_novel
from fabula.evaluation.pdnc import Novel, novel_names, read_novel
from fabula.evaluation.report import Row, Values
from fabula.language.model import Model
from fabula.pipeline import resolve_text
from fabula.types import Annotations, Text
from training.forms import add_forms, annotated, in_form
from training.kept import once

SHOWN = ("speakers", "explicit", "anaphoric", "implicit", "many_to_one", "addressees")


class Reader:
    """A model whose annotations are kept."""

    def __init__(self, folder: Path, kept: Path) -> None:
        self.folder = folder
        self.kept = kept / hashlib.sha256((folder / "model.json").read_bytes()).hexdigest()[:8]
        self.kept.mkdir(parents=True, exist_ok=True)

    @cached_property
    def model(self) -> Model:
        """The model, loaded for the first novel that is not kept."""
        return Model(self.folder, threads=2)

    def read(self, novel: Novel, form: str) -> tuple[Text, Annotations]:
        """A novel in one form, and what the model finds in it."""
        path = self.kept / f"{novel.name}.{form}.pickle"
        return once(path, lambda: annotated(novel, self.model))


def scored(reader: Reader, novel: Novel, form: str) -> Row:
    """The scores of one novel in one form."""
    shaped = in_form(novel, form)
    text, notes = reader.read(shaped, form)
    return Row(novel.name, score_novel(shaped, quotations_of(resolve_text(text, notes))), None)


def table(reader: Reader, novels: Sequence[Novel], forms: Sequence[str]) -> Iterator[str]:
    """Lines to print: each novel in each form, then the means."""
    yield f"{'':36}" + "".join(f"{key:>12}" for key in SHOWN)
    rows: dict[str, list[Row]] = {form: [] for form in forms}
    for novel in novels:
        for form in forms:
            rows[form].append(scored(reader, novel, form))
            yield line(f"{novel.name} {form}", rows[form][-1].values)
    for form, own in rows.items():
        yield line(f"mean {form}", means(own, np.arange(len(own)), SHOWN))


def line(name: str, values: Values) -> str:
    shown = (math.nan if (value := values[key]) is None else value for key in SHOWN)
    return f"{name:36}" + "".join(f"{value:12.2f}" for value in shown)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True, help="folder of the model that reads")
    parser.add_argument("--data", type=Path, required=True, help="folder with pdnc/")
    parser.add_argument("--kept", type=Path, required=True, help="where annotations are kept")
    add_forms(parser)
    parser.add_argument("--novels", nargs="+", help="names of novels (all that are trained on)")
    args = parser.parse_args()
    names = novel_names(args.data / "pdnc", "train", args.novels)
    novels = [read_novel(args.data / "pdnc" / name) for name in names]
    for words in table(Reader(args.model, args.kept), novels, args.forms):
        print(words, flush=True)


if __name__ == "__main__":
    main()
