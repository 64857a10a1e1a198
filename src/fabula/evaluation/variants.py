"""The same novel as other printers and other files would have it, with its annotation moved along.

Readers of fiction get the same story in many shapes. Each function here makes one of them of a novel: only
marks, dashes and white space change, never a word, so that what a program loses is lost to the shape alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from fabula import errors
from fabula.evaluation.dash_style import dashed
from fabula.evaluation.edits import Edit, edited
from fabula.evaluation.gold_marks import double_marks, inner_marks
from fabula.evaluation.pdnc import Novel

_LINE_ENDS = frozenset("\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029")
_STRAIGHT = {
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    "``": '"',
    "''": '"',
}
_CURLED = re.compile(r"``|''|[“”„‟«»‘’‚‛]")
_WHITE_SPACE = re.compile(r"\s+")
_APOSTROPHE = re.compile("'")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Dr|St|Mme|Mlle|Messrs)(?P<stop>\. ?)(?=\s?[A-Z])")
# Two hyphens or three stand for a dash; more of them for a name left out.
_DASH = re.compile(r"(?P<before>[ \t]*)(?:(?<!-)-{2,3}(?!-)|(?<!—)—(?!—))(?P<after>[ \t]*)")
_DOTS = re.compile(r"(?<=\w) ?(?:\.\.\.|\. \. \.)(?!\.)")
_SPACES = re.compile(r"(?<=\S)  +(?=\S)")
_THIN = "\u2009"
_FIXED = "\u00a0"
_OPENING, _CLOSING = "‘“(", "’”)"


_AS = " as "


def form_name(name: str, form: str) -> str:
    """What a form of a novel is called."""
    return f"{name}{_AS}{form}"


def printed_name(name: str) -> str:
    """The novel that a form is of; any other name as it is."""
    novel, _, form = name.rpartition(_AS)
    return novel if form in FORMS else name


def variant(novel: Novel, form: str) -> Novel:
    """The novel in one of the :data:`FORMS`, every span of its annotation moved to where its words are.

    Raises :class:`fabula.errors.EvaluationError` for a form that there is not.
    """
    if form not in FORMS:
        raise errors.unknown_form(form, tuple(FORMS))
    return FORMS[form](novel)


def flat(novel: Novel) -> Novel:
    """All line breaks gone, and with them all paragraphs: white space with a line end is one space."""
    return edited(
        novel,
        (
            Edit(*match.span(), " ")
            for match in _WHITE_SPACE.finditer(novel.text)
            if not _LINE_ENDS.isdisjoint(match[0])
        ),
    )


def straight(novel: Novel) -> Novel:
    """Typewriter's marks: straight double ones for speech, straight single ones for the rest."""
    return edited(
        novel,
        (Edit(*match.span(), _STRAIGHT[match[0]]) for match in _CURLED.finditer(novel.text)),
    )


def single(novel: Novel) -> Novel:
    """Speech in ‘single’ marks, what is quoted inside it in “double” ones, apostrophes like closing marks."""
    outer = {place: "‘" if opens else "’" for place, opens in double_marks(novel)}
    inner = {place: "“" if opens else "”" for place, opens in inner_marks(novel.text)}
    apostrophes = (match.start() for match in _APOSTROPHE.finditer(novel.text))
    marks = {**dict.fromkeys(apostrophes, "’"), **inner, **outer}
    return edited(novel, (Edit(place, place + 1, mark) for place, mark in marks.items()))


def british(novel: Novel) -> Novel:
    """Single marks, spaced en dashes, *Mr* without a full stop and bound to the name, thin spaces.

    A thin space parts two marks that meet; an ellipsis is one character with a space before it; one space
    follows a sentence.
    """
    marked = single(novel)
    for edits in (_spaces, _titles, _dots, _dashes, _meeting_marks):
        marked = edited(marked, edits(marked.text))
    return marked


def unmarked(novel: Novel) -> Novel:
    """No marks around speech at all, as in much modern fiction."""
    return edited(novel, (Edit(place, place + 1, "") for place, _ in double_marks(novel)))


def _spaces(text: str) -> Iterator[Edit]:
    for match in _SPACES.finditer(text):
        yield Edit(*match.span(), " ")


def _titles(text: str) -> Iterator[Edit]:
    for match in _TITLE.finditer(text):
        yield Edit(*match.span("stop"), _FIXED if match["stop"].endswith(" ") else "")


def _dots(text: str) -> Iterator[Edit]:
    for match in _DOTS.finditer(text):
        yield Edit(*match.span(), " …")


def _dashes(text: str) -> Iterator[Edit]:
    for match in _DASH.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if before.isdigit() and after.isdigit():
            yield Edit(*match.span(), "–")
            continue
        left = "" if not before or before.isspace() or before in _OPENING else " "
        right = "" if not after or after.isspace() or after in _CLOSING or after in ".,;:!?" else " "
        yield Edit(*match.span(), f"{left}–{right}")


def _meeting_marks(text: str) -> Iterator[Edit]:
    for match in re.finditer("(?<=‘)(?=“)|(?<=”)(?=’)", text):
        yield Edit(match.start(), match.start(), _THIN)


FORMS: Mapping[str, Callable[[Novel], Novel]] = MappingProxyType(
    {
        "flat": flat,
        "straight": straight,
        "single": single,
        "dash": dashed,
        "british": british,
        "unmarked": unmarked,
    }
)
"""The forms by the names that ``fabula evaluate pdnc --as`` takes."""
