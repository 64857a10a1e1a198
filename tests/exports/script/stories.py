"""Made-up works for the script: any text with any blocks, chapters, lines and tellers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fabula.types import (
    Apart,
    Block,
    BlockKind,
    Cast,
    Chapter,
    Entity,
    EntityType,
    Metadata,
    Narration,
    NarrativePerson,
    Quote,
    Text,
    Work,
)

WORDS = (
    "“Yes,”",
    "she",
    "said.",
    "‘No’",
    "A",
    "&",
    "<p>",
    "[voice:Ann]",
    "*",
    "_so_",
    "🧤",
    "(aside)",
    "TO:",
)


@st.composite
def works(draw: st.DrawFn) -> Work:
    """Works in which lines nest, cross and run over blocks, and the telling changes anywhere."""
    paragraphs = draw(
        st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), min_size=1, max_size=8)
    )
    content = "\n\n".join(" ".join(words) for words in paragraphs)
    places = st.integers(0, len(content))
    blocks: list[Block] = []
    at = 0
    for words in paragraphs:
        end = at + len(" ".join(words))
        kind = draw(st.sampled_from(list(BlockKind)))
        aside = kind in (BlockKind.NOTE, BlockKind.BOILERPLATE)
        if draw(st.integers(0, 9)):  # now and then words stand outside of any block
            blocks.append(Block(kind, at, end, Apart.NOTE if aside else None))
        at = end + 2
    cuts = sorted(draw(st.sets(places, max_size=4)))
    chapters = [Chapter(f"Chapter {n}", a, b) for n, (a, b) in enumerate(pairwise(cuts))]
    lines = draw(st.lists(_spans(len(content)), max_size=6)) if len(content) > 1 else []
    quotes = [
        Quote(number, tuple(spans), draw(st.sampled_from([None, 1, 2])), None, (), draw(st.floats(0, 1)))
        for number, spans in enumerate(lines, start=1)
    ]
    edges = sorted(draw(st.sets(places, max_size=5)))
    narrations = [
        Narration(a, b, NarrativePerson.FIRST, draw(st.sampled_from([None, 1, 2])), 0.9)
        for a, b in pairwise(edges)
    ]
    people = tuple(Entity(n, EntityType.PERSON, name) for n, name in ((1, "Ann"), (2, "narrator")))
    text = Text(content, tuple(blocks), tuple(chapters), Metadata(title="Any"), "any.txt")
    return Work(0, text, 0, Cast(people, (), tuple(quotes), tuple(narrations)))


def _spans(length: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    """One or two stretches after each other, none of them empty."""

    def paired(places: set[int]) -> list[tuple[int, int]]:
        row = sorted(places)
        return list(zip(row[::2], row[1::2], strict=False))

    return st.sets(st.integers(0, length), min_size=2, max_size=4).map(paired)


def any_work(test: Callable[[Work], None]) -> Callable[[], None]:
    """Runs a test on many works; how long one takes says more of what else the machine does."""
    unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    return unhurried(given(works())(test))
