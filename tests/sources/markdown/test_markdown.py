from __future__ import annotations

import time

import pytest

from fabula.types import Apart, BlockKind

from ..conftest import ENGLISH, Read, shown, titles
from ..marks import apart, emphasis

NEXT = "There was nobody in the garden."


def test_markdown_is_rendered(read: Read) -> None:
    text = read(
        "a.md",
        "---\ntitle: The Boat\nauthor: Ada Merrow\n---\n\n# One\n\nIt was *very* cold,\nhe said.\n\n#\n\n"
        f"    {ENGLISH}\n\n***\n\n# Two\n\n{ENGLISH}\n",
    )
    assert (text.metadata.title, text.metadata.author) == ("The Boat", "Ada Merrow")
    assert titles(text) == ["One", "Two"]
    assert shown(text) == ["It was very cold, he said.", ENGLISH, ENGLISH]
    assert shown(text, BlockKind.SCENE_BREAK) == ["* * *", "* * *"]


def test_emphasis(read: Read) -> None:
    text = read("a.md", "It *was* __very__ _cold_, ***he* said**. <i>So.</i> snake_case_word\n")
    assert text.content == "It was very cold, he said. So. snake_case_word"
    assert emphasis(text)[:3] == [("i", "was"), ("b", "very"), ("i", "cold")]
    assert ("i", "So.") in emphasis(text)


@pytest.mark.parametrize(
    ("words", "reads"),
    [
        ("1913. That was the year of the fire.", ["1913. That was the year of the fire."]),
        ("1913\\. That was the year.", ["1913. That was the year."]),
        ("4) was his number.", ["4) was his number."]),
        ("- Who is it? asked Marta.\n- It is me.", ["- Who is it? asked Marta.", "- It is me."]),
        ("– Who is it? asked Marta.\n\n– It is me.", ["– Who is it? asked Marta.", "– It is me."]),
        ("* Bread\n* Milk and honey", ["Bread", "Milk and honey"]),
        ("1. a loaf of bread\n2. a pint of milk", ["1. a loaf of bread", "2. a pint of milk"]),
        ("- [x] Bread\n- [ ] Milk", ["- Bread", "- Milk"]),
        ("10. Ten men\n    stood there.", ["10. Ten men stood there."]),
    ],
)
def test_no_number_and_no_dash_at_the_start_of_a_line_is_lost(
    read: Read, words: str, reads: list[str]
) -> None:
    assert shown(read("a.md", f"{NEXT}\n\n{words}\n\n{NEXT}\n")) == [NEXT, *reads, NEXT]


@pytest.mark.parametrize(
    ("words", "reads"),
    [
        ("<Marta> who is it?", "<Marta> who is it?"),
        ("[Ivo]: me.", "[Ivo]: me."),
        ("[Ivo]:\nme.", "[Ivo]: me."),
        ("He saw [the map][1].\n\n[1]: http://a.b/c 'x'", "He saw the map."),
        ("He <u>ran</u><br>off &amp; away.", "He ran\noff & away."),
        ("He wrote <!-- and stopped.", "He wrote <!-- and stopped."),
        ("It said <?php and <title> no more.", "It said <?php and <title> no more."),
        ("<script>x = '<p>'</script>He ran.", "He ran."),
        ("[//]: # (no)\n\nHe ran.", "He ran."),
        ("He ~~crept~~ ran.", "He crept ran."),
        ("| He ran\n| and ran\n\nHe fell.", "He ran\nand ran\n\nHe fell."),
        ("Boat\n:   A thing that sinks.", "Boat\n\nA thing that sinks."),
        ("```dataview\nlist\n```\nHe ran.", "He ran."),
        ("```{=html}\n<b>He</b>\n```\nran.", "He\n\nran."),
    ],
)
def test_what_only_looks_like_markup_is_words(read: Read, words: str, reads: str) -> None:
    assert read("a.md", words + "\n").content == reads


@pytest.mark.parametrize("rule", ["---", "~~~", "===", "- - -", "#", "# # #"])
def test_a_rule_right_under_prose_makes_no_heading_of_it(read: Read, rule: str) -> None:
    text = read("a.md", f"{ENGLISH}\n{rule}\n{NEXT}\n")
    assert shown(text) == [ENGLISH, NEXT] and len(shown(text, BlockKind.SCENE_BREAK)) == 1


def test_a_first_level_heading_after_prose_is_no_title(read: Read) -> None:
    text = read("a.md", f"{ENGLISH}\n\n# The Mill\n\n{ENGLISH}\n\n{NEXT}\n")
    assert text.metadata.title == "" and titles(text) == ["The Mill"]


def test_changes_that_pandoc_keeps_are_accepted(read: Read) -> None:
    gone, new = (f'<span class="{kind}" data-author="E">{kind}</span>' for kind in ("deletion", "insertion"))
    assert read("a.md", f"He {gone}{new} left.\n").content == "He insertion left."


