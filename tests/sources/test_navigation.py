"""Chapters from an EPUB's navigation: what it names badly, and what it leaves out."""

from __future__ import annotations

import pytest

from fabula.types import Apart

from .conftest import Read, shown, titles, zipped
from .epubs import CHAPTER, LONG, STORY, Nav, epub, members, page


def chapters(count: int, heading: str = "<h2>Chapter {}</h2>") -> dict[str, str]:
    return {f"c{n}.xhtml": heading.format(n) + CHAPTER for n in range(1, count + 1)}


def named(count: int) -> list[str]:
    return [f"Chapter {n}" for n in range(1, count + 1)]


@pytest.mark.parametrize(
    "entry",
    [
        "c{}.xhtml",
        "index_split_00{}.html",
        "part000{}",
        "text0000{}",
        "The Slack Water",
        "Start",
        "Section000{}",
        "unknown",
    ],
)
def test_titles_that_say_nothing_are_those_of_the_headings(read: Read, entry: str) -> None:
    nav = [(f"c{n}.xhtml", entry.format(n)) for n in range(1, 5)]
    assert titles(read("a.epub", epub(chapters(4), nav=nav))) == named(4)


def test_one_chapter_whose_entry_is_a_file_name(read: Read) -> None:
    nav = [("c1.xhtml", "Chapter 1"), ("c2.xhtml", "index_split_002.html"), ("c3.xhtml", "Chapter 3")]
    assert titles(read("a.epub", epub(chapters(3), nav=nav))) == named(3)


def test_file_names_that_number_the_chapters_of_pages_without_headings(read: Read) -> None:
    pages = {f"chapter-{n}.xhtml": CHAPTER for n in (1, 2, 3)}
    nav = [(name, name) for name in pages]
    assert titles(read("a.epub", epub(pages, nav=nav))) == named(3)


def test_a_navigation_with_only_some_of_the_chapters(read: Read) -> None:
    nav = [("c1.xhtml", "Chapter 1"), ("c4.xhtml", "Chapter 4")]
    assert titles(read("a.epub", epub(chapters(6), nav=nav))) == named(6)


def test_a_navigation_of_parts_alone(read: Read) -> None:
    pages = chapters(4)
    pages["c1.xhtml"] = f"<h1>Part One</h1>{pages['c1.xhtml']}"
    pages["c3.xhtml"] = f"<h1>Part Two</h1>{pages['c3.xhtml']}"
    text = read("a.epub", epub(pages, nav=[("c1.xhtml", "Part One"), ("c3.xhtml", "Part Two")]))
    assert titles(text) == ["Part One, Chapter 1", "Chapter 2", "Part Two, Chapter 3", "Chapter 4"]


def test_a_navigation_of_the_frame_alone(read: Read) -> None:
    pages = {"cover.xhtml": "<p>The Slack Water</p>", **chapters(3)}
    nav = [("cover.xhtml", "Cover"), ("c1.xhtml", "Text")]
    assert titles(read("a.epub", epub(pages, nav=nav))) == named(3)


def test_a_navigation_that_leaves_out_sections_of_stories_is_right(read: Read) -> None:
    story = f"<h2>{{}}</h2><h3>I</h3>{CHAPTER}<h3>II</h3>{CHAPTER}"
    pages = {"a.xhtml": story.format("The Ladder"), "b.xhtml": story.format("The Bell")}
    nav = [("a.xhtml", "The Ladder"), ("b.xhtml", "The Bell")]
    assert titles(read("a.epub", epub(pages, nav=nav))) == ["The Ladder", "The Bell"]


OMNIBUS = {
    "one.xhtml": "<h1>The Ladder</h1>",
    "a1.xhtml": f"<h2>Chapter 1</h2>{CHAPTER}",
    "a2.xhtml": f"<h2>Chapter 2</h2>{CHAPTER}",
    "two.xhtml": "<h1>The Bell</h1>",
    "b1.xhtml": f"<h2>Chapter 1</h2>{CHAPTER}",
    "bi.xhtml": f"<h2>Interlude</h2>{CHAPTER}",
    "b2.xhtml": f"<h2>Chapter 2</h2>{CHAPTER}",
}
NESTED: Nav = [
    ("one.xhtml", "The Ladder", [("a1.xhtml", "Chapter 1"), ("a2.xhtml", "Chapter 2")]),
    (
        "two.xhtml",
        "The Bell",
        [("b1.xhtml", "Chapter 1"), ("bi.xhtml", "Interlude"), ("b2.xhtml", "Chapter 2")],
    ),
]
FLAT: Nav = [(name, body[4 : body.index("</h")]) for name, body in OMNIBUS.items()]


