"""Fits what joins people over works, and says how good it is on novels left out.

    python -m training.joins.fit --data DIR --kept DIR --halves DIR [--out FILE]

Pairs that are to be joined are people of both halves of a novel; pairs that are not are all others, of the
halves of one novel and of two novels. Novels are scored with weights fitted on the other folds.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from fabula.joining.evidence import PAIR, People, candidates, features
from fabula.joining.proposals import joined_safely, parse, proposals, work_people
from training.cast import logistic
from training.cast.ground import Kept
from training.joins.ground import Half, halves

_RIDGE = 1e-4
_RECURS = 10
"""Mentions in both halves from which on somebody is one who recurs."""
_ELSEWHERE = 1_000_000
"""Added to the numbers of people of another novel."""
_SAFE, _LIKELY, _KNOWN = 0.85, 0.5, 0.55


@dataclass(frozen=True)
class Pair:
    """Two works with who is who in both; ``novels`` are where they come from."""

    novels: tuple[str, str]
    one: People
    other: People
    same: bool

    def right(self, a: int, b: int) -> bool:
        """Whether two entities are one person."""
        return self.same and a == b


def pairs_of(found: Sequence[tuple[Half, Half]]) -> list[Pair]:
    """The halves of each novel with one another, and the first of each with the second of every other.

    Works of a series have fewer people in common than halves: each two halves come twice more, with most
    people of the second exchanged for those of another novel.
    """
    people = [(work_people(a.entities), work_people(b.entities)) for a, b in found]
    pairs = []
    for i, (a, b) in enumerate(found):
        others = found[(i + 3) % len(found)][1]
        halved = (people[i][1], *_mixed(b, others))
        pairs += (Pair((a.novel, b.novel), people[i][0], some, True) for some in halved)
        for j, (_, other) in enumerate(found):
            if j != i:
                pairs.append(Pair((a.novel, other.novel), people[i][0], people[j][1], False))
    return pairs


def _mixed(half: Half, others: Half) -> Iterator[People]:
    """A third, and a tenth, of the people of a half, and for the rest those of another novel."""
    dice = random.Random(half.novel)
    for share in (0.3, 0.1):
        own = [each for each in half.entities if dice.random() < share]
        rest = [replace(each, id=_ELSEWHERE + each.id) for each in others.entities if dice.random() > share]
        yield work_people([*own, *rest])


def fit(pairs: Sequence[Pair]) -> dict[str, Any]:
    """The weights, as ``weights.json`` keeps them."""
    rows, right, counts = [], [], []
    for own in pairs:
        every = candidates(own.one, own.other)
        if not every:
            continue
        rows.append(features(own.one, own.other, every))
        right.append(np.asarray([own.right(a.entity.id, b.entity.id) for a, b in every]))
        mentions = [min(a.entity.mentions, b.entity.mentions) for a, b in every]
        counts.append(np.log1p(np.asarray(mentions, dtype=np.float64)))
    weights = logistic.fit(rows, right, counts, _RIDGE)
    return {
        "source": {
            "script": "python -m training.joins.fit",
            "date": date.today().isoformat(),
            "pairs of works": len(pairs),
        },
        "pair": {name: round(float(w), 4) for name, w in zip(PAIR, weights, strict=True)},
        "threshold": {"safe": _SAFE, "likely": _LIKELY, "known": _KNOWN},
    }


def main() -> None:
    """Fits, scores in folds and writes the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with pdnc/")
    parser.add_argument("--kept", type=Path, required=True, help="where annotations are kept")
    parser.add_argument("--halves", type=Path, required=True, help="where the halves of novels are kept")
    parser.add_argument("--model", type=Path, default=Path("src/fabula/language/shipped"))
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--out", type=Path, help="weights.json to write")
    args = parser.parse_args()
    args.halves.mkdir(parents=True, exist_ok=True)
    kept = Kept(args.kept, {"shipped": args.model})
    found = list(halves(args.data / "pdnc", kept, args.halves, "shipped"))
    names = [a.novel for a, _ in found]
    pairs = pairs_of(found)
    wrong = joined = recurring = together = proposed = 0
    for fold in range(args.folds):
        held = set(names[fold :: args.folds])
        weights = parse(fit([own for own in pairs if held.isdisjoint(own.novels)]))
        for own in (own for own in pairs if own.novels[0] in held):
            safe = joined_safely(own.one, own.other, weights)
            joined += len(safe)
            wrong += sum(not own.right(each.one, each.other) for each in safe)
            if own.same:
                people = {p.entity.id: p.entity.mentions for p in own.one.people}
                both = {
                    p.entity.id
                    for p in own.other.people
                    if min(p.entity.mentions, people.get(p.entity.id, 0)) >= _RECURS
                }
                recurring += len(both)
                together += len(both & {each.one for each in safe if each.one == each.other})
                likely = proposals(own.one, own.other, weights)
                proposed += len(both & {each.one for each in likely if each.one == each.other})
    shown = f"{together} of {recurring} recurring people joined, {proposed} proposed or joined"
    sys.stdout.write(f"{len(names)} novels in halves: {joined} joined, {wrong} of them wrong; {shown}\n")
    if args.out:
        content = json.dumps(fit(pairs), indent=1, ensure_ascii=False)
        args.out.write_text(f"{content}\n", encoding="utf8")


if __name__ == "__main__":
    main()
