"""What the numbers that are set by hand in the cast stage are worth, and better ones for them.

    python -m training.cast.numbers --data DIR --kept DIR [--more DIR …] [--cross DIR] [--only REGEX]
        --out FILE

Each number that a module of ``fabula.cast`` gives a name is made smaller and larger, one at a time, and all
annotated texts are cast again. Written, a line of JSON each: the number, what it was made, and for each text
how many lines are right and how many are to be expected to be (the probability of the right speaker, summed:
it tells small changes apart where the count does not). A run goes on where an earlier one stopped.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import fabula.cast
from fabula.cast.casting import cast_of, settle
from fabula.cast.weights import Weights, shipped
from fabula.evaluation.scores.speakers import score_speakers
from training.cast.ground import Ground, ground_of, take_ground
from training.cast.lines import quotations_of

FACTORS = (0.6, 1.6)
_WORDED = re.compile(r"explain|sentences|lexicon")
"""Modules that say what was decided, and decide nothing."""


@dataclass(frozen=True)
class Number:
    """A named number of a module: ``at`` is its place where the name stands for several, else -1."""

    module: str
    name: str
    at: int
    value: float

    def __str__(self) -> str:
        place = f"[{self.at}]" if self.at >= 0 else ""
        return f"{self.module.removeprefix('fabula.cast.')}.{self.name}{place}"

    def times(self, factor: float) -> float:
        """The number so many times; a whole one stays whole, and is another; a share stays one."""
        if isinstance(self.value, int):
            made = round(self.value * factor)
            return made if made != self.value else self.value + (1 if factor > 1.0 else -1)
        if self.value < 1.0 < self.value * factor or 0.8 < self.value < 1.0:
            return 1.0 - (1.0 - self.value) / factor
        return self.value * factor

    def put(self, value: float) -> None:
        """Puts a value in its place, wherever a module of the stage has it under this name."""
        old = getattr(sys.modules[self.module], self.name)
        new = (*old[: self.at], value, *old[self.at + 1 :]) if self.at >= 0 else value
        for module in list(sys.modules.values()):
            takes = module.__name__.startswith("fabula.cast") and not self.name.startswith("_")
            if module.__name__ == self.module or (takes and getattr(module, self.name, None) is old):
                setattr(module, self.name, new)


def numbers() -> Iterator[Number]:
    """The numbers that modules of ``fabula.cast`` give a name in capitals."""
    for found in pkgutil.walk_packages(fabula.cast.__path__, "fabula.cast."):
        if _WORDED.search(found.name) or found.ispkg:
            continue
        module = importlib.import_module(found.name)
        for node in ast.parse(Path(str(module.__file__)).read_text(encoding="utf8")).body:
            if isinstance(node, ast.Assign) and _is_literal(node.value):
                for target in node.targets:
                    names = target.elts if isinstance(target, ast.Tuple) else [target]
                    for name in names:
                        if isinstance(name, ast.Name) and name.id.isupper():
                            yield from _of(found.name, name.id, getattr(module, name.id))


def _is_literal(value: ast.expr) -> bool:
    """Whether a value is written as numbers, and not worked out."""
    inner = [value] if not isinstance(value, ast.Tuple) else value.elts
    return all(isinstance(own, ast.Constant | ast.UnaryOp | ast.Tuple) for own in inner)


def _of(module: str, name: str, value: object) -> Iterator[Number]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield Number(module, name, -1, value)
    elif isinstance(value, tuple) and value and all(isinstance(own, int | float) for own in value):
        for at, own in enumerate(value):
            yield Number(module, name, at, own)


def right(ground: Ground, weights: Weights) -> tuple[int, float]:
    """Of a text's lines: how many have the right speaker, and how many are to be expected to."""
    settled = settle(ground.text, ground.notes, weights)
    cast = cast_of(settled, weights)
    rows = quotations_of(settled, ground.parts)
    quotes = [None if row is None else cast.quotes[row] for row in rows]
    scored = score_speakers(
        [part.speaker for part in ground.parts], [None if q is None else q.speaker for q in quotes]
    )
    expected = 0.0
    for part, quote in zip(ground.parts, quotes, strict=True):
        if quote is not None:
            who = scored.pairing.get(part.speaker)
            shares = (*quote.alternatives, (quote.speaker, quote.confidence))
            expected += sum(p for figure, p in shares if figure is not None and figure == who)
    return sum(scored.one_to_one), expected


def measured(texts: Sequence[Ground], weights: Weights) -> dict[str, tuple[int, float]]:
    """Of each text what is right."""
    return {f"{own.corpus}/{own.name}": right(own, weights) for own in texts}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    take_ground(parser)
    parser.add_argument("--only", default="", help="numbers whose name this expression finds")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    texts = ground_of(args)
    weights = shipped()
    done = set()
    if args.out.is_file():
        done = {(own["number"], own["value"]) for own in map(json.loads, args.out.read_text().splitlines())}
    with args.out.open("a", encoding="utf8") as out:
        for name, value in _tried(args.only, done):
            print(name, value, flush=True)
            out.write(json.dumps({"number": name, "value": value, "texts": measured(texts, weights)}) + "\n")
            out.flush()


def _tried(only: str, done: set[tuple[str, float]]) -> Iterator[tuple[str, float]]:
    """Each number with a value that it has while the caller looks; first all as they are."""
    if ("", 0.0) not in done:
        yield "", 0.0
    for number in numbers():
        if re.search(only, str(number)):
            for factor in FACTORS:
                value = number.times(factor)
                if (str(number), value) not in done:
                    number.put(value)
                    yield str(number), value
                    number.put(number.value)


if __name__ == "__main__":
    main()
