"""TEI P5: valid against TEI's own schema, whole, and with pointers that lead somewhere.

``tei.rng`` is ``tei_all`` of TEI P5 4.3.0 with no other elements than those used: ``tools/restrict_tei.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import fabula
from fabula.exports import export
from fabula.exports.tei import document
from fabula.types import (
    Apart,
    Block,
    BlockKind,
    Emphasis,
    EmphasisKind,
    EntityType,
    Mention,
    MentionForm,
    Quote,
    Repair,
    RepairKind,
    Scene,
    Work,
)
from tests.builders import CONTENT, ferry, grouped_work, novel, plain_work, small_work, storied_work
from tests.exports.test_any_work import odd_work

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
SCHEMA = etree.RelaxNG(etree.parse(str(Path(__file__).parent / "tei.rng")))
WORKS = [small_work(), storied_work(), grouped_work(), ferry(), novel(3000), plain_work("  ", mention_of=())]


def test_it_is_valid_however_odd_the_work() -> None:
    read(odd_work())


def read(work: Work) -> etree._Element:
    """The document of a work, which is valid and whose pointers all lead somewhere."""
    return checked(document(work))


def checked(content: str) -> etree._Element:
    root = etree.fromstring(content.encode())
    assert SCHEMA.validate(root), SCHEMA.error_log.last_error
    known = [each.get(ID) for each in root.iter() if each.get(ID)]
    assert len(set(known)) == len(known)
    for each in root.iter(etree.Element):
        for name in (
            "who",
            "toWhom",
            "ref",
            "ana",
            "from",
            "target",
            "active",
            "passive",
            "prev",
            "next",
            "resp",
        ):
            for pointer in (each.get(name) or "").split():
                assert pointer[0] == "#" and pointer[1:] in known, (name, pointer)
    return root


def words(root: etree._Element) -> str:
    """All that is said in the text, without white space, and breaks between scenes as they are shown."""
    body = root.find(f"{TEI}text")
    assert body is not None
    found = []
    for event, each in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            if each.tag == f"{TEI}milestone" and each.get("unit") == "scene-break":
                found.append(each.get("rend") or "")
            found.append(each.text or "")
        else:
            found.append(each.tail or "")
    return squeezed("".join(found))


def inside(element: etree._Element) -> str:
    """The words of an element and of what is in it."""
    return "".join(map(str, element.itertext()))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.title)
def test_it_is_valid_and_leaves_no_word_out(work: Work) -> None:
    assert words(read(work)) == squeezed(work.text.content)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.replace("<said ", "<say ").replace("</said>", "</say>"),
        lambda content: content.replace('cert="0.9"', 'cert="very"'),
        lambda content: content.replace("<body>", "").replace("</body>", ""),
        lambda content: content.replace("<listPlace>", "<listPerson>").replace(
            "</listPlace>", "</listPerson>"
        ),
        lambda content: content.replace('aloud="true"', 'aloud="loud"'),
    ],
)
def test_the_schema_refuses_what_is_not_tei(change: Callable[[str], str]) -> None:
    content = document(small_work())
    assert change(content) != content
    assert not SCHEMA.validate(etree.fromstring(change(content).encode()))


def test_who_says_what_to_whom() -> None:
    root = read(storied_work())
    first, rest, answer = root.iter(f"{TEI}said")
    assert (first.get("who"), first.get("toWhom"), first.get("cert")) == ("#e1", "#e3", "0.9")
    assert (first.get("next"), rest.get("prev"), rest.get("next")) == ("#q1.2", "#q1", None)
    assert answer.get("toWhom") == "#e1 #e2" and answer.get("aloud") == "true"
    assert inside(answer) == "“No, ma’am. Tom took it to Fenwick.”"
    (doubt,) = root.iter(f"{TEI}certainty")
    assert sorted(map(str, doubt.attrib.values())) == ["#e3", "#q1", "0.0625", "@who", "value"]


def test_a_thought_is_not_aloud_and_one_whom_nobody_knows_has_no_name() -> None:
    work = ferry()
    thought = replace(work.cast.quotes[0], thought=True)
    work = replace(work, cast=replace(work.cast, quotes=(thought, *work.cast.quotes[1:])))
    first, *_, last = read(work).iter(f"{TEI}said")
    assert first.get("aloud") == "false"
    assert "who" not in last.attrib and "cert" not in last.attrib


def test_names_point_to_the_cast() -> None:
    root = read(storied_work())
    assert [(each.tag[len(TEI) :], inside(each), each.get("ref")) for each in mentions(root)][:4] == [
        ("persName", "Mrs. Alder", "#e1"),
        ("rs", "you", None),
        ("rs", "Tom’s glove", None),
        ("persName", "Tom", "#e2"),
    ]
    alder = next(each for each in root.iter(f"{TEI}person") if each.get(ID) == "e1")
    assert [each.text for each in alder.iter(f"{TEI}persName")] == ["Mrs. Alder", "ma’am"]
    assert [each.text for each in alder.iter(f"{TEI}persPronouns")] == ["she"]
    (trait,) = alder.iter(f"{TEI}trait")
    assert (trait.get("type"), trait.get("resp"), inside(trait)) == ("rank", "#e3", "ma’am")
    assert [each.get("type") for each in root.iter(f"{TEI}place")] == ["settlement"]
    assert [(each.get("name"), each.get("active")) for each in root.iter(f"{TEI}relation")] == [
        ("child-of", "#e2"),
        ("relative-of", "#e1"),
    ]


def mentions(root: etree._Element) -> list[etree._Element]:
    body = root.find(f"{TEI}text")
    assert body is not None
    return list(body.iter(f"{TEI}persName", f"{TEI}placeName", f"{TEI}orgName", f"{TEI}rs"))


def test_entities_of_every_type_have_a_list() -> None:
    work = small_work()
    kinds = list(EntityType)
    people = tuple(replace(work.cast.entities[0], id=n, type=kind) for n, kind in enumerate(kinds, 1))
    linked = tuple(replace(own, entity=1 + n % len(kinds)) for n, own in enumerate(work.cast.mentions))
    root = read(replace(work, cast=replace(work.cast, entities=people, mentions=linked)))
    lists = [each.tag[len(TEI) :] for each in root.iter() if str(each.tag).startswith(f"{TEI}list")]
    assert lists == ["listPerson", "listPlace", "listOrg", "listObject"]


def test_a_group_has_its_members() -> None:
    root = read(grouped_work())
    (relation,) = root.iter(f"{TEI}relation")
    assert (relation.get("name"), relation.get("active"), relation.get("passive")) == (
        *("member-of", "#e2 #e3"),
        "#e1",
    )
    assert next(root.iter(f"{TEI}personGrp")).get(ID) == "e1"


def test_chapters_breaks_verse_and_scenes_have_elements() -> None:
    root = read(storied_work())
    assert [(each.get("type"), each.get("n")) for each in root.iter(f"{TEI}div")] == [
        ("other", None),
        ("chapter", "1"),
        ("chapter", "2"),
    ]
    assert [each.text for each in root.iter(f"{TEI}head")] == ["THE LOST GLOVE", "Chapter One", "Chapter Two"]
    assert [(each.text or "").strip() for each in root.iter(f"{TEI}l")] == [
        "O glove, O glove,",
        "where do you rove?",
    ]
    assert [
        (each.get("unit"), each.get("rend") or each.get("n")) for each in root.iter(f"{TEI}milestone")
    ] == [
        ("scene", "1"),
        ("scene-break", "* * *"),
        ("scene", "2"),
    ]
    present = next(each for each in root.iter(f"{TEI}spanGrp") if each.get("type") == "bodily")
    assert [(each.get("from"), each.get("ana")) for each in present][:2] == [
        ("#scene.1", "#e1"),
        ("#scene.1", "#e3"),
    ]


def test_a_scene_that_begins_within_a_paragraph_does_so_there() -> None:
    work = storied_work()
    assert work.story is not None
    begin = CONTENT.index("“No,")
    first, second = work.story.scenes
    moved: tuple[Scene, ...] = (replace(first, end=begin), replace(second, start=begin, end=begin + 4))
    root = read(replace(work, story=replace(work.story, scenes=moved)))
    milestone = next(each for each in root.iter(f"{TEI}milestone") if each.get("n") == "2")
    parent = milestone.getparent()
    assert parent is not None and parent.tag == f"{TEI}said"


def test_what_is_no_part_of_the_story_says_what_it_is_and_a_late_heading_is_no_head() -> None:
    content = "Ann sang.\n\nPART TWO\n\nBuy this book."
    blocks = (
        Block(BlockKind.PARAGRAPH, 0, 9),
        Block(BlockKind.HEADING, 11, 19),
        Block(BlockKind.NOTE, 21, 35, Apart.ABOUT_AUTHOR),
    )
    work = plain_work(content)
    root = read(replace(work, text=replace(work.text, blocks=blocks)))
    assert [each.get("type") for each in root.iter(f"{TEI}ab")] == ["heading", "about-the-author"]


def test_crossing_marks_nest_and_repairs_read_as_they_should() -> None:
    content = "Ann said fi-\nne words."
    work = plain_work(content, mention_of=[((4, 14), 1)])
    quote = Quote(1, ((0, 8),), 1, None, (), 1.0)
    text = replace(
        work.text,
        emphasis=(Emphasis(EmphasisKind.ITALIC, 6, 21),),
        repairs=(Repair(9, 15, "fine", RepairKind.LINE_BREAK),),
    )
    root = read(replace(work, text=text, cast=replace(work.cast, quotes=(quote,))))
    assert inside(next(root.iter(f"{TEI}body"))).split() == ["Ann", "said", "fine", "words."]


def test_a_quotation_over_two_paragraphs_goes_on_in_the_second() -> None:
    content = "“Ann,\n\nBee.”"
    work = plain_work(content)
    blocks = (Block(BlockKind.PARAGRAPH, 0, 5), Block(BlockKind.PARAGRAPH, 7, 12))
    first, second = read(replace(work, text=replace(work.text, blocks=blocks))).iter(f"{TEI}said")
    assert (first.get(ID), second.get(ID), second.get("prev")) == ("q1", None, "#q1")


def test_characters_that_xml_has_no_place_for_are_shown() -> None:
    work = plain_work("Ann \x01 & <b> ]]> \ufffe.", title="A\x02 & B", name='"Ann" <&>')
    root = read(work)
    assert "�" in words(root) and "<b>]]>" in words(root)
    assert next(root.iter(f"{TEI}title")).text == "A� & B"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_spans_give_a_valid_document(data: st.DataObject) -> None:
    content = "Ann saw Bee.\n\n“Oh!” she said.\n* * *\nThen, well"
    cuts = data.draw(st.lists(st.integers(0, len(content)), min_size=8, max_size=8))
    spans = [(min(a, b), max(a, b)) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if a != b]
    work = plain_work(content)
    forms = st.sampled_from(MentionForm)
    found = tuple(Mention(*own, EntityType.PERSON, data.draw(forms), 1, 0.5) for own in sorted(spans))
    quotes = tuple(Quote(n, (own,), 1, None, (), 0.5) for n, own in enumerate(spans))
    blocks = (
        Block(BlockKind.PARAGRAPH, 0, 12),
        Block(data.draw(st.sampled_from(BlockKind)), 14, 30),
        Block(BlockKind.SCENE_BREAK, 31, 36),
    )
    work = replace(
        work, text=replace(work.text, blocks=blocks), cast=replace(work.cast, mentions=found, quotes=quotes)
    )
    assert words(checked(document(work))) == squeezed(content)


@pytest.mark.model
def test_a_story_as_the_program_reads_it(voices: Path, tmp_path: Path) -> None:
    with fabula.open_world(voices) as world:
        reading = world.only_work()
    path = reading.export("tei", tmp_path / "voices.xml")
    root = checked(path.read_text(encoding="utf-8"))
    assert words(root) == squeezed(reading.text)
    assert len({each.get("who") for each in root.iter(f"{TEI}said")}) > 2
    assert export(reading.told_work, "tei", tmp_path) == tmp_path / "two_voices.xml"
