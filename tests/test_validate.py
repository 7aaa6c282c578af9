"""Files to records: faults with their places, ids, vocabularies, the site, and what goes on to ``link``."""

import textwrap
import time

import pytest

from build_tools import archive, validate
from build_tools.load import parse

SITE = "name: 样例档案\nas_of: 2024-06-30\ndescription: 样例。\n"


def run(files, site=SITE):
    """The problems of some files (path below content -> text), as (path:line:column, code)."""
    texts = {"site.yml": site, **files} if site else files
    problems, raws = [], []
    for path, text in texts.items():
        raw, found = parse(f"content/{path}", textwrap.dedent(text))
        raws.append(raw)
        problems += found
    validated, found = validate.validate(raws)
    _, last = archive.link(validated)
    places = [(str(p.location).removeprefix("content/"), p.code) for p in sorted([*problems, *found, *last])]
    return validated, places


def places(files, site=SITE):
    return run(files, site)[1]


def notice(id_, text="", title="关于检查的通知"):
    return {f"notices/{id_}.yml": f"id: {id_}\ntitle: {title}{id_}\n" + textwrap.dedent(text)}


def test_a_sound_archive_has_no_problems():
    assert places(notice("a")) == []


def test_faults_are_at_their_value_or_their_key():
    files = notice("a", "document_date:   2023-02-30\nod: 1\nrelations:\n  - verb: 依\n    notice: a\n")
    assert places(files) == [
        ("notices/a.yml:3:18", "E206"),
        ("notices/a.yml:4:1", "E201"),
        ("notices/a.yml:6:11", "E213"),
    ]


def test_faults_inside_a_text_are_at_their_character():
    files = notice("a", "body: |\n  第一段\n\n  电话13812345678。\n")
    assert places(files) == [("notices/a.yml:6:5", "E401")]


def test_checks_of_the_record_run_beside_faulty_fields():
    files = notice("a", "type: 通之\ndocument_date: 2023-03-01\npublication_date: 2023-02-01\nregion: '1'\n")
    assert [code for _, code in places(files)] == ["E213", "E221", "E303"]


def test_a_record_in_a_broken_file_is_not_missing():
    files = {**notice("a", "relations:\n  - verb: 依据\n    notice: b\n"), "notices/b.yml": "id: [\n"}
    assert [code for _, code in places(files)] == ["E101"]


def test_a_record_with_a_wrong_id_is_not_missing_under_either_name():
    files = {
        **notice("a", "relations:\n  - verb: 依据\n    notice: b\n  - verb: 依据\n    notice: c\n"),
        "notices/b.yml": "id: c\ntitle: 关于其他的通知\n",
    }
    assert places(files) == [("notices/b.yml:1:5", "E215")]


def test_an_unreadable_vocabulary_makes_no_noise():
    files = {**notice("a", "region: '140000'\n"), "vocabularies/regions.yml": "a: 1\n"}
    assert places(files) == [("vocabularies/regions.yml:1:1", "E120")]


def test_an_unsound_entry_is_not_unknown_but_others_are():
    files = {
        **notice("a", "region: '140000'\nindustries: [煤矿, 煤]\n"),
        "vocabularies/regions.yml": "- code: '140000'\n",
        "vocabularies/industries.yml": "- id: coal\n  name: 煤矿\n- 消防\n",
    }
    assert places(files) == [
        ("notices/a.yml:4:18", "E303"),
        ("vocabularies/industries.yml:3:3", "E111"),
        ("vocabularies/regions.yml:1:3", "E202"),
    ]


def test_the_second_of_two_records_with_one_id_is_told():
    files = {"notices/a.yml": "id: a\ntitle: 关于一的通知\n", "notices/b.yml": "id: a\ntitle: 关于二的通知\n"}
    assert places(files) == [("notices/b.yml:1:5", "E301")]


@pytest.mark.parametrize(
    ("id_", "code"),
    [
        ("../../etc/passwd", "E203"),
        ("a/b", "E203"),
        ("A", "E203"),
        ("a--b", "E203"),
        ("-a", "E203"),
        ("一", "E203"),
        ("a" * 81, "E203"),
        ("a.b", "E203"),
        ("index", "E214"),
        ("con", "E214"),
        ("year-2023", "E214"),
        ("b", "E215"),
    ],
)
def test_ids_that_are_no_safe_path_or_another_name(id_, code):
    stem = id_ if code == "E214" else "a"
    files = {f"notices/{stem}.yml": f"id: '{id_}'\ntitle: 关于检查的通知\n"}
    assert [found for _, found in places(files)] == [code]


