"""Pet forms that no list has, cut out of a forename: Hiro of Hiroshi, Ken-chan of Kenji, Jelly of Jellyband.

Such a name stands in speech alone, begins the forename of one person only, whom the telling calls by the
whole of it, and is not called out by that one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from fabula.cast.lexicon import SHORT_FORMS, TITLES
from fabula.cast.names import Name, is_forename
from fabula.lang.en.forenames import FEMALE_FORENAMES, MALE_FORENAMES

_CALLED_FONDLY = "-chan"
"""Behind a form of a name that need be no name for itself."""
_LEAST, _LEAST_FOND = 3, 2
"""Letters of a pet form, and of one with such an honorific."""
_LEFT_OUT = 2
"""Letters of the forename that it leaves out at least: "Elle" is not Ellen."""
_ENDINGS = ("s", "es", "ses", "man", "men", "ian", "ians", "ish", "ese")
"""What makes of a name no forename that begins so: "the Bennets", "an Englishman"."""


def with_whole_forenames(
    names: Mapping[int, Name], quotation: Sequence[int], tags: Sequence[int]
) -> dict[int, Name]:
    """The names of a book by mention, with the whole forename for each such pet form.

    ``quotation``: for each mention the quotation that it stands in, or -1; ``tags``: for each quotation the
    mention in its tag, or -1.
    """
    told: Counter[str] = Counter()
    called: dict[Name, list[int]] = defaultdict(list)
    outside: set[Name] = set()
    for i, name in names.items():
        if not name.rank:
            told[name.words[0]] += quotation[i] < 0
        if len(name.words) == 1 and not name.rank:
            called[name].append(i)
            if quotation[i] < 0:
                outside.add(name)
    beginning: dict[str, list[str]] = defaultdict(list)
    for forename, times in told.items():
        for end in range(_LEAST_FOND, len(forename) - _LEFT_OUT + 1):
            if times and forename[end:] not in _ENDINGS:
                beginning[forename[:end]].append(forename)
    whole: dict[Name, str] = {}
    for name, mentions in called.items():
        word = name.words[0]
        if name in outside or not _may_be_cut(name) or len(beginning.get(word, ())) != 1:
            continue
        (forename,) = beginning[word]
        speakers = {names[tags[quotation[i]]].words[0] for i in mentions if tags[quotation[i]] in names}
        if forename not in speakers:
            whole[name] = forename
    return {i: replace(name, words=(whole[name],)) if name in whole else name for i, name in names.items()}


def _may_be_cut(name: Name) -> bool:
    """Whether a name of one word may be a piece of another, as one that is a name for itself is not."""
    word = name.words[0]
    if _CALLED_FONDLY in name.titles:
        return len(word) >= _LEAST_FOND
    known = is_forename(word) or word in SHORT_FORMS or word in MALE_FORENAMES | FEMALE_FORENAMES
    return len(word) >= _LEAST and not known and word not in TITLES
