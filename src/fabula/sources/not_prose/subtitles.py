"""Subtitles: lines of speech, each with the time at which it is shown."""

from __future__ import annotations

import re

from fabula.sources.not_prose.sample import Sample

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{1,3}"
# Of each format: what tells a line of it, and the least share of all lines that such lines are.
_FORMATS = (
    (re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}"), 0.1),  # SubRip, WebVTT
    (re.compile(r"\d{1,2}:\d{2}:\d{2}\.\d{3},\d{1,2}:\d{2}:\d{2}\.\d{3}$"), 0.1),  # YouTube's
    (re.compile(r"Dialogue:\s*(?:Marked=)?\d+,\d+:\d{2}:\d{2}\.\d+,"), 0.2),  # SubStation Alpha
    (re.compile(r"\{\d+\}\{\d+\}"), 0.6),  # MicroDVD
    # LRC, of songs; the lines of a chat have a name after the hour, the minute and the second.
    (re.compile(r"\[\d{1,3}:\d{2}(?:\.\d{2,3}\]|:\d{2,3}\](?!\s*<?[^\W\d_][\w .'’-]{0,30}[:>]\s))"), 0.6),
)
_FEW = 2


def kind_of(sample: Sample) -> str:
    """ "subtitles", or empty."""
    lines = sample.lines
    first = lines[:3]
    for form, share in _FORMATS:
        timed = sum(form.match(line) is not None for line in lines)
        begins = any(form.match(line) for line in first[1:2] if first[0].strip("\ufeff ").isdigit())
        if timed >= share * len(lines) and (timed >= _FEW or begins):
            return "subtitles"
    named = bool(lines) and (lines[0].split(maxsplit=1)[0] == "WEBVTT" or lines[0] == "[Script Info]")
    return "subtitles" if named and len(lines) > 1 else ""
