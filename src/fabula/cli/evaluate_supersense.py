"""``fabula evaluate supersense``: the supersenses of nouns and verbs."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from fabula.cli.options import AsJson, Batch, Model, Threads
from fabula.settings import DEFAULT, Settings


def supersense(
    path: Annotated[
        Path,
        typer.Argument(metavar="PATH", help="The folder of semcor.tsv, or such a file.", show_default=False),
    ],
    split: Annotated[
        str, typer.Option("--split", metavar="NAME", help="Which documents: dev, train or all.")
    ] = "dev",
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
    as_json: AsJson = False,
) -> None:
    """Score the supersenses of nouns and verbs on SemCor (Miller et al. 1993), on its own words.

    A word or phrase counts where its bounds and its supersense are right. Every ninth document is dev; the
    head was trained on the others. Beside it stands what BookNLP publishes.

    Example:

    - `fabula evaluate supersense semcor/ --json`: for a script
    """
    from fabula.cli.progress import ReadingProgress
    from fabula.cli.scored import counted, show
    from fabula.evaluation import evaluate_supersense
    from fabula.pipeline import tag_words

    settings = Settings(threads=threads, batch=batch, model=model)
    with ReadingProgress("SemCor") as progress:
        report = evaluate_supersense(
            path, tag=partial(tag_words, settings=settings), split=split, progress=counted(progress)
        )
    show(report, as_json)
