"""
Weights are used only if they are the known ones.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import WeightsMissing
from bot.nlu.encoder import weights


def test_a_package_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Said, not guessed.
    """
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package")
    with pytest.raises(WeightsMissing) as error:
        weights.find_weights()

    assert error.value.reason == "not installed"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """
    Named.
    """
    with pytest.raises(WeightsMissing) as error:
        weights.load_weights(tmp_path)

    assert error.value.reason == "model.safetensors can't be read"


def test_a_file_with_one_byte_changed(tmp_path: Path) -> None:
    """
    The checksum is the gate.
    """
    (tmp_path / "model.safetensors").write_bytes(b"\x00" * 64)
    with pytest.raises(WeightsMissing) as error:
        weights.load_weights(tmp_path)

    assert error.value.reason == "model.safetensors is not the known file"


def test_the_installed_weights_are_the_known_ones() -> None:
    """
    All arrays of six layers, and the pieces in order.
    """
    model = weights.load_weights(weights.find_weights())

    assert model.tensors["embeddings.word_embeddings.weight"].shape == (30522, 384)
    assert len([name for name in model.tensors if name.startswith("encoder.layer.5")]) == 16
    assert (len(model.pieces), model.pieces[100:104]) == (
        30522,
        ("[UNK]", "[CLS]", "[SEP]", "[MASK]"),
    )
