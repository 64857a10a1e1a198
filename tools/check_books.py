"""Reads whole books in every format and says where one format differs from the plain text.

``python -m tools.check_books DIR...`` takes the plain texts and EPUBs in each folder, makes HTML of every
plain text and of that Markdown, DOCX, ODT, RTF and EPUB by pandoc, and converts every EPUB by pandoc. For
each it checks, against the plain text of the same book (or its EPUB, where it has none):

- words: those of the story that are lost or added come to no more than 0.3 %;
- chapters: the same, and those of the book's own navigation where it has one; an EPUB has all that
  its navigation names, which may be more (the sections of a story) than another format can know;
- narrators (``--narrators``): none in one format and some in another, in the first 6,000 words.

``--first N`` takes the first N words of each story alone, converts no more of the plain texts, and compares
narrators alone: they need no more, and pandoc takes far longer with whole novels. Which headings are those of
chapters shows in whole books only.

Books without navigation show how the numbers of their chapters run. Reasons for what may differ are kept in
``book_reasons.json``. ``--keep`` and ``--reports`` take up where an earlier run ended. The exit code is 1
where something differs without a reason.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from fabula.types import Text
from tools import book_formats
from tools.book_measures import (
    Measures,
    Navigation,
    contents_of,
    load,
    measure,
    measure_file,
    narrators_of,
    navigation_of,
    numbering_of,
    sample,
    words_of,
)
from training.kept import once

REASONS = Path(__file__).with_name("book_reasons.json")
MOST_OFF = 0.003
_OF_STARTS = frozenset(("narrators", "read"))
"""What is checked where the start of a book is all that was read."""
_NOT_BOOKS = frozenset(("readme",))


@dataclass(slots=True)
class Finding:
    """How one format of a book stands against its plain text; ``off`` is a share of the plain text's words.

    ``checks`` are those that failed; ``reason`` is why they may. ``navigation`` is that of the file itself.
    """

    format: str
    measures: Measures
    off: float = 0.0
    lost: int = 0
    added: int = 0
    checks: list[str] = field(default_factory=list)
    reason: str = ""
    navigation: Navigation = field(default_factory=Navigation)


@dataclass(slots=True)
class Report:
    """A book in all its formats; the first finding is that of the plain text, or else of the EPUB."""

    book: str
    navigation: Navigation
    contents: tuple[str, ...]
    findings: list[Finding]

    @property
    def failed(self) -> list[Finding]:
        """What differs without a reason."""
        return [finding for finding in self.findings if finding.checks and not finding.reason]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a check may fail for a book; in every format where it names none."""

    book: str
    checks: tuple[str, ...]
    formats: tuple[str, ...]
    reason: str


def books_in(folders: Sequence[Path]) -> dict[str, dict[str, Path]]:
    """The files of each book, by its name and their format; an EPUB may lie in a folder below."""
    books: dict[str, dict[str, Path]] = {}
    for folder in folders:
        for path in sorted([*folder.glob("*.*"), *folder.glob("*/*.epub")]):
            kind = path.suffix.lower().lstrip(".")
            if kind in ("txt", *book_formats.WRITERS) and path.stem.lower() not in _NOT_BOOKS:
                books.setdefault(path.stem, {}).setdefault(kind, path)
    return {name: files for name, files in books.items() if {"txt", "epub"} & set(files)}


def check(
    book: str,
    files: dict[str, Path],
    *,
    formats: Sequence[str],
    narrators: bool,
    folder: Path,
    first: int | None = None,
) -> Report:
    """One book in all formats, or so many words from its start."""

    def named(path: Path) -> Navigation:
        return navigation_of(path) if path.suffix == ".epub" and not first else Navigation()

    navigation = named(files["epub"]) if "epub" in files else Navigation()
    plain = load(files["txt"]) if "txt" in files else None
    if plain is not None and first:
        plain = sample(plain, first)
    findings: list[Finding] = []
    if plain is not None:
        found = measure(plain)
        found.narrators = narrators_of(sample(plain)) if narrators else None
        findings.append(Finding("txt", found))
    look = partial(measure_file, narrators=narrators, first=first)
    findings += [
        Finding(kind, look(path), navigation=named(path)) for kind, path in files.items() if kind != "txt"
    ]
    for name, path in _conversions(book, files, plain, formats, folder):
        if isinstance(path, Path):
            findings.append(Finding(name, look(path), navigation=named(path)))
        else:
            findings.append(Finding(name, Measures(error=path)))
    for finding in findings:
        compare(findings[0].measures, navigation, finding)
        if first:
            finding.checks = [each for each in finding.checks if each in _OF_STARTS]
    contents = contents_of(plain.content) if plain is not None else ()
    return Report(book, navigation, contents, findings)


