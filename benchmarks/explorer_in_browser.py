"""How soon the reading view shows, and how it scrolls, in Chromium.

``python -m benchmarks.explorer_in_browser WORLD --work 2``: the largest contentful paint of the first page
of a work, in a browser without a cache, first from a server with nothing in memory and then again; and the
frames of a scroll through the work. Beside the clock stands what the processor did, which other programs do
not lengthen: the server's, and that of the page's main thread. The same figures of a page with next to
nothing on it tell what the machine takes for any. Needs Chromium.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import time
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from fabula.explorer.library import Library
from fabula.world import World
from tests.explorer.live import FLAGS, NAMES, served

SLOW_MS = 50.0
"""Of a frame: what a reader feels."""
MARK = "benchmark-frame"
MAIN = "CrRendererMain"
TASK = "RunTask"
TRACED = ["toplevel", "disabled-by-default-devtools.timeline", "blink.user_timing"]
WINDOW: ViewportSize = {"width": 1280, "height": 800}
PLAIN = "<!doctype html><title>plain</title><style>p{height:400px}</style>" + "<p>One paragraph.</p>" * 500
SCROLLED = f"""
async ([steps, step]) => {{
  const frames = [];
  await new Promise(done => requestAnimationFrame(done));
  let last = performance.now();
  for (let at = 0; at < steps; at++) {{
    performance.mark("{MARK}");
    scrollBy(0, step);
    await new Promise(done => requestAnimationFrame(done));
    const now = performance.now();
    frames.push(now - last);
    last = now;
  }}
  return frames;
}}
"""
PAINTED = """
new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
  .observe({ type: "largest-contentful-paint", buffered: true }))
"""


def painted(browser: Browser, address: str) -> tuple[float, float, float]:
    """The first sight of a page in a context of its own, where nothing is cached, in ms.

    The largest contentful paint, what the processor did for it in the server (this process), and in the
    page's main thread until nothing came any more.
    """
    page = browser.new_page(viewport=WINDOW)
    browser.start_tracing(page=page, categories=TRACED)
    begun = time.process_time()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    served = 1000 * (time.process_time() - begun)
    found = float(page.evaluate(PAINTED))
    events = json.loads(browser.stop_tracing())["traceEvents"]
    main = {(each["pid"], each["tid"]) for each in events if each.get("args", {}).get("name") == MAIN}
    tasks = (each for each in events if each["name"] == TASK and (each["pid"], each["tid"]) in main)
    worked = sum(each.get("tdur", 0) for each in tasks) / 1000
    page.close()
    return found, served, worked


def main_thread(events: Sequence[dict[str, Any]]) -> list[float]:
    """The ms of the processor that a page's main thread took between one frame's mark and the next.

    The thread is the one that set the marks. The last mark has no end and is left out.
    """
    marks = [each for each in events if each.get("name") == MARK]
    thread = (marks[0]["pid"], marks[0]["tid"])
    starts = sorted(each["ts"] for each in marks)
    worked = [0.0] * len(starts)
    for each in events:
        own = (each["pid"], each["tid"]) == thread
        if own and each["name"] == TASK and each["ts"] >= starts[0]:
            worked[bisect_right(starts, each["ts"]) - 1] += each.get("tdur", 0) / 1000
    return worked[:-1]


def scrolled(browser: Browser, page: Page, steps: int, step: int) -> dict[str, object]:
    """The figures of a scroll: how long frames took, and how much of that the page itself worked."""
    page.wait_for_timeout(1000)
    frames = [float(each) for each in page.evaluate(SCROLLED, [steps, step])]
    browser.start_tracing(page=page, categories=TRACED)
    page.evaluate(SCROLLED, [steps, step])
    worked = main_thread(json.loads(browser.stop_tracing())["traceEvents"])
    return {"clock_ms": told(frames), "main_thread_ms": told(worked)}


def told(times: list[float]) -> dict[str, float]:
    """Figures of one kind of times, in ms."""
    cuts = statistics.quantiles(times, n=100)
    return {
        "count": len(times),
        "median": round(cuts[49], 1),
        "p99": round(cuts[98], 1),
        "longest": round(max(times), 1),
        "over_50": sum(each > SLOW_MS for each in times),
    }


def first_page(browser: Browser, path: Path, work: int, runs: int) -> dict[str, object]:
    """LCP in ms, the median first: with nothing in memory, then again, and of a page of a line."""
    cold, warm, plain = [], [], []
    for _ in range(runs):
        with served(Library([path])) as address:
            key = next(iter(Library([path]).keys()))
            plain.append(painted(browser, f"{address}/nothing-of-this-name"))
            cold.append(painted(browser, f"{address}/{key}/{work}/text"))
            warm.append(painted(browser, f"{address}/{key}/{work}/text"))
    named = {"first": cold, "again": warm, "plain": plain}
    parts = ("lcp_ms", "server_cpu_ms", "page_cpu_ms")
    return {
        name: {part: _median_and_all(each) for part, each in zip(parts, zip(*runs, strict=True), strict=True)}
        for name, runs in named.items()
    }


def _median_and_all(values: Sequence[float]) -> list[int]:
    return [round(statistics.median(values)), *sorted(map(round, values))]


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("world", type=Path)
    parser.add_argument("--work", type=int, default=1, help="the work that is read")
    parser.add_argument("--runs", type=int, default=5, help="of the first page; the median comes first")
    parser.add_argument("--steps", type=int, default=600, help="of the scroll")
    parser.add_argument("--step", type=int, default=120, help="pixels of each")
    given = parser.parse_args()
    with World.open(given.world) as world:
        work = next(each for each in world.works() if each.id == given.work)
    print(json.dumps({"work": work.title, "tokens": work.tokens}))
    program = next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=FLAGS)
        print(json.dumps(first_page(browser, given.world, given.work, given.runs)))
        page = browser.new_page(viewport=WINDOW)
        page.set_content(PLAIN)
        print(json.dumps({"plain": scrolled(browser, page, given.steps, given.step)}))
        with served(Library([given.world])) as address:
            key = next(iter(Library([given.world]).keys()))
            page.goto(f"{address}/{key}/{given.work}/text")
            print(json.dumps({"text": scrolled(browser, page, given.steps, given.step)}))
            page.goto("about:blank")
        browser.close()


if __name__ == "__main__":
    main()
