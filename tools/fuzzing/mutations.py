"""Ways to break a file: each takes its bytes and a source of chance, and gives other bytes."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from random import Random

from tools.fuzzing.seeds import FORMATS, Seed, seeds, unzipped, zipped

Mutation = Callable[[bytes, Random], bytes]

LARGEST = 400_000
"""Bytes that a file may grow to: small for a reader, and large enough to show what takes time squared."""

_TOKENS = (
    b"\x00", b"\xff", b"\xed\xa0\x80", b"\xed\xb0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\xf4\x90\x80\x80",
    b"\xc0\x80", "\u202e\u2066".encode(), "\u2028\u2029\x85".encode(), "\U0010ffff".encode(),
    "\ufdd0\ufffe".encode(), b"\x1b[31m", b"\r", b"\x0c", b"\x0b", b"\x08" * 9,
    "e\u0301\u0301".encode() * 9, "漢字".encode(), "שלום".encode(), "👩‍👩‍👧".encode(), "\u00ad".encode() * 9,
    b"<", b">", b"&", b"&#0;", b"&#x110000;", b"&#xD800;", b"&#99999999999999999999;", b"&bogus;", b"&amp",
    b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml encoding='utf-16'?>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"<?", b"</", b"/>", b"<p", b"</p>", b"<table>", b"<select>", b"<template>", b"<math>", b"<svg>",
    b"<plaintext>", b"{", b"}", b"{\\", b"\\'", b"\\'zz", b"\\u", b"\\u-99999999999999999999?",
    b"\\uc99999999999 ", b"\\bin999999999999 ", b"\\bin-1 ", b"\\*", b"\\s99999999999999999999 ",
    b"{\\footnote", b"{\\upr", b"\\fs-1 ", b"\\outlinelevel99999 ", b"---\n", b"```\n", b"- " * 50,
    b"> " * 50, b"#" * 20, b"[", b"](", b"*", b"_", b"**", b"[[", b"%%", b"[^1]", b"[^1]: ", b"|", b"~~",
    b"==", b"`", b"\\", b"\t" * 9, b"<b>", b"{{", b"$$", "“".encode(), "”".encode(), "‘".encode(),
    "’".encode(), b'"', b"'", "—".encode(), "…".encode(), b"* * *\n", b"\n\n", b"CHAPTER ", b"Contents\n",
    b"[1]", b"1. ", b"MMMMMMMMMMMMMM", b"99999999999999999999", "²³¼一千".encode(), "Ⅻ".encode(),
    b"THE END\n", b"=?utf-8?B?", b"--", b"Content-Type: text/html; charset=idna\r\n",
    b"Content-Transfer-Encoding: x-uuencode\r\n",
)  # fmt: skip
_NUMBERS = (
    b"0", b"-1", b"1e309", b"99999999999999999999999", b"4294967296", b"2147483647", b"1" * 5_000,
    b"\xc2\xb2", b"NaN", b"inf", b"0x10", b" 7 ", b"", b"1_0", "٣".encode(),
)  # fmt: skip
_CHARSETS = (
    b"utf-7", b"idna", b"punycode", b"utf-16", b"utf-32", b"rot13", b"hex", b"undefined", b"cp500",
    b"shift_jis", b"iso-2022-jp", b"hz", b"gb18030", b"big5", b"koi8-r", b"macintosh", b"", b"x" * 99,
    b"unicode_escape", b"utf-8-sig", b"mbcs", b"\xff", b"iso-2022-kr", b"charmap", b"utf_16_le",
    b"raw_unicode_escape", b"bz2",
)  # fmt: skip
_ENCODINGS = (
    "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp1252", "cp437", "mac_roman", "shift_jis",
    "utf-7", "cp500", "koi8-r", "iso2022_jp", "gb18030", "hz",
)  # fmt: skip
_CHARSET = re.compile(rb"((?:charset|encoding)\s*=\s*[\"']?)([\w.:-]+)|(\\ansicpg)(\d+)", re.IGNORECASE)
_NUMBER = re.compile(rb"\d+")
# What is found in broken files is bounded, or finding it would take time squared.
_TAG = re.compile(rb"<(/?)([a-zA-Z][\w:.-]{0,60})([^<>]{0,2000})>")
_ATTRIBUTE = re.compile(rb"\s([\w:.-]{1,60})\s?=\s?(\"[^\"]{0,999}\"|'[^']{0,999}')")
_UNIT = re.compile(rb"<[^<>]{0,200}>[^<]{0,200}|\\[a-z]{1,30}-?\d{0,9} ?|\{[^{}]{0,200}\}|[^\n]{0,200}\n")


def mutated(format: str, chance: Random) -> Seed:
    """A broken file of a format: what it is depends on ``chance`` alone."""
    seed = chance.choice(seeds(format))
    if not seed.members:
        return Seed(seed.name, several(seed.data, chance))
    members = dict(seed.members)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        if members:
            chance.choice(_MEMBERS)(members, chance)
    if format == "folder":
        return Seed(seed.name, members=_as_files(members))
    data = zipped(members)
    if chance.random() < 0.25:
        data = chance.choice(_CONTAINER)(data, chance)
    return Seed(seed.name, data)


def several(data: bytes, chance: Random) -> bytes:
    """One or more of the ways, one after another."""
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        data = chance.choice(_MUTATIONS)(data, chance)[:LARGEST]
    return data


def _place(data: bytes, chance: Random, longest: int = 400) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randrange(1, longest))


# Bytes.


def flip(data: bytes, chance: Random) -> bytes:
    """A few bytes become others."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut_end(data: bytes, chance: Random) -> bytes:
    """The end is missing."""
    return data[: chance.randrange(len(data) + 1)]


