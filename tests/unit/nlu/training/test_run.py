"""
Training makes one sealed folder, the same each time, and never leaves half of one.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from bot.errors import ContentError, TooFewExamples, WeightsMissing
from bot.loading.yaml_lines import read
from bot.nlu import manifest
from bot.nlu.encoder import weights
from bot.nlu.training.run import train
from bot.nlu.understanding import load
from tests.unit.nlu.small import CONFIG, LIGHT, small_model, train_small, write_data


def _quiet(_doing: str, _share: float) -> None:
    pass


def test_the_model_holds_no_pickle() -> None:
    """
    Arrays, text and graphs only; no file can run code when it is read.
    """
    names = {path.suffix for path in small_model().iterdir()}

    assert names == {".json", ".npy", ".txt", ".onnx"}
    for path in small_model().glob("*.npy"):
        np.load(path, allow_pickle=False)


def test_same_data_same_model(tmp_path: Path) -> None:
    """
    To the bit.
    """
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        train_small(folder, LIGHT)
    first, second = (manifest.read_manifest(folder / "model") for folder in folders)

    assert first == second


def test_embeddings_at_hand_change_nothing(tmp_path: Path) -> None:
    """
    With half of the embeddings kept from an earlier run, the model with sentence embeddings is the same to the bit.
    """
    with np.load(small_model().with_name("model-embeddings.npz")) as known:
        np.savez(
            tmp_path / "model-embeddings.npz", keys=known["keys"][::2], rows=known["rows"][::2]
        )
    train_small(tmp_path, CONFIG)

    first, second = (manifest.read_manifest(each) for each in (small_model(), tmp_path / "model"))
    assert first == second


def test_nothing_changed_nothing_done(tmp_path: Path) -> None:
    """
    The second run knows the model by the hash of its source.
    """
    reports = [train_small(tmp_path, LIGHT) for _ in range(2)]

    assert [report.cached for report in reports] == [False, True]
    assert reports[0].measured == reports[1].measured


def test_a_damaged_model_is_made_anew(tmp_path: Path) -> None:
    """
    A hash alone is no proof that the files are whole.
    """
    train_small(tmp_path, LIGHT)
    (tmp_path / "model" / "terms.txt").write_text("")

    assert train_small(tmp_path, LIGHT).cached is False


def test_another_setting_is_another_model(tmp_path: Path) -> None:
    """
    Settings are part of the source.
    """
    train_small(tmp_path, LIGHT)
    changed = {"pipeline": [*LIGHT["pipeline"][:-4], {"name": "IntentHead", "strength": 1.0}]}

    assert train_small(tmp_path, changed).cached is False


def test_a_broken_run_leaves_the_old_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The new folder takes the old one's place only when it is sealed.
    """
    train_small(tmp_path, LIGHT)
    before = manifest.read_manifest(tmp_path / "model")

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(manifest, "write_manifest", broken)
    with pytest.raises(KeyboardInterrupt):
        train_small(tmp_path, {"pipeline": LIGHT["pipeline"][:-1]})

    assert manifest.read_manifest(tmp_path / "model") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "model"]


def test_bad_data_leaves_the_old_model(tmp_path: Path) -> None:
    """
    Mistakes are told before anything is touched.
    """
    train_small(tmp_path, LIGHT)
    (tmp_path / "data" / "en" / "anna" / "tasks.yml").write_text("nlu: 7")
    with pytest.raises(ContentError):
        train(LIGHT, tmp_path / "data", tmp_path / "model", _quiet, read=read)

    assert (
        load(tmp_path / "model", LIGHT).parse("how do i report").intent.name == "report_platform"
    )


def test_one_intent_is_too_few(tmp_path: Path) -> None:
    """
    There must be something to tell apart.
    """
    data = write_data(tmp_path / "data")
    for path in data.glob("en/*/*.yml"):
        if path.parent.name != "lexicon":
            path.unlink()
    with pytest.raises(TooFewExamples):
        train(LIGHT, data, tmp_path / "model", _quiet, read=read)


def test_without_the_weights_it_trains_the_light_model_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The fallback is a model that works.
    """
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package")
    report = train_small(tmp_path, CONFIG)
    understanding = load(tmp_path / "model", CONFIG)

    assert "not installed" in report.notice
    assert list(report.measured) == ["light"]
    assert (understanding.variant, bool(understanding.notice)) == ("light", True)
    assert understanding.parse("i want to die").alarm is not None


def test_embeddings_are_kept_for_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A second training embeds only what is new, and a broken cache is as good as none.
    """
    shutil.copytree(small_model(), tmp_path / "model")
    cache = small_model().with_name("model-embeddings.npz")
    shutil.copy(cache, tmp_path / "model-embeddings.npz")
    more = {"pipeline": [*CONFIG["pipeline"][:-1]]}
    from bot.nlu.training import embeddings

    made: list[int] = []

    def counted(jobs: Sequence[Callable[[], object]], *_: object) -> list[object]:
        made.append(len(jobs))
        return [job() for job in jobs]

    monkeypatch.setattr(embeddings, "side_by_side", counted)
    train_small(tmp_path, more)
    assert made == []
    for broken in (b"broken", b"PK\x03\x04 cut off", _other_embeddings(cache)):
        (tmp_path / "model-embeddings.npz").write_bytes(broken)
        shutil.rmtree(tmp_path / "model")
        train_small(tmp_path, more)
    assert [count > 0 for count in made] == [True] * 3


def _other_embeddings(cache: Path) -> bytes:
    """
    The cache of a version whose embeddings were shorter.
    """
    with np.load(cache) as known:
        file = BytesIO()
        np.savez(file, keys=known["keys"], rows=known["rows"][:, :10])
    return file.getvalue()


def test_missing_weights_name_their_reason() -> None:
    """
    One sentence for whoever starts the program.
    """
    assert str(WeightsMissing(reason="not installed")).endswith("not installed.")
