"""Bodies: levels and addresses from the printed numbers, on sentences as documents print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.body import find, number, parse


def addresses(*paragraphs, prefix=""):
    return [block.id for block in parse("\n\n".join(paragraphs), prefix)]


@pytest.mark.parametrize(
    ("printed", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("一百零五", 105), ("一百一十", 110),
     ("二○", 20), ("3", 3), ("２３", 23), ("⑫", 12)],
)  # fmt: skip
def test_numbers(printed, value):
    assert number(printed) == value


def test_levels_come_from_the_number_and_not_from_the_signs():
    blocks = parse(
        "### 一、领导高度重视\n\n## 二、制定工作方案\n\n##### （一）强化组织领导\n\n### 三、深刻汲取教训"
    )
    assert [(block.id, block.rank) for block in blocks] == [("s1", 2), ("s2", 2), ("s2-1", 3), ("s3", 2)]


def test_addresses_follow_the_number_path():
    assert addresses(
        "现就有关事项通知如下：", "## 一、总体要求", "坚持人民至上。", "### （二）基本原则",
        "3.坚持源头治理。加强隐患排查。", "（1）企业自查。", "上述要求……", "## 二、主要任务",
    ) == ["p1", "s1", "s1-p1", "s1-2", "s1-2-3", "s1-2-3-1", "s1-2-3-1-p1", "s2"]  # fmt: skip


def test_a_skipped_level_is_zero_so_that_it_never_meets_another():
    assert addresses("## 一、要求", "1.自查。", "（一）督查。") == ["s1", "s1-0-1", "s1-1"]


def test_addresses_stay_when_text_before_them_changes():
    tail = ["## 二、工作安排", "各单位要高度重视。", "（一）自查自纠。企业全面自查。"]
    one = addresses("## 一、总体要求", "甲。", *tail)
    two = addresses("导语。", "## 一、总体要求", "甲。", "乙。", "（一）丙。", *tail)
    assert one[-3:] == two[-3:] == ["s2", "s2-p1", "s2-1"]


def test_articles_and_their_paragraphs_and_items():
    assert addresses(
        "## 第一章 总则", "第一条 为了加强安全生产工作，制定本法。", "第二条　在本省行政区域内适用本条例。",
        "有关法律另有规定的，从其规定。", "（一）消防安全；", "（二）道路交通安全。", "前款所称……",
        "## 第二章 保障", "### 第一节 一般规定", "第十二条之一 生产经营单位应当……",
    ) == [
        "ch1", "art1", "art2", "art2-2", "art2-i1", "art2-i2", "art2-3", "ch2", "ch2-sec1", "art12z1",
    ]  # fmt: skip


def test_an_article_without_a_blank_counts_only_in_sequence():
    assert addresses("第一条为了安全。", "第二条本省适用。", "第九条规定的情形除外。") == [
        "art1",
        "art2",
        "art2-2",
    ]


def test_chapters_hold_sections_of_their_own():
    blocks = parse("## 第一章 形势\n\n## 一、成绩\n\n## 第二章 任务\n\n## 一、要求")
    assert [(block.id, block.rank) for block in blocks] == [
        ("ch1", 2), ("ch1-s1", 3), ("ch2", 2), ("ch2-s1", 3),
    ]  # fmt: skip


def test_a_number_that_occurs_again_is_told_apart_with_all_below_it():
    assert addresses("## 一、甲", "（一）子。", "## 一、乙", "（一）丑。") == ["s1", "s1-1", "s1r2", "s1r2-1"]


def test_unnumbered_headings_open_units():
    assert addresses("## 工作目标", "到年底……", "（一）全面排查。", "## 工作要求", "各地要……") == [
        "h1", "h1-p1", "h1-1", "h2", "h2-p1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["2.5万组次检查组已派出。", "2023年1月20日，召开会议。", "一是强化组织领导，二是压茬推进。",
     "十余家企业停产。", "（含外资企业）全部纳入。", "第三，加强值守。"],
)  # fmt: skip
def test_no_number_where_none_is_meant(text):
    assert [(block.kind, block.id) for block in parse(text)] == [("paragraph", "p1")]


def test_bold_does_not_hide_a_number():
    assert addresses("**（一）坚持问题导向。**全面排查。") == ["s0-1"]


def test_attachments_have_their_prefix():
    assert addresses("## 一、范围", "全省。", prefix="f1-") == ["f1-s1", "f1-s1-p1"]


def test_tables_and_bullets_keep_their_text():
    blocks = parse("## 一、表\n\n| 项目 | 数 |\n|---|---|\n| 井工 | 12 |\n\n- 每班一查\n- 每日一报")
    assert [(b.kind, b.id) for b in blocks[1:]] == [
        ("table", "s1-t1"),
        ("bullet", "s1-p1"),
        ("bullet", "s1-p2"),
    ]
    assert blocks[1].text.count("\n") == 2
    assert blocks[2].text == "每班一查"


@pytest.mark.parametrize(
    "date", ["2023年3月13日", "2023 年 3 月 13 日", "二○一一年五月三日", "二〇一〇年十一月二十二日"]
)
def test_signatures(date):
    blocks = parse(f"特此通知。\n\n国务院安委会办公室\n\n应急管理部\n\n{date}\n\n（此件公开发布）")
    assert [block.kind for block in blocks] == [
        "paragraph",
        "signature",
        "signature",
        "signature",
        "paragraph",
    ]
    assert [block.id for block in blocks[1:4]] == ["sig1", "sig2", "sig3"]


def test_a_last_sentence_with_a_date_is_no_signature():
    assert parse("请于2023年3月13日前报送，联系人从略，截止时间为2023年3月20日")[0].kind == "paragraph"


def test_a_quotation_is_found_by_what_stands_around_it():
    blocks = parse("## 一、甲\n\n死亡75人。\n\n## 二、乙\n\n其中死亡75人，下降。")
    assert find(blocks, "死亡75人").id == "s1-p1"
    assert find(blocks, "死亡75人", "其中", "，下降").id == "s2-p1"
    assert find(blocks, "死亡76人") is None


@given(st.text(alphabet="一二十百零〇第章节条（）()、.．1２①#*-| 。年月日甲\n", max_size=120))
def test_any_text_has_unique_addresses_and_keeps_its_letters(text):
    blocks = parse(text)
    assert len({block.id for block in blocks}) == len(blocks)
    assert "".join(b.text for b in blocks).count("甲") == text.count("甲")
