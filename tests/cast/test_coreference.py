from __future__ import annotations

import pytest

from fabula.cast.coreference import resolve_mentions
from fabula.cast.evidence import people_of
from fabula.cast.figures import lean
from fabula.types import EntityType
from tests.cast.scenes import tell


def test_one_name_is_one_person_wherever_it_stands() -> None:
    reading = tell("[Emma] rose.", "# Two", "[Emma] sat. [Harriet] stood.", "* * *", "[EMMA] slept.").read()
    assert reading.names == ["Emma", "Harriet"]
    assert reading.entity("Emma").mentions == 3


def test_titles_and_forenames_are_shown_as_other_names() -> None:
    reading = tell(
        "[Emma Woodhouse] rose. [Emma] sat.", "[Miss Woodhouse] sang. [Emma] read.", "[Emma] slept."
    ).read()
    assert reading.names == ["Emma"]
    assert set(reading.entity("Emma").aliases) == {"Emma Woodhouse", "Miss Woodhouse"}


@pytest.mark.parametrize(("pronoun", "meant"), [("She", "Miss Taylor"), ("He", "Mr. Weston")])
def test_a_pronoun_goes_to_the_one_whose_title_agrees(pronoun: str, meant: str) -> None:
    other = {"Miss Taylor": "Mr. Weston", "Mr. Weston": "Miss Taylor"}[meant]
    reading = tell(
        f"[Mr. Weston] met [Miss Taylor]. [{pronoun}] smiled.", links={pronoun: {other: 0.5, meant: 0.4}}
    ).read()
    assert reading.who(pronoun) == meant


def test_a_pronoun_without_such_help_goes_where_the_model_says() -> None:
    reading = tell("[Emma] met [Jane]. [She] smiled.", links={"She": {"Emma": 0.3, "Jane": 0.6}}).read()
    assert reading.who("She") == "Jane"


def test_probability_is_summed_over_all_mentions_of_a_person() -> None:
    reading = tell(
        "[Emma] rose. [Emma] sat. [Emma] read. [Jane] came. [She] smiled.",
        links={"She": {"Emma": 0.2, "Emma 2": 0.2, "Emma 3": 0.2, "Jane": 0.35}},
    ).read()
    assert reading.who("She") == "Emma"


def test_a_mention_that_most_likely_goes_back_to_nobody_begins_a_person() -> None:
    reading = tell("[Emma] rose. [The maid] came.", links={"The maid": {"Emma": 0.2}}).read()
    assert reading.who("The maid") == "the maid"
    assert reading.names == ["Emma", "the maid"]


@pytest.mark.parametrize(("before", "known"), [("", False), ("[Mr. Vane] slept. ", True)])
def test_the_kin_of_one_never_told_of_is_somebody_new(before: str, known: bool) -> None:
    scene = tell(
        f"{before}[Anna] came in. [[Mr. Vane]’s wife] laughed.",
        links={"Mr. Vane’s wife": {"Anna": 0.6}},
    )
    people = people_of(scene.book)
    figure = resolve_mentions(scene.book, people, -1).mention_figure
    assert (figure[scene.labels["Mr. Vane’s wife"]] == figure[scene.labels["Anna"]]) is known


def test_pronouns_and_descriptions_follow_a_chain_of_links() -> None:
    reading = tell(
        "[General Tilney] came in. [The general] sat down. [He] frowned.",
        links={"The general": "General Tilney", "He": "The general"},
    ).read()
    assert reading.names == ["General Tilney"]
    assert reading.entity("General Tilney").mentions == 3
    assert reading.entity("General Tilney").pronouns == ("he",)


def test_a_name_reveals_who_the_stranger_is() -> None:
    reading = tell(
        "[A stranger] came in. [He] sat down.",
        "[John Thornton] had come home.",
        "[Thornton] slept.",
        links={"He": "A stranger", "John Thornton": {"A stranger": 0.3, "He": 0.6}},
    ).read()
    assert len(reading.names) == 1
    (man,) = reading.cast.entities
    assert man.name in ("John Thornton", "Thornton")
    assert man.mentions == 4
    assert man.first == 0
    assert man.pronouns == ("he",)


