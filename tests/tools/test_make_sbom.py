"""The bill of materials: every library, its licence, and whether that licence fits."""

from __future__ import annotations

import json
import re
from email.message import Message
from importlib import metadata
from types import SimpleNamespace
from typing import Any

import pytest
from packaging.requirements import Requirement

from tools import make_sbom
from tools.make_sbom import (
    OF_ITS_FILES,
    Library,
    asked_for,
    bill,
    fits,
    is_permissive,
    libraries,
    licence_of,
    page,
)


def library(
    name: str, *needs: str, licence: str = "MIT", field: str = "License-Expression"
) -> metadata.Distribution:
    about = Message()
    about[field] = licence
    made: Any = SimpleNamespace(name=name, version="1.0", requires=list(needs), metadata=about)
    found: metadata.Distribution = made
    return found


SHELF = {
    own.name: own
    for own in (
        library("reader", "page-turner>=1", "windows-only; sys_platform == 'win32'", "lamp; extra == 'dark'"),
        library("page-turner", "reader"),
        library("lamp", licence="BSD-3-Clause OR GPL-2.0-only"),
        library("painter", "reader[dark]", "page_turner"),
    )
}
ASKED = {"fabula": ["reader>=1"], "plots": ["painter"]}


def find(name: str) -> metadata.Distribution:
    if name not in SHELF:
        raise metadata.PackageNotFoundError(name)
    return SHELF[name]


def test_what_is_asked_for_and_what_that_needs_is_found() -> None:
    found = {own.name: own for own in libraries(ASKED, find)}
    assert set(found) == {"reader", "page-turner", "lamp", "painter"}
    assert found["reader"].wanted_by == {"fabula", "plots"}
    assert found["lamp"].wanted_by == {"plots"}
    assert found["reader"].needs == {"page-turner", "lamp"}
    with pytest.raises(metadata.PackageNotFoundError):
        libraries({"fabula": ["nowhere"]}, find)


@pytest.mark.parametrize(
    ("field", "licence", "expression"),
    [
        ("License-Expression", "Apache-2.0 OR BSD-2-Clause", "Apache-2.0 OR BSD-2-Clause"),
        ("License", "MIT License", "MIT"),
        ("License", "3-Clause BSD License", "BSD-3-Clause"),
        ("License", "Copyright (c) 2025\nAll rights", ""),
        ("License", "ask the author", ""),
        ("Classifier", "License :: OSI Approved :: ISC License (ISCL)", "ISC"),
        ("Classifier", "Programming Language :: Python", ""),
    ],
)
def test_a_licence_is_an_expression_of_spdx(field: str, licence: str, expression: str) -> None:
    assert licence_of(library("x", licence=licence, field=field)) == expression


@pytest.mark.parametrize(
    ("expression", "fits"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND Zlib AND CC0-1.0", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only OR Apache-2.0", True),
        ("(MIT OR GPL-2.0-only) AND MPL-2.0", False),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("LGPL-2.1-or-later", False),
        ("", False),
    ],
)
def test_only_permissive_licences_fit(expression: str, fits: bool) -> None:
    assert is_permissive(expression) is fits


def test_what_comes_with_every_fabula_is_held_more_strictly() -> None:
    for licence, everywhere, in_an_extra in (
        ("MIT", True, True),
        ("MPL-2.0 AND MIT", False, True),
        ("GPL-3.0-only", False, False),
    ):
        assert fits(Library("x", "1", licence, wanted_by={"fabula", "spacy"})) is everywhere
        assert fits(Library("x", "1", licence, wanted_by={"spacy"})) is in_an_extra


def test_the_page_and_the_bill_say_the_same() -> None:
    found = libraries(ASKED, find)
    rows = page(found).splitlines()
    assert "| [reader](https://pypi.org/project/reader/) | 1.0 | MIT | Fabula |" in rows
    assert rows[-2] == "| [painter](https://pypi.org/project/painter/) | 1.0 | MIT | `plots` |"
    made = json.loads(bill(found, ASKED))  # which is held to the schema of CycloneDX
    assert [each["name"] for each in made["components"]] == [own.name for own in found]
    depends = {each["ref"]: each.get("dependsOn", []) for each in made["dependencies"]}
    assert depends["pkg:pypi/reader@1.0"] == ["pkg:pypi/lamp@1.0", "pkg:pypi/page-turner@1.0"]
    assert bill(found, ASKED) == bill(found, ASKED)


def test_what_is_written_names_all_that_pyproject_asks_for() -> None:
    written = make_sbom.PAGE.read_text(encoding="utf-8")
    row = r"^\| \[(\S+?)\]\(\S+\) \| (\S+) \| ([^|]+) \|"
    rows = {name: (version, licence) for name, version, licence in re.findall(row, written, re.MULTILINE)}
    direct = {Requirement(line).name for lines in asked_for().values() for line in lines}
    assert direct <= set(rows), "python -m tools.make_sbom writes it anew"
    assert all(is_permissive(licence, OF_ITS_FILES) for _, licence in rows.values())
    told = json.loads(make_sbom.BILL.read_text(encoding="utf-8"))
    versions = {name: version for name, (version, _) in rows.items()}
    assert {each["name"]: each["version"] for each in told["components"]} == versions


def test_the_page_on_installing_names_every_extra() -> None:
    written = (make_sbom.ROOT / "docs" / "how-to" / "install.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([\w-]+)` \|", written, re.MULTILINE))
    assert named == set(asked_for()) - {"fabula"}
