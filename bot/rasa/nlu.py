"""
`FirstHoursNLU`: the understanding as one component of Rasa's pipeline.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.conversation.meaning import clean
from bot.domain.tracker import Tracker
from bot.engine.decide import decide_tap
from bot.engine.payload import parse_payload
from bot.loading.assistant import FACTS
from bot.loading.facts import load_facts
from bot.loading.yaml_lines import read
from bot.nlu.entities import Gazetteer
from bot.nlu.training.run import Progress, train
from bot.nlu.understanding import Understanding, load
from bot.rasa.content import Current, root
from bot.rasa.parsing import as_parse_data
from bot.settings import var_of

log = logging.getLogger(__name__)

EXAMPLES = "data/nlu"
MODEL = "model"
KEEPS_FACTS = "facts"


@DefaultV1Recipe.register(
    [
        DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER,
        DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR,
    ],
    is_trainable=True,
)
class FirstHoursNLU(GraphComponent):
    """
    Trained on `data/nlu` as our own host trains; `pipeline` holds the parts as `config.yml` lists them.
    """

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        understanding: Understanding | None = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._understanding = understanding

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """
        What Rasa asks of every component.
        """
        return {"pipeline": []}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
    ) -> FirstHoursNLU:
        """
        An untrained one.
        """
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:  # noqa: ARG002 - as in `get_nlu_data`
        """
        Train, unless the model beside the project is that of the data already, and take it into Rasa's model.
        """
        trained = var_of(root()) / MODEL
        trained.parent.mkdir(exist_ok=True)
        train(self._config, root() / EXAMPLES, trained, _teller(), read=read)
        with self._storage.write_to(self._resource) as folder:
            shutil.copytree(trained, Path(folder) / MODEL)
            shutil.copytree(root() / FACTS, Path(folder) / KEEPS_FACTS)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
        **_kwargs: Any,
    ) -> FirstHoursNLU:
        """
        The understanding of a trained model.
        """
        with model_storage.read_from(resource) as folder:
            gazetteer = Gazetteer.from_facts(load_facts(Path(folder) / KEEPS_FACTS))
            understanding = load(Path(folder) / MODEL, config, gazetteer=gazetteer)
        if understanding.notice:
            log.warning("model_notice: %s", understanding.notice)
        return cls(config, model_storage, resource, understanding)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """
        Nothing that comes after needs the examples.
        """
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """
        Write on each message what it means; what a button sends means itself.
        """
        for message in messages:
            text = message.get(TEXT) or ""
            if text.lstrip().startswith("/"):
                self._tap(message, text)
            else:
                self._tell(message, text)
        return messages

    def _tap(self, message: Message, text: str) -> None:
        """
        Only `/intent` is for Rasa to read. It would log whatever else begins with a slash.
        """
        if Current.assistant is None or decide_tap(Current.assistant, Tracker(), text) is None:
            self._tell(message, text)
        payload = parse_payload(text)
        if payload is None or payload.intent is None:
            message.set(TEXT, text.replace("/", " ").strip(), add_to_output=True)

    def _tell(self, message: Message, text: str) -> None:
        if self._understanding is None:
            return
        for name, value in as_parse_data(self._understanding.parse(clean(text))).items():
            message.set(name, value, add_to_output=True)


def _teller() -> Progress:
    """
    Says each part of the training once.
    """
    told: set[str] = set()

    def tell(what: str, share: float) -> None:  # noqa: ARG001 - how far it is changes too often for a log
        if what not in told:
            told.add(what)
            log.info("training: %s", what)

    return tell
