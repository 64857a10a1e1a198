"""``fabula correct``: putting right what a world says of a work."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from fabula.cli.correcting import Make, correction
from fabula.cli.options import AsJson, WorkNumber, WorldFile
from fabula.cli.usage import Command, Commands, whole_number

_EXAMPLES = """Examples:

- `fabula correct same emma.fabula "Mr. Elton" Elton`: these two are one
- `fabula correct speaker emma.fabula "I have no time" "Miss Bates"`: she says this line
- `fabula correct list emma.fabula`: what has been corrected
- `fabula correct undo emma.fabula`: as it was before the last one

What follows from a correction is shown before it is kept. A name is any that the story uses, or the number
that `fabula cast` shows; a line is some of its words, or its number in `fabula quotes`.
"""


class CorrectCommands(Commands):
    """The group, which also takes the world before the command: ``fabula correct emma.fabula undo``."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Take the words apart."""
        if len(args) > 1 and args[0] not in self.commands and args[1] in self.commands:
            args = [args[1], args[0], *args[2:]]
        return super().parse_args(ctx, args)


correct = typer.Typer(
    cls=CorrectCommands,
    no_args_is_help=True,
    help="Put right who is who and who speaks; kept in the world, and for its next draft.",
    epilog=_EXAMPLES,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="A name, or a number as #12.", show_default=False)]
OrNobody = Annotated[
    str, typer.Argument(metavar="NAME", help="A name, a number as #12, or nobody.", show_default=False)
]
Line = Annotated[
    str,
    typer.Argument(metavar="QUOTE", help="Words of a line, or its number as #12.", show_default=False),
]
Offset = Annotated[
    int,
    typer.Argument(
        metavar="OFFSET",
        parser=whole_number("OFFSET", 0),
        help="A place in the text, in code points.",
        show_default=False,
    ),
]
File = Annotated[
    Path, typer.Argument(metavar="FILE", help="A file of corrections (JSON-LD).", show_default=False)
]
Number = Annotated[
    int | None,
    typer.Option(
        "--id",
        metavar="ID",
        parser=whole_number("--id", 1),
        help="This one, not the last.",
        show_default=False,
    ),
]


@correct.command(cls=Command)
@correction
def same(
    one: Name,
    other: Name,
) -> Make:
    """These two are one person.

    Examples:

    - `fabula correct same emma.fabula "Mr. Elton" "#41"`: number 41 of `fabula cast` is Mr. Elton
    """
    return lambda desk: desk.same(one, other)


@correct.command(cls=Command)
@correction
def apart(
    name: Name,
    mentions: Annotated[
        list[int] | None,
        typer.Option(
            "--mention",
            metavar="OFFSET",
            parser=whole_number("--mention", 0),
            help="A mention that is the other one's; may be given again.",
            show_default=False,
        ),
    ] = None,
    lines: Annotated[
        list[str] | None,
        typer.Option(
            "--line",
            metavar="QUOTE",
            help="A line that is the other one's; may be given again.",
            show_default=False,
        ),
    ] = None,
    chapters: Annotated[
        list[str] | None,
        typer.Option(
            "--chapter",
            metavar="CHAPTER",
            help="A chapter, by title or number, in which all is the other one's; may be given again.",
            show_default=False,
        ),
    ] = None,
    call: Annotated[
        str, typer.Option("--call", metavar="NAME", help="What to call the other one.", show_default=False)
    ] = "",
) -> Make:
    """This one is two people: some mentions or lines are another's.

    Examples:

    - `fabula correct apart emma.fabula Knightley --line "#210" --line "#212" --call "John Knightley"`: two
      lines are his brother's
    - `fabula correct apart saga.fabula Anna --chapter 12`: the Anna of chapter 12 is another
    """
    return lambda desk: desk.apart(
        name, mentions=mentions or (), lines=lines or (), chapters=chapters or (), call=call
    )


@correct.command(cls=Command)
@correction
def name(
    old: Name,
    new: Annotated[str, typer.Argument(metavar="NEW", help="What to call this one.", show_default=False)],
) -> Make:
    """Call this one otherwise.

    Examples:

    - `fabula correct name emma.fabula "the clergyman" "Mr. Elton"`: what listings and exports call him
    """
    return lambda desk: desk.name(old, new)


