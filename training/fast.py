"""The encoder made anew for reading: the same states, from what runs fast and survives 8-bit integers.

Attention with its projection is one operator, and norms are steps that run on many numbers at a time. What
goes into a quantised layer is evened out first: each of its columns is divided by a number that the layer's
weights take in (SmoothQuant, Xiao et al. 2023), as all columns share one scale and a few are far larger
than the rest.
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
    """Self-attention with its projection, as the operator that onnxruntime has for it."""

    @staticmethod
    def forward(_ctx, x: Tensor, weight: Tensor, bias: Tensor, mask: Tensor, heads: int) -> Tensor:
        n, length, width = x.shape
        qkv = (x @ weight + bias).view(n, length, 3, heads, width // heads).permute(2, 0, 3, 1, 4)
        seen = mask[:, None, None, :].bool()
        mixed = F.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2], attn_mask=seen)
        return mixed.transpose(1, 2).reshape(n, length, width)

    @staticmethod
    def symbolic(g, x, weight, bias, mask, heads: int):
        return g.op("com.microsoft::Attention", x, weight, bias, mask, num_heads_i=heads).setType(x.type())


class SquareSum(torch.autograd.Function):
    """Sum of squares over the last axis in one operator."""

    @staticmethod
    def forward(_ctx, x: Tensor) -> Tensor:
        return (x * x).sum(-1, keepdim=True)

    @staticmethod
    def symbolic(g, x):
        return g.op("ReduceSumSquare", x, axes_i=[-1], keepdims_i=1).setType(x.type())


class Norm(nn.Module):
    """A layer norm in plain steps: onnxruntime's own operator takes a number at a time, these take many.

    The sum of squares, where one would expect a power, keeps onnxruntime from joining the steps again.
    Gives what the next layer is given, divided by ``spread``, and the norm itself.
    """

    def __init__(self, norm: nn.LayerNorm, spread: Tensor) -> None:
        super().__init__()
        self.eps = norm.eps
        self.spread = nn.Parameter(spread)
        self.weight = nn.Parameter(norm.weight.detach() / spread)
        self.bias = nn.Parameter(norm.bias.detach() / spread)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        centred = x - x.mean(-1, keepdim=True)
        scale = torch.rsqrt(SquareSum.apply(centred) * (1.0 / x.shape[-1]) + self.eps)
        even = centred * scale * self.weight + self.bias
        return even, even * self.spread


class FastLayer(nn.Module):
    """One transformer layer over evened input; ``following`` is the spread of the layer after it."""

    def __init__(self, layer: nn.Module, spreads: dict[str, Tensor], following: Tensor) -> None:
        super().__init__()
        self.heads, self.out = layer.heads, layer.out
        self.weight = nn.Parameter((layer.qkv.weight.detach() * spreads["qkv"]).T.contiguous())
        self.bias = layer.qkv.bias
        self.up, self.down = (_taking(getattr(layer, name), spreads[name]) for name in ("up", "down"))
        self.even = nn.Parameter(1.0 / spreads["down"])
        self.norm1, self.norm2 = Norm(layer.norm1, spreads["up"]), Norm(layer.norm2, following)

    def forward(self, even: Tensor, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        even, x = self.norm1(x + self.out(Attention.apply(even, self.weight, self.bias, mask, self.heads)))
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

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        own, seen = self.encoder, mask.to(torch.int32)
        x = own.words(pieces) + own.places.weight[: pieces.shape[1]] + own.cases(cases)
        even, x = self.norm(x)
        for layer in self.layers:
            even, x = layer(even, x, seen)
        return even
