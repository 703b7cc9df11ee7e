"""
Other people's websites, on this machine.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, kw_only=True)
class Host:
    """
    A website: its address and what is on it, which may change.
    """

    address: str
    pages: dict[str, str]


@contextmanager
def hosting(pages: dict[str, str]) -> Iterator[Host]:
    """
    Serve pages by their paths, under a name that isn't the chat's.
    """

    class Serves(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = pages.get(self.path)
            self.send_response(200 if content is not None else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((content or "").encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """
            Nothing.
            """

    server = ThreadingHTTPServer(("127.0.0.1", 0), Serves)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Host(address=f"http://localhost:{server.server_port}", pages=pages)
    finally:
        server.shutdown()
        server.server_close()
