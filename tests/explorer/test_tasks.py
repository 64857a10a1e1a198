"""What takes a while: watched, stopped, one at a time; and what became of it."""

from __future__ import annotations

from threading import Event

import pytest

from fabula import errors
from fabula.explorer.tasks import KEPT, State, Task, Tasks

PATIENCE = 20.0


def test_a_task_gives_its_result_and_tells_how_far_it_is() -> None:
    tasks, seen = Tasks(), Event()

    def work(task: Task[int]) -> int:
        task.tell("reading", 2, 5)
        seen.wait(PATIENCE)
        return 7

    task = tasks.start(work)
    while task.progress.stage != "reading":
        assert not task.wait(0.01)
    assert (task.progress.state, task.progress.done, task.progress.total) == (State.RUNNING, 2, 5)
    assert tasks.get(task.token) is task
    seen.set()
    assert task.wait(PATIENCE)
    assert (task.progress.state, task.result) == (State.DONE, 7)


def test_one_runs_at_a_time_and_one_that_waits_can_be_stopped() -> None:
    tasks, done = Tasks(), Event()
    first = tasks.start(lambda _: done.wait(PATIENCE))
    while first.progress.state is State.WAITING:
        first.wait(0.01)
    second = tasks.start(lambda _: 1)
    assert not second.wait(0.3)
    assert not second.progress.state.is_over
    second.stop()
    assert second.wait(PATIENCE)
    assert second.progress.state is State.STOPPED
    done.set()
    assert first.wait(PATIENCE)
    assert first.progress.state is State.DONE


def test_one_that_runs_stops_where_it_tells_how_far_it_is() -> None:
    tasks = Tasks()

    def work(task: Task[None]) -> None:
        while True:
            task.tell("reading", 0, 1)
            task.wait(0.01)

    task = tasks.start(work)
    tasks.close(PATIENCE)
    assert task.progress.state is State.STOPPED


@pytest.mark.filterwarnings("default")
def test_what_has_failed_says_so_in_a_line(caplog: pytest.LogCaptureFixture) -> None:
    tasks = Tasks()

    def told(_: Task[None]) -> None:
        raise errors.no_file_given()

    def broken(_: Task[None]) -> None:
        raise ZeroDivisionError

    one, other = tasks.start(told), tasks.start(broken)
    assert one.wait(PATIENCE) and other.wait(PATIENCE)
    assert one.progress.state is other.progress.state is State.FAILED
    assert one.trouble == str(errors.no_file_given())
    assert other.trouble == "a mistake in Fabula itself (ZeroDivisionError)"
    assert "ZeroDivisionError" in caplog.text


def test_only_the_last_are_remembered() -> None:
    tasks = Tasks()
    every = [tasks.start(lambda _: 1) for _ in range(3)]
    for each in every:
        each.wait(PATIENCE)
    for _ in range(KEPT):
        tasks.start(lambda _: 1).wait(PATIENCE)
    assert tasks.get(every[0].token) is None
