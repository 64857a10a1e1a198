"""Masked-language pre-training of the encoder on fiction, before it learns any task.

    python -m training.pretrain --encoder DIR --data DIR --out FILE [--start FILE]

Whole words are masked (Devlin et al. 2019, as revised in their code), over the input that reading gives: the
letter cases, and speech and paragraphs as pieces of their own. The sentence encoder that training starts from
has never been asked for single words, and has never seen those pieces.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from fabula.evaluation.align import letters_only
from fabula.evaluation.litbank import document_names
from fabula.evaluation.pdnc import DEV_NOVELS
from fabula.language.windows import WINDOW
from fabula.language.wordpiece import CASES, WordPieces
from fabula.pipeline import plain_text
from training.config import Run, command_line
from training.corpora import encode_text
from training.model import Encoder
from training.train import read_vocabulary, warm_up_and_fall, write

SLICE = 40_000
"""Characters encoded at once; a window never runs over the end of a slice."""

SHARE = 0.15
"""Of the words of a window, those to guess."""

BATCH = 12
NOTHING = -100


class Guess(nn.Module):
    """States of hidden pieces (m, width) to logits over the vocabulary, whose weights are the embeddings."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.inner = nn.Linear(encoder.words.embedding_dim, encoder.words.embedding_dim)
        self.norm = nn.LayerNorm(encoder.words.embedding_dim)
        self.bias = nn.Parameter(torch.zeros(encoder.words.num_embeddings))

    def forward(self, states: Tensor, words: Tensor) -> Tensor:
        return F.linear(self.norm(F.gelu(self.inner(states))), words, self.bias)


def texts(data: Path) -> list[Path]:
    """All fiction there is but the novels that anything is measured on, by the names of their files."""
    novels = [
        data / "litbank" / "original" / f"{name}.txt" for name in document_names(data / "litbank", "train")
    ]
    measured = [_letters(name.removeprefix("The")) for name in DEV_NOVELS]
    every = sorted((data / "fiction").glob("*.txt")) + novels
    return [path for path in every if not any(name in _letters(path.stem) for name in measured)]


def encoder_of(checkpoint: Path) -> dict[str, Tensor]:
    """The encoder's weights in ``weights.pt`` of a trained model."""
    found = torch.load(checkpoint, map_location=torch.get_default_device())["model"]
    own = "encoder."
    return {name.removeprefix(own): value for name, value in found.items() if name.startswith(own)}


def _letters(name: str) -> str:
    return letters_only(name).lower()


def slices(paths: list[Path], rng: random.Random) -> Iterator[str]:
    """Stretches of the texts, cut at blank lines, in random order."""
    found = []
    for path in paths:
        content = path.read_text(encoding="utf8", errors="replace")
        at = 0
        while at < len(content):
            end = content.find("\n\n", at + SLICE)
            end = len(content) if end < 0 else end
            found.append((path, at, end))
            at = end
    rng.shuffle(found)
    for path, at, end in found:
        yield path.read_text(encoding="utf8", errors="replace")[at:end]


def windows_of(content: str, vocabulary: WordPieces) -> Iterator[tuple[list[int], list[int], list[int]]]:
    """Windows of pieces, of their cases and of the words they belong to."""
    text = plain_text(Path("slice.txt"), content)
    pieces, cases, owner = [vocabulary.start], [5], [-1]
    for number, (own, case) in enumerate(zip(*encode_text(text, vocabulary), strict=True)):
        if len(pieces) + len(own) >= WINDOW:
            yield [*pieces, vocabulary.end], [*cases, 5], [*owner, -1]
            pieces, cases, owner = [vocabulary.start], [5], [-1]
        pieces.extend(own)
        cases.extend([case] * len(own))
        owner.extend([number] * len(own))


def hide(
    pieces: np.ndarray, cases: np.ndarray, owner: np.ndarray, vocabulary: WordPieces, rng: np.random.Generator
) -> np.ndarray:
    """Masks words in place, one in ten of them by a random piece, one in ten not at all; gives the targets.

    The case of a masked word is hidden half of the time, so that case means something to the encoder.
    """
    words = np.unique(owner[owner >= 0])
    chosen = rng.random(len(words)) < SHARE
    target = np.full(len(pieces), NOTHING)
    at = np.isin(owner, words[chosen]) & ~np.isin(
        pieces, [vocabulary.paragraph, vocabulary.open, vocabulary.close]
    )
    target[at] = pieces[at]
    how = rng.random(len(pieces))
    pieces[at & (how < 0.8)] = vocabulary.mask
    swapped = at & (how >= 0.9)
    pieces[swapped] = rng.integers(1000, len(vocabulary), swapped.sum())
    cases[at & (rng.random(len(pieces)) < 0.5)] = CASES.index("none")
    return target


