"""
Responses into messages: the wording that fits, its placeholders filled, its buttons named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.domain.assistant import Assistant
from bot.domain.message import BotMessage, Button, Table
from bot.domain.response import KEPT_DAYS, Placeholder, Response, Template, Variation
from bot.domain.slot import Value

FALLBACK_LANGUAGE = "en"
NAME = "utter_name_"
IN_ENGLISH = "utter_word_in_english"
START = "/StartFlow({})"
TABLE = "table"
"""The argument that says as a table what the text says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """
    Who is spoken to, and what placeholders may name.
    """

    language: str
    channel: str
    slots: Mapping[str, Value]
    context: Mapping[str, Value] = field(default_factory=dict)
    arguments: Mapping[str, Value] = field(default_factory=dict)


def render(assistant: Assistant, name: str, voice: Voice) -> BotMessage:
    """
    The message that a response makes for this person; a response without a fitting wording is an error of the files.
    """
    response = find(assistant, name, voice.language)
    variation = choose(response, voice)
    text = fill(assistant, variation.text, voice)
    if not _is_paper(response) and not _is_translated(assistant, name, voice):
        text = f"{_note(assistant, voice)}{text}"
    return BotMessage(
        text=text,
        buttons=buttons(assistant, variation, voice),
        response=name,
        tags=response.tags,
        table=_table(assistant, voice),
    )


def _table(assistant: Assistant, voice: Voice) -> Table | None:
    """
    The argument `table`, its fragments filled.
    """
    table = voice.arguments.get(TABLE)
    if not isinstance(table, dict):
        return None

    return Table(
        caption=_printed(assistant, table["caption"], voice),
        columns=_cells(assistant, table["columns"], voice),
        rows=tuple(_cells(assistant, each, voice) for each in _list(table["rows"])),
    )


def _cells(assistant: Assistant, cells: Value, voice: Voice) -> tuple[str, ...]:
    return tuple(_printed(assistant, each, voice) for each in _list(cells))


def _list(value: Value) -> list[Value]:
    return list(value) if isinstance(value, (list, tuple)) else []


def _is_paper(response: Response) -> bool:
    """
    Whether it is to be copied as it is.
    """
    return "document" in response.tags


def _is_translated(assistant: Assistant, name: str, voice: Voice) -> bool:
    translated = assistant.responses.get(voice.language)
    return translated is None or name in translated


def _note(assistant: Assistant, voice: Voice) -> str:
    """
    What goes before words that there are none for in the person's language yet.
    """
    note = assistant.responses[voice.language].get(IN_ENGLISH)
    return f"{fill(assistant, choose(note, voice).text, voice)} " if note else ""


def find(assistant: Assistant, name: str, language: str) -> Response:
    """
    The response in the person's language, else in English.
    """
    spoken = assistant.responses.get(language)
    if spoken is not None and name in spoken:
        return spoken[name]
    return assistant.responses[FALLBACK_LANGUAGE][name]


def choose(response: Response, voice: Voice) -> Variation:
    """
    The first variation that fits; one for this channel goes before one for all, one with conditions before one without.
    """
    if len(response.variations) == 1:
        return response.variations[0]
    fitting = [variation for variation in response.variations if _fits(variation, voice)]
    return max(
        fitting or response.variations[-1:],
        key=lambda variation: (variation.channel is not None, bool(variation.conditions)),
    )


def _fits(variation: Variation, voice: Voice) -> bool:
    if variation.channel not in (None, voice.channel):
        return False
    return all(voice.slots.get(each.name) == each.value for each in variation.conditions)


def fill(assistant: Assistant, template: Template, voice: Voice) -> str:
    """
    The text with every placeholder in its place.
    """
    return "".join(
        part if isinstance(part, str) else _value(assistant, part, voice) for part in template
    )


def _value(assistant: Assistant, placeholder: Placeholder, voice: Voice) -> str:
    name = placeholder.name
    if name in voice.arguments:
        return _printed(assistant, voice.arguments[name], voice)
    if name.startswith("context."):
        return _printed(assistant, voice.context.get(name[8:]), voice)
    if name == KEPT_DAYS:
        return str(assistant.retention.days)
    if "." in name:
        return _fact(assistant, name, voice)
    return _printed(assistant, voice.slots.get(name), voice)


def _fact(assistant: Assistant, name: str, voice: Voice) -> str:
    slots = voice.slots
    country, platform = slots.get("country") or slots.get("country_guess"), slots.get("platform")
    found = assistant.facts.placeholder(
        name,
        country=country if isinstance(country, str) else None,
        minor=slots.get("age_in_image") in ("minor", "unknown"),
        platform=platform if isinstance(platform, str) else None,
    )
    if found:
        return found
    return fill(assistant, _wording_for(assistant, name, voice), voice)


def _wording_for(assistant: Assistant, name: str, voice: Voice) -> Template:
    """
    Where the facts have nothing for this country, a reviewed wording stands in ("your local emergency number").
    """
    fallback = assistant.facts.fallback_response(name)
    if fallback is None:
        return ()
    return choose(find(assistant, fallback, voice.language), voice).text


def _printed(assistant: Assistant, value: Value, voice: Voice) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return _fragment(assistant, value, voice)
    if isinstance(value, (list, tuple)):
        # Sentences of their own stand on their own lines.
        between = "\n" if any(_is_line(each) for each in value) else ", "
        return between.join(_printed(assistant, each, voice) for each in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, str) and value in assistant.flows:
        return flow_name(assistant, value, voice)
    return str(value)


LINES = ("utter_word_log_line", "utter_word_numbered", "utter_word_line", "utter_word_line_closed")
"""Fragments that fill a line."""


def _is_line(value: Value) -> bool:
    return isinstance(value, dict) and value.get("response") in LINES


def _fragment(assistant: Assistant, value: Mapping[str, Value], voice: Voice) -> str:
    """
    A response inside another: `{"response": name, argument: value, …}`.
    """
    within = replace(voice, arguments=value)
    wording = choose(find(assistant, str(value["response"]), voice.language), within)
    return fill(assistant, wording.text, within)


def flow_name(assistant: Assistant, flow: str, voice: Voice) -> str:
    """
    The short name by which a flow is offered.
    """
    response = find(assistant, NAME + flow, voice.language)
    return fill(assistant, choose(response, voice).text, voice)


def buttons(assistant: Assistant, variation: Variation, voice: Voice) -> tuple[Button, ...]:
    """
    The flows that the variation offers first, then its own buttons.
    """
    offered = _offered(variation, voice)[: assistant.policy.max_options]
    return tuple(
        Button(title=flow_name(assistant, flow, voice), payload=START.format(flow))
        for flow in offered
    ) + tuple(
        Button(title=fill(assistant, each.title, voice), payload=each.payload)
        for each in variation.buttons
    )


def _offered(variation: Variation, voice: Voice) -> list[str]:
    source = variation.options_from
    if source is None:
        return []
    known = (
        voice.context.get(source[8:]) if source.startswith("context.") else voice.slots.get(source)
    )
    return (
        [each for each in known if isinstance(each, str)]
        if isinstance(known, (list, tuple))
        else []
    )
