"""Words that were made of the whole work, shown to one who has not read to the end."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from fabula.explorer.veil import Veil
from fabula.types import Because, Reason, Why

READ = "Anna saw “the old  man” in the garden."


def test_reasons_quote_nothing_that_comes_later() -> None:
    known = SimpleNamespace(text=READ, entities=())
    veil = Veil(cast(Any, SimpleNamespace(until=len(READ), reading=known, whole=known)))
    parts = (
        Because("“Anna” is “the old man…”", (Reason("“the garden” is near"), Reason("“his mother” is near"))),
        Because("“His mother” is somebody else", (Reason("they speak"),)),
    )
    seen, hidden = veil.why(Why("#1", parts))
    assert [part.decided for part in seen.parts] == ["“Anna” is “the old man…”"]
    assert [own.text for own in seen.parts[0].reasons] == ["“the garden” is near"]
    assert hidden == 2
