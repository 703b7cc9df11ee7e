"""
`data/responses/<language>`: every sentence that a person can receive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.domain.response import (
    ButtonTemplate,
    Placeholder,
    Response,
    SlotCondition,
    Template,
    Variation,
)
from bot.loading import references
from bot.loading.domain import check_version
from bot.loading.item import Item, Keys
from bot.loading.known import one_of
from bot.loading.payloads import read_payload
from bot.loading.templates import read_options, read_template

NAME = re.compile(r"utter_[a-z0-9_]+")
WORD = re.compile(r"[^\W_]+")
SHORT_NAME = "utter_name_"
MAX_TITLE = 24
"""Characters that a button shows on every channel."""
CHANNELS = ("rest", "web", "sms", "telegram", "socketio")

FILE = Keys(
    allowed=("version", "responses"),
    required=("responses",),
    instead={
        "slots": "the folder data/domain",
        "intents": "the folder data/domain",
        "nlu": "the folder data/nlu",
    },
)
VARIATION = Keys(
    allowed=("text", "buttons", "channel", "condition", "metadata"),
    required=("text",),
    instead={
        "image": "text: images are neither shown nor sent",
        "attachment": "text: files are neither shown nor sent",
        "custom": "text and buttons",
        "elements": "text and buttons",
        "quick_replies": "buttons:",
        "button_type": "nothing here: each channel shows buttons in its way",
        "conditions": "condition:",
        "id": "nothing here",
    },
)
BUTTON = Keys(allowed=("title", "payload"), required=("title", "payload"))
CONDITION = Keys(allowed=("type", "name", "value"), required=("type", "name", "value"))
SAID_AS = "said_as"
METADATA = Keys(
    allowed=("tags", "options_from", "arguments", SAID_AS),
    instead={
        "rephrase": "nothing here: nothing is generated",
        "rephrase_prompt": "nothing here: nothing is generated",
    },
)


@dataclass(slots=True, kw_only=True)
class Language:
    """
    The responses of one language; `arguments` are what custom actions give to a response.
    """

    responses: dict[str, Response] = field(default_factory=dict)
    arguments: dict[str, frozenset[str]] = field(default_factory=dict)


def read_responses(item: Item, language: Language) -> None:
    """
    Add the responses of one file.
    """
    found = item.fields("a file of responses", FILE)
    if "version" in found:
        check_version(found["version"])
    if "responses" not in found:
        return
    for name, entry in found["responses"].named("the section responses").items():
        _add(entry, name, language)


def _add(item: Item, name: str, language: Language) -> None:
    if not NAME.fullmatch(name):
        item.wrong(f"a response can't be called {name!r}", "utter_…")
    first = language.responses.get(name)
    if first is not None:
        place = f"{first.file}:{first.line}"
        item.wrong(f"the response {name} stands here again", f"once: {place} has it")
        return
    response, arguments = _response(item, name)
    language.responses[name] = response
    if arguments:
        language.arguments[name] = arguments


def _response(item: Item, name: str) -> tuple[Response, frozenset[str]]:
    entries = item.entries(f"the response {name}")
    if item.data == []:
        item.wrong(f"the response {name} has no wording", "- text: …")
    metadata = [_metadata(entry) for entry in entries]
    arguments = frozenset(each for _, given in metadata for each in given)
    before = len(item.notes.mistakes)
    variations = tuple(_variation(entry, name, arguments) for entry in entries)
    if len(item.notes.mistakes) == before:
        _check_order(entries, variations)
    _check_arguments(item, arguments, variations)
    tags = frozenset(tag for given, _ in metadata for tag in given)
    whole = Response(
        name=name,
        variations=variations,
        tags=tags,
        said_as=tuple(each for entry in entries for each in _said_as(entry, name)),
        file=item.file,
        line=item.line,
    )
    return whole, arguments


def _said_as(item: Item, name: str) -> Iterator[str]:
    """
    Other words by which people may ask for the flow that a short name is for.
    """
    found = _metadata_fields(item)
    if SAID_AS not in found:
        return
    if not name.startswith(SHORT_NAME):
        found[SAID_AS].wrong(f"{name} is no name of a flow", f"{SAID_AS} in {SHORT_NAME}… only")
    for entry in found[SAID_AS].entries("the list of words that people say"):
        yield entry.text("what people say")


def _metadata(item: Item) -> tuple[list[str], list[str]]:
    """
    The tags of a wording, and the arguments that it expects.
    """
    found = _metadata_fields(item)
    lists = [
        [
            entry.identifier(f"one of the {key}")
            for entry in found[key].entries(f"the list of {key}")
        ]
        if key in found
        else []
        for key in ("tags", "arguments")
    ]
    tags, arguments = ([name for name in names if name] for names in lists)
    return tags, arguments


def _metadata_fields(item: Item) -> dict[str, Item]:
    inside = item.data.get("metadata") if isinstance(item.data, dict) else None
    if inside is None:
        return {}
    return item.child("metadata").fields("the metadata", METADATA)


def _variation(item: Item, name: str, arguments: frozenset[str]) -> Variation:
    found = item.fields("a wording", VARIATION)
    text = read_template(found["text"], "the text", arguments) if "text" in found else ()
    if name.startswith(SHORT_NAME) and "text" in found:
        _check_title(found["text"], text)
    metadata = item.data.get("metadata") if isinstance(item.data, dict) else None
    offers = isinstance(metadata, dict) and "options_from" in metadata
    return Variation(
        text=text,
        buttons=_buttons(found["buttons"], arguments) if "buttons" in found else (),
        conditions=_conditions(found["condition"]) if "condition" in found else (),
        channel=_channel(found["channel"]) if "channel" in found else None,
        options_from=read_options(item.child("metadata").child("options_from"))
        if offers
        else None,
        file=item.file,
        line=item.line,
    )


def _channel(item: Item) -> str | None:
    if item.data in CHANNELS:
        return str(item.data)
    item.wrong(f"no channel is called {item.written!r}", one_of(item.written, CHANNELS))
    return None


def _buttons(item: Item, arguments: frozenset[str]) -> tuple[ButtonTemplate, ...]:
    buttons: list[ButtonTemplate] = []
    for entry in item.entries("the list of buttons"):
        found = entry.fields("a button", BUTTON)
        if len(found) == len(BUTTON.required):
            button = _button(found, arguments)
            _check_different(entry, button, buttons)
            buttons.append(button)
    return tuple(buttons)


def _button(found: dict[str, Item], arguments: frozenset[str]) -> ButtonTemplate:
    title = read_template(found["title"], "the title", arguments)
    _check_title(found["title"], title)
    return ButtonTemplate(title=title, payload=read_payload(found["payload"]))


def _check_title(item: Item, title: Template) -> None:
    length = sum(len(part) for part in title if isinstance(part, str))
    if length > MAX_TITLE:
        item.wrong(f"{length} characters don't fit on a button", f"at most {MAX_TITLE}")


def _check_different(item: Item, button: ButtonTemplate, others: list[ButtonTemplate]) -> None:
    if _shown(button) in map(_shown, others):
        item.wrong("two buttons have the same title", "different titles")
    if button.payload and button.payload in [other.payload for other in others]:
        item.wrong("two buttons have the same payload", "different payloads")


def _shown(button: ButtonTemplate) -> tuple[object, ...]:
    """
    A title as answers are compared with it: without case, spaces and punctuation.
    """
    parts = (_words(part) if isinstance(part, str) else part for part in button.title)
    return tuple(part for part in parts if part)


def _words(text: str) -> str:
    return " ".join(WORD.findall(text.casefold())) or text.strip()


def _conditions(item: Item) -> tuple[SlotCondition, ...]:
    conditions = [_condition(entry) for entry in item.entries("the condition")]
    return tuple(condition for condition in conditions if condition is not None)


def _condition(item: Item) -> SlotCondition | None:
    found = item.fields("a condition", CONDITION)
    if len(found) < len(CONDITION.required):
        return None
    if found["type"].data != "slot":
        found["type"].wrong(f"the type is {found['type'].written}", "slot")
    name = found["name"].identifier("the slot's name")
    references.value(found["value"], name, found["value"].data)
    return SlotCondition(name=name, value=found["value"].data)


def _check_order(entries: list[Item], variations: tuple[Variation, ...]) -> None:
    """
    One wording must always fit, and none may stand behind one that fits whenever it does.
    """
    if variations and all(each.conditions or each.channel for each in variations):
        entries[-1].wrong(
            "no wording fits when no condition holds", "a last one without condition and channel"
        )
    for index, variation in enumerate(variations):
        if any(_hides(earlier, variation) for earlier in variations[:index]):
            entries[index].wrong("this wording is never said", "a condition or channel of its own")


def _hides(earlier: Variation, later: Variation) -> bool:
    return (
        earlier.channel == later.channel
        and bool(earlier.conditions) == bool(later.conditions)
        and all(each in later.conditions for each in earlier.conditions)
    )


def _check_arguments(
    item: Item, arguments: frozenset[str], variations: tuple[Variation, ...]
) -> None:
    used = {each.name for variation in variations for each in placeholders(variation)}
    for name in sorted(arguments - used):
        item.wrong(f"no wording uses the argument {name}", f"{{{name}}} in the text")


def placeholders(variation: Variation) -> Iterator[Placeholder]:
    """
    Every placeholder in the text and the titles of a wording.
    """
    for template in (variation.text, *(button.title for button in variation.buttons)):
        yield from (part for part in template if isinstance(part, Placeholder))
