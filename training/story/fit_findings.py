"""Fits the weights of findings on planted contradictions against clean texts, and scores the texts held out.

    python -m training.story.fit_findings --stories DIR --novels FILE... --kept DIR [--clean FILE...]

``--stories``: annotated stories with their ``goofs``; ``--novels``: clean novels, whose beginning is read as
it is and with what ``slips.py`` plants in it; ``--clean``: novels that are only read as they are. Every other
novel fits, and of the stories those whose files begin as ``--fit-stories`` says; sentences that ``slips.py``
holds out never fit. A candidate is right if the clean text has it not and it holds a planted place. What is
read is kept under ``--kept``.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import torch

from fabula.evaluation.evaluate_findings import Goof, read_goofs
from fabula.evaluation.files import read_exact
from fabula.evaluation.stories import story_files
from fabula.pipeline import annotate_text, plain_text, resolve_text, story_of
from fabula.story.findings import candidates
from fabula.story.findings.candidates import Candidate, signs_by_name
from fabula.types import Span, Story, Work
from training.kept import once
from training.story.slips import Planted, plant

OUT = Path(__file__).parents[2] / "src/fabula/story/findings/weights.json"
RIDGE = 3e-5
GIVEN = {
    "regained": -1.5,
    "changed": -1.0,
    "not sure of whom": -0.7,
    "ends otherwise": -1.0,
    "said by a character": -0.3,
    "perhaps another day": -1.0,
    "it is so late": 0.4,
    "a clock strikes": -0.6,
    "one and both": -1.6,
    "somebody": -2.4,
    "count": 1.9,
    "one of them": -1.8,
    "another ladder": -2.0,
    "rank alone": -1.4,
    "called so": -0.6,
    "a pronoun died": -3.0,
    "did something lately": 0.6,
    "one is beside the dead": -1.2,
    "told by a pronoun": -2.4,
    "told as an attribute": -2.4,
    "by two pronouns": -3.0,
    "unsure": -2.4,
}
"""Weights that signs have before the fit: what explains a slip seldom stands beside a planted one, and
signs of the newest kinds are too rare to be fitted."""
SET = {"explained": -20.0, "years pass": -20.0, "came back": -20.0}
"""Weights that are not fitted: what the text itself explains is no slip."""
SCALE = 0.5
"""What weights are taken by: what is planted is plainer than a slip, so probabilities would be too sure."""
LEAST = 6
"""Candidates that a sign stands in before it has a weight."""
ALARMS, SHORT_ALARMS = 0.5, 0.7
"""False alarms in 10,000 clean words of the fit at which the bias is set, of novels and of short texts."""
WORDS = 20_000
"""Of a novel so many words are read with contradictions planted in them."""
COUNT = 40
CHUNKS, CHUNK = 4, 3000
"""Stretches of a clean novel that are counted as if they were stories, and their words."""
STORY = 3.0
"""How much a contradiction planted by a reader of the story counts beside one made of templates."""


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate: its group, which planted contradiction it finds if any, and its signs."""

    group: str
    fits: bool
    planted: tuple[str, int] | None
    kind: str
    held: bool
    signs: Mapping[str, float]
    weight: float


@dataclass(frozen=True, slots=True)
class Planting:
    """What was planted where: each with its kind, whether it is held out, and its group."""

    group: str
    kind: str
    held: bool
    key: tuple[str, int]


class Cases:
    """All candidates of texts, what was planted in them, and how many clean words there are."""

    def __init__(self) -> None:
        self.cases: list[Case] = []
        self.planted: list[Planting] = []
        self.words: Counter[str] = Counter()

    def clean(self, work: Work, story: Story, group: str, fits: bool) -> set[str]:
        """Count the candidates of a clean text; their messages."""
        found = list(candidates(work.text, work.cast, story))
        self.words[group] += len(work.text.content.split())
        self.cases += [
            Case(group, fits, None, own.kind.value, False, signs_by_name(own), 1.0) for own in found
        ]
        return {own.message for own in found}

    def chunks(self, work: Work, story: Story, group: str, fits: bool) -> None:
        """Count the candidates of a novel's stretches as if each were a story: shorter, so more is rare."""
        words = [own.start() for own in re.finditer(r"\S+", work.text.content)]
        for k in range(CHUNKS):
            first = k * len(words) // CHUNKS
            end = min(first + CHUNK, len(words) - 1)
            part = _between(work, story, words[first], words[end])
            self.words[f"{group}, stretches"] += end - first
            self.cases += [
                Case(f"{group}, stretches", fits, None, own.kind.value, False, signs_by_name(own), 1.0)
                for own in candidates(part[0].text, part[0].cast, part[1])
            ]

    def slip(
        self,
        found: Sequence[Candidate],
        planting: Planting,
        places: Sequence[Span],
        known: set[str],
        fits: bool,
        weight: float,
    ) -> None:
        """Count what finds a planted contradiction."""
        self.planted.append(planting)
        right = [own for own in found if own.message not in known and _holds(own, places)]
        self.cases += [
            Case(
                planting.group,
                fits and not planting.held,
                planting.key,
                planting.kind,
                planting.held,
                signs_by_name(own),
                weight / len(right),
            )
            for own in right
        ]


