"""``fabula export``: a work as JSON, as tables or as a page to read."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import Until, WorkNumber, WorldFile
from fabula.cli.usage import one_of

if TYPE_CHECKING:
    from fabula import Work

STANDARD_OUTPUT = Path("-")


class Format(str, Enum):
    """The formats, named here too so that help and completion need not load them."""

    JSON = "json"
    JSON1 = "json1"
    CSV = "csv"
    HTML = "html"


def export(
    world: WorldFile,
    format: Annotated[
        Format,
        typer.Option(
            "--format",
            metavar="json|json1|csv|html",
            parser=one_of("--format", Format),
            autocompletion=lambda: [each.value for each in Format],
            help="json: text and offsets, for programs (json1: its earlier form). csv: tables, in a folder "
            "or a .zip. html: one page to read, everyone in a colour.",
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
            help="Write it here, over what is there; - is standard output (json, html). "
            "Without it: a new file named after the story, in the current folder.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write a work as JSON, as CSV tables or as an HTML page.

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
    from fabula.exports import export as write_export

    chosen = one_work(world, work, until).told_work
    if output == STANDARD_OUTPUT:
        _write_out(chosen, format)
        return
    with working(f"writing {chosen.title} as {format.value}"):
        written = write_export(chosen, format.value, output)
    write(clean(f"written to {written}") + "\n")


def _write_out(work: Work, format: Format) -> None:
    from fabula.cli.plain import write_json, write_utf8
    from fabula.errors import bad_value

    if format is Format.JSON:
        from fabula.exports.json import document

        write_json(document(work))
    elif format is Format.JSON1:
        from fabula.exports.json1 import document as earlier

        write_json(earlier(work))
    elif format is Format.HTML:
        from fabula.exports.html import page

        write_utf8(page(work))
    else:
        raise bad_value("--output", "-", "a folder or a .zip: csv is several tables")
