"""A work as a file for other programs and for people: one module a format, one table of them all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from fabula import errors
from fabula.exports.names import is_device

if TYPE_CHECKING:
    from fabula.types import Annotations, Finding, Work

__all__ = [
    "FORMATS",
    "TOKEN_FORMATS",
    "Format",
    "default_output",
    "export",
    "export_tokens",
    "exported",
    "is_world",
    "stem",
    "text_of_tokens",
]

HALF_CHARACTER = re.compile("[\ud800-\udfff]")
"""Half of a pair of UTF-16, which no UTF-8 file can hold."""

_ENDINGS_OF_FILES = frozenset(
    (".csv", ".tsv", ".txt", ".xlsx", ".json", ".html", ".parquet", ".tokens", ".md")
)


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of export: its name, what the name of a file gets at its end, and what it is for.

    Its module is called like it, with ``_`` for ``-``, and has a function ``write(work, path)``, which writes
    whole or not at all (:mod:`fabula.exports.files`) and may raise OSError and UnicodeEncodeError.

    ``several``: what it writes is more than one file: a folder, or a .zip where the path ends so.
    ``tokens``: it needs the words, and is called ``write(work, annotations, path)``.
    ``findings``: it is given where the work contradicts itself, as the keyword ``findings``.
    ``extra``: the optional extra of Fabula that brings the library that its module imports.
    """

    name: str
    suffix: str
    help: str
    several: bool = False
    tokens: bool = False
    findings: bool = False
    extra: str = ""

    @property
    def write(self) -> Callable[..., None]:
        """The function that writes a work; its module is read only when it is asked for.

        Raises :class:`fabula.errors.UsageError` where a library that it needs is not installed.
        """
        try:
            module = import_module(f"{__name__}.{self.name.replace('-', '_')}")
        except ModuleNotFoundError as error:
            if not self.extra:
                raise
            library = str(error.name).partition(".")[0]
            raise errors.extra_missing(self.name, library, self.extra) from error
        function: Callable[..., None] = module.write
        return function


# To add a format: a row here, a module of its name with `write`, a test that reads back what it writes with
# the tool that takes it, and a section in docs/how-to/export.md. Help, completion, the Python interface and
# the reference pages take the rest from the row. Nothing is imported here that help would have to wait for.
FORMATS: dict[str, Format] = {
    kind.name: kind
    for kind in (
        Format("json", ".json", "one JSON document, fabula-json/2, for scripts: cast, lines, scenes"),
        Format("json1", ".json", "the same as earlier versions wrote it, fabula-json/1, without the story"),
        Format("csv", "-csv", "nine tables in a folder, or in a .zip, for spreadsheets", several=True),
        Format("html", ".html", "one page to read, with everyone's lines in their own colour"),
        Format("conllu", ".conllu", "every word as CoNLL-U, with coreference as CorefUD has it", tokens=True),
        Format("tokens-csv", "-tokens.csv", "every word as one table, a token a row", tokens=True),
        Format(
            "booknlp",
            "-booknlp",
            "BookNLP's six files (.tokens .entities .quotes …), in a folder or a .zip",
            several=True,
            tokens=True,
        ),
        Format(
            "conll2012",
            ".conll",
            "every word with its chain of mentions, as OntoNotes and LitBank have it, for scorers",
            tokens=True,
        ),
        Format("tei", ".xml", "TEI P5, with who says what to whom, names, and the cast in standOff"),
        Format("gexf", ".gexf", "the network of the characters, scene by scene, as GEXF 1.3 for Gephi"),
        Format("graphml", ".graphml", "the same network as GraphML, for Cytoscape, igraph and networkx"),
        Format("jsonl", ".jsonl", "JSON Lines, a record a line, for jq and streams", findings=True),
        Format(
            "web-annotation",
            "-annotations.jsonld",
            "annotations of the W3C's model, each found by its words, for tools that show them over a text",
            findings=True,
        ),
        Format(
            "spacy",
            ".spacy",
            "a DocBin of spaCy: words, trees, names, quotations and mentions as spans",
            tokens=True,
            extra="spacy",
        ),
        Format(
            "parquet",
            "-parquet",
            "sixteen tables with typed columns, for DuckDB, pandas, Polars or R, in a folder or a .zip",
            several=True,
            tokens=True,
            findings=True,
            extra="parquet",
        ),
        Format("script-json", "-script.json", "an audiobook's script: every stretch with its voice, as JSON"),
        Format("ssml", "-ssml", "the script as SSML, a file a chapter, for speech synthesis", several=True),
        Format("voices", "-voices.txt", "the script as plain text, [voice:Name] before each turn"),
        Format("fountain", ".fountain", "the script as a screenplay in Fountain"),
        Format("casting", "-casting", "who has how much to say, with samples; doubtful lines", several=True),
        Format(
            "bible",
            "-bible",
            "a story bible in Markdown: pages for people, places, scenes, with links",
            several=True,
            findings=True,
        ),
        Format("epub", "-cast.epub", "an EPUB 3 with everyone's lines in a colour, and the cast as a page"),
        Format(
            "xray", "-xray.json", "who and what is in the book, where, with excerpts, as e-readers show it"
        ),
        Format("schema-org", "-schema-org.jsonld", "the book, its chapters, people and places as JSON-LD"),
    )
}

