"""The encoder made anew for reading: the same states, from what runs fast and survives 8-bit integers.

Attention is one operator beside its projection, which is quantised like every other product. What goes into
a quantised layer is evened out first: each of its columns is divided by a number that the layer's weights
take in (SmoothQuant, Xiao et al. 2023), as all columns share one scale and a few are far larger than the
rest.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from fabula.language.wordpiece import WordPieces
from fabula.pipeline import plain_text
from training.corpora import encode_text
from training.model import Encoder

SHARE = 0.7
"""How much of the unevenness the weights take over: 0.7 and 0.8 keep most of the states, 0.5 and 0.9 less."""

SMOOTHED = ("qkv", "up", "down")
STORIES = Path(__file__).parent.parent / "tests" / "stories"


def sample(vocabulary: WordPieces, length: int = 240, most: int = 40) -> tuple[Tensor, Tensor]:
    """Pieces and cases (n, length) of stretches of the stories in this repository."""
    pieces: list[int] = []
    cases: list[int] = []
    for path in sorted(STORIES.glob("*.txt")):
        text = plain_text(path, path.read_text(encoding="utf8"))
        for own, case in zip(*encode_text(text, vocabulary), strict=True):
            pieces.extend(own)
            cases.extend([case] * len(own))
    count = min(len(pieces) // length, most)
    cut = [torch.tensor(column[: count * length]).view(count, length) for column in (pieces, cases)]
    return cut[0], cut[1]


@torch.no_grad()
def largest_inputs(encoder: Encoder, batch: tuple[Tensor, Tensor]) -> list[dict[str, Tensor]]:
    """For each layer the largest absolute value in each column of what its parts are given."""
    found: list[dict[str, Tensor]] = [{} for _ in encoder.layers]
    hooks = []
    for layer, own in zip(encoder.layers, found, strict=True):
        for name in SMOOTHED:

            def keep(_module, inputs, own=own, name=name) -> None:
                own[name] = inputs[0].abs().amax((0, 1))

            hooks.append(getattr(layer, name).register_forward_pre_hook(keep))
    encoder(*batch, torch.ones_like(batch[0]))
    for hook in hooks:
        hook.remove()
    return found


def spread(layer: nn.Linear, largest: Tensor) -> Tensor:
    """What to divide each column of a layer's input by."""
    weights = layer.weight.detach().abs().amax(0).clamp(min=1e-4)
    found = largest.clamp(min=1e-3) ** SHARE / weights ** (1 - SHARE)
    return found / found.median()


class Attention(torch.autograd.Function):
    """Self-attention of whole windows, as the operator that onnxruntime has for it; nothing is masked."""

    @staticmethod
    def forward(_ctx, queries: Tensor, keys: Tensor, values: Tensor, heads: int) -> Tensor:
        n, length, width = queries.shape
        own = (x.view(n, length, heads, width // heads).transpose(1, 2) for x in (queries, keys, values))
        return F.scaled_dot_product_attention(*own).transpose(1, 2).reshape(n, length, width)

    @staticmethod
    def symbolic(g, queries, keys, values, heads: int):
        made = g.op("com.microsoft::MultiHeadAttention", queries, keys, values, num_heads_i=heads)
        return made.setType(queries.type())


class Norm(nn.LayerNorm):
    """Gives what the next layer is given, divided by ``spread``, and the norm itself."""

    def __init__(self, norm: nn.LayerNorm, spread: Tensor) -> None:
        super().__init__(norm.normalized_shape, norm.eps)
        self.spread = nn.Parameter(spread)
        self.weight.data, self.bias.data = norm.weight.detach() / spread, norm.bias.detach() / spread

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        even = super().forward(x)
        return even, even * self.spread


class FastLayer(nn.Module):
    """One transformer layer over evened input; ``following`` is the spread of the layer after it."""

    def __init__(self, layer: nn.Module, spreads: dict[str, Tensor], following: Tensor) -> None:
        super().__init__()
        self.heads, self.out = layer.heads, layer.out
        self.qkv, self.up, self.down = (_taking(getattr(layer, name), spreads[name]) for name in SMOOTHED)
        self.even = nn.Parameter(1.0 / spreads["down"])
        self.norm1, self.norm2 = Norm(layer.norm1, spreads["up"]), Norm(layer.norm2, following)

    def forward(self, even: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
        queries, keys, values = self.qkv(even).split(x.shape[-1], -1)
        even, x = self.norm1(x + self.out(Attention.apply(queries, keys, values, self.heads)))
        return self.norm2(x + self.down(F.gelu(self.up(even)) * self.even))


def _taking(layer: nn.Linear, spread: Tensor) -> nn.Linear:
    """The layer for input that was divided by ``spread``."""
    made = nn.Linear(layer.in_features, layer.out_features)
    made.weight.data, made.bias.data = layer.weight.detach() * spread, layer.bias.detach()
    return made


class FastEncoder(nn.Module):
    """The encoder again, given the largest inputs of its layers; the same states but for rounding."""

    def __init__(self, encoder: Encoder, largest: list[dict[str, Tensor]]) -> None:
        super().__init__()
        self.encoder = encoder
        spreads = [
            {name: spread(getattr(layer, name), own[name]) for name in SMOOTHED}
            for layer, own in zip(encoder.layers, largest, strict=True)
        ]
        following = [own["qkv"] for own in spreads[1:]] + [torch.ones_like(encoder.norm.weight)]
        self.norm = Norm(encoder.norm, spreads[0]["qkv"])
        self.layers = nn.ModuleList(map(FastLayer, encoder.layers, spreads, following))

    def forward(self, pieces: Tensor, cases: Tensor) -> Tensor:
        own = self.encoder
        x = own.words(pieces) + own.places.weight[: pieces.shape[1]] + own.cases(cases)
        even, x = self.norm(x)
        for layer in self.layers:
            even, x = layer(even, x)
        return even
