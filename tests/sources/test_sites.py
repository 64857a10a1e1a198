"""What stands around a story on pages of the web, and in what word processors save as such pages."""

from __future__ import annotations

import pytest

from fabula.sources.sites import title_of
from fabula.types import Apart, BlockKind, Text

from .conftest import Read, shown, titles
from .epubs import LINES, STORY


def apart(text: Text) -> dict[str, Apart | None]:
    """What each block outside of the story is, by its words."""
    return {
        text.content[block.start : block.end]: block.apart
        for block in text.blocks
        if block.kind in (BlockKind.NOTE, BlockKind.BOILERPLATE)
    }


def reader(counter: str, after: str = "") -> str:
    """A page as reading sites make them: paragraphs in one element, a counter of comments behind each."""
    inner = LINES.replace("</p>", f"{counter}</p>\n      ")
    return f"""<!DOCTYPE html><html><head><title>Slack Water - Chapter 2 - Wattpad</title></head><body>
<header id="header"><a href="/">Browse</a> <a href="/login">Log in</a></header>
<div id="story"><h1>Chapter 2</h1><div class="page"><pre>      {inner}</pre></div></div>{after}
<footer>Terms</footer></body></html>"""


@pytest.mark.parametrize(
    "counter",
    [
        '<span class="comment-marker"> <span class="num-comment"> + </span> </span>',
        '<span class="num-comment">12</span>',
        '<button class="on-comment">3</button>',
        '<a class="comment-count" href="#c">7</a>',
    ],
)
@pytest.mark.parametrize(
    "after",
    [
        '<div class="comments"><p>wynfan: “it was in an hour ago” LOL</p></div>',
        '<section id="comments"><ol class="comment-list"><li>wynfan: me!</li></ol></section>',
        '<div id="disqus_thread"><p>I told Colley so</p></div>',
    ],
)
def test_a_page_of_a_reading_site(read: Read, counter: str, after: str) -> None:
    text = read("a.html", reader(counter, after))
    assert shown(text) == STORY
    assert (text.metadata.title, titles(text)) == ("Slack Water", ["Chapter 2"])
    found = apart(text)
    assert found["Browse Log in"] is found["Terms"] is Apart.SITE
    assert Apart.COMMENT in found.values()


def test_links_to_the_pages_before_and_after(read: Read) -> None:
    nav = '<p><a href="1">Previous Chapter</a> | <a href="/">Index</a> | <a href="3">Next Chapter</a></p>'
    text = read("a.html", f"<html><body>{nav}<h2>Chapter 2</h2>{LINES}{nav}</body></html>")
    assert shown(text) == STORY
    assert set(apart(text).values()) == {Apart.SITE}


@pytest.mark.parametrize(
    "element",
    ['<div class="comment">{}</div>', '<div class="sidebar">{}</div>', '<section id="comments">{}</section>'],
)
def test_a_story_in_an_element_of_an_unlucky_name(read: Read, element: str) -> None:
    text = read("a.html", f"<html><body><h2>Chapter 2</h2>{element.format(LINES)}</body></html>")
    assert shown(text) == STORY


@pytest.mark.parametrize(
    "words",
    [
        '<p><a href="x">Next</a> to the mill stood a barn.</p>',
        "<p>Next Chapter</p>",
        "<p>“Back to the top,” said <a>Wyn</a>.</p>",
    ],
)
def test_words_that_only_sound_like_links_onward(read: Read, words: str) -> None:
    text = read("a.html", f"<html><body>{LINES}{words}</body></html>")
    assert not apart(text)


def test_a_weblog(read: Read) -> None:
    page = f"""<html><head><title>Chapter 3 | Slack Water</title></head><body>
<div id="masthead"><a href="/">Slack Water</a></div>
<div class="content"><h1 class="entry-title">Chapter 3</h1>
<div class="entry-meta">Posted on May 3 by admerrow</div>{LINES}
<div class="sharedaddy">Share this: Twitter Facebook</div></div><div id="respond">Leave a Reply</div>
<div class="widget-area"><h3>Archives</h3><p>May 2019</p></div></body></html>"""
    text = read("a.html", page)
    assert shown(text) == STORY
    assert (text.metadata.title, titles(text)) == ("Slack Water", ["Chapter 3"])


