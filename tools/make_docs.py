"""Writes the reference pages that are made from the code: commands, settings, errors, the Python interface.

A test holds the pages to what this writes; ``make docs`` writes them anew.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
from collections.abc import Callable, Iterator
from enum import Enum
from itertools import chain
from pathlib import Path
from typing import Any

import typer

import fabula
from fabula import errors, plots
from fabula.cli.app import app
from fabula.cli.ends import EXIT_CODES
from fabula.cli.help import flags, value_of
from fabula.settings import SETTINGS

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
NOTE = "<!-- Made by `make docs` from the code; changes here are lost. -->\n\n"


def pages() -> dict[Path, str]:
    """Every generated page, by its path."""
    made = {
        "cli.md": "\n".join(_cli()),
        "settings.md": "\n".join(_settings()),
        "errors.md": "\n".join(_errors()),
        "python.md": "\n".join(_python()),
    }
    return {REFERENCE / name: NOTE + text.rstrip() + "\n" for name, text in made.items()}


def _cli() -> Iterator[str]:
    root = typer.main.get_command(app)
    yield "# The command line\n"
    yield from _command(root, "fabula", depth=0)
    yield "## Exit codes\n"
    yield "| code | meaning |"
    yield "|---|---|"
    for code, meaning in EXIT_CODES.items():
        yield f"| {code} | {meaning} |"


def _command(command: Any, name: str, depth: int) -> Iterator[str]:
    if depth:
        yield f"{'#' * (depth + 1)} {name}\n"
    yield _prose(command.help)
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option"]
    children = getattr(command, "commands", {})
    usage = [name, *(["COMMAND"] if children else map(value_of, arguments)), "[OPTIONS]"]
    yield f"```\n{' '.join(usage)}\n```\n"
    if arguments:
        yield from _parameters("argument", [(value_of(each), each) for each in arguments])
    if options:
        yield from _parameters("option", [(flags(each), each) for each in options])
    if command.epilog:
        yield _prose(command.epilog)
    for child, subcommand in children.items():
        yield from _command(subcommand, f"{name} {child}", depth + 1)


def _parameters(kind: str, rows: list[tuple[str, Any]]) -> Iterator[str]:
    yield f"| {kind} | meaning | default |"
    yield "|---|---|---|"
    for shown, parameter in rows:
        default = parameter.default
        plain = isinstance(default, (int, str)) and not isinstance(default, bool)
        value = _code(getattr(default, "value", default)) if plain else ""
        yield f"| `{_line(shown)}` | {_line(parameter.help)} | {value} |"
    yield ""


def _code(value: object) -> str:
    """A value as code; nothing for an empty one, which code cannot show."""
    return f"`{value}`" if str(value) else ""


def _prose(text: str | None) -> str:
    return inspect.cleandoc(text or "") + "\n"


def _line(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


def _settings() -> Iterator[str]:
    yield "# Settings\n"
    yield "Each is an option of `fabula read` and a field of `fabula.Settings`.\n"
    yield "| setting | option | type | default | meaning |"
    yield "|---|---|---|---|---|"
    for row in SETTINGS:
        default = _code(row.default)
        yield f"| `{row.name}` | `--{row.name}` | {row.type.__name__} | {default} | {_line(row.help)} |"


def _errors() -> Iterator[str]:
    yield "# Errors\n"
    yield (
        "Every error that Fabula raises on purpose is a `FabulaError` of one line, which ends with its code. "
        "A code keeps its meaning.\n"
    )
    yield "| code | class | when |"
    yield "|---|---|---|"
    for code, kind, meaning in sorted(error_codes()):
        yield f"| {code} | `{kind}` | {_line(meaning)} |"


def error_codes() -> list[tuple[str, str, str]]:
    """Code, class and meaning of every error that ``fabula.errors`` can make."""
    found = []
    sources = sorted(Path(errors.__file__).parent.glob("*.py"))
    for node in chain.from_iterable(ast.parse(source.read_text("utf-8")).body for source in sources):
        if not isinstance(node, ast.FunctionDef):
            continue
        for part in ast.walk(node):
            if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.args:
                code = part.args[0]
                if isinstance(code, ast.Constant) and re.fullmatch(r"F\d{3}", str(code.value)):
                    meaning = (ast.get_docstring(node) or "").split("\n\n")[0]
                    found.append((str(code.value), part.func.id, meaning))
    return found


def _python() -> Iterator[str]:
    yield "# The Python interface\n"
    yield "All of it is in the package itself: `import fabula`; the plots are in `fabula.plots`.\n"
    public = {name: getattr(fabula, name) for name in fabula.__all__}
    for name, value in public.items():
        if inspect.isfunction(value):
            yield from _function(f"fabula.{name}", value)
    for name in plots.__all__:
        yield from _function(f"fabula.plots.{name}", getattr(plots, name))
    for name, value in public.items():
        if inspect.isclass(value):
            yield f"## fabula.{name}\n"
            yield _markdown(inspect.getdoc(value)) + "\n"
            yield from _members(value)


def _function(name: str, function: Callable[..., object]) -> Iterator[str]:
    yield f"## {name}\n"
    yield f"```python\n{name.rsplit('.', 1)[1]}{_signature(function)}\n```\n"
    yield _markdown(inspect.getdoc(function)) + "\n"


def _members(kind: type) -> Iterator[str]:
    if issubclass(kind, Enum):
        rows = [f"| `{member.name}` | `{member.value!r}` |" for member in kind]
    elif dataclasses.is_dataclass(kind):
        rows = [f"| `{_line(f'{field.name}: {field.type}')}` | |" for field in dataclasses.fields(kind)]
    else:
        rows = []
    for name, value in vars(kind).items():
        target = value.fget if isinstance(value, property) else getattr(value, "func", value)
        if name.startswith("_") or not inspect.isfunction(target):
            continue
        called = inspect.isfunction(value)
        shown = _signature(target) if called else f": {inspect.signature(target).return_annotation}"
        rows.append(f"| `{name}{_line(shown)}` | {_line(_markdown(inspect.getdoc(target)))} |")
    if rows:
        yield "| member | meaning |\n|---|---|"
        yield from rows
        yield ""


def _signature(function: Callable[..., object]) -> str:
    """A signature as one would write it: annotations kept as text are shown without their marks."""
    return str(inspect.signature(function)).replace("'", "").replace("(self, ", "(").replace("(self)", "()")


def _markdown(text: str | None) -> str:
    """A docstring with its literals and cross-references as code."""
    return re.sub(r":\w+:`~?([\w.]+)`", r"`\1`", (text or "").replace("``", "`"))


def main() -> None:
    """Write every page."""
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
