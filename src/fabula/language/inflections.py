"""The base forms of regularly inflected English words: by how they are spelled, and by which words there are.

A model that has seldom met *smiled* or *nodded* takes too much or too little off their ends. Spelling leaves
two or three forms (*smil*, *smile*), of which mostly one is a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fabula.language.rare import RARE

Rank = Callable[[str], int | None]
"""The place of a lower-case word among all words, the most frequent first; None for what is no word."""

_UNCHANGED = frozenset({"VB", "VBP", "NN", "JJ", "RB"})
_SHORT = 3
"""Letters up to which a word may be an old spelling, a verb such as *am*, or a part of one."""
_VOWELS = frozenset("aeiou")
_KEPT_DOUBLE = frozenset("add egg err purr butt ebb whirr burr".split())  # noqa: SIM905
_COMPARISONS = ("JJR", "RBR", "JJS", "RBS")
_IRREGULAR = {
    **dict.fromkeys(("better", "best"), ("good", "well")),
    "worse": ("bad", "badly"),
    "worst": ("bad", "bad"),
    **dict.fromkeys(("further", "farther", "furthest", "farthest"), ("far", "far")),
    **dict.fromkeys(("elder", "eldest"), ("old", "old")),
}
"""What compares nothing that its spelling tells, with the adjective and the adverb that it comes of."""
_NO_COMPARISON = frozenset(
    "less more latter upper inner outer other rather least former nether honest modest earnest never".split()  # noqa: SIM905
)
_PREFIX = re.compile(r"(?:over|under|out|up|with|re|un|dis|mis|fore|inter|en)(?=.{3,}(?:[^s]|ss)$)")
"""What stands before a whole word of some length: "overtake", "reclose"."""
_LAST = 1_000_000
"""The place of a word that is no piece of the encoder's, behind all that are."""
_PAIRS = ("be", "do", "go")
"""Words of two letters; what else has two is a part of one, or no verb."""
_WITH_E = frozenset(
    word
    for words in (
        "breath bath teeth cloth sheath wreath swath loath sooth seeth past lung sing ting laps brows unit",
        "to ho sho",
    )
    for word in words.split()
)
"""What is left of verbs in *-e*, and of nouns in *-oes*, and is a word too, or looks like one."""
_PLURAL_ONLY = frozenset(
    word
    for words in (
        "alms amends barracks bedclothes bellows billiards breeches clothes dregs eaves entrails gallows",
        "goods headquarters innards jeans mathematics means news pants physics pincers politics proceedings",
        "pyjamas riches scissors series species suds surroundings thanks throes tidings tongs troops",
        "trousers whereabouts",
    )
    for word in words.split()
)
"""Nouns that end as plurals do and of which there is no singular, or another word."""
_IN_EED = frozenset("bleed breed exceed feed heed need proceed reed seed speed succeed weed".split())  # noqa: SIM905
_WITHOUT_E = frozenset("sever rout".split())  # noqa: SIM905
"""What is a verb by itself, where another word in *-e* is more frequent."""


@dataclass(frozen=True, slots=True)
class _Forms:
    """What a word may come of; in the order in which spelling prefers them where it is ``ordered``.

    ``sure``: by the spelling alone it is the first one, whether that is a known word or not. Where none is
    known it is ``unknown``, or else the first, unless the spelling leaves that ``open``.
    """

    forms: tuple[str, ...]
    ordered: bool = True
    sure: bool = False
    open: bool = False
    unknown: str = ""


def base_form(word: str, tag: str, rank: Rank, guess: str) -> str:
    """The base form of a word with a Penn tag; ``guess``, which is another's, where spelling does not tell.

    Where no form that the spelling leaves is a known word, the one that is spelled like most words is taken.
    """
    low, meant = word.lower(), guess.lower()
    found = _forms(low, tag) if low.isascii() and low.isalpha() else None
    if found is None:
        return guess
    if found.sure:
        return guess if meant == found.forms[0] else found.forms[0]
    plausible, real = meant in found.forms, bool(_known((meant,), rank))
    if found.forms == (low,) and (real or not low.startswith(meant)):
        return guess  # the tag may be wrong: "were" is "be", whatever else it is taken for
    if tag == "NNS" and (meant == low or (plausible and real)):
        return guess  # "goods" and "means" are no plurals, and "clothes" none of "cloth"
    if not found.ordered and plausible and meant.endswith("e") and real:
        return guess  # the *e* of a word that there is, one hardly puts on by mistake
    if known := _known(found.forms, rank):
        best = known[0][1] if found.ordered else min(known)[1]
    else:
        another = real and meant[:1] != low[:1]  # "'tis" is "be"
        best = guess if another or (plausible and found.open) else found.unknown or found.forms[0]
    return guess if meant == best.lower() else best


