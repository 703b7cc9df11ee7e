"""
`GET /health`: whether every part is ready.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.replies import reply

log = logging.getLogger(__name__)

Probe = Callable[[], object]


def health_routes(probes: Mapping[str, Probe]) -> list[Route]:
    """
    The address; each probe, by the name of its part, raises if the part isn't ready.
    """

    async def answer(_: Request) -> Response:
        missing = [
            name for name in probes if not await run_in_threadpool(works, name, probes[name])
        ]
        return reply({"status": "ok"}) if not missing else _not_ready(missing)

    return [Route("/health", answer)]


def _not_ready(missing: list[str]) -> Response:
    content = {
        "status": "failure",
        "code": 503,
        "reason": "NotReady",
        "message": f"Not ready: {', '.join(missing)}.",
        "not_ready": missing,
    }
    return reply(content, 503)


def works(name: str, probe: Probe) -> bool:
    """
    Whether a part does what it is there for.
    """
    try:
        probe()
    except Exception as error:  # noqa: BLE001 - whatever it is, the part isn't ready
        log.error("not_ready part=%s kind=%s", name, type(error).__name__)
        return False
    return True
