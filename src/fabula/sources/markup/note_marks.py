"""What stands in the lines of a page and is no part of the sentence: marks of notes, numbers of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fabula.sources.markup.css import Declarations
from fabula.sources.markup.trees import tag_of, text_of, types_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_REFERENCES = frozenset(("noteref", "doc-noteref", "backlink", "doc-backlink", "annoref"))
_PAGE_BREAKS = frozenset(("pagebreak", "doc-pagebreak"))
_PAGE_CLASS = re.compile(r"page[-_]?(?:num|no|number|nr|break|marker)s?\d*|pb|pgnum|pgno|folio|pageanchor")
_PAGE_NUMBER = re.compile(
    r"[\[({|<\s]*(?:(?:pages?|pgs?|pp?)\b\.?\s*)?(?:\d{1,4}|[ivxlcdm]{1,8})[\])}|>.\s]*", re.IGNORECASE
)
_PAGE_ID = re.compile(r"(?:page|pg|p)[-_.]?(?P<number>\d{1,4}|[ivxlc]{1,8})", re.IGNORECASE)
_REFERENCE_CLASS = re.compile(
    r"(?:foot|end|rear)?[-_]?notes?[-_]?(?:ref(?:erence)?|link|call|mark|anchor|number|num|symbol|id)?s?\d*"
    r"|fn(?:ref|anchor|call|link)?\d*|fnanchor|mso(?:foot|end)notereference|sd(?:foot|end)note(?:anc|sym)"
    r"|super(?:script)?|sup|apnb|enref|ftnref"
)
# Where such a link leads, by how note-making programs name the place.
_NOTE_TARGET = re.compile(
    r"_?(?:(?:foot|end|rear)[-_]?notes?|f?n(?:ote)?s?|ftn|edn|fn|cmnt|sdfootnote|sdendnote|annotation|en)"
    r"[-_.]?(?:ref|text|body|sym)?[-_.:]?\w{0,8}\d\w{0,4}|.*footnote.*|.*endnote.*",
    re.IGNORECASE,
)
_MARK = re.compile(r"[\[({]?\s*(?:\d{1,3}|[*†‡§¶‖]{1,3})\s*[\])}]?")
_LETTER_MARK = re.compile(r"[\[(]\s*[a-z]{1,2}\s*[\])]|[a-z]", re.IGNORECASE)
_BACK = re.compile(r"[\[(]?[\s↩↑⏎^←↵⬆️︎\ufe0e\ufe0f]+[\])]?|\W*(?:back|return)\W*", re.IGNORECASE)
INLINE = frozenset(("a", "sup", "sub", "span", "small", "b", "i", "em", "strong", "font", "u"))
# "3 km", "x", "E=mc": what a number is raised over in a formula.
_POWER = re.compile(r"(?:\d\s?[a-z]{1,2}|(?<![\w’'])[b-hj-z]|=\s?\w*)$")
_FARTHEST = 20
_LONGEST_MARK = 8
_LONGEST_PAGE = 40


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark of a note: what it says, where it leads (empty without a link), and the ids it stands at."""

    element: Any
    words: str
    href: str
    ids: frozenset[str]


def is_page_number(element: _Element, tag: str) -> bool:
    """The number of a page of the printed book, set between or inside the words."""
    if tag == "pagenum":
        return True
    types = types_of(element)
    if _is_anchor_of_page(element, tag):
        return True
    said = bool(types & _PAGE_BREAKS) or any(
        _PAGE_CLASS.fullmatch(token) for token in (element.get("class") or "").lower().split()
    )
    return said and _is_number_alone(text_of(element, _LONGEST_PAGE))


def _is_anchor_of_page(element: _Element, tag: str) -> bool:
    """``<a id="page_12">[12]</a>``: the place of a page, and its number in brackets."""
    place = _PAGE_ID.fullmatch(element.get("id") or element.get("name") or "") if tag in INLINE else None
    if place is None:
        return False
    return text_of(element, _LONGEST_PAGE).strip("[](){}| \t").lower() == place["number"].lower()


def _is_number_alone(words: str) -> bool:
    return not words or _PAGE_NUMBER.fullmatch(words) is not None


