"""Takes the pictures of the pages that the README and the documents show: `make screenshots`.

The real server writes real captions for the sample photos; nothing on the pictures is made up.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.server import CHROMIUM_FLAGS, chromium, serve

FOLDER = Path(__file__).parent / "screenshots"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
WRITTEN = (
    ("Hikers below a slope", "Inspiring", "Promotional"),
    ("A cup of coffee", "Witty", "Personal"),
    ("A dachshund on dry grass", "Funny", "Personal"),
    ("Climbers on a peak", "Serious", "Personal"),
)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        serve(Path(data)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*CHROMIUM_FLAGS])
        take(browser, address, "phone", **PHONE)
        take(browser, address, "desktop", **DESKTOP)
        take(browser, address, "phone-dark", **PHONE, color_scheme="dark")
        browser.close()


def take(browser: Browser, address: str, name: str, **options) -> None:
    """One set of pictures, from an empty form to the history, in a browser of this kind."""
    context = browser.new_context(base_url=address, reduced_motion="reduce", **options)
    page = context.new_page()
    page.goto("/")
    shoot(page, f"home-{name}")
    for sample, tone, audience in WRITTEN:
        page.goto("/")
        page.get_by_role("radio", name=sample).check()
        page.get_by_role("radio", name=tone, exact=True).check()
        page.get_by_role("radio", name=audience, exact=True).check()
        page.get_by_role("button", name="Write my caption").click()
        expect(page.locator(".caption").first).to_be_visible(timeout=60_000)
    shoot(page, f"caption-{name}")
    page.goto("/history/")
    shoot(page, f"history-{name}")
    context.close()


def shoot(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
