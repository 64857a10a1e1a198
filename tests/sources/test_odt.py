from __future__ import annotations

import pytest

from fabula.types import Apart, BlockKind

from .conftest import ENGLISH, Read, shown, titles, zipped
from .marks import apart, emphasis

NEXT = "There was nobody in the garden, and the gate stood open."
SPACES = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for name, long in (
            ("office", "office"),
            ("text", "text"),
            ("style", "style"),
            ("draw", "drawing"),
            ("table", "table"),
            ("fo", "xsl-fo-compatible"),
            ("svg", "svg-compatible"),
            ("meta", "meta"),
        )
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
META = (
    "<office:meta><dc:title>The Boat</dc:title>"
    "<meta:initial-creator>Ada Merrow</meta:initial-creator></office:meta>"
)


def members(body: str, automatic: str = "", styles: str = "") -> dict[str, bytes | str]:
    inside = (
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body>"
    )
    found: dict[str, bytes | str] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {SPACES}>{inside}</office:document-content>",
        "meta.xml": f"<office:document-meta {SPACES}>{META}</office:document-meta>",
    }
    if styles:
        kept = f"<office:styles>{styles}</office:styles>"
        found["styles.xml"] = f"<office:document-styles {SPACES}>{kept}</office:document-styles>"
    return found


def odt(body: str, automatic: str = "", styles: str = "") -> bytes:
    return zipped(members(body, automatic, styles))


def p(words: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>' if style else f"<text:p>{words}</text:p>"


def h(words: str, level: int = 1) -> str:
    return f'<text:h text:outline-level="{level}">{words}</text:h>'


def span(words: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{words}</text:span>'


def items(style: str, *inside: str) -> str:
    listed = "".join(f"<text:list-item>{each}</text:list-item>" for each in inside)
    return f'<text:list text:style-name="{style}">{listed}</text:list>'


def style(name: str, parent: str = "", inside: str = "", family: str = "paragraph", more: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}" style:parent-style-name="{parent}" {more}>'
        f"{inside}</style:style>"
    )


def test_odt(read: Read) -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A ship.</text:p></text:note-body>"
        "</text:note>"
    )
    text = read(
        "a.odt",
        odt(
            "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
            f'{h("One")}<text:p>The <text:span>boat</text:span>{note} sank<text:s text:c="2"/>'
            f"here.<text:line-break/>Yes.</text:p>{h('Two')}<text:p>{ENGLISH}</text:p>"
        ),
    )
    assert (text.metadata.title, text.metadata.author) == ("The Boat", "Ada Merrow")
    assert titles(text) == ["One", "Two"]
    assert shown(text) == ["The boat sank  here.\nYes.", ENGLISH]
    assert apart(text) == [(Apart.FOOTNOTE, "A ship.")]


def test_flat_odt(read: Read) -> None:
    body = f"<office:body><office:text>{h('One')}{p(ENGLISH)}{h('Two')}{p(NEXT)}</office:text></office:body>"
    kind = 'office:mimetype="application/vnd.oasis.opendocument.text"'
    text = read(
        "a.fodt", f'<?xml version="1.0"?><office:document {SPACES} {kind}>{META}{body}</office:document>'
    )
    assert titles(text) == ["One", "Two"] and shown(text) == [ENGLISH, NEXT]
    assert text.metadata.title == "The Boat"


HEADED = (
    style("Opening", "Between")
    + style("Between", "Heading_20_1")
    + style("Heading_20_1", "Heading", more='style:display-name="Heading 1"')
    + style("Levelled", "", more='style:default-outline-level="1"')
    + style("W1", "", more='style:display-name="Überschrift 1"')
    + style("Chapter_20_Title")
)


@pytest.mark.parametrize(
    "named", ["Opening", "Heading_20_1", "Levelled", "W1", "Chapter_20_Title", "P9", "Titre_20_1"]
)
def test_headings_by_styles_of_styles_in_any_language(read: Read, named: str) -> None:
    body = p("what the river said", named) + p(ENGLISH) + p("And then", named) + p(NEXT)
    text = read("a.odt", odt(body, style("P9", "Opening"), HEADED))
    assert titles(text) == ["what the river said", "And then"] and shown(text) == [ENGLISH, NEXT]


def test_a_heading_style_that_nothing_defines_is_one_by_its_name(read: Read) -> None:
    body = p("what the river said", "Mine") + p(ENGLISH) + p("And then", "Ours") + p(NEXT)
    styles = style("Mine", "Heading_20_1") + style("Ours", "Mine")
    assert titles(read("a.odt", odt(body, styles=styles))) == ["what the river said", "And then"]


