"""Errors as users meet them: one line whatever is in it, in any process."""

from __future__ import annotations

import inspect
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from fabula import errors
from fabula.errors import FabulaError

HOSTILE = "a\nb\x1b[2J\u202e\udc80\u2028c"
ARGUMENTS: dict[str, object] = {
    "Path": Path(HOSTILE),
    "str": HOSTILE,
    "object": HOSTILE,
    "int": 3,
    "int | None": None,
    "Sequence[str]": [HOSTILE],
}
MAKERS = [
    make
    for name, make in vars(errors).items()
    if inspect.isfunction(make) and make.__module__.startswith(errors.__name__) and not name.startswith("_")
]


def made(make: Callable[..., FabulaError]) -> FabulaError:
    """The error that a function makes of the worst names there are."""
    return make(*(ARGUMENTS[each.annotation] for each in inspect.signature(make).parameters.values()))


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_an_error_is_one_line_that_any_terminal_can_show(make: Callable[..., FabulaError]) -> None:
    shown = str(made(make))
    assert shown.isprintable()
    assert shown.encode("utf-8")


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_an_error_comes_whole_from_another_process(make: Callable[..., FabulaError]) -> None:
    error = made(make)
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert (back.code, back.message, str(back)) == (error.code, error.message, str(error))


def test_a_space_of_any_kind_stays_a_space() -> None:
    assert str(errors.cannot_write("my\u00a0book.json", "it is read-only")).startswith(
        "cannot write my book.json:"
    )


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_an_error_repeats_little_of_what_is_too_long(
    make: Callable[..., FabulaError], monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("str", "object"):
        monkeypatch.setitem(ARGUMENTS, kind, "a" * 100_000)
    monkeypatch.setitem(ARGUMENTS, "Sequence[str]", ["a" * 100_000])
    error = made(make)
    assert len(str(error)) < 1_600
    assert pickle.loads(pickle.dumps(error)).message == error.message


def test_what_would_be_right_is_told_whatever_was_asked_for() -> None:
    told = str(errors.no_such_chapter("a" * 5_000, "they are numbered from 1 to 3"))
    assert told.startswith("there is no chapter 'aaa")
    assert "…" in told
    assert told.endswith("a'; they are numbered from 1 to 3 [F583]")
