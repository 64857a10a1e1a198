"""Direct speech in prose, whatever marks it wears: see :func:`find_quotations`."""

from fabula.language.speech.quotations import find_quotations

__all__ = ["find_quotations"]
