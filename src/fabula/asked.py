"""What :meth:`fabula.Reading.why` is asked about: a quotation, an entity or a mention, or its number."""

from __future__ import annotations

import re

from fabula import errors
from fabula.records import LinkedMention, SpokenQuote
from fabula.types import Entity, Mention, Quote, Work

_ASKED = re.compile(r"([#@]?)(\d{1,9})", re.ASCII)


def asked(about: int | str | Quote | SpokenQuote | Entity | Mention | LinkedMention) -> tuple[str, int]:
    """What is asked about: "#" and an entity's number, "@" and a place, or "" and a quotation's number.

    Raises :class:`fabula.errors.UsageError` for what is none of these.
    """
    if isinstance(about, Quote | SpokenQuote):
        return "", about.id
    if isinstance(about, Entity):
        return "#", about.id
    if isinstance(about, Mention | LinkedMention):
        return "@", about.start
    given = _ASKED.fullmatch(str(about).strip())
    if given is None:
        raise errors.cannot_be_asked(about)
    return given[1], int(given[2])


def missing(work: Work, kind: str, number: int) -> tuple[str, str]:
    """What there is not of that number, and what there is."""
    if kind == "#":
        return f"#{number} in the cast", "fabula cast lists it with its numbers"
    if kind == "@":
        return f"mention at {number:,}", f"the text has {len(work.text.content):,} characters"
    last = max((quote.id for quote in work.cast.quotes), default=0)
    return f"quotation {number}", f"they are numbered from 1 to {last}" if last else "there are none"
