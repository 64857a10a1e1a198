"""What a person has said of a text: evidence that nothing else outweighs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from fabula.types.cast import Cast
from fabula.types.columns import Span

Who = tuple[Span, ...]
"""Spans that stand for an entity: mentions of it, or whole quotations that it speaks.

The entity is the one that most of them belong to. Spans that nothing else belongs to are one of their own:
a guard who only ever speaks one line is that line.
"""


class Bearers:
    """Whom the spans of a cast belong to: its mentions, and the quotations as those of their speakers."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast

    @cached_property
    def _whose(self) -> dict[Span, int | None]:
        """Made when it is first asked for, as most works have no corrections."""
        found: dict[Span, int | None] = {(each.start, each.end): each.speaker for each in self._cast.quotes}
        found |= {(each.start, each.end): each.entity for each in self._cast.mentions}
        return found

    def meant(self, who: Who) -> int | None:
        """The entity that most of some spans belong to, None where none belongs to any."""
        counts = Counter(self._whose.get(span) for span in who)
        counts.pop(None, None)
        return max(counts, key=lambda each: (counts[each], -(each or 0)), default=None)


@dataclass(frozen=True, slots=True)
class Pins:
    """What is settled before the cast is; offsets as in :class:`~fabula.types.Text`.

    A quotation is meant by its span from the start of its first part to the end of its last.

    - ``same``, ``apart``: two who are one, two who are not; the mentions that stand for them are theirs, and
      words that go back to these go with them.
    - ``mentions``: whose a mention is, or None for nobody's; a span that is no mention becomes one.
    - ``speakers``: who says a quotation, or None for nobody; ``addressees``: to whom, empty for nobody.
    - ``narrators``: who tells a stretch as *I*, or None where nobody in the story does.
    - ``not_speech``: quotations that are none: they are not in the cast, and the others keep their numbers.
    - ``not_characters``: entities that are none: their mentions are nobody's, and they say nothing.
    - ``names``: what to call an entity.

    Spans elsewhere that are neither a mention nor a quotation say nothing.
    """

    same: tuple[tuple[Who, Who], ...] = ()
    apart: tuple[tuple[Who, Who], ...] = ()
    mentions: Mapping[Span, Who | None] = field(default_factory=dict)
    speakers: Mapping[Span, Who | None] = field(default_factory=dict)
    addressees: Mapping[Span, tuple[Who, ...]] = field(default_factory=dict)
    narrators: Mapping[Span, Who | None] = field(default_factory=dict)
    not_speech: frozenset[Span] = frozenset()
    not_characters: tuple[Who, ...] = ()
    names: tuple[tuple[Who, str], ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is settled."""
        return any(getattr(self, name) for name in self.__slots__)

    def moved(self, to: Callable[[Span], Span]) -> Pins:
        """The same with each span moved."""

        def who(own: Who) -> Who:
            return tuple(map(to, own))

        def someone(own: Who | None) -> Who | None:
            return None if own is None else who(own)

        return Pins(
            same=tuple((who(one), who(other)) for one, other in self.same),
            apart=tuple((who(one), who(other)) for one, other in self.apart),
            mentions={to(span): someone(own) for span, own in self.mentions.items()},
            speakers={to(span): someone(own) for span, own in self.speakers.items()},
            addressees={to(span): tuple(map(who, own)) for span, own in self.addressees.items()},
            narrators={to(span): someone(own) for span, own in self.narrators.items()},
            not_speech=frozenset(map(to, self.not_speech)),
            not_characters=tuple(map(who, self.not_characters)),
            names=tuple((who(own), name) for own, name in self.names),
        )


@dataclass(frozen=True, slots=True)
class StoryPins:
    """What is settled of what happens; offsets as in :class:`~fabula.types.Text`.

    A scene is meant by any place in its first paragraph.

    - ``begins``, ``continues``: places at whose paragraph a scene begins, and at whose none does.
    - ``places``: where the scene around a place happens, or None where nothing tells.
    - ``present``: who is in the scene around a place, and who is not.
    - ``not_told``: attributes that are not so, by the words that tell them and their kind.
    - ``not_related``: relations that are not so: of whom, to whom, of which kind.
    """

    begins: frozenset[int] = frozenset()
    continues: frozenset[int] = frozenset()
    places: Mapping[int, Who | None] = field(default_factory=dict)
    present: tuple[tuple[int, Who, bool], ...] = ()
    not_told: frozenset[tuple[Span, str]] = frozenset()
    not_related: tuple[tuple[Who, Who, str], ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is settled."""
        return any(getattr(self, name) for name in self.__slots__)
