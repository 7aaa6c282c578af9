"""Pages of lessons, from the sample archive."""

import re

from sample_archive import archive, pages

from build_tools.lessons import cases
from build_tools.lessons.actions import actions
from build_tools.lessons.recurring import recurring


def test_every_required_action_links_to_its_place_on_the_case():
    page = pages()["cases/actions.md"]
    for one in actions(archive()):
        assert f'href="../cases/{one.case}.html#{one.place}"' in page
        assert f'id="{one.place}"' in pages()[f"cases/{one.case}.md"]


def test_every_count_of_causes_stands_beside_what_it_rests_on():
    page = pages()["cases/causes.md"]
    assert recurring(archive()).caution in page
    for one in recurring(archive()).causes:
        for case in one.cases:
            assert f'href="../cases/{case}.html"' in page


def test_a_card_stands_only_where_someone_wrote_one():
    for case in cases(archive()):
        held = f"cases/{case.id}-card.md" in pages()
        assert held == (case.lesson_card is not None)
        assert (f"{case.id}-card.html" in pages()[f"cases/{case.id}.md"]) == held


def test_a_card_says_what_happened_what_was_broken_and_what_to_check():
    case = next(case for case in cases(archive()) if case.lesson_card)
    page = pages()[f"cases/{case.id}-card.md"]
    told = [
        case.lesson_card.what_happened,
        *case.lesson_card.what_was_broken,
        *case.lesson_card.what_to_check,
    ]
    assert [page.index(text) for text in told] == sorted(page.index(text) for text in told)
    assert re.findall(r"^## (\S+)", page, re.M) == ["发生了什么", "违反了什么", "到自己单位查什么"]


def test_cases_and_home_lead_to_the_lessons():
    for path, root in (("index.md", ""), ("cases/index.md", "../")):
        assert f'href="{root}cases/causes.html"' in pages()[path]
        assert f'href="{root}cases/actions.html"' in pages()[path]
