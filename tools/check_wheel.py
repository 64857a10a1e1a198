"""Builds the wheel and the sdist, looks at what is in them, and installs the wheel as people do.

``python -m tools.check_wheel`` takes a few minutes and an index of packages. A wheel must install without a
compiler into an environment that holds nothing else, by pip, pipx and uv, and read a story there.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "fabula"
STORY = ROOT / "tests" / "stories" / "oz.txt"
LARGEST = 60 * 1024**2
"""An index takes 100 MB a file; a model that grows past this is a decision and no accident."""
NOT_SHIPPED = {"README.md", "sources.sha256"}
"""Files among the sources for those who change the code."""
IN_SDIST = (
    *("pyproject.toml", "README.md", "LICENSE", "LICENSE-APACHE-2.0", "NOTICE", "CHANGELOG.md", "Makefile"),
    *("frontend/package.json", "frontend/package-lock.json", "frontend/vite.config.ts"),
    *("src/fabula/py.typed", "src/fabula/language/shipped/encoder.onnx", "tests/conftest.py"),
)
NEVER = {"node_modules", "__pycache__", ".venv", ".git", ".mypy_cache", ".hypothesis", "runs"}


def build(into: Path, *, isolated: bool = True) -> tuple[Path, Path]:
    """The wheel and the sdist that it was built from."""
    how = [] if isolated else ["--no-isolation"]
    run(sys.executable, "-m", "build", "--outdir", str(into), *how, str(ROOT))
    (wheel,), (sdist,) = into.glob("*.whl"), into.glob("*.tar.gz")
    return wheel, sdist


def shipped(source: Path = SOURCE) -> set[str]:
    """Every file of the package that a wheel must hold."""
    files = (path for path in source.rglob("*") if path.is_file() and path.name not in NOT_SHIPPED)
    relative = (path.relative_to(source.parent) for path in files)
    return {path.as_posix() for path in relative if NEVER.isdisjoint(path.parts)}


def wrong_in_wheel(wheel: Path, wanted: Iterable[str]) -> Iterator[str]:
    """What of a wheel is not as it should be."""
    wanted = set(wanted)
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        about = {PurePosixPath(name).name for name in archive.namelist() if ".dist-info/" in name}
    yield from (f"{name} is not in the wheel" for name in sorted(wanted - names))
    yield from (f"{name} is in the wheel and should not be" for name in sorted(names - wanted))
    for name in ("LICENSE", "LICENSE-APACHE-2.0", "NOTICE", "METADATA", "entry_points.txt"):
        if name not in about:
            yield f"the wheel has no {name}"
    if not wheel.name.endswith("-py3-none-any.whl"):
        yield f"{wheel.name} is for one system alone"
    if wheel.stat().st_size > LARGEST:
        yield f"{wheel.name} is larger than {LARGEST // 1024**2} MB"


def wrong_in_sdist(sdist: Path) -> Iterator[str]:
    """What of an sdist is not as it should be."""
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    yield from (f"{name} is not in the sdist" for name in IN_SDIST if name not in names)
    for name in sorted(names):
        if not NEVER.isdisjoint(PurePosixPath(name).parts):
            yield f"{name} is in the sdist and should not be"


def run(*command: str, into: Path | None = None, variables: Mapping[str, str] | None = None) -> str:
    """What a command writes; raises :class:`subprocess.CalledProcessError` where it fails."""
    own = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    variables = {**own, **(variables or {})}
    done = subprocess.run(command, cwd=into, env=variables, check=True, stdout=subprocess.PIPE)
    return done.stdout.decode(
        "utf-8", "replace"
    )  # a table may be in a code page; what is read of it is ASCII


def with_pip(wheel: Path, folder: Path) -> Path:
    """The ``fabula`` of a fresh environment, in which nothing was compiled."""
    run(sys.executable, "-m", "venv", str(folder / "pip"))
    pip = ("-m", "pip", "install", "--quiet", "--only-binary", ":all:")
    run(str(program(folder / "pip", "python")), *pip, str(wheel))
    return program(folder / "pip", "fabula")


def with_pipx(wheel: Path, folder: Path) -> Path:
    """The ``fabula`` that ``pipx install`` puts on the path."""
    places = {
        "PIPX_HOME": str(folder / "pipx"),
        "PIPX_BIN_DIR": str(folder / "pipx-bin"),
        "PIP_ONLY_BINARY": ":all:",
    }
    run(str(installer(folder, "pipx")), "install", str(wheel), variables=places)
    return next((folder / "pipx-bin").glob("fabula*"))


def with_uv(wheel: Path, folder: Path) -> Path:
    """The ``fabula`` that ``uv tool install`` puts on the path."""
    places = {"UV_TOOL_DIR": str(folder / "uv"), "UV_TOOL_BIN_DIR": str(folder / "uv-bin")}
    command = ("tool", "install", "--no-build", "--python", sys.executable, str(wheel))
    run(str(installer(folder, "uv")), *command, variables=places)
    return next((folder / "uv-bin").glob("fabula*"))


def program(environment: Path, name: str) -> Path:
    """A program of a virtual environment."""
    windows = os.name == "nt"
    return environment / ("Scripts" if windows else "bin") / (f"{name}.exe" if windows else name)


def installer(folder: Path, name: str) -> Path:
    """An installer in an environment of its own."""
    environment = folder / f"get-{name}"
    run(sys.executable, "-m", "venv", str(environment))
    run(str(program(environment, "python")), "-m", "pip", "install", "--quiet", name)
    return program(environment, name)


INSTALLERS: dict[str, Callable[[Path, Path], Path]] = {"pip": with_pip, "pipx": with_pipx, "uv": with_uv}


def try_out(fabula: Path, folder: Path) -> Iterator[str]:
    """What an installed ``fabula`` does wrong, far from its sources."""
    folder.mkdir()
    if not run(str(fabula), "--version", into=folder).startswith("fabula "):
        yield "fabula --version says something else"
    for check in json.loads(run(str(fabula), "doctor", "--json", into=folder)):
        if check["state"] == "broken":
            yield f"fabula doctor: {check['name']}: {check['trouble']}"
    run(str(fabula), "read", str(STORY), "--world", "oz.fabula", into=folder)
    told = json.loads(run(str(fabula), "quotes", "oz.fabula", "--json", into=folder))
    if not any(line["speaker"] == "Dorothy" for line in told):
        yield "nobody called Dorothy speaks in the story"
    run(str(fabula), "export", "oz.fabula", "--format", "html", "--output", "oz.html", into=folder)
    if "Dorothy" not in (folder / "oz.html").read_text(encoding="utf-8"):
        yield "the page of the story does not name Dorothy"


def main(arguments: Sequence[str] | None = None) -> None:
    """Build, look, install, try; the exit code says whether all is well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--with", nargs="*", default=list(INSTALLERS), choices=INSTALLERS, dest="installers")
    parser.add_argument("--output", type=Path, help="keep what was built in this folder")
    given = parser.parse_args(arguments)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        wheel, sdist = build((given.output or folder / "dist").resolve())
        wrong = [*wrong_in_wheel(wheel, shipped()), *wrong_in_sdist(sdist)]
        sys.stdout.write(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB\n")
        for name in given.installers:
            fabula = INSTALLERS[name](wheel, folder)
            wrong += [f"{name}: {what}" for what in try_out(fabula, folder / f"try-{name}")]
            sys.stdout.write(f"installed by {name}: read a story\n")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
