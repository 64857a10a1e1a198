from __future__ import annotations

import io

import pytest

from fabula.types import Apart, Block, BlockKind

from .conftest import ENGLISH, Read, shown, titles, zipped
from .marks import apart, emphasis
from .word_files import STRICT, docx, p, r, style

NEXT = "There was nobody in the garden, and the gate stood open."


def by_python_docx(*paragraphs: tuple[str, str]) -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.title, document.core_properties.author = "The Boat", "Ada Merrow"
    for named, words in paragraphs:
        document.add_paragraph(words, named)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members: dict[str, bytes | str] = {n: archive.read(n) for n in archive.namelist()}
    words = members[name]
    assert isinstance(words, bytes) and old.encode() in words
    members[name] = words.replace(old.encode(), new.encode())
    return zipped(members)


def test_styles(read: Read) -> None:
    made = by_python_docx(
        ("Title", "The Boat"),
        ("Heading 1", "One"),
        ("Normal", ENGLISH),
        ("Normal", "* * *"),
        ("Normal", "Two\tmen\nsat."),
        ("Heading 1", "Two"),
        ("Normal", ENGLISH),
    )
    text = read("a.docx", made)
    assert (text.metadata.title, text.metadata.author) == ("The Boat", "Ada Merrow")
    assert titles(text) == ["One", "Two"]
    assert shown(text) == [ENGLISH, "Two\tmen\nsat.", ENGLISH]
    assert shown(text, BlockKind.TITLE) == ["The Boat"]
    assert shown(text, BlockKind.SCENE_BREAK) == ["* * *"]


def test_the_author_that_the_program_put_in_is_nobody(read: Read) -> None:
    made = changed(
        by_python_docx(("Normal", ENGLISH)), "docProps/core.xml", "Ada Merrow", "Microsoft Office User"
    )
    assert read("a.docx", made).metadata.author == ""
    page = by_python_docx(("Title", "The Boat"), ("Normal", "by Jane Doe"), ("Normal", ENGLISH))
    made = changed(page, "docProps/core.xml", "Ada Merrow", "python-docx")
    text = read("b.docx", made)
    assert (text.metadata.author, text.metadata.summary) == ("Jane Doe", "")
    assert shown(text) == [ENGLISH]


def test_an_empty_paragraph_is_a_break_where_it_is_rare(read: Read) -> None:
    once = [p(ENGLISH)] * 15 + [p("")] + [p(ENGLISH)] * 15
    assert len(shown(read("a.docx", docx(*once)), BlockKind.SCENE_BREAK)) == 1
    always = [p(ENGLISH), p("")] * 15
    assert not shown(read("b.docx", docx(*always)), BlockKind.SCENE_BREAK)


@pytest.mark.parametrize("main", ["word/document2.xml", "word/main.xml", "story/text.xml"])
def test_the_main_part_is_the_one_that_the_package_names(read: Read, main: str) -> None:
    made = docx(p("One", "Heading1"), p(ENGLISH), main=main, footnotes=note_of("footnote", "7", "A ship."))
    text = read("a.docx", made)
    assert shown(text) == [ENGLISH] and titles(text) == ["One"]


def test_the_strict_form_of_the_standard(read: Read) -> None:
    made = docx(p("One", "Heading1"), p(r("It was ") + r("cold", "i") + r(".")), space=STRICT)
    text = read("a.docx", made)
    assert shown(text) == ["It was cold."] and titles(text) == ["One"]
    assert emphasis(text) == [("i", "cold")]


@pytest.mark.parametrize("where", ["drop", "margin"])
@pytest.mark.parametrize(
    ("letter", "rest", "reads"),
    [
        ("M", "arta went out.", "Marta went out."),
        ("“W", "ho is there?” said Marta.", "“Who is there?” said Marta."),
        ("A", " boat lay on the sand.", "A boat lay on the sand."),
        ("T", "HE BOAT was gone.", "THE BOAT was gone."),
    ],
)
def test_a_framed_drop_cap_is_the_first_letter(
    read: Read, where: str, letter: str, rest: str, reads: str
) -> None:
    cap = p(letter, "", f'<w:framePr w:dropCap="{where}" w:lines="3"/>')
    text = read("a.docx", docx(p("One", "Heading1"), cap, p(rest), p(NEXT)))
    assert shown(text) == [reads, NEXT] and titles(text) == ["One"]


