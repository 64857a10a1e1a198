"""Moving mentions from figure to figure once they are resolved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from fabula.cast.book import Book
from fabula.cast.coreference import Attribution, Resolution
from fabula.cast.lexicon import FEMALE, MALE
from fabula.types import MentionForm


def lean(genders: Counter[str]) -> str:
    """``he`` or ``she`` where a figure is called so more than twice as often as the other, else empty."""
    he, she = genders[MALE], genders[FEMALE]
    return MALE if he > 2 * she else FEMALE if she > 2 * he else ""


def transfer(book: Book, resolution: Resolution, moves: Mapping[int, int]) -> None:
    """Gives mentions to other figures, -1 for none, and takes with each what its words say of gender."""
    touched: set[int] = set()
    for i, target in moves.items():
        source = resolution.mention_figure[i]
        if source == target:
            continue
        weight = 1 if book.forms[i] is MentionForm.PRONOUN else 3
        for number, sign in ((source, -1), (target, 1)):
            if number >= 0 and book.gender[i]:
                genders = resolution.figures[number].genders
                # a name that took a nominal over counted it once, less than is taken away here
                genders[book.gender[i]] = max(0, genders[book.gender[i]] + sign * weight)
        if target >= 0:
            resolution.figures[target].mentions.append(i)
        resolution.mention_figure[i] = target
        touched |= {source, target} - {-1}
    for number in touched:
        mentions = {i for i in resolution.figures[number].mentions if resolution.mention_figure[i] == number}
        resolution.figures[number].mentions = sorted(mentions)


def relink(resolution: Resolution, found: Mapping[int, int]) -> None:
    """Makes the links of tags go to the figures that others turned out to be."""
    for i, who in resolution.links.items():
        if not found.keys().isdisjoint(who):
            resolution.links[i] = replaced(who, found)


def replaced(shares: Mapping[int, float], found: Mapping[int, int]) -> dict[int, float]:
    """Shares by figure with each figure replaced by the one that it is."""
    summed: dict[int, float] = defaultdict(float)
    for number, share in shares.items():
        summed[found.get(number, number)] += share
    return dict(summed)


def renumbered(own: Attribution, found: Mapping[int, int]) -> Attribution:
    """An attribution with each figure replaced by the one that it is; nobody speaks to himself."""
    speaker = found.get(own.speaker, own.speaker)
    addressees = dict.fromkeys(found.get(n, n) for n in own.addressees)
    others = tuple(n for n in addressees if n != speaker)
    return replace(own, speaker=speaker, addressees=others, shares=replaced(own.shares, found))