def batches(
    paths: list[Path], vocabulary: WordPieces, seed: int
) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
    """Pieces, cases, mask and targets, each (BATCH, WINDOW), over the texts again and again."""
    rng, noise = random.Random(seed), np.random.default_rng(seed)
    shape = (BATCH, WINDOW)
    waiting: list[tuple[list[int], list[int], list[int]]] = []
    while True:
        for content in slices(paths, rng):
            waiting.extend(windows_of(content, vocabulary))
            if len(waiting) < 40 * BATCH:
                continue
            rng.shuffle(waiting)
            while len(waiting) > 20 * BATCH:
                pieces, cases = np.full(shape, vocabulary.pad), np.full(shape, 5)
                target, mask = np.full(shape, NOTHING), np.zeros(shape, np.int64)
                for row in range(BATCH):
                    own = [np.asarray(column) for column in waiting.pop()]
                    size = len(own[0])
                    target[row, :size] = hide(*own, vocabulary, noise)
                    pieces[row, :size], cases[row, :size], mask[row, :size] = own[0], own[1], 1
                yield tuple(torch.as_tensor(column) for column in (pieces, cases, mask, target))


class Pretraining:
    """The encoder and its guesses in training; what is saved is whole or not there at all."""

    def __init__(self, run: Run) -> None:
        self.steps = run.settings.pieces // (BATCH * WINDOW)
        self.encoder = Encoder.pretrained(run.encoder)
        if run.paths.start:
            self.encoder.load_state_dict(encoder_of(run.paths.start))
        self.guess = Guess(self.encoder)
        self.parameters = [*self.encoder.parameters(), *self.guess.parameters()]
        self.optimizer = torch.optim.AdamW(
            self.parameters, lr=run.settings.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True
        )
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, warm_up_and_fall(self.steps))
        self.out, self.partial = run.out, run.out.with_suffix(".part")
        self.step = 0
        if self.partial.exists():
            saved = torch.load(self.partial, map_location=torch.get_default_device())
            for name in ("encoder", "guess", "optimizer", "schedule"):
                getattr(self, name).load_state_dict(saved[name])
            self.step = saved["step"]

    def learn(self, pieces: Tensor, cases: Tensor, mask: Tensor, target: Tensor) -> float:
        with torch.autocast(torch.get_default_device().type, dtype=torch.bfloat16):
            states = self.encoder(pieces, cases, mask)
            wanted = target != NOTHING
            logits = self.guess(states[wanted], self.encoder.words.weight)
        loss = F.cross_entropy(logits.float(), target[wanted])
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.step += 1
        return float(loss.detach())

    def save(self) -> None:
        if self.step < self.steps:
            names = ("encoder", "guess", "optimizer", "schedule")
            write(
                {name: getattr(self, name).state_dict() for name in names} | {"step": self.step}, self.partial
            )
        else:
            write(self.encoder.state_dict(), self.out)
            self.partial.unlink(missing_ok=True)


def main() -> None:
    run = command_line(
        __doc__,
        ("pretrain",),
        {"data": "folder with fiction/, litbank/ and pdnc/"},
        {"start": "weights.pt of a trained model, whose encoder goes on from there"},
    )
    if run.out.exists():
        print(f"{run.out} is there already")
        return
    torch.set_num_threads(run.threads)
    torch.set_default_device(run.device)
    torch.manual_seed(run.seed)
    vocabulary = read_vocabulary(run.encoder)
    training = Pretraining(run)
    began, losses = time.time(), []
    # a run that goes on reads in another order than it would have, and not the same pages again
    for batch in batches(texts(run.paths.data), vocabulary, run.seed + training.step):
        if training.step >= training.steps:
            break
        losses.append(training.learn(*batch))
        if training.step % 100 == 0:
            told = f"{training.step} of {training.steps}: loss {np.mean(losses[-100:]):.3f}"
            print(f"{told}, {time.time() - began:.0f} s", flush=True)
        if training.step % 250 == 0 or training.step == training.steps:
            training.save()


if __name__ == "__main__":
    main()
