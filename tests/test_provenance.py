"""From a figure to its sentence and back, on the pages of the real archive and of the sample."""

import re
from functools import cache

import pytest
from sample_archive import article as sample_article
from sample_archive import html, words

from build_tools import pipeline
from build_tools.project import Project
from build_tools.render import Page, render
from build_tools.views.text import place
from tiny import ROOT


@cache
def archive():
    return pipeline.check(Project(ROOT)).archive


@cache
def pages():
    return {page.path: page.text for page in render(archive()) if isinstance(page, Page)}


def article(path):
    return html(pages()[path])


def paragraph(page, address):
    """The paragraph with an address, as it stands in the page."""
    found = re.search(rf'<(p|div)\b[^>]* id="{re.escape(address)}".*?</\1>', page, re.DOTALL)
    assert found, address
    return found[0]


@pytest.mark.parametrize("id_", list(archive().records["statistic"]))
def test_every_figure_leads_to_its_paragraph_and_back(id_):
    release = archive().get("statistic", id_)
    page, source = article(f"statistics/{id_}.md"), article(f"notices/{release.source_record}.md")
    for one in release.observations:
        row = page.split(f'id="obs-{one.id}"')[1].split("</tr>")[0]
        address = place(archive().get("notice", release.source_record), one.quote)
        assert f'href="../notices/{release.source_record}.html#{address}">见原文</a>' in row
        text = paragraph(source, address)
        assert f'href="../statistics/{id_}.html#obs-{one.id}"' in text, one.id
        assert "".join(one.quote.exact.split()) in words(re.sub(r'<a class="nr".*?</a>', "", text))


@pytest.mark.parametrize("id_", list(archive().records["statistic"]))
def test_the_link_in_the_text_stands_on_the_printed_figure(id_):
    release = archive().get("statistic", id_)
    source = article(f"notices/{release.source_record}.md")
    for one in release.observations:
        link = re.search(rf'<a class="fg" href="[^"]*/{id_}\.html#obs-{one.id}"[^>]*>(.*?)</a>', source)
        assert link and words(link[1]) == "".join(one.value_printed.split()), one.id


def test_the_figures_of_the_report_are_audited_where_they_stand():
    found = {
        (id_, one.observation): (one.check.printed, one.check.finding.verdict.value, one.check.formula)
        for id_, of_release in archive().audits.releases.items()
        for one in of_release
        if id_.startswith("shanxi-")
    }
    accidents, hazards = "shanxi-shigu-2023-01-02", "shanxi-yinhuan-paicha-2023-03-09"
    rounded = "四舍五入内一致"
    assert found == {
        (accidents, "fatal-accidents"): ("22.73%", rounded, "20 ÷ (68 + 20) ≈ 22.73%"),
        (accidents, "deaths"): ("24.24%", rounded, "24 ÷ (75 + 24) ≈ 24.24%"),
        (accidents, "larger-accident-deaths"): ("20%", "一致", "1 ÷ (4 + 1) = 20%"),
        (hazards, "hazard-rectification-rate"): ("91.7%", rounded, "180473 ÷ 196747 ≈ 91.7%"),
        (hazards, "major-hazard-rectification-rate"): ("66.1%", rounded, "109 ÷ 165 ≈ 66.1%"),
    }
    for id_, observation in found:
        row = article(f"statistics/{id_}.md").split(f'id="obs-{observation}"')[1].split("</tr>")[0]
        assert words(found[id_, observation][2]) in words(row)


def test_a_change_on_a_small_base_shows_both_numbers():
    page = words(article("statistics/shanxi-shigu-2023-01-02.md"))
    assert page.count("基数小：") == 1 and "上年同期5人，本期4人" in page


def test_approximate_figures_are_told_in_words():
    page = words(article("statistics/shanxi-yinhuan-paicha-2023-03-09.md"))
    assert "25,000组次按四舍五入，24,500至25,500" in page
    assert "不少于57,000,000元" in page


def test_the_audit_lists_every_stated_figure_with_its_verdict():
    audits, page = archive().audits, article("audit.md")
    rows = re.findall(r"<tr>\s*<th[^>]*class=\"printed\">.*?</tr>", page, re.DOTALL)
    assert len(rows) == sum(map(len, audits.releases.values())) + len(audits.texts)
    for word in ("错误", "造假", "虚报", "算错"):
        assert word not in words(page)


def test_what_a_text_states_leads_to_its_paragraph():
    for one in archive().audits.texts:
        folder = {"notice": "notices", "case": "cases"}[one.kind]
        assert one.place
        assert f'href="{folder}/{one.id}.html#{one.place}">见原文</a>' in article("audit.md")
        assert one.place in re.findall(r'id="([^"]+)"', article(f"{folder}/{one.id}.md"))


def test_an_indicator_lists_each_figure_with_its_source():
    for release in archive().of("statistic"):
        for one in release.observations:
            page = article(f"indicators/{one.indicator}.md")
            assert f'href="../statistics/{release.id}.html#obs-{one.id}"' in page
            assert release.coverage in page
            assert words(one.value_printed) in words(page)


def test_a_figure_that_does_not_agree_shows_the_computed_value_and_the_note():
    row = words(sample_article("statistics/jindu-2030-03.md").split('id="obs-fixed"')[1].split("</tr>")[0])
    assert "与所列数字不符100÷(1100−100)=10.0%（原文9.1%）" in row
    assert "编者说明：上升幅度与所列数字不符，照录。" in row
