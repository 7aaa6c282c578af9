"""The finder on the real content: every proposal was read and accepted, every miss is listed."""

import csv
from pathlib import Path

import pytest
import yaml

from build_tools.figures.finder import propose, texts
from build_tools.kinds import KINDS

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"


def table(name):
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def known(value):
    """The typed values without those that are 未核实, as ``validate`` leaves them."""
    if isinstance(value, dict):
        return {key: known(item) for key, item in value.items() if item != "未核实"}
    return [known(item) for item in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def records():
    found = {}
    for kind in (KINDS["notice"], KINDS["case"]):
        for path in sorted((ROOT / "content" / kind.folder).glob("*.yml")):
            data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
            found[path.stem] = kind.model.model_validate(known(data))
    return found


@pytest.fixture(scope="module")
def proposals(records):
    return {name: propose(record) for name, record in records.items()}


def plain(text):
    return text.replace("\n", " ")


def test_finds_exactly_what_was_accepted(proposals):
    found = [
        (name, plain(proposal.figure.printed), proposal.name, proposal.figure.unit)
        for name, of_record in proposals.items()
        for proposal in of_record
    ]
    accepted = [
        (row["record"], row["printed"], row["label"], row["unit"]) for row in table("figures-found.tsv")
    ]
    assert sorted(found) == sorted(accepted)


def test_every_listed_miss_is_in_the_text_and_is_still_missed(records, proposals):
    for row in table("figures-missed.tsv"):
        place = next(
            (path, text.find(row["text"]))
            for path, text in texts(records[row["record"]])
            if row["text"] in text
        )
        path, start = place
        end = start + len(row["text"])
        inside = [p for p in proposals[row["record"]] if p.path == path and start <= p.start < end]
        assert row["reason"]
        assert not any(p.figure.printed == row["printed"] for p in inside), row


def test_quotes_are_exact_and_hold_the_figure(records, proposals):
    for name, of_record in proposals.items():
        bodies = dict(texts(records[name]))
        for proposal in of_record:
            text = bodies[proposal.path]
            assert text[proposal.start : proposal.end] == proposal.figure.printed
            assert proposal.figure.printed in proposal.quote
            assert text.count(proposal.prefix + proposal.quote + proposal.suffix) == 1


def test_the_stated_figures_of_the_report_agree(proposals):
    checks = [check for proposal in proposals["shanxi-awb-2023-03-13"] for check in proposal.checks]
    assert {check.printed: check.finding.verdict.value for check in checks} == {
        "91.7%": "四舍五入内一致",
        "66.1%": "四舍五入内一致",
        "22.73%": "四舍五入内一致",
        "24.24%": "四舍五入内一致",
        "20%": "一致",
    }
