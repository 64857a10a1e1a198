"""Lemmas by rule: how to make the base form of a word from the word itself.

The model chooses a rule for each word, as in UDPipe 2 (Straka 2018). A rule is a string: ``l``, ``t`` or
``k`` (lower-case the word first, or all but its first letter, or keep its case), how many characters to take
off its end, a slash and what to put on in their place ("l3/y" makes *cry* of *cried*); or ``=`` and the
lemma, where the two share no beginning.
"""

from __future__ import annotations

from collections.abc import Callable

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "＇": "'"})
_CASED: dict[str, Callable[[str], str]] = {"l": str.lower, "t": str.capitalize, "k": str}


def rule_of(word: str, lemma: str) -> str:
    """The rule that makes ``lemma`` of ``word``."""
    word = word.translate(_APOSTROPHES)
    case = "l"
    if lemma != lemma.lower():
        case = "t" if word.isupper() and lemma[1:] == lemma[1:].lower() and len(word) > 1 else "k"
    base = _CASED[case](word)
    shared = next((i for i, (a, b) in enumerate(zip(base, lemma, strict=False)) if a != b), None)
    shared = min(len(base), len(lemma)) if shared is None else shared
    if not shared:
        return f"={lemma}"
    return f"{case}{len(base) - shared}/{lemma[shared:]}"


def apply_rule(word: str, rule: str) -> str:
    """The lemma that a rule makes of a word; the word itself where the rule does not fit it."""
    word = word.translate(_APOSTROPHES)
    if rule.startswith("="):
        return rule[1:]
    cut, _, ending = rule[1:].partition("/")
    base = _CASED[rule[0]](word)
    if int(cut) >= len(base) + len(ending):
        return base
    return base[: len(base) - int(cut)] + ending
