"""Reads a broken file as the program does, without the model, and says how that ended."""

from __future__ import annotations

import shutil
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

from fabula.cli.targets import targets_of
from fabula.errors import FabulaError
from fabula.pipeline import load_text
from fabula.repairs import text_as_read
from fabula.settings import Settings
from fabula.sources.drafts import INVISIBLE
from fabula.types import Text, as_read
from tools.fuzzing.seeds import Seed

READ, REFUSED, FAULT = "read", "refused", "fault"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended, and for a fault what it was: the last line of a traceback and where it arose."""

    kind: str
    said: str = ""
    trace: str = ""


def write(seed: Seed, folder: Path) -> Path:
    """The file or folder on the disk, in place of what was there."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    path = folder / seed.name
    if not seed.members or seed.data:
        path.write_bytes(seed.data)
        return path
    path.mkdir()
    for name, data in seed.members.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return path


def judge(path: Path, chance: Random) -> Outcome:
    """What becomes of a file or a folder, with settings that chance chooses."""
    settings = Settings(
        force=chance.random() < 0.8,
        strict=chance.random() < 0.1,
        include="all" if chance.random() < 0.2 else "",
    )
    as_one = path.suffix in ("", ".zip") and chance.random() < 0.3
    try:
        return _read(path, settings, as_one=as_one)
    except FabulaError as error:
        return _refusal(error)
    except Exception as error:  # noqa: BLE001
        return faulty(error)


def _read(path: Path, settings: Settings, *, as_one: bool) -> Outcome:
    found = targets_of([path], None, keep=False, as_one=as_one)
    ended = Outcome(REFUSED, "; ".join(found.notes))
    for target in found.targets:
        try:
            text = load_text(target.story, settings=settings)
        except FabulaError as error:
            refusal = _refusal(error)
            if refusal.kind == FAULT:
                return refusal
            continue
        text_as_read(text)
        wrong = next(broken(text), None)
        if wrong is not None:
            return Outcome(FAULT, f"a broken text: {wrong}")
        ended = Outcome(READ)
    return ended


def _refusal(error: FabulaError) -> Outcome:
    """A refusal, which is one line that says something."""
    if "\n" in str(error) or not error.message.strip() or len(str(error)) > 2_000:
        return Outcome(FAULT, f"no line for a person: {str(error)[:200]!r}")
    return Outcome(REFUSED, str(error))


def faulty(error: Exception) -> Outcome:
    """A traceback, named by its last line and where in our code it arose."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "fabula" in Path(frame.filename).parts] or frames
    at = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
    said = f"{type(error).__name__} at {at}: {str(error)[:120]}"
    return Outcome(FAULT, said, "".join(traceback.format_exception(error))[-6_000:])


def broken(text: Text) -> Iterator[str]:
    """What does not hold of a text and must hold of every one."""
    size, last = len(text.content), 0
    for block in text.blocks:
        if not last <= block.start < block.end <= size:
            yield "its blocks overlap or are empty"
        if not _is_unseen(text, last, block.start):
            yield "characters outside of its blocks"
        last = block.end
    if not _is_unseen(text, last, size):
        yield "characters behind its blocks"
    if any(not a.start < a.end <= b.start for a, b in pairwise(text.chapters)):
        yield "its chapters overlap"
    laid = (text.chapters, text.repairs, text.emphasis)
    if any(not 0 <= each.start < each.end <= size for stretches in laid for each in stretches):
        yield "a chapter, a repair or an emphasis is outside of it"
    if any(a.end > b.start for a, b in pairwise(text.repairs)):
        yield "its repairs overlap"
    if any(not 0 <= each.start <= each.end <= size for each in text.parts):
        yield "a part is outside of it"
    try:
        "".join(_words(text)).encode()
    except UnicodeEncodeError:
        yield "half a character"
    if any("\n" in warning.strip() or not warning.strip() for warning in text.warnings):
        yield "a warning that is no line"


def _is_unseen(text: Text, start: int, end: int) -> bool:
    """Whether nothing between two blocks can be seen as the text reads."""
    return not as_read(text.content, text.repairs, start, end).strip(INVISIBLE)


def _words(text: Text) -> Iterator[str]:
    """All that a world keeps of a text in words."""
    about = text.metadata
    yield from (text.content, text.source, about.title, about.author, about.language, about.summary)
    yield from (*about.tags, *about.other, *about.other.values(), *text.warnings)
    yield from (part.name for part in text.parts)
    yield from (repair.reads for repair in text.repairs)
    yield from (chapter.title for chapter in text.chapters)
