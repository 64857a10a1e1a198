"""How fast the explorer answers, over a world of many novels.

``python -m benchmarks.explorer WORLD``: every kind of page of every work is asked for, first with nothing in
memory and then again, and then the parts that pages ask for after they are shown (reasons, what somebody
knows); the median and the 99th percentile of the server's time, in ms. ``benchmarks.explorer_in_browser`` has
what Chromium makes of them.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

from starlette.testclient import TestClient

from fabula.explorer.application import application
from fabula.explorer.library import Library
from fabula.explorer.site import Site

HOST = "127.0.0.1:8000"
NOT_THERE = 404


def pages(client: TestClient, key: str, work: int) -> list[str]:
    """The pages of a work that are asked for: each kind, for the most mentioned of each.

    A short work has no sixtieth passage, and perhaps no ninth scene.
    """
    base = f"/{key}/{work}"
    found = [
        base,
        *(f"{base}/{name}" for name in ("text", "people", "places", "scenes", "findings")),
    ]
    found += [f"{base}/text?at={place}" for place in (50_000, 200_000)]
    found += [f"{base}/text/{number}" for number in (3, 20, 60)]
    found += [
        f"{base}/search?q=letter",
        f"{base}/search?q=%22good+morning%22",
        f"{base}/scenes/1",
        f"{base}/scenes/9",
    ]
    people = client.get(f"{base}/people").text.split(f'href="{base}/people/')[1:4]
    for person in (each.split('"')[0] for each in people):
        found += [f"{base}/people/{person}{part}" for part in ("", "/lines", "/actions", "/scenes", "/knows")]
    return [each for each in found if client.get(each).status_code != NOT_THERE]


def parts(client: TestClient, key: str, work: int) -> list[str]:
    """What pages ask for after they are shown: the panel, reasons, and what somebody knows.

    The panel has a desk opened behind the pages, whose thread would count as theirs.
    """
    base = f"/{key}/{work}"
    person = client.get(f"{base}/people").text.split(f'href="{base}/people/')[1].split('"')[0]
    return [
        f"{base}/people/{person}/things-known",
        f"{base}/about?of=quote:9",
        f"{base}/about/why?of=quote:9",
    ]


def timed(client: TestClient, path: str) -> tuple[float, float]:
    """The server's milliseconds for one page: by the clock, and of the processor."""
    begun, used = time.perf_counter(), time.process_time()
    answer = client.get(path)
    taken = 1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - used)
    assert answer.status_code == 200, (path, answer.status_code)
    return taken


def told(name: str, times: list[tuple[float, float]]) -> dict[str, object]:
    """The figures of one run, by the clock and of the processor, which a busy machine changes less."""
    clock, used = (statistics.quantiles(each, n=100) for each in zip(*times, strict=True))
    figures = {"median_ms": clock[49], "p99_ms": clock[98], "median_cpu_ms": used[49], "p99_cpu_ms": used[98]}
    return {"run": name, "pages": len(times), **{key: round(value, 1) for key, value in figures.items()}}


def server(path: Path) -> None:
    """Times the pages of every work, works in turn, as somebody who looks at many would ask for them."""
    site = Site(Library([path]), frozenset((HOST,)))
    client = TestClient(application(site), base_url=f"http://{HOST}")
    (shelf,) = site.library.shelves()
    asked = [pages(client, shelf.key, work.id) for work in shelf.works]
    later = [parts(client, shelf.key, work.id) for work in shelf.works]
    site = Site(Library([path]), frozenset((HOST,)))  # with nothing in memory
    client = TestClient(application(site), base_url=f"http://{HOST}")
    for name, every in (("pages, first", asked), ("pages, again", asked), ("parts, first", later)):
        times = [(timed(client, each), each) for work in every for each in work]
        print(json.dumps(told(name, [each for each, _ in times])))
        slow = sorted(times, key=lambda each: -each[0][1])[:8]
        print(json.dumps({"slowest_cpu_ms": [[round(each[1]), page] for each, page in slow]}))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("world", type=Path)
    given = parser.parse_args()
    server(given.world)


if __name__ == "__main__":
    main()
