"""The part that tells supersenses: what is known of words, its training and how it joins a model."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from fabula.language.sense_lexicon import SEEN, SENSES, SIZE, SenseLexicon
from fabula.types import SUPERSENSES, UPOS
from tests.language.fakes import column

torch = pytest.importorskip("torch", reason="only training needs torch")
supersenses = pytest.importorskip("training.supersenses")
wordnet = pytest.importorskip("training.wordnet")

FOOD, CHANGE, ACT = (SUPERSENSES.index(name) for name in ("noun.food", "verb.change", "noun.act"))
DATA = "  1 the licence\n00000001 13 n 01 pie 0 000 | baked\n00000002 04 n 01 run 0 000 | a race\n"
VERBS = "00000003 30 v 02 take_place 0 happen 0 000 | occur\n"
INDEX = "  1 the licence\npie n 1 0 1 0 00000001\nrun n 2 0 2 0 00000002 00000001\n"


@dataclass
class Document:
    """A sentence with its tags."""

    words: list[str]
    lemmas: list[str]
    upos: np.ndarray
    tags: np.ndarray

    @property
    def bounds(self) -> tuple[np.ndarray, np.ndarray]:
        return column(0), column(len(self.words))


def document() -> Document:
    upos = column(*(UPOS.index(tag) for tag in ("NOUN", "VERB", "NOUN", "NOUN", "VERB", "ADP")))
    tags = [1 + FOOD, 1 + CHANGE, 1 + CHANGE + SENSES, 0, 1 + ACT, 1 + ACT + SENSES]
    lemmas = ["pie", "take", "place", "run", "give", "up"]
    return Document(["pies", "took", "place", "runs", "gave", "up"], lemmas, upos, np.asarray(tags))


@pytest.fixture
def senses(tmp_path: Path) -> dict[str, dict[int, int]]:
    files = {"data.noun": DATA, "data.verb": VERBS, "index.noun": INDEX}
    files["index.verb"] = "take_place v 1 0 1 0 00000003\n"
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="latin-1")
    return wordnet.read_wordnet(tmp_path)  # type: ignore[no-any-return]


def test_senses_are_counted_by_supersense(senses: dict[str, dict[int, int]]) -> None:
    assert senses == {"pie": {FOOD: 1}, "run": {ACT: 1, FOOD: 1}, "take place": {CHANGE: 1}}


def features(known: SenseLexicon, own: Document) -> np.ndarray:
    return known.features(own.words, own.lemmas, own.upos, *own.bounds)


def test_a_document_is_shown_as_if_it_had_told_nothing(senses: dict[str, dict[int, int]]) -> None:
    own = document()
    known, bare = wordnet.lexicon(senses, [own]), wordnet.lexicon(senses, [])
    whole = features(known, own)
    assert whole[0, 1 + FOOD] == pytest.approx(1 / 1.5)
    of_phrase = whole[:, SEEN + 3 + SENSES :]
    assert of_phrase[1, CHANGE] == 1  # WordNet's
    assert of_phrase[1, SENSES + 1 + CHANGE] == of_phrase[4, SENSES + 1 + ACT] == pytest.approx(1 / 1.5)
    wordnet.tell(known, own, -1)
    assert np.allclose(features(known, own), features(bare, own))
    wordnet.tell(known, own, 1)
    assert np.allclose(features(known, own), whole)


def test_words_of_a_phrase_that_is_none_there_count_against_it(senses: dict[str, dict[int, int]]) -> None:
    own = document()
    own.tags[1:3] = 1 + CHANGE, 1 + ACT
    known = wordnet.lexicon(senses, [own])
    assert features(known, own)[1, SEEN + 3 + SENSES + SENSES] == pytest.approx(1 / 1.5)


def test_a_head_learns_what_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supersenses, "EPOCHS", 20)
    monkeypatch.setattr(supersenses, "BATCH", 10)
    monkeypatch.setattr(supersenses, "RATE", 1e-2)
    generator = torch.Generator().manual_seed(0)
    right = torch.randint(0, 3, (200,), generator=generator)
    states = torch.nn.functional.one_hot(right, 8).half()
    features = torch.zeros(200, SIZE).half()
    head = supersenses.train_on(states, features, right)
    assert (head(states.float(), features.float()).argmax(dim=1) == right).float().mean() > 0.95


@pytest.mark.model
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the exporter that keeps to one file
def test_the_part_joins_a_model_that_then_tells_supersenses(
    tmp_path: Path, senses: dict[str, dict[int, int]]
) -> None:
    from fabula.language.model import SHIPPED, Model

    known = wordnet.lexicon(senses, [document()])
    head = supersenses.SenseHead(torch.zeros(384 + SIZE), torch.ones(384 + SIZE)).eval()
    supersenses.write(head, known, 0.9, SHIPPED, tmp_path / "out")
    model = Model(tmp_path / "out")
    assert model.lexicon is not None and model.calibrated("senses") == 0.9
    told = features(model.lexicon, document())
    states = np.random.default_rng(0).normal(size=(6, 384)).astype(np.float32)
    with torch.no_grad():
        wanted = head(torch.from_numpy(states), torch.from_numpy(told)).numpy()
    assert np.allclose(model.senses(states, told), wanted, atol=0.1)
    digest = hashlib.sha256((tmp_path / "out" / "senses.npz").read_bytes()).hexdigest()
    assert model.card["sha256"]["senses.npz"] == digest
