"""Whether the libraries are there that Fabula needs, and which of the optional ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module, metadata

from fabula import errors
from fabula.doctor.checkup import Check
from fabula.version import __version__

COMPILED = ("numpy", "onnxruntime", "lxml.etree", "sqlite3")
"""Modules that are no Python: what keeps them from loading is found out by loading them."""
_REQUIREMENT = re.compile(r"([\w.-]+)\s*(?:\[[^]]*\])?\s*([^;]*?)\s*(?:;\s*(.*))?", re.ASCII)
_EXTRA = re.compile(r"""extra\s*==\s*["']([\w.-]+)["']""")
_LEAST = re.compile(r">=\s*([\d.]+)")


@dataclass(frozen=True, slots=True)
class Requirement:
    """A library that Fabula needs, or that ``extra`` brings; ``versions`` as in pyproject.toml."""

    name: str
    versions: str
    extra: str = ""

    def trouble(self) -> str:
        """What is wrong with it here: not installed, or too old; nothing where all is well."""
        try:
            there = metadata.version(self.name)
        except metadata.PackageNotFoundError:
            return "it is not installed"
        least = _LEAST.search(self.versions)
        if least is not None and _numbers(there) < _numbers(least[1]):
            return f"{there} is installed"
        return ""


def _numbers(version: str) -> tuple[int, ...]:
    """A version as numbers to compare: what follows them ("rc1", "+cpu") makes no difference here."""
    started = re.match(r"\d+(?:\.\d+)*", version)
    numbers = [int(number) for number in started[0].split(".")] if started else []
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def requirements() -> list[Requirement]:
    """What the metadata of the installed Fabula asks for; nothing where it has none."""
    try:
        lines = metadata.requires("fabula") or []
    except metadata.PackageNotFoundError:
        return []
    return [found for line in lines if (found := requirement_in(line)) is not None]


def requirement_in(line: str) -> Requirement | None:
    """One requirement as the metadata of a package writes it; None for one that hangs on the system."""
    matched = _REQUIREMENT.fullmatch(line.strip())
    if matched is None:
        return None
    name, versions, marker = matched[1], matched[2].strip("() "), matched[3] or ""
    extra = _EXTRA.search(marker)
    if _EXTRA.sub("", marker).strip("() "):
        return None
    return Requirement(name, versions, extra[1] if extra else "")


def version() -> Iterator[Check]:
    """Which version this is."""
    yield Check("Fabula", __version__)


def needed() -> Iterator[Check]:
    """Whether each library that Fabula needs is there, new enough, and can be loaded."""
    wrong = {each: trouble for each in requirements() if not each.extra and (trouble := each.trouble())}
    told = {each.name for each in wrong}
    unfit = [(own.name, errors.library_unfit(own.name, found, own.versions)) for own, found in wrong.items()]
    unfit += [
        (module, why)
        for module in COMPILED
        if module.split(".")[0] not in told and (why := unloadable(module)) is not None
    ]
    for name, reason in unfit:
        yield Check(f"library {name}", "", reason, broken=True)
    if not unfit:
        versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("numpy", "onnxruntime", "lxml"))
        yield Check("libraries", f"all there; {versions}")


def unloadable(module: str) -> errors.FabulaError | None:
    """Why a compiled library cannot be loaded, and what to do; None for one that can."""
    try:
        import_module(module)
    except Exception as error:  # noqa: BLE001 (a compiled library can fail in any way)
        return broken_library(module.split(".")[0], str(error) or type(error).__name__)
    return None


def broken_library(name: str, why: str) -> errors.FabulaError:
    """That a compiled library cannot be loaded, and what to do."""
    right = f"pip install --force-reinstall {name}"
    if name == "sqlite3":
        right = "install a Python that was built with SQLite, as those of python.org are"
    elif "DLL load failed" in why:
        right = f"install the Microsoft Visual C++ Redistributable, or {right}"
    return errors.library_broken(name, why, right)


def extras() -> Iterator[Check]:
    """Which of the optional extras are there whole."""
    by_extra: dict[str, list[Requirement]] = {}
    for each in requirements():
        if each.extra:
            by_extra.setdefault(each.extra, []).append(each)
    for extra, own in sorted(by_extra.items()):
        troubles = {each: trouble for each in own if (trouble := each.trouble())}
        names = ", ".join(each.name for each in own)
        if not troubles:
            yield Check(f"extra {extra}", f"{names} there")
        elif all(trouble == "it is not installed" for trouble in troubles.values()):
            missing = ", ".join(each.name for each in troubles)
            found = f"{missing} not installed; pip install 'fabula[{extra}]' brings it"
            yield Check(f"extra {extra}", found, absent=True)
        else:
            what = ", ".join(f"{each.name} {each.versions} is needed" for each in troubles)
            told = f"{what} and {next(iter(troubles.values()))}"
            yield Check(f"extra {extra}", names, errors.extra_unfit(extra, told))
