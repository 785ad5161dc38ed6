"""A reviewer at work in the admin, by keys alone or without scripts; the pages bar nobody."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.server import ROOT
from tests.browser.visiting import PATIENCE, SAMPLES, sideways

QUEUE = "/admin/feedback/review/"
NAME = "rita"
PASSWORD = "the 7.14 to the harbour"
EDIT = "by the water, slowly. salt on everything"
VIEWS = {
    "light, on a desk": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "dark, on a phone": {
        "viewport": {"width": 390, "height": 844},
        "is_mobile": True,
        "has_touch": True,
        "color_scheme": "dark",
    },
}


@pytest.fixture(scope="module")
def reviewer(server_data: Path, address) -> None:
    """An account that may review, made as an operator makes one."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "snap2caption.settings",
        "DATA_DIR": str(server_data),
        "DJANGO_SUPERUSER_USERNAME": NAME,
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
        "DJANGO_SUPERUSER_EMAIL": "rita@example.org",
    }
    command = [sys.executable, "manage.py", "createsuperuser", "--noinput"]
    subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)


@pytest.fixture
def edited(open_page, reviewer) -> Callable[[int], None]:
    """Makes captions that somebody who allows training has then made hers."""

    def edited(count: int) -> None:
        page = open_page()
        page.goto("/account/")
        page.get_by_role("radio", name="Yes").check()
        page.locator("#training").get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved.")).to_be_visible(timeout=PATIENCE)
        photo = {"name": "dog.jpg", "mimeType": "image/jpeg"}
        photo["buffer"] = (SAMPLES / "dog.jpg").read_bytes()
        for number in range(count):
            made = page.request.post("/api/v1/captions", multipart={"image": photo}).json()
            edit = {"text": f"{EDIT} {number}", "version": 0, "thumbs": "up"}
            said = page.request.put(f"/api/v1/captions/{made['id']}/feedback", data=edit)
            assert said.ok, said.text()

    return edited


def _sign_in(page: Page) -> None:
    """Type name and password, and Enter."""
    page.goto(f"/admin/login/?next={QUEUE}")
    page.locator("#id_username").focus()
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Review the next")).to_be_visible(timeout=PATIENCE)


def _start(page: Page) -> None:
    while page.evaluate("document.activeElement.textContent.trim()") != "Review the next":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/")


def _told(page: Page, text: str) -> None:
    """What was done; then the next item's keys are awake."""
    expect(page.locator(".messagelist")).to_contain_text(text, timeout=PATIENCE)
    page.wait_for_load_state("load")


def test_a_reviewer_works_through_the_queue_with_the_keyboard_alone(open_page, edited):
    edited(5)
    page = open_page()
    _sign_in(page)
    _start(page)
    expect(page.locator(".diff ins", has_text="salt")).to_be_visible()
    expect(page.get_by_text("0 of 5 today")).to_be_visible()

    page.keyboard.press("?")
    expect(page.locator("#review-help")).to_have_attribute("open", "")
    page.keyboard.press("1")
    page.keyboard.press("4")
    page.keyboard.press("4")
    page.keyboard.press("3")
    for reason, ticked in {"Wrong fact": True, "Too generic": True, "Bad tags": False}.items():
        expect(page.get_by_label(reason)).to_be_checked(checked=ticked)
    page.keyboard.press("r")
    _told(page, "Rejected.")

    page.keyboard.press("e")
    page.keyboard.press("End")
    page.keyboard.type(", always")  # with the "a" and the "s" of two buttons
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    _told(page, "Corrected and approved.")

    page.keyboard.press("a")
    _told(page, "Approved.")
    page.keyboard.press("u")
    _told(page, "Taken back")
    third = page.url
    page.keyboard.press("s")
    _told(page, "Skipped.")
    fourth = page.url
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url not in (third, fourth))
    page.keyboard.press("p")
    page.wait_for_url(fourth)
    page.keyboard.press("e")
    page.keyboard.press("Control+Enter")
    _told(page, "Approved.")
    page.keyboard.press("a")
    _told(page, "Approved.")
    assert page.url == third  # skipped, so the last
    page.keyboard.press("a")
    _told(page, "Nothing else waits for you.")
    expect(page.get_by_text("You reviewed 5 of 5 today")).to_be_visible()


def test_single_keys_can_be_switched_off(open_page, edited):
    edited(1)
    page = open_page()
    _sign_in(page)
    _start(page)
    page.keyboard.press("?")
    page.get_by_label("Keys do this outside of the fields").uncheck()
    page.reload()
    page.keyboard.press("1")
    expect(page.get_by_label("Wrong fact")).not_to_be_checked()


def test_the_buttons_do_it_all_without_scripts(open_page, edited):
    edited(2)
    page = open_page(java_script_enabled=False)
    _sign_in(page)
    page.get_by_role("button", name="Review the next").click()
    page.get_by_label("Unsafe").check()
    page.get_by_role("button", name="Reject").click()
    _told(page, "Rejected.")
    page.get_by_role("button", name="Undo").click()
    _told(page, "Taken back")
    page.get_by_label("Caption to learn").fill("mine")
    page.get_by_role("button", name="Approve").click()
    _told(page, "Corrected and approved.")
    first = page.url
    page.get_by_role("button", name="Next").click()
    assert page.url != first
    page.get_by_role("button", name="Previous").click()
    assert page.url == first


@pytest.mark.parametrize("view", VIEWS)
def test_no_page_of_the_review_bars_anybody_or_scrolls_sideways(open_page, edited, view):
    edited(2)
    page = open_page(reduced_motion="reduce", **VIEWS[view])
    _sign_in(page)
    _barred_by_nothing(page)
    page.get_by_role("button", name="Review the next").click()
    page.locator("#review-help summary").click()
    _barred_by_nothing(page)
    page.get_by_role("button", name="Reject").click()
    page.get_by_role("button", name="Previous").click()
    page.get_by_text("What happened to it").click()
    _barred_by_nothing(page)
    page.goto(f"{QUEUE}agreement/")
    _barred_by_nothing(page)
    page.goto(QUEUE)
    page.locator("input.action-select").first.check()
    page.locator("[name=action]").select_option("reject")
    page.get_by_role("button", name="Go", exact=True).click()
    expect(page.get_by_role("button", name="Reject 1")).to_be_visible(timeout=PATIENCE)
    _barred_by_nothing(page)


@pytest.mark.parametrize("view", VIEWS)
def test_no_page_of_the_training_bars_anybody_or_scrolls_sideways(open_page, edited, view):
    edited(1)
    page = open_page(reduced_motion="reduce", **VIEWS[view])
    _sign_in(page)
    for path in ("", "feedback/feedback/", "feedback/datasetsnapshot/", "feedback/trainingrun/",
                 "feedback/trainingrun/add/", "feedback/trainingpolicy/"):  # fmt: skip
        page.goto(f"/admin/{path}")
        _barred_by_nothing(page)
    page.get_by_role("link", name="writer").click()
    page.wait_for_load_state("networkidle")
    assert sideways(page) == 0  # axe itself breaks the style policy at the form's clock


def _barred_by_nothing(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    found = Axe().run(page).response["violations"]
    grave = [
        (one["id"], [node["target"] for node in one["nodes"]][:5])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert not grave, page.url
    assert sideways(page) == 0, page.url
