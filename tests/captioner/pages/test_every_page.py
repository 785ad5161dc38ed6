"""What holds for each page there is: how it begins, what it loads, how it reads."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from captioner.errors import Refused
from captioner.models import Batch
from tests import rows
from tests.captioner.pages.visiting import page_of, work, written

HTML = {"Accept": "text/html"}


@pytest.fixture
def pages(client) -> list[str]:
    """The HTML of every page there is, by a browser that asks for pages."""
    finished = rows.job()
    work()
    refused = rows.job()
    work(Refused("slur"))
    waiting = rows.job()
    mine = written(client, variants=2)
    client.post("/", {"photo": [rows.upload("a.jpg"), rows.upload("b.jpg", b"no photo")]})
    batch = Batch.objects.get()
    paths = ["/", "/history/", "/sign-in/", "/register/", "/voices/", "/account/", "/nowhere/"]
    paths += [page_of(job) for job in (finished, refused, waiting, mine)]
    paths.append(reverse("batch", args=[batch.public_id]))
    found = [client.get(path, headers=HTML) for path in paths]
    found.append(client.post("/", headers={"Accept": "text/html"}))
    return [response.content.decode() for response in found]


def test_every_page_has_a_language_a_viewport_a_title_and_a_way_past_the_header(pages):
    for html in pages:
        assert '<html lang="en">' in html
        assert 'name="viewport"' in html
        assert re.search(r"<title>\S.*Snap2Caption|<title>Snap2Caption", html)
        assert 'href="#main"' in html
        assert html.count("<h1") == 1


def test_no_page_holds_what_the_policy_would_block(pages):
    for html in pages:
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
        assert re.findall(r"<script(?![^>]*\ssrc=)", html) == []
        assert re.findall(r'(?:src|href)="(?:https?:)?//', html) == []


def test_no_page_needs_more_than_100_kilobytes_of_css_and_javascript(pages):
    for html in pages:
        files = re.findall(r'(?:src|href)="/static/([^"]+\.(?:js|css))"', html)
        assert "css/site.css" in files
        assert sum(Path(finders.find(name)).stat().st_size for name in files) < 100_000


def _luminance(colour: str) -> float:
    """WCAG 2's relative luminance of `#rgb` or `#rrggbb`."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("ink", "page", 7),
        ("ink", "card", 7),
        ("ink", "notice", 7),
        ("soft", "page", 4.5),
        ("soft", "card", 4.5),
        ("soft", "mat", 4.5),
        ("tint-ink", "tint", 4.5),
        ("on-accent", "accent", 4.5),
        ("on-accent", "accent-deep", 4.5),
        ("accent", "page", 4.5),
        ("accent-deep", "card", 4.5),
        ("field", "card", 3),
    ],
)
def test_text_stands_out_from_its_ground(scheme, text, ground, least):
    css = Path(finders.find("css/site.css")).read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    block = light if scheme == "light" else dark
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", block))
    bright, dim = sorted((_luminance(colours[text]), _luminance(colours[ground])), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= least


def test_the_policy_allows_nothing_inline(client):
    policy = client.get("/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_page_for_an_error_asks_neither_session_nor_database(
    client, django_assert_num_queries, alice_client
):
    with django_assert_num_queries(0):
        response = alice_client.get("/nowhere/", headers=HTML)
    assert response.status_code == 404
    assert b"There is nothing here" in response.content


def test_who_is_signed_in_is_not_asked_to_sign_in_where_nothing_is_found(client, alice_client):
    pages = [one.get("/captions/cap_x/", headers=HTML) for one in (client, alice_client)]
    assert [page.status_code for page in pages] == [404, 404]
    assert ["while you are signed in" in page.content.decode() for page in pages] == [True, False]


def test_an_expired_form_is_called_one_and_says_how_what_was_typed_is_kept():
    expired = Client(enforce_csrf_checks=True).post("/", {"note": "mine"}, headers=HTML)
    assert expired.status_code == 403
    assert "<h1>This form has expired</h1>" in expired.content.decode()
    assert "copy it, reload the page" in expired.content.decode()