def cut_out(data: bytes, chance: Random) -> bytes:
    """A piece in the middle is missing."""
    start, end = _place(data, chance)
    return data[:start] + data[end:]


def double(data: bytes, chance: Random) -> bytes:
    """A piece is there twice."""
    start, end = _place(data, chance)
    return data[:end] + data[start:end] + data[end:]


def swap(data: bytes, chance: Random) -> bytes:
    """Two pieces change places."""
    (a, b), (c, d) = sorted((_place(data, chance), _place(data, chance)))
    return data if c < b else data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def put_token(data: bytes, chance: Random) -> bytes:
    """Something that means much to one of the formats, at any place."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_TOKENS) + data[at:]


def put_tokens(data: bytes, chance: Random) -> bytes:
    """The same thing at many places."""
    token = chance.choice(_TOKENS)
    for at in sorted((chance.randrange(len(data) + 1) for _ in range(30)), reverse=True):
        data = data[:at] + token + data[at:]
    return data


def put_noise(data: bytes, chance: Random) -> bytes:
    """Bytes of chance."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(chance.randrange(1, 60)) + data[at:]


def splice(data: bytes, chance: Random) -> bytes:
    """A piece of another file, perhaps of another format."""
    other = chance.choice(seeds(chance.choice(FORMATS)))
    source = other.data or b"".join(other.members.values())
    (start, end), at = _place(source, chance, 2_000), chance.randrange(len(data) + 1)
    return data[:at] + source[start:end] + data[at:]


# Sizes.


def repeat(data: bytes, chance: Random) -> bytes:
    """A line, a tag or a group again and again, up to the largest size."""
    units = _UNIT.findall(data)
    unit = chance.choice(units) if units and chance.random() < 0.7 else chance.choice(_TOKENS)
    return _grown(data, unit or b"a", chance)


def repeat_piece(data: bytes, chance: Random) -> bytes:
    """Any piece again and again."""
    start, end = _place(data, chance, 60)
    return _grown(data, data[start:end] or b" ", chance)


