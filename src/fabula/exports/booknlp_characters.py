"""The characters of BookNLP's ``.book`` file: what each does, what is done to it, what it has, what it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fabula.exports.tokens import head_within
from fabula.types import Mention, MentionForm, Token, Work

PRONOUNS: Mapping[str, frozenset[str]] = {
    "he/him/his": frozenset(("he", "him", "his", "himself")),
    "she/her": frozenset(("she", "her", "hers", "herself")),
    "they/them/their": frozenset(("they", "them", "their", "theirs", "themself", "themselves")),
    "xe/xem/xyr/xir": frozenset(("xe", "xem", "xyr", "xyrs", "xir", "xirs", "xemself", "xyrself")),
    "ze/zem/zir/hir": frozenset(("ze", "zie", "zem", "zir", "zirs", "hir", "hirs", "zirself", "hirself")),
}
"""The classes that BookNLP has, by the words that count for each."""

_KINDS = {MentionForm.NAME: "proper", MentionForm.NOMINAL: "common", MentionForm.PRONOUN: "pronoun"}

Deeds = dict[str, list[dict[str, Any]]]


def characters(
    work: Work, rows: Sequence[Token], mentions: Sequence[tuple[Mention, int, int]]
) -> list[dict[str, Any]]:
    """Everybody in the cast, those who are mentioned most first.

    ``mentions`` are those of the work, each from its first token to its last, end exclusive.
    """
    told: defaultdict[int, list[tuple[Mention, int, int]]] = defaultdict(list)
    for own in mentions:
        if own[0].entity is not None:
            told[own[0].entity].append(own)
    copulas = _copulas(rows)
    found = [
        {
            **_deeds(rows, copulas, told[entity.id]),
            "g": _gender(work, told[entity.id]),
            "id": entity.id,
            "count": len(told[entity.id]),
            "mentions": _called(work, told[entity.id]),
        }
        for entity in work.cast.entities
        if entity.is_character
    ]
    return sorted(found, key=lambda each: (-each["count"], each["id"]))


def _copulas(rows: Sequence[Token]) -> frozenset[int]:
    """The words of which another says by "be" that it is one: "tall" in "She was tall"."""
    return frozenset(row.head for row in rows if row.relation == "cop" and row.head is not None)


def _deeds(rows: Sequence[Token], copulas: frozenset[int], told: Sequence[tuple[Mention, int, int]]) -> Deeds:
    """The words that the heads of mentions hang on, by how they hang on them."""
    found: Deeds = {"agent": [], "patient": [], "mod": [], "poss": []}
    for _, start, end in told:
        word = rows[head_within(rows, (start, end))]
        if word.head is None:
            continue
        for kind in _roles(word, rows[word.head], copulas):
            found[kind].append({"w": rows[word.head].text, "i": word.head})
    return found


def _roles(word: Token, head: Token, copulas: frozenset[int]) -> Iterator[str]:
    if word.relation == "nsubj" and head.id in copulas:
        yield "mod"
    elif word.relation in ("nsubj", "obl:agent") and head.upos == "VERB":
        yield "agent"
    elif word.relation in ("obj", "nsubj:pass"):
        yield "patient"
    elif word.relation == "nmod:poss":
        yield "poss"


def _gender(work: Work, told: Sequence[tuple[Mention, int, int]]) -> dict[str, Any] | None:
    """How the pronouns used of somebody share out; None where none of them is used."""
    counts: Counter[str] = Counter()
    for own, _, _ in told:
        if own.form is MentionForm.PRONOUN:
            word = work.text.reads(own.start, own.end).lower()
            counts.update(name for name, words in PRONOUNS.items() if word in words)
    total = counts.total()
    if not total:
        return None
    (first, most), *_ = counts.most_common(1)
    shares = {name: round(counts[name] / total, 3) for name in PRONOUNS}
    return {"inference": shares, "argmax": first, "max": round(most / total, 3), "total": total}


def _called(work: Work, told: Sequence[tuple[Mention, int, int]]) -> dict[str, list[dict[str, Any]]]:
    """The words of the mentions, by their form, the most frequent first."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in _KINDS.values()}
    for own, _, _ in told:
        counts[_KINDS[own.form]][" ".join(work.text.reads(own.start, own.end).split())] += 1
    return {
        kind: [{"n": words, "c": number} for words, number in counted.most_common()]
        for kind, counted in counts.items()
    }
