"""What stands before and after a story in a book: what it is called, and what it looks like inside.

A title alone makes nothing of a section: it must also hold what such sections hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from fabula.types import Apart, BlockKind

_NAME = r"[^\n]{1,80}"
_KEEN = r"(?:exclusive|special|bonus|free|sneak|extended|exciting|first|early|short)"
_PIECE = r"(?:excerpt|preview|extract|sample|teaser)"
_INVITES = r"(?:read on|keep reading|turn the page|continue reading|please enjoy|enjoy|here is|here.s|read)\b"
# For each kind the titles that it goes by, in small letters.
_TITLES: dict[Apart, tuple[str, ...]] = {
    Apart.CONTENTS: (
        r"(?:table of |the )?contents(?: page)?",
        r"list of (?:illustrations|maps|plates|figures)",
    ),
    Apart.COVER: (r"(?:front |back )?cover(?: page| image)?",),
    Apart.COPYRIGHT: (
        r"copyright(?: (?:page|notice|information))?",
        r"imprint|colophon|uncopyright|legal notices?|publishing information|credits|permissions",
        r"(?:photo|picture|text|image) credits|(?:a note (?:on|about)|about) (?:the|this) type(?:face)?",
    ),
    Apart.DEDICATION: (r"dedications?|dedicated to",),
    Apart.EPIGRAPH: (r"epigraphs?",),
    Apart.PRAISE: (
        rf"(?:(?:more|advance|early|further|critical) )?(?:praise|acclaim|raves|accolades)(?: for {_NAME})?",
        r"praise and reviews",
        r"what (?:the )?(?:readers|critics|people|reviewers) (?:are saying|say)(?: about .{1,80})?",
        rf"(?:critics|readers) (?:love|rave about) {_NAME}",
    ),
    Apart.ACKNOWLEDGMENTS: (
        r"(?:author.?s )?acknowledge?ments?(?: and (?:thanks|credits))?",
        r"(?:special|with) thanks|thanks and acknowledge?ments?",
    ),
    Apart.ABOUT_AUTHOR: (
        r"(?:(?:a )?(?:note|word) )?about the (?:authors?|writers?|editors?|translators?|illustrators?)",
        r"(?:the )?authors?.{0,2} bio(?:graphy|graphical note)?|author biography|meet the author",
        r"biographical note|(?:connect|(?:stay|keep) in touch) with (?:the author|[a-z].{1,40})",
    ),
    Apart.ALSO_BY: (
        rf"(?:also|other (?:books|novels|titles|works|stories)|(?:more )?(?:books|novels|titles|works)|more)"
        rf"(?: available)?,? (?:by|from) (?:(?:the |this )?(?:same )?author|{_NAME})",
        r"(?:(?:books|novels|works|titles) )?by (?:the same|this) (?:author|writer)",
        r"also by|also available(?: (?:from|in) .{1,60})?|also in (?:the|this) .{1,60}series",
        r"(?:other |more )?(?:books|titles|works) (?:in|of) (?:the|this) .{0,60}series",
        r"(?:complete )?bibliography of .{1,60}|discover more .{0,60}|have you read\b.{0,60}",
    ),
    Apart.PREVIEW: (
        # Hardly any line begins so: that is asked before all of it is searched.
        rf"(?={_INVITES})(?=.*\b(?:excerpt|preview|extract|peek|sample|chapters?|teaser|taste|glimpse)\b)"
        rf"{_INVITES}.{{1,200}}",
        rf"(?:an? )?(?:{_KEEN} ){{1,2}}{_PIECE}(?: chapters?)?(?:[:,—–-]| (?:from|of|for)) ?{_NAME}",
        rf"(?:an? )?(?:excerpt|extract|sample chapters?|teaser)(?: from|:| [—–-]) ?{_NAME}",
        rf"(?:bonus[:,—–-]? ?)?(?:the )?(?:first|opening) (?:\w{{2,5}} )?chapters? (?:of|from) {_NAME}",
        rf"(?:an? )?(?:preview|excerpt)(?: chapters?)?(?: of|:| [—–-]) ?{_NAME}",
        rf"(?:an? )?{_KEEN} (?:{_PIECE}|peek|look)(?: chapters?)?"
        rf"(?:(?:[:,—–-]| (?:from|of|for|at|into|inside)) ?{_NAME})?",
        rf"preview chapters?|teaser|coming (?:soon|next)(?: from {_NAME})?(?:[:,—–-] {_NAME})?",
    ),
    Apart.READING_GROUP: (
        r"(?:a )?(?:reading|readers?.?|book) (?:group|club|discussion)"
        r"(?: (?:guide|discussion|questions?|notes?|kit))*",
        r"(?:a )?(?:reading|reader.?s|discussion) guide(?: (?:to|for) .{1,60})?|topics for discussion",
        r"(?:questions|topics)(?: and (?:questions|topics))?"
        r" for (?:discussion|reading groups?|(?:your )?book clubs?)",
        r"discussion (?:questions|points|topics)",
        r"(?:a )?(?:conversation|q ?(?:&|and) ?a|questions and answers|interview) with the author",
    ),
    Apart.NEWSLETTER: (
        r"(?:(?:join|sign up (?:for|to)|subscribe to) .{0,60})?"
        r"(?:newsletters?|mailing list|readers?.? club|street team)(?: sign[- ]?up)?",
        r"sign up (?:for|to) .{2,60}|stay connected|don.?t miss out!?|want more\b.{0,60}",
        r"(?:a )?free (?:book|novella|story|gift)(?: (?:for|from) .{1,40})?",
    ),
    Apart.ADVERTISEMENT: (
        r"advertisements?|(?:publisher.?s|books) (?:catalogue|advertisements|advertiser)",
        r"(?:please )?(?:leave|write|consider) a review.{0,40}|(?:an? )?invitation to (?:readers|review)",
    ),
    Apart.AUTHORS_NOTE: (
        r"(?:an? )?(?:author.?s|writer.?s) (?:(?:historical|final|closing|brief) )?notes?(?: .{0,60})?",
        r"(?:a )?(?:note|letter|word|message|few words) (?:from|by) the (?:author|writer)",
        r"(?:a )?(?:historical|history|research) notes?|content (?:warnings?|notes?)|trigger warnings?",
        r"(?:a )?note on (?:the )?"
        r"(?:history|sources|language|names|places|dates|pronunciation|spelling).{0,40}",
    ),
    Apart.OTHER: (
        r"about the publisher|(?:a )?notes? (?:on|about) the (?:text|translation|edition|transcription)",
        r"(?:suggestions for )?further reading|(?:select(?:ed)? )?bibliography|works cited",
        r"about this (?:book|edition|ebook|series)|landmarks|list of pages",
    ),
    Apart.TRANSCRIBER: (
        r"transcriber.{0,2}s? (?:end ?)?(?:notes?|comments?|corrections)\b.{0,40}",
        r"(?:appendix:? )?(?:production|proofreader.?s|digitizer.?s|scanner.?s) notes?"
        r"(?: (?:for|on|to) .{0,20}e-?(?:book|text)\b.{0,30})?",
    ),
    Apart.FOOTNOTE: (r"(?:foot|end)-?\s?notes?|notes?(?: to (?:the text|chapter .{1,20}))?",),
    Apart.GLOSSARY: (r"(?:a )?glossary(?: (?:of|to) .{1,60})?|(?:a )?(?:pronunciation|pronouncing) guide",),
    Apart.INDEX: (
        r"(?:general )?index|index of (?:names|first lines|titles|places|persons|people|subjects)",
    ),
    Apart.LICENCE: (r"the full project gutenberg\S* licen[sc]e.*|(?:project gutenberg )?licen[sc]e",),
}
_COMPILED = tuple(
    (apart, re.compile("|".join(patterns), re.IGNORECASE)) for apart, patterns in _TITLES.items()
)
_MARKS = " \t*_.:~-—–•|=#"
_FIRST = re.compile(rf"[\s{re.escape(_MARKS)}]*([^\s{re.escape(_MARKS)}])")
# Asked first: hardly any line is one of them.
_ANY_TITLE = re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in _COMPILED), re.IGNORECASE)
# Titles that no chapter of a story has, wherever they stand.
_OWN = re.compile(r"imprint|colophon|uncopyright|copyright (?:page|notice)", re.IGNORECASE)
# What may stand among the others and is left as it is: fiction has it too.
_PREFACE = (
    r"(?:the |an? |author.?s |editor.?s |translator.?s |publisher.?s |general )*"
    r"(?:preface|foreword|introduction|introductory|afterword|postscript|prefatory|note)\b.{0,60}"
)
_FRAME = re.compile(
    rf"(?:{_PREFACE}|(?:half[- ]?)?title(?: page)?|to the reader|dear reader.{{0,20}}|maps?(?: of .{{1,60}})?"
    r"|dramatis personae|(?:cast|list) of characters|family trees?)\W*",
    re.IGNORECASE,
)
_PREFACE_TITLE = re.compile(rf"{_PREFACE}\W*", re.IGNORECASE)
_FILES: tuple[tuple[Apart, str], ...] = (
    (Apart.COVER, r"(?:front|back)?cover(?:page)?"),
    (Apart.CONTENTS, r"(?:inline)?toc|tableofcontents|contents|nav|navigation"),
    (Apart.COPYRIGHT, r"copyright(?:page|notice)?|crt|cop|copy|imprint|colophon|uncopyright|legal"),
    (Apart.DEDICATION, r"ded(?:ication)?"),
    (Apart.EPIGRAPH, r"epi(?:graph)?"),
    (Apart.PRAISE, r"praise(?:for)?(?:page)?|blurbs?|reviews"),
    (Apart.ACKNOWLEDGMENTS, r"ack(?:s|nowledge?ments?)?"),
    (Apart.ABOUT_AUTHOR, r"(?:aboutthe|aboutthis|aboutan|about)authors?|authorbio"),
    (
        Apart.ALSO_BY,
        r"also(?:by)?(?:theauthor|the(?:same)?author)?|adcard|otherbooks|booklist|aboutthepublisher",
    ),
    (Apart.PREVIEW, r"(?:excerpt|teaser|sneakpeek)(?:chapter)?s?"),
    (Apart.READING_GROUP, r"(?:readinggroup|readers?|discussion|bookclub)(?:guide|questions)?|rgg"),
    (Apart.NEWSLETTER, r"newsletters?|signup|mailinglist|nlsignup|next-?reads"),
    (Apart.ADVERTISEMENT, r"(?:back)?ads?|advert(?:isement)?s?|promo(?:tion)?"),
    (Apart.FOOTNOTE, r"(?:foot|end)?notes?"),
    (Apart.GLOSSARY, r"gloss(?:ary)?"),
    (Apart.INDEX, r"backindex|bookindex"),
)
_COMPILED_FILES = tuple((apart, re.compile(pattern)) for apart, pattern in _FILES)
_TYPES = {
    "cover": Apart.COVER,
    "toc": Apart.CONTENTS,
    "loi": Apart.CONTENTS,
    "lot": Apart.CONTENTS,
    "copyright-page": Apart.COPYRIGHT,
    "copyright": Apart.COPYRIGHT,
    "colophon": Apart.COPYRIGHT,
    "imprint": Apart.COPYRIGHT,
    "dedication": Apart.DEDICATION,
    "epigraph": Apart.EPIGRAPH,
    "acknowledgements": Apart.ACKNOWLEDGMENTS,
    "acknowledgments": Apart.ACKNOWLEDGMENTS,
    "bibliography": Apart.OTHER,
    "index": Apart.INDEX,
    "glossary": Apart.GLOSSARY,
    "notes": Apart.FOOTNOTE,
    "footnotes": Apart.FOOTNOTE,
    "endnotes": Apart.FOOTNOTE,
    "seriespage": Apart.ALSO_BY,
    "other.also-by": Apart.ALSO_BY,
    "other.about-the-author": Apart.ABOUT_AUTHOR,
    "other.praise": Apart.PRAISE,
    "praise": Apart.PRAISE,
    "excerpt": Apart.PREVIEW,
}
_NOTES = frozenset(
    (Apart.ACKNOWLEDGMENTS, Apart.AUTHORS_NOTE, Apart.FOOTNOTE, Apart.GLOSSARY, Apart.READING_GROUP)
) | frozenset(
    (Apart.TRANSCRIBER, Apart.PRAISE, Apart.OTHER, Apart.DEDICATION, Apart.EPIGRAPH, Apart.ABOUT_AUTHOR)
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}|by\b)|all rights (?:are )?reserved|\bISBN\b|©"
    r"|\bno part of this (?:book|publication|work)\b|\bthis (?:book |novel |story )?is a work of fiction\b"
    r"|\blibrary of congress (?:cataloging|control)|\bcataloguing[- ]in[- ]publication\b"
    r"|\bmoral right(?:s)? of the author\b|\bany resemblance to (?:actual|real|persons)\b"
    r"|\bcopyright infringement\b|\bpersonal use only\b",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    rf"{_RIGHTS.pattern}|this book (?:was|is) (?:set|typeset|printed)\b|\btypeface\b"
    r"|public domain|standard ebooks|creative commons|project gutenberg",
    re.IGNORECASE,
)
_COPYRIGHT_LINE = re.compile(
    r"^\W*(?:(?:first )?(?:published|printed|printing)(?: and bound| in \d{4})? (?:in|by|as|\d{4})\b"
    r"|(?:cover|jacket|book|interior) (?:design|art|illustration|photo(?:graph)?y?|layout)s?\b.{0,60}"
    r"|(?:first|second|third|e-?book|digital|paperback|hardback|mass market) .{0,20}edition\b.{0,40}"
    r"|manufactured in\b.{0,40}|published by\b.{0,80}|(?:www\.|https?://)\S+)",
    re.IGNORECASE,
)
_PROMOTION = re.compile(
    r"\b(?:newsletter|mailing list|sign up|subscribe|leave (?:a|an honest) review|goodreads|patreon|ko-fi"
    r"|instagram|facebook|twitter|tiktok|follow me|my website|on amazon|thank(?:s| you) for reading"
    r"|enjoyed this (?:book|story|novel)|special offers|new releases)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"\bwww\.|https?://|\b\w+\.(?:com|org|net|co\.uk|io)\b|@\w+\.\w", re.IGNORECASE)
_THANKS = re.compile(r"thank|grat(?:eful|itude)|indebted|acknowledg|owe\b|support|without (?:whom|you)", re.I)
_LIFE = re.compile(
    r"\b(?:lives?|lived|born|author of|writ(?:es|ing|er|ten)|wrote|novels?|books?|awards?|grew up|websites?"
    r"|www|twitter|stor(?:y|ies)|publish\w*|studied|works? (?:as|in|for)|taught|reside\w*|visit)\b",
    re.IGNORECASE,
)
_LETTER_LIST = re.compile(
    r"newsletter|sign up|subscribe|mailing list|e-?mail|join|free|exclusive|updates|click|download|bonus|www"
    r"|https?:",
    re.I,
)
_ADVERT = re.compile(
    r"review|amazon|goodreads|publisher|books?|price|cloth|vols?\b|\$|£|illustrated|www", re.I
)
_ENTRY = re.compile(r"^\W{0,3}[^\s:.,—–(=][^:.—–=]{0,60}(?:\s*[:—–=]|\s-\s|\s\()")
_INDEXED = re.compile(r"(?:,|\s|\.{2,})\s*\d{1,4}(?:\s*[-–,]\s*\d{1,4})*\W*$")
_NUMBERED = re.compile(
    r"^[\[(]?(?:\d{1,4}|[*†‡§]{1,3})[\])]?[.:]?\s*\S|^\[?\d|^(?:chapter|part|page)\b", re.I
)
_ATTRIBUTED = re.compile(r"[—–-]\s?[\"“*_]?[A-Z][^.!?]{2,80}$|^[A-Z][^.!?]{1,78}[^.!?,\"”’]$")
_SENTENCE = re.compile(r"[a-z,;] [a-z][\w’' ,;—–-]*[a-z][.!?][\"”’]?(?:\s|$)")
_DEDICATION = re.compile(
    r"(?:for|to|in (?:loving )?memory of|dedicated to)\s[^.!?“”\"]{2,80}\.?", re.IGNORECASE
)
_SOURCE = re.compile(r"(?:[—–-]{1,3}|~)\s?[A-Z“\"*_][^.!?]{2,80}[^?!]{0,3}")
_QUOTATION = re.compile(r"^[“\"‘']|[,;:.!?…”\"’]$")
_LONGEST_EPIGRAPH = 6
_QUOTED = re.compile(r"^[\"“‘'*_]|[—–-]\s?[\"“*_]?[A-Z][^.!?]{2,80}$|[\"”’*_]$")


def by_title(title: str) -> Apart | None:
    """What a section under this heading may be; None for a chapter's."""
    first = _FIRST.match(title)
    if first is None or not (first[1].isupper() or title.lstrip()[:1] in "*_"):
        return None
    return _by_title(title)


