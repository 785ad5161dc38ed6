"""One server and one Chromium for the browser tests; a page that forgives no error."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.browser.server import CHROMIUM_FLAGS, chromium, serve

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def server_data(tmp_path_factory) -> Path:
    """The server's `DATA_DIR`, for a command that works on the same rows."""
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="package")
def address(server_data) -> str:
    """The server's address; its queue and photos are shared by these tests."""
    with serve(server_data, ANONYMOUS_RATE="1000/min") as address:
        yield address


@pytest.fixture(scope="package")
def browser() -> Browser:
    # Ends with the package: while Playwright's loop runs, Django refuses the database here.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*CHROMIUM_FLAGS])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, address):
    """Opens pages in contexts of their own; at the end, no script may have failed.

    A blocked style or script is an error on the console too, so the policy is tested by every
    test here.
    """
    errors, contexts = [], []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    def open_page(**options) -> Page:
        contexts.append(browser.new_context(base_url=address, **options))
        page = contexts[-1].new_page()
        page.heard = heard  # for a test that provokes an error
        page.on("console", heard)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
