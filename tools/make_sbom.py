"""Writes the bill of materials: what Fabula stands on, in which versions, under which licences.

``python -m tools.make_sbom`` looks at the libraries installed beside it, those of every optional extra and
what they need in turn, and stops where a licence does not go with MIT and Apache-2.0. It writes a page for
people and the same in CycloneDX for programs. Run it with all extras installed.
"""

from __future__ import annotations

import sys
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from importlib import metadata
from pathlib import Path
from typing import Any

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from hatchling.metadata.core import ProjectMetadata
from hatchling.plugin.manager import PluginManager
from license_expression import get_spdx_licensing
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from fabula.version import __version__

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "dependencies.md"
BILL = ROOT / "docs" / "reference" / "dependencies.cdx.json"
OWN_LICENCE = "MIT AND Apache-2.0"
VERSION = SchemaVersion.V1_6

PERMISSIVE = frozenset(
    (
        *("0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0"),
        *("ISC", "MIT", "MIT-0", "PSF-2.0", "Python-2.0", "Unlicense", "Zlib"),
    )
)
"""Licences that ask for no more than to be named, and so go with MIT and Apache-2.0."""
OF_ITS_FILES = frozenset(("MPL-2.0",))
"""Licences that ask for changes to their own files alone; fine for what extras bring, unchanged."""
MEANT = {
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "python software foundation license": "PSF-2.0",
}
"""What packages wrote before there were expressions of SPDX."""

Needs = Callable[[str], metadata.Distribution]


@dataclass
class Library:
    """One library: what it is, and what of Fabula leads to it (``fabula`` itself, or extras)."""

    name: str
    version: str
    licence: str
    needs: set[str] = field(default_factory=set)
    wanted_by: set[str] = field(default_factory=set)


def asked_for() -> dict[str, list[str]]:
    """What pyproject.toml asks for: of Fabula itself, and of each extra."""
    core = ProjectMetadata(str(ROOT), PluginManager()).core
    return {"fabula": list(core.dependencies), **core.optional_dependencies}


def libraries(asked: Mapping[str, Iterable[str]], find: Needs = metadata.distribution) -> list[Library]:
    """Every library that is asked for, and all that these need in turn on this system, by name."""
    found: dict[str, Library] = {}
    extras: dict[str, set[str]] = defaultdict(set)

    def walk(requirement: Requirement, why: str) -> None:
        name = canonicalize_name(requirement.name)
        known = found.get(name)
        if known is not None and why in known.wanted_by and requirement.extras <= extras[name]:
            return
        own = find(name)
        if known is None:
            known = found[name] = Library(name, own.version, licence_of(own))
        known.wanted_by.add(why)
        extras[name] |= requirement.extras
        for line in own.requires or ():
            needed = Requirement(line)
            if _applies(needed, extras[name]):
                known.needs.add(canonicalize_name(needed.name))
                walk(needed, why)

    for why, lines in asked.items():
        for line in lines:
            walk(Requirement(line), why)
    return [found[name] for name in sorted(found)]


def _applies(requirement: Requirement, extras: Iterable[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))