@lru_cache(maxsize=4096)
def _by_title(title: str) -> Apart | None:
    bare = " ".join(title.split()).strip(_MARKS).replace("’", "'")
    if len(bare) > 250:
        return None
    if _ANY_TITLE.fullmatch(bare) is None:
        return None
    return next(apart for apart, pattern in _COMPILED if pattern.fullmatch(bare))


def by_file(stem: str) -> Apart | None:
    """What the page of an EPUB may be, by the name of its file."""
    bare = re.sub(r"^(?:x?html|text|\d+|[a-z0-9]{6,}[_-](?=[a-z]))[-_]|[-_ ]|\d+$", "", stem.lower())
    bare = re.sub(r"^\d+|\d+$", "", bare)
    for apart, pattern in _COMPILED_FILES:
        if pattern.fullmatch(bare):
            return apart
    return None


def by_type(said: str) -> Apart | None:
    """What a page is by a guide's or landmark's type."""
    return _TYPES.get(said)


def is_own(title: str) -> bool:
    """A heading that no chapter of a story has."""
    return _OWN.fullmatch(title.strip(" *_.")) is not None


def is_frame(title: str) -> bool:
    """A preface, a map, a title page: no kind to set apart, but no chapter either."""
    return _FRAME.fullmatch(" ".join(title.split())) is not None