@pytest.mark.parametrize("nav", [NESTED, FLAT, None], ids=["nested", "flat", "none"])
def test_an_omnibus(read: Read, nav: Nav | None) -> None:
    text = read("a.epub", epub(OMNIBUS, nav=nav))
    assert titles(text) == [
        "The Ladder, Chapter 1",
        "The Ladder, Chapter 2",
        "The Bell, Chapter 1",
        "Interlude",
        "The Bell, Chapter 2",
    ]
    assert shown(text) == [*STORY, LONG] * 5


def test_an_omnibus_in_markdown(read: Read) -> None:
    words = "\n\n".join([*STORY, LONG])
    works = "".join(
        f"# {name}\n\n## Chapter 1\n\n{words}\n\n## Chapter 2\n\n{words}\n\n" for name in ("Ladder", "Bell")
    )
    assert titles(read("a.md", works)) == [
        "Ladder, Chapter 1",
        "Ladder, Chapter 2",
        "Bell, Chapter 1",
        "Bell, Chapter 2",
    ]


def test_an_omnibus_in_plain_text(read: Read) -> None:
    words = "\n\n".join([*STORY, LONG])
    chapters_of_it = "\n\n\n".join(f"CHAPTER {n}\n\n{words}" for n in (1, 2, 3))
    text = read("a.txt", f"THE LADDER\n\n\n{chapters_of_it}\n\n\nTHE BELL\n\n\n{chapters_of_it}\n")
    assert titles(text)[3:] == ["THE BELL, CHAPTER 1", "THE BELL, CHAPTER 2", "THE BELL, CHAPTER 3"]
    assert len(set(titles(text))) == 6


def test_parts_that_begin_their_chapters_anew(read: Read) -> None:
    nav: Nav = [
        ("p1.xhtml", "Part One", [("a.xhtml", "Prologue"), ("b.xhtml", "1"), ("c.xhtml", "2")]),
        ("p2.xhtml", "Part Two", [("d.xhtml", "1"), ("e.xhtml", "2"), ("f.xhtml", "Epilogue")]),
    ]
    pages = {"p1.xhtml": "<h1>Part One</h1>", "p2.xhtml": "<h1>Part Two</h1>"} | {
        f"{x}.xhtml": CHAPTER for x in "abcdef"
    }
    order = [f"{x}.xhtml" for x in ("p1", "a", "b", "c", "p2", "d", "e", "f")]
    assert titles(read("a.epub", epub(pages, nav=nav, order=order))) == [
        "Part One, Prologue",
        "Part One, 1",
        "Part One, 2",
        "Part Two, 1",
        "Part Two, 2",
        "Epilogue",
    ]


def test_a_heading_over_others_that_leads_nowhere(read: Read) -> None:
    nav = (
        '<nav epub:type="toc"><ol><li><span>The Ladder</span><ol><li><a href="a.xhtml">Chapter 1</a></li>'
        '<li><a href="b.xhtml">Chapter 2</a></li></ol></li></ol></nav>'
    )
    pages = {"nav.xhtml": nav, "a.xhtml": CHAPTER, "b.xhtml": CHAPTER}
    made = epub(
        pages, order=["a.xhtml", "b.xhtml"], types={"nav.xhtml": 'application/xhtml+xml" properties="nav'}
    )
    assert titles(read("a.epub", made)) == ["The Ladder, Chapter 1", "Chapter 2"]


@pytest.mark.parametrize("alt", ["Chapter One", "CHAPTER I", "Prologue", "Part the First"])
@pytest.mark.parametrize(
    "element", ["<h2><img alt='{}' src='x.png'/></h2>", "<div><p><img alt='{}' src='x.png'/></p></div>"]
)
def test_headings_that_are_pictures(read: Read, alt: str, element: str) -> None:
    pages = {"a.xhtml": element.format(alt) + CHAPTER, "b.xhtml": f"<h2>Chapter Two</h2>{CHAPTER}"}
    if alt == "Part the First" and "h2" not in element:
        return
    assert titles(read("a.epub", epub(pages))) == [alt, "Chapter Two"]


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" aria-label="{}"><path d=""/></svg>'
NAMED_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><title>{}</title><path d=""/></svg>'


