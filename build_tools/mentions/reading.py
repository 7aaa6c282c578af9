"""One document read from top to bottom: what each mention in it means.

What an editor has said comes first, then the short forms that the document declares
(以下简称《意见》), each from where it is declared, then what the archive knows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from ..kinds.base import MentionChoice
from . import titles
from .find import Mention
from .resolve import ANYWHERE, Context, Held, Ignored, Open, Resolver, Target, Wanted

#: Said of a document of the same title that went before: 《福建省安全生产条例》同时废止.
_REPEALED = re.compile(r"\s{0,2}(?:自[^，。；]{1,20})?(?:同时|即行)?废止")
_LED = re.compile(r"(?P<lead>[^《》]*)《(?P<short>[^《》]*)》\Z")


class Reading:
    """A document's mentions, asked for in the order in which they stand."""

    def __init__(
        self,
        resolver: Resolver,
        wanted: Callable[[Mention], str],
        context: Context = ANYWHERE,
        choices: Iterable[MentionChoice] = (),
    ) -> None:
        self._resolver = resolver
        self._wanted = wanted
        self._context = context
        self._choices = tuple(choices)
        self._declared: dict[str, list[tuple[str, Target]]] = defaultdict(list)

    def target(self, mention: Mention, text: str) -> Target:
        """What a mention in the paragraph ``text`` means; what it declares holds from here on."""
        target = (
            self.choice(mention.start, mention.end, text)
            or self._short(mention)
            or self._repealed(mention, text)
            or self._resolver.decide(mention, self._context)
            or Wanted(self._wanted(mention))
        )
        for short in mention.short_forms:
            led = _LED.match(short)
            core, lead = (led["short"], titles.key(led["lead"])) if led else (short, "")
            self._declared[titles.key(core)].append((lead, target))
        return target

    def choice(self, start: int, end: int, text: str) -> Held | Ignored | None:
        """What an editor has said of this stretch of the paragraph ``text``."""
        for choice in self._choices:
            quote = choice.quote
            whole = f"{quote.prefix}{quote.exact}{quote.suffix}"
            found = text.find(whole, max(0, start - len(whole)), end + len(whole)) if whole else -1
            while found >= 0:
                first = found + len(quote.prefix)
                if first <= start and end <= first + len(quote.exact):
                    return Held(*choice.target) if choice.target else Ignored(choice.reason or "")
                found = text.find(whole, found + 1, end + len(whole))
        return None

    def _repealed(self, mention: Mention, text: str) -> Open | None:
        """A document that this one repeals is not this one, though it may have its title."""
        if not _REPEALED.match(text, mention.extent):
            return None
        target = self._resolver.decide(mention, self._context)
        if isinstance(target, Held) and target.id == self._context.notice:
            return Open((target.id,), "本文件废止的同标题文件，不是本文件")
        return None

    def _short(self, mention: Mention) -> Target | None:
        """What a short form means; ``None`` if the document declares none of this kind."""
        if not mention.title or mention.number or mention.standard:
            return None
        declared = self._declared.get(titles.key(mention.title))
        if not declared:
            return None
        before = titles.key(mention.lead)
        led = [target for lead, target in declared if lead and before.endswith(lead)]
        plain = [target for lead, target in declared if not lead]
        if led or plain:
            return (led or plain)[-1]
        targets = list(dict.fromkeys(target for _, target in declared))
        if len(targets) == 1:
            return targets[0]
        held = sorted({target.id for target in targets if isinstance(target, Held)})
        return Open(tuple(held), "前文用这一简称指几份文件")
