from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from fabula.types import Apart, BlockKind, Text

from .conftest import ENGLISH, Read, shown, titles
from .epubs import Nav, epub

OWN_DOWNLOAD = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html><head><title>The Long Watch - merrow - Salt Gate [Archive of Our Own]</title></head><body>
<div id="preface">
<p class="message"><b>The Long Watch</b><br/>Posted originally on the <a href="#">Archive of Our Own</a>.</p>
<div class="meta"><dl class="tags">
<dt>Rating:</dt><dd><a href="#">Teen And Up Audiences</a></dd>
<dt>Fandom:</dt><dd><a href="#">Salt Gate</a></dd>
<dt>Relationship:</dt><dd><a href="#">Orsa Denn/Aurel Vashti</a></dd>
<dt>Additional Tags:</dt><dd><a href="#">Angst</a>, <a href="#">Slow Burn</a></dd>
<dt>Language:</dt><dd>English</dd><dt>Stats:</dt><dd>Published: 2020-01-01 Words: 1,000</dd></dl>
<h1>The Long Watch</h1><div class="byline">by <a rel="author" href="#">merrow</a></div>
<p>Summary</p><blockquote class="userstuff"><p>Orsa waits.</p></blockquote>
<p>Notes</p><blockquote class="userstuff"><p>For Sael.</p></blockquote></div></div>
<div id="chapters" class="userstuff">
<div class="meta group"><h2 class="heading">Chapter 1: Dusk</h2><p>Chapter Notes</p>
<blockquote class="userstuff"><p>Unbetaed.</p></blockquote></div>
<div class="userstuff"><p>{ENGLISH}</p><hr/><p>“Open <em>up</em>,” he said.</p></div>
<div class="meta group"><h2 class="heading">Chapter 2: Dawn</h2></div>
<div class="userstuff"><p>{ENGLISH}</p></div></div>
<div id="afterword"><div class="meta"><div id="endnotes"><p>End Notes</p>
<blockquote class="userstuff"><p>Thanks!</p>
</blockquote></div></div><p class="message">Please drop by the archive and comment.</p></div>
</body></html>"""

OWN_PAGE = f"""<html><head><title>The Long Watch</title></head><body>
<div id="header"><h1 class="heading">Archive of Our Own beta</h1>
<ul class="primary navigation actions"><li>Browse</li></ul></div><div id="main">
<dl class="work meta group"><dt class="fandom tags">Fandom:</dt><dd>
<ul><li><a>Salt Gate</a></li></ul></dd>
<dt>Language:</dt><dd>English</dd></dl><div id="workskin"><div class="preface group">
<h2 class="title heading">The Long Watch</h2><h3 class="byline heading"><a rel="author">merrow</a></h3>
<div class="summary module"><h3 class="heading">Summary:</h3>
<blockquote class="userstuff"><p>Orsa waits.</p></blockquote></div></div>
<div id="chapters"><div class="chapter">
<div class="chapter preface group"><h3 class="title"><a>Chapter 1</a>: Dusk</h3>
<div class="notes module"><h3 class="heading">Notes:</h3><blockquote class="userstuff"><p>Hi!</p>
</blockquote></div></div>
<div class="userstuff module" role="article"><h3 class="landmark heading">Chapter Text</h3><p>{ENGLISH}</p>
</div></div></div>
</div><div id="feedback"><h3 class="landmark heading">Actions</h3><p>kudos</p></div></div></body></html>"""

FANFICTION = f"""<html><body><div class="menu">Browse</div>
<div id="pre_story_links"><a href="/book/">Books</a> » <a href="#">Salt Gate</a></div>
<div id="profile_top"><b class="xcontrast_txt">The Long Watch</b>
<span>By:</span> <a href="/u/1/merrow">merrow</a>
<div class="xcontrast_txt">Orsa waits.</div>
<span class="xgray xcontrast_txt">Rated: <a>Fiction  T</a> - English - Angst/Romance -
 Orsa D., Aurel V. - Words: 1,000 - Published: <span>1/1/2020</span> - id: 1</span></div>
