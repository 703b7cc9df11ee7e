"""
Runs one action as rasa-sdk would, with a tracker of these slots, entities and log entries; and facts to look up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timezone
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.seen import LOG_SLOT
from bot.actions_runner import as_request
from bot.conversation.ports import ActionCall, LogView
from bot.domain.evidence import Change, Entry
from bot.domain.fact import (
    AgeGroup,
    HashingService,
    Helpline,
    Law,
    Need,
    Platform,
    Source,
    WhoFor,
)
from bot.domain.facts import Facts
from bot.domain.hours import Hours
from bot.domain.request import Request, read_request
from bot.domain.tracker import Tracker as Kept

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=timezone.utc)  # a Monday
SOURCES = (Source(url="https://example.org", date="2026"),)
DAY = date(2026, 5, 1)


@dataclass(frozen=True, kw_only=True)
class Done:
    """
    What an action did: the slots that it set, in order, and what it wants said.
    """

    slots: dict[str, Any]
    said: list[dict[str, Any]]


def perform(
    action: Action,
    slots: Mapping[str, Any] | None = None,
    *,
    entities: Sequence[Mapping[str, Any]] = (),
    entries: Sequence[Entry] = (),
    now: datetime = NOW,
    **given: Any,
) -> Done:
    """
    Run the action once; `given` is what an action on the log is given beside its entries.
    """
    log = [{**asdict(each), "recorded": each.recorded.isoformat()} for each in entries]
    message = {"entities": list(entities), "metadata": metadata(now, given)}
    tracker = Tracker(
        "someone", {**(slots or {}), LOG_SLOT: log}, message, [], False, None, {}, None
    )
    dispatcher = CollectingDispatcher()
    events = action.run(dispatcher, tracker, {})
    told = [
        {
            key: value
            for key, value in message.items()
            if key != "template" and value not in (None, [], {})  # the old name of `response`
        }
        for message in dispatcher.messages
    ]
    return Done(slots={event["name"]: event["value"] for event in events}, said=told)


def metadata(now: datetime, given: Mapping[str, Any]) -> dict[str, Any]:
    """
    What stands beside the message, as the runner puts it there.
    """
    fresh = {name: given.get(name, "") for name in ("code", "token", "download", "channel")}
    known = {name: value for name, value in given.items() if name not in (*fresh, "told")}
    view = LogView(**known, slots=given.get("told", {}))
    call = ActionCall(
        action="", tracker=Kept(), parse=None, entries=(), now=now, log=view, **fresh
    )
    whole: dict[str, Any] = as_request(call)["tracker"]["latest_message"]["metadata"]
    return whole


def asked(done: Done) -> tuple[Request, ...]:
    """
    What the action asks of the store.
    """
    return tuple(read_request(each) for each in done.slots.get("store_requests", ()))


def changed(done: Done) -> list[Change]:
    """
    What the action adds to the log.
    """
    return [Change(**each) for each in done.slots.get("evidence_changes", ())]


def names(kind: str, value: Any, **more: Any) -> dict[str, Any]:
    """
    An entity of the last message.
    """
    return {"entity": kind, "value": value, **more}


def line(
    name: str,
    *needs: Need,
    country: str = "US",
    who_for: WhoFor = "any",
    hours: Hours | None = None,
) -> Helpline:
    """
    A helpline with an invented number.
    """
    return Helpline(
        id=name.lower(),
        name=name,
        sources=SOURCES,
        reviewed=DAY,
        country=country,
        who_for=who_for,
        needs=needs,
        phone="1234",
        phone_display="1234",
        hours=hours,
    )


def service(
    name: str, age: AgeGroup, countries: tuple[str, ...] = (), partners: tuple[str, ...] = ()
) -> HashingService:
    """
    A service that takes fingerprints.
    """
    return HashingService(
        id=name,
        name=name,
        sources=SOURCES,
        reviewed=DAY,
        run_by="a charity",
        start_url="https://example.org",
        age_in_image=age,
        needs_file=True,
        image_leaves_device=False,
        countries=countries,
        partners=partners,
    )


def platform(name: str, **more: Any) -> Platform:
    """
    A platform that takes reports by its button unless more is said.
    """
    given: dict[str, Any] = {"kind": "social", "route_kind": "general", **more}
    return Platform(id=name.lower(), name=name, sources=SOURCES, reviewed=DAY, **given)


def law(country: str, hours: int | None = None) -> Law:
    """
    A law in force.
    """
    return Law(
        id=f"law_{country.lower()}",
        name=f"Law of {country}",
        sources=SOURCES,
        reviewed=DAY,
        country=country,
        citation="1",
        in_force=True,
        deadline_hours=hours,
    )


def facts(*records: Any) -> Facts:
    """
    These records and nothing else.
    """
    return Facts(records=records)


def entry(item: int, **more: Any) -> Entry:
    """
    A line of the log.
    """
    return Entry(**{"item": item, "kind": "added", "recorded": NOW, **more})
