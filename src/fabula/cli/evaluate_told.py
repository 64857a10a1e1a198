"""``fabula evaluate relations|attributes``: what novels tell of their characters, against others' tables."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from fabula.cli.evaluate_where import Keep, kept_in, told
from fabula.cli.options import AsJson, Batch, Model, Threads
from fabula.settings import DEFAULT, Settings

Table = Annotated[Path, typer.Argument(metavar="PATH", help="The table, a .tsv file.", show_default=False)]
Texts = Annotated[
    list[Path],
    typer.Option(
        "--texts",
        metavar="FOLDER",
        help="A folder with the novels: TITLE.txt, 105_title.txt, or Title/novel_text.txt.",
        show_default=False,
    ),
]


def relations(
    path: Table,
    texts: Texts,
    world: Keep = None,
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
    as_json: AsJson = False,
) -> None:
    """Score kin and service between characters, on pairs of 73 works (Massey, Xia, Bamman and Smith 2015).

    Recall over pairs of whom all annotators say the same, precision over annotated pairs alone, inverse and
    symmetric kinds folded; beside it the share of pairs whose two are in the cast, and what "one surname"
    finds.

    Example:

    - `fabula evaluate relations massey.tsv --texts pdnc/ --world read.fabula`: the novels of a folder
    """
    from fabula.cli.progress import ReadingProgress
    from fabula.cli.scored import counted, show
    from fabula.evaluation import evaluate_relations
    from fabula.pipeline import plain_text

    settings = Settings(threads=threads, batch=batch, model=model)
    with ReadingProgress("novels") as progress, ExitStack() as stack:
        tell = partial(told, settings=settings, kept=kept_in(world, stack))
        report = evaluate_relations(path, tell, texts=texts, parse=plain_text, progress=counted(progress))
    show(report, as_json)


def attributes(
    path: Table,
    texts: Texts,
    world: Keep = None,
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
    as_json: AsJson = False,
) -> None:
    """Score gender, age, rank and marital status of the characters of Austen (Yang and Anderson 2024).

    Of those answered the share that is right, and of how many an answer is given; for rank and marital
    status beside what the commonest answer gives.

    Example:

    - `fabula evaluate attributes austen-social.tsv --texts pdnc/`: the novels of a folder
    """
    from fabula.cli.progress import ReadingProgress
    from fabula.cli.scored import counted, show
    from fabula.evaluation import evaluate_attributes
    from fabula.pipeline import plain_text

    settings = Settings(threads=threads, batch=batch, model=model)
    with ReadingProgress("novels") as progress, ExitStack() as stack:
        tell = partial(told, settings=settings, kept=kept_in(world, stack))
        report = evaluate_attributes(path, tell, texts=texts, parse=plain_text, progress=counted(progress))
    show(report, as_json)
