"""Looking words up: in the text, among people, scenes and what is told of people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from fabula.errors import FabulaError
from fabula.explorer.asking import Asked, asked, site_of
from fabula.explorer.candidates import has_words
from fabula.explorer.paging import paged
from fabula.explorer.rendering import render_work
from fabula.explorer.routing import page
from fabula.searching import Found, Index
from fabula.story_records import ToldScene
from fabula.told_records import ToldAttribute
from fabula.types import Entity
from fabula.world.words import folded_words

LONGEST = 200
"""Characters of what is looked up."""
FACETS_SHOWN = 12
BESIDE_SHOWN = 12
"""People, scenes and attributes shown beside the text."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow the results down, with how many there are; ``chosen`` where it is in force."""

    words: str
    count: int
    link: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph in pieces; every second piece is what was looked up."""

    found: Found
    pieces: tuple[str, ...]


def search(request: Request) -> Response:
    """What is found, with ways to narrow it down by speaker and by chapter."""
    own = asked(request)
    words = request.query_params.get("q", "")[:LONGEST].strip()
    trouble, found = "", []
    try:
        found = _index(own).search(words) if words else []
    except FabulaError as error:
        trouble = str(error)
    speaker, chapter = (request.query_params.get(name, "") for name in ("speaker", "chapter"))
    kept = [each for each in found if _is_by(each, speaker) and _is_in(each, chapter)]
    shown = paged(request, kept, 30)
    return render_work(
        own,
        "search.html",
        title="Search",
        words=words,
        trouble=trouble,
        page=shown,
        marked=[_marked(own, each) for each in shown.rows],
        speakers=_speakers(request, [each for each in found if _is_in(each, chapter)], speaker),
        chapters=_chapters(request, [each for each in found if _is_by(each, speaker)], chapter),
        people=list(_people(own, words))[:BESIDE_SHOWN],
        scenes=list(_scenes(own, words))[:BESIDE_SHOWN],
        attributes=list(_attributes(own, words))[:BESIDE_SHOWN],
    )


def _index(own: Asked) -> Index:
    return site_of(own.request).indexes.of(own.reading, lambda: Index(own.reading))


def _is_by(found: Found, speaker: str) -> bool:
    """Whether a line of somebody holds the words; all do where nobody is asked for."""
    if speaker == "narration":
        return not found.quotes
    return not speaker or any(q.speaker is not None and str(q.speaker.id) == speaker for q in found.quotes)


def _is_in(found: Found, chapter: str) -> bool:
    return not chapter or (found.chapter is not None and str(found.chapter.start) == chapter)


def _marked(own: Asked, found: Found) -> Marked:
    reads, at, pieces = own.reading.work.text.reads, found.start, []
    for start, end in found.spans:
        pieces += [reads(at, start), reads(start, end)]
        at = end
    return Marked(found, (*pieces, reads(at, found.end)))


def _speakers(request: Request, found: Sequence[Found], chosen: str) -> list[Facet]:
    names = {
        str(q.speaker.id): q.speaker.name for each in found for q in each.quotes if q.speaker is not None
    }
    said_by = ({str(q.speaker.id) for q in each.quotes if q.speaker} for each in found)
    count = Counter(key for keys in said_by for key in keys)
    count["narration"] = sum(not each.quotes for each in found)
    names["narration"] = "narration"
    return [
        _facet(request, "speaker", key, names[key], number, chosen)
        for key, number in count.most_common(FACETS_SHOWN)
        if number
    ]


def _chapters(request: Request, found: Sequence[Found], chosen: str) -> list[Facet]:
    count = Counter(each.chapter for each in found if each.chapter is not None)
    likely = sorted(count.most_common(FACETS_SHOWN), key=lambda each: each[0].start)
    return [
        _facet(request, "chapter", str(chapter.start), chapter.title or "a chapter", number, chosen)
        for chapter, number in likely
    ]


def _facet(request: Request, name: str, value: str, words: str, count: int, chosen: str) -> Facet:
    """A facet that is in force leads to what there is without it."""
    query = {key: given for key, given in request.query_params.items() if key not in (name, "page")}
    if value != chosen:
        query[name] = value
    return Facet(" ".join(words.split()), count, "?" + urlencode(query), value == chosen)


def _people(own: Asked, words: str) -> Iterator[Entity]:
    wanted = folded_words(words)
    return (each for each in own.reading.entities if has_words(" ".join((each.name, *each.aliases)), wanted))


def _scenes(own: Asked, words: str) -> Iterator[ToldScene]:
    wanted = folded_words(words)
    return (each for each in own.scenes if has_words(f"{each.place_text} {each.time_text}", wanted))


def _attributes(own: Asked, words: str) -> Iterator[ToldAttribute]:
    wanted = folded_words(words)
    return (each for each in own.attributes if has_words(f"{each.kind.value} {each.value}", wanted))


ROUTES = [page("/{key}/{work:int}/search", search, "search")]