NOTED = LINES.replace("wall.", 'wall.<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>').replace(
    "tide", 't</span><span class="c7">ide</span><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup><span>'
)
GOOGLE = f"""<html><head><style type="text/css">.c7{{font-style:italic}}</style></head>
<body class="c5 doc-content"><p class="c2 title" id="h.x"><span class="c9">Slack Water</span></p>
<p class="c2 subtitle"><span>A story</span></p><h1 class="c4" id="h.1"><span>Chapter One</span></h1>{NOTED}
<hr class="c8"><div><p class="c6"><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;Of elm.</span></p></div>
<div class="c10"><p class="c6"><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>too slow?</span></p></div>
</body></html>"""


def test_a_page_of_google_docs(read: Read) -> None:
    text = read("a.html", GOOGLE)
    assert shown(text) == STORY
    assert (text.metadata.title, titles(text)) == ("Slack Water", ["Chapter One"])
    assert apart(text) == {
        "* * *": Apart.FOOTNOTE,
        "[1]\xa0Of elm.": Apart.FOOTNOTE,
        "[a]too slow?": Apart.COMMENT,
    }
    assert [text.content[each.start : each.end] for each in text.emphasis] == ["ide"]


@pytest.mark.parametrize("mark", ['<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>', ""])
def test_a_comment_of_google_docs_in_several_paragraphs(read: Read, mark: str) -> None:
    noted = (
        '<div class="c10"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>too slow?</span></p>'
        "<p>Or not.</p></div>"
    )
    text = read("a.html", f"<html><body>{LINES.replace('wall.', f'wall.{mark}')}{noted}</body></html>")
    assert shown(text) == STORY
    assert apart(text) == {"[a]too slow?": Apart.COMMENT, "Or not.": Apart.COMMENT}


OFFICE = "urn:schemas-microsoft-com:office"
WORD = f"""<html xmlns:o="{OFFICE}:office" xmlns:w="{OFFICE}:word"><head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<!--[if gte mso 9]><xml><o:Author>X</o:Author></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0}} span.gone {{mso-hide:all; display:none}} --></style></head>
<body lang=EN-GB><div class=WordSection1><p class=MsoTitle>Slack Water<o:p></o:p></p>
<p class=MsoToc1><a href="#_Toc1">Chapter One 1</a></p>
<h1><a name="_Toc1"></a>Chapter One</h1>
<p class=MsoNormal><![if !supportLists]><![endif]>{STORY[0][:-1]}<span class=gone>Nobody Pask</span>.<a
 style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>
<del cite="mailto:x" datetime="2020-01-01T10:00">It rained.</del></p>
<p class=MsoNormal>{STORY[1]}<span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[X1]</a>
</span></p><p class=MsoNormal>{STORY[2]}</p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>
<a href="#_ftnref1">[1]</a> Of elm.</p></div></div>
<div style='mso-element:comment'><p class=MsoCommentText>too slow?</p></div></div></body></html>"""


def test_a_page_of_word(read: Read) -> None:
    text = read("a.htm", WORD)
    assert shown(text) == STORY
    assert (text.metadata.title, titles(text)) == ("Slack Water", ["Chapter One"])
    found = apart(text)
    assert found["Of elm."] is Apart.FOOTNOTE and found["too slow?"] is Apart.COMMENT
    assert found["Chapter One 1"] is Apart.CONTENTS


def test_a_window_that_says_the_chapter_of_a_page_of_word(read: Read) -> None:
    text = read("a.htm", WORD.replace("<head>", "<head><title>Chapter One</title>"))
    assert (text.metadata.title, titles(text)) == ("Slack Water", ["Chapter One"])


