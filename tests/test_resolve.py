"""Which document a mention means, on small archives made after the real one."""

from __future__ import annotations

from typing import Any

import pytest

from build_tools.checks.conform import conform
from build_tools.kinds.base import MentionChoice, Quote
from build_tools.kinds.notice import Attachment, Notice
from build_tools.kinds.organization import Organization, OrganizationName
from build_tools.mentions import find as mentions
from build_tools.mentions.reading import Reading
from build_tools.mentions.resolve import Context, Held, Ignored, Open, Resolver, Target, Wanted
from build_tools.mentions.titles import key

_NAMES: dict[str, tuple[str, ...]] = {
    "state-council": ("国务院",),
    "state-council-office": ("国务院办公厅",),
    "nwsc": ("国务院安全生产委员会", "国务院安委会"),
    "nwsc-office": ("国务院安全生产委员会办公室", "国务院安委会办公室", "国务院安委办"),
    "mem": ("应急管理部",),
    "saws": ("国家安全生产监督管理总局", "国家安全监管总局", "国家安监总局"),
    "shanxi-wsc": ("山西省安全生产委员会", "省安委会"),
    "shanxi-wsc-office": ("山西省安全生产委员会办公室", "省安委办"),
}
_BODIES = {
    id_: Organization(
        id=id_,
        names=(OrganizationName(name=names[0], short_forms=names[1:]),),
        region="140000" if id_.startswith("shanxi") else "100000",
    )
    for id_, names in _NAMES.items()
}


def _notice(id_: str, title: str, **facts: Any) -> Notice:
    return Notice(id=id_, title=title, **facts)


_ARCHIVE = (
    _notice(
        "guofa-2010-23",
        "国务院关于进一步加强企业安全生产工作的通知",
        document_number="国发〔2010〕23号",
        issuing_bodies=("state-council",),
        document_date="2010-07-19",
        region="100000",
    ),
    _notice(
        "anwei-2013-6",
        "国务院安委会关于深入开展涉氨制冷企业液氨使用专项治理的通知",
        document_number="安委〔2013〕6号",
        issuing_bodies=("nwsc",),
        document_date="2013-09-18",
        region="100000",
    ),
    _notice(
        "anwei-2024-2",
        "国务院安全生产委员会关于印发《安全生产治本攻坚三年行动方案（2024—2026年）》的通知",
        document_number="安委〔2024〕2号",
        issuing_bodies=("nwsc",),
        document_date="2024-01-21",
        region="100000",
        attachments=(
            Attachment(label="印发件", title="安全生产治本攻坚三年行动方案（2024—2026年）", body="甲"),
        ),
    ),
    _notice(
        "guofa-2021-36",
        "国务院关于印发“十四五”国家应急体系规划的通知",
        document_number="国发〔2021〕36号",
        issuing_bodies=("state-council",),
        document_date="2021-12-30",
        region="100000",
        attachments=(Attachment(label="印发件", title="“十四五”国家应急体系规划", body="甲"),),
    ),
    _notice(
        "saws-ling-85",
        "煤矿重大生产安全事故隐患判定标准",
        document_number="国家安全生产监督管理总局令第85号",
        issuing_bodies=("saws",),
        document_date="2015-12-03",
        region="100000",
    ),
    _notice(
        "yuefa-2021",
        "国务院安委会办公室 应急管理部关于开展2021年全国“安全生产月”活动的通知",
        document_number="安委办〔2021〕5号",
        issuing_bodies=("nwsc-office", "mem"),
        document_date="2021-04-26",
        region="100000",
    ),
    _notice("quansheng-lianghui", "关于做好全省两会期间安全生产工作的通知", region="140000"),
    _notice(
        "quanguo-lianghui",
        "关于做好全国两会期间安全生产及督导检查工作的通知",
        issuing_bodies=("shanxi-wsc-office",),
        region="140000",
    ),
    _notice(
        "liangban-huagong",
        "中共中央办公厅 国务院办公厅关于全面加强危险化学品安全生产工作的意见",
        issuing_bodies=("state-council-office",),
        document_date="2020-02-26",
        region="100000",
    ),
    _notice(
        "tuoyu-zhinan",
        "关于印发托育机构消防安全指南（试行）的通知",
        document_date="2022-01-14",
        region="100000",
        attachments=(
            Attachment(label="印发件", title="托育机构消防安全指南（试行）", body="甲"),
            Attachment(label="附件1", title="统计表"),
        ),
    ),
)

