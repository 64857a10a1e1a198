"""Splitting a text into tokens, with the place of each.

The conventions are those of LitBank (Bamman, Popat and Shen 2019), which are the Penn Treebank's as
Universal Dependencies English keeps them: clitics are tokens of their own (*do n't*, *he 's*, *can not*,
*'t was*), a possessive apostrophe too (*dogs '*), hyphenated words are one, and so are an abbreviation
with its dot, an ellipsis, a run of dashes and a run of exclamation marks.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

import numpy as np

from fabula.types import BlockKind, IntColumn, Span, Text


@dataclass(frozen=True, slots=True)
class Tokens:
    """Columns of equal length: the code points of each token and the index of the block it lies in."""

    start: IntColumn
    end: IntColumn
    block: IntColumn

    def __len__(self) -> int:
        return len(self.start)


# Characters that separate tokens and belong to none: white space, control characters, and the marks
# that steer direction or line breaking. The joiners and the soft hyphen stay: they stand inside words.
SEPARATORS = r"\s\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_CHUNK = re.compile(rf"[^{SEPARATORS}]+")

# A letter or digit, or a combining mark or joiner, which ``\w`` leaves out.
_COMBINING = (
    r"\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0\ufe20-\ufe2f"
)
_LETTER = rf"(?:[^\W_]|[{_COMBINING}])"
_APOSTROPHE = r"['’ʼ＇]"
_HYPHEN = r"[-\u2010\u2011]"

_ABBREVIATIONS = (
    "mr mrs ms dr messrs mme mmes mlle mdlle st ste sta prof rev revd hon esq jr sr "
    "capt col gen lt lieut sgt sergt serjt maj cpl corp adm admr cmdr cdr comdr gov sen pres supt insp "
    "co inc ltd bros mssrs vs viz etc al vol vols fig ave blvd mt ft dept approx "
    "jan feb apr aug sept oct nov dec tues thurs wm chas geo thos jas jos"
)
_ABBREVIATION = "|".join(sorted(_ABBREVIATIONS.split(), key=len, reverse=True))
# Words that begin with an apostrophe for letters left out, and are never half of anything.
_ELISION = "em|cause|n|un|uns|bout|gainst|neath|twixt|tween|til|cos|cuz"
_EMOJI = r"[\U0001F000-\U0001FAFF\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff]"
_PICTURE_PART = r"[\ufe0e\ufe0f\u20e3\U0001F3FB-\U0001F3FF\U000E0020-\U000E007F]"

# What may stand in one chunk of characters without white space between, tried in this order. Everything
# that looks ahead is bounded, so that a chunk of any length is read in one linear pass.
_TOKEN = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]'’]
    | (?<!\w)[A-Z0-9][\w.+-]{{0,63}}@[A-Z0-9][\w-]{{0,62}}(?:\.[\w-]{{1,63}}){{1,6}}
    | (?<!\w)[A-Z0-9][A-Z0-9-]{{0,62}}\.(?:com|org|net|edu)(?![^\W_])
    | (?<!\w)(?:{_ABBREVIATION}|ph\.d)\.(?![^\W_])
    | (?<!\w)(?:[A-Z]\.){{2,}}(?:[A-Z](?!\w))?
    | (?<!\w)(?-i:[A-HJ-Z])\.(?![\w.])
    | (?<!\w)&c\.?
    | (?<!\w){_APOSTROPHE}(?:(?:s|ll|ve|re|d|m)(?!\w)|n{_APOSTROPHE}(?!\w)|\d\ds?(?!\w))
    | (?<!\w)['’‘](?:{_ELISION})(?!\w)
    | (?<!\w)['’‘]t(?=(?:is|was|were|will|would|isn|wasn|weren|wouldn|ain)(?!\w)|[^\w]|$)
    | \d+(?:[.,:/]\d+)+(?:{_LETTER}+|(?:{_HYPHEN}{_LETTER}+)*)
    | {_LETTER}+(?:(?:{_APOSTROPHE}|{_HYPHEN}|_+|(?<=[A-Z0-9])&(?=[A-Z0-9])){_LETTER}+)*
    | \.{{2,}} | …+ | [!?]{{2,}} | -{{2,}} | —+ | ―+ | –+ | \*{{2,}} | _+ | ={{2,}} | ~{{2,}} | \#{{2,}}
    | [:;=]-?[()DP](?!\w)
    | `` | '' | ‘‘ | ’’ | ,,
    | [\U0001F1E6-\U0001F1FF]{{2}}
    | {_EMOJI}{_PICTURE_PART}*(?:\u200d{_EMOJI}{_PICTURE_PART}*)*
    | .[\ufe0e\ufe0f]*
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CLITIC = re.compile(rf"(?:n{_APOSTROPHE}t|{_APOSTROPHE}(?:s|ll|ve|re|d|m))$", re.IGNORECASE)
_GLUED = re.compile(
    r"(can)(not)|(gon|wan)(na)|(got)(ta)|(lem|gim)(me)|(do|did|does|is|was|would|could|should|have|has|had|ai)(nt)",
    re.IGNORECASE,
)
_NUMBER_SIGN = re.compile(rf"nos?\.(?=[{SEPARATORS}]{{1,4}}\d)", re.IGNORECASE)
_HAS_CLITIC = re.compile(_APOSTROPHE)
_CACHE_LIMIT = 200_000
_CACHED_LENGTH = 40


def tokenize(text: Text) -> Tokens:
    """Split every block of ``text`` but its boilerplate into tokens; no token crosses a block.

    Time is linear in the text, whatever is in it. Characters outside all blocks belong to no token.
    """
    # arrays take a tenth of what lists of numbers do, which counts in a book of a million words
    starts, ends, blocks = array("i"), array("i"), array("i")
    seen: dict[str, tuple[Span, ...]] = {}
    content = text.content
    for number, block in enumerate(text.blocks):
        if block.kind is BlockKind.BOILERPLATE:
            continue
        before = len(starts)
        for match in _CHUNK.finditer(content, block.start, block.end):
            chunk, at = match[0], match.start()
            spans = seen.get(chunk)
            if spans is None:
                spans = chunk_spans(chunk)
                if len(chunk) <= _CACHED_LENGTH and len(seen) < _CACHE_LIMIT:
                    seen[chunk] = spans
            if chunk[-1] == "." and _NUMBER_SIGN.match(content, at, block.end):
                spans = ((0, len(chunk)),)
            for start, end in spans:
                starts.append(at + start)
                ends.append(at + end)
        blocks.extend(array("i", [number]) * (len(starts) - before))
    return Tokens(_column(starts), _column(ends), _column(blocks))


def chunk_spans(chunk: str) -> tuple[Span, ...]:
    """The spans of the tokens in a run of characters without white space."""
    spans: list[Span] = []
    for match in _TOKEN.finditer(chunk):
        start, end = match.span()
        word = chunk[start:end]
        if not word[0].isalpha():
            spans.append((start, end))
            continue
        cuts: list[int] = []
        if _HAS_CLITIC.search(word):
            while (clitic := _CLITIC.search(chunk, max(start + 1, end - 3), end)) is not None:
                cuts.append(end)
                end = clitic.start()
        if 4 <= end - start <= 8 and (glued := _GLUED.fullmatch(chunk, start, end)) is not None:
            cuts.append(end)
            end = start + len(glued[(glued.lastindex or 2) - 1])
        spans.append((start, end))
        for cut in reversed(cuts):
            spans.append((end, cut))
            end = cut
    return tuple(spans)


def _column(values: array[int]) -> IntColumn:
    return np.array(values, np.int32)
