"""Chains the stages; the only place that knows all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from os import PathLike
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from fabula.collection import without_collection
from fabula.repairs import (
    Alignment,
    annotations_forth,
    cast_back,
    over_content,
    pins_forth,
    text_as_read,
    text_back,
)
from fabula.sections import Kept, joined
from fabula.settings import DEFAULT, Settings
from fabula.types import (
    Annotations,
    Cast,
    Finding,
    Knowledge,
    Pins,
    Provenance,
    Secret,
    Sections,
    Span,
    Story,
    StoryPins,
    Text,
    Whereabouts,
    Why,
    Words,
    Work,
)
from fabula.version import __version__

if TYPE_CHECKING:
    from fabula.cast.names import Name
    from fabula.cast.pins.contradictions import Contradiction
    from fabula.language.model import Model
    from fabula.sources.folders import StoryFile
    from fabula.sources.manuscripts import Manuscript
    from fabula.story import Knowers
    from fabula.story.event_order import EventOrder
    from fabula.world import PackedSections

_UNRESOLVED = Cast((), (), ())
"""The cast of a work of which nobody has asked yet who is who."""

Progress = Callable[[str, int, int], None]
"""Told the stage (``opening``, ``reading``, ``resolving``, ``telling``), how much is done, of how much."""


def read_work(path: Path | str, *, settings: Settings = DEFAULT, progress: Progress | None = None) -> Work:
    """Reads a file in any known format and resolves its cast.

    Raises :class:`fabula.errors.SourceError` for a file that cannot be read as a story and
    :class:`fabula.errors.ModelError` for a damaged installation.
    """
    return read_annotated(path, settings=settings, progress=progress, keeping=False)[0]


def read_annotated(
    path: Path | str | Manuscript,
    *,
    settings: Settings = DEFAULT,
    progress: Progress | None = None,
    title: str | None = None,
    author: str | None = None,
    kept: Kept | None = None,
    keeping: bool = True,
) -> tuple[Work, Annotations, PackedSections | None]:
    """Does what :func:`read_work` does, and gives what the work was made of too: each word, for one.

    ``title`` and ``author`` stand in place of those that the file gives. Sections of the text that ``kept``
    holds are not read again, and those that are read go into it. ``keeping`` is as for :func:`read_loaded`.
    """
    text = load_text(path, settings=settings, progress=progress, title=title, author=author)
    return read_loaded(text, settings=settings, progress=progress, kept=kept, keeping=keeping)


def manuscript_at(folder: str | PathLike[str]) -> Manuscript:
    """The work whose chapters the files of a folder or of a zip archive are.

    Raises :class:`fabula.errors.SourceError` where there are none.
    """
    from fabula.sources.folders import folder_at
    from fabula.sources.manuscripts import manuscript_in

    return manuscript_in(folder_at(Path(folder)))


def story_in(name: str, data: Callable[[], bytes]) -> StoryFile | Manuscript:
    """A story that is no file here, but its bytes; those of an archive of several are chapters of one work.

    ``name`` is what messages and a world call it. Raises :class:`fabula.errors.SourceError` for an archive
    that cannot be read.
    """
    from fabula.sources.folders import StoryFile, folder_in
    from fabula.sources.manuscripts import manuscript_in

    path, content = Path(name), data()
    folder = folder_in(path, content)
    if folder is None:
        return StoryFile(path, name, lambda: content)
    whole = manuscript_in(folder)
    return whole if len(whole.files) > 1 else whole.files[0]


def load_text(
    path: Path | str | StoryFile | Manuscript,
    *,
    settings: Settings = DEFAULT,
    progress: Progress | None = None,
    title: str | None = None,
    author: str | None = None,
) -> Text:
    """The text of a file, which :func:`read_loaded` reads: the first and quick part of :func:`read_work`.

    Raises :class:`fabula.errors.SourceError` for a file that cannot be read as a story.
    """
    from fabula.sources import load

    tell = progress or _silent
    tell("opening", 0, 1)
    text = load(path, force=settings.force, strict=settings.strict, include=settings.include)
    tell("opening", 1, 1)
    return replace(text, metadata=text.metadata.named(title, author))


def plain_text(path: Path, content: str) -> Text:
    """The text of a decoded plain text file, with its blocks and chapters."""
    from fabula.sources import plain

    return plain.read(path, content)


def read_text(text: Text, *, settings: Settings = DEFAULT, progress: Progress | None = None) -> Work:
    """Annotates a text and resolves its cast; the work's ``id`` is 0 until a world takes it in."""
    return read_loaded(text, settings=settings, progress=progress, keeping=False)[0]


