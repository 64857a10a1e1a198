"""The lists of English words: each word whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules

import pytest

from fabula.lang import en

MODULES = [own.name for own in iter_modules(en.__path__)]


def words(value: object) -> Iterator[str]:
    """The words of a list, a table, or a table of lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, own in value.items():
            yield from words(key)
            yield from words(own)
    elif isinstance(value, (tuple, frozenset, set, list)):
        for own in value:
            yield from words(own)


@pytest.mark.parametrize("name", MODULES)
def test_no_word_is_broken_at_its_hyphen(name: str) -> None:
    """ "son-in- law" over two lines makes kin of "law"."""
    module = import_module(f"{en.__name__}.{name}")
    public = {key: own for key, own in vars(module).items() if key.isupper() and not key.startswith("_")}
    broken = [word for own in public.values() for word in words(own) if len(word) > 1 and word.endswith("-")]
    assert not broken
