"""Commands that say in one line of our own what was wrong with the words after ``fabula``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from enum import Enum
from itertools import pairwise
from pathlib import PurePath
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from fabula import errors
from fabula.cli.ends import USAGE, told_in_one_line
from fabula.cli.help import page, value_of
from fabula.cli.plain import write

_Choice = TypeVar("_Choice", bound=Enum)

_NOT_UNDERSTOOD: type[Exception] = typer.BadParameter.__mro__[1]
"""What typer raises for a command line that it does not understand, wherever its version keeps that class."""


class Command(TyperCommand):
    """One command."""

    allow_extra_args = True
    """What is left over is refused by :meth:`make_context`, which says more of it than typer does."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Take in the words after the command."""
        called = _called(info_name, parent)
        _refuse_option_as_value(self, args)
        _refuse_empty_name(self, called, args)
        with _in_our_words(self, called):
            context = super().make_context(info_name, args, parent, **extra)
        if context.args and not context.resilient_parsing:
            wanted = [value_of(each) for each in self.params if each.param_type_name == "argument"]
            raise errors.words_left_over(called, " ".join(wanted), " ".join(context.args))
        return context

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        formatter.write(page(self, ctx.command_path))


class Commands(TyperGroup):
    """A group of commands that end in one line where something goes wrong."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Take in what stands before the command."""
        with told_in_one_line(), _in_our_words(self, _called(info_name, parent)):
            return super().make_context(info_name, args, parent, **extra)

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Take the words apart; where there are none, show the help."""
        if not args and not ctx.resilient_parsing:
            write(page(self, ctx.command_path))
            raise typer.Exit(USAGE)
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the user named. Raises :class:`fabula.errors.CommandError` if there is none."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            raise _no_such_command(ctx.command_path, args[0], list(self.commands))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that the user named."""
        with told_in_one_line(), _in_our_words(self, ctx.command_path.partition(" ")[2]):
            return super().invoke(ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        formatter.write(page(self, ctx.command_path))


def whole_number(option: str, least: int) -> Callable[[object], int]:
    """What takes in the value of an option that is a whole number."""

    def parse(value: object) -> int:
        words = str(value).strip()
        digits = words.removeprefix("-")
        if not (digits.isascii() and digits.isdecimal() and len(digits) < 19) or int(words) < least:
            raise errors.bad_value(option, str(value), f"a whole number, {least} or more")
        return int(words)

    return parse


def one_of(option: str, choices: type[_Choice]) -> Callable[[object], _Choice]:
    """What takes in the value of an option that is one of a few words."""

    def parse(value: object) -> _Choice:
        if isinstance(value, choices):
            return value
        for choice in choices:
            if choice.value == str(value).strip().lower():
                return choice
        raise errors.bad_value(option, str(value), listed([choice.value for choice in choices], "or"))

    return parse


def one_of_words(option: str, words: Iterable[str]) -> Callable[[object], str]:
    """What takes in the value of an option that is one of a few words, where a table has them."""
    known = list(words)

    def parse(value: object) -> str:
        word = str(value).strip().lower()
        if word not in known:
            raise errors.bad_value(option, str(value), listed(known, "or"))
        return word

    return parse


def listed(words: Sequence[str], joined: str) -> str:
    """Words as one says them: "json, csv or html"."""
    *first, last = words
    return f"{', '.join(first)} {joined} {last}" if first else last


def _called(name: str | None, parent: Any) -> str:
    """A command as one types it after ``fabula``: nothing for the program itself."""
    return f"{parent.command_path} {name}".partition(" ")[2] if parent is not None else ""


@contextmanager
def _in_our_words(command: Any, called: str) -> Iterator[None]:
    try:
        yield
    except _NOT_UNDERSTOOD as error:
        raise _translated(error, command, called) from error


def _translated(error: Any, command: Any, called: str) -> errors.CommandError:
    option = getattr(error, "option_name", None)
    parameter = getattr(error, "param", None)
    if option is not None:
        known = _options(command)
        if option in known:
            return _bad_use(option, known[option])
        return errors.no_such_option(called, option, _near(option, known))
    if parameter is not None and parameter.param_type_name == "option":
        return errors.option_missing(called, parameter.opts[0], _right(parameter))
    if parameter is not None:
        return errors.argument_missing(called, value_of(parameter).rstrip("."), parameter.help or "")
    if "Missing command" in error.message:
        return errors.command_missing(listed(list(command.commands), "or"))
    return errors.not_understood(called, error.format_message().rstrip("."))


def _options(command: Any) -> dict[str, Any]:
    """The options of a command by each way to spell them."""
    options = [each for each in command.params if each.param_type_name == "option"]
    return {flag: option for option in options for flag in (*option.opts, *option.secondary_opts)}


def _bad_use(flag: str, option: Any) -> errors.CommandError:
    return errors.value_unwanted(flag) if option.is_flag else errors.value_missing(flag, _right(option))


def _right(option: Any) -> str:
    """What may stand after an option."""
    return listed(value_of(option).split("|"), "or")


def _near(word: str, known: Iterable[str]) -> str:
    """The known word that is spelled most alike, if any is; the dashes before it are no likeness."""
    bare = {each.lstrip("-"): each for each in known}
    return next((bare[each] for each in get_close_matches(word.lstrip("-"), bare, n=1)), "")


def _refuse_option_as_value(command: Any, args: Sequence[str]) -> None:
    """``--speaker --json`` asks for no character called "--json"; typer takes it for that."""
    known = _options(command)
    for flag, following in pairwise(args):
        if flag == "--":
            return
        if flag in known and not known[flag].is_flag and following in known:
            raise errors.value_missing(flag, _right(known[flag]))


def _refuse_empty_name(command: Any, called: str, args: Sequence[str]) -> None:
    """``fabula read "$BOOK"`` with no such variable asks for no file; a path of "" is the current folder."""
    known = _options(command)
    taken = [a in known and not known[a].is_flag for a in ("", *args)]
    named = [word for word, value in zip(args, taken, strict=False) if not value and word not in known]
    wanted = [each for each in command.params if each.param_type_name == "argument"]
    for n, word in enumerate(named):
        argument = wanted[min(n, len(wanted) - 1)] if wanted else None
        if word == "" and argument is not None and (n == 0 or argument.nargs == -1):
            raise errors.argument_missing(called, value_of(argument).rstrip("."), argument.help or "")


def _no_such_command(called: str, word: str, known: Sequence[str]) -> errors.CommandError:
    """Someone may have named only a file."""
    suffix = PurePath(word).suffix
    near = _near(word, known)
    if suffix and "read" in known:
        near = f"{'cast' if suffix == '.fabula' else 'read'} {word}"
    if near:
        return errors.no_such_command(word, f"did you mean {called} {near}?")
    return errors.no_such_command(word, f"there are {listed(known, 'and')}; {called} --help says more")