_SHANXI = Context(day="2023-03-13", region="140000")
_NATIONAL = Context(day="2024-06-01", region="100000")


def _resolver(*more: Notice) -> Resolver:
    return Resolver((*_ARCHIVE, *more), _BODIES)


def _targets(
    text: str, context: Context = _NATIONAL, *more: Notice, choices: tuple[MentionChoice, ...] = ()
) -> list[Target]:
    reading = Reading(
        _resolver(*more), lambda mention: mention.number or key(mention.title), context, choices
    )
    return [reading.target(mention, text) for mention in mentions.find(text)]


def _held(id_: str, attachment: int | None = None) -> Held:
    return Held("notice", id_, attachment)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("贯彻《国务院关于进一步加强企业安全生产工作的通知》", _held("guofa-2010-23")),
        ("贯彻《国务院关于进一步加强企业安全生产工作的通知》（国发〔2010〕23号）", _held("guofa-2010-23")),
        ("按照国发[2010]23号文件要求", _held("guofa-2010-23")),
        ("按照《通知》（国发〔2010〕23号）要求", _held("guofa-2010-23")),
        ("国务院《关于进一步加强企业安全生产工作的通知》", _held("guofa-2010-23")),
        ("国务院2010年印发的《关于进一步加强企业安全生产工作的通知》", _held("guofa-2010-23")),
        ("国务院关于进一步加强企业安全生产工作的通知", None),
        ("按照《关于进一步加强企业安全生产工作的通知》（国发〔2010〕23号）", _held("guofa-2010-23")),
        ("《煤矿重大生产安全事故隐患判定标准》（国家安全监管总局令第85号）", _held("saws-ling-85")),
        ("《煤矿重大生产安全事故隐患判定标准》（国家安监总局85号令）", _held("saws-ling-85")),
        ("按照原国家安全生产监督管理总局令第85号执行", _held("saws-ling-85")),
        ("按照国发〔2011〕40号执行", Wanted("国发〔2011〕40号")),
        ("根据《安全生产法》", Wanted("安全生产法")),
        (
            "中共中央办公厅、国务院办公厅印发了《关于全面加强危险化学品安全生产工作的意见》",
            _held("liangban-huagong"),
        ),
    ],
)
def test_titles_and_numbers(text: str, target: Target | None) -> None:
    assert _targets(text) == ([] if target is None else [target])


def test_near_equal_titles_are_not_merged() -> None:
    one, other = (
        "《关于做好全省两会期间安全生产工作的通知》",
        "《关于做好全国两会期间安全生产及督导检查工作的通知》",
    )
    assert _targets(one + other, _SHANXI) == [_held("quansheng-lianghui"), _held("quanguo-lianghui")]
    assert _targets("《关于做好全国两会期间安全生产工作的通知》", _SHANXI) == [
        Wanted("关于做好全国两会期间安全生产工作的通知")
    ]


def test_a_title_without_issuer_is_not_another_regions() -> None:
    (target,) = _targets("《关于做好全省两会期间安全生产工作的通知》", Context("2023-03-13", "410000"))
    assert isinstance(target, Open)
    assert target.candidates == ("quansheng-lianghui",)


def test_the_body_named_before_the_title_decides() -> None:
    title = "《关于做好全国两会期间安全生产及督导检查工作的通知》"
    assert _targets(f"省安委办印发{title}", _SHANXI) == [_held("quanguo-lianghui")]
    assert _targets(f"国务院安委会办公室印发{title}", _SHANXI) == [Wanted(key(title.strip("《》")))]


def test_a_body_inside_a_longer_name_is_not_named() -> None:
    title = "《关于进一步加强企业安全生产工作的通知》"
    assert _targets(f"国务院安委会{title}") == [Wanted(key(title.strip("《》")))]
    assert _targets(f"国务院{title}") == [_held("guofa-2010-23")]


def test_a_title_without_issuer_stays_open() -> None:
    (target,) = _targets("要落实《关于进一步加强企业安全生产工作的通知》要求")
    assert isinstance(target, Open)
    assert target.candidates == ("guofa-2010-23",)
    (target,) = _targets("国务院要求各地落实《关于进一步加强企业安全生产工作的通知》")
    assert isinstance(target, Open)