def test_a_name_that_is_said_once_reveals_nobody() -> None:
    scene = tell(
        "[Ann] saw [her mother]. [Her mother] sat down.",
        "“[Queen Bess] is a good horse.”",
        links={"Her mother": "her mother", "Queen Bess": {"her mother": 0.3, "Her mother": 0.6}},
    )
    book = scene.book
    figure = resolve_mentions(book, people_of(book), -1).mention_figure
    assert figure[scene.labels["Her mother"]] == figure[scene.labels["her mother"]]
    assert figure[scene.labels["Her mother"]] != figure[scene.labels["Queen Bess"]]


def test_a_name_that_does_not_go_back_to_the_stranger_is_another() -> None:
    reading = tell(
        "[A stranger] came in. [He] sat down.",
        "[John Thornton] looked up.",
        links={"He": "A stranger", "John Thornton": {"He": 0.1}},
    ).read()
    assert reading.who("He") == "a stranger"
    assert reading.who("John Thornton") == "John Thornton"


def test_a_named_person_is_not_taken_over_by_the_next_name() -> None:
    reading = tell("[Emma] came in. [Harriet] sat.", links={"Harriet": {"Emma": 0.5}}).read()
    assert reading.names == ["Emma", "Harriet"]


@pytest.mark.parametrize(
    ("told", "outer", "inner"),
    [
        ("[[Emma]’s father] slept.", "Emma’s father", "Emma"),
        ("[The wife of [the baker]] slept.", "The wife of the baker", "the baker"),
        ("[[Her] sister] slept.", "Her sister", "Her"),
        ("[The man who loved [his] dog] slept.", "The man who loved his dog", "his"),
    ],
)
def test_a_mention_within_another_is_never_the_same_person(told: str, outer: str, inner: str) -> None:
    reading = tell("[Mr. Weston] and [Jane].", told, links={inner: {outer: 0.95}}).read()
    assert reading.mention(outer).entity is not None
    assert reading.mention(inner).entity != reading.mention(outer).entity


def test_nested_mentions_stay_apart_even_where_each_goes_back_to_one_person() -> None:
    reading = tell(
        "[Emma] rose.", "[[Her] father] slept.", links={"Her": "Emma", "Her father": {"Emma": 0.3}}
    )
    found = reading.read()
    assert found.who("Her") == "Emma"
    assert found.who("Her father") == "her father"


def test_i_in_speech_is_the_speaker_and_you_the_one_spoken_to() -> None:
    reading = tell(
        "“[I] love [you],” said [Tom] to [Anne].",
        "[Anne] said nothing.",
        speakers={"love": "Tom"},
        addressees={"love": "Anne"},
    ).read()
    assert reading.who("I") == "Tom"
    assert reading.speaker("love") == "Tom"


def test_you_is_the_other_voice_of_the_conversation() -> None:
    reading = tell(
        "“[I] will go,” said [Tom].",
        "“[You] will not,” said [Anne].",
        "“And who are [you] to say so?” said [Tom].",
        speakers={"will go": "Tom", "will not": "Anne", "to say so": "Tom 2"},
    ).read()
    assert reading.who("I") == "Tom"
    assert reading.who("You") == "Tom"
    assert reading.who("you") == "Anne"


def test_each_i_is_its_own_speaker() -> None:
    reading = tell(
        "“[I] will go,” said [Tom].",
        "“[I] will stay,” said [Anne].",
        links={"I 2": "I"},
        speakers={"will go": "Tom", "will stay": "Anne"},
    ).read()
    assert (reading.who("I"), reading.who("I 2")) == ("Tom", "Anne")


def test_a_third_person_in_speech_is_not_its_speaker() -> None:
    told = ("[Tom] and [Will] quarrelled.", "“[He] is mad,” said [Tom].")
    links = {"He": {"Tom": 0.5, "Will": 0.4}}
    assert tell(*told, links=links, speakers={"mad": "Tom 2"}).read().who("He") == "Will"


