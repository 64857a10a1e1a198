"""The page about two people: where they first meet, and what they share, as far as the reader has come."""

from __future__ import annotations

import re
from pathlib import Path

from tests.builders import CONTENT, storied_work
from tests.explorer.charts.stories import asking
from tests.explorer.crawling import crawled


def test_where_two_first_meet_and_what_they_say(tmp_path: Path) -> None:
    work = storied_work()
    quote = next(each for each in work.cast.quotes if each.speaker is not None and each.addressees)
    one, other = quote.speaker, quote.addressees[0]
    with asking(tmp_path, work) as (client, _):
        shown = client.get(f"/mill/1/people/{one}/with/{other}").text
        assert "First words between them" in shown
        assert f"/mill/1/text?at={quote.start}&amp;to=" in shown
        counted = client.get(f"/mill/1/people/{one}/with/{other}/dealings", headers={"X-Part": "1"}).text
        assert re.search(r'<td class="number">1</td>', counted)
        shown = client.get("/mill/1/people/1/with/3").text
        assert "They first meet in" in shown and "/mill/1/scenes/1" in shown


def test_the_page_of_one_leads_to_that_of_two(tmp_path: Path) -> None:
    with asking(tmp_path, storied_work()) as (client, _):
        assert "/mill/1/people/1/with/3" in crawled(client, "/mill/1/people/1")


def test_two_who_are_one_or_not_met_are_no_pair(tmp_path: Path) -> None:
    with asking(tmp_path, storied_work()) as (client, site):
        assert client.get("/mill/1/people/1/with/1").status_code == 404
        assert client.get("/mill/1/people/1/with/99").status_code == 404
        apart = client.get("/mill/1/people/1/with/5").text
        assert "in no scene together up to here" in apart
        client.post("/mill/1/until", data={"until": f"@{CONTENT.index('“Good')}", "csrf": site.secret})
        for path in ("", "/dealings"):
            later = client.get(f"/mill/1/people/1/with/3{path}")
            assert "They first meet in" not in later.text
            assert "Good morning" not in later.text
