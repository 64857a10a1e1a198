"""Lines that address the one who says them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fabula.types import FindingKind
from tests.story.findings.marked import Marked, marked


def said(line: str) -> Marked:
    own = marked(line)
    tag = max(own.mentions, key=lambda mention: mention.start)
    quotes = tuple(
        replace(quote, speaker=tag.entity, speaker_mention=(tag.start, tag.end)) for quote in own.quotes
    )
    return replace(own, quotes=quotes)


@pytest.mark.parametrize("line", ["“Come here, [Tom],” said [Tom].", "“[Tom], I am surprised,” said [Tom]."])
def test_nobody_addresses_oneself(line: str) -> None:
    (found,) = said(line).candidates(FindingKind.SPEAKER)
    assert found.message == "The line addresses “Tom” and is said by Tom."


@pytest.mark.parametrize(
    "line",
    [
        "“Come here, [Ann],” said [Tom].",
        "“My name is [Tom],” said [Tom].",
        "“I am [Tom],” said [Tom].",
        "“That is [Tom] hat,” said [Tom].",
    ],
)
def test_who_is_named_is_not_addressed(line: str) -> None:
    assert not said(line).candidates(FindingKind.SPEAKER)