def is_note_mark(element: _Element, tag: str, declared: Declarations) -> bool:
    """The raised number that leads to a note, or the arrow that leads back: no part of the sentence."""
    if tag not in ("a", "sup", "span", "noteref", "small"):
        return False
    words = text_of(element, _LONGEST_MARK)
    if not words or len(words) > _LONGEST_MARK:
        return False
    if tag == "noteref":
        return True
    if tag == "a":
        return _is_linked_mark(element, words)
    classes = (element.get("class") or "").lower().split()
    raised = tag == "sup" or declared.get("vertical-align") in ("super", "top", "text-top")
    named = any(_REFERENCE_CLASS.fullmatch(token) for token in classes)
    if not (raised or named) or not _MARK.fullmatch(words):
        return False
    link = next(element.iter("{*}a"), None)
    if link is not None and _fragment(link):
        return True
    return _follows_word(element)


def _is_linked_mark(element: _Element, words: str) -> bool:
    if types_of(element) & _REFERENCES:
        return any(form.fullmatch(words) for form in (_MARK, _LETTER_MARK, _BACK))
    classes = (element.get("class") or "").lower().split()
    named = any(_REFERENCE_CLASS.fullmatch(token) for token in classes)
    fragment = _fragment(element)
    raised = tag_of_parent(element) == "sup" or any(tag_of(e) == "sup" for e in element)
    if _MARK.fullmatch(words):
        if named or (fragment and raised):
            return True
        before = preceding(element)
        close = bool(before) and not before[-1:].isspace() and not before[-1:].isdigit()
        return bool(fragment) and (close or (bool(before) and _NOTE_TARGET.fullmatch(fragment) is not None))
    if _LETTER_MARK.fullmatch(words):
        return bool(fragment) and raised and (named or _NOTE_TARGET.fullmatch(fragment) is not None)
    return bool(fragment) and named and _BACK.fullmatch(words) is not None


def tag_of_parent(element: _Element) -> str:
    """The tag of the element around this one; empty for the outermost."""
    around = element.getparent()
    return "" if around is None else tag_of(around)


def _fragment(element: _Element) -> str:
    return (element.get("href") or "").partition("#")[2]


def preceding(element: _Element) -> str:
    """What stands right before an element in its block, white space and all; empty where nothing does."""
    at = element
    for _ in range(_FARTHEST):
        before = at.getprevious()
        if before is not None:
            words = before.tail or words_in(before)
            if words or tag_of(before) == "br":
                return words
            at = before
            continue
        above = at.getparent()
        if above is None or above.text or tag_of(above) not in INLINE:
            return (above.text or "") if above is not None else ""
        at = above
    return ""


def following(element: _Element) -> str:
    """What stands right after an element in its block, white space and all; empty where nothing does."""
    at = element
    space = ""
    for _ in range(_FARTHEST):
        if at.tail and at.tail.strip():
            return space + at.tail
        space += at.tail or ""
        after = at.getnext()
        if after is not None:
            words = words_in(after)
            if words.strip() or tag_of(after) == "br":
                return space + words
            space += words
            at = after
            continue
        above = at.getparent()
        if above is None or tag_of(above) not in INLINE:
            return space
        at = above
    return space


def words_in(element: _Element) -> str:
    """The words inside an element as they stand, those of comments left out."""
    return "".join(str(part) for part in element.itertext()) if tag_of(element) else ""


def _follows_word(element: _Element) -> bool:
    """A raised number after a word or a mark is a note's; after a number, a sign or a unit it is a power."""
    before = preceding(element)[-40:]
    if not before or before[-1].isspace() or before[-1].isdigit() or before[-1] in "+-=×^/":
        return False
    return _POWER.search(before) is None


def marks_in(root: _Element) -> Iterator[Marked]:
    """The marks of notes in the sentences of a page; what opens a block leads back from the note itself."""
    for element in root.iter("{*}a", "{*}sup", "{*}span"):
        tag = tag_of(element)
        if is_note_mark(element, tag, {}) and preceding(element).strip():
            link = element if tag == "a" else next(element.iter("{*}a"), None)
            ids = {element.get("id"), element.get("name")}
            around = element.getparent()
            if around is not None and tag_of(around) in INLINE:
                ids.add(around.get("id"))
            if link is not None:
                ids.update((link.get("id"), link.get("name")))
            before = element.getprevious()
            if before is not None and tag_of(before) == "a" and not text_of(before):
                ids.update((before.get("id"), before.get("name")))
            href = (link.get("href") or "") if link is not None else ""
            yield Marked(element, text_of(element).strip("[](){} "), href, frozenset(filter(None, ids)))
