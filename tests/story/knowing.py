"""Little stories with their scenes, for what somebody knows: those of ``pages``, with more said of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fabula.story.document import Document
from fabula.story.knowledge import Knowers
from fabula.story.knowledge_weights import shipped_knowledge
from fabula.story.passages import Passage, Passages
from fabula.types import UPOS, XPOS, Presence, Quote, Scene, SceneMode, Story, When
from tests.cast.scenes import Links
from tests.story.pages import Arc, told

Grammar = Mapping[str, tuple[str, str, str]]
"""What a word is: its lemma, its part of speech, its tag."""


@dataclass(frozen=True)
class Page:
    """A page as the story layer sees it, asked by words."""

    document: Document
    story: Story

    @property
    def knowers(self) -> Knowers:
        return Knowers(self.document, self.story, shipped_knowledge())

    @property
    def passages(self) -> Passages:
        return Passages(self.document)

    def at(self, words: str) -> Passage:
        """The passage that some words are."""
        return self.passages.at(*self.span(words))

    def span(self, words: str) -> tuple[int, int]:
        """Where some words stand."""
        start = self.document.text.content.index(words)
        return start, start + len(words)

    def who(self, name: str) -> int:
        """The number of somebody."""
        return next(own.id for own in self.document.cast.entities if name in (own.name, *own.aliases))

    def knows(self, name: str, words: str, at: str | None = None) -> float:
        """The probability that somebody knows what some words tell, by others or the end."""
        point = len(self.document.text.content) if at is None else self.span(at)[0]
        return self.knowers.knows(self.who(name), *self.span(words), point).knows


def page(
    *paragraphs: str,
    there: Sequence[tuple[str, Sequence[str]]] = (),
    to: Mapping[str, Sequence[str]] | None = None,
    by: Mapping[str, str] | None = None,
    words: Grammar | None = None,
    arcs: Mapping[str, Arc] | None = None,
    links: Links | None = None,
) -> Page:
    """A page with its scenes: the words at which each begins, and who is in it.

    ``by`` and ``to`` say of lines, by words that stand in them alone, who says them to whom.
    """
    text, notes, cast = told(*paragraphs, arcs=arcs, links=links)
    names = {name: own.id for own in cast.entities for name in (own.name, *own.aliases)}
    quotes = tuple(_line(text.content, quote, names, by or {}, to or {}) for quote in cast.quotes)
    columns = notes.words
    lemma, upos, xpos = list(columns.lemma), columns.upos.copy(), columns.xpos.copy()
    for k, (start, end) in enumerate(zip(notes.token_start, notes.token_end, strict=True)):
        word = text.content[start:end]
        if word in (words or {}):
            lemma[k], part, tag = (words or {})[word]
            upos[k], xpos[k] = UPOS.index(part), XPOS.index(tag)
        elif word in ".!?":
            xpos[k] = XPOS.index(".")
    kept = replace(columns, lemma=tuple(lemma), upos=upos, xpos=xpos)
    settled = replace(cast, quotes=quotes)
    document = Document(text, replace(notes, words=kept), settled)
    starts = [text.content.index(own) for own, _ in there]
    ends = [*starts[1:], len(text.content)][: len(starts)]
    scenes = tuple(
        _scene(k, start, end, [names[name] for name in present])
        for k, (start, end, (_, present)) in enumerate(zip(starts, ends, there, strict=True), start=1)
    )
    return Page(document, Story(scenes))


def in_order(own: Page, *orders: int) -> Page:
    """The page with its scenes at these places in the time of the story."""
    scenes = tuple(replace(s, order=k) for s, k in zip(own.story.scenes, orders, strict=True))
    return Page(own.document, Story(scenes))


def _line(
    content: str,
    quote: Quote,
    names: Mapping[str, int],
    by: Mapping[str, str],
    to: Mapping[str, Sequence[str]],
) -> Quote:
    said = " ".join(content[a:b] for a, b in quote.spans)
    speaker = next((names[name] for words, name in by.items() if words in said), quote.speaker)
    hearers = next((own for words, own in to.items() if words in said), None)
    addressees = quote.addressees if hearers is None else tuple(names[name] for name in hearers)
    return replace(quote, speaker=speaker, addressees=addressees, confidence=0.9)


def _scene(number: int, start: int, end: int, present: Sequence[int]) -> Scene:
    return Scene(
        id=number,
        start=start,
        end=end,
        mode=SceneMode.SCENE,
        place=None,
        place_span=None,
        place_confidence=0.0,
        present=tuple(Presence(n, start, end, 0.9) for n in present),
        focal=None,
        focal_confidence=0.9,
        confidence=1.0,
        when=When.LATER,
    )
