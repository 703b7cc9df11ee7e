"""
Rasa's tracker store of this project, tried out in Rasa's own environment; run as a program, it prints what came of it.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

DAY = 86_400
DAYS = 30
OLD, NEW = "o" * 43, "n" * 43
WORDS = "canaryword at https://site.example/a"


def keys(now: str, *before: str) -> None:
    """
    Set the secret key of today, and those of before.
    """
    os.environ["FIRSTHOURS_SECRET_KEY"] = now
    os.environ["FIRSTHOURS_PREVIOUS_SECRET_KEYS"] = " ".join(before)


def store(path: Path) -> Any:
    """
    The store as Rasa opens it.
    """
    from rasa.shared.core.domain import Domain

    from bot.rasa.tracker_store import ForgetfulTrackerStore

    domain = Domain.from_dict(
        {"slots": {name: _slot() for name in ("links", "paid", "kept_longer")}}
    )
    return ForgetfulTrackerStore(domain=domain, db=str(path))


def _slot() -> dict[str, Any]:
    return {"type": "any", "mappings": [{"type": "custom"}]}


async def talk(where: Any, sender: str, *, longer: float | None = None) -> None:
    """
    Keep a message, an answer, and slots.
    """
    from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
    from rasa.shared.core.trackers import DialogueStateTracker

    parse = {"intent": {"name": "canaryintent"}, "entities": [{"entity": "url", "value": WORDS}]}
    events = [
        UserUttered(WORDS, intent=parse["intent"], parse_data=parse, metadata={"name": WORDS}),
        BotUttered(WORDS, metadata={"utter_action": "utter_x", "what": WORDS}),
        SlotSet("links", [WORDS]),
        SlotSet("paid", value=True),
        *([SlotSet("kept_longer", longer)] if longer else []),
    ]
    await where.save(DialogueStateTracker.from_events(sender, events, where.domain.slots))


async def tried(folder: Path) -> dict[str, Any]:
    """
    What holds, by name.
    """
    from bot.clock import utcnow
    from bot.errors import WrongSecret

    now, path = utcnow().timestamp(), folder / "rasa.db"
    keys(OLD)
    old = store(path)
    await talk(old, "canarysender")
    await talk(old, "canarylonger", longer=now + 90 * DAY)
    found = await old.retrieve("canarysender")
    told = {
        "paid": found.get_slot("paid"),
        "links": found.get_slot("links"),
        "texts": [each.text for each in found.events if hasattr(each, "text")],
        "readable": b"canary" in path.read_bytes() or b"utter_x" in path.read_bytes(),
    }
    keys(NEW)
    try:
        store(path)
    except WrongSecret:
        told["another key"] = "refused"
    keys(NEW, OLD)
    renewed = store(path)
    told["after a new key"] = (await renewed.retrieve("canarysender")).get_slot("paid")
    await renewed.retrieve("canarylonger")
    renewed.purge(now + 29 * DAY, DAYS)
    told["before its time"] = len(list(await renewed.keys()))
    renewed.purge(now + 31 * DAY, DAYS)
    told["after its time"] = len(list(await renewed.keys()))
    renewed.purge(now + 91 * DAY, DAYS)
    told["at last"] = len(list(await renewed.keys()))
    return told


if __name__ == "__main__":
    answer = sys.stdout
    sys.stdout = sys.stderr  # what libraries print is no answer
    print(json.dumps(asyncio.run(tried(Path(sys.argv[1])))), file=answer)
