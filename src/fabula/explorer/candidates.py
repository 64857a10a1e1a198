"""Who may be meant: those whom one click names, the likeliest first."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from fabula.called import names_of
from fabula.explorer.asking import Asked, site_of
from fabula.lang.en.times import DETERMINERS
from fabula.reviewing.conversations import Conversations
from fabula.story_records import ToldScene
from fabula.types import Entity, Mention, Quote
from fabula.world.words import folded_words

SHOWN = 6
ALIKE = 4
"""Of those who may be the same, who has a word of the name."""
LEADING = 4
"""Of those who may be the same, whom the work is most about: one who hides has no word of the name."""
AROUND = 40
"""Mentions on each side of one whose people may be meant."""
LONGEST = 100


def speakers_for(own: Asked, quote: Quote) -> list[tuple[Entity, float]]:
    """Who else may say a line: the runners-up with their probabilities, then those who speak nearby."""
    likely = dict(quote.alternatives)
    found = {number: share for number, share in likely.items() if number != quote.speaker}
    for number in _beside(own, quote):
        if number != quote.speaker:
            found.setdefault(number, 0.0)
    for each in own.reading.characters[: SHOWN + 1]:
        if each.id != quote.speaker:
            found.setdefault(each.id, 0.0)
    return [(own.people[each], share) for each, share in found.items() if each in own.people][:SHOWN]


def hearers_for(own: Asked, quote: Quote) -> list[Entity]:
    """Who may hear a line: those who speak nearby, and whom it is said to now."""
    near = dict.fromkeys((*quote.addressees, *_beside(own, quote)))
    return [own.people[each] for each in near if each in own.people and each != quote.speaker][:SHOWN]


def meant_at(own: Asked, mention: Mention) -> list[Entity]:
    """Whom a mention may mean: whoever is mentioned around it, the nearest first."""
    mentions = own.reading.work.cast.mentions
    at = bisect_left(mentions, mention.start, key=lambda each: each.start)
    near = sorted(
        mentions[max(0, at - AROUND) : at + AROUND], key=lambda each: abs(each.start - mention.start)
    )
    found = dict.fromkeys(each.entity for each in near if each.entity not in (None, mention.entity))
    people = [own.people[each] for each in found if each in own.people]
    return sorted(people, key=lambda each: each.type is not mention.type)[:SHOWN]


def same_as(own: Asked, entity: Entity) -> list[Entity]:
    """Who may be the same: of the same name first, then of a rare word in common, then the leading ones.

    A place is offered for a place only, and anything else for anything else; a group for a group.
    """
    count: Counter[str] = Counter()
    called: dict[int, frozenset[str]] = {}
    kin = [each for each in own.reading.entities if _is_alike(each, entity)]
    for each in kin:
        called[each.id] = frozenset(folded_words(" ".join(names_of(each)))) - DETERMINERS
        count.update(called[each.id])
    mine = called.get(entity.id, frozenset())

    def rarest(other: Entity) -> tuple[bool, int, int]:
        rare = min(count[word] for word in called[other.id] & mine)
        return other.name.casefold() != entity.name.casefold(), rare, -other.mentions

    alike = [each for each in kin if each.id != entity.id and called[each.id] & mine]
    found = sorted(alike, key=rarest)[:ALIKE]
    rest = (each for each in own.reading.characters if each.type is entity.type and _is_alike(each, entity))
    return found + [each for each in rest if each.id != entity.id and each not in found][:LEADING]


def _is_alike(one: Entity, other: Entity) -> bool:
    return one.type.is_place is other.type.is_place and bool(one.members) is bool(other.members)


def called(own: Asked, typed: str) -> list[Entity]:
    """Whom the beginning of a name may mean, who is told of most first."""
    wanted = folded_words(typed[:LONGEST])
    if not wanted:
        return []
    found = (each for each in own.reading.entities if has_words(" ".join(names_of(each)), wanted))
    return sorted(found, key=lambda each: (not each.is_character, -each.mentions, each.id))[: 2 * SHOWN]


def has_words(words: str, wanted: Sequence[str]) -> bool:
    """Whether each of the words that are wanted, folded, begins one of these; none are in nothing."""
    every = folded_words(words)
    return bool(wanted) and all(any(word.startswith(each) for word in every) for each in wanted)


def _beside(own: Asked, quote: Quote) -> list[int]:
    talk = site_of(own.request).talks.of(own.reading, lambda: Conversations(own.reading.work))
    at = bisect_left(talk.quotes, quote.start, key=lambda each: each.start)
    while at < len(talk.quotes) and talk.quotes[at].id != quote.id:
        at += 1
    return talk.beside(at) if at < len(talk.quotes) else []


def places_for(own: Asked, scene: ToldScene) -> list[Entity]:
    """Where a scene may happen: the places that it mentions, then those of the scenes beside it."""
    at = next(k for k, each in enumerate(own.reading.scenes) if each.id == scene.id)
    beside = own.reading.scenes[max(0, at - 2) : at + 3]
    near = [each.place.id for each in beside if each.place is not None]
    found = dict.fromkeys([*(each.id for each in _mentioned(own, scene) if each.type.is_setting), *near])
    now = None if scene.place is None else scene.place.id
    return [own.people[each] for each in found if each != now and each in own.people][:SHOWN]


def told_in(own: Asked, scene: ToldScene) -> list[Entity]:
    """The characters that a scene mentions, most often mentioned first."""
    return [each for each in _mentioned(own, scene) if each.is_character][:SHOWN]


def _mentioned(own: Asked, scene: ToldScene) -> list[Entity]:
    mentions = own.reading.work.cast.mentions
    first = bisect_left(mentions, scene.start, key=lambda each: each.start)
    last = bisect_left(mentions, scene.end, key=lambda each: each.start)
    count = Counter(each.entity for each in mentions[first:last] if each.entity in own.people)
    return [own.people[each] for each, _ in count.most_common() if each is not None]
