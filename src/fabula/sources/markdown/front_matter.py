"""What stands over a Markdown file: fields in YAML, TOML or JSON, in MultiMarkdown's or in Pandoc's way.

Only as much of YAML and TOML is read as people write there: words, lists of words, texts over several lines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from fabula.types import Metadata

Fields = dict[str, list[str]]
"""The values of each field by its name in small letters."""

_YAML = re.compile(r"\A\s*---[ \t]*\n(?P<inside>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\s*\+\+\+[ \t]*\n(?P<inside>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PANDOC = re.compile(r"\A%[ \t]+(\S.*)\n(?:%[ \t]*(.*)\n)?(?:%.*\n)?")
_PLAIN = re.compile(r"\A(?:[A-Za-z][\w .-]{0,30}:[ \t]*\S.*\n(?:[ \t]+\S.*\n)*){1,30}(?=\s*\n|\Z)")
_KEY = re.compile(
    r"(?P<quote>[\"']?)(?P<name>[A-Za-z_][\w./ -]{0,40})(?P=quote)[ \t]*::?(?:[ \t]+(?P<value>.*))?$"
)
_TOML_KEY = re.compile(r"(?P<quote>[\"']?)(?P<name>[\w.-]{1,40})(?P=quote)[ \t]*=[ \t]*(?P<value>.*)$")
_SECTION = re.compile(r"\[{1,2}[\w. \"-]+\]{1,2}$")
_ITEM = re.compile(r"[ \t]*-(?:[ \t]+(?P<value>.*))?$")
_INNER_NAME = re.compile(r"(?:name|given|title):[ \t]*(.*)$")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'|([^,\[\]]+)")
_WITH_COMMENT = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')[ \t]+#.*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)*_]*$")
_BRACKETS = "{[(\"'"
_MOST_WORDS_OF_A_KEY = 4
_MOST_STRANGE = 0.25
_LONGEST_VALUE = 20_000
_NAMES = {
    "title": "title", "book title": "title", "booktitle": "title",
    "author": "author", "authors": "author", "by": "author", "creator": "author",
    "lang": "language", "language": "language", "locale": "language",
    "summary": "summary", "description": "summary", "synopsis": "summary", "abstract": "summary",
    "blurb": "summary", "logline": "summary",
    "tags": "tags", "tag": "tags", "keywords": "tags", "categories": "tags", "subject": "tags",
}  # fmt: skip
_OTHER = frozenset(
    ("date", "series", "publisher", "rights", "isbn", "subtitle", "genre", "fandom", "rating", "status")
)
_PLAIN_KEYS = frozenset(("title", "author", "authors"))


def front_matter(content: str) -> tuple[Metadata, str]:
    """What the fields at the start of a file say, and the words after them."""
    for pattern, toml in ((_YAML, False), (_TOML, True)):
        found = pattern.match(content)
        fields = fields_of(found["inside"], toml=toml) if found else None
        if found and fields is not None:
            return _metadata(fields), content[found.end() :]
    if content.lstrip().startswith("{"):
        return _json(content)
    pandoc = _PANDOC.match(content)
    if pandoc:
        said = {"title": [pandoc[1].strip()], "author": [(pandoc[2] or "").strip()]}
        return _metadata(said), content[pandoc.end() :]
    plain = _PLAIN.match(content)
    fields = fields_of(plain[0], toml=False) if plain else None
    if plain and fields is not None and next(iter(fields)) in _NAMES and _PLAIN_KEYS & fields.keys():
        return _metadata(fields), content[plain.end() :]
    return Metadata(), content


def fenced(content: str) -> tuple[Metadata, int]:
    """What fields between rules at the start of a plain text say, and where they end.

    Nothing where none of them is the title or the author: a mail in a story may stand between rules.
    """
    for pattern, toml in ((_YAML, False), (_TOML, True)):
        found = pattern.match(content)
        fields = fields_of(found["inside"], toml=toml) if found else None
        if found and fields is not None and fields.keys() & _PLAIN_KEYS:
            return _metadata(fields), found.end()
    return Metadata(), 0


def fields_of(block: str, *, toml: bool) -> Fields | None:
    """The fields of a front matter; None where the lines are no such thing, but words between two rules."""
    fields: Fields = {}
    name = waiting = last = ""
    strange = 0
    for line in block.split("\n"):
        bare = line.strip()
        last, above = bare, last
        if waiting:
            waiting = f"{waiting} {bare}"
        elif not bare or bare.startswith("#") or (toml and _SECTION.match(bare)):
            continue
        elif line[0] in " \t" or _ITEM.match(line) or bare in ("]", "}"):
            if name:
                _take_line(fields[name], bare)
            continue
        else:
            key = (_TOML_KEY if toml else _KEY).match(line.rstrip())
            if key is None or len(key["name"].split()) > _MOST_WORDS_OF_A_KEY:
                if fields and not above:
                    return None  # the words of a mail, below its head
                strange += 1
                continue
            name = key["name"].strip().casefold()
            fields.setdefault(name, [])
            waiting = (key["value"] or "").strip()
        if not _is_open(waiting) or len(waiting) > _LONGEST_VALUE:
            fields[name] += _values(waiting)
            waiting = ""
    if not fields or strange > _MOST_STRANGE * len(fields) or _are_spoken(fields, block):
        return None
    return fields


def _are_spoken(fields: Fields, block: str) -> bool:
    """Whether the fields are names and what these people say: "Anna: I never said so."."""
    named = not any(line[:1].islower() for line in block.split("\n"))
    if not named or fields.keys() & (_NAMES.keys() | _OTHER):
        return False
    return all(values and _SENTENCE_END.search(values[-1]) for values in fields.values())


def _is_open(value: str) -> bool:
    """Whether a value goes on in the next line: a list in brackets, or a text in three marks."""
    for marks in ('"""', "'''"):
        if value.startswith(marks):
            return value.count(marks) < 2
    is_list = value.startswith("[") and not value.startswith("[[")
    return is_list and value.count("[") > value.count("]")


