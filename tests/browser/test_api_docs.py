"""Swagger UI in a browser, under the same strict policy as the pages."""

from playwright.sync_api import expect

from tests.browser.server import START_SECONDS


def test_the_api_can_be_tried_out_in_the_browser(open_page):
    page = open_page()
    page.goto("/docs")
    page.get_by_text("/api/v1/tones").click(timeout=START_SECONDS * 1000)
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    expect(page.get_by_text("quirky").first).to_be_visible()
