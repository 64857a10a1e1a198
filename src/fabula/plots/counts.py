"""What the plots show, as plain rows: one dict a mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

import numpy as np

from fabula.layouts.companies import companies
from fabula.layouts.network import positions
from fabula.layouts.presence import shares
from fabula.layouts.storyline import Run, laid_out
from fabula.networks import LIKELY, network_of
from fabula.plots.parts import part_at, parts_of
from fabula.positions import stretches_of
from fabula.reading import Reading
from fabula.story_records import ToldScene
from fabula.types import Entity

Row = dict[str, object]

MOST_SCENES = 60
"""So many scenes are columns of a storyline of their own; of more, those of a chapter are one."""
BINS = 50
"""Points of an arc."""
SPREAD = 1.5
"""The width of the bell that smooths an arc, in such points."""
_WORD = re.compile(r"\w[\w'’-]*")


def leading(reading: Reading, people: int) -> list[Entity]:
    """The characters that a work has most of: of mentions, which it has without a story too."""
    return list(reading.characters[:people])


def names_of(people: Sequence[Entity]) -> dict[int, str]:
    """A name for each that no other of them has: two of one name get their numbers."""
    often = Counter(each.name for each in people)
    return {each.id: each.name if often[each.name] == 1 else f"{each.name} (#{each.id})" for each in people}


def scenes_of(reading: Reading) -> list[ToldScene]:
    """The scenes; none where the story of a work cannot be told."""
    return [] if reading.told_work.story is None else list(reading.scenes)


def present(scene: ToldScene) -> list[tuple[int, int, int]]:
    """Who is likely to be in a scene, with from where to where."""
    return [(own.entity.id, own.start, own.end) for own in scene.present if own.confidence >= LIKELY]


def presence_rows(reading: Reading, people: int) -> tuple[list[Row], str]:
    """For each character and part: the share of the part in whose scenes they are, mentions, lines."""
    parts, name = parts_of(reading)
    starts = [part.start for part in parts]
    names = names_of(leading(reading, people))
    stays = (stay for scene in scenes_of(reading) for stay in present(scene))
    there = shares(stays, [(part.start, part.end) for part in parts])
    cast = reading.work.cast
    mentions = Counter((own.entity, part_at(starts, own.start) + 1) for own in cast.mentions)
    lines = Counter((own.speaker, part_at(starts, own.start) + 1) for own in cast.quotes if not own.thought)
    rows: list[Row] = [
        {
            "character": shown,
            name: part.number,
            "title": part.title,
            "present": round(there.get((one, part.number - 1), 0.0), 4),
            "mentions": mentions[one, part.number],
            "lines": lines[one, part.number],
        }
        for one, shown in names.items()
        for part in parts
    ]
    return rows, name


def network_rows(
    reading: Reading, people: int, chapters: Iterable[int | str] | None
) -> tuple[list[Row], list[Row]]:
    """The characters with a place for each, and the ties between them."""
    network = network_of(reading.told_work, stretches_of(reading.chapters, chapters))
    tied = {each for tie in network.ties for each in (tie.a, tie.b)}
    figures = [own for own in network.figures if own.entity.id in tied][:people]
    at = {figure.entity.id: row for row, figure in enumerate(figures)}
    ties = [tie for tie in network.ties if tie.a in at and tie.b in at]
    weights = np.zeros((len(figures), len(figures)))
    for tie in ties:
        weights[at[tie.a], at[tie.b]] = weights[at[tie.b], at[tie.a]] = tie.lines + tie.scenes
    points = [(float(x), float(y)) for x, y in positions(weights)]
    names = names_of([figure.entity for figure in figures])
    nodes: list[Row] = [
        {
            "character": names[own.entity.id],
            "mentions": own.mentions,
            "lines": own.lines,
            "scenes": own.scenes,
            "x": round(x, 4),
            "y": round(y, 4),
        }
        for own, (x, y) in zip(figures, points, strict=True)
    ]
    edges: list[Row] = [
        {
            "pair": f"{names[tie.a]} and {names[tie.b]}",
            "lines": tie.lines,
            "scenes": tie.scenes,
            "weight": tie.lines + tie.scenes,
            **{"x": points[at[tie.a]][0], "y": points[at[tie.a]][1]},
            **{"x2": points[at[tie.b]][0], "y2": points[at[tie.b]][1]},
        }
        for tie in ties
    ]
    return nodes, edges


def storyline_rows(reading: Reading, people: int) -> tuple[list[Row], list[Row], str]:
    """The lines of characters through the scenes, or through the chapters where there are many scenes.

    Each row is a point of a line. Then, for each company that meets in a column, from which height to which
    its lines stand, and last what a column is.
    """
    parts, name = parts_of(reading)
    starts = [part.start for part in parts]
    chosen = names_of(leading(reading, people))
    scenes = [scene for scene in scenes_of(reading) if scene.end > scene.start]
    each: list[list[ToldScene]] = [[scene] for scene in scenes]
    by_part = len(scenes) > MOST_SCENES
    if by_part:
        grouped = groupby(scenes, key=lambda scene: part_at(starts, scene.start))
        each = [list(own) for _, own in grouped]
    met = [[tuple(one for one, _, _ in present(scene) if one in chosen) for scene in own] for own in each]
    groups = [companies(own) for own in met]
    layout = laid_out(groups)
    rows: list[Row] = []
    companions: list[Row] = []
    for column, own in enumerate(each):
        part = parts[part_at(starts, own[0].start)]
        places = dict.fromkeys(filter(None, (" ".join(scene.place_text.split()) for scene in own)))
        for number in layout.orders[column]:
            run: Run = layout.runs[number]
            rows.append(
                {
                    "character": chosen[run.person],
                    "line": number,
                    "column": column + 1,
                    "height": round(layout.heights[column][number], 2),
                    "there": column in run.there,
                    "title": part.title if by_part else f"{own[0].id}, in {part.title}",
                    "places": ", ".join(list(places)[:3]),
                }
            )
        height = {layout.runs[run].person: own for run, own in layout.heights[column].items()}
        for group in groups[column]:
            heights = [round(height[one], 2) for one in group]
            if len(group) > 1:
                companions.append({"column": column + 1, "height": min(heights), "low": max(heights)})
    return rows, companions, name if by_part else "scene"


def arc_rows(reading: Reading, people: int, of: str) -> list[Row]:
    """How much there is of each character along the book: lines, mentions or presence, smoothed."""
    length = max(1, len(reading.text))
    kernel = np.exp(-0.5 * (np.arange(-3, 4) / SPREAD) ** 2)
    rows: list[Row] = []
    for one, shown in names_of(leading(reading, people)).items():
        counts = np.zeros(BINS)
        for start, end, much in _occurrences(reading, one, of):
            first, last = BINS * start // length, BINS * max(start, end - 1) // length
            counts[first : last + 1] += much / (last + 1 - first)
        # Towards both ends there are fewer points to take the mean of.
        smooth = np.convolve(counts, kernel, "same") / np.convolve(np.ones(BINS), kernel, "same")
        rows += [
            {
                "character": shown,
                "place": round((at + 0.5) / BINS, 4),
                "chapter": _chapter(reading, int((at + 0.5) * length / BINS)),
                of: round(float(much), 4),
            }
            for at, much in enumerate(smooth)
        ]
    return rows


def _chapter(reading: Reading, offset: int) -> str:
    chapter = reading.chapter_at(offset)
    return " ".join(chapter.title.split()) if chapter else ""


def _occurrences(reading: Reading, one: int, of: str) -> list[tuple[int, int, float]]:
    """Where there is something of a character, and how much."""
    cast = reading.work.cast
    if of == "lines":
        return [(own.start, own.start, 1.0) for own in cast.quotes if own.speaker == one and not own.thought]
    if of == "mentions":
        return [(own.start, own.start, 1.0) for own in cast.mentions if own.entity == one]
    each = len(reading.text) / BINS
    return [
        (start, end, (end - start) / each)
        for scene in scenes_of(reading)
        for who, start, end in present(scene)
        if who == one and end > start
    ]


def dialogue_rows(reading: Reading, people: int) -> list[Row]:
    """Who says how much of all that is said aloud; all beyond ``people`` are one row, and so is nobody."""
    words: Counter[int | None] = Counter()
    lines: Counter[int | None] = Counter()
    for quote in reading.work.cast.quotes:
        if not quote.thought:
            lines[quote.speaker] += 1
            words[quote.speaker] += sum(
                len(_WORD.findall(reading.text, start, end)) for start, end in quote.spans
            )
    total = max(1, words.total())
    speakers = [one for one, _ in words.most_common() if one is not None]
    names = names_of([each for each in reading.entities if each.id in words])
    rows = [(names[one], words[one], lines[one]) for one in speakers[:people]]
    rest = speakers[people:]
    rows.append(("others", sum(words[one] for one in rest), sum(lines[one] for one in rest)))
    rows.append(("not known", words[None], lines[None]))
    return [
        {"character": shown, "words": own, "lines": said, "share": round(own / total, 4)}
        for shown, own, said in rows
        if said
    ]