def _conversions(
    book: str, files: dict[str, Path], plain: Text | None, formats: Sequence[str], folder: Path
) -> Iterator[tuple[str, Path | str]]:
    """Each conversion's name and file, or why there is none; a plain text's are made of its HTML."""
    there = book_formats.pandoc() is not None
    if plain is not None:
        page = folder / f"{book}.html"
        page.write_text(book_formats.page_of(plain, book), encoding="utf-8")
        for made in formats:
            if made == "html":
                yield "txt>html", page
            elif there:
                yield f"txt>{made}", _converted(page, made, folder)
    if "epub" in files and there:
        for made in formats:
            if made != "epub":
                yield f"epub>{made}", _converted(files["epub"], made, folder)


def _converted(source: Path, made: str, folder: Path) -> Path | str:
    try:
        return book_formats.convert(source, made, folder)
    except RuntimeError as error:
        return str(error)


def compare(base: Measures, navigation: Navigation, finding: Finding) -> None:
    """Say by how much a format differs and which checks it fails."""
    found = finding.measures
    if found.error:
        finding.checks.append("read")
        return
    total = max(1, base.words.total())
    finding.lost = (base.words - found.words).total()
    finding.added = (found.words - base.words).total()
    finding.off = max(finding.lost, finding.added) / total
    if finding.off > MOST_OFF:
        finding.checks.append("words")
    same = same_chapters(base, found) or _with_sections(base, finding)
    if not same or not _as_named(finding, navigation):
        finding.checks.append("chapters")
    if found.narrators is not None and bool(found.narrators) != bool(base.narrators):
        finding.checks.append("narrators")


def _as_named(finding: Finding, navigation: Navigation) -> bool:
    """Whether the chapters are a level of the book's own navigation; in the book itself, the deepest."""
    levels = (navigation.deepest,) if finding.format == "epub" else (navigation.top, navigation.deepest)
    named = [level for level in levels if len(level) > 1]
    return not named or any(same_titles(level, finding.measures.chapters) for level in named)


def same_chapters(base: Measures, found: Measures) -> bool:
    """The same chapters; a work that is one chapter has none."""
    if max(len(base.chapters), len(found.chapters)) <= 1:
        return True
    return same_titles(base.chapters, found.chapters)


def _with_sections(base: Measures, finding: Finding) -> bool:
    """Whether what is more than the plain text's chapters are sections that the file's navigation names."""
    left = list(base.chapters)
    named = [words_of(title) for title in {*finding.navigation.top, *finding.navigation.deepest}]
    for title in finding.measures.chapters:
        words, first = words_of(title), words_of(left[0]) if left else []
        if left and (words[: len(first)] == first or _same_title(left[0], title)):
            left.pop(0)
        elif not any(_ends_with(words, each) for each in named):
            return False
    return not left


def same_titles(named: Sequence[str], found: Sequence[str]) -> bool:
    """As many chapters, each under its title; a part's name may stand before it."""
    return len(named) == len(found) and all(map(_same_title, named, found))


def _same_title(one: str, other: str) -> bool:
    """Whether one ends as the other, or both do under one part, which one of them may name at length."""
    a, b = words_of(one), words_of(other)
    if _ends_with(a, b) or _ends_with(b, a):
        return True
    (over, _, title), (above, _, name) = one.rpartition(", "), other.rpartition(", ")
    part, longer = sorted((over, above), key=len)
    last = " ".join(words_of(part.rpartition(", ")[2]))
    within = f" {last} " in f" {' '.join(words_of(longer))} "
    return words_of(title) == words_of(name) and bool(last) and within


