"""
Authenticated encryption: what is sealed can be opened with the same key and for the same purpose only.
"""

from __future__ import annotations

import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import StateUnreadable

KEY = 32
"""Bytes of every key."""
_NONCE = 12
_PAD = 128
_FORM = b"\x01"
"""First byte of what is sealed: which way it was done."""


def new_key() -> bytes:
    """
    A key from the system's chance.
    """
    return secrets.token_bytes(KEY)


def derived(key: bytes, *purpose: str) -> bytes:
    """
    Another key for one purpose; it tells nothing about `key`.
    """
    return hmac.digest(key, "\x1f".join(purpose).encode(), "sha256")


def seal(key: bytes, plain: bytes, *purpose: str) -> bytes:
    """
    The bytes encrypted and bound to their purpose.
    """
    nonce = secrets.token_bytes(_NONCE)
    return _FORM + nonce + AESGCM(key).encrypt(nonce, plain, _bound(purpose))


def unseal(key: bytes, sealed: bytes, *purpose: str) -> bytes:
    """
    The bytes that were sealed; raises `StateUnreadable` if key or purpose is another, or a byte was changed.
    """
    if sealed[:1] != _FORM:
        raise StateUnreadable
    nonce, rest = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        return AESGCM(key).decrypt(nonce, rest, _bound(purpose))
    except (InvalidTag, ValueError) as error:
        raise StateUnreadable from error


def padded(text: bytes) -> bytes:
    """
    JSON filled up with blanks, so that its length doesn't tell how much somebody wrote.
    """
    return text + b" " * (-len(text) % _PAD)


def _bound(purpose: tuple[str, ...]) -> bytes:
    return "\x1f".join(purpose).encode()