@pytest.mark.parametrize("element", ['<img alt="{}" src="x.png"/>', DRAWING, NAMED_DRAWING])
@pytest.mark.parametrize("name", ["a.html", "a.epub"])
def test_every_heading_of_a_page_that_is_a_picture(read: Read, name: str, element: str) -> None:
    heads = [f"<p>{element.format(head)}</p>" for head in ("Chapter One", "Chapter Two", "Chapter Three")]
    inside = "".join(head + CHAPTER for head in heads)
    text = read(name, epub({"a.xhtml": inside}) if name == "a.epub" else page(inside))
    assert titles(text) == ["Chapter One", "Chapter Two", "Chapter Three"]
    assert shown(text) == [*STORY, LONG] * 3


def test_pictures_of_numbers_over_pages(read: Read) -> None:
    pages = {f"{n}.xhtml": f'<div><img alt="{n}" src="x.png"/></div>{CHAPTER}' for n in ("I", "II", "III")}
    assert titles(read("a.epub", epub(pages))) == ["I", "II", "III"]
    letter = '<div><img alt="I" src="x.png"/></div><p>N the morning Wyn came.</p>'
    text = read("a.epub", epub({"a.xhtml": f"<h2>Chapter One</h2>{CHAPTER}", "b.xhtml": letter + CHAPTER}))
    assert titles(text) == ["Chapter One"]


def test_the_title_of_the_book_over_all_its_chapters_is_no_part(read: Read) -> None:
    chapters = {f"{n}.xhtml": f"<h2>Chapter {n}</h2>{CHAPTER}" for n in ("One", "Two", "Three")}
    inner = [(name, f"Chapter {name[:-6]}") for name in chapters]
    made = epub(
        {"title.xhtml": "<h1>The Slack Water</h1><p>Ada Merrow</p>", **chapters},
        nav=[("title.xhtml", "The Slack Water", inner)],
    )
    assert titles(read("a.epub", made)) == ["Chapter One", "Chapter Two", "Chapter Three"]


def test_numbers_below_the_title_of_the_book_stand_alone(read: Read) -> None:
    pages = {f"{n}.xhtml": f"<h2>{n}</h2>{CHAPTER}" for n in "123"}
    made = epub(
        {"title.xhtml": "<h1>The Slack Water</h1>", **pages},
        nav=[("title.xhtml", "The Slack Water", [(f"{n}.xhtml", n) for n in "123"])],
    )
    assert titles(read("a.epub", made)) == ["1", "2", "3"]


@pytest.mark.parametrize(
    "over",
    [
        "<h1>The Slack Water</h1>",
        "<h1>The Slack Water</h1><h2>by Ada Merrow</h2>",
        '<p class="top">THE SLACK WATER</p>',
    ],
)
@pytest.mark.parametrize("entry", ["", "Section000{}", "The Slack Water"])
def test_the_title_of_the_book_on_every_page(read: Read, over: str, entry: str) -> None:
    heads = ("Chapter One", "Chapter Two", "Chapter Three")
    pages = {f"{i}.xhtml": f"{over}<h3>{head}</h3>{CHAPTER}" for i, head in enumerate(heads)}
    nav = [(name, entry.format(i)) for i, name in enumerate(pages)] if entry else None
    text = read("a.epub", epub(pages, nav=nav))
    assert titles(text) == list(heads)
    assert shown(text) == [*STORY, LONG] * 3
    assert {b.apart for b in text.blocks} == {None, Apart.RUNNING_HEAD}


@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_the_title_of_the_book_over_every_chapter_of_a_file(read: Read, name: str) -> None:
    heads = ("Chapter One", "Chapter Two", "Chapter Three")
    if name == "a.md":
        inside = "".join(
            f"# The Slack Water\n\n## {head}\n\n" + "\n\n".join((*STORY, LONG, "")) for head in heads
        )
        text = read(name, f"---\ntitle: The Slack Water\n---\n\n{inside}")
    else:
        over = "".join(f"<h1>The Slack Water</h1><h2>{head}</h2>{CHAPTER}" for head in heads)
        text = read(name, page(over).replace("<title>x<", "<title>The Slack Water<"))
    assert titles(text) == list(heads)
    assert shown(text) == [*STORY, LONG] * 3


