"""
Work that is done again and again while the server runs.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool

log = logging.getLogger(__name__)

Wait = Callable[[float], Awaitable[None]]
Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


async def repeat(work: Callable[[], object], seconds: float, wait: Wait = asyncio.sleep) -> None:
    """
    Do the work now and every so many seconds, away from the event loop; a failure is logged by its kind, and no end.
    """
    while True:
        try:
            await run_in_threadpool(work)
        except Exception as error:  # noqa: BLE001 - the next time may be better
            log.error("repeated_work_failed kind=%s", type(error).__name__)
        await wait(seconds)


def while_serving(work: Callable[[], object], seconds: float) -> Lifespan:
    """
    Repeats the work from the server's start to its end.
    """

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(repeat(work, seconds))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    return lifespan
