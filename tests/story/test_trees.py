from __future__ import annotations

from fabula.story.trees import Tree
from tests.story.pages import laid_out

ARCS = {"barn": ("sat", "obl"), "in": ("barn", "case"), "the": ("barn", "det")}


def test_clauses_subjects_and_paths() -> None:
    document = laid_out("[Emma] sat in the barn. [Jane] went.", arcs=ARCS)
    tree = Tree(document)
    emma, sat, within, _, barn = range(5)
    jane = document.lemma.index("jane")
    assert tree.children(sat) == [emma, barn]
    assert tree.clause(barn) == tree.clause(emma) == tree.root(within) == sat
    assert tree.subject(sat) == emma
    assert tree.path(emma, barn) == ["<nsubj", ">obl"]
    assert tree.path(emma, jane) is None


def test_a_verb_without_a_subject_has_that_of_the_one_it_goes_with() -> None:
    document = laid_out("[Emma] came and went.", arcs={"went": ("came", "conj"), "and": ("went", "cc")})
    assert Tree(document).subject(document.lemma.index("go")) == 0
