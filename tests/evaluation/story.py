"""A small annotated story, in the layout of the real ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

TALE = (
    "The ferry was late.\n\n"
    "“Where is Olm?” asked the pilot.\n\n"
    "“Here,” said Olm. “Here, I said.”\n\n"
    "“Here,” mocked the gull.\n\n"
    "‘She will sink us,’ thought Olm.\n\n"
    "“Help!” came over the water.\n"
)


def annotation() -> dict[str, Any]:
    """The annotation of :data:`TALE`, with a layer that nothing here reads."""
    return {
        "characters": [
            _character("C1", "the pilot", ["the pilot"], "she", "asked the pilot"),
            {**_character("C2", "Olm", ["Olm"], "he", "Olm"), "nth": 2, "narrator": False},
            _character("C3", "the gull", ["the gull"], "it", "the gull", kind="animal"),
            {**_character("C4", "the crew", ["the crew"], "they", "The ferry"), "members": ["C1", "C2"]},
        ],
        "quotes": [
            {"text": "“Where is Olm?”", "speaker": "C1", "to": []},
            {"text": "“Here,”", "nth": 1, "speaker": "C2", "to": ["C1"], "thought": False},
            {"text": "“Here, I said.”", "speaker": "C2", "to": ["C1"]},
            {"text": "“Here,”", "nth": 2, "speaker": "C3", "to": ["C2"]},
            {"text": "‘She will sink us,’", "speaker": "C2", "to": [], "thought": True},
            {"text": "“Help!”", "speaker": None, "to": []},
        ],
        "scenes": "not read yet",
    }


def _character(
    id: str, name: str, names: list[str], pronoun: str, anchor: str, kind: str = "person"
) -> dict[str, Any]:
    values = {"id": id, "name": name, "names": names, "pronouns": [pronoun], "kind": kind}
    return {**values, "anchor": anchor}


def write_story(
    folder: Path, name: str = "1_ferry", notes: dict[str, Any] | None = None, text: str = TALE
) -> Path:
    """A story with its annotation, which is returned."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_bytes(text.encode())
    file = folder / f"{name}.json"
    file.write_text(json.dumps(annotation() if notes is None else notes), encoding="utf-8")
    return file
