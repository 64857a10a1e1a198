"""``fabula read``: from files to their casts and who says every line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fabula.cli.drafts import Place, can_ask
from fabula.cli.options import AsJson, Batch, Force, Include, Model, Strict, Threads
from fabula.cli.series import Wanted, read_each
from fabula.cli.shown import say_nothing, show_line, show_whole
from fabula.cli.targets import targets_of
from fabula.cli.usage import whole_number
from fabula.settings import DEFAULT, Settings

_Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE",
        help="Stories: .epub, .txt, .html, .docx, .odt, .rtf, .md or .fountain; a folder or .zip of "
        "them, with all folders in it; a project of novelWriter, Scrivener or Longform; or - for what is "
        "piped in. Hidden files are passed over, and links to folders not followed.",
        show_default=False,
    ),
]
_World = Annotated[
    Path | None,
    typer.Option(
        "--world",
        metavar="WORLD",
        help="Keep all of them in this world file; without it each FILE gets a world of its own name "
        "in the current folder (emma.epub: emma.fabula; the folder saga: saga.fabula).",
        show_default=False,
    ),
]
_Keep = Annotated[bool, typer.Option("--keep/--no-keep", help="Keep what was read in a world file.")]
_AsOne = Annotated[
    bool,
    typer.Option(
        "--as-one",
        help="The files are the chapters of one work: in natural order (2 before 10), or as the list of "
        "an mdBook or a Longform project has them.",
    ),
]
_Title = Annotated[
    str | None,
    typer.Option("--title", metavar="TITLE", help="The title, whatever the file says.", show_default=False),
]
_Author = Annotated[
    str | None,
    typer.Option("--author", metavar="NAME", help="The author, likewise.", show_default=False),
]
_Replace = Annotated[
    int | None,
    typer.Option(
        "--replace",
        metavar="ID",
        parser=whole_number("--replace", 1),
        help="Put the story in place of this work of the world: a new draft under another name.",
        show_default=False,
    ),
]
_New = Annotated[
    bool,
    typer.Option("--new", help="Keep the story as a work of its own, even if it looks like a draft."),
]


def read(
    files: _Files,
    world: _World = None,
    keep: _Keep = True,
    as_one: _AsOne = False,
    title: _Title = None,
    author: _Author = None,
    replace: _Replace = None,
    new: _New = False,
    include: Include = DEFAULT.include,
    strict: Strict = DEFAULT.strict,
    force: Force = DEFAULT.force,
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
    as_json: AsJson = False,
) -> None:
    """Read stories: print the cast and some dialogue, and keep everything in a world file.

    A story that the world already holds is replaced; the others in it stay. A new draft under another name
    is told before it is read. With several files, one that cannot be read is reported, and the rest is read.

    Examples:

    - `fabula read emma.epub`: who is in it, and some of the dialogue; kept in emma.fabula
    - `fabula read saga`: every story in the folder, into saga.fabula
    - `fabula read novel --as-one`: a chapter a file
    - `fabula read - < novel.txt`: what another program writes, kept in stdin.fabula
    - `fabula read novel-2.docx --world novel.fabula --replace 1`: a new draft of work 1
    - `fabula read emma.epub --no-keep --json`: for a script, and nothing is kept
    """
    from fabula.cli import STOPPED
    from fabula.cli.ends import FAILED, say
    from fabula.cli.plain import write_json
    from fabula.errors import bad_setting, one_story_only

    if world is not None and not keep:
        raise bad_setting("--world", str(world), "left out where --no-keep keeps nothing")
    if replace is not None and (new or not keep):
        raise bad_setting("--replace", replace, f"left out with {'--new' if new else '--no-keep'}")
    settings = Settings(
        threads=threads, batch=batch, model=model, force=force, strict=strict, include=include
    )
    found = targets_of(files, world, keep=keep, as_one=as_one)
    for note in found.notes:
        say(note)
    alone = len(found.targets) + found.failed == 1
    for option, value in (("--title", title), ("--author", author), ("--replace", replace)):
        if value is not None and not alone:
            raise one_story_only(option, len(found.targets) + found.failed)
    ask = alone and not as_json and can_ask()
    wanted = Wanted(settings, title, author, Place(replace, new), ask)
    show = say_nothing if as_json else show_whole if alone else show_line
    reports, whole = read_each(found.targets, wanted, show)
    if as_json and (whole or reports):
        write_json(reports)
    if not whole:
        raise typer.Exit(STOPPED)
    if len(reports) < len(found.targets) + found.failed:
        raise typer.Exit(FAILED)
