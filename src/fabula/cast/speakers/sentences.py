"""What the features of speakers and addressees say, as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fabula.cast.sentences import Sentence

_TAGS: Final = {
    "name": "the tag names {who}",
    "first person": "the tag says “I”, and {who} tells this",
    "pronoun": "the tag has a pronoun that goes back to {who}",
    "kin": "the tag tells of somebody’s relative, who is {who}",
    "nominal": "the tag describes the speaker, and that is {who}",
    "stated": "the tag describes one who can be nobody but {who}",
}
_PLACES: Final = {
    "beat before": "in the words before the line",
    "beat within": "in the words that break into the line",
    "beat after": "in the words after the line",
    "paragraph above": "in the paragraph of telling above",
    "paragraph below": "in the paragraph of telling below",
}
_PARTS: Final = {
    "subject": "{who} does something",
    "told of": "{who} is told of",
    "first": "{who} is told of first",
    "last": "{who} is told of last",
    "alone": "{who} alone is told of",
}

CANDIDATE: Final[Mapping[str, Sentence]] = {
    **{f"tag: {kind}": Sentence(words) for kind, words in _TAGS.items()},
    "tag asks for this gender": Sentence("the pronoun of the tag fits {more} better than {less}"),
    "tag, unnamed": Sentence("the tag means {who}, who has no name"),
    "cannot be meant by the tag": Sentence("the tag tells of somebody else than {who}"),
    "called in the line": Sentence("the line calls {who}"),
    "named in the line": Sentence("the line speaks of {who} by name"),
    "gives the name as their own": Sentence("the line gives the name of {who} as the speaker’s own"),
    "called in the line before": Sentence("the line before calls {who}"),
    "called two lines before": Sentence("two lines before, {who} is called"),
    "called in the line after": Sentence("the line after calls {who}"),
    "called two lines after": Sentence("two lines after, {who} is called"),
    **{
        f"{place}: {what}": Sentence(f"{where}, {who}")
        for place, where in _PLACES.items()
        for what, who in _PARTS.items()
    },
    "told of beside the line before": Sentence("beside the line before, {who} is told of, but does nothing"),
    "told of near": Sentence("the paragraphs around tell of {more} more than of {less}"),
    "there in the scene": Sentence("the scene has told of {more} more often than of {less}"),
    "a tag of the book names them": Sentence("more tags of the book name {more} than {less}"),
    "share of the book's tags": Sentence("{more} has more of the lines of the book than {less}"),
    "tags nearby": Sentence("more tags in the lines beside this one name {more} than {less}"),
    "tags around": Sentence("more tags in this part of the talk name {more} than {less}"),
    "tells the story": Sentence("{who} tells the story here"),
    "manner of address": Sentence("{more} calls people as this line does, rather than {less}"),
    "unnamed": Sentence("{who} has no name"),
    "somebody else": Sentence("it may be somebody whom nothing here tells of"),
    "somebody else: rest of the tag": Sentence("the tag may mean somebody else"),
}

TURN: Final[Mapping[str, Sentence]] = {
    "first line": Sentence("it is the first line of the talk"),
    "same paragraph": Sentence("it stands in the same paragraph as the line before"),
    "same paragraph, both with a tag": Sentence(
        "it stands in the same paragraph as the line before, and both have a tag"
    ),
    "next paragraph": Sentence("it begins the next paragraph"),
    "next paragraph, speech left open": Sentence("the line before has no closing mark"),
    "two paragraphs on": Sentence("a paragraph stands between it and the line before"),
    "further on": Sentence("several paragraphs stand between it and the line before"),
    "words between": Sentence("there are words of telling between it and the line before"),
    "after a question": Sentence("the line before is a question"),
    "goes on in lower case": Sentence("it goes on in lower case"),
    "broken off before": Sentence("the line before ends in a dash or a comma"),
    "line has a tag": Sentence("it has a tag of its own"),
    "line before has a tag": Sentence("the line before has a tag"),
    "beat in the paragraph": Sentence("its paragraph tells what somebody does"),
    "nothing told between": Sentence("it follows the line before with nothing between"),
    "thought": Sentence("it is said to nobody"),
    "thought before": Sentence("the line before is said to nobody"),
    "asks": Sentence("it asks something"),
    "cries out": Sentence("it ends in a cry"),
    "breaks off": Sentence("it ends in a dash"),
    "line before cries out": Sentence("the line before ends in a cry"),
    "line before: second of the talk": Sentence("the talk has just begun"),
    "line before: same paragraph": Sentence("the two lines before share a paragraph"),
    "line before: next paragraph": Sentence("the two lines before are in paragraphs side by side"),
    "line before: further on": Sentence("paragraphs stand between the two lines before"),
    "line before: words between": Sentence("there are words of telling between the two lines before"),
    "line before: beat in the paragraph": Sentence("the paragraph before tells what somebody does"),
    "line before: nothing told between": Sentence("the two lines before have nothing between"),
    "two lines before has a tag": Sentence("the line two before has a tag"),
}

HEARER: Final[Mapping[str, Sentence]] = {
    "last speaker is called": Sentence("the line calls {who}, who spoke last"),
    "somebody else is called": Sentence("the line calls somebody else than {who}, who spoke last"),
    "manner of address fits the last speaker": Sentence(
        "the line calls people as one would {who}, who spoke last"
    ),
    "manner of address does not": Sentence("nobody would call {who}, who spoke last, as the line does"),
    "last speaker is told of beside it": Sentence("beside the line, {who} is told of, who spoke last"),
}

ADDRESSEE: Final[Mapping[str, Sentence]] = {
    "always": Sentence("few of those around a line are spoken to"),
    "called": Sentence("the line calls {who}"),
    "called, and silent": Sentence("the line calls {who}, who says nothing around it"),
    "hailed": Sentence("{who} is called by a name set off from the rest"),
    "hailed, and silent": Sentence(
        "{who} is called by a name set off from the rest, and says nothing around it"
    ),
    "somebody else is called": Sentence("the line calls somebody else than {who}"),
    "speaks the line before": Sentence("{who} speaks the line before"),
    "... in the next paragraph": Sentence("{who} speaks the line before, in the paragraph above"),
    "speaks two lines before": Sentence("{who} speaks two lines before"),
    "speaks three or four lines before": Sentence("{who} speaks three or four lines before"),
    "speaks the line after": Sentence("{who} speaks the line after"),
    "... in the next paragraph after": Sentence("{who} speaks the line after, in the paragraph below"),
    "speaks two lines after": Sentence("{who} speaks two lines after"),
    "speaks three or four lines after": Sentence("{who} speaks three or four lines after"),
    "the last other voice before": Sentence("{who} is the last to speak before the speaker"),
    "the next other voice after": Sentence("{who} is the next to speak after the speaker"),
    "the only other voice around": Sentence("nobody but {who} talks with the speaker"),
    "voices around": Sentence("others talk around the line"),
    "told of beside it": Sentence("the words beside the line tell of {who}"),
    "told of beside it as who acts": Sentence("in the words beside the line, {who} does something"),
    "told of in the paragraph above": Sentence("the paragraph above tells of {who}"),
    "told of near": Sentence("the paragraphs around tell of {who}"),
    "there in the scene": Sentence("the scene has told of {who}"),
    "tells the story": Sentence("{who} tells the story here"),
    "manner of address fits": Sentence("the line calls people as one would {who}"),
    "manner of address does not fit": Sentence("nobody would call {who} as the line does"),
    "said aside": Sentence("the line is said to nobody"),
    "called by the line before": Sentence("the line before calls {who}"),
    "calls the speaker before": Sentence("{who} has just called the speaker"),
    "calls the speaker after": Sentence("{who} then calls the speaker"),
    "a group": Sentence("{who} are several people"),
    "unnamed": Sentence("{who} has no name"),
    "named in the line": Sentence("the line speaks of {who} by name"),
    "first line": Sentence("it is the first line of the talk"),
}
