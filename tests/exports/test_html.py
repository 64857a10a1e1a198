"""The page says what the work says, and nothing in a book can become part of its code."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

import pytest

from fabula.exports.html import page
from fabula.exports.palette import DARK_PAPER, LIGHT_PAPER, colours, contrast
from fabula.types import (
    Apart,
    Block,
    BlockKind,
    Chapter,
    Emphasis,
    EmphasisKind,
    Entity,
    EntityType,
    Mention,
    MentionForm,
    Metadata,
    Quote,
    Work,
)
from tests.builders import CONTENT, novel, plain_work, small_work, span, storied_work

VOID = {"meta", "input", "br", "hr", "link"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    inside: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(each if isinstance(each, str) else each.text for each in self.inside)

    def find(self, tag: str = "", css: str = "") -> list[Element]:
        found: list[Element] = []
        for each in self.inside:
            if isinstance(each, Element):
                if tag in ("", each.tag) and set(css.split()) <= set(
                    each.attributes.get("class", "").split()
                ):
                    found.append(each)
                found += each.find(tag, css)
        return found


class Strict(HTMLParser):
    """Builds a tree, and fails where an element is closed that is not the innermost one."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("root", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), "an attribute is given twice"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def parsed(work: Work) -> Element:
    parser = Strict()
    parser.feed(page(work))
    parser.close()
    assert [element.tag for element in parser.open] == ["root"]
    return parser.open[0]


def story(root: Element) -> Element:
    (main,) = root.find("main")
    return main


def test_the_story_is_laid_out_by_its_blocks() -> None:
    main = story(parsed(small_work()))
    assert [each.text for each in main.find("h2")] == ["Chapter One", "Chapter Two"]
    assert [each.text for each in main.find("p", "title")] == ["THE LOST GLOVE"]
    assert [each.text for each in main.find("p", "verse")] == ["O glove, O glove,\nwhere do you rove?"]
    assert [each.text for each in main.find("div", "break")] == ["* * *"]
    assert main.text.split() == CONTENT.split(), "every word, once, in order"
    assert [each.text[:3] for each in main.find("p", "first")] == ["“Go", "I f"]


def test_notes_and_licences_are_told_from_the_story() -> None:
    work = plain_work("Ann sang.\n\nA note.\n\nLicence.")
    blocks = (
        Block(BlockKind.PARAGRAPH, 0, 9),
        Block(BlockKind.NOTE, 11, 18),
        Block(BlockKind.BOILERPLATE, 20, 28),
    )
    main = story(parsed(replace(work, text=replace(work.text, blocks=blocks))))
    assert [each.text for each in main.find("p", "note")] == ["A note."]
    (licence,) = main.find("details", "boilerplate")
    assert "Licence." in licence.text and "open" not in licence.attributes


@pytest.mark.parametrize(("many", "folded"), [(4, []), (5, ["Notes (5)"])])
def test_many_notes_and_neighbouring_licences_are_folded_together(many: int, folded: list[str]) -> None:
    kinds = [BlockKind.BOILERPLATE] * 2 + [BlockKind.NOTE] * many + [BlockKind.PARAGRAPH]
    words = [f"Piece{n:03}." for n in range(len(kinds))]
    work = plain_work(" ".join(words))
    blocks = tuple(Block(kind, 10 * n, 10 * n + 9) for n, kind in enumerate(kinds))
    main = story(parsed(replace(work, text=replace(work.text, blocks=blocks))))
    assert [each.text for each in main.find("summary")] == ["Not part of the story", *folded]
    assert [each.text for each in main.find("p", "note")] == words[2:-1]
    assert main.find("details", "boilerplate")[0].text.split()[-2:] == words[:2]


def test_a_title_under_many_notes_is_not_doubled() -> None:
    kinds = [BlockKind.NOTE] * 9 + [BlockKind.TITLE, BlockKind.PARAGRAPH]
    work = plain_work(" ".join(f"Piece{n:03}." for n in range(len(kinds))))
    blocks = tuple(Block(kind, 10 * n, 10 * n + 9) for n, kind in enumerate(kinds))
    main = story(parsed(replace(work, text=replace(work.text, blocks=blocks))))
    assert [each.text for each in main.find("p", "title")] == ["Piece009."]


