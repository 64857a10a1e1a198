"""Annotated fiction to fit the cast stage on: each text as read by a model, with what is known of it.

Novels of PDNC are read by a model that was not trained on them (``--cross``: two models, each trained on half
of the novels), stories by the one that is shipped, which has seen none of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from fabula.evaluation.halves import Halves, read_halves
from fabula.evaluation.pdnc import Novel, novel_names, read_novel
from fabula.evaluation.stories import Story, read_story
from fabula.language.annotate import annotate
from fabula.language.model import Model
from fabula.language.paragraphs import restore
from fabula.pipeline import plain_text
from fabula.repairs import text_as_read
from fabula.types import Annotations, Span, Text, Words
from training.annotated import annotated, take_more
from training.kept import once


@dataclass(frozen=True)
class GoldPart:
    """One part of a quotation in the annotation, who says it, and to whom, None where nobody annotated it."""

    span: Span
    speaker: str
    addressees: frozenset[str] | None = None


@dataclass(frozen=True)
class Ground:
    """A text as the cast stage sees it, and what is known: parts of quotations, and everybody's names."""

    name: str
    corpus: str
    text: Text
    notes: Annotations
    parts: tuple[GoldPart, ...]
    names: Mapping[str, Sequence[str]]


class Kept:
    """Texts read by models, kept in a folder: reading takes the time, and knows nothing of the cast.

    ``anew``: what was kept before annotations told all that they tell today is read again; else they tell
    nothing of the rest.
    """

    def __init__(
        self, folder: Path, models: Mapping[str, Path], syntax: str = "shipped", *, anew: bool = False
    ) -> None:
        self._folder, self._paths, self._syntax, self._anew = folder, models, syntax, anew
        self._models: dict[str, Model] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def read(self, name: str, content: str, model: str) -> tuple[Text, Annotations]:
        """The text as it reads, with the annotations of one of the models.

        Models of halves know no syntax: what words are is read by the model ``syntax``.
        """
        path = self._folder / f"{name}.{model}.pickle"
        text, notes = once(path, lambda: self._read(name, content, model))
        if _complete(notes.words) + _complete(notes) and self._anew:
            path.unlink()
            return once(path, lambda: self._read(name, content, model))
        return text, notes

    def _read(self, name: str, content: str, model: str) -> tuple[Text, Annotations]:
        if model not in self._models:
            self._models[model] = Model(self._paths[model], threads=2)
        text, _ = text_as_read(restore(plain_text(Path(name), content), self._models[model]))
        notes = annotate(text, self._models[model])
        if model != self._syntax:
            _, others = self.read(name, content, self._syntax)
            notes = replace(notes, words=others.words)
        return text, notes


def _complete(columns: Words | Annotations) -> int:
    """Gives columns that came up since these were kept their defaults, in place; how many there were."""
    missing = [own for own in fields(columns) if not hasattr(columns, own.name)]
    for own in missing:
        default = own.default_factory() if callable(own.default_factory) else own.default
        object.__setattr__(columns, own.name, default)
    return len(missing)


def stories(root: Path, kept: Kept, model: str, more: Sequence[Path] = ()) -> Iterator[Ground]:
    """The annotated stories of a folder and of others; see :func:`training.annotated.annotated`."""
    for file, corpus in annotated(root, more):
        story = read_story(file)
        text, notes = kept.read(story.name, story.text, model)
        yield Ground(story.name, corpus, text, notes, _of_story(story), _names(story))


def _as_read(name: str, content: str) -> Callable[[Span], Span]:
    """Moves a span of a text to where its words are in the text as it reads."""
    _, alignment = text_as_read(plain_text(Path(name), content))
    if alignment is None:
        return lambda span: span
    return lambda span: (alignment.forth(span[0]), alignment.forth(span[1]))


def _of_story(story: Story) -> tuple[GoldPart, ...]:
    moved = _as_read(story.name, story.text)
    return tuple(
        GoldPart(moved(quote.span), quote.speaker, frozenset(quote.addressees))
        for quote in story.quotes
        if quote.speaker is not None
    )


def _names(story: Story) -> dict[str, Sequence[str]]:
    return {one.id: (one.name, *one.names) for one in story.characters}


def novels(root: Path, kept: Kept, halves: Halves) -> Iterator[Ground]:
    """The novels of PDNC, each read by a model that has not seen it."""
    for name in novel_names(root, "all"):
        novel = read_novel(root / name)
        text, notes = kept.read(name, novel.text, halves.readers[name].name)
        yield Ground(name, "pdnc", text, notes, _of_novel(novel), _cast(novel))


def _of_novel(novel: Novel) -> tuple[GoldPart, ...]:
    moved = _as_read(novel.name, novel.text)
    return tuple(
        GoldPart(moved(span), quotation.speaker, frozenset(quotation.addressees) or None)
        for quotation in novel.quotations
        if quotation.is_scored
        for span in quotation.spans
    )


def _cast(novel: Novel) -> dict[str, Sequence[str]]:
    return {one.name: (one.name, *one.aliases) for one in novel.characters}


def take_ground(parser: argparse.ArgumentParser) -> None:
    """Gives a command the options of which :func:`ground_of` reads its texts."""
    parser.add_argument("--data", type=Path, required=True, help="folder with pdnc/ and story/")
    take_more(parser)
    parser.add_argument("--kept", type=Path, required=True, help="where annotations are kept")
    parser.add_argument("--model", type=Path, default=Path("src/fabula/language/shipped"))
    parser.add_argument("--cross", type=Path, help="folder of two models with halves.json; novels need it")


def ground_of(args: argparse.Namespace) -> list[Ground]:
    """The annotated stories, and the novels where there are models that have not seen them."""
    models = {"shipped": args.model}
    root = args.data / "pdnc"
    halves = read_halves(args.cross, "pdnc", novel_names(root, "all")) if args.cross else None
    if halves is not None:
        models |= {model.name: model for model in halves.readers.values()}
    kept = Kept(args.kept, models)
    found = [*stories(args.data / "story", kept, "shipped", args.more)]
    return found if halves is None else [*found, *novels(root, kept, halves)]
