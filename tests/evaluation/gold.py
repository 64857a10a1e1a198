"""Small corpora written by hand, in the layouts of the real ones."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from fabula.types import (
    Annotations,
    Block,
    BlockKind,
    Cast,
    EntityType,
    Mention,
    MentionForm,
    Metadata,
    PairScores,
    Quotation,
    Quote,
    Span,
    Text,
    Words,
    Work,
)

NOVEL = 'The Gate\n\n"Who is there?"  said\nMrs. Alder. "Ned--is it you?" He came in.\n'
TOKENS = (
    "The Gate",
    '" Who is there ? " said Mrs. Alder .',
    '" Ned -- is it you ? " He came in .',
)
MENTIONS = """MENTION\tT0\t1\t7\t1\t8\tMrs. Alder\tPER\tPROP
MENTION\tT1\t2\t1\t2\t1\tNed\tPER\tPROP
MENTION\tT2\t2\t5\t2\t5\tyou\tPER\tPRON
MENTION\tT3\t2\t8\t2\t8\tHe\tPER\tPRON
MENTION\tT4\t0\t0\t0\t1\tThe Gate\tFAC\tNOM
COREF\tT1\tNed-1
COREF\tT2\tNed-1
COREF\tT3\tNed-1
COREF\tT9\tNobody-2
COP\tT1\tT2
"""
QUOTATIONS = """QUOTE\tQ1\t1\t0\t1\t5\t" Who is there ? "
QUOTE\tQ2\t2\t0\t2\t7\t" Ned -- is it you ? "
ATTRIB\tQ1\tMrs_Alder-0
"""


def flat_tokens() -> list[str]:
    return [token for line in TOKENS for token in line.split(" ")]


def write_litbank(root: Path, name: str = "1_gate", novel: str | None = NOVEL) -> Path:
    """A LitBank of one document, which is in both splits; returns its root."""
    for layer in ("coref", "entities", "events", "quotations"):
        (root / layer / "tsv").mkdir(parents=True, exist_ok=True)
    stem = f"{name}_brat"
    (root / "coref" / "tsv" / f"{stem}.txt").write_text("\n".join(TOKENS) + "\n")
    (root / "coref" / "tsv" / f"{stem}.ann").write_text(MENTIONS)
    (root / "quotations" / "tsv" / f"{stem}.ann").write_text(QUOTATIONS)
    labels = {0: "B-FAC\tO", 1: "I-FAC\tB-PER", 9: "B-PER\tB-PER", 10: "O\tI-PER", 13: "B-PER\tO"}
    tokens = flat_tokens()
    entities = [f"{token}\t{labels.get(index, chr(9).join('OO'))}\t\n" for index, token in enumerate(tokens)]
    (root / "entities" / "tsv" / f"{stem}.tsv").write_text("".join(entities))
    events = [f"{token}\t{'EVENT' if token in ('said', 'came') else 'O'}\n" for token in tokens]
    (root / "events" / "tsv" / f"{stem}.tsv").write_text("".join(events))
    if novel is not None:
        (root / "original").mkdir(exist_ok=True)
        (root / "original" / f"{name}.txt").write_text("Licence.\n\n" + novel + "More of it.\n")
    for split in ("dev", "train"):
        (root / f"{split}.txt").write_text(f"{name}\n")
    return root


QUOTATION_COLUMNS = (
    "quoteID",
    "quoteText",
    "subQuotationList",
    "quoteByteSpans",
    "speaker",
    "addressees",
    "quoteType",
    "referringExpression",
    "mentionTextsList",
    "mentionSpansList",
    "mentionEntitiesList",
)
STORY = (
    'The lamp was out.\r\n\r\n"Ned," said Ruth, "who is that?"\r\n\r\n"Nobody," he said.\r\n\r\n'
    '"I heard a step."\r\n\r\n"Hush!" said a voice.\r\n'
)


def span_in(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def quotation_row(identifier: str, parts: list[str], **changes: str) -> dict[str, str]:
    """A row of ``quotation_info.csv`` for words of :data:`STORY`."""
    row = {
        "quoteID": identifier,
        "quoteText": " ".join(parts),
        "subQuotationList": str(parts),
        "quoteByteSpans": str([list(span_in(STORY, part)) for part in parts]),
        "speaker": "Ruth",
        "addressees": "['Ned Hale']",
        "quoteType": "Explicit",
        "referringExpression": "said Ruth",
        "mentionTextsList": str([[] for _ in parts]),
        "mentionSpansList": str([[] for _ in parts]),
        "mentionEntitiesList": str([[] for _ in parts]),
    }
    return {**row, **changes}


def story_rows() -> list[dict[str, str]]:
    """Four quotations: interrupted, anaphoric, of no type, and by nobody that could be known."""
    ned = list(span_in(STORY, "Ned"))
    return [
        quotation_row(
            "Q0",
            ["Ned,", "who is that?"],
            mentionTextsList="[['Ned'], ['that']]",
            mentionSpansList=str([[ned], [[1, 2]]]),
            mentionEntitiesList="[[['Ned Hale']], []]",
        ),
        quotation_row("Q1", ["Nobody,"], speaker="Ned Hale", addressees="['Ruth']", quoteType="Anaphoric"),
        quotation_row("Q2", ["I heard a step."], quoteType="nan", addressees="[]"),
        quotation_row("Q3", ["Hush!"], speaker="_unknowable", quoteType=""),
    ]


def write_novel(root: Path, name: str = "Emma", rows: list[dict[str, str]] | None = None) -> Path:
    """A novel of the dialogism corpus; returns its folder."""
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "novel_text.txt").write_bytes(STORY.encode())
    with (folder / "quotation_info.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, QUOTATION_COLUMNS, quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(story_rows() if rows is None else rows)
    (folder / "character_info.csv").write_text(
        "Character ID,Main Name,Aliases,Gender,Category\n"
        "0,Ned Hale,\"{'Ned', 'Ned Hale'}\",M,major\n"
        "1,Ruth,\"['Ruth']\",F,major\n"
    )
    return folder


def write_halves(folder: Path, halves: dict[str, dict[str, list[str]]]) -> Path:
    """A folder of two models, 0 and 1, with what each was trained on."""
    for model in ("0", "1"):
        (folder / model).mkdir(parents=True, exist_ok=True)
    (folder / "halves.json").write_text(json.dumps(halves))
    return folder


def parse(path: Path, content: str) -> Text:
    """A text of one paragraph."""
    block = Block(BlockKind.PARAGRAPH, 0, len(content))
    return Text(content, (block,), (), Metadata(), path.name)


def work_of(text: Text, mentions: list[Mention] | None = None, quotes: list[Quote] | None = None) -> Work:
    return Work(0, text, 0, Cast((), tuple(mentions or ()), tuple(quotes or ())))


def mention_of(
    text: Text,
    words: str,
    entity: int | None,
    form: MentionForm = MentionForm.NAME,
    kind: EntityType = EntityType.PERSON,
    confidence: float = 0.9,
    chain: int | None = None,
) -> Mention:
    start, end = span_in(text.content, words)
    return Mention(start, end, kind, form, entity, confidence, chain)


def quote_of(
    text: Text, parts: list[str], speaker: int | None, addressees: tuple[int, ...] = (), number: int = 1
) -> Quote:
    spans = tuple(span_in(text.content, part) for part in parts)
    return Quote(number, spans, speaker, None, addressees, 0.9)


TREEBANK = """# newdoc id = email-one
# sent_id = 1
# newpar id = p1
# text = I don't know Ned.
1 I I PRON PRP Case=Nom 4 nsubj _ _
2-3 don't _ _ _ _ _ _ _ _
2 do do AUX VBP _ 4 aux _ _
3 n't not PART RB _ 4 advmod _ _
4 know know VERB VB _ 0 root _ _
5 Ned Ned PROPN NNP _ 4 obj _ SpaceAfter=No
5.1 knows know VERB VBZ _ _ _ 4:conj _
6 . . PUNCT . _ 4 punct _ _

