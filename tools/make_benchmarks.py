"""Writes docs/benchmarks.md: what Fabula scores on each corpus, beside the figures that others published.

The table of figures in README.md and docs/index.md comes of the same runs (``tools.figures``).

``make benchmarks DATA=DIR`` runs every evaluation anew. DIR holds ``litbank/``, ``pdnc/`` and ``ewt/`` (or
``ud/ewt/``), and ``booknlp_pdnc/`` with BookNLP's own output where that is at hand.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import speed
from fabula.evaluation.scores.calibration import COVERAGES
from tools import figures
from tools.figures import Scores
from tools.readme import put

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
README = ROOT / "README.md"
FRONT = ROOT / "docs" / "index.md"
NOVEL = Path("pdnc", "Emma", "novel_text.txt")
"""What is read to measure speed, in the data folder."""

CARD = ROOT / "src" / "fabula" / "language" / "shipped" / "model.json"


@dataclass(frozen=True)
class Line:
    """A row of a table: what is measured, its key in the scores, and what others report of it."""

    label: str
    key: str
    published: str = ""


@dataclass(frozen=True)
class Section:
    """A corpus: its heading, the command that measures it, and the rows of its table.

    ``folders`` are where the corpus may lie in the data folder. ``peer`` is a command whose scores get a
    column of their own; it needs the folder that is its last word.
    """

    name: str
    title: str
    folders: tuple[str, ...]
    command: tuple[str, ...]
    text: str
    lines: tuple[Line, ...]
    decimals: int = 1
    peer: tuple[str, ...] = ()
    peer_name: str = ""


LITBANK = Section(
    "LitBank",
    "LitBank: mentions, events, coreference, quotations",
    ("litbank",),
    ("litbank", "litbank/"),
    "Ten documents of about 2,000 words (`dev.txt`, fold 0), read from raw text. F1; an entity or mention"
    " counts when span and type are right, an event is one token, coreference keeps singletons. The "
    "published figures are of other folds, and of systems trained as said.",
    (
        Line(
            "entities (names and nominals)",
            "entities_f1",
            "68.3 BERT, LitBank alone (Bamman, Popat and Shen 2019)",
        ),
        Line("… without the titles that this layer marks within names", "entities_untitled_f1"),
        Line("mentions of the coreference layer, names and nominals", "mentions_f1"),
        Line(
            "… pronouns too",
            "with_pronouns_f1",
            "BookNLP 88.2 small, 90.0 big, with five times the data",
        ),
        Line(
            "events",
            "events_f1",
            "BookNLP 70.6 small, 74.1 big; 73.9 BERT (Sims, Park and Bamman 2019)",
        ),
        Line("coreference, own mentions: MUC", "muc_f1"),
        Line("… B-cubed", "b_cubed_f1"),
        Line("… CEAF-e", "ceaf_e_f1"),
        Line(
            "… CoNLL, their mean",
            "conll_f1",
            "78.0 Maverick, 500 million parameters (Martinelli et al. 2024)",
        ),
        Line("coreference, gold mentions: CoNLL", "gold_conll_f1", "BookNLP 76.4 small, 79.0 big"),
        Line("quotations, by their words", "quotations_f1"),
        Line("speakers of gold quotations, one to one, %", "speakers"),
    ),
)
PDNC = Section(
    "PDNC",
    "PDNC: who says each line of a whole novel",
    ("pdnc",),
    ("pdnc", "pdnc/"),
    "Five whole novels (*Emma*, *The Awakening*, *The Invisible Man*, *The Age of Innocence*, *Daisy "
    "Miller*), from raw text; the mean over novels, in percent. A speaker is right one to one: each that "
    "a program names may stand for one annotated speaker, and a quotation missed or left without a "
    "speaker is wrong. Published: SpanBERT-large trained on this corpus, which is given the quotations "
    "and the candidates (Vishnubhotla et al. 2023).",
    (
        Line("speakers", "speakers"),
        Line("… a name in the tag", "explicit", "94"),
        Line("… a pronoun or noun in the tag", "anaphoric", "72"),
        Line("… no tag", "implicit", "68"),
        Line("if fragments of a character counted as one", "many_to_one"),
        Line("quotations found", "found"),
        Line("how much of what is found is speech", "precision"),
        Line("addressees, F1", "addressees"),
        Line("speakers named", "system_speakers"),
        Line("speakers there are", "gold_speakers"),
    ),
    peer=("pdnc", "pdnc/", "--booknlp", "booknlp_pdnc/"),
    peer_name="BookNLP, its own output",
)
EWT = Section(
    "EWT",
    "English Web Treebank: what each word is",
    ("ewt", "ud/ewt"),
    ("ewt", "ewt/", "--split", "test"),
    "The test split. Above on the treebank's own words and sentences, accuracy in percent; below from raw"
    " text, F1 as in the CoNLL 2018 shared task: words count where they stand on the same characters. "
    "Paragraphs are given. LAS leaves the subtypes of relations aside, as that task does.",
    (
        Line("UPOS", "upos"),
        Line("XPOS", "xpos"),
        Line("lemma", "lemma"),
        Line("UAS", "uas"),
        Line("LAS", "las"),
        Line("… with subtypes", "las_full"),
        Line("from raw text: words", "raw_tokens"),
        Line("… sentences", "raw_sentences"),
        Line("… UPOS", "raw_upos"),
        Line("… XPOS", "raw_xpos"),
        Line("… lemma", "raw_lemma"),
        Line("… UAS", "raw_uas"),
        Line("… LAS", "raw_las"),
    ),
    decimals=2,
)
SECTIONS = (LITBANK, PDNC, EWT)


def page(
    scores: Mapping[str, Scores],
    peers: Mapping[str, Scores],
    model: str,
    fast: Mapping[str, float] | None = None,
) -> str:
    """The page: ``scores`` and ``peers`` by the names of sections, ``model`` says which one was measured.

    ``fast`` is what :func:`benchmarks.speed.measure` gives.
    """
    parts = [
        "<!-- Made by `make benchmarks DATA=DIR` from runs of the program; changes here are lost. -->\n",
        "# Benchmarks\n",
        _filled(
            "Nothing here was trained on. Intervals are 95 % bootstrap intervals over documents or novels. "
            f"Measured with the shipped model `{model}`. [How to measure](how-to/measure.md) says where the "
            "annotated texts are."
        ),
    ]
    for section in SECTIONS:
        parts += _section(section, scores[section.name], peers.get(section.name))
    parts += _calibration(scores)
    if fast is not None:
        parts += _speed(fast)
    return "\n".join(parts)


def _section(section: Section, scores: Scores, peer: Scores | None) -> Iterator[str]:
    yield f"## {section.title}\n"
    yield _filled(section.text)
    commands = [section.command, *([section.peer] if peer else [])]
    yield "```sh\n" + "\n".join(f"fabula evaluate {' '.join(command)}" for command in commands) + "\n```\n"
    published = any(line.published for line in section.lines)
    heads = ["", "Fabula", "95 % interval"]
    heads += [section.peer_name] * (peer is not None) + ["published"] * published
    yield _row(heads)
    yield "|---|" + "---:|" * (len(heads) - 1 - published) + "---|" * published
    for line in section.lines:
        cells = [
            line.label,
            _shown(scores, line.key, section.decimals),
            _interval(scores, line.key, section.decimals),
        ]
        if peer is not None:
            cells.append(_shown(peer, line.key, section.decimals))
        yield _row(cells + [line.published] * published)
    yield ""


def _calibration(scores: Mapping[str, Scores]) -> Iterator[str]:
    yield "## How far confidences can be believed\n"
    yield _filled(
        "Of everything that is said with a probability on these texts: the expected calibration error in "
        "points (ten bins of as many claims each), and how much is right in percent, of all claims and of "
        "the surest. An entity or a speaker is right one to one; a mention is right when its words are."
    )
    surest = [f"surest {coverage} %" for coverage in COVERAGES[1:]]
    heads = ["corpus", "claim", "claims", "error", "all", *surest]
    yield _row(heads)
    yield "|---|---|" + "---:|" * (len(heads) - 2)
    for section in SECTIONS:
        for claim, found in scores[section.name]["calibration"].items():
            accuracy = [f"{found['accuracy_at'][str(coverage)]:.1f}" for coverage in COVERAGES]
            yield _row([section.name, claim, f"{found['claims']:,}", f"{found['error']:.1f}", *accuracy])
    yield ""


def _speed(found: Mapping[str, float]) -> Iterator[str]:
    yield "## Speed\n"
    yield _filled(
        f"*Emma*, {found['words']:,.0f} words between spaces, {found['tokens']:,.0f} tokens, on two cores: "
        "medians of three readings, each a process of its own, and the highest peak of memory. The language "
        "stage is every layer of tokens, mentions, and the scores between them; the whole job is from the "
        f"file to the cast, loading included, and took {found['seconds']:.0f} seconds and "
        f"{found['megabytes']:.0f} MB. Machines differ, and one machine from hour to hour. Published: "
        "BookNLP small, 3.6 minutes for a novel of 99,000 tokens on a laptop of 2019, the whole job."
    )
    yield f"```sh\npython -m benchmarks.speed {NOVEL.as_posix()} --json\n```\n"
    yield _row(["a second", "language stage", "whole job", "BookNLP small, whole job"])
    yield "|---|---:|---:|---:|"
    for unit, theirs in (("words", ""), ("tokens", "460")):
        rates = [f"{found[f'{stage}{unit}_a_second']:,.0f}" for stage in ("language_", "")]
        yield _row([unit, *rates, theirs])
    yield ""


def _filled(text: str) -> str:
    return textwrap.fill(text, 116) + "\n"


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _shown(scores: Scores, key: str, decimals: int) -> str:
    value = scores["overall"].get(key)
    return "–" if value is None else f"{value:.{decimals}f}"


def _interval(scores: Scores, key: str, decimals: int) -> str:
    if key not in scores["intervals"]:
        return ""
    low, high = scores["intervals"][key]
    return f"{low:.{decimals}f}–{high:.{decimals}f}"


def measure(section: Section, data: Path, command: tuple[str, ...]) -> Scores:
    """The scores that a command of a section prints, run with the corpora in ``data``."""
    folder = next((name for name in section.folders if (data / name).is_dir()), section.folders[0])
    words = [command[0], str(data / folder), *command[2:]]
    if words[-1].endswith("/"):
        words[-1] = str(data / words[-1])
    done = subprocess.run(
        [sys.executable, "-m", "fabula", "evaluate", *words, "--json"],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    scores: Scores = json.loads(done.stdout)
    return scores


def main(data: Path) -> None:
    """Measure on every corpus and write the page."""
    scores = {section.name: measure(section, data, section.command) for section in SECTIONS}
    peers = {
        section.name: measure(section, data, section.peer)
        for section in SECTIONS
        if section.peer and (data / section.peer[-1]).is_dir()
    }
    model = hashlib.sha256(CARD.read_bytes()).hexdigest()[:12]
    fast = speed.measure(data / NOVEL) if (data / NOVEL).is_file() else None
    PAGE.write_text(page(scores, peers, model, fast), encoding="utf-8")
    if "PDNC" in peers and fast is not None:  # or the table would lose what stands beside
        for place in (README, FRONT):
            put(place, figures.BEGIN, figures.END, figures.table(scores, peers["PDNC"], fast))


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("give the folder that holds the corpora: make benchmarks DATA=DIR")
    try:
        main(Path(sys.argv[1]))
    except subprocess.CalledProcessError as problem:
        sys.exit(problem.returncode)  # the command has said why
