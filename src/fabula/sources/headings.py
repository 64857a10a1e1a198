"""Which lines are headings, and of what rank: the words alone, without regard to what stands around them."""

from __future__ import annotations

import re
from functools import lru_cache

PART, CHAPTER, NUMBER, CAPITALS, TITLE = 1, 2, 3, 4, 5

ROMAN = r"(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|last"
_TEENTHS = "thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
_NUMBER = (
    rf"(?:\d{{1,3}}\b|{ROMAN}\b|(?:the\s+)?(?:(?:{_TENS})[-\s]?(?:{_UNITS}|{_ORDINALS})?"
    rf"|{_UNITS}|{_TEENS}|{_ORDINALS}|{_TEENTHS})\b)"
)
_OPEN = r"[\W_]{0,4}"
_INDENT = re.compile(r"[ \t]*\n[ \t]*")
_INDENTED = ("\n ", " \n", "\n\t", "\t\n")
_HEAD = re.compile(rf"{_OPEN}(?P<word>[^\W_]+)")
_COUNTED = (
    "chapter|chap|part|book|volume|vol|letter|stave|canto|phase|act|scene|episode|section|adventure|fit|fytte"
    "|number|no|day|night"
)
_NUMBERED = re.compile(
    rf"^{_OPEN}(?P<word>{_COUNTED})\b[\s.:#—–-]{{1,3}}(?P<number>{_NUMBER})(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_FRAMING = (
    "prologue|epilogue|preface|foreword|introduction|introductory|afterword|interlude|intermezzo|prelude"
    "|conclusion|postscript|appendix|finale|coda|overture|dedication|acknowledgements|acknowledgments|afterwards"
)
_NAMED = re.compile(
    rf"^{_OPEN}(?:the\s+|an?\s+|author.?s\s+)?(?P<word>{_FRAMING})(?P<rest>\b.{{0,80}})$",
    re.IGNORECASE | re.DOTALL,
)
# "THE FIRST PERIOD", "Second Narrative. Contributed by Miss Clack"; "The Last Chapter" is a title.
_ORDINAL_FIRST = re.compile(
    rf"^{_OPEN}(?:the\s+)?(?!last\b)(?:{_ORDINALS}|{_TEENTHS})\s+(?P<word>part|book|volume|period|epoch"
    rf"|narrative|act|canto|chapter)\b(?P<rest>[.:—–-]?\s*(?:\W.*|[A-Z].*)?)$",
    re.IGNORECASE | re.DOTALL,
)
_NEXT = re.compile(r"\s+(?P<word>[^\W_]+)")
_ARTICLES = frozenset(("the", "a", "an"))
_FIRST_WORDS = frozenset(f"{_COUNTED}|{_FRAMING}|{_ORDINALS}|{_TEENTHS}".split("|"))
_ROMAN_DIGITS = frozenset("IVXLCDM")
_NUMBER_ALONE = re.compile(rf"^[\W_]{{0,4}}(?P<number>{ROMAN}|\d{{1,3}})[\W_]{{0,4}}$")
_NUMBER_TITLE = re.compile(
    rf"^[\W_]{{0,2}}(?P<number>{ROMAN}|\d{{1,3}})\s?[.:)—–-]+\s*(?P<rest>\S.*)$", re.DOTALL
)
_ROMAN_TITLE = re.compile(rf"^(?P<number>{ROMAN})\s+(?P<rest>\S.*)$", re.DOTALL)
_SPELLED = re.compile(rf"^[\W_]*(?P<tens>{_TENS})?[-\s]?(?P<units>{_UNITS}|{_TEENS})?[\W_]*$", re.IGNORECASE)
_VALUES = {word: i + 1 for i, word in enumerate((_UNITS + "|" + _TEENS).split("|"))} | {
    word: 10 * (i + 2) for i, word in enumerate(_TENS.split("|"))
}
_SPELLED_HEADS = frozenset(word[:3] for word in _VALUES)
_PART_WORDS = frozenset(("part", "phase", "book", "volume", "vol", "act", "period", "epoch", "narrative"))
_QUOTED = re.compile(r"^[\W_]*[\"“„«‘]")
# These words open sentences too ("Part one of the plan", "Day one was hard").
_WEAK_WORDS = frozenset(("number", "no", "day", "night", "scene", "act", "section", "fit", "adventure"))
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "but",
        "by",
        "de",
        "for",
        "from",
        "in",
        "into",
        "is",
        "la",
        "le",
        "nor",
        "of",
        "off",
        "on",
        "or",
        "out",
        "over",
        "per",
        "the",
        "to",
        "up",
        "upon",
        "von",
        "with",
        "which",
        "who",
        "was",
        "had",
        "being",
        "not",
        "its",
        "his",
        "her",
        "my",
        "our",
    ]
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]\W*$")
# A quotation mark after punctuation, around a single word, or never closed; titles may quote.
_SPEECH = re.compile(r"[,.!?—…-]\s*[\"”’»]|^[\"“‘«„]\S+$|^[\"“][^\"”]*$")
_THE_END = re.compile(r"^[\W_]*(?:finis|fin|(?:the\s+)?end(?:\s+of\b.{0,40})?)[\W_]*$", re.IGNORECASE)
LONGEST = 120
_SAMPLE = 16
_LONGEST_SUMMARY = 400


