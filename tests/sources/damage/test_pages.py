"""Page numbers and running heads of texts made from PDFs."""

from __future__ import annotations

import time

import pytest

from fabula.sources.damage import damage_of
from fabula.sources.plain import drafts_of
from fabula.types import Apart, BlockKind
from tests.sources.conftest import Read, shown, titles

PARAGRAPHS = [
    "Henrietta took the oars and Willem the rudder, and the boat went out over the bar in the"
    " last of the light, "
    "with the wind behind it and the rain ahead.",
    "“Is it far?” asked Willem. He had never been out so late, and he had never been out with"
    " her, and he was not sure "
    "which of the two was worse.",
    "“It is as far as it was yesterday,” said Henrietta, “and the day before that, and you "
    "have asked me on each of them, "
    "and I have told you.”",
    "“So you have,” he said.",
    "The bell on the buoy rang twice. There was nobody to ring it, and no sea to speak of, "
    "and they looked at one another "
    "and said nothing at all about it.",
]
"""Paragraphs long enough to run over the ends of pages."""


def pages(
    paragraphs: list[str], *, width: int = 60, lines: int = 9, indent: str = "   ", blank: str = ""
) -> list[list[str]]:
    """The lines of paragraphs, so many to a page."""
    import textwrap

    out: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        out += ([blank] if blank and number else []) + textwrap.wrap(paragraph, width, initial_indent=indent)
    return [out[at : at + lines] for at in range(0, len(out), lines)]


def one_line(words: str) -> str:
    return " ".join(words.split())


STORY = PARAGRAPHS * 4


@pytest.mark.parametrize(
    ("head", "between"),
    [
        ("THE BELL BUOY" + " " * 40 + "{}\n\n", "\n\n"),  # the title and the number at the top
        ("{}" + " " * 40 + "P. ASKEW\n\n", "\n\n"),
        ("", "\n\n" + " " * 30 + "{}\n\n"),  # a number at the foot
        ("", "\n\n- {} -\n\n"),
        ("", "\n{}\n\f"),
        ("The Bell Buoy | {}\n", "\n\n"),
        ("", "\nPage {} of 40\n"),
        ("The Bell Buoy\n\n", "\n\n{}\n\n\f"),  # a title at the top, the number at the foot
    ],
)
def test_numbers_and_heads_are_no_story(read: Read, head: str, between: str) -> None:
    made = ""
    for number, lines in enumerate(pages(STORY), start=11):
        made += head.format(number) + "\n".join(lines) + between.format(number)
    text = read("a.txt", made)
    words = [one_line(text.reads(b.start, b.end)) for b in text.blocks if b.kind is BlockKind.PARAGRAPH]
    # The first head may as well be the title.
    assert words[words[:1] == ["The Bell Buoy"] :] == STORY
    assert {b.apart for b in text.blocks if b.kind is BlockKind.BOILERPLATE} <= {
        Apart.PAGE_NUMBER,
        Apart.RUNNING_HEAD,
    }
    assert titles(text) in ([], [""])


def test_heads_of_both_sides(read: Read) -> None:
    made = ""
    for number, lines in enumerate(pages(STORY), start=11):
        head = f"THE BELL BUOY          {number}" if number % 2 else f"{number}          P. ASKEW"
        made += head + "\n\n" + "\n".join(lines) + "\n\n"
    text = read("a.txt", made)
    assert [
        one_line(text.reads(b.start, b.end)) for b in text.blocks if b.kind is BlockKind.PARAGRAPH
    ] == STORY


def test_a_form_feed_alone_ends_no_paragraph(read: Read) -> None:
    text = read("a.txt", "\n\f".join("\n".join(lines) for lines in pages(STORY)))
    assert [
        one_line(text.reads(b.start, b.end)) for b in text.blocks if b.kind is BlockKind.PARAGRAPH
    ] == STORY


def test_paragraphs_parted_by_blank_lines(read: Read) -> None:
    made = ""
    for number, lines in enumerate(pages(STORY, indent="", blank=" "), start=1):
        made += "\n".join(lines).strip() + f"\n\n{number}\n\n"
    text = read("a.txt", made)
    got = [one_line(text.reads(b.start, b.end)) for b in text.blocks if b.kind is BlockKind.PARAGRAPH]
    assert got == STORY


def test_a_word_broken_over_a_page(read: Read) -> None:
    made = ""
    for number, lines in enumerate(pages(STORY, lines=8), start=11):
        made += f"THE BELL BUOY       {number}\n\n" + "\n".join(lines) + "-\n\n"
    made = made.replace(" -\n", "\n")
    broken = "   Henri-\n\nTHE BELL BUOY      99\n\netta slept. “So you say,” said Henrietta.\n"
    text = read("a.txt", made.replace("-\n\nTHE", "\n\nTHE") + broken)
    assert shown(text) and "Henrietta slept." in text.reads(0, len(text.content))


