"""Single values of fields: how each is written, and what it is told when it is not.

``E…`` are codes of the table of rules; ``conform`` makes problems of them.
"""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")
#: Years that a date can have; any other is a slip of the pen.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_TIME = re.compile(r"\d{2}:\d{2}\Z")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_MAX_ID = 80
_URL = re.compile(r"https?://[^\s/?#<>\"'`\\]+([/?#][^\s<>\"'`\\]*)?\Z", re.IGNORECASE)
_ALIAS = re.compile(r"(organizations|notices|campaigns|statistics|cases)/[a-z0-9][a-z0-9_-]{0,79}\.html\Z")


def _parse_day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.match(value):
        raise PydanticCustomError("E206", "date", {"value": str(value)})
    try:
        return _day(value)
    except ValueError:
        raise PydanticCustomError("E206", "date", {"value": value}) from None


def _check_partial(value: str) -> str:
    if not _PARTIAL.match(value):
        raise PydanticCustomError("E207", "partial date", {"value": value})
    try:
        _day((value + "-01-01")[:10])
    except ValueError:
        raise PydanticCustomError("E207", "partial date", {"value": value}) from None
    return value


def _day(value: str) -> date:
    day = date.fromisoformat(value)
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError(value)
    return day


def _parse_time(value: Any) -> Any:
    if isinstance(value, time):
        return value
    if isinstance(value, str) and _TIME.match(value):
        try:
            return time.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("E208", "time", {"value": str(value)})


def _check_sha256(value: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", value):
        raise PydanticCustomError("E211", "sha256", {"value": value})
    return value


def _check_url(value: str) -> str:
    if not _URL.match(value):
        raise PydanticCustomError("E219", "url", {"value": value})
    return value


def _check_alias(value: str) -> str:
    if not _ALIAS.match(value):
        raise PydanticCustomError("E220", "alias", {"value": value})
    return value


def _check_id(value: str) -> str:
    if not _ID.match(value) or len(value) > _MAX_ID:
        raise PydanticCustomError("E203", "id", {"value": value, "limit": _MAX_ID})
    return value


def _parse_decimal(value: Any) -> Any:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str) and re.fullmatch(r"[+-]?\d{1,18}(\.\d{1,9})?", value):
        try:
            return Decimal(value)
        except InvalidOperation:
            pass
    raise PydanticCustomError("E209", "number", {"value": str(value)})


def _parse_count(value: Any) -> Any:
    if isinstance(value, int) or (isinstance(value, str) and re.fullmatch(r"\d{1,12}", value)):
        return int(value)
    raise PydanticCustomError("E210", "count", {"value": str(value)})


#: A calendar day, YYYY-MM-DD.
Day = Annotated[date, BeforeValidator(_parse_day)]
#: A year, month or day as far as it is known: YYYY, YYYY-MM or YYYY-MM-DD; kept as text.
PartialDate = Annotated[str, AfterValidator(_check_partial)]
#: Time of day, HH:MM, 24 hours, local time.
ClockTime = Annotated[time, BeforeValidator(_parse_time)]
#: An exact decimal number; never a float.
Number = Annotated[
    Decimal,
    BeforeValidator(_parse_decimal),
    WithJsonSchema({"type": ["number", "string"]}),
]
#: A count of things, 0 or more.
Count = Annotated[int, BeforeValidator(_parse_count)]
#: Permanent identifier of a record: lower-case letters, digits, single hyphens, at most 80.
Id = Annotated[str, AfterValidator(_check_id)]
#: A complete address on the web; nothing else may become a link.
Url = Annotated[str, AfterValidator(_check_url)]
#: A former address of a page, relative to the site's root.
Alias = Annotated[str, AfterValidator(_check_alias)]
#: SHA-256 in lower-case hexadecimal digits.
Sha256 = Annotated[str, AfterValidator(_check_sha256)]
