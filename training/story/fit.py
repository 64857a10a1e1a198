"""Fits every weight of the story layer on annotated stories, and says how good it is on texts left out.

    python -m training.story.fit --data DIR --kept DIR [--more DIR …] [--folds 5] [--same] [--out FILE]

The stories are read by the shipped model, which has seen none of them. With ``--folds`` every story is
scored with weights fitted on the others.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from fabula.cast.casting import cast_of, settle
from fabula.evaluation.evaluate_story import gold_people, score_story, story_values, when_pairs
from fabula.evaluation.scores.calibration import Claims, calibrations
from fabula.evaluation.scores.scene_times import when_claims
from fabula.evaluation.scores.tally import Tallies, Tally
from fabula.evaluation.story_layers import GoldScene, Layers, read_layers
from fabula.story.boundaries import Boundaries
from fabula.story.company_weights import CompanyWeights
from fabula.story.document import Document
from fabula.story.modes import mode_features
from fabula.story.presence import Everybody, focal_features
from fabula.story.steps import Stretch, cut, staged, tell_story
from fabula.story.weights import TABLES, Weights, parse, shipped
from fabula.types import Annotations, Cast, Story, Text
from training.annotated import annotated, take_more
from training.cast import logistic
from training.cast.ground import Kept
from training.story import knowledge
from training.story.fit_times import TimeCases, chosen_thresholds, fit_times, time_cases

_RIDGE = {"boundary": 3e-4, "focal": 1e-2}
"""Against large weights: more where many features tell much the same; 1e-4 for the others."""
_LENGTHS = 0.6
"""How much the length of a scene counts beside the signs of its beginning: best in folds of 0 to 1.5."""
_THRESHOLDS = np.arange(0.1, 0.75, 0.05)


@dataclass(frozen=True)
class Told:
    """An annotated story as the story layer sees it."""

    name: str
    corpus: str
    file: Path
    layers: Layers
    text: Text
    notes: Annotations
    cast: Cast


@dataclass(frozen=True)
class Cases:
    """What one story has to learn from: for each decision the features (m, n) and what is right (m)."""

    features: Mapping[str, np.ndarray]
    right: Mapping[str, np.ndarray]
    times: TimeCases
    lengths: np.ndarray
    """The words of each scene."""


def stories(root: Path, kept: Kept, more: Sequence[Path] = ()) -> list[Told]:
    """The annotated stories of a folder and of others; see :func:`training.annotated.annotated`."""
    found = []
    for file, corpus in annotated(root, more):
        layers = read_layers(file)
        text, notes = kept.read(layers.story.name, layers.story.text, "shipped")
        found.append(Told(file.stem, corpus, file, layers, text, notes, cast_of(settle(text, notes))))
    return found


def cases_of(told: Told) -> Cases:
    """What a story has to learn from, by its gold scenes."""
    document = Document(told.text, told.notes, told.cast)
    starts = [own.start for own in document.paragraphs]
    begins = {
        max(0, int(np.searchsorted(starts, own.start, side="right")) - 1): own for own in told.layers.scenes
    }
    begins = {0: told.layers.scenes[0], **begins}
    people = gold_people(told.layers, told.text, told.cast)
    rows: dict[str, list[np.ndarray]] = {table: [] for table in TABLES}
    right: dict[str, list[bool]] = {table: [] for table in TABLES}
    rows["boundary"] = list(Boundaries(document).features())[1:]
    right["boundary"] = [k in begins for k in range(1, len(starts))]
    stretches = cut(document, dict.fromkeys(begins, 1.0))
    staging = staged(document, stretches)
    before: int | None = None
    for own, stage, scene in zip(stretches, staging.stages, (begins[k] for k in sorted(begins)), strict=True):
        there = staging.there(stage, shipped().company)
        before = _of_scene(document, own, scene, people, there, staging.whole, before, rows, right)
    return Cases(
        {t: np.asarray(rows[t]).reshape(-1, len(TABLES[t])) for t in TABLES},
        {t: np.asarray(right[t], bool) for t in TABLES},
        time_cases(document, stretches, [begins[k] for k in sorted(begins)]),
        np.asarray(
            [
                document.paragraphs[own.end - 1].last - document.paragraphs[own.first].first
                for own in stretches
            ]
        ),
    )


def _of_scene(
    document: Document,
    own: Stretch,
    scene: GoldScene,
    people: Mapping[int, str],
    there: dict[int, float],
    whole: Everybody,
    before: int | None,
    rows: dict[str, list[np.ndarray]],
    right: dict[str, list[bool]],
) -> int | None:
    """Adds what a scene has to learn from, with who is found to be there; gives its eyes."""
    first, last = document.paragraphs[own.first], document.paragraphs[own.end - 1]
    rows["mode"].append(mode_features(document, first.first, last.last, len(own.quotes)))
    right["mode"].append(scene.mode == "scene")
    eyes = next((n for n in there if people.get(n) == scene.focal), None)
    for n in there:
        rows["focal"].append(focal_features(n, own.everybody, there, own.teller, before, whole))
        right["focal"].append(n == eyes)
    return eyes


def fit(cases: Sequence[Cases], threshold: Mapping[str, float], times: Mapping[str, float]) -> dict[str, Any]:
    """The weights, as ``weights.json`` keeps them."""
    found: dict[str, Any] = {
        "source": {
            "script": "python -m training.story.fit",
            "date": date.today().isoformat(),
            "texts": len(cases),
        }
    }
    for table, names in TABLES.items():
        features = [own.features[table] for own in cases]
        right = [own.right[table] for own in cases]
        weights = logistic.fit(features, right, [np.ones(len(own)) for own in right], _RIDGE.get(table, 1e-4))
        found[table] = {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}
    found["threshold"] = dict(threshold)
    lengths = np.log(np.concatenate([own.lengths for own in cases]))
    found["lengths"] = {
        "mean": round(float(lengths.mean()), 4),
        "spread": round(float(lengths.std()), 4),
        "weight": _LENGTHS,
    }
    found["times"] = fit_times([own.times for own in cases], times)
    return found


def score(told: Told, weights: Weights) -> dict[str, Tally]:
    """The tallies of a story with some weights."""
    story = tell_story(told.text, told.notes, told.cast, weights)
    return score_story(told.layers, told.text, told.cast, story)


def _companies(told: Sequence[Told], folds: int) -> list[CompanyWeights]:
    """Who is in a scene and where it is, by weights that have not seen the texts of each fold."""
    from training.story import company  # which imports this module

    cases = [company.cases_of(own) for own in told]
    return [company.fit([own for i, own in enumerate(cases) if i % folds != fold]) for fold in range(folds)]


def main() -> None:
    """Fits, scores in folds and writes the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with story/")
    take_more(parser)
    parser.add_argument("--kept", type=Path, required=True, help="where annotations are kept")
    parser.add_argument("--model", type=Path, default=Path("src/fabula/language/shipped"))
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--same", action="store_true", help="keep the thresholds that ship, which is quicker")
    parser.add_argument("--out", type=Path, help="weights.json to write")
    args = parser.parse_args()
    told = stories(args.data / "story", Kept(args.kept, {"shipped": args.model}, anew=True), args.more)
    cases = [cases_of(own) for own in told]
    times = chosen_thresholds([own.times for own in cases], args.folds)
    threshold = shipped().threshold if args.same else chosen(told, cases, args.folds, times)
    found: dict[str, list[dict[str, Tally]]] = {}
    claims: dict[str, list[Claims]] = {}
    crossed: dict[str, Story] = {}
    companies = _companies(told, args.folds)
    for fold in range(args.folds):
        weights = parse(fit([own for i, own in enumerate(cases) if i % args.folds != fold], threshold, times))
        for own in told[fold :: args.folds]:
            story = tell_story(own.text, own.notes, own.cast, replace(weights, company=companies[fold]))
            crossed[own.name] = story
            found.setdefault(own.corpus, []).append(score_story(own.layers, own.text, own.cast, story))
            pairs = when_pairs(own.layers, own.text, story)
            claims.setdefault(own.corpus, []).append(when_claims(story.scenes, own.layers.scenes, pairs))
    for corpus, tallies in found.items():
        total = story_values(Tallies(tallies).total())
        shown = ", ".join(f"{key} {value:.1f}" for key, value in total.items() if value is not None)
        off = calibrations({"when": claims[corpus]})[0].error
        sys.stdout.write(f"{corpus} {len(tallies)}: {shown}; calibration error of when {off:.1f}\n")
    known = [knowledge.case_of(own, crossed[own.name]) for own in told]
    sys.stdout.write(knowledge.summary(known, args.folds))
    if args.out:
        fitted = fit(cases, threshold, times) | knowledge.fit_knowledge(known, args.folds)
        kept = json.dumps(fitted, indent=1, ensure_ascii=False)
        args.out.write_text(f"{kept}\n", encoding="utf8")


def chosen(
    told: Sequence[Told], cases: Sequence[Cases], folds: int, times: Mapping[str, float]
) -> dict[str, float]:
    """For each decision the probability from which on it is so: the one with the best score in folds."""
    keys = {"boundary": "near", "mode": "mode", "focal": "focal"}
    own = dict.fromkeys(TABLES, 0.5)
    models = [
        fit([case for i, case in enumerate(cases) if i % folds != fold], own, times) for fold in range(folds)
    ]
    for table, key in keys.items():
        best = []
        for t in _THRESHOLDS:
            tried = [parse({**model, "threshold": {**own, table: float(t)}}) for model in models]
            tallies = [score(one, tried[i % folds]) for i, one in enumerate(told)]
            best.append((story_values(Tallies(tallies).total())[key] or 0.0, -abs(t - 0.5), float(t)))
        own[table] = round(max(best)[2], 2)
    return own


if __name__ == "__main__":
    main()
