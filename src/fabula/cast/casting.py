"""The cast stage: annotations in, cast out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from fabula.cast.attribution import Speech, attribute, decided, observed
from fabula.cast.book import Book
from fabula.cast.calibration import link_confidence
from fabula.cast.confidence import link_signs, speaker_confidences
from fabula.cast.coreference import resolve_mentions
from fabula.cast.evidence import People
from fabula.cast.figures import SURE_ENOUGH, Attribution, Resolution
from fabula.cast.ground import Ground, LaidOut
from fabula.cast.groups import Members, gather
from fabula.cast.identity.clustering import same_person
from fabula.cast.identity.evidence import Pairs
from fabula.cast.identity.merging import merge, regrouped, renamed
from fabula.cast.inner_speech import thought_lines
from fabula.cast.meetings import says_something
from fabula.cast.names import Name, is_handle, parse_name
from fabula.cast.narrators import Narrators
from fabula.cast.pins.contradictions import require_consistent
from fabula.cast.pins.holding import carried, figures, hold, settled_lines, shown
from fabula.cast.pins.names import names_apart, settled_people
from fabula.cast.pins.placing import NOTHING, Placed, place
from fabula.cast.pins.tellers import settled_narrations
from fabula.cast.second_person import YOU
from fabula.cast.weights import Weights, shipped
from fabula.lang.en.newcomers import INDEFINITE
from fabula.types import Annotations, Cast, Entity, EntityType, Mention, MentionForm, Pins, Quote, Span, Text

UNNAMED = "(unnamed)"
"""What one is called whom the text only ever calls by pronouns."""

_SCRAP = re.compile(r"[“”\"«»‘]|[,.;:!?]['’]")
"""What stands in no description of a person: marks of speech, and an end of it before one."""

_SELDOM = 0.15
"""The share of a figure's pronouns up to which one of them is a slip of coreference."""

_TWICE, _OFTEN = 2, 50
"""So few uses of a pronoun are a slip too, for a figure with so many mentions to each of them."""

ROUNDS = 2
"""Rounds in which mentions and speakers settle each other."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A book with who is who in it and who speaks each quotation, by figure.

    ``placed``: what a person has settled of it; ``speech``: what the speakers were decided by.
    ``rows``: for each quotation the number that it had before those that are none were left out.
    """

    book: Book
    resolution: Resolution
    said: Sequence[Attribution]
    narrators: Narrators
    members: Members
    placed: Placed = NOTHING
    speech: Speech | None = None
    rows: Sequence[int] = ()


def resolve(text: Text, notes: Annotations, pinned: Pins | None = None, ground: Ground | None = None) -> Cast:
    """Settles who is who and who speaks; ``pinned``: what a person has said of it.

    ``ground`` is kept from one resolution of a text to the next, which is the quicker for it.
    Raises :class:`fabula.errors.UsageError` where two of the pins cannot hold together.
    """
    pinned = pinned or Pins()
    require_consistent(pinned)
    return cast_of(settle(text, notes, pinned=pinned, ground=ground))


class Draft(Settled):
    """A book in which two figures may still be one person under several names."""

    __slots__ = ()

    @property
    def tellers(self) -> frozenset[int]:
        """Who tells, or is the *you* of whom it is told."""
        return frozenset([*self.narrators.tellers(), *self.narrators.heroes()])

    def pairs(self) -> Pairs:
        """The figures that may be one."""
        named = (n for n, figure in enumerate(self.resolution.figures) if figure.named)
        never = self.placed.never(figures(self.placed, self.resolution, self.said), named)
        return Pairs(self.book, self.resolution, self.said, self.tellers, self.members, never)


def settle(
    text: Text,
    notes: Annotations,
    weights: Weights | None = None,
    pinned: Pins | None = None,
    ground: Ground | None = None,
) -> Settled:
    """Settles who is who and who speaks, each by the other.

    ``weights``: others than the package ships. ``pinned``: what a person has said of it. ``ground``: as for
    :func:`resolve`.
    """
    weights = weights or shipped()
    return finish(draft(text, notes, weights, pinned, ground=ground), weights)


