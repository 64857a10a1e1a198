"""Reading gold data that is JSON: each value is checked, and a fault names the file and where in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from fabula import errors
from fabula.evaluation.files import read_exact


@dataclass(frozen=True, slots=True)
class Fields:
    """An object of a gold file, with where it stands, for errors (``quotes[3]``; empty for the whole)."""

    path: Path
    where: str
    values: dict[str, object]

    def fault(self, key: str, problem: str) -> errors.EvaluationError:
        """The error that the value of ``key`` is not as it should be."""
        place = ".".join(part for part in (self.where, key) if part)
        return errors.gold_value_malformed(self.path, place, problem)

    def _value(self, key: str) -> object:
        if key not in self.values:
            raise self.fault(key, "it is missing")
        return self.values[key]

    def text(self, key: str) -> str:
        """A string that is not empty."""
        value = self._value(key)
        if not isinstance(value, str) or not value:
            raise self.fault(key, f"{_shown(value)} is not text")
        return value

    def text_or_none(self, key: str) -> str | None:
        """A string, or null."""
        return None if self._value(key) is None else self.text(key)

    def flag(self, key: str) -> bool:
        """True or false; false where it is left out."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.fault(key, f"{_shown(value)} is not true or false")
        return value

    def count(self, key: str) -> int:
        """A whole number from 1 on; 1 where it is left out."""
        value = self.values.get(key, 1)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.fault(key, f"{_shown(value)} is not a whole number from 1 on")
        return value

    def items(self, key: str) -> list[object]:
        """A list."""
        value = self._value(key)
        if not isinstance(value, list):
            raise self.fault(key, f"{_shown(value)} is not a list")
        return value

    def texts(self, key: str, missing: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of strings; ``missing``, if given, where it is left out."""
        if missing is not None and key not in self.values:
            return missing
        texts: list[str] = []
        for value in self.items(key):
            if not isinstance(value, str):
                raise self.fault(key, f"{_shown(value)} in it is not text")
            texts.append(value)
        return tuple(texts)

    def turns(self, key: str) -> tuple[tuple[str, str, int | None], ...]:
        """A list of pairs of strings, each with or without a number; none where it is left out."""
        found: list[tuple[str, str, int | None]] = []
        for value in self.items(key) if key in self.values else ():
            parts = value if isinstance(value, list) else []
            texts, rest = [own for own in parts[:2] if isinstance(own, str)], parts[2:]
            if len(texts) != 2 or len(rest) > 1 or not all(isinstance(own, int) and own > 0 for own in rest):
                raise self.fault(key, f"{_shown(value)} in it is not a pair of texts")
            nth = rest[0] if rest else None
            found.append((texts[0], texts[1], nth))
        return tuple(found)

    def object(self, key: str) -> Fields:
        """An object."""
        value = self._value(key)
        if not isinstance(value, dict):
            raise self.fault(key, f"{_shown(value)} is not an object")
        return Fields(self.path, f"{self.where}.{key}" if self.where else key, value)

    def objects(self, key: str) -> tuple[Fields, ...]:
        """A list of objects."""
        found: list[Fields] = []
        for number, value in enumerate(self.items(key)):
            place = f"{key}[{number}]"
            if not isinstance(value, dict):
                raise self.fault(place, f"{_shown(value)} is not an object")
            found.append(Fields(self.path, f"{self.where}.{place}" if self.where else place, value))
        return tuple(found)


def read_json(path: Path) -> Fields:
    """The object that a gold file holds.

    Raises :class:`fabula.errors.EvaluationError` when the file is missing or is no object in JSON.
    """
    try:
        value: object = json.loads(read_exact(path))
    except json.JSONDecodeError as problem:
        raise errors.gold_line_malformed(path, problem.lineno, f"it is not JSON: {problem.msg}") from None
    except (ValueError, RecursionError):
        raise errors.gold_line_malformed(path, 1, "it is not JSON that can be read") from None
    if not isinstance(value, dict):
        raise errors.gold_line_malformed(path, 1, "an object belongs here")
    return Fields(path, "", value)


def _shown(value: object) -> str:
    """A value as JSON has it, not at length."""
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"