def test_joint_issuers() -> None:
    title = "《关于开展2021年全国“安全生产月”活动的通知》"
    assert _targets(f"国务院安委会办公室、应急管理部联合印发{title}") == [_held("yuefa-2021")]
    assert _targets(f"国务院安委会办公室 应急管理部{title}") == [_held("yuefa-2021")]
    assert _targets(f"国务院安委会办公室{title}") == [_held("yuefa-2021")]
    assert _targets(f"国务院安委会{title}") == [Wanted(key(title.strip("《》")))]


def test_what_is_issued_and_what_issues_it() -> None:
    plan = "《安全生产治本攻坚三年行动方案（2024-2026）》"
    notice = "《国务院安全生产委员会关于印发〈安全生产治本攻坚三年行动方案（2024—2026年）〉的通知》"
    assert _targets(plan) == [_held("anwei-2024-2", 0)]
    assert _targets(notice) == [_held("anwei-2024-2")]
    assert _targets("《国务院关于印发〈“十四五”国家应急体系规划〉的通知》") == [_held("guofa-2021-36")]
    assert _targets("《“十四五”国家应急体系规划》") == [_held("guofa-2021-36", 0)]
    assert _targets("《托育机构消防安全指南（试行）》") == [_held("tuoyu-zhinan", 0)]
    assert _targets("《统计表》") == [Wanted("统计表")]


def test_the_issuing_notice_against_a_record_with_only_the_plans_title() -> None:
    plan = _notice("fangan", "全省矿山安全生产大检查百日攻坚行动方案", region="140000")
    text = "《关于印发〔全省矿山安全生产大检查百日攻坚行动方案〕的通知》"
    assert _targets(text, _SHANXI, plan) == [_held("fangan")]


def test_what_is_forwarded_or_amended_is_another_document() -> None:
    more = _notice("zhuanfa", "山西省人民政府转发《国务院关于甲的意见》的通知", region="140000")
    amends = _notice("xiugai", "关于修改《甲办法》的决定", region="100000")
    assert _targets("《国务院关于甲的意见》和《甲办法》", _NATIONAL, more, amends) == [
        Wanted("国务院关于甲的意见"),
        Wanted("甲办法"),
    ]


def test_two_documents_with_one_title() -> None:
    again = _notice(
        "guofa-2010-23-b", "国务院关于进一步加强企业安全生产工作的通知", issuing_bodies=("state-council",)
    )
    (target,) = _targets("《国务院关于进一步加强企业安全生产工作的通知》", _NATIONAL, again)
    assert isinstance(target, Open)
    assert target.candidates == ("guofa-2010-23", "guofa-2010-23-b")
    text = "《国务院关于进一步加强企业安全生产工作的通知》（国发〔2010〕23号）"
    assert _targets(text, _NATIONAL, again) == [_held("guofa-2010-23")]


def test_number_and_title_that_contradict_each_other_stay_open() -> None:
    text = "《国务院关于进一步加强企业安全生产工作的通知》（安委〔2013〕6号）"
    (target,) = _targets(text)
    assert isinstance(target, Open)
    assert target.candidates == ("anwei-2013-6", "guofa-2010-23")
    (target,) = _targets("《国务院关于加强煤矿安全的意见》（安委〔2013〕6号）")
    assert isinstance(target, Open)
    assert target.candidates == ("anwei-2013-6",)
    (target,) = _targets("《国务院关于进一步加强企业安全生产工作的通知》（国发〔2010〕32号）")
    assert isinstance(target, Open)
    assert target.candidates == ("guofa-2010-23",)


def test_the_same_title_in_another_year_is_another_document() -> None:
    text = "《国务院关于进一步加强企业安全生产工作的通知》（国发〔2004〕2号）"
    assert _targets(text) == [Wanted("国发〔2004〕2号")]
    assert _targets("国务院安委会办公室、应急管理部《关于开展2022年全国“安全生产月”活动的通知》") == [
        Wanted("关于开展2022年全国安全生产月活动的通知")
    ]


def test_a_held_title_without_number_takes_the_printed_one() -> None:
    text = "《关于做好全省两会期间安全生产工作的通知》（晋安发〔2023〕1号）"
    assert _targets(text, _SHANXI) == [_held("quansheng-lianghui")]


def test_another_edition_stays_open() -> None:
    (target,) = _targets("《安全生产治本攻坚三年行动方案》")
    assert isinstance(target, Open)
    assert target.candidates == ("anwei-2024-2",)
    assert _targets("《安全生产治本攻坚三年行动方案》", Context("2012-01-01", "100000")) == [
        Wanted("安全生产治本攻坚三年行动方案")
    ]


