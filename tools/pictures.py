"""Takes the pictures in the README from the site in build/site, with the system's Chromium."""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
SITE = (ROOT / "build" / "site").as_uri()
PICTURES = ROOT / "docs" / "pictures"

DESK = {"viewport": {"width": 1200, "height": 800}}
TELEPHONE = {"viewport": {"width": 390, "height": 800}}
SHOTS = (
    ("home", "index.html", DESK),
    ("notice", "notices/shanxi-awb-2023-03-13.html", DESK),
    ("campaign", "campaigns/quan-sheng-yinhuan-paicha-2022.html", DESK | {"color_scheme": "dark"}),
    ("telephone", "cases/xinjing-2023-02-22.html", TELEPHONE),
)


def main() -> None:
    """Take every picture anew."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(found for name in names if (found := shutil.which(name)))
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, path, options in SHOTS:
            context = browser.new_context(**options)
            page = context.new_page()
            page.goto(f"{SITE}/{path}", wait_until="networkidle")
            page.screenshot(path=PICTURES / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
