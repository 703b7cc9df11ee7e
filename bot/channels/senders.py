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
    """

    def __init__(self, secret_key: str, channel: str) -> None:
        purpose = _PURPOSE + b" " + channel.encode()
        self._key = hmac.digest(secret_key.encode(), purpose, hashlib.sha256)

    def issue(self, nonce: bytes) -> str:
        """
        The token for a nonce of `NONCE_BYTES` bytes that nobody can guess.
        """
        return urlsafe_b64encode(nonce + self._seal(nonce)).decode("ascii")

    def knows(self, token: str) -> bool:
        """
        Whether this server gave the token out.
        """
        if not _TOKEN.fullmatch(token):
            return False
        whole = urlsafe_b64decode(token)
        nonce, seal = whole[:NONCE_BYTES], whole[NONCE_BYTES:]
        return hmac.compare_digest(seal, self._seal(nonce))

    def _seal(self, nonce: bytes) -> bytes:
        return hmac.digest(self._key, nonce, hashlib.sha256)[:NONCE_BYTES]
