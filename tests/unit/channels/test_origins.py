"""
Which websites may write to us.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from tests.doors import DEVELOPMENT, SITE, doors

WEBHOOK = "/webhooks/rest/webhook"
BODY = {"sender": "a", "message": "hello"}
ALLOWED = "https://friend.example"


def app(own: str | None = None) -> TestClient:
    return doors(replace(DEVELOPMENT, public_url=own, allowed_origins=(ALLOWED,))).client


def codes(own: str | None, origin: str | None) -> tuple[int, int]:
    client = app(own)
    headers = {} if origin is None else {"Origin": origin}
    writes = client.post(WEBHOOK, json=BODY, headers=headers)
    reads = client.get("/webhooks/rest/", headers=headers)
    return writes.status_code, reads.status_code


@pytest.mark.parametrize(
    ("own", "origin", "expected"),
    [
        (None, None, (200, 200)),
        (None, SITE, (200, 200)),
        (None, ALLOWED, (200, 200)),
        (None, "https://hostile.example", (403, 200)),
        (None, "null", (403, 200)),
        (None, "http://testserver.hostile.example", (403, 200)),
        (None, "file://testserver", (403, 200)),
        (None, "http://friend.example", (403, 200)),
        ("https://help.example", "https://help.example", (200, 200)),
        ("https://help.example", SITE, (403, 200)),
    ],
)
def test_only_our_own_pages_and_allowed_sites_write(
    own: str | None, origin: str | None, expected: tuple[int, int]
) -> None:
    """
    Programs send no origin and may; browsers on other sites may read what is public, and write nothing.
    """
    assert expected == codes(own, origin)


@pytest.mark.parametrize(
    ("origin", "site", "expected"),
    [
        ("null", "same-origin", 200),
        ("null", "same-site", 403),
        ("null", "cross-site", 403),
        ("null", "none", 403),
        ("https://hostile.example", "same-origin", 403),
    ],
)
def test_our_own_forms_may_leave_out_where_they_come_from(
    origin: str, site: str, expected: int
) -> None:
    """
    A page that tells no referrer tells no origin in its forms; the browser itself says that it is the same site.
    """
    headers = {"Origin": origin, "Sec-Fetch-Site": site}

    assert expected == app().post(WEBHOOK, json=BODY, headers=headers).status_code


def test_an_allowed_site_may_read_the_answer() -> None:
    """
    The reply names that origin, and no other.
    """
    client = app()
    reply = client.post(WEBHOOK, json=BODY, headers={"Origin": ALLOWED})
    other = client.get("/webhooks/rest/", headers={"Origin": "https://hostile.example"})

    assert (ALLOWED, "Origin") == (
        reply.headers["access-control-allow-origin"],
        reply.headers["vary"],
    )
    assert "access-control-allow-origin" not in other.headers


def test_a_browser_may_ask_first() -> None:
    """
    Before it sends JSON for another site, a browser asks whether it may; for strangers it may not.
    """
    client = app()
    friend = client.options(WEBHOOK, headers={"Origin": ALLOWED})
    stranger = client.options(WEBHOOK, headers={"Origin": "https://hostile.example"})

    assert (204, "GET, POST", "Content-Type", 403) == (
        friend.status_code,
        friend.headers["access-control-allow-methods"],
        friend.headers["access-control-allow-headers"],
        stranger.status_code,
    )


def test_the_application_asks_for_the_origin() -> None:
    """
    The check stands before every door.
    """
    headers = {"Origin": "https://hostile.example"}
    open_doors = doors(DEVELOPMENT)
    found = [
        open_doors.client.post(path, json=BODY, headers=headers).status_code
        for path in (WEBHOOK, "/webhooks/web/session", "/model/parse")
    ]

    assert [403, 403, 403] == found


def test_a_server_of_ours_starts_and_stops_through_it() -> None:
    """
    What is no request has no origin, and passes.
    """
    with doors(DEVELOPMENT).client as client:
        assert 200 == client.get("/webhooks/rest/").status_code
