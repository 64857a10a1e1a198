"""The charts of places: where it happens, and who is where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fabula.amounts import counted
from fabula.explorer.charts.bars import Bar, bars
from fabula.explorer.charts.counts import Stay, stays
from fabula.explorer.charts.heat import Head, Spot, heat_map
from fabula.explorer.charts.links import Links
from fabula.explorer.charts.options import Options
from fabula.explorer.charts.svg import Pen, Picture
from fabula.explorer.charts.telling import Person, Telling

MOST_PLACES = 20
MOST_PEOPLE, PLACES_OF_PEOPLE = 14, 22


def nested_stays(telling: Telling) -> list[tuple[Stay, int]]:
    """The places with most text, each followed by those that lie in it, with how deep they lie.

    A place in which nothing happens but in what lies in it is there too.
    """
    shown = stays(telling)[:MOST_PLACES]
    known = {own.number: own for own in shown if own.number is not None}
    for own in shown:
        around = telling.nested.get(own.number) if own.number is not None else None
        while around is not None and around not in known:
            known[around] = Stay(telling.place_names[around], around, (), 0)
            around = telling.nested.get(around)
    under: dict[int | None, list[Stay]] = {}
    for own in [*known.values(), *(own for own in shown if own.number is None)]:
        around = telling.nested.get(own.number) if own.number is not None else None
        under.setdefault(around, []).append(own)

    def size(own: Stay) -> int:
        inner = under.get(own.number, ()) if own.number is not None else ()
        return own.length + sum(map(size, inner))

    def listed(around: int | None, depth: int) -> Iterator[tuple[Stay, int]]:
        for own in sorted(under.get(around, ()), key=lambda each: -size(each)):
            yield own, depth
            if own.number is not None:
                yield from listed(own.number, depth + 1)

    return list(listed(None, 0))


def places_chart(telling: Telling, _: Options, pen: Pen, links: Links, name: str) -> Picture:
    """How much of the text happens where."""
    found = nested_stays(telling)
    most = max(own.length for own, _ in found) or 1
    every = sum(scene.end - scene.start for scene in telling.scenes) or 1
    made = []
    for own, depth in found:
        scenes = counted(len(own.scenes), "scenes")
        first = telling.scenes[own.scenes[0]].start if own.scenes else None
        made.append(
            Bar(
                name=own.name,
                to="" if own.number is None else links.place(own.number),
                share=own.length / most,
                words=f"{100 * own.length / every:.0f} %, {scenes}" if own.scenes else "in what lies in it",
                title=f"{own.name}: {scenes}; to the first" if own.scenes else own.name,
                href="" if first is None else links.text(first),
                depth=depth,
            )
        )
    return bars(pen, name, ("where", "of the text"), made)


def whereabouts_chart(telling: Telling, _: Options, pen: Pen, links: Links, name: str) -> Picture:
    """Who has how many scenes where."""
    people, places = telling.leading(MOST_PEOPLE), stays(telling)[:PLACES_OF_PEOPLE]
    there: Counter[tuple[int, int]] = Counter()
    first: dict[tuple[int, int], int] = {}
    for column, own in enumerate(places):
        for at in own.scenes:
            for presence in telling.scenes[at].present:
                there[presence.entity.id, column] += 1
                first.setdefault((presence.entity.id, column), telling.scenes[at].start)
    most = max((count for (who, _), count in there.items() if who in telling.known), default=1)

    def spot(person: Person, column: int) -> Spot | None:
        count = there[person.id, column]
        if not count:
            return None
        title = f"{person.name}, {places[column].name}: {counted(count, 'scenes')}; to the first"
        return Spot((count / most) ** 0.5, title, links.text(first[person.id, column]), str(count))

    columns = [_head(telling, links, own) for own in places]
    rows = [Head(own.name, own.name, links.person(own.id), own.style, own.colour) for own in people]
    spots = [[spot(person, column) for column in range(len(places))] for person in people]
    return heat_map(pen, name, rows, columns, spots)


def _head(telling: Telling, links: Links, own: Stay) -> Head:
    path = links.text(telling.scenes[own.scenes[0]].start) if own.number is None else links.place(own.number)
    return Head(own.name, own.name, path)
