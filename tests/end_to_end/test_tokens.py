"""``fabula tokens`` as a user runs it: real words in real formats, streams, a stop at any moment."""

from __future__ import annotations

import csv
import io
import os
import random
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from tests.end_to_end.program import STORIES, Program, quiet
from tests.exports.test_conllu import brackets, parse

pytestmark = [pytest.mark.model, pytest.mark.slow]


@pytest.mark.parametrize("name", ["dialogue.epub", "letters.txt", "dashes.txt"])
def test_a_story_becomes_valid_conllu_and_a_table_of_the_same_words(fabula: Program, name: str) -> None:
    story = STORIES / name
    sentences = parse(fabula.well("tokens", story))
    assert brackets(sentences)
    words = [word for sentence in sentences for word in sentence.words]
    fabula.well("tokens", story, "--format", "csv", "--output", "t.csv")
    content = (fabula.folder / "t.csv").read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert [word[3:5] for word in words] == [[row["upos"], row["xpos"]] for row in rows]
    starts = [sentence.misc(row)["Start"] for sentence in sentences for row in range(len(sentence.words))]
    assert starts == [row["start"] for row in rows]
    if story.suffix == ".txt":
        read = story.read_bytes().decode("utf-8")
        assert all(
            read[int(row["start"]) : int(row["end"])] == row["token"]
            for row in rows
            if row["token"][0] != "'"
        )


@pytest.mark.skipif(os.name != "posix", reason="streams as POSIX shells have them")
def test_streams_that_end_early_or_take_nothing(fabula: Program, story: Path) -> None:
    command = b" ".join(b"'" + part + b"'" for part in fabula.command("tokens", story)).decode()
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    def shell(rest: str) -> subprocess.CompletedProcess[bytes]:
        done = subprocess.run(["bash", "-c", command + rest], capture_output=True, env=plain, timeout=120)
        quiet(done.stderr)
        return done

    assert shell(" 2>/dev/null | head -n 1").stdout == b"# newdoc id = story\n"
    assert "“".encode() in shell("").stdout
    assert shell(" >&-").returncode == 0
    if Path("/dev/full").exists():
        full = shell(" > /dev/full")
        assert (full.returncode, full.stderr.splitlines()[-1]) == (
            1,
            b"fabula: No space left on device [F508]",
        )


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("blow", ["SIGINT", "SIGKILL"])
def test_a_blow_at_any_moment_leaves_the_old_file_or_the_new_one(
    fabula: Program, story: Path, tmp_path: Path, blow: str
) -> None:
    output = tmp_path / "out" / "x.conllu"
    output.parent.mkdir()
    fabula.well("tokens", story, "--output", output)
    whole = output.read_bytes()
    chance = random.Random(blow)
    for _ in range(4):
        output.write_bytes(b"before")
        child = subprocess.Popen(
            fabula.command("tokens", story, "--output", output),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        with suppress(subprocess.TimeoutExpired):
            child.wait(chance.uniform(0.1, 2.0))
        child.send_signal(signal.Signals[blow])
        _, said = child.communicate(timeout=60)
        if child.returncode == 130:
            quiet(said)
            assert said.splitlines()[-1].startswith(b"fabula: stopped")
        assert child.returncode in (0, 130, -signal.Signals[blow])
        # a blow between the last step and the end of the program finds the new file in its place
        assert output.read_bytes() in ((whole,) if child.returncode == 0 else (b"before", whole))
        assert blow == "SIGKILL" or [path.name for path in output.parent.iterdir()] == ["x.conllu"]


def test_a_world_gives_the_words_of_its_story(fabula: Program, story: Path) -> None:
    fabula.well("read", story, "--world", "w.fabula")
    again = fabula.well("tokens", "w.fabula", "--format", "csv")
    assert again == fabula.well("tokens", story, "--format", "csv")
    assert "0 lines of " in fabula.well("resolve", "w.fabula")
