"""Why something in a cast is as it is, in words."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from fabula.types.columns import Span
from fabula.types.shown import card


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against what was decided.

    ``weight``: the logarithm of how many times likelier it makes it, negative where it speaks against; None
    where it settles the matter alone. ``spans``: the words that it rests on. ``feature``: the name of the
    evidence.
    """

    text: str
    weight: float | None = None
    spans: tuple[Span, ...] = ()
    feature: str = ""

    @property
    def row(self) -> tuple[str, str]:
        """Its weight and its words, for a table."""
        return "" if self.weight is None else f"{self.weight:+.1f}", self.text

    def __str__(self) -> str:
        return f"  {self.text}" if self.weight is None else f"{self.weight:+6.1f}  {self.text}"


@dataclass(frozen=True, slots=True)
class Because:
    """What was decided in one matter, in a line, with the reasons, the weightiest first."""

    decided: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """Why a quotation, an entity or a mention is what it is.

    ``about`` says what was asked about; ``parts`` are what was decided of it, each with its reasons.
    """

    about: str
    parts: tuple[Because, ...] = ()

    @property
    def text(self) -> tuple[str, ...]:
        """All of it, line by line."""
        lines = [self.about]
        for part in self.parts:
            lines += ["", part.decided, *map(str, part.reasons)]
        return tuple(lines)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The stretches of text that the reasons rest on, in order."""
        return tuple(sorted({span for part in self.parts for own in part.reasons for span in own.spans}))

    def moved(self, to: Callable[[Span], Span]) -> Why:
        """The same with each stretch of text moved."""
        return replace(
            self,
            parts=tuple(
                replace(
                    part,
                    reasons=tuple(replace(own, spans=tuple(map(to, own.spans))) for own in part.reasons),
                )
                for part in self.parts
            ),
        )

    def __str__(self) -> str:
        return "\n".join(self.text)

    def _repr_html_(self) -> str:
        cards = [card(part.decided, [own.row for own in part.reasons]) for part in self.parts]
        return f"<p>{html.escape(self.about)}</p>{''.join(cards)}"

    def to_dict(self) -> Mapping[str, object]:
        """All of it as plain values, for JSON."""
        return {
            "about": self.about,
            "parts": [
                {
                    "decided": part.decided,
                    "reasons": [
                        {
                            "text": own.text,
                            "weight": None if own.weight is None else round(own.weight, 4),
                            "spans": [list(span) for span in own.spans],
                            "feature": own.feature or None,
                        }
                        for own in part.reasons
                    ],
                }
                for part in self.parts
            ],
        }
