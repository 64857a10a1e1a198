"""Has several trained models read fiction that nobody has annotated, for another to learn from together.

    python -m training.pseudo --encoder DIR --data DIR --models FILE [FILE …] --out FILE

Distillation from an ensemble (Hinton, Vinyals and Dean 2015), on text beside what is annotated: the novels
that LitBank's training documents begin, from behind those, and ``fiction/``. The mean of the models'
probabilities of spans, forms and events is what the other learns;
antecedents it learns from annotation alone.
"""

from __future__ import annotations

import argparse
import itertools
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from fabula.evaluation.litbank import document_names
from fabula.evaluation.pdnc import DEV_NOVELS
from fabula.language.encode import encode_words
from fabula.language.features import MentionTable, mention_table, quotation_table
from fabula.language.sentences import split_sentences
from fabula.language.speech import find_quotations
from fabula.language.tokens import tokenize
from fabula.language.wordpiece import WordPieces
from fabula.pipeline import plain_text
from fabula.types import BlockKind
from training.corpora import NO_MENTIONS, Example, Soft, innermost, moved_quotations, stretch_starts
from training.export import load
from training.losses import word_states
from training.model import TYPES, ReadingModel
from training.train import read_vocabulary

AFTER = 4_000
"""Words at the beginning of a novel that are not read: there are the title, and what LitBank annotates."""
UNLIKELY = 0.005
_STORY = (BlockKind.HEADING, BlockKind.PARAGRAPH)
MOST = 400_000
"""Characters of a text that stretches are drawn from."""
LONGEST = 120
"""Words of a sentence that may be read: longer ones are tables and lists."""


@dataclass(frozen=True)
class Page:
    """A stretch of story with nothing known of it, and the paragraph of each of its words."""

    example: Example
    block: np.ndarray


def pages(name: str, content: str, vocabulary: WordPieces) -> list[Page]:
    """A text's stretches of story, as the model reads them."""
    text = plain_text(Path(name), content)
    tokens = tokenize(text)
    words = [text.content[a:b] for a, b in zip(tokens.start.tolist(), tokens.end.tolist(), strict=True)]
    quoted = find_quotations(text)
    table = quotation_table(quoted, tokens.start, tokens.end, tokens.block)
    pieces, cases = encode_words(words, tokens.block, table, vocabulary)
    first, last = split_sentences(text, tokens, quoted)
    story = np.asarray([block.kind in _STORY for block in text.blocks])
    found = []
    for low, high in itertools.pairwise(start for start in stretch_starts(tokens.block) if start >= AFTER):
        inside = (first >= low) & (last <= high)
        sentences = list(zip((first[inside] - low).tolist(), (last[inside] - low).tolist(), strict=True))
        if not story[tokens.block[low:high]].all() or any(b - a > LONGEST for a, b in sentences):
            continue
        own = [i for i, p in enumerate(table.parts) if p[0][0] >= low and p[-1][1] <= high]
        example = Example(
            f"{name}:{low}", words[low:high], pieces[low:high], cases[low:high], sentences, NO_MENTIONS,
            True, np.zeros(0, np.int32), False, moved_quotations(table, own, low),
        )  # fmt: skip
        found.append(Page(example, tokens.block[low:high]))
    return found


@torch.no_grad()
def read(models: list[ReadingModel], page: Page, vocabulary: WordPieces) -> Example:
    """The stretch with what the models make of it together."""
    states = [word_states(model, page.example, vocabulary) for model in models]
    each = list(zip(models, states, strict=True))
    spans = [span for a, b in page.example.sentences for span in _spans(each, a, b)]
    example = replace(page.example, mentions=_mentions(page, spans))
    example.entities = np.full(len(example.mentions), -1, np.int32)
    example.events = _mean(model.words(own)[2].squeeze(1).sigmoid() for model, own in each).numpy()
    example.soft = Soft(
        np.asarray([span.start for span in spans], np.int32),
        np.asarray([span.end for span in spans], np.int32),
        np.asarray([span.types for span in spans], np.float16).reshape(-1, 1 + TYPES),
    )
    return example


