"""Fits who is in a scene, who comes and goes, and where it is, on annotated stories, and scores it in folds.

    python -m training.story.company --data DIR --kept DIR [--more DIR …] [--folds 5] [--out FILE]

Scenes are cut as they are annotated for the fit, and by the shipped weights for the scores.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from fabula.evaluation.evaluate_story import gold_people, score_story, story_claims, story_values
from fabula.evaluation.scores.calibration import calibrations
from fabula.evaluation.scores.scenes import is_place
from fabula.evaluation.scores.tally import Tallies
from fabula.evaluation.story_layers import GoldScene
from fabula.story.arrivals import turns
from fabula.story.company import Stage, remote_signs
from fabula.story.company_weights import CompanyWeights, parse
from fabula.story.document import Document
from fabula.story.scene_places import Course
from fabula.story.staging import Staging
from fabula.story.steps import cut, staged, tell_story
from fabula.story.weights import shipped
from training.annotated import take_more
from training.cast.ground import Kept
from training.story.fit import Told, stories
from training.story.ranking import Signs, fit_cases, fit_choices

RIDGE = {"presence": 1e-4, "remote": 3e-4, "arrive": 1e-4, "leave": 1e-4, "place": 3e-3}
_KEYS = {"presence": "present", "remote": "remote", "arrive": "arrive", "leave": "leave"}
THRESHOLD = {"presence": 0.4, "remote": 0.5, "arrive": 0.2, "leave": 0.15, "place temperature": 1.7}
"""The best of a few in folds; the last makes the probabilities of places believable on scenes as found."""

Case = tuple[Signs, bool]


@dataclass
class Cases:
    """What a story has to learn from: cases of each decision, and choices of a place."""

    cases: dict[str, list[Case]] = field(default_factory=lambda: {key: [] for key in _KEYS})
    places: list[tuple[list[Signs], list[bool]]] = field(default_factory=list)


def cases_of(told: Told) -> Cases:
    """What a story has to learn from, by its annotated scenes."""
    document = Document(told.text, told.notes, told.cast)
    starts = [own.start for own in document.paragraphs]
    begins = {
        max(0, int(np.searchsorted(starts, own.start, side="right")) - 1): own for own in told.layers.scenes
    }
    begins = {0: told.layers.scenes[0], **begins}
    staging = staged(document, cut(document, dict.fromkeys(begins, 1.0)))
    people = gold_people(told.layers, told.text, told.cast)
    found, course, before = Cases(), Course(), frozenset[int]()
    for stage, key in zip(staging.stages, sorted(begins), strict=True):
        scene = begins[key]
        before = _company(staging, stage, scene, people, before, found)
        _places(told, staging, stage, scene, course, found)
    return found


def _company(
    staging: Staging,
    stage: Stage,
    scene: GoldScene,
    people: Mapping[int, str],
    before: frozenset[int],
    found: Cases,
) -> frozenset[int]:
    """Adds who is in a scene, and who comes and goes; gives who takes part from elsewhere."""
    evidence = staging.evidence
    for one in staging.asked[stage.number]:
        who = people.get(one.entity, "")
        signs, there = staging.signs(stage, one), who in scene.present
        found.cases["presence"].append((signs, there))
        sure = 0.8 if there or who in scene.remote else 0.2
        remote = remote_signs(evidence, stage, one.entity, sure, one.entity in before)
        found.cases["remote"].append((remote, who in scene.remote))
        if not there:
            continue
        every = turns(evidence, stage, one.entity, one.beside)
        for kind, at, right in (("arrive", 1, scene.arrive), ("leave", 2, scene.leave)):
            where = [evidence.paragraph(evidence.document.word_at(k)) for own, k in right if own == who]
            for own in every:
                near = own[0] in where or (
                    any(abs(own[0] - p) <= 1 for p in where) and not any(p[0] in where for p in every)
                )
                found.cases[kind].append((own[at], near))  # type: ignore[arg-type]
    return frozenset(n for n, own in people.items() if own in scene.remote)


def _places(
    told: Told, staging: Staging, stage: Stage, scene: GoldScene, course: Course, found: Cases
) -> None:
    """Adds the candidates for the place of a scene."""
    names = None if scene.place is None else told.layers.places[scene.place]
    content, document = told.text.content, staging.evidence.document
    every = staging.places(stage, course)
    right = []
    for one in every:
        spans = [(document.starts[m.first], document.ends[m.end - 1]) for m in one.mentions]
        spans = spans or ([one.span] if one.span is not None else [])
        words = [content[a:b] for a, b in spans] or [None]
        right.append(any(is_place(own, names) for own in words))
    found.places.append(([one.signs for one in every], right))
    hits = [one for one, is_right in zip(every, right, strict=True) if is_right and one.key is not None]
    if hits:
        course.move(hits[0].key, hits[0].span, stage.number)
    else:
        course.last = None


def fit(cases: Sequence[Cases]) -> CompanyWeights:
    """The weights of all decisions."""
    table = {key: fit_cases([own.cases[key] for own in cases], RIDGE[key]) for key in _KEYS}
    table["place"] = fit_choices([choice for own in cases for choice in own.places], RIDGE["place"])
    rounded = {key: {name: round(w, 3) for name, w in own.items()} for key, own in table.items()}
    return parse({**rounded, "threshold": THRESHOLD})


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
    parser.add_argument("--out", type=Path, help="company.json to write")
    args = parser.parse_args()
    told = stories(args.data / "story", Kept(args.kept, {"shipped": args.model}), args.more)
    cases = [cases_of(own) for own in told]
    models = [
        fit([own for i, own in enumerate(cases) if i % args.folds != fold]) for fold in range(args.folds)
    ]
    report(told, models)
    if args.out:
        weights = fit(cases)
        source = {
            "script": "python -m training.story.company",
            "date": date.today().isoformat(),
            "texts": len(cases),
        }
        kept = {"source": source, **weights.table, "threshold": THRESHOLD}
        args.out.write_text(f"{json.dumps(kept, indent=1, ensure_ascii=False)}\n", encoding="utf8")


def _scored(told: Sequence[Told], models: Sequence[CompanyWeights]) -> list[tuple[Any, Any]]:
    found = []
    for i, own in enumerate(told):
        weights = replace(shipped(), company=models[i % len(models)])
        story = tell_story(own.text, own.notes, own.cast, weights)
        given = own.layers, own.text, own.cast, story
        found.append((score_story(*given), story_claims(*given)))
    return found


def report(told: Sequence[Told], models: Sequence[CompanyWeights]) -> None:
    """Prints the scores of each corpus, and how far the probabilities can be believed."""
    scored = _scored(told, models)
    for corpus in dict.fromkeys(own.corpus for own in told):
        mine = [pair for own, pair in zip(told, scored, strict=True) if own.corpus == corpus]
        values = story_values(Tallies([tally for tally, _ in mine]).total())
        keys = (*_KEYS.values(), "place", "focal", "named", "near")
        shown = ", ".join(f"{key} {values[key]:.1f}" for key in keys)
        sys.stdout.write(f"{corpus} {len(mine)}: {shown}\n")
    for kind in calibrations({key: [own[key] for _, own in scored] for key in ("presence", "place")}):
        sys.stdout.write(f"calibration of {kind.name}: {kind.error:.1f} ({kind.claims})\n")


if __name__ == "__main__":
    main()
