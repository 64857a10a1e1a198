"""Small whole files of every format that is read, each with much of what its readers know.

They stand in ``files/``, packed ones as folders; others are made of them, or are the stories of the tests.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

FILES = Path(__file__).with_name("files")
STORIES = Path(__file__).resolve().parents[2] / "tests" / "stories"
_DATE = (2000, 1, 1, 0, 0, 0)
_WORD = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels")
_MARK = "*** {} OF THE PROJECT GUTENBERG EBOOK THE MILL ***\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Seed:
    """A file, or the files of a folder or an archive by their names."""

    name: str
    data: bytes = b""
    members: Mapping[str, bytes] = field(default_factory=dict)


@lru_cache(maxsize=32)
def seeds(format: str) -> tuple[Seed, ...]:
    """All seeds of a format."""
    return tuple(_MADE[format]())


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip archive whose bytes depend on its members alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name or "-", _DATE)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The members of a zip archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _file(name: str) -> bytes:
    return (FILES / name).read_bytes()


def _folder(name: str) -> dict[str, bytes]:
    """The files of a folder; the type of a package comes first, as its reader may want it."""
    top = FILES / name
    found = {path.relative_to(top).as_posix(): path for path in top.rglob("*") if path.is_file()}
    names = sorted(found, key=lambda each: (each != "mimetype", each))
    return {each: found[each].read_bytes() for each in names}


def _packed(name: str, members: Mapping[str, bytes]) -> Seed:
    return Seed(name, zipped(members), members)


def _story(name: str, size: int = 5_000) -> str:
    return (STORIES / name).read_text(encoding="utf-8")[:size]


def _texts() -> list[Seed]:
    book = _file("mill.txt").decode()
    head = "The Project Gutenberg eBook of The Mill\r\n\r\nTitle: The Mill\r\nAuthor: Ada Merrow\r\n\r\n"
    archived = head + _MARK.format("START") + book.replace("\n", "\r\n") + _MARK.format("END")
    return [
        Seed("dialogue.txt", _story("dialogue.txt").encode()),
        Seed("letters.txt", _story("letters.txt").encode("cp1252", "replace")),
        Seed("flattened.txt", _story("flattened.txt", 3_000).encode("utf-16")),
        Seed("oz.txt", _story("oz.txt", 3_000).encode()),
        Seed("mill.txt", book.encode()),
        Seed("archived.txt", archived.encode("utf-8-sig")),
        Seed("mojibake.txt", book.encode().decode("cp1252", "ignore").encode()),
        Seed("invisible.txt", book.replace("h", "h\u00ad\u200b").replace("fi", "ﬁ").encode()),
    ]


def _markdown() -> list[Seed]:
    page = _file("mill.md")
    toml = b"+++\ntitle = 'The Mill'\n+++\n" + page.split(b"---\n", 2)[2]
    return [Seed("mill.md", page), Seed("book.md", _file("mill.txt")), Seed("toml.md", toml)]


def _pages() -> list[Seed]:
    page = _file("page.html")
    return [
        *(Seed(name, _file(name)) for name in ("page.html", "archive.html", "word.htm")),
        Seed("story.html", _story("dialogue.html", 4_000).encode()),
        Seed("page.xhtml", b'<?xml version="1.0" encoding="utf-8"?>' + page.split(b"\n", 1)[1]),
    ]


def _saved_pages() -> list[Seed]:
    head = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
    head += b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    page = _file("page.html").replace(b"=", b"=3D")
    return [*(Seed(name, _file(name)) for name in ("page.mhtml", "word.mht")), Seed("one.mhtml", head + page)]


def _epubs() -> list[Seed]:
    made = _folder("mill.epub")
    second = {name: data for name, data in made.items() if name != "OPS/nav.xhtml"}
    story = unzipped((STORIES / "dialogue.epub").read_bytes())
    story = {name: data[:4_000] if name.endswith("story.xhtml") else data for name, data in story.items()}
    return [_packed("mill.epub", made), _packed("second.epub", second), _packed("story.epub", story)]


def _documents() -> list[Seed]:
    story = unzipped((STORIES / "dialogue.docx").read_bytes())
    kept = {name: story[name] for name in (*_WORD, "docProps/core.xml")}
    return [_packed("mill.docx", _folder("mill.docx")), _packed("story.docx", kept)]


def _rich_texts() -> list[Seed]:
    words = _file("mill.txt").decode()[600:].replace("{", "").replace("\n\n", "\\par\n")
    units = (int.from_bytes(letter.encode("utf-16-le")[:2], "little", signed=True) for letter in words)
    plain = "".join(a if ord(a) < 128 else f"\\u{b}?" for a, b in zip(words, units, strict=True))
    return [Seed("mill.rtf", _file("mill.rtf")), Seed("plain.rtf", f"{{\\rtf1\\mac {plain}}}".encode())]


def _series() -> dict[str, bytes]:
    more = {
        "book/mill.epub": zipped(_folder("mill.epub")),
        "book/notes.pdf": b"%PDF-1.4",
        ".DS_Store": bytes(9),
    }
    return {**_folder("series"), **more}


def _archives() -> list[Seed]:
    return [_packed("files.zip", made) for made in (_series(), _folder("project"))]


def _folders() -> list[Seed]:
    book = _folder("mill.epub")
    unpacked = {f"unpacked/{name}": data for name, data in book.items()}
    made = (_series(), _folder("project"), {**unpacked, **_series()}, book)
    return [Seed("folder", members=each) for each in made]


_MADE: dict[str, Callable[[], list[Seed]]] = {
    "txt": _texts,
    "md": _markdown,
    "html": _pages,
    "mhtml": _saved_pages,
    "epub": _epubs,
    "docx": _documents,
    "odt": lambda: [_packed("mill.odt", _folder("mill.odt"))],
    "fodt": lambda: [Seed("mill.fodt", _file("mill.fodt"))],
    "rtf": _rich_texts,
    "zip": _archives,
    "folder": _folders,
}
FORMATS = tuple(_MADE)
"""The formats of which there are seeds."""
