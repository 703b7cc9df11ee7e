"""
Run by Rasa's own Python: trains DIET in FOLDER on `known.json`, and writes what it makes of `unseen.json` to `found.json`.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from rasa.core.agent import Agent
from rasa.model_training import train_nlu

LABEL = "label {}"  # Rasa reads a slash in an intent's name as a response's key


def main(folder: Path) -> None:
    """
    Both files are lists of [text, label number]; `found.json` has for each unseen text its ranking as [label number, confidence].
    """
    known = json.loads((folder / "known.json").read_text())
    examples = [{"text": text, "intent": LABEL.format(label)} for text, label in known]
    data = {"rasa_nlu_data": {"common_examples": examples}}
    (folder / "nlu.json").write_text(json.dumps(data))
    model = train_nlu(str(folder / "config.yml"), str(folder / "nlu.json"), str(folder / "models"))
    unseen = json.loads((folder / "unseen.json").read_text())
    found = asyncio.run(_rankings(str(model), [text for text, _ in unseen]))
    (folder / "found.json").write_text(json.dumps(found))


async def _rankings(model: str, texts: list[str]) -> list[list[list[float]]]:
    agent = Agent.load(model)
    parses = [await agent.parse_message(text) for text in texts]
    return [
        [[int(each["name"].split()[1]), each["confidence"]] for each in parse["intent_ranking"]]
        for parse in parses
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