def test_bold_centred_lines_are_headings_where_no_style_is(read: Read) -> None:
    centred = style(
        "P1",
        inside='<style:paragraph-properties fo:text-align="center"/>'
        '<style:text-properties fo:font-weight="bold"/>',
    )
    body = p("The mill at night", "P1") + p(ENGLISH) + p(NEXT) + p("The gate", "P1") + p(ENGLISH)
    assert titles(read("a.odt", odt(body, centred))) == ["The mill at night", "The gate"]


OUTLINE = (
    '<text:outline-style><text:outline-level-style text:level="1" style:num-format="{}" style:num-prefix="{}"'
    ' style:num-suffix=": "/></text:outline-style>'
)


@pytest.mark.parametrize(
    ("form", "prefix", "reads"),
    [
        ("1", "Chapter ", ["Chapter 1: The Mill", "Chapter 2: The Gate"]),
        ("I", "", ["I: The Mill", "II: The Gate"]),
        ("", "", ["The Mill", "The Gate"]),
    ],
)
def test_numbers_that_the_program_counts_belong_to_headings(
    read: Read, form: str, prefix: str, reads: list[str]
) -> None:
    body = h("The Mill") + p(ENGLISH) + h("The Gate") + p(NEXT)
    assert titles(read("a.odt", odt(body, styles=OUTLINE.format(form, prefix)))) == reads


def test_lists_that_a_program_made_of_the_story_keep_their_words(read: Read) -> None:
    lists = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"'
        ' style:num-suffix="." text:start-value="1913"/></text:list-style>'
        '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="–"/>'
        "</text:list-style>"
    )
    note = f"<text:note><text:note-body>{p('Who?')}</text:note-body></text:note>"
    year = items("L1", p("That was the year."))
    body = items("L2", p("Who is it?" + note) + p("Nobody spoke."), p("It is me."))
    text = read("a.odt", odt(year + body, lists))
    assert shown(text) == ["1913. That was the year.", "– Who is it?", "Nobody spoke.", "– It is me."]


LETTER = "Dear Marta, the bridge is gone. Come by the road."


@pytest.mark.parametrize(
    "frame",
    [
        f"<draw:frame><draw:text-box>{p(LETTER)}</draw:text-box></draw:frame>",
        f"<draw:custom-shape>{p(LETTER)}</draw:custom-shape>",
        f"<draw:g><draw:rect>{p(LETTER)}</draw:rect></draw:g>",
    ],
)
def test_frames_are_read_once_where_they_are_anchored(read: Read, frame: str) -> None:
    assert shown(read("a.odt", odt(p(ENGLISH) + p(frame) + p(NEXT)))) == [ENGLISH, LETTER, NEXT]
    text = read("b.odt", odt(p(frame + "Ivo read it twice.") + p(NEXT)))
    assert shown(text) == [LETTER, "Ivo read it twice.", NEXT]
    text = read("c.odt", odt(p(f"Ivo read {frame}it twice.") + p(NEXT)))
    assert shown(text) == ["Ivo read it twice.", LETTER, NEXT]
    assert shown(read("d.odt", odt(frame + p(NEXT)))) == [LETTER, NEXT]


@pytest.mark.parametrize(
    "cap",
    [
        f"<draw:frame><draw:text-box>{p('“M')}</draw:text-box></draw:frame>",
        "<draw:frame><draw:image/><svg:title>“M</svg:title></draw:frame>",
    ],
)
def test_a_drop_cap_in_a_frame(read: Read, cap: str) -> None:
    text = read("a.odt", odt(p(f"{cap}arta!” called Ivo.") + p(NEXT)))
    assert shown(text) == ["“Marta!” called Ivo.", NEXT]


def test_ruby_is_read_without_its_small_words(read: Read) -> None:
    ruby = (
        "<text:ruby><text:ruby-base>star</text:ruby-base><text:ruby-text>hoshi</text:ruby-text></text:ruby>"
    )
    assert shown(read("a.odt", odt(p(f"It means {ruby}, he said."))))[0] == "It means star, he said."


SECRET = "<style:text-properties text:display='none'/>"


@pytest.mark.parametrize(
    "body",
    [
        f'<text:section text:display="none">{p("Secret.")}</text:section>{p("Seen.")}',
        p("See" + span(" not", "T1") + "n."),
        p("See" + span(" not", "T2") + "n."),
        p("Secret.", "P1") + p("Seen."),
        p('See<text:hidden-text text:is-hidden="true">x</text:hidden-text>n.'),
        p('<text:hidden-paragraph text:is-hidden="true"/>Secret.') + p("Seen."),
        p('Seen.<text:variable-set text:display="none">3</text:variable-set>'),
        p("<text:page-number>3</text:page-number>") + p("Seen."),
        p("Seen<text:soft-page-break/>.<!-- x --><text:bookmark/>"),
        p("Se<text:user-field-get>en</text:user-field-get>."),
        p("S<text:a>ee</text:a>n<text:change-start/>.<text:change-end/>"),
    ],
)
def test_what_is_hidden_is_not_read(read: Read, body: str) -> None:
    automatic = style("T1", inside=SECRET, family="text") + style("T2", "T1", family="text")
    text = read("a.odt", odt(body, automatic + style("P1", inside=SECRET)))
    assert text.content == "Seen."


