"""The page that ``--help`` shows: what a command does, by example, and what may stand after it."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from fabula.cli.table import room

WIDTH, WIDEST, NARROWEST = 80, 100, 40
"""In characters: of a page where nobody says how wide the window is, and the limits where somebody does."""

_EXAMPLE = re.compile(r"- `(?P<command>[^`]+)`(?:: (?P<what>.*))?")


def page(command: Any, called: str) -> str:
    """The help of a command or of a group of them."""
    width = min(max(room() or WIDTH, NARROWEST), WIDEST)
    return "\n".join(_lines(command, called, width)) + "\n"


def value_of(parameter: Any) -> str:
    """What stands for the value of an argument or an option."""
    shown = str(parameter.metavar or parameter.name.upper())
    return f"{shown}..." if parameter.nargs == -1 else shown


def flags(option: Any) -> str:
    """The ways to write an option, with what stands for its value."""
    value = "" if option.is_flag else f" {value_of(option)}"
    return ", ".join(flag + value for flag in [*option.opts, *option.secondary_opts])


def _lines(command: Any, called: str, width: int) -> Iterator[str]:
    children = getattr(command, "commands", {})
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option" and not each.hidden]
    usage = [called, *(["COMMAND"] if children else map(value_of, arguments)), "[OPTIONS]"]
    yield f"Usage: {' '.join(usage)}"
    yield from _prose(command.help, width)
    if children:
        yield from _listed("Commands", [(name, _first(each.help)) for name, each in children.items()], width)
    if arguments:
        yield from _listed("Arguments", [(value_of(each), each.help or "") for each in arguments], width)
    rows = [(flags(each), _meaning(each)) for each in options]
    yield from _listed("Options", [*rows, ("-h, --help", "Show this help.")], width)
    if command.epilog:
        yield from _prose(command.epilog, width)


def _prose(text: str | None, width: int) -> Iterator[str]:
    """Paragraphs, folded; examples stand on lines of their own, with what they do below them."""
    for paragraph in inspect.cleandoc(text or "").split("\n\n"):
        if not paragraph.strip():
            continue
        if not paragraph.startswith("- "):
            yield ""
            yield from textwrap.wrap(_plain(paragraph), width)
            continue
        for example in re.split(r"\n(?=- )", paragraph):
            found = _EXAMPLE.fullmatch(" ".join(example.split()))
            if found is None:
                yield from textwrap.wrap(_plain(example), width, subsequent_indent="  ")
                continue
            yield f"  {found['command']}"  # never folded: it is there to be copied
            if found["what"]:
                yield from textwrap.wrap(
                    _plain(found["what"]), width, initial_indent=" " * 6, subsequent_indent=" " * 6
                )


def _listed(heading: str, rows: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    """Words and what they mean, beside or below them."""
    rows = list(rows)
    indent = min(max(len(word) for word, _ in rows) + 4, 24)
    yield from ("", f"{heading}:")
    for word, meaning in rows:
        space = " " * indent
        lines = textwrap.wrap(_plain(meaning), width, initial_indent=space, subsequent_indent=space) or [""]
        if len(word) + 4 > indent:
            yield f"  {word}"
        else:
            lines[0] = f"  {word}".ljust(indent) + lines[0][indent:]
        yield from (line.rstrip() for line in lines)


def _meaning(option: Any) -> str:
    """What an option does, whether it must be there, and what it is where it is not given."""
    default = getattr(option.default, "value", option.default)
    if option.required:
        return f"{option.help} Must be given."
    if option.is_flag or not option.show_default or default in (None, ""):
        return option.help or ""
    return f"{option.help} Default: {default}."


def _first(text: str | None) -> str:
    return inspect.cleandoc(text or "").split("\n\n")[0]


def _plain(text: str) -> str:
    """Words without the marks of Markdown."""
    return " ".join(text.replace("`", "").split())
