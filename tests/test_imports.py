"""Who may import whom (the table of the design), and how little an import costs."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import fabula

SOURCE = Path(fabula.__file__).parent
VALUES = {"amounts", "types", "errors", "settings", "repairs", "sections", "version"}
STAGES = {"sources", "language", "cast"}
ANY = "anything"
ALLOWED: dict[str, set[str] | str] = {
    "types": set(),
    "nearby": set(),
    "collection": set(),
    "errors": {"nearby"},
    "settings": {"errors"},
    "repairs": {"types"},
    "sections": {"types"},
    "version": set(),
    "lang": set(),
    **dict.fromkeys(("story", *STAGES), VALUES | {"lang"}),
    "sources": VALUES | {"lang", "collection"},
    "world": VALUES | {"collection"},
    "pages": set(),
    "exports": VALUES | {"networks", "world", "pages", "lang"},
    "pipeline": VALUES | STAGES | {"collection", "story", "world"},
    "evaluation": VALUES | {"pipeline", "world", "pages"},
    "amounts": set(),
    "tables": VALUES,
    "records": VALUES | {"tables"},
    **dict.fromkeys(("story_records", "told_records"), VALUES | {"tables", "records"}),
    "positions": VALUES | {"world"},
    "called": VALUES | {"world"},
    "up_to": VALUES,
    "asked": VALUES | {"records"},
    "networks": VALUES,
    "address_terms": VALUES | {"lang"},
    "measured_relations": VALUES | {"address_terms", "lang", "networks", "tables"},
    "knowledge": VALUES | {"tables", "pipeline"},
    "contradictions": VALUES | {"tables", "pipeline"},
    "searching": VALUES | {"tables", "records", "story_records", "reading"},
    "chronicles": VALUES | {"tables", "records", "story_records", "reading"},
    "reading": VALUES
    | {
        "tables",
        "records",
        "story_records",
        "told_records",
        "knowledge",
        "contradictions",
        "positions",
        "called",
        "up_to",
        "networks",
        "measured_relations",
        "asked",
    }
    | {"world", "exports", "pipeline", "correcting"},
    "loaded_works": VALUES | {"api", "reading", "world"},
    "notebooks": set(),
    "spacy_component": VALUES | {"exports", "pipeline"},
    "joining": VALUES | {"world", "pipeline"},
    "correcting": VALUES
    | {"called", "positions", "joining", "world", "pipeline", "tables", "records", "story_records"}
    | {"reading", "collection"},
    "reviewing": VALUES | {"world", "correcting", "tables", "records", "reading"},
    "api": VALUES | {"tables", "records", "reading", "notebooks", "world", "pipeline"},
    "__init__": VALUES
    | {"tables", "records", "story_records", "told_records", "knowledge", "contradictions"}
    | {"measured_relations"}
    | {"reading", "api", "world", "correcting", "reviewing"},
    "__main__": {"cli"},
    "layouts": set(),
    "plots": VALUES | {"layouts", "networks", "positions", "reading", "story_records"},
    "doctor": VALUES | {"language", "pipeline", "world"},
    "explorer": ANY,
    "corpus": ANY,
    "assistants": ANY,
    "cli": ANY,
}
BARE = {
    "types": {"numpy"},
    "errors": set[str](),
    "settings": set[str](),
    "nearby": set[str](),
    "amounts": set[str](),
}
"""What these may import beside the standard library."""
HEAVY = (
    *(
        "numpy",
        "onnxruntime",
        "scipy",
        "lxml",
        "docx",
        "networkx",
        "pandas",
        "rich",
        "typer",
        "sqlite3",
        "jinja2",
    ),
    *("starlette", "uvicorn"),
)

FILES = sorted(SOURCE.rglob("*.py"))


def part_of(file: Path) -> str:
    """The package or module directly under fabula that a file belongs to."""
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(tree: ast.AST, file: Path) -> set[str]:
    """The full names of all modules that a file imports, wherever in it."""
    names: set[str] = set()
    package = ("fabula", *file.relative_to(SOURCE).parts[:-1])
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) + 1 - node.level]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            names.add(module)
            names.update(f"{module}.{alias.name}" for alias in node.names if module == "fabula")
    return names


def fabula_parts(names: set[str]) -> set[str]:
    """Of imported names, the parts of fabula; a public name of the package itself counts as ``__init__``."""
    parts = set()
    for name in names:
        head, _, rest = name.partition(".")
        if head == "fabula" and rest:
            part = rest.split(".")[0]
            known = (SOURCE / part).is_dir() or (SOURCE / f"{part}.py").is_file()
            parts.add(part if known else "__init__")
    return parts


def test_the_table_knows_every_part() -> None:
    assert {part_of(file) for file in FILES} <= set(ALLOWED)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_a_file_imports_only_what_its_part_may(file: Path) -> None:
    part = part_of(file)
    names = imported(ast.parse(file.read_text(encoding="utf-8")), file)
    allowed = ALLOWED[part]
    if isinstance(allowed, set):
        assert fabula_parts(names) - {part} <= allowed
    if part in BARE:
        outside = {name.split(".")[0] for name in names} - {"fabula"} - set(sys.stdlib_module_names)
        assert outside <= BARE[part]
    assert not {name.split(".")[0] for name in names} & {"torch", "training"}


def test_the_reader_of_imports_sees_them_all() -> None:
    source = "import a.b\ndef f():\n    from ..world import World\n    from fabula import errors, read\n"
    names = imported(ast.parse(source), SOURCE / "exports" / "page.py")
    assert {"a.b", "fabula.world", "fabula.errors", "fabula.read"} <= names
    assert fabula_parts(names) == {"world", "errors", "__init__"}


def python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_importing_fabula_loads_nothing_heavy() -> None:
    loaded = python("import sys, fabula; print(*{name.split('.')[0] for name in sys.modules})").split()
    assert not set(HEAVY) & set(loaded)


def test_the_command_line_loads_nothing_heavy_before_a_command_runs() -> None:
    loaded = python(
        "import sys, fabula.cli.app; print(*{name.split('.')[0] for name in sys.modules})"
    ).split()
    assert not (set(HEAVY) - {"typer", "rich"}) & set(loaded)


def test_importing_fabula_and_its_names_takes_less_than_a_third_of_a_second() -> None:
    """The limit is 0.3 s of the processor's time, or what four imports of numpy take where all is slow."""

    def least(imports: str) -> float:
        code = f"import time; begun = time.process_time(); {imports}; print(time.process_time() - begun)"
        return min(float(python(code)) for _ in range(5))  # other work only adds to it

    assert least("import fabula; fabula.read; fabula.Reading") < max(0.3, 4 * least("import numpy"))
