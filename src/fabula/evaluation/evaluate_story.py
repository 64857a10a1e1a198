"""Scores scenes, their places, who is there and through whose eyes they are told, on annotated stories."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

from fabula.evaluation import score_told
from fabula.evaluation.lines import share
from fabula.evaluation.report import Column, Indices, Report, Row, bootstrap
from fabula.evaluation.run import Parse, Progress, ignore_progress, timed
from fabula.evaluation.scores.calibration import Claims, calibrations
from fabula.evaluation.scores.company import bodily, comings, goings, remote, score_turns
from fabula.evaluation.scores.quotations import match_parts
from fabula.evaluation.scores.scene_times import paired, score_times, score_when, when_claims
from fabula.evaluation.scores.scenes import is_place, overlapping, score_boundaries, whom
from fabula.evaluation.scores.tally import Tallies, Tally
from fabula.evaluation.stories import story_files
from fabula.evaluation.story_knowledge import Ask, asked_by_name, read_questions, score_knowledge
from fabula.evaluation.story_layers import GoldScene, Layers, read_layers
from fabula.types import BlockKind, Cast, MentionForm, Role, Scene, Story, Text

Tell: TypeAlias = Callable[[Text], tuple[Cast, Story, Ask]]
"""The program under test: from a text to its cast and its story, and what answers who knows what."""

_TELLS = 20
"""How many lines it weighs that somebody tells the story, and one of the gold cast does."""

_F1 = ("near", "exact", "page", "present", "named", "time", "arrive", "leave", "remote")
"""What is scored by precision and recall."""

COLUMNS = (
    Column("near", "boundaries", 1, "scenes"),
    Column("exact", "exact", 1, "scenes"),
    Column("page", "page breaks alone", 1, "scenes"),
    Column("mode", "mode", 1, "scenes"),
    Column("place", "place", 1, "what they tell"),
    Column("present", "present", 1, "what they tell"),
    Column("named", "named there", 1, "what they tell"),
    Column("focal", "focal", 1, "what they tell"),
    Column("when", "when", 1, "their time"),
    Column("later", "always later", 1, "their time"),
    Column("answered", "answered", 1, "their time"),
    Column("time", "time", 1, "their time"),
    Column("knowledge", "right", 1, "who knows what"),
    Column("never", "always no", 1, "who knows what"),
    Column("named_before", "named before", 1, "who knows what"),
    Column("how", "how", 1, "who knows what"),
    Column("arrive", "arrivals", 1, "who comes and goes"),
    Column("leave", "departures", 1, "who comes and goes"),
    Column("remote", "from elsewhere", 1, "who comes and goes"),
    *score_told.COLUMNS,
)


def evaluate_story(
    paths: Sequence[Path], tell: Tell, *, parse: Parse, progress: Progress = ignore_progress
) -> Report:
    """Read each story's raw text and score its scenes.

    Boundaries are F1, within a paragraph and exactly, beside what the breaks on the page alone give. Of each
    gold scene, by the scene that overlaps most of it: the mode; the place, right if the words for it are one
    of its names; who is there (F1), beside "named there" (everybody mentioned in it), and who takes part from
    elsewhere (F1); and the eyes. Who comes and who goes in a scene: F1, within a paragraph.
    Of scenes found that begin where annotated ones do: how their time stands to that of the scene before,
    beside "always later". Of all: the words that tell their times (F1). Of the questions who has had the
    chance to know what by when: the share that is answered right, beside "always no" and "named before"
    (whoever is named before it is told), and of those rightly thought to know, the share whose way it is.
    Of attributes and relations: precision, recall and F1, each beside a plain baseline. Counts are pooled
    over stories.

    Raises :class:`fabula.errors.EvaluationError` when the gold data is missing or malformed.
    """
    files = story_files(paths)
    rows: list[Row] = []
    tallies: list[Mapping[str, Tally]] = []
    claims: list[Mapping[str, Claims]] = []
    for done, file in enumerate(files):
        progress(file.stem, done, len(files))
        layers = read_layers(file)
        text = parse(file.with_suffix(".txt"), layers.story.text)
        (cast, story, ask), seconds = timed(partial(tell, text))
        asked = asked_by_name(layers.story, cast, gold_people(layers, text, cast))
        questions = read_questions(file, layers.story.text)
        known = score_knowledge(questions, asked, cast, ask)
        tallies.append(score_story(layers, text, cast, story) | known)
        claims.append(story_claims(layers, text, cast, story))
        rows.append(Row(file.stem, story_values(tallies[-1]), seconds))
    progress("", len(files), len(files))
    counts = Tallies(tallies)

    def pooled(drawn: Indices | None = None) -> Mapping[str, float | None]:
        return story_values(counts.total(drawn))

    return Report(
        corpus="annotated stories",
        split="all",
        system="fabula",
        unit="story",
        pooled=True,
        columns=COLUMNS,
        rows=tuple(rows),
        overall=pooled(),
        intervals=bootstrap(len(rows), pooled, [column.key for column in COLUMNS]),
        calibration=calibrations(
            {key: [own[key] for own in claims] for key in ("presence", "place", "when")}
        ),
    )


def score_story(layers: Layers, text: Text, cast: Cast, story: Story) -> dict[str, Tally]:
    """The tallies of one story."""
    starts = [block.start for block in text.blocks if block.kind.is_story]

    def paragraph(offset: int) -> int:
        return bisect_right(starts, offset) - 1

    gold = [paragraph(own.start) for own in layers.scenes[1:]]
    found = [paragraph(own.start) for own in story.scenes[1:]]
    people = gold_people(layers, text, cast)
    pairs = when_pairs(layers, text, story)
    matched = [(own, overlapping(own.start, own.end, story.scenes)) for own in layers.scenes]
    return {
        "near": score_boundaries(found, gold, 1),
        "exact": score_boundaries(found, gold),
        "page": score_boundaries(_printed(text), gold, 1),
        "mode": share([own is not None and own.mode.value == scene.mode for scene, own in matched]),
        "place": share([_is_there(layers, text, scene, own) for scene, own in matched]),
        "focal": share([_sees(people, scene, own) for scene, own in matched]),
        "present": _sum(_of_sets(bodily(people, own), scene.present) for scene, own in matched),
        "remote": _sum(_of_sets(remote(people, own), scene.remote) for scene, own in matched),
        "arrive": score_turns(
            [(who, paragraph(at)) for who, at in comings(people, story.scenes)],
            [(who, paragraph(at)) for scene in layers.scenes for who, at in scene.arrive],
        ),
        "leave": score_turns(
            [(who, paragraph(at)) for who, at in goings(people, story.scenes)],
            [(who, paragraph(at)) for scene in layers.scenes for who, at in scene.leave],
        ),
        "named": _sum(_named(people, cast, scene) for scene, _ in matched),
        **score_told.score_told(layers, text, cast, story, people),
        "time": score_times(story.scenes, layers.scenes, text.content),
        **score_when(story.scenes, layers.scenes, pairs),
    }


def when_pairs(layers: Layers, text: Text, story: Story) -> list[tuple[int, int | None]]:
    """Of each scene found but the first which of the annotated ones begins there, within a paragraph."""
    starts = [block.start for block in text.blocks if block.kind.is_story]
    found, gold = (
        [bisect_right(starts, own.start) - 1 for own in scenes] for scenes in (story.scenes, layers.scenes)
    )
    return paired(found, gold)


def story_claims(layers: Layers, text: Text, cast: Cast, story: Story) -> dict[str, Claims]:
    """What a story says with a probability, and whether it is so: who is in a scene, where and when it is.

    The annotated scene that overlaps most of one that is found says who is there and where it is.
    """
    people = gold_people(layers, text, cast)
    present: list[tuple[float, bool]] = []
    places: list[tuple[float, bool]] = []
    for own in story.scenes:
        scene = overlapping(own.start, own.end, layers.scenes)
        if scene is not None:
            present += [
                (one.confidence, people.get(one.entity) in scene.present)
                for one in own.present
                if one.role is Role.BODILY
            ]
            places.append((own.place_confidence, _is_there(layers, text, scene, own)))
    when = when_claims(story.scenes, layers.scenes, when_pairs(layers, text, story))
    return {"presence": Claims.of(present), "place": Claims.of(places), "when": when}


def gold_people(layers: Layers, text: Text, cast: Cast) -> dict[int, str]:
    """Whom of the gold cast each entity is, by what it is called and what it says."""
    spans = [(span, quote) for quote in cast.quotes for span in quote.spans]
    lines = match_parts([own.span for own in layers.story.quotes], [span for span, _ in spans]).matched
    said = [
        (own.speaker, spans[place][1].speaker)
        for own, place in zip(layers.story.quotes, lines, strict=True)
        if place is not None
    ]
    names = {one.id: (one.name, *one.names) for one in layers.story.characters}
    words = [
        (text.content[own.start : own.end], own.entity)
        for own in cast.mentions
        if own.form is not MentionForm.PRONOUN
    ]
    tellers = [one.id for one in layers.story.characters if one.narrator]
    told = [own.id for own in cast.entities if own.narrator]
    if len(tellers) == len(told) == 1:
        said += [(tellers[0], told[0])] * _TELLS
    return whom(
        names,
        [(own, n) for own, n in words if n is not None],
        [(who, n) for who, n in said if who is not None and n is not None],
    )


def _printed(text: Text) -> list[int]:
    """The paragraphs that a break on the page, or a heading, comes before."""
    found, count, parted = [], 0, False
    for block in text.blocks:
        if block.kind.is_story:
            found += [count] if parted and count else []
            count, parted = count + 1, False
        else:
            parted |= block.kind in (BlockKind.SCENE_BREAK, BlockKind.HEADING)
    return found


def _is_there(layers: Layers, text: Text, scene: GoldScene, own: Scene | None) -> bool:
    told = own.place_span if own is not None else None
    words = None if told is None else text.content[told[0] : told[1]]
    return is_place(words, None if scene.place is None else layers.places[scene.place])


def _sees(people: Mapping[int, str], scene: GoldScene, own: Scene | None) -> bool:
    focal = own.focal if own is not None else None
    if scene.focal is None or focal is None:
        return scene.focal is None and focal is None
    return people.get(focal) == scene.focal


def _named(people: Mapping[int, str], cast: Cast, scene: GoldScene) -> Tally:
    """Everybody who is mentioned in a scene."""
    there = {own.entity for own in cast.mentions if scene.start <= own.start < scene.end}
    characters = [own.id for own in cast.entities if own.is_character and own.id in there]
    return _of_sets([people.get(n, str(n)) for n in characters], scene.present)


def _of_sets(found: Iterable[str], gold: frozenset[str]) -> Tally:
    own = set(found)
    hits = len(gold & own)
    return Tally(hits, len(own), hits, len(gold))


def _sum(tallies: Iterable[Tally]) -> Tally:
    return Tally(*(sum(column) for column in zip(Tally(0, 0, 0, 0), *tallies, strict=True)))


def story_values(tallies: Mapping[str, Tally]) -> dict[str, float | None]:
    """The scores of one story, or of many together, in percent."""
    shares = {key: tallies[key].recall for key in ("mode", "place", "focal", "when", "later", "answered")}
    asked = {key: tallies[key] for key in ("knowledge", "never", "named_before", "how") if key in tallies}
    return {
        **shares,
        **{key: tallies[key].f1 for key in _F1},
        **{key: own.recall if own.gold else None for key, own in asked.items()},
        **score_told.told_values(tallies),
    }
