"""
The assistant's files travel inside the model.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rasa.content import Current, copy_content, fingerprint, open_content, root


def test_a_copy_is_the_same_assistant(tmp_path: Path) -> None:
    """
    Nothing else of the project is needed to say what it says.
    """
    copy_content(tmp_path)
    found = open_content(tmp_path)

    assert found is Current.assistant
    assert len(found.flows) > 50
    assert "utter_internal_error" in found.responses["en"]


def test_whatever_is_edited_makes_another_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    So no old flow stays in a new model.
    """
    copy_content(tmp_path)
    before = fingerprint()
    monkeypatch.chdir(tmp_path)

    assert tmp_path == root()
    assert before == fingerprint()
    with (tmp_path / "flows" / "crisis.yml").open("a", encoding="utf-8") as file:
        file.write("# edited\n")
    assert before != fingerprint()
