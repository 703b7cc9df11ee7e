"""
The private record in use: locked, gone on with elsewhere, guessed at, handed over, erased; and what of it lies on the disk.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import pytest

from bot.app import Parts, taking
from bot.channels.render import as_texts
from bot.clock import utcnow
from bot.domain.evidence import current_items
from bot.domain.message import BotMessage, UserMessage
from bot.export.verify import verify
from bot.storage import SqlStore, open_store
from tests.acceptance.conftest import Person, meet
from tests.contract.conftest import QUICK, SECRET
from tests.contract.test_raw_bytes import raw, readable

PIN, PHRASE = "530912", "canary river stone"
LINK, OTHER = "https://canary-site.example/a", "https://canary-site.example/b"
NOTE = "canary-note, on page two"
SAFE = "/SetSlots(safe_now=yes, private_now=true)"
CODE = re.compile(r"[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}")


@pytest.fixture
def url(tmp_path: Path) -> str:
    """
    A database of its own, whose bytes are looked at.
    """
    return f"sqlite:///{tmp_path}/record.db"


@pytest.fixture
def parts(whole: Parts, url: str) -> Iterator[Parts]:
    """
    Everything, with that database; files can be fetched from it.
    """
    store = open_store(url, SECRET, pin_cost=QUICK)
    take = taking(whole.assistant, store)
    yield replace(whole, store=store, take=take, address="http://testserver")
    store.close()


def somebody(parts: Parts, name: str, channel: str | None = None) -> Person:
    """
    Somebody who said that they are safe.
    """
    person = meet(parts, name)
    more = {"input_channel": channel} if channel else {}
    person.say("hello", **more)
    person.say(SAFE, **more)
    return person


def locked(parts: Parts, pin: str = PIN) -> tuple[Person, str]:
    """
    Somebody on the web with one link in a locked log, and their case code.
    """
    first = somebody(parts, "first", "web")
    for text in ("/log_link", LINK, "/SetSlots(links=null)", "yesterday"):
        first.say(text, input_channel="web")
    for text in ("lock my log", "/SetSlots(lock_wish=set)", pin):
        first.say(text, input_channel="web")
    said = "\n".join(first.texts(pin, input_channel="web"))
    found = CODE.search(said)
    assert found, said
    return first, found.group()


def joined(parts: Parts, code: str, name: str = "second") -> Person:
    """
    The same person by text message.
    """
    second = somebody(parts, name, "sms")
    second.say(code.lower(), input_channel="sms")
    second.say(PIN, input_channel="sms")
    return second


def things(parts: Parts, person: Person, channel: str) -> list[str | None]:
    """
    The addresses in somebody's log, as the PIN opens it.
    """
    store = parts.store
    view = store.open_log(store.key(channel, person.name), pin=PIN, now=utcnow())
    return [each.address for each in current_items(view.entries)]


def test_a_case_goes_on_by_text_message(parts: Parts) -> None:
    """
    Code and PIN, typed in small letters, bring the log and what was told; what is noted there is in the one log.
    """
    first, code = locked(parts)
    second = somebody(parts, "second", "sms")

    assert "PIN" in "\n".join(second.texts(code.lower(), input_channel="sms"))
    assert "Your log is here (1)" in "\n".join(second.texts(PIN, input_channel="sms"))
    for text in ("/log_link", OTHER, "/SetSlots(links=null)", "today"):
        second.say(text, input_channel="sms")

    assert [LINK, OTHER] == things(parts, first, "web") == things(parts, second, "sms")
    shown = "\n".join(second.texts("show my log", input_channel="sms"))
    assert [] == [each for each in (LINK, OTHER) if each not in shown]


def test_a_wrong_code_and_a_wrong_pin_get_the_same_answer_and_then_a_wait(parts: Parts) -> None:
    """
    Word for word; the right ones have to wait then, too.
    """
    _, code = locked(parts)
    answers = []
    for name, text in (("x", f"{code} 4711"), ("y", f"0000 0000 0000 {PIN}")):
        guesser = somebody(parts, name, "sms")
        guesser.say("i have a code", input_channel="sms")
        answers.append(guesser.texts(text, input_channel="sms"))
    assert answers[0] == answers[1]

    guesser = somebody(parts, "z", "sms")
    guesser.say("i have a code", input_channel="sms")
    for _ in range(3):
        guesser.say(f"{code} 4711", input_channel="sms")
    told = "\n".join(guesser.texts(f"{code} {PIN}", input_channel="sms"))
    assert ("stays shut for" in told, "canary" in told) == (True, False)


def test_erasing_on_one_device_erases_everywhere_and_takes_no_pin(parts: Parts) -> None:
    """
    Two messages, also for whoever forgot the PIN.
    """
    first, code = locked(parts)
    second = joined(parts, code)

    second.say("erase everything", input_channel="sms")
    second.say("yes", input_channel="sms")

    assert [] == things(parts, first, "web")
    assert "go together" in "\n".join(joined_text(parts, code))


def joined_text(parts: Parts, code: str) -> list[str]:
    """
    What somebody is told who comes with that code.
    """
    third = somebody(parts, "third", "sms")
    return third.texts(f"{code} {PIN}", input_channel="sms")


def test_two_devices_at_once_lose_nothing(parts: Parts) -> None:
    """
    Each notes ten links at the same time; all are there, and the chain holds.
    """
    first, code = locked(parts)
    second = joined(parts, code)
    for person, channel in ((first, "web"), (second, "sms")):
        person.say("/log_link", input_channel=channel)

    def note(person: Person, channel: str) -> None:
        for number in range(10):
            text = f"https://canary-site.example/{channel}{number}"
            message = UserMessage(text=text, sender=person.name, channel=channel, now=utcnow())
            person.parts.conversation.handle(message)

    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(note, (first, second), ("web", "sms")))

    wanted = {f"https://canary-site.example/{c}{n}" for c in ("web", "sms") for n in range(10)}
    assert {LINK, *wanted} == set(things(parts, first, "web"))
    verdict = verify(fetched(parts, second, "json"))
    assert (None, True) == (verdict.fault, verdict.count >= 21)


def fetched(parts: Parts, person: Person, kind: str) -> bytes:
    """
    The log as a file, by the link that is said.
    """
    for text in ("/StartFlow(lock_log)", PIN, "/SetSlots(lock_wish=none)"):
        person.say(text, input_channel="sms")
    person.say("/export_log", input_channel="sms")
    said = "\n".join(person.texts(f"/SetSlots(export_format={kind})", input_channel="sms"))
    link = re.search(r"http://testserver(/download/\S+)", said)
    assert link, said
    page = person.client.get(link.group(1))
    given = person.client.post(link.group(1))
    again = person.client.post(link.group(1))
    assert (200, 200, 410) == (page.status_code, given.status_code, again.status_code)
    return given.content


def test_a_copy_is_fetched_once_by_the_link_that_is_said(parts: Parts) -> None:
    """
    Looking at the page takes nothing; the file holds the exact link and the note, in each format.
    """
    _, code = locked(parts)
    second = joined(parts, code)

    for text in ("/StartFlow(change_log)", "/SetSlots(log_change=noted)", NOTE):
        second.say(text, input_channel="sms")

    for kind in ("json", "csv", "pdf"):
        file = fetched(parts, second, kind)
        assert (LINK.encode() in file, NOTE.encode() in file) == (True, True)
        assert verify(file).fault is None


@pytest.mark.parametrize("pin", [PIN, PHRASE])
def test_no_secret_lies_on_the_disk_or_in_a_log(
    parts: Parts, url: str, pin: str, caplog: pytest.LogCaptureFixture
) -> None:
    """
    The PIN, the code and the links, after a whole story: in no file and no log; with the master key, no PIN and no entry.
    """
    caplog.set_level(logging.DEBUG)
    first, code = locked(parts, pin)
    second = somebody(parts, "second", "sms")
    for number, text in enumerate(
        (code, "4711", f"{code} {pin}", "/log_link", OTHER, "/skip", "today")
    ):
        second.say(text, input_channel="sms", metadata={"message_id": f"m{number}"})
    for number, text in enumerate(
        (
            "show my log",
            "999999",
            pin,
            "/StartFlow(change_log)",
            "/SetSlots(log_change=noted)",
            NOTE,
        )
    ):
        first.say(text, input_channel="web", metadata={"message_id": f"n{number}"})
    shown = "\n".join(first.texts("/show_log", input_channel="web"))
    assert (True, True) == (LINK in shown, NOTE in shown)

    files = raw(url)
    opened = b"\0".join(readable(url))
    plain = code.replace(" ", "")
    ours = "\n".join(
        each.getMessage()
        for each in caplog.records
        if not each.name.startswith(("httpx", "httpcore"))
    )

    assert b'"language"' in opened
    secrets = (pin, pin.replace(" ", ""), code, plain, "canary-site", "canary-note")
    assert [] == [each for each in secrets if each.encode() in files]
    assert [] == [each for each in secrets if each in ours]
    assert [] == [each for each in (pin, "canary-site", "canary-note") if each.encode() in opened]


def test_the_store_is_the_real_one(parts: Parts) -> None:
    """
    These stories are told to the database, not to a twin.
    """
    assert isinstance(parts.store, SqlStore)


@pytest.fixture
def another(whole: Parts, url: str) -> Iterator[Parts]:
    """
    A second process on the same database: it shares nothing else with the first.
    """
    store = open_store(url, SECRET, pin_cost=QUICK)
    take = taking(whole.assistant, store)
    yield replace(whole, store=store, take=take, address="http://testserver")
    store.close()


@dataclass(frozen=True, kw_only=True)
class ByTurns:
    """
    Somebody whose messages are answered by one process after the other.
    """

    processes: Iterator[Person]

    def texts(self, message: str) -> str:
        """
        What the bubbles say.
        """
        return "\n".join(next(self.processes).texts(message, input_channel="sms"))


def by_turns(*processes: Parts) -> ByTurns:
    """
    Somebody who said to these processes that they are safe.
    """
    person = ByTurns(processes=cycle([meet(each, "by turns") for each in processes]))
    person.texts("hello")
    person.texts(SAFE)
    return person


def test_any_process_answers_whoever_has_a_pin(parts: Parts, another: Parts) -> None:
    """
    What was typed before may be with the other process: then the PIN is asked for again, kindly, and nothing is lost.
    """
    person = by_turns(parts, another)
    for text in ("/log_link", LINK, "/SetSlots(links=null)", "yesterday", "lock my log"):
        person.texts(text)
    person.texts("/SetSlots(lock_wish=set)")

    assert "type it once more" in person.texts(PIN)
    assert "two times in one message" in person.texts(PIN)
    assert CODE.search(person.texts(f"{PIN} {PIN}"))
    assert "Your log is locked" in person.texts("show my log")
    shown = person.texts(PIN)
    assert (True, True) == (LINK in shown, "Something changed" in shown)
    assert "Your log is locked" in person.texts("/StartFlow(change_log)")
    assert LINK in person.texts(PIN)
    told = person.texts("It is gone")
    assert (True, True, False) == ("Noted" in told, "is locked" in told, "is empty" in told)
    assert "That was the last one" in person.texts(PIN)


def test_code_and_pin_in_two_processes_are_asked_for_in_one_message(
    parts: Parts, another: Parts
) -> None:
    """
    The code isn't kept, so the process that hears the PIN may not know it.
    """
    _, code = locked(parts)
    person = by_turns(parts, another)

    assert "Now type the PIN" in person.texts(code)
    assert "both in one message" in person.texts(PIN)
    assert "Your log is here (1)" in person.texts(f"{code} {PIN}")


def test_guesses_count_whichever_process_hears_them(parts: Parts, another: Parts) -> None:
    """
    A guesser who is answered by many gets no more tries.
    """
    _, code = locked(parts)
    guesser = by_turns(parts, another)
    guesser.texts("i have a code")
    for _ in range(3):
        assert "don't go together" in guesser.texts(f"{code} 4711")

    assert "stays shut for" in guesser.texts(f"{code} {PIN}")


def request_of(person: Person) -> str:
    """
    The request for the link in somebody's locked log.
    """
    for text in ("/removal_request", PIN):
        person.texts(text, input_channel="web")
    return "\n".join(person.texts("United States", input_channel="web"))


@pytest.mark.parametrize("minutes", [16, 45])
def test_a_log_that_closed_meanwhile_is_opened_before_it_is_used(
    parts: Parts, minutes: int
) -> None:
    """
    Sending a request takes a while: the PIN is asked for again, and then the log has it; no request is without its links.
    """
    person, _ = locked(parts)
    later = {"now": (utcnow() + timedelta(minutes=minutes)).isoformat()}
    assert LINK in request_of(person)

    asked = person.texts("Done, I sent it", input_channel="web", metadata=later)
    assert "Your log is locked" in "\n".join(asked)
    noted = person.texts(PIN, input_channel="web", metadata=later)

    assert "I noted in your log" in "\n".join(noted)
    view = parts.store.open_log(parts.store.key("web", person.name), pin=PIN, now=utcnow())
    assert ["notice_sent"] == [each.status for each in current_items(view.entries)]


def test_whoever_cannot_open_the_log_is_told_what_was_not_noted(parts: Parts) -> None:
    """
    Nothing is said to be noted that isn't.
    """
    person, _ = locked(parts)
    later = {"now": (utcnow() + timedelta(minutes=45)).isoformat()}
    assert LINK in request_of(person)
    person.texts("Done, I sent it", input_channel="web", metadata=later)

    told = "\n".join(person.texts("not now", input_channel="web", metadata=later))

    assert (True, False) == ("couldn't note it" in told, "I noted" in told)


CHANNELS = ("rest", "web", "sms", "telegram")


@pytest.mark.parametrize(("here", "there"), [(a, b) for a in CHANNELS for b in CHANNELS if a != b])
def test_a_case_goes_on_in_any_other_channel(parts: Parts, here: str, there: str) -> None:
    """
    Code and PIN bring the log and lead on to a question; the first device is sent nothing, and what is noted on the
    second is as locked there as all else. Whoever guesses is told nothing, and has to wait after a few tries.
    """
    first = somebody(parts, "first", here)
    for text in ("/log_link", LINK, "/SetSlots(links=null)", "yesterday", "lock my log", "/SetSlots(lock_wish=set)", PIN):  # fmt: skip
        first.say(text, input_channel=here)
    (code,) = CODE.findall("\n".join(first.texts(PIN, input_channel=here)))

    second = somebody(parts, "second", there)
    second.say("i have a code", input_channel=there)
    assert "PIN" in "\n".join(second.texts(code, input_channel=there))
    found = second.say(PIN, input_channel=there)
    assert "Your log is here (1)" in "\n".join(each["text"] for each in found)
    assert found[-1].get("buttons") or "1. " in found[-1]["text"]
    for text in ("/log_link", OTHER, "/SetSlots(links=null)", "today"):
        second.say(text, input_channel=there)

    assert isinstance(parts.store, SqlStore)
    assert parts.store.deliveries.claim_outgoing(utcnow()) is None
    later = {"now": (utcnow() + timedelta(minutes=30)).isoformat()}
    shut = "\n".join(first.texts("show my log", input_channel=here, metadata=later))
    assert ("canary" in shut, "PIN" in shut) == (False, True)
    shown = "\n".join(first.texts(PIN, input_channel=here, metadata=later))
    assert [] == [each for each in (LINK, OTHER) if each not in shown]

    guesser = somebody(parts, "guesser", there)
    guesser.say("i have a code", input_channel=there)
    tries = [f"{code} 4711"] * 3 + [f"{code} {PIN}"]
    told = ["\n".join(guesser.texts(each, input_channel=there)) for each in tries]
    assert [False] * 4 == ["canary" in each for each in told]
    assert "stays shut for" in told[-1]


LONG = f"https://canary-site.example/a?{'x' * 600}"
TAKE_IT_DOWN = (
    "Signed: [your name]",
    LONG,
    "I state in good faith that this was published without consent",
    "shared without my consent",
    "within 48 hours",
    "identical copies",
    "Reach me at: [your e-mail]",
)
"""Signature, where it is, the good faith belief, what bears it out, the time, copies, how to be reached."""
DMCA = (
    "Signed: [your name]",
    "I took the picture or video",
    LONG,
    "[your name, postal address, phone, e-mail]",
    "neither the owner, an agent of the owner nor the law allows this use",
    "What I write here is right. Under penalty of perjury",
    "the owner or may act for the owner",
)
"""17 U.S.C. 512(c)(3): signature, the work, where it is, how to be reached, good faith, accuracy, authority."""


def test_requests_hold_what_the_law_asks_for(parts: Parts) -> None:
    """
    Each element and the exact link, whole, by text message too; the copyright notice says first what it asks of them.
    """
    person = somebody(parts, "asking", "sms")
    told = (LONG, "/SetSlots(links=null)", "today", "/removal_request", "United States")
    request = [person.texts(text, input_channel="sms") for text in told][-1]
    person.texts("Copyright notice", input_channel="sms")
    person.texts("/SetSlots(owns_photo=yes)", input_channel="sms")
    duties = "\n".join(person.texts("/SetSlots(age_in_image=adult)", input_channel="sms"))
    notice = person.texts("Yes, write it", input_channel="sms")

    assert [] == [each for each in TAKE_IT_DOWN if each not in "\n".join(request)]
    assert ("penalty of perjury" in duties, "may pass them on" in duties) == (True, True)
    assert [] == [each for each in DMCA if each not in "\n".join(notice)]
    sent = as_texts([BotMessage(text=each) for each in (*request, *notice)], "Hello", bool)
    assert 2 == sum(LONG in each.text for each in sent)
