"""Trains the reading model on every corpus at once.

    python -m training.train --encoder DIR --data DIR --out DIR [--start FILE] [--pdnc FILE] …

Writes a checkpoint after every epoch and goes on from the last one when it is started again.
"""

from __future__ import annotations

import json
import math
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch
from torch import Tensor
from torch.optim.swa_utils import AveragedModel

from fabula.language.wordpiece import WordPieces
from training.augment import joined_sentences, renamed, without_breaks, without_marks
from training.config import Run, command_line
from training.corpora import Example, lemma_rules, litbank, treebank
from training.losses import (
    antecedent_loss,
    arc_scores,
    attribution_loss,
    character_loss,
    mention_loss,
    mention_vectors,
    syntax_losses,
    word_losses,
    word_states,
)
from training.model import Encoder, ReadingModel
from training.prepare import load_examples


def read_vocabulary(folder: Path) -> WordPieces:
    return WordPieces((folder / "vocab.txt").read_text(encoding="utf8").splitlines())


def example_loss(model: ReadingModel, example: Example, vocabulary: WordPieces) -> dict[str, Tensor]:
    states = word_states(model, example, vocabulary)
    losses = syntax_losses(model, example, states) | word_losses(model, example, states)
    if example.mentions_are_gold:
        losses["mentions"] = mention_loss(model, example, states)
    if not len(example.mentions):
        return losses
    vectors = mention_vectors(model, states, example.mentions.start, example.mentions.end)
    if example.complete:
        losses["antecedents"] = antecedent_loss(model, example, vectors)
    elif (loss := character_loss(model, example, vectors)) is not None:
        losses["characters"] = loss
    if example.speakers:
        losses["speakers"], losses["addressees"] = attribution_loss(model, example, states, vectors)
    return losses


def evaluate(model: ReadingModel, examples: list[Example], vocabulary: WordPieces) -> dict[str, float]:
    """Mean losses on examples not trained on, and the share of words right on gold tokens in percent.

    To follow a run by; ``fabula evaluate`` gives the figures that count.
    """
    model.eval()
    sums = defaultdict[str, list[float]](list)
    counts: Counter[str] = Counter()
    with torch.no_grad():
        for example in examples:
            for name, loss in example_loss(model, example, vocabulary).items():
                sums[name].append(float(loss))
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
    upos, _xpos, event, _speech = model.words(states)
    counts = {}
    if example.events is not None:
        found = (event.squeeze(1) > 0).cpu().numpy()
        counts = {
            "events": (found & example.events).sum(),
            "found": found.sum(),
            "gold": example.events.sum(),
        }
    if example.syntax is None:
        return counts
    gold = example.syntax
    lemmas = model.lemmas(states, torch.as_tensor(gold.spelling))
    heads = torch.full((len(states),), -1)
    for sentences, scores in arc_scores(model, example.sentences, states):
        for (a, b), own in zip(sentences, scores.argmax(-1), strict=True):
            heads[a:b] = torch.where(own[: b - a] == 0, -1, own[: b - a] + a - 1)
    padded = torch.cat([states, torch.zeros_like(states[:1])])
    relations = model.relations(states, padded[heads]).argmax(1).cpu().numpy()
    attached = heads.cpu().numpy() == gold.heads
    return counts | {
        "words": len(states),
        "upos": (upos.argmax(1).cpu().numpy() == gold.upos).sum(),
        "lemma": (lemmas.argmax(1).cpu().numpy() == gold.lemmas).sum(),
        "uas": attached.sum(),
        "las": (attached & (relations == gold.relations)).sum(),
    }


def warm_up_and_fall(steps: int) -> Callable[[int], float]:
    """A factor on the learning rate: rising over the first 6 % of the steps, then falling to a fiftieth."""
    return lambda step: min((step + 1) / (0.06 * steps), max(0.02, (steps - step) / (0.94 * steps)))


def running_mean(decay: float) -> Callable[[Tensor, Tensor, Tensor], Tensor]:
    """A running mean that forgets the first steps, from which it starts, faster than the later ones."""
    return lambda mean, new, count: mean + (new - mean) * max(1 - decay, 9 / (10 + int(count)))


