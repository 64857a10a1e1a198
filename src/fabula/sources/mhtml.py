"""MHTML, a page that a browser saved together with its pictures: a mail message with the page as its root."""

from __future__ import annotations

import re
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

from fabula import errors
from fabula.sources.decoding import charset

_HEADERS = re.compile(
    rb"(?:(?:From|Snapshot-Content-Location|Subject|Date|MIME-Version|X-[\w-]+|Content-[\w-]+)\s*:[^\n]*\n"
    rb"(?:[ \t][^\n]*\n)*)+",
    re.IGNORECASE,
)
_RELATED = re.compile(
    rb"^Content-Type\s*:\s*(?:multipart/(?:related|mixed|alternative)|text/html)\b",
    re.IGNORECASE | re.MULTILINE,
)
_BOUNDARY = re.compile(
    rb"^[ \t]*Content-Type\s*:[^\n]*(?:\n[ \t][^\n]*)*?boundary\s*=", re.IGNORECASE | re.MULTILINE
)
_MOST_WITHIN = 40
"""Parts that hold others: each line is held against the end of each. A saved page has one or two."""
_PAGES = ("text/html", "application/xhtml+xml")


def is_mhtml(data: bytes) -> bool:
    """Whether a file begins as a saved page does."""
    headers = _HEADERS.match(data[:8192].lstrip().replace(b"\r\n", b"\n"))
    if headers is None or not _RELATED.search(headers[0]):
        return False
    return re.search(rb"^MIME-Version\s*:", headers[0], re.IGNORECASE | re.MULTILINE) is not None


def page_of(path: Path, data: bytes) -> bytes:
    """The page of HTML that is the root of a saved page, in UTF-8 where the message names its charset.

    Raises SourceError where there is none.
    """
    if len(_BOUNDARY.findall(data)) > _MOST_WITHIN:
        raise errors.file_damaged(path, "parts in it within parts without end")
    try:
        message = BytesParser().parsebytes(data.lstrip())
        pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
        root = _root(message, pages)
        page = root.get_payload(decode=True) if root is not None else None
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        raise errors.file_damaged(path, "the page in it cannot be read") from error
    if root is None or not isinstance(page, bytes):
        raise errors.file_damaged(path, "there is no page in it")
    name = charset(str(root.get_content_charset() or ""))
    return page if name is None else b"\xef\xbb\xbf" + page.decode(name, "replace").encode("utf-8")


def _root(message: Message, pages: list[Message]) -> Message | None:
    """The part that the message names as the page to start from, else the first page."""
    start = message.get_param("start")
    named = [page for page in pages if start and page.get("Content-ID") == start]
    return next(iter(named or pages), None)