def _ends_with(title: list[str], end: list[str]) -> bool:
    return bool(end) and title[-len(end) :] == end


def reasons_from(path: Path) -> list[Reason]:
    """The reasons that a file keeps."""
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return [
        Reason(each["book"], tuple(each["checks"]), tuple(each.get("formats", ())), each["reason"])
        for each in kept
    ]


def give_reasons(reports: Sequence[Report], reasons: Sequence[Reason]) -> list[Reason]:
    """Put each reason to what it explains; the reasons that nothing needs come back."""
    needless: list[Reason] = []
    for reason in reasons:
        used = False
        for finding in (f for report in reports if report.book == reason.book for f in report.findings):
            if not reason.formats or finding.format in reason.formats:
                explained = bool(finding.checks) and set(finding.checks) <= set(reason.checks)
                finding.reason = reason.reason if explained else finding.reason
                used = used or explained
        if not used and any(report.book == reason.book for report in reports):
            needless.append(reason)
    return needless


def table(reports: Sequence[Report]) -> Iterator[str]:
    """A line a book, then what differs."""
    yield f"{'book':44} {'words':>8} {'apart':>6} {'chapters':>8}  navigation  numbers of the chapters"
    for report in reports:
        first = report.findings[0].measures
        named = str(len(report.navigation.deepest)) if report.navigation.deepest else "–"
        named = f"list of {len(report.contents)}" if report.contents else named
        numbers = numbering_of(first.chapters)
        yield (
            f"{report.book[:44]:44} {first.words.total():8,} {sum(first.apart.values()):6,}"
            f" {len(first.chapters):8}  {named:10}  {numbers}"
        )
        for finding in report.findings:
            if finding.checks:
                yield f"    {finding.format:10} {_said(finding, first)}"


def _said(finding: Finding, base: Measures) -> str:
    found = finding.measures
    said: list[str] = []
    if found.error:
        said.append(f"not read: {found.error}")
    if "words" in finding.checks:
        said.append(f"words {100 * finding.off:.2f} % off ({finding.lost} lost, {finding.added} added)")
    if "chapters" in finding.checks:
        said.append(f"{len(found.chapters)} chapters, {_difference(base.chapters, found.chapters)}")
    if "narrators" in finding.checks:
        said.append(f"narrators {', '.join(found.narrators or ()) or 'none'}")
    return "; ".join(said) + (f" (reason: {finding.reason})" if finding.reason else "")


def _difference(named: Sequence[str], found: Sequence[str]) -> str:
    """The first chapter that is not as in the plain text."""
    for i in range(max(len(named), len(found))):
        a, b = [*named, *[""] * len(found)][i], [*found, *[""] * len(named)][i]
        if not same_titles([a], [b]) or not (a and b):
            return f"{i + 1}: {b[:50]!r} for {a[:50]!r}"
    return "not those of its navigation"


def by_format(reports: Sequence[Report]) -> Iterator[str]:
    """A line for each format: how far its words are off, and how many books fail which check."""
    found: dict[str, list[Finding]] = {}
    for finding in (finding for report in reports for finding in report.findings):
        found.setdefault(finding.format, []).append(finding)
    yield f"{'format':10} {'books':>5} {'mean off':>9} {'most off':>9}  outside (with a reason)"
    for name, findings in found.items():
        off = [finding.off for finding in findings]
        said = []
        for check_name in ("words", "chapters", "narrators", "read"):
            failed = [finding for finding in findings if check_name in finding.checks]
            said.append(f"{check_name} {len(failed)} ({sum(bool(each.reason) for each in failed)})")
        yield (
            f"{name:10} {len(findings):5} {100 * sum(off) / len(off):7.3f} % {100 * max(off):7.2f} %"
            f"  {', '.join(said)}"
        )


