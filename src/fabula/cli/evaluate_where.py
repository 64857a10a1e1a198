"""``fabula evaluate places|locations|presence``: where characters are, and who is where with whom."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import AsJson, Batch, Model, Threads
from fabula.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from fabula.sections import Kept
    from fabula.types import Annotations, Cast, Span, Story, Text, Whereabouts

Corpus = Annotated[Path, typer.Argument(metavar="PATH", help="The folder of the corpus.", show_default=False)]
Keep = Annotated[
    Path | None,
    typer.Option(
        "--world",
        metavar="FILE",
        help="Keep the chapters that are read in this world file, and read none that it holds.",
        show_default=False,
    ),
]


def places(
    path: Corpus,
    split: Annotated[
        str, typer.Option("--split", metavar="NAME", help="Which file: dev, train or test.")
    ] = "dev",
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
    as_json: AsJson = False,
) -> None:
    """Score how a character stands to a place, on marked passages (Soni et al. 2023).

    In, near, through, from, to, or nothing told: accuracy and macro F1 over valid pairs, beside what "always
    in" gives and what is published of BERT. The weights were fitted on the train part.

    Example:

    - `fabula evaluate places mobility/`: the passages of mobility/dev.tsv
    """
    from fabula.cli.progress import ReadingProgress
    from fabula.cli.scored import counted, show
    from fabula.evaluation import evaluate_places
    from fabula.pipeline import annotate_text, plain_text, relate

    settings = Settings(threads=threads, batch=batch, model=model)

    def answer(text: Text, person: Span, place: Span) -> dict[Whereabouts | None, float]:
        notes: Annotations = annotate_text(text, settings=settings, mentions=[person, place])
        return relate(text, notes, person, place)

    with ReadingProgress("passages") as progress:
        report = evaluate_places(path, answer, parse=plain_text, split=split, progress=counted(progress))
    show(report, as_json)


def locations(
    path: Corpus,
    world: Keep = None,
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
    as_json: AsJson = False,
) -> None:
    """Score where characters are at points of a novel (Özyurt, Arkhmammadova and Yuret 2025).

    An answer is every place that somebody is in, near or going to at the point, from the room to the town;
    it is right if one of them is, or holds, one that is right. Beside it stands the best published figure.

    Example:

    - `fabula evaluate locations persuasion/`: the text and the questions in a folder beside it
    """
    from fabula.cli.progress import ReadingProgress
    from fabula.cli.scored import counted, show
    from fabula.evaluation import evaluate_locations
    from fabula.pipeline import plain_text

    settings = Settings(threads=threads, batch=batch, model=model)
    with ReadingProgress("questions") as progress, ExitStack() as stack:
        tell = partial(told, settings=settings, kept=kept_in(world, stack))
        report = evaluate_locations(path, tell, parse=plain_text, progress=counted(progress))
    show(report, as_json)


def presence(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH", help="A folder of novels, or the .dat file of one.", show_default=False
        ),
    ],
    world: Keep = None,
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
    as_json: AsJson = False,
) -> None:
    """Score who is in each chapter and who meets whom, on novels of the Stanford GraphBase (Knuth 1993).

    Characters in chapters (F1) stand beside everybody named there, pairs that meet beside pairs named in one
    paragraph; the network of the whole book by its edges and by the rank correlation of their weights. The
    one who tells is left out of the first and scored apart.

    Examples:

    - `fabula evaluate presence graphbase/ --world read.fabula`: all novels, read once and kept
    - `fabula evaluate presence graphbase/huck.dat --json`: one of them
    """
    from fabula.cli.progress import ReadingProgress
    from fabula.cli.scored import counted, show
    from fabula.evaluation import evaluate_presence
    from fabula.pipeline import plain_text

    settings = Settings(threads=threads, batch=batch, model=model)
    with ReadingProgress("novels") as progress, ExitStack() as stack:
        tell = partial(told, settings=settings, kept=kept_in(world, stack))
        report = evaluate_presence(path, tell, parse=plain_text, progress=counted(progress))
    show(report, as_json)


def kept_in(world: Path | None, stack: ExitStack) -> Kept | None:
    """Where chapters are kept that are read, or nowhere."""
    from fabula.world.later import LaterWorld, require_writable

    if world is None:
        return None
    require_writable(world)
    return stack.enter_context(LaterWorld(world))


def told(text: Text, settings: Settings, kept: Kept | None) -> tuple[Cast, Story]:
    """The cast and the story of a text."""
    from fabula.pipeline import read_loaded
    from fabula.types import Story

    work, _, _ = read_loaded(text, settings=settings, kept=kept, keeping=False)
    return work.cast, work.story or Story()
