"""What a person does, in Chromium, with the real server and the bundled models."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import PHONE
from tests.browser.visiting import SAMPLES, content_words, keep_busy, result, write
from tests.photo_files import encoded, picture

_SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


def _slowly(route: Route) -> None:
    time.sleep(1)
    route.continue_()


def test_a_visitor_gets_captions_that_speak_of_the_photo(open_page):
    page = open_page()
    write(page, file=str(SAMPLES / "dog.jpg"), tone="Funny", audience="Personal", versions="3")
    shown = result(page)
    captions = [area.input_value() for area in page.locator("[name=text]").all()]
    # Where the writer finds no other words, fewer come, and the page says so.
    assert 2 <= len(captions) == len(set(captions)) <= 3
    assert content_words(" ".join(captions)) & content_words(shown["description"]), captions
    assert 1 <= len(shown["tags"].split()) <= 5
    assert shown["alt_text"]
    assert page.locator(".photo img").evaluate("image => image.naturalWidth") == 640
    expect(page.locator(".photo figcaption")).to_contain_text("Funny · Personal · Instagram")


def test_the_result_arrives_in_the_waiting_page_and_nothing_jumps(open_page):
    page = open_page(**PHONE)
    page.add_init_script(_SHIFTS)
    page.route("**/photos/*", _slowly)  # else it is there before the first frame is drawn
    keep_busy(page, 8)
    write(page, sample="Hikers below a slope")
    waiting = page.locator(".waiting")
    expect(waiting).to_be_visible()
    expect(page.locator("[role=status]#status")).to_be_attached()
    page.evaluate("window.same = true")
    result(page)
    assert page.evaluate("window.same"), "the page was loaded again"
    expect(waiting).to_have_count(0)
    expect(page).to_have_title(re.compile("^Your caption"))
    expect(page.locator("#status")).to_have_text("Your caption is ready.")
    assert page.evaluate("window.shift") < 0.01


@pytest.mark.parametrize("clipboard", ["modern", "plain http"])
def test_a_copy_button_puts_the_whole_post_on_the_clipboard(open_page, clipboard):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    if clipboard == "plain http":
        page.add_init_script("delete Navigator.prototype.clipboard")
    write(page, sample="Hikers below a slope")
    shown = result(page)
    page.get_by_role("button", name="Copy all").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    expect(page.locator("#status")).to_have_text("Copied")
    page.goto("/")
    page.locator("#id_note").focus()
    page.keyboard.press("Control+V")
    expect(page.locator("#id_note")).to_have_value(f"{shown['caption']}\n\n{shown['pasted']}")


def test_a_chosen_photo_is_shown_and_replaces_a_sample(open_page):
    page = open_page()
    page.goto("/")
    sample = page.get_by_role("radio", name="Climbers on a peak")
    sample.check()
    expect(page.locator("#preview")).to_be_visible()
    page.locator("#id_photo").set_input_files(str(SAMPLES / "hikers.jpg"))
    expect(sample).not_to_be_checked()
    expect(page.locator("#chosen")).to_contain_text("hikers.jpg")
    expect(page.locator("#preview")).to_have_js_property("naturalWidth", 384)
    page.get_by_role("radio", name="A dachshund on dry grass").check()
    assert page.locator("#id_photo").evaluate("input => input.files.length") == 0


def test_going_back_finds_the_form_as_it_was_and_ready(open_page):
    page = open_page()
    write(page, sample="A dachshund on dry grass", tone="Witty")
    page.wait_for_url("**/captions/**")
    page.go_back()
    expect(page.get_by_role("button", name="Write my caption")).to_be_enabled()
    expect(page.get_by_role("radio", name="Witty")).to_be_checked()
    expect(page.locator("#preview")).to_be_visible()


@pytest.mark.parametrize("way", ["drop", "paste"])
def test_a_photo_can_be_dropped_or_pasted_anywhere(open_page, way):
    page = open_page()
    page.goto("/")
    page.evaluate(
        """async (way) => {
          const data = new DataTransfer();
          const bytes = await (await fetch("/static/samples/coffee.jpg")).blob();
          data.items.add(new File([bytes], "mine.jpg", {type: "image/jpeg"}));
          const event = way === "drop"
            ? new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true})
            : new ClipboardEvent("paste", {clipboardData: data, bubbles: true});
          document.body.dispatchEvent(event);
        }""",
        way,
    )
    expect(page.locator("#chosen")).to_contain_text("mine.jpg")
    page.get_by_role("button", name="Write my caption").click()
    page.wait_for_url("**/captions/**")


def test_words_can_still_be_dragged_into_the_note(open_page):
    page = open_page()
    page.goto("/")
    prevented = page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", "her first snow");
          const options = {dataTransfer: data, bubbles: true, cancelable: true};
          return !document.getElementById("id_note").dispatchEvent(new DragEvent("drop", options));
        }"""
    )
    assert not prevented


def test_a_photo_this_browser_cannot_draw_is_named_and_captioned(open_page, tmp_path: Path):
    file = tmp_path / "IMG_0001.HEIC"
    file.write_bytes(encoded(picture(), "HEIC"))
    page = open_page(**PHONE)
    page.goto("/")
    page.locator("#id_photo").set_input_files(file)
    expect(page.locator("#chosen")).to_contain_text("IMG_0001.HEIC")
    expect(page.locator("#chosen")).to_contain_text("No preview in this browser")
    expect(page.locator("#preview")).to_be_hidden()
    page.get_by_role("button", name="Write my caption").click()
    assert result(page)["caption"]


def test_what_cannot_work_is_said_before_anything_is_sent(open_page, tmp_path: Path):
    page = open_page()
    page.goto("/")
    page.get_by_role("button", name="Write my caption").click()
    expect(page.locator("#id_photo_error")).to_contain_text("Choose a photo first")
    large = tmp_path / "large.jpg"
    large.write_bytes(bytes(21_000_000))
    page.locator("#id_photo").set_input_files(large)
    expect(page.locator("#id_photo_error")).to_have_text(
        "This photo has 21.0 MB; the limit is 20.0 MB."
    )
    assert page.url.endswith("/")


def test_it_all_works_without_javascript(open_page):
    page = open_page(java_script_enabled=False)
    keep_busy(page, 4)
    write(page, sample="A dachshund on dry grass", tone="Serious", audience="Academic")
    assert result(page)["caption"]
    expect(page.get_by_role("button", name="Copy all")).to_be_hidden()
    page.goto("/history/")
    page.locator('a[href*="/captions/"]').first.click()
    assert result(page)["caption"]


def test_without_javascript_the_file_field_shows_what_was_chosen(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/")
    box = page.locator("#id_photo").bounding_box()
    assert box["width"] > 100
    assert box["height"] > 20


def test_the_first_tab_leads_past_the_header_and_focus_can_be_seen(open_page):
    page = open_page()
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    assert skip.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_what_a_finger_touches_is_large_enough(open_page):
    page = open_page(**PHONE)
    page.goto("/")
    targets = page.locator(".chip, .segments label, .samples label, button, nav a")
    for target in targets.filter(visible=True).all():
        box = target.bounding_box()
        assert min(box["width"], box["height"]) >= 44, target.inner_text()
