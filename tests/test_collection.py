"""The garbage collector put off: for as long as anybody needs it, in whatever order they end."""

from __future__ import annotations

import gc
import threading

from fabula.collection import without_collection


def test_it_is_off_until_the_last_one_ends() -> None:
    assert gc.isenabled()
    entered, leave = threading.Event(), threading.Event()

    def other() -> None:
        with without_collection():
            entered.set()
            leave.wait(10)

    running = threading.Thread(target=other)
    with without_collection():
        running.start()
        entered.wait(10)
        assert not gc.isenabled()
    assert not gc.isenabled()
    leave.set()
    running.join()
    assert gc.isenabled()


def test_who_has_turned_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with without_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