<select id="chap_select"><option>1. Dusk</option></select>
<div id="storytext"><p>A/N: Unbetaed.</p><p>{ENGLISH}</p><hr><p>{ENGLISH}</p></div>
<div>Review this story</div></body></html>"""

FANFICFARE = f"""<html><body>
<h1><a href="#">The Long Watch</a> by <a class="authorlink fff_author" href="#">merrow</a></h1>
<p><b>Category:</b> Salt Gate<br/><b>Rating:</b> T<br/><b>Language:</b> English<br/>
<b>Summary:</b> Orsa waits.</p>
<div class="toc"><h2>Table of Contents</h2><p><a href="#s1">1. Dusk</a></p></div>
<h2 class="fff_chapter_title">1. Dusk</h2><p>{ENGLISH}</p>
<h2 class="fff_chapter_title">2. Dawn</h2><p>{ENGLISH}</p></body></html>"""


def common(text: Text) -> None:
    assert (text.metadata.title, text.metadata.author) == ("The Long Watch", "merrow")
    assert text.metadata.other["fandom"] == "Salt Gate"
    assert text.metadata.summary == "Orsa waits."
    assert text.metadata.language == "en"
    assert not any("Orsa waits" in words or "Browse" in words for words in shown(text))


def test_a_download_of_the_archive_of_our_own(read: Read) -> None:
    text = read("a.html", OWN_DOWNLOAD)
    common(text)
    assert shown(text) == [ENGLISH, "“Open up,” he said.", ENGLISH]
    assert titles(text) == ["Chapter 1: Dusk", "Chapter 2: Dawn"]
    assert text.metadata.other["rating"] == "Teen And Up Audiences"
    assert text.metadata.tags == ("Orsa Denn/Aurel Vashti", "Angst", "Slow Burn")
    assert {"For Sael.", "Unbetaed.", "Thanks!"} <= set(shown(text, BlockKind.NOTE))


def test_a_saved_page_of_the_archive_of_our_own(read: Read) -> None:
    text = read("a.html", OWN_PAGE)
    common(text)
    assert shown(text) == [ENGLISH]
    assert titles(text) == ["Chapter 1: Dusk"]
    assert "Hi!" in shown(text, BlockKind.NOTE)


def test_a_saved_page_of_fanfiction_net(read: Read) -> None:
    text = read("a.html", FANFICTION)
    common(text)
    assert shown(text) == [ENGLISH, ENGLISH]
    assert text.metadata.other["rating"] == "T"
    assert text.metadata.tags == ("Angst", "Romance", "Orsa D.", "Aurel V.")
    assert "A/N: Unbetaed." in shown(text, BlockKind.NOTE)


def test_a_page_made_by_fanficfare(read: Read) -> None:
    text = read("a.html", FANFICFARE)
    common(text)
    assert shown(text) == [ENGLISH, ENGLISH]
    assert titles(text) == ["1. Dusk", "2. Dawn"]


PREFACE = """<div id="preface"><h2 class="toc-heading">Preface</h2>
<p class="message"><b>The Long Watch</b><br/>Posted originally on the <a href="#">Archive of Our Own</a>.</p>
<dl class="tags"><dt>Rating:</dt><dd><a href="#">Teen And Up Audiences</a></dd>
<dt>Fandom:</dt><dd><a href="#">Salt Gate</a></dd><dt>Language:</dt><dd>English</dd></dl></div>"""
TITLED = """<div id="preface"><h1>The Long Watch</h1><div class="byline">by <a rel="author">merrow</a></div>
<p>Summary</p><blockquote class="userstuff"><p>Orsa waits.</p></blockquote><p>Notes</p>
<blockquote class="userstuff"><p>I wrote this for Sael, who said, “Write it.”</p></blockquote>
<div class="endnote-link">See the end of the work for <a href="#e">more notes</a></div></div>"""
FIRST = f"""<div id="chapters" class="userstuff1"><div class="c1"><h2 class="heading">Chapter 1: Dusk</h2>
<p>Chapter Summary</p><blockquote class="userstuff"><p>A lamp is lit.</p></blockquote><p>Chapter Notes</p>
<blockquote class="userstuff"><p>I am sorry that it is late.</p>
<p>Rufus says, “Take your time.”</p></blockquote>
<div class="endnote-link">See the end of the chapter for <a href="#e1">notes</a></div></div>
<div class="userstuff2"><p>{ENGLISH}</p></div><div id="endnotes1"><p>Chapter End Notes</p>
<blockquote class="userstuff"><p>Tell me what you think!</p></blockquote></div></div>"""
SECOND = f"""<div id="chapters" class="userstuff1"><div class="c1">
<h2 class="heading">Chapter 2: Dawn</h2></div>
<div class="userstuff2"><p>{ENGLISH}</p><blockquote><p>Summary</p></blockquote></div></div>"""
LAST = """<div id="afterword"><h2 class="toc-heading">Afterword</h2><div id="endnotes"><p>End Notes</p>
<blockquote class="userstuff"><p>I am on the usual site. Thank you, Emma!</p></blockquote></div>
<p class="message">Please <a href="#">drop by the Archive and comment</a>!</p></div>"""
PAGES = {"p.xhtml": PREFACE, "t.xhtml": TITLED, "1.xhtml": FIRST, "2.xhtml": SECOND, "e.xhtml": LAST}
NAV: Nav = [
    ("p.xhtml", "Preface"),
    ("1.xhtml", "Chapter 1: Dusk"),
    ("2.xhtml", "Chapter 2: Dawn"),
    ("e.xhtml", "Afterword"),
]


def bare(page: str) -> str:
    """A page as programs leave it that rename all classes and drop most ids."""
    kept = re.sub(r' id="(?:endnotes\d*|chapters|e\d?)"', "", page)
    return re.sub(r' class="[^"]*"', ' class="calibre3"', kept).replace("<h2 ", '<h2 id="calibre_toc_3" ')


@pytest.mark.parametrize("nav", [NAV, None])
@pytest.mark.parametrize("change", [str, bare])
def test_an_epub_of_the_archive_of_our_own(read: Read, change: Callable[[str], str], nav: Nav | None) -> None:
    pages = {name: change(page) for name, page in PAGES.items()}
    text = read("a.epub", epub(pages, nav=nav, title="The Long Watch"))
    assert shown(text) == [ENGLISH, ENGLISH, "Summary"]
    assert titles(text) == ["Chapter 1: Dusk", "Chapter 2: Dawn"]
    assert text.metadata.other["fandom"] == "Salt Gate"
    assert {Apart.SUMMARY, Apart.AUTHORS_NOTE, Apart.TAGS} <= {block.apart for block in text.blocks}


def test_an_epub_of_one_chapter_of_the_archive_of_our_own(read: Read) -> None:
    chapter = f'<div id="chapters"><h2 class="toc-heading">The Long Watch</h2><p>{ENGLISH}</p></div>'
    nav = [("p.xhtml", "Preface"), ("1.xhtml", "The Long Watch"), ("e.xhtml", "Afterword")]
    pages = {"p.xhtml": PREFACE, "t.xhtml": TITLED, "1.xhtml": chapter, "e.xhtml": LAST}
    text = read("a.epub", epub(pages, nav=nav, title="The Long Watch"))
    assert shown(text) == [ENGLISH]
    assert set(titles(text)) <= {"The Long Watch"}


def test_a_chapter_called_afterword_in_a_work_of_the_archive(read: Read) -> None:
    own = SECOND.replace("Chapter 2: Dawn", "Afterword")
    text = read("a.epub", epub({**PAGES, "2.xhtml": own}, nav=[*NAV[:2], ("2.xhtml", "Afterword"), NAV[3]]))
    assert titles(text) == ["Chapter 1: Dusk", "Afterword"]


def test_an_epub_made_by_fanficfare(read: Read) -> None:
    head = """<h3><a href="#">The Long Watch</a> by <a class="authorlink" href="#">merrow</a></h3><div>