def rank(words: str) -> int:
    """The rank of a heading: PART, CHAPTER, NUMBER, CAPITALS, TITLE, or 0 where it is none.

    PART and CHAPTER are sure by their words; NUMBER only where it stands alone and the numbers run on;
    CAPITALS and TITLE only where the page sets them off.
    """
    return 0 if len(words) > 2 * _LONGEST_SUMMARY or not words else _rank(words)


def is_sure(words: str) -> bool:
    """Whether the rank is PART, CHAPTER or NUMBER; for most lines this is sooner known than their rank."""
    return may_be_sure(words) and rank(words) in (PART, CHAPTER, NUMBER)


def may_be_sure(words: str) -> bool:
    """Whether words begin as such headings do, white space aside."""
    head = _HEAD.match(words)
    if head is None:
        return True
    word = head["word"]
    number = word.isdecimal() or not word.strip("IVXLCDM") or word[:3].casefold() in _SPELLED_HEADS
    return number or _may_be_named(words, head)


def _unindented(words: str) -> str:
    """Words with their lines at the margin; asked first whether one is not, for the pattern is slow."""
    if "\n" in words:
        words = words.replace("\r\n", "\n")
        if any(indent in words for indent in _INDENTED):
            return _INDENT.sub("\n", words)
    return words


@lru_cache(maxsize=8192)
def _rank(words: str) -> int:
    words = _unindented(words)
    if len(words) > _LONGEST_SUMMARY:
        return 0
    head = _HEAD.match(words)
    if head and _may_be_named(words, head):
        found = _rank_named(words)
        if found is not None:
            return found
    if len(words) > LONGEST:
        return 0
    first, _, rest = words.partition("\n")
    counts = head is not None and (head["word"][0] in _ROMAN_DIGITS or head["word"][0].isdecimal())
    if ((counts and _NUMBER_ALONE.match(first)) or _spelled(first)) and (not rest or _set_as_title(rest)):
        return NUMBER
    title = (_NUMBER_TITLE.match(words) or _ROMAN_TITLE.match(words)) if counts else None
    if title and is_title(title["rest"]):
        return NUMBER
    if is_capitals(words):
        return CAPITALS
    return TITLE if is_title(words) else 0


def _may_be_named(words: str, head: re.Match[str]) -> bool:
    """Whether the first word of a line is one that the names of chapters and parts begin with.

    Hardly any line's is, nor its second after an article: that is known far sooner than that none of the
    long patterns fits.
    """
    word = head["word"].casefold()
    if word in _ARTICLES:
        after = _NEXT.match(words, head.end())
        return after is not None and (after["word"].casefold() in _FIRST_WORDS or not after[0].isascii())
    return word in _FIRST_WORDS or word[:6] == "author" or not word.isascii()


def _rank_named(words: str) -> int | None:
    """The rank of "Chapter Two", "The Second Part" or "Prologue"; None where it is none of these."""
    numbered = _NUMBERED.match(words)
    if numbered:
        return _rank_numbered(words, numbered)
    ordinal = _ORDINAL_FIRST.match(words)
    if ordinal and (rank_of_it := _rank_ordinal(words, ordinal)):
        return rank_of_it
    named = _NAMED.match(words) if not _QUOTED.match(words) else None
    if named and (not named["rest"].strip(" .:_*") or (len(words) < 60 and _set_as_title(named["rest"]))):
        return CHAPTER if words[:1].isupper() or not words[:1].isalpha() else 0
    return None


def names_chapter(words: str) -> bool:
    """Whether the rank of a line is PART or CHAPTER; for most lines this is sooner known than their rank."""
    head = _HEAD.match(words)
    return head is not None and _may_be_named(words, head) and rank(words) in (PART, CHAPTER)