def _between(work: Work, story: Story, start: int, end: int) -> tuple[Work, Story]:
    """A work of which only a stretch is there, at its place."""
    content = " " * start + work.text.content[start:end]
    cast = replace(
        work.cast,
        mentions=tuple(own for own in work.cast.mentions if start <= own.start and own.end <= end),
        quotes=tuple(own for own in work.cast.quotes if start <= own.start and own.spans[-1][1] <= end),
    )
    told = replace(
        story,
        times=tuple(own for own in story.times if start <= own.start < end),
        events=tuple(own for own in story.events if start <= own.start < end),
        attributes=tuple(own for own in story.attributes if start <= own.start < end),
        relations=tuple(own for own in story.relations if all(start <= a < end for a, _ in own.spans)),
    )
    return replace(work, text=replace(work.text, content=content), cast=cast), told


def _holds(own: Candidate, places: Sequence[Span]) -> bool:
    return any(a < d and c < b for a, b in own.spans for c, d in places)


Read = tuple[Work, Story, object]


def read(path: Path, content: str, what: object = None) -> Read:
    """A text with its cast and its story."""
    text = plain_text(path, content)
    notes = annotate_text(text)
    work = resolve_text(text, notes)
    return work, story_of(work, notes), what


def _with_slips(path: Path, work: Work, story: Story, seed: int) -> Read:
    planted = plant(work.text, work.cast, story, seed=seed, count=COUNT)
    return read(path, planted.content, planted)


def head(content: str, words: int) -> str:
    """The first words of a novel, to the end of their paragraph."""
    for count, found in enumerate(re.finditer(r"\S+", content), 1):
        if count == words:
            end = content.find("\n\n", found.end())
            return content if end < 0 else content[:end] + "\n"
    return content


def of_novels(cases: Cases, novels: Sequence[Path], clean: Sequence[Path], kept: Path, seeds: int) -> None:
    """The candidates of clean novels and of those with planted contradictions."""
    for k, path in enumerate(sorted({*novels, *clean}, key=lambda own: own.stem)):
        group, fits = ("novels, fit", True) if k % 2 == 0 else ("novels, held out", False)
        content = read_exact(path) if path in clean else head(read_exact(path), WORDS)
        work, story, _ = once(kept / f"novel.{path.stem}.pickle", partial(read, path, content))
        known = cases.clean(work, story, group, fits)
        cases.chunks(work, story, group, fits)
        for seed in range(1, seeds + 1) if path in novels else ():
            name = f"planted.{path.stem}.{seed}"
            changed, told, planted = once(
                kept / f"{name}.pickle", partial(_with_slips, path, work, story, seed)
            )
            assert isinstance(planted, Planted)
            found = list(candidates(changed.text, changed.cast, told))
            for j, slip in enumerate(planted.slips):
                cases.slip(
                    found, Planting(group, slip.kind, slip.held, (name, j)), slip.places, known, fits, 1.0
                )


def of_stories(cases: Cases, paths: Sequence[Path], kept: Path, fitting: Sequence[str]) -> None:
    """The candidates of annotated stories, as they are and with each of their contradictions."""
    for file in story_files(paths):
        fits = file.stem.startswith(tuple(fitting))
        group = "stories, fit" if fits else "stories, held out"
        place = file.with_suffix(".txt")
        content = read_exact(place)
        work, story, _ = once(kept / f"{file.stem}.clean.pickle", partial(read, place, content))
        known = cases.clean(work, story, group, fits)
        for k, goof in enumerate(read_goofs(file, content)):
            changed, told, kept_goof = once(
                kept / f"{file.stem}.{k}.pickle", partial(read, place, goof.text, goof)
            )
            assert isinstance(kept_goof, Goof)
            found = list(candidates(changed.text, changed.cast, told))
            planting = Planting(group, goof.kind, False, (file.stem, k))
            cases.slip(found, planting, goof.places, known, fits, STORY)