_TOKEN_ROWS = {"conllu": FORMATS["conllu"], "csv": FORMATS["tokens-csv"]}
TOKEN_FORMATS = {name: kind.suffix for name, kind in _TOKEN_ROWS.items()}
"""The formats of ``fabula tokens``, and what the name of a file gets at its end."""


def export(
    work: Work,
    format: str,
    output: Path | None = None,
    annotations: Annotations | Callable[[], Annotations] | None = None,
    findings: Callable[[], Iterable[Finding]] | None = None,
) -> Path:
    """Writes a work in one of :data:`FORMATS`; where it was written.

    What ``output`` names is written over, unless it is a world; without it the name comes from the work's
    source, in the current folder, and must be free. What is one file goes into a folder under that name.
    Each file is written whole or not at all. ``annotations`` are those that the work was made of, or what
    gives them; only formats of :attr:`Format.tokens` ask. ``findings`` gives those of :attr:`Format.findings`
    what they write, by default nothing. Raises :class:`fabula.errors.FabulaError` for an
    unknown format, a place that cannot be written, and a text with half a character in it.
    """
    kind = FORMATS.get(format)
    if kind is None:
        raise errors.bad_format(format, ", ".join(FORMATS))
    return _exported(work, kind, output, annotations, findings)


def exported(
    work: Work,
    format: str,
    annotations: Annotations | Callable[[], Annotations] | None = None,
    findings: Callable[[], Iterable[Finding]] | None = None,
) -> bytes:
    """What :func:`export` writes, for formats of one file. Raises what it raises for this."""
    with TemporaryDirectory() as folder:
        return export(work, format, Path(folder) / "work", annotations, findings).read_bytes()


def export_tokens(work: Work, annotations: Annotations, format: str, output: Path | None = None) -> Path:
    """Writes the tokens of a work in one of :data:`TOKEN_FORMATS`; where they were written.

    ``annotations`` are those that the work was made of. For the rest this does as :func:`export` does.
    """
    return _exported(work, _token_row(format), output, annotations)


def text_of_tokens(work: Work, annotations: Annotations, format: str) -> str:
    """What :func:`export_tokens` writes. Raises :class:`fabula.errors.FabulaError` as it does for this."""
    return exported(work, _token_row(format).name, annotations).decode()


def _token_row(format: str) -> Format:
    kind = _TOKEN_ROWS.get(format)
    if kind is None:
        raise errors.bad_format(format, ", ".join(TOKEN_FORMATS))
    return kind


def _exported(
    work: Work,
    kind: Format,
    output: Path | None,
    annotations: Annotations | Callable[[], Annotations] | None,
    findings: Callable[[], Iterable[Finding]] | None = None,
) -> Path:
    write = kind.write
    place = output or _name(work, kind.suffix)
    with _told(work, place):
        target = _target(work, kind, output)
    half = HALF_CHARACTER.search(work.text.content)
    if half is not None:
        raise errors.lone_surrogate(work.title, f"U+{ord(half[0]):04X}", half.start())
    notes = annotations() if kind.tokens and callable(annotations) else annotations
    if kind.tokens and notes is None:
        raise errors.no_tokens_kept(work.title)
    found = {"findings": () if findings is None else findings()} if kind.findings else {}
    with _told(work, place):
        write(*((work, notes, target) if kind.tokens else (work, target)), **found)
    return target


@contextmanager
def _told(work: Work, place: Path) -> Iterator[None]:
    """Turns what goes wrong in writing a work to a place into errors for a person."""
    try:
        yield
    except UnicodeEncodeError as error:
        code = f"U+{ord(error.object[error.start]):04X}"
        raise errors.lone_surrogate(work.title, code, error.start) from error
    except (
        OSError,
        ValueError,
        RuntimeError,
    ) as error:  # a name with a NUL is a ValueError, a circle of links either
        what = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise errors.cannot_write(str(place), what) from error


def default_output(work: Work, format: str) -> Path:
    """The name of an export in the current folder: that of the work's source with another ending."""
    return _name(work, FORMATS[format].suffix)


def stem(work: Work) -> str:
    """The name of a work's source without its ending, as the name of a file that any system takes."""
    name = PurePath(work.text.source.replace("\\", "/")).stem
    safe = "".join(char if char.isalnum() or char in "-_. " else "_" for char in name).strip(" .")
    return f"_{safe[:80]}" if is_device(safe) else safe[:80] or "work"


def _name(work: Work, suffix: str) -> Path:
    return Path(stem(work) + suffix)


def _target(work: Work, kind: Format, output: Path | None) -> Path:
    """Where an export goes."""
    if output is None:
        target = _name(work, kind.suffix)
        if target.exists():
            raise errors.output_exists(target)
        return target
    target = Path(output)
    if not kind.several and target.is_dir():
        target = target / _name(work, kind.suffix)
    if kind.several and target.suffix.lower() in _ENDINGS_OF_FILES and not target.is_dir():
        raise errors.cannot_write(
            str(output),
            f"{kind.name} is several files; give a folder or a .zip, not the name of one file",
        )
    if is_world(target):
        raise errors.cannot_write(
            str(output), "it is a world, which an export would wipe out; name another file"
        )
    if target.name == work.text.source and target.is_file():
        raise errors.cannot_write(
            str(output),
            "it seems to be the story that was read, which this would wipe out; name another file",
        )
    return target


def is_world(path: Path) -> bool:
    """Whether a file is a database, as worlds are."""
    from fabula.world.connection import MAGIC

    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC
