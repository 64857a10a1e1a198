"""A world that can be corrected, asked as the panel of a page asks."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from fabula.correcting import open_corrections
from fabula.explorer.application import application
from fabula.explorer.library import Library
from fabula.explorer.site import Site
from fabula.world.corrections import Entry
from tests.explorer.conftest import HOST, OWN

Fields = dict[str, str | list[str]]


class Voices:
    """Somebody who reads the world of a path, and puts things right."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.site = Site(Library([path]), frozenset((HOST,)))
        self.client = TestClient(
            application(self.site),
            base_url=OWN,
            follow_redirects=False,
            headers={"X-Part": "1", "X-CSRF-Token": self.site.secret},
        )

    def about(self, of: str) -> str:
        answer = self.client.get("/voices/1/about", params={"of": of})
        assert answer.status_code == 200, answer.text
        return answer.text

    def post(self, what: str, fields: Fields) -> Any:
        return self.client.post(f"/voices/1/corrections/{what}", data=fields)

    def preview(self, **fields: str | list[str]) -> str:
        answer = self.post("preview", dict(fields))
        assert answer.status_code == 200, answer.text
        return str(answer.text)

    def keep(self, **fields: str | list[str]) -> str:
        """Preview something, and keep it by the form that shows it."""
        answer = self.post("keep", fields_of(self.preview(**fields)))
        assert answer.status_code == 200, answer.text
        return str(answer.text)

    def until(self, place: int | None) -> None:
        given = "" if place is None else f"@{place}"
        self.client.post("/voices/1/until", data={"until": given})

    @property
    def entries(self) -> list[Entry]:
        with open_corrections(self.path) as desk:
            return list(desk.entries)

    @property
    def speakers(self) -> dict[int, str]:
        with open_corrections(self.path) as desk:
            return {each.id: each.speaker.name if each.speaker else "" for each in desk.reading.quotes}

    def number(self, name: str) -> str:
        with open_corrections(self.path) as desk:
            return str(desk.reading.character(name).id)


def fields_of(part: str) -> Fields:
    """The hidden fields of the first form of a part."""
    form = re.search(r"<form.*?</form>", part, re.DOTALL)
    assert form is not None
    found: Fields = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form[0]):
        kept = found.setdefault(name, [])
        assert isinstance(kept, list)
        kept.append(html.unescape(value))
    return found
