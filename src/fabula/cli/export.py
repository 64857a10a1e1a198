"""``fabula export``: a work as JSON, as tables, as a page to read, or for another program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import Until, WorkNumber, WorldFile
from fabula.cli.usage import one_of_words
from fabula.exports import FORMATS

if TYPE_CHECKING:
    from fabula.reading import Reading

STANDARD_OUTPUT = Path("-")

FORMATS_LISTED = "Formats:\n\n" + "\n".join(f"- `{kind.name}`: {kind.help}" for kind in FORMATS.values())
"""What the help of the command says after its options."""


def export(
    world: WorldFile,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            parser=one_of_words("--format", FORMATS),
            autocompletion=lambda: list(FORMATS),
            help="What to write: json, csv, html or another of those below.",
            show_default=False,
        ),
    ],
    work: WorkNumber = None,
    until: Until = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="PATH",
            help="Write it here, over what is there; - is standard output, for formats of one file. "
            "Without it: a new file named after the story, in the current folder.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write a work as JSON, as CSV tables, as an HTML page, or in a format of another program.

    Examples:

    - `fabula export emma.fabula --format html --output emma.html`: a page to read, everyone in a colour
    - `fabula export emma.fabula --format csv --output emma.zip`: tables for a spreadsheet
    - `fabula export emma.fabula --format json --output - | jq .work`: into another program
    - `fabula export emma.fabula --format html --until 10`: nothing in it comes after chapter 10
    - `fabula export saga.fabula --work 2 --format html`: one of several works
    """
    from fabula.cli.plain import clean, write
    from fabula.cli.progress import working
    from fabula.cli.worlds import one_work

    reading = one_work(world, work, until)
    if output == STANDARD_OUTPUT:
        _write_out(reading, format)
        return
    with working(f"writing {reading.title} as {format}"):
        written = reading.export(format, output)
    write(clean(f"written to {written}") + "\n")


def _write_out(reading: Reading, format: str) -> None:
    from fabula.cli.plain import write_bytes, write_json
    from fabula.errors import bad_value

    if FORMATS[format].several:
        raise bad_value("--output", "-", f"a folder or a .zip: {format} is several files")
    if format == "json":
        from fabula.exports.json import document

        write_json(document(reading.told_work))
    elif format == "json1":
        from fabula.exports.json1 import document as earlier

        write_json(earlier(reading.told_work))
    else:
        write_bytes(reading.exported(format))
