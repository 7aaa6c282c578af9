"""No content, however odd, makes the checks raise.  Derandomized: the same examples in every run."""

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools import archive, validate
from build_tools.fields import shapes
from build_tools.kinds import KINDS
from build_tools.kinds.vocabulary import VOCABULARIES, Site
from build_tools.load import parse

BOUNDED = settings(
    derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck), max_examples=150
)
WORDS = st.sampled_from(
    ["未核实", "", "2023-02-30", "2023-03-01", "国发〔2010〕23号", "通知", "事故", "一般", "3", "-1", "１２",
     "a", "index", "《", "<b>", "13812345678", "\u202e", "\x00", "\ue000", "140000", "煤矿", "coal-mine",
     "x" * 300, "0000-00-00"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | WORDS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def shaped(model, depth=0):
    """Data that has the model's fields, with right and wrong values mixed."""
    fields = {}
    for name, shape in shapes(model).items():
        value = VALUES
        inner = shape.model or (shape.item.model if shape.item else None)
        if inner is not None and depth < 2:
            value = value | shaped(inner, depth + 1) | st.lists(shaped(inner, depth + 1), max_size=2)
        if shape.choices:
            value = value | st.sampled_from(shape.choices)
        fields[name] = value
    return st.fixed_dictionaries({}, optional=fields)


def run(files):
    raws, problems = [], []
    for path, text in files.items():
        raw, found = parse(f"content/{path}", text)
        raws.append(raw)
        problems += found
    validated, found = validate.validate(raws)
    _, last = archive.link(validated)
    return [str(problem) for problem in (*problems, *found, *last)]


@BOUNDED
@given(st.text(max_size=200))
def test_any_text(text):
    run({"notices/a.yml": text, "vocabularies/regions.yml": text, "site.yml": text})


@BOUNDED
@given(st.text(alphabet="ab:- \n\t[]{}&*!|>'\"#?,%@`未核实《〔0", max_size=120))
def test_text_like_yaml(text):
    run({"notices/a.yml": text, "vocabularies/glossary.yml": text, "site.yml": text})


@BOUNDED
@given(VALUES)
def test_any_data(data):
    text = yaml.safe_dump(data, allow_unicode=True)
    run({f"{kind.folder}/a.yml": text for kind in KINDS.values()} | {"site.yml": text})


@settings(BOUNDED, max_examples=60)
@given(st.data())
def test_records_with_right_and_wrong_fields(data):
    files = {"site.yml": yaml.safe_dump(data.draw(shaped(Site)), allow_unicode=True)}
    for kind in KINDS.values():
        for id_ in ("a", "b"):
            record = {"id": id_, **data.draw(shaped(kind.model))}
            files[f"{kind.folder}/{id_}.yml"] = yaml.safe_dump(record, allow_unicode=True)
    for name, model in VOCABULARIES.items():
        entries = data.draw(st.lists(shaped(model), max_size=2))
        files[f"vocabularies/{name}.yml"] = yaml.safe_dump(entries, allow_unicode=True)
    run(files)
