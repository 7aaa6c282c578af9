"""The sample's pages: golden Markdown, links that lead somewhere, the same bytes each time."""

import json
import re
import xml.etree.ElementTree as ElementTree
from posixpath import dirname, join, normpath

import pytest
import yaml
from sample_archive import SAMPLE, archive, article, files, outcome, pages, words

from build_tools.groups.facets import TYPE_SLUGS
from build_tools.kinds import KINDS
from build_tools.kinds.notice import DOCUMENT_TYPES
from build_tools.render import SETTINGS, render

GOLDEN = SAMPLE / "golden"
PAGES = sorted(path for path in pages() if path.endswith(".md"))


def test_the_sample_has_no_fault():
    assert [str(problem) for problem in outcome().problems] == []


def steady(path):
    """A page's text, without the sizes and checksums of packed files, which differ between zip libraries."""
    text = pages()[path]
    if path == "downloads.md":
        text = re.sub(r"\b[0-9a-f]{64}\b", "(sha256)", text)
        text = re.sub(r'(?<=<span class="size">)[^<]*|\d+ B(?=")', "(size)", text)
    return text


@pytest.mark.parametrize("path", sorted(pages()))
def test_golden(path, request):
    golden = GOLDEN / path.lstrip(".")
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(steady(path), encoding="utf-8")
    assert steady(path) == golden.read_text(encoding="utf-8")


def test_no_golden_page_is_left_over():
    held = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()}
    assert held == {path.lstrip(".") for path in pages()}


def test_same_content_same_bytes():
    assert {file.path: file.data for file in render(archive())} == {
        path: file.data for path, file in files().items()
    }


def test_no_two_pages_have_one_path():
    rendered = render(archive())
    assert len({page.path for page in rendered}) == len(rendered)


def test_every_kind_has_its_index_and_its_pages():
    for kind in KINDS.values():
        assert f"{kind.folder}/index.md" in pages()
        for record in archive().of(kind.name):
            assert f"{kind.folder}/{record.id}.md" in pages()


def test_every_document_type_has_an_address_of_its_own():
    assert sorted(TYPE_SLUGS) == sorted(DOCUMENT_TYPES)
    assert len(set(TYPE_SLUGS.values())) == len(TYPE_SLUGS)


@pytest.mark.parametrize("path", PAGES)
def test_ids_are_unique_and_links_lead_somewhere(path):
    ids = re.findall(r'\sid="([^"]+)"', article(path))
    assert len(ids) == len(set(ids))
    known = {one.removesuffix(".md") + ".html" if one.endswith(".md") else one for one in files()}
    # Made by the build from what the search answers.
    known.add("findability.html")
    for href in re.findall(r'href="([^"]+)"', article(path)):
        if re.match(r"https?:", href):
            continue
        target, _, fragment = href.partition("#")
        target = target.partition("?")[0]
        target = target.removesuffix(".md") + ".html" if target.endswith(".md") else target
        full = normpath(join(dirname(path), target)) if target else path.removesuffix(".md") + ".html"
        assert full in known, href
        if fragment:
            assert f'id="{fragment}"' in article(full.removesuffix(".html") + ".md"), href


@pytest.mark.parametrize("path", PAGES)
def test_front_matter_is_yaml_and_json_ld_is_json(path):
    front = yaml.safe_load(pages()[path].split("---\n")[1])
    assert front["title"]
    for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', pages()[path], re.DOTALL):
        assert json.loads(text)["@context"] == "https://schema.org"


def test_feeds_are_atom_with_dates_of_shanghai():
    space = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(pages()["feeds/notices.xml"])
    updated = [entry.findtext(f"{space}updated") for entry in feed.iter(f"{space}entry")]
    assert updated == ["2030-04-01T00:00:00+08:00", "2030-03-01T00:00:00+08:00"]
    link = feed.find(f"{space}entry/{space}link").get("href")
    assert link == "https://archive.example/notices/shianfa-2030-2.html"


def test_old_addresses_lead_to_the_record():
    assert 'url=shianfa-2030-1.html"' in pages()["notices/old-plan.html"]
    assert 'url=shianban.html"' in pages()["organizations/old-office.html"]


def test_a_withdrawn_record_says_so_and_is_listed_nowhere():
    text = words(article("notices/chexia-2029.md"))
    assert "本页内容已撤下" in text and "2030年1月15日" in text and "来源已更正，原文有误。" in text
    assert "这段文字不再显示" not in text
    for path in PAGES:
        if path not in ("notices/chexia-2029.md", "changes.md"):
            assert "chexia-2029" not in pages()[path]


def test_a_stub_says_that_only_the_title_is_held_and_who_cites_it():
    text = words(article("notices/guojia-fangan.md"))
    assert "仅存题名" in text
    assert "被落实《示例省安全生产委员会关于印发" in text


def test_unverified_fields_are_counted_and_linked():
    text = words(article("unverified.md"))
    assert "尚有2处未核实" in text
    assert "有效性" in text and "发文字号" in text
    assert "有效性·有效性" not in text


def test_source_notes_stand_beside_the_words_they_mean():
    page = article("notices/shianfa-2030-1.md")
    assert re.search(r'全省煤矿<a class="nr" [^>]*href="#note1"[^>]*>注1</a>', page)
    first, rest = page.split('id="note1"')[1].split("</aside>", 1)
    assert "来源在“全省”与“煤矿”之间断页" in first
    assert '<li id="note4">' in rest


def test_a_figure_links_to_its_sentence():
    assert '../notices/shianfa-2030-2.html#p1">见原文</a>' in pages()["statistics/jindu-2030-03.md"]


def test_campaigns_end_by_the_day_of_the_data():
    assert "正在进行" in words(article("campaigns/meikuang-2030.md"))


def test_events_stand_in_the_order_of_time():
    lane = article("campaigns/meikuang-2030.md").split('<ol class="lane numbered">')[1].split("</ol>")[0]
    assert re.findall(r'datetime="([^"]+)"', lane) == ["2030-02", "2030-03-01", "2030-04-01"]


def test_only_sections_that_hold_something_are_in_the_menu():
    settings = yaml.safe_load(pages()[SETTINGS])
    assert [next(iter(item)) for item in settings["nav"]] == [
        "首页", "文件", "专项行动", "统计发布", "案例", "机构", "词表", "关于",
    ]  # fmt: skip
    assert settings["site_url"] == "https://archive.example/"
    assert settings["extra"]["site"]["site_code"] == "9900000001"
