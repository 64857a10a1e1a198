"""``fabula corpus``: archives, read over many cores or machines into a dataset of Parquet files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import AsJson, Batch, Force, Include, Model, Strict
from fabula.cli.usage import Command, Commands, whole_number
from fabula.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from fabula.corpus import Status, Summary

SHOWN = 10
"""Files set aside that are shown; the rest is counted."""

_EXAMPLES = """Examples:

- `fabula corpus read novels --output novels-read`: every work in the folder, over all cores
- `fabula corpus status novels-read`: how far it is, and what was set aside

It needs more packages: pip install 'fabula[corpus]'.
"""

corpus = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    help="Read whole archives into a dataset of Parquet files, over many cores or machines.",
    epilog=_EXAMPLES,
)


_Folder = Annotated[
    Path,
    typer.Argument(
        metavar="FOLDER", help="The folder of the works, with all folders in it.", show_default=False
    ),
]
_Output = Annotated[
    Path,
    typer.Option(
        "--output",
        metavar="DATASET",
        help="The folder to write, a new one or one that an earlier run has begun.",
        show_default=False,
    ),
]
_Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Have the Dask cluster there do it, tcp://HOST:PORT; its workers must see the same files.",
        show_default=False,
    ),
]
_Workers = Annotated[
    int,
    typer.Option(
        "--workers",
        metavar="N",
        parser=whole_number("--workers", 0),
        help="Processes on this machine; 0 takes every core this process may use, as far as there is "
        "memory for them.",
    ),
]
_Memory = Annotated[
    int,
    typer.Option(
        "--memory",
        metavar="MIB",
        parser=whole_number("--memory", 0),
        help="MiB that each process may take, or it is ended and its work done again; 0 gives each its "
        "share of this machine.",
    ),
]


@corpus.command(cls=Command)
def read(
    folder: _Folder,
    output: _Output,
    scheduler: _Scheduler = None,
    workers: _Workers = 0,
    memory: _Memory = 0,
    include: Include = DEFAULT.include,
    strict: Strict = DEFAULT.strict,
    force: Force = DEFAULT.force,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
    as_json: AsJson = False,
) -> None:
    """Read every work of a folder into a dataset: a folder a table, a Parquet file a work.

    What is in the dataset already is not read again, so that the same command goes on after an interruption
    and takes in new files. A file that cannot be read is set aside in failed.jsonl and tried again by the
    next run; one that ends its process three times is set aside too.

    Examples:

    - `fabula corpus read novels --output novels-read`: over all cores of this machine
    - `fabula corpus read novels --output novels-read --workers 4 --memory 2000`: over four of them
    - `fabula corpus read novels --output novels-read --scheduler tcp://10.0.0.1:8786`: over a cluster
    """
    from fabula.cli import STOPPED
    from fabula.cli.corpus_progress import CorpusProgress
    from fabula.cli.ends import FAILED, say
    from fabula.cli.plain import quoted, write_json
    from fabula.corpus import corpus_status, read_corpus

    settings = Settings(batch=batch, model=model, force=force, strict=strict, include=include)
    progress = CorpusProgress()
    try:
        with progress:
            done = read_corpus(
                folder,
                output,
                scheduler=scheduler,
                workers=workers,
                memory=memory,
                settings=settings,
                progress=progress,
            )
    except KeyboardInterrupt:
        if progress.last is None:
            raise
        _say_stopped(output)
        raise typer.Exit(STOPPED) from None
    status = corpus_status(output)
    if as_json:
        write_json({**_report(status), "read": done.read, "seconds": round(done.seconds, 1)})
    else:
        _write_summary(done)
    if status.failed:
        say(f"{_files(len(status.failed))} set aside; fabula corpus status {quoted(output)} says why")
        raise typer.Exit(FAILED)


@corpus.command(cls=Command)
def status(
    dataset: Annotated[
        Path,
        typer.Argument(
            metavar="DATASET", help="A folder that fabula corpus read has written.", show_default=False
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Say how far a dataset is: works read, works left, rows of each table, what was set aside and why.

    Examples:

    - `fabula corpus status novels-read`: in words
    - `fabula corpus status novels-read --json`: for a script, with every file that was set aside
    """
    from fabula.cli.plain import write_json
    from fabula.corpus import corpus_status

    found = corpus_status(dataset)
    if as_json:
        write_json(_report(found))
    else:
        _write_status(found)


def _report(status: Status) -> dict[str, object]:
    return {
        "dataset": str(status.path),
        "works": status.works,
        "done": status.done,
        "left": status.left,
        "words": status.words,
        **status.made,
        "tables": dict(status.rows),
        "failed": list(status.failed),
    }


def _write_summary(done: Summary) -> None:
    from fabula.amounts import counted
    from fabula.cli.plain import write

    before = f" ({done.before:,} before)" if done.before else ""
    rate = f", {done.words / done.seconds:,.0f} a second" if done.words and done.seconds else ""
    write(
        f"{counted(done.read + done.before, 'works')} of {done.works:,} in the dataset{before}; "
        f"read now: {counted(done.words, 'words')}{rate}\n"
    )


def _write_status(status: Status) -> None:
    from fabula.amounts import counted
    from fabula.cli.plain import clean, write

    write(
        f"{counted(status.done, 'works')} read of {status.works:,}, {status.left:,} left, "
        f"{len(status.failed):,} set aside; {counted(status.words, 'words')}\n"
    )
    write(f"Read with Fabula {status.made.get('program')}, model {status.made.get('model')}\n")
    for table, rows in status.rows.items():
        write(f"  {table}: {counted(rows, 'rows')}\n")
    for row in status.failed[:SHOWN]:
        write(f"set aside: {clean(str(row['message']))} [{row['code']}]\n")
    if len(status.failed) > SHOWN:
        codes = ", ".join(f"{code} {count:,} times" for code, count in status.codes.items())
        write(f"… and {len(status.failed) - SHOWN:,} more ({codes}); --json has them all\n")


def _say_stopped(output: Path) -> None:
    from fabula.cli.ends import say
    from fabula.corpus import corpus_status

    found = corpus_status(output)
    say(
        f"stopped: {found.done:,} of {found.works:,} works are read and kept; "
        "the same command goes on from there"
    )


def _files(count: int) -> str:
    return "1 file is" if count == 1 else f"{count:,} files are"
