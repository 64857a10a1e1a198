"""DOCX files of a few parts, written by hand."""

from __future__ import annotations

from .conftest import zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_STYLES = {
    "Heading1": '<w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>',
    "Title": '<w:name w:val="Title"/>',
}


def p(words: str, style: str = "", properties: str = "") -> str:
    """A paragraph: plain words, or runs where they begin with a bracket."""
    runs = words if words.startswith("<") or not words else r(words)
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    said = f"<w:pPr>{style}{properties}</w:pPr>" if style or properties else ""
    return f"<w:p>{said}{runs}</w:p>"


def r(words: str, *properties: str) -> str:
    """A run; ``properties`` are the names of what is switched on for it, or elements."""
    said = "".join(each if each.startswith("<") else f"<w:{each}/>" for each in properties)
    return f'<w:r>{f"<w:rPr>{said}</w:rPr>" if said else ""}<w:t xml:space="preserve">{words}</w:t></w:r>'


def style(name: str, more: str, kind: str = "paragraph") -> str:
    """A style of ``styles.xml``."""
    return f'<w:style w:type="{kind}" w:styleId="{name}">{more}</w:style>'


def relations(*targets: tuple[str, str]) -> str:
    """The relations of a part: what each target is to it, and the target."""
    inside = "".join(
        f'<Relationship Id="r{i}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{inside}</Relationships>'


def docx(
    *paragraphs: str,
    styles: str = "",
    numbering: str = "",
    footnotes: str = "",
    endnotes: str = "",
    comments: str = "",
    main: str = "word/document.xml",
    space: str = W,
    more: dict[str, str | bytes] | None = None,
) -> bytes:
    """A document of these paragraphs; ``more`` adds members or puts others in their place."""
    kept = "".join(style(name, inside) for name, inside in _STYLES.items())
    inner = {
        "styles": kept + styles,
        "numbering": numbering,
        "footnotes": footnotes,
        "endnotes": endnotes,
        "comments": comments,
    }
    folder, _, name = main.rpartition("/")
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations(("officeDocument", main)),
        main: f"<w:document {space} {_SPACES}><w:body>{''.join(paragraphs)}</w:body></w:document>",
        f"{folder}/_rels/{name}.rels": relations(*((kind, f"{kind}.xml") for kind in inner if inner[kind])),
    }
    for kind, words in inner.items():
        if words:
            members[f"{folder}/{kind}.xml"] = f"<w:{kind} {space}>{words}</w:{kind}>"
    return zipped({**members, **(more or {})})
