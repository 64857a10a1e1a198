from __future__ import annotations

import pytest

from fabula.sources.markdown.front_matter import fields_of, front_matter
from fabula.types import Metadata

BODY = "\nMarta rowed on.\n"


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: The Boat\nauthor: Ada Merrow\n---\n",
        "---\ntitle: 'The Boat' # working title\nauthors:\n  - Ada Merrow\n...\n",
        '---\n"title": "The Boat"\nauthor:\n- name: Ada Merrow\n  email: a@b.c\n---\n',
        "+++\ntitle = \"The Boat\"\ndate = 2021-03-04\n[extra]\nauthor = 'Ada Merrow'\n+++\n",
        '+++\ntitle = "The Boat"\nauthors = [\n  "Ada Merrow",\n]\n+++\n',
        '{\n  "title": "The Boat",\n  "author": ["Ada Merrow"]\n}\n',
        "% The Boat\n% Ada Merrow\n% 1920\n",
        "Title: The Boat\nAuthor: Ada Merrow\nBase Header Level: 2\n",
        "---\ntitle: The Boat\nby: Ada Merrow\npov: '[[Marta]]'\ndraft: true\nn: |\n  Two\n\n  lines\n---\n",
        "\n---\ntitle: The Boat\nauthor: Ada Merrow\naliases: []\nweight: 3\nslug: x\nbroken line\n---\n",
    ],
)
def test_title_and_author(head: str) -> None:
    metadata, body = front_matter(head + BODY)
    assert (metadata.title, metadata.author) == ("The Boat", "Ada Merrow")
    assert body.strip() == BODY.strip()


@pytest.mark.parametrize(
    "head",
    [
        "---\ntags: [draft, sea]\n---\n",
        "---\ntags:\n  - draft\n  - sea\n---\n",
        "---\ntags: draft, sea\n---\n",
        "---\ntags: '#draft, #sea'\n---\n",
        "+++\n[taxonomies]\ntags = ['draft', 'sea']\n+++\n",
    ],
)
def test_tags(head: str) -> None:
    assert front_matter(head + BODY)[0].tags == ("draft", "sea")


@pytest.mark.parametrize(
    "head",
    [
        "---\npov: Marta\nstatus: draft\n---\n",
        "---\nnotes: Needs a rewrite.\n---\n",
        "---\nPOV: Marta.\nStatus: Draft.\n\n---\n",
        "---\nlongform:\n  format: scenes\n  title: The Boat\n  scenes:\n    - One\n    - - Two\n---\n",
        "---\ncharacters:\n  - '[[Marta]]'\n  - '[[Ivo|the boy]]'\nword-goal: 2000\n---\n",
        "---\naliases: []\npov:: Marta\nstatus::\n---\n",
        "---\nlayout: post\npermalink: /the/boat/\npublished: true\n---\n",
        '+++\ntext = """\nTwo\nlines\n"""\n+++\n',
    ],
)
def test_fields_without_a_place_are_no_words_either(head: str) -> None:
    metadata, body = front_matter(head + BODY)
    assert body.strip() == BODY.strip()
    assert (metadata.title, metadata.author) == ("", "")


@pytest.mark.parametrize(
    "content",
    [
        "---\n\nMarta rowed on.\n\n---\n\nIvo slept.\n",
        "---\nMarta said that she would come: and so she did.\n---\n",
        "Marta: Who is it?\nIvo: Nobody.\n\nMarta rowed.\n",
        "---\nMarta: Who is it?\nIvo: “Nobody.”\n---\n\nMarta rowed.\n",
        "---\nFrom: Ivo\nTo: Marta\nDate: May 3\nRe: boat\n\nCome home.\n---\n\nMarta rowed.\n",
        "{Marta} rowed on.\n",
        "%Not a title\n",
        "--- \n",
        "",
    ],
)
def test_words_are_no_fields(content: str) -> None:
    assert front_matter(content) == (Metadata(), content)


def test_summary_and_what_else_has_a_place() -> None:
    head = "---\ndescription: >\n  A boat\n  sinks.\nlang: en\nseries: The River\nrating: T\n---\n"
    metadata, _ = front_matter(head + BODY)
    assert (metadata.summary, metadata.language) == ("A boat sinks.", "en")
    assert metadata.other == {"series": "The River", "rating": "T"}


def test_many_brackets_take_time_in_proportion() -> None:
    assert fields_of("a: [b, " + "[" * 100_000 + "\n" + "x\n" * 10_000, toml=False) is None
