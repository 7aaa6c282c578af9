"""The edition for a USB stick, unpacked, in a browser with the network off."""

import shutil
import zipfile

import pytest
from playwright.sync_api import expect

from build_tools.pack import LIST, OPEN, VERIFY, pack


@pytest.fixture(scope="module")
def stick(built, tmp_path_factory):
    project, archive = built
    folder = tmp_path_factory.mktemp("stick")
    packed = pack(project, archive.site, folder / "a.zip")
    with zipfile.ZipFile(packed.place) as held:
        held.extractall(folder / "U盘")
    return folder / "U盘", packed


@pytest.fixture
def page(chromium):
    context = chromium.new_context(offline=True)
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    yield context.new_page()
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "blob:", "data:"))] == []


def test_the_start_page_leads_to_the_site_and_its_search(stick, page):
    page.goto((stick[0] / OPEN).as_uri())
    page.get_by_role("link", name="进入网站").click()
    expect(page.locator("h1").first).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="全文检索").click()
    page.locator("#search-words").fill("百日攻坚")
    page.locator("#search-words").press("Enter")
    expect(page.locator(".hit").first).to_be_visible()


@pytest.mark.parametrize("own", [False, True], ids=["the browser's sums", "our sums"])
def test_the_check_page_confirms_every_file(stick, page, own):
    folder, packed = stick
    if own:
        page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page.goto((folder / VERIFY).as_uri())
    page.locator("#folder").set_input_files(folder)
    expect(page.locator("#status")).to_contain_text("全部与清单一致", timeout=60_000)
    assert f"{packed.files - 1} 个文件" in page.locator("#status").text_content()
    assert packed.digest in page.locator("#result").text_content()


def test_the_check_page_names_what_differs(stick, page, tmp_path):
    folder = tmp_path / "U盘"
    shutil.copytree(stick[0], folder)
    (folder / "site" / "index.html").write_bytes((folder / "site" / "index.html").read_bytes()[:-1])
    (folder / "site" / "search.html").unlink()
    (folder / "site" / "更多.html").write_text("")
    (folder / "Thumbs.db").write_text("")
    page.goto((folder / VERIFY).as_uri())
    page.locator("#folder").set_input_files(folder)
    expect(page.locator("#status")).to_contain_text("不一致", timeout=60_000)
    told = page.locator("#result").inner_text()
    assert "内容已改变（1 个）\nsite/index.html" in told.replace("\n\n", "\n")
    assert "缺少（1 个）\nsite/search.html" in told.replace("\n\n", "\n")
    assert "清单以外的文件（1 个）\nsite/更多.html" in told.replace("\n\n", "\n")


def test_a_folder_without_the_list_is_told(stick, page, tmp_path):
    (tmp_path / "a.txt").write_text("")
    page.goto((stick[0] / VERIFY).as_uri())
    page.locator("#folder").set_input_files(tmp_path)
    expect(page.locator("#status")).to_contain_text(LIST)