def box(*paragraphs: str, fallback: str | None = None) -> str:
    """A text box as word processors write it: for programs of today, and once more for older ones."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    old = inside if fallback is None else fallback
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wps:wsp><wps:txbx>'
        f"{inside}</wps:txbx></wps:wsp></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{old}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def picture(description: str) -> str:
    shown = f'<wp:docPr id="1" name="p" descr="{description}"/>'
    return f"<w:r><w:drawing><wp:inline>{shown}</wp:inline></w:drawing></w:r>"


LETTER = "Dear Marta, the bridge is gone. Come by the road."


def test_a_text_box_is_read_once_where_it_is_anchored(read: Read) -> None:
    text = read(
        "a.docx", docx(p("Ivo opened it."), p(box(p(LETTER), p("Your aunt"))), p("“Well?” said Ivo."))
    )
    assert shown(text) == ["Ivo opened it.", LETTER, "Your aunt", "“Well?” said Ivo."]
    text = read("b.docx", docx(p(box(p(LETTER)) + r("Ivo read it twice.")), p(NEXT)))
    assert shown(text) == [LETTER, "Ivo read it twice.", NEXT]
    text = read("c.docx", docx(p(r("Ivo read ") + box(p(LETTER)) + r("it twice.")), p(NEXT)))
    assert shown(text) == ["Ivo read it twice.", LETTER, NEXT]


def test_text_boxes_of_older_programs_and_in_one_another(read: Read) -> None:
    inside = f"<v:textbox><w:txbxContent>{p(LETTER)}</w:txbxContent></v:textbox>"
    old = f"<w:r><w:pict><v:shape>{inside}</v:shape></w:pict></w:r>"
    assert shown(read("a.docx", docx(p(ENGLISH), p(old), p(NEXT)))) == [ENGLISH, LETTER, NEXT]
    nested = box(p(r("Outside.") + box(p("Inside."))))
    assert shown(read("b.docx", docx(p(ENGLISH), p(nested), p(NEXT)))) == [
        ENGLISH,
        "Outside.",
        "Inside.",
        NEXT,
    ]
    drawn = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wpc"><w:drawing/></mc:Choice><mc:Fallback>'
        f"<w:pict><v:textbox><w:txbxContent>{p(LETTER)}</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert shown(read("c.docx", docx(p(ENGLISH), p(drawn), p(NEXT)))) == [ENGLISH, LETTER, NEXT]


@pytest.mark.parametrize("cap", [box(p("“M")), picture("“M")])
def test_a_drop_cap_in_a_box_or_a_picture(read: Read, cap: str) -> None:
    text = read("a.docx", docx(p(cap + r("arta!” called Ivo.")), p(NEXT)))
    assert shown(text) == ["“Marta!” called Ivo.", NEXT]


def test_a_heading_that_is_a_picture_is_its_description(read: Read) -> None:
    made = docx(p(picture("Chapter One"), "Heading1"), p(ENGLISH), p(picture("A boat")), p(NEXT))
    text = read("a.docx", made)
    assert titles(text) == ["Chapter One"] and shown(text) == [ENGLISH, NEXT]


def test_a_picture_alone_that_names_a_chapter_is_a_heading_without_a_style(read: Read) -> None:
    made = docx(p(picture("Chapter One")), p(ENGLISH), p(picture("Chapter Two")), p(NEXT), p(ENGLISH))
    text = read("a.docx", made)
    assert titles(text) == ["Chapter One", "Chapter Two"] and shown(text) == [ENGLISH, NEXT, ENGLISH]


@pytest.mark.parametrize(
    "ruby",
    [
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>hoshi</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>star</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \\* jc2 \\o</w:instrText>'
        "</w:r><w:r><w:instrText>\\ad(\\s\\up 9(hoshi),star)</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:fldSimple w:instr="EQ \\o(\\s\\up 11(hoshi),star)"/>',
    ],
)
def test_ruby_is_read_without_its_small_words(read: Read, ruby: str) -> None:
    text = read("a.docx", docx(p(r("“It means ") + ruby + r(",” said Ivo.")), p(NEXT)))
    assert shown(text) == ["“It means star,” said Ivo.", NEXT]


BASED = (
    style("MyChapter", '<w:name w:val="Opening"/><w:basedOn w:val="Between"/>')
    + style("Between", '<w:name w:val="Between"/><w:basedOn w:val="Heading1"/>')
    + style(
        "Levelled",
        '<w:name w:val="Fancy"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>',
    )
    + style("berschrift1", '<w:name w:val="Überschrift 1"/>')
    + style("Ttulo1", '<w:name w:val="Título 1"/>')
    + style("ChapterTitle", '<w:name w:val="Chapter Title"/>')
    + style("Loop", '<w:name w:val="Loop"/><w:basedOn w:val="Loop"/>')
)


@pytest.mark.parametrize(
    "named", ["Heading1", "MyChapter", "Levelled", "berschrift1", "Ttulo1", "ChapterTitle", "Titre1"]
)
def test_headings_by_styles_of_styles_in_any_language(read: Read, named: str) -> None:
    rows = [p("what the river said", named), p(ENGLISH), p("And then", named), p(NEXT), p("No head", "Loop")]
    text = read("a.docx", docx(*rows, styles=BASED))
    assert titles(text) == ["what the river said", "And then"]
    assert shown(text) == [ENGLISH, NEXT, "No head"]


def test_headings_by_an_outline_level_of_their_own(read: Read) -> None:
    level = '<w:outlineLvl w:val="0"/>'
    made = docx(
        p("the mill", "", level),
        p(ENGLISH),
        p("the gate", "", level),
        p(NEXT, "", '<w:outlineLvl w:val="9"/>'),
    )
    assert titles(read("a.docx", made)) == ["the mill", "the gate"]


def test_a_body_in_a_style_of_headings_is_no_heading(read: Read) -> None:
    two = style("Heading2", '<w:name w:val="heading 2"/>')
    rows = [
        p("One", "Heading1"),
        *[p(NEXT, "Heading2")] * 20,
        p("Two", "Heading1"),
        *[p(NEXT, "Heading2")] * 20,
    ]
    text = read("a.docx", docx(*rows, styles=two))
    assert titles(text) == ["One", "Two"] and len(shown(text)) == 40


@pytest.mark.parametrize("words", [("THE MILL", "THE GATE"), ("The mill at night", "The gate"), ("i", "ii")])
def test_bold_centred_lines_are_headings_where_no_style_is(read: Read, words: tuple[str, str]) -> None:
    centred = '<w:jc w:val="center"/>'
    rows = [
        p(r(words[0], "b"), "", centred),
        p(ENGLISH),
        p(NEXT),
        p(r(words[1], "b"), "", centred),
        p(ENGLISH),
    ]
    sign = p("“Keep out!”", "", centred)
    text = read("a.docx", docx(*rows, sign, p(NEXT)))
    assert titles(text) == list(words)
    assert "“Keep out!”" in shown(text)


NUMBERS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/>'
    '<w:lvlText w:val="{}"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
)
NUMBERED = style(
    "Heading1", '<w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
)


@pytest.mark.parametrize(
    ("form", "pattern", "reads"),
    [
        ("decimal", "Chapter %1:", ["Chapter 1: The Mill", "Chapter 2: The Gate"]),
        ("upperRoman", "%1.", ["I. The Mill", "II. The Gate"]),
        ("cardinalText", "Chapter %1", ["Chapter One The Mill", "Chapter Two The Gate"]),
        ("ordinalText", "%1 Night:", ["First Night: The Mill", "Second Night: The Gate"]),
        ("bullet", "\uf0b7", ["The Mill", "The Gate"]),
        ('decimal"/><w:suff w:val="nothing', "%1.", ["1. The Mill", "2. The Gate"]),
        ("none", "", ["The Mill", "The Gate"]),
    ],
)
def test_numbers_that_the_program_counts_belong_to_headings(
    read: Read, form: str, pattern: str, reads: list[str]
) -> None:
    rows = p("The Mill", "Heading1"), p(ENGLISH), p("The Gate", "Heading1"), p(NEXT)
    text = read("a.docx", docx(*rows, styles=NUMBERED, numbering=NUMBERS.format(form, pattern)))
    assert titles(text) == reads


def test_a_heading_may_be_its_number_alone(read: Read) -> None:
    rows = p("", "Heading1"), p(ENGLISH), p("", "Heading1"), p(NEXT)
    made = docx(*rows, styles=NUMBERED, numbering=NUMBERS.format("decimal", "Chapter %1"))
    assert titles(read("a.docx", made)) == ["Chapter 1", "Chapter 2"]


def test_lists_that_a_program_made_of_the_story_keep_their_words(read: Read) -> None:
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    year = NUMBERS.format("decimal", "%1.").replace('start w:val="1"', 'start w:val="1913"')
    text = read("a.docx", docx(p("That was the year of the fire.", "", listed), p(NEXT), numbering=year))
    assert shown(text) == ["1913. That was the year of the fire.", NEXT]
    dashes = NUMBERS.format("bullet", "–")
    text = read("b.docx", docx(p("Who is it? asked Marta.", "", listed), p(NEXT), numbering=dashes))
    assert shown(text) == ["– Who is it? asked Marta.", NEXT]
    bullets = NUMBERS.format("bullet", "•")
    assert shown(read("c.docx", docx(p("A lamp", "", listed), p(NEXT), numbering=bullets)))[0] == "A lamp"


def test_changes_read_as_accepted(read: Read) -> None:
    row = (
        r("It was ")
        + '<w:del w:id="1" w:author="a"><w:r><w:delText>hot</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2" w:author="a">{r("cold")}</w:ins>'
        + f'<w:moveFrom w:id="3" w:author="a">{r(" outside")}</w:moveFrom>{r(" and dark")}'
        + f'<w:moveTo w:id="4" w:author="a">{r(" that night")}</w:moveTo>{r(".")}'
    )
    gone = '<w:rPr><w:del w:id="5" w:author="a"/></w:rPr>'
    first = f'<w:tr><w:trPr><w:del w:id="6"/></w:trPr><w:tc>{p("Out.")}</w:tc></w:tr>'
    cells = f"<w:tbl>{first}<w:tr><w:tc>{p('In.')}</w:tc></w:tr></w:tbl>"
    text = read("a.docx", docx(p(row), p("One half ", "", gone), p("and the other."), cells))
    assert shown(text) == ["It was cold and dark that night.", "One half and the other.", "In."]


def test_hidden_words_are_not_read(read: Read) -> None:
    hiding = (
        style("Secret", '<w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr>')
        + style("Whisper", '<w:name w:val="Whisper"/><w:rPr><w:vanish/></w:rPr>', "character")
        + style("Aside", '<w:name w:val="Aside"/><w:basedOn w:val="Secret"/>')
    )
    rows = [
        p(r("He came") + r(" by night", "vanish") + r(", late", '<w:vanish w:val="0"/>') + r(".")),
        p("A note to myself.", "Secret"),
        p("Another one.", "Aside"),
        p(r("She slept") + r(" not", '<w:rStyle w:val="Whisper"/>') + r(".")),
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + p("Click here to enter text.")
        + "</w:sdtContent></w:sdt>",
    ]
    assert shown(read("a.docx", docx(*rows, styles=hiding))) == ["He came, late.", "She slept."]


def note_of(kind: str, name: str, *words: str) -> str:
    paragraphs = "".join(p(f"<w:r><w:{kind}Ref/></w:r>" + r(each)) for each in words)
    separator = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    return f'{separator}<w:{kind} w:id="{name}">{paragraphs}</w:{kind}>'


def test_notes_and_comments_are_set_apart(read: Read) -> None:
    mark = '<w:r><w:{} w:id="{}"{}/>{}</w:r>'
    rows = [
        p(
            r("The boat")
            + mark.format("footnoteReference", 2, "", "")
            + r(" sank.")
            + mark.format("commentReference", 5, "", "")
        ),
        p(
            r("It was a cutter.")
            + mark.format("endnoteReference", 3, ' w:customMarkFollows="1"', "<w:t>*</w:t>")
        ),
        p(NEXT),
    ]
    made = docx(
        *rows,
        footnotes=note_of("footnote", "2", "A small one.", "With one sail."),
        endnotes=note_of("endnote", "3", "So they say."),
        comments='<w:comment w:id="5" w:author="Editor">' + p("Which boat?") + "</w:comment>",
    )
    text = read("a.docx", made)
    assert shown(text) == ["The boat sank.", "It was a cutter.", NEXT]
    assert apart(text) == [
        (Apart.FOOTNOTE, "A small one."),
        (Apart.FOOTNOTE, "With one sail."),
        (Apart.COMMENT, "Which boat?"),
        (Apart.FOOTNOTE, "So they say."),
    ]
    assert {block.kind for block in text.blocks if block.apart} == {BlockKind.NOTE}


def code(*instructions: str, result: str = "") -> str:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    inside = "".join(f"<w:r><w:instrText>{words}</w:instrText></w:r>" for words in instructions)
    shows = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r(result)
    return begin + inside + shows + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def test_fields_are_read_as_what_they_show(read: Read) -> None:
    rows = [
        p(r("See ") + code(' HYPERLINK "http://a.b" ', result="the map") + r(" there.")),
        p(code(" PAGE ", result="12")),
        p(r("He was ") + f'<w:fldSimple w:instr="DATE">{r("late")}</w:fldSimple>' + r(".")),
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("Nothing is lost.")),
        p(NEXT),
    ]
    assert shown(read("a.docx", docx(*rows))) == [
        "See the map there.",
        "He was late.",
        "Nothing is lost.",
        NEXT,
    ]


def contents(*entries: str) -> list[str]:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    )
    rows = [r(f"{entry}") + "<w:r><w:tab/></w:r>" + code("PAGEREF x", result="3") for entry in entries]
    rows[0] = begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + rows[0]
    return [p(row) for row in rows] + [p('<w:r><w:fldChar w:fldCharType="end"/></w:r>')]


def test_a_table_of_contents_is_known_by_its_field_or_its_style(read: Read) -> None:
    story = [p("The Mill", "Heading1"), p(ENGLISH), p("The Gate", "Heading1"), p(NEXT)]
    text = read("a.docx", docx(*contents("The Mill", "The Gate"), *story))
    assert titles(text) == ["The Mill", "The Gate"] and shown(text) == [ENGLISH, NEXT]
    assert [kind for kind, _ in apart(text)] == [Apart.CONTENTS] * 2
    toc = style("TOC1", '<w:name w:val="toc 1"/>') + style(
        "TOCHeading",
        '<w:name w:val="TOC Heading"/><w:basedOn w:val="Heading1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>',
    )
    rows = p("Contents", "TOCHeading"), p("The Mill\t1", "TOC1"), p("The Gate\t9", "TOC1")
    text = read("b.docx", docx(*rows, *story, styles=toc))
    assert titles(text) == ["The Mill", "The Gate"] and shown(text) == [ENGLISH, NEXT]
    assert [kind for kind, _ in apart(text)] == [Apart.CONTENTS] * 3
    gallery = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    )
    made = gallery + f"<w:sdtContent>{p('The Mill 1')}{p('The Gate 9')}</w:sdtContent></w:sdt>"
    assert shown(read("c.docx", docx(made, *story))) == [ENGLISH, NEXT]


def test_what_the_contents_list_is_a_heading_whatever_its_style(read: Read) -> None:
    story = p("The mill at noon", "Odd"), p(ENGLISH), p("The gate", "Odd"), p(NEXT), p("The mill at noon")
    text = read("a.docx", docx(*contents("The mill at noon", "The gate"), *story))
    assert titles(text) == ["The mill at noon", "The gate"]
    assert shown(text) == [ENGLISH, NEXT, "The mill at noon"]


def test_a_field_of_contents_that_is_never_closed_ends_with_the_first_heading(read: Read) -> None:
    rows = contents("The Mill", "The Gate")[:-1]
    text = read(
        "a.docx", docx(*rows, p("The Mill", "Heading1"), p(ENGLISH), p("The Gate", "Heading1"), p(NEXT))
    )
    assert titles(text) == ["The Mill", "The Gate"] and shown(text) == [ENGLISH, NEXT]


def test_notes_stand_where_they_are_called(read: Read) -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    made = docx(p(r("A cutter.") + mark), p(NEXT), footnotes=note_of("footnote", "2", "A ship."))
    assert [block.kind for block in read("a.docx", made).blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.NOTE,
        BlockKind.PARAGRAPH,
    ]
    assert isinstance(read("a.docx", made).blocks[0], Block)


@pytest.mark.parametrize(
    ("others", "named"),
    [(("I", "II"), ["I", "II"]), (("The Mill", "The Weir"), ["The Boat", "The Mill", "The Weir"])],
)
def test_the_title_again_as_a_heading_is_no_chapter_where_numbers_follow(
    read: Read, others: tuple[str, str], named: list[str]
) -> None:
    heads = [("Heading 1", "The Boat"), *(("Heading 1", other) for other in others)]
    body = [paragraph for head in heads for paragraph in (head, ("Normal", ENGLISH))]
    text = read("a.docx", by_python_docx(("Title", "The Boat"), *body))
    assert text.metadata.title == "The Boat"
    assert titles(text) == named
