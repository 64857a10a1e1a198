"""The loss of each task on one example, given the states of its words."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from fabula.language.features import antecedent_features, speaker_features
from fabula.language.windows import windows
from fabula.language.wordpiece import WordPieces
from training.corpora import Example
from training.model import ReadingModel

ANTECEDENT_REACH = 200
"""Earlier mentions that a mention is compared with in training."""


def word_states(model: ReadingModel, example: Example, vocabulary: WordPieces) -> Tensor:
    """Reads the example in overlapping windows: one state a word, the mean of its pieces' states."""
    lengths = [len(p) for p in example.pieces]
    spans = windows(lengths)
    size = max(sum(lengths[w.first : w.last]) for w in spans) + 2
    pieces = np.full((len(spans), size), vocabulary.pad, np.int64)
    cases = np.full((len(spans), size), 5, np.int64)
    mask = np.zeros((len(spans), size), np.int64)
    gather: list[int] = []
    for row, w in enumerate(spans):
        flat = [p for word in example.pieces[w.first : w.last] for p in word]
        pieces[row, : len(flat) + 2] = [vocabulary.start, *flat, vocabulary.end]
        shapes = [example.cases[i] for i in range(w.first, w.last) for _ in example.pieces[i]]
        cases[row, 1 : len(flat) + 1] = shapes
        mask[row, : len(flat) + 2] = 1
        skip = sum(lengths[w.first : w.keep_first])
        kept = sum(lengths[w.keep_first : w.keep_last])
        gather.extend(row * size + 1 + skip + i for i in range(kept))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = model.encoder(torch.from_numpy(pieces), torch.from_numpy(cases), torch.from_numpy(mask))
    flat_states = states.float().reshape(-1, states.shape[-1])[torch.tensor(gather)]
    owner = torch.repeat_interleave(torch.arange(len(lengths)), torch.tensor(lengths))
    total = torch.zeros(len(lengths), states.shape[-1]).index_add(0, owner, flat_states)
    return total / torch.tensor(lengths)[:, None]


def mention_loss(
    model: ReadingModel, example: Example, states: Tensor, merge: np.random.Generator | None
) -> Tensor:
    """Cross-entropy over every span of every sentence, and over the form of the gold ones."""
    sentences = list(example.sentences)
    if merge is not None:  # sentence boundaries are never quite those of the corpus
        joined = [sentences[0]]
        for s in sentences[1:]:
            if merge.random() < 0.2 and s[1] - joined[-1][0] < 80:
                joined[-1] = (joined[-1][0], s[1])
            else:
                joined.append(s)
        sentences = joined
    order = sorted(sentences, key=lambda s: s[1] - s[0])
    table = example.mentions
    gold = {
        (int(a), int(b) - 1): (int(t), int(f))
        for a, b, t, f in zip(table.start, table.end, table.type, table.form, strict=True)
    }
    total = states.new_zeros(())
    batch: list[tuple[int, int]] = []
    for k, s in enumerate(order):
        batch.append(s)
        longest = s[1] - s[0]
        if k + 1 == len(order) or (len(batch) + 1) * longest**2 > 60_000:
            total = total + _batch_loss(model, states, batch, longest, gold)
            batch = []
    return total / len(example.words) * 8.0


def _batch_loss(model: ReadingModel, states: Tensor, batch: list, longest: int, gold: dict) -> Tensor:
    index = torch.zeros(len(batch), longest, dtype=torch.long)
    valid = torch.zeros(len(batch), longest, dtype=torch.bool)
    target = torch.zeros(len(batch), longest, longest, dtype=torch.long)
    form_at: list[tuple[int, int, int]] = []
    form_is: list[int] = []
    place = {a + i: (row, i) for row, (a, b) in enumerate(batch) for i in range(b - a)}
    for row, (a, b) in enumerate(batch):
        index[row, : b - a] = torch.arange(a, b)
        valid[row, : b - a] = True
    for (a, b), (kind, form) in gold.items():
        if a in place and b in place and place[a][0] == place[b][0]:
            (row, i), (_, j) = place[a], place[b]
            target[row, i, j] = kind + 1
            form_at.append((row, i, j))
            form_is.append(form)
    types, forms = model.mentions(states[index])
    keep = torch.triu(valid[:, :, None] & valid[:, None, :])
    loss = F.cross_entropy(types[keep], target[keep], reduction="sum")
    if form_at:
        row, i, j = torch.tensor(form_at).T
        loss = loss + 0.5 * F.cross_entropy(forms[row, i, j], torch.tensor(form_is), reduction="sum")
    return loss


