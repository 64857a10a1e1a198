"""Logs of programs: lines that each begin with a time and give a level, and those of web servers."""

from __future__ import annotations

import re

from fabula.sources.not_prose.sample import Sample

_DAY = r"(?:\d{4}[-/.]\d\d[-/.]\d\d[T ,]\s?|[A-Z][a-z]{2}\s+\d{1,2} )"
_TIME = rf"{_DAY}?\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?"
_LEVEL = r"(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|SEVERE)"
_FORMS = (
    # A chat has times too, and names after them, but no levels.
    re.compile(rf"[\[(]?{_TIME}[\])]?.{{0,60}}?(?<![A-Za-z]){_LEVEL}(?![A-Za-z])"),
    re.compile(rf"[\[(]?{_LEVEL}[\])]?:?\s+[\[(]?{_TIME}"),
    re.compile(r"\S+ \S+ \S+ \[\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] \""),
    re.compile(r"[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ [\w./()-]+(?:\[\d+\])?: "),
)
_FEW = 5
_MOST = 0.6
"""The share of lines that begin so; under one of them there may be the lines of a trace."""


def kind_of(sample: Sample) -> str:
    """ "the log of a program", or empty."""
    lines = sample.lines
    for form in _FORMS:
        told = sum(form.match(line) is not None for line in lines)
        if told >= _FEW and told >= _MOST * len(lines):
            return "the log of a program"
    return ""
