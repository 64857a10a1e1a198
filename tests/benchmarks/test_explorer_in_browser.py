"""What a trace of a scroll says that the page itself did in each frame."""

from __future__ import annotations

from typing import Any

from benchmarks.explorer_in_browser import MARK, TASK, main_thread, told


def event(name: str, ts: int, *, thread: int = 1, worked: int = 0) -> dict[str, Any]:
    return {"name": name, "pid": 7, "tid": thread, "ts": ts, "tdur": worked}


def test_work_counts_for_the_frame_in_which_it_begins_and_other_threads_for_none() -> None:
    marks = [event(MARK, at) for at in (100, 200, 300)]
    before, first, also = (
        event(TASK, 50, worked=9000),
        event(TASK, 100, worked=2000),
        event(TASK, 150, worked=500),
    )
    second, other = event(TASK, 210, worked=4000), event(TASK, 220, thread=2, worked=90_000)
    last = event(TASK, 310, worked=70_000)
    assert main_thread([*marks, before, first, also, second, other, last]) == [2.5, 4.0]


def test_frames_that_a_reader_feels_are_counted() -> None:
    figures = told([16.0] * 98 + [50.0, 51.0])
    assert (figures["over_50"], figures["longest"], figures["median"]) == (1, 51.0, 16.0)
