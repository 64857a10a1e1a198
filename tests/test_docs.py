"""The documentation says what the program does: generated pages, commands, Python, links."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer

from fabula import errors
from fabula.cli.app import app
from tools import make_docs, make_readme

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
WRITTEN = [page for page in PAGES if page.parent.name != "reference"]


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(
        rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


COMMANDS = [
    (page.name, line)
    for page in WRITTEN
    for block in blocks(page, "sh")
    for line in block.splitlines()
    if line.startswith("fabula ")
]


@pytest.mark.parametrize("path", make_docs.pages(), ids=lambda path: path.name)
def test_a_generated_page_is_what_the_code_gives(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == make_docs.pages()[path], "make docs writes it anew"


@pytest.mark.parametrize(("page", "line"), COMMANDS)
def test_a_command_in_the_docs_is_understood(page: str, line: str) -> None:
    words = shlex.split(line.split(" | ")[0], comments=True)[1:]
    command: Any = typer.main.get_command(app)
    name = "fabula"
    while hasattr(command, "commands"):
        name = words.pop(0)
        command = command.commands[name]
    command.make_context(name, words)


def lines_of(start: str) -> list[str]:
    found = (line for page in WRITTEN for block in blocks(page, "sh") for line in block.splitlines())
    return sorted({line for line in found if line.startswith(start)})


@pytest.mark.parametrize("line", lines_of("make "))
def test_what_make_is_asked_for_is_there(line: str) -> None:
    target, *values = line.split()[1:]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert all(f"$({value.split('=')[0]})" in makefile for value in values)


@pytest.mark.parametrize("line", lines_of("python -m "))
def test_a_module_that_is_run_is_there_and_knows_its_options(line: str) -> None:
    module, *words = shlex.split(line.split(" #")[0])[2:]
    if module.split(".")[0] in ("tools", "benchmarks", "training"):
        place = ROOT.joinpath(*module.split(".")).with_suffix(".py")
        source = place.read_text(encoding="utf-8")
        assert all(word in source for word in words if word.startswith("--"))


def test_there_are_commands_to_check() -> None:
    assert {line.split()[1] for _, line in COMMANDS} >= {"read", "cast", "quotes", "works", "evaluate"}


@pytest.mark.parametrize(
    "page", [page for page in WRITTEN if blocks(page, "python")], ids=lambda page: page.name
)
@pytest.mark.usefixtures("reader")
def test_the_python_in_the_docs_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    monkeypatch.chdir(tmp_path)
    Path("emma.epub").write_text("words", encoding="utf-8")
    Path("novel").mkdir()
    Path("novel", "chapter-1.md").write_text("words", encoding="utf-8")
    names: dict[str, object] = {}
    for block in blocks(page, "python"):
        exec(compile(block, page.name, "exec"), names)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if not re.match(r"https?:", target):
            assert (page.parent / target.split("#")[0]).exists(), target


def test_every_error_has_a_code_of_its_own_and_one_line() -> None:
    codes = [code for code, _, _ in make_docs.error_codes()]
    made = [name for name, value in vars(errors).items() if callable(value) and not isinstance(value, type)]
    public = [name for name in made if not name.startswith("_") and value_is_ours(name)]
    assert len(set(codes)) == len(codes) == len(public)


def value_is_ours(name: str) -> bool:
    return getattr(getattr(errors, name), "__module__", "").startswith(errors.__name__)


@pytest.mark.model
def test_the_sample_in_the_readme_is_what_the_program_prints() -> None:
    shown = make_readme.present(make_readme.README.read_text(encoding="utf-8"))
    assert make_readme.likeness(shown, make_readme.sample()) > 0.8, "make readme writes it anew"


def test_tools_are_run_as_parts_of_the_project_so_that_they_find_each_other() -> None:
    run = re.findall(r"\$\(BIN\)/python (.*tools\S*)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    tools = ["make_docs", "make_readme", "make_benchmarks", "make_samples", "make_pictures"]
    assert run == [f"-m tools.{name}" for name in tools]