def is_title_page(paragraphs: Sequence[str]) -> bool:
    """A few lines of title, author and publisher."""
    return sum(map(len, paragraphs)) <= 800 and _lines_alone(paragraphs)


def is_preface(title: str) -> bool:
    """A preface, an introduction, an afterword."""
    return _PREFACE_TITLE.fullmatch(" ".join(title.split())) is not None


def before_first_chapter(lines: Sequence[str]) -> list[Apart]:
    """What the last lines before the first chapter are: a dedication, and quotations with whose they are.

    As many as the answer is long; a line that is neither ends it.
    """
    kinds: list[Apart] = []
    waiting = 0
    for line in reversed(lines):
        if _SOURCE.fullmatch(line) and not waiting:
            waiting = 1
        elif waiting and waiting <= _LONGEST_EPIGRAPH and _QUOTATION.search(line):
            kinds += [Apart.EPIGRAPH] * (1 + (waiting == 1))
            waiting += 1
        elif waiting != 1 and _DEDICATION.fullmatch(line):
            kinds.append(Apart.DEDICATION)
            waiting = 0
        else:
            break
    return kinds[::-1]


def block_kind(apart: Apart) -> BlockKind:
    """As what blocks of a kind are set apart."""
    return BlockKind.NOTE if apart in _NOTES else BlockKind.BOILERPLATE


