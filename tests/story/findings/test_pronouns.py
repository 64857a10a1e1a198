"""A pronoun that can only be of whoever is named before it, and does not fit."""

from __future__ import annotations

import pytest

from fabula.types import FindingKind
from tests.story.findings.marked import marked

HER = "[Ann] came. [She:Ann] sat. [She:Ann] rose. [She:Ann] left. They saw [her:Ann]."


@pytest.mark.parametrize(
    "text", ["[Ann] hurt himself.", "[Ann] shook his head.", "[Ann] wagged his long tail."]
)
def test_a_pronoun_that_does_not_fit(text: str) -> None:
    (message,) = marked(HER, text).alarms(FindingKind.PRONOUN)
    assert message.endswith("does not fit Ann, who is “she” elsewhere.")


@pytest.mark.parametrize(
    "text",
    [
        "[Ann] hurt herself.",
        "[Ann] shook his hand.",
        "[Ann] stood by [Tom] himself.",
        "[Tom] thought of [Ann] or himself.",
        "[Tom] shook his head.",
    ],
)
def test_what_is_of_another_is_none(text: str) -> None:
    assert not marked(HER, text).alarms(FindingKind.PRONOUN)


def test_one_who_is_both_is_not_known() -> None:
    both = "[Ann] came. [She:Ann] sat. [He:Ann] rose. [He:Ann] left. [She:Ann] stood."
    assert not marked(both, "[Ann] hurt himself.").alarms(FindingKind.PRONOUN)
