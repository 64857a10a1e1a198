"""EPUBs made by hand, each with what a test is about and nothing more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from .conftest import zipped

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
XHTML = "application/xhtml+xml"
LINES = (
    "<p>Wyn carried the ladder down to the quay before the bell had stopped, and set it against the wall.</p>"
    "<p>“Is the tide in?” asked Wyn.</p><p>“It was in an hour ago,” said Colley. “It has gone out since.”</p>"
)
STORY = [
    "Wyn carried the ladder down to the quay before the bell had stopped, and set it against the wall.",
    "“Is the tide in?” asked Wyn.",
    "“It was in an hour ago,” said Colley. “It has gone out since.”",
]
LONG = (
    "The harbour lay under the hill as it had lain for two hundred years, and nobody who lived there could "
    "have said why the mill stood with its back to the water. There were eleven boats, and nine of them were "
    "out. The other two were Colley’s, and one had no mast; it had stood in the yard since his father died."
)
CHAPTER = f"{LINES}<p>{LONG}</p>"

Nav = Sequence[tuple[str, str] | tuple[str, str, "Nav"]]


def page(body: str, head: str = "") -> str:
    """An XHTML page."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title>{head}</head><body>{body}</body></html>'
    )


def nav_of(entries: Nav, landmarks: Mapping[str, str] | None = None) -> str:
    """A navigation document: entries are (target, title), or with the entries below them."""
    marks = "".join(
        f'<li><a epub:type="{said}" href="{target}">x</a></li>' for target, said in (landmarks or {}).items()
    )
    listed = f'<nav epub:type="landmarks"><ol>{marks}</ol></nav>' if marks else ""
    return page(f'<nav epub:type="toc">{_listed(entries)}</nav>{listed}')


def _listed(entries: Nav) -> str:
    lines = [
        f'<li><a href="{entry[0]}">{escape(entry[1])}</a>{_listed(entry[2]) if len(entry) > 2 else ""}</li>'
        for entry in entries
    ]
    return f"<ol>{''.join(lines)}</ol>"


def members(
    pages: Mapping[str, str],
    *,
    order: Sequence[str] | None = None,
    nav: Nav | None = None,
    landmarks: Mapping[str, str] | None = None,
    guide: Mapping[str, str] | None = None,
    types: Mapping[str, str] | None = None,
    linear: Mapping[str, str] | None = None,
    head: str = "",
    title: str = "The Slack Water",
    more: Mapping[str, str | bytes] | None = None,
) -> dict[str, bytes | str]:
    """The members of an EPUB whose pages are called as ``pages`` says, with what stands in their bodies."""
    entries = [(f"i{n}", name, (types or {}).get(name, XHTML)) for n, name in enumerate(pages)]
    items = "".join(f'<item id="{id}" href="{name}" media-type="{kind}"/>' for id, name, kind in entries)
    ids = {name: id for id, name, _ in entries}
    if nav is not None:
        items += f'<item id="nav" href="nav.xhtml" properties="nav" media-type="{XHTML}"/>'
    references = "".join(
        f'<itemref idref="{ids[name]}"'
        + (f' linear="{linear[name]}"' if linear and name in linear else "")
        + "/>"
        for name in (order if order is not None else pages)
    )
    guided = "".join(f'<reference type="{said}" href="{name}"/>' for name, said in (guide or {}).items())
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        "<dc:creator>Ada Merrow</dc:creator><dc:language>en</dc:language></metadata>"
        f"<manifest>{items}</manifest><spine>{references}</spine><guide>{guided}</guide></package>"
    )
    made: dict[str, bytes | str] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": package,
    }
    made.update({f"OPS/{name}": page(body, head) for name, body in pages.items()})
    if nav is not None:
        made["OPS/nav.xhtml"] = nav_of(nav, landmarks)
    made.update({f"OPS/{name}": data for name, data in (more or {}).items()})
    return made


def epub(pages: Mapping[str, str], **how: object) -> bytes:
    """An EPUB as :func:`members` says."""
    return zipped(members(pages, **how))  # type: ignore[arg-type]
