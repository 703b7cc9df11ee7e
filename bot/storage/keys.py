"""
The keys: one secret outside of the database opens the keys of all conversations inside of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.errors import WrongSecret
from bot.storage.sealing import derived, seal, unseal

SHORTEST_SECRET = 16  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapped:
    """
    A key, sealed with the master key whose name is `master`.
    """

    master: str
    sealed: bytes


class Masters:
    """
    The master key, and those before it that some keys are still sealed with.
    """

    def __init__(self, secret: bytes, previous: Iterable[bytes] = ()) -> None:
        secrets = (secret, *previous)
        if any(len(each) < SHORTEST_SECRET for each in secrets):
            raise WrongSecret
        self._wrapping = {_name(each): derived(each, "wrapping") for each in secrets}
        self.current = _name(secret)

    def wrap(self, key: bytes, owner: str, kind: str) -> Wrapped:
        """
        Seal somebody's key with the master key of today.
        """
        master = derived(self._wrapping[self.current], owner, kind)
        return Wrapped(master=self.current, sealed=seal(master, key, owner, kind))

    def unwrap(self, wrapped: Wrapped, owner: str, kind: str) -> bytes:
        """
        Somebody's key; raises `WrongSecret` if its master key isn't here, `StateUnreadable` if it was tampered with.
        """
        wrapping = self._wrapping.get(wrapped.master)
        if wrapping is None:
            raise WrongSecret
        return unseal(derived(wrapping, owner, kind), wrapped.sealed, owner, kind)


def _name(secret: bytes) -> str:
    return derived(secret, "name").hex()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """
    Turns what would tell a person into what doesn't, always in the same way.

    Its key lies in the database, sealed: so the master key can change while the names stay.
    """

    key: bytes = field(repr=False)

    def of(self, kind: str, *parts: str) -> str:
        """
        32 hex digits; nobody without the key can tell or test what they stand for.
        """
        return derived(self.key, kind, *parts).hex()[:32]
