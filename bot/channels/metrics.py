"""
What Prometheus may know: counts and times, no words, no ids.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversation.handle import FALLBACK, Answer

SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)


class Metrics:
    """
    The counters of one app, in a registry of their own.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry(auto_describe=True)
        self._turns = Histogram(
            "firsthours_turn_seconds",
            "How long turns took.",
            ("channel", "kind"),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._fallbacks = Counter(
            "firsthours_turns_failed",
            "Turns that ended with the reviewed fallback.",
            ("channel",),
            registry=self.registry,
        )
        self._requests = Histogram(
            "firsthours_request_seconds",
            "How long requests took.",
            ("route", "method", "status"),
            buckets=SECONDS,
            registry=self.registry,
        )

    def turn(self, channel: str, answer: Answer, seconds: float) -> None:
        """
        Count a turn; `kind` is "text" for words that had to be understood, else "tap".
        """
        kind = "tap" if answer.parse is None else "text"
        self._turns.labels(channel, kind).observe(seconds)
        if any(each.response == FALLBACK for each in answer.messages):
            self._fallbacks.labels(channel).inc()

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """
        Count a request by the pattern of its address, never by the address.
        """
        self._requests.labels(route, method, str(status)).observe(seconds)


def metrics_routes(metrics: Metrics) -> list[Route]:
    """
    `GET /metrics`.
    """

    async def show(_: Request) -> Response:
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)

    return [Route("/metrics", show)]
