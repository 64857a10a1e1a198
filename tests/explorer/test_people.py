"""The people of a work, of one chapter, and the pages of each: arc, steps, groups."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from fabula.types import Work
from tests.builders import CONTENT, grouped_work, storied_work
from tests.explorer.charts.stories import CROSSED, asking, told_work


def row(shown: str, name: str) -> str:
    """The row of a table that names somebody."""
    (found,) = [each for each in shown.split("<tr>") if f"<bdi>{name}</bdi></a>" in each.split("</td>")[0]]
    return found


def test_who_is_in_a_chapter(tmp_path: Path) -> None:
    with asking(tmp_path, told_work(CROSSED)) as (client, _):
        shown = client.get("/mill/1/people?in=2").text
        assert "in 1 scene<" in row(shown, "Ada")
        assert "in 2 scenes" not in shown
        assert "who is in it" in client.get("/mill/1/scenes").text
        assert "/mill/1/scenes/3" in client.get("/mill/1/scenes?in=2").text
        assert "/mill/1/scenes/1" not in client.get("/mill/1/scenes?in=2").text
        assert client.get("/mill/1/people?in=99").status_code == 200


def test_one_who_is_only_named_in_a_chapter_is_told_from_those_there(tmp_path: Path) -> None:
    with asking(tmp_path, storied_work()) as (client, _):
        shown = client.get("/mill/1/people?in=1").text
        assert "in 1 scene" in row(shown, "Mrs. Alder")
        assert "<bdi>I</bdi>" not in shown
        assert "<bdi>I</bdi>" in client.get("/mill/1/people?in=2").text


def test_groups_have_a_list(tmp_path: Path) -> None:
    with asking(tmp_path, grouped_work()) as (client, _):
        assert "groups" in client.get("/mill/1/people").text
        shown = client.get("/mill/1/people?who=groups").text
        assert "the Alders" in shown and "<bdi>Tom</bdi>" in row(shown, "the Alders")
    with asking(tmp_path / "other", storied_work()) as (client, _):
        assert "groups" not in client.get("/mill/1/people").text


def test_the_arc_of_one_is_drawn_and_saved(tmp_path: Path) -> None:
    with asking(tmp_path, told_work(CROSSED)) as (client, _):
        shown = client.get("/mill/1/people/1").text
        assert 'class="picture lanes"' in shown
        assert "Chapter 3: there 96 (% of the part)" in shown
        assert 'aria-label="From first to last"' in client.get("/mill/1/people/1/arc").text
        saved = client.get("/mill/1/people/1/arc/file.svg")
        assert saved.headers["content-disposition"] == 'attachment; filename="the-mill-ada.svg"'
        assert etree.fromstring(saved.content)[0].text == "The Mill: Ada, from first to last"
        assert client.get("/mill/1/people/99/arc").status_code == 404


def test_the_steps_of_one_lead_to_the_text(tmp_path: Path) -> None:
    def steps(work: Work, person: int, name: str) -> str:
        with asking(tmp_path / name, work) as (client, _):
            found: str = client.get(f"/mill/1/people/{person}").text
            return found[found.index('<ol class="steps">') :].partition("</ol>")[0]

    shown = steps(storied_work(), 1, "one")
    assert f"at={CONTENT.index('“Good')}#here" in shown
    assert shown.index("first words") < shown.index("first named")
    assert "first in" in shown and "Fenwick" in shown
    assert "first with" in shown
