"""Checks the releases whose source changed: their quotations, and the audit of their figures."""

from __future__ import annotations

from collections.abc import Callable, Collection

from .. import audits
from ..figures.several import several
from ..kinds.base import Record
from ..kinds.statistic import Statistic
from ..linking import sources
from ..validate import Unit, Validated
from . import fill
from .held import kept_head
from .store import Store, Unfit


def requoted(
    store: Store, small: fill.Small, changed: Collection[str], read: Callable[[str, str], Unit]
) -> None:
    """Bring up to date the problems of all releases, of which some quote changed notices.

    Raises:
        Unfit: a quotation is lost, or the order of several sources is another: that is seen in many places.
    """
    releases = [one for one in small.records["statistic"].values() if isinstance(one, Statistic)]
    live = [one for one in releases if one.withdrawn is None]
    heads = {id_: one for id_ in small.sources if (one := kept_head(store, id_)) is not None}
    days = {id_: audits.day(one) for id_, one in heads.items() if one.withdrawn is None}
    if several(live, days) != small.several:
        raise Unfit("several sources")
    units = tuple(read("statistic", one.id) for one in releases)
    statistics = {one.id: one for one in releases}
    whole = {id_: record for id_ in changed if isinstance(record := read("notice", id_).instance, Record)}
    records = {"statistic": statistics, "notice": whole}
    if any(sources.check(Validated(units=units, records=records))):
        raise Unfit("errors")
    records = {"statistic": statistics, "notice": heads}
    found = audits.Audits(small.releases, (), small.several)
    store.run("DELETE FROM problem WHERE step = ?", [("audit",)])
    fill.keep_problems(store, audits.check(Validated(units=units, records=records), found))