def fit(cases: Cases) -> dict[str, float]:
    """A weight for each sign, and the bias at which clean texts have few enough false alarms."""
    used = [own for own in cases.cases if own.fits]
    count = Counter(name for own in used for name in own.signs if name != "any")
    known = {name for name, times in count.items() if times >= LEAST}
    names = [*sorted(known | set(GIVEN) | set(SET)), "any"]
    features = matrix(used, names)
    right = np.array([float(own.planted is not None) for own in used])
    weight = np.array([own.weight * SET.keys().isdisjoint(own.signs) for own in used])
    given = np.array([{**GIVEN, **SET}.get(name, 0.0) for name in names])
    is_set = np.array([name.rpartition(": ")[2] in SET for name in names])
    weights = given + _fitted(np.where(is_set, 0.0, features), right, weight, features @ given)
    weights[-1] -= max(_at_rate(cases, used, features @ weights, is_short) for is_short in (False, True))
    return {
        name: round(SCALE * float(own), 3)
        for name, own in zip(names, weights, strict=True)
        if abs(own) >= 0.005
    }


def _fitted(features: np.ndarray, right: np.ndarray, weight: np.ndarray, given: np.ndarray) -> np.ndarray:
    """What has to be added to the weights that are given, to make what is right likeliest."""
    x, y, before = (torch.as_tensor(own, dtype=torch.float64) for own in (features, right, given))
    share = torch.as_tensor(weight / weight.sum())
    added = torch.zeros(x.shape[1], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([added], max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        losses = torch.nn.functional.binary_cross_entropy_with_logits(x @ added + before, y, reduction="none")
        loss = (losses * share).sum() + RIDGE * (added[:-1] ** 2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return added.detach().numpy()


def _at_rate(cases: Cases, used: Sequence[Case], totals: np.ndarray, is_short: bool) -> float:
    """What has to be taken from the log odds for novels, or short texts, to have few enough false alarms."""
    alarms = sorted(
        (
            float(total)
            for own, total in zip(used, totals, strict=True)
            if own.planted is None and (own.group != "novels, fit") == is_short
        ),
        reverse=True,
    )
    words = sum(
        count
        for group, count in cases.words.items()
        if (group != "novels, fit") == is_short and "held" not in group
    )
    allowed = int((SHORT_ALARMS if is_short else ALARMS) * words / 10_000)
    return alarms[allowed] if allowed < len(alarms) else 0.0


def matrix(cases: Sequence[Case], names: Sequence[str]) -> np.ndarray:
    """A row a case, a column a sign."""
    column = {name: k for k, name in enumerate(names)}
    found = np.zeros((len(cases), len(names)))
    for row, own in enumerate(cases):
        for name, size in own.signs.items():
            if name in column:
                found[row, column[name]] = size
    return found


def report(cases: Cases, weights: Mapping[str, float]) -> Iterator[str]:
    """What is found of each group, and of each kind of what is held out."""
    names = list(weights)
    totals = matrix(cases.cases, names) @ np.array([weights[name] for name in names])
    hits = {own.planted for own, total in zip(cases.cases, totals, strict=True) if own.planted and total > 0}
    alarms = Counter(
        own.group for own, total in zip(cases.cases, totals, strict=True) if own.planted is None and total > 0
    )
    groups: dict[str, list[bool]] = defaultdict(list)
    kinds: dict[str, list[bool]] = defaultdict(list)
    for own in cases.planted:
        is_found = own.key in hits
        groups[own.group + (", held sentences" if own.held else "")].append(is_found)
        kinds[f"{own.group}: {own.kind}"].append(is_found)
    for name, found in sorted({**groups, **kinds}.items()):
        yield f"{name}: {sum(found)} of {len(found)} ({sum(found) / len(found):.0%})"
    for name, words in sorted(cases.words.items()):
        yield f"{name}: {alarms[name]} false alarms, {10_000 * alarms[name] / words:.2f} in 10,000 words"


def main() -> None:
    """Fit, report and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--stories", type=Path, nargs="+", required=True)
    parser.add_argument("--novels", type=Path, nargs="+", required=True)
    parser.add_argument("--clean", type=Path, nargs="*", default=[])
    parser.add_argument("--fit-stories", nargs="*", default=["0", "1", "2", "3"])
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--kept", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    args.kept.mkdir(parents=True, exist_ok=True)
    cases = Cases()
    of_novels(cases, args.novels, args.clean, args.kept, args.seeds)
    of_stories(cases, args.stories, args.kept, args.fit_stories)
    weights = fit(cases)
    for line in report(cases, weights):
        print(line)
    source = {"script": "python -m training.story.fit_findings", "date": date.today().isoformat()}
    source["planted"] = str(len(cases.planted))
    args.out.write_text(json.dumps({"source": source, "weights": weights}, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