def test_text_outside_any_block_is_shown() -> None:
    work = plain_work("Lost. Ann sang. Found.")
    for blocks in ((), (Block(BlockKind.PARAGRAPH, 6, 15),)):
        main = story(
            parsed(replace(work, text=replace(work.text, blocks=blocks, metadata=Metadata(title="Lost"))))
        )
        assert " ".join(main.text.split()) == "Lost Lost. Ann sang. Found."


def test_lines_and_mentions_carry_names_beside_colours() -> None:
    root = parsed(small_work())
    main = story(root)
    first, second, third = main.find("span", "q")
    assert first.text == "“Good morning,”" and second.text == "“have you seen Tom’s glove?”"
    assert first.attributes["title"] == second.attributes["title"] == "Mrs. Alder to Ned (90% sure)"
    assert third.attributes["title"] == "Ned to Mrs. Alder, Tom (62% sure)"
    labels = [[each.attributes for each in line.find("span", "w")] for line in (first, second, third)]
    assert [[(each["data-who"], each["data-sure"]) for each in line] for line in labels] == [
        *([("Mrs. Alder", "90%")], [], [("Ned", "62%")]),
    ]
    assert all(each.text == "" for each in main.find("span", "w")), "nobody copies it with the words"
    assert [each.attributes.get("tabindex") for each in (first, second, third)] == ["0", None, "0"]
    (tom,) = second.find("span", "m")
    assert (tom.text, tom.attributes["title"]) == ("Tom", "Tom (75% sure)")
    listed = {
        each.find("bdi", "name")[0].text: each.attributes["class"]
        for each in root.find("li")
        if each.find("bdi", "name")
    }
    assert listed["Tom"].split()[0] in tom.attributes["class"].split()
    assert "o" in listed["Fenwick"].split(), "a place has no colour of its own"
    assert len(main.find("span", "m")) == 8, "what is unresolved is plain text"


def test_the_cast_beside_it() -> None:
    root = parsed(small_work())
    (side,) = root.find("aside")
    entries = [" ".join(each.text.split()) for each in side.find("li") if each.find("span", "counts")]
    assert entries[0] == "Mrs. Alder ma’am 2 mentions, 1 line (90% sure)↪"
    assert entries[2] == "Tom 2 mentions↪" and entries[3].startswith("I narrator 1 mention")
    anchors = {each.attributes["id"] for each in root.find() if "id" in each.attributes}
    ids = [each.attributes["id"] for each in root.find() if "id" in each.attributes]
    assert len(ids) == len(anchors), "an id is given once"
    links = [each.attributes["href"] for each in root.find("a")]
    assert all(link.startswith("#") and link[1:] in anchors for link in links)
    assert [each.text for each in side.find("a") if each.attributes["href"].startswith("#ch")] == [
        "Chapter One",
        "Chapter Two",
    ]
    labels = {each.attributes["for"] for each in side.find("label")}
    assert labels <= anchors


def emphasised(content: str, *emphasis: tuple[EmphasisKind, int, int], **work: Any) -> Element:
    """The story of one paragraph with these stretches in italics or in bold."""
    plain = plain_work(content, **work)
    text = replace(plain.text, emphasis=tuple(Emphasis(*each) for each in emphasis))
    return story(parsed(replace(plain, text=text)))


def test_emphasis_is_shown_and_nests_with_lines_and_mentions() -> None:
    bold, italic = EmphasisKind.BOLD, EmphasisKind.ITALIC
    # "Ann" is a mention, all of it a line: the italics begin before the mention ends and go on after it.
    main = emphasised("Ann <ran> & hid.", (italic, 2, 9), (bold, 4, 9))
    assert "".join(each.text for each in main.find("em")) == "n <ran>"
    assert [each.text for each in main.find("strong")] == ["<ran>"]
    (mention,) = main.find("span", "m")
    assert mention.text == "Ann" and [each.text for each in mention.find("em")] == ["n"]
    assert main.text.split() == ["Plain", "Ann", "<ran>", "&", "hid."]
    assert all(element.attributes == {} for element in (*main.find("em"), *main.find("strong")))


def test_emphasis_over_paragraphs_is_in_each_of_them() -> None:
    work = plain_work("Ann ran.\n\nBo hid.")
    blocks = (Block(BlockKind.PARAGRAPH, 0, 8), Block(BlockKind.PARAGRAPH, 10, 17))
    text = replace(work.text, blocks=blocks, emphasis=(Emphasis(EmphasisKind.ITALIC, 4, 12),))
    main = story(parsed(replace(work, text=text)))
    assert [[each.text for each in paragraph.find("em")] for paragraph in main.find("p")[1:]] == [
        *(["ran."], ["Bo"]),
    ]