ANCHOR = '<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>'
LIBRE = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
<html><head><title>Slack Water</title></head>
<body lang="en-GB"><div title="header"><p>MERROW / SLACK WATER</p></div><h1 class="western">Chapter One</h1>
{LINES.replace("wall.", f"wall.{ANCHOR}")}
<h1 class="western">Chapter Two</h1>{LINES}
<div title="footer"><p>3</p></div><div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym"
name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Of elm.</p></div></body></html>"""


def test_a_page_of_libreoffice(read: Read) -> None:
    text = read("a.html", LIBRE)
    assert shown(text) == STORY * 2
    assert titles(text) == ["Chapter One", "Chapter Two"]
    found = apart(text)
    assert found["MERROW / SLACK WATER"] is found["3"] is Apart.RUNNING_HEAD
    assert found["Of elm."] is Apart.FOOTNOTE


@pytest.mark.parametrize(
    "heading",
    [
        '<p class="chapter-title">The Ladder</p>',
        '<p class="ChapterTitle">The Ladder</p>',
        '<div class="heading_2"><span>The Ladder</span></div>',
        '<p class="h2">The Ladder</p>',
        '<p class="MsoHeading8 MsoHeading1">The Ladder</p>',
    ],
)
def test_headings_by_their_class(read: Read, heading: str) -> None:
    second = heading.replace("Ladder", "Bell")
    text = read("a.html", f"<html><body>{heading}{LINES}{second}{LINES}</body></html>")
    assert titles(text) == ["The Ladder", "The Bell"]
    assert shown(text) == STORY * 2


@pytest.mark.parametrize(
    "line",
    [
        f'<p class="chapter">{STORY[0]}</p>',
        f'<div class="chapter"><p>{STORY[0]}</p></div>',
        f'<p class="heading1">{STORY[1]}</p>',
    ],
)
def test_a_class_makes_no_heading_of_a_paragraph(read: Read, line: str) -> None:
    text = read("a.html", f"<html><body>{line}{LINES}</body></html>")
    assert len(shown(text)) == 4


@pytest.mark.parametrize(
    ("window", "title"),
    [
        ("Slack Water - Chapter 1 - Wattpad", "Slack Water"),
        ("Slack Water | Project Gutenberg", "Slack Water"),
        ("Chapter 3 | Slack Water", "Slack Water"),
        ("Slack Water", "Slack Water"),
        ("Chapter 3", "Chapter 3"),
        ("Mills - A Love Story", "Mills - A Love Story"),
        ("Wattpad", "Wattpad"),
    ],
)
def test_the_title_in_the_name_of_the_window(window: str, title: str) -> None:
    assert title_of(window) == title


@pytest.mark.parametrize(
    ("window", "title"),
    [
        ("Chapter 1 - The Ladder - Slack Water | Royal Road", "Slack Water"),
        ("Chapter 1 - Slack Water | Royal Road", "Slack Water"),
        ("Slack Water - Chapter 2 - Wattpad", "Slack Water"),
        ("Chapter 4: Rain - Slack Water", "Slack Water"),
        ("Ladders - Slack Water", "Ladders - Slack Water"),
    ],
)
def test_the_title_in_a_window_that_names_the_chapter_too(window: str, title: str) -> None:
    assert title_of(window) == title


def test_the_title_and_a_byline_below_the_heading_of_a_chapter(read: Read) -> None:
    heads = "<h1>Chapter 1 - The Ladder</h1><h2><a href='/f'>Slack Water</a></h2><h3>by <i>wyn7</i></h3>"
    window = "<title>Chapter 1 - The Ladder - Slack Water | Royal Road</title>"
    text = read("a.html", f"<html><head>{window}</head><body>{heads}{LINES}</body></html>")
    assert (text.metadata.title, titles(text)) == ("Slack Water", ["Chapter 1 - The Ladder"])
    assert shown(text) == STORY