def test_the_story_that_a_collection_is_named_after_keeps_its_title(read: Read) -> None:
    heads = ("The Ladder", "The Slack Water", "The Bell")
    inside = "".join(f"<h2>{head}</h2><h3>I</h3>{CHAPTER}<h3>II</h3>{CHAPTER}" for head in heads)
    text = read("a.epub", epub({"t.xhtml": "<h1>The Slack Water</h1>", "a.xhtml": inside}))
    assert [title for title in titles(text) if title.startswith("The Slack Water")]
    assert all(b.apart is None for b in text.blocks)


def test_a_navigation_that_names_no_chapter_leaves_the_first_one_its_line_of_capitals(read: Read) -> None:
    heads = ("THE LADDER", "THE BELL", "THE QUAY")
    pages = {f"{i}.xhtml": f"<p><b>{head}</b></p>{CHAPTER}" for i, head in enumerate(heads)}
    assert titles(read("a.epub", epub(pages, nav=[("0.xhtml", "Start")]))) == list(heads)


@pytest.mark.parametrize(
    "picture",
    [
        "<p><img alt='A lamp' src='x.png'/></p>",
        "<h2>Chapter One<img alt='Chapter One'/></h2>",
        "<h2>Chapter One<svg xmlns='http://www.w3.org/2000/svg'><title>Chapter One</title></svg></h2>",
        "<p><img alt='cover.jpg'/></p>",
    ],
)
def test_pictures_that_are_no_headings(read: Read, picture: str) -> None:
    heading = "" if "h2" in picture else "<h2>Chapter One</h2>"
    text = read(
        "a.epub", epub({"a.xhtml": picture + heading + CHAPTER, "b.xhtml": f"<h2>Chapter Two</h2>{CHAPTER}"})
    )
    assert titles(text) == ["Chapter One", "Chapter Two"]
    assert shown(text) == [*STORY, LONG] * 2


def test_a_picture_whose_entry_in_the_navigation_names_it(read: Read) -> None:
    pages = {"a.xhtml": f"<h2><img alt='' src='x.png'/></h2>{CHAPTER}", "b.xhtml": f"<p><img/></p>{CHAPTER}"}
    assert titles(read("a.epub", epub(pages, nav=[("a.xhtml", "The Ladder"), ("b.xhtml", "The Bell")]))) == [
        "The Ladder",
        "The Bell",
    ]


