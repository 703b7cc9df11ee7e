"""
Work that is done again and again while the server runs.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    suppress,
)

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


def while_serving(*opened: Callable[[], AbstractAsyncContextManager[None]]) -> Lifespan:
    """
    Opens each from the server's start to its end; the last one is closed first.
    """

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for each in opened:
                await stack.enter_async_context(each())
            yield

    return lifespan


@asynccontextmanager
async def at_work(work: Awaitable[None]) -> AsyncIterator[None]:
    """
    Does the work beside what goes on inside, and ends it after.
    """
    task = asyncio.ensure_future(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
