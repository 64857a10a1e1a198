"""A component of spaCy that reads a document as Fabula reads a story: ``nlp.add_pipe("fabula")``.

It leaves words, tags and trees as other components have made them, and adds ``doc.spans`` (quotes,
characters, mentions, chapters, scenes) and the extensions of :mod:`fabula.exports.spacy_spans`. It needs
``pip install 'fabula[spacy]'``; spaCy then finds the component by its name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from fabula import pipeline
from fabula.exports.spacy_spans import annotate, make_extensions
from fabula.settings import DEFAULT, Settings
from fabula.types import Span

__all__ = ["FabulaComponent", "make", "make_extensions"]

ASSIGNS = ("doc.spans", "doc._.cast", "span._.speaker", "span._.entity", "token._.quote", "token._.event")


class FabulaComponent:
    """Reads documents, one work each; they should be whole stories or chapters, not sentences."""

    def __init__(self, name: str, settings: Settings = DEFAULT) -> None:
        self.name = name
        self.settings = settings

    def __call__(self, doc: Doc) -> Doc:
        """The same document with what Fabula finds in it. A document without a word stays as it is."""
        if not doc.text.strip():
            return doc
        text = pipeline.plain_text(Path(f"{self.name}.txt"), doc.text)
        work, notes, _ = pipeline.read_loaded(text, settings=self.settings, keeping=False)

        starts = [token.idx for token in doc]
        ends = [token.idx + len(token) for token in doc]

        def place(spans: Sequence[Span]) -> list[Span]:
            """A token belongs to a span that has any of it."""
            return [(bisect_right(ends, start), bisect_left(starts, end)) for start, end in spans]

        spans = zip(notes.token_start.tolist(), notes.token_end.tolist(), strict=True)
        annotate(doc, work, place, zip(spans, notes.words.event.tolist(), strict=True))
        return doc


def make(nlp: Language, name: str, model: str, threads: int, batch: int) -> FabulaComponent:  # noqa: ARG001
    """What spaCy calls to make the component; its parameters are settings of Fabula."""
    return FabulaComponent(name, replace(DEFAULT, model=model, threads=threads, batch=batch))


_CONFIG: dict[str, Any] = {"model": DEFAULT.model, "threads": DEFAULT.threads, "batch": DEFAULT.batch}
Language.factory("fabula", default_config=_CONFIG, assigns=list(ASSIGNS), func=make)