def says_rights(words: str) -> bool:
    """A paragraph that only a copyright page has."""
    return len(words) < 2500 and _RIGHTS.search(words) is not None


def promotes(words: str) -> bool:
    """A paragraph that asks readers to sign up, to follow, to leave a review: with a link, or twice over."""
    if len(words) > 1500 or words.lstrip()[:1] in '"“‘«':
        return False
    asks = len({match.lower() for match in _PROMOTION.findall(words)})
    return asks >= 2 or (asks == 1 and _LINK.search(words) is not None)


def may_be_copyright(words: str) -> bool:
    """A line that copyright pages have, and other pages too."""
    return len(words) < 400 and _COPYRIGHT_LINE.match(words) is not None


def fits(apart: Apart, paragraphs: Sequence[str]) -> bool:
    """Whether paragraphs under a heading are what such sections hold."""
    words = [paragraph for paragraph in paragraphs if paragraph.strip()]
    length = sum(map(len, words))
    longest, check = _LIMITS.get(apart, (3000, None))
    return 0 < length <= longest and (check is None or check(words))


def _any(pattern: re.Pattern[str], least: int = 1) -> Callable[[Sequence[str]], bool]:
    return lambda words: sum(len(pattern.findall(each)) for each in words) >= least


def _dense(pattern: re.Pattern[str], each: int) -> Callable[[Sequence[str]], bool]:
    """One at least in so many characters."""
    return lambda words: (
        sum(len(pattern.findall(paragraph)) for paragraph in words) * each >= sum(map(len, words))
    )