# text = Go!
1 Go go VERB VB _ 0 root _ SpaceAfter=No
2 ! ! PUNCT . _ 1 punct _ _

# newpar
1 He he PRON PRP _ 3 nsubj _ _
2-3 cannot _ _ _ _ _ _ _ SpaceAfter=No
2 can can AUX MD _ 3 aux _ _
3 not not VERB VB _ 0 root _ _
4 ( ( PUNCT -LRB- _ 5 punct _ SpaceAfter=No
5 no no INTJ UH _ 3 discourse _ Note=x|SpaceAfter=No
6 ) ) PUNCT -RRB- _ 5 punct _ SpaceAfter=No
7 . . PUNCT . _ 3 punct _ _

# newdoc id = weblog-two
1 Yes yes INTJ UH _ 0 root _ _

"""


def write_treebank(root: Path, split: str = "dev") -> Path:
    """A treebank of two documents; returns its root."""
    root.mkdir(exist_ok=True)
    lines = [line if line.startswith("#") else line.replace(" ", "\t") for line in TREEBANK.split("\n")]
    (root / f"{split}.conllu").write_text("\n".join(lines))
    return root


def notes_of(
    tokens: Sequence[Span],
    sentences: Sequence[Span] = (),
    words: Words | None = None,
    mention_scores: Sequence[float] = (),
    quotations: tuple[Quotation, ...] = (),
) -> Annotations:
    """Annotations of which the scorers look at what is given here, and at nothing else.

    Each mention that has a score is one of the last tokens.
    """
    tokens_of_mentions = np.arange(len(tokens) - len(mention_scores), len(tokens), dtype=np.int32)
    none = np.zeros(len(mention_scores), np.int32)
    no_score = np.zeros(0, np.float32)
    no_pairs = PairScores(np.zeros(1, np.int32), np.zeros(0, np.int32), no_score, no_score)
    return Annotations(
        token_start=np.array([start for start, _ in tokens], np.int32),
        token_end=np.array([end for _, end in tokens], np.int32),
        token_block=np.zeros(len(tokens), np.int32),
        sentence_start=np.array([start for start, _ in sentences], np.int32),
        sentence_end=np.array([end for _, end in sentences], np.int32),
        mention_start=tokens_of_mentions,
        mention_end=tokens_of_mentions + 1,
        mention_type=none,
        mention_form=none,
        mention_score=np.array(mention_scores, np.float32),
        mention_quotation=none,
        quotations=quotations,
        antecedents=no_pairs,
        speakers=no_pairs,
        addressees=no_pairs,
        words=words or Words(),
    )
