"""
Rasa with this project in it, spoken to over standard input and output; run as a program in Rasa's own environment.

A line in is a message as JSON, `{"sender", "text", "channel", "metadata", "slots"}`; a line out what was answered.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from tempfile import TemporaryDirectory
from typing import Any


async def serve(model: str, actions: str) -> None:
    """
    Answer until there are no more messages.
    """
    import structlog
    from rasa.core.agent import Agent
    from rasa.shared.core.domain import Domain
    from rasa.utils.endpoints import EndpointConfig

    from bot.rasa.tracker_store import ForgetfulTrackerStore

    # Else Rasa writes down every slot at each step, which takes longer than all the rest.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with TemporaryDirectory() as folder:
        agent = Agent(
            domain=Domain.empty(),
            tracker_store=ForgetfulTrackerStore(db=f"{folder}/rasa.db"),
            action_endpoint=EndpointConfig(actions),
            generator=EndpointConfig(type="bot.rasa.nlg.FirstHoursNLG"),
        )
        agent.load_model(model)
        await converse(agent)


async def converse(agent: Any) -> None:
    """
    A line out for each line in.
    """
    print(json.dumps("ready"), file=sys.__stdout__, flush=True)
    for line in sys.stdin:
        print(json.dumps(await answer(agent, json.loads(line))), file=sys.__stdout__, flush=True)


async def answer(agent: Any, said: dict[str, Any]) -> list[dict[str, Any]]:
    """
    The bubbles of one turn, in the form of Rasa's REST channel.
    """
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
    from rasa.shared.core.events import SlotSet

    if said.get("slots"):
        tracker = await agent.processor.fetch_tracker_with_initial_session(said["sender"])
        for name, value in said["slots"].items():
            tracker.update(SlotSet(name, value))
        await agent.tracker_store.save(tracker)
    channel = CollectingOutputChannel()
    await agent.handle_message(
        UserMessage(
            said["text"],
            channel,
            said["sender"],
            input_channel=said["channel"],
            metadata=said["metadata"],
        )
    )
    messages: list[dict[str, Any]] = channel.messages
    return messages


if __name__ == "__main__":
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    sys.stdout = sys.stderr  # what libraries print is no answer
    asyncio.run(serve(*sys.argv[1:]))
