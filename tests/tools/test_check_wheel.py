"""What a wheel and an sdist hold: all that is needed, and nothing else."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from tools.check_wheel import IN_SDIST, build, shipped, wrong_in_sdist, wrong_in_wheel

ABOUT = ("METADATA", "entry_points.txt", "licenses/LICENSE", "licenses/LICENSE-APACHE-2.0", "licenses/NOTICE")


def wheel_of(folder: Path, names: Iterable[str], tag: str = "py3-none-any") -> Path:
    path = folder / f"fabula-1-{tag}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name in (*names, *(f"fabula-1.dist-info/{name}" for name in ABOUT)):
            archive.writestr(name, "")
    return path


def sdist_of(folder: Path, names: Iterable[str]) -> Path:
    path = folder / "fabula-1.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name in names:
            archive.addfile(tarfile.TarInfo(f"fabula-1/{name}"))
    return path


def test_a_wheel_holds_the_files_of_the_package_and_no_others(tmp_path: Path) -> None:
    assert list(wrong_in_wheel(wheel_of(tmp_path, ["fabula/a.py"]), {"fabula/a.py"})) == []
    found = list(wrong_in_wheel(wheel_of(tmp_path, ["fabula/a.py", "frontend/b.ts"]), {"fabula/c.json"}))
    assert found == [
        "fabula/c.json is not in the wheel",
        "fabula/a.py is in the wheel and should not be",
        "frontend/b.ts is in the wheel and should not be",
    ]


def test_a_wheel_is_for_every_system_and_names_its_licences(tmp_path: Path) -> None:
    wheel = wheel_of(tmp_path, [], "cp313-cp313-linux_x86_64")
    assert list(wrong_in_wheel(wheel, ())) == [f"{wheel.name} is for one system alone"]
    with zipfile.ZipFile(tmp_path / "bare-py3-none-any.whl", "w") as archive:
        archive.writestr("x-1.dist-info/METADATA", "")
    assert "the wheel has no NOTICE" in list(wrong_in_wheel(tmp_path / "bare-py3-none-any.whl", ()))


def test_an_sdist_holds_the_sources_of_the_frontend_without_its_libraries(tmp_path: Path) -> None:
    assert list(wrong_in_sdist(sdist_of(tmp_path, IN_SDIST))) == []
    lacking = sdist_of(tmp_path, [*IN_SDIST[1:], "frontend/node_modules/x/index.js"])
    assert list(wrong_in_sdist(lacking)) == [
        f"{IN_SDIST[0]} is not in the sdist",
        "frontend/node_modules/x/index.js is in the sdist and should not be",
    ]


def test_what_is_shipped_are_data_and_types_too(tmp_path: Path) -> None:
    own = shipped()
    assert {
        "fabula/py.typed",
        "fabula/cast/weights.json",
        "fabula/explorer/templates/base.html",
        "fabula/language/shipped/heads.onnx",
    } <= own
    assert not any(name.endswith(("README.md", ".pyc")) for name in own)


@pytest.mark.slow
def test_the_wheel_and_the_sdist_are_built_whole(tmp_path: Path) -> None:
    wheel, sdist = build(tmp_path, isolated=False)
    assert [*wrong_in_wheel(wheel, shipped()), *wrong_in_sdist(sdist)] == []
