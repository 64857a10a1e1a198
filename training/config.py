"""The settings of a training run, from ``training/config.toml``."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

DEFAULT = Path(__file__).parent / "config.toml"


@dataclass(frozen=True)
class Run:
    """The command line: where things are, and the settings of one section of the configuration."""

    encoder: Path
    out: Path
    seed: int
    threads: int
    device: str
    section: str
    settings: SimpleNamespace
    weights: dict[str, float]
    paths: argparse.Namespace


def command_line(
    doc: str | None, sections: tuple[str, ...], needed: dict[str, str], free: dict[str, str] | None = None
) -> Run:
    """Reads the command line: what every step takes, and the further paths of this one with their help.

    ``sections`` are the parts of the configuration that fit the step, the usual one last.
    """
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    folder = "folder with config.json, model.safetensors and vocab.txt of a BERT encoder"
    parser.add_argument("--encoder", type=Path, required=True, help=folder)
    parser.add_argument("--out", type=Path, required=True, help="where what is trained goes")
    for name, text in (needed | (free or {})).items():
        parser.add_argument(f"--{name}", type=Path, required=name in needed, help=text)
    parser.add_argument("--config", type=Path, default=DEFAULT, help="settings (%(default)s)")
    parser.add_argument(
        "--section", choices=sections, default=sections[-1], help="part of them (%(default)s)"
    )
    parser.add_argument(
        "--set", nargs="+", default=[], metavar="NAME=VALUE", help="another value for a setting"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu", help="what learns: cpu, cuda (%(default)s)")
    args = parser.parse_args()
    config = tomllib.loads(args.config.read_text(encoding="utf8"))
    settings = dict(config[args.section])
    for change in args.set:
        name, _, value = change.partition("=")
        if name not in settings:
            parser.error(f"[{args.section}] has no setting {name!r}; it has {', '.join(settings)}")
        try:
            settings[name] = read_value(value, settings[name])
        except ValueError as error:
            parser.error(f"--set {change!r}: {error}")
    return Run(
        args.encoder, args.out, args.seed, args.threads, args.device, args.section,
        SimpleNamespace(**settings), config["weights"], args,
    )  # fmt: skip


def read_value(text: str, default: object) -> object:
    """A setting as TOML has it, of the type of its default; a whole number will do for any number.

    Raises ValueError, in one line, for anything else.
    """
    try:
        read = tomllib.loads(f"value = {text}")
    except tomllib.TOMLDecodeError:
        read = {}
    if list(read) != ["value"]:
        raise ValueError(f"{text!r} is no value of TOML")
    value = read["value"]
    if type(default) is float and type(value) is int:
        return float(value)
    if type(value) is not type(default):
        raise ValueError(f"it must be of the type of {default!r}, {type(default).__name__}")
    return value
