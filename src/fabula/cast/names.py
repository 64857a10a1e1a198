"""Names of people, one at a time: a title, forenames and a surname, any of which may be missing."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fabula.cast.lexicon import (
    ADDRESS,
    ANYBODY,
    CANONICAL,
    EPITHETS,
    EXCLAMATIONS,
    FEMALE_NOUNS,
    KIN,
    MALE_NOUNS,
    PLURAL_NOUNS,
    POSTS,
    SHORT_FORMS,
    TITLES,
)

_LONGEST = 7
_STEM = 3
"""Letters of what is left of a pet form, at least."""
_RANKS = TITLES.keys() - EPITHETS
_EDGE = " \t\r\n.,;:!?\"'`“”‘’«»()[]_*—–-"
_OWNER = re.compile(r"['’]s$")
_MARKS = frozenset('"“”«»!?;')
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_SUFFIXES = frozenset(
    "jr jnr sr snr esq esquire junior senior ii iii iv v vi vii viii ix xi xii xiii xiv xv xvi".split()  # noqa: SIM905
)
_COURTESY = frozenset({"mr", "mrs", "miss", "sir", "lady", "lord", "dr", "madame", "mademoiselle"})
"""Titles that begin a name, whatever word of the sentence stands before them: "May Sir Hugh come in?"."""
_LEADS = 4
"""How much oftener a forename stands alone than with a word before it that is no forename."""
_OFTEN = 10
"""Uses of a name beside which a single one of another spelling is a slip."""
_HONORIFIC = re.compile(r"(.+)[-\u2010\u2011](san|chan|kun|sama|senpai|sempai|dono|sensei)", re.IGNORECASE)
"""An honorific behind a name, which is no part of it: "Sakura-chan"."""
ORDINALS = frozenset(["first", "second", "third", "fourth", "fifth", "sixth"])
"""Words that set two of one post apart: the Second Mate is not the Mate."""
_TRADE = re.compile(r"(?i:the|my|our|his|her|your|their)\s(?:(?:old|young|poor|good)\s)?([a-z-]+)\s(?=[A-Z])")
_HANDLE_MARK = re.compile(r"[\d_.-]+")
"""What parts the words of a handle."""
_IN_HANDLES = re.compile(r"[\d_]")
_DOUBLED = re.compile(r"(.)\1")
_WITHIN = re.compile(r"-(?=(?:of|the|in|de|la|o['’])-)|(?<=-the)-|(?<=-of)-|(?<=-in)-|(?<=-de)-|(?<=-la)-")
"""The hyphens of a name such as Jack-in-the-Green, whose parts are names too."""
PARTICLES = frozenset(
    [
        "de",
        "la",
        "le",
        "du",
        "des",
        "von",
        "van",
        "der",
        "den",
        "di",
        "da",
        "del",
        "della",
        "dos",
        "das",
        "al",
        "el",
        "bin",
        "ibn",
        "st",
        "of",
        "the",
        "y",
    ]
)


_COMMON = frozenset(
    [*TITLES, *KIN, *ADDRESS, *MALE_NOUNS, *FEMALE_NOUNS, *PLURAL_NOUNS, *ANYBODY, "narrator", "i", "you"]
)
_TRADES = frozenset([*POSTS, *KIN, *MALE_NOUNS, *FEMALE_NOUNS, "friend"])
_OWNERS = frozenset("my your his her its our their this that these those any every no".split())  # noqa: SIM905
_FORENAMES = frozenset(full for every in SHORT_FORMS.values() for full in every)


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: lower-cased titles and words; ``text`` is as the page has it, spaces folded."""

    text: str
    titles: tuple[str, ...]
    words: tuple[str, ...]
    suffix: str = ""
    gender: str = field(init=False, repr=False, compare=False)
    """``he`` or ``she`` where a title tells, else empty."""
    rank: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """The titles that set two people of one name apart."""
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # worked out once, as each name is held against every other of its family
        object.__setattr__(self, "gender", next((TITLES[t] for t in self.titles if TITLES[t]), ""))
        object.__setattr__(self, "rank", tuple(t for t in self.titles if t not in EPITHETS))
        object.__setattr__(self, "_hash", hash((self.text, self.titles, self.words, self.suffix)))

    def __hash__(self) -> int:
        return self._hash


