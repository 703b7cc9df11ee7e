"""
The look inside for staff.
"""

from __future__ import annotations

import re

from tests.doors import DEVELOPMENT, PRODUCTION, doors

PATH, PICTURE = "/simulator/state", "/simulator/picture"


def test_it_shows_the_latest_turn() -> None:
    """
    Where it is, what it read, what it said, what it knows; before anything was said, nothing.
    """
    made = doors(DEVELOPMENT)
    assert {} == made.client.get(PATH).json()
    made.say("hello")
    state = made.client.get(PATH).json()

    assert {"flow", "said", "understood", "slots"} == set(state)
    assert [["out_of_scope", "0.10"]] == state["understood"]
    assert {"rest"} == {channel for channel, _ in state["said"]}


def test_it_draws_the_flow_with_the_step_where_the_talk_is() -> None:
    """
    As a picture that stands for itself; before anything was said there is none.
    """
    made = doors(DEVELOPMENT)
    assert 204 == made.client.get(PICTURE).status_code
    made.say("hello")
    flow, step = made.client.get(PATH).json()["flow"][0]
    reply = made.client.get(PICTURE)

    assert (200, "image/svg+xml") == (reply.status_code, reply.headers["content-type"])
    texts = re.findall(r"<text[^>]*>(.*?)</text>", reply.text, flags=re.DOTALL)
    marked = [n for n, text in enumerate(texts) if "the talk is here" in text]
    assert 1 == len(marked)
    assert step in texts[marked[0] - 2] + texts[marked[0] - 1] + texts[marked[0]]
    assert flow in texts[0]


def test_it_is_not_there_in_production() -> None:
    """
    Neither the address nor the part of the page.
    """
    client = doors(PRODUCTION).client

    assert [404, 404] == [client.get(path).status_code for path in (PATH, PICTURE)]
    assert "simulator" not in client.get("/").text
