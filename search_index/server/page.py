"""The result page drawn by the server, for readers whose browser runs no scripts.

The page of the site stays the frame; only its search field and the place of the results are filled.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from search_index.match import NEAR as NEAR_WORDS
from search_index.rank import RELEVANCE, SORTS
from search_index.readings.dates import span
from search_index.server.questions import UNREADABLE, Question

PAGE = "search.html"
FIELD = re.compile(r'(<input\b[^>]*\bid="search-words"[^>]*?\bvalue=)""')
STATUS = re.compile(r'(<p\b[^>]*\bid="search-status"[^>]*>)(</p>)')
PLACE = re.compile(r"<!--search-->.*?<!--/search-->", re.DOTALL)
TITLE = re.compile(r"<title>")

DAYS = (("from", "从"), ("to", "到"))
FIRST = 6
"""Values that a filter shows before the rest is asked for."""
NEAR = 2
"""Pages named on either side of the present one."""
MOST_WORDS, LONGEST_WORDS = 6, 120
"""Words that a result carries to its page: how many, and how long together."""


def fill(
    shell: str,
    words: str,
    question: Question,
    result: dict[str, Any] | None,
    fault: str = "",
    days: Mapping[str, str] | None = None,
) -> str:
    """Return the page of the site with the words asked for, and their result or why there is none.

    `days` are the dates as typed where one of them cannot be read: then `result` gives the filters only.
    """
    template = _environment().get_template("outcome.html.j2")
    typed = days or {"from": question.start, "to": question.end}
    outcome = template.render(
        result=result,
        question=question,
        asked=asked(question, result) if result else "",
        days=[(key, label, typed.get(key, ""), told_of(typed.get(key, ""), days)) for key, label in DAYS],
        unreadable=days is not None,
    )
    status = fault or (told(result) if result else "")
    page = FIELD.sub(lambda found: f'{found[1]}"{escape(words)}"', shell, count=1)
    page = STATUS.sub(lambda found: f"{found[1]}{escape(status)}{found[2]}", page, count=1)
    page = PLACE.sub(lambda _: outcome, page, count=1)
    return TITLE.sub(lambda _: f"<title>{escape(words)}_", page, count=1) if words else page


def told(result: dict[str, Any]) -> str:
    """Return how much was found, in words."""
    if not result["total"]:
        return "没有找到符合条件的记录。"
    if result["page"] > result["pages"]:
        return f"找到 {result['total']} 条，共 {result['pages']} 页，没有第 {result['page']} 页。"
    pages = f"，第 {result['page']} 页，共 {result['pages']} 页" if result["pages"] > 1 else ""
    return f"找到 {result['total']} 条{pages}。"


def asked(question: Question, result: dict[str, Any]) -> str:
    """Return what was asked, with the filters: what a printed page says of itself."""
    chosen = {
        facet["label"]: [one["value"] for one in facet["values"] if one["selected"]]
        for facet in result["facets"]
    }
    parts = [f"检索词：{question.text}"] if question.text else []
    parts += [f"{label}：{'、'.join(values)}" for label, values in chosen.items() if values]
    parts += [
        f"日期{label}：{value}" for label, value in (("从", question.start), ("到", question.end)) if value
    ]
    return "；".join(parts)


def told_of(day: str, days: Mapping[str, str] | None) -> str:
    """Return what is wrong with a date as typed; nothing where all could be read."""
    return UNREADABLE if days is not None and day.strip() and span(day.strip()) is None else ""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent.parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(marked=marked, groups=groups, pages=pages, folded=folded)
    environment.globals.update(href=href, sorts=SORTS)
    return environment


def marked(text: str, marks: list[list[int]]) -> Markup:
    """Return a text with its marked stretches."""
    parts, last = [], 0
    for start, end in marks:
        parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return Markup("".join([*parts, escape(text[last:])]))


def href(hit: dict[str, Any], anchor: str = "") -> str:
    """Return the address of a record found, with the words that its page should mark."""
    query = urlencode([("mark", word) for word in _words(hit)])
    return hit["url"] + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")


def _words(hit: dict[str, Any]) -> list[str]:
    found: list[str] = []
    texts = [(hit["title"], hit["title_marks"]), *((one["text"], one["marks"]) for one in hit["passages"])]
    for text, marks in texts:
        for start, end in marks:
            word = text[start:end]
            fits = len(found) < MOST_WORDS and sum(map(len, found)) + len(word) <= LONGEST_WORDS
            if fits and word not in found:
                found.append(word)
    return found


def groups(result: dict[str, Any]) -> Iterator[tuple[str, int, list[dict[str, Any]]]]:
    """Yield why records were found, how many in all, and those of this page, in order.

    Records found by near words stand under these words, so no count of all is given.
    """
    if result["sort"] != RELEVANCE:
        yield "", 0, result["hits"]
        return
    for (tier, label), hits in groupby(result["hits"], lambda hit: (hit["tier"], hit["tier_label"])):
        count = 0 if tier == NEAR_WORDS else result["tiers"].get(str(tier), 0)
        yield label, count, list(hits)


def folded(facet: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the values of a filter that are shown at once, and the others."""
    shown = [one for place, one in enumerate(facet["values"]) if place < FIRST or one["selected"]]
    return shown, [one for one in facet["values"] if one not in shown]


def pages(result: dict[str, Any]) -> list[int]:
    """Return the pages that are named; 0 stands for those between."""
    last, here = result["pages"], result["page"]
    named = sorted({1, last, *range(max(1, here - NEAR), min(last, here + NEAR) + 1)})
    found: list[int] = []
    for page in named:
        if found and page - found[-1] > 1:
            found.append(0)
        found.append(page)
    return found
