"""Whatever a release holds comes back from a workbook unchanged, and from YAML as it was meant."""

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from build_tools import sheets
from build_tools.load import parse
from build_tools.project import Project
from build_tools.sheets import heads, rewrite, rows, workbooks
from build_tools.sheets.changes import change
from build_tools.sheets.export import workbook
from tiny import ROOT

PHASES = (Phase.explicit, Phase.generate)
BOUNDED = settings(max_examples=60, derandomize=True, deadline=None, database=None, phases=PHASES)

SIGNS = "一二甲乙起人％%＝=+-@'\"#:;：；，、。（）〔〕?*[]{}&<>|!~_xX0057 \n\t０１２.e,"
text = st.one_of(
    st.text(SIGNS, min_size=1, max_size=12),
    st.sampled_from(
        ["null", "true", "007", "1e3", "12:30", "2023-01", "- 甲", "甲: 乙", "甲 #乙", "_x0041_", "=1+1"]
    ),
).filter(lambda value: value.strip() and value.strip() != "发布标识")
number = st.decimals(-(10**15), 10**15, places=2, allow_nan=False).map(str)
id_ = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4})?", fullmatch=True)


def some(**fields):
    return st.fixed_dictionaries({}, optional=fields)


comparison = some(change_printed=text, change=number, percent_printed=text, percent=number, note=text).filter(
    bool
)
observation = st.builds(
    lambda needed, more, pair: {**needed, **more, **({"comparisons": pair} if pair else {})},
    st.fixed_dictionaries(
        {
            "indicator": text,
            "label": text,
            "value_printed": text,
            "value": number,
            "unit": text,
            "quote": st.fixed_dictionaries({"exact": text}, optional={"prefix": text, "suffix": text}),
        }
    ),
    some(
        industry=text,
        grade=text,
        note=text,
        derivation=st.fixed_dictionaries(
            {"kind": st.sampled_from(["比率", "合计"]), "inputs": st.lists(id_, min_size=1, max_size=3)}
        ),
    ),
    st.lists(
        st.builds(lambda basis, one: {"basis": basis, **one}, st.sampled_from(["同比", "环比"]), comparison),
        max_size=3,
    ),
)
release = st.builds(
    lambda needed, more, held: {
        **needed,
        **more,
        "observations": [{"id": name, **one} for name, one in held.items()],
    },
    st.fixed_dictionaries({"id": id_.filter(rows._sound), "title": text, "source_record": id_}),
    some(
        period_start=st.sampled_from(["2023", "2023-03", "2023-03-13"]),
        as_of=st.just("2023-03-13"),
        coverage=text,
        campaigns=st.lists(id_, min_size=1, max_size=3),
        note=text,
    ),
    st.dictionaries(id_, observation, min_size=1, max_size=3),
)


def read(data, names=None):
    grids, faults = workbooks.read(data)
    found, more = heads.find(grids)
    given_, last = rows.gather(found, names or {}, ())
    return given_, [*faults, *more, *last]


@BOUNDED
@given(release)
def test_a_workbook_gives_back_what_went_in(data):
    given_, faults = read(workbook([data], {}, {}))
    assert faults == []
    found = change(given_[data["id"]], data)
    assert found.empty, (found.own, found.figures)
    assert found.data == data


@BOUNDED
@given(release, release)
def test_edited_yaml_says_what_it_should(before, after):
    held = {one["id"]: one for one in after["observations"]}
    order = dict.fromkeys([one["id"] for one in before["observations"] if one["id"] in held] + list(held))
    after = {**after, "id": before["id"], "observations": [held[name] for name in order]}
    text = rewrite.new(before).text
    assert parse("", text)[0].data == before
    assert rewrite.rewrite(text, before, after).text
    assert rewrite.rewrite(text, before, before).text == text


def test_the_real_releases_come_back_unchanged():
    project = Project(ROOT)
    plan = sheets.plan(project, "all.xlsx", sheets.export(project, []))
    assert plan.changes and all(one.empty for one in plan.changes)
    assert (plan.faults, plan.warnings, plan.notes, plan.texts) == ((), (), (), {})
    for place in sorted((ROOT / "content" / "statistics").glob("*.yml")):
        text = place.read_text(encoding="utf-8")
        data = parse("", text)[0].data
        done = rewrite.rewrite(text, data, data)
        assert (done.text, done.rearranged, done.lost) == (text, False, ())
