"""The table of settings, and what is made from it."""

from __future__ import annotations

import inspect
import os

import pytest
import typer

from fabula.cli.app import app
from fabula.errors import FabulaError
from fabula.settings import DEFAULT, SETTINGS, Settings, available_cores, setting


def test_defaults_are_those_of_the_table() -> None:
    assert {row.name: row.default for row in SETTINGS} == {
        name: getattr(DEFAULT, name) for name in inspect.signature(Settings).parameters
    }
    assert all(row.help.endswith(".") for row in SETTINGS)


@pytest.mark.parametrize(
    ("name", "value"),
    [("threads", -1), ("threads", True), ("batch", 0), ("batch", 1.5), ("force", 1), ("model", 3)],
)
def test_a_value_that_makes_no_sense_is_named(name: str, value: object) -> None:
    with pytest.raises(FabulaError, match=rf"^{name} is {value!r}; it must be .* \[F501\]$"):
        Settings(**{name: value})  # type: ignore[arg-type]


def test_zero_threads_are_all_cores_this_process_may_use() -> None:
    assert Settings(threads=3).thread_count == 3
    assert Settings().thread_count == available_cores() >= 1


@pytest.mark.posix
@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="needs Linux")
def test_cores_taken_from_the_process_are_not_counted() -> None:
    before = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(before)})
        assert available_cores() == 1
    finally:
        os.sched_setaffinity(0, before)


def test_each_setting_is_an_option_of_read_with_the_same_default_and_help() -> None:
    read = typer.main.get_command(app).commands["read"]  # type: ignore[attr-defined]
    options = {option.name: option for option in read.params}
    for row in SETTINGS:
        option = options[row.name]
        assert (option.opts, option.default, option.help) == ([f"--{row.name}"], row.default, row.help)
    with pytest.raises(KeyError):
        setting("no such setting")