def test_notes_comments_and_contents_are_set_apart(read: Read) -> None:
    comment = f"<office:annotation><dc:creator>Ed</dc:creator>{p('Which boat?')}</office:annotation>"
    said = f"<text:note-body>{p('So they say.')}</text:note-body>"
    end = f'<text:note text:note-class="endnote">{said}</text:note>'
    contents = (
        f"<text:table-of-content><text:index-body><text:index-title>{p('Contents')}</text:index-title>"
        f"{p('The Mill 1')}{p('The Gate 9')}</text:index-body></text:table-of-content>"
    )
    body = contents + h("The Mill") + p(f"The boat{comment} sank.{end}") + h("The Gate") + p(NEXT)
    text = read("a.odt", odt(body))
    assert titles(text) == ["The Mill", "The Gate"] and shown(text) == ["The boat sank.", NEXT]
    assert apart(text) == [
        *((Apart.CONTENTS, words) for words in ("Contents", "The Mill 1", "The Gate 9")),
        (Apart.COMMENT, "Which boat?"),
        (Apart.FOOTNOTE, "So they say."),
    ]


def test_emphasis_of_spans_and_of_styles(read: Read) -> None:
    italic, upright = (f"<style:text-properties fo:font-style='{slant}'/>" for slant in ("italic", "normal"))
    bold = "<style:text-properties fo:font-weight='bold'/>"
    automatic = (
        style("T1", inside=italic, family="text")
        + style("T2", "Strong", family="text")
        + style("T3", inside=upright, family="text")
        + style("P1", "Thought")
    )
    common = style("Strong", inside=bold, family="text") + style("Thought", inside=italic)
    body = (
        p(f"It was {span('very', 'T1')} {span('cold', 'T2')}.")
        + p(f"Who is {span('that', 'T3')}?", "P1")
        + p(span(f"So {span('very', 'T2')} cold.", "T1"))
    )
    assert emphasis(read("a.odt", odt(body, automatic, common))) == [
        ("i", "very"),
        ("b", "cold"),
        ("i", "Who is"),
        ("i", "?"),
        ("i", "So very cold."),
        ("b", "very"),
    ]


@pytest.mark.parametrize(("part", "what"), [("styles.xml", "the styles"), ("meta.xml", "title and author")])
def test_a_broken_part_is_left_out_and_told(read: Read, part: str, what: str) -> None:
    made = members(h("One") + p(ENGLISH) + h("Two") + p(NEXT), styles=style("P1"))
    text = read("a.odt", zipped({**made, part: "<oops"}))
    assert titles(text) == ["One", "Two"] and shown(text) == [ENGLISH, NEXT]
    assert text.warnings == (f"{part} is damaged or missing; {what} are left out.",)


def test_content_that_is_cut_short_is_read_as_far_as_it_goes(read: Read) -> None:
    made = members(h("One") + p(ENGLISH) + p(NEXT))
    words = str(made["content.xml"])
    text = read("a.odt", zipped({**made, "content.xml": words[: words.index(NEXT) + 9]}))
    assert shown(text) == [ENGLISH, NEXT[:9]]
    assert text.warnings == ("content.xml is damaged; the words may have gaps.",)


def test_a_rule_is_a_break(read: Read) -> None:
    text = read("a.odt", odt(p(ENGLISH) + p("", "Horizontal_20_Line") + p(NEXT)))
    assert shown(text) == [ENGLISH, NEXT] and shown(text, BlockKind.SCENE_BREAK) == ["* * *"]


def test_a_picture_alone_that_names_a_chapter_is_a_heading(read: Read) -> None:
    pictures = [
        p(f"<draw:frame><draw:image/><svg:title>{words}</svg:title></draw:frame>")
        for words in ("Chapter One", "A boat", "Chapter Two")
    ]
    text = read("a.odt", odt(pictures[0] + p(ENGLISH) + pictures[1] + p(NEXT) + pictures[2] + p(ENGLISH)))
    assert titles(text) == ["Chapter One", "Chapter Two"] and shown(text) == [ENGLISH, NEXT, ENGLISH]
