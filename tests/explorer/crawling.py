"""Following every link of the explorer."""

from __future__ import annotations

import re
from html import unescape

from starlette.testclient import TestClient

LINK = re.compile(r'href="([^"#]+)')
ASIDE = ("/static/", "http")


def crawled(client: TestClient, start: str, most: int = 2000) -> dict[str, str]:
    """The HTML of every page that links lead to from one, by its path. Fails where one does not answer."""
    waiting = [start]
    found: dict[str, str] = {}
    while waiting and len(found) < most:
        path = waiting.pop()
        if path in found:
            continue
        answer = client.get(path)
        while answer.status_code == 303:
            answer = client.get(answer.headers["location"])
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:400])
        found[path] = answer.text
        if "html" not in answer.headers["content-type"]:
            continue
        for link in map(unescape, LINK.findall(answer.text)):
            link = path.partition("?")[0] + link if link.startswith("?") else link
            if not link.startswith(ASIDE):
                waiting.append(link)
    return found
