"""``fabula tokens``: every word of a story with what is said of it."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from fabula.cli.options import Batch, Force, Include, Model, Threads
from fabula.settings import DEFAULT, Settings

STANDARD_OUTPUT = Path("-")


class TokenFormat(str, Enum):
    """The formats, named here too so that help and completion need not load them."""

    CONLLU = "conllu"
    CSV = "csv"


def tokens(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A story: .epub, .txt, .html, .docx, .odt, .rtf or .md.",
            show_default=False,
        ),
    ],
    format: Annotated[
        TokenFormat,
        typer.Option(
            "--format",
            help="conllu: CoNLL-U, with coreference as CorefUD has it. csv: one table, a token a row.",
        ),
    ] = TokenFormat.CONLLU,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="PATH",
            help="Write it here, over what is there, whole or not at all; without it (or with -) it goes to "
            "standard output.",
            show_default=False,
        ),
    ] = None,
    include: Include = DEFAULT.include,
    force: Force = DEFAULT.force,
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
) -> None:
    """Write every word of a story: lemma, part of speech, head and relation, event, quotation, entity.

    The story is read anew, as a world keeps no words. Numbers of quotations and of entities are those of
    this reading; a world numbers its entities itself.

    Examples:

    - `fabula tokens emma.epub --output emma.conllu`
    - `fabula tokens emma.epub --format csv --output emma-tokens.csv`
    - `fabula tokens emma.epub | grep Event=Yes | cut -f 3 | sort | uniq -c | sort -rn`
    """
    from fabula.cli.plain import clean, write, write_utf8
    from fabula.cli.progress import ReadingProgress
    from fabula.exports import export_tokens, text_of_tokens
    from fabula.pipeline import read_annotated

    _require_story(file)
    target = None if output in (None, STANDARD_OUTPUT) else output
    if target is not None:
        _require_place(target, file)
    settings = Settings(threads=threads, batch=batch, model=model, force=force, include=include)
    with ReadingProgress(file.name) as progress:
        work, annotations = read_annotated(file, settings=settings, progress=progress)
    if target is None:
        write_utf8(text_of_tokens(work, annotations, format.value))
        return
    written = export_tokens(work, annotations, format.value, target)
    write(clean(f"written to {written}") + "\n")


def _require_story(file: Path) -> None:
    from fabula.errors import world_without_words
    from fabula.exports import is_world

    if is_world(file):
        raise world_without_words(file)


def _require_place(output: Path, story: Path) -> None:
    """Raise :class:`fabula.errors.UsageError` before a long reading, not after it, if it cannot go there."""
    from fabula.cli.places import require_place
    from fabula.errors import cannot_write

    if output.is_file() and story.exists() and output.samefile(story):
        raise cannot_write(str(output), "it is the story itself; name another file")
    require_place(output)
