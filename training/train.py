"""Trains the reading model on every corpus at once.

    python -m training.train --encoder DIR --data DIR --out DIR [--epochs N] …

Writes a checkpoint after every epoch and goes on from the last one when it is started again.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from fabula.language.wordpiece import WordPieces
from training.augment import joined_sentences, renamed, without_marks
from training.corpora import Example, lemma_rules, litbank, treebank
from training.losses import (
    antecedent_loss,
    arc_scores,
    attribution_loss,
    mention_loss,
    mention_vectors,
    syntax_losses,
    word_losses,
    word_states,
)
from training.model import Encoder, ReadingModel
from training.prepare import load_examples


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder with config.json, model.safetensors, vocab.txt"
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with litbank/ and ud/ewt/")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and the log")
    parser.add_argument("--weights", type=Path, help="encoder that training.pretrain wrote")
    parser.add_argument("--pdnc", type=Path, help="file of PDNC examples that training.prepare wrote")
    parser.add_argument("--pdnc-share", type=int, default=100, help="PDNC stretches an epoch")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--rate", type=float, default=6e-5, help="learning rate of the encoder")
    parser.add_argument("--head-rate", type=float, default=6e-4, help="learning rate of the heads")
    parser.add_argument(
        "--average", type=float, default=0.999, help="decay of the running mean of the weights"
    )
    parser.add_argument("--unmarked", type=float, default=0.3, help="share of fiction read without its marks")
    parser.add_argument(
        "--renamed", type=float, default=0.25, help="share of LitBank read with invented names"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--stop-after", type=int, default=None, help="stop after this epoch of a longer schedule"
    )
    return parser.parse_args()


def read_vocabulary(folder: Path) -> WordPieces:
    return WordPieces((folder / "vocab.txt").read_text(encoding="utf8").splitlines())


def example_loss(model: ReadingModel, example: Example, vocabulary: WordPieces) -> dict[str, torch.Tensor]:
    states = word_states(model, example, vocabulary)
    losses = syntax_losses(model, example, states) | word_losses(model, example, states)
    if example.mentions_are_gold:
        losses["mentions"] = mention_loss(model, example, states)
    if not len(example.mentions):
        return losses
    vectors = mention_vectors(model, states, example.mentions.start, example.mentions.end)
    if example.complete:
        losses["antecedents"] = antecedent_loss(model, example, vectors)
    if example.speakers:
        losses["speakers"], losses["addressees"] = attribution_loss(model, example, states, vectors)
    return losses


WEIGHTS = {
    "mentions": 1.0,
    "antecedents": 1.0,
    "speakers": 1.0,
    "addressees": 0.3,
    "events": 4.0,
    "speech": 1.0,
    "upos": 0.5,
    "xpos": 0.5,
    "lemmas": 0.5,
    "heads": 1.0,
    "relations": 0.5,
}


def evaluate(model: ReadingModel, examples: list[Example], vocabulary: WordPieces) -> dict[str, float]:
    """Mean losses on examples not trained on, and the share of words right on gold tokens in percent.

    To follow a run by; ``fabula evaluate`` gives the figures that count.
    """
    model.eval()
    sums: dict[str, list[float]] = {}
    counts: Counter[str] = Counter()
    with torch.no_grad():
        for example in examples:
            for name, loss in example_loss(model, example, vocabulary).items():
                sums.setdefault(name, []).append(float(loss))
            counts.update(right_words(model, example, vocabulary))
    found = {name: float(np.mean(values)) for name, values in sums.items()}
    for name in ("upos", "lemma", "uas", "las"):
        found[name + " %"] = 100 * counts[name] / max(counts["words"], 1)
    precision, recall = (counts["events"] / max(counts[name], 1) for name in ("found", "gold"))
    found["events %"] = 200 * precision * recall / max(precision + recall, 1e-9)
    return {name: round(value, 3) for name, value in found.items()}


def right_words(model: ReadingModel, example: Example, vocabulary: WordPieces) -> dict[str, int]:
    """How many words have the right tag, lemma rule, head, head and relation; how many events are right."""
    states = word_states(model, example, vocabulary)
    upos, _xpos, lemmas, event, _speech = model.words(states)
    counts = {}
    if example.events is not None:
        found = (event.squeeze(1) > 0).numpy()
        counts = {
            "events": (found & example.events).sum(),
            "found": found.sum(),
            "gold": example.events.sum(),
        }
    if example.syntax is None:
        return counts
    gold = example.syntax
    heads = torch.full((len(states),), -1)
    for sentences, scores in arc_scores(model, example.sentences, states):
        for (a, b), own in zip(sentences, scores.argmax(-1), strict=True):
            heads[a:b] = torch.where(own[: b - a] == 0, -1, own[: b - a] + a - 1)
    padded = torch.cat([states, torch.zeros_like(states[:1])])
    relations = model.relations(states, padded[heads]).argmax(1).numpy()
    attached = heads.numpy() == gold.heads
    return counts | {
        "words": len(states),
        "upos": (upos.argmax(1).numpy() == gold.upos).sum(),
        "lemma": (lemmas.argmax(1).numpy() == gold.lemmas).sum(),
        "uas": attached.sum(),
        "las": (attached & (relations == gold.relations)).sum(),
    }


class Corpora:
    """What is trained on: LitBank and the treebank in each epoch, and a share of PDNC's stretches.

    One in twenty of LitBank's and one in forty of the treebank's examples are kept back, to fit the
    temperatures of probabilities on (``training.calibrate``).
    """

    def __init__(self, data: Path, vocabulary: WordPieces, pdnc: Path | None = None, share: int = 0) -> None:
        web = data / "ud" / "ewt"
        self.vocabulary = vocabulary
        self.rules = lemma_rules(web / "train.conllu")
        books = list(litbank(data / "litbank", "train", vocabulary))
        pages = list(treebank(web / "train.conllu", self.rules, vocabulary))
        self.kept = books[::20] + pages[::40]
        del books[::20], pages[::40]
        self.whole = books + pages
        self.held = [
            *litbank(data / "litbank", "dev", vocabulary),
            *treebank(web / "dev.conllu", self.rules, vocabulary),
        ]
        self.pdnc = load_examples(pdnc) if pdnc else []
        self.share = min(share, len(self.pdnc))

    @property
    def steps(self) -> int:
        return len(self.whole) + self.share

    def epoch(self, rng: np.random.Generator, unmarked: float, renamed_share: float) -> Iterator[Example]:
        """The examples of an epoch in random order, these shares of them told otherwise."""
        drawn = rng.choice(len(self.pdnc), self.share, replace=False) if self.share else []
        examples = [*self.whole, *(self.pdnc[i] for i in drawn)]
        for i in rng.permutation(len(examples)):
            example = examples[i]
            if example.syntax is None and rng.random() < unmarked:
                example = without_marks(example, self.vocabulary)
            if example.mentions_are_gold and rng.random() < renamed_share:
                example = renamed(example, self.vocabulary, rng)
            if example.mentions_are_gold or example.syntax is not None:
                example = joined_sentences(example, rng)
            yield example


class Run:
    """A model in training, with its optimizer and the running mean of its weights."""

    def __init__(self, args: argparse.Namespace, rules: int, steps: int) -> None:
        self.out: Path = args.out
        encoder = Encoder.pretrained(args.encoder)
        if args.weights:
            encoder.load_state_dict(torch.load(args.weights))
        self.model = ReadingModel(encoder, rules)
        heads = [p for n, p in self.model.named_parameters() if not n.startswith("encoder.")]
        groups = [
            {"params": list(encoder.parameters()), "lr": args.rate},
            {"params": heads, "lr": args.head_rate},
        ]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer,
            lambda step: min((step + 1) / (0.06 * steps), max(0.02, (steps - step) / (0.94 * steps))),
        )
        self.mean = torch.optim.swa_utils.AveragedModel(
            self.model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(args.average)
        )
        self.epoch = 0
        self.out.mkdir(parents=True, exist_ok=True)
        if (self.out / "last.pt").exists():
            saved = torch.load(self.out / "last.pt", weights_only=False)
            for name in ("model", "optimizer", "schedule", "mean"):
                getattr(self, name).load_state_dict(saved[name])
            self.epoch = saved["epoch"]

    def step(self, losses: dict[str, torch.Tensor]) -> None:
        loss = sum(WEIGHTS[name] * value for name, value in losses.items())
        if loss.requires_grad:  # not so for a stretch in which nothing is known
            self.optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            self.mean.update_parameters(self.model)
        self.schedule.step()

    def save(self, rules: list[str]) -> None:
        """Writes what training goes on from, whole or not at all, and what is exported."""
        names = ("model", "optimizer", "schedule", "mean")
        state = {name: getattr(self, name).state_dict() for name in names} | {"epoch": self.epoch}
        mean = {"model": self.mean.module.state_dict(), "rules": rules}
        for written, file in ((state, "last.pt"), (mean, f"epoch-{self.epoch}.pt")):
            torch.save(written, self.out / "new.pt")
            (self.out / "new.pt").replace(self.out / file)
        (self.out / f"epoch-{self.epoch - 2}.pt").unlink(missing_ok=True)


def main() -> None:
    args = options()
    torch.set_num_threads(args.threads)
    vocabulary = read_vocabulary(args.encoder)
    corpora = Corpora(args.data, vocabulary, args.pdnc, args.pdnc_share)
    torch.manual_seed(args.seed)
    run = Run(args, len(corpora.rules), args.epochs * corpora.steps)
    last = args.epochs if args.stop_after is None else args.stop_after
    for epoch in range(run.epoch, last):
        torch.manual_seed(1000 * args.seed + epoch)
        rng = np.random.default_rng([args.seed, epoch])
        began, sums = time.time(), {}
        run.model.train()
        for done, example in enumerate(corpora.epoch(rng, args.unmarked, args.renamed)):
            losses = example_loss(run.model, example, vocabulary)
            run.step(losses)
            for name, value in losses.items():
                sums.setdefault(name, []).append(float(value.detach()))
            if done % 50 == 49:
                print(
                    f"epoch {epoch + 1}: {done + 1} of {corpora.steps}, {time.time() - began:.0f} s",
                    flush=True,
                )
        run.epoch = epoch + 1
        row = {
            "epoch": run.epoch,
            "seconds": round(time.time() - began),
            "train": {name: round(float(np.mean(values)), 4) for name, values in sums.items()},
            "dev": evaluate(run.mean.module, corpora.held, vocabulary),
        }
        print(json.dumps(row), flush=True)
        with (args.out / "log.jsonl").open("a", encoding="utf8") as log:
            log.write(json.dumps(row) + "\n")
        run.save(corpora.rules)


if __name__ == "__main__":
    main()
