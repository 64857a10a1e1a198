"""How many contradictions planted in clean novels are found, and how many false alarms there are.

    python -m training.story.planted NOVEL... [--count 25] [--seed 1] [--held 0.25] [--words N]

Each novel (or its first words) is read as it is and with all that ``slips.py`` plants in it. Printed are
those found of each kind, those of sentences that never fit, and the false alarms above a half.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from fabula.evaluation.evaluate_findings import ALARM, Goof, is_found
from fabula.evaluation.files import read_exact
from fabula.pipeline import annotate_text, findings_of, plain_text, resolve_text, story_of
from fabula.types import Finding, Story, Work
from training.story.fit_findings import head
from training.story.slips import plant


def read(path: Path, content: str) -> tuple[Work, Story, tuple[Finding, ...]]:
    """A text with its cast, its story and its findings."""
    text = plain_text(path, content)
    notes = annotate_text(text)
    work = resolve_text(text, notes)
    story = story_of(work, notes)
    return work, story, findings_of(work, story)


def main() -> None:
    """Read, plant, read again, and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("novels", type=Path, nargs="+")
    parser.add_argument("--count", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--held", type=float, default=0.25)
    parser.add_argument("--words", type=int, default=10**9)
    args = parser.parse_args()
    found: dict[str, list[bool]] = defaultdict(list)
    alarms = words = 0
    for path in args.novels:
        work, story, clean = read(path, head(read_exact(path), args.words))
        words += len(work.text.content.split())
        alarms += sum(own.confidence > ALARM for own in clean)
        known = {own.message for own in clean}
        planted = plant(work.text, work.cast, story, seed=args.seed, count=args.count, held=args.held)
        _, _, told = read(path, planted.content)
        for own in planted.slips:
            hit = is_found(Goof(own.kind, planted.content, own.places), told, known)
            for name in ("all", own.kind, "held out" if own.held else "not held out"):
                found[name].append(hit)
    for name, hits in sorted(found.items()):
        print(f"{name}: {sum(hits)} of {len(hits)} ({sum(hits) / len(hits):.0%})")
    print(f"{alarms} false alarms, {10_000 * alarms / max(1, words):.2f} in 10,000 words")


if __name__ == "__main__":
    main()
