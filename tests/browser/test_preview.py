"""The preview in a browser: the open page follows the content."""

import re
import signal
import subprocess
import sys

from playwright.sync_api import expect


def test_the_open_page_reloads_and_shows_faults(tiny, chromium):
    command = [sys.executable, "-m", "build_tools", "--root", str(tiny.root), "serve", "--port", "18300"]
    server = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
    )
    place = tiny.content / "notices" / "moubanfa-2023-1.yml"
    text = place.read_text(encoding="utf-8")
    context = chromium.new_context()
    try:
        address = re.search(r"http://[\d.:]+/", server.stdout.readline())[0]
        page = context.new_page()
        page.goto(f"{address}notices/moubanfa-2023-1.html")
        expect(page.locator("article")).to_contain_text("全部煤矿")

        place.write_text(text.replace("全部煤矿", "全部露天煤矿"), encoding="utf-8")
        expect(page.locator("article")).to_contain_text("全部露天煤矿", timeout=60_000)

        place.write_text(text + "no_such_field: 1\n", encoding="utf-8")
        panel = page.get_by_role("alert")
        expect(panel).to_contain_text("no_such_field", timeout=60_000)
        expect(page.locator("article")).to_contain_text("全部露天煤矿")

        place.write_text(text, encoding="utf-8")
        expect(panel).to_have_count(0, timeout=60_000)
        expect(page.locator("article")).not_to_contain_text("露天")
    finally:
        context.close()
        server.send_signal(signal.SIGINT)
        server.wait(timeout=120)
        server.stdout.close()
    assert server.returncode == 0
