"""Files of text that hold no story are refused by name, whatever they are called; odd stories are read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fabula.errors import SourceError
from fabula.sources.not_prose import require_prose

from .conftest import ENGLISH, Read

TABLE = "a table of values"
STORY = (
    "Ann put the lamp down. “You are late,” she said.\n\n"
    "“The road was under water,” said Ned, and he took off his boots by the door.\n\n"
) * 6

JSON = [
    json.dumps({"title": "The Lamp", "chapters": [{"name": "One", "text": STORY}]}),
    json.dumps([{"speaker": "Ann", "line": "You are late."}, {"speaker": "Ned", "line": "I am."}], indent=2),
    "\n".join(json.dumps({"id": n, "text": f"{ENGLISH} {n}"}) for n in range(4)),
    "\ufeff" + json.dumps({str(n): [n, None, True, -1.5e3] for n in range(9000)}),
    json.dumps({"story": STORY, "words": list(range(30))})[:-9],
    "[1, 2, 3, 4]",
]
TABLES = [
    "name,age,town\nAnn,31,Hull\nNed,29,Ely\nTom,8,Hull\nSarah,77,Bath\n",
    "id;line;speaker\r\n1;You are late;Ann\r\n2;I am;Ned\r\n3;So we see;Tom\r\n",
    "year\tplace\tpeople\n" + "".join(f"{1800 + n}\tHull\t{n * 7}\n" for n in range(9)),
    "id,text\n" + "".join(f'{n},"Well, {ENGLISH}"\n' for n in range(9)),
    "x, y\n" + "".join(f"{n}, {n * n}\n" for n in range(12)),
    "".join(f"{word}\tO\n" for word in STORY.split()[:60]),
    "# global.columns = ID FORM HEAD\n" + "".join(f"{n}\tword{n}\t0\n" for n in range(1, 9)),
]
LATEX = [
    "\\documentclass[12pt]{memoir}\n\\usepackage{microtype}\n\\begin{document}\n"
    + STORY
    + "\\end{document}\n",
    "% The Lamp\n% second draft\n\n\\documentstyle{book}\n\\begin{document}\n" + STORY,
    "\\chapter{The Lamp}\n\\label{lamp}\n\n" + STORY + "\n\\section*{Later}\n\n" + STORY + "\\newpage\n",
    "@book{merrow,\n  title = {The Boat},\n}\n@book{quill,\n  title = {The "
    "Ferry},\n}\n@misc{alder,\n  year = 1901\n}\n",
]
SUBTITLES = [
    "".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\nYou are late.\nThe road was wet.\n\n"
        for n in range(1, 30)
    ),
    "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann>You are late.\n\n00:05.000 --> 00:09.000\nThe road was wet.\n",
    "1\n00:00:01,600 --> 00:00:04,200\nYou are late, and the lamp is out.\n",
    "[Script Info]\nTitle: Lamp\n\n[Events]\nFormat: Layer, Start, End, Text\n"
    + "Dialogue: 0,0:00:01.00,0:00:04.00,You are late\n" * 3,
    "0:00:01.000,0:00:04.000\nYou are late\n\n0:00:05.000,0:00:08.000\nThe road was wet\n",
    "{0}{25}You are late\n{30}{55}The road was wet\n{60}{80}So I see\n",
    "[00:12.00]You are late\n[00:15.30]The road was wet\n[00:19.81]So I see\n",
]
PYTHON = """import sys

def late(name):
    \"\"\"Says that somebody is late, and he is sorry.

    This tells it in many words, as a story would do, and then it goes on for one more line.
    \"\"\"
    if name in sys.argv:
        return False
    print("late", name)
    return True

for name in ("Ann", "Ned"):
    late(name)
