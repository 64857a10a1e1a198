"""Says which novels and documents each of two models learnt from that know half of the annotation.

    python -m training.cast.halves --data DIR --out FILE

``training.train --section half --set half='"0"'`` reads every other one; this writes which those are.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fabula.evaluation.litbank import document_names
from fabula.evaluation.pdnc import novel_names
from training.train import half_of


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with litbank/ and pdnc/")
    parser.add_argument("--out", type=Path, required=True, help="halves.json, beside the two models")
    args = parser.parse_args()
    known = {
        "pdnc": sorted(novel_names(args.data / "pdnc", "train")),
        "litbank": document_names(args.data / "litbank", "train"),
    }
    seen = {corpus: {half: list(half_of(names, half)) for half in "01"} for corpus, names in known.items()}
    args.out.write_text(json.dumps(seen, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