def test_a_third_person_in_speech_is_not_the_one_spoken_to() -> None:
    reading = tell(
        "[Tom], [Will] and [Ned] sat.",
        "“[He] is mad, [Will],” said [Tom].",
        "“So he is,” said [Will].",
        links={"He": {"Will": 0.5, "Ned": 0.4}},
        speakers={"mad": "Tom 2", "So he": "Will 3"},
        addressees={"mad": "Will 2"},
    ).read()
    assert reading.who("He") == "Ned"


@pytest.mark.parametrize(
    ("pronoun", "subject"),
    [("xe", "xe"), ("xem", "xe"), ("zir", "ze"), ("faer", "fae"), ("they", "they"), ("themself", "they")],
)
def test_neopronouns_and_they_are_kept_with_their_person(pronoun: str, subject: str) -> None:
    reading = tell(
        f"[Alex] came. We saw [{pronoun}] there. [Alex] left.", links={pronoun: {"Alex": 0.9}}
    ).read()
    assert reading.who(pronoun) == "Alex"
    assert reading.entity("Alex").pronouns == (subject,)


def test_pronouns_are_told_by_how_often_they_are_used() -> None:
    reading = tell(
        "[Alex] came. [They] sat. [They] ate. [They] slept. [She] woke.",
        links={"They": "Alex", "They 2": "Alex", "They 3": "Alex", "She": "Alex"},
    ).read()
    assert reading.entity("Alex").pronouns == ("they", "she")


def test_they_who_are_a_pair_are_not_one_of_it() -> None:
    reading = tell("[Tom] met [the sisters]. [They] laughed.", links={"They": {"the sisters": 0.8}}).read()
    assert reading.who("They") == "the sisters"


def test_places_of_one_name_are_one_place() -> None:
    reading = tell(
        "[Highbury|GPE] slept.", "* * *", "All of [Highbury|GPE] talked; [Highbury|GPE]’s streets were empty."
    ).read()
    assert reading.names == ["Highbury"]
    place = reading.entity("Highbury")
    assert (place.type, place.mentions) == (EntityType.PLACE, 3)


def test_an_article_makes_no_other_ship() -> None:
    reading = tell(
        "[The Pequod|VEH|name] sailed.", "[the Pequod|VEH|name] sank. [Pequod|VEH] was gone."
    ).read()
    assert [e.mentions for e in reading.cast.entities] == [3]


def test_a_person_and_a_place_of_one_name_are_two() -> None:
    reading = tell("[Washington] rode to [Washington|GPE].").read()
    assert {(e.name, e.type) for e in reading.cast.entities} == {
        ("Washington", EntityType.PERSON),
        ("Washington", EntityType.PLACE),
    }


def test_a_ship_and_a_country_of_one_name_are_two() -> None:
    reading = tell("[Albion|VEH] sailed from [Albion|GPE].", "[Albion|VEH] sank.").read()
    assert [(e.type, e.mentions) for e in reading.cast.entities] == [
        (EntityType.VEHICLE, 2),
        (EntityType.PLACE, 1),
    ]


def test_a_pronoun_for_a_thing_goes_to_no_person() -> None:
    reading = tell(
        "[Emma] saw [the ship|VEH]. [It|VEH] sank.", links={"It": {"Emma": 0.5, "the ship": 0.4}}
    ).read()
    assert reading.who("It") == "the ship"


def test_a_name_over_two_lines_is_the_same_name() -> None:
    reading = tell("[Captain\nWentworth] came.", "[Captain Wentworth] left.").read()
    assert reading.names == ["Captain Wentworth"]
    assert reading.entity("Captain Wentworth").aliases == ()


def test_a_possessive_is_the_same_name() -> None:
    reading = tell("[TK-421’s] post was empty.", "[TK-421] was gone. [JB-007] had seen it.").read()
    assert reading.names == ["TK-421", "JB-007"]