def finish(first: Draft, weights: Weights) -> Settled:
    """Joins the figures of a first reading, in place, that are one person, and settles who speaks anew."""
    book, resolution, narrators, placed = first.book, first.resolution, first.narrators, first.placed
    same = same_person(first.pairs(), weights.pair, first.tellers)
    merge(book, resolution, same)
    members = regrouped(first.members, same)
    spoken = renamed(first.said, same)
    hold(book, resolution, placed, spoken)
    held = placed.held(figures(placed, resolution, spoken))
    speech = observed(book, resolution, held)
    said = narrators.credit(resolution, decided(speech, len(book.notes.quotations), weights))
    if placed:
        hold(book, resolution, placed, said)
        said = settled_lines(said, placed.held(figures(placed, resolution, said)))
    return Settled(book, resolution, said, narrators, members, placed, speech, first.rows)


def draft(
    text: Text,
    notes: Annotations,
    weights: Weights,
    pinned: Pins | None = None,
    named: Callable[[Book, list[tuple[Name, Name]]], People] | None = None,
    ground: Ground | None = None,
) -> Draft:
    """The first reading of a book, in which mentions and speakers have settled each other.

    ``named`` settles which names are one person's. ``ground``: as for :func:`resolve`.
    """
    laid_out, placed, people, narrators, resolution = _opened(text, notes, pinned, named, ground or Ground())
    book = laid_out.book
    hold(book, resolution, placed)
    spoken: Sequence[Attribution] = ()
    for _ in range(ROUNDS):
        held = placed.held(figures(placed, resolution, spoken))
        people, said = narrators.identify(people, resolution, attribute(book, resolution, weights, held))
        before = resolution
        resolution = narrators.settle(
            resolve_mentions(
                book,
                people,
                narrators.narrator,
                said,
                before,
                narrators.telling(),
                narrators.hero,
                placed,
            )
        )
        spoken = carried(said, before, resolution) if placed else ()
        hold(book, resolution, placed, spoken)
    said = attribute(book, resolution, weights, placed.held(figures(placed, resolution, spoken)))
    members = gather(book, resolution)
    return Draft(book, resolution, said, narrators, members, placed, rows=laid_out.rows)


def lay_out(text: Text, notes: Annotations, pinned: Pins | None, ground: Ground) -> None:
    """Works out what :func:`resolve` keeps in ``ground``, and nothing else: the next one is quick then."""
    _opened(text, notes, pinned, None, ground)


def _opened(
    text: Text,
    notes: Annotations,
    pinned: Pins | None,
    named: Callable[[Book, list[tuple[Name, Name]]], People] | None,
    ground: Ground,
) -> tuple[LaidOut, Placed, People, Narrators, Resolution]:
    """The book with its people and narrators, and its mentions before anybody knows who speaks."""
    laid_out = ground.laid_out(text, notes, pinned or Pins())
    book = laid_out.book
    placed = place(book, laid_out.pins)
    people = settled_people(book, (named or ground.people)(book, names_apart(book, placed)), placed)
    narrators = Narrators(book, people, placed, ground.telling(book))
    walked = ground.first_walk(book, people, narrators.narrator, narrators.telling(), narrators.hero, placed)
    return laid_out, placed, people, narrators, narrators.settle(walked)


def numbered(settled: Settled) -> dict[int, int]:
    """The number of the entity that each figure is, by how often it appears; others are no entities.

    So is who is but a pronoun, a "sir" or a cry, or "nobody" and the like without a line.
    """
    book, resolution, members = settled.book, settled.resolution, settled.members
    pinned = shown(settled.placed, resolution, settled.said)
    heard = {own.speaker for own in settled.said}
    kept = [
        n
        for n, figure in enumerate(resolution.figures)
        if n in pinned
        or (
            any(book.is_told(i) for i in figure.mentions)
            and (
                figure.named
                or len(members.get(n, ())) > 1
                or any(
                    says_something(book, i) and (n in heard or book.low[i] not in INDEFINITE)
                    for i in figure.mentions
                )
            )
        )
    ]
    kept.sort(key=lambda n: (-len(resolution.figures[n].mentions), n))
    return {n: k + 1 for k, n in enumerate(kept)}