def _rank_numbered(words: str, match: re.Match[str]) -> int:
    word, rest = match["word"].lower(), match["rest"]
    if not match["word"][0].isupper():
        return 0
    bare = not rest.strip(" \t\r\n.:;,—–-_*])|")
    if word in _WEAK_WORDS and not (match["word"].isupper() or bare):
        return 0
    bracketed = re.fullmatch(r"[\s.:]*[\[(].*[\])]\W*", rest, re.DOTALL) is not None and len(rest) < LONGEST
    if not bare and not bracketed and not _title_follows(word, rest):
        return 0
    if _SPEECH.search(words) and not bare:
        return 0
    return PART if word in _PART_WORDS else CHAPTER


def _rank_ordinal(words: str, match: re.Match[str]) -> int:
    """ "Second Narrative" is a part as "Part Two" is; "The first book that he read" is a sentence."""
    rest = match["rest"].strip(" \t\r\n.:;,—–-_*")
    letters = [c for c in words[: match.start("rest")] if c.isalpha()]
    capitals = all(map(str.isupper, letters)) or match["word"][0].isupper()
    if not capitals or len(words) > LONGEST or (rest and not _set_as_title(rest)) or _QUOTED.match(words):
        return 0
    return PART if match["word"].lower() in _PART_WORDS else CHAPTER


def _title_follows(word: str, rest: str) -> bool:
    """Whether what stands after the number is the chapter's title or a summary of it, not a sentence."""
    if word.startswith("chap") and re.match(r"\s*(?:[.:—–-]|\r?\n)", rest):
        return len(rest) <= LONGEST or _SENTENCE_END.search(rest) is not None or rest.upper() == rest
    return len(rest) <= LONGEST and _set_as_title(rest)


def _set_as_title(words: str) -> bool:
    return not any(map(str.isalpha, words)) or is_capitals(words) or is_title(words.lstrip(" .:;—–-_*\r\n\t"))


def is_capitals(words: str) -> bool:
    """All letters are capitals and there are enough of them to tell."""
    few = 0.05 * len(words)
    # The first letters of a sentence are too many small ones already.
    if len(words) > LONGEST or _small(words[:_SAMPLE]) > few or _small(words) > few:
        return False
    letters = [c for c in words if c.isalpha()]
    return (
        len(letters) >= 4
        and len(words) <= LONGEST
        and sum(map(str.isupper, letters)) >= 0.95 * len(letters)
        and not _SPEECH.search(words)
        and words.rstrip("_* \t")[-1:] not in ",;:"
    )


def _small(words: str) -> int:
    return sum(map(str.islower, words))


def is_title(words: str) -> bool:
    """Set as English sets titles: each word of weight with a capital, no full stop at the end."""
    if len(words) > 80 or words.rstrip("_* '\"’”")[-1:] in ".,;:—-" or _SPEECH.search(words):
        return False
    found = _WORD.findall(words)
    if not found or not found[0][0].isupper():
        return False
    heavy = [word for word in found if word.lower() not in _SMALL]
    return bool(heavy) and all(word[0].isupper() for word in heavy) and len(found) <= 14


def is_the_end(words: str) -> bool:
    """The line that closes a book."""
    return len(words) < 60 and _THE_END.match(words) is not None


def is_numbered(words: str) -> bool:
    """A heading that counts chapters, parts or the like; a prologue does not."""
    return _NUMBERED.match(words) is not None


def number_of(words: str) -> int | None:
    """The number of a heading that is a number alone or begins with one: 4 for "IV." or "4"."""
    words = words.partition("\n")[0].strip()
    match = _NUMBER_ALONE.match(words) or _NUMBER_TITLE.match(words) or _ROMAN_TITLE.match(words)
    if not match:
        return _spelled(words)
    text = match["number"]
    return int(text) if text.isdigit() else roman(text)


def form_of(words: str) -> str:
    """How a number is set, the number itself left out: numbers of one form count on from one another."""
    if _NUMBER_ALONE.match(words):
        return re.sub(r"[IVXLCDM]+|\d+", "#", words)
    return "spelled" if _spelled(words) else "titled"


def is_bare(words: str) -> bool:
    """A heading that gives a number and no title."""
    match = _NUMBERED.match(words) or _ORDINAL_FIRST.match(words)
    if match:
        return not any(map(str.isalpha, match["rest"]))
    return _NUMBER_ALONE.match(words) is not None or _spelled(words) is not None


def _spelled(words: str) -> int | None:
    """The value of a number in words that stands alone with a capital: "Twenty-One"."""
    match = _SPELLED.match(words) if len(words) < 30 else None
    if match is None or not words.strip(" _*—–-.")[:1].isupper():
        return None
    return sum(_VALUES[word.lower()] for word in match.groups() if word) or None


def roman(text: str) -> int:
    """The value of a Roman numeral in capitals."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    total = 0
    for here, after in zip(text, text[1:] + "I", strict=True):
        total += -values[here] if values[here] < values[after] else values[here]
    return total
