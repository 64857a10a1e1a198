"""How many lines change their speaker when something else in the novel is edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from fabula import errors
from fabula.evaluation import pdnc
from fabula.evaluation.edits import Edit, Moves, edited
from fabula.evaluation.report import Column, Indices, Report, Row, Values, bootstrap
from fabula.evaluation.run import Parse, Progress, Read, ignore_progress, timed_read
from fabula.evaluation.scores.quotations import match_parts
from fabula.evaluation.scores.speakers import score_speakers
from fabula.evaluation.scores.tally import Tallies, Tally
from fabula.evaluation.small_edits import small_edits
from fabula.types import Cast, Span

NOVELS = ("DaisyMiller", "TheAwakening", "TheInvisibleMan")
"""Those that are edited, unless others are named: short, and of different manners."""
NAMES = 2
"""How many names are changed in the first novel; in the others one less."""
COLUMNS = (
    Column("changed", "changed %", 2),
    Column("changed_lines", "changed", 0),
    Column("lines", "other lines", 0),
)


def evaluate_stability(
    path: Path,
    read: Read,
    *,
    parse: Parse,
    novels: Sequence[str] = NOVELS,
    progress: Progress = ignore_progress,
) -> Report:
    """Read each novel as it is and with each small edit, and count the lines whose speaker is another.

    The edits are those of :mod:`fabula.evaluation.small_edits`: of three novels ten. A line that is edited
    itself is left out. Entities of the two readings are paired one to one over all lines, so that a speaker
    may have another number and name; a line that is lost, or loses its speaker, has changed.

    Raises :class:`fabula.errors.EvaluationError` when a novel is missing or malformed, or gives no edit.
    """
    names = pdnc.novel_names(path, novels=novels)
    rows: list[Row] = []
    tallies: list[Mapping[str, Tally]] = []
    for done, name in enumerate(names):
        novel = pdnc.read_novel(path / name)
        chosen = small_edits(novel, NAMES if done == 0 else NAMES - 1)
        progress(name, done, len(names))
        before = timed_read(read, parse, novel.text, name)[0].cast
        for each in chosen:
            work, seconds = timed_read(read, parse, edited(novel, each.edits).text, name)
            tally = changed_lines(before, work.cast, each.edits)
            tallies.append({"changed": tally})
            rows.append(Row(f"{name}: {each.what}", _values(tallies[-1]), seconds))
    progress("", len(names), len(names))
    if not rows:
        raise errors.nothing_to_score(path, "no small edit can be made of these novels")
    return _report(rows, tallies)


def changed_lines(before: Cast, after: Cast, edits: Sequence[Edit]) -> Tally:
    """Parts of quotations that have another speaker after the edits, out of those that no edit touches."""
    moves = Moves(sorted(edits))
    parts = [
        (moves.span(span), quote.speaker)
        for quote in before.quotes
        for span in quote.spans
        if not any(_touches(edit, span) for edit in edits)
    ]
    system = [(span, quote.speaker) for quote in after.quotes for span in quote.spans]
    matched = match_parts([span for span, _ in parts], [span for span, _ in system]).matched
    now = [None if index is None else system[index][1] for index in matched]
    was = ["" if speaker is None else str(speaker) for _, speaker in parts]
    # A line of nobody is no person to be paired: it stays if it is there and still nobody's.
    same = score_speakers(was, [None if not old else new for old, new in zip(was, now, strict=True)])
    changed = sum(
        not right if old else index is None or new is not None
        for old, new, index, right in zip(was, now, matched, same.one_to_one, strict=True)
    )
    return Tally(changed, len(parts), changed, len(parts))


def _touches(edit: Edit, span: Span) -> bool:
    return edit.start < span[1] and span[0] < max(edit.end, edit.start + 1)


def _values(tallies: Mapping[str, Tally]) -> Values:
    changed = tallies["changed"]
    return {"changed": changed.recall, "changed_lines": changed.recall_sum, "lines": changed.gold}


def _report(rows: Sequence[Row], tallies: Sequence[Mapping[str, Tally]]) -> Report:
    table = Tallies(tallies)

    def pooled(drawn: Indices | None = None) -> Values:
        return _values(table.total(drawn))

    return Report(
        corpus="PDNC",
        split="small edits",
        system="fabula",
        unit="edit",
        pooled=True,
        columns=COLUMNS,
        rows=tuple(rows),
        overall=pooled(),
        intervals=bootstrap(len(rows), pooled, ("changed",)),
    )
