"""The server: what it answers, what it refuses, and that it never says a word of the machine."""

import csv
import gzip
import io
import re
import shutil
import threading
import time
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from serving import LEXICON, PAGE, build, document, served

import search_index
from search_index.server import desk, questions
from search_index.server.description import description

NOTICES = [document(number) for number in range(1, 46)]
INNER = "notices/n7.html"


@pytest.fixture(scope="module")
def place(tmp_path_factory, cache):
    return build(tmp_path_factory.mktemp("served"), NOTICES, cache)


@pytest.fixture(scope="module")
def client(place):
    with served(place) as client:
        yield client


def schema(name):
    told = description()
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": told["components"]})


PATHS = ("/", f"/{INNER}", "/search.html?q=a", "/api/search?q=a", "/nothing", "/api/nothing", "/healthz")


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_says_what_a_page_may_load_and_sets_no_cookie(client, path):
    answer, _ = client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'")
    assert "unsafe" not in policy and "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in answer.headers


def test_a_page_of_the_site_is_sent_as_it_is(client, place):
    for path in ("/", "/index.html"):
        answer, text = client.get(path)
        assert (answer.status, text) == (200, (place.site / "index.html").read_text(encoding="utf-8"))
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    answer, _ = client.get(f"/{INNER}")
    again, nothing = client.get(f"/{INNER}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status, nothing) == (304, "")


def test_what_is_named_by_its_content_is_kept_for_ever_and_pages_are_asked_for_again(client):
    answer, _ = client.get("/assets/site.0123456789ab.js")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert client.get("/")[0].headers["Cache-Control"] == "no-cache"


def test_a_folder_is_named_with_its_slash(client):
    answer, _ = client.get("/notices")
    assert (answer.status, answer.headers["Location"]) == (307, "notices/")


@pytest.mark.parametrize(
    "path",
    [
        "/../index",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/index",
        "/notices/../../index",
        "//index.html",
        "/.git/config",
        "/notices/.hidden",
        "/a\\..\\b",
        "/%00",
        "/%ff%fe",
        "/" + "a" * 5000,
        "/notices//n1.html",
    ],
)
def test_nothing_outside_the_site_is_ever_sent(client, path):
    answer, text = client.get(path)
    assert answer.status == 404 and "没有找到" in text


def test_the_page_for_what_is_not_there_may_run_its_one_script_and_no_other(client):
    answer, text = client.get("/nowhere.html")
    assert answer.status == 404 and "go()" in text
    policy = answer.headers["Content-Security-Policy"]
    # printf 'go()' | openssl dgst -sha256 -binary | base64
    assert re.search(r"script-src 'self' 'sha256-[A-Za-z0-9+/]{43}='; ", policy)
    assert "sha256" not in client.get("/")[0].headers["Content-Security-Policy"]
    assert "X-Scripts" not in answer.headers


def test_the_answer_of_the_api_is_as_described(client):
    status, told = client.json("/api/openapi.json")
    assert status == 200 and told == description()
    for params in (
        {"q": "燃气泄漏"},
        {"q": "漏气", "explain": "1"},
        {"q": "不存在的词语"},
        {
            "type": ["通知", "方案"],
            "from": "2023年3月10日",
            "to": "2023-03-20",
            "sort": "oldest",
            "size": "3",
        },
    ):
        status, result = client.json("/api/search", params)
        assert status == 200
        schema("Result").validate(result)
    schema("Suggestions").validate(client.json("/api/suggest", {"q": "rqaq"})[1])
    schema("Health").validate(client.json("/healthz")[1])
    schema("Error").validate(client.json("/api/search")[1])


def test_a_search_finds_filters_counts_and_pages(client):
    _, result = client.json("/api/search", {"q": "某安办发[2023]7号"})
    assert result["hits"][0]["id"] == "notice/n7"
    _, result = client.json("/api/search", {"q": "燃气泄漏", "type": "通知", "sort": "newest", "page": "2"})
    assert (result["total"], result["page"], result["pages"]) == (23, 2, 2)
    assert len(result["hits"]) == 3
    types = next(one for one in result["facets"] if one["key"] == "type")["values"]
    assert {one["value"]: (one["count"], one["selected"]) for one in types} == {
        "通知": (23, True),
        "方案": (22, False),
    }


def test_suggestions_come_by_pinyin_too(client):
    _, told = client.json("/api/suggest", {"q": "ranqi"})
    assert told["suggestions"] == [{"text": "燃气安全整治", "label": "专项行动", "url": "notices/n1.html"}]
    assert client.json("/api/suggest", {"q": ""})[1] == {"suggestions": []}


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"q": " "},
        {"q": "长" * (questions.LONGEST + 1)},
        {"q": "a", "page": "0"},
        {"q": "a", "page": "x"},
        {"q": "a", "page": "501"},
        {"q": "a", "size": "101"},
        {"q": "a", "size": "-1"},
        {"q": "a", "page": "९"},
        {"q": "a", "page": "9" * 5000},
        {"q": "a", "sort": "best"},
        {"q": "a", "type": "值" * 101},
        {"q": "a", "from": "2" * 101},
        {"q": "a", "to": "昨天的昨天"},
        {"q": "a", "type": [str(one) for one in range(61)]},
    ],
)
def test_what_is_out_of_bounds_is_refused_in_chinese(client, params):
    status, told = client.json("/api/search", params)
    assert status == 400 and re.search(r"[\u4e00-\u9fff].*。$", told["error"]["message"])
    answer, page = client.get("/search.html", params)
    assert answer.status == (400 if params and params != {"q": " "} else 200)
    assert answer.status == 200 or told["error"]["message"] in page