def test_a_couple_is_neither_of_the_two() -> None:
    reading = tell("[Mr. and Mrs. Weston] came.", "[Mr. Weston] sat, [Mrs. Weston] stood.").read()
    assert sorted(reading.names) == ["Mr. Weston", "Mr. and Mrs. Weston", "Mrs. Weston"]


def test_two_names_joined_by_and_are_two_people() -> None:
    reading = tell("[Alex Carter] and [Carter] went out.", "[Carter] was late.").read()
    assert reading.who("Alex Carter") == "Alex Carter"
    assert reading.who("Carter") == "Carter"


def test_sir_is_whoever_is_called_so() -> None:
    reading = tell(
        "[Mr. Knightley] listened. “Yes, [Sir|name],” said [Tom].",
        "* * *",
        "[Mr. Elton] listened. “No, [Sir|name],” said [Tom].",
        links={"Sir": "Mr. Knightley", "Sir 2": "Mr. Elton"},
        speakers={"Yes": "Tom", "No": "Tom 2"},
    ).read()
    assert reading.who("Sir") == "Mr. Knightley"
    assert reading.who("Sir 2") == "Mr. Elton"


def test_links_of_the_model_say_which_miss_bennet_is_meant() -> None:
    told: list[str] = ["[Jane Bennet] and [Elizabeth Bennet] came."]
    links: dict[str, str | dict[str, float]] = {}
    for k in range(1, 7):
        number = "" if k == 1 else f" {k}"
        told.append("[Jane Bennet] sat. [Elizabeth Bennet] stood. [Miss Bennet] laughed.")
        links[f"Miss Bennet{number}"] = {f"Elizabeth Bennet {k + 1}": 0.05, f"Jane Bennet {k + 1}": 0.85}
    reading = tell(*told, links=links).read()
    assert reading.mention("Miss Bennet").entity == reading.mention("Jane Bennet").entity
    assert reading.mention("Miss Bennet").entity != reading.mention("Elizabeth Bennet").entity


def test_the_numbers_of_names_are_of_people_alone() -> None:
    scene = tell("[Emma] left [Highbury|GPE] with [the maid]. [Emma] and [She].", links={"She": "Emma"})
    numbers = people_of(scene.book).number
    assert set(numbers) == {scene.labels["Emma"], scene.labels["Emma 2"]}
    assert len(set(numbers.values())) == 1


def test_every_mention_gets_a_figure_that_knows_it() -> None:
    scene = tell("[Emma] met [a man]. [He] bowed to [her].", links={"He": "a man", "her": "Emma"})
    book = scene.book
    resolution = resolve_mentions(book, people_of(book), -1)
    for mention, figure in enumerate(resolution.mention_figure):
        assert mention in resolution.figures[figure].mentions
    assert resolution.mention_figure[scene.labels["her"]] == resolution.mention_figure[scene.labels["Emma"]]
    assert sum(len(f.mentions) for f in resolution.figures) == book.size


def test_doubt_about_a_pronoun_passes_to_those_that_go_back_to_it() -> None:
    reading = tell(
        "[Tom] met [Will]. [He] bowed. [Him] they knew.",
        links={"He": {"Tom": 0.5, "Will": 0.45}, "Him": {"He": 0.6, "Will": 0.35}},
    ).read()
    # the first is more likely Tom, but what speaks for Will adds up for the second
    assert (reading.who("He"), reading.who("Him")) == ("Tom", "Will")


def test_the_gentleman_of_another_chapter_is_another() -> None:
    long = "It rained and rained upon the hill. " * 900
    near = tell(
        "[The gentleman] bowed.", "[Jane] saw [the gentleman].", links={"the gentleman": "The gentleman"}
    )
    far = tell(
        "[The gentleman] bowed.",
        long,
        "[Jane] saw [the gentleman].",
        links={"the gentleman": {"The gentleman": 0.6}},
    )
    for scene, same in ((near, True), (far, False)):
        book = scene.book
        figure = resolve_mentions(book, people_of(book), -1).mention_figure
        assert (figure[scene.labels["the gentleman"]] == figure[scene.labels["The gentleman"]]) is same