@correct.command(cls=Command)
@correction
def speaker(
    line: Line,
    by: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="A name, a number as #12, or nobody.", show_default=False),
    ] = None,
    new: Annotated[
        str,
        typer.Option(
            "--new", metavar="NAME", help="Somebody whom the cast lacks, called so.", show_default=False
        ),
    ] = "",
) -> Make:
    """This line is said by this one, by nobody, or by somebody new.

    Examples:

    - `fabula correct speaker emma.fabula "I have no time" "Miss Bates"`: she says it
    - `fabula correct speaker emma.fabula "#17" nobody`: nobody says line 17
    - `fabula correct speaker emma.fabula "Make way!" --new "a coachman"`: somebody who has no other line
    """
    from fabula.errors import argument_missing, options_contradict

    if by is not None and new:
        raise options_contradict("--new", "a NAME", "a line is said by one")
    if by is None and not new:
        raise argument_missing("correct speaker", "NAME", "a name, a number as #12, or nobody")
    return lambda desk: desk.speaker(line, _or_nobody(by), new=new)


@correct.command("to", cls=Command)
@correction
def addressees(
    line: Line,
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME", help="Names, numbers as #12, or nobody.", show_default=False),
    ],
) -> Make:
    """This line is said to these.

    Examples:

    - `fabula correct to emma.fabula "I have no time" Emma Harriet`: to the two of them
    """
    heard = [] if names == ["nobody"] else names
    return lambda desk: desk.addressees(line, *heard)


@correct.command(cls=Command)
@correction
def narrator(
    chapter: Annotated[
        str,
        typer.Argument(
            metavar="CHAPTER",
            help="A chapter by title or number; 0 for a story without chapters.",
            show_default=False,
        ),
    ],
    by: OrNobody,
) -> Make:
    """This one tells this chapter as I.

    Examples:

    - `fabula correct narrator dracula.fabula 5 "Mina Murray"`: the fifth chapter
    """
    return lambda desk: desk.narrator(chapter, _or_nobody(by))


@correct.command("not-a-character", cls=Command)
@correction
def not_a_character(name: Name) -> Make:
    """This is no character.

    Examples:

    - `fabula correct not-a-character emma.fabula Heavens`: an exclamation
    """
    return lambda desk: desk.not_character(name)


@correct.command(cls=Command)
@correction
def mention(
    offset: Offset,
    name: OrNobody,
) -> Make:
    """The mention at this place is this one.

    Examples:

    - `fabula correct mention emma.fabula 1042 Harriet`: the "she" there
    """
    return lambda desk: desk.mention(offset, _or_nobody(name))


@correct.command("not-speech", cls=Command)
@correction
def not_speech(line: Line) -> Make:
    """This line is no speech.

    Examples:

    - `fabula correct not-speech emma.fabula "Elegant Extracts"`: the title of a book
    """
    return lambda desk: desk.not_speech(line)


@correct.command(cls=Command)
@correction
def chapter(
    offset: Offset,
    title: Annotated[
        str, typer.Option("--title", metavar="TITLE", help="Its title.", show_default=False)
    ] = "",
) -> Make:
    """A chapter begins with the paragraph at this place.

    Examples:

    - `fabula correct chapter emma.fabula 20480 --title "Chapter 3"`
    """
    return lambda desk: desk.chapter(offset, title)


@correct.command(cls=Command)
@correction
def undo(
    number: Number = None,
) -> Make:
    """Undo the last correction, or one by its number.

    Examples:

    - `fabula correct undo emma.fabula --yes`: as it was before
    - `fabula correct undo emma.fabula --id 3`: only that one
    """
    return lambda desk: desk.undo(number)


@correct.command(cls=Command)
@correction
def redo(
    number: Number = None,
) -> Make:
    """Take up again what was undone last, or one by its number.

    Examples:

    - `fabula correct redo emma.fabula`
    """
    return lambda desk: desk.redo(number)


@correct.command("list", cls=Command)
def list_(world: WorldFile, work: WorkNumber = None, as_json: AsJson = False) -> None:
    """List the corrections with their numbers, undone ones and those that fit no longer too.

    Examples:

    - `fabula correct list emma.fabula`
    """
    from fabula.cli.corrected import write_list

    write_list(world, work, as_json=as_json)


@correct.command(cls=Command)
def export(world: WorldFile, file: File, work: WorkNumber = None) -> None:
    """Write the corrections to a file, for others or for another edition of the book.

    Examples:

    - `fabula correct export emma.fabula emma-corrections.jsonld`
    """
    from fabula.cli.plain import clean, write
    from fabula.correcting import open_corrections

    with open_corrections(world, work) as desk:
        written = desk.export(file)
    write(clean(f"written to {written}") + "\n")


@correct.command("import", cls=Command)
@correction
def import_(file: File) -> Make:
    """Take in corrections from a file, of this edition or another one of the book.

    Examples:

    - `fabula correct import emma-epub.fabula emma-corrections.jsonld`: made for the plain text
    """
    return lambda desk: desk.take_in(file)


def _or_nobody(name: str | None) -> str | None:
    return None if name is None or name.strip().casefold() == "nobody" else name
