"""Pictures that stand for the words of a heading, on pages that are made to break whoever reads them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from fabula.sources import load
from fabula.types import Text

STORY = "<p>The ferry lay at the bank. “Come across,” said Nell, and the ferryman took up his oar.</p>" * 3


def read(tmp_path: Path, body: str) -> Text:
    page = tmp_path / "page.html"
    page.write_text(f"<html><body>{body}{STORY}</body></html>", encoding="utf-8")
    return load(page)


def test_what_a_picture_in_a_heading_shows_is_its_words(tmp_path: Path) -> None:
    assert "Chapter One" in read(tmp_path, '<h2><img src="1.png" alt="Chapter One"></h2>').content


@pytest.mark.parametrize("odd", ["&#1;", "&#x1f;", "&#xb;", "&#xfffe;", "\x02"])
def test_characters_that_are_none_are_left_out_of_it(tmp_path: Path, odd: str) -> None:
    assert "Chapter One" in read(tmp_path, f'<h2><img src="1.png" alt="Chapter{odd} One"></h2>').content


@pytest.mark.parametrize("around", ["<h2>The Mill{}</h2>", "<div>{}</div>"])
def test_thousands_of_pictures_in_one_block_take_time_in_proportion(tmp_path: Path, around: str) -> None:
    def seconds(pictures: int) -> float:
        body = around.format("".join(f'<img src="1.png" alt="Chapter {n} begins">' for n in range(pictures)))
        begun = time.process_time()
        read(tmp_path, body)
        return time.process_time() - begun

    seconds(10)
    assert seconds(8_000) < 12 * max(seconds(2_000), 0.05)


@pytest.mark.parametrize(
    "picture",
    [
        '<svg role="img"><title>Chapter One</title><image href="1.png"/></svg>',
        '<svg aria-label="Chapter One"><image href="1.png"/></svg>',
        '<img src="1.png" alt="Chapter One">',
    ],
)
def test_a_picture_right_in_the_body_is_a_heading(tmp_path: Path, picture: str) -> None:
    text = read(tmp_path, f"{picture}{STORY}<section>{picture.replace('One', 'Two')}{STORY}</section>")
    assert [chapter.title for chapter in text.chapters] == ["Chapter One", "Chapter Two"]


def test_a_picture_among_words_right_in_the_body_is_none(tmp_path: Path) -> None:
    assert not read(tmp_path, 'The sign said <img src="1.png" alt="Chapter One"> and no more.').chapters
