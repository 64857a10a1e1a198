"""The loss of each task on one example, given the states of its words."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from fabula.language.features import antecedent_features, speaker_features
from fabula.language.windows import windows
from fabula.language.wordpiece import WordPieces
from training.corpora import UNKNOWN, Example
from training.model import TYPES, ReadingModel

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
    with torch.autocast(torch.get_default_device().type, dtype=torch.bfloat16):
        states = model.encoder(torch.as_tensor(pieces), torch.as_tensor(cases), torch.as_tensor(mask))
    flat_states = states.float().reshape(-1, states.shape[-1])[torch.tensor(gather)]
    owner = torch.as_tensor(np.repeat(np.arange(len(lengths)), lengths))
    total = torch.zeros(len(lengths), states.shape[-1]).index_add(0, owner, flat_states)
    return total / torch.tensor(lengths)[:, None]


def syntax_losses(model: ReadingModel, example: Example, states: Tensor) -> dict[str, Tensor]:
    """Cross-entropy of tags, lemma rules, heads within the sentence, and relations on the gold heads."""
    gold = example.syntax
    if gold is None:
        return {}
    upos, xpos, _event, _speech = model.words(states)
    lemmas = model.lemmas(states, torch.as_tensor(gold.spelling))
    heads = torch.as_tensor(gold.heads)
    padded = torch.cat([states, torch.zeros_like(states[:1])])  # the last row is the root, at -1
    relations = model.relations(states, padded[heads])
    arcs = states.new_zeros(())
    for sentences, scores in arc_scores(model, example.sentences, states):
        target = head_targets(example, sentences, scores.shape[1])
        arcs = arcs + F.cross_entropy(scores.flatten(0, 1), target.flatten(), reduction="sum")
    return {
        "upos": F.cross_entropy(upos, torch.as_tensor(gold.upos)),
        "xpos": F.cross_entropy(xpos, torch.as_tensor(gold.xpos)),
        "lemmas": F.cross_entropy(lemmas, torch.as_tensor(gold.lemmas), ignore_index=UNKNOWN),
        "heads": arcs / len(states),
        "relations": F.cross_entropy(relations, torch.as_tensor(gold.relations)),
    }


def arc_scores(
    model: ReadingModel, sentences: list[tuple[int, int]], states: Tensor
) -> Iterator[tuple[list[tuple[int, int]], Tensor]]:
    """Batches of sentences of like length, and their scores (n, length, 1 + length), -1e4 past their ends."""
    order = sorted(sentences, key=lambda s: s[1] - s[0])
    for batch in (order[i : i + 8] for i in range(0, len(order), 8)):
        longest = batch[-1][1] - batch[-1][0]
        index = torch.zeros(len(batch), longest, dtype=torch.long)
        beyond = torch.zeros(len(batch), 1, 1 + longest, dtype=torch.bool)
        for row, (a, b) in enumerate(batch):
            index[row, : b - a] = torch.arange(a, b)
            beyond[row, 0, b - a + 1 :] = True
        yield batch, model.arcs(states[index]).masked_fill(beyond, -1e4)


def head_targets(example: Example, sentences: list[tuple[int, int]], longest: int) -> Tensor:
    """For each word of a batch of sentences (n, longest) its head, ``UNKNOWN`` past the ends."""
    target = torch.full((len(sentences), longest), UNKNOWN)
    for row, (a, b) in enumerate(sentences):
        own = torch.as_tensor(example.syntax.heads[a:b])
        target[row, : b - a] = torch.where(own < 0, 0, own - a + 1)
    return target


def word_losses(model: ReadingModel, example: Example, states: Tensor) -> dict[str, Tensor]:
    """Cross-entropy of events, of direct speech and of lost paragraph breaks, where an example has them."""
    _upos, _xpos, event, speech = model.words(states)
    losses = {}
    if example.events is not None:
        target = torch.as_tensor(example.events.astype(np.float32))
        losses["events"] = F.binary_cross_entropy_with_logits(event.squeeze(1), target)
    if example.syntax is None:
        losses["speech"] = F.cross_entropy(speech, speech_target(example))
    if example.breaks is not None:
        found = model.breaks(torch.cat([states[:-1], states[1:]], dim=1)).squeeze(1)
        target = torch.as_tensor(example.breaks[1:].astype(np.float32))
        losses["breaks"] = F.binary_cross_entropy_with_logits(found, target)
    return losses


def speech_target(example: Example) -> Tensor:
    """For each word whether it is outside speech, begins a part of a quotation, or is inside one."""
    target = torch.zeros(len(example.words), dtype=torch.long)
    for parts in example.quotations.parts:
        for a, b in parts:
            target[a:b] = 2
            target[a] = 1
    return target


def mention_loss(model: ReadingModel, example: Example, states: Tensor) -> Tensor:
    """Cross-entropy over every span of every sentence, and over the form of the gold ones."""
    total = states.new_zeros(())
    for types, kinds, forms, shapes in span_rows(model, example, states):
        total = total + F.cross_entropy(types, kinds, reduction="sum")
        total = total + 0.5 * F.cross_entropy(forms, shapes, reduction="sum")
    return total / len(example.words) * 8.0


def span_rows(
    model: ReadingModel, example: Example, states: Tensor
) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
    """By batch of sentences: type logits of spans and what they are, form logits of the gold and theirs.

    What spans are is a class each, or the probabilities of the classes where the example is soft.
    """
    order = sorted(example.sentences, key=lambda s: s[1] - s[0])
    table = example.mentions
    gold = {
        (int(a), int(b) - 1): (int(t), int(f))
        for a, b, t, f in zip(table.start, table.end, table.type, table.form, strict=True)
    }
    soft = None
    if example.soft is not None:
        ends = zip(example.soft.start.tolist(), (example.soft.end - 1).tolist(), strict=True)
        soft = dict(zip(ends, torch.as_tensor(example.soft.types).float(), strict=True))
    batch: list[tuple[int, int]] = []
    for k, s in enumerate(order):
        batch.append(s)
        longest = s[1] - s[0]
        if k + 1 == len(order) or (len(batch) + 1) * longest**2 > 60_000:
            yield _batch_rows(model, states, batch, longest, gold, soft)
            batch = []


def _batch_rows(
    model: ReadingModel, states: Tensor, batch: list, longest: int, gold: dict, soft: dict | None
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    index = torch.zeros(len(batch), longest, dtype=torch.long)
    valid = torch.zeros(len(batch), longest, dtype=torch.bool)
    target = torch.zeros(len(batch), longest, longest, dtype=torch.long)
    found: list[tuple[int, int, int, int]] = []
    place = {a + i: (row, i) for row, (a, b) in enumerate(batch) for i in range(b - a)}
    for row, (a, b) in enumerate(batch):
        index[row, : b - a] = torch.arange(a, b)
        valid[row, : b - a] = True
    for (a, b), (kind, form) in gold.items():
        if a in place and b in place and place[a][0] == place[b][0]:
            (row, i), (_, j) = place[a], place[b]
            target[row, i, j] = kind + 1
            found.append((row, i, j, form))
    if soft is not None:
        target = F.one_hot(target * 0, 1 + TYPES).float()
        for (a, b), types in soft.items():
            if a in place and b in place and place[a][0] == place[b][0]:
                target[place[a][0], place[a][1], place[b][1]] = types
    types, forms = model.mentions(states[index])
    keep = torch.triu(valid[:, :, None] & valid[:, None, :])
    row, i, j, form = torch.tensor(found, dtype=torch.long).reshape(-1, 4).T
    return types[keep], target[keep], forms[row, i, j], form


def mention_vectors(model: ReadingModel, states: Tensor, start: np.ndarray, end: np.ndarray) -> Tensor:
    """Vectors of mentions from the states at their first and last word and their mean."""
    sums = torch.cat([states.new_zeros(1, states.shape[1]), states.cumsum(0)])
    a, b = torch.as_tensor(start.astype(np.int64)), torch.as_tensor(end.astype(np.int64))
    mean = (sums[b] - sums[a]) / (b - a)[:, None]
    return model.mention_vectors(torch.cat([states[a], states[b - 1], mean], dim=1))


def antecedent_loss(model: ReadingModel, example: Example, vectors: Tensor) -> Tensor:
    """Marginal log-likelihood of the right antecedents (Lee et al. 2017).

    Only where every mention has its entity: a model that learns from the few mentions that PDNC knows skips
    the nearest antecedents, which it leaves unmarked (training/EXPERIMENTS.md).
    """
    rows, gold = antecedent_rows(model, example, vectors)
    return (rows.logsumexp(1) - rows.masked_fill(~gold, -1e4).logsumexp(1)).mean()


def character_loss(model: ReadingModel, example: Example, vectors: Tensor) -> Tensor | None:
    """The same among the mentions whose character is known: which of them, if one of them it is.

    What nobody has marked, and "none", is left out of the sum over candidates, and so loses nothing. None
    where no two mentions are known to be one character's.
    """
    known = np.flatnonzero(example.entities >= 0)
    rows, gold = antecedent_rows(model, example, vectors, known)
    rows, gold = rows[:, :-1], gold[:, :-1]
    linked = gold.any(1)
    rows, gold = rows[linked], gold[linked]
    if not len(rows):
        return None
    return (rows.logsumexp(1) - rows.masked_fill(~gold, -1e4).logsumexp(1)).mean()


def antecedent_rows(
    model: ReadingModel, example: Example, vectors: Tensor, among: np.ndarray | None = None
) -> tuple[Tensor, Tensor]:
    """Scores of M mentions' antecedents (M, M + 1), "none" in the last place, and which of them are right.

    ``among``: the only mentions (numbers, in order) that are candidates for each other.
    """
    count = len(example.entities)
    own = np.arange(count) if among is None else among
    later, earlier = (own[side] for side in np.tril_indices(len(own), -1))
    near = later - earlier <= ANTECEDENT_REACH
    later, earlier = later[near], earlier[near]
    features = torch.as_tensor(antecedent_features(example.mentions, later, earlier))
    at = (torch.as_tensor(later), torch.as_tensor(earlier))
    scores = model.antecedents(vectors, vectors, *at, features)
    rows = scores.new_full((count, count + 1), -1e4).index_put(at, scores)
    rows[:, -1] = 0.0
    gold = torch.zeros(count, count + 1, dtype=torch.bool)
    gold[at] = torch.as_tensor(example.entities[later] == example.entities[earlier])
    gold[:, -1] |= ~gold.any(1)
    return rows, gold


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
            quoted,
            vectors,
            torch.tensor(left),
            torch.tensor(right),
            torch.as_tensor(np.concatenate(features)),
        )
        total, at = vectors.new_zeros(()), 0
        for size, gold in used:
            row = torch.cat([scores[at : at + size], scores.new_zeros(1)])
            total = total + row.logsumexp(0) - row[torch.as_tensor(np.flatnonzero(gold))].logsumexp(0)
            at += size
        losses.append(total / len(used))
    return losses[0], losses[1]