def read_loaded(
    text: Text,
    *,
    settings: Settings = DEFAULT,
    progress: Progress | None = None,
    kept: Kept | None = None,
    resolving: bool = True,
    keeping: bool = True,
) -> tuple[Work, Annotations, PackedSections | None]:
    """Does for a text what :func:`read_annotated` does for a file.

    Without ``resolving`` it leaves the cast and the story to :func:`resolved`. The annotations come as a
    world keeps them, too, but for None without ``keeping``.
    """
    from fabula.world import PackedSections

    text = restore_paragraphs(text, settings=settings)
    sections = read_sections(text, settings=settings, progress=progress, kept=kept)
    annotations = over_content(joined(sections), text)
    packed = PackedSections.of(sections) if keeping else None
    del sections  # they take as much room as the annotations, which the cast needs
    tokens = len(annotations.token_start)
    work = Work(id=0, text=text, tokens=tokens, cast=_UNRESOLVED, provenance=provenance(settings))
    return (resolved(work, annotations, progress=progress) if resolving else work), annotations, packed


def resolved(work: Work, annotations: Annotations, *, progress: Progress | None = None) -> Work:
    """A work with its cast and its story, where :func:`read_loaded` has left them out."""
    if work.cast is not _UNRESOLVED:
        return work
    tell = progress or _silent
    tell("resolving", 0, 1)
    told = replace(work, cast=resolve_text(work.text, annotations).cast)
    tell("resolving", 1, 1)
    return with_story(told, annotations, progress=progress)


def read_sections(
    text: Text,
    *,
    settings: Settings = DEFAULT,
    progress: Progress | None = None,
    kept: Kept | None = None,
) -> Sections:
    """The annotations of a text by section, over the text as it reads; they are what a world keeps."""
    from fabula.language.annotate import read_sections

    tell = progress or _silent
    model = _model(settings.model, settings.thread_count, settings.batch)
    tell("reading", 0, 1)
    for stage in ("fabula.cast", "fabula.story"):
        Thread(target=import_module, args=(stage,)).start()  # loaded while the model reads
    read, _ = text_as_read(text)
    return read_sections(read, model, lambda done, total: tell("reading", done, total), kept=kept)


def provenance(settings: Settings) -> Provenance:
    """How a work is read with these settings; how many threads read it changes nothing and is left out."""
    model = _model(settings.model, settings.thread_count, settings.batch).name
    kept = {name: getattr(settings, name) for name in ("force", "include")}
    return Provenance(__version__, model, kept)


def restore_paragraphs(text: Text, *, settings: Settings = DEFAULT) -> Text:
    """The text with the paragraphs of its guessed stretches as the model tells them; most texts have none.

    Annotations of the text are of its blocks, so this comes before both halves of reading.
    """
    from fabula.language.paragraphs import restore

    if not text.guessed:
        return text
    read, alignment = text_as_read(text)
    restored = restore(read, _model(settings.model, settings.thread_count, settings.batch))
    return restored if alignment is None else text_back(restored, text.content, text.repairs, alignment)


def annotate_text(
    text: Text,
    *,
    mentions: Sequence[Span] | None = None,
    settings: Settings = DEFAULT,
    progress: Progress | None = None,
) -> Annotations:
    """The first half of reading; ``mentions`` (code points) are taken as given instead of looked for."""
    from fabula.language.annotate import annotate

    if mentions is None:
        return over_content(joined(read_sections(text, settings=settings, progress=progress)), text)
    tell = progress or _silent
    model = _model(settings.model, settings.thread_count, settings.batch)
    tell("reading", 0, 1)
    read, alignment = text_as_read(text)
    if alignment is not None:
        mentions = [(alignment.forth(start), alignment.forth(end)) for start, end in mentions]
    found = annotate(read, model, lambda done, total: tell("reading", done, total), mentions)
    return over_content(found, text)


def resolve_text(text: Text, annotations: Annotations, pinned: Pins | None = None) -> Work:
    """The second half of reading: the cast of an annotated text.

    ``pinned``: what a person has said of it; offsets are code points into its content. Raises
    :class:`fabula.errors.UsageError` where two of the pins cannot hold together.
    """
    return Resolver(annotations).resolve(text, pinned)


