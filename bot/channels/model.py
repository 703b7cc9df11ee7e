"""
`POST /model/parse`: what a text means, in Rasa's form.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.bodies import read_json
from bot.channels.fields import refuse
from bot.channels.replies import reply
from bot.domain.parse import Entity, Intent, Parse


def model_routes(parse: Callable[[str], Parse]) -> list[Route]:
    """
    The address, for development only: in production nobody but the assistant learns what a text means.
    """

    async def answer(request: Request) -> Response:
        text = (await read_json(request)).get("text")
        if not isinstance(text, str):
            refuse("text", "a text")
        return reply(as_rasa_parse(await run_in_threadpool(parse, text)))

    return [Route("/model/parse", answer, methods=["POST"])]


def as_rasa_parse(parse: Parse) -> dict[str, Any]:
    """
    A parse in Rasa's form.
    """
    return {
        "text": parse.text,
        "intent": _intent(parse.intent),
        "intent_ranking": [_intent(each) for each in parse.ranking],
        "entities": [_entity(each) for each in parse.entities],
        "language": parse.language,
    }


def _intent(intent: Intent) -> dict[str, Any]:
    return {"name": intent.name, "confidence": intent.confidence}


def _entity(entity: Entity) -> dict[str, Any]:
    role = {} if entity.role is None else {"role": entity.role}
    return {
        "entity": entity.entity,
        "start": entity.start,
        "end": entity.end,
        "value": entity.value,
        "confidence_entity": entity.confidence,
        **role,
    }
