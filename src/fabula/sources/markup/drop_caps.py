"""Letters that open a paragraph as a picture or in an element of their own, put before their word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fabula.sources.markup.css import Styles
from fabula.sources.markup.note_marks import following, preceding, words_in
from fabula.sources.markup.trees import classes_of, tag_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

# A capital, perhaps behind an opening mark or before an apostrophe.
_LETTER = re.compile(r"(?P<mark>[\"“”‘’'«„(—–-]{0,2}\s?)(?P<letter>[^\W\d_])(?P<after>[’'.]?)")
_CALLED = re.compile(
    r"(?:an?|the|drop|dropped|dropcap|caps?|initial|capital|letter|illuminated|decorat\w+|ornat\w+"
    r"|ornamental|illustrat\w+|image|of|picture|versal)\b[\s:–-]*",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"drop[-_]?(?:ped)?[-_]?(?:cap|caps|letter|initial)?(?:ital)?s?[-_]?\w{0,3}|initial(?:[-_]?(?:letter|cap))?"
    r"|lettrine|first[-_]?(?:letter|char|cap)?|big[-_]?(?:letter|cap)|large[-_]?(?:letter|cap)|versal"
    r"|raised[-_]?cap|letter|init|illuminated|cap(?:ital)?|dc\d?|fl"
)
_BLOCK = frozenset(("p", "div"))
_PICTURES = frozenset(("img", "image", "svg"))
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_FIRST = re.compile(r"[^\W\d_][\w’']*")
_MOST_BLOCKS = 3


def mend(root: _Element, styles: Styles) -> None:
    """Write each such letter right before its word; the tree is changed."""
    vocabulary: Counter[str] = Counter()
    for element in list(_candidates(root, styles)):
        tag = tag_of(element)
        if tag in _PICTURES:
            letter = _pictured(element)
            if letter and _opens(element):
                _put(element, letter, root, vocabulary)
        elif _LETTER.fullmatch(text_of(element)) and text_of(element).upper() == text_of(element):
            _join(element, root, vocabulary)


def _candidates(root: _Element, styles: Styles) -> Iterator[_Element]:
    for element in root.iter():
        tag = tag_of(element)
        if tag in _PICTURES:
            if element.get("alt") or element.get("aria-label"):
                yield element
        elif tag in ("span", "p", "div", "b", "big", "strong", "font", "em", "i", "a") and _may_be(
            element, tag, styles
        ):
            yield element


def _may_be(element: _Element, tag: str, styles: Styles) -> bool:
    """Whether an element without further ones holds no more than a letter, and is set like one or a block."""
    if len(element) > 1 or len(element.text or "") > 4 or len(text_of(element)) not in (1, 2, 3, 4):
        return False
    named = any(_CLASS.fullmatch(name) for name in classes_of(element))
    return named or tag in _BLOCK or styles.of(element, tag).get("float") == "left"


def _pictured(element: _Element) -> str:
    """The letter, with its marks, that a picture is said to show; empty where it shows something else."""
    said = (element.get("alt") or element.get("aria-label") or "").strip().strip("[]")
    words = _CALLED.sub("", said).strip() if len(said) > 4 else said
    match = _LETTER.fullmatch(words)
    return words if match and match["letter"].isupper() else ""


def _opens(element: _Element) -> bool:
    """Whether a picture stands at the start of its block, or inside a word."""
    before = preceding(element)
    return not before.strip() or before[-1].isalpha() or before[-1] in "“\"‘'("


def _put(element: _Element, letter: str, root: _Element, vocabulary: Counter[str]) -> None:
    after = following(element)
    if not after.strip():
        _put_into_next(element, letter)
        return
    bare = after.lstrip()
    first = _FIRST.match(bare)
    if first is None or _is_whole(letter, first[0]):
        return
    apart = bare != after
    if apart and not _joins(letter, first[0], root, vocabulary):
        element.tail = f"{letter}{element.tail or ''}"
        return
    _drop_space_after(element)
    element.tail = f"{letter}{element.tail or ''}"


def _put_into_next(element: _Element, letter: str) -> None:
    """The picture has a block of its own: its letter belongs to the one after it."""
    block = element
    for _ in range(_MOST_BLOCKS):
        following_block = block.getnext()
        if following_block is not None:
            words = words_in(following_block).lstrip()
            if _goes_on(letter, words):
                _prepend(following_block, letter)
            return
        above = block.getparent()
        if above is None or text_of(above) or tag_of(above) == "body":
            return
        block = above


def _is_whole(letter: str, word: str) -> bool:
    """The word has its first letter already: the picture only repeats it."""
    initial = letter.strip("\"“”‘’'«„(—–- .")[:1]
    return word[:1] == initial and (word[1:2].islower() or (word.isupper() and len(word) > 1))


def _goes_on(letter: str, words: str) -> bool:
    """Whether words of another block begin in the middle of a word that this letter opens."""
    first = _FIRST.match(words)
    if first is None or _is_whole(letter, first[0]):
        return False
    return first[0][0].islower() or (len(first[0]) > 1 and first[0].isupper())


def _join(element: _Element, root: _Element, vocabulary: Counter[str]) -> None:
    """Bring a letter in an element of its own together with what is left of its word."""
    letter = text_of(element)
    after = following(element) if element.tail or tag_of(element) not in _BLOCK else ""
    if not after.strip():
        _join_next(element, letter)
        return
    first = _FIRST.match(after.lstrip())
    if first is None:
        return
    if tag_of(element) in _BLOCK:
        _make_inline(element)
    if after[0].isspace() and _joins(letter, first[0], root, vocabulary):
        _drop_space_after(element)


def _join_next(element: _Element, letter: str) -> None:
    """A letter in a block of its own, put before the words of the next block."""
    named = any(_CLASS.fullmatch(name) for name in classes_of(element))
    after = element.getnext()
    if not named or tag_of(element) not in _BLOCK or after is None or (element.tail or "").strip():
        return
    if _goes_on(letter, words_in(after).lstrip()):
        _prepend(after, letter)
        element.text = None
        for child in list(element):
            element.remove(child)


def _joins(letter: str, rest: str, root: _Element, vocabulary: Counter[str]) -> bool:
    """Whether a letter and the word after a space are one word: "A" and "I" can be words themselves.

    The words of the page are counted for the first that asks; a rest that is joined is then none of them.
    """
    initial = letter.strip("\"“”‘’'«„(—–- .")
    joins = initial not in ("A", "I", "O") or _are_one(initial, rest, root, vocabulary)
    if joins and vocabulary:
        vocabulary[rest.casefold()] -= 1
    return joins


def _are_one(initial: str, rest: str, root: _Element, vocabulary: Counter[str]) -> bool:
    if not vocabulary:
        vocabulary.update(map(str.casefold, _WORD.findall(words_in(root))))
    whole, alone = f"{initial}{rest}".casefold(), rest.casefold()
    # Each letter that stands apart leaves its rest among the words once.
    known, part = whole in vocabulary, vocabulary[alone]
    if known != (part > 1):
        return known
    return initial == "O" or not any(c in "aeiouy" for c in alone)


def _drop_space_after(element: _Element) -> None:
    """Take out the white space between an element and the next word of its block."""
    if element.tail:
        element.tail = element.tail.lstrip()
        if element.tail:
            return
    after = element.getnext()
    while after is not None:
        if after.text:
            after.text = after.text.lstrip()
            if after.text:
                return
        if len(after):
            after = after[0]
            continue
        if after.tail:
            after.tail = after.tail.lstrip()
            if after.tail:
                return
        after = after.getnext()


def _prepend(block: _Element, letter: str) -> None:
    block.text = f"{letter}{(block.text or '').lstrip()}"


def _make_inline(element: _Element) -> None:
    namespace = element.tag.rpartition("}")[0] if isinstance(element.tag, str) else ""
    element.tag = f"{namespace}}}span" if namespace else "span"