class Resolver:
    """Resolves the cast of one annotated text, again and again as what is settled of it changes.

    What of the text never changes is laid out once.
    """

    def __init__(self, annotations: Annotations) -> None:
        from fabula.cast import Ground

        self._annotations = annotations
        self._ground = Ground()
        self._last: tuple[Text, Text, Alignment | None] | None = None
        self._forth: Annotations | None = None

    def resolve(self, text: Text, pinned: Pins | None = None) -> Work:
        """The cast of the text, as :func:`resolve_text` gives it; its chapters may be others than before."""
        from fabula.cast import resolve

        with without_collection():
            read, alignment = self._as_read(text)
            if alignment is None:
                cast = resolve(text, self._annotations, pinned, self._ground)
            else:
                moved = None if pinned is None else pins_forth(pinned, alignment)
                cast = cast_back(resolve(read, self._moved(alignment), moved, self._ground), alignment)
        return Work(id=0, text=text, tokens=len(self._annotations.token_start), cast=cast)

    def prepare(self, text: Text, pinned: Pins | None = None) -> None:
        """Lay out now what is laid out once, so that already the first resolution is quick."""
        from fabula.cast.casting import lay_out

        with without_collection():
            read, alignment = self._as_read(text)
            if alignment is None:
                lay_out(text, self._annotations, pinned, self._ground)
            else:
                moved = None if pinned is None else pins_forth(pinned, alignment)
                lay_out(read, self._moved(alignment), moved, self._ground)

    def _moved(self, alignment: Alignment) -> Annotations:
        if self._forth is None:
            self._forth = annotations_forth(self._annotations, alignment)
        return self._forth

    def _as_read(self, text: Text) -> tuple[Text, Alignment | None]:
        if self._last is None or self._last[0] != text:
            self._last = text, *text_as_read(text)
        return self._last[1:]


def story_of(work: Work, annotations: Annotations, pins: StoryPins | None = None) -> Story:
    """What happens in a work, by what was found in its text and its cast; the model is not asked.

    ``pins`` is what a person has settled of it.
    """
    from fabula.story import tell_story

    with without_collection():
        return tell_story(work.text, annotations, work.cast, pins=pins)


def relate(
    text: Text, annotations: Annotations, person: Span, place: Span
) -> dict[Whereabouts | None, float]:
    """How likely the words say that a person is in a place, near it and so on; None: they say nothing of it.

    ``person`` and ``place`` are code points of words in the text.
    """
    from fabula.story import relation_of

    return relation_of(text, annotations, resolve_text(text, annotations).cast, person, place)


def order_events(work: Work, annotations: Annotations) -> EventOrder:
    """The events of a work, and how any two of them stand to each other in time; the model is not asked."""
    from fabula.story.document import Document
    from fabula.story.event_order import EventOrder

    return EventOrder(Document(work.text, annotations, work.cast))


def with_story(
    work: Work,
    annotations: Annotations,
    *,
    pins: StoryPins | None = None,
    progress: Progress | None = None,
) -> Work:
    """A work with what happens in it, worked out of its text, its cast and what a person has settled."""
    tell = progress or _silent
    tell("telling", 0, 1)
    told = replace(work, story=story_of(work, annotations, pins))
    tell("telling", 1, 1)
    return told


def knowers_of(work: Work, annotations: Annotations, story: Story) -> Knowers:
    """What answers who has had the chance to know what in a work; the model is not asked."""
    from fabula.story import knowers

    return knowers(work.text, annotations, work.cast, story)


def known_by(knowers: Knowers, entity: int, at: int, count: int, until: int | None = None) -> list[Knowledge]:
    """The most telling things that somebody has had the chance to know by a code point, in order.

    Nothing that stands after ``until`` is looked at.
    """
    from fabula.story import known_by

    return known_by(knowers, entity, at, count, until)


def secrets_of(knowers: Knowers, until: int, count: int) -> list[Secret]:
    """The most telling things that by a code point only some of those know whom they concern, in order."""
    from fabula.story import secrets

    return secrets(knowers, until, count)


def findings_of(work: Work, story: Story) -> tuple[Finding, ...]:
    """Where a work contradicts itself, in the order in which it shows; the model is not asked."""
    from fabula.story.findings import findings

    return findings(work.text, work.cast, story)


