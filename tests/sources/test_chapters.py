"""Chapters and their titles, in books whose headings their words alone do not show."""

from __future__ import annotations

import textwrap

import pytest

from fabula.types import Apart, BlockKind

from .conftest import Read, shown, titles

LONG = "He had gone down to the river with the others, and there was nobody left in the house. " * 4
VERSE = "    The boat goes over, and the boat comes back,\n    And nobody is in it but the rain,"


def chapters(*headings: str, gap: str = "\n\n\n", between: str = "\n\n") -> str:
    return gap.join(between.join([heading, LONG, LONG]) for heading in headings)


def test_words_spoken_are_no_heading(read: Read) -> None:
    text = read("a.txt", chapters("CHAPTER I", "CHAPTER II") + "\n\n“Afterwards?”\n\n" + LONG)
    assert titles(text) == ["CHAPTER I", "CHAPTER II"]
    assert "“Afterwards?”" in shown(text)


@pytest.mark.parametrize("layout", ["\n\n\n", "\n\n"])
def test_a_title_in_capitals_can_be_somebody_s_words(read: Read, layout: str) -> None:
    names = [
        "THE BOAT",
        "THE RIVER",
        "“IT HAS COME!”",
        "“I WON’T!” SAID INES",
        "THE SEA",
        "HOME",
        "A SAIL",
        "RAIN",
    ]
    heads = [f"CHAPTER {n}\n\n{name}" for n, name in enumerate(names, 1)]
    text = read("a.txt", chapters(*heads, gap=layout))
    assert titles(text)[2:4] == ["CHAPTER 3: “IT HAS COME!”", "CHAPTER 4: “I WON’T!” SAID INES"]
    assert not [words for words in shown(text) if words != LONG.strip()]


def test_a_title_that_ends_like_a_sentence_has_space_below(read: Read) -> None:
    names = ["The Boat", "The River", "Brother Men.", "If love were all!", "The Sea", "The Sail", "The Rain"]
    heads = [f"Chapter {n}\n\n{name}" for n, name in enumerate(names, 1)]
    wide = chapters(*heads, gap="\n\n\n\n", between="\n\n\n")
    text = read("a.txt", wide.replace(" \n\n\nHe", " \n\nHe"))
    assert titles(text)[2:4] == ["Chapter 3: Brother Men.", "Chapter 4: If love were all!"]


def test_a_short_first_sentence_is_no_title(read: Read) -> None:
    heads = [
        f"Chapter {n}\n\n{name}" for n, name in enumerate(["The Boat", "The River", "The Sea", "Home"], 1)
    ]
    text = read("a.txt", chapters(*heads, "Chapter 5\n\nNobody came.", "Chapter 6\n\n“Where?” said Ines."))
    assert titles(text)[4:] == ["Chapter 5", "Chapter 6"]
    assert {"Nobody came.", "“Where?” said Ines."} <= set(shown(text))


def test_the_title_on_the_line_below_a_number(read: Read) -> None:
    text = read("a.txt", chapters("CHAPTER I\nThe Boat", "CHAPTER II\nThe River", between="\n\n"))
    assert titles(text) == ["CHAPTER I: The Boat", "CHAPTER II: The River"]


def test_periods_and_narratives_are_parts(read: Read) -> None:
    heads = [
        "FIRST PERIOD\n\nTHE LOSS OF THE BOAT (1848)\n\nThe events told by INES MORROW.\n\nCHAPTER I",
        "CHAPTER II",
        "SECOND NARRATIVE\n\nContributed by MR. PERRIN\n\nCHAPTER I",
        "THIRD NARRATIVE\n\nExtracted from the Journal of QUENTIN BLOT",
    ]
    text = read("a.txt", chapters(*heads))
    assert titles(text) == [
        "FIRST PERIOD: THE LOSS OF THE BOAT (1848) The events told by INES MORROW., CHAPTER I",
        "CHAPTER II",
        "SECOND NARRATIVE: Contributed by MR. PERRIN, CHAPTER I",
        "THIRD NARRATIVE: Extracted from the Journal of QUENTIN BLOT",
    ]


@pytest.mark.parametrize(
    "line", ["The Last Letter", "The first book that he read was hers.", "Second act, then."]
)
def test_ordinals_that_head_no_part(read: Read, line: str) -> None:
    text = read("a.txt", chapters("CHAPTER I", "CHAPTER II") + f"\n\n{line}\n\n" + LONG)
    assert titles(text) == ["CHAPTER I", "CHAPTER II"]


