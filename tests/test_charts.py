"""Charts: the right shapes, nothing of its own in colour or font, the same bytes each time."""

import os
import subprocess
import sys
import textwrap
from collections import Counter
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from build_tools import archive, charts, validate
from build_tools.charts import Chart, draw
from build_tools.load import parse
from build_tools.render import render
from build_tools.views import charted
from build_tools.views.frame import Links
from tiny import ROOT, TINY

COLUMNS = Chart("columns", "按年份", ("2021", "2022", "2023"), (4, None, 2), ("4", "", "2"))
BARS = Chart("bars", "按原因", ("监管不到位", "违章作业", "其他"), (12, 6, 3), ("12", "6", "3"))


def shapes(svg, style):
    return [one for one in ElementTree.fromstring(svg).iter() if style in one.get("class", "").split()]


def numbers(found, name):
    return [float(one.get(name)) for one in found]


def test_columns_stand_in_order_and_in_proportion():
    bars = shapes(draw(COLUMNS), "dr-bar")
    high, low = numbers(bars, "height")
    assert high == pytest.approx(2 * low, abs=0.2)
    assert numbers(bars, "x") == sorted(numbers(bars, "x"))
    assert [one.text for one in shapes(draw(COLUMNS), "dr-value")] == ["4", "2"]
    assert [one.text for one in shapes(draw(COLUMNS), "dr-name")] == ["2021", "2022", "2023"]


def test_bars_stand_with_the_first_on_top_and_their_names_beside():
    svg = draw(BARS)
    by_name = {one.text: float(one.get("y")) for one in shapes(svg, "dr-name")}
    assert by_name["监管不到位"] < by_name["违章作业"] < by_name["其他"]
    tops = {float(bar.get("y")): float(bar.get("width")) for bar in shapes(svg, "dr-bar")}
    widths = [tops[top] for top in sorted(tops)]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.3) == pytest.approx(4 * widths[2], abs=0.5)
    values = {one.text: float(one.get("y")) for one in shapes(svg, "dr-value")}
    assert values["12"] == by_name["监管不到位"] and values["3"] == by_name["其他"]


def test_nothing_leaves_the_drawing():
    names = tuple("技术管理和安全技术措施不到位"[:length] for length in range(1, 15))
    for chart in (COLUMNS, BARS, Chart("bars", "长", names, tuple(range(14, 0, -1)), names)):
        drawing = ElementTree.fromstring(draw(chart))
        _, _, width, height = map(float, drawing.get("viewBox").split())
        left = float(drawing[0].get("transform").split("(")[1].split(",")[0])
        for bar in shapes(draw(chart), "dr-bar"):
            assert (
                left + float(bar.get("x")) >= 0
                and left + float(bar.get("x")) + float(bar.get("width")) <= width
            )
            assert float(bar.get("y")) >= 0 and float(bar.get("y")) + float(bar.get("height")) <= height
        if chart.form == "bars":
            longest = max(len(name) for name in chart.names)
            assert longest * 12 <= left


def test_many_names_are_thinned_and_the_last_stays():
    names = tuple(str(year) for year in range(1990, 2025))
    svg = draw(Chart("columns", "按年份", names, (1,) * 35, ("1",) * 35))
    shown = [one.text for one in shapes(svg, "dr-name")]
    assert shown[-1] == "2024" and len(shown) < 20
    assert len(shapes(svg, "dr-bar")) == 35


def test_a_drawing_has_no_colour_font_script_or_identifier():
    for chart in (COLUMNS, BARS):
        for one in ElementTree.fromstring(draw(chart)).iter():
            assert one.tag in ("svg", "g", "rect", "text", "path")
            allowed = {
                "class",
                "x",
                "y",
                "width",
                "height",
                "d",
                "transform",
                "viewBox",
                "role",
                "aria-label",
            }
            assert set(one.attrib) <= allowed


def test_words_are_only_words():
    name = '<script>alert("1")</script>&'
    svg = draw(Chart("bars", name, (name, "乙", "丙"), (Decimal("2.5"), 1, 1), ("2.5", "1", "1")))
    assert "<script" not in svg
    assert ElementTree.fromstring(svg).get("aria-label") == name


def test_the_same_bytes_in_another_process():
    code = f"from build_tools.charts import Chart, draw\nprint(draw({COLUMNS!r}) + draw({BARS!r}), end='')"
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert run.stdout.decode() == draw(COLUMNS) + draw(BARS)


