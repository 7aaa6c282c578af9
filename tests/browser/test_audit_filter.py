"""Filters of the audit page: what they leave is what the page's own groups say."""

import pytest

BASES = ("served", "disk")


@pytest.fixture(params=BASES)
def audit(request, open_page, site):
    def open_at(address=""):
        return open_page(
            f"audit.html{address}", **({"base": f"{site.as_uri()}/"} if request.param == "disk" else {})
        )

    return open_at


def shown(page):
    return page.locator(".verdict-group tbody tr:visible").count()


def held(page, condition):
    return page.locator(f".verdict-group{condition} tbody tr").count()


def test_one_verdict_shows_its_rows_only_and_says_how_many(audit):
    page = audit()
    page.get_by_role("checkbox", name="无法复核").check()
    left = held(page, '[data-verdict-name="无法复核"]')
    assert shown(page) == left > 0
    assert page.get_by_role("main").get_by_role("status").inner_text().endswith(f"符合条件 {left} 处")


def test_conditions_of_two_sorts_hold_together(audit):
    page = audit()
    page.get_by_role("checkbox", name="四舍五入内一致").check()
    page.get_by_role("checkbox", name="文本").check()
    assert shown(page) == held(page, '[data-verdict-name="四舍五入内一致"][data-part="texts"]') > 0


def test_the_address_keeps_the_choice(audit):
    page = audit()
    page.get_by_role("checkbox", name="无法复核").check()
    page.get_by_label("名目、出处中的文字").fill("建筑业")
    address = page.evaluate("location.hash")
    again = audit(address)
    assert shown(again) == shown(page)
    assert again.get_by_role("checkbox", name="无法复核").is_checked()


def test_clearing_shows_everything_again(audit):
    page = audit("#?words=没有这样的文字")
    assert shown(page) == 0
    page.get_by_role("button", name="清除").click()
    page.wait_for_function("document.activeElement.name === 'words'")
    assert shown(page) == held(page, "")
