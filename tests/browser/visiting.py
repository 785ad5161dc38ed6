"""What a person does on the pages, for the browser tests: ask for a caption, read what came."""

import re

from playwright.sync_api import Page, expect

from tests.browser.server import ROOT

SAMPLES = ROOT / "static" / "samples"
PATIENCE = 60_000  # milliseconds for a caption on a busy machine

_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def write(page: Page, **choices) -> None:
    """Fill the home page's form as far as `choices` say and send it.

    Args:
        choices: `sample`, `tone`, `audience` by what they are called; `file`, one path or several;
            `versions` as text.
    """
    page.goto("/")
    if sample := choices.get("sample"):
        page.get_by_role("radio", name=sample).check()
    if file := choices.get("file"):
        page.locator("#id_photo").set_input_files(file)
    if tone := choices.get("tone"):
        page.get_by_role("radio", name=tone, exact=True).check()
    if audience := choices.get("audience"):
        page.get_by_role("radio", name=audience, exact=True).check()
    if versions := choices.get("versions"):
        page.get_by_text("More options").click()
        page.get_by_label("Versions").select_option(versions)
    page.locator("#write").click()


def caption(page: Page, number: int = 1):
    """The text area of a version."""
    return page.locator(f"#text-{number}")


def result(page: Page) -> dict[str, str]:
    """The finished caption page, read as a person would."""
    expect(caption(page)).to_be_visible(timeout=PATIENCE)
    return {
        "caption": caption(page).input_value(),
        "tags": " ".join(chosen(page)),
        "pasted": page.locator("#caption-1 [data-part=tags]").get_attribute("data-copy"),
        "alt_text": page.locator("#alt-1").input_value(),
        "description": page.locator(".facts > dl dd").first.inner_text(),
    }


def chosen(page: Page, number: int = 1) -> list[str]:
    """The tags that are ticked."""
    boxes = page.locator(f"#caption-{number} [name=tags]:checked").all()
    return [box.input_value() for box in boxes]


def sideways(page: Page) -> int:
    """How many pixels the page scrolls sideways."""
    return page.evaluate(_SIDEWAYS)


def keep_busy(page: Page, jobs: int) -> None:
    """Queue work through the API, some tenths of a second a job, so that what comes next waits."""
    data = (SAMPLES / "dog.jpg").read_bytes()
    photo = {"name": "dog.jpg", "mimeType": "image/jpeg", "buffer": data}
    for _ in range(jobs):
        answer = page.request.post(
            "/api/v1/captions",
            multipart={"image": photo, "variants": "5"},
            headers={"Prefer": "respond-async"},
        )
        assert answer.status == 202, answer.text()


def content_words(text: str) -> set[str]:
    """The words of a text that say what is seen, singular."""
    return {word.rstrip("s") for word in re.findall(r"[a-z]{3,}", text.lower())} - {
        "the", "and", "with", "for", "its", "his", "her", "are", "into", "over", "while", "out",
        "photo", "picture",
    }  # fmt: skip
