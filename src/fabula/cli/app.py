"""The ``fabula`` command: its help, its version and its commands."""

from __future__ import annotations

from typing import Annotated

import typer

from fabula.cli.cast import cast
from fabula.cli.character import character
from fabula.cli.chronicle import chronicle
from fabula.cli.corpus import corpus
from fabula.cli.correct import correct
from fabula.cli.correct_story import COMMANDS as OF_STORY
from fabula.cli.doctor import doctor
from fabula.cli.evaluate import evaluate
from fabula.cli.evaluate_findings import findings as planted
from fabula.cli.evaluate_scenes import scenes as marked_scenes
from fabula.cli.evaluate_supersense import supersense
from fabula.cli.evaluate_told import attributes as told_attributes
from fabula.cli.evaluate_told import relations as told_relations
from fabula.cli.evaluate_where import locations, places, presence
from fabula.cli.export import FORMATS_LISTED, export
from fabula.cli.find import find
from fabula.cli.findings import findings
from fabula.cli.joins import joins, merge, split
from fabula.cli.knows import knows
from fabula.cli.mcp import mcp
from fabula.cli.open import open_
from fabula.cli.plain import write
from fabula.cli.quotes import quotes
from fabula.cli.read import read
from fabula.cli.resolve import resolve
from fabula.cli.review import review
from fabula.cli.scenes import scenes
from fabula.cli.secrets import secrets
from fabula.cli.timeline import timeline
from fabula.cli.tokens import tokens
from fabula.cli.told import actions, attributes, relations
from fabula.cli.usage import Command, Commands
from fabula.cli.where import where
from fabula.cli.why import why
from fabula.cli.works import works

HELP = """Reads prose fiction: who is in it, what they are called, and who says every line.

Start with `fabula read emma.epub`. It prints the cast and some dialogue, and keeps everything
in a world file, emma.fabula, for the other commands. Nothing ever leaves this computer.
"""

EPILOG = """Examples:

- `fabula read emma.epub`: who is in it and some of the dialogue; kept in emma.fabula
- `fabula cast emma.fabula`: everybody in it
- `fabula quotes emma.fabula --speaker "Miss Bates"`: all that she says
- `fabula export emma.fabula --format html --output emma.html`: a page to read, everyone in a colour
- `fabula read saga/*.epub --world saga.fabula`: several books in one world

Every command has a page of its own: `fabula quotes --help`.
FABULA_DEBUG=1 shows where a mistake in Fabula itself arose; NO_COLOR=1 turns colour off.
"""


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


app.command(cls=Command)(read)
app.command("open", cls=Command)(open_)
app.command(cls=Command)(cast)
app.command(cls=Command)(quotes)
app.command(cls=Command)(character)
app.command(cls=Command)(find)
app.command(cls=Command)(scenes)
app.command(cls=Command)(where)
app.command(cls=Command)(timeline)
app.command(cls=Command)(chronicle)
app.command(cls=Command)(attributes)
app.command(cls=Command)(relations)
app.command(cls=Command)(actions)
app.command(cls=Command)(knows)
app.command(cls=Command)(secrets)
app.command(cls=Command)(findings)
app.command(cls=Command)(why)
app.command(cls=Command)(works)
app.command(cls=Command)(joins)
app.command(cls=Command)(merge)
app.command(cls=Command)(split)
app.command(cls=Command, epilog=FORMATS_LISTED)(export)
app.command(cls=Command)(tokens)
app.command(cls=Command)(resolve)
for called, corrected in OF_STORY.items():
    correct.command(called, cls=Command)(corrected)
app.add_typer(correct, name="correct")
app.add_typer(corpus, name="corpus")
app.command(cls=Command)(mcp)
app.command(cls=Command)(review)
for measured in (
    marked_scenes,
    places,
    locations,
    presence,
    told_attributes,
    told_relations,
    planted,
    supersense,
):
    evaluate.command(cls=Command)(measured)
app.add_typer(evaluate, name="evaluate")
app.command(cls=Command)(doctor)
