"""Reads novels in which somebody marked the scenes, with tags in the text (Paige and Culich 2025).

A scene stands between ``<SceneDia>`` and ``</SceneDia>``; what follows ``Scene`` is its kind. All other tags
(speech, arrivals, names …) are taken out, and so is nothing else: what is left is the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fabula import errors
from fabula.evaluation.files import read_exact

LOOSE: Final = frozenset(["quasi", "fragment", "iterative"])
"""Kinds that are no scenes to a strict reader: hints of one, beginnings of one, what happened many times."""

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\s*>")
_SCENE = re.compile(r"scene([a-z]*)")


@dataclass(frozen=True, slots=True)
class MarkedScene:
    """A scene from ``start`` to ``end`` (code points of the text without tags); ``kind`` in small letters."""

    start: int
    end: int
    kind: str

    @property
    def is_strict(self) -> bool:
        """Whether a strict reader takes it for a scene too."""
        return self.kind not in LOOSE


@dataclass(frozen=True, slots=True)
class MarkedNovel:
    """A novel without its tags, and its scenes in order."""

    name: str
    text: str
    scenes: tuple[MarkedScene, ...]


def novel_files(path: Path) -> list[Path]:
    """The ``.html`` files of a folder, or the one that is given.

    Raises :class:`fabula.errors.EvaluationError` where there are none.
    """
    found = [path] if path.is_file() else sorted(path.glob("*.html"))
    if not found:
        raise errors.nothing_to_score(path, "no novel there is NAME.html, with tags like <SceneDia>")
    return found


def read_marked(file: Path) -> MarkedNovel:
    """The novel whose file this is.

    Raises :class:`fabula.errors.EvaluationError` when the file is missing, a scene does not end, or none is
    marked. An end without a beginning is passed over: the corpus has one.
    """
    marked = read_exact(file)
    text, at, length = [], 0, 0
    begun: list[tuple[str, int, int]] = []
    scenes: list[MarkedScene] = []
    for tag in _TAG.finditer(marked):
        text.append(marked[at : tag.start()])
        length += tag.start() - at
        at = tag.end()
        scene = _SCENE.fullmatch(tag[2].lower())
        if scene is None:
            continue
        if not tag[1]:
            begun.append((scene[1], length, tag.start()))
        elif begun and begun[-1][0] == scene[1]:
            kind, start, _ = begun.pop()
            scenes.append(MarkedScene(start, length, kind))
    text.append(marked[at:])
    if begun:
        line = marked.count("\n", 0, begun[-1][2]) + 1
        raise errors.gold_line_malformed(file, line, "a scene begins there and ends nowhere")
    if not scenes:
        raise errors.nothing_to_score(file, "no scene is marked in it by tags like <SceneDia>")
    return MarkedNovel(file.stem, "".join(text), tuple(sorted(scenes, key=lambda own: own.start)))
