"""Checks that each corpus is whole before anything is trained on it.

    python -m training.counts --data DIR

A file that is missing or cut short would make a model a little worse, and nobody would know why.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fabula.errors import EvaluationError
from fabula.evaluation.counts import KNOWN, check_counts

FOLDERS = {"EWT": "ud/ewt", "LitBank": "litbank", "PDNC": "pdnc"}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/ewt/, litbank/ and pdnc/")
    args = parser.parse_args()
    for corpus, split in KNOWN:
        try:
            check_counts(corpus, split, args.data / FOLDERS[corpus])
        except EvaluationError as error:
            parser.exit(1, f"{error}\n")
        counts = ", ".join(f"{count:,} {what}" for what, count in KNOWN[corpus, split].items())
        print(f"{corpus} {split}: {counts}", flush=True)


if __name__ == "__main__":
    main()
