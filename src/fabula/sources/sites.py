"""What stands around the words of a story on a page of the web: bars, menus, comments, links onward."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from fabula.sources import headings
from fabula.sources.markup.roles import COMMENT, HIDDEN, SITE, STORY, Role, link_share
from fabula.sources.markup.trees import classes_of, tag_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN_SHARE = 0.5
_COMMENTS = re.compile(
    r"comments?[-_]?(?:list|area|section|thread|wrap(?:per)?|container|form|box|block|respond|feed)?s?"
    r"|commentlist|disqus[-_]thread|respond|replies|fb-comments|inline-comments"
)
_COUNTERS = re.compile(
    r"(?:num|count)[-_]?comments?|comments?[-_]?(?:marker|count|counter|num|number|bubble|icon|button)"
)
_FRAME = re.compile(
    r"(?:site|page|main|global|top)[-_]?(?:header|footer|nav(?:igation|bar)?|menu)|navbar|sidebar|side-bar|menu"
    r"|widget(?:[-_]area)?|related(?:[-_]?(?:posts|stories|works))?|share(?:daddy|[-_]?(?:buttons?|links?|bar))"
    r"|social(?:[-_]?(?:share|links|media|icons))?|post[-_]navigation|nav[-_]links|entry-(?:meta|footer|utility)"
    r"|post-(?:meta|tags|footer|categories)|breadcrumbs?|cookie[-_]?(?:notice|banner|consent|bar)|advert(?:isement)?s?"
    r"|ad[-_]?(?:container|slot|banner|wrapper|block)|sd-sharing|jp-relatedposts|jp-post-flair|sd-block|likes?-widget|wpcnt|login(?:[-_]?form)?|masthead"
)
_NEXT_PAGE = re.compile(
    r"(?:[\W_]*(?:previous|prev|next|first|last|latest|table of contents|contents|index|home|back|top|toc"
    r"|vote|chapters?|page|post|part|story|to|of|the|archive|list|share|log in|sign up|report"
    r"|reply|\d+)\b)+"
    r"[\W_]*",
    re.IGNORECASE,
)
# What sites put behind a title in the name of the window.
_SITES = (
    frozenset(("wattpad", "project gutenberg", "archive of our own", "fanfiction"))
    | frozenset(("fanfiction.net", "royal road", "quotev", "inkitt", "fictionpress"))
    | frozenset(("ao3", "wordpress", "tumblr", "blogger", "medium", "livejournal"))
    | frozenset(("dreamwidth", "webnovel", "scribble hub", "spacebattles"))
    | frozenset(("sufficient velocity", "a wattpad story", "the project gutenberg"))
)
_BETWEEN = re.compile(r"\s+[-|–—·•»]\s+")
_SURE = (headings.PART, headings.CHAPTER, headings.NUMBER)
_CONTENT = frozenset(("article", "main", "section", "blockquote", "figure"))
_LISTS = frozenset(("p", "div", "ul", "ol", "table", "center", "h3", "h4", "h5", "h6"))
_ENDS = frozenset(("header", "footer"))
_SHORT = 200
_PARTS_OF_CHAPTER = 2
_NEAR = 4


def frame(root: _Element) -> dict[Any, Role]:
    """What stands around the story, by tag, class and id; the one main part of a page is the story's."""
    roles: dict[Any, Role] = {}
    whole = len(text_of(root))
    most = int(_MAIN_SHARE * whole)
    main = _main_of(root, whole)
    if main is not None:
        roles.update({root: SITE, main: STORY})
    of_story = _of_story(root)
    for element in root.iter():
        tag = tag_of(element)
        if not element.attrib and tag not in _ENDS:
            continue
        role = _role(element, tag)
        if role is None and tag in _ENDS and element not in of_story:
            role = SITE
        # A "sidebar" or a "comment" that holds most of a page is how somebody has named the story's own box.
        if role is not None and (role.hidden or len(text_of(element, most)) <= most):
            roles.setdefault(element, role)
    for element, onward in links_onward(root).items():
        roles.setdefault(element, onward)
    return roles


def links_onward(root: _Element) -> dict[Any, Role]:
    """The lines of links to the pages before and after."""
    around = {above: None for link in root.iter("{*}a") for above in islice(link.iterancestors(), _NEAR)}
    # Each once, however many links a whole story in one box has.
    return {above: SITE for above in around if tag_of(above) in _LISTS and _leads_on(above)}


def _main_of(root: _Element, whole: int) -> _Element | None:
    """The one main part of a page, if it holds most of its words."""
    mains = [e for e in root.iter() if tag_of(e) == "main" or e.get("role") == "main"]
    if not mains:
        articles = list(root.iter("{*}article"))
        mains = articles if len(articles) == 1 else []
    if len(mains) != 1 or len(text_of(mains[0])) < _MAIN_SHARE * whole:
        return None
    return mains[0]


def _role(element: _Element, tag: str) -> Role | None:
    names = [*classes_of(element), (element.get("id") or "").lower()]
    if any(_COUNTERS.fullmatch(name) for name in names):
        return HIDDEN
    if tag in ("div", "section", "ol", "ul", "aside", "form"):
        if any(_COMMENTS.fullmatch(name) for name in names):
            return COMMENT
        if any(_FRAME.fullmatch(name) for name in names):
            return SITE
    return None


def _of_story(root: _Element) -> set[_Element]:
    """The headers and footers inside of what is the story's, and those that hold a heading."""
    found: set[_Element] = set()
    for element in root.iter("{*}header", "{*}footer"):
        for above in element.iterancestors():
            if above in found or tag_of(above) in _CONTENT:
                found.add(element)
                break
            if tag_of(above) in _ENDS:
                break  # what is true of one in another is true of both
    headed: set[_Element] = set()
    for heading in (e for e in root.iter() if tag_of(e)[:1] == "h" and tag_of(e)[1:].isdigit()):
        at: _Element | None = heading
        while at is not None and at not in headed:
            headed.add(at)
            at = at.getparent()
    return found | headed


def _leads_on(element: _Element) -> bool:
    """A line of links to the pages before and after."""
    words = text_of(element)
    if not words or len(words) > _SHORT or _NEXT_PAGE.fullmatch(words) is None:
        return False
    return link_share(element) > 0.6


def title_of(window: str) -> str:
    """The title in the name of a window, without the site's and without the chapter's."""
    parts = [part.strip() for part in _BETWEEN.split(window)]
    own = [part for part in parts if part.casefold() not in _SITES]
    if len(own) > _PARTS_OF_CHAPTER and headings.rank(own[0]) in _SURE and headings.is_bare(own[0]):
        own = own[2:]  # the chapter's number, and the title of the chapter
    story = [part for part in own if headings.rank(part) not in _SURE] or own
    return window if len(story) == len(parts) or not story else " - ".join(story)