def test_what_is_not_of_the_story_is_named() -> None:
    work = plain_work("Ann sang. Contents. Praise. Some more.")
    blocks = (
        Block(BlockKind.PARAGRAPH, 0, 9),
        Block(BlockKind.BOILERPLATE, 10, 19, Apart.CONTENTS),
        Block(BlockKind.BOILERPLATE, 20, 27, Apart.PRAISE),
        Block(BlockKind.BOILERPLATE, 28, 38),
    )
    main = story(parsed(replace(work, text=replace(work.text, blocks=blocks))))
    assert [each.text for each in main.find("summary")] == ["Not part of the story: contents, praise"]


def test_all_names_can_be_searched_though_few_are_shown() -> None:
    work = small_work()
    people = (
        replace(work.cast.entities[0], aliases=("a", "b", "c", "d", "<e>", "f")),
        *work.cast.entities[1:],
    )
    (side,) = parsed(replace(work, cast=replace(work.cast, entities=people))).find("aside")
    listed = [each.attributes.get("data-also") for each in side.find("li") if each.find("span", "counts")]
    assert listed == ["<e> f", *[None] * (len(listed) - 1)]
    (find,) = [each for each in side.find("input") if each.attributes["type"] == "search"]
    assert find.attributes["aria-label"] == "Search the cast"
    assert side.find("output")[0].attributes["id"] == find.attributes["aria-describedby"]


def test_an_unknown_speaker() -> None:
    work = plain_work("“Who?”")
    quotes = (replace(work.cast.quotes[0], speaker=None),)
    (line,) = story(parsed(replace(work, cast=replace(work.cast, quotes=quotes)))).find("span", "q")
    assert line.attributes["title"] == "Speaker not known"


def test_a_quotation_over_paragraphs_and_crossing_mentions_nest() -> None:
    work = small_work()
    long = Quote(1, ((span("“Good")[0], span("Fenwick.”")[1]),), 1, None, (), 1.0)
    crossing = Mention(span("said")[0], span("have")[1], EntityType.PERSON, MentionForm.NOMINAL, 2, 1.0)
    backwards = (crossing, *reversed(work.cast.mentions))
    main = story(
        parsed(replace(work, cast=replace(work.cast, quotes=(*work.cast.quotes, long), mentions=backwards)))
    )
    assert main.text.split() == CONTENT.split()
    lines = "".join(
        each.text for each in main.find("span", "q") if each.attributes["title"] == "Mrs. Alder (100% sure)"
    )
    assert lines.startswith("“Good morning,” said") and lines.endswith("Fenwick.”")


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></style></script>--><!--]]>",
    "{{ 7*7 }}{% raw %}${7*7}",
    "&lt;b&gt;&amp;&#x22;",
    "javascript:alert(1)",
    "\N{RIGHT-TO-LEFT OVERRIDE}evil\N{LEFT-TO-RIGHT ISOLATE}",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_in_a_book_becomes_code(hostile: str) -> None:
    content = f"{hostile} said {hostile}"
    end, length = len(content), len(hostile)
    entity = Entity(1, EntityType.PERSON, hostile, (hostile,), (hostile,), 1, 1)
    text = replace(
        plain_work(content).text,
        metadata=Metadata(hostile, hostile, hostile, hostile, (hostile,), {hostile: hostile}),
        chapters=(Chapter(hostile, 0, end),),
        source=hostile,
    )
    cast = replace(
        small_work().cast,
        entities=(entity,),
        mentions=(Mention(0, length, EntityType.PERSON, MentionForm.NAME, 1, 1.0),),
        quotes=(Quote(1, ((end - length, end),), 1, None, (1,), 1.0),),
    )
    root = parsed(Work(1, text, 3, cast))
    calm = parsed(
        Work(
            1,
            replace(
                text,
                metadata=Metadata("x", "x"),
                source="x",
                chapters=(Chapter("x", 0, end),),
                content="x" * end,
            ),
            3,
            replace(cast, entities=(replace(entity, name="x", aliases=("x",)),)),
        )
    )
    assert shape(root) == shape(calm), "a hostile book has the elements and attributes of any other"
    assert content in " ".join(story(root).text.split("\n"))
    (title,) = root.find("title")
    assert title.text == hostile
    (mention,) = story(root).find("span", "m")
    assert mention.attributes["title"] == f"{hostile} (100% sure)"
    (html,) = root.find("html")
    assert html.attributes["lang"] == "en"


