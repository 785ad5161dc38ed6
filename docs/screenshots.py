"""Takes the pictures of the pages that the README and the documents show: `make screenshots`.

The real server writes real captions for the sample photos; nothing on the pictures is made up.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.server import CHROMIUM_FLAGS, chromium, serve

FOLDER = Path(__file__).parent / "screenshots"
SAMPLES = Path(__file__).parent.parent / "static" / "samples"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
WRITTEN = (
    ("Hikers below a slope", "Inspiring", "Promotional"),
    ("A dachshund on dry grass", "Funny", "Personal"),
    ("Climbers on a peak", "Serious", "Personal"),
)


# Pages that need nothing made first, and those that show what was: by the picture's name.
EMPTY = {"register": "/register/", "sign-in": "/sign-in/", "voices": "/voices/"}
FULL = {"history": "/history/", "account": "/account/", "keys": "/account/keys/"}
PASSWORD = "the 7.14 to the harbour"
# How the person on the pictures writes: without emoji, for which not every machine has a font.
VOICE = """tram 14 and a sky like peach juice
rain o'clock and nobody minds
harbour light, cold hands
a dog on the platform, so a good day
missed the tram. found the sunrise
fog again. i love it anyway"""


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        serve(Path(data), ANONYMOUS_RATE="1000/min") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*CHROMIUM_FLAGS])
        take(browser, address, "phone", **PHONE)
        take(browser, address, "desktop", **DESKTOP)
        take(browser, address, "phone-dark", **PHONE, color_scheme="dark")
        browser.close()


def take(browser: Browser, address: str, name: str, **options) -> None:
    """One set of pictures, from an empty form to the account, in a browser of this kind."""
    context = browser.new_context(base_url=address, reduced_motion="reduce", **options)
    page = context.new_page()
    page.goto("/")
    shoot(page, f"home-{name}")
    for picture, path in EMPTY.items():
        page.goto(path)
        shoot(page, f"{picture}-{name}")
    register(page)
    teach(page)
    shoot(page, f"voice-{name}")
    for sample, tone, audience in WRITTEN:
        write(page, sample, tone, audience)
    shoot(page, f"caption-{name}")
    write_many(page)
    shoot(page, f"batch-{name}")
    for picture, path in FULL.items():
        page.goto(path)
        shoot(page, f"{picture}-{name}")
    leave(page)
    context.close()


def register(page: Page) -> None:
    page.goto("/register/")
    page.locator("#id_username").fill("aisha")
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()
    page.wait_for_url(lambda address: "register" not in address)


def leave(page: Page) -> None:
    """Delete the account, so that the next set finds its name free."""
    page.goto("/account/delete/")
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Delete everything").click()
    page.wait_for_url(lambda address: "delete" not in address)


def teach(page: Page) -> None:
    page.goto("/voices/")
    page.get_by_label("What do you call this voice?").fill("Commute")
    page.get_by_label("Paste your captions").fill(VOICE)
    page.get_by_role("button", name="Teach it").click()
    page.wait_for_url("**/voices/*/**")


def write(page: Page, sample: str, tone: str, audience: str) -> None:
    page.goto("/")
    page.get_by_role("radio", name=sample).check()
    page.get_by_role("radio", name=tone, exact=True).check()
    page.get_by_role("radio", name=audience, exact=True).check()
    page.get_by_role("button", name="Write my caption").click()
    expect(page.locator("[name=text]").first).to_be_visible(timeout=60_000)


def write_many(page: Page) -> None:
    page.goto("/")
    page.locator("#id_photo").set_input_files(
        [SAMPLES / f"{name}.jpg" for name in ("dog", "hikers", "climbers")]
    )
    page.get_by_role("radio", name="Commute").check()
    page.get_by_role("button", name="Write 3 captions").click()
    page.wait_for_url("**/batches/**")
    expect(page.get_by_text("ready to post")).to_be_visible(timeout=60_000)


def shoot(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