SPLIT = {
    "titlepage.xhtml": '<div><svg xmlns="http://www.w3.org/2000/svg"><image href="cover.jpeg"/></svg></div>',
    "text/index_split_000.html": '<p class="calibre1"><b>The Slack Water</b></p><p>Ada Merrow</p>',
    "text/index_split_001.html": "<p>Copyright © 1931 Ada Merrow</p><p>All rights reserved.</p>",
    "text/index_split_002.html": f'<div class="calibre3" id="calibre_pb_1"></div><h2 id="c1">1</h2>{CHAPTER}',
    "text/index_split_003.html": f'<p class="calibre1">{LONG}</p>',
    "text/index_split_004.html": f'<h2 class="calibre4" id="c2">2</h2>{CHAPTER}<h2 id="c3">3</h2>{CHAPTER}',
}
NCX = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>
<navPoint><navLabel><text>Start</text></navLabel><content src="titlepage.xhtml"/></navPoint>
<navPoint><navLabel><text>1</text></navLabel><content src="text/index_split_002.html#c1"/></navPoint>
<navPoint><navLabel><text>2</text></navLabel><content src="text/index_split_004.html#c2"/></navPoint>
<navPoint><navLabel><text>3</text></navLabel><content src="text/index_split_004.html#c3"/></navPoint>
</navMap></ncx>"""


def test_a_book_cut_into_pages_by_size(read: Read) -> None:
    types = {"toc.ncx": "application/x-dtbncx+xml"}
    made = members(
        {**SPLIT, "toc.ncx": ""}, order=list(SPLIT), types=types, guide={"titlepage.xhtml": "cover"}
    )
    made["OPS/toc.ncx"] = NCX
    text = read("a.epub", zipped(made))
    assert titles(text) == ["1", "2", "3"]
    assert shown(text) == [*STORY, LONG, LONG, *[*STORY, LONG] * 2]
    assert not text.warnings


def test_a_title_over_an_act_of_its_own_level(read: Read) -> None:
    pages = {
        "a.xhtml": f"<h1>The Ladder</h1>{CHAPTER}",
        "b.xhtml": "<h1>The Bell</h1>",
        "c.xhtml": f"<h1>Act I</h1><h2 id='s'>Scene I</h2>{CHAPTER}",
    }
    nav: Nav = [
        ("a.xhtml", "The Ladder"),
        ("b.xhtml", "The Bell"),
        ("c.xhtml", "Act I", [("c.xhtml#s", "Scene I")]),
    ]
    assert titles(read("a.epub", epub(pages, nav=nav))) == ["The Ladder", "The Bell, Act I, Scene I"]


@pytest.mark.parametrize("kind", ["epub", "html"])
def test_sections_set_below_the_first_of_them_are_beside_it(read: Read, kind: str) -> None:
    parts = [("Sixth Narrative, by the Sergeant", ["I", "II", "III"]), ("Epilogue", ["I", "II", "III"])]
    body, entries = "", []
    for n, (title, sections) in enumerate(parts):
        body += f'<h2 id="p{n}">{title}</h2>'
        body += "".join(f'<h{3 + (s != "I")} id="s{n}{s}">{s}</h{3 + (s != "I")}>{CHAPTER}' for s in sections)
        below: Nav = [(f"a.xhtml#s{n}{s}", s) for s in sections[1:]]
        entries.append((f"a.xhtml#p{n}", title, [(f"a.xhtml#s{n}I", "I", below)]))
    text = read(
        f"a.{kind}", epub({"a.xhtml": body}, nav=entries) if kind == "epub" else f"<body>{body}</body>"
    )
    whole = [f"{title}, {section}" for title, sections in parts for section in sections]
    assert titles(text) in (whole, [f"{parts[0][0]}, I", f"{parts[1][0]}, I"])


TITLES = ["The Tide", "The Oars", "The Mill", "The Weir"]


@pytest.mark.parametrize("heading", ["<h2>{}</h2>", '<p class="ct">{}</p>', '<div class="b"><p>{}</p></div>'])
def test_headings_set_as_those_named_are_chapters_that_the_navigation_lacks(read: Read, heading: str) -> None:
    pages = {f"c{n}.xhtml": heading.format(title) + CHAPTER for n, title in enumerate(TITLES)}
    nav = [("c0.xhtml", TITLES[0]), ("c2.xhtml", TITLES[2])]
    assert titles(read("a.epub", epub(pages, nav=nav))) == TITLES


def test_they_are_found_in_the_midst_of_a_page_too(read: Read) -> None:
    body = "".join(f'<p id="x{n}" class="ct">{title}</p>{CHAPTER}' for n, title in enumerate(TITLES))
    nav = [(f"a.xhtml#x{n}", TITLES[n]) for n in (0, 1, 3)]
    assert titles(read("a.epub", epub({"a.xhtml": body}, nav=nav))) == TITLES


@pytest.mark.parametrize(
    ("more", "named"),
    [
        (f"<h2>A Letter</h2>{CHAPTER}", [0, 1, 2, 3]),  # in the midst of pages that open with those named
        (f'<p class="ct">{LONG}</p>', [0, 2]),  # so are paragraphs set
        ("<h2>1</h2><h2>2</h2>", [0, 1]),  # one right over another
    ],
)
def test_what_is_set_alike_and_heads_no_chapter(read: Read, more: str, named: list[int]) -> None:
    tag = 'p class="ct"' if "ct" in more else "h2"
    pages = {f"c{n}.xhtml": f"<{tag}>{t}</{tag[:2].strip()}>{CHAPTER}{more}" for n, t in enumerate(TITLES)}
    nav = [(f"c{n}.xhtml", TITLES[n]) for n in named]
    assert titles(read("a.epub", epub(pages, nav=nav))) == [TITLES[n] for n in named]
