"""Arguments and options that several commands share, worded once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fabula.cli.usage import whole_number
from fabula.settings import setting

WorldFile = Annotated[
    Path,
    typer.Argument(metavar="WORLD", help="A world file that fabula read has written.", show_default=False),
]
WorkNumber = Annotated[
    int | None,
    typer.Option(
        "--work",
        metavar="ID",
        parser=whole_number("--work", 0),
        help="Only this work; fabula works lists the numbers.",
        show_default=False,
    ),
]
Until = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="CHAPTER",
        help="Only what one knows who has read to the end of this chapter (number, title, or @OFFSET).",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
Threads = Annotated[
    int,
    typer.Option("--threads", metavar="N", parser=whole_number("--threads", 0), help=setting("threads").help),
]
Batch = Annotated[
    int,
    typer.Option("--batch", metavar="N", parser=whole_number("--batch", 1), help=setting("batch").help),
]
Model = Annotated[
    str, typer.Option("--model", metavar="FOLDER", help=setting("model").help, show_default=False)
]
Strict = Annotated[bool, typer.Option("--strict", help=setting("strict").help)]
Include = Annotated[
    str, typer.Option("--include", metavar="KINDS", help=setting("include").help, show_default=False)
]
Force = Annotated[bool, typer.Option("--force", help=setting("force").help)]