@pytest.mark.parametrize(
    "heading",
    ["{}", "Chapter {}", "March {}", "Day {}", "THE BELL BUOY {}", "{}.", "Letter {}"],
)
def test_headings_that_count_are_no_page_numbers(read: Read, heading: str) -> None:
    made = "\n\n".join(heading.format(n) + "\n\n" + "\n\n".join(PARAGRAPHS) for n in range(1, 9))
    text = read("a.txt", made)
    assert not [b for b in text.blocks if b.apart in (Apart.PAGE_NUMBER, Apart.RUNNING_HEAD)]
    assert not text.repairs


def test_a_refrain_is_no_running_head(read: Read) -> None:
    made = "\n\n".join(
        "\n\n".join(PARAGRAPHS) + "\n\nThe bell rang,\n\nand rang, and then it stopped" for _ in range(6)
    )
    text = read("a.txt", made)
    assert not text.repairs and all(b.apart is None for b in text.blocks)


def test_documents_made_from_pages(read: Read) -> None:
    lines = []
    for number, page in enumerate(pages(STORY), start=11):
        words = " ".join(
            line.strip() if not line.startswith("   ") else "\n" + line.strip() for line in page
        ).strip()
        lines += [
            *(f"<p>{part.strip()}</p>" for part in words.split("\n")),
            f"<p>{number}</p><p>THE BELL BUOY</p>",
        ]
    text = read("a.html", "<html><body>" + "".join(lines) + "</body></html>")
    assert [one_line(words) for words in shown(text)] == STORY


def test_the_pages_of_a_long_text_take_no_square_of_their_number() -> None:
    lines: list[str] = []
    spans: list[tuple[tuple[int, int], Apart]] = []
    at = 0
    for page in range(4_000):
        number = str(page)
        lines += [*(line for n in range(8) for line in (f"It was {n} o’clock.", "")), number, ""]
        at = at + sum(len(line) + 1 for line in lines[-18:-2])
        spans.append(((at, at + len(number)), Apart.PAGE_NUMBER))
        at += len(number) + 2
    started = time.process_time()
    drafts = drafts_of("\n".join(lines), spans)
    assert time.process_time() - started < 4
    assert len(drafts) == 9 * 4_000 and drafts[8].apart is Apart.PAGE_NUMBER


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
@pytest.mark.parametrize(
    ("even", "odd"), [("{} P. ASKEW", "THE BELL BUOY {}"), ("Page {} of 40", "Page {} of 40")]
)
def test_lines_of_pages_where_every_page_ends_with_a_paragraph(
    read: Read, name: str, even: str, odd: str
) -> None:
    parts: list[str] = []
    for number, paragraph in enumerate(STORY[:12], start=1):
        parts += [paragraph, (odd if number % 2 else even).format(number)]
    inside = "".join(f"<p>{part}</p>" for part in parts) if name == "a.html" else "\n\n".join(parts)
    text = read(name, inside if name != "a.html" else f"<html><body>{inside}</body></html>")
    assert [one_line(words) for words in shown(text)] == STORY[:12]
    assert {b.apart for b in text.blocks} == {None, Apart.PAGE_NUMBER} and not titles(text)


@pytest.mark.parametrize("between", ["\n\f", "\n\n"])
def test_heads_of_a_text_of_three_pages(read: Read, between: str) -> None:
    made = ""
    for number, lines in enumerate(pages(PARAGRAPHS + PARAGRAPHS[:3], lines=8)[:3], start=11):
        head = "The Bell Buoy" if number % 2 else "P. Askew"
        made += f"{head:^60}".rstrip() + "\n\n" + "\n".join(lines) + f"\n\n{number:^60}".rstrip() + between
    text = read("a.txt", made)
    words = [one_line(text.reads(b.start, b.end)) for b in text.blocks if b.kind.is_story]
    whole = " ".join(words[words[:1] == ["The Bell Buoy"] :])
    assert whole == " ".join(PARAGRAPHS + PARAGRAPHS[:3])[: len(whole)] and len(whole) > 900


