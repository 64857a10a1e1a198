"""``fabula evaluate scenes``: where scenes begin and end, on novels in which somebody marked them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import AsJson, Batch, Model, Threads
from fabula.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from fabula.types import Story, Text


def scenes(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH", help="A folder of novels, or the .html file of one.", show_default=False
        ),
    ],
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
    as_json: AsJson = False,
) -> None:
    """Score where scenes begin and end, on novels with scenes marked (Paige and Culich 2025).

    F1 of boundaries, exactly and within three sentences, beside what headings and breaks on the page give and
    the best published figure, which is of other novels; and the share of words that are rightly in a scene or
    in summary. First without scenes that are only hinted at, break off, or happened many times, then with
    them.

    Example:

    - `fabula evaluate scenes scenification/ --json`: the novels of a folder, for a script
    """
    from fabula.cli.progress import ReadingProgress
    from fabula.cli.scored import counted, show
    from fabula.evaluation import evaluate_scenes
    from fabula.pipeline import annotate_text, plain_text, resolve_text, story_of

    settings = Settings(threads=threads, batch=batch, model=model)

    def tell(text: Text) -> Story:
        notes = annotate_text(text, settings=settings)
        return story_of(resolve_text(text, notes), notes)

    with ReadingProgress("novels") as progress:
        report = evaluate_scenes(path, tell, parse=plain_text, progress=counted(progress))
    show(report, as_json)
