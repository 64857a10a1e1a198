"""Why a quotation is somebody's, and said to somebody."""

from __future__ import annotations

import math
from collections.abc import Sequence

from fabula.amounts import percent
from fabula.cast.explain.places import of_candidate
from fabula.cast.explain.told import Told
from fabula.cast.explain.turns import Turns
from fabula.cast.figures import SURE_ENOUGH, Attribution
from fabula.cast.speakers.addressees import ADDRESSEE, candidates, features
from fabula.cast.speakers.lines import Line
from fabula.cast.speakers.sentences import ADDRESSEE as HEARS
from fabula.cast.speakers.sentences import CANDIDATE as SPEAKS
from fabula.types import Because, Reason

_MOST = 8
"""Reasons given for one decision at most."""
_SLIGHT = 0.15
"""The weight up to which a reason is left out."""
_UNLIKELY = 0.1
"""The probability up to which one who may hear a line is left out."""


def why_quotation(told: Told, row: int) -> list[Because]:
    """The parts of the answer: who speaks, against each of those who might, and who hears."""
    if row not in told.places:
        return [Because("nothing is known of it: it stands outside of what is read")]
    return [*_speaker(told, row), *_addressees(told, row)]


def _speaker(told: Told, row: int) -> list[Because]:
    own, decided, quote = told.said[row], told.by_turns[row], told.cast.quotes[row]
    held = told.speech.held.speakers
    if row in held:
        who = "nobody says it" if held[row] < 0 else f"{told.name(held[row])} says it"
        return [
            Because(who, (Reason("that is settled: a correction says so", spans=(told.quotation(row),)),))
        ]
    if own.speaker != decided.speaker:
        return [_given_away(told, row)]
    if own.speaker < 0:
        return [Because("nobody is known who may say it")]
    sure = own.confidence >= SURE_ENOUGH
    head = f"{told.name(own.speaker)} says it ({percent(quote.confidence)})"
    if not sure:
        head = (
            f"nobody is likely enough; {told.name(own.speaker)} is the likeliest ({percent(own.confidence)})"
        )
    others = {n: p for n, p in own.shares.items() if n != own.speaker}
    likely = {told.number[n]: n for n in others if n in told.number}
    named = ", ".join(f"{told.name(likely[e])} ({percent(p)})" for e, p in quote.alternatives if e in likely)
    if sure and named:
        head = f"{head}; it may be {named}"
    talk, k = told.line(row)
    turns = Turns(told, talk)
    rival = max(others, key=lambda n: others[n], default=turns.rival(k, own.speaker))
    if rival < 0:
        reasons = _for_one(told, turns, talk, k, own.speaker)
        return [Because(head, tuple(reasons))]
    reasons = _for_and_against(told, turns, talk, k, own.speaker, rival)
    return [Because(f"{head}; held against {told.name(rival)}:", tuple(reasons))]


def _given_away(told: Told, row: int) -> Because:
    """A letter or a tale, which is its writer's or teller's whoever the turns make its speaker."""
    own: Attribution = told.said[row]
    spans = (told.quotation(row),)
    if own.speaker < 0:
        reason = Reason("it is a letter or a paper that is read, by a writer unknown", spans=spans)
        return Because("nobody says it", (reason,))
    reason = Reason("it is a letter or a tale, and the page names who writes or tells it", spans=spans)
    return Because(
        f"{told.name(own.speaker)} says it ({percent(told.cast.quotes[row].confidence)})", (reason,)
    )


def _for_one(told: Told, turns: Turns, talk: Sequence[Line], k: int, one: int) -> list[Reason]:
    """What speaks for one where there is nobody else."""
    found = [
        Reason(
            SPEAKS[name].of(told.name(one)),
            value * weight,
            of_candidate(told, talk, k, name, one),
            name,
        )
        for name, ((value,), weight) in turns.evidence(k, [one]).items()
        if value and not SPEAKS[name].compares
    ]
    return _weightiest(found)


def _for_and_against(
    told: Told, turns: Turns, talk: Sequence[Line], k: int, one: int, other: int
) -> list[Reason]:
    """What speaks for one and against him, held against another."""
    evidence = turns.evidence(k, [one, other])
    found = turns.reasons(k, one, other)
    for name, sentence in SPEAKS.items():
        (ours, theirs), weight = evidence[name]
        if sentence.compares:
            pair = (one, other) if ours >= theirs else (other, one)
            text = sentence.between(*map(told.name, pair))
            spans = of_candidate(told, talk, k, name, pair[0])
            found.append(Reason(text, (ours - theirs) * weight, spans, name))
            continue
        for n, value in ((one, ours), (other, -theirs)):
            if value:
                spans = of_candidate(told, talk, k, name, n)
                found.append(Reason(sentence.of(told.name(n)), value * weight, spans, name))
    return _weightiest(found)


def _addressees(told: Told, row: int) -> list[Because]:
    talk, k = told.line(row)
    heard = told.said[row].addressees
    if row in told.speech.held.addressees:
        named = ", ".join(map(told.name, heard)) or "nobody"
        return [Because(f"it is said to {named}", (Reason("that is settled: a correction says so"),))]
    if talk[k].aside:
        return [Because("it is said to nobody", (Reason("it is thought, or said to oneself"),))]
    speaker = [told.by_turns[line.number].speaker for line in talk]
    people = candidates(k, talk, speaker)
    if not people:
        return [Because("it is said to nobody who is known")]
    rows = features(k, talk, speaker, people, told.speech.voices.figures)
    odds = dict(zip(people, told.weights.hearing.odds(rows).tolist(), strict=True))
    shown = [n for n in people if n in heard or _likely(odds[n]) >= _UNLIKELY]
    found = [Because("it is said to nobody who is known")] if not shown else []
    for n in sorted(shown, key=lambda n: -odds[n]):
        said = "it is said to" if n in heard else "it is hardly said to"
        own = rows[people.index(n)]
        worth = zip(ADDRESSEE, (own * told.weights.hearing.weights(own)).tolist(), strict=True)
        reasons = [
            Reason(HEARS[name].of(told.name(n)), weight, of_candidate(told, talk, k, name, n), name)
            for name, weight in worth
        ]
        head = f"{said} {told.name(n)} ({percent(_likely(odds[n]))})"
        found.append(Because(head, tuple(_weightiest(reasons))))
    return found


def _likely(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-odds))


def _weightiest(reasons: Sequence[Reason]) -> list[Reason]:
    told = [own for own in reasons if own.weight is None or abs(own.weight) >= _SLIGHT]
    return sorted(told, key=lambda own: -abs(own.weight or 99.0))[:_MOST]