def cast_of(settled: Settled, weights: Weights | None = None) -> Cast:
    """Numbers the entities by how often they appear; who is but a pronoun, a "sir" or a cry is left out."""
    book, resolution, said = settled.book, settled.resolution, settled.said
    narrators, members, placed = settled.narrators, settled.members, settled.placed
    number = numbered(settled)
    kept = list(number)
    weights = weights or shipped()
    sure = speaker_confidences(book, resolution, said, weights.speaker)
    for row in placed.speakers:
        sure[row] = 1.0
    inner = thought_lines(book, said).difference(placed.addressees)
    said = [replace(own, addressees=()) if q in inner else own for q, own in enumerate(said)]
    quotes = tuple(
        replace(_quote(book, resolution, q, own, number, sure[q]), id=settled.rows[q] + 1, thought=q in inner)
        for q, own in enumerate(said)
    )
    spoken = Counter(q.speaker for q in quotes)
    own = figures(placed, resolution, said)
    tellers = narrators.tellers() | {own[k]: "" for _, k in placed.narrators if k is not None}
    heroes = narrators.heroes()
    people = [
        _entity(book, resolution, n, number[n], spoken[number[n]], tellers.get(n), heroes.get(n))
        for n in kept
    ]
    people = _as_pinned(settled, people, number)
    entities = tuple(
        _with_members(own, tuple(number[m] for m in members.get(n, ()) if m in number), people)
        for n, own in zip(kept, people, strict=True)
    )
    confidence = [link_confidence(signs, weights.links) for signs in link_signs(book, resolution, sure)]
    for i in (*placed.seeds, *placed.nobodys):
        confidence[i] = 1.0
    narrations = settled_narrations(narrators.narrations(number), placed, own, number)
    return Cast(entities, _mentions(book, resolution, number, confidence), quotes, narrations)


def _as_pinned(settled: Settled, people: Sequence[Entity], number: Mapping[int, int]) -> list[Entity]:
    """The entities with the names that a person has given them; who has no mention begins with a line."""
    book, placed = settled.book, settled.placed
    named = dict(
        zip(figures(placed, settled.resolution, settled.said), range(len(placed.people)), strict=True)
    )
    found = list(people)
    for n, k in named.items():
        own = found[number[n] - 1] if n in number else None
        if own is None:
            continue
        name = placed.names.get(k, own.name)
        others = dict.fromkeys([own.name, *own.aliases] if own.name != UNNAMED else own.aliases)
        others.pop(name, None)
        lines = (
            book.notes.quotations[row].start for row, said in enumerate(settled.said) if said.speaker == n
        )
        first = min(lines, default=None) if own.first is None else own.first
        aliases = tuple(others) if name != own.name else own.aliases
        found[own.id - 1] = replace(own, name=name, aliases=aliases, first=first)
    return found


def _mentions(
    book: Book, resolution: Resolution, number: Mapping[int, int], confidence: Sequence[float]
) -> tuple[Mention, ...]:
    """The mentions with their entities; ``number`` gives that of each figure, the others are chains."""
    left = dict.fromkeys(n for n in resolution.mention_figure if n >= 0 and n not in number)
    chain = {n: k for k, n in enumerate(left, 1)}
    return tuple(
        Mention(a, b, kind, form, number.get(n), sure, chain.get(n))
        for (a, b), kind, form, n, sure in zip(
            book.spans, book.types, book.forms, resolution.mention_figure, confidence, strict=True
        )
    )


def _quote(
    book: Book, resolution: Resolution, row: int, own: Attribution, number: Mapping[int, int], sure: float
) -> Quote:
    """A quotation with its speaker, as far as ``sure``; ``number`` gives the entity of each figure."""
    speaker = number.get(own.speaker) if own.confidence >= SURE_ENOUGH else None
    return Quote(
        id=row + 1,
        spans=book.notes.quotations[row].spans,
        speaker=speaker,
        speaker_mention=_telling(book, resolution, own) if speaker is not None else None,
        addressees=tuple(number[n] for n in own.addressees if n in number),
        confidence=sure if speaker is not None or sure == 1.0 else 0.0,
        alternatives=_alternatives(own, number, None if speaker is None else sure),
    )


def _alternatives(
    own: Attribution, number: Mapping[int, int], sure: float | None
) -> tuple[tuple[int, float], ...]:
    """Who else may speak a line; ``sure``: the probability of its speaker, None where it has none.

    What the decision leaves to the others is scaled to what the calibrated probability leaves.
    """
    left = 1.0 if sure is None else (1.0 - sure) / max(1.0 - own.confidence, 1e-9)
    others = [
        (number[n], round(left * p, 4))
        for n, p in own.shares.items()
        if n in number and (sure is None or n != own.speaker)
    ]
    return tuple(sorted((each for each in others if each[1] > 0.0), key=lambda each: (-each[1], each[0])))