def test_no_document_mentions_a_later_one() -> None:
    (target,) = _targets(
        "《国务院安委会关于深入开展涉氨制冷企业液氨使用专项治理的通知》", Context("2012-01-01")
    )
    assert isinstance(target, Open)
    assert target.candidates == ("anwei-2013-6",)


def test_other_titles() -> None:
    more = _notice(
        "kuangan",
        "关于印发《关于深入推进矿山智能化建设的指导意见》的通知",
        other_titles=("国家矿山安监局等七部门关于深入推进矿山智能化建设的指导意见",),
        region="100000",
    )
    text = "《国家矿山安监局等七部门关于深入推进矿山智能化建设的指导意见》"
    assert _targets(text, _NATIONAL, more) == [_held("kuangan")]


def test_generic_titles_mean_nothing_undeclared() -> None:
    for text in ("贯彻落实国务院《通知》精神", "按照《实施方案》要求", "根据《管理办法》"):
        (target,) = _targets(text)
        assert isinstance(target, Open)
        assert target.candidates == ()


def test_declared_short_forms() -> None:
    text = (
        "按照《国务院关于进一步加强企业安全生产工作的通知》（国发〔2010〕23号，以下简称国务院《通知》）和"
        "《国务院安委会关于深入开展涉氨制冷企业液氨使用专项治理的通知》（以下简称安委会《通知》）、"
        "《安全生产法》（以下简称《法》），落实国务院《通知》、安委会《通知》和《法》。按《通知》办。"
    )
    law = Wanted("安全生产法")
    *found, last = _targets(text)
    assert found == [
        _held("guofa-2010-23"),
        _held("anwei-2013-6"),
        law,
        _held("guofa-2010-23"),
        _held("anwei-2013-6"),
        law,
    ]
    assert last == Open(("anwei-2013-6", "guofa-2010-23"), "前文用这一简称指几份文件")


def test_a_short_form_holds_from_where_it_is_declared() -> None:
    text = "落实《意见》。根据《国务院关于甲的意见》（以下简称《意见》），中央《意见》要求"
    first, full, later = _targets(text)
    assert isinstance(first, Open)
    assert full == later == Wanted("国务院关于甲的意见")


def test_the_only_declared_short_form_holds_without_its_lead() -> None:
    text = "《国务院关于进一步加强企业安全生产工作的通知》（以下简称国务院《通知》），按照《通知》要求"
    assert _targets(text) == [_held("guofa-2010-23")] * 2


def test_a_document_does_not_repeal_itself() -> None:
    more = _notice("fujian", "福建省安全生产条例", region="350000")
    text = "《福建省安全生产条例》已通过，2008年通过的《福建省安全生产条例》同时废止。"
    own, old = _targets(text, Context("2016-12-05", "350000", "fujian"), more)
    assert own == _held("fujian")
    assert isinstance(old, Open)
    assert _targets(text, Context("2017-01-01", "350000", "other"), more) == [_held("fujian")] * 2


def test_a_film_is_no_document() -> None:
    (target,) = _targets("学习《生命重于泰山》电视专题片")
    assert isinstance(target, Ignored)


def test_the_editor_decides_first() -> None:
    text = "贯彻落实国务院《通知》精神，执行《通知》"
    choice = MentionChoice(
        quote=Quote(exact="《通知》", prefix="国务院", suffix="精神"),
        notice="guofa-2010-23",
        reason="见正文第一段",
    )
    first, second = _targets(text, choices=(choice,))
    assert first == _held("guofa-2010-23")
    assert isinstance(second, Open)
    aside = MentionChoice(quote=Quote(exact="《停送电工作票制度》"), reason="企业内部制度")
    assert _targets("《停送电工作票制度》执行不严格", choices=(aside,)) == [Ignored("企业内部制度")]


@pytest.mark.parametrize(
    ("facts", "said"),
    [({}, "没有指明所提及的记录"), ({"notice": "a", "case": "b", "reason": "甲"}, "只能指明一条记录")],
    ids=["nothing said", "two records"],
)
def test_an_editors_choice_names_one_record_or_a_reason(facts: dict[str, str], said: str) -> None:
    data = {"id": "a", "title": "甲", "mentions": [{"quote": {"exact": "《甲》"}, **facts}]}
    (fault,) = conform(Notice, data).faults
    assert (fault.code, fault.path) == ("E218", ("mentions", 0))
    assert said in fault.params["what"]
