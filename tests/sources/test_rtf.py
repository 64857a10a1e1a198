from __future__ import annotations

import pytest

from fabula.types import Apart, BlockKind

from .conftest import ENGLISH, Read, shown, titles
from .marks import apart, emphasis

NEXT = "There was nobody in the garden, and the gate stood open."
STYLES = (
    r"{\stylesheet{\s0 Normal;}{\s1\sbasedon0\outlinelevel0 heading 1;}{\s2\sbasedon1 Opening;}{\s3 Title;}"
    r"{\s4 \'dcberschrift 1;}{\s5 toc 1;}{\s6 Chapter Title;}{\*\cs10 Default Paragraph Font;}}"
)

FONTS = r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset2 Wingdings;}{\f2\fcharset204 Times;}}"


def rtf(*paragraphs: str, head: str = STYLES) -> str:
    rows = "".join(rf"\pard\plain {words}\par" + "\n" for words in paragraphs)
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{FONTS}{head}{rows}}}"


def test_words_marks_and_metadata(read: Read) -> None:
    info = r"{\info{\title The {\b Boat}}{\author Ad\u225?a Merrow}{\keywords sea, night}{\company Inc}}"
    rows = (r"\'93It was {\i very} cold,\'94 he said.", r"\u8220?Yes.\u8221?")
    text = read("any name.txt", rtf(*rows, head=info))
    assert text.content == "“It was very cold,” he said.\n\n“Yes.”"
    assert (text.metadata.title, text.metadata.author) == ("The Boat", "Adáa Merrow")
    assert text.metadata.tags == ("sea", "night")
    assert emphasis(text) == [("i", "very")]


@pytest.mark.parametrize(
    ("words", "reads"),
    [
        (r"\ldblquote Well\emdash so\rdblquote\endash\lquote a\rquote", "“Well—so”–‘a’"),
        (r"well\_known pa\-per one\~two\tab three\line four", "well-known paper one\u00a0two\tthree\nfour"),
        (r"\uc0\u8220 Yes\uc2\u8221 ''.\uc1\u-10179?\u-8704?x", "“Yes”.😀x"),
        (r"\u8220\'93Yes\u8221\rdblquote .", "“Yes”."),
        (r"caf\'e9 {\f2 \'cf\'f0}", "café Пр"),
        ("caf\xe9".encode().decode("latin-1"), "café"),
        (r"\{a\\b\}", r"{a\b}"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt {\ul here}}} it is", "here it is"),
        (r"{\field{\*\fldinst PAGE}{\fldrslt 12}}x", "x"),
        (r"{\field{\*\fldinst EQ \\o\\ad(\\s\\up 9(hoshi),star)}{\fldrslt }}x", "starx"),
        (r"{\upr{no}{\*\ud yes}}", "yes"),
        (r"{\*\unknown no}{\xe{no}}{\header no{\upr{no}{\*\ud no}}}yes", "yes"),
        (r"{\object{\*\objclass no}{\result yes}}", "yes"),
        (r"a{\v b}{\deleted c}{\v0 d}\v e\v0 f{\mvf g}", "adf"),
        (r"one {\deleted \par }two", "one two"),
        ("one\r\ntwo", "onetwo"),
    ],
)
def test_what_a_reader_sees(read: Read, words: str, reads: str) -> None:
    assert shown(read("a.rtf", rtf(words, NEXT).encode("latin-1"))) == [reads, NEXT]


def test_paragraphs_of_text_edit(read: Read) -> None:
    head = r"{\rtf1\ansi\cocoartf2639{\*\expandedcolortbl;;}\f0\fs24 "
    page = head + "\\uc0\\u8220 Yes.\\u8221 \\\nNo.\\\n}"
    assert shown(read("a.rtf", page)) == ["“Yes.”", "No."]


PICTURES = [
    r"{\pict\pngblip\picw10\pich10 \bin 89504e470d0a}",
    r"{\pict\pngblip\picw10 89504e470d0a}",
    "{\\pict\\pngblip\\bin6 }}{\\\\\x89}",
    r"{\*\shppict{\pict\pngblip 8950}}{\nonshppict{\pict\wmetafile8 8950}}",
    "{\\pict\\bin99999999 8950}",
]


@pytest.mark.parametrize("picture", PICTURES)
def test_pictures_are_skipped(read: Read, picture: str) -> None:
    text = read("a.rtf", rtf(f"{picture}", f"Ivo {picture}slept.", NEXT).encode("latin-1"))
    assert shown(text) == ["Ivo slept.", NEXT] and not text.warnings


@pytest.mark.parametrize("named", [r"\s1", r"\s2", r"\s4", r"\s6", r"\outlinelevel0"])
def test_headings_by_styles_of_styles_in_any_language(read: Read, named: str) -> None:
    text = read("a.rtf", rtf(rf"{named} what the river said", ENGLISH, rf"{named} And then", NEXT))
    assert titles(text) == ["what the river said", "And then"] and shown(text) == [ENGLISH, NEXT]


