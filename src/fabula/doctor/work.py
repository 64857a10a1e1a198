"""Whether Fabula does here what it is for: the model is whole, reads, and a world keeps what it read."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from fabula import errors
from fabula.doctor.checkup import Check

STORY = "“Is the ferry in?” asked Mara Quill.\n\n“Not yet,” said Tom Reed. “Wait here.”\n"
SPEAKERS = ["Mara Quill", "Tom Reed"]


def model() -> Iterator[Check]:
    """Whether the files of the shipped model are those of its card, to the last bit, and its parts run."""
    from fabula.language.model import SHIPPED, Model

    own = Model()
    files = own.card["sha256"]
    size = sum((SHIPPED / name).stat().st_size for name in files)
    yield Check("model", f"{own.name}; {len(files)} files, {size / 1e6:.0f} MB, as listed (SHA-256)")


def reading() -> Iterator[Check]:
    """Whether two lines read here have the speakers that they have elsewhere."""
    from fabula.pipeline import plain_text, read_text

    begun = time.perf_counter()
    work = read_text(plain_text(Path("ferry.txt"), STORY))
    names = {entity.id: entity.name for entity in work.cast.entities}
    speakers = [names.get(quote.speaker or 0, "nobody") for quote in work.cast.quotes]
    if speakers != SPEAKERS:
        why = f"two lines are spoken by {' and '.join(speakers)}, and not by {' and '.join(SPEAKERS)}"
        yield Check("reading", "", errors.does_not_work("reading", why), broken=True)
        return
    yield Check("reading", f"two lines and their speakers, in {time.perf_counter() - begun:.1f} s")


def world() -> Iterator[Check]:
    """Whether a world in the folder for temporary files gives back what was put in."""
    from fabula.pipeline import plain_text
    from fabula.types import Cast, Work
    from fabula.world import World

    text = plain_text(Path("ferry.txt"), STORY)
    with TemporaryDirectory(prefix="fabula-doctor-") as folder:
        path = Path(folder) / "Mara’s été.fabula"  # no name of ASCII alone, as names of books go
        with World.create_or_open(path) as made:
            made.add(Work(0, text, 20, Cast((), (), ())))
        with World.open(path) as opened:
            back = opened.work(1).text.content
    if back != text.content:
        yield Check(
            "world", "", errors.does_not_work("keeping a world", "other words come back"), broken=True
        )
        return
    yield Check("world", "one was written and read")
