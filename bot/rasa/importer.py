"""
How Rasa reads this project: the domain from flows and data, the pipeline as one component, the examples as they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.training_data.structures import (
    STORY_START,
    Checkpoint,
    StoryGraph,
    StoryStep,
)
from rasa.shared.importers import utils
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import read_model_configuration

from bot.conversation.handle import FALLBACK
from bot.loading.assistant import load_assistant
from bot.rasa.content import root
from bot.rasa.domain import as_rasa_domain
from bot.rasa.nlu import EXAMPLES
from bot.rasa.turn import LISTEN

NLU = "bot.rasa.nlu.FirstHoursNLU"
OURS = ("importers", "limits", "retention", "additional_languages")


class FirstHoursImporter(TrainingDataImporter):
    """
    `importers: - name: bot.rasa.importer.FirstHoursImporter` in `config.yml`; Rasa's `--data` and `--domain` aren't asked.
    """

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,  # noqa: ARG002 - Rasa's signature
        training_data_paths: Any = None,  # noqa: ARG002 - Rasa's signature
        **_kwargs: Any,
    ) -> None:
        self._config_file = config_file

    def get_domain(self) -> Domain:
        """
        Raises `ContentError` with every mistake of the assistant's files.
        """
        return Domain.from_dict(as_rasa_domain(load_assistant(root())))

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:  # noqa: ARG002
        """
        One that names every intent and sentence: Rasa trains no policy without, and misses what no story names.
        """
        domain = self.get_domain()
        said = [ActionExecuted(name) for name in domain.responses]
        events = [each for name in sorted(domain.intents) for each in _asks(name)]
        start = [Checkpoint(STORY_START)]
        whole = [*said, ActionExecuted(LISTEN), *events]
        return StoryGraph([StoryStep("the flows say what happens", start, events=whole)])

    def get_conversation_tests(self) -> StoryGraph:
        """
        Tests are given to `rasa test` by their path.
        """
        return StoryGraph([])

    def get_config(self) -> dict[str, Any]:
        """
        `config.yml` with the whole pipeline as the setting of one component, for it reads each message once.
        """
        config = read_model_configuration(self._config_file) if self._config_file else {}
        known = {name: value for name, value in config.items() if name not in OURS}
        return {**known, "pipeline": [{"name": NLU, "pipeline": config.get("pipeline", [])}]}

    def get_config_file_for_auto_config(self) -> str | None:
        """
        The file that Rasa would fill up if something were missing; nothing is.
        """
        return self._config_file

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """
        The examples in `language`, for Rasa's validation and tests; training reads all languages itself.
        """
        files = [str(path) for path in _examples(root() / EXAMPLES / (language or "en"))]
        return utils.training_data_from_paths(files, language or "en")


def _asks(intent: str) -> list[Any]:
    return [UserUttered(intent={"name": intent}), ActionExecuted(FALLBACK), ActionExecuted(LISTEN)]


def _examples(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.yml") if path.parent.name != "lexicon")