def _both(*checks: Callable[[Sequence[str]], bool]) -> Callable[[Sequence[str]], bool]:
    return lambda words: all(check(words) for check in checks)


def _share(pattern: re.Pattern[str], least: float) -> Callable[[Sequence[str]], bool]:
    def check(words: Sequence[str]) -> bool:
        lines = [line for each in words for line in each.splitlines() if line.strip()]
        return sum(pattern.search(line.strip()) is not None for line in lines) >= least * len(lines)

    return check


def _short_lines(words: Sequence[str]) -> bool:
    lines = [line for each in words for line in each.splitlines() if line.strip()]
    ended = sum(line.rstrip(' "”’*_')[-1:] in ".!?" and len(line) > 60 for line in lines)
    return ended <= 0.34 * len(lines)


def _lines_alone(words: Sequence[str]) -> bool:
    """Lines of a title, not sentences of a story."""
    return all(
        len(line) <= 120 and not _SENTENCE.search(line) for each in words for line in each.splitlines()
    )


def _unspoken(words: Sequence[str]) -> bool:
    """Hardly anybody speaks."""
    return sum(each.lstrip()[:1] in '"“‘«' for each in words) < 2


def _few(words: Sequence[str]) -> bool:
    return len(words) <= 20


_LIMITS: dict[Apart, tuple[int, Callable[[Sequence[str]], bool] | None]] = {
    Apart.CONTENTS: (20_000, _short_lines),
    Apart.COVER: (400, _lines_alone),
    Apart.COPYRIGHT: (15_000, _dense(_COPYRIGHT, 2500)),
    Apart.DEDICATION: (4000, _both(_few, _unspoken)),
    Apart.EPIGRAPH: (2500, _few),
    Apart.PRAISE: (20_000, _both(_share(_QUOTED, 0.4), _share(_ATTRIBUTED, 0.15))),
    Apart.ACKNOWLEDGMENTS: (30_000, _dense(_THANKS, 1500)),
    Apart.ABOUT_AUTHOR: (12_000, _any(_LIFE)),
    Apart.ALSO_BY: (12_000, _short_lines),
    Apart.PREVIEW: (150_000, None),
    Apart.READING_GROUP: (60_000, _share(re.compile(r"\?"), 0.2)),
    Apart.NEWSLETTER: (4000, _any(_LETTER_LIST, 2)),
    Apart.ADVERTISEMENT: (30_000, _any(_ADVERT)),
    Apart.AUTHORS_NOTE: (40_000, None),
    Apart.OTHER: (60_000, None),
    Apart.TRANSCRIBER: (20_000, None),
    Apart.FOOTNOTE: (200_000, _share(_NUMBERED, 0.4)),
    Apart.GLOSSARY: (80_000, _share(_ENTRY, 0.5)),
    Apart.INDEX: (300_000, _share(_INDEXED, 0.4)),
    Apart.LICENCE: (60_000, _dense(_COPYRIGHT, 5000)),
}
