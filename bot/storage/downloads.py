"""
Downloads: a log, once, for whoever brings the token, within a quarter of an hour.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, delete, insert

from bot.conversation.ports import Opened
from bot.domain.chain import Line, canonical
from bot.domain.request import Format, OfferDownload
from bot.storage import logs
from bot.storage.sealing import derived, seal, unseal
from bot.storage.tables import downloads
from bot.storage.vault import Vault

SECONDS = 15 * 60

_OFFERED = insert(downloads)
_TAKEN = (
    delete(downloads)
    .where(downloads.c.id == bindparam("name"))
    .returning(downloads.c.log, downloads.c.body, downloads.c.expires)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """
    What was asked for: the lines of the log, the format, the IANA time zone to show times in, the language.
    """

    lines: tuple[Line, ...] = field(repr=False)
    format: Format
    zone: str
    language: str


def offer(
    connection: Connection, vault: Vault, opened: Opened, wish: OfferDownload, now: int
) -> None:
    """
    Let the log be fetched once. The log's key is sealed with the token, which is kept nowhere.
    """
    body = {
        "format": wish.format,
        "key": opened.key.hex(),
        "language": wish.language,
        "zone": wish.zone,
    }
    name = vault.names.of("download", wish.token)
    sealed = seal(_key(wish.token), canonical(body), "download", name)
    row = {"id": name, "log": opened.log, "body": sealed, "expires": now + SECONDS}
    connection.execute(_OFFERED, row)


def take(connection: Connection, vault: Vault, token: str, now: int) -> Download | None:
    """
    The download that a token stands for, which ends it; `None` if there is none, or its time is over.
    """
    name = vault.names.of("download", token)
    row = connection.execute(_TAKEN, {"name": name}).first()
    if row is None or row.expires <= now:
        return None
    wish = json.loads(unseal(_key(token), row.body, "download", name))
    log = logs.find(connection, row.log)
    return Download(
        lines=logs.read(connection, log, bytes.fromhex(wish["key"])),
        format=wish["format"],
        zone=wish["zone"],
        language=wish["language"],
    )


def _key(token: str) -> bytes:
    return derived(token.encode(), "download")