def mention_vectors(model: ReadingModel, states: Tensor, start: np.ndarray, end: np.ndarray) -> Tensor:
    """Vectors of mentions from the states at their first and last word and their mean."""
    sums = torch.cat([states.new_zeros(1, states.shape[1]), states.cumsum(0)])
    a, b = torch.from_numpy(start.astype(np.int64)), torch.from_numpy(end.astype(np.int64))
    mean = (sums[b] - sums[a]) / (b - a)[:, None]
    return model.mention_vectors(torch.cat([states[a], states[b - 1], mean], dim=1))


def antecedent_loss(model: ReadingModel, example: Example, vectors: Tensor) -> Tensor:
    """Marginal log-likelihood of the right antecedents (Lee et al. 2017).

    Only where every mention has its entity: a model that learns from the few mentions that PDNC knows skips
    the nearest antecedents, which it leaves unmarked (training/EXPERIMENTS.md).
    """
    count = len(example.entities)
    if count < 2 or not example.complete:
        return vectors.new_zeros(())
    later, earlier = np.tril_indices(count, -1)
    near = later - earlier <= ANTECEDENT_REACH
    later, earlier = later[near], earlier[near]
    features = torch.from_numpy(antecedent_features(example.mentions, later, earlier))
    at = (torch.from_numpy(later), torch.from_numpy(earlier))
    scores = model.antecedents(vectors[at[0]], vectors[at[1]], features)
    full = scores.new_full((count, count + 1), -1e4).index_put(at, scores)
    full[:, -1] = 0.0
    gold = torch.zeros(count, count + 1, dtype=torch.bool)
    gold[at] = torch.from_numpy(example.entities[later] == example.entities[earlier])
    gold[~gold.any(1), -1] = True
    loss = full.logsumexp(1) - full.masked_fill(~gold, -1e4).logsumexp(1)
    return loss.mean()


def quotation_vectors(model: ReadingModel, example: Example, states: Tensor) -> Tensor:
    """Vectors of quotations from the states at the ends of their first and last part."""
    parts = example.quotations.parts
    places = [(p[0][0], p[0][1] - 1, p[-1][0], p[-1][1] - 1) for p in parts]
    return model.quotation_vectors(states[torch.tensor(places)].flatten(1))


def attribution_loss(
    model: ReadingModel, example: Example, states: Tensor, vectors: Tensor
) -> tuple[Tensor, Tensor]:
    """Marginal log-likelihood of the right speaker mentions, and of the right addressee mentions."""
    quoted = quotation_vectors(model, example, states)
    losses = []
    for scorer, targets in ((model.speakers, example.speakers), (model.addressees, example.addressees)):
        left, right, features, used = [], [], [], []
        for q, (candidates, gold) in enumerate(targets):
            if len(candidates) and gold.any():
                used.append((len(candidates), gold))
                left.extend([q] * len(candidates))
                right.extend(candidates.tolist())
                features.append(speaker_features(example.quotations, example.mentions, q, candidates))
        if not used:
            losses.append(vectors.new_zeros(()))
            continue
        scores = scorer(
            quoted[torch.tensor(left)],
            vectors[torch.tensor(right)],
            torch.from_numpy(np.concatenate(features)),
        )
        total, at = vectors.new_zeros(()), 0
        for size, gold in used:
            row = torch.cat([scores[at : at + size], scores.new_zeros(1)])
            total = total + row.logsumexp(0) - row[torch.from_numpy(gold)].logsumexp(0)
            at += size
        losses.append(total / len(used))
    return losses[0], losses[1]
