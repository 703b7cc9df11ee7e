"""
What locks a log: a key made of a PIN, slowly, and a box that anybody can put entries into but only the PIN opens.
"""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from bot.errors import StateUnreadable
from bot.storage.sealing import KEY, derived, seal, unseal

_SALT = 16
_AT_ONCE = threading.BoundedSemaphore(2)
"""Each PIN takes its memory: no more than two at a time, or many guessers could fill the machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PinCost:
    """
    What trying one PIN costs: `passes` over 2 to the power of `memory` KiB.
    """

    passes: int = 3
    memory: int = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPin:
    """
    A PIN made into a key, ready to seal another.
    """

    beginning: bytes
    stretched: bytes = field(repr=False)

    def seal(self, key: bytes, *purpose: str) -> bytes:
        """
        A key sealed with the PIN; what the PIN costs is written beside it.
        """
        return self.beginning + seal(self.stretched, key, *purpose)


def prepare_pin(pin: str, cost: PinCost) -> PreparedPin:
    """
    Make a PIN into a key. Slow on purpose: call it outside of a transaction.
    """
    salt = secrets.token_bytes(_SALT)
    beginning = bytes([cost.passes, cost.memory]) + salt
    return PreparedPin(beginning=beginning, stretched=_stretched(pin, salt, cost))


def open_with_pin(sealed: bytes, pin: str, *purpose: str) -> bytes | None:
    """
    The key, or `None` if it is the wrong PIN. Slow on purpose: call it outside of a transaction.
    """
    cost = PinCost(passes=sealed[0], memory=sealed[1])
    stretched = _stretched(pin, sealed[2 : 2 + _SALT], cost)
    try:
        return unseal(stretched, sealed[2 + _SALT :], *purpose)
    except StateUnreadable:
        return None


def seal_with_nothing(cost: PinCost) -> bytes:
    """
    Chance that looks like a key sealed with a PIN, and that no PIN opens: where there is nothing to open, trying costs
    the same.
    """
    return bytes([cost.passes, cost.memory]) + secrets.token_bytes(_SALT + 1 + 12 + KEY + 16)


def _stretched(pin: str, salt: bytes, cost: PinCost) -> bytes:
    with _AT_ONCE:
        return hash_secret_raw(
            secret=pin.encode("utf-8", "surrogatepass"),
            salt=salt,
            time_cost=cost.passes,
            memory_cost=2**cost.memory,
            parallelism=1,
            hash_len=KEY,
            type=Type.ID,
        )


def new_private_key() -> bytes:
    """
    The private half of a box.
    """
    return X25519PrivateKey.generate().private_bytes_raw()


def public_key(private: bytes) -> bytes:
    """
    The half that puts things into the box.
    """
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def put_in_box(public: bytes, plain: bytes, *purpose: str) -> bytes:
    """
    The bytes, sealed so that only the box's private half opens them.
    """
    once = X25519PrivateKey.generate()
    own = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    return own + seal(_box_key(shared, own, public), plain, *purpose)


def take_from_box(private: bytes, boxed: bytes, *purpose: str) -> bytes:
    """
    What was put in the box; raises `StateUnreadable` if it was tampered with.
    """
    own, sealed = boxed[:KEY], boxed[KEY:]
    shared = X25519PrivateKey.from_private_bytes(private).exchange(
        X25519PublicKey.from_public_bytes(own)
    )
    return unseal(_box_key(shared, own, public_key(private)), sealed, *purpose)


def _box_key(shared: bytes, own: bytes, public: bytes) -> bytes:
    return derived(shared, "box", own.hex(), public.hex())
