"""The page of the work at a glance, and the files of its charts."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from lxml import etree

from fabula.explorer.charts.gallery import CHARTS
from fabula.types import Work
from tests.builders import CONTENT, small_work, storied_work
from tests.explorer.charts.stories import CROSSED, Told, asking, told_work
from tests.explorer.crawling import crawled

HOSTILE = "<img src=x onerror=alert(1)>\"'&"


def test_the_page_has_every_chart(tmp_path: Path) -> None:
    with asking(tmp_path, told_work(CROSSED)) as (client, _):
        shown = client.get("/mill/1").text
        for key, chart in CHARTS.items():
            assert f'id="{key}"' in shown
            assert client.get(f"/mill/1/charts/{key}").status_code == 200
            saved = client.get(f"/mill/1/charts/{key}/file.svg")
            assert saved.headers["content-type"] == "image/svg+xml"
            assert f"the-mill-{key}.svg" in saved.headers["content-disposition"]
            root = etree.fromstring(saved.content)
            assert root[0].text == f"The Mill: {chart.name}"
        assert "style=" not in shown


def test_every_mark_leads_to_the_text(tmp_path: Path) -> None:
    """Only a name leads to the page of whom, or of what, it names; that leads on to the text."""
    with asking(tmp_path, told_work(CROSSED)) as (client, _):
        for key in CHARTS:
            shown = client.get(f"/mill/1/charts/{key}").text
            picture = etree.fromstring(shown[shown.index("<svg") : shown.index("</svg>") + 6])
            names = {"Ada", "Bo", "Cy", "Di", "the mill", "the quay", "the barn"}
            for link in picture.iter("a"):
                if not link.get("href", "").startswith("/mill/1/text?at="):
                    assert link[0].text in names, (key, link[0].text)
        pages = crawled(client, "/mill/1")
        for path in ("/mill/1/people/4", "/mill/1/places/5"):
            assert "/mill/1/text?at=" in pages[path]


@pytest.mark.parametrize("path", ["nix", "nix/file.svg", "storyline'/file.svg"])
def test_a_chart_that_is_not_there(tmp_path: Path, path: str) -> None:
    with asking(tmp_path, told_work(CROSSED)) as (client, _):
        assert client.get(f"/mill/1/charts/{path}").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["by=chapter&order=story", "by=scene&people=20", "first=1&last=3&links=lines", "last=99", "by=%00"],
)
def test_charts_as_they_are_asked_for(tmp_path: Path, query: str) -> None:
    with asking(tmp_path, told_work(CROSSED)) as (client, _):
        assert client.get(f"/mill/1?{query}").status_code == 200
        for key in ("storyline", "network"):
            assert client.get(f"/mill/1/charts/{key}?{query}").status_code == 200


@pytest.mark.parametrize(
    "work",
    [
        told_work(CROSSED, storied=False),
        told_work(CROSSED[:2], storied=False),
        told_work([Told(())]),
        told_work([Told(("Ada",))]),
        told_work([]),
        small_work(),
        storied_work(),
    ],
)
def test_there_is_a_page_of_whatever_there_is(tmp_path: Path, work: Work) -> None:
    with asking(tmp_path, work) as (client, _):
        answer = client.get("/mill/1")
        assert answer.status_code == 200
        for key in CHARTS:
            expected = 200 if f'id="{key}"' in answer.text else 404
            assert client.get(f"/mill/1/charts/{key}").status_code == expected
            assert client.get(f"/mill/1/charts/{key}/file.svg").status_code == expected


def test_nothing_after_the_place_of_the_reader_shows(tmp_path: Path) -> None:
    work = told_work(CROSSED)
    with asking(tmp_path, work) as (client, site):
        end = work.text.chapters[0].end
        client.post("/mill/1/until", data={"until": f"@{end}", "csrf": site.secret})
        shown = [client.get("/mill/1").text]
        for key in CHARTS:
            shown.append(client.get(f"/mill/1/charts/{key}").text)
            shown.append(client.get(f"/mill/1/charts/{key}/file.svg").text)
        for own in shown:
            assert "barn" not in own
            assert "Chapter 3" not in own
            assert "Scene 3" not in own
    with asking(tmp_path / "other", storied_work()) as (client, site):
        client.post("/mill/1/until", data={"until": f"@{CONTENT.index('Chapter Two')}", "csrf": site.secret})
        assert "stairs" not in client.get("/mill/1").text


def test_names_of_a_book_run_nothing(tmp_path: Path) -> None:
    work = told_work([Told((HOSTILE, "Bo"), f"{HOSTILE} house", at // 3) for at in range(12)], title=HOSTILE)
    with asking(tmp_path, work) as (client, _):
        for path in (
            "",
            *(f"/charts/{key}" for key in CHARTS),
            *(f"/charts/{key}/file.svg" for key in CHARTS),
        ):
            answer = client.get(f"/mill/1{path}")
            assert answer.status_code == 200
            assert "<img" not in answer.text
            assert "alert(1)>" not in answer.text


def test_charts_are_made_once_for_each_reading(tmp_path: Path) -> None:
    with asking(tmp_path, told_work(CROSSED)) as (client, site):
        client.get("/mill/1")
        client.get("/mill/1")
        assert len(site.galleries) == 1


@pytest.mark.slow
def test_three_thousand_scenes_and_five_hundred_people_stay_quick(tmp_path: Path) -> None:
    told = [
        Told(
            [f"Person {(7 * at + 3 * each * each) % 500}" for each in range(5)], f"place {at % 90}", at // 50
        )
        for at in range(3000)
    ]
    with asking(tmp_path, told_work(told)) as (client, _):
        begun = time.process_time()
        first = client.get("/mill/1")
        took = time.process_time() - begun
        assert took < 8
        begun = time.process_time()
        second = client.get("/mill/1")
        assert time.process_time() - begun < max(0.4, took / 5)  # a busy machine is slow at both
        assert first.text == second.text
        assert len(second.content) < 2_500_000
        assert client.get("/mill/1?by=scene&order=story").status_code == 200