def test_a_heading_over_a_rule_stays_one(read: Read) -> None:
    assert titles(read("a.md", f"The Mill\n---\n\n{ENGLISH}\n\nThe Gate\n---\n\n{ENGLISH}\n")) == [
        "The Mill",
        "The Gate",
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("> [!note] Time\n> It is Monday.\n\nHe ran.", [(Apart.NOTE, "Time\nIt is Monday.")]),
        (
            "> [!quote]- Time\n> > It is Monday.\n\nHe ran.",
            [(Apart.NOTE, "Time"), (Apart.NOTE, "It is Monday.")],
        ),
        ("::: note\nIt is Monday.\n:::\n\nHe ran.", [(Apart.NOTE, "It is Monday.")]),
        ("::: {.callout-tip}\nOne.\n\nTwo.\n:::\nHe ran.", [(Apart.NOTE, "One."), (Apart.NOTE, "Two.")]),
        ("He[^1] ran.\n\n[^1]: A boy.\n    Of ten.", [(Apart.FOOTNOTE, "A boy. Of ten.")]),
        (
            "[^a]: A boy.\n\n    Of ten.\n\nHe ran.[^a]",
            [(Apart.FOOTNOTE, "A boy."), (Apart.FOOTNOTE, "Of ten.")],
        ),
        ("He^[A boy\nof ten.] ran.", [(Apart.FOOTNOTE, "A boy of ten.")]),
        ("- [One](#one)\n- [Two](#two)\n\nHe ran.", [(Apart.CONTENTS, "- One"), (Apart.CONTENTS, "- Two")]),
        (
            "1. [One](a.md)\n   - [Two](b.md)\n\nHe ran.",
            [(Apart.CONTENTS, "1. One"), (Apart.CONTENTS, "- Two")],
        ),
    ],
)
def test_what_speaks_of_the_story_is_set_apart(read: Read, words: str, found: list[object]) -> None:
    text = read("a.md", words + "\n")
    assert shown(text) == ["He ran."] and apart(text) == found


def test_divisions_that_are_part_of_the_story(read: Read) -> None:
    text = read(
        "a.md",
        f":::: {{.letter}}\n::: center\n{ENGLISH}\n:::\n::::\n\n> {NEXT}\n\n::: never closed\n{NEXT}\n",
    )
    assert shown(text) == [ENGLISH, NEXT, NEXT]


def test_a_scene_of_longform(read: Read) -> None:
    page = (
        "---\ntype: scene\npov: '[[Marta]]'\n---\n\n[[Ivo Hale|Ivo]] came. ==“Who?”== said [[Marta]].[^1]\n"
        "“Me.” #draft\n\n%% Is he ten?\n\nOr nine? %%\n\n![[map.png]]\n\n^b-7\n\n[^1]: Ask.\n"
    )
    text = read("a.md", page)
    assert shown(text) == ["Ivo came. “Who?” said Marta.", "“Me.”"] and apart(text) == [
        (Apart.FOOTNOTE, "Ask.")
    ]


def test_a_chapter_of_mdbook_hugo_and_jekyll(read: Read) -> None:
    page = f"{{{{#title The Boat}}}}\n# One\n\n{ENGLISH}\n\n{{{{#include two.md}}}}\n\n# Two\n\n{NEXT}\n"
    assert shown(read("a.md", page)) == [ENGLISH, NEXT]
    page = f"{{{{< toc >}}}}\n## One\n{ENGLISH}<!--more-->\n\n## Two {{#two}}\n{NEXT}\n"
    text = read("b.md", f"+++\ntitle = 'The Boat'\n+++\n{page}")
    assert shown(text) == [ENGLISH, NEXT] and titles(text) == ["One", "Two"]
    page = f"* TOC\n{{:toc}}\n\n{{% include a.html %}}\n\n{ENGLISH}\n{{: .first}}\n\n{NEXT}\n"
    assert shown(read("c.md", f"---\nlayout: post\n---\n{page}"))[-2:] == [ENGLISH, NEXT]


def test_a_manuscript_of_scrivener(read: Read) -> None:
    page = f"# One #\n\n<$Scr_Ps::1>{ENGLISH}<!$Scr_Ps::1>\n\n# Two #\n\n{NEXT}\n"
    text = read("a.md", f"Title: The Boat  \nAuthor: Ada Merrow  \n\n{page}")
    assert (text.metadata.title, text.metadata.author) == ("The Boat", "Ada Merrow")
    assert titles(text) == ["One", "Two"] and shown(text) == [ENGLISH, NEXT]


def test_lines_that_all_end_sentences_are_paragraphs(read: Read) -> None:
    lines = ["“Who is it?” said Marta.", "“It is me.”", "She opened the door.", "He came in."] * 2
    assert shown(read("a.md", "\n".join(lines) + "\n")) == lines
    wrapped = "“Who is it?” said\nMarta. “It is me.” She opened the\ndoor and he came in."
    assert len(shown(read("b.md", f"{wrapped}\n\n" * 5))) == 5


@pytest.mark.parametrize(
    "unit", ["[^1]: ", "^[a", "- ", "> ", "::: a\n", "<a", "| a\n", "[a]: ", "* *a ", "1. a\n\n"]
)
def test_many_marks_take_time_in_proportion(read: Read, unit: str) -> None:
    words = unit * (60_000 // len(unit)) + "\n\nHe ran.\n"
    started = time.process_time()
    read("a.md", words)
    assert time.process_time() - started < 10


def test_links_to_the_chapters_before_and_after_are_no_story(read: Read) -> None:
    links = "[Previous](one.md) | [Contents](index.md) | [Next chapter](three.md)"
    text = read("a.md", f"{links}\n\n# Two\n\n{ENGLISH}\n\n[He came](x.md) home.\n\n{links}\n")
    assert shown(text) == [ENGLISH, "He came home."]
