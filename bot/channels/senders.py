"""
Sender tokens: who writes, as a name that the server made and nobody can guess or choose.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode

NONCE_BYTES = 18
_TOKEN = re.compile(r"[A-Za-z0-9_-]{48}", re.ASCII)
_PURPOSE = b"first hours: sender tokens"


class SenderTokens:
    """
    Makes and knows the tokens of one channel; they need no memory, only the secret key.

    Tokens made with a key of before are still known.
    """

    def __init__(self, channel: str, secret_key: str, *previous: str) -> None:
        purpose = _PURPOSE + b" " + channel.encode()
        self._keys = [
            hmac.digest(key.encode(), purpose, hashlib.sha256) for key in (secret_key, *previous)
        ]

    def issue(self, nonce: bytes) -> str:
        """
        The token for a nonce of `NONCE_BYTES` bytes that nobody can guess.
        """
        return urlsafe_b64encode(nonce + _seal(self._keys[0], nonce)).decode("ascii")

    def knows(self, token: str) -> bool:
        """
        Whether this server gave the token out.
        """
        if not _TOKEN.fullmatch(token):
            return False
        whole = urlsafe_b64decode(token)
        nonce, seal = whole[:NONCE_BYTES], whole[NONCE_BYTES:]
        return any(hmac.compare_digest(seal, _seal(key, nonce)) for key in self._keys)


def _seal(key: bytes, nonce: bytes) -> bytes:
    return hmac.digest(key, nonce, hashlib.sha256)[:NONCE_BYTES]
