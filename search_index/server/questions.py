"""The parameters of a request as a question, within bounds."""

from collections.abc import Collection
from dataclasses import dataclass, field
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from search_index.rank import RELEVANCE, SORTS
from search_index.readings.dates import span
from search_index.server.faults import Fault

LONGEST = 400
"""Characters of a query."""
LONGEST_VALUE = 100
"""Characters of a filter's value or a date."""
MOST_VALUES = 60
"""Values of all filters together."""
SIZE = 20
LARGEST = 100
"""Records of a page, at most."""
DEEPEST = 10_000
"""Records that can be paged through."""
SUGGESTIONS = 24
"""Several may lead to one page; a search box shows the first of each."""
BAD_DATE = "bad_date"
UNREADABLE = "看不懂这个日期，请写成 2023、2023-03 或 2023年3月13日 这样的形式。"
LONGEST_BEGINNING = 60
"""Characters of a beginning for which suggestions are made."""


@dataclass(frozen=True)
class Question:
    """What is searched."""

    text: str = ""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    start: str = ""
    """First date, as written."""
    end: str = ""
    """Last date, as written."""
    sort: str = RELEVANCE
    page: int = 1
    size: int = SIZE
    explain: bool = False

    def __bool__(self) -> bool:
        return bool(self.text or self.filters or self.start or self.end)

    def address(self, **changes: str) -> str:
        """Return the parameters of the same question as an address has them, with some changed."""
        pairs = [("q", self.text)]
        pairs += [(key, value) for key, values in self.filters.items() for value in values]
        pairs += [("from", self.start), ("to", self.end)]
        pairs += [("sort", "" if self.sort == RELEVANCE else self.sort)]
        pairs += [("size", "" if self.size == SIZE else str(self.size))]
        pairs += [("page", "" if self.page == 1 else str(self.page))]
        pairs = [(key, value) for key, value in pairs if key not in changes] + list(changes.items())
        return urlencode([(key, value) for key, value in pairs if value])


def read(params: QueryParams, keys: Collection[str]) -> Question:
    """Return the question that parameters ask; `keys` are the facets.  Raises Fault.

    Parameters of other names mean nothing, as on every web page.
    """
    filters = {key: _values(params.getlist(key)) for key in keys}
    if sum(map(len, filters.values())) > MOST_VALUES:
        raise Fault(400, "too_many_values", f"筛选条件最多 {MOST_VALUES} 项。")
    sort = params.get("sort") or RELEVANCE
    if sort not in SORTS:
        raise Fault(400, "bad_sort", f"排序方式只有：{'、'.join(SORTS)}。")
    size = _number(params.get("size"), SIZE, "每页条数", LARGEST)
    page = _number(params.get("page"), 1, "页码", DEEPEST // size)
    return Question(
        text=text(params.get("q") or ""),
        filters={key: values for key, values in filters.items() if values},
        start=_date(params.get("from") or ""),
        end=_date(params.get("to") or ""),
        sort=sort,
        page=page,
        size=size,
        explain=params.get("explain") == "1",
    )


def undated(params: QueryParams, keys: Collection[str]) -> Question:
    """Return the question without its dates, on its first page.  Raises Fault."""
    kept = [(key, value) for key, value in params.multi_items() if key not in ("from", "to", "page")]
    return read(QueryParams(kept), keys)


def text(written: str) -> str:
    """Return a query without blanks at its ends.  Raises Fault if it is too long."""
    if len(written) > LONGEST:
        raise Fault(400, "query_too_long", f"检索词最多 {LONGEST} 个字。")
    return written.strip()


def _values(written: list[str]) -> tuple[str, ...]:
    if len(written) > MOST_VALUES:
        raise Fault(400, "too_many_values", f"筛选条件最多 {MOST_VALUES} 项。")
    return tuple(dict.fromkeys(value for one in written if (value := _value(one))))


def _value(written: str) -> str:
    if len(written) > LONGEST_VALUE:
        raise Fault(400, "value_too_long", f"一项条件最多 {LONGEST_VALUE} 个字。")
    return written.strip()


def _date(written: str) -> str:
    value = _value(written)
    if value and span(value) is None:
        raise Fault(400, BAD_DATE, UNREADABLE)
    return value


def _number(written: str | None, usual: int, name: str, most: int) -> int:
    if not written:
        return usual
    if not (written.isascii() and written.isdigit() and len(written) <= 6 and 1 <= int(written) <= most):
        raise Fault(400, "bad_number", f"{name}应为 1 到 {most} 的整数。")
    return int(written)
