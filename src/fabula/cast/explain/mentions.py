"""Why a mention is somebody."""

from __future__ import annotations

from fabula.cast.explain.told import Told
from fabula.types import Because, MentionForm, Reason

_LEAST = 0.03
"""The probability up to which an antecedent is left out."""
_MOST = 4
"""Antecedents given at most."""


def why_mention(told: Told, i: int) -> list[Because]:
    """Who it is, by what rule, and which words before it lead there."""
    resolution, placed = told.resolution, told.settled.placed
    n = resolution.mention_figure[i]
    if i in placed.nobodys:
        return [Because("it is nobody’s", (Reason("that is settled: a correction says so"),))]
    who = "nobody who is known" if n < 0 else told.name(n)
    head = f"it is {who} ({told.cast.mentions[i].confidence:.0%})"
    if i in placed.seeds:
        return [Because(head, (Reason("that is settled: a correction says so"),))]
    return [Because(head, (*_rules(told, i, n), *_links(told, i)))]


def _rules(told: Told, i: int, n: int) -> list[Reason]:
    """What settles it, whatever the words before it lead to."""
    book, name = told.book, told.name(n)
    if i in book.names:
        others = (
            {book.names[j].text for j in told.resolution.figures[n].mentions if j in book.names}
            if n >= 0
            else set()
        )
        others.discard(book.names[i].text)
        listed = f", as {_are(others)} {', '.join(f'“{other}”' for other in sorted(others)[:5])}"
        return [Reason(f"it is a name of {name}{listed if others else ''}")]
    if i in book.appositions:
        beside = book.appositions[i]
        return [Reason(f"it stands beside “{book.shown[beside]}”", spans=(book.spans[beside],))]
    if (said := book.referring.predicated.get(i, -1)) >= 0:
        return [Reason(f"it says who “{book.shown[said]}” is", spans=(book.spans[said],))]
    row = book.quotation[i]
    if row < 0:
        tagged = [r for r, own in enumerate(told.said) if own.mention == i and own.speaker == n >= 0]
        if book.is_first_person(i) and n >= 0:
            return [Reason(f"{name} tells this part of the text")]
        return [
            Reason(f"it is in the tag of a line that {name} speaks", spans=(told.quotation(r),))
            for r in tagged
        ]
    own, spans = told.said[row], (told.quotation(row),)
    if book.is_first_person(i) and own.speaker == n >= 0:
        return [Reason(f"{name} speaks the line around it", spans=spans)]
    if n in own.addressees and (book.is_second_person(i) or book.is_address(i)):
        return [Reason(f"the line around it is said to {name}", spans=spans)]
    return []


def _links(told: Told, i: int) -> list[Reason]:
    book = told.book
    columns, shares, none = book.antecedents[i]
    likely = sorted(zip(shares, columns, strict=True), reverse=True)
    found = [
        Reason(f"it goes back to “{book.shown[j]}”, {_who(told, j)} ({p:.0%})", spans=(book.spans[j],))
        for p, j in likely[:_MOST]
        if p >= _LEAST
    ]
    if book.forms[i] is not MentionForm.NAME and none >= _LEAST:
        found.append(Reason(f"it goes back to nothing before it ({none:.0%})"))
    return found


def _are(others: set[str]) -> str:
    return "is" if len(others) == 1 else "are"


def _who(told: Told, j: int) -> str:
    n = told.resolution.mention_figure[j]
    return "nobody who is known" if n < 0 else told.name(n)
