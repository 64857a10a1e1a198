"""Adds to a finished model the part that tells how likely a scene begins at a paragraph.

    python -m training.story.scene_head --model DIR --data DIR --kept DIR --out DIR

It learns from the breaks that authors printed, with the marks taken out; the paragraphs around each are the
counterexamples. The states are those of the exported encoder, which stays as it is. Paragraphs of annotated
stories are left out. Every third work is scored by a head that was trained on the others.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np
import torch
from torch import nn

from fabula.language.layout import lay_out
from fabula.language.lemmas import Lemmas
from fabula.language.model import Model
from fabula.language.reader import Reader, stretches
from fabula.language.scenes import around
from fabula.language.sessions import HEADS_FILE, SCENES
from fabula.pipeline import plain_text
from fabula.types import Block, BlockKind, Text
from training.branches import add, read_heads, write_heads
from training.card import read_card, write_card
from training.export import head_graph
from training.kept import once

REACH = 400
"""Words on both sides of a break that are read with it."""
RIDGE, STEPS, FOLDS = 0.1, 60, 3
_SHORT = 40
"""Characters up to which a paragraph of a story may stand in any other work."""


@dataclass
class Run:
    """Paragraphs of a passage: what the head sees of each but the first, and whether a scene begins there."""

    seen: np.ndarray
    begins: np.ndarray


def passages(text: Text, unread: Collection[str]) -> Iterator[list[tuple[str, bool]]]:
    """The paragraphs around printed breaks, each with whether a break stood before it."""
    for run in _runs(text, unread):
        ends = np.cumsum([0, *(len(words.split()) for words, _ in run)])
        near = np.zeros(len(run), bool)
        for k in (k for k, (_, begins) in enumerate(run) if begins):
            near |= (ends[1:] > ends[k] - REACH) & (ends[:-1] < ends[k] + REACH)
        for kept, own in groupby(range(len(run)), key=lambda k: bool(near[k])):
            if kept:
                yield [run[k] for k in own]


def _runs(text: Text, unread: Collection[str]) -> Iterator[list[tuple[str, bool]]]:
    """The paragraphs between headings."""
    run: list[tuple[str, bool]] = []
    parted = False
    for block in text.blocks:
        words = text.content[block.start : block.end]
        if block.kind is BlockKind.SCENE_BREAK:
            parted = True
        elif block.kind in (BlockKind.PARAGRAPH, BlockKind.VERSE) and _plain(words) not in unread:
            run.append((words, parted and bool(run)))
            parted = False
        else:
            yield run
            run, parted = [], False
    yield run


def _plain(words: str) -> str:
    return " ".join(words.split())


def story_paragraphs(data: Path) -> set[str]:
    """The paragraphs of the annotated stories that stand nowhere else."""
    files = [path for folder in ("", "open", "fanfic") for path in (data / "story" / folder).glob("*_*.txt")]
    parts = [part for path in files for part in path.read_text(encoding="utf8").split("\n\n")]
    return {_plain(part) for part in parts if len(part) > _SHORT}


def read(text: Text, model: Model, unread: Collection[str]) -> Run:
    """What the head sees of the passages of a work."""
    lemmas = Lemmas(model.card["lemma_rules"], model.vocabulary.rank)
    seen, begins = [np.zeros((0, 6 * int(model.card["width"])), np.float16)], [np.zeros(0, bool)]
    for passage in passages(text, unread):
        content, blocks = "", []
        for words, _ in passage:
            blocks.append(Block(BlockKind.PARAGRAPH, len(content), len(content) + len(words)))
            content += f"{words}\n\n"
        own = replace(text, content=content, blocks=tuple(blocks), chapters=())
        layout = replace(lay_out(own, None), marked=True)
        reader = Reader(layout, model, lemmas)
        states = np.concatenate([reader.states(*bounds) for bounds in stretches(layout)])
        starts = np.flatnonzero(np.diff(layout.tokens.block, prepend=-1))[1:].astype(np.int32)
        after = [passage[k][1] for k in layout.tokens.block[starts].tolist()]
        if len(starts):
            seen.append(around(states, starts).astype(np.float16))
            begins.append(np.asarray(after, bool))
    return Run(np.concatenate(seen), np.concatenate(begins))


def train(runs: list[Run]) -> nn.Linear:
    """Logistic regression on standardised states."""
    seen = np.concatenate([run.seen for run in runs]).astype(np.float32)
    mean, spread = seen.mean(axis=0), seen.std(axis=0) + 1e-3
    x = torch.from_numpy((seen - mean) / spread)
    y = torch.from_numpy(np.concatenate([run.begins for run in runs])).float()
    weights = torch.zeros(x.shape[1] + 1, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=STEPS, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        logits = x @ weights[1:] + weights[0]
        loss = nn.functional.binary_cross_entropy_with_logits(logits, y) + RIDGE * (weights[1:] ** 2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    found = weights.detach().numpy()
    head = nn.Linear(x.shape[1], 1)
    with torch.no_grad():
        head.weight[0] = torch.from_numpy(found[1:] / spread)
        head.bias[0] = float(found[0] - (found[1:] * mean / spread).sum())
    return head.eval()


def average_precision(right: np.ndarray, scores: np.ndarray) -> float:
    """The mean over all that is right of the precision down to it."""
    ranked = right[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(ranked) / np.arange(1, len(ranked) + 1))[ranked].mean())


def held_out(runs: list[Run]) -> str:
    """How well heads rank the paragraphs of works that they were not trained on."""
    right, scores = [], []
    for fold in range(FOLDS):
        head = train([run for i, run in enumerate(runs) if i % FOLDS != fold])
        for run in runs[fold::FOLDS]:
            with torch.no_grad():
                scores.append(head(torch.from_numpy(run.seen).float())[:, 0].numpy())
            right.append(run.begins)
    every = np.concatenate(right)
    precision = average_precision(every, np.concatenate(scores))
    return f"average precision {precision:.3f}, by chance {every.mean():.3f}"


def write(head: nn.Linear, model: Path, out: Path) -> None:
    """Copies the model if ``out`` is another folder, and puts the head among the others."""
    out.mkdir(parents=True, exist_ok=True)
    if model.resolve() != out.resolve():
        for file in model.iterdir():
            shutil.copyfile(file, out / file.name)
    free = {"states": {0: "n"}, SCENES: {0: "n"}}
    heads = read_heads(out)
    states = torch.rand(5, head.in_features)
    add(heads, SCENES, head_graph(head, {"states": states}, [SCENES], free, exact=True))
    write_heads(heads, out)
    card = read_card(out)
    card["sha256"][HEADS_FILE] = hashlib.sha256((out / HEADS_FILE).read_bytes()).hexdigest()
    write_card(out, card)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True, help="folder of the finished model")
    parser.add_argument("--data", type=Path, required=True, help="folder with fiction/ and story/")
    parser.add_argument("--kept", type=Path, required=True, help="where what has been read is kept")
    parser.add_argument("--out", type=Path, required=True, help="where the model with the part goes")
    args = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    args.kept.mkdir(parents=True, exist_ok=True)
    model, unread = Model(args.model), story_paragraphs(args.data)
    runs = []
    for path in sorted((args.data / "fiction").glob("*.txt")):
        text = plain_text(path, path.read_text(encoding="utf8"))
        runs.append(once(args.kept / f"{path.stem}.pickle", lambda own=text: read(own, model, unread)))
    begins = np.concatenate([run.begins for run in runs])
    sys.stdout.write(f"{int(begins.sum()):,} breaks among {len(begins):,} paragraphs\n")
    sys.stdout.write(f"{held_out(runs)}\n")
    write(train(runs), args.model, args.out)


if __name__ == "__main__":
    main()
