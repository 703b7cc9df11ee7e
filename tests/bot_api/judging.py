"""
Judges requests and updates by aiogram's models, which are generated from Telegram's own description of the Bot API.

What those models let through, and Telegram doesn't, is refused here besides.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar, get_args

import aiogram.methods
from aiogram.client.default import Default
from aiogram.methods.base import TelegramMethod
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Update,
)
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)

METHODS: Mapping[str, type[TelegramMethod[Any]]] = {
    each.__api_method__: each
    for each in vars(aiogram.methods).values()
    if inspect.isclass(each) and issubclass(each, TelegramMethod) and each is not TelegramMethod
}
MOST_UNITS = 4096
MOST_CAPTION_UNITS = 1024
LONGEST_DATA = 64


class BadRequest(Exception):
    """
    What Telegram answers with 400.
    """


def judged(method: str, form: Mapping[str, Any]) -> dict[str, Any]:
    """
    The parameters of a request, decoded; raises `BadRequest` for what isn't in the description or has the wrong type.
    """
    model = METHODS[method]
    unknown = form.keys() - model.model_fields.keys()
    if unknown:
        _refuse(f"unknown parameters {sorted(unknown)}")
    values = {
        name: _decoded(model.model_fields[name].annotation, value) for name, value in form.items()
    }
    try:
        model.model_validate(
            {name: _as_file(value) for name, value in values.items()}, strict=False
        )
    except ValidationError as error:
        raise BadRequest(_where(error)) from None
    for name, check in CHECKS.items():
        if name in values:
            check(values[name])
    return values


def judge_update(update: Mapping[str, Any]) -> None:
    """
    Refuse an update that Telegram would never bring; a test that invents one is wrong.
    """
    Update.model_validate(update)


def _decoded(hint: Any, value: Any) -> Any:
    """
    A field of a form: a text where the method takes texts only, else JSON.
    """
    if not isinstance(value, str):
        return value
    kinds = set(get_args(hint) or (hint,)) - {type(None), Default}
    if kinds == {str}:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _as_file(value: Any) -> Any:
    return BufferedInputFile(value, "file") if isinstance(value, bytes) else value


def _text(value: str, most: int = MOST_UNITS) -> None:
    if not value.strip():
        _refuse("message text is empty")
    if len(value.encode("utf-16-le")) // 2 > most:
        _refuse("message is too long")


def _caption(value: str) -> None:
    if len(value.encode("utf-16-le")) // 2 > MOST_CAPTION_UNITS:
        _refuse("message caption is too long")


def _markup(value: Any) -> None:
    """
    Only inline keyboards, each button with data of 1 to 64 bytes: the union of the models takes nearly anything.
    """
    markup = _exactly(InlineKeyboardMarkup, value)
    rows = value["inline_keyboard"]
    if not rows or not all(rows):
        _refuse("inline keyboard expected")
    for row, buttons in zip(markup.inline_keyboard, rows, strict=True):
        for button, given in zip(row, buttons, strict=True):
            _exactly(InlineKeyboardButton, given)
            if not 1 <= len((button.callback_data or "").encode()) <= LONGEST_DATA:
                _refuse("BUTTON_DATA_INVALID")
            if not button.text.strip():
                _refuse("text buttons are allowed in inline keyboards only")


def _preview(value: Any) -> None:
    _exactly(LinkPreviewOptions, value)


def _commands(value: Any) -> None:
    for each in value:
        command = _exactly(BotCommand, each)
        if not command.command.islower() or not 1 <= len(command.command) <= 32:
            _refuse("BOT_COMMAND_INVALID")
        if not 1 <= len(command.description) <= 256:
            _refuse("BOT_COMMAND_DESCRIPTION_INVALID")


def _messages(value: Any) -> None:
    if not 1 <= len(value) <= 100:
        _refuse("message identifiers are not specified")


def _refuse(why: str) -> NoReturn:
    raise BadRequest(why)


def _exactly(model: type[Model], value: Any) -> Model:
    try:
        read = model.model_validate(value)
    except ValidationError as error:
        raise BadRequest(_where(error)) from None
    unknown = value.keys() - model.model_fields.keys()
    if unknown:
        _refuse(f"unknown fields {sorted(unknown)}")
    return read


def _where(error: ValidationError) -> str:
    places = sorted({".".join(map(str, each["loc"])) for each in error.errors()})
    return f"can't parse {', '.join(places)}"


CHECKS = {
    "text": _text,
    "caption": _caption,
    "reply_markup": _markup,
    "link_preview_options": _preview,
    "commands": _commands,
    "message_ids": _messages,
}
