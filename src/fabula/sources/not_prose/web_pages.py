"""What a site shows in place of a story: a page to log in, a page that says what went wrong."""

from __future__ import annotations

import re

from fabula.sources.not_prose.sample import Sample
from fabula.types import Text

LOGIN, ERROR, ASKING = "a page to log in", "an error page", "a page that stands before the story's own"

_PASSWORD = re.compile(r"<input\b[^>]{0,400}\btype\s*=\s*[\"']?password", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_NUMBERED = r"(?:error\W*)?(?:http(?:/[\d.]+)?\W*)?(?:error\W*)?(?:4[0-5]\d|5[0-3]\d)\b"
_NAMED = (
    r"(?:(?:page|file|url|resource|object|document|site|story|chapter|work|content)\s+)?(?:was\s+)?(?:could\s+)?not"
    r"(?:\s+be)?\s+found|forbidden|access denied|unauthori[sz]ed|bad (?:gateway|request)|gateway time-?out"
    r"|service (?:temporarily )?unavailable|internal server error|too many requests|request timed? ?out"
    r"|just a moment|attention required!?|checking your browser|security check|are you (?:a )?(?:human|robot)"
    r"|server error|gone|method not allowed|under maintenance|(?:site )?maintenance"
)
_ERROR_LINE = re.compile(
    rf"\W*(?:{_NUMBERED}(?:\W+(?:error\W+)?(?:{_NAMED}))?|(?:error\W+)?(?:{_NAMED}))(?:\W*\||\W*[-–—]\s|\W*$)",
    re.IGNORECASE,
)
_BARE_ERROR = re.compile(rf"\W*{_NUMBERED}\W+(?:error\W+)?(?:{_NAMED})\W*$", re.IGNORECASE)
_ERROR_WORDS = re.compile(
    r"requested (?:url|page|resource|file) .{0,80}(?:was|could) not (?:be )?found|not found on this server"
    r"|you (?:don[’']t|do not) have permission to access|enable javascript and cookies to continue"
    r"|checking (?:your browser|if the site connection is secure)|complete the security check"
    r"|verify(?:ing)? (?:that )?you are (?:a )?human|unusual traffic from your"
    r"|enable javascript to (?:view|run|use)|you need to enable javascript|security by cloudflare"
    r"|the page you(?: are|[’']re| were) looking for|server is (?:down|temporarily unable)"
    r"|we couldn[’']t find (?:that|the) page",
    re.IGNORECASE | re.DOTALL,
)
_LOGIN_LINE = re.compile(
    r"\W*(?:please\s+)?(?:log|sign)[ -]?(?:in|on)\b|\W*(?:create an account|members only)",
    re.IGNORECASE,
)
_LOGIN_WORDS = re.compile(
    r"(?:only available to|restricted to|visible only to) (?:registered|logged|signed)"
    r"|you (?:must|need to|have to) be (?:logged|signed|registered)"
    r"|(?:log|sign) in (?:or (?:register|sign up|create an account) )?to (?:continue|read|view|see|access)"
    r"|forgot(?:ten)? (?:your )?password",
    re.IGNORECASE,
)
_ASKING_WORDS = re.compile(
    r"this work could have adult content|may contain (?:adult|mature) content.{0,200}(?:proceed|continue)"
    r"|(?:confirm|verify) (?:that )?you(?: are|[’']re) (?:over|at least|18)|are you (?:over )?18",
    re.IGNORECASE | re.DOTALL,
)
_FEW, _LONGEST = 120, 40
"""Words that a page has at most, and the longest of its paragraphs, where its name alone tells what it is."""
_MORE = 250
"""Words that it has at most where its own words tell."""


def kind_of(sample: Sample) -> str:
    """ "an error page", where a file has no more than its line; or empty."""
    short = sample.whole and len(sample.head.split()) <= _LONGEST and len(sample.lines) <= 3
    return ERROR if short and any(_BARE_ERROR.match(line) for line in sample.lines[:2]) else ""


def kind_of_page(page: str, text: Text) -> str:
    """What a site shows, of the source of a page and of its words; empty for a page with a story on it."""
    told = [text.content[b.start : b.end] for b in text.blocks if b.kind.is_story]
    counts = [len(words.split()) for words in told]
    total, longest = sum(counts), max(counts, default=0)
    if total > _MORE:
        return ""
    words = " ".join(text.content.split())
    named = _TITLE.search(page)
    heads = [named[1] if named else "", text.metadata.title]
    heads += [text.content[b.start : b.end] for b in text.blocks[:3]]
    few = total <= _FEW and longest < _LONGEST
    if _PASSWORD.search(page) and (few or _LOGIN_WORDS.search(words) or any(map(_LOGIN_LINE.match, heads))):
        return LOGIN
    if _LOGIN_WORDS.search(words) and (few or any(map(_LOGIN_LINE.match, heads))):
        return LOGIN
    if (_ERROR_WORDS.search(words) and longest < _LONGEST) or (few and any(map(_ERROR_LINE.match, heads))):
        return ERROR
    return ASKING if _ASKING_WORDS.search(words) else ""