def resolve_again(
    work: Work,
    annotations: Annotations,
    *,
    pinned: Pins | None = None,
    progress: Progress | None = None,
    resolver: Resolver | None = None,
) -> Work:
    """A work with its cast settled anew by this version of the program; the model is not asked.

    It has no story then: :func:`with_story` works that out once it is to be kept. ``pinned`` is as for
    :func:`resolve_text`; ``resolver`` is one of these annotations that is kept for the next time.
    """
    tell = progress or _silent
    tell("resolving", 0, 1)
    resolver = resolver or Resolver(annotations)
    made = replace(work.provenance, program=__version__)
    settled = replace(resolver.resolve(work.text, pinned), id=work.id, provenance=made)
    tell("resolving", 1, 1)
    return settled


def walk_ons(text: Text, annotations: Annotations) -> list[Span]:
    """The mentions of an annotated text that its cast has besides those of the model: who speaks unseen."""
    from fabula.cast.walk_ons import with_walk_ons

    def spans(notes: Annotations) -> list[Span]:
        return [notes.mention_span(i) for i in range(len(notes.mention_start))]

    more = with_walk_ons(text, annotations)
    return [] if more is annotations else sorted({*spans(more)}.difference(spans(annotations)))


class Explainer:
    """Tells why the cast of a work is as it is, several times over: it is settled once more for that.

    ``pinned`` is as for :func:`resolve_text`. Each method gives None where there is no such thing.
    """

    def __init__(self, work: Work, annotations: Annotations, pinned: Pins | None = None) -> None:
        from fabula.cast.explain.asking import Explainer as OfCast

        read, self._alignment = text_as_read(work.text)
        if self._alignment is not None:
            annotations = annotations_forth(annotations, self._alignment)
            pinned = None if pinned is None else pins_forth(pinned, self._alignment)
        self._told = OfCast(read, annotations, pinned, work.cast)

    def quote(self, quote: Span) -> Why | None:
        """Why a quotation, from its first code point to its last, is somebody's, and said to somebody."""
        return self._back(self._told.quote((self._forth(quote[0]), self._forth(quote[1]))))

    def entity(self, entity: int) -> Why | None:
        """Why somebody of the cast is one person."""
        return self._back(self._told.entity(entity))

    def offset(self, offset: int, end: int | None = None) -> Why | None:
        """Why the innermost mention around a code point is somebody, or the one from there to ``end``."""
        return self._back(self._told.offset(self._forth(offset), None if end is None else self._forth(end)))

    def _forth(self, offset: int) -> int:
        return offset if self._alignment is None else self._alignment.forth(offset)

    def _back(self, why: Why | None) -> Why | None:
        if why is None or self._alignment is None:
            return why
        alignment = self._alignment
        return why.moved(lambda span: alignment.back(*span))


def contradictions(pins: Pins) -> list[Contradiction]:
    """The pins that cannot hold together, each two with what is wrong; none where all can."""
    from fabula.cast.pins.contradictions import contradictions

    return contradictions(pins)


def count_titles(words: Sequence[str]) -> int:
    """How many words at the start of a name stand before the name proper: one of "Mr. Knightley"."""
    from fabula.cast.names import count_titles

    return count_titles(words)


def name_tools() -> tuple[
    Callable[[str], Name], Callable[[str], bool], Callable[[str, str], bool], Callable[[str], bool]
]:
    """What the cast stage knows of names, for :class:`fabula.joining.evidence.NameTools`."""
    from fabula.cast.names import is_forename, is_proper, parse_name, same_forename

    return parse_name, is_proper, same_forename, is_forename


def tag_words(
    text: Text, tokens: Sequence[Span], sentences: Sequence[Span], *, settings: Settings = DEFAULT
) -> Words:
    """What words are whose bounds (code points) and sentences (ranges of words) are given."""
    from fabula.language.given import read_given

    return read_given(text, tokens, sentences, _model(settings.model, settings.thread_count, settings.batch))


@lru_cache(maxsize=1)
def _model(folder: str, threads: int, batch: int) -> Model:
    """The model of a folder, or else the shipped one; loading takes a while, so one stays loaded."""
    from fabula.language.model import SHIPPED, Model

    return Model(Path(folder) if folder else SHIPPED, threads=threads, batch=batch)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tells nobody."""