def test_only_reading_is_allowed(client):
    for path in ("/api/search?q=a", "/", "/search.html"):
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            answer, text = client.get(path, method=method)
            assert answer.status == 405 and "只能读取" in text and "GET" in answer.headers["Allow"]


def test_the_page_answers_without_scripts(client):
    params = {"q": "燃气泄漏", "type": "通知"}
    answer, page = client.get("/search.html", params)
    assert answer.status == 200 and answer.headers["X-Robots-Tag"] == "noindex"
    assert 'value="燃气泄漏"' in page and "找到 23 条，第 1 页，共 2 页。" in page and "noscript" not in page
    assert '<input type="checkbox" name="type" value="通知" form="search-form" checked>' in page
    assert "<mark>燃气泄漏</mark>隐患" in page and "&lt;b&gt;不是标记&lt;/b&gt;" in page
    assert f'href="search.html?{urlencode(params).replace("&", "&amp;")}&amp;page=2"' in page
    assert re.search(r'href="notices/n\d+\.html\?mark=[^"]+#p1"', page)
    assert page.startswith("<!doctype html><html><head><title>燃气泄漏_检索_某档案</title>")


def test_the_page_without_a_question_is_the_form(client):
    _, page = client.get("/search.html")
    assert 'id="search-outcome"' in page and "找到" not in page


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", '"><img src=x>', "</title>", "{{ 7*7 }}", "\\1\\g<0>"]
)
def test_what_was_asked_never_becomes_markup(client, words):
    _, page = client.get("/search.html", {"q": words})
    frame = PAGE.replace("<noscript>", "")
    assert page.count("<script") == frame.count("<script") and "<img" not in page
    assert page.count("</title>") == 1 and "49" not in page