def test_the_number_of_a_chapter_is_no_name() -> None:
    assert not tell("# Chapter [LI|name]", "[He] ran.").book.names


def test_a_description_may_stand_in_a_longer_one_of_the_same_person() -> None:
    reading = tell(
        "[Emma] saw [the doctor].",
        "“Good,” said [[the doctor], turning away].",
        links={"the doctor, turning away": "the doctor", "the doctor 2": {"the doctor": 0.9, "Emma": 0.09}},
    ).read()
    assert reading.who("the doctor 2") == "the doctor"


@pytest.mark.parametrize(
    ("words", "doubled"),
    [
        ("[[the doctor] who came]", True),
        ("[[the doctor], turning away]", True),
        ("[[the doctor]’s wife]", False),
        ("[[the doctors]’ wife]", False),
        ("[[the doctor] and the nurse]", False),
        ("[[my dear] Jane|nominal]", False),
    ],
)
def test_what_stands_first_in_a_description_is_its_head_or_its_owner(words: str, doubled: bool) -> None:
    book = tell(f"There came {words}.").book
    assert bool(book.doubles) == doubled


def test_a_post_that_one_alone_holds_by_name_is_his_before_anybody_elses() -> None:
    reading = tell(
        "[Garnet] rose. [Professor Derrick] sat. [Garnet] bowed. “Good,” said [the professor].",
        links={"the professor": {"Garnet 2": 0.5}},
    ).read()
    assert reading.who("the professor") == "Professor Derrick"


@pytest.mark.parametrize(("owner", "same"), [("her", True), ("his", False)])
def test_her_mother_is_not_the_mother_of_another(owner: str, same: bool) -> None:
    again = f"{owner} mother"
    scene = tell(
        "[Ann] came in with [Tom]. [[Her] mother] sat down.",
        f"[[{owner}] mother] rose.",
        links={"Her": "Ann", owner: "Ann" if same else "Tom", again: {"Her mother": 0.8}},
    )
    figure = resolve_mentions(scene.book, people_of(scene.book), -1).mention_figure
    assert (figure[scene.labels["Her mother"]] == figure[scene.labels[again]]) is same


def test_a_pronoun_among_many_others_is_a_slip() -> None:
    told = [f"[Alex] came. [They] sat down in row {n}." for n in range(9)]
    links = {"They": "Alex", **{f"They {n + 1}": "Alex" for n in range(1, 9)}, "She": "Alex"}
    reading = tell(*told, "[She] woke.", links=links).read()
    assert reading.entity("Alex").pronouns == ("they",)


@pytest.mark.parametrize(
    ("walk_on", "somebody_new"), [("A fishmonger", True), ("A man", True), ("A voice", False)]
)
def test_the_turns_of_others_do_not_tell_who_comes_in(walk_on: str, somebody_new: bool) -> None:
    scene = tell(
        "“Have you seen [her]?” asked [Ade].",
        "“No,” said [Bo].",
        f"“Twenty of them,” [{walk_on}] said.",
        links={walk_on: {"Ade": 0.1}},
        speakers={"seen": "Ade", "No": "Bo", "Twenty": walk_on},
    )
    assert scene.book.referring.new[scene.labels[walk_on]] is somebody_new
    if walk_on == "A fishmonger":
        assert scene.read().speaker("Twenty") == "a fishmonger"


@pytest.mark.parametrize(("pronouns", "leans"), [(2, ""), (7, "he")])
def test_a_word_for_a_woman_tells_as_much_of_gender_as_three_pronouns(pronouns: int, leans: str) -> None:
    text = " ".join(["[Robin] rose.", "[The lady] sat.", *["[He] smiled."] * pronouns])
    labels = ["He", *(f"He {k}" for k in range(2, pronouns + 1))]
    scene = tell(text, links={"The lady": "Robin", **dict.fromkeys(labels, "Robin")})
    people = people_of(scene.book)
    resolution = resolve_mentions(scene.book, people, -1)
    figure = resolution.figures[resolution.mention_figure[0]]
    assert lean(figure.genders) == leans