def test_a_wrapped_paragraph_may_begin_like_a_heading(read: Read) -> None:
    begun = textwrap.fill(
        "BOOK III. (Duodecimo), CHAPTER 1. (The Small Porpoise). This is the common porpoise, found in all of"
        " the seas, and nobody has ever counted how many kinds of it there are, or will.",
        66,
    )
    prose = textwrap.fill(LONG, 66)
    text = read("a.txt", "\n\n".join(["CHAPTER 1", prose, begun, prose, "CHAPTER 2", prose, prose]))
    assert titles(text) == ["CHAPTER 1", "CHAPTER 2"]
    assert begun in shown(text)


NAMES = ("The War", "The Piper", "Rocket Summer", "The Wheel", "The Dog", "The Pond", "The Road", "The Cat")


@pytest.mark.parametrize(
    ("marked", "kept"),
    [
        ({0: "2"}, False),
        ({0: "1", 1: "2", 2: "3"}, False),
        ({0: "1", 1: "2", 2: "3", 3: "4", 4: "5"}, True),
        ({0: "3", 1: "7"}, True),
        ({0: "95"}, True),
    ],
)
def test_the_number_of_a_note_is_no_part_of_a_title(read: Read, marked: dict[int, str], kept: bool) -> None:
    heads = [name + marked.get(i, "") for i, name in enumerate(NAMES)]
    text = read("a.md", "".join(f"# {head}\n\n{LONG}\n\n{LONG}\n\n" for head in heads))
    assert titles(text) == (heads if kept else list(NAMES))


def test_a_word_with_several_numbers_is_a_name(read: Read) -> None:
    heads = ["In Sector1", "In Sector2", *NAMES]
    text = read("a.md", "".join(f"# {head}\n\n{LONG}\n\n{LONG}\n\n" for head in heads))
    assert titles(text) == heads


def test_numbers_over_stanzas_are_no_chapters(read: Read) -> None:
    poem = "\n\n".join(f"{n}.\n\n{VERSE}" for n in ("I", "II", "III"))
    text = read("a.txt", "\n\n".join([textwrap.fill(LONG, 66)] * 3 + [poem] + [textwrap.fill(LONG, 66)] * 3))
    assert not text.chapters
    assert len(shown(text, BlockKind.VERSE)) == 3


@pytest.mark.parametrize(
    ("name", "line", "paragraph"),
    [("a.html", "<br>", "<p>{}</p>"), ("a.md", "  \n", "{}\n\n"), ("a.md", "\\\n", "{}\n\n")],
)
def test_numbers_over_stanzas_of_markup(read: Read, name: str, line: str, paragraph: str) -> None:
    stanza = line.join(["In the greenest of the valleys", "Good folk had their dwelling", "“And a mill,”"])
    counted = [words for n in ("I", "II", "III") for words in (f"{n}.", stanza)]
    text = read(name, "".join(map(paragraph.format, [LONG, LONG, *counted, LONG])))
    assert not text.chapters
    assert [words for words in shown(text) if words in ("I.", "II.", "III.")] == ["I.", "II.", "III."]
    lone = [words for n in ("I", "II", "III") for words in (f"{n}.", stanza, stanza)]
    assert len(read(name, "".join(map(paragraph.format, lone))).chapters) == 3
    prose = [words for n in ("I", "II", "III") for words in (f"{n}.", stanza, LONG)]
    assert len(read(name, "".join(map(paragraph.format, prose))).chapters) == 3


def test_numbers_over_a_verse_and_prose_are_chapters(read: Read) -> None:
    prose = textwrap.fill(LONG, 66)
    text = read("a.txt", "\n\n\n".join(f"{n}\n\n{VERSE}\n\n{prose}\n\n{prose}" for n in ("I", "II", "III")))
    assert titles(text) == ["I", "II", "III"]


