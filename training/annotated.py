"""Where annotated stories lie: in a folder of data, and in others, as ``training/stories`` is one."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path

from fabula.evaluation.stories import story_files


def annotated(root: Path, more: Sequence[Path] = ()) -> Iterator[tuple[Path, str]]:
    """Each annotated story of a folder, of ``open`` and ``fanfic`` in it and of ``more``, with its corpus.

    Those of ``more`` come last, as "own": what is scored of them stands by itself, and the folds of the
    others stay what they are without them.
    """
    for folder in (root, root / "open", root / "fanfic"):
        corpus = "fanfic" if folder.name == "fanfic" else "stories"
        yield from ((file, corpus) for file in story_files([folder]))
    yield from ((file, "own") for file in story_files(more))


def take_more(parser: ArgumentParser) -> None:
    """Lets a script take further folders of annotated stories."""
    parser.add_argument(
        "--more",
        type=Path,
        nargs="+",
        default=[],
        metavar="DIR",
        help="further folders of annotated stories, as training/stories; scored by themselves, as own",
    )
