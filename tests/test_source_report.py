"""The report the archive begins with: every item of it stands on a page that links from the home page reach.

What is looked for is typed from the report (``data/source-report.txt``: its text, page breaks kept), as a
reader would look for it: the title of a page, and words that must stand there.
"""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
import yaml
from sample_archive import html, words

from build_tools import pipeline
from build_tools.project import Project
from build_tools.render import Page, render
from tiny import ROOT

_SOURCE = Path(__file__).parent / "data" / "source-report.txt"
_REPORT = "山西省安全生产委员会办公室关于开展安全生产隐患排查整治行动的总结报告"
_HAZARDS = "全省安全生产隐患排查整治行动"
_MINES = "全省矿山安全生产大检查百日攻坚行动"
_HAZARD_FIGURES = "山西省安全生产隐患排查整治行动数据（行动开展以来，截至2023年3月9日）"
_ACCIDENT_FIGURES = "山西省2023年1至2月生产安全亡人事故情况"
_MEETING_FIGURES = "山西省委、省政府安排部署安全生产会议次数（2022年11月以来）"
_ANYANG = "河南安阳“11·21”特别重大火灾事故"
_XINJING = "内蒙古新井煤业露天煤矿“2·22”坍塌事故"

#: What the foot of every page leads to, beside what its own text does.
FOOT = {"about.md"}

#: Each cited document and words of the sentence that cites it, as they must stand on its own page.
CITED = {
    "国务院安全生产委员会岁末年初安全生产重大隐患专项整治和督导检查方案": "全面落实",
    "全省安全生产隐患排查整治行动方案": "省政府及安委会已先后下发",
    "关于切实加强安全生产工作助推复工复产和服务业复苏的通知": "省政府及安委会已先后下发",
    "开展岁末年初安全生产重大隐患专项整治和督导检查工作的通知": "“督”与“导检查工作的通知》”分在两段",
    "关于做好2023年元旦春节期间安全防范工作的通知": "省政府及安委会已先后下发",
    "关于做好全省两会期间安全生产工作的通知": "两会期间安全生产工作的通知",
    "关于做好2023年安全生产工作的通知": "省政府及安委会已先后下发",
    "关于印发〔全省矿山安全生产大检查百日攻坚行动方案〕的通知": "印发件全省矿山安全生产大检查",
    "关于做好全国两会期间安全生产及督导检查工作的通知": "“通”与“知》”分在两段",
}

