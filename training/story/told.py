"""Fits what is told of whom, attributes and relations, on annotated stories, and scores them in folds.

    python -m training.story.told --data DIR --kept DIR [--more DIR …] [--folds 5] [--out DIR]

The stories are read by the shipped model, which has seen none of them. Of each candidate, right is what
agrees with the annotation. Readers wrote down what matters, not all that is so, so some hundred candidates
were judged by hand: they count by that, and more; the probabilities are scaled to them (Platt 1999).
Relations are fitted on novels of PDNC too, whose kin are known: in a book the same is told often.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch

from fabula.evaluation.evaluate_story import gold_people
from fabula.evaluation.score_told import score_told, who_is_who
from fabula.evaluation.scores.tally import Tallies, Tally
from fabula.evaluation.scores.told import ToldAttribute, folded, is_right
from fabula.story.attributes import SignWeights, likely, span_of
from fabula.story.clauses import Clauses
from fabula.story.document import Document
from fabula.story.relations import likely_ties
from fabula.story.steps import tell_story
from training.annotated import take_more
from training.cast import logistic
from training.cast.ground import Kept
from training.story.cases import Case
from training.story.fit import Told, stories
from training.story.kin_of_novels import kin_cases, read_kin

LEAST = {"attributes": 5, "relations": 3}
"""Candidates that a sign stands in before it has a weight."""
RIDGE = {"attributes": 1e-3, "relations": 3e-4}
JUDGED = Path(__file__).with_name("judged.txt")
"""Candidates judged by hand: of each the hash of its name, and 1 where it is right."""
WEIGHT = 5.0
"""What one of those counts."""
THRESHOLD = {"attributes": 0.5, "relations": 0.2}
"""From which probability on something is kept."""


Weights = dict[str, dict[str, float]]


def _people(told: Told) -> dict[int, str]:
    known = gold_people(told.layers, told.text, told.cast)
    return who_is_who(known, told.layers, told.text, told.cast)


def attribute_cases(told: Told, clauses: Clauses) -> list[Case]:
    """The candidates for attributes of people whom the gold knows."""
    content = told.text.content
    people = _people(told)
    of: dict[tuple[str | None, str], list[ToldAttribute]] = defaultdict(list)
    for own in told.layers.attributes:
        of[own.who, own.kind].append(ToldAttribute(own.who, own.kind, own.value, own.span))
    found = []
    for one, signs in likely(clauses):
        who, kind = people.get(one.entity), one.kind.value
        if who is None:
            continue
        right = any(
            is_right(
                ToldAttribute(who, kind, one.value, span_of(clauses, clue)), gold, content[slice(*gold.span)]
            )
            for clue in one.clues
            for gold in of[who, kind]
        )
        # Named by the person of the annotation, for the cast's numbers change with the cast.
        found.append(Case(signs, right, f"{who} {kind} {one.value}"))
    return found


def relation_cases(told: Told, clauses: Clauses) -> list[Case]:
    """The candidates for relations between people whom the gold knows."""
    people = _people(told)
    gold = {folded(own) for own in told.layers.relations}
    found = []
    for one, signs in likely_ties(clauses):
        a, b = people.get(one.a), people.get(one.b)
        if a is not None and b is not None and a != b:
            right = folded((a, one.kind.value, b)) in gold
            found.append(Case(signs, right, f"{one.a} {one.kind.value} {one.b}"))
    return found


CASES: Mapping[str, Callable[[Told, Clauses], list[Case]]] = {
    "attributes": attribute_cases,
    "relations": relation_cases,
}


def fit(cases: Iterable[Case], least: int, ridge: float) -> dict[str, float]:
    """The weight of each sign that is no rarer than ``least`` (logistic regression with a ridge)."""
    rows = list(cases)
    counts = Counter(name for own in rows for name in own.signs)
    names = sorted(name for name, times in counts.items() if times >= least)
    column = {name: i for i, name in enumerate(names)}
    cells = [
        (i, column[name], value)
        for i, own in enumerate(rows)
        for name, value in own.signs.items()
        if name in column and value
    ]
    where, values = np.asarray([cell[:2] for cell in cells]).T, np.asarray([cell[2] for cell in cells])
    x = torch.sparse_coo_tensor(
        torch.as_tensor(where), torch.as_tensor(values), (len(rows), len(names)), check_invariants=False
    ).coalesce()
    y = torch.as_tensor([float(own.right) for own in rows], dtype=torch.float64)
    counted = torch.as_tensor([WEIGHT if own.judged else 1.0 for own in rows], dtype=torch.float64)
    counted = counted / counted.sum()
    weights = torch.zeros(len(names), 1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        told = torch.sparse.mm(x, weights)[:, 0]
        losses = torch.nn.functional.binary_cross_entropy_with_logits(told, y, reduction="none")
        loss = (losses * counted).sum() + ridge * (weights**2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    found = np.round(weights.detach().numpy()[:, 0], 3).tolist()
    return {name: w for name, w in zip(names, found, strict=True) if w}


def fitted(cases: Sequence[Mapping[str, list[Case]]]) -> Weights:
    """The weights of both tables, fitted on some stories."""
    return {
        table: fit((case for own in cases for case in own[table]), LEAST[table], RIDGE[table])
        for table in CASES
    }


def judged(cases: dict[str, list[Case]], story: str, answers: Mapping[str, bool]) -> None:
    """Puts answers by hand in place of the annotation's."""
    for table, own in cases.items():
        names = [hashed(story, table, one.key) for one in own]
        cases[table] = [
            replace(one, right=answers[name], judged=True) if name in answers else one
            for one, name in zip(own, names, strict=True)
        ]


