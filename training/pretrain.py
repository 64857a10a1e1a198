"""Masked-language pre-training of the encoder on fiction, before it learns any task.

    python -m training.pretrain --encoder DIR --texts FILE [FILE …] --out FILE [--pieces N]

Whole words are masked (Devlin et al. 2019, as revised in their code), over the input that reading gives: the
letter cases, and speech and paragraphs as pieces of their own. The sentence encoder that training starts from
has never been asked for single words, and has never seen those pieces.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from fabula.language.encode import encode_words
from fabula.language.features import quotation_table
from fabula.language.speech import find_quotations
from fabula.language.tokens import tokenize
from fabula.language.windows import WINDOW
from fabula.language.wordpiece import CASES, WordPieces
from fabula.pipeline import plain_text
from training.model import Encoder
from training.train import read_vocabulary

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
    tokens = tokenize(text)
    words = [content[a:b] for a, b in zip(tokens.start.tolist(), tokens.end.tolist(), strict=True)]
    table = quotation_table(find_quotations(text), tokens.start, tokens.end, tokens.block)
    pieces, cases, owner = [vocabulary.start], [5], [-1]
    for number, (own, case) in enumerate(
        zip(*encode_words(words, tokens.block, table, vocabulary), strict=True)
    ):
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
                yield tuple(torch.from_numpy(column) for column in (pieces, cases, mask, target))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="+", required=True, help="plain text files of fiction")
    parser.add_argument("--out", type=Path, required=True, help="the encoder's weights, for training.train")
    parser.add_argument("--pieces", type=int, default=8_000_000, help="word pieces to read")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    vocabulary = read_vocabulary(args.encoder)
    encoder = Encoder.pretrained(args.encoder)
    guess = Guess(encoder)
    parameters = [*encoder.parameters(), *guess.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=args.rate, weight_decay=0.01, betas=(0.9, 0.98))
    steps = args.pieces // (BATCH * WINDOW)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.06 * steps), max(0.02, (steps - step) / (0.94 * steps)))
    )
    began, losses = time.time(), []
    for step, (pieces, cases, mask, target) in enumerate(batches(args.texts, vocabulary, args.seed)):
        if step >= steps:
            break
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = encoder(pieces, cases, mask)
            wanted = target != NOTHING
            logits = guess(states[wanted], encoder.words.weight)
        loss = F.cross_entropy(logits.float(), target[wanted])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        schedule.step()
        losses.append(float(loss.detach()))
        if (step + 1) % 100 == 0 or step + 1 == steps:
            print(
                f"{step + 1} of {steps}: loss {np.mean(losses[-100:]):.3f}, {time.time() - began:.0f} s",
                flush=True,
            )
        if (step + 1) % 500 == 0 or step + 1 == steps:
            args.out.parent.mkdir(parents=True, exist_ok=True)
            torch.save(encoder.state_dict(), args.out.with_suffix(".new"))
            args.out.with_suffix(".new").replace(args.out)


if __name__ == "__main__":
    main()
