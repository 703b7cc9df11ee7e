"""
What Rasa asks for words: the reviewed responses, rendered as in our own host.
"""

from __future__ import annotations

from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels.render import LOOKS, as_buttons
from bot.domain.message import BotMessage
from bot.engine.render import FALLBACK_LANGUAGE, Voice, render
from bot.rasa.content import Current
from bot.rasa.policy import next_point
from bot.rasa.turn import CHANNELS


class FirstHoursNLG(NaturalLanguageGenerator):
    """
    `nlg: type: bot.rasa.nlg.FirstHoursNLG` in `endpoints.yml`.
    """

    def __init__(self, endpoint_config: Any = None, domain: Any = None) -> None:
        """
        Rasa gives both to every generator; the words come with the model.
        """

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,  # noqa: ARG002 - the message says through which channel it came
        **arguments: Any,
    ) -> dict[str, Any] | None:
        """
        A response that the flows say, or one that a custom action says with its own arguments.
        """
        assistant = Current.assistant
        assert assistant is not None, "no model is loaded"  # noqa: S101
        if utter_action not in assistant.responses[FALLBACK_LANGUAGE]:
            return None
        point = next_point(assistant, tracker)
        channel = CHANNELS.get(str(tracker.get_latest_input_channel()), "rest")
        if point.says is not None and point.action == utter_action:
            return _draft(point.says, channel)
        slots = {
            name: each for name, each in tracker.current_slot_values().items() if each is not None
        }
        voice = Voice(
            language=str(slots.get("language") or FALLBACK_LANGUAGE),
            channel=channel,
            slots=slots,
            arguments=arguments,
        )
        return _draft(render(assistant, utter_action, voice), channel)


def _draft(message: BotMessage, channel: str) -> dict[str, Any]:
    """
    Rasa's form; where options are written out as numbers there are no buttons.
    """
    shown = message.buttons if LOOKS[channel] is as_buttons else ()
    buttons = [{"title": each.title, "payload": each.payload} for each in shown]
    # At empty lines Rasa's channels part a text into several messages.
    text = message.text.replace("\n\n", "\n \n")
    return {"text": text, "buttons": buttons} if buttons else {"text": text}
