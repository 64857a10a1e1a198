"""Trains the reading model on every corpus at once.

    python -m training.train --encoder DIR --data DIR --out DIR [--epochs N] …

Writes a checkpoint after every epoch and goes on from the last one when it is started again.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch

from fabula.language.wordpiece import WordPieces
from training.corpora import Example, litbank
from training.losses import antecedent_loss, attribution_loss, mention_loss, mention_vectors, word_states
from training.model import Encoder, ReadingModel
from training.prepare import load_examples


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder with config.json, model.safetensors, vocab.txt"
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with litbank/ and pdnc/")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and the log")
    parser.add_argument("--pdnc", type=Path, help="file of PDNC examples that training.prepare wrote")
    parser.add_argument("--pdnc-share", type=int, default=160, help="PDNC stretches an epoch")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--rate", type=float, default=6e-5, help="learning rate of the encoder")
    parser.add_argument("--head-rate", type=float, default=6e-4, help="learning rate of the heads")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--stop-after", type=int, default=None, help="stop after this epoch of a longer schedule"
    )
    return parser.parse_args()


def read_vocabulary(folder: Path) -> WordPieces:
    return WordPieces((folder / "vocab.txt").read_text(encoding="utf8").splitlines())


def example_loss(
    model: ReadingModel, example: Example, vocabulary: WordPieces, noise: np.random.Generator | None
) -> dict[str, torch.Tensor]:
    states = word_states(model, example, vocabulary)
    losses = {}
    if example.mentions_are_gold:
        losses["mentions"] = mention_loss(model, example, states, noise)
    vectors = mention_vectors(model, states, example.mentions.start, example.mentions.end)
    losses["antecedents"] = antecedent_loss(model, example, vectors)
    if example.speakers:
        losses["speakers"], losses["addressees"] = attribution_loss(model, example, states, vectors)
    return losses


WEIGHTS = {"mentions": 1.0, "antecedents": 1.0, "speakers": 1.0, "addressees": 0.3}


def evaluate(model: ReadingModel, examples: list[Example], vocabulary: WordPieces) -> dict[str, float]:
    """Mean losses on examples not trained on, to see over-fitting; ``fabula evaluate`` gives figures."""
    model.eval()
    sums: dict[str, list[float]] = {}
    with torch.no_grad():
        for example in examples:
            for name, loss in example_loss(model, example, vocabulary, None).items():
                sums.setdefault(name, []).append(float(loss))
    return {name: round(float(np.mean(values)), 4) for name, values in sums.items()}


def read_examples(
    args: argparse.Namespace, vocabulary: WordPieces
) -> tuple[list[Example], list[Example], list[Example]]:
    """LitBank's documents to train on and to hold out, and PDNC's stretches where they are given."""
    train, held = (list(litbank(args.data / "litbank", split, vocabulary)) for split in ("train", "dev"))
    return train, held, load_examples(args.pdnc) if args.pdnc else []


def save(
    out: Path,
    epoch: int,
    model: ReadingModel,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
) -> None:
    """Writes what training goes on from, whole or not at all, and the weights of the last two epochs."""
    state = {"model": model.state_dict(), "epoch": epoch}
    torch.save(state, out / f"epoch-{epoch}.pt")
    (out / f"epoch-{epoch - 2}.pt").unlink(missing_ok=True)
    state |= {"optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}
    torch.save(state, out / "new.pt")
    (out / "new.pt").replace(out / "last.pt")


def main() -> None:
    args = options()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    noise = np.random.default_rng(args.seed)
    vocabulary = read_vocabulary(args.encoder)
    train, held, pdnc = read_examples(args, vocabulary)
    model = ReadingModel(Encoder.pretrained(args.encoder))
    inner = list(model.encoder.parameters())
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": inner, "lr": args.rate}, {"params": heads, "lr": args.head_rate}], weight_decay=0.01
    )
    steps = args.epochs * (len(train) + min(args.pdnc_share, len(pdnc)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.06 * steps), max(0.02, (steps - step) / (0.94 * steps)))
    )
    args.out.mkdir(parents=True, exist_ok=True)
    last = args.out / "last.pt"
    first = 0
    if last.exists():
        saved = torch.load(last, weights_only=False)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        first = saved["epoch"]
    for epoch in range(first, args.epochs if args.stop_after is None else args.stop_after):
        began = time.time()
        model.train()
        share = random.sample(pdnc, min(args.pdnc_share, len(pdnc)))
        order = train + share
        random.shuffle(order)
        sums: dict[str, list[float]] = {}
        for example in order:
            losses = example_loss(model, example, vocabulary, noise)
            loss = sum(WEIGHTS[name] * value for name, value in losses.items())
            schedule.step()
            if not loss.requires_grad:  # a stretch in which nothing is known
                continue
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            for name, value in losses.items():
                sums.setdefault(name, []).append(float(value.detach()))
        row = {
            "epoch": epoch + 1,
            "seconds": round(time.time() - began),
            "train": {name: round(float(np.mean(values)), 4) for name, values in sums.items()},
            "dev": evaluate(model, held, vocabulary),
        }
        print(json.dumps(row), flush=True)
        with (args.out / "log.jsonl").open("a", encoding="utf8") as log:
            log.write(json.dumps(row) + "\n")
        save(args.out, epoch + 1, model, optimizer, schedule)


if __name__ == "__main__":
    main()
