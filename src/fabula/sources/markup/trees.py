"""Trees of HTML, XHTML and XML: from characters or bytes to elements, whatever state they are in."""

from __future__ import annotations

import codecs
import html.entities
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fabula import errors

if TYPE_CHECKING:
    from lxml.etree import _Element

_REFERENCE = re.compile(rb"&#(x[0-9a-f]{1,8}|[0-9]{1,8});", re.IGNORECASE)
_OPS_TYPE = "{http://www.idpf.org/2007/ops}type"
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_LOCAL_NAMES: dict[Any, str] = {}
_MOST_NAMES = 4096
_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?\s*>", re.IGNORECASE)


def parse(text: str, path: Path) -> _Element | None:
    """The tree of a page, as XML where it is well formed, else as browsers read it; None where empty.

    Raises SourceError where elements are nested so deep that the parser drops what is inside; ``path`` is
    the file to name then.
    """
    from lxml import etree

    text = _DECLARATION.sub("", text).replace("\x00", "\N{REPLACEMENT CHARACTER}")
    text = re.sub(r"[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)
    if "http://www.w3.org/1999/xhtml" in text[:4096]:
        plain = _DOCTYPE.sub("", _ENTITY.sub(_character, text), count=1)
        try:
            tree: _Element = etree.fromstring(plain.encode("utf-8"), _strict_parser())
            return tree
        except etree.XMLSyntaxError:
            pass
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        page: _Element | None = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None
    if _cut_short(parser):
        raise errors.file_damaged(path, "elements nested in thousands of others")
    return page


def parse_xml(data: bytes) -> _Element | None:
    """The root of an XML document, mended where it is damaged; None where it is past mending."""
    from lxml import etree

    root: _Element | None
    try:
        root = etree.fromstring(data, _strict_parser())
        return root
    except etree.XMLSyntaxError:
        pass
    # The mending parser lets halves of characters through, which nothing can decode later.
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-8", "replace").encode("utf-8")
    data = _REFERENCE.sub(_whole_character, data)
    parser = _strict_parser(recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    return None if _cut_short(parser) else root


def _whole_character(match: re.Match[bytes]) -> bytes:
    digits = match[1].decode("ascii").lower()
    code = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    return b"&#xFFFD;" if 0xD800 <= code <= 0xDFFF else match[0]


def _cut_short(parser: Any) -> bool:
    """Whether elements were nested so deep that the parser dropped what is inside."""
    from lxml import etree

    return any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)


def _strict_parser(*, recover: bool = False) -> Any:
    from lxml import etree

    # Entities stay unresolved and nothing is fetched: a hostile page can neither grow nor call out.
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=recover
    )


def _character(match: re.Match[str]) -> str:
    name = match[1]
    code = html.entities.name2codepoint.get(name)
    return match[0] if code is None or name in _XML_ENTITIES else chr(code)


def tag_of(element: _Element) -> str:
    """The local name of an element in small letters; empty for comments and instructions."""
    tag = element.tag
    known = _LOCAL_NAMES.get(tag)
    if known is None:
        known = tag.rsplit("}", 1)[-1].lower() if isinstance(tag, str) else ""
        if len(_LOCAL_NAMES) < _MOST_NAMES:
            _LOCAL_NAMES[tag] = known
    return known


def types_of(element: _Element) -> frozenset[str]:
    """What an element says it is, by ``epub:type`` or ``role``."""
    said = f"{element.get(_OPS_TYPE) or element.get('epub:type') or ''} {element.get('role') or ''}"
    return frozenset(said.lower().split())


def text_of(element: _Element, most: int = sys.maxsize) -> str:
    """All words inside an element on one line; a comment has none.

    Of words of more than ``most`` characters only the first, still more than that: elements may be nested in
    thousands, and to ask each of them for all its words takes the square of that.
    """
    if not isinstance(element.tag, str):
        return ""
    pieces: list[str] = []
    for words in element.itertext():
        pieces.append(str(words))
        most -= len(pieces[-1].strip())
        if most < 0:
            break
    return " ".join("".join(pieces).split())


def classes_of(element: _Element) -> tuple[str, ...]:
    """The classes of an element, in small letters."""
    said = element.get("class")
    return tuple(said.lower().split()) if said else ()


def by_id(root: _Element, name: str) -> _Element | None:
    """The element with this id."""
    return next((e for e in root.iter() if e.get("id") == name), None)
