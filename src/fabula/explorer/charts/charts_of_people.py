"""The charts of people: the storyline, presence, shares of dialogue, who talks to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fabula.amounts import counted
from fabula.explorer.charts.bars import Bar, bars
from fabula.explorer.charts.counts import first_words, presence, spoken, talk
from fabula.explorer.charts.heat import Head, Spot, heat_map
from fabula.explorer.charts.links import Links
from fabula.explorer.charts.occasions import MOST_SCENES, occasions
from fabula.explorer.charts.options import Options
from fabula.explorer.charts.storyline_drawing import StorylineDrawing, lead
from fabula.explorer.charts.svg import Pen, Picture
from fabula.explorer.charts.telling import Person, Telling
from fabula.layouts.storyline import laid_out

PRESENT = 20
"""People in the chart of presence."""
SPEAKERS = 16
TALKING = 14


def by_scene(telling: Telling, options: Options) -> bool:
    """Whether a column of the storyline is one scene."""
    if options.by:
        return options.by == "scene"
    return len(telling.scenes) <= MOST_SCENES


def storyline_chart(telling: Telling, options: Options, pen: Pen, links: Links, name: str) -> Picture:
    """People as lines that meet."""
    people = telling.leading(options.people)
    columns = occasions(
        telling, people, by_scene=by_scene(telling, options), by_story=options.order == "story"
    )
    layout = laid_out([each.groups for each in columns], lead(columns))
    return StorylineDrawing(telling, columns, layout, pen, links, name).picture()


def head(links: Links, person: Person) -> Head:
    """Somebody as the heading of a row or a column."""
    return Head(person.name, person.name, links.person(person.id), person.style, person.colour)


def presence_chart(telling: Telling, _: Options, pen: Pen, links: Links, name: str) -> Picture:
    """Who is in which part, and how much of it."""
    people = telling.leading(PRESENT)
    found = presence(telling, people)
    what = "of it" if telling.scenes else "as often as anybody"

    def spots(row: int, person: Person) -> Iterator[Spot | None]:
        for at, part in enumerate(telling.parts):
            share = round(100 * float(found[row, at]))
            if share == 0:
                yield None
                continue
            title = f"{person.name}, {part.title}: {share} % {what}"
            yield Spot(float(found[row, at]), title, links.text(part.start), f"{share} %")

    columns = [Head(part.label, part.title, links.text(part.start)) for part in telling.parts]
    rows = [head(links, person) for person in people]
    return heat_map(pen, name, rows, columns, [list(spots(row, own)) for row, own in enumerate(people)])


def shares_chart(telling: Telling, _: Options, pen: Pen, links: Links, name: str) -> Picture:
    """How much each says."""
    found = spoken(telling)[:SPEAKERS]
    every = sum(line.words for line in telling.lines) or 1
    most = max(own.words for own in found) or 1
    made = [
        Bar(
            name=own.person.name,
            to=links.person(own.person.id),
            share=own.words / most,
            words=f"{100 * own.words / every:.0f} %, {counted(own.lines, 'lines')}",
            title=f"{own.person.name}: {counted(own.words, 'words')}; to the first line",
            href=links.text(own.first),
            style=own.person.style,
            colour=own.person.colour,
        )
        for own in found
    ]
    return bars(pen, name, ("who", "of all that is said"), made)


def talking(telling: Telling) -> Sequence[Person]:
    """Those with most lines, said or heard, in their order."""
    counts = dict.fromkeys(telling.known, 0)
    for line in telling.lines:
        for each in (line.speaker, *line.heard):
            if each in counts and line.heard and line.speaker in counts:
                counts[each] += 1
    best = sorted(counts, key=lambda each: -counts[each])[:TALKING]
    return [person for person in telling.people if person.id in best and counts[person.id]]


def talk_chart(telling: Telling, _: Options, pen: Pen, links: Links, name: str) -> Picture:
    """Lines from each to each."""
    people = talking(telling)
    found, first = talk(telling, people), first_words(telling, people)
    most = found.max(initial=1)

    def spot(one: int, other: int) -> Spot | None:
        lines = int(found[one, other])
        if not lines:
            return None
        speaker, hearer = people[one], people[other]
        title = f"{speaker.name} to {hearer.name}: {counted(lines, 'lines')}; to the first"
        return Spot((lines / most) ** 0.5, title, links.text(first[speaker.id, hearer.id]), str(lines))

    heads = [head(links, person) for person in people]
    size = range(len(people))
    return heat_map(pen, name, heads, heads, [[spot(one, other) for other in size] for one in size])