def _grown(data: bytes, unit: bytes, chance: Random) -> bytes:
    at = data.find(unit)
    at = chance.randrange(len(data) + 1) if at < 0 else at
    room = max(0, chance.choice((2_000, 30_000, 200_000)) - len(data))
    return data[:at] + unit * (room // len(unit)) + data[at:]


def repeat_all(data: bytes, chance: Random) -> bytes:
    """The whole file again and again."""
    return data * chance.choice((2, 5, 40))


# Encodings.


def other_charset(data: bytes, chance: Random) -> bytes:
    """The charset that the file declares is another, the bytes are not."""
    name = chance.choice(_CHARSETS)
    return _CHARSET.sub(lambda found: (found[1] or found[3]) + name, data)


def other_encoding(data: bytes, chance: Random) -> bytes:
    """The bytes are in another encoding, what the file declares is not."""
    return data.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")


def twice_encoded(data: bytes, _chance: Random) -> bytes:
    """UTF-8 taken for cp1252 and encoded again."""
    return data.decode("cp1252", "replace").encode()


def other_case(data: bytes, chance: Random) -> bytes:
    """Capitals, small letters, or the one for the other."""
    return chance.choice((bytes.upper, bytes.lower, bytes.swapcase))(data)


def other_lines(data: bytes, chance: Random) -> bytes:
    """Other ends of lines."""
    return data.replace(b"\n", chance.choice((b"\r", b"\r\n", b"\n\n", b" ", b"", b"\x0b", b"\xe2\x80\xa8")))


# Markup.


def other_number(data: bytes, chance: Random) -> bytes:
    """A number becomes one that is none, too large or below nothing."""
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    number = chance.choice(found)
    return data[: number.start()] + chance.choice(_NUMBERS) + data[number.end() :]


def other_numbers(data: bytes, chance: Random) -> bytes:
    """All numbers do."""
    number = chance.choice([number for number in _NUMBERS if len(number) < 50])
    return _NUMBER.sub(lambda _: number, data)


def break_tag(data: bytes, chance: Random) -> bytes:
    """A tag is doubled, lost, renamed, closed at once, turned round, or takes another's place."""
    tags = list(_TAG.finditer(data))
    if not tags:
        return put_token(data, chance)
    tag, other = chance.choice(tags), chance.choice(tags)
    said = chance.choice(
        (
            tag[0] * 2,
            b"",
            b"<" + tag[1] + other[2] + tag[3] + b">",
            b"<" + tag[2] + tag[3] + b"/>",
            b"</" + tag[2] + b">",
            other[0],
            tag[0][:-1],
            tag[0] + b"</" + tag[2] + b">",
        )
    )
    return data[: tag.start()] + said + data[tag.end() :]


def break_attribute(data: bytes, chance: Random) -> bytes:
    """An attribute loses its value, its quote or itself, stands twice, or has another's value."""
    found = list(_ATTRIBUTE.finditer(data))
    if not found:
        return put_token(data, chance)
    one, other = chance.choice(found), chance.choice(found)
    name = b" " + one[1]
    values = (b"=", b'=""', b'="' + one[2][1:-1], b"=" + other[2], b"", b'="' + b"z" * 5_000 + b'"')
    numbered = (b'="' + chance.choice(_NUMBERS) + b'"', b'="\xc3\x28"', b'="#' + one[2][1:-1] + b'"')
    said = chance.choice((b"", one[0] * 2, other[0], *(name + value for value in (*values, *numbered))))
    return data[: one.start()] + said + data[one.end() :]


def nest(data: bytes, chance: Random) -> bytes:
    """Something stands in itself, many times."""
    tags = [tag for tag in _TAG.finditer(data) if not tag[1] and not tag[3].endswith(b"/")]
    depth = chance.choice((10, 200, 1_500, 20_000))
    if not tags:
        opened, closed = chance.choice(
            (
                (b"{", b"}"),
                (b"> ", b""),
                (b"[", b"]"),
                ("“".encode(), "”".encode()),
                (b"{\\b ", b"}"),
                (b"(", b")"),
            )
        )
        at = chance.randrange(len(data) + 1)
        return data[:at] + opened * depth + closed * depth * chance.randrange(2) + data[at:]
    tag = chance.choice(tags)
    depth = min(depth, LARGEST // (len(tag[0]) + len(tag[2]) + 3))
    ends = (b"</" + tag[2] + b">") * depth * chance.randrange(2)
    return data[: tag.start()] + tag[0] * depth + ends + data[tag.end() :]


def swallow(data: bytes, chance: Random) -> bytes:
    """A tag's end is not there, or one stands where nothing began."""
    ends = [tag for tag in _TAG.finditer(data) if tag[1]]
    if not ends:
        return cut_out(data, chance)
    tag = chance.choice(ends)
    return data[: tag.start()] + tag[0] * chance.choice((0, 0, 3, 500)) + data[tag.end() :]


_MUTATIONS: tuple[Mutation, ...] = (
    flip, cut_end, cut_out, double, swap, put_token, put_token, put_tokens, put_noise, splice, repeat,
    repeat_piece, repeat_all, other_charset, other_encoding, twice_encoded, other_case, other_lines,
    other_number, other_numbers, break_tag, break_tag, break_attribute, break_attribute, nest, swallow,
)  # fmt: skip

# Members of an archive, and files of a folder.

_Members = dict[str, bytes]


def _any(members: _Members, chance: Random) -> str:
    return chance.choice(sorted(members))


def change_member(members: _Members, chance: Random) -> None:
    """One of them is broken as a file of its own, packed ones too."""
    name = _any(members, chance)
    members[name] = several(members[name], chance)


def drop_member(members: _Members, chance: Random) -> None:
    """One is missing."""
    del members[_any(members, chance)]


def empty_member(members: _Members, chance: Random) -> None:
    """One is empty, or nothing but zeros."""
    members[_any(members, chance)] = bytes(chance.choice((0, 1, 5_000)))


def rename_member(members: _Members, chance: Random) -> None:
    """One has a name that leads elsewhere, or is no name."""
    name = _any(members, chance)
    other = chance.choice(
        (
            "",
            "../" + name,
            "/" + name,
            "C:\\" + name,
            name.upper(),
            name + "/",
            "a\x00b",
            "x" * 300,
            "é漢\u202e",
            name + "\n",
            name.replace(".", "..", 1),
            "//",
            ".",
            "CON.txt",
            "\ud800.txt",
            _any(members, chance) + "/" + name,
        )
    )
    data = members.pop(name)
    try:
        other.encode()
    except UnicodeError:
        other = "half"
    members[other] = data


def swap_members(members: _Members, chance: Random) -> None:
    """Two have each other's words."""
    one, other = _any(members, chance), _any(members, chance)
    members[one], members[other] = members[other], members[one]


def foreign_member(members: _Members, chance: Random) -> None:
    """One has the words of another file, perhaps of another format."""
    other = chance.choice(seeds(chance.choice(FORMATS)))
    members[_any(members, chance)] = other.data or chance.choice([*other.members.values()])


def many_members(members: _Members, chance: Random) -> None:
    """There are many more of one."""
    name = _any(members, chance)
    stem, _, end = name.rpartition(".")
    for number in range(chance.choice((3, 300))):
        members[f"{stem}{number}.{end}"] = members[name]


_MEMBERS = (
    *(change_member,) * 12, drop_member, drop_member, empty_member, rename_member, swap_members,
    foreign_member, many_members,
)  # fmt: skip


def _as_files(members: _Members) -> _Members:
    """Those whose names a disk takes."""
    safe = {}
    for name, data in members.items():
        parts = [part for part in re.split(r"[/\\\x00]+", name) if part.strip(". ")]
        if parts and all(len(part.encode()) < 250 for part in parts):
            safe["/".join(parts)] = data
    folders = {"/".join(name.split("/")[:at]) for name in safe for at in range(1, name.count("/") + 1)}
    return {name: data for name, data in safe.items() if name not in folders}


# The archive around them.

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_FIELDS = (
    (_LOCAL, 6, "<H"), (_LOCAL, 8, "<H"), (_LOCAL, 14, "<I"), (_LOCAL, 18, "<I"), (_LOCAL, 22, "<I"),
    (_LOCAL, 26, "<H"), (_LOCAL, 28, "<H"), (_CENTRAL, 4, "<H"), (_CENTRAL, 6, "<H"), (_CENTRAL, 8, "<H"),
    (_CENTRAL, 10, "<H"), (_CENTRAL, 12, "<I"), (_CENTRAL, 16, "<I"), (_CENTRAL, 20, "<I"),
    (_CENTRAL, 24, "<I"), (_CENTRAL, 28, "<H"), (_CENTRAL, 30, "<H"), (_CENTRAL, 32, "<H"),
    (_CENTRAL, 42, "<I"), (_END, 4, "<H"), (_END, 8, "<H"), (_END, 10, "<H"), (_END, 12, "<I"),
    (_END, 16, "<I"), (_END, 20, "<H"),
)  # fmt: skip
_VALUES = (
    0, 1, 2, 8, 9, 12, 14, 20, 45, 93, 97, 99, 0x800, 0xFFFE, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF,
)  # fmt: skip


def lie(data: bytes, chance: Random) -> bytes:
    """A field of the archive's directories says something else."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 3))):
        signature, offset, kind = chance.choice(_FIELDS)
        places = [found.start() + offset for found in re.finditer(re.escape(signature), data)]
        value = chance.choice(_VALUES) & (0xFFFF if kind == "<H" else 0xFFFFFFFF)
        if places and (at := chance.choice(places)) + 4 <= len(changed):
            changed[at : at + struct.calcsize(kind)] = struct.pack(kind, value)
    return bytes(changed)


def repacked(data: bytes, chance: Random) -> bytes:
    """Its members are packed otherwise, or each is there twice."""
    import io
    import zipfile

    out = io.BytesIO()
    method = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, words in unzipped(data).items():
            archive.writestr(zipfile.ZipInfo(name or "-", (1980, 1, 1, 0, 0, 0)), words, compress_type=method)
    return chance.choice((flip, lie, lambda whole, _: whole))(out.getvalue(), chance)


def with_more(data: bytes, chance: Random) -> bytes:
    """Something stands before or behind it."""
    more = chance.choice((b"#!/bin/sh\n", bytes(1_000), b"PK\x03\x04", data))
    return chance.choice((more + data, data + more, data + b"\xff" * 70_000))


_CONTAINER: tuple[Mutation, ...] = (
    flip,
    cut_end,
    cut_out,
    double,
    put_noise,
    lie,
    lie,
    lie,
    lie,
    repacked,
    with_more,
)
