from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation import evaluate_booknlp, evaluate_pdnc
from fabula.types import Text, Work
from tests.evaluation.gold import STORY, mention_of, parse, quotation_row, quote_of, work_of, write_novel

HEAD = "quote_start\tquote_end\tmention_start\tmention_end\tmention_phrase\tchar_id\tquote\n"


def perfect(text: Text) -> Work:
    return work_of(
        text,
        quotes=[
            quote_of(text, ['"Ned,"', '"who is that?"'], 7, (8,)),
            quote_of(text, ['"Nobody,"'], 8, (7,)),
            quote_of(text, ['"I heard a step."'], 7),
            quote_of(text, ['"Hush!"'], None),
        ],
    )


def scores(root: Path, read: object) -> dict[str, float | None]:
    report = evaluate_pdnc(root, read, parse=parse, novels=["Emma"])  # type: ignore[arg-type]
    return dict(report.rows[0].values)


def test_a_perfect_reading(tmp_path: Path) -> None:
    write_novel(tmp_path)
    assert scores(tmp_path, perfect) == {
        "speakers": 100,
        "explicit": 100,
        "anaphoric": 100,
        "implicit": None,
        "found": 100,
        # Nobody could know whose voice says "Hush!": finding it counts neither for nor against.
        "precision": 100,
        "many_to_one": 100,
        "addressees": 100,
        "system_speakers": 2,
        "gold_speakers": 2,
        "system_main_speakers": 0,
        "gold_main_speakers": 0,
    }


def test_scores_by_hand(tmp_path: Path) -> None:
    write_novel(tmp_path)

    def read(text: Text) -> Work:
        return work_of(
            text,
            quotes=[
                quote_of(text, ['"Ned,"', '"who is that?"'], 7, (9,)),
                quote_of(text, ['"Nobody,"'], 7, (7,)),
                quote_of(text, ["The lamp"], 8),
            ],
        )

    found = scores(tmp_path, read)
    # Four parts: two of Ruth's right, Ned's given to Ruth, one missed.
    assert found["speakers"] == 50
    assert (found["explicit"], found["anaphoric"], found["implicit"]) == (100, 0, None)
    assert (found["found"], found["precision"]) == (75, 75)
    assert found["many_to_one"] == 50
    # Addressees: Ned Hale wanted twice and never given, Ruth wanted once and given; three given in all.
    assert found["addressees"] == pytest.approx(100 / 3)
    assert found["system_speakers"] == 2


def test_the_text_is_given_with_its_line_ends(tmp_path: Path) -> None:
    write_novel(tmp_path)
    seen: list[str] = []

    def read(text: Text) -> Work:
        seen.append(text.content)
        return work_of(text)

    assert scores(tmp_path, read)["speakers"] == 0
    assert seen == [STORY]


def test_the_whole_is_the_mean_over_novels(tmp_path: Path) -> None:
    write_novel(tmp_path, "HardTimes")
    write_novel(tmp_path, "Persuasion")
    told: list[str] = []
    report = evaluate_pdnc(
        tmp_path,
        lambda text: perfect(text) if text.source == "HardTimes.txt" else work_of(text),
        parse=parse,
        split="train",
        progress=lambda name, done, total: told.append(f"{name} {done}/{total}"),
    )
    assert [row.values["speakers"] for row in report.rows] == [100, 0]
    assert report.overall["speakers"] == 50
    assert report.overall["implicit"] is None
    assert report.overall["addressees"] == 100
    assert report.intervals["speakers"] == (0, 100)
    assert told == ["HardTimes 0/2", "Persuasion 1/2", " 2/2"]
    assert report.table()[1][2][0] == "mean"


def test_claims_of_speakers_and_of_mentions_in_quotations(tmp_path: Path) -> None:
    write_novel(tmp_path)

    def read(text: Text) -> Work:
        wrong = replace(quote_of(text, ['"Nobody,"'], 7), confidence=0.6)
        silent = quote_of(text, ['"I heard a step."'], None)
        said = [quote_of(text, ['"Ned,"', '"who is that?"'], 7), wrong, silent]
        return work_of(text, [mention_of(text, "Ned", 8, confidence=0.7), mention_of(text, "Ruth", 7)], said)

    speaker, link = evaluate_pdnc(tmp_path, read, parse=parse, novels=["Emma"]).calibration
    # Two parts of 0.9 that are right and one of 0.6 that is not; the one without a speaker claims nothing.
    assert (speaker.name, speaker.claims) == ("speaker", 3)
    assert speaker.error == pytest.approx(100 * (0.1 + 0.1 + 0.6) / 3)
    assert speaker.at(60) == 100
    # The gold knows one mention, "Ned"; "Ruth" stands outside the quotations.
    assert (link.name, link.claims, link.at(100)) == ("mention's entity", 1, 100)
    assert link.error == pytest.approx(30)


def test_a_novel_with_nothing_to_score(tmp_path: Path) -> None:
    write_novel(tmp_path, rows=[quotation_row("Q0", ["Hush!"], speaker="_unknowable")])
    with pytest.raises(EvaluationError, match="Emma: no quotation has a speaker"):
        scores(tmp_path, perfect)


def write_booknlp(folder: Path, name: str = "Emma") -> Path:
    folder.mkdir(exist_ok=True)
    rows = [
        ("3", '" Ned , "'),
        ("3", '" who is that ? "'),
        ("4", '" Nobody , "'),
        ("5", '" I heard a step . "'),
    ]
    lines = [f"1\t2\t3\t3\tshe\t{speaker}\t{words}\n" for speaker, words in rows]
    (folder / f"{name}.quotes").write_text(HEAD + "".join(lines))
    return folder


def test_booknlp_by_hand(tmp_path: Path) -> None:
    gold, system = tmp_path / "gold", write_booknlp(tmp_path / "system")
    write_novel(gold)
    report = evaluate_booknlp(system, gold, novels=["Emma"])
    values = report.rows[0].values
    # "Nobody" without its comma is still more than half of the part.
    assert (values["found"], values["precision"]) == (100, 100)
    assert (values["speakers"], values["many_to_one"]) == (75, 100)
    assert values["addressees"] is None
    assert values["system_speakers"] == 3
    assert report.system == "BookNLP"
    assert report.rows[0].seconds is None


def test_booknlp_is_scored_where_it_has_output(tmp_path: Path) -> None:
    gold, system = tmp_path / "gold", write_booknlp(tmp_path / "system", "HardTimes")
    write_novel(gold, "HardTimes")
    write_novel(gold, "Persuasion")
    assert [row.name for row in evaluate_booknlp(system, gold, split="train").rows] == ["HardTimes"]
    with pytest.raises(EvaluationError, match=r"Persuasion.quotes is missing"):
        evaluate_booknlp(system, gold, novels=["Persuasion"])
    (system / "HardTimes.quotes").unlink()
    with pytest.raises(EvaluationError, match="nothing to score"):
        evaluate_booknlp(system, gold, split="train")
    with pytest.raises(EvaluationError, match="is not a folder"):
        evaluate_booknlp(tmp_path / "nowhere", gold)