def _known(forms: Sequence[str], rank: Rank) -> list[tuple[int, str]]:
    """Those of the forms that are words, with their places; where none is, a prefix and a word."""
    known = [(place, form) for form in forms if (place := _place(form, rank)) is not None]
    if known:
        return known
    behind = [(form, form[prefix.end() :]) for form in forms if (prefix := _PREFIX.match(form))]
    return [(place, form) for form, rest in behind if (place := _place(rest, rank)) is not None]


def _place(form: str, rank: Rank) -> int | None:
    if form in RARE:
        return _LAST
    return rank(form) if len(form) > len("be") or form in _PAIRS else None


def _forms(word: str, tag: str) -> _Forms | None:
    """The forms that a lower-case word may come of, None where none is regular."""
    if tag in ("VBD", "VBN", "VBG"):
        return _of_verb(word)
    if tag in ("VBZ", "NNS"):
        return _without_s(word, verb=tag == "VBZ")
    if tag in _COMPARISONS:
        return _of_comparison(word, tag)
    return _Forms((word,)) if tag in _UNCHANGED and len(word) > _SHORT else None


def _of_comparison(word: str, tag: str) -> _Forms | None:
    """An adjective or an adverb, by its end: one degree may be taken for the other."""
    if word in _IRREGULAR:
        adjective, adverb = _IRREGULAR[word]
        return _Forms((adverb if tag.startswith("RB") else adjective,), sure=True)
    ending = "est" if word.endswith("est") else "er"
    regular = word.endswith(ending) and word not in _NO_COMPARISON and len(word) > len(ending) + 2
    return _before(word.removesuffix(ending)) if regular else None


def _of_verb(word: str) -> _Forms | None:
    """A past or a participle, by its end: one of them may be taken for the other."""
    if word.endswith("ying"):
        stem, other = word[:-3], word[:-4] + "ie"
        return _Forms((other,)) if len(word) == len("dying") else _Forms((stem, other), open=True)
    stem = word.removesuffix("ing") if word.endswith("ing") else word.removesuffix("ed")
    if stem == word or not any(letter in "aeiouy" for letter in stem):
        return _Forms((word,)) if len(word) >= _SHORT else None  # "put", and "shed" and "bring" no less
    if stem in _WITH_E and word != "singing":
        return _Forms((stem + "e",), sure=True)
    if stem in _WITHOUT_E:
        return _Forms((stem,), sure=True)
    if word.endswith("eed"):
        return _Forms((word,) if word in _IN_EED else (word[:-1],))
    if word.endswith("ing") and stem.endswith("i"):
        return _Forms((stem,))
    if word.endswith("inging"):
        return _Forms((stem, stem + "e"))  # "clinging", while "impinged" is of no other
    return _before(stem)


def _without_s(word: str, *, verb: bool) -> _Forms | None:
    if not word.endswith("s") or word.endswith("ss") or word in ("has", "was") or len(word) < _SHORT:
        return None
    if word in _PLURAL_ONLY and not verb:
        return _Forms((word,), sure=True)
    if word.endswith("es") and word[:-2] in _WITH_E:
        return _Forms((word[:-1],), sure=True)
    if word.endswith("ies"):
        forms = (word[:-3] + "y", word[:-1])
        return _Forms(forms if len(word) > len("lies") else forms[::-1])
    if word.endswith("zzes"):
        return _Forms((word[:-2], word[:-3]))
    if word.endswith(("sses", "xes")) or (verb and word.endswith("oes")):
        return _Forms((word[:-2], word[:-1]))
    if word.endswith(("ses", "zes", "hes", "oes")):
        stripped = word.endswith(("shes", "ches")) or (not verb and word.endswith(("uses", "oes")))
        stripped &= len(word) > len("shoes") and not word.endswith("houses")
        return _Forms((word[:-1], word[:-2]), unknown=word[:-2] if stripped else "")
    return _Forms((word[:-1],))


