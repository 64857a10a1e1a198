"""Neopronouns (ze, xe, ey, fae …), shown to the model as pronouns that it knows.

The model learned from books that have none. Where a text uses a set of them, it is shown the matching forms
of *he* or *she*, whichever the text uses less, so that it finds and links them as the pronouns of one person;
what the text has stays as it is, and nothing of a person is told by what the model was shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

_SHOWN: Final = (("he", "him", "his", "his", "himself"), ("she", "her", "her", "hers", "herself"))
_POSSESSIVE: Final = 2

NEOPRONOUNS: Final[Mapping[str, tuple[str, ...]]] = {
    subject: tuple(forms.split())
    for subject, forms in (
        # the forms of each set for she, her, her, hers and herself, several divided by a stroke
        ("xe", "xe xem/xim xyr/xir xyrs/xirs xemself/xirself/xyrself"),
        ("ze", "ze/zie/sie hir/zir/zem hir/zir/zes hirs/zirs hirself/zirself/zemself"),
        ("ey", "ey em eir eirs emself/eirself"),
        ("fae", "fae faer faer faers faerself"),
        ("ve", "ve ver vis vis verself"),
        ("ae", "ae aer aer aers aerself"),
    )
}
"""Sets of neopronouns by their subject form; objects and possessives that are spelled alike stand in both."""

_LEAST_USES, _LEAST_FORMS = 3, 2


def as_known_pronouns(words: Sequence[str]) -> Sequence[str]:
    """The words of a text in which the neopronouns that it uses are forms of *he* or *she*.

    A text uses a set that stands in it in lower case at least three times and in two forms: "the fae" and
    Aunt Em are no pronouns.
    """
    counts = Counter(word for word in words if word in _PLACES)
    forms = {form for form, owners in _OWNERS.items() if any(_uses(counts, subject) for subject in owners)}
    if not forms:
        return words
    used = Counter(word.lower() for word in words)
    shown = min(_SHOWN, key=lambda known: sum(used[form] for form in set(known)))
    found = list(words)
    for i, word in enumerate(words):
        if word.lower() in forms:
            known = shown[_place(word.lower(), words[i + 1] if i + 1 < len(words) else "")]
            found[i] = known.capitalize() if word[0].isupper() else known
    return found


def _uses(counts: Mapping[str, int], subject: str) -> bool:
    """Whether a text with so many of each form uses a set."""
    forms = {form for column in NEOPRONOUNS[subject] for form in column.split("/") if counts.get(form)}
    enough = sum(counts[form] for form in forms) >= _LEAST_USES
    return enough and len(forms) >= _LEAST_FORMS and any(len(_OWNERS[form]) == 1 for form in forms)


def _place(form: str, after: str) -> int:
    """Which form of the known pronoun a word stands for: "hir" before another word of its phrase is "her"."""
    places = _PLACES[form]
    if _POSSESSIVE not in places or len(places) == 1:
        return places[0]
    owns = after[:1].isalpha() and after.lower() not in _FUNCTION_WORDS
    return _POSSESSIVE if owns else next(place for place in places if place != _POSSESSIVE)


_FUNCTION_WORDS: Final = frozenset(
    word
    for words in (
        "a an the and or but if as at by for from in into of off on onto out over to up with that when while",
        "who this again then not was is had be do go come have",
    )
    for word in words.split()
)


def _tables() -> tuple[dict[str, tuple[int, ...]], dict[str, frozenset[str]]]:
    """For every form of every set the known forms that it may stand for, and the sets that it is in."""
    places: dict[str, tuple[int, ...]] = {}
    owners: dict[str, frozenset[str]] = {}
    for subject, columns in NEOPRONOUNS.items():
        for number, column in enumerate(columns):
            for form in column.split("/"):
                places[form] = tuple(dict.fromkeys((*places.get(form, ()), number)))
                owners[form] = owners.get(form, frozenset()) | {subject}
    return places, owners


_PLACES, _OWNERS = _tables()