def test_headings_and_title_by_their_look(read: Read) -> None:
    bold = r"\qc\b "
    front = (r"\qc\b\fs36 The Boat", r"\qc Ada Merrow")
    text = read("a.rtf", rtf(*front, rf"{bold}Chapter One", ENGLISH, rf"{bold}Chapter Two", NEXT))
    assert text.metadata.title == "The Boat" and titles(text) == ["Chapter One", "Chapter Two"]
    assert shown(text, BlockKind.TITLE) == ["The Boat", "Ada Merrow"] and shown(text) == [ENGLISH, NEXT]
    text = read("c.rtf", rtf(*front, ENGLISH, NEXT))
    assert text.metadata.title == "The Boat" and shown(text) == [ENGLISH, NEXT]
    assert shown(read("d.rtf", rtf(rf"{bold}“Stop!” said the sign.", ENGLISH)))[0].startswith("“Stop")
    rows = (rf"{bold}The mill at night", ENGLISH, NEXT, rf"{bold}The gate", NEXT)
    assert titles(read("b.rtf", rtf(*rows))) == ["The mill at night", "The gate"]


def test_notes_comments_and_contents_are_set_apart(read: Read) -> None:
    boat = (
        r"The boat{\super\chftn}{\footnote\pard\plain {\super\chftn} A small one.\par With one sail.} sank."
        r"{\*\atnid E}{\*\atnauthor Ed}\chatn{\*\annotation\pard\plain Which boat?}"
        r"{\super\chftn}{\*\footnote\ftnalt So they say.}"
    )
    toc = r"{\field{\*\fldinst TOC}{\fldrslt The Mill\tab 1\par \s5 The Gate\tab 9\par}}"
    text = read("a.rtf", rtf(toc, r"\s1 The Mill", boat, r"\s1 The Gate", NEXT))
    assert titles(text) == ["The Mill", "The Gate"] and shown(text) == ["The boat sank.", NEXT]
    assert apart(text) == [
        (Apart.CONTENTS, "The Mill\t1"),
        (Apart.CONTENTS, "The Gate\t9"),
        (Apart.FOOTNOTE, "A small one."),
        (Apart.FOOTNOTE, "With one sail."),
        (Apart.COMMENT, "Which boat?"),
        (Apart.FOOTNOTE, "So they say."),
    ]


LETTER = "Dear Marta, the bridge is gone."


@pytest.mark.parametrize(
    "box",
    [
        r"{\shp{\*\shpinst\shpleft0{\sp{\sn a}{\sv 1}}{\shptxt \pard\plain LETTER\par}}"
        r"{\shprslt{\*\do{\dptxbxtext LETTER}}}}",
        r"{\*\do\dobxpage{\dptxbx{\dptxbxtext\pard LETTER\par}}}",
    ],
)
def test_text_boxes_are_read_once_where_they_are_anchored(read: Read, box: str) -> None:
    box = box.replace("LETTER", LETTER)
    assert shown(read("a.rtf", rtf(ENGLISH, box, NEXT))) == [ENGLISH, LETTER, NEXT]
    assert shown(read("b.rtf", rtf(f"{box}Ivo read it.", NEXT))) == [LETTER, "Ivo read it.", NEXT]
    assert shown(read("c.rtf", rtf(f"Ivo {box}read it.", NEXT))) == ["Ivo read it.", LETTER, NEXT]


def test_lists_keep_their_numbers_and_dashes(read: Read) -> None:
    rows = (
        r"{\listtext\pard\plain 1913.\tab}That was the year.",
        r"{\pntext\f0 \'96\tab}{\*\pn\pnlvlblt}Who is it?",
        r"{\listtext\f1 \'b7\tab}A lamp.",
    )
    assert shown(read("a.rtf", rtf(*rows))) == ["1913. That was the year.", "– Who is it?", "A lamp."]


def test_a_drop_cap_is_the_first_letter(read: Read) -> None:
    rows = r"\dropcapli3\dropcapt1 M", "arta went out.", NEXT
    assert shown(read("a.rtf", rtf(*rows)))[0] == "Marta went out."


def test_a_page_break_parts_no_sentence(read: Read) -> None:
    assert shown(read("a.rtf", rtf(r"He left.\page She came.", r"They met in\page the town."))) == [
        "He left.",
        "She came.",
        "They met in the town.",
    ]


def test_cells_are_paragraphs_and_ornaments_of_symbol_fonts_are_breaks(read: Read) -> None:
    text = read("a.rtf", rtf(r"\intbl Bread.\cell Milk.\cell\row", ENGLISH, r"{\f1 v v}", NEXT))
    assert shown(text) == ["Bread.", "Milk.", ENGLISH, NEXT]
    assert len(shown(text, BlockKind.SCENE_BREAK)) == 1


def test_what_scrivener_keeps_among_the_words(read: Read) -> None:
    words = (
        r"<$Scr_Ps::0>He\{\\Scrv_annot \\color=\{\\R=0.9\} \\text=check\\end_Scrv_annot\} came"
        r"\{\\Scrv_fn=By boat.\\end_Scrv_fn\}.<!$Scr_Ps::0>"
    )
    text = read("a.rtf", rtf(words, NEXT))
    assert shown(text) == ["He came.", NEXT]
    assert apart(text) == [(Apart.COMMENT, "check"), (Apart.FOOTNOTE, "By boat.")]


def test_a_file_that_breaks_off_is_read_and_told(read: Read) -> None:
    whole = rtf(ENGLISH, NEXT)
    text = read("a.rtf", whole[: whole.index(NEXT) + 9])
    assert shown(text) == [ENGLISH, NEXT[:9]]
    assert text.warnings == ("The file breaks off before its end; the last words may be missing.",)
    assert not read("b.rtf", f"{whole}}}\\par never").warnings


def test_bold_of_all_of_a_heading_sets_nothing_off(read: Read) -> None:
    rows = r"\s1\b One", r"{\b\i So} it was.", r"\s1\b Two", NEXT
    assert emphasis(read("a.rtf", rtf(*rows))) == [("i", "So"), ("b", "So")]
