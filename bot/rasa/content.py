"""
The assistant's files inside a trained model of Rasa's, so that a model says the same wherever it is taken.
"""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

from bot.domain.assistant import Assistant
from bot.loading.assistant import CONFIG, DOMAIN, FACTS, FLOWS, RESPONSES, load_assistant
from bot.settings import content_root

PARTS = (CONFIG, DOMAIN, FACTS, FLOWS, RESPONSES)


def root() -> Path:
    """
    The folder of the assistant that is trained here.
    """
    return content_root(Path.cwd())


def fingerprint() -> str:
    """
    The hash of all that `copy_content` copies.
    """
    found = sha256()
    for path in _files(root()):
        found.update(path.relative_to(root()).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def copy_content(folder: Path) -> None:
    """
    Copy the assistant's files to `folder`.
    """
    for path in _files(root()):
        target = folder / path.relative_to(root())
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _files(folder: Path) -> list[Path]:
    whole = [folder / part for part in PARTS]
    found = [
        each for part in whole for each in ([part] if part.is_file() else part.rglob("*.yml"))
    ]
    return sorted(found)


class Current:
    """
    The assistant of the model that was loaded last in this process, for what Rasa builds apart from the model.
    """

    assistant: Assistant | None = None


def open_content(folder: Path) -> Assistant:
    """
    The assistant whose files lie in `folder`; from now on the current one. Raises `ContentError`.
    """
    Current.assistant = load_assistant(folder)
    return Current.assistant
