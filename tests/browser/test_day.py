"""Aisha's day on her phone, from her Instagram export to an account that is gone again."""

import csv
from io import StringIO

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.visiting import PATIENCE, SAMPLES, caption, chosen, result
from tests.captioner.writing.exports import export, post

PASSWORD = "the 7.14 to the harbour"
HERS = (
    "tram 14 and a sky like peach juice 🍑",
    "rain o'clock ☔ and nobody minds",
    "harbour light, cold hands 🧤",
    "a dog on the platform, so a good day 🐕",
    "missed the tram. found the sunrise 🌅",
    "fog again. i love it anyway 🌫️",
)
PHOTOS = ("dog.jpg", "hikers.jpg", "climbers.jpg")


def test_aishas_day(open_page, tmp_path):
    page = open_page(**PHONE, permissions=["clipboard-read", "clipboard-write"])
    _teaches_a_voice(page, tmp_path)
    _captions_three_photos(page)
    first = _edits_locks_and_writes_the_rest_anew(page)
    _copies_and_judges(page)
    _registers(page)
    _finds_and_exports(page, first)
    _deletes_her_account(page)


def _teaches_a_voice(page: Page, tmp_path) -> None:
    zipped = tmp_path / "instagram-aisha.zip"
    posts = [post(text, at=1_700_000_000 + n) for n, text in enumerate(HERS)]
    zipped.write_bytes(export(posts).getvalue())
    page.goto("/")
    page.get_by_role("link", name="Teach it yours").click()
    page.get_by_label("What do you call this voice?").fill("Commute")
    page.get_by_label("Or choose a file").set_input_files(zipped)
    page.get_by_role("button", name="Teach it").click()
    page.wait_for_url("**/voices/*/**")
    expect(page.get_by_text(HERS[0]).first).to_be_attached()


def _captions_three_photos(page: Page) -> None:
    page.goto("/")
    page.locator("#id_photo").set_input_files([str(SAMPLES / name) for name in PHOTOS])
    page.get_by_role("radio", name="Commute").check()
    page.get_by_role("radio", name="Minimal", exact=True).check()
    page.get_by_role("button", name="Write 3 captions").click()
    page.wait_for_url("**/batches/**")
    ready = page.get_by_role("heading", name="3 captions, ready to post")
    expect(ready).to_be_visible(timeout=PATIENCE)
    page.locator(".batch a").first.click()
    shown = result(page)
    assert shown["caption"] == shown["caption"].lower()
    expect(page.get_by_role("meter", name="Match with Commute")).to_be_visible()


def _edits_locks_and_writes_the_rest_anew(page: Page) -> str:
    page.locator("[name=wish][value=longer]").click()
    strip = page.get_by_role("navigation", name="Results for this photo")
    expect(strip.get_by_role("link", name="2 Longer")).to_be_visible()
    result(page)
    caption(page).fill("waldi waits for the tram 🐕")
    expect(page.locator("[data-state]")).to_have_text("Saved")
    before = page.get_by_label("Alt text").first.input_value()
    page.get_by_text("Keep some").click()
    expect(page.get_by_role("checkbox", name="Keep caption")).to_be_checked()
    page.get_by_role("checkbox", name="Keep alt text").check()
    page.get_by_role("button", name="Write the rest anew").click()
    expect(strip.get_by_role("link", name="3 Anew")).to_be_visible()
    shown = result(page)
    assert shown["caption"] == "waldi waits for the tram 🐕"
    assert shown["alt_text"] == before
    caption(page).fill("waldi waits for the tram. so do i 🐕")
    expect(page.locator("[data-state]")).to_have_text("Saved")
    return page.url


def _copies_and_judges(page: Page) -> None:
    with page.expect_response("**/feedback/"):
        page.get_by_role("button", name="Copy all").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("waldi waits for the tram. so do i 🐕\n\n#")
    assert sorted(copied.split("\n\n")[1].split()) == sorted(chosen(page))
    with page.expect_response("**/feedback/"):
        page.get_by_role("button", name="Good caption").click()
    expect(page.get_by_role("button", name="Good caption")).to_have_attribute(
        "aria-pressed", "true"
    )


def _registers(page: Page) -> None:
    page.goto("/register/")
    page.locator("#id_username").fill("aisha")
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()
    page.wait_for_url(lambda address: "register" not in address)


def _finds_and_exports(page: Page, first: str) -> None:
    page.goto("/history/")
    expect(page.locator(".cards > li")).to_have_count(3)
    page.get_by_role("searchbox").fill("waldi")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".cards > li")).to_have_count(1)
    assert page.locator(".cards a").get_attribute("href") in first
    page.get_by_role("link", name="Show everything").click()
    page.get_by_label("Choose all 3").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    table = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(StringIO(table)))
    assert len(rows) == 3
    assert "waldi waits for the tram. so do i 🐕" in [row["caption"] for row in rows]
    assert {row["file"] for row in rows} == set(PHOTOS)


def _deletes_her_account(page: Page) -> None:
    page.goto("/account/delete/")
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Delete everything").click()
    page.wait_for_url(lambda address: "delete" not in address)
    page.goto("/history/")
    expect(page.locator(".cards > li")).to_have_count(0)
    page.goto("/sign-in/")
    page.locator("#id_username").fill("aisha")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
