"""Adds to a finished model the part that tells where paragraphs began in a text that lost its breaks.

    python -m training.breaks --model DIR --data DIR --out DIR

The states are those of the exported encoder, which stays as it is. Works of fiction are read with their
breaks taken away, some stretches of each; novels that nothing is trained on tell how well it works.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import nn

from fabula.evaluation.pdnc import novel_names, read_novel
from fabula.language.model import Model
from fabula.language.paragraphs import read_places
from fabula.language.sessions import BREAKS, HEADS_FILE
from fabula.pipeline import plain_text
from fabula.types import Block, BlockKind, Text
from training.branches import add, read_heads, write_heads
from training.card import read_card, write_card
from training.export import head_graph

HELD_OUT = ("WinnieThePooh", "TheMysteriousAffairAtStyles", "WhereAngelsFearToTread")
STRETCHES, STRETCH = 12, 6_000
"""How many stretches of each work are read, as far as it has so many, and about how many words of each."""

SIZE, REACH, LAYERS = 96, 5, 2
EPOCHS, RATE, DROPPED = 12, 2e-3, 0.3
PIECE, BATCH = 64, 8
"""How many places a training example has, and how many examples a step."""

_LINE_END = re.compile(r"\s*[\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029]\s*")


@dataclass
class Run:
    """Places in a row: their states, whether a paragraph begins at each, and how many begin elsewhere."""

    states: torch.Tensor
    breaks: torch.Tensor
    elsewhere: int = 0


class BreakHead(nn.Module):
    """Scores (m, 1) of m places in a row, each seen with the places at both sides of it."""

    def __init__(self, width: int, size: int = SIZE) -> None:
        super().__init__()
        self.inner = nn.Sequential(
            nn.Dropout(DROPPED), nn.Linear(3 * width, size), nn.ReLU(), nn.Dropout(DROPPED)
        )
        self.around = nn.ModuleList(nn.Conv1d(size, size, REACH, padding=REACH // 2) for _ in range(LAYERS))
        self.dropped = nn.Dropout(DROPPED)
        self.score = nn.Linear(size, 1)

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        return self.of_batch(states[None])[0]

    def of_batch(self, states: torch.Tensor) -> torch.Tensor:
        """Scores (n, m, 1) of runs of equal length."""
        found = self.inner(states).transpose(1, 2)
        for layer in self.around:
            found = found + self.dropped(torch.relu(layer(found)))
        return self.score(found.transpose(1, 2))


def flattened(text: Text) -> tuple[Text, list[int]]:
    """The text as it is read from a file of one line, and where its paragraphs began."""
    pieces, starts, at = [], [], 0
    for block in _whole_blocks(text):
        words = _LINE_END.sub(" ", text.content[block.start : block.end]).strip()
        if words:
            starts.append(at)
            pieces.append(words)
            at += len(words) + 1
    content = " ".join(pieces)
    return plain_text(Path(text.source), content), starts


def _whole_blocks(text: Text) -> Iterator[Block]:
    """The blocks that the file itself has, without what is no part of the book."""
    end = -1
    for block in text.blocks:
        if block.kind is BlockKind.BOILERPLATE or block.start < end:
            continue
        guessed = next((span for span in text.guessed if span[0] <= block.start < span[1]), None)
        end = guessed[1] if guessed else block.end
        yield Block(block.kind, block.start, end)


def training_texts(data: Path) -> Iterator[Text]:
    """The works to train on, whole."""
    for name in novel_names(data / "pdnc", "train"):
        if name not in HELD_OUT:
            yield novel_text(data, name)
    for path in sorted((data / "fiction").glob("*.txt")):
        yield plain_text(path, path.read_text(encoding="utf8"))


def novel_text(data: Path, name: str) -> Text:
    novel = read_novel(data / "pdnc" / name)
    return plain_text(Path(novel.name), novel.text)


def stretches_of(text: Text, generator: np.random.Generator) -> Iterator[Text]:
    """Some stretches of a work, from evenly spread places."""
    blocks = list(_whole_blocks(text))
    words = np.cumsum([len(text.content[b.start : b.end].split()) for b in blocks])
    offset = generator.random()
    many = max(1, min(STRETCHES, int(words[-1]) // STRETCH))
    for i in range(many):
        begin = (i + offset) / many * max(words[-1] - STRETCH, 1)
        first, last = np.searchsorted(words, [begin, begin + STRETCH])
        yield replace(text, blocks=tuple(blocks[first : last + 1]), guessed=())


def read_runs(text: Text, model: Model) -> Iterator[Run]:
    flat, starts = flattened(text)
    left = set(starts[1:])
    for places in read_places(flat, model):
        breaks = [start in left for start in places.start.tolist()]
        left.difference_update(places.start.tolist())
        yield Run(torch.from_numpy(places.states), torch.tensor(breaks, dtype=torch.float32)[:, None])
    yield Run(torch.zeros(0), torch.zeros(0), len(left))


def train(runs: list[Run], width: int) -> BreakHead:
    head = BreakHead(width)
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.01)
    pieces = [(run, at) for run in runs for at in pieces_of(len(run.states))]
    steps = EPOCHS * -(-len(pieces) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(pieces)).split(BATCH):
            own = [pieces[i] for i in batch.tolist()]
            states = torch.stack([run.states[at : at + PIECE] for run, at in own])
            breaks = torch.stack([run.breaks[at : at + PIECE] for run, at in own])
            loss = nn.functional.binary_cross_entropy_with_logits(head.of_batch(states), breaks)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return head.eval()


def pieces_of(length: int) -> list[int]:
    """Where pieces of ``PIECE`` places begin that cover so many; none where there are too few for one."""
    whole = list(range(0, length - PIECE + 1, PIECE))
    return [*whole, length - PIECE] if whole and whole[-1] + PIECE < length else whole


def score(head: BreakHead, runs: list[Run]) -> str:
    """Precision and recall over all breaks, those at no place counted as missed."""
    right = found = true = 0
    for run in runs:
        true += run.elsewhere
        if len(run.states):
            with torch.no_grad():
                chosen = head(run.states) > 0
            right += int((chosen & (run.breaks > 0)).sum())
            found += int(chosen.sum())
            true += int(run.breaks.sum())
    return figures(right, found, true)


def score_guess(text: Text) -> str:
    """The same of the breaks that rules guess."""
    flat, starts = flattened(text)
    true, found = set(starts[1:]), {block.start for block in flat.blocks[1:]}
    return figures(len(true & found), len(found), len(true))


def figures(right: int, found: int, true: int) -> str:
    precision, recall = right / max(found, 1), right / max(true, 1)
    return f"precision {100 * precision:.1f}, recall {100 * recall:.1f} of {true:,} breaks"


def write(head: BreakHead, model: Path, out: Path) -> None:
    """Copies the model if ``out`` is another folder, and puts the head among the others."""
    out.mkdir(parents=True, exist_ok=True)
    if model.resolve() != out.resolve():
        for file in model.iterdir():
            shutil.copyfile(file, out / file.name)
    states = torch.rand(5, head.inner[1].in_features)
    free = {"states": {0: "n"}, "breaks": {0: "n"}}
    heads = read_heads(out)
    add(heads, BREAKS, head_graph(head, {"states": states}, ["breaks"], free, exact=True))
    write_heads(heads, out)
    card = read_card(out)
    card["sha256"][HEADS_FILE] = hashlib.sha256((out / HEADS_FILE).read_bytes()).hexdigest()
    write_card(out, card)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True, help="folder of the finished model")
    parser.add_argument("--data", type=Path, required=True, help="folder with pdnc/ and fiction/")
    parser.add_argument("--out", type=Path, required=True, help="where the model with the part goes")
    args = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)  # layers as small as these are not worth parting
    generator = np.random.default_rng(0)
    model = Model(args.model, threads=2)
    runs = [
        run
        for text in training_texts(args.data)
        for stretch in stretches_of(text, generator)
        for run in read_runs(stretch, model)
        if len(run.states)
    ]
    print(f"{sum(len(run.states) for run in runs):,} places in {len(runs)} stretches")
    head = train(runs, int(model.card["width"]))
    for name in HELD_OUT:
        text = novel_text(args.data, name)
        print(name, "guess:", score_guess(text), "model:", score(head, list(read_runs(text, model))))
    write(head, args.model, args.out)


if __name__ == "__main__":
    main()
