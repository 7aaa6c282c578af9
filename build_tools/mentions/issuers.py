"""Which bodies a text names as the issuers of the title that follows.

国务院安委会办公室、应急管理部印发《…》 names two, 国务院安委会《…》 one that is not 国务院.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..kinds.organization import Organization
from . import titles
from .names import Names, organization_names

_ADVERB = "(?:已|已经|先后|联合|专门|共同|正式|近日|又|还|也|组织|及时|研究|会同)"
_VERB = "(?:印发|下发|出台|制定|发布|发出|公布|颁布|颁发|制发|编写|制订|起草|修订|印发实施|颁布实施)"
_DATE = r"(?:于?\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?)"
#: What may stand between the issuers and the title: 等15部门联合印发的.
_BETWEEN = re.compile(
    rf"(?:等?\d{{0,2}}个?(?:部门|单位|部委))?{_DATE}?(?:{_ADVERB}{{0,3}}{_VERB}了?)?的?\s{{0,2}}\Z"
)
#: The longest stretch between the last issuer and the title.
_REACH = 24
_JOIN = re.compile(r"\s{0,3}[、和与及，,]?\s{0,3}")
_JOINS = re.compile("[、，,和及与]")
_ORDER = re.compile(r"(?:原)?(?P<body>.+)令第(?P<serial>\d+)号\Z")


class Issuers:
    """Recognises the bodies of an archive in the text before a title."""

    def __init__(self, organizations: Iterable[Organization]) -> None:
        every = tuple(organization_names(organizations))
        self._names = Names(every)
        self._ids = {titles.key(name.text): name.id for name in every if name.region is None}

    def last(self, lead: str, region: str | None = None) -> frozenset[str]:
        """Ids of the bodies named last in ``lead`` as issuers; empty if it does not end so.

        A relative short form (省安委会) means the body of ``region``.
        """
        found = list(self._names.meant(lead, None, region))
        if not found or len(lead) - found[-1].end > _REACH or not _BETWEEN.match(lead, found[-1].end):
            return frozenset()
        group = [found.pop()]
        while found and _JOIN.fullmatch(lead, found[-1].end, group[-1].start):
            group.append(found.pop())
        return frozenset(name.id for item in group for name in item.names)

    def prints(self, lead: str, issuer: str) -> bool:
        """Whether ``lead`` ends with the issuer as a title prints it (its key, blanks left out)."""
        if not issuer:
            return False
        match = _BETWEEN.search(lead, max(0, len(lead) - _REACH))
        before = _JOINS.sub("", titles.key(lead[: match.start()] if match else lead))
        return before.endswith(_JOINS.sub("", issuer))

    def number_key(self, number: str) -> str:
        """A document number in which an order's issuer is told by its id, whatever it is called."""
        match = _ORDER.match(number)
        body = self._ids.get(titles.key(match["body"])) if match else None
        return f"{body}令第{match['serial']}号" if match and body else number
