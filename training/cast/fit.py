"""Fits every weight of the cast stage on annotated fiction, and says how good it is on texts left out.

    python -m training.cast.fit --data DIR --kept DIR [--more DIR …] [--cross DIR] [--folds 3] --out FILE

Each round reads all texts with the weights so far, and fits: which figures are one person, who speaks each
line, and who hears it. With ``--folds`` every text is scored with weights fitted on the others.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch

from fabula.cast.calibration import SPEAKER
from fabula.cast.casting import cast_of, draft, finish, settle
from fabula.cast.identity.evidence import PAIR
from fabula.cast.weights import Weights, parse, shipped
from fabula.evaluation.scores.addressees import score_addressees
from fabula.evaluation.scores.speakers import score_speakers
from training.cast import fit_addressees, fit_confidence, fit_identity, fit_speakers
from training.cast.fit_addressees import Heard, heard_of
from training.cast.fit_confidence import Claimed, claimed
from training.cast.fit_identity import Judged, judged
from training.cast.ground import Ground, ground_of, take_ground
from training.cast.hidden import by_forename, by_surname
from training.cast.lines import Example, examples_of, quotations_of
from training.cast.written import named, written

T = TypeVar("T")
LINKS = json.loads(files("fabula.cast").joinpath("weights.json").read_text(encoding="utf8"))["links"]
"""Those of mentions are fitted by ``training.confidence``."""
OWN = 0.4
"""What a story of ``--more`` counts for who speaks: there are many, by one hand, and hard by intent."""
THRESHOLDS = np.arange(0.25, 0.6, 0.05)


@dataclass(frozen=True)
class Observed:
    """What one text has to learn from."""

    name: str
    corpus: str
    pairs: Sequence[Judged]
    lines: Sequence[Example]
    heard: Heard
    claims: Claimed


def observe(ground: Ground, weights: Weights) -> Observed:
    """Reads a text with some weights."""
    first = draft(ground.text, ground.notes, weights)
    pairs = [judged(ground, first)]  # before figures are joined
    apart = (draft(ground.text, ground.notes, weights, named=named) for named in (by_forename, by_surname))
    pairs.extend(judged(ground, own) for own in apart)
    settled = finish(first, weights)
    lines = examples_of(ground.name, settled, ground.parts)
    heard = heard_of(ground, settled)
    return Observed(ground.name, ground.corpus, pairs, lines, heard, claimed(settled, ground.parts))


def fit(texts: Sequence[Observed]) -> dict[str, object]:
    """The weights, as ``weights.json`` keeps them."""
    lines = [e for own in texts for e in own.lines]
    counts = {own.name: sum(int(e.decided.sum()) for e in own.lines) for own in texts}
    mine = {own.name: OWN if own.corpus == "own" else 1.0 for own in texts}
    shares = [mine[e.text] * max(counts[e.text], 1) ** -0.5 for e in lines]
    model = fit_speakers.fit(lines, shares)
    heard = [own.heard for own in texts]
    addressee = fit_addressees.fit(heard)
    threshold = max(THRESHOLDS, key=lambda t: fit_addressees.f1(heard, addressee, t))
    pair = fit_identity.fit([pairs for own in texts for pairs in own.pairs])
    return {
        "source": {
            "script": "python -m training.cast.fit",
            "date": date.today().isoformat(),
            "texts": len(texts),
            "lines": sum(counts.values()),
        },
        "identity": {"pair": named(PAIR, pair)},
        "speakers": fit_speakers.kept(model),
        "addressees": fit_addressees.kept(addressee, float(threshold)),
        "confidence": {"speaker": named(SPEAKER, fit_confidence.fit([own.claims for own in texts]))},
        "links": LINKS,
    }


@dataclass
class Score:
    """Right lines, all lines, the same of those without a tag, and the F1 of addressees, of one text."""

    corpus: str
    right: int
    lines: int
    right_untagged: int
    untagged: int
    addressed: float


def score(ground: Ground, weights: Weights) -> Score:
    """Speakers one to one and addressees of a text, read with some weights."""
    settled = settle(ground.text, ground.notes, weights)
    cast = cast_of(settled, weights)
    rows = quotations_of(settled, ground.parts)
    quotes = [None if row is None else cast.quotes[row] for row in rows]
    scored = score_speakers(
        [part.speaker for part in ground.parts], [None if q is None else q.speaker for q in quotes]
    )
    told = [row is not None and settled.said[row].mention >= 0 for row in rows]
    tally = score_addressees(
        [tuple(part.addressees or ()) for part in ground.parts],
        [() if q is None or part.addressees is None else q.addressees
         for q, part in zip(quotes, ground.parts, strict=True)],
        scored.pairing,
        to_nobody=True,
    )  # fmt: skip
    right = scored.one_to_one
    return Score(
        ground.corpus,
        sum(right),
        len(right),
        sum(r for r, t in zip(right, told, strict=True) if not t),
        sum(not t for t in told),
        tally.f1 or 0.0,
    )


def summary(scores: Sequence[Score]) -> str:
    """Each corpus over its lines and as the mean of its texts."""
    lines = []
    by_corpus: dict[str, list[Score]] = defaultdict(list)
    for own in scores:
        by_corpus[own.corpus].append(own)
    for corpus, own in by_corpus.items():
        total, untagged = sum(s.lines for s in own), max(1, sum(s.untagged for s in own))
        mean = np.mean([100 * s.right / max(1, s.lines) for s in own])
        lines.append(
            f"{corpus:8} {len(own):3} texts {total:6} lines: "
            f"{100 * sum(s.right for s in own) / total:.2f} of lines, {mean:.2f} mean, "
            f"{100 * sum(s.right_untagged for s in own) / untagged:.2f} of those without a tag, "
            f"addressees {np.mean([s.addressed for s in own]):.1f}"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    take_ground(parser)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--folds", type=int, default=0, help="score each text with weights from the others")
    parser.add_argument("--out", type=Path, help="weights.json to write")
    args = parser.parse_args()
    torch.set_num_threads(1)
    run(ground_of(args), args.rounds, args.folds, args.out)


def each(do: Callable[[Ground, Weights], T], ground: Sequence[Ground], weights: Sequence[Weights]) -> list[T]:
    """What ``do`` makes of each text, on all cores."""
    with ProcessPoolExecutor() as pool:
        return list(pool.map(do, ground, weights))


def run(ground: Sequence[Ground], rounds: int, folds: int, out: Path | None) -> None:
    began = time.time()
    weights = shipped()
    found: list[dict[str, object]] = []
    for k in range(rounds):
        texts = each(observe, ground, [weights] * len(ground))
        print(f"round {k + 1}: texts observed, {time.time() - began:.0f} s", flush=True)
        asked = [texts]
        if k == rounds - 1:
            asked += [[text for i, text in enumerate(texts) if i % folds != fold] for fold in range(folds)]
        with ProcessPoolExecutor() as pool:
            found = list(pool.map(fit, asked))
        weights = parse(found[0])
        print(f"round {k + 1}: fitted, {time.time() - began:.0f} s", flush=True)
        if out:
            out.write_text(written(found[0]), encoding="utf8")
    if folds:
        others = [parse(own) for own in found[1:]]
        print(summary(each(score, ground, [others[i % folds] for i in range(len(ground))])))


if __name__ == "__main__":
    main()
