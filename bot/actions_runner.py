"""
Runs rasa-sdk custom actions: in this process, or in an action server over HTTP, with the same calls and results.
"""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor, ActionExecutorRunResult

from bot.conversation.ports import ActionCall, ActionOutcome, LogView
from bot.domain.evidence import Change
from bot.domain.parse import Entity, Parse
from bot.domain.request import read_request
from bot.engine.turn import ActionResult, Said
from bot.errors import ActionFailed

log = logging.getLogger(__name__)

LOG_SLOT = "evidence_log"
CHANGES_SLOT = "evidence_changes"
REQUESTS_SLOT = "store_requests"
ERASE_SLOT = "erase_everything"
"""
Slots that exist only between an action and the runner: the log as read, what to add to it, what else the store shall do
(`bot/domain/request.py` says how each is written), and whether to forget all.
"""

_OWN_MESSAGE_KEYS = frozenset(
    {"text", "buttons", "elements", "custom", "template", "response", "image", "attachment"}
)


class InProcessActions:
    """
    The actions given, run by rasa-sdk's own executor.
    """

    def __init__(self, actions: Iterable[Action]) -> None:
        self._executor = _executor(actions)

    def run(self, call: ActionCall) -> ActionOutcome:
        """
        Run one action; raises `ActionFailed` if it breaks.
        """
        try:
            result = asyncio.run(self._executor.run(as_request(call)))
        except Exception as error:
            # The cause's words may hold what the person told: they stay out of the message.
            raise ActionFailed from error
        return as_outcome(result.model_dump() if result is not None else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionServer:
    """
    A rasa-sdk action server: its `/webhook` address, and how many seconds it may take.
    """

    url: str
    timeout: float = 5.0

    def run(self, call: ActionCall) -> ActionOutcome:
        """
        Run one action there; raises `ActionFailed` if it breaks or can't be reached.
        """
        request = urllib.request.Request(  # noqa: S310 - the address is a setting, checked there
            self.url,
            json.dumps(as_request(call)).encode(),
            {"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:  # noqa: S310
                return as_outcome(json.load(answer))
        except urllib.error.HTTPError as error:
            error.close()
            raise ActionFailed from error
        except (OSError, ValueError) as error:
            raise ActionFailed from error


def _executor(actions: Iterable[Action], hosted: Hosted | None = None) -> ActionExecutor:
    executor = ActionExecutor() if hosted is None else _ForOthers(hosted)
    for action in actions:
        executor.register_action(action)
    return executor


class Hosted(Protocol):
    """
    Runs actions for a host that keeps no log itself.
    """

    def takes(self, request: Mapping[str, Any]) -> bool:
        """
        Whether such a host asks.
        """
        ...

    def run(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """
        The answer in the action server's protocol.
        """
        ...


class _ForOthers(ActionExecutor):
    """
    rasa-sdk's executor, which leaves such requests to what keeps the log for them.
    """

    def __init__(self, hosted: Hosted) -> None:
        super().__init__()
        self._hosted = hosted

    async def run(
        self, action_call: dict[str, Any], *args: Any, **kwargs: Any
    ) -> ActionExecutorRunResult | None:
        """
        As rasa-sdk's.
        """
        if not self._hosted.takes(action_call):
            return await super().run(action_call, *args, **kwargs)
        found = await asyncio.to_thread(self._hosted.run, action_call)
        return ActionExecutorRunResult(**found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """
    What an action server does beside running actions: `upkeep` every so many `seconds`, and for whom it keeps a log.
    """

    hosted: Hosted
    upkeep: Callable[[], object]
    seconds: float = 600


def serve_actions(
    actions: Iterable[Action], host: str, port: int, beside: Beside | None = None
) -> None:
    """
    Run rasa-sdk's action server with these actions until it is stopped; port 0 takes a free one and logs it.
    """
    from rasa_sdk.endpoint import create_app  # the server's libraries are heavy, and seldom needed

    app = create_app(_executor(actions, beside.hosted if beside else None), cors_origins=[])
    if beside is not None:
        app.add_task(_upkeep(beside))
    listening = socket.create_server((host, port))

    async def ready(_app: Any) -> None:
        log.info("actions_ready host=%s port=%s", *listening.getsockname()[:2])

    app.register_listener(ready, "after_server_start")
    app.run(sock=listening, single_process=True, access_log=False, motd=False)


async def _upkeep(beside: Beside) -> None:
    while True:
        try:
            await asyncio.to_thread(beside.upkeep)
        except Exception as error:  # noqa: BLE001 - the next time may be better
            log.error("repeated_work_failed kind=%s", type(error).__name__)
        await asyncio.sleep(beside.seconds)


def as_request(call: ActionCall) -> dict[str, Any]:
    """
    The call in the action server's protocol; the message's text is left out of it.
    """
    slots: dict[str, Any] = dict(call.tracker.slots)
    slots[LOG_SLOT] = [_entry(each) for each in call.entries]
    return {
        "next_action": call.action,
        "sender_id": "",
        "tracker": {
            "sender_id": "",
            "slots": slots,
            "latest_message": {**_latest(call.parse), "metadata": _metadata(call)},
            "latest_event_time": call.now.timestamp(),
            "latest_action_name": None,
            "latest_input_channel": None,
            "followup_action": None,
            "paused": False,
            "events": [],
            "active_loop": {},
            "stack": [],
        },
        "domain": {},
        "version": "3.6.21",
    }


def _metadata(call: ActionCall) -> dict[str, Any]:
    """
    The time, and what an action on the log may know beside its entries.
    """
    known: dict[str, Any] = {"now": call.now.isoformat()}
    if call.log is None:
        return known
    given = {name: getattr(call, name) for name in ("code", "token", "download", "channel")}
    return {**known, **given, "retention": asdict(call.retention), "log": _view(call.log)}


def _view(view: LogView) -> dict[str, Any]:
    """
    Neither the entries, which stand in their slot, nor any key.
    """
    return {
        "state": view.state,
        "items": view.items,
        "locked": view.locked,
        "has_code": view.has_code,
        "wait": view.wait,
        "kept_until": view.kept_until.isoformat() if view.kept_until else None,
        "kept_before": view.kept_before.isoformat() if view.kept_before else None,
        "slots": dict(view.slots),
    }


def _entry(entry: Any) -> dict[str, Any]:
    return {**asdict(entry), "recorded": entry.recorded.isoformat()}


def _latest(parse: Parse | None) -> dict[str, Any]:
    if parse is None:
        return {"text": "", "intent": {"name": None, "confidence": 0.0}, "entities": []}
    return {
        "text": "",
        "intent": asdict(parse.intent),
        "entities": [_entity(each, parse.text) for each in parse.entities],
    }


def _entity(entity: Entity, text: str) -> dict[str, Any]:
    """
    An address goes with the words in which it was given: they are evidence.
    """
    given = {"given": text[entity.start : entity.end]} if entity.entity == "url" else {}
    return {**asdict(entity), **given}


def as_outcome(result: Mapping[str, Any]) -> ActionOutcome:
    """
    What the action server answered, in our own words; raises `ActionFailed` if it isn't what the protocol says.
    """
    try:
        sets = {
            each["name"]: each["value"]
            for each in result.get("events", ())
            if each.get("event") == "slot"
        }
        changes = tuple(Change(**each) for each in sets.pop(CHANGES_SLOT, None) or ())
        requests = tuple(read_request(each) for each in sets.pop(REQUESTS_SLOT, None) or ())
        erase = bool(sets.pop(ERASE_SLOT, False))
        said = tuple(_said(each) for each in result.get("responses", ()))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ActionFailed from error
    return ActionOutcome(
        result=ActionResult(slots=tuple(sets.items()), said=said),
        changes=changes,
        erase=erase,
        requests=requests,
    )


def _said(message: Mapping[str, Any]) -> Said:
    """
    Only reviewed responses are said: a text of an action's own is an error.
    """
    if not message.get("response"):
        raise ActionFailed
    arguments = {key: value for key, value in message.items() if key not in _OWN_MESSAGE_KEYS}
    return Said(response=message["response"], arguments=arguments)
