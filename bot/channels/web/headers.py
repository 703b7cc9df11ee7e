"""
The headers of every reply: nothing is kept, nothing from elsewhere runs, nobody learns where a person was.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256

POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(**changes: str) -> str:
    """
    The policy as a header, with some of it changed: `frame_src="'self'"`.
    """
    named = {name.replace("_", "-"): value for name, value in changes.items()}
    return "; ".join(f"{name} {value}" for name, value in {**POLICY, **named}.items())


HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": policy(),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def only(style: str) -> str:
    """
    What allows this very stylesheet inside a page, and no other.
    """
    return f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"


def framed_by(sites: Iterable[str], style: str) -> Mapping[str, str]:
    """
    For the chat: our own pages and these sites may show it in a frame; `style` stands in the page, for the first words
    must not wait for a second answer.
    """
    return {
        "Content-Security-Policy": policy(
            frame_ancestors=" ".join(["'self'", *sites]), style_src=only(style)
        ),
        "X-Frame-Options": "SAMEORIGIN",
    }


FRAMING: Mapping[str, str] = {"Content-Security-Policy": policy(frame_src="'self'")}
"""For our own page that shows the chat in a frame."""

FOR_OTHERS: Mapping[str, str] = {"Cross-Origin-Resource-Policy": "cross-origin"}
"""For the one script that other sites are to run."""