class Span(NamedTuple):
    """A span that may be a mention: words, end exclusive; how likely each type is; the likeliest form."""

    start: int
    end: int
    types: np.ndarray
    form: int


def _spans(each: list[tuple[ReadingModel, Tensor]], a: int, b: int) -> list[Span]:
    scores = [model.mentions(own[None, a:b]) for model, own in each]
    types = _mean(own[0].softmax(2) for own, _ in scores)
    forms = _mean(own[0].softmax(2) for _, own in scores).argmax(2)
    likely = torch.triu(1 - types[:, :, 0] > UNLIKELY).nonzero().tolist()
    return [Span(a + i, a + j + 1, types[i, j].numpy(), int(forms[i, j])) for i, j in likely]


def _mentions(page: Page, spans: list[Span]) -> MentionTable:
    """The spans that are mentions rather than not; of two that cross, the likelier."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: s.types[0]):
        crossing = any(
            a.start < b.start < a.end < b.end for own in kept for a, b in ((own, span), (span, own))
        )
        if span.types[0] < 0.5 and not crossing:
            kept.append(span)
    kept.sort(key=lambda s: (s.start, -s.end))
    start, end = (np.asarray([own[side] for own in kept], np.int32) for side in (0, 1))
    kinds = np.asarray([own.types[1:].argmax() for own in kept], np.int32)
    forms = np.asarray([own.form for own in kept], np.int32)
    quotation = innermost(start, page.example.quotations)
    return mention_table(page.example.words, start, end, kinds, forms, quotation, page.block[start])


def _mean(found: Iterable[Tensor]) -> Tensor:
    return torch.stack(list(found)).mean(0)


def texts(data: Path, *, others: bool = False) -> Iterator[Path]:
    """The novels that LitBank's training documents begin, and the works of ``fiction/``, or those alone.

    But for those that PDNC holds for dev: nothing is to be learnt from what is measured on. ``others``: only
    works of which nothing is annotated at all, for models that each know half of the annotation.
    """
    if others:
        yield from sorted((data / "fiction").glob("*.txt"))
        return
    held = [name.lower() for name in DEV_NOVELS]
    for name in document_names(data / "litbank", "train"):
        if not any(novel in name.replace("_", "") for novel in held):
            yield data / "litbank" / "original" / f"{name}.txt"
    yield from sorted((data / "fiction").glob("*.txt"))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    folder = "folder with config.json, model.safetensors and vocab.txt of a BERT encoder"
    parser.add_argument("--encoder", type=Path, required=True, help=folder)
    parser.add_argument("--data", type=Path, required=True, help="folder with litbank/, pdnc/ and fiction/")
    parser.add_argument("--models", type=Path, required=True, nargs="+", help="weights.pt of training.train")
    parser.add_argument("--out", type=Path, required=True, help="file of examples to write")
    parser.add_argument("--each", type=int, default=4, help="stretches of a text (%(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--others", action="store_true", help="only works of which nothing is annotated")
    args = parser.parse_args()
    vocabulary = read_vocabulary(args.encoder)
    models = [load(args.encoder, path)[0] for path in args.models]
    rng = np.random.default_rng(args.seed)
    found: list[Example] = []
    for path in texts(args.data, others=args.others):
        own = pages(path.stem, path.read_text(encoding="utf8")[:MOST], vocabulary)
        drawn = sorted(rng.choice(len(own), min(args.each, len(own)), replace=False).tolist())
        found.extend(read(models, own[i], vocabulary) for i in drawn)
        print(f"{path.stem}: {len(drawn)} of {len(own)} stretches, {len(found)} in all", flush=True)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with args.out.open("wb") as file:
        pickle.dump(found, file)


if __name__ == "__main__":
    main()
