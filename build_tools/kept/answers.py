"""What records say together of a document: who asks for it asks again only if that is another answer.

Thousands of texts may name one law.  One text more or less seldom changes which numbers they give it and
how they write it, and then nothing has to be read or made anew for all the others.
"""

from __future__ import annotations

from typing import Any

from .facts import Leaving
from .lookup import KeptIdentities
from .store import Store

_NUMBERS, _WRITTEN = "known:", "wanted:"


class Answers:
    """Puts what records leave in the place of what they left, and knows which answers were others before."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._identities = KeptIdentities(store, set())
        self._before: dict[str, Any] = {}

    def replace(self, owner: str, step: str, left: Leaving) -> set[str]:
        """See ``Store.replace``.  Keys of what records say together are told by ``differing`` alone."""
        keys = self.store.differing(owner, step, left)
        together = {key for key in keys if key.startswith((_NUMBERS, _WRITTEN))}
        for key in together - self._before.keys():
            self._before[key] = self._now(key)
        self.store.replace(owner, step, left)
        return keys - together

    def differing(self) -> set[str]:
        """The keys to which there is another answer now than before all that was replaced."""
        return {key for key, answer in self._before.items() if answer != self._now(key)}

    def _now(self, key: str) -> Any:
        if key.startswith(_NUMBERS):
            return self._identities.known(key.removeprefix(_NUMBERS))
        return self._identities.document(key.removeprefix(_WRITTEN))