<b>Category:</b> Salt Gate<br/><b>Language:</b> English<br/><b>Summary:</b> Orsa waits.<br/></div>"""
    one = f"""<h3 class="fff_chapter_title">1. Dusk</h3><div class="fff_chapter_notes fff_head_notes">
<b>Author's Note:</b><blockquote><p>I am sorry that it is late.</p></blockquote></div>
<p>{ENGLISH}</p><p><b>Orsa:</b> Open up.</p>
<div class="fff_chapter_notes fff_foot_notes"><b>End Note:</b><blockquote><p>Thanks!</p></blockquote></div>"""
    two = f'<h3 class="fff_chapter_title">2. Dawn</h3><p>{ENGLISH}</p>'
    pages = {"title_page.xhtml": head, "1.xhtml": one, "2.xhtml": two}
    text = read("a.epub", epub(pages, title="The Long Watch"))
    assert shown(text) == [ENGLISH, "Orsa: Open up.", ENGLISH]
    assert titles(text) == ["1. Dusk", "2. Dawn"]
    assert text.metadata.summary == "Orsa waits."


def test_another_archive_that_runs_the_same_program(read: Read) -> None:
    posted = 'SquidgeWorld Archive</a> at <a href="#">https://squidgeworld.org/works/1</a>.'
    page = OWN_DOWNLOAD.replace("[Archive of Our Own]", "[SquidgeWorld Archive]")
    text = read("a.html", page.replace("Archive of Our Own</a>.", posted))
    assert text.metadata.title == "The Long Watch" and text.metadata.author == "merrow"
    assert shown(text) == [ENGLISH, "“Open up,” he said.", ENGLISH]