def test_reserved_ids_cover_the_listings():
    from build_tools import groups
    from build_tools.kinds import KINDS

    found, _ = archive.link(validate.Validated())
    for kind in KINDS:
        for facet in groups.facets(kind, found.vocabularies, found.records):
            assert validate.RESERVED.match(f"{facet.key}-x") or not facet.listed


def test_what_nobody_has_confirmed_is_noted():
    validated, found = run(notice("a", "region: 未核实\nvalidity:\n  status: 未核实\n"))
    assert found == []
    assert set(validated.records["notice"]["a"].unverified) == {("region",), ("validity", "status")}


def test_the_site_is_needed_and_checked():
    assert places(notice("a"), site="") == [("site.yml:1:1", "E501")]
    site = SITE + "site_code: bm1234567\nbase_url: https://a.cn/x\nphone: '1'\n"
    assert places({}, site) == [
        ("site.yml:4:12", "E502"),
        ("site.yml:5:11", "E503"),
        ("site.yml:6:1", "E201"),
    ]
    site = SITE + "site_code: bm12345678\nbase_url: https://a.cn/x/\n"
    assert places({}, site) == []


def test_the_contacts_of_the_site_are_public():
    contact = "contacts:\n  - label: 联系手机\n    value: '13812345678'\n"
    assert places({}, SITE + contact) == []


def test_a_source_note_that_quotes_an_oddity_acknowledges_it():
    body = "body: |\n  见《通知的规定。\n"
    note = "source_notes:\n  - type: 原文如此\n    quote: 《通知的规定\n    note: 原文缺后书名号。\n"
    assert [code for _, code in places(notice("a", body))] == ["W238"]
    assert places(notice("a", note + body)) == []


def test_personal_data_cannot_be_acknowledged():
    body = "body: |\n  电话13812345678。\n"
    note = "source_notes:\n  - type: 说明\n    quote: 电话13812345678\n    note: 原文如此。\n"
    assert "E401" in [code for _, code in places(notice("a", note + body))]


def test_identifiers_and_addresses_are_not_taken_for_personal_data():
    text = """\
        index_number: 11010519491231002X/2023-00001
        source:
          name: 某网站
          url: https://www.example.gov.cn/art/13812345678.html
          file: 13812345678.docx
        """
    assert places(notice("a", text)) == []


@pytest.mark.parametrize("field", ["title", "subject", "note", "document_number_as_written", "body"])
def test_a_secrecy_marking_is_refused_wherever_a_head_may_stand(field):
    title = "" if field == "title" else "title: 关于检查的通知\n"
    found = places({"notices/a.yml": f"id: a\n{title}{field}: 机密★1年\n"})
    assert "E406" in [code for _, code in found]


@pytest.mark.parametrize("char", ["\\x01", "\\uFFFE", "\\uFFFF", "\\u202E"])
@pytest.mark.parametrize("field", ["title", "index_number", "note", "file"])
def test_no_field_may_hold_what_is_no_character(field, char):
    # Written as an escape in quotation marks, which YAML does not refuse.
    text = (
        f'source:\n  name: 某网站\n  file: "{char}"\n' if field == "file" else f'{field}: "关于检查{char}"\n'
    )
    title = "" if field == "title" else "title: 关于检查的通知\n"
    assert "E409" in [code for _, code in places({"notices/a.yml": f"id: a\n{title}{text}"})]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("notices", "relations: [" + "x, " * 60_000 + "]"),
        ("notices", "campaigns: [" + "x, " * 60_000 + "]"),
        ("notices", "campaigns: [" + "'', " * 60_000 + "]"),
        ("notices", "\n".join(f"k{i}: v" for i in range(40_000))),
        ("notices", "body: '" + "<script>" * 100_000 + "'"),
        ("notices", "body: '" + "13812345678 " * 80_000 + "'"),
        ("cases", "casualties: [" + "{}, " * 40_000 + "]"),
        ("notices", "body: 甲" + "《》" * 50_000),
        ("notices", "body: 甲" + "《关于甲的通知》" * 20_000),
        ("notices", "body: 甲" + "安委办函〔2022〕37号" * 10_000),
        ("notices", "body: 甲" + "合计12人，" * 20_000),
        ("notices", "body: |\n" + "  （一）甲\n\n" * 20_000),
        ("notices", "body: |\n" + "  第一条 甲\n\n" * 20_000),
    ],
    ids=range(13),
)
def test_a_hostile_record_is_answered_in_a_moment_with_its_first_problems(kind, text):
    start = time.process_time()
    found = places({f"{kind}/a.yml": f"id: a\ntitle: 关于检查的通知\n{text}\n"})
    assert time.process_time() - start < 15
    assert len(found) <= 500