#: Title of a page and words that stand on it.
PLACES = [
    # Meetings and inspections, on the campaigns' lanes.
    (_HAZARDS, "2022年11月24日", "全省安全生产电视电话会议", "时任省长蓝佛安（组织召开）"),
    (_HAZARDS, "2023年1月20日", "省安委会第一次全体（扩大）会议", "“五不为过”“五个必须”"),
    (_HAZARDS, "2023年2月23日", "省委常委会议", "书记蓝佛安（主持）", "再检点、再部署"),
    (_HAZARDS, "2023年2月24日", "省长金湘军（组织召开）", "二中全会和全国两会期间", "再进行再动员再部署"),
    (_HAZARDS, "2023年3月10日", "全省安全生产工作视频调度会议", "国家层面反馈问题整改"),
    (_HAZARDS, "省领导带头深入基层检查指导", "省长金湘军", "常务副省长吴伟"),
    (_HAZARDS, "2023年3月13日", "总结"),
    (_MINES, "2023年2月23日", "2023年2月24日", "2023年3月4日", "2023年3月10日", "2023年3月13日"),
    # Groups, posts and the inspection groups of the two sessions.
    (_HAZARDS, f"{_HAZARDS}领导小组", "省长金湘军（组长）"),
    (_HAZARDS, "专项行动领导小组", "19", "各分管副省长（组长）", "矿产资源开采、道路运输、城镇燃气"),
    (_HAZARDS, "省级联合督导巡查组", "山西省纪委监委", "山西省委省政府督查室"),
    (_HAZARDS, "全国两会期间省级督导组", "传达学习贯彻习近平总书记近期关于安全生产重要指示精神情况"),
    (_HAZARDS, "开展岁末年初安全生产隐患排查治理情况", "国家层面反馈问题整改情况"),
    (_HAZARDS, "矿山安全生产大检查“百日攻坚”行动部署和推进情况", "从3月4日至全国两会结束"),
    (_HAZARDS, "各级安委办工作专班", "集中办公"),
    (_MINES, "常务副省长吴伟（双组长之一）", "副省长杨勤荣（双组长之一）"),
    (_MINES, "全国两会期间省级督导组", "本行动的部署和推进情况是督导检查的四项内容之一"),
    # Sets of measures.
    (_HAZARDS, "必须党政主要领导亲自挂帅", "必须成立工作专班统筹推进", "必须对标对表落实工作任务"),
    (_HAZARDS, "必须突出督导巡查重点单位", "必须采取有力举措压实责任"),
    (_HAZARDS, "整改一批重大隐患", "打击一批非法违法行为", "查处一批违规违章企业"),
    (_HAZARDS, "关闭一批不具备安全生产条件的企业", "曝光一批典型案例", "问责一批责任措施不落实的单位"),
    (_HAZARDS, "推广一批先进典型", "出台一批制度成果"),
    (_HAZARDS, "八项措施", "双报告", "五不为过"),
    # Goals, scope, ways of working, means of enforcement, demands.
    (_HAZARDS, "以打通责任落实“最后一公里”为目的", "牢牢守住不发生重特大事故的底线"),
    (_HAZARDS, "自去年11月底开始至全国两会", "为期4个月"),
    (_HAZARDS, "生产经营单位自查自纠、监管部门检查抽查、党委政府督导巡查同步开展一体推进"),
    (_HAZARDS, "在线远程督导检查、电子封条、大数据分析", "市县党政领导坚持每月深入基层企业"),
    (_HAZARDS, "日查日检、立查立改", "毫不留情打击非法违法行为"),
    (_MINES, "从2月24日起至5月底", "2023年2月24日", "2023年5月"),
    (_MINES, "隐蔽致灾因素普查治理", "采掘部署", "一通三防", "煤矿建设项目", "露天煤矿", "长期停产停建煤矿"),
    (_MINES, "露天矿山", "地下矿山", "尾矿库", "来源称“十个方面”，只列出其中六个"),
    (_MINES, "企业自查自纠", "市县全面排查", "省级督导检查"),
    (_MINES, "必须当即提出处理意见", "坚决停产整顿，依法依规严格处罚并挂牌督办"),
    (_MINES, "提醒", "通报", "约谈", "曝光", "“黑名单”", "联合惩戒", "行刑衔接", "追责问责"),
    # Outlook and what stays open.
    (_HAZARDS, "人流物流车流“回潮”", "安全生产形势依然严峻复杂", "一记警钟"),
    (_HAZARDS, "把别人的事故当成自己的事故来对待、把过去的事故当成现在的事故来对待"),
    (_HAZARDS, "待查事项", "其余隐患正在持续推进整改中"),
    (_MINES, "坚决防范和遏制重特大事故发生"),
    # Figures, as printed and as numbers.
    (_HAZARD_FIGURES, "2.5万组次", "25,000", "18.8万家次", "188,000"),
    (_HAZARD_FIGURES, "196747项", "196,747", "180473", "180,473", "91.7%", "原文缺计量单位"),
    (_HAZARD_FIGURES, "165项", "109项", "66.1%", "整改率", "整改完成率"),
    (_HAZARD_FIGURES, "5700余万元", "57,000,000"),
    (_ACCIDENT_FIGURES, "68起", "75人", "减少20起、24人，下降22.73%、24.24%", "−22.73%", "−24.24%"),
    (_ACCIDENT_FIGURES, "较大事故1起、同比事故起数持平", "死亡4人、同比死亡人数减少1人、下降20%", "−20%"),
    (_ACCIDENT_FIGURES, "未发生重大及以上事故"),
    (_MEETING_FIGURES, "省委3次召开常委会议", "省政府先后5次召开常务会、中心组学习会"),
    # Accidents.
    (_ANYANG, "2022年11月21日", "特别重大", "“11·21”重大火灾事故", "等级不同"),
    (_XINJING, "2023年2月22日", "露天煤矿", "坍塌", _MINES),
    # Set phrases: what is listed is listed, what is only named says so.
    ("五个必须（隐患排查整治行动）", "必须党政主要领导亲自挂帅", "必须采取有力举措压实责任"),
    ("五个必须（省安委会第一次全体（扩大）会议）", "没有列出条目", "五个必须（隐患排查整治行动）"),
    ("五不为过", "2023年1月20日", "没有列出条目"),
    ("八项措施", "挂图作战“八项措施”", "没有列出条目"),
    ("八个一批", "整改一批重大隐患", "问责一批责任措施不落实的单位", "出台一批制度成果"),
    ("双报告（山西省隐患排查整治行动）", "没有写明向谁报告"),
    ("百日攻坚", _MINES),
    # Bodies and their short forms.
    ("山西省安全生产委员会办公室", "简称：省安委办", _REPORT),
    ("山西省安全生产委员会", "简称：省安委会"),
    ("中共山西省委员会", "省委", _HAZARDS),
    ("山西省人民政府", "省政府", _HAZARDS),
    ("山西省纪委监委", "简称：省纪委监委", _HAZARDS),
    ("山西省委省政府督查室", "简称：省委省政府督查室", _HAZARDS),
    ("国务院安全生产委员会", "国务院安委会"),
]

