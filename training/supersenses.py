"""Adds to a finished model the part that tells the supersenses of nouns and verbs.

    python -m training.supersenses --model DIR --data DIR --wordnet DIR --kept DIR --out DIR

``--data`` holds SemCor's ``semcor.tsv``, ``--wordnet`` the files ``index.*`` and ``data.*`` of WordNet 3.0
(Debian's package ``wordnet-base``). The states are those of the exported encoder, which stays as it is. Every
ninth document is left out: it is scored, and fits the temperature. Every ninth of the others chose what
stands below, by heads trained on the rest.
What SemCor says of words is shown to the head as it is of words of documents that it has not seen.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from fabula.evaluation.semcor import Document, read_documents
from fabula.language.encode import encode_words
from fabula.language.features import quotation_table
from fabula.language.lemmas import Lemmas
from fabula.language.model import Model
from fabula.language.sense_lexicon import SENSES, SIZE, SenseLexicon, may_have_one
from fabula.language.sessions import HEADS_FILE, SENSES_FILE
from fabula.language.sessions import SENSES as PART
from fabula.language.speech import find_quotations
from fabula.language.supersenses import best_tags, no_sense
from fabula.language.syntax import tag_words
from fabula.types import SUPERSENSES
from training.branches import add, read_heads, write_heads
from training.card import read_card, write_card
from training.export import head_graph
from training.kept import once
from training.wordnet import lexicon, read_wordnet, tell

TAGS = 1 + 2 * SENSES
INNER, EPOCHS, BATCH, RATE, DECAY, SMOOTHING = 320, 8, 256, 1e-3, 0.01, 0.05
DROPOUT = 0.2, 0.3
"""What is left out of what a head sees, and of what it makes of that."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A document as the model reads it: each word's lemma, part of speech and state; ``tags`` are right."""

    document: Document
    words: list[str]
    lemmas: list[str]
    upos: np.ndarray
    states: np.ndarray
    tags: np.ndarray

    @property
    def bounds(self) -> tuple[np.ndarray, np.ndarray]:
        """Where its sentences begin, and where they end."""
        start, end = np.asarray(self.document.bounds, np.int32).reshape(-1, 2).T
        return np.ascontiguousarray(start), np.ascontiguousarray(end)