def parse_name(text: str) -> Name:
    """Takes a name apart; a name that is all titles ("the Captain") keeps its last one as its word."""
    shown = " ".join(text.split()).strip(_EDGE)
    shown = _POSSESSIVE.sub("", shown) if not shown.lower().endswith(("ss'", "ss’")) else shown[:-1]
    raw = [w.strip(_EDGE) for w in _WITHIN.sub(" ", shown).split()]
    words = [w for w in raw if w]
    if len(words) > 1 and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    if len(words) > 2 and _plain(words[1]) in _COURTESY and _plain(words[0]) not in TITLES:
        words, shown = words[1:], shown.partition(" ")[2]
    if len(words) == 1 and len(shown.split()) == 1:
        shown = words[0]
    low = [_plain(w) for w in words]
    titles: list[str] = []
    if low and (honoured := _HONORIFIC.fullmatch(low[-1])):
        low[-1] = honoured[1]
        titles.append(honoured[2] if honoured[2] in TITLES else f"-{honoured[2]}")
    while len(low) > 1 and low[0] in TITLES:
        titles.append(CANONICAL.get(low[0], low[0]))
        low.pop(0)
    if len(low) == 1:
        low = [CANONICAL.get(low[0], low[0])]
    suffix = low.pop() if len(low) > 1 and low[-1] in _SUFFIXES else ""
    return Name(shown, tuple(titles), tuple(low), suffix)


class NameParser:
    """Takes names apart, each once, however many are called so."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[Name, bool]] = {}

    def name(self, text: str) -> Name:
        """A name taken apart, as by :func:`parse_name`."""
        return self._look_at(text)[0]

    def is_name(self, text: str) -> bool:
        """Whether it is one, as by :func:`is_name`."""
        return self._look_at(text)[1]

    def _look_at(self, text: str) -> tuple[Name, bool]:
        if text not in self._found:
            self._found[text] = parse_name(text), is_name(text)
        return self._found[text]


def is_handle(text: str) -> bool:
    """Whether a name is one that somebody has in a chat and nowhere else: "wen_li", "odile99"."""
    return " " not in text and (text[:1].islower() or _IN_HANDLES.search(text) is not None)


def parse_handle(text: str) -> Name:
    """Takes the name of one in a chat apart: "wen_li" is Wen Li, "odile99" Odile."""
    if is_name(text) and not is_handle(text):
        return parse_name(text)
    words = tuple(_plain(word) for word in _HANDLE_MARK.split(text.lstrip("@")) if word)
    return Name(text, (), words or (text.lower(),))


def count_titles(words: Sequence[str]) -> int:
    """How many words at the start of a name are titles and ranks: one of "Mrs. Long", none of "Emma"."""
    before = itertools.takewhile(lambda word: _plain(word.strip(_EDGE)) in _RANKS, words[:-1])
    return sum(1 for _ in before)


def is_name(text: str) -> bool:
    """Whether a span that the model takes for a name is one: capitals, titles and particles, one person."""
    raw = text.split()
    for k, word in enumerate(raw[:-1]):
        after = raw[k + 1].strip(_EDGE).lower()
        if word.endswith((",", ";", ":", "--", "—")) and after not in _SUFFIXES:
            return False
    if any(c in _MARKS for c in text.strip(_EDGE)):
        return False
    words = [w.strip(_EDGE) for w in raw]
    words = [w for w in words if w]
    return (
        0 < len(words) <= _LONGEST
        and not (len(words) == 1 and words[0].lower() in ADDRESS)
        and " ".join(words).lower() not in EXCLAMATIONS
        and any(w[0].isupper() or w[0].isdigit() for w in words)
        and not any(_OWNER.search(w) for w in words[:-1])
        and not any(a == "of" and _plain(b) in _COURTESY for a, b in itertools.pairwise(words))
        and all(_may_stand(w, first=not k) for k, w in enumerate(words))
    )


def _may_stand(word: str, first: bool) -> bool:
    low = word.lower()
    return (
        not word[0].islower() or low in TITLES or low in PARTICLES or (first and low in ("the", "my", "our"))
    )


def _plain(word: str) -> str:
    """A word lower-cased and without accents: Dantès is also printed Dantes."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


def content(words: Iterable[str]) -> list[str]:
    """The words of a name without its particles."""
    return [w for w in words if w not in PARTICLES]


def without_leads(names: Mapping[int, Name]) -> dict[int, Name]:
    """The names of a book, without a first word that is no forename: "Lazy Miles", "Goodman Lucas".

    It is none where it never stands alone or ends a name, and where the second word is somebody's forename,
    who is called by it alone far more often.
    """
    counts = Counter(name.words for name in names.values())
    holders: dict[str, set[tuple[str, ...]]] = {}
    for words in counts:
        for word in words:
            holders.setdefault(word, set()).add(words)
    leads = {
        words
        for words, times in counts.items()
        if len(content(words)) == len(words) == 2
        and all(len(w) == 2 and w[0] == words[0] for w in holders[words[0]])
        and counts[words[1:]] >= _LEADS * times
        and any(len(w) > 1 and w[0] == words[1] for w in holders[words[1]])
    }
    return {
        i: replace(name, words=name.words[1:]) if name.words in leads and not name.titles else name
        for i, name in names.items()
    }