def hashed(story: str, table: str, key: str) -> str:
    """The name of a candidate, without its words."""
    return sha256(f"{story}/{table}/{key}".encode()).hexdigest()[:16]


def scaled(given: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """The scale and the offset that make scores left out of the fit probabilities of what was judged."""
    if not given:
        return 1.0, 0.0
    x = np.asarray([[score, 1.0] for score, _ in given])
    y = np.asarray([right for _, right in given], np.float64)
    scale, offset = logistic.fit([x], [y], [np.ones(len(y))], 1e-4)
    return round(float(scale), 3), round(float(offset), 3)


def main() -> None:
    """Fits, scores in folds and writes the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with story/ and pdnc/")
    take_more(parser)
    parser.add_argument("--kept", type=Path, required=True, help="where annotations are kept")
    parser.add_argument("--model", type=Path, default=Path("src/fabula/language/shipped"))
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--out", type=Path, help="folder for attributes.json and relations.json")
    args = parser.parse_args()
    torch.set_num_threads(1)
    kept = Kept(args.kept, {"shipped": args.model})
    novels = list(kin_cases(args.data / "pdnc", kept, read_kin()))
    run(stories(args.data / "story", kept, args.more), novels, args.folds, args.out)


def run(told: Sequence[Told], novels: Sequence[list[Case]], folds: int, out: Path | None) -> None:
    """Scores some stories in folds and fits on all of them, with the relations of novels in every fold."""
    lines = JUDGED.read_text(encoding="utf8").split("\n") if JUDGED.exists() else []
    answers = {name: right == "1" for name, right in (line.split() for line in lines if line)}
    cases = []
    for own in told:
        clauses = Clauses(Document(own.text, own.notes, own.cast))
        cases.append({table: make(own, clauses) for table, make in CASES.items()})
        judged(cases[-1], own.name, answers)
    more: list[Mapping[str, list[Case]]] = [{"attributes": [], "relations": own} for own in novels]
    models = [
        fitted([*more, *(own for i, own in enumerate(cases) if i % folds != fold)]) for fold in range(folds)
    ]
    scales = {table: scaled(_scores(cases, models, table)) for table in CASES}
    found: dict[str, list[dict[str, Tally]]] = {}
    for i, own in enumerate(told):
        found.setdefault(own.corpus, []).append(_score(own, models[i % folds], scales))
    for corpus, tallies in found.items():
        for key, tally in Tallies(tallies).total().items():
            shown = f"precision {tally.precision:.1f}, recall {tally.recall:.1f}, F1 {tally.f1:.1f}"
            sys.stdout.write(f"{corpus} {len(tallies)}: {key}: {shown}\n")
    _report(cases, models, scales)
    if out:
        _write(out, fitted([*more, *cases]), scales, len(told) + len(novels))


def _scores(
    cases: Sequence[Mapping[str, list[Case]]], models: Sequence[Weights], table: str
) -> list[tuple[float, bool]]:
    """What weights that have not seen them say of candidates judged by hand, with what is right."""
    return [
        (
            sum(models[i % len(models)][table].get(name, 0.0) * value for name, value in case.signs.items()),
            case.right,
        )
        for i, own in enumerate(cases)
        for case in own[table]
        if case.judged
    ]


def _report(
    cases: Sequence[Mapping[str, list[Case]]],
    models: Sequence[Weights],
    scales: Mapping[str, tuple[float, float]],
) -> None:
    """Writes how often those that are kept are right, of what was judged by hand."""
    for table, (scale, offset) in scales.items():
        given = _scores(cases, models, table)
        kept = [
            right
            for score, right in given
            if 1.0 / (1.0 + np.exp(-(scale * score + offset))) >= THRESHOLD[table]
        ]
        if kept:
            sys.stdout.write(
                f"{table}: of {len(kept)} kept and judged by hand {100 * np.mean(kept):.1f} right\n"
            )


def _score(told: Told, weights: Weights, scales: Mapping[str, tuple[float, float]]) -> dict[str, Tally]:
    own = {table: SignWeights(weights[table], THRESHOLD[table], *scales[table]) for table in weights}
    story = tell_story(told.text, told.notes, told.cast, told=own)
    known = gold_people(told.layers, told.text, told.cast)
    return score_told(told.layers, told.text, told.cast, story, known)


def _write(folder: Path, weights: Weights, scales: Mapping[str, tuple[float, float]], texts: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for table, own in weights.items():
        source = {"script": "python -m training.story.told", "date": date.today().isoformat(), "texts": texts}
        shown = ",\n".join(f"  {json.dumps(name, ensure_ascii=False)}: {w}" for name, w in own.items())
        scale, offset = scales[table]
        (folder / f"{table}.json").write_text(
            f'{{\n "source": {json.dumps(source)},\n "threshold": {THRESHOLD[table]},\n'
            f' "scale": {scale},\n "offset": {offset},\n "weights": {{\n{shown}\n }}\n}}\n',
            encoding="utf8",
        )


if __name__ == "__main__":
    main()
