"""``fabula tokens``: every word of a story with what is said of it."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import Batch, Force, Include, Model, Threads, Until, WorkNumber
from fabula.cli.usage import one_of
from fabula.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from fabula.reading import Reading

STANDARD_OUTPUT = Path("-")


class TokenFormat(str, Enum):
    """The formats, named here too so that help and completion need not load them."""

    CONLLU = "conllu"
    CSV = "csv"


_File = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="A world that fabula read has written, or a story to read: .epub, .txt, .html, .docx …",
        show_default=False,
    ),
]
_Format = Annotated[
    TokenFormat,
    typer.Option(
        "--format",
        metavar="conllu|csv",
        parser=one_of("--format", TokenFormat),
        autocompletion=lambda: [each.value for each in TokenFormat],
        help="conllu: CoNLL-U, with coreference as CorefUD has it. csv: one table, a token a row.",
    ),
]
_Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        metavar="PATH",
        help="Write it here, over what is there, whole or not at all; without it (or with -) it goes to "
        "standard output.",
        show_default=False,
    ),
]


def tokens(
    file: _File,
    format: _Format = TokenFormat.CONLLU,
    output: _Output = None,
    work: WorkNumber = None,
    until: Until = None,
    include: Include = DEFAULT.include,
    force: Force = DEFAULT.force,
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
) -> None:
    """Write every word of a story: lemma, part of speech, head and relation, event, quotation, entity.

    Of a world this takes a moment, and numbers of entities are those of all other commands. A story that is
    in no world is read for it.

    Examples:

    - `fabula tokens emma.fabula --output emma.conllu`: into a file, as CoNLL-U
    - `fabula tokens emma.fabula --format csv --output emma-tokens.csv`: as a table for a spreadsheet
    - `fabula tokens emma.epub | grep Event=Yes | cut -f 3 | sort | uniq -c | sort -rn`: what happens most
    """
    from fabula.cli.plain import clean, write, write_bytes
    from fabula.cli.progress import working

    target = None if output in (None, STANDARD_OUTPUT) else output
    if target is not None:
        _require_place(target, file)
    settings = Settings(threads=threads, batch=batch, model=model, force=force, include=include)
    reading = _reading(file, work, settings)
    if until is not None:
        reading = reading.until(until)
    if target is None:
        with TemporaryDirectory() as folder:
            write_bytes(reading.export_tokens(format.value, Path(folder) / "tokens").read_bytes())
        return
    with working(f"writing {target.name}"):
        written = reading.export_tokens(format.value, target)
    write(clean(f"written to {written}") + "\n")


def _reading(file: Path, work: int | None, settings: Settings) -> Reading:
    """The work out of a world, or a story read."""
    from fabula import open_world, read
    from fabula.cli.progress import ReadingProgress
    from fabula.errors import bad_setting
    from fabula.exports import is_world

    if is_world(file):
        with open_world(file) as opened:
            return opened.only_work(work)
    if work is not None:
        raise bad_setting("--work", work, f"left out, as {file} is no world")
    with ReadingProgress(file.name) as progress:
        return read(file, settings=settings, progress=progress)


def _require_place(output: Path, story: Path) -> None:
    """Raise :class:`fabula.errors.UsageError` before a long reading, not after it, if it cannot go there."""
    from fabula.cli.places import require_place
    from fabula.errors import cannot_write

    if output.is_file() and story.exists() and output.samefile(story):
        raise cannot_write(str(output), "it is the story itself; name another file")
    require_place(output)
