"""Which format a file is in: by what it holds first, by its name where that leaves it open."""

from __future__ import annotations

import re
from pathlib import Path

from fabula import errors
from fabula.sources import docx, fountain, markdown, mhtml, not_prose, odt, projects
from fabula.sources.decoding import decode
from fabula.sources.files import Archive
from fabula.types import Text

_CONVERT = "convert it to EPUB (Calibre does) and read that"
_SAVE_AS = "open it in a word processor and save it as DOCX or ODT without a password"
# Of each signature: where it stands, the bytes, and what a user calls such a file.
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n", "a picture (PNG)"),
    (0, b"\xff\xd8\xff", "a picture (JPEG)"),
    (0, b"GIF87a", "a picture (GIF)"),
    (0, b"GIF89a", "a picture (GIF)"),
    (8, b"WEBPVP8", "a picture (WebP)"),
    (0, b"II*\x00", "a picture (TIFF)"),
    (0, b"MM\x00*", "a picture (TIFF)"),
    (4, b"ftyp", "a picture or a film"),
    (0, b"\x7fELF", "a program"),
    (0, b"\x1f\x8b\x08", "a compressed file (gzip)"),
    (0, b"BZh91AY&SY", "a compressed file (bzip2)"),
    (0, b"\xfd7zXZ\x00", "a compressed file (xz)"),
    (0, b"\x28\xb5\x2f\xfd", "a compressed file (Zstandard)"),
    (0, b"7z\xbc\xaf\x27\x1c", "an archive (7z)"),
    (0, b"Rar!\x1a\x07", "an archive (RAR)"),
    (0, b"SQLite format 3\x00", "a database (a Fabula world, perhaps)"),
    (0, b"ID3\x03", "a sound recording (MP3)"),
    (0, b"ID3\x04", "a sound recording (MP3)"),
    (0, b"OggS\x00", "a sound recording (Ogg)"),
    (8, b"WAVEfmt", "a sound recording (WAVE)"),
    (0, b"wOFF", "a font"),
    (0, b"\xca\xfe\xba\xbe", "a program"),
)
_UNSUPPORTED: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"%PDF-", "a PDF", _CONVERT),
    (60, b"BOOKMOBI", "a Kindle book", _CONVERT),
    (60, b"TEXtREAd", "a Palm book", _CONVERT),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or locked office document", _SAVE_AS),
)
_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_MARKUP_START = re.compile(r"\s*<[!?a-zA-Z]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Text that went through a broken program can have a few control characters; a binary file has one in ten.
_MOST_CONTROL = 0.05


def read(path: Path, data: bytes, *, force: bool, strict: bool, include: str) -> Text:
    """The text of a file of any format, of which these are the bytes; see :func:`fabula.sources.load`."""
    from fabula.sources import inclusion, languages

    kinds = inclusion.kinds_of(include)
    _refuse_known_binaries(path, data)
    text = (
        _read_archive(path, data)
        if data.startswith(b"PK") and data[2:4] in _ZIP
        else _read_text(path, data, force=force)
    )
    if not text.blocks:
        raise errors.file_empty(path)
    if strict and text.warnings:
        raise errors.not_whole(path, text.warnings[0])
    if kinds:
        text = inclusion.include(text, kinds)
    if not force:
        languages.require_english(path, text)
    return text


_ZIP = (b"\x03\x04", b"\x05\x06", b"\x07\x08")


def _refuse_known_binaries(path: Path, data: bytes) -> None:
    for offset, signature, what in _SIGNATURES:
        if data.startswith(signature, offset):
            raise errors.not_text(path, what)
    for offset, signature, what, instead in _UNSUPPORTED:
        if data.startswith(signature, offset):
            raise errors.format_unsupported(path, what, instead)


def _read_archive(path: Path, data: bytes) -> Text:
    archive = Archive(path, data)
    kind = archive.read("mimetype").strip() if archive.find("mimetype") else b""
    packaged = archive.find("META-INF/container.xml") or any(name.endswith(".opf") for name in archive.names)
    if (packaged or kind == b"application/epub+zip") and not kind.startswith(b"application/vnd.oasis"):
        from fabula.sources import epub

        return epub.read(path, archive)
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return odt.read(path, archive)
    index = projects.index_in(archive)
    if index is not None:
        return projects.read(path, archive, index)
    document = docx.main_part(archive)
    if document is not None:
        return docx.read(path, archive, document)
    raise errors.wrong_zip(path, _contents_of(archive, kind))


def _contents_of(archive: Archive, kind: bytes) -> str:
    for start, what in (("xl/", "a spreadsheet"), ("ppt/", "slides")):
        if any(name.startswith(start) for name in archive.names):
            return what
    if kind.startswith(b"application/vnd.oasis.opendocument."):
        return "an OpenDocument file that is no text"
    if not archive.names:
        return "nothing"
    return "other files" if len(archive.names) > 1 else "one other file"


def _read_text(path: Path, data: bytes, *, force: bool) -> Text:
    suffix = path.suffix.lower()
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        from fabula.sources import rtf

        return rtf.read(path, data)
    if odt.is_flat(data[:8192]):
        return odt.read_flat(path, data)
    if mhtml.is_mhtml(data):
        return _read_page(path, mhtml.page_of(path, data), force=force)
    content = decode(data)
    _refuse_binary(path, content)
    head = content[:4096]
    page = _MARKUP_START.match(head) is not None and _HTML.search(head) is not None
    page = page and not not_prose.is_other_xml(head)
    if suffix in fountain.SUFFIXES or (suffix in {"", ".txt"} and fountain.is_fountain(content)):
        return fountain.read(path, content)
    if not page and not force:
        not_prose.require_prose(path, content)
    if page or suffix in {".html", ".htm", ".xhtml"}:
        return _read_page(path, data, force=force)
    if suffix in {".epub", ".docx", ".odt"} and not content.strip("\x00 \t\r\n"):
        raise errors.file_damaged(path, "it is no zip archive")
    if suffix in markdown.SUFFIXES:
        return markdown.read(path, content)
    from fabula.sources import plain

    return plain.read(path, content)


def _read_page(path: Path, data: bytes, *, force: bool) -> Text:
    from fabula.sources import html

    page = html.decode_page(data)
    text = html.read(path, page)
    if not force:
        not_prose.require_page(path, page, text)
    return text


def _refuse_binary(path: Path, content: str) -> None:
    sample = content if len(content) < 1 << 20 else content[: 1 << 19] + content[-(1 << 19) :]
    if not sample.strip("\x00\ufeff \t\r\n\f\v"):
        raise errors.file_empty(path)
    if len(_CONTROL.findall(sample)) > _MOST_CONTROL * len(sample) + 3:
        raise errors.not_text(path, "a binary file")
    if sample.count("\N{REPLACEMENT CHARACTER}") > 0.3 * len(sample):
        raise errors.not_text(path, "a binary file")