def _telling(book: Book, resolution: Resolution, own: Attribution) -> Span | None:
    """The mention in the tag, where it is settled as the speaker's."""
    settled = own.mention >= 0 and resolution.mention_figure[own.mention] == own.speaker
    return book.spans[own.mention] if settled else None


def _entity(
    book: Book,
    resolution: Resolution,
    n: int,
    number: int,
    quotes: int,
    teller: str | None,
    hero: str | None,
) -> Entity:
    """One figure as it is shown; ``teller``, ``hero``: what to call a narrator or *you* whom nobody names."""
    figure = resolution.figures[n]
    names: Counter[str] = Counter()
    handles: Counter[str] = Counter()
    nominals: Counter[str] = Counter()
    pronouns: Counter[str] = Counter()
    for i in figure.mentions:
        if i in book.names and is_handle(book.names[i].text):
            handles[book.names[i].text] += 1
        elif i in book.names:
            names[_lowered(book.names[i].text)] += 1
        elif book.forms[i] is MentionForm.NAME and not book.is_person(i):
            names[book.shown[i]] += 1
        elif says_something(book, i):
            nominals[_lowered(book.shown[i])] += 1
        elif book.is_third_person(i) and book.gender[i] and resolution.confidence[i] >= 0.5:
            pronouns[book.gender[i]] += 1
        elif i in book.heroes:
            pronouns[YOU] += 1
    if names and all(name.startswith("the ") for name in names):
        # "the Brute" is no more his name than "the young man"
        names.update({words: nominals[words] for words in _described(nominals)})
    names = _in_small_letters(names or handles)
    called = [name for name, _ in (*names.most_common(), *(handles - names).most_common())]
    if not called:
        own = teller or hero
        called = [own] if own else _described(nominals) or [UNNAMED]
    shown = _fullest(called, names) if names else called[0]
    least = max(_SELDOM * pronouns.total(), min(_TWICE, len(figure.mentions) / _OFTEN))
    return Entity(
        id=number,
        type=_type(book, figure.mentions, figure.type),
        name=shown,
        aliases=tuple(name for name in called if name != shown),
        pronouns=tuple(p for p, count in pronouns.most_common() if count > least),
        mentions=len(figure.mentions),
        quotes=quotes,
        narrator=teller is not None,
        first=min((book.spans[i][0] for i in figure.mentions), default=None),
    )


def _in_small_letters(names: Counter[str]) -> Counter[str]:
    """Names, those in capitals counted as elsewhere: "ODILE climbed" opens a chapter about Odile."""
    small = {name.casefold(): name for name in reversed(names) if not name.isupper()}
    found: Counter[str] = Counter()
    for name, count in names.items():
        found[small.get(name.casefold(), name) if name.isupper() else name] += count
    return found


def _described(nominals: Counter[str]) -> list[str]:
    """The words that a figure is most often called by; no scrap of speech that a mention ran into."""
    most = [words for words, _ in nominals.most_common()]
    return ([words for words in most if not _SCRAP.search(words)] or most)[:3]


def _with_members(own: Entity, members: tuple[int, ...], entities: Sequence[Entity]) -> Entity:
    """An entity with its members, and named after them where the text has no more than "they" for it."""
    if own.name != UNNAMED or len(members) < 2:
        return replace(own, members=members)
    *names, last = (entities[m - 1].name for m in members)
    return replace(own, name=f"{', '.join(names)} and {last}", members=members)


def _lowered(nominal: str) -> str:
    """Words for a person as they stand within a sentence: "The general" is "the general"."""
    first, space, rest = nominal.partition(" ")
    return (
        first.lower() + space + rest
        if first.lower() in ("the", "a", "an", "his", "her", "my", "your", "their")
        else nominal
    )


def _fullest(called: Sequence[str], names: Counter[str]) -> str:
    """The name to show: the most used, or a fuller one that is used at least an eighth as often.

    A forename with a surname is fuller than a title with one.
    """
    most = called[0]
    fuller = [
        name
        for name in called
        if len(name.split()) > len(most.split()) and names[name] >= 2 and names[name] * 8 >= names[most]
    ]
    return max(fuller, key=lambda name: (len(parse_name(name).words) > 1, names[name]), default=most)


def _type(book: Book, mentions: Sequence[int], otherwise: EntityType) -> EntityType:
    return Counter(book.types[i] for i in mentions).most_common(1)[0][0] if mentions else otherwise
