from __future__ import annotations

from pathlib import Path

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation import counts
from fabula.evaluation.counts import KNOWN, Counts, check_counts
from tests.evaluation.gold import write_litbank, write_novel, write_treebank

SMALL: dict[str, Counts] = {
    "EWT": {"documents": 2, "sentences": 4, "words": 16},
    "LitBank": {
        "documents": 1,
        "tokens": 24,
        "mentions": 5,
        "entities": 5,
        "events": 2,
        "quotations": 2,
    },
    "PDNC": {"novels": 1, "characters": 2, "quotations": 4},
}


def write(corpus: str, root: Path) -> None:
    if corpus == "EWT":
        write_treebank(root, "train")
    elif corpus == "LitBank":
        write_litbank(root)
    else:
        write_novel(root, "HardTimes")


@pytest.mark.parametrize("corpus", SMALL)
def test_a_whole_corpus_passes_and_one_that_lacks_something_does_not(
    corpus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(corpus, tmp_path)
    monkeypatch.setattr(counts, "KNOWN", {(corpus, "train"): SMALL[corpus]})
    check_counts(corpus, "train", tmp_path)
    for what, count in SMALL[corpus].items():
        monkeypatch.setattr(counts, "KNOWN", {(corpus, "train"): {**SMALL[corpus], what: count + 1000}})
        with pytest.raises(EvaluationError, match=rf"has {count} {what} in train where 1,\d+ belong"):
            check_counts(corpus, "train", tmp_path)


def test_what_is_known_is_what_is_counted() -> None:
    for (corpus, _), known in KNOWN.items():
        assert known.keys() == SMALL[corpus].keys()
    assert sum(KNOWN["EWT", split]["sentences"] for split in ("train", "dev", "test")) == 16_622
