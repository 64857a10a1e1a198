from __future__ import annotations

import time

import pytest

from fabula.sources.markdown.dialects import is_of_obsidian, without_comments, without_marks


@pytest.mark.parametrize(
    ("words", "reads"),
    [
        ("He %%who?%% came.", "He  came."),
        ("%%\nIs this right?\n\nI doubt it.\n%%\nHe came.", "\nHe came."),
        ("He was 100%% sure.\n\nShe was 50%% sure.", "He was 100%% sure.\n\nShe was 50%% sure."),
        ("He<!-- who? --> came.<!--\n\nlong\n\n-->", "He came."),
        ("{::comment}no{:/comment}He came.", "He came."),
        ("{% comment %}no{% endcomment %}He came.", "He came."),
        ("He {>>who?<<}came{-- late--}{++ early++}.", "He came early."),
        ("{~~Ivo~>Marta~~} came {==at noon==}{>>when?<<}.", "Marta came at noon."),
        ("{++One.\n\nTwo.++}", "One.\n\nTwo."),
    ],
)
def test_comments_and_changes(words: str, reads: str) -> None:
    assert without_comments(words) == reads


@pytest.mark.parametrize(
    ("words", "reads"),
    [
        ("[[Marta]] met [[Ivo Hale|Ivo]] at [[Places#The mill]].", "Marta met Ivo at Places."),
        ("![[map.png]]He came.", "He came."),
        ("She was ==very== sure, a == b.", "She was very sure, a == b."),
        ("# One {#one .unnumbered}", "# One"),
        ("## Two {-}", "## Two"),
        ("He came [late]{.smallcaps} again.", "He came late again."),
        ("[]{#page3}He came.", "He came."),
        ("![A boat](b.png){width=50%}", "![A boat](b.png)"),
        ("{: .no_toc }\nHe came.", "\nHe came."),
        ('{{< figure src="a.png" >}}He{{% x %}} came {{ page.title }}{% include a %}.', "He came ."),
        ("{{#include one.md}}", ""),
        ("{{user}} opened the door.", "{{user}} opened the door."),
        ("{{TOC}}{{title}}It was the 1^st^ of May.", "It was the 1st of May."),
        ("<% tp.date.now() %>He came.", "He came."),
        ("<$Scr_Ps::0>He came.<!$Scr_Ps::0><$n>", "He came."),
        ("[TOC]\n\\newpage\nHe came.\n\\begin{center}", "\n\nHe came.\n"),
        ("`<abbr>`{=html}Mr.`</abbr>`{=html} Hale`x`{=latex}", "<abbr>Mr.</abbr> Hale"),
        ('He [ran]{.deletion author="E" date="x"}[came]{.insertion author="E"}.', "He came."),
        ('He [who?]{.comment-start id="0" author="E"}came[]{.comment-end id="0"}.', "He came."),
        ("{He} said {nothing}.", "{He} said {nothing}."),
    ],
)
def test_marks(words: str, reads: str) -> None:
    assert without_marks(words, is_note=False) == reads


@pytest.mark.parametrize(
    ("words", "reads"),
    [
        ("They came. #draft #act1", "They came."),
        ("#draft #act-2", ""),
        ("They came.\n^block-7f", "They came.\n"),
        ("They came. ^7f3a", "They came. "),
        ("pov:: Marta\nThey came.", "\nThey came."),
        ("She was #blessed and tired.", "She was #blessed and tired."),
    ],
)
def test_marks_of_notes(words: str, reads: str) -> None:
    assert without_marks(words, is_note=True) == reads


@pytest.mark.parametrize("words", ["[[Marta]] came.", "> [!note] x", "a %%b%%", "pov:: Marta"])
def test_files_kept_among_notes_are_known(words: str) -> None:
    assert is_of_obsidian(words) and not is_of_obsidian("Marta came. [x] #no")


@pytest.mark.parametrize(
    "unit", ["<!--", "%%", "{{", "{>>", "{~~a~>", "==a", "[[", "[a]{", "{%", "<%", "#a ", "a{.b ", "`a`{="]
)
def test_many_marks_take_time_in_proportion(unit: str) -> None:
    words = unit * (400_000 // len(unit))
    started = time.process_time()
    without_marks(without_comments(words), is_note=True)
    assert time.process_time() - started < 5
