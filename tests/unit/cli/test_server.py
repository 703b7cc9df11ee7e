"""
The web server's own part.
"""

from __future__ import annotations

from unittest.mock import AsyncMock, Mock

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from bot.cli.server import addresses, server


def listening(*name: object) -> Mock:
    return Mock(getsockname=lambda: name)


def test_addresses_are_as_one_types_them() -> None:
    """
    IPv6 in brackets, each address once.
    """
    sockets = [
        listening("127.0.0.1", 8000),
        listening("::1", 8000, 0, 0),
        listening("127.0.0.1", 8000),
    ]

    assert ["http://127.0.0.1:8000", "http://[::1]:8000"] == addresses(sockets)


async def test_it_tells_its_address_only_when_it_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Whoever waits for the line can connect when it is there.
    """
    told: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        pass

    starting = server(app, "127.0.0.1", 0, told.append)
    starting.servers = [Mock(sockets=[listening("127.0.0.1", 41234)])]
    began = AsyncMock(side_effect=lambda _: told.append("listens"))
    monkeypatch.setattr(uvicorn.Server, "startup", began)
    await starting.startup()

    assert ["listens", "http://127.0.0.1:41234"] == told