def test_the_library_is_not_loaded_before_something_is_drawn():
    code = "import sys, build_tools.cli; sys.exit('pygal' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_every_class_of_a_drawing_is_in_the_style_sheet():
    css = (ROOT / "theme/assets/charts.css").read_text(encoding="utf-8")
    for chart in (COLUMNS, BARS):
        for one in ElementTree.fromstring(draw(chart)).iter():
            for style in one.get("class", "").split():
                assert f".{style}" in css or style == "dr-value", style
    assert charts.WIDTH == 420


def test_years_are_told_with_their_gaps():
    found = charted.by_year("按年份", {"2020-01-02": 1, "2022": 1, "2022-03": 1, "2023-01": 1, "": 1}, "起")
    assert found.sentence == (
        "有日期的 4 起，最早 2020 年，最晚 2023 年；2022 年最多，2 起。表中没有的年份，没有收录。"
    )
    assert found.rows == (("2023年", 1), ("2022年", 2), ("2020年", 1))
    assert [one.text for one in shapes(found.drawing, "dr-name")] == ["2020", "2021", "2022", "2023"]
    assert len(shapes(found.drawing, "dr-bar")) == 3


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (["2020", "2021", "2022"], "各有 1 起"),
        (["2020", "2020", "2021", "2021", "2022"], "2020 年、2021 年最多，各 2 起"),
    ],
)
def test_years_that_share_the_most_are_told_together(days, words):
    assert words in charted.by_year("按年份", Counter(days), "起").sentence


def test_two_numbers_need_no_chart():
    assert charted.by_year("按年份", {"2020": 1, "2021": 1}, "起") is None
    assert charted.by_class("按类型", "类型", {"甲": 3, "乙": 1}, "起", {"甲": "甲", "乙": "乙"}) is None


def release(year, printed, coverage="各类事故", months="01", end="12", more=""):
    name = f"shigu-{year}-{end}"
    text = f"""\
        id: {name}
        title: {year}年情况
        period_start: {year}-{months}
        period_end: {year}-{end}
        accumulation: 累计
        coverage: {coverage}
        source_record: source
        observations:
          - id: hazards
            indicator: hazards
            label: 隐患
            value_printed: {printed}项
            value: "{printed.removesuffix("余")}"
            unit: 项
            quote:
              exact: 隐患{printed}项
        """
    if printed.endswith("余"):
        text = text.replace("            unit: 项\n", "            unit: 项\n            approximation: 余\n")
    return {f"statistics/{name}.yml": text}


def series(*releases):
    body = "、".join(f"隐患{number}项" for number in ("5", "6", "7", "8", "1200余"))
    source = {
        "notices/source.yml": f"id: source\ntitle: 情况通报\ndocument_date: 2023-02-01\nbody: {body}。\n"
    }
    files = {**TINY, **source}
    for one in releases:
        files |= one
    raws = [parse(f"content/{path}", textwrap.dedent(text))[0] for path, text in files.items()]
    linked, _ = archive.link(validate.validate(raws)[0])
    return linked, charted.series(linked, Links(linked), "hazards")


def test_comparable_years_of_an_indicator_are_drawn():
    linked, found = series(release(2021, "5"), release(2020, "8"), release(2022, "6"))
    assert len(found) == 1
    assert [one.text for one in shapes(found[0].drawing, "dr-value")] == ["8", "5", "6"]
    assert found[0].sentence == (
        "2020年1月至2020年12月 8项，2022年1月至2022年12月 6项；最高为2020年1月至2020年12月 8项，"
        "最低为2021年1月至2021年12月 5项。统计口径：各类事故。"
    )
    page = next(one for one in render(linked) if one.path == "indicators/hazards.md")
    assert page.text.count('<figure class="chart">') == 1


def test_an_approximate_figure_is_drawn_with_the_digits_that_were_printed():
    _, found = series(release(2020, "1200余"), release(2021, "5"), release(2022, "6"))
    assert shapes(found[0].drawing, "dr-value")[0].text == "1200余"


@pytest.mark.parametrize(
    "third",
    [
        release(2022, "6", coverage="亡人事故"),
        release(2022, "6", end="06"),
        {},
    ],
)
def test_figures_that_cannot_be_compared_are_not_drawn_together(third):
    assert series(release(2020, "8"), release(2021, "5"), third)[1] == []


def test_what_is_counted_from_the_same_beginning_is_drawn_along_time():
    releases = [release(2022, printed, end=end) for printed, end in (("5", "03"), ("6", "06"), ("8", "09"))]
    _, found = series(*releases)
    assert [[one.text for one in shapes(each.drawing, "dr-name")] for each in found] == [
        ["2022-03", "2022-06", "2022-09"]
    ]
