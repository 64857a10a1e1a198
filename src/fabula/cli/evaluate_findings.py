"""``fabula evaluate findings``: planted contradictions, and false alarms in clean stories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fabula.cli.evaluate import StoryPaths
from fabula.cli.options import AsJson, Batch, Model, Threads
from fabula.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from fabula.types import Finding, Text


def findings(
    paths: StoryPaths,
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
    as_json: AsJson = False,
) -> None:
    """Score findings on stories with planted contradictions, one at a time, beside false alarms.

    Each of a story's `goofs` replaces words by others that do not agree with the rest. It is found if a
    finding above 50 % that the story as it is does not have holds one of the two places.

    Example:

    - `fabula evaluate findings stories/ --json`: for a script
    """
    from fabula.cli.progress import ReadingProgress
    from fabula.cli.scored import counted, show
    from fabula.evaluation import evaluate_findings
    from fabula.pipeline import annotate_text, findings_of, plain_text, resolve_text, story_of

    settings = Settings(threads=threads, batch=batch, model=model)

    def find(text: Text) -> Sequence[Finding]:
        notes = annotate_text(text, settings=settings)
        work = resolve_text(text, notes)
        return findings_of(work, story_of(work, notes))

    with ReadingProgress("stories") as progress:
        report = evaluate_findings(paths, find, parse=plain_text, progress=counted(progress))
    show(report, as_json)