@pytest.mark.parametrize(
    ("content", "reads"),
    [
        ("The door [Pg 12] was shut.", "The door was shut."),
        ("The lan[Pg 12]ding was wet.[Page 13]", "The landing was wet."),
        ("[p. 12] The door was\n[pg xiv]\nshut. [Pages 3]", "The door was\nshut."),
        ("A sign: [Page torn], [page], [12 pages], [p].", "A sign: [Page torn], [page], [12 pages], [p]."),
    ],
)
def test_numbers_of_pages_in_brackets_are_no_words(content: str, reads: str) -> None:
    assert damage_of(content).view == reads


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.rtf"])
def test_the_number_of_a_page_in_brackets_between_paragraphs(read: Read, name: str) -> None:
    parts = ["The door was shut.", "[Pg 12]", "Nobody[Pg 13] came."]
    made = {
        "a.txt": "\n\n".join(parts),
        "a.html": "".join(f'<p><a id="Page_1">{part}</a></p>' for part in parts),
        "a.rtf": "{\\rtf1 " + "\\par ".join(parts) + "}",
    }
    text = read(name, made[name])
    assert [text.reads(b.start, b.end) for b in text.blocks if b.kind.is_story] == [parts[0], "Nobody came."]
    assert [b.apart for b in text.blocks] == [None, Apart.PAGE_NUMBER, None]


def test_numbers_at_the_foot_of_pages_that_end_with_sentences(read: Read) -> None:
    """No sentence is parted; the form feed right under each number tells, and the two heads by turns."""
    story = [
        f"{words} And so it went on." for words in ("The bell rang", "Nobody came", "It rained", "He slept")
    ]
    made = [
        f"{head}\n\n{words}\n\n{12 + n}\n\f"
        for n, (head, words) in enumerate(zip(["A. PASK", "THE BUOY"] * 2, story, strict=True))
    ]
    text = read("a.txt", "".join(made))
    assert shown(text) == story
    assert [block.apart for block in text.blocks if block.apart].count(Apart.PAGE_NUMBER) == 4


@pytest.mark.parametrize("form", ["- {} -", "—{}—", "Page {}"])
def test_numbers_in_dashes_that_begin_late_count_no_chapters(read: Read, form: str) -> None:
    story = ["The bell rang twice.", "Nobody came.", "It rained.", "He slept."]
    words = ["CHAPTER 1", story[0], form.format(12), story[1], form.format(13), "CHAPTER 2", story[2]]
    text = read("a.txt", "\n\n".join([*words, form.format(14), story[3]]))
    assert shown(text) == story and titles(text) == ["CHAPTER 1", "CHAPTER 2"]


def test_numbers_in_dashes_may_count_scenes(read: Read) -> None:
    words = [
        "CHAPTER 1",
        "The bell rang.",
        "- 1 -",
        "Nobody came.",
        "- 2 -",
        "It rained.",
        "- 3 -",
        "He slept.",
    ]
    text = read("a.txt", "\n\n".join(words))
    assert not any(block.apart is Apart.PAGE_NUMBER for block in text.blocks)


TOLD = [*PARAGRAPHS, *PARAGRAPHS]


@pytest.mark.parametrize("first", ["1", "I.", "One"])
def test_numbers_in_dashes_after_chapters_that_are_numbers(read: Read, first: str) -> None:
    numbers = [f"\N{EN DASH} {n} \N{EN DASH}" for n in (12, 13, 14, 15)]
    lines = [first, *(line for pair in zip(TOLD, numbers, strict=False) for line in pair)]
    text = read("a.txt", "\n\n".join(lines))
    assert [words for words in shown(text) if "\N{EN DASH}" in words] == []


def numbered(first: int, step: int = 1, chapter: str = "Chapter 2") -> list[str]:
    """Paragraphs with a number alone behind each, and a chapter's heading between them."""
    lines = [x for k, words in enumerate(TOLD[:6]) for x in (words, str(first + k * step))]
    return ["Chapter 1", *lines[:6], chapter, *lines[6:]]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_numbers_alone_that_go_on_over_the_head_of_a_chapter_are_of_pages(read: Read, name: str) -> None:
    lines = numbered(12)
    if name == "a.md":
        lines = [f"# {line}" if line.startswith("Chapter") else line for line in lines]
    elif name == "a.html":
        lines = [f"<h2>{line}</h2>" if line.startswith("Chapter") else f"<p>{line}</p>" for line in lines]
    text = read(name, "\n\n".join(lines))
    assert shown(text) == [" ".join(words.split()) for words in TOLD[:6]]
    assert titles(text) == ["Chapter 1", "Chapter 2"]


@pytest.mark.parametrize("lines", [numbered(1), numbered(12, step=2), numbered(12, chapter="A dream")])
def test_numbers_alone_that_may_count_sections_are_left(lines: list[str]) -> None:
    assert not damage_of("\n\n".join(lines)).pages
