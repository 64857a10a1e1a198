"""A story as a script for voices: every stretch of it as narration or a line, whole, in order, by chapter.

``voices`` says whose voices there are and what they are called, ``stretches`` cuts the text, and the formats
(``script_json``, ``ssml``, ``voices``, ``fountain``, ``casting``) write what comes out.
"""

from __future__ import annotations

from fabula.exports.script.doubts import DOUBT, doubt_of, is_doubtful
from fabula.exports.script.stretches import Chapter, Paragraph, Script, Stretch, StretchKind, script_of
from fabula.exports.script.voices import Voice, VoiceKind

__all__ = [
    "DOUBT",
    "Chapter",
    "Paragraph",
    "Script",
    "Stretch",
    "StretchKind",
    "Voice",
    "VoiceKind",
    "doubt_of",
    "is_doubtful",
    "script_of",
]
