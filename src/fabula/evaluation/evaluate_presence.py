"""Scores who is in each chapter, and who meets whom, against the Stanford GraphBase."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import TypeAlias

from fabula.evaluation.graphbase import Chapter, Encounters, encounter_files, read_encounters
from fabula.evaluation.lines import share
from fabula.evaluation.novel_texts import Tell
from fabula.evaluation.report import Column, Report, Row
from fabula.evaluation.run import Parse, Progress, ignore_progress, timed
from fabula.evaluation.scores.people import plain_name
from fabula.evaluation.scores.ranks import spearman
from fabula.evaluation.scores.tally import Tallies, Tally
from fabula.types import Cast, MentionForm, Scene, Story, Text

Pair: TypeAlias = tuple[str, str]

COLUMNS = (
    Column("people", "in the chapter", 1, "who is there"),
    Column("precision", "precision", 1, "who is there"),
    Column("recall", "recall", 1, "who is there"),
    Column("named", "named in it", 1, "who is there"),
    Column("narrator", "narrator", 1, "who is there"),
    Column("met", "who meets whom", 1, "who meets whom"),
    Column("groups", "groups found", 1, "who meets whom"),
    Column("co_named", "named in one paragraph", 1, "who meets whom"),
    Column("edges", "edges", 1, "network"),
    Column("weights", "their weights", 3, "network"),
    Column("co_edges", "edges, co-named", 1, "network"),
    Column("co_weights", "their weights", 3, "network"),
)


def evaluate_presence(
    path: Path, tell: Tell, *, parse: Parse, progress: Progress = ignore_progress
) -> Report:
    """Read each novel's raw text and score who is there, who meets whom, and the network that this makes.

    Who is there: F1 over characters in chapters, beside everybody whose name stands in the chapter; the one
    who tells is left out, and scored apart. Who meets whom: F1 of pairs in chapters that are in a scene at
    one time, the annotated groups that are in one scene together, and beside it pairs that are named in
    one paragraph. The network: F1 of its edges, and Spearman's rho of how many chapters each stands for. An
    entity stands for the character whose names it has most.

    Raises :class:`fabula.errors.EvaluationError` when the gold data is missing or malformed.
    """
    files = encounter_files(path)
    rows: list[Row] = []
    tallies: list[Mapping[str, Tally]] = []
    for done, file in enumerate(files):
        progress(file.stem, done, len(files))
        novel = read_encounters(file)
        text = parse(file.with_suffix(".txt"), novel.text)
        (cast, story), seconds = timed(partial(tell, text))
        own, network = score_encounters(novel, text, cast, story)
        tallies.append(own)
        rows.append(Row(file.stem, {**presence_values(own), **network}, seconds))
    progress("", len(files), len(files))
    return Report(
        corpus="GraphBase",
        split="all",
        system="fabula",
        unit="novel",
        pooled=True,
        columns=COLUMNS,
        rows=tuple(rows),
        overall=presence_values(Tallies(tallies).total()),
    )


def score_encounters(
    novel: Encounters, text: Text, cast: Cast, story: Story
) -> tuple[dict[str, Tally], dict[str, float | None]]:
    """The tallies of a novel, and the scores of its network."""
    people = codes_of(novel, text, cast)
    gold, found, named = Counter[Pair](), Counter[Pair](), Counter[Pair]()
    sums: dict[str, Tally] = defaultdict(lambda: Tally(0, 0, 0, 0))
    bearers = _Names(novel)
    for chapter in novel.chapters:
        begun = [own.start for own in text.blocks if own.kind.is_story]
        scenes = _present(chapter, story.scenes, people, begun)
        together = _pairs(scenes)
        paragraphs = bearers.by_paragraph(text, chapter)
        co_named, meet = _pairs(paragraphs), _pairs(chapter.groups)
        gold.update(meet)
        found.update(together)
        named.update(co_named)
        told = {novel.narrator} - {None}
        own = {
            "people": _of(_all(scenes) - told, chapter.people - told),
            "named": _of(_all(paragraphs) - told, chapter.people - told),
            "narrator": _of(_all(scenes) & told, chapter.people & told),
            "met": _of(together, meet),
            "co_named": _of(co_named, meet),
            "groups": share(
                [any(group <= one for one in scenes) for group in chapter.groups if len(group) > 1]
            ),
        }
        for key, tally in own.items():
            sums[key] = Tally(*map(sum, zip(sums[key], tally, strict=True)))
    return dict(sums), {
        "edges": _of(set(found), set(gold)).f1,
        "weights": _rho(found, gold),
        "co_edges": _of(set(named), set(gold)).f1,
        "co_weights": _rho(named, gold),
    }


def codes_of(novel: Encounters, text: Text, cast: Cast) -> dict[int, str]:
    """Whom each entity stands for: the character whose names most of its mentions by a name are."""
    codes: dict[str, list[str]] = defaultdict(list)
    for code, names in novel.names.items():
        for name in names:
            codes[plain_name(name)].append(code)
    votes: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for own in cast.mentions:
        if own.entity is not None and own.form is not MentionForm.PRONOUN:
            theirs = codes.get(plain_name(text.content[own.start : own.end]), ())
            for code in theirs:
                votes[own.entity][code] += 1.0 / len(theirs)
    found = {n: max(sorted(own), key=lambda code: own[code]) for n, own in votes.items()}
    tellers = [own.id for own in cast.entities if own.narrator]
    if novel.narrator is not None and tellers:
        found[max(tellers, key=lambda n: next(e.mentions for e in cast.entities if e.id == n))] = (
            novel.narrator
        )
    return found


def _present(
    chapter: Chapter, scenes: Sequence[Scene], people: Mapping[int, str], begun: Sequence[int]
) -> list[frozenset[str]]:
    """Who is there, known to the annotation, in each scene of a chapter: for a paragraph of it at least.

    ``begun`` is where paragraphs begin: a scene ends where the next begins, after the heading between.
    """
    return [
        frozenset(
            people[one.entity]
            for one in scene.present
            if one.entity in people and _shares(one.start, one.end, chapter, begun)
        )
        for scene in scenes
        if _shares(scene.start, scene.end, chapter, begun)
    ]


def _shares(start: int, end: int, chapter: Chapter, begun: Sequence[int]) -> bool:
    """Whether a stretch begins in a chapter, or a paragraph of the chapter begins in it."""
    first = bisect_left(begun, max(start, chapter.start))
    paragraph = first < len(begun) and begun[first] < min(end, chapter.end)
    return chapter.start <= start < chapter.end or paragraph


class _Names:
    """Who is named in a stretch of text: by names that only one character has."""

    def __init__(self, novel: Encounters) -> None:
        owners: dict[str, set[str]] = defaultdict(set)
        for code, names in novel.names.items():
            for name in names:
                owners[name].add(code)
        self._code = {name: next(iter(own)) for name, own in owners.items() if len(own) == 1}
        listed = sorted(owners, key=lambda name: (-len(name), name))
        self._any = re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})(?!\w)")

    def by_paragraph(self, text: Text, chapter: Chapter) -> list[frozenset[str]]:
        """Who is named in each paragraph of a chapter."""
        return [
            frozenset(
                self._code[found]
                for found in self._any.findall(text.content[block.start : block.end])
                if found in self._code
            )
            for block in text.blocks
            if block.kind.is_story and chapter.start <= block.start < chapter.end
        ]


def _pairs(groups: Iterable[frozenset[str]]) -> set[Pair]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _all(groups: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*groups)


def _of(found: Iterable[object], gold: Iterable[object]) -> Tally:
    own, right = set(found), set(gold)
    hits = len(own & right)
    return Tally(hits, len(own), hits, len(right))


def _rho(found: Mapping[Pair, int], gold: Mapping[Pair, int]) -> float | None:
    pairs = sorted(found.keys() | gold.keys())
    return spearman([found.get(p, 0) for p in pairs], [gold.get(p, 0) for p in pairs])


def presence_values(tallies: Mapping[str, Tally]) -> dict[str, float | None]:
    """The scores of one novel, or of several together, in percent."""
    narrator = tallies["narrator"]
    return {
        "people": tallies["people"].f1,
        "precision": tallies["people"].precision,
        "recall": tallies["people"].recall,
        "named": tallies["named"].f1,
        "narrator": narrator.f1 if narrator.gold else None,
        "met": tallies["met"].f1,
        "groups": tallies["groups"].recall,
        "co_named": tallies["co_named"].f1,
    }
