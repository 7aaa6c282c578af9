"""Every cell in its plain form: what an editor would have typed into the YAML.

What cannot be read stays as it is, so that the same checks as for YAML tell what is wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal

from .form import Field
from .grid import Cell

#: Names by which an editor may call a key, by kind of record or vocabulary: name -> key.
Names = Mapping[str, Mapping[str, str]]

_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?\Z")
_DAY = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?\Z")
_MONTH = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})月?\Z")
_YEAR = re.compile(r"(\d{4})年\Z")
_SEPARATORS = re.compile(r"[；;、\n]")
_MINUS = str.maketrans({"−": "-", "－": "-", "–": "-"})


def plain(field: Field, cell: Cell, names: Names) -> str:
    """A cell as text."""
    value = cell.value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date | time):
        return _date(field, value, cell.form)
    if isinstance(value, int | float):
        return _number(value, cell.form)
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if field.type == "exact":
        return text
    text = text.strip()
    if field.shape.form == "list":
        items = [item.strip() for item in _SEPARATORS.split(text)]
        one = field.shape.item or field.shape
        return "；".join(_key(item, one.ref or one.vocabulary, names) for item in items if item)
    if field.type == "number":
        return _digits(text)
    if field.type in ("day", "partial"):
        return _written_date(unicodedata.normalize("NFKC", text))
    if field.type == "id":
        return unicodedata.normalize("NFKC", text)
    return _key(text, field.shape.ref or field.shape.vocabulary, names)


def _key(text: str, target: str | None, names: Names) -> str:
    """The key of what a cell names; the text itself where it is the key already, or unknown."""
    return names.get(target, {}).get(text, text) if target else text


def _digits(text: str) -> str:
    """A number with plain digits, without thousands separators and blanks."""
    found = unicodedata.normalize("NFKC", text).translate(_MINUS)
    found = re.sub(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))", "", found)
    return found.replace(",", "") if _GROUPED.match(found) else found


def _number(value: int | float, form: str) -> str:
    """A number cell with the digits that a spreadsheet keeps; of a percentage its figure in per cent."""
    number = Decimal(format(value, ".15g")) if isinstance(value, float) else Decimal(value)
    if "%" in form:
        number *= 100
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(field: Field, value: datetime | date | time, form: str) -> str:
    """A date cell as far as its format shows it; for other columns as it is."""
    if isinstance(value, time):
        return value.isoformat()
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    if moment.time() != time():
        return moment.isoformat(sep=" ")
    text = moment.date().isoformat()
    shown = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", form.lower())
    if field.type == "partial" and shown and "d" not in shown:
        return text[:7] if "m" in shown else text[:4]
    return text


def _written_date(text: str) -> str:
    """A date written by hand as YYYY-MM-DD, YYYY-MM or YYYY."""
    bare = re.sub(r"\s", "", text)
    for pattern in (_DAY, _MONTH, _YEAR):
        if found := pattern.match(bare):
            return "-".join(part.zfill(2) for part in found.groups())
    return text
