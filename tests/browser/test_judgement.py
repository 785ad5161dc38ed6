"""What a person thinks of her caption: said on its page, there again when she comes back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import ROOT

SAMPLE = ROOT / "static" / "samples" / "dog.jpg"
PATIENCE = 60_000  # milliseconds for a caption on a busy machine


def _result(page: Page) -> None:
    page.goto("/")
    page.locator("#id_photo").set_input_files(str(SAMPLE))
    page.get_by_role("button", name="Write my caption").click()
    expect(page.locator(".judgement")).to_be_visible(timeout=PATIENCE)


def _told(page: Page, scripts: bool):
    """Until what is pressed in it is stored: a reload while that is under way would cut it off."""
    return page.expect_response("**/feedback/") if scripts else page.expect_navigation()


def _says(page: Page, *, down: bool, generic: bool) -> None:
    thumb = page.get_by_role("button", name="Bad caption")
    expect(thumb).to_have_attribute("aria-pressed", str(down).lower())
    reason = page.get_by_label("Too generic")
    expect(reason).to_be_visible(visible=down)
    if down:
        expect(reason).to_be_checked(checked=generic)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_thumb_down_asks_why_is_there_again_later_and_can_be_taken_back(open_page, scripts):
    page = open_page(java_script_enabled=scripts)
    _result(page)
    _says(page, down=False, generic=False)
    with _told(page, scripts):
        page.get_by_role("button", name="Bad caption").click()
    _says(page, down=True, generic=False)
    with _told(page, scripts):
        page.get_by_label("Too generic").check()
        if not scripts:
            page.get_by_role("button", name="Send").click()
    page.reload()
    _says(page, down=True, generic=True)
    with _told(page, scripts):
        page.get_by_role("button", name="Bad caption").click()
    _says(page, down=False, generic=False)
    page.reload()
    _says(page, down=False, generic=False)


def test_what_was_copied_is_told_and_takes_no_thumb_back(open_page):
    page = open_page()
    _result(page)
    page.get_by_role("button", name="Good caption").click()
    expect(page.get_by_role("button", name="Good caption")).to_have_attribute(
        "aria-pressed", "true"
    )
    with page.expect_response("**/feedback/") as told:
        page.get_by_role("button", name="Copy all").click()
    said = told.value.json()
    assert (said["copied"], said["thumbs"]) == (["all"], "up")