def licence_of(library: metadata.Distribution) -> str:
    """The licence of a library as an expression of SPDX; nothing where it names none."""
    about: Any = library.metadata
    classified = [
        line.split("::")[-1].strip()
        for line in about.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    for told in (about.get("License-Expression"), about.get("License"), *classified):
        expression = MEANT.get((told or "").strip().lower(), (told or "").strip())
        if expression and "\n" not in expression and not get_spdx_licensing().validate(expression).errors:
            return expression
    return ""


def is_permissive(expression: str, also: frozenset[str] = frozenset()) -> bool:
    """Whether one may use what is under a licence, whatever one's own; those of ``also`` will do too."""
    return bool(expression) and _is_within(get_spdx_licensing().parse(expression), PERMISSIVE | also)


def _is_within(node: Any, known: frozenset[str]) -> bool:
    if getattr(node, "isliteral", False):
        return str(node) in known
    every = {"AND": all, "OR": any}[type(node).__name__]
    return every(_is_within(each, known) for each in node.args)


def fits(library: Library) -> bool:
    """Whether the licence of a library goes with Fabula's: stricter for what comes with every Fabula."""
    also = frozenset[str]() if "fabula" in library.wanted_by else OF_ITS_FILES
    return is_permissive(library.licence, also)


def page(found: Sequence[Library]) -> str:
    """The page for people."""
    return "\n".join(_page(found)) + "\n"


def _page(found: Sequence[Library]) -> Iterator[str]:
    yield "<!-- Made by `python -m tools.make_sbom`; changes here are lost. -->\n"
    yield "# What Fabula stands on\n"
    yield (
        f"Fabula {__version__} is {OWN_LICENCE} (see `NOTICE`). These are the libraries that it needs, and\n"
        "those that its [optional extras](../how-to/install.md) bring, with what they need in turn, in the\n"
        "versions that it was last tested with on Linux. Each is under a permissive licence; MPL-2.0, which\n"
        "asks for changes to its own files alone, is only in what extras bring. The same list for programs\n"
        f"is [{BILL.name}]({BILL.name}), in CycloneDX {VERSION.to_version()}.\n"
    )
    yield "| library | version | licence | wanted by |"
    yield "|---|---|---|---|"
    for own in found:
        extras = ", ".join(f"`{each}`" for each in sorted(own.wanted_by))
        wanted = "Fabula" if "fabula" in own.wanted_by else extras
        link = f"[{own.name}](https://pypi.org/project/{own.name}/)"
        yield f"| {link} | {own.version} | {own.licence} | {wanted} |"


def bill(found: Sequence[Library], asked: Mapping[str, Iterable[str]]) -> str:
    """The same in CycloneDX; the same list gives the same words, but for the day."""
    root = _component("fabula", __version__, OWN_LICENCE, ComponentType.APPLICATION)
    components = {own.name: _component(own.name, own.version, own.licence) for own in found}
    made = Bom(components=components.values())
    made.metadata.component = root
    names = "\n".join(f"{own.name} {own.version} {own.licence}" for own in found)
    made.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, names)
    made.metadata.timestamp = datetime.now(timezone.utc).replace(hour=0, minute=0, second=0, microsecond=0)
    direct = {canonicalize_name(Requirement(line).name) for lines in asked.values() for line in lines}
    made.register_dependency(root, [components[name] for name in sorted(direct)])
    for own in found:
        made.register_dependency(components[own.name], [components[name] for name in sorted(own.needs)])
    written = make_outputter(made, OutputFormat.JSON, VERSION).output_as_string(indent=1)
    wrong = JsonStrictValidator(VERSION).validate_str(written)
    if wrong is not None:
        raise ValueError(f"this is no bill of CycloneDX: {wrong}")
    return written + "\n"


def _component(
    name: str, version: str, licence: str, kind: ComponentType = ComponentType.LIBRARY
) -> Component:
    place = PackageURL("pypi", name=name, version=version)
    licences = [LicenseExpression(licence)] if licence else []
    return Component(
        name=name, version=version, type=kind, purl=place, bom_ref=place.to_string(), licenses=licences
    )


def main() -> None:
    """Write the page and the bill, unless a licence forbids."""
    asked = asked_for()
    try:
        found = libraries(asked)
    except metadata.PackageNotFoundError as error:
        sys.exit(f"{error.name} is not installed, which an extra brings; install all extras first")
    wrong = [f"{own.name}: {own.licence or 'no licence'}" for own in found if not fits(own)]
    if wrong:
        sys.exit("these do not go with MIT and Apache-2.0: " + "; ".join(wrong))
    PAGE.write_text(page(found), encoding="utf-8")
    BILL.write_text(bill(found, asked), encoding="utf-8")


if __name__ == "__main__":
    main()
