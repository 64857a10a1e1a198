"""The examination as a whole: every check has its say, whatever another does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fabula import errors
from fabula.doctor import Check, examine, machine, packages, work


def sound() -> Iterator[Check]:
    yield Check("sound", "well")


def refused() -> Iterator[Check]:
    raise errors.world_disk_full("x")  # type: ignore[arg-type]


def crashed() -> Iterator[Check]:
    yield Check("first", "well")
    raise ValueError("no such thing")


def test_a_check_that_fails_is_a_trouble_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, names in (
        (packages, ("version", "needed", "extras")),
        (machine, ("python", "sqlite", "threads", "memory", "disk", "terminal")),
        (work, ("model", "reading", "world")),
    ):
        for name in names:
            monkeypatch.setattr(module, name, sound)
    monkeypatch.setattr(work, "world", refused)
    monkeypatch.setattr(work, "reading", crashed)
    checks = list(examine())
    assert len(checks) == 13
    world, reading = (next(each for each in checks if each.name == name) for name in ("world", "reading"))
    assert world.to_dict() == {
        "name": "world",
        "state": "broken",
        "found": "",
        "code": "F209",
        "trouble": "the disk is full: x stays as it was; make room and try again",
    }
    assert reading.state == "broken" and "ValueError: no such thing" in str(reading.trouble)
    assert sum(each.state == "ok" for each in checks) == 11


def test_a_world_is_kept_and_read_back() -> None:
    (check,) = work.world()
    assert check.state == "ok"


@pytest.mark.model
def test_the_shipped_model_is_whole_and_reads() -> None:
    (model,) = work.model()
    assert model.state == "ok" and "4 files, 29 MB" in model.found
    (reading,) = work.reading()
    assert reading.state == "ok"


@pytest.mark.model
def test_a_reading_that_gives_something_else_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "SPEAKERS", ["Mara Quill", "Mara Quill"])
    (check,) = work.reading()
    assert check.state == "broken" and "spoken by Mara Quill and Tom Reed" in str(check.trouble)
