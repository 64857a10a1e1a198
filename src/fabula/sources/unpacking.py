"""Zip members packed by methods other than Deflate, unpacked within a bound."""

from __future__ import annotations

import zipfile
import zlib

try:
    from lzma import LZMAError
except ImportError:  # a Python built without it

    class LZMAError(Exception):  # type: ignore[no-redef]
        """Never raised."""


UNPACKING_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    ImportError,
    ValueError,
)
"""What damaged members and methods that are not known raise."""

_LZMA_HEADER = 9


def unpack(packed: bytes, method: int, most: int, checksum: int) -> bytes:
    """The first ``most`` bytes of a member, and one more where there are more.

    ``checksum`` is the CRC-32 of the whole member. Raises one of ``UNPACKING_ERRORS`` where the bytes are
    damaged or the method is not known.
    """
    if method == zipfile.ZIP_BZIP2:
        from bz2 import BZ2Decompressor

        data = BZ2Decompressor().decompress(packed, most + 1)
    elif method == zipfile.ZIP_LZMA:
        data = _lzma(packed, most + 1)
    else:
        raise NotImplementedError(f"method {method}")
    if len(data) <= most and zlib.crc32(data) != checksum:
        raise zipfile.BadZipFile("its checksum is another")
    return data


def _lzma(packed: bytes, most: int) -> bytes:
    """The bytes behind the header that zip archives put before LZMA (APPNOTE, section 5.8.8)."""
    import lzma

    if len(packed) < _LZMA_HEADER or packed[2:4] != b"\x05\x00" or packed[4] >= 9 * 5 * 5:
        raise lzma.LZMAError("no header")
    settings, literal = divmod(packed[4], 9)
    positions, pointers = divmod(settings, 5)
    # The window may claim to be 4 GiB wide; more than may come out of it is of no use.
    window = min(max(int.from_bytes(packed[5:9], "little"), 4096), most)
    filters = [{"id": lzma.FILTER_LZMA1, "dict_size": window, "lc": literal, "lp": pointers, "pb": positions}]
    unpacker = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters)
    return unpacker.decompress(packed[_LZMA_HEADER:], most)