def write(state: dict, path: Path) -> None:
    """Writes a checkpoint whole or not at all, in a folder that need not be there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


@contextmanager
def moved(weight: Tensor, far: float) -> Iterator[None]:
    """Weights moved ``far`` along their gradient for a while: where the loss rises most.

    What is learnt there too holds for inputs a little different (Miyato, Dai and Goodfellow 2017).
    """
    size = None if weight.grad is None else float(weight.grad.norm())
    if not size or not math.isfinite(size):
        yield
        return
    before = weight.detach().clone()
    with torch.no_grad():
        weight.add_(weight.grad, alpha=far / size)
    try:
        yield
    finally:
        with torch.no_grad():
            weight.copy_(before)


class Corpora:
    """What is trained on: LitBank and the treebank in each epoch, and a share of PDNC's stretches.

    One in twenty of LitBank's and one in forty of the treebank's examples are kept back, to fit the
    temperatures of probabilities on (``training.calibrate``). Without ``fiction`` only the treebank is read.
    ``half``, "0" or "1", leaves out every other document of LitBank and every other novel of PDNC, for a
    model that has not seen the rest (cross-fitting; Chernozhukov and others 2018). LitBank is read ``times``
    an epoch; without ``syntax`` the treebank is not read.
    """

    def __init__(
        self,
        data: Path,
        vocabulary: WordPieces,
        pdnc: Path | None = None,
        share: int = 0,
        *,
        fiction: bool = True,
        pseudo: Path | None = None,
        pseudo_share: int = 0,
        half: str | None = None,
        times: int = 1,
        syntax: bool = True,
    ) -> None:
        web = data / "ud" / "ewt"
        self.vocabulary = vocabulary
        self.rules = lemma_rules(web / "train.conllu")
        books = list(litbank(data / "litbank", "train", vocabulary))
        novels = load_examples(pdnc) if pdnc else []
        if half is not None:
            books = books[int(half) :: 2]
            own = set(half_of(sorted({example.name.split(":")[0] for example in novels}), half))
            novels = [example for example in novels if example.name.split(":")[0] in own]
        pages = list(treebank(web / "train.conllu", self.rules, vocabulary))
        self.kept = books[::20] + pages[::40]
        del books[::20], pages[::40]
        self.whole = books * (times if fiction else 0) + (pages if syntax else [])
        self.held = [
            *litbank(data / "litbank", "dev", vocabulary),
            *treebank(web / "dev.conllu", self.rules, vocabulary),
        ]
        self.pdnc = novels
        self.share = min(share, len(self.pdnc))
        self.pseudo = load_examples(pseudo) if pseudo else []
        self.pseudo_share = min(pseudo_share, len(self.pseudo))

    @property
    def steps(self) -> int:
        return len(self.whole) + self.share + self.pseudo_share

    def epoch(self, rng: np.random.Generator, settings: SimpleNamespace) -> Iterator[Example]:
        """The examples of an epoch in random order, shares of them told otherwise as the settings say."""
        examples = list(self.whole)
        for more, share in ((self.pdnc, self.share), (self.pseudo, self.pseudo_share)):
            examples.extend(more[i] for i in (rng.choice(len(more), share, replace=False) if share else ()))
        for i in rng.permutation(len(examples)):
            example = examples[i]
            if example.syntax is None and rng.random() < settings.unmarked:
                example = without_marks(example, self.vocabulary)
            if example.syntax is None and rng.random() < settings.flat:
                example = without_breaks(example, self.vocabulary)
            if example.mentions_are_gold and not example.soft and rng.random() < settings.renamed:
                example = renamed(example, self.vocabulary, rng)
            if example.mentions_are_gold or example.syntax is not None:
                example = joined_sentences(example, rng)
            yield example


def half_of(names: Sequence[str], half: str) -> Sequence[str]:
    """Every other one of the names in their order: "0" the first, third …, "1" the rest."""
    return names[int(half) :: 2]


class Training:
    """A model in training, with its optimizer and the running mean of its weights."""

    def __init__(self, run: Run, rules: int, steps: int) -> None:
        self.out, self.weights, settings = run.out, run.weights, run.settings
        self.adversarial = settings.adversarial
        encoder = Encoder.pretrained(run.encoder)
        self.model = ReadingModel(encoder, rules)
        if run.paths.start:
            start = torch.load(run.paths.start, map_location=torch.get_default_device())
            if "model" in start:
                self.model.load_state_dict(start["model"])
            else:
                encoder.load_state_dict(start)
        encoder.requires_grad_(settings.rate > 0)
        heads = [p for n, p in self.model.named_parameters() if not n.startswith("encoder.")]
        groups = [
            {"params": list(encoder.parameters()), "lr": settings.rate},
            {"params": heads, "lr": settings.head_rate},
        ]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, warm_up_and_fall(steps))
        self.mean = AveragedModel(self.model, avg_fn=running_mean(settings.average))
        self.epoch = 0
        self.out.mkdir(parents=True, exist_ok=True)
        if (self.out / "last.pt").exists():
            saved = torch.load(
                self.out / "last.pt", weights_only=False, map_location=torch.get_default_device()
            )
            for name in ("model", "optimizer", "schedule", "mean"):
                getattr(self, name).load_state_dict(saved[name])
            self.epoch = saved["epoch"]

    def step(self, losses_now: Callable[[], dict[str, Tensor]]) -> dict[str, Tensor]:
        """One step; gives the losses that it began with."""
        losses = losses_now()
        loss = self._sum(losses)
        if loss.requires_grad:  # not so for a stretch in which nothing is known
            self.optimizer.zero_grad()
            loss.backward()
            if self.adversarial:
                with moved(self.model.encoder.words.weight, self.adversarial):
                    self._sum(losses_now()).backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            self.mean.update_parameters(self.model)
        self.schedule.step()
        return losses

    def _sum(self, losses: dict[str, Tensor]) -> Tensor:
        return sum((self.weights[name] * value for name, value in losses.items()), torch.zeros(()))

    def save(self, rules: list[str]) -> None:
        """Writes what training goes on from, whole or not at all, and what is exported."""
        names = ("model", "optimizer", "schedule", "mean")
        state = {name: getattr(self, name).state_dict() for name in names} | {"epoch": self.epoch}
        mean = {"model": self.mean.module.state_dict(), "rules": rules}
        write(state, self.out / "last.pt")
        write(mean, self.out / "weights.pt")


def main() -> None:
    run = command_line(
        __doc__,
        ("mentions", "polish", "distil", "treebank", "half", "joint"),
        {"data": "folder with litbank/ and ud/ewt/"},
        {
            "start": "encoder of training.pretrain, or weights.pt of an earlier run",
            "pdnc": "examples that training.prepare wrote",
            "pseudo": "examples that training.pseudo wrote",
        },
    )
    settings = run.settings
    torch.set_num_threads(run.threads)
    torch.set_default_device(run.device)
    vocabulary = read_vocabulary(run.encoder)
    corpora = Corpora(
        run.paths.data, vocabulary, run.paths.pdnc, settings.pdnc_share, fiction=settings.fiction,
        pseudo=run.paths.pseudo, pseudo_share=settings.pseudo_share, half=settings.half or None,
        times=settings.times, syntax=settings.syntax,
    )  # fmt: skip
    torch.manual_seed(run.seed)
    training = Training(run, len(corpora.rules), settings.epochs * corpora.steps)
    for epoch in range(training.epoch, settings.epochs):
        torch.manual_seed(1000 * run.seed + epoch)
        began = time.time()
        losses = one_epoch(
            training, corpora.epoch(np.random.default_rng([run.seed, epoch]), settings), vocabulary
        )
        training.epoch = epoch + 1
        row = {
            "epoch": training.epoch,
            "seconds": round(time.time() - began),
            "train": losses,
            "dev": evaluate(training.mean.module, corpora.held, vocabulary),
        }
        print(json.dumps(row), flush=True)
        with (run.out / "log.jsonl").open("a", encoding="utf8") as log:
            log.write(json.dumps(row) + "\n")
        training.save(corpora.rules)


def one_epoch(training: Training, examples: Iterator[Example], vocabulary: WordPieces) -> dict[str, float]:
    """Trains on the examples, tells now and then how far it is, and gives the mean loss of each task."""
    training.model.train()
    began, sums = time.time(), defaultdict[str, list[float]](list)
    for done, example in enumerate(examples):
        losses = training.step(partial(example_loss, training.model, example, vocabulary))
        for name, value in losses.items():
            sums[name].append(float(value.detach()))
        if done % 50 == 49:
            print(f"epoch {training.epoch + 1}: {done + 1} read, {time.time() - began:.0f} s", flush=True)
    return {name: round(float(np.mean(values)), 4) for name, values in sums.items()}


if __name__ == "__main__":
    main()