def test_texts_are_sent_compressed(client):
    answer, _ = client.get("/api/search", {"q": "燃气"}, {"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip" and b'"total":45' in gzip.decompress(answer.data)


def test_other_names_of_this_machine_are_refused_where_names_were_given(place):
    with served(replace(place, hosts=("archive.example", "127.0.0.1"))) as client:
        assert client.get("/")[0].status == 200
        assert client.get("/", headers={"Host": "Archive.example:80"})[0].status == 200
        assert client.get("/", headers={"Host": "evil.example"})[0].status == 400


PIECES = [
    "“",
    "”",
    '"',
    "-",
    " ",
    "或",
    "OR",
    "文号:",
    "机关：",
    "年:",
    "日期:",
    "2023",
    "号",
    "燃气",
    "|",
    "(",
]
PARAMETERS = ["type", "from", "to", "sort", "page", "size", "kind"]
ANYTHING = st.text(st.characters(codec="utf-8"), max_size=500) | st.lists(
    st.sampled_from(PIECES), max_size=30
).map("".join)


@settings(max_examples=300)
@given(ANYTHING, st.dictionaries(st.sampled_from(PARAMETERS), ANYTHING))
def test_whatever_is_asked_the_answer_is_no_defect(client, words, more):
    for path in ("/api/search", "/search.html", "/api/suggest"):
        answer, text = client.get(path, {"q": words, **more})
        assert answer.status in (200, 400)
        assert "Traceback" not in text and "search_index" not in text


def test_no_answer_names_a_place_of_the_machine(client, place):
    for path in (*PATHS, "/api/search?q=a&explain=1", "/api/openapi.json"):
        answer, text = client.get(path)
        told = f"{answer.getheaders()}{text}"
        assert str(place.site) not in told and str(place.index) not in told


def test_a_defect_is_told_without_a_word_of_the_machine(place, monkeypatch, caplog):
    def broken(self):
        raise RuntimeError("/secret/place")

    monkeypatch.setattr(desk.Desk, "_latest", broken)
    with served(place) as client:
        status, told = client.json("/api/search", {"q": "a"})
        assert (status, told["error"]["code"]) == (500, "error") and "secret" not in str(told)
        answer, page = client.get("/search.html", {"q": "a"})
        assert answer.status == 500 and "服务器出错" in page and "secret" not in page
        assert answer.headers["Content-Security-Policy"]


def test_a_question_that_takes_too_long_is_given_up(place, monkeypatch):
    free = threading.Event()
    monkeypatch.setattr(desk.Desk, "_latest", lambda self: free.wait(20))
    with served(replace(place, seconds=0.2, waiting=2)) as client:
        status, told = client.json("/api/search", {"q": "a"})
        assert (status, told["error"]["code"]) == (503, "timeout")
        assert client.get("/")[0].status == 200
        answer, page = client.get("/search.html", {"q": "a"})
        assert answer.status == 503 and "用时过长" in page and answer.headers["Retry-After"]
        free.set()


def test_more_questions_than_can_wait_are_turned_away(place, monkeypatch):
    free = threading.Event()
    latest = desk.Desk._latest
    monkeypatch.setattr(desk.Desk, "_latest", lambda self: free.wait(20) and latest(self))
    with served(replace(place, waiting=2)) as client:
        told = []
        ask = lambda: told.append(client.json("/api/search", {"q": "燃气"})[0])  # noqa: E731
        threads = [threading.Thread(target=ask) for _ in range(6)]
        for one in threads:
            one.start()
        while len(told) < 4:
            time.sleep(0.01)
        free.set()
        for one in threads:
            one.join()
        assert sorted(told) == [200, 200, 503, 503, 503, 503]


def test_without_an_index_the_pages_are_served_and_the_search_says_so(place, tmp_path):
    with served(replace(place, index=tmp_path / "none")) as client:
        assert client.get("/")[0].status == 200
        status, told = client.json("/api/search", {"q": "a"})
        assert (status, told["error"]["code"]) == (503, "no_index")
        assert client.json("/healthz")[0] == 503


def test_a_damaged_index_is_told_as_one_that_is_not_ready(place, tmp_path):
    index = tmp_path / "index"
    shutil.copytree(place.index, index)
    terms = next(index.glob("*.terms"))
    data = bytearray(terms.read_bytes())
    data[: len(data) // 2] = bytes(len(data) // 2)
    terms.write_bytes(data)
    with served(replace(place, index=index)) as client:
        status, told = client.json("/api/search", {"q": "安全"})
        assert (status, told["error"]["code"]) == (503, "no_index")


def test_a_build_replaces_site_and_index_without_a_failed_request(tmp_path, cache):
    place = build(tmp_path, NOTICES[:5], cache)
    stop = threading.Event()
    failed, totals = [], set()

    def ask(client):
        while not stop.is_set():
            for path in (
                "/api/search?q=%E7%87%83%E6%B0%94",
                f"/{INNER.replace('7', '1')}",
                "/search.html",
            ):
                answer, text = client.get(path)
                if answer.status != 200 or not text:
                    failed.append((path, answer.status))
            totals.add(client.json("/api/search", {"q": "燃气"})[1]["total"])

    with served(place) as client:
        threads = [threading.Thread(target=ask, args=(client,)) for _ in range(3)]
        for one in threads:
            one.start()
        for count in (10, 20, 30):
            fresh = tmp_path / f"new{count}"
            shutil.copytree(place.site, fresh)
            exchange(fresh, place.site)
            shutil.rmtree(fresh)
            search_index.update(place.index, NOTICES[:count], LEXICON, cache=cache)
            time.sleep(0.2)
        stop.set()
        for one in threads:
            one.join()
    assert failed == [] and {5, 30} <= totals <= {5, 10, 20, 30}


def exchange(one, other):
    """Put each folder in the place of the other in one step."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.renameat2(-100, bytes(one), -100, bytes(other), 2) == 0


def test_the_table_holds_all_that_is_found_and_no_formula(place, tmp_path, cache):
    """A spreadsheet must not run a title as a formula, and the addresses lead to this server."""
    wicked = document(
        50, title='=HYPERLINK("http://evil.example")', status="废止", facets={"kind": ("文件",)}
    )
    held = build(tmp_path, [*NOTICES[:30], wicked], cache)
    with served(held) as client:
        answer, text = client.get("/api/search.csv", {"q": "燃气泄漏", "size": "5", "page": "2"})
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        told = description()["paths"]["/api/search.csv"]["get"]["responses"]["200"]["description"]
        assert "、".join(rows[0]) in told
        assert len(rows) == 1 + 31 and text.startswith("\ufeff") and text.endswith("\r\n")
        assert all(cell[:1] not in "=+-@" for row in rows for cell in row if cell)
        one = next(row for row in rows if row[2] == "某安办发〔2023〕7号")
        assert (one[1], one[4], one[6]) == ("文件", "2023-03-07", "正文中有")
        assert one[8] == f"http://127.0.0.1:{client.port}/notices/n7.html"
        assert "燃气泄漏" in one[7]
        for params in ({}, {"q": "a", "from": "昨天的昨天"}):
            status, refused = client.json("/api/search.csv", params)
            assert status == 400
            schema("Error").validate(refused)
