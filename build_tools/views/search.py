"""The page of the search: its form, examples from the archive, and how to ask."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from ..archive import Archive
from ..kinds.campaign import Campaign
from .frame import View, live

#: What a reader can write before a colon, the shortest name of each.
FIELDS = ("标题", "文号", "日期", "种类", "文种", "机关", "行动", "行业", "地区", "等级", "有效性", "年份")


def view(archive: Archive) -> View:
    """The form, which works by GET, and the place where the results go."""
    return View(
        path="search",
        template="search",
        title="检索",
        context={
            "examples": [
                {"text": text, "note": note, "query": urlencode({"q": text})}
                for text, note in _examples(archive)
            ],
            "fields": FIELDS,
        },
        kind="search",
        meta={"ColumnName": "检索", "ColumnType": "检索"},
    )


def _examples(archive: Archive) -> Iterator[tuple[str, str]]:
    """A name, a number, a figure and a set phrase that the archive holds."""
    campaigns = [one for one in live(archive, "campaign") if isinstance(one, Campaign)]
    shorts = [short for one in campaigns for name in one.names for short in name.short_forms]
    if shorts:
        yield min(shorts, key=len), "专项行动简称"
    for one in archive.members("notice", "numbered", most=1):
        yield one.document_number, "文号"
    exact = [
        figure
        for one in live(archive, "statistic")
        for figure in one.observations
        if figure.approximation == "确数" and figure.value_printed.isdigit()
    ]
    if exact:
        yield max(exact, key=lambda one: one.value).value_printed, "数字"
    phrases = [one.name for one in archive.vocabularies["glossary"].values()]
    if phrases:
        yield phrases[0], "提法"
