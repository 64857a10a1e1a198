"""What is made ready before the first page is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula.explorer.library import Library
from fabula.explorer.site import Site
from fabula.explorer.warming import warm
from fabula.loaded_works import LoadedWorks
from fabula.world import World
from tests.builders import ferry, keep


def test_the_only_work_is_loaded(ferry_world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site(Library([ferry_world]))
    warm(site)
    monkeypatch.setattr(World, "work", None)
    assert site.readings.get(ferry_world.absolute(), 1).text


def test_none_of_several_and_nothing_of_what_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path / "two.fabula", ferry(), ferry("other.txt", "Other"))
    (tmp_path / "damaged.fabula").write_bytes(b"nothing")
    asked: list[object] = []
    monkeypatch.setattr(LoadedWorks, "get", lambda *given: asked.append(given))
    warm(Site(Library([tmp_path / "damaged.fabula"])))
    warm(Site(Library([tmp_path / "none.fabula"])))
    warm(Site(Library([tmp_path / "two.fabula"])))
    assert asked == []
