"""Changes a package in small ways, one at a time, and says which changes its tests do not notice.

``python -m tools.mutants src/fabula/cast tests/cast --count 40`` draws forty places by ``--seed``: a
comparison turned, a number doubled, a branch dropped, a term of a sum left out. Each is made in a copy of the
repository, and the tests run there until one fails. A change that none notices is printed as a diff: either
the code does not matter, or a test is missing (DeMillo, Lipton and Sayward 1978).
"""

from __future__ import annotations

import argparse
import ast
import copy
import difflib
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


@dataclass(frozen=True)
class Mutant:
    """One change: the file, the line, what is done there, and the file's whole source with it."""

    file: Path
    line: int
    kind: str
    before: str
    after: str

    def diff(self) -> str:
        """The lines that change."""
        lines = difflib.unified_diff(self.before.splitlines(), self.after.splitlines(), n=0, lineterm="")
        return "\n".join(line for line in lines if line[:2] not in ("--", "++", "@@"))


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Every change of a file that can be drawn."""
    source = file.read_text(encoding="utf-8")
    tree = ast.parse(source)
    before = ast.unparse(tree)
    for place, node in enumerate(ast.walk(tree)):
        if (kind := _kind(node)) is None:
            continue
        other = copy.deepcopy(tree)
        changed = next(own for k, own in enumerate(ast.walk(other)) if k == place)
        _change(other, changed)
        after = ast.unparse(ast.fix_missing_locations(other))
        if after != before:
            yield Mutant(file, getattr(node, "lineno", 0), kind, before, after)


def _kind(node: ast.AST) -> str | None:
    """What can be done to a node, in words."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
        return "comparison turned"
    number = isinstance(node, ast.Constant) and type(node.value) in (int, float)
    if number and isinstance(node, ast.Constant) and node.value not in (0, 1, -1):
        return "number doubled"
    if isinstance(node, ast.If):
        return "branch dropped"
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        return "term left out"
    return None


def _change(tree: ast.AST, node: ast.AST) -> None:
    """Does to a node of a tree what :func:`_kind` says."""
    if isinstance(node, ast.Compare):
        node.ops[0] = TURNED[type(node.ops[0])]()
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        node.value = node.value * 2
    elif isinstance(node, ast.If):
        node.test = ast.Constant(False)
    elif isinstance(node, ast.BinOp):
        _Replaced(node, node.left).visit(tree)


class _Replaced(ast.NodeTransformer):
    """Puts one node in place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._old else self.generic_visit(node)


def drawn(package: Path, count: int, seed: int) -> list[Mutant]:
    """So many changes over the files of a package, each kind as likely as any other."""
    kinds: dict[str, list[Mutant]] = {}
    for file in sorted(package.rglob("*.py")):
        for mutant in mutants_of(file):
            kinds.setdefault(mutant.kind, []).append(mutant)
    draw = random.Random(seed)
    found: list[Mutant] = []
    while len(found) < count and any(kinds.values()):
        of_kind = kinds[draw.choice([kind for kind in sorted(kinds) if kinds[kind]])]
        found.append(of_kind.pop(draw.randrange(len(of_kind))))
    return found


def survives(mutant: Mutant, root: Path, tests: Sequence[str], limit: float) -> bool:
    """Whether the tests pass in a copy of the repository, ``root``, with the change; it is undone after."""
    kept = mutant.file.read_text(encoding="utf-8")
    mutant.file.write_text(mutant.after, encoding="utf-8")
    try:
        return _pass(root, tests, limit)
    finally:
        mutant.file.write_text(kept, encoding="utf-8")


def _pass(root: Path, tests: Sequence[str], limit: float) -> bool:
    """Whether the tests pass in so many seconds."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return False  # a loop without end is noticed
    return done.returncode == 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints every change that survives; the exit code is 1 where more do than ``--most``."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("package", type=Path, help="folder whose files are changed")
    parser.add_argument("tests", nargs="+", help="what to hand to pytest")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=300.0, help="seconds for the tests of one change")
    parser.add_argument("--most", type=int, default=4, help="changes that may survive")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("src", "tests", "pyproject.toml"):
            copied = shutil.copytree if Path(name).is_dir() else shutil.copy
            copied(name, root / name)
        if not _pass(root, options.tests, options.limit):
            sys.stderr.write("The tests fail, or take too long, before anything is changed.\n")
            return 2
        alive = 0
        for k, mutant in enumerate(drawn(root / options.package, options.count, options.seed), 1):
            lives = survives(mutant, root, options.tests, options.limit)
            alive += lives
            place = f"{mutant.file.relative_to(root)}:{mutant.line}"
            sys.stdout.write(f"{k:3} {'survives' if lives else 'noticed':8} {mutant.kind:18} {place}\n")
            sys.stdout.write(f"{mutant.diff()}\n" if lives else "")
            sys.stdout.flush()
        sys.stdout.write(f"{alive} of {options.count} survive\n")
    return int(alive > options.most)


if __name__ == "__main__":
    sys.exit(main())