def without_trade(text: str) -> str:
    """A name without what somebody is that stands before it: "the ferryman Brandt" is Brandt."""
    match = None if is_name(text) else _TRADE.match(text)
    if match is None or not (match[1] in _TRADES or match[1].endswith("man")):
        return text
    return text[match.end() :]


def with_ranks(names: Mapping[int, Name]) -> dict[int, Name]:
    """The names of a book, without what stands before ranks and nowhere else: "Colonial Marshal Max Fane".

    Earl and Dean are forenames too, so somebody must be called by that rank, "Marshal Fane", or by no more
    than the two words, "the Colonial Marshal".
    """
    every = {name.words for name in names.values() if name.words}
    ranked = {(title, name.words[-1]) for name in names.values() for title in name.titles if name.words}
    after: dict[str, set[str]] = {}
    for words in every:
        for word, following in zip(words, (*words[1:], ""), strict=True):
            after.setdefault(word, set()).add(following)
    leads = {word for word, following in after.items() if following <= _RANKS} - ORDINALS
    leads &= {words[0] for words in every if len(words) == 2 or (*words[1:2], words[-1]) in ranked}
    return {
        i: replace(parse_name(" ".join(name.words[1:])), text=name.text, suffix=name.suffix)
        if leads.intersection(name.words[:1]) and not name.titles
        else name
        for i, name in names.items()
    }


def without_slips(names: Mapping[int, Name]) -> dict[int, Name]:
    """The names of a book, where one that stands once for another is a slip of the printer's.

    "Mr. Dawkin" and "Sybil" are Mr. Dawkins and Sibyl, who come up in every chapter.
    """
    counts = Counter((name.titles, name.words) for name in names.values())
    uses = Counter(word for name in names.values() for word in name.words)
    often: dict[tuple[tuple[str, ...], ...], tuple[str, ...]] = {}
    for (titles, words), times in counts.most_common():
        if times >= _OFTEN:
            often.setdefault((titles, _spelt(titles, words)), words)
    slips = {
        (titles, words): right
        for (titles, words), times in counts.items()
        if times == 1
        and (right := often.get((titles, _spelt(titles, words)), words)) != words
        and all(uses[word] == 1 for word in words if word not in right)
    }
    return {
        i: name
        if name.text.lower().startswith("the ")
        else replace(name, words=slips.get((name.titles, name.words), name.words))
        for i, name in names.items()
    }


def _spelt(titles: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...]:
    """Words without what printers slip in: doubled letters, *y* for *i*, an *s* that ends "Mr. Dawkins"."""
    found = [_DOUBLED.sub(r"\1", word.replace("y", "i")) for word in words]
    return (*found[:-1], found[-1].removesuffix("s")) if titles and found else tuple(found)


def pet_stems(name: str) -> tuple[str, ...]:
    """What a forename may be the pet form of: "ratty" of "rat" or "ratt", "rosie" of "ros" or "rose"."""
    stem = next((name.removesuffix(end) for end in ("ie", "y") if name.endswith(end)), "")
    if len(stem) < _STEM:
        return ()
    single = (stem[:-1],) if len(stem) > _STEM and stem[-1] == stem[-2] else ()
    return (stem, stem + "e", *single)


def same_forename(a: str, b: str) -> bool:
    """Whether two forenames may be one person's: equal, a short or a pet form of it, or its initial."""
    if a == b or a in pet_stems(b) or b in pet_stems(a):
        return True
    if len(a) == 1 or len(b) == 1:
        return a[:1] == b[:1]
    short, full = SHORT_FORMS.get(a, frozenset()), SHORT_FORMS.get(b, frozenset())
    return b in short or a in full or bool(short & full)


def is_proper(text: str) -> bool:
    """Whether a name has a word that is no title, kin or noun for people: not "Mother", "his lady"."""
    words = parse_name(text).words
    return is_name(text) and words[0] not in _OWNERS and not all(word in _COMMON for word in words)


def is_forename(word: str) -> bool:
    """Whether a lower-cased word is a common English forename, or a short form of one."""
    return word in SHORT_FORMS or word in _FORENAMES
