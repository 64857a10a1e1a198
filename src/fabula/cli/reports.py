"""What became of a story that was read: in one line for a person, and whole for a script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fabula.correcting.drafts import Kept
    from fabula.reading import Reading
    from fabula.records import SpokenQuote


@dataclass(frozen=True, slots=True)
class Done:
    """A story that was read, where it is kept and what became of it there, and how long that took."""

    file: Path
    name: str
    reading: Reading
    world: Path | None
    into: Kept | None
    seconds: float

    @property
    def replaced(self) -> bool:
        """Whether it stands in place of an earlier reading."""
        return self.into is not None and self.into.added.replaced

    @property
    def kept(self) -> str:
        """Where the story is kept now, for a person."""
        if self.world is None:
            return "not kept"
        instead = " in place of an earlier reading" if self.replaced else ""
        return f"kept in {self.world} as work {self.reading.id}{instead}"

    def report(self) -> dict[str, object]:
        """What ``--json`` tells of it."""
        from fabula.cli.apart import apart_counts
        from fabula.cli.cast import character_rows

        quotes = self.reading.quotes
        return {
            "file": str(self.file),
            "world": None if self.world is None else str(self.world),
            "work": self.reading.id,
            "replaced": self.replaced,
            "title": self.reading.title,
            "author": self.reading.author,
            "tokens": self.reading.work.tokens,
            "quotes": len(quotes),
            "quotes_with_speaker": sum(quote.speaker is not None for quote in quotes),
            "seconds": round(self.seconds, 2),
            "warnings": list(self.reading.warnings),
            "set_apart": apart_counts(self.reading.set_apart),
            "characters": character_rows(self.reading),
            **self._changes(),
        }

    def _changes(self) -> dict[str, object]:
        """What is another than in the reading that it replaced, and the corrections that fit no longer."""
        from fabula.cli.corrected import differences_report

        if self.into is None or self.into.changes is None:
            return {}
        misfits = [
            {"id": entry.id, "problem": entry.problem, "words": entry.correction.words}
            for entry in self.into.misfits
        ]
        return {"changes": differences_report(self.into.changes), "misfits": misfits}


def headline(done: Done) -> str:
    """The title, the author and what was found in it, in one line."""
    from fabula.amounts import counted

    reading, quotes = done.reading, done.reading.quotes
    by = f" by {reading.author}" if reading.author else ""
    people = counted(len(reading.characters), "characters")
    speaking = sum(entity.quotes > 0 for entity in reading.characters)
    return (
        f"{reading.title}{by}: {counted(reading.work.tokens, 'tokens')}, {people} ({speaking} with lines), "
        f"{counted(len(quotes), 'quotes')}{_attributed(quotes)}, read in {done.seconds:.1f} s"
    )


def untitled_line(done: Done) -> str:
    """What to do where the file gives no title and its name stands for one; empty where it does."""
    reading = done.reading
    if reading.work.text.metadata.title or reading.title != reading.work.text.source:
        return ""
    return "The file gives no title, so its name stands for one; --title TITLE gives another"


def _attributed(quotes: Sequence[SpokenQuote]) -> str:
    """How many quotations have a speaker, and the mean probability of those speakers: a share alone
    would read as if all of them were right.
    """
    sure = [quote.confidence for quote in quotes if quote.speaker is not None]
    if not sure:
        return " (none with a speaker)" if quotes else ""
    return f" ({len(sure):,} with a speaker, {sum(sure) / len(sure):.0%} sure on average)"
