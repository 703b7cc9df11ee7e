"""
What was said in talks without scripts, so that the next page can show it: in memory only, and not for long.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.channels.render import options
from bot.conversation.handle import Answer
from bot.domain.message import Button, Table

MOST_TALKS = 2000
MOST_LINES = 300
FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """
    One bubble; `mine` is what the person wrote. It is kept out of `repr`, because it must never reach a log.

    `table` is shown instead of the text.
    """

    text: str = field(repr=False)
    mine: bool = False
    table: Table | None = field(default=None, repr=False)


@dataclass(slots=True, kw_only=True)
class Talk:
    """
    What a page shows of a talk.

    `offered` are the options of its last answer, `titles` what all of them said, by their payloads.
    `secret`: what is written next is to be a PIN or a case code.
    `taken` are the ids of the forms that were sent, so that one sent twice counts once.
    """

    at: datetime
    said: deque[Said] = field(default_factory=lambda: deque(maxlen=MOST_LINES), repr=False)
    offered: tuple[Button, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    secret: bool = False
    taken: deque[str] = field(default_factory=lambda: deque(maxlen=MOST_LINES), repr=False)


class Talks:
    """
    The talks by who has them; whoever was silent longest is forgotten first. Only what is shown is lost by that.
    """

    def __init__(self) -> None:
        self._talks: OrderedDict[str, Talk] = OrderedDict()

    def find(self, who: str, now: datetime) -> Talk | None:
        """
        The talk, unless it was silent for too long.
        """
        self.forget_old(now)
        return self._talks.get(who)

    def add(self, who: str, form: str, wrote: str, answer: Answer, now: datetime) -> None:
        """
        Note what a person wrote with a form, and what was answered. A form counts once; a payload shows as its title.
        """
        answers = answer.messages
        talk = self.find(who, now) or Talk(at=now)
        if form in talk.taken:
            return
        self._talks[who] = talk
        self._talks.move_to_end(who)
        talk.at = now
        talk.taken.append(form)
        talk.said.append(Said(text=talk.titles.get(wrote, wrote), mine=True))
        talk.said.extend(Said(text=each.text, table=each.table) for each in answers)
        talk.offered = options(answers)
        talk.secret = answer.asks_secret
        talk.titles |= {each.payload: each.title for each in talk.offered}
        while len(self._talks) > MOST_TALKS:
            self._talks.popitem(last=False)

    def beginning_with(self, start: str) -> list[str]:
        """
        Those who have talks, and whose names begin so.
        """
        return [who for who in self._talks if who.startswith(start)]

    def forget(self, who: str) -> None:
        """
        Forget one.
        """
        self._talks.pop(who, None)

    def forget_old(self, now: datetime) -> None:
        """
        Forget those that were silent for too long.
        """
        while self._talks:
            oldest = next(iter(self._talks))
            if now - self._talks[oldest].at < FORGOTTEN_AFTER:
                return
            del self._talks[oldest]
