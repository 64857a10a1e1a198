"""What the examination says of libraries: those that are needed and the optional ones."""

from __future__ import annotations

import sys
from importlib import metadata

import pytest

from fabula.doctor import packages
from fabula.doctor.packages import Requirement, broken_library, extras, needed, requirement_in, unloadable

THERE = {"numpy": "2.4.1", "lxml": "6.0", "onnxruntime": "1.9", "altair": "5.4.1", "polars": "1.0.0rc1"}


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name not in THERE:
            raise metadata.PackageNotFoundError(name)
        return THERE[name]

    monkeypatch.setattr(metadata, "version", version)


def asking_for(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _: list(lines))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("numpy>=1.26", Requirement("numpy", ">=1.26")),
        ("charset-normalizer", Requirement("charset-normalizer", "")),
        ("uvicorn[standard]>=0.30,<1", Requirement("uvicorn", ">=0.30,<1")),
        ("altair>=5; extra == 'plots'", Requirement("altair", ">=5", "plots")),
        ('altair>=5 ; extra == "plots"', Requirement("altair", ">=5", "plots")),
        ("tomli>=2; python_version < '3.11'", None),
        ("tomli>=2; python_version < '3.11' and extra == 'x'", None),
    ],
)
def test_a_requirement_as_the_metadata_writes_it(line: str, found: Requirement | None) -> None:
    assert requirement_in(line) == found


@pytest.mark.parametrize(
    ("name", "versions", "trouble"),
    [
        ("numpy", ">=1.26", ""),
        ("numpy", "", ""),
        ("lxml", ">=6.0.0", ""),
        ("onnxruntime", ">=1.18", "1.9 is installed"),
        ("polars", ">=1.0", ""),
        ("pandas", ">=2.2", "it is not installed"),
    ],
)
def test_versions_are_compared_as_numbers(name: str, versions: str, trouble: str) -> None:
    assert Requirement(name, versions).trouble() == trouble


def test_what_is_needed_and_missing_or_old_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    asking_for(monkeypatch, "numpy>=1.26", "onnxruntime>=1.18", "rich>=13.7", "altair>=5; extra == 'plots'")
    old, missing = needed()
    assert (old.state, old.name) == ("broken", "library onnxruntime")
    assert str(old.trouble) == (
        "onnxruntime >=1.18 is needed and 1.9 is installed; pip install 'onnxruntime>=1.18' [F792]"
    )
    assert missing.name == "library rich" and "it is not installed" in str(missing.trouble)
    asking_for(monkeypatch, "numpy>=1.26")
    (sound,) = needed()
    assert sound.state == "ok"


def test_a_compiled_library_that_does_not_load_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unloadable("numpy") is None
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    asking_for(monkeypatch, "numpy>=1.26")
    (check,) = needed()
    assert check.state == "broken"
    assert "pip install --force-reinstall onnxruntime" in str(check.trouble)
    found = broken_library("onnxruntime", "DLL load failed while importing it")
    assert "Visual C++ Redistributable" in str(found)
    assert "built with SQLite" in str(broken_library("sqlite3", "no _sqlite3"))


def test_an_extra_is_there_or_not_or_too_old_which_breaks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asking_for(
        monkeypatch,
        "numpy>=1.26",
        "altair>=5; extra == 'charts'",
        "pandas>=2.2; extra == 'pandas'",
        "altair>=6; extra == 'plots'",
        "networkx>=3; extra == 'plots'",
    )
    there, absent, partly = extras()
    assert (there.state, there.found) == ("ok", "altair there")
    assert (absent.state, absent.found) == (
        "absent",
        "pandas not installed; pip install 'fabula[pandas]' brings it",
    )
    assert partly.state == "note"
    assert "pip install --upgrade 'fabula[plots]'" in str(partly.trouble)


def test_without_metadata_nothing_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def requires(name: str) -> list[str]:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "requires", requires)
    assert packages.requirements() == []
    assert list(extras()) == []


def test_a_library_that_is_missing_is_told_of_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    asking_for(monkeypatch, "lxml>=7")
    (check,) = needed()
    assert "6.0 is installed" in str(check.trouble)
