"""The ``fabula`` command: its help, its version and its commands."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from fabula.cli.cast import cast
from fabula.cli.ends import told_in_one_line
from fabula.cli.evaluate import evaluate
from fabula.cli.export import export
from fabula.cli.plain import write
from fabula.cli.quotes import quotes
from fabula.cli.read import read
from fabula.cli.resolve import resolve
from fabula.cli.tokens import tokens
from fabula.cli.works import works

HELP = """Reads prose fiction: who is in it, what they are called, and who says every line.

Start with `fabula read emma.epub`. It prints the cast and some dialogue, and keeps everything
in a world file, emma.fabula, for the other commands. Nothing ever leaves this computer.
"""

EPILOG = """Examples:

- `fabula read emma.epub`
- `fabula quotes emma.fabula --speaker "Miss Bates"`
- `fabula export emma.fabula --format html --output emma.html`
- `fabula read saga/*.epub --world saga.fabula`

FABULA_DEBUG=1 shows where a mistake in Fabula itself arose; NO_COLOR=1 turns colour off.
"""


class Commands(TyperGroup):
    """A group of commands that end in one line where something goes wrong."""

    def make_context(self, *arguments: Any, **options: Any) -> Any:
        """Take in what stands before the command."""
        with told_in_one_line():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that the user named."""
        with told_in_one_line():
            return super().invoke(ctx)


app = typer.Typer(
    cls=Commands,
    help=HELP,
    epilog=EPILOG,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from fabula import __version__

        write(f"fabula {__version__}\n")
        raise typer.Exit


@app.callback()
def fabula(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and stop.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


app.command()(read)
app.command()(cast)
app.command()(quotes)
app.command()(works)
app.command()(export)
app.command()(tokens)
app.command()(resolve)
app.add_typer(evaluate, name="evaluate")
