"""
Twilio on this machine: its own API description served by Prism, behind a proxy of ours that can fail as Twilio can.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qs
from urllib.request import Request, urlopen

from twilio.request_validator import RequestValidator

from bot.settings import Secret, Twilio
from tests.postgresql import FREE_PORT

CACHE = Path(__file__).parents[1] / "var" / "cache" / "twilio"
PACKAGES = ("@stoplight/prism-cli@5.14", "sms-segments-calculator@1")
DESCRIBED = "package/src/services/twilio-api/twilio_api_v2010.json"
MISSING = "npm can't get Prism and Twilio's API description: our requests were NOT JUDGED by them"
PATIENCE_SECONDS = 60

ACCOUNT = "AC" + "0" * 32
TOKEN = "a-canary-auth-token-0123456789"
MEDIA_SID = "ME" + "0" * 32
LISTS: dict[str, dict[str, Any]] = {
    "Media.json": {"media_list": [{"sid": MEDIA_SID}]},
    "IncomingPhoneNumbers.json": {"incoming_phone_numbers": [{}]},
}
"""What stands in for examples of the description that break the description itself."""
OUR_NUMBER = "+15005550006"
SITE = "https://help.example"


def account(api_url: str, **parts: Any) -> Twilio:
    """
    The settings of an invented account.
    """
    told = {"account_sid": ACCOUNT, "auth_token": Secret(TOKEN), "sent_from": OUR_NUMBER}
    return Twilio(api_url=api_url, **{**told, **parts})


def sid(number: int) -> str:
    """
    The id of an incoming message.
    """
    return f"SM{number:032x}"


def form(number: int, text: str = "hi", **fields: str) -> dict[str, str]:
    """
    What Twilio sends when a text message comes in, where it guesses somebody to be included.
    """
    return {
        "MessageSid": sid(number),
        "SmsSid": sid(number),
        "AccountSid": ACCOUNT,
        "From": "+447700900100",
        "To": OUR_NUMBER,
        "Body": text,
        "NumMedia": "0",
        "NumSegments": "1",
        "FromCity": "CANARYTOWN",
        "FromZip": "",
        "ApiVersion": "2010-04-01",
        **fields,
    }


def signed(path: str, fields: dict[str, str], site: str = SITE) -> dict[str, str]:
    """
    The headers with which Twilio sends a form to an address of ours.
    """
    signature = RequestValidator(TOKEN).compute_signature(f"{site}{path}", fields)
    return {
        "X-Twilio-Signature": signature,
        "Content-Type": "application/x-www-form-urlencoded",
        "I-Twilio-Idempotency-Token": "token",
    }


@dataclass(frozen=True, kw_only=True)
class Fault:
    """
    How one request goes wrong: a status (0 breaks the connection after reading), with Twilio's code, after a while.

    `taken` requests count as received, as when only the answer is lost.
    """

    status: int
    code: int = 20500
    seconds: float = 0.0
    taken: bool = False


@dataclass(kw_only=True)
class Peer:
    """
    The API: what it received, and the faults of the next requests to send a message.

    `answers` are its own, by the end of the path; all others are its description's examples.
    """

    address: str
    judge: str | None = None
    faults: list[Fault] = field(default_factory=list)
    sent: list[dict[str, str]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def bodies(self) -> list[str]:
        """
        The texts of the messages that were sent.
        """
        return [each["Body"] for each in self.sent]

    def wait_for(self, number: int, seconds: float = PATIENCE_SECONDS) -> list[str]:
        """
        The texts, as soon as there are so many.
        """
        until = time.monotonic() + seconds
        while len(self.sent) < number and time.monotonic() < until:
            time.sleep(0.01)  # another process can't be waited for in a better way
        assert len(self.sent) >= number, (self.bodies, self.refused)
        return self.bodies


@contextmanager
def peer(judge: str | None = None) -> Iterator[Peer]:
    """
    The API on a free port; with a `judge` (the address of Prism) each request is judged by it first.
    """
    made = Peer(address="", judge=judge)

    class Handler(_Handler):
        peer = made

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield made
        finally:
            server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    peer: Peer
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_DELETE(self) -> None:
        self._answer()

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:
            # Whoever asked was killed in the middle of it.
            self.close_connection = True
            return
        self.peer.calls.append(f"{self.command} {self.path.split('?')[0].split(ACCOUNT)[-1]}")
        sends = self.command == "POST" and self.path.endswith("/Messages.json")
        fault = self.peer.faults.pop(0) if sends and self.peer.faults else None
        code, content = 500, dict[str, Any]()
        if fault is None or fault.taken:
            code, content = self._judged(body)
            if sends and code < 400:
                self._take(body, content)
        if fault is not None:
            time.sleep(fault.seconds)
            if fault.status == 0:
                self.close_connection = True
                return
            code, content = fault.status, {"code": fault.code, "message": "canary", "status": 400}
        self._reply(code, content)

    def _take(self, body: bytes, content: dict[str, Any]) -> None:
        fields = parse_qs(body.decode(), keep_blank_values=True)
        self.peer.sent.append({name: values[0] for name, values in fields.items()})
        # Prism's example has always the same one.
        content["sid"] = sid(10_000 + len(self.peer.sent))

    def _judged(self, body: bytes) -> tuple[int, dict[str, Any]]:
        last = self.path.split("?")[0].rsplit("/", 1)[-1]
        if last in self.peer.answers:
            return 200, self.peer.answers[last]
        if self.peer.judge is None:
            return 201, {"sid": sid(1), "status": "queued", "media": [], "body": ""}
        names = ("Authorization", "Content-Type", "Accept")
        headers = {name: self.headers[name] for name in names if name in self.headers}
        request = Request(  # noqa: S310 - loopback
            self.peer.judge + self.path, body or None, headers, method=self.command
        )
        try:
            with urlopen(request, timeout=20) as reply:  # noqa: S310 - loopback
                return reply.status, json.loads(reply.read() or b"{}")
        except HTTPError as error:
            said = error.read().decode()
            if _is_its_own_fault(said):
                return 200, LISTS.get(last, {})
            self.peer.refused.append(f"{error.code} {said[:300]}")
            return error.code, {"code": 20001, "message": said, "status": error.code}

    def _reply(self, code: int, content: dict[str, Any]) -> None:
        body = b"" if code == 204 else json.dumps(content).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        # Whoever asked may have been killed meanwhile.
        with suppress(ConnectionError):
            self.wfile.write(body)


def _is_its_own_fault(said: str) -> bool:
    """
    Whether Prism finds fault with the description's own example, and not with our request.
    """
    places = [each["location"][0] for each in json.loads(said).get("validation", ())]
    return bool(places) and set(places) == {"response"}


@contextmanager
def prism() -> Iterator[str | None]:
    """
    The address of Prism with Twilio's description; `None` where npm can't get them.
    """
    described = fetched()
    if described is None:
        yield None
        return
    # Another Python looks for the port: this one may be kept from it.
    port = subprocess.run(
        [sys.executable, "-c", FREE_PORT], capture_output=True, text=True, check=True
    ).stdout.strip()
    command = [CACHE / "node_modules" / ".bin" / "prism", "mock", "-h", "127.0.0.1", "-p", port]
    process = subprocess.Popen(
        [*map(str, command), "--errors", str(described)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield _ready(f"http://127.0.0.1:{port}", process)
    finally:
        process.kill()
        process.wait()


def fetched() -> Path | None:
    """
    Twilio's description of its API, and beside it Prism and Twilio's calculator; `None` where npm can't get them.
    """
    described = CACHE / DESCRIBED
    if described.exists() and (CACHE / "node_modules" / "sms-segments-calculator").exists():
        return described
    npm = shutil.which("npm")
    if npm is None:
        return None
    CACHE.mkdir(parents=True, exist_ok=True)
    quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
    for command in ([npm, "install", *quiet, *PACKAGES], [npm, "pack", "@twilio/cli-core@8"]):
        done = subprocess.run(command, cwd=CACHE, capture_output=True, check=False, timeout=300)
        if done.returncode != 0:
            return None
    archive = next(CACHE.glob("twilio-cli-core-*.tgz"))
    with tarfile.open(archive) as packed:
        packed.extract(DESCRIBED, CACHE, filter="data")
    return described


def _ready(address: str, process: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < until:
        if _answers(address):
            return address
        time.sleep(0.1)  # another process can't be waited for in a better way
    raise AssertionError(process.poll())


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5):  # noqa: S310 - loopback
            return True
    except HTTPError:
        return True
    except (URLError, ConnectionError):
        return False
