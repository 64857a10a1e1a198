"""Ten drafts of a story: every correction that must stay does, none lands wrongly, the rest is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.check_drafts import Outcome, drafts, outcome

STORIES = Path(__file__).parents[1] / "stories"
TEXT = (STORIES / "dialogue.txt").read_text("utf-8")
DRAFTS = drafts(TEXT)


def test_there_are_ten() -> None:
    assert len({draft.what for draft in DRAFTS}) == 10


@pytest.mark.parametrize("aligned", [True, False], ids=["draft", "edition"])
@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.what)
def test_corrections_stay_or_are_listed(draft: object, aligned: bool) -> None:
    from tools.check_drafts import Draft

    assert isinstance(draft, Draft)
    found = outcome(TEXT, draft, 80, aligned=aligned)
    assert found == Outcome(found.stay, found.listed, lost=0, wrong=0)
    assert found.stay >= 60
    assert (found.listed > 0) == ("cut" in draft.what or "rewritten" in draft.what)