def shape(element: Element) -> list[object]:
    inside = [shape(each) for each in element.inside if isinstance(each, Element)]
    return [element.tag, sorted(element.attributes), *inside]


def test_control_characters_are_shown_as_replaced() -> None:
    raw = page(plain_work("Ann\0 \x1b[31m\x85sang.\r\n", name="A\0nn"))
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", raw)
    assert "Ann\N{REPLACEMENT CHARACTER} \N{REPLACEMENT CHARACTER}[31m" in re.sub("<[^>]*>", "", raw)


@pytest.mark.parametrize("work", [small_work(), plain_work("Ann."), plain_work("")])
def test_the_policy_allows_this_style_and_script_and_nothing_else(work: Work) -> None:
    root = parsed(work)
    (policy,) = [each.attributes["content"] for each in root.find("meta") if "http-equiv" in each.attributes]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for tag in ("style", "script"):
        (element,) = root.find(tag)
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert rules[f"{tag}-src"] == f"'sha256-{digest}'"
        assert not re.search(r"https?:|url\(|@import|//", element.text.replace("// ", ""))
    for element in root.find():
        assert not set(element.attributes) & {"style", "src", "srcset", "onclick", "onload"}
        assert element.tag not in {"link", "img", "iframe", "object", "form", "base"}


def test_no_people_at_all() -> None:
    empty = plain_work("It rained.")
    root = parsed(replace(empty, cast=replace(empty.cast, entities=(), mentions=(), quotes=())))
    assert "No one was found" in root.text


def test_a_large_cast_is_folded_after_the_first() -> None:
    (side,) = parsed(novel(4_000, people=60)).find("aside")
    assert "36 more" in side.text
    assert len(side.find("input")) == 60 + 4, "everyone, two options, the search"


def over(colour: str, paper: str, share: float) -> str:
    channels = [(int(colour[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(front * share + back * (1 - share)):02x}" for front, back in channels)


def test_every_colour_can_be_read_on_its_paper_and_on_its_tint() -> None:
    style = parsed(small_work()).find("style")[0].text
    shares = [
        int(share) / 100 for share in re.findall(r"--tint: color-mix\(in srgb, var\(--own\) (\d+)%", style)
    ]
    assert len(shares) == 2
    for rank in range(200):
        for colour, paper, share in zip(colours(rank), (LIGHT_PAPER, DARK_PAPER), shares, strict=True):
            assert re.fullmatch("#[0-9a-f]{6}", colour)
            assert contrast(colour, paper) >= 4.5
            assert contrast(colour, over(colour, paper, share)) >= 4.5
    assert len({colours(rank) for rank in range(60)}) == 60
    for scheme, paper in (("#665f55", LIGHT_PAPER), ("#a09889", DARK_PAPER)):
        assert scheme in style and contrast(scheme, paper) >= 4.5
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_a_novel_is_rendered_quickly_in_sections() -> None:
    work = novel()
    start = time.process_time()
    content = page(work)
    # Ten times what it takes, so that only a change in kind fails here.
    assert time.process_time() - start < 10
    assert len(content) < 8_000_000
    assert content.count("<section class=") > 50


def test_a_section_takes_about_its_height_before_it_is_laid_out() -> None:
    root = parsed(novel(8_000))
    sections = story(root).find("section")
    heights = [int(section.attributes["class"].removeprefix("l")) for section in sections]
    assert all(
        0.8 < 66 * lines / len(section.text) < 2 for lines, section in zip(heights, sections, strict=True)
    )
    for lines in heights:
        assert f".l{lines}{{contain-intrinsic-size:auto {1.62 * lines:.1f}rem}}" in root.find("style")[0].text


def test_a_line_names_who_else_may_speak_it() -> None:
    shown = page(storied_work())
    assert 'title="Mrs. Alder to Ned (90% sure); or Ned 6%"' in shown


def test_a_line_of_nobody_known_names_who_may_speak_it() -> None:
    work = storied_work()
    first, second = work.cast.quotes
    quotes = replace(first, speaker=None, confidence=0.0), replace(second, thought=True, addressees=())
    shown = page(replace(work, cast=replace(work.cast, quotes=quotes)))
    assert 'title="Speaker not known; perhaps Ned 6%"' in shown
    assert 'title="Ned thinks (62% sure)"' in shown
