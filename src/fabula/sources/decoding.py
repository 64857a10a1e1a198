"""From bytes to characters, for files that do not say which encoding they are in."""

from __future__ import annotations

import codecs

# The longer marks come first: the mark of UTF-16 begins that of UTF-32.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
# Codecs that Python counts among encodings of text, and that no page is in: they keep host names, escapes
# of program code, or whatever the machine at hand was set to. Browsers do not read UTF-7 either.
_NO_CHARSETS = frozenset(
    ("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7", "mbcs", "oem")
)
# What English prose has beyond ASCII: typographic marks, accented letters of loan words, money, fractions.
_EXPECTED = frozenset(
    "‘’‚“”„–—…•·†‡«»‹›£¢€©®™§¶°ºª½¼¾¿¡×\u00a0\u00adéèêëàâäáãåæçíìîïñóòôöøœúùûüýÿßÉÈÊËÀÂÄÁÃÅÆÇÍÎÏÑÓÔÖØŒÚÛÜŠšŽž"
)
_SINGLE_BYTE = ("cp1252", "mac_roman", "cp850", "latin-1")
_PLAUSIBLE = 0.9


def decode(data: bytes) -> str:
    """The characters of a file.

    A byte order mark decides and is dropped; then UTF-16 without one; then UTF-8, even with a few bad
    bytes; then the single-byte encoding in which the characters beyond ASCII are those of English prose
    (cp1252, Mac Roman, cp850, Latin-1); then the guess of charset-normalizer. Ill-formed sequences become
    U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    wide = _wide_without_mark(data[:_SAMPLE])
    if wide:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return _without_lone_surrogates(data.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    bad = text.count("\N{REPLACEMENT CHARACTER}")
    if _beyond_ascii(text) > 4 * bad:
        return text
    return data.decode(_legacy_encoding(data), "replace")


def charset(name: str) -> str | None:
    """The codec of a charset as files name them; None where it is unknown, or none that text comes in."""
    # Names longer than any, or with odd characters, make the look-up itself fail.
    if not name.isascii() or not name.isprintable() or len(name) > 40:
        return None
    try:
        codec = codecs.lookup(name).name.replace("_", "-")
        b"a".decode(codec, "replace")  # refuses what is no encoding of text: hex, rot13, zip
    except (LookupError, UnicodeError, ValueError):
        return None
    return None if codec in _NO_CHARSETS else codec


def _without_lone_surrogates(text: str) -> str:
    """Two halves of a character encoded one by one become that character, a half alone U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _wide_without_mark(sample: bytes) -> str | None:
    """UTF-16 shows as a NUL in nearly every second byte of text in a Latin script."""
    half = len(sample) // 2
    if half < 4:
        return None
    first, second = sample[0 : 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    if second > 0.6 * half and first < 0.05 * half:
        return "utf-16-le"
    if first > 0.6 * half and second < 0.05 * half:
        return "utf-16-be"
    return None


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _legacy_encoding(data: bytes) -> str:
    high = bytes(sorted(byte for byte in set(data) if byte >= 0x80))
    counts = [data.count(bytes((byte,))) for byte in high]
    best, share = "", 0.0
    for encoding in _SINGLE_BYTE:
        fits = sum(
            count
            for byte, count in zip(high, counts, strict=True)
            if bytes((byte,)).decode(encoding, "replace") in _EXPECTED
        )
        if fits / sum(counts) > share:
            best, share = encoding, fits / sum(counts)
    if share >= _PLAUSIBLE and sum(counts) < 0.4 * len(data):
        return best
    return _guess(data) or best or "latin-1"


def _guess(data: bytes) -> str | None:
    """What charset-normalizer says of a sample that begins where the characters beyond ASCII do."""
    from charset_normalizer import from_bytes

    first = next(i for i, byte in enumerate(data) if byte >= 0x80)
    match = from_bytes(data[max(0, first - 1024) : first + _SAMPLE]).best()
    return match.encoding if match is not None else None
