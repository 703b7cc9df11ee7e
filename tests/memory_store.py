"""
The store's twin in memory: the same answers, from dicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from itertools import count
from typing import Literal

from bot.conversation.delivery import Reminder
from bot.conversation.ports import Commit, Held, LogView, Opened
from bot.domain.chain import FIRST, Line, link
from bot.domain.evidence import Entry, as_entries, sameness
from bot.domain.guessing import FORGOTTEN_AFTER, wait_after
from bot.domain.message import BotMessage
from bot.domain.pin import read_pin
from bot.domain.request import (
    ForgetReminders,
    Format,
    JoinCase,
    KeepCode,
    KeepLonger,
    LockLog,
    OfferDownload,
    Remind,
    Request,
    ShutLog,
    UnlockLog,
)
from bot.domain.retention import Retention, kept_until
from bot.domain.slot import Value
from bot.domain.tracker import Tracker
from bot.errors import LogLocked
from bot.storage.downloads import SECONDS, Download
from bot.storage.keeping import EVERY, Purged
from bot.storage.leaving import KEPT_SECONDS
from bot.storage.reminders import CLAIM, LONGEST, MOST_TRIES, RETRY
from bot.storage.unlocked import Unlocked

DAY = 86_400


@dataclass(kw_only=True)
class Log:
    """
    A log, the PIN that locks it, the code that finds it.
    """

    lines: tuple[Line, ...] = ()
    pin: str | None = None
    code: str | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(line.entry for line in self.lines)

    @property
    def items(self) -> int:
        return max((entry.item for entry in self.entries), default=0)

    def write(self, entries: Sequence[Entry]) -> None:
        after = (self.lines[-1].number, self.lines[-1].hash) if self.lines else (0, FIRST)
        salts = (f"{number:032x}" for number in count())
        self.lines = (*self.lines, *link(entries, salts, after))


@dataclass(kw_only=True)
class Answered:
    """
    An answer that was kept: for all ("plain"), for whoever brings the same `text`, for whoever opens the "log".

    `replies` are `None` once dropped.
    """

    replies: tuple[BotMessage, ...] | None
    way: Literal["plain", "text", "log"]
    text: str
    kept_until: int


@dataclass(kw_only=True)
class Pending:
    """
    A reminder on its way.
    """

    reminder: Reminder
    due: int
    claimed_until: int = 0
    tries: int = 0


@dataclass(kw_only=True)
class MemoryStore:
    """
    Keeps conversations in dicts; passes the same contract tests as the real store.
    """

    retention: Retention = field(default_factory=Retention)
    held: dict[str, Held] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    answered: dict[tuple[str, str], Answered] = field(default_factory=dict)
    log_of: dict[str, str] = field(default_factory=dict)
    logs: dict[str, Log] = field(default_factory=dict)
    guesses: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    downloads: dict[str, tuple[str, OfferDownload, int]] = field(default_factory=dict)
    unlocked: Unlocked = field(default_factory=Unlocked)
    pending: dict[str, Pending] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    next_purge: int = 0
    numbers: count[int] = field(default_factory=lambda: count(1))

    def key(self, channel: str, sender: str) -> str:
        return f"{channel}:{sender}"

    def replies(
        self, conversation: str, delivery: str, text: str = ""
    ) -> tuple[BotMessage, ...] | None:
        found = self.answered.get((conversation, delivery))
        if found is None:
            return None
        log = self._log(conversation)
        opens = {
            "plain": True,
            "text": _hashed(text) == found.text,
            "log": log is not None
            and (
                log.pin in (None, read_pin(text).value)
                or self.unlocked.peek(conversation, self.log_of.get(conversation)) is not None
            ),
        }
        return (found.replies or ()) if opens[found.way] else ()

    def load(self, conversation: str) -> Held:
        return self.held.get(conversation, Held(tracker=Tracker(), revision=0))

    def entries(self, conversation: str) -> tuple[Entry, ...]:
        log = self._log(conversation)
        return log.entries if log and log.pin is None else ()

    def alike(
        self, conversation: str, wanted: Sequence[str], *, now: datetime
    ) -> tuple[Entry, ...]:
        log = self._log(conversation)
        if log is None or (
            log.pin is not None
            and self.unlocked.find(conversation, self.log_of.get(conversation), now) is None
        ):
            return ()
        items = {log.items, *(e.item for e in log.entries if sameness(e) in wanted)}
        return tuple(entry for entry in log.entries if entry.item in items)

    def open_log(self, conversation: str, *, pin: str | None, now: datetime) -> LogView:
        log = self._log(conversation)
        until = self.kept.get(conversation)
        known = LogView(kept_until=_moment(until, now))
        if log is None:
            return known
        known = replace(known, items=log.items, has_code=log.code is not None)
        if log.pin is None:
            return replace(known, entries=log.entries)
        opened = self.unlocked.find(conversation, self.log_of.get(conversation), now)
        if opened is not None:
            return replace(known, entries=log.entries, locked=True, opened=opened)
        closed = replace(known, state="locked", locked=True)
        return closed if pin is None else self._try(conversation, log, pin, closed, now)

    def find_case(self, conversation: str, *, code: str, pin: str, now: datetime) -> LogView:
        found = next((log for log in self.logs.values() if log.code == code), None)
        closed = LogView(state="locked", locked=True)
        if found is None:
            wait = self._guess([f"code {code}", conversation], now)
            return replace(closed, state="wait" if wait else "wrong", wait=wait)
        return self._try(conversation, found, pin, closed, now)

    def commit(self, commit: Commit) -> bool:
        if self.load(commit.conversation).revision != commit.revision:
            return False
        if commit.erase:
            self._erase(commit)
        else:
            self._keep(commit)
        return True

    def note_left(self, conversation: str, now: datetime) -> None:
        self.left.setdefault(conversation, int(now.timestamp()) + KEPT_SECONDS)

    def was_left(self, conversation: str) -> bool:
        return conversation in self.left

    def create_download(
        self, conversation: str, file_format: Format, now: datetime, zone: str = "UTC"
    ) -> str | None:
        log = self._log(conversation)
        if log is None:
            return None
        if log.pin is not None:
            raise LogLocked
        wish = OfferDownload(token=f"token-{next(self.numbers)}", format=file_format, zone=zone)
        self._offer(self.log_of[conversation], wish, now)
        return wish.token

    def take_download(self, token: str, now: datetime) -> Download | None:
        log, wish, expires = self.downloads.pop(token, ("", None, 0))
        if wish is None or log not in self.logs or expires <= int(now.timestamp()):
            return None
        return Download(
            lines=self.logs[log].lines,
            format=wish.format,
            zone=wish.zone,
            language=wish.language,
        )

    def due_reminders(self, now: datetime, most: int = 20) -> tuple[Reminder, ...]:
        moment = int(now.timestamp())
        due = [e for e in self.pending.values() if e.due <= moment >= e.claimed_until]
        due = [e for e in due if e.tries < MOST_TRIES and not self._put_off(e, moment)]
        due = sorted(due, key=lambda each: (each.due, each.reminder.id))[:most]
        for each in due:
            each.claimed_until, each.tries = moment + CLAIM, each.tries + 1
        return tuple(each.reminder for each in due)

    def reminder_sent(self, reminder: str) -> None:
        self.pending.pop(reminder, None)

    def reminder_failed(self, reminder: str, now: datetime) -> None:
        each = self.pending.get(reminder)
        if each is not None and each.tries >= MOST_TRIES:
            self.reminder_sent(reminder)
        elif each is not None:
            each.due, each.claimed_until = int(now.timestamp()) + RETRY, 0

    def purge(self, now: datetime) -> Purged:
        moment = int(now.timestamp())
        self.left = {who: until for who, until in self.left.items() if until > moment}
        over = [who for who, until in self.kept.items() if until <= moment]
        for who in over:
            self._forget(who)
        left = [each for each in self.logs if each not in self.log_of.values()]
        for each in left:
            del self.logs[each]
        passed = [key for key, each in self.answered.items() if each.kept_until <= moment]
        for key in passed:
            del self.answered[key]
        return Purged(conversations=len(over), logs=len(left), deliveries=len(passed))

    def purge_if_due(self, now: datetime) -> Purged | None:
        if self.next_purge > int(now.timestamp()):
            return None
        self.next_purge = int(now.timestamp()) + EVERY
        return self.purge(now)

    def _log(self, conversation: str) -> Log | None:
        return self.logs.get(self.log_of.get(conversation, ""))

    def _own_log(self, conversation: str) -> Log:
        name = self.log_of.setdefault(conversation, f"log-{next(self.numbers)}")
        return self.logs.setdefault(name, Log())

    def _guess(self, names: Sequence[str], now: datetime) -> int:
        moment = int(now.timestamp())
        rows = [self.guesses.get(name, (0, 0, moment + 1)) for name in names]
        wait = max(blocked for _, blocked, _ in rows) - moment
        if wait > 0:
            return wait
        for name, (wrong, _, until) in zip(names, rows, strict=True):
            counted = wrong + 1 if until > moment else 1
            blocked = moment + wait_after(counted)
            self.guesses[name] = (counted, blocked, moment + FORGOTTEN_AFTER)
        return 0

    def _try(
        self, conversation: str, log: Log, pin: str, closed: LogView, now: datetime
    ) -> LogView:
        name = next(each for each, known in self.logs.items() if known is log)
        wait = self._guess([name, conversation], now)
        if wait or pin != log.pin:
            return replace(closed, state="wait" if wait else "wrong", wait=wait)
        del self.guesses[name]
        wrong, _, until = self.guesses[conversation]
        self.guesses[conversation] = (wrong - 1, 0, until)
        opened = Opened(log=name, key=b"")
        self.unlocked.hold(conversation, opened, now)
        return replace(
            closed,
            state="open",
            entries=log.entries,
            items=log.items,
            has_code=log.code is not None,
            slots=self._told(name),
            opened=opened,
        )

    def _told(self, log: str) -> dict[str, Value]:
        trackers = [self.held[who].tracker for who, name in self.log_of.items() if name == log]
        seen = [each for each in trackers if each.last_seen is not None]
        latest = max(seen, key=lambda each: str(each.last_seen), default=None)
        return dict(latest.slots) if latest else {}

    def _keep(self, commit: Commit) -> None:
        who = commit.conversation
        self.held[who] = Held(tracker=commit.tracker, revision=commit.revision + 1)
        until = kept_until(commit.now, self.retention.days)
        self.kept[who] = max(self.kept.get(who, 0), until)
        if any(isinstance(each, (LockLog, ShutLog)) for each in commit.requests):
            self.unlocked.shut(who)
        for request in sorted(commit.requests, key=lambda each: not isinstance(each, JoinCase)):
            self._carry_out(commit, request)
        if commit.changes:
            log = self._own_log(who)
            log.write(as_entries(commit.changes, log.items, commit.now))
        self._answer(commit, self._way(commit), self.retention.delivery_days)

    def _way(self, commit: Commit) -> Literal["plain", "text", "log"]:
        shows = commit.changes or commit.opened
        if not shows or self._own_log(commit.conversation).pin is None:
            return "plain"
        told = [each.address or each.account or each.note for each in commit.changes]
        said = all(part and part in commit.text for part in told)
        return "text" if said and not commit.opened else "log"

    def _answer(self, commit: Commit, way: Literal["plain", "text", "log"], days: int) -> None:
        if commit.delivery is not None:
            self.answered[commit.conversation, commit.delivery] = Answered(
                replies=tuple(commit.replies),
                way=way,
                text=_hashed(commit.text),
                kept_until=kept_until(commit.now, days),
            )

    def _carry_out(self, commit: Commit, request: Request) -> None:  # noqa: C901, PLR0912 - one line for each kind
        who = commit.conversation
        opened = commit.opened is not None and commit.opened.log == self.log_of.get(who)
        match request:
            case LockLog():
                self._lock(commit)
            case UnlockLog() if opened:
                self._own_log(who).pin = self._own_log(who).code = None
            case KeepCode(code=code) if self._own_log(who).pin is not None:
                for log in self.logs.values():
                    log.code = None if log.code == code else log.code
                self._own_log(who).code = code
            case JoinCase() if commit.opened is not None and not opened:
                self._join(who, commit.opened.log)
            case OfferDownload() if opened or self._own_log(who).pin is None:
                self._offer(self.log_of[who], request, commit.now)
            case Remind():
                self._remind(commit, request)
            case ForgetReminders(purpose=purpose):
                self._forget_reminders(who, purpose)
            case KeepLonger(days=days):
                self.kept[who] = max(self.kept[who], kept_until(commit.now, days))
            case _:
                pass

    def _lock(self, commit: Commit) -> None:
        log = self._own_log(commit.conversation)
        if log.pin is None and commit.pin:
            log.pin = commit.pin
            name = self.log_of[commit.conversation]
            for (who, _), each in self.answered.items():
                if self.log_of.get(who) == name:
                    each.replies = None

    def _join(self, who: str, case: str) -> None:
        own = self.log_of.get(who)
        self.log_of[who] = case
        if own is not None and own not in self.log_of.values() and self.logs[own].pin is None:
            old, joined = self.logs.pop(own), self.logs[case]
            joined.write([replace(e, item=e.item + joined.items) for e in old.entries])

    def _offer(self, log: str, wish: OfferDownload, now: datetime) -> None:
        self.downloads[wish.token] = (log, wish, int(now.timestamp()) + SECONDS)

    def _remind(self, commit: Commit, wish: Remind) -> None:
        self._forget_reminders(commit.conversation, wish.purpose)
        reminder = Reminder(
            id=f"reminder-{next(self.numbers)}",
            conversation=commit.conversation,
            purpose=wish.purpose,
            channel=commit.channel,
            sender=commit.sender,
            response=wish.response,
            language=commit.tracker.language,
        )
        now = commit.now.timestamp()
        due = int(min(max(wish.moment.timestamp(), now), now + LONGEST))
        self.pending[reminder.id] = Pending(reminder=reminder, due=due)

    def _put_off(self, each: Pending, now: int) -> bool:
        if each.reminder.purpose != "retention":
            return False
        each.due = self.kept[each.reminder.conversation] - self.retention.warn_days * DAY
        return each.due > now

    def _forget_reminders(self, who: str, purpose: str | None = None) -> None:
        for name, each in list(self.pending.items()):
            mine = each.reminder.conversation == who
            if mine and purpose in (None, each.reminder.purpose):
                del self.pending[name]

    def _erase(self, commit: Commit) -> None:
        name = self.log_of.get(commit.conversation)
        for who in [each for each, log in self.log_of.items() if log == name]:
            self._forget(who)
        self._forget(commit.conversation)
        self.logs.pop(name or "", None)
        self._answer(commit, "plain", 1)

    def _forget(self, who: str) -> None:
        for each in (self.held, self.kept, self.log_of):
            each.pop(who, None)
        self._forget_reminders(who)
        for key in [each for each in self.answered if each[0] == who]:
            del self.answered[key]


def _hashed(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _moment(seconds: int | None, now: datetime) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, now.tzinfo)