"""
CODE = [
    "commit 1a2b3c\nAuthor: Ann <ann@weir.example>\n\n    Put the lamp out\n\ndiff --git a/lamp b/lamp\n"
    "index 1..2 100644\n--- a/lamp\n+++ b/lamp\n@@ -1,2 +1,2 @@\n-lit\n+out\n",
    PYTHON,
    '#!/bin/sh\nset -e\ncd /tmp\nfor f in *; do\n  echo "$f"\ndone\n',
    "/* The lamp goes out, and it is\n   lit again. */\n#include <stdio.h>\n\nint main(void) {\n"
    '  printf("late\\n");\n  return 0;\n}\n',
    "// lamp\nconst lamp = require('lamp');\n\nfunction light(who) {\n  if (!who) {\n    return null;\n  }\n"
    "  return lamp.on(who);\n}\n\nmodule.exports = { light };\n",
    "CREATE TABLE people (\n  id INTEGER PRIMARY KEY,\n  name TEXT\n);\n"
    "INSERT INTO people VALUES\n(1, 'Ann'),\n(2, 'Ned');\nSELECT name FROM people WHERE id = 1;\n",
    "body {\n  margin: 0;\n  color: #222;\n}\n\n.lamp > p {\n  font-size: 12px;\n}\n",
    'package lamp\n\nimport "fmt"\n\nfunc Light(who string) bool {\n\tif who == "" {\n\t\treturn false\n\t}\n'
    "\tfmt.Println(who)\n\treturn true\n}\n",
    "require 'lamp'\n\nclass Lamp\n  def light(who)\n    puts \"on\"\n    @who = who\n  end\nend\n",
    "<?php\n$late = true;\nif ($late) {\n  echo 'late';\n}\n",
]
XML = [
    '<?xml version="1.0"?>\n<FictionBook '
    'xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><body><p>Hi</p></body>'
    "</FictionBook>",
    '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>',
    '<svg xmlns="http://www.w3.org/2000/svg"><text>late</text></svg>',
]
LOGIN_PAGES = [
    "<html><head><title>Log In | Story Barn</title></head><body><form><input "
    'type="text"><input type="password">'
    "<button>Log in</button></form><p><a href='/r'>Forgot your password?</a></p></body></html>",
    "<!DOCTYPE html><html><head><title>Archive of Our "
    "Own</title></head><body><main><h2>Sorry!</h2><p>This work is "
    "only available to registered users of the Archive. If you have an account, please log in.</p>"
    "<form><label>Password</label><input id=p type=password></form></main></body></html>",
    "<html><head><title>Sign in to continue</title></head><body><h1>Sign in</h1><p>You must "
    "be logged in to see "
    "this story. Accounts are free, and it takes less than a minute to make one.</p></body></html>",
]
ERROR_PAGES = [
    "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>The requested "
    "URL /s/1 was not found "
    "on this server.</p><hr><address>Apache/2.4</address></body></html>",
    "<html><head><title>Just a "
    "moment...</title></head><body><h1>www.example.org</h1><p>Checking your browser before "
    "accessing it. Enable JavaScript and cookies to continue.</p></body></html>",
    "<html><head><title>Error 503</title></head><body><p>Service Unavailable</p><p>Guru "
    "meditation</p></body></html>",
    "<html><head><title>Story Barn</title></head><body><h2>Story Not Found</h2><p>It may "
    "have been taken down by "
    "its author.</p></body></html>",
    "404: Not Found\n",
]
LOGS = [
    "".join(f"2024-03-0{n} 12:00:0{n} INFO server started on port 80{n}\n" for n in range(1, 9)),
    "".join(f"[12:00:0{n},120] WARNING lamp.mill: the lamp is out again\n" for n in range(9)),
    "".join(f"INFO 2024-03-0{n}T12:00:00Z the mill turns and the lamp is lit\n" for n in range(1, 9)),
    "".join(f"Mar  {n} 12:00:01 mill lampd[12{n}]: the lamp was lit by Ann\n" for n in range(1, 9)),
    "".join(f'10.0.0.{n} - - [01/Mar/2024:12:00:0{n} +0000] "GET / HTTP/1.1" 200 12\n' for n in range(9)),
]
ASKING_PAGES = [
    "<html><head><title>Archive of Our Own</title></head><body><p>This work could have adult "
    "content. If you proceed "
    "you have agreed that you are willing to see such content.</p></body></html>",
]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a"])
@pytest.mark.parametrize(
    ("what", "data"),
    [
        *(("JSON", each) for each in JSON),
        *((TABLE, each) for each in TABLES),
        *(("LaTeX", each) for each in LATEX[:3]),
        ("references", LATEX[3]),
        *(("subtitles", each) for each in SUBTITLES),
        *(("the log of a program", each) for each in LOGS),
        (
            "a playlist",
            "#EXTM3U\n" + "".join(f"#EXTINF:12{n},Ann - The Lamp\nlamp{n}.mp3\n" for n in range(9)),
        ),
        ("a patch", "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n the lamp was lit\n-the boat came\n+the boat went\n"),
        ("YAML", "name: lamp\nscenes:\n" + "".join(f"  - id: {n}\n    place: mill\n" for n in range(9))),
        (
            "YAML",
            "# settings\n---\ntitle: x\ntags:\n- a\n- b\n- c\ndraft: true\nwords: 9\npov: ann\nweight: 3\n",
        ),
        (
            "a calendar",
            "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nSUMMARY:Lamp\nEND:VEVENT\nEND:VCALENDAR\n",
        ),
        ("PostScript", "%!PS-Adobe-3.0\n%%Title: lamp\n/x 1 def\nshowpage\n"),
        *(("program code", each) for each in CODE),
        ("FictionBook", XML[0]),
        *(("XML", each) for each in XML[1:]),
        *(("log in", each) for each in LOGIN_PAGES),
        *(("an error page", each) for each in ERROR_PAGES),
        *(("before the story", each) for each in ASKING_PAGES),
    ],
)
def test_what_is_no_prose_is_refused_by_name(read: Read, name: str, what: str, data: str) -> None:
    with pytest.raises(SourceError, match=rf"{what}.*--force.*F112") as caught:
        read(name, data, force=False)
    assert "\n" not in str(caught.value)
    if name == "a.txt":
        assert read(name, data, force=True).blocks


CODE_AT_FIRST = 'def late(name):\n    print("late", name)\n\n' + STORY
LETTERS = (
    "Hull, 4 May 1802\n\nDear Ned,\n\nPray bring:\n\n- 2 lamps,\n- 1 rope,\n- 12 candles;\n- "
    "flour, salt, tea;\n\n"
    "1. Ask at the mill.\n2. Ask at the inn.\n3. Come home.\n\nYour\nAnn\n\n"
) * 5
STATUS = "Name: Ann\nLevel = 4\nHP = 31/40\nSkills: [Lamp, Rope]\n\n"
SCRIPT = "".join(
    "ANN\tYou are late, Ned, and the lamp has gone out again.\nNED\tThe road was wet.\n" for _ in range(9)
)
CHAT = "".join(
    f"[12:{n:02}] ann: you are late\n[12:{n:02}] ned: so what; the road was wet\n" for n in range(30)
)
REFRAIN = "Rain, rain, rain,\nCome, come, come,\nSleep, sleep, sleep;\nWeep, weep, weep;\n\n" * 6
PARENTHESES = "(You are late.)\n\n(The road was wet; he had to walk.)\n\n“So?” (She laughed.)\n\n" * 6
TIMES = "Ann looked up.\n\n00:00:01,600 --> 00:00:04,200\n\nThat was all that the screen said.\n\n" + STORY


@pytest.mark.parametrize(
    "words",
    [
        CODE_AT_FIRST,
        LETTERS,
        STATUS + STORY,
        SCRIPT,
        CHAT,
        REFRAIN,
        PARENTHESES,
        TIMES,
        "ann: you are late\nned: so what\nann: the lamp is out\nned: the road was wet\n" * 6,
        "[A letter, found in the lamp room]\n\n" + STORY,
        '{"late": true}\n\nSo the screen said.\n\n' + STORY,
        "404 Not Found\n\n" + STORY,
        "#!/bin/sh was all that the note said.\n\n" + STORY,
        "\\documentclass was the first word on the page that she tore up.\n\n" + STORY,
        "1,2,3,\n1,2,3,\n\n" + STORY,
        "WEBVTT, it said on the tin.\n\n" + STORY,
        "".join(f"[12:0{n}:11] {'Ann' if n % 2 else 'Ned'}: the ferry is late again\n" for n in range(9)),
        "".join(f"2024-03-0{n} 12:00\n\nThe lamp was out. INFO, said the desk.\n\n" for n in range(1, 9)),
        "12 34. 56! “78” — 90…\n\n" * 30,
        "\tAnn was late.\n\tNed was not.\n\tTom slept.\n\tSo did Sarah.\n" * 3,
        "from the town\nimport the lamps\nwhile he was away;\nreturn to the sea;\n\n" * 4,
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_an_odd_story_is_read(read: Read, name: str, words: str) -> None:
    assert read(name, words, force=True).blocks
    require_prose(Path(name), words)


@pytest.mark.parametrize(
    "page",
    [
        f"<title>404 Not Found</title><p>{ENGLISH * 3}</p>",
        f"<title>Log in</title><form><input type=password></form><div>{f'<p>{ENGLISH}</p>' * 20}</div>",
        f"<title>Forbidden</title><p>{ENGLISH} {ENGLISH} {ENGLISH}</p><p>“Stay,” she said.</p>",
        f"<title>The Lamp</title><p>“Verify that you are human,” it said. {ENGLISH} {ENGLISH} {ENGLISH}</p>",
        f"<title>Gone with the Lamp</title><p>{ENGLISH}</p>",
    ],
)
def test_a_page_with_a_story_is_read(read: Read, page: str) -> None:
    assert read("a.html", f"<html><body>{page}</body></html>", force=False).blocks
