"""Scores scenes against novels in which somebody marked them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Final, TypeAlias

from fabula.evaluation.lines import share
from fabula.evaluation.report import Column, Indices, Report, Row, bootstrap
from fabula.evaluation.run import Parse, Progress, ignore_progress, timed
from fabula.evaluation.scenification import MarkedNovel, MarkedScene, novel_files, read_marked
from fabula.evaluation.scores.scenes import score_boundaries
from fabula.evaluation.scores.tally import Tallies, Tally
from fabula.types import BlockKind, Scene, SceneMode, Span, Story, Text

Tell: TypeAlias = Callable[[Text], Story]
"""The program under test: from a text to its story."""

PUBLISHED: Final = 50.0
"""The best published F1 of boundaries within three sentences, on romance novels in German."""
_REACH = 3
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z])|\n\s*\n\s*")
"""What parts sentences: rough, and the same for every program that is scored."""
_WORD = re.compile(r"\w+")

COLUMNS = (
    Column("near", "within three sentences", 1, "boundaries"),
    Column("exact", "exact", 1, "boundaries"),
    Column("page", "page breaks alone", 1, "boundaries"),
    Column("published", "published, of other novels", 1, "boundaries"),
    Column("near_all", "loose scenes too", 1, "boundaries"),
    Column("exact_all", "exact", 1, "boundaries"),
    Column("page_all", "page breaks alone", 1, "boundaries"),
    Column("words", "words", 1, "scene or summary"),
    Column("always", "always the commoner", 1, "scene or summary"),
    Column("words_all", "loose scenes too", 1, "scene or summary"),
    Column("always_all", "always the commoner", 1, "scene or summary"),
)


def evaluate_scenes(path: Path, tell: Tell, *, parse: Parse, progress: Progress = ignore_progress) -> Report:
    """Read each novel's raw text and score where scenes begin and end.

    A boundary is where a scene begins or ends; what is no scene is one stretch, however the program parts
    it. F1 of boundaries, exactly and within three sentences, beside what headings and breaks on the page
    give; and the share of words that are rightly in a scene or in summary. The strict reading leaves out
    scenes that are only hinted at, break off, or happened many times; the other has them too.

    Raises :class:`fabula.errors.EvaluationError` when the gold data is missing or malformed.
    """
    files = novel_files(path)
    rows: list[Row] = []
    tallies: list[Mapping[str, Tally]] = []
    for done, file in enumerate(files):
        progress(file.stem, done, len(files))
        novel = read_marked(file)
        text = parse(file.with_suffix(".txt"), novel.text)
        story, seconds = timed(partial(tell, text))
        tallies.append(score_scenes(novel, text, story))
        rows.append(Row(file.stem, scene_values(tallies[-1]), seconds))
    progress("", len(files), len(files))
    counts = Tallies(tallies)

    def pooled(drawn: Indices | None = None) -> Mapping[str, float | None]:
        return scene_values(counts.total(drawn))

    keys = [column.key for column in COLUMNS if column.key not in ("published", "always", "always_all")]
    return Report(
        corpus="novel scenification",
        split="all",
        system="fabula",
        unit="novel",
        pooled=True,
        columns=COLUMNS,
        rows=tuple(rows),
        overall=pooled(),
        intervals=bootstrap(len(rows), pooled, keys),
    )


def score_scenes(novel: MarkedNovel, text: Text, story: Story) -> dict[str, Tally]:
    """The tallies of one novel."""
    sentences = _sentences(novel.text)
    found = [(own.start, own.end) for own in story.scenes if own.mode is SceneMode.SCENE]
    scenes = _numbered(sentences, _edges(story.scenes))
    page = _numbered(sentences, _printed(text))
    words = [match.start() for match in _WORD.finditer(novel.text)]
    told = _inside(words, found)
    scored: dict[str, Tally] = {}
    for ending, own in (("", [one for one in novel.scenes if one.is_strict]), ("_all", list(novel.scenes))):
        gold = _numbered(sentences, _marked(own))
        right = _inside(words, [(one.start, one.end) for one in own])
        scored[f"near{ending}"] = score_boundaries(scenes, gold, _REACH)
        scored[f"exact{ending}"] = score_boundaries(scenes, gold)
        scored[f"page{ending}"] = score_boundaries(page, gold, _REACH)
        scored[f"words{ending}"] = share([a == b for a, b in zip(told, right, strict=True)])
        scored[f"always{ending}"] = share(right)
    return scored


def scene_values(tallies: Mapping[str, Tally]) -> dict[str, float | None]:
    """The scores of one novel, or of many together, in percent."""
    found: dict[str, float | None] = {"published": PUBLISHED}
    for ending in ("", "_all"):
        found.update({f"{key}{ending}": tallies[f"{key}{ending}"].f1 for key in ("near", "exact", "page")})
        found[f"words{ending}"] = tallies[f"words{ending}"].recall
        scenes = tallies[f"always{ending}"].recall
        found[f"always{ending}"] = max(scenes, 100.0 - scenes)
    return found


def _marked(scenes: Sequence[MarkedScene]) -> list[int]:
    return [place for own in scenes for place in (own.start, own.end)]


def _edges(scenes: Sequence[Scene]) -> list[int]:
    """Where scenes begin and end; not where one summary or description follows another."""
    return [own.start for before, own in pairwise(scenes) if SceneMode.SCENE in (before.mode, own.mode)]


def _printed(text: Text) -> list[int]:
    """Where paragraphs begin that a heading or a printed break comes before."""
    found, parted = [], False
    for block in text.blocks:
        if block.kind.is_story:
            found += [block.start] if parted else []
            parted = False
        else:
            parted |= block.kind in (BlockKind.SCENE_BREAK, BlockKind.HEADING)
    return found


def _sentences(content: str) -> list[int]:
    """Where sentences begin."""
    return [0, *(match.end() for match in _SENTENCE.finditer(content))]


def _numbered(sentences: Sequence[int], places: Iterable[int]) -> list[int]:
    """The sentences that begin nearest to some places, each once; never the first, where nothing parts."""
    found = set()
    for place in places:
        after = bisect_right(sentences, place)
        near = [k for k in (after - 1, after) if k < len(sentences)]
        found.add(min(near, key=lambda k: abs(sentences[k] - place)))
    return sorted(found - {0})


def _inside(words: Sequence[int], spans: Sequence[Span]) -> list[bool]:
    """Whether each word begins within one of some spans."""
    starts = [start for start, _ in spans]
    found = []
    for word in words:
        k = bisect_right(starts, word) - 1
        found.append(k >= 0 and word < spans[k][1])
    return found
