"""
The whole web application around a small assistant and twins, for tests of its doors.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient
from starlette.types import ASGIApp

from bot.app import Parts, application
from bot.channels.web.embed import WORDS
from bot.conversation.ports import Actions, Store, Understanding
from bot.domain.assistant import Assistant
from bot.settings import Secret, Settings
from tests.build import assistant, say
from tests.fakes import MemoryStore, ScriptedActions, ScriptedUnderstanding

ROOT = Path(__file__).parents[1]
KEY = "0123456789abcdef0123456789abcdef"
JSON = {"Content-Type": "application/json"}
SITE = "http://testserver"

DEVELOPMENT = Settings(
    root=ROOT, production=False, secret_key=Secret(KEY), database_url=Secret("sqlite:///unused")
)
PRODUCTION = replace(DEVELOPMENT, production=True, trusted_senders=False)


def page_words() -> list[str]:
    """
    The names of the responses that the chat's pages show.
    """
    folder = ROOT / "bot" / "channels" / "web"
    pages = [each.read_text(encoding="utf-8") for each in sorted(folder.glob("*.html"))]
    shown = {name for page in pages for name in re.findall(r"\{\{(utter_\w+)\}\}", page)}
    embedded = {f"utter_web_{name}" for name in WORDS}
    return sorted(
        shown
        | embedded
        | {"utter_web_help", "utter_internal_error", "utter_web_start", "utter_web_files_note"}
    )


def small_assistant() -> Assistant:
    """
    An assistant of patterns only: it greets, and asks whether the person is safe.
    """
    return assistant(responses=[say(name) for name in page_words()])


@dataclass(frozen=True, kw_only=True)
class Doors:
    """
    An application, and the parts that can be asked what became of a request.
    """

    app: ASGIApp
    store: Store
    client: TestClient

    def post(
        self, path: str, content: Any = None, headers: Mapping[str, str] = JSON
    ) -> tuple[int, Any]:
        """
        Status and JSON of the reply; content that isn't text is sent as JSON.
        """
        body = content if isinstance(content, (bytes, str)) else json.dumps(content)
        reply = self.client.post(path, headers=dict(headers), content=body)
        return reply.status_code, reply.json()

    def say(self, message: str, sender: str = "someone", **fields: Any) -> Any:
        """
        The bubbles that answer a message over REST.
        """
        body = {"sender": sender, "message": message, **fields}
        return self.post("/webhooks/rest/webhook", body)[1]


def doors(
    settings: Settings = DEVELOPMENT,
    *,
    store: Store | None = None,
    understanding: Understanding | None = None,
    actions: Actions | None = None,
    content: Assistant | None = None,
) -> Doors:
    """
    The application with these parts, and twins for the others.
    """
    kept = store or MemoryStore()
    app = application(
        Parts(
            settings=settings,
            assistant=content or small_assistant(),
            store=kept,
            understanding=understanding or ScriptedUnderstanding(),
            actions=actions or ScriptedActions(),
        )
    )
    return Doors(app=app, store=kept, client=TestClient(app, base_url=SITE))


def failure(code: int, reason: str, message: str) -> tuple[int, dict[str, Any]]:
    """
    A refusal in Rasa's shape.
    """
    content = {"status": "failure", "code": code, "reason": reason, "message": message}
    return code, content
