"""
Checks all conversations on every core: shares the work out, puts together what was seen, and says how far it is.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass

from bot.domain.assistant import Assistant
from bot.domain.tracker import Tracker
from bot.engine.check.bare import bare
from bot.engine.check.everywhere import Everywhere
from bot.engine.check.explore import Explorer, State
from bot.engine.check.finding import Finding, Seen
from bot.engine.check.moves import answers
from bot.engine.check.openings import openings
from bot.engine.check.places import BASE, Place, first_places, with_base
from bot.engine.check.structure import structure

STATES = 106_000
"""How many states are gone through from the first message; some of them by two processes, so that over 100,000 are left."""
SHARES = 8
CHUNK = 6
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """
    What a check looked at and found; times in seconds, memory in MB, of all processes together.
    """

    everywhere: Seen
    places: int
    through: Seen
    findings: tuple[Finding, ...]
    seconds: float
    cpu_seconds: float
    memory: int

    @property
    def numbers(self) -> dict[str, float]:
        """
        How much was looked at.
        """
        return {
            "places": self.places,
            "turns": self.everywhere.transitions,
            "states": self.through.states,
            "transitions": self.through.transitions,
            "depth": self.through.depth,
            "cut": self.through.cut,
            "seconds": round(self.seconds, 1),
            "cpu_seconds": round(self.cpu_seconds, 1),
            "memory": self.memory,
        }


def check_conversations(
    assistant: Assistant,
    *,
    states: int = STATES,
    workers: int | None = None,
    progress: Progress = lambda _doing, _share: None,
) -> Checked:
    """
    Try everything at every place, and go through `states` states from the first message.
    """
    began, used = time.monotonic(), _used()
    with _pool(assistant, workers or os.cpu_count() or 1) as pool:
        everywhere, places = _everywhere(assistant, pool, progress)
        through = _through(pool, states, progress)
    seen = Seen()
    seen.add(everywhere)
    seen.add(through)
    findings = [*seen.findings.values(), *structure(assistant, everywhere)]
    cpu, memory = _used()
    return Checked(
        everywhere=everywhere,
        places=places,
        through=through,
        findings=tuple(sorted(findings, key=lambda each: (each.file, each.line, each.name))),
        seconds=time.monotonic() - began,
        cpu_seconds=cpu - used[0],
        memory=memory,
    )


def _used() -> tuple[float, int]:
    """
    Seconds of all processors, and MB at most, that this process and those that it started have used.
    """
    own = resource.getrusage(resource.RUSAGE_SELF)
    started = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = sum(each.ru_utime + each.ru_stime for each in (own, started))
    return seconds, (own.ru_maxrss + started.ru_maxrss) // 1024


@contextmanager
def _pool(assistant: Assistant, workers: int) -> Iterator[Executor]:
    """
    Processes that have the assistant at hand.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        workers, mp_context=context, initializer=_prepare, initargs=(assistant,)
    ) as pool:
        yield pool


class _Worker:
    """
    What one process keeps between its tasks.
    """

    everywhere: Everywhere
    bare: Assistant


def _prepare(assistant: Assistant) -> None:
    _Worker.everywhere = Everywhere(with_base(assistant), assistant.rules)
    _Worker.bare = bare(assistant)


def _look(places: Sequence[Place]) -> Seen:
    return _Worker.everywhere.look(places)


def _begin() -> Seen:
    return _Worker.everywhere.beginnings()


def _go_through(share: int, shares: int, limit: int) -> Seen:
    """
    One share of the first messages, and where they lead.
    """
    assistant = _Worker.bare
    explorer = Explorer(assistant, assistant.rules)
    moves = openings(assistant)[share::shares]
    roots = [state for move in moves for state in explorer.after(State(tracker=Tracker()), move)]
    return explorer.explore(roots, answers, limit=limit)


def _everywhere(assistant: Assistant, pool: Executor, progress: Progress) -> tuple[Seen, int]:
    """
    Every place, round by round: the first ones, then those that these lead to, until none is new.
    """
    whole = with_base(assistant)
    seen, known = Seen(), set[tuple[object, ...]]()
    front: Iterable[Place] = first_places(whole, [name for name in whole.flows if name != BASE])
    tasks: list[Future[Seen]] = [pool.submit(_begin)]
    while True:
        new = list({each.key: each for each in front if each.key not in known}.values())
        known.update(each.key for each in new)
        tasks += [pool.submit(_look, new[at : at + CHUNK]) for at in range(0, len(new), CHUNK)]
        if not tasks:
            return seen, len(known)
        found = _gather(tasks, "every place", progress)
        seen.add(found)
        front, tasks = found.places.values(), []


def _gather(tasks: Sequence[Future[Seen]], doing: str, progress: Progress) -> Seen:
    seen = Seen()
    for number, task in enumerate(as_completed(tasks), start=1):
        seen.add(task.result())
        progress(doing, number / len(tasks))
    return seen


def _through(pool: Executor, states: int, progress: Progress) -> Seen:
    tasks = [pool.submit(_go_through, n, SHARES, states // SHARES) for n in range(SHARES)]
    seen = _gather(tasks, "from the beginning", progress)
    seen.states = len(seen.keys)
    return seen