#: Oddities of the report's text, each with the kind of note that stands beside it.
ODDITIES = [
    ("断页愈合", "“省委常委会议，”与“要求立即”"),
    ("断页愈合", "“督”与“导检查”"),
    ("断页愈合", "“通”与“知》”"),
    ("断页愈合", "“正在持续”与“推进整改中”"),
    ("断页愈合", "“1-2”与“月份”"),
    ("层次不齐", "“一、”“三、”"),
    ("前后不一", "重大火灾事故"),
    ("前后不一", "“五个必须”"),
    ("前后不一", "“整改率”"),
    ("缺字缺项", "“180473”后缺计量单位"),
    ("缺字缺项", "“十个方面”只列出六个"),
    ("原文如此", "数字前后有空格"),
    ("原文如此", "六角括号“〔〕”"),
]


@cache
def _pages():
    outcome = pipeline.check(Project(ROOT))
    return {page.path: page.text for page in render(outcome.archive) if isinstance(page, Page)}


def _title(text):
    return yaml.safe_load(text.split("---\n")[1])["title"]


@cache
def _reached():
    """Title to paths of the pages that links from the home page lead to."""
    found = {"index.md", *FOOT}
    waiting = sorted(found)
    while waiting:
        here = waiting.pop()
        for target in re.findall(r'href="([^"#]+)|\]\(([^)#\s]+)', _pages()[here]):
            path = normpath(join(dirname(here), target[0] or target[1])).removesuffix(".html")
            path = path.removesuffix(".md") + ".md"
            if path in _pages() and path not in found:
                found.add(path)
                waiting.append(path)
    titles = defaultdict(list)
    for path in sorted(found):
        titles[_title(_pages()[path])].append(path)
    return titles


@cache
def _shown(title):
    """The HTML of the one page of that title that a reader reaches."""
    assert len(_reached()[title]) == 1, (title, _reached()[title])
    return html(_pages()[_reached()[title][0]])


@cache
def _read(title):
    """What stands on it, without blanks and without the marks in it and the notes beside it."""
    bare = re.sub(r'<aside.*?</aside>|<a class="(?:nr|at|dt)".*?</a>', "", _shown(title), flags=re.DOTALL)
    return words(bare)


def test_the_whole_report_is_read_word_for_word():
    source = _SOURCE.read_text(encoding="utf-8")
    first, second, body = source.split("\n", 2)
    assert _read(_REPORT).count(first + second) >= 1
    assert words(body) in _read(_REPORT)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place[0][:12]} {place[1][:12]}")
def test_every_item_stands_on_a_page_links_lead_to(place):
    title, *expected = place
    page = words(_shown(title))
    assert [one for one in expected if one not in page] == []


@pytest.mark.parametrize("title", CITED)
def test_every_cited_document_has_a_page_without_invented_facts(title):
    page = words(_shown(title))
    assert "仅存题名" in page
    assert CITED[title] in page
    assert "发文字号未核实" in page and "成文日期未核实" in page
    assert not re.search(r"[\u4e00-\u9fff]〔20\d\d〕\d+号", re.split("相关文件|相关记录|被引用", page)[0])


def test_every_cited_title_in_the_report_leads_to_its_page():
    report = _pages()[_reached()[_REPORT][0]]
    for title in CITED:
        path = _reached()[title][0]
        assert re.search(rf'href="\.\./{path.removesuffix(".md")}\.html"[^>]*>《{title}》</a>', report), title


@pytest.mark.parametrize("kind, says", ODDITIES)
def test_every_oddity_is_noted_beside_the_text(kind, says):
    notes = re.findall(r'<aside class="sn".*?</aside>|<li id="note\d+">.*?</li>', _shown(_REPORT), re.DOTALL)
    assert any(kind in words(note) and says in words(note) for note in notes)


def test_every_page_can_be_reached_by_links():
    reached = {path for paths in _reached().values() for path in paths}
    records = {path for path in _pages() if path.endswith(".md")}
    assert sorted(records - reached) == []