def test_a_part_before_a_title_that_several_have_is_named_without_its_first_chapter(read: Read) -> None:
    heads = ["FIRST NARRATIVE\n\nContributed by MISS CLACK; niece of the late SIR JOHN MORROW\n\nCHAPTER I"]
    heads += ["CHAPTER II", "BOOK II: THE BOAT, OR WHAT CAME OF IT\n\nCHAPTER I", "CHAPTER II"]
    assert titles(read("a.txt", chapters(*heads))) == [
        "FIRST NARRATIVE: Contributed by MISS CLACK; niece of the late SIR JOHN MORROW, CHAPTER I",
        "FIRST NARRATIVE, CHAPTER II",
        "BOOK II: THE BOAT, OR WHAT CAME OF IT, CHAPTER I",
        "BOOK II: THE BOAT, OR WHAT CAME OF IT, CHAPTER II",
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Transcriber's Notes for edition 11:",
        "Transcriber’s Note",
        "Appendix: Production notes for eBook edition 11",
    ],
)
def test_a_transcriber_s_notes_at_the_end_go_on_to_the_end(read: Read, heading: str) -> None:
    body = chapters(*[f"CHAPTER {n}" for n in ("I", "II", "III")] * 12)
    notes = ["I am indebted to all who looked for errors.", "Chapter II:", "“mean” is in the US edition."]
    text = read("a.txt", "\n\n\n".join([body, "----------", "\n\n".join([heading, *notes])]))
    assert len(text.chapters) == 36
    found = [block for block in text.blocks if block.apart is Apart.TRANSCRIBER]
    assert [text.content[block.start : block.end] for block in found] == [heading, *notes]


@pytest.mark.parametrize("words", ["MATE’S VOICE FROM THE DECK", "Sold Out Until Monday"])
def test_a_sign_is_no_heading_where_markup_has_headings(read: Read, words: str) -> None:
    parts = "".join(f"<h2>{name}</h2><p>{LONG}</p>" for name in ("The Boat", "The Weir", "The Mill"))
    text = read("a.html", f"<html><body>{parts}<p>{words}</p><p>{LONG}</p></body></html>")
    assert words in shown(text)
    assert len(text.chapters) == 3


@pytest.mark.parametrize("words", ["DEAR TESS,--", "MY DEAR SIR,", "DEAR TESS,"])
def test_how_a_letter_opens_is_no_heading(read: Read, words: str) -> None:
    letter = f"CHAPTER I\n\n{LONG}\n\n\n{words}\n\n{LONG}\n\n\nCHAPTER II\n\n{LONG}"
    text = read("a.txt", letter)
    assert words in shown(text)
    assert titles(text) == ["CHAPTER I", "CHAPTER II"]


def test_chapters_that_no_heading_counts_stand_below_parts(read: Read) -> None:
    part = (
        "# PART {}\n\n## {} The Old Sea-dog\n\n"
        + f"{LONG}\n\n"
        + "## {} I Go to the Town\n\n"
        + f"{LONG}\n\n"
    )
    text = read("a.md", part.format("ONE", 1, 2) + part.format("TWO", 3, 4))
    assert [title.rpartition(": ")[2] for title in titles(text)] == [
        "1 The Old Sea-dog",
        "2 I Go to the Town",
        "3 The Old Sea-dog",
        "4 I Go to the Town",
    ]
    subtitle = "# PART {}\n\n## The Old Sea-dog\n\n" + f"{LONG}\n\n{LONG}\n\n"
    assert len(titles(read("b.md", subtitle.format("ONE") + subtitle.format("TWO")))) == 2


LIST = ["1. Bread", "2. Salt", "3. Lamp Oil"]


@pytest.mark.parametrize(
    ("name", "items"),
    [
        ("a.txt", "\n\n".join(LIST)),
        ("a.md", "\n".join(LIST)),
        ("a.html", "<ol><li>Bread</li><li>Salt</li><li>Lamp Oil</li></ol>"),
    ],
)
def test_a_list_in_a_story_is_no_row_of_chapters(read: Read, name: str, items: str) -> None:
    over, under = ("<p>", "</p>") if name == "a.html" else ("", "\n\n")
    text = read(name, f"{over}{LONG}{under}{over}{LONG}{under}{items}{under}{over}{LONG}{under}")
    assert shown(text) == [LONG.strip(), LONG.strip(), *LIST, LONG.strip()]
    assert titles(text) == []


@pytest.mark.parametrize("numbers", ["1 2 3 4", "I II III IV"])
def test_the_first_chapter_of_a_part_may_have_the_next_number(read: Read, numbers: str) -> None:
    one, two, three, four = numbers.split()
    heads = [
        f"I. The River\n\n{one}. The Boat",
        f"{two}. The Mill",
        f"II. The Sea\n\n{three}. The Sail",
        f"{four}. Home",
    ]
    text = read("a.txt", chapters(*heads))
    assert shown(text) == [LONG.strip()] * 8