def _take_line(values: list[str], bare: str) -> None:
    """A line under a field: an item of its list, or a part of its text."""
    item = _ITEM.match(bare)
    if item:
        inner = _INNER_NAME.match(item["value"] or "")
        values += [_scalar(inner[1])] if inner else _values(item["value"] or "")
    elif values and values[-1] in ("|", ">", "|-", ">-", "|+", ">+"):
        values[-1] = bare
    elif values and not _KEY.match(bare):
        values[-1] = f"{values[-1]} {bare}"


def _values(value: str) -> list[str]:
    """A field's value: one, or those of a list in brackets."""
    value = value.strip()
    if not value:
        return []
    if value.startswith("[") and not value.startswith("[["):
        found = (match[1] or match[2] or match[3] or "" for match in _QUOTED.finditer(value))
        return [_scalar(each) for each in found if each.strip()]
    return [_scalar(value)]


def _scalar(value: str) -> str:
    value = value.strip()
    quoted = _WITH_COMMENT.fullmatch(value)
    value = quoted[1] if quoted else value
    if value[:3] in ('"""', "'''"):
        value = value.strip(value[0])
    elif value[:1] in ('"', "'") and value[-1:] == value[:1] and len(value) > 1:
        value = value[1:-1].replace('\\"', '"').replace("''", "'")
    elif value[:1] not in _BRACKETS:
        value = re.split(r"[ \t]#", value, maxsplit=1)[0].rstrip()
    return _WIKI.sub(r"\1", value).strip()


def _json(content: str) -> tuple[Metadata, str]:
    """Fields in JSON over the words; a file that is JSON as a whole is not looked at here."""
    start = len(content) - len(content.lstrip())
    try:
        said, end = json.JSONDecoder().raw_decode(content, start)
    except (ValueError, RecursionError):
        return Metadata(), content
    if not isinstance(said, dict) or not content[end:].strip():
        return Metadata(), content
    fields: Fields = {}
    for name, value in said.items():
        values = value if isinstance(value, list) else [value]
        fields[str(name).casefold()] = [each for each in values if isinstance(each, str)]
    return _metadata(fields), content[end:]


def _metadata(fields: Fields) -> Metadata:
    said: dict[str, list[str]] = {}
    for name, values in fields.items():
        known = _NAMES.get(name)
        if known is not None:
            said.setdefault(known, []).extend(value for value in values if value)
    tags = said.get("tags", [])
    parted = [part.strip().lstrip("#") for tag in tags for part in tag.split(",")] if len(tags) == 1 else tags
    return Metadata(
        title=_one_line(said.get("title", [])[:1]),
        author=_one_line(said.get("author", []), ", "),
        language=_one_line(said.get("language", [])[:1]),
        summary=_one_line(said.get("summary", [])),
        tags=tuple(dict.fromkeys(tag for tag in parted if tag)),
        other={
            name: _one_line(fields[name], ", ") for name in fields if name in _OTHER and any(fields[name])
        },
    )


def _one_line(values: Iterable[str], between: str = " ") -> str:
    return between.join(" ".join(value.split()) for value in values if value.strip())
