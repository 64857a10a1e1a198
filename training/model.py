"""The reading model: one BERT encoder and its heads over its word states.

Encoder: Devlin et al. 2019, with a learned embedding of letter case beside the lower-casing pieces.
Mentions: biaffine span classifier (Yu, Bohnet and Poesio 2020). Antecedents: mention ranking (Lee et al.
2017) with embedded surface features. Speakers and addressees: the same scorer between a quotation and
the mentions around it. Dependencies: deep biaffine attention (Dozat and Manning 2017). Tags, lemma rules,
events and direct speech: one layer over the state of a word.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from fabula.language.features import ANTECEDENT_SIZES, SPEAKER_SIZES
from fabula.language.lemmas import SPELLING_SIZES
from fabula.language.wordpiece import CASES
from fabula.types import RELATIONS, UPOS, XPOS

TYPES, FORMS, SPEECH = 6, 3, 3


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        n, length, width = x.shape
        qkv = self.qkv(x).view(n, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        p = self.dropout if self.training else 0.0
        mixed = F.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2], attn_mask=bias.to(qkv.dtype))
        x = self.norm1(x + F.dropout(self.out(mixed.transpose(1, 2).reshape(n, length, width)), p))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), p))


class Encoder(nn.Module):
    """Pieces and their cases (n, length) to states (n, length, width)."""

    def __init__(self, config: dict, dropout: float = 0.1) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.dropout = dropout
        self.words = nn.Embedding(config["vocab_size"], width)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.cases = nn.Embedding(len(CASES), width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        x = self.words(pieces) + self.places.weight[: pieces.shape[1]] + self.cases(cases)
        x = F.dropout(self.norm(x), self.dropout if self.training else 0.0)
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    @classmethod
    def pretrained(cls, folder: Path, dropout: float = 0.1) -> Encoder:
        """Loads a local folder with ``config.json`` and ``model.safetensors`` of a BERT encoder."""
        from safetensors.torch import load_file

        old = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
        model = cls(json.loads((folder / "config.json").read_text(encoding="utf8")), dropout)
        emb = "embeddings."
        new = {
            "words.weight": old[emb + "word_embeddings.weight"],
            # the type of segment is always 0 here, so its row is folded into the places
            "places.weight": old[emb + "position_embeddings.weight"]
            + old[emb + "token_type_embeddings.weight"][0],
            "cases.weight": torch.zeros_like(model.cases.weight),
            "norm.weight": old[emb + "LayerNorm.weight"],
            "norm.bias": old[emb + "LayerNorm.bias"],
        }
        names = {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(len(model.layers)):
            theirs = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                qkv = [old[f"{theirs}attention.self.{x}.{part}"] for x in ("query", "key", "value")]
                new[f"layers.{i}.qkv.{part}"] = torch.cat(qkv)
                for ours, name in names.items():
                    new[f"layers.{i}.{ours}.{part}"] = old[f"{theirs}{name}.{part}"]
        model.load_state_dict(new)
        return model


class MentionHead(nn.Module):
    """Word states of sentences (n, length, width) to span logits.

    Gives type logits (n, length, length, 1 + TYPES), the first of them "no mention", for each first and
    last word, and form logits (n, length, length, FORMS).
    """

    def __init__(self, width: int, inner: int = 160, dropout: float = 0.2) -> None:
        super().__init__()
        self.first = nn.Linear(width, inner)
        self.last = nn.Linear(width, inner)
        self.product = nn.Linear(inner, (1 + TYPES) * inner, bias=False)
        nn.init.normal_(self.product.weight, std=0.02)
        self.type_first = nn.Linear(inner, 1 + TYPES)
        self.type_last = nn.Linear(inner, 1 + TYPES)
        self.form_first = nn.Linear(inner, FORMS)
        self.form_last = nn.Linear(inner, FORMS)
        self.widths = nn.Parameter(torch.zeros(64, 1 + TYPES))
        with torch.no_grad():  # nearly every span is none, which need not be learnt first
            self.widths[:, 0] = 6.0
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor) -> tuple[Tensor, Tensor]:
        first = self.dropout(F.gelu(self.first(states)))
        last = self.dropout(F.gelu(self.last(states)))
        n, length, inner = first.shape
        turned = self.product(first).view(n, length, 1 + TYPES, inner).transpose(1, 2)
        types = torch.matmul(turned, last.unsqueeze(1).transpose(2, 3)).permute(0, 2, 3, 1)
        place = torch.arange(length, device=states.device)
        width = (place[None, :] - place[:, None]).clamp(0, 63)
        types = (
            types + self.type_first(first)[:, :, None] + self.type_last(last)[:, None] + self.widths[width]
        )
        forms = self.form_first(first)[:, :, None] + self.form_last(last)[:, None]
        return types, forms


class Vectors(nn.Module):
    """States at a few places of each thing (m, places * width) to one vector (m, size)."""

    def __init__(self, places: int, width: int, size: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.inner = nn.Linear(places * width, size)
        self.norm = nn.LayerNorm(size)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor) -> Tensor:
        return self.norm(F.gelu(self.inner(self.dropout(states))))


class PairScorer(nn.Module):
    """Scores P pairs; "none" scores 0.

    ``left`` (n, size) and ``right`` (m, size) are vectors, ``rows`` and ``columns`` (P) the numbers of both
    in each pair: what a vector gives by itself is worked out once, however many pairs it is in.
    """

    def __init__(
        self, left: int, right: int, sizes: tuple[int, ...], inner: int = 128, dropout: float = 0.2
    ) -> None:
        super().__init__()
        self.left = nn.Linear(left, inner)
        self.right = nn.Linear(right, inner)
        self.product = nn.Linear(min(left, right), inner)
        self.features = nn.ModuleList(nn.Embedding(size, inner) for size in sizes)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.1)
        self.middle = nn.Linear(inner, inner)
        self.score = nn.Linear(inner, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, left: Tensor, right: Tensor, rows: Tensor, columns: Tensor, features: Tensor) -> Tensor:
        x = self.left(left)[rows] + self.right(right)[columns] + self.product(left[rows] * right[columns])
        for i, table in enumerate(self.features):
            x = x + table(features[:, i])
        x = F.gelu(self.middle(self.dropout(F.gelu(x))))
        return self.score(self.dropout(x)).squeeze(-1)


class WordHead(nn.Module):
    """Word states (m, width) to logits: upos, xpos, event (m, 1) and speech (m, SPEECH).

    Speech is outside, the beginning of a part of a quotation, or inside one.
    """

    def __init__(self, width: int, inner: int = 192, dropout: float = 0.2) -> None:
        super().__init__()
        sizes = {"upos": len(UPOS), "xpos": len(XPOS), "event": 1, "speech": SPEECH}
        self.inner = nn.ModuleDict({name: nn.Linear(width, inner) for name in ("tags", "event", "speech")})
        self.outer = nn.ModuleDict({name: nn.Linear(inner, size) for name, size in sizes.items()})
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor) -> tuple[Tensor, ...]:
        inner = {
            name: self.dropout(F.gelu(layer(self.dropout(states)))) for name, layer in self.inner.items()
        }
        return tuple(layer(inner.get(name, inner["tags"])) for name, layer in self.outer.items())


class LemmaHead(nn.Module):
    """Word states (m, width) and spellings (m, 5) to logits of lemma rules (m, rules)."""

    def __init__(
        self, width: int, rules: int, size: int = 24, inner: int = 192, dropout: float = 0.2
    ) -> None:
        super().__init__()
        self.spelling = nn.ModuleList(nn.Embedding(count, size) for count in SPELLING_SIZES)
        self.inner = nn.Linear(width + size * len(SPELLING_SIZES), inner)
        self.outer = nn.Linear(inner, rules)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, spelling: Tensor) -> Tensor:
        parts = [table(spelling[:, i]) for i, table in enumerate(self.spelling)]
        inner = F.gelu(self.inner(self.dropout(torch.cat([states, *parts], dim=1))))
        return self.outer(self.dropout(inner))


class ArcHead(nn.Module):
    """Word states (n, length, width) to scores of heads (n, length, 1 + length), the root first."""

    def __init__(self, width: int, inner: int = 256, dropout: float = 0.3) -> None:
        super().__init__()
        self.dependent, self.head = nn.Linear(width, inner), nn.Linear(width, inner)
        self.product = nn.Linear(inner, inner, bias=False)
        self.own = nn.Linear(inner, 1)
        self.root = nn.Parameter(torch.randn(1, 1, inner) * 0.1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor) -> Tensor:
        dependent = self.dropout(F.gelu(self.dependent(self.dropout(states))))
        head = self.dropout(F.gelu(self.head(self.dropout(states))))
        head = torch.cat([self.root.expand(head.shape[0], 1, -1), head], dim=1)
        return self.product(dependent) @ head.transpose(1, 2) + self.own(head).transpose(1, 2)


class RelationHead(nn.Module):
    """States of words and of their heads (m, width), zeros for the root, to logits of relations (m, R)."""

    def __init__(self, width: int, inner: int = 128, dropout: float = 0.3) -> None:
        super().__init__()
        self.dependent, self.head = nn.Linear(width, inner), nn.Linear(width, inner)
        self.product = nn.Linear(inner, len(RELATIONS) * inner, bias=False)
        self.of_dependent, self.of_head = nn.Linear(inner, len(RELATIONS)), nn.Linear(inner, len(RELATIONS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        dependent = self.dropout(F.gelu(self.dependent(self.dropout(dependents))))
        head = self.dropout(F.gelu(self.head(self.dropout(heads))))
        turned = self.product(dependent).view(-1, len(RELATIONS), head.shape[1])
        both = (turned @ head.unsqueeze(2)).squeeze(2)
        return both + self.of_dependent(dependent) + self.of_head(head)


class ReadingModel(nn.Module):
    """The encoder with all its heads.

    ``breaks`` tells from the states of two neighbouring words (2 * width) whether a paragraph begins between
    them; it is there to teach the encoder, and what reading uses is made later (``training.breaks``).
    """

    VECTOR = 192

    def __init__(self, encoder: Encoder, lemma_rules: int) -> None:
        super().__init__()
        width = encoder.norm.normalized_shape[0]
        self.encoder = encoder
        self.words = WordHead(width)
        self.lemmas = LemmaHead(width, lemma_rules)
        self.arcs = ArcHead(width)
        self.relations = RelationHead(width)
        self.mentions = MentionHead(width)
        self.mention_vectors = Vectors(3, width, self.VECTOR)
        self.quotation_vectors = Vectors(4, width, self.VECTOR)
        self.antecedents = PairScorer(self.VECTOR, self.VECTOR, ANTECEDENT_SIZES)
        self.breaks = nn.Linear(2 * width, 1)
        self.speakers = PairScorer(self.VECTOR, self.VECTOR, SPEAKER_SIZES)
        self.addressees = PairScorer(self.VECTOR, self.VECTOR, SPEAKER_SIZES)
