"""The network of the characters as GEXF 1.3, which changes over the scenes of the work, for Gephi.

gexf.net/1.3. Its time counts scenes, or chapters where a work has no scenes. A node is there where somebody
takes part or speaks, an edge where two share a scene or one speaks to the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import combinations
from pathlib import Path

from markupsafe import Markup

from fabula.exports.files import write_file
from fabula.exports.places import Places
from fabula.exports.xml_text import attributes, legal
from fabula.networks import LIKELY, Figure, Network, network_of
from fabula.types import Span, Work

NODE_ATTRIBUTES: Mapping[str, tuple[str, Callable[[Figure], object]]] = {
    "type": ("string", lambda own: own.entity.type.value),
    "mentions": ("integer", lambda own: own.mentions),
    "lines": ("integer", lambda own: own.lines),
    "scenes": ("integer", lambda own: own.scenes),
    "narrator": ("boolean", lambda own: "true" if own.entity.narrator else "false"),
    "pronouns": ("string", lambda own: " ".join(own.entity.pronouns)),
}
"""What is said of a character, each with its type in GEXF."""
EDGE_ATTRIBUTES = ("lines", "scenes")

Spells = defaultdict[Collection[int], set[int]]


def write(work: Work, path: Path) -> None:
    """Writes the network. Raises OSError, and UnicodeEncodeError for half a character."""
    write_file(document(work).encode(), path)


def document(work: Work) -> str:
    """The whole document."""
    network = network_of(work)
    spells = _spells(work)
    return legal("".join(_pieces(work, network, spells)))


def _pieces(work: Work, network: Network, spells: Spells) -> Iterator[str]:
    unit = "scene" if work.story is not None and work.story.scenes else "chapter"
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">\n'
    )
    yield Markup(
        "<meta><creator>{}</creator><description>{}; time is the number of the {}</description></meta>\n"
    ).format(work.provenance.line, work.title, unit)
    shown = {"mode": "dynamic", "defaultedgetype": "undirected"}
    timed = {"timeformat": "integer", "timerepresentation": "interval"}
    yield f"<graph{attributes({**shown, **timed})}>\n"
    yield '<attributes class="node">\n'
    for name, (kind, _) in NODE_ATTRIBUTES.items():
        yield f"<attribute{attributes({'id': name, 'title': name, 'type': kind})}/>\n"
    yield '</attributes>\n<attributes class="edge">\n'
    for name in EDGE_ATTRIBUTES:
        yield f"<attribute{attributes({'id': name, 'title': name, 'type': 'integer'})}/>\n"
    yield "</attributes>\n<nodes>\n"
    for own in network.figures:
        known = attributes({"id": own.entity.id, "label": own.entity.name})
        values = {name: value(own) for name, (_, value) in NODE_ATTRIBUTES.items()}
        yield f"<node{known}>{_values(values)}{_shown(spells[frozenset((own.entity.id,))])}</node>\n"
    yield "</nodes>\n<edges>\n"
    for number, tie in enumerate(network.ties):
        ends = {"id": number, "source": tie.a, "target": tie.b, "weight": float(tie.lines + tie.scenes)}
        values = {"lines": tie.lines, "scenes": tie.scenes}
        yield f"<edge{attributes(ends)}>{_values(values)}{_shown(spells[frozenset((tie.a, tie.b))])}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _values(values: dict[str, object]) -> Markup:
    found = (
        Markup("<attvalue{}/>").format(attributes({"for": name, "value": value}))
        for name, value in values.items()
    )
    return Markup("<attvalues>{}</attvalues>").format(Markup("").join(found))


def _shown(times: Collection[int]) -> Markup:
    """The spells, those after one another as one, each with its first and its last time."""
    runs = runs_of(times)
    if not runs:
        return Markup("")
    found = (Markup("<spell{}/>").format(attributes({"start": start, "end": end})) for start, end in runs)
    return Markup("<spells>{}</spells>").format(Markup("").join(found))


def runs_of(times: Collection[int]) -> list[Span]:
    """Whole numbers as runs of those after one another, each by its first and its last."""
    runs: list[Span] = []
    for time in sorted(times):
        if runs and time == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], time)
        else:
            runs.append((time, time))
    return runs


def _spells(work: Work) -> Spells:
    """When each character is there, and each two of them are tied; one is there wherever tied to another."""
    places = Places(work)
    scenes = work.story.scenes if work.story is not None else ()
    found: Spells = defaultdict(set)
    time_of = places.scene if scenes else places.chapter

    def put(time: int | None, people: Collection[int]) -> None:
        if time is not None:
            for own in people:
                found[frozenset((own,))].add(time)
            for pair in combinations(sorted(people), 2):
                found[frozenset(pair)].add(time)

    for scene in scenes:
        put(scene.id, {own.entity for own in scene.present if own.confidence >= LIKELY})
    for quote in work.cast.quotes:
        if quote.speaker is None or quote.thought:
            continue
        time = time_of(quote.start)
        put(time, {quote.speaker})
        for heard in quote.addressees:
            put(time, {quote.speaker, heard})
    if not scenes:
        for mention in work.cast.mentions:
            if mention.entity is not None:
                put(time_of(mention.start), {mention.entity})
    return found
