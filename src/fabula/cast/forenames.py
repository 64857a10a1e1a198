"""The gender that a person's forename usually has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from fabula.cast.lexicon import FEMALE, MALE
from fabula.cast.names import Name
from fabula.lang.en.forenames import FEMALE_FORENAMES, MALE_FORENAMES


def usual_genders(names: Mapping[int, Name], people: Mapping[int, int]) -> dict[int, str]:
    """``he`` or ``she`` for each person whose forename is a man's or a woman's, by the person's number.

    ``names``: by mention; ``people``: the persons of the mentions. A name of several words begins with the
    forename; a word alone is one only where the person has no such name, and no title before it.
    """
    full: dict[int, Counter[str]] = defaultdict(Counter)
    bare: dict[int, Counter[str]] = defaultdict(Counter)
    for i, person in people.items():
        name = names[i]
        if len(name.words) > 1:
            full[person][name.words[0]] += 1
        elif not name.titles:
            bare[person][name.words[0]] += 1
    found = {}
    for person, forenames in {**bare, **full}.items():
        gender = _gender(forenames.most_common(1)[0][0])
        if gender:
            found[person] = gender
    return found


def _gender(forename: str) -> str:
    return MALE if forename in MALE_FORENAMES else FEMALE if forename in FEMALE_FORENAMES else ""
