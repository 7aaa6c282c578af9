"""Charts as SVG, laid out by pygal and stripped of everything but shapes and words.

Nothing in a chart has a colour or a font of its own: the style sheet gives them by class
(``dr-bar``, ``dr-base``, ``dr-name``, ``dr-value``), so that one drawing reads in light, in dark and in
print.  The same figures give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal
from xml.etree import ElementTree

from markupsafe import Markup

#: Width of every drawing; a telephone shows it a little smaller, a screen a little larger.
WIDTH = 420
#: Size of the words in it, as the style sheet sets them.
_SIZE = 12
_HEIGHT = 190
_BAR_HEIGHT = 26
#: Width of a digit, and the space between two names.
_DIGIT = 7
#: pygal takes every character to be this wide, in ems; a Chinese one is a whole em.
_PYGAL_EM = 0.6
_MARGIN = 6
#: Space above the highest column, or behind the longest bar, for its figure.
_HEAD = 1.15
_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows.

    Attributes:
        form: Columns follow one another in time, bars compare classes.
        title: What it shows, read out in place of the drawing.
        names: The name of each place.
        values: The value of each place; ``None`` leaves it empty.
        shown: The value in words.
    """

    form: Literal["columns", "bars"]
    title: str
    names: tuple[str, ...]
    values: tuple[Decimal | int | None, ...]
    shown: tuple[str, ...]


@cache
def draw(chart: Chart) -> Markup:
    """The chart as an ``svg`` element that stands in the page."""
    source = ElementTree.fromstring(_laid_out(chart).render(is_unicode=True))
    plot = next(group for group in source.iter(f"{_SVG}g") if group.get("class") == "plot")
    attributes = {"class": "drawn", "viewBox": source.get("viewBox", ""), "role": "img"}
    drawing = ElementTree.Element("svg", {**attributes, "aria-label": chart.title})
    ground = ElementTree.SubElement(drawing, "g", {"transform": _rounded(plot.get("transform", ""))})
    upright = chart.form == "columns"
    places = list(zip(chart.values, _thinned(chart.shown) if upright else chart.shown, strict=True))
    words = [shown for value, shown in (places if upright else places[::-1]) if value is not None]
    bars = [one for one in plot.iter(f"{_SVG}rect") if "rect" in one.get("class", "").split()]
    for bar, word in zip(bars, words, strict=True):
        left, top, width, height = (float(bar.get(name, "0")) for name in ("x", "y", "width", "height"))
        _add(ground, "rect", "dr-bar", x=left, y=top, width=width, height=height)
        if upright:
            _add(ground, "text", "dr-value mid", word, x=left + width / 2, y=top - _MARGIN)
        else:
            _add(
                ground, "text", "dr-value", word, x=left + width + _MARGIN, y=top + height / 2 + _SIZE * 0.35
            )
    for name in _names(plot):
        style = "dr-name mid" if upright else "dr-name end"
        _add(ground, "text", style, name.text or "", x=float(name.get("x", "0")), y=float(name.get("y", "0")))
    for line in plot.iter(f"{_SVG}path"):
        if upright and line.get("class") == "line" and "h" in line.get("d", ""):
            ElementTree.SubElement(ground, "path", {"class": "dr-base", "d": _rounded(line.get("d", ""))})
    return Markup(ElementTree.tostring(drawing, encoding="unicode"))


def _laid_out(chart: Chart) -> Any:
    """The chart as pygal lays it out.  Imported here: most commands draw nothing."""
    import pygal
    from pygal.style import Style

    upright = chart.form == "columns"
    values = [None if value is None else float(value) for value in chart.values]
    longest = max(len(name) for name in chart.names) * _SIZE
    filled = [value for value in values if value is not None]
    laid_out = (pygal.Bar if upright else pygal.HorizontalBar)(
        pygal.Config(css=[], js=[]),
        style=Style(label_font_size=_SIZE, value_font_size=_SIZE),
        width=WIDTH,
        height=_HEIGHT if upright else len(values) * _BAR_HEIGHT + 2 * _MARGIN,
        margin=_MARGIN,
        margin_left=_MARGIN if upright else _MARGIN + longest * (1 - _PYGAL_EM),
        spacing=_MARGIN,
        show_legend=False,
        show_x_labels=upright,
        truncate_label=-1,
        range=(min(0, *filled) if len(filled) > 1 else 0, max(filled) * _HEAD),
    )
    if upright:
        laid_out.y_labels = [{"value": 0, "label": " "}]
    laid_out.x_labels = _thinned(chart.names) if upright else chart.names[::-1]
    laid_out.add("", values if upright else values[::-1])
    return laid_out


def _thinned(names: tuple[str, ...]) -> list[str]:
    """The names, or every second, third … of them where all would not fit; always the last."""
    room = max(sum(_SIZE if one > "\u2e80" else _DIGIT for one in name) for name in names) + _MARGIN
    step = -(-len(names) * room // WIDTH)
    return ["" if (len(names) - 1 - index) % step else name for index, name in enumerate(names)]


def _names(plot: ElementTree.Element) -> Iterator[ElementTree.Element]:
    return (one for one in plot.iter(f"{_SVG}text") if (one.text or "").strip())


def _add(parent: ElementTree.Element, tag: str, style: str, text: str = "", **numbers: float) -> None:
    if tag != "text" or text:
        places = {name: _rounded(f"{value:.6f}") for name, value in numbers.items()}
        ElementTree.SubElement(parent, tag, {"class": style, **places}).text = text or None


def _rounded(text: str) -> str:
    """Numbers to a tenth: finer than any eye, coarser than any difference between machines."""
    return _NUMBER.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), text)
