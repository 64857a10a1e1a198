"""Files that somebody gives to be read: a story into a world, or a new draft of one that is there."""

from __future__ import annotations

import re
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import TYPE_CHECKING

from fabula import errors
from fabula.explorer.story_changes import StoryChanges, story_changes
from fabula.explorer.tasks import Progress, Task, Tasks

if TYPE_CHECKING:
    from fabula.correcting.drafts import Kept
    from fabula.types import Text, Work

LARGEST = 100 << 20
"""Bytes of a file that is given; what it unpacks to is bounded by the readers."""
MOST = 8
"""Files that are read or wait for that, at a time."""
REMEMBERED = 20
LONGEST_LABEL = 120
UNNAMED = "story.txt"
_SEPARATORS = re.compile(r"[/\\]+")


@dataclass(frozen=True, slots=True)
class Upload:
    """What was given: its bytes, and what to call it, which is never a path."""

    label: str
    data: bytes

    @classmethod
    def of(cls, name: str, data: bytes) -> Upload:
        """A file under the last part of the name that a browser gives it, without what cannot be shown."""
        last = _SEPARATORS.split(name)[-1]
        shown = "".join(each for each in last if each.isprintable()).strip(". ")
        if len(shown) > LONGEST_LABEL:
            suffix = PurePosixPath(shown).suffix[:LONGEST_LABEL]
            shown = shown[: LONGEST_LABEL - len(suffix)] + suffix
        return cls(shown or UNNAMED, data)


@dataclass(frozen=True, slots=True)
class LooksLikeDraft:
    """It is to be asked whether the file takes the place of a work, or is another beside it."""

    work: int
    title: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that was read: the number of its work, what could not be read of it, what became of it."""

    work: int
    title: str
    warnings: tuple[str, ...]
    kept: Kept
    story: StoryChanges | None


Outcome = LooksLikeDraft | Arrived


class Arrival:
    """One file on its way into a world; ``replacing`` is the work that it is a new draft of."""

    def __init__(self, tasks: Tasks, upload: Upload, world: Path, replacing: int | None = None) -> None:
        self.token = secrets.token_urlsafe(12)
        self.label = upload.label
        self.world = world
        self.replacing = replacing
        self._new = False
        self._tasks = tasks
        self._text: Text | None = None
        self.task: Task[Outcome] = tasks.start(partial(self._opened, upload))

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return self.task.progress

    @property
    def arrived(self) -> Arrived | None:
        """What became of it, once it is read."""
        return self.task.result if isinstance(self.task.result, Arrived) else None

    @property
    def question(self) -> LooksLikeDraft | None:
        """What somebody has to say before it is read."""
        return self.task.result if isinstance(self.task.result, LooksLikeDraft) else None

    @property
    def can_go_on(self) -> bool:
        """Whether it was stopped, and can be read on from there."""
        return self.progress.state.is_over and self.arrived is None and self._text is not None

    def settle(self, *, replace: bool) -> None:
        """Answer the question, and read it."""
        asked = self.question
        if asked is not None:
            self.replacing, self._new = (asked.work, False) if replace else (None, True)
            self.go_on()

    def go_on(self) -> None:
        """Read on where it was stopped: the chapters that were read are kept in the world."""
        text = self._text
        if text is not None and self.progress.state.is_over:
            self.task = self._tasks.start(partial(self._read, text))

    def _opened(self, upload: Upload, task: Task[Outcome]) -> Outcome:
        from fabula.pipeline import load_text, story_in
        from fabula.world.later import require_writable

        text = load_text(story_in(upload.label, lambda: _bytes_of(upload)), progress=task.tell)
        require_writable(self.world)
        self._text = text
        if self.replacing is None and (found := self._earlier(text)) is not None:
            return found
        return self._read(text, task)

    def _earlier(self, text: Text) -> LooksLikeDraft | None:
        """The work that it seems to be a draft of; another reading of the same file is no question."""
        from fabula.world import World

        if not self.world.exists():
            return None
        with World.create_or_open(self.world) as world:
            found = world.earlier(text)
            if found is None or found.again:
                world.replaced_by(text)
                return None
            return LooksLikeDraft(found.id, found.title)

    def _read(self, text: Text, task: Task[Outcome]) -> Outcome:
        from fabula.correcting.drafts import keep_reading
        from fabula.pipeline import read_loaded, resolved
        from fabula.reading import Reading
        from fabula.world.later import LaterWorld

        before: Work | None = None
        with LaterWorld(self.world) as later:
            read = read_loaded(text, progress=task.tell, kept=later, resolving=False)
            replaced = later.open().replaced_by(text, replace=self.replacing, new=self._new)
            if replaced is not None:
                before = later.open().work(replaced)
            kept = keep_reading(
                later.open(),
                Reading(*read),
                replacing=self.replacing,
                new=self._new,
                resolve=lambda: resolved(read[0], read[1], progress=task.tell),
                progress=task.tell,
            )
            work = later.open().work(kept.added.id)
        self._text = None
        told = None if before is None else story_changes(before, work)
        return Arrived(work.id, work.title, text.warnings, kept, told)


class Arrivals:
    """The files that somebody gave since the site was opened, the last ones first."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks, self._lock = tasks, Lock()
        self._kept: OrderedDict[str, Arrival] = OrderedDict()

    def take(self, upload: Upload, world: Path, replacing: int | None = None) -> Arrival:
        """Begin to read a file. Raises :class:`fabula.FabulaError` where too many are being read."""
        with self._lock:
            if sum(not each.progress.state.is_over for each in self._kept.values()) >= MOST:
                raise errors.too_much_at_once(MOST)
            arrival = Arrival(self._tasks, upload, world, replacing)
            self._kept[arrival.token] = arrival
            while len(self._kept) > REMEMBERED:
                self._kept.popitem(last=False)
        return arrival

    def get(self, token: str) -> Arrival:
        """The one of a token. Raises :class:`fabula.FabulaError` where there is none."""
        with self._lock:
            if token not in self._kept:
                raise errors.no_such_thing("file on its way")
            return self._kept[token]

    def forget(self, token: str) -> None:
        """Show one no longer; it is stopped if it is still read."""
        self.get(token).task.stop()
        with self._lock:
            self._kept.pop(token, None)

    def where(self, wanted: Callable[[Arrival], bool] = bool) -> list[Arrival]:
        """Those of them that are wanted, the last one first."""
        with self._lock:
            return [each for each in reversed(self._kept.values()) if wanted(each)]


def _bytes_of(upload: Upload) -> bytes:
    if not upload.data:
        raise errors.file_empty(Path(upload.label))
    return upload.data
