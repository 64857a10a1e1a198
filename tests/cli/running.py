"""What the tests of the command line share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from typer.testing import Result

Run: TypeAlias = Callable[..., Result]
"""Runs ``fabula`` with the arguments given."""
