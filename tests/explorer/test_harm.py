"""A server that is killed, and a disk that is full, in the middle of a correction or of an upload."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from fabula.correcting import open_corrections
from fabula.world import World
from tests.explorer.voices import Fields, fields_of

pytestmark = [pytest.mark.model, pytest.mark.posix]

STORY = Path(__file__).parents[1] / "stories" / "two_voices.txt"
FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=parted"
PATIENCE = 120.0
SERVING = """
import os, resource, signal, sys
from pathlib import Path
from fabula.explorer.serving import Address, serve
from fabula.world import World, writing

def killed_by(function, calls):
    left = [calls]
    def own(*given, **named):
        found = function(*given, **named)
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return found
    return own

harm = sys.argv[2]
if harm == "killed while it keeps":
    writing.rewrite = killed_by(writing.rewrite, 1)
elif harm == "killed while it reads":
    World.put = killed_by(World.put, 1)
elif harm.isdigit():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(harm), resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
serve([Path(sys.argv[1])], Address(), lambda url: print(url, flush=True))
"""


@dataclass
class Server:
    """``fabula open`` as a program of its own."""

    running: subprocess.Popen[str]
    address: str
    secret: str

    def get(self, path: str) -> str:
        with urlopen(self.address + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode("utf-8"))

    def post(self, path: str, data: bytes, kind: str = FORM) -> tuple[int, str]:
        headers = {"X-Part": "1", "X-CSRF-Token": self.secret, "Content-Type": kind}
        try:
            with urlopen(Request(self.address + path, data, headers), timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode("utf-8")
        except HTTPError as error:
            return error.code, error.read().decode("utf-8")

    def correct(self, what: str, fields: Fields) -> tuple[int, str]:
        return self.post(f"voices/1/corrections/{what}", urlencode(fields, doseq=True).encode())

    def give(self, data: bytes, name: str = "ferry.txt") -> tuple[int, str]:
        return self.post("read", form_of(data, name), PARTS)

    def is_killed(self) -> bool:
        return self.running.wait(PATIENCE) == -signal.SIGKILL


def form_of(data: bytes, name: str) -> bytes:
    head = f'--parted\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + data + b"\r\n--parted--\r\n"


@contextmanager
def served(path: Path, harm: str = "") -> Iterator[Server]:
    command = [sys.executable, "-c", SERVING, str(path), harm]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        with urlopen(address, timeout=PATIENCE) as page:
            secret = re.search(r'name="csrf" content="([^"]+)"', page.read().decode("utf-8"))
        assert secret is not None
        yield Server(running, address, secret[1])
    finally:
        running.kill()
        running.communicate()


def speaker(world: Path, line: int) -> str:
    with open_corrections(world) as desk:
        own = desk.reading.quotes[line - 1].speaker
        return own.name if own else ""


def question(world: Path) -> Fields:
    with open_corrections(world) as desk:
        return {"kind": "speaker", "line": "12", "who": str(desk.reading.character("Martin").id)}


def test_a_correction_is_kept_whole_or_not_at_all(voices: Path) -> None:
    before, asked = speaker(voices, 12), question(voices)
    assert before != "Martin"
    with served(voices, "killed while it keeps") as server:
        _, part = server.correct("preview", asked)
        with pytest.raises(OSError):
            server.correct("keep", fields_of(part))
        assert server.is_killed()
    assert speaker(voices, 12) == before
    with served(voices) as server:
        _, part = server.correct("preview", asked)
        assert server.correct("keep", fields_of(part))[0] == 200
    assert speaker(voices, 12) == "Martin"


def test_a_full_disk_keeps_nothing_and_says_so(voices: Path) -> None:
    before, asked = voices.read_bytes(), question(voices)
    with served(voices, "4096") as server:
        _, part = server.correct("preview", asked)
        status, told = server.correct("keep", fields_of(part))
        assert status == 422
        assert 'role="alert"' in told and "[F2" in told
        assert "Sit down" in server.get("voices/1/about?of=quote:12"), "the server goes on"
    assert speaker(voices, 12) != "Martin"
    assert voices.read_bytes() == before
    assert list(voices.parent.iterdir()) == [voices]


def test_what_was_read_before_it_was_killed_is_kept(tmp_path: Path) -> None:
    with served(tmp_path, "killed while it reads") as server:
        server.give(STORY.read_bytes())
        assert server.is_killed()
    world = tmp_path / "ferry.fabula"
    with World.open(world) as opened:
        assert opened.works() == []
    with served(tmp_path) as server:
        assert server.give(STORY.read_bytes())[0] == 200
        wait_for(server, 'href="/ferry/1"')
    with World.open(world) as opened:
        assert [each.source for each in opened.works()] == ["ferry.txt"]


def test_half_an_upload_leaves_nothing(tmp_path: Path) -> None:
    with served(tmp_path) as server:
        form = form_of(STORY.read_bytes(), "ferry.txt")
        host = server.address.removeprefix("http://").strip("/")
        with socket.create_connection(("127.0.0.1", int(host.rpartition(":")[2]))) as line:
            head = f"POST /read HTTP/1.1\r\nHost: {host}\r\nX-CSRF-Token: {server.secret}\r\n"
            head += f"Content-Type: {PARTS}\r\nContent-Length: {len(form)}\r\n\r\n"
            line.sendall(head.encode() + form[: len(form) // 2])
            time.sleep(0.2)
        assert "Library" in server.get(""), "the server goes on"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("size", [4096, 2_000_000])
def test_a_full_disk_takes_nothing_in_and_says_so(tmp_path: Path, size: int) -> None:
    """Where what is given cannot be put anywhere, and where the world cannot be written."""
    with served(tmp_path, "40960") as server:
        data = STORY.read_bytes()
        status, told = server.give(data + b"\n" * max(0, size - len(data)))
        if status == 200:
            told = wait_for(server, 'role="alert"')
        assert 'role="alert"' in told
        assert re.search(r"\[F\d", told), told
        assert "Library" in server.get(""), "the server goes on"
    for left in tmp_path.glob("*.fabula"):
        with World.open(left) as opened:
            assert opened.works() == []


def wait_for(server: Server, words: str) -> str:
    end = time.monotonic() + PATIENCE
    while words not in (page := server.get("")):
        assert time.monotonic() < end, page
        time.sleep(0.1)
    return page
