from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from fabula.errors import UsageError
from fabula.evaluation.error_page import Wrong, page, write, wrong_in
from fabula.evaluation.mistakes import read_mistakes
from fabula.evaluation.pdnc import GoldQuotation, Novel
from fabula.types import Cast, Entity, EntityType, Metadata, Quote, Text, Work
from tests.evaluation.gold import span_in

EVIL = "<script>alert('&\"')</script>"
STORY = (
    f'{EVIL} rose.\n\n"Go\non," said\nAnn, "{EVIL}"\n\n"Why?" he said.\n\n"Who?" said Ann.\x07 '
    + "and so on " * 200
)


def reading(story: str = STORY, *, right: bool = False) -> Wrong:
    parts = [("Go\non,", EVIL + '"'), ("Why?",), ("Who?",)]
    spans = [tuple(span_in(story[20:], part) for part in each) for each in parts]
    spans = [tuple((start + 20, end + 20) for start, end in each) for each in spans]
    who = [EVIL, "Ben", EVIL]
    gold = tuple(
        GoldQuotation(f"Q{i}", each, speaker, (EVIL,), "Explicit", "", ())
        for i, (each, speaker) in enumerate(zip(spans, who, strict=True))
    )
    said = (0, 1, 0) if right else (0, 0, None)
    quotes = tuple(
        Quote(i, each, speaker, span_in(story, "Ann,"), (), 0.876)
        for i, (each, speaker) in enumerate(zip(spans, said, strict=True))
    )
    cast = Cast((Entity(0, EntityType.PERSON, EVIL), Entity(1, EntityType.PERSON, "Ben")), (), quotes)
    work = Work(0, Text(story, (), (), Metadata(), "a.txt"), 0, cast)
    return wrong_in(read_mistakes(Novel(EVIL, story, (), gold), work))


class Elements(HTMLParser):
    """Every element of a page with its attributes, and what stands in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[str, list[str]] = {}
        self._last = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._last = tag
        self.words.setdefault(tag, []).append("")

    def handle_data(self, data: str) -> None:
        if self._last:
            self.words[self._last][-1] += data


def test_every_mistake_has_its_cause_context_and_answer() -> None:
    found = Elements(page([reading()]))
    assert [words.strip() for words in found.words["h2"]] == ["unresolved", "merged with another"]
    articles = [attributes for tag, attributes in found.tags if tag == "article"]
    assert [(each["data-novel"], each["data-type"]) for each in articles] == [(EVIL, "Explicit")] * 2
    # The asked ones are marked, neighbours have their speaker, and wrong ones whom they were given to.
    assert [words.split('"')[0] for words in found.words["mark"]] == ["Who?", "Why?"]
    assert "nobody, right is " in found.words["bdi"]
    assert "88 % sure" in "".join(found.words["small"])
    assert any(words.startswith("Go on,") for words in found.words["q"])
    assert "of 3 quotations" in found.words["h1"][0]


def test_nothing_of_a_book_becomes_markup() -> None:
    html = page([reading()])
    assert html.count("<script>") == 1
    assert "&lt;script&gt;" in html
    assert "\x07" not in html


def test_the_page_needs_no_network_and_runs_only_its_own() -> None:
    html = page([reading()])
    assert not re.search(r"(?:src|href)=\"(?!#)", html)
    assert "default-src 'none'" in html
    assert "http://" not in html
    assert "https://" not in html
    assert page([reading(), reading()]).count("<article") == 2 * html.count("<article")


def test_a_long_quotation_is_cut_in_the_middle() -> None:
    long = reading(STORY.replace("Who?", "Who? " + "word " * 2000 + "end."))
    shown = Elements(page([long])).words["mark"]
    assert max(map(len, shown)) < 3000


def test_all_right() -> None:
    assert "Every speaker is right." in page([reading(right=True)])
    assert "Every speaker is right." in page([])


def test_writing(tmp_path: Path) -> None:
    target = tmp_path / "wrong.html"
    write([reading(STORY.replace("and so", "\ud800"))], target)
    assert target.read_text("utf-8").startswith("<!doctype html>")
    with pytest.raises(UsageError, match="cannot write"):
        write([], tmp_path / "no" / "wrong.html")
    assert [path.name for path in tmp_path.iterdir()] == ["wrong.html"]
