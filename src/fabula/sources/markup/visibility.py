"""Which elements show no words on a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fabula.sources.markup import css
from fabula.sources.markup.css import Declarations
from fabula.sources.markup.note_marks import following, preceding
from fabula.sources.markup.trees import classes_of, tag_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_NEVER = (
    frozenset(("script", "style", "template", "head", "img", "picture", "audio"))
    | frozenset(("video", "iframe", "object", "embed", "button", "select", "input"))
    | frozenset(("textarea", "svg", "math", "rt", "rp", "rtc", "title", "option"))
    | frozenset(("canvas", "map", "noscript"))
)
# Words for those who hear the page: the same words stand beside them for those who see it.
_SPOKEN_ONLY = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "a11y-only"))
# What Pandoc keeps of tracked changes and comments.
_TRACKED = frozenset(("deletion", "paragraph-deletion", "comment-start"))
_ICON = re.compile(r"\b(?:icons?|fa|fas|far|material-icons\w*|glyphicon|anchor|emoji)\b")


def is_hidden(element: _Element, tag: str, declared: Declarations) -> bool:
    """Whether a reader sees nothing of an element, whatever is inside it."""
    if tag in _NEVER or not tag:
        return True
    if declared and css.hides(declared):
        return True
    if not element.attrib:
        return False
    if element.get("hidden") is not None:
        return True
    # What a writer's tracked changes took out; an author's own struck-out words have no date.
    if tag == "del" and element.get("datetime") is not None:
        return True
    if element.get("data-author") is not None and _TRACKED & set(classes_of(element)):
        return True
    if element.get("aria-hidden") == "true":
        return not _is_seen(element)
    return False


def _is_seen(element: _Element) -> bool:
    """Words hidden from a screen reader alone: the letters of a word that is set in a way it cannot say."""
    words = text_of(element)
    if not words[:1].isalpha() and not words[1:2].isalpha():
        return False
    if _ICON.search(element.get("class") or ""):
        return False
    beside = (element.getprevious(), element.getnext())
    if any(other is not None and _SPOKEN_ONLY & set(classes_of(other)) for other in beside):
        return False
    around = element.getparent()
    if around is not None and around.get("aria-label") and tag_of(around) == "span":
        return True
    return following(element)[:1].isalpha() or preceding(element)[-1:].isalpha()