def as_json(reports: Sequence[Report]) -> str:
    """All that was measured, the words themselves aside."""
    return json.dumps(
        [
            {
                "book": report.book,
                "navigation": report.navigation.deepest,
                "contents": report.contents,
                "formats": {
                    finding.format: {
                        "words": finding.measures.words.total(),
                        "lost": finding.lost,
                        "added": finding.added,
                        "apart": finding.measures.apart,
                        "title": finding.measures.title,
                        "author": finding.measures.author,
                        "chapters": finding.measures.chapters,
                        "narrators": finding.measures.narrators,
                        "error": finding.measures.error,
                        "outside": finding.checks,
                        "reason": finding.reason,
                    }
                    for finding in report.findings
                },
            }
            for report in reports
        ],
        indent=1,
        ensure_ascii=False,
    )


def run(options: argparse.Namespace) -> int:
    """All books; 1 where one is outside without a reason, 2 where there is none."""
    books = books_in(options.folders)
    if options.only:
        books = {name: files for name, files in books.items() if any(each in name for each in options.only)}
    if not books:
        sys.stderr.write("no such plain text and no such EPUB in these folders\n")
        return 2
    if book_formats.pandoc() is None:
        sys.stderr.write("pandoc is not here: only HTML is made of the plain texts\n")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        one = partial(
            check,
            formats=options.formats,
            narrators=options.narrators,
            folder=folder,
            first=options.first,
        )
        if options.reports:
            options.reports.mkdir(parents=True, exist_ok=True)
            one = partial(_kept, one, options.reports)
        reports = _check_all(books, one, options.jobs)
    needless = give_reasons(reports, reasons_from(options.reasons))
    sys.stdout.write("\n".join([*table(reports), "", *by_format(reports), ""]) + "\n")
    for reason in needless:
        sys.stdout.write(f"a reason that nothing needs: {reason.book}, {', '.join(reason.checks)}\n")
    failed = [report.book for report in reports if report.failed]
    explained = [r.book for r in reports if not r.failed and any(f.checks for f in r.findings)]
    files = sum(len(report.findings) for report in reports)
    outside = sum(len(report.failed) for report in reports)
    sys.stdout.write(
        f"{len(reports)} books, {files} files: {len(failed)} books ({outside} files) outside without a"
        f" reason, {len(explained)} with one\n"
    )
    if options.json:
        options.json.write_text(as_json(reports) + "\n", encoding="utf-8")
    return 1 if failed else 0


def _kept(
    one: Callable[[str, dict[str, Path]], Report], folder: Path, book: str, files: dict[str, Path]
) -> Report:
    """The report that the folder has of a book; otherwise a new one, which it then has."""
    return once(folder / f"{book}.pickle", lambda: one(book, files))


def _check_all(
    books: Mapping[str, dict[str, Path]], one: Callable[[str, dict[str, Path]], Report], jobs: int
) -> list[Report]:
    """The reports in the order of the books, each done told on the standard error."""
    with ProcessPoolExecutor(jobs) as pool:
        waiting = {pool.submit(one, book, files): book for book, files in books.items()}
        for n, done in enumerate(as_completed(waiting), 1):
            sys.stderr.write(f"\r{n}/{len(books)} {waiting[done][:60]:60}")
            sys.stderr.flush()
        sys.stderr.write("\r" + " " * 72 + "\r")
        return [report.result() for report in waiting]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.check_books", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument(
        "--formats", nargs="+", choices=list(book_formats.WRITERS), default=list(book_formats.WRITERS)
    )
    parser.add_argument("--only", nargs="+", metavar="WORD", help="books with one of these in their names")
    parser.add_argument("--narrators", action="store_true", help="read the first 6,000 words with the model")
    parser.add_argument("--first", type=int, metavar="N", help="take the first N words of each story alone")
    parser.add_argument("--jobs", type=int, default=1, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all that was measured")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="keep the conversions, so that they are made once"
    )
    parser.add_argument(
        "--reports",
        type=Path,
        metavar="DIR",
        help="keep each book's report, and go on from those there (of the same options, files and code)",
    )
    parser.add_argument("--reasons", type=Path, default=REASONS, metavar="FILE")
    return run(parser.parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