def _before(stem: str) -> _Forms:
    """What stood before *-ed*, *-ing* or *-er*, of which ``stem`` is left."""
    silent = stem + "e"
    if len(stem) < 2 or stem[-1] == "i":
        return _Forms((stem[:-1] + "y", silent) if len(stem) > 2 else (silent, stem))
    before, last = stem[-2], stem[-1]
    if before == last and last not in _VOWELS:
        return _of_double(stem)
    if before + last == "is" and _syllables(stem) > 1:
        return _Forms((silent,), sure=True)  # "promise", "emphasise"; "emphasis" is no verb
    if stem.endswith(_NO_END) or (before in _VOWELS and last == "g" and _syllables(stem) > 1):
        return _Forms((silent,))  # "shuffle", "oblige"
    if stem.endswith(("at", "ed", "ad")) and _syllables(stem) > 1 and (last == "t" or not _is_long(stem)):
        return _Forms((silent, stem), open=stem.endswith("eat"))  # "speculate", "situate", but "entreat"
    if last in _VOWELS or last in "wxy":
        return _Forms((silent, stem) if last == "u" else (stem, silent), open=last == "o")
    if before in _VOWELS and _syllables(stem) == 1 and not _is_long(stem):
        return _Forms((silent,), sure=True)  # "bared" is of "bare", as of "bar" it would be "barred"
    forms = (silent, stem) if _is_silent(stem) else (stem, silent)
    return _Forms(
        (*forms, stem[:-1]) if stem.endswith("ck") else forms, ordered=False, open=stem.endswith(_OPEN)
    )


def _of_double(stem: str) -> _Forms:
    """What stood before, where two of one letter are left."""
    single, silent, last = stem[:-1], stem + "e", stem[-1]
    if stem in _KEPT_DOUBLE or last in "sfz" or (last == "l" and _syllables(stem) == 1):
        return _Forms((stem, single, silent))
    if last == "l":
        return _Forms((single, stem), unknown=stem if stem.endswith("all") else "")  # "marshal", "enthrall"
    return _Forms((single, silent), unknown=silent if stem.endswith("uett") else "")


_NO_END = tuple("v c dg rg lg dl tl bl cl gl pl kl fl zl".split())  # noqa: SIM905
"""Letters that end no English verb; behind a *c* there is a *k* before an ending."""
_SILENT = ("z", "s", "ing", "eng", "ung")
"""Ends behind which English puts an *e* that is not heard, where no form is a known word."""
_SILENT_SHORT = tuple("et it ot ut id od ud ib in ir ur ak ok uk am im ul".split())  # noqa: SIM905
"""The same where one vowel stands before the last letter: "inquire", not "scour"."""
_PLAIN = ("icit", "dget", "quet", "chet", "cket", "ovet", "ivet", "ibit", "osit")
"""The same where there is none: "fidget"."""
_OPEN = ("ang", "or", "al", "il")
"""Ends of as many verbs with as without it: "derange" and "clang", "implore" and "harbor"."""


def _is_silent(stem: str) -> bool:
    if stem.endswith(_PLAIN):
        return False
    return stem.endswith(_SILENT) or (stem.endswith(_SILENT_SHORT) and not _is_long(stem))


def _is_long(stem: str) -> bool:
    """Whether two vowels stand before the last letter, which is doubled for neither: "pour", "need"."""
    return len(stem) > 2 and stem[-3] in _VOWELS and stem[-4:-2] != "qu"


def _syllables(stem: str) -> int:
    """Runs of vowels, a *y* behind another letter among them."""
    vowels = [letter in _VOWELS or (letter == "y" and i > 0) for i, letter in enumerate(stem)]
    return sum(now and not before for before, now in zip([False, *vowels], vowels, strict=False))