class SenseHead(nn.Module):
    """States of words and what is known of them beforehand, to logits of their tags (m, TAGS)."""

    def __init__(self, mean: torch.Tensor, spread: torch.Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("spread", spread)
        self.inner, self.outer = nn.Linear(len(mean), INNER), nn.Linear(INNER, TAGS)
        self.seen, self.hidden = (nn.Dropout(share) for share in DROPOUT)

    def forward(self, states: torch.Tensor, features: torch.Tensor) -> torch.Tensor:
        seen = self.seen((torch.cat([states, features], dim=1) - self.mean) / self.spread)
        return self.outer(self.hidden(functional.gelu(self.inner(seen))))


def read(document: Document, model: Model) -> Seen:
    """A document as the model reads it, on the words and sentences of the corpus."""
    words = [document.text.content[start:end] for start, end in document.tokens]
    start, end = np.asarray(document.tokens, np.int32).T
    opens = [block.start for block in document.text.blocks]
    block = (np.searchsorted(opens, start, side="right") - 1).astype(np.int32)
    quotations = quotation_table(find_quotations(document.text), start, end, block)
    states = model.states(*encode_words(words, block, quotations, model.vocabulary))
    lemmas = Lemmas(model.card["lemma_rules"], model.vocabulary.rank)
    tags = tag_words(model, states, lemmas.spellings(words))
    made = lemmas.of(words, tags.rule.tolist(), tags.xpos.tolist())
    right = np.zeros(len(words), np.int64)
    for first, last, sense in document.senses:
        right[first:last] = 1 + SENSES + SUPERSENSES.index(sense)
        right[first] -= SENSES
    return Seen(document, words, made, tags.upos, states.astype(np.float16), right)


def shown(own: Seen, known: SenseLexicon) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The words of a document that may have a supersense: which, their states, what is known of them."""
    told = known.features(own.words, own.lemmas, own.upos, *own.bounds)
    asked = np.flatnonzero(may_have_one(told))
    return asked, own.states[asked], told[asked].astype(np.float16)


def shown_apart(documents: Sequence[Seen], known: SenseLexicon) -> Iterator[tuple[np.ndarray, ...]]:
    """The same of each of the documents that a lexicon was made of, as if it had not been one of them."""
    for own in documents:
        tell(known, own, -1)
        yield shown(own, known)
        tell(known, own, 1)


def train(documents: Sequence[Seen], known: SenseLexicon) -> SenseHead:
    """Trains a head on the documents that a lexicon was made of."""
    asked, *parts = zip(*shown_apart(documents, known), strict=True)
    states, features = (torch.from_numpy(np.concatenate(part)) for part in parts)
    right = [own.tags[places] for own, places in zip(documents, asked, strict=True)]
    return train_on(states, features, torch.from_numpy(np.concatenate(right)))


def train_on(states: torch.Tensor, features: torch.Tensor, right: torch.Tensor) -> SenseHead:
    """Trains a head on words."""
    torch.manual_seed(0)
    every = torch.cat([states, features], dim=1).float()
    head = SenseHead(every.mean(dim=0), every.std(dim=0) + 1e-2)
    optimizer = torch.optim.AdamW(head.parameters(), RATE, weight_decay=DECAY)
    steps = len(right) // BATCH
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=EPOCHS * steps, pct_start=0.1)
    for epoch in range(EPOCHS):
        total = 0.0
        for own in torch.randperm(len(right)).split(BATCH)[:steps]:
            found = head(states[own].float(), features[own].float())
            loss = functional.cross_entropy(found, right[own], label_smoothing=SMOOTHING)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        sys.stdout.write(f"epoch {epoch + 1}: loss {total / steps:.3f}\n")
        sys.stdout.flush()
    return head.eval()


def logits(head: SenseHead, own: Seen, known: SenseLexicon) -> np.ndarray:
    """What a head gives for the words of a document."""
    asked, states, features = shown(own, known)
    found = no_sense(len(own.words))
    with torch.no_grad():
        found[asked] = head(torch.from_numpy(states).float(), torch.from_numpy(features).float()).numpy()
    return found


def scored(documents: Sequence[Seen], found: Sequence[np.ndarray]) -> str:
    """F1 of the words and phrases that are found with the right supersense."""
    wanted: Counter[tuple[int, int, int, int]] = Counter()
    given: Counter[tuple[int, int, int, int]] = Counter()
    for i, (own, scores) in enumerate(zip(documents, found, strict=True)):
        tags = np.zeros(len(own.words), np.int32)
        for start, end in own.document.bounds:
            tags[start:end] = best_tags(scores[None, start:end], np.array([end - start]))[0]
        wanted.update((i, *span) for span in spans_of(own.tags))
        given.update((i, *span) for span in spans_of(tags))
    right = (wanted & given).total()
    precision, recall = right / given.total(), right / wanted.total()
    return f"F1 {200 * right / (wanted.total() + given.total()):.2f} ({precision:.3f}, {recall:.3f})"


def spans_of(tags: np.ndarray) -> list[tuple[int, int, int]]:
    """The words and phrases that tags mark, each with its first tag."""
    found = []
    for start in np.flatnonzero((tags > 0) & (tags <= SENSES)).tolist():
        end = start + 1
        while end < len(tags) and tags[end] == tags[start] + SENSES:
            end += 1
        found.append((start, end, int(tags[start])))
    return found


def temperature(documents: Sequence[Seen], found: Sequence[np.ndarray]) -> float:
    """What logits are divided by so that they are probabilities of what is right."""
    scores = torch.from_numpy(np.concatenate(found))
    right = torch.from_numpy(np.concatenate([own.tags for own in documents]))
    tried = [float(t) for t in np.arange(0.5, 1.5, 0.02)]
    return round(min(tried, key=lambda t: float(functional.cross_entropy(scores / t, right))), 2)


def write(head: SenseHead, known: SenseLexicon, degree: float, model: Path, out: Path) -> None:
    """Copies the model if ``out`` is another folder; puts the head among the others, the lexicon beside."""
    out.mkdir(parents=True, exist_ok=True)
    if model.resolve() != out.resolve():
        for file in model.iterdir():
            shutil.copyfile(file, out / file.name)
    card = read_card(out)
    inputs = {"states": torch.rand(5, int(card["width"])), "features": torch.rand(5, SIZE)}
    free = {name: {0: "n"} for name in (*inputs, PART)}
    heads = read_heads(out)
    add(heads, PART, head_graph(head, inputs, [PART], free, exact=False))
    write_heads(heads, out)
    known.save(out / SENSES_FILE)
    card["temperatures"][PART] = degree
    for name in (HEADS_FILE, SENSES_FILE):
        card["sha256"][name] = hashlib.sha256((out / name).read_bytes()).hexdigest()
    write_card(out, card)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True, help="folder of the finished model")
    parser.add_argument("--data", type=Path, required=True, help="folder with semcor.tsv")
    parser.add_argument("--wordnet", type=Path, required=True, help="folder with WordNet's files")
    parser.add_argument("--kept", type=Path, required=True, help="where what has been read is kept")
    parser.add_argument("--out", type=Path, required=True, help="where the model with the part goes")
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.kept.mkdir(parents=True, exist_ok=True)
    model, senses = Model(args.model), read_wordnet(args.wordnet)
    seen: dict[str, list[Seen]] = {}
    for split in ("train", "dev"):
        seen[split] = [
            once(args.kept / f"document.{own.name}.pickle", partial(read, own, model))
            for own in read_documents(args.data, split)
        ]
    known = lexicon(senses, seen["train"])
    head = once(args.kept / "head.pickle", partial(train, seen["train"], known))
    found = [logits(head, own, known) for own in seen["dev"]]
    degree = temperature(seen["dev"], found)
    sys.stdout.write(f"left out: {scored(seen['dev'], found)}, temperature {degree}\n")
    write(head, known, degree, args.model, args.out)


if __name__ == "__main__":
    main()
