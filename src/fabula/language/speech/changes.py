"""Telling that the second of two parts of speech is another's: *"No," said Ann, and Tom said, "Yes."*

Two parts in one paragraph are mostly one speaker's. A clause that leads into the second part with another
subject than the first tag's is nearly always another speaker's. A sentence that tells of another in between
("said Ann. Tom laughed.") seldom is: it parts two speakers only where nothing else can be meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fabula.lang.en.saying import TAG_VERBS
from fabula.language.speech.words import PLAIN_SPEECH_VERBS

_SAID = PLAIN_SPEECH_VERBS | frozenset(
    verb for verb in TAG_VERBS if verb.endswith("ed") or verb in ("said", "says", "thinks", "sang")
)
_ANSWERED = frozenset(
    verb
    for words in (
        "answered answers replied replies rejoined rejoins retorted retorts returned returns",
        "responded responds echoed echoes",
    )
    for verb in words.split()
)
"""Verbs of one who speaks after another."""
_MOST_BEHIND = 14
"""Words behind the verb of a clause that leads into speech: *answered, with her clearest look:*."""
_SHORT = 6
"""Words of a sentence that tells of no more than what one does before speaking: *Carla laughed.*"""

_WORD = r"(?:(?:Mrs?|Ms|Dr|St|Mme|Mlle)\.|[A-Z][\w'’-]*)"
_WHO = (
    rf"(?:(?P<pronoun>(?i:he|she|they|I)\b)"
    rf"|(?P<noun>(?:the|The|an?|An?|his|His|her|Her|my|My|another|Another)\s[\w'’-]+(?:\s[\w'’-]+)?)"
    rf"|(?P<name>{_WORD}(?:\s{_WORD}){{0,3}}))"
)
_VERB = r"\s(?:(?:\w+ly|had|has|then|only|also)\s)?(?P<verb>[a-z]+)\b"
_TAGS = (re.compile(rf"\W*(?P<verb>[a-z]+)\s{_WHO}"), re.compile(rf"\W*{_WHO}{_VERB}"))
_JOINTS = r"\b(?:and|but|And|But|to which|upon which|while|that|then)\b"
_JOINT = re.compile(rf"\A|(?<!\bM[rs])(?<!\bMrs)(?<!\bDr)(?<!\bSt)\.|[!?;,—–]|--|{_JOINTS}")
_CLAUSE = re.compile(rf"(?:\W|{_JOINTS})*{_WHO}{_VERB}(?P<rest>[^.!?;]*)\Z")
_SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])[.!?]['\"’”]?\s+(?=[A-Z\"'“‘])")
_ACT = re.compile(rf"{_WHO}\s(?:\w+ly\s)?[a-z]+\b(?P<rest>.*)\Z")
_TO_ANOTHER = re.compile(r"\s(?P<whom>him|her)(?:[,.;:!?]|\s(?:and|with|from|at|in|on|as)\b)")
_SUBJECT_OF = {"him": "he", "her": "she"}
_OBJECTS = re.compile(r"\b(?:him|her|them|me)\b")
_PARTS = frozenset("the a an his her my another mr mrs ms dr miss old young little".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class _Subject:
    """Who is told of at the head of a clause: a pronoun, a name or a noun, lower-cased, and the verb."""

    words: str
    is_pronoun: bool
    is_name: bool
    verb: str = ""

    def is_another(self, first: _Subject) -> bool:
        """Whether this cannot be the same person again after ``first``."""
        if self.is_pronoun and first.is_pronoun:
            return self.words != first.words
        if self.is_pronoun:
            return self.verb in _ANSWERED
        return not self._said() & first._said()

    def _said(self) -> set[str]:
        return {word.strip(".") for word in self.words.split()} - _PARTS


def another_speaks(before: str, gap: str, after: str) -> bool:
    """Whether ``gap``, the words between two parts of speech in a paragraph, leads over to another speaker.

    ``before``: the words up to the first part in its paragraph. ``after``: the second part.
    """
    words = " ".join(gap.split()).strip(" _*")
    if not words or not after.lstrip("\"'“‘«»„_* ")[:1].isupper():
        return False
    led = _clause(_SENTENCE_END.split(" ".join(before.split()).strip(" _*"))[-1])
    # "Ann said: 'No.' Tom laughed.": who leads the first part in has no tag behind it
    tag = _tag(words) if led is None else None
    if words[-1] in ".!?":
        return _acts(words, tag, led)
    first = tag or led
    second = _clause(words)
    return first is not None and second is not None and second.is_another(first)


def _acts(words: str, tag: _Subject | None, led: _Subject | None) -> bool:
    """Whether a sentence before the second part tells of another than who says the first."""
    *_, last = sentences = _SENTENCE_END.split(words)
    match = _ACT.match(last)
    if match is None:
        return False
    acts = _subject(match)
    if tag is not None:
        # "Tom greeted her. She nodded.": she is the one whom the tag tells of beside him
        whom = _TO_ANOTHER.search(sentences[0]) if len(sentences) > 1 and tag.is_name else None
        return whom is not None and acts.words == _SUBJECT_OF[whom["whom"]]
    short = len(sentences) == 1 and len(last.split()) <= _SHORT and not _OBJECTS.search(last)
    return led is not None and led.is_name and acts.is_name and short and acts.is_another(led)


def _tag(words: str) -> _Subject | None:
    """Who says what stands before some words, by a tag at their head."""
    for pattern in _TAGS:
        match = pattern.match(words)
        if match is not None and match["verb"] in _SAID:
            return _subject(match)
    return None


def _clause(words: str) -> _Subject | None:
    """Who says what stands behind some words, by the last clause of them."""
    found = None
    for joint in _JOINT.finditer(words):
        match = _CLAUSE.match(words, joint.start())
        if match is not None and match["verb"] in _SAID and len(match["rest"].split()) <= _MOST_BEHIND:
            found = _subject(match)
    return found


def _subject(match: re.Match[str]) -> _Subject:
    shown = match["pronoun"] or match["noun"] or match["name"]
    verb = match.groupdict().get("verb") or ""
    return _Subject(shown.lower(), match["pronoun"] is not None, match["name"] is not None, verb)
