"""What every page owes everybody: axe finds nothing, 320 pixels are enough, keys do everything."""

import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve
from playwright.sync_api import BrowserContext, Page, expect

from captioner.urls import urlpatterns as captioner_urls
from feedback.urls import urlpatterns as feedback_urls
from tests.browser.visiting import SAMPLES, caption, keep_busy, result, sideways, write

NARROW = {"viewport": {"width": 320, "height": 640}, "is_mobile": True, "has_touch": True}
NOWHERE = "/nowhere/"
GRAVE = ("serious", "critical")
PASSWORD = "a long commute by tram"
CAPTIONS = "\n".join(f"{n} mornings by the sea, and still not bored!" for n in range(2, 9))
_FILES = "script[src], link[rel=stylesheet]"
_OPEN = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"


@pytest.fixture(scope="module")
def made(browser, address) -> dict:
    """Somebody with an account, a voice, a caption with its successor, and a batch: the addresses
    of her pages, and the cookies that open them."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    _register(page)
    page.goto("/voices/")
    page.get_by_label("What do you call this voice?").fill("By the sea")
    page.get_by_label("Paste your captions").fill(CAPTIONS)
    page.get_by_role("button", name="Teach it").click()
    page.wait_for_url("**/voices/*/**")
    voice = page.url
    write(page, file=[str(SAMPLES / "dog.jpg"), str(SAMPLES / "hikers.jpg")])
    page.wait_for_url("**/batches/**")
    batch = page.url
    write(page, sample="A dachshund on dry grass", versions="2")
    result(page)
    caption(page).fill("mine " * 40)
    page.locator("[name=wish][value=shorter]").first.click()
    expect(page.get_by_role("link", name="2 Shorter")).to_be_visible(timeout=60_000)
    result(page)
    cookies = context.cookies()
    addresses = {
        "home": "/",
        "result": page.url,
        "edited": page.get_by_role("link", name="1 First").get_attribute("href"),
        "batch": batch,
        "history": "/history/",
        "voices": "/voices/",
        "voice": voice,
        "account": "/account/",
        "keys": "/account/keys/",
        "password": "/account/password/",
        "leave": "/account/delete/",
        "stopped": _stopped(page),
        "error": NOWHERE,
    }
    context.close()
    return {"cookies": cookies, "addresses": addresses}


# Names of addresses that show no page of their own: they change, export or forward something, or
# are for programs. The API's documentation is a page of somebody else's making.
NO_PAGE = {
    "caption-cancel", "caption-delete", "caption-edit", "caption-undo", "caption-regenerate",
    "caption-feedback", "batch-again", "batch-delete", "batch-export", "history-export",
    "photo", "voice-delete", "preferences", "key-revoke", "sign-out",
}  # fmt: skip

GUEST = {"sign-in": "/sign-in/", "register": "/register/", "empty": "/history/", "guest": "/"}


def _register(page: Page) -> None:
    page.goto("/register/")
    page.locator("#id_username").fill("aisha-of-quality")
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()
    page.wait_for_url(lambda address: "register" not in address)


def _stopped(page: Page) -> str:
    """The page of a caption that was stopped before it was written."""
    write(page, sample="Hikers below a slope")
    address = page.url
    page.context.request.post(
        f"{address}cancel/",
        form={"csrfmiddlewaretoken": _token(page.context)},
        headers={"Referer": address},
    )
    return address


def _token(context: BrowserContext) -> str:
    return next(one["value"] for one in context.cookies() if one["name"] == "csrftoken")


@dataclass
class Seen:
    """What was measured on one page: grave faults by axe, pixels sideways, bytes of each file."""

    faults: list[tuple[str, list]]
    sideways: int
    files: dict[str, int]


@pytest.fixture(scope="module", params=["light, 320 pixels wide", "dark, on a desk"])
def walk(request, browser, address, made) -> dict[str, Seen]:
    """Every page as a guest and as somebody with an account sees it, all its folds open."""
    narrow = NARROW if "320" in request.param else {}
    context = browser.new_context(
        base_url=address,
        color_scheme=request.param.partition(",")[0],
        reduced_motion="reduce",
        **narrow,
    )
    page, sizes, seen = context.new_page(), {}, {}
    for name, path in GUEST.items():
        seen[f"guest's {name}"] = _look(page, path, sizes)
    context.add_cookies(made["cookies"])
    for name, path in made["addresses"].items():
        seen[name] = _look(page, path, sizes)
    for name, ask in ASKED.items():
        ask(page)
        seen[name] = _seen(page, sizes)
    yield seen
    context.close()


def _delete_chosen(page: Page) -> None:
    page.goto("/history/")
    page.get_by_label("Choose all").check()
    page.get_by_role("button", name="Delete").click()
    page.wait_for_url("**/history/delete/")


def _make_key(page: Page) -> None:
    page.goto("/account/keys/")
    page.locator("#id_name").fill(f"key {time.time_ns()}")
    page.locator("[name=scopes]").first.check()
    page.get_by_role("button", name="Make the key").click()
    expect(page.get_by_role("button", name="Copy the key")).to_be_visible()


def _teach_too_little(page: Page) -> None:
    page.goto("/voices/")
    page.get_by_label("What do you call this voice?").fill("Too little")
    page.get_by_label("Paste your captions").fill("one caption")
    page.get_by_role("button", name="Teach it").click()
    expect(page.locator(".errorlist")).to_be_visible()


# Pages that only an answer to a form shows.
ASKED = {"question": _delete_chosen, "fresh key": _make_key, "refused voice": _teach_too_little}


def _look(page: Page, path: str, sizes: dict[str, int]) -> Seen:
    page.goto(path)
    return _seen(page, sizes)


def _seen(page: Page, sizes: dict[str, int]) -> Seen:
    files = page.eval_on_selector_all(_FILES, "all => all.map((one) => one.src || one.href)")
    for file in files:
        sizes[file] = sizes.get(file) or len(page.request.get(file).body())
    page.evaluate(_OPEN)
    return Seen(_faults(page), sideways(page), {file: sizes[file] for file in files})


def _faults(page: Page) -> list[tuple[str, list]]:
    """What axe holds to be serious or worse: the rule, and where."""
    return [
        (one["id"], [node["target"] for node in one["nodes"]][:5])
        for one in Axe().run(page).response["violations"]
        if one["impact"] in GRAVE
    ]


def test_every_page_that_has_an_address_is_looked_at(made):
    looked = {resolve(urlsplit(path).path).url_name for path in _addresses(made) if path != NOWHERE}
    named = {one.name for one in (*captioner_urls, *feedback_urls) if getattr(one, "name", None)}
    pages = {name for name in named if not name.startswith("api-")} - NO_PAGE
    assert pages == looked | {"history-delete"}


def _addresses(made: dict) -> list[str]:
    return [*GUEST.values(), *made["addresses"].values()]


def test_axe_finds_nothing_serious_on_any_page(walk):
    assert {name: seen.faults for name, seen in walk.items() if seen.faults} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_while_one_waits(open_page, scheme):
    page = open_page(color_scheme=scheme, reduced_motion="reduce")
    keep_busy(page, 30)
    write(page, sample="Hikers below a slope")
    expect(page.get_by_role("button", name="Cancel")).to_be_visible()
    faults = _faults(page)
    expect(page.get_by_role("button", name="Cancel")).to_be_visible()
    assert faults == []
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("heading", name="This one was stopped")).to_be_visible()


def test_no_page_scrolls_sideways_however_narrow_the_phone(walk):
    assert {name: seen.sideways for name, seen in walk.items() if seen.sideways} == {}


def test_no_page_needs_more_than_100_kilobytes_of_css_and_javascript(walk):
    assert all(seen.files for seen in walk.values())
    assert {n: seen.files for n, seen in walk.items() if sum(seen.files.values()) >= 100_000} == {}


def _press_until(page: Page, key: str, wanted) -> None:
    """Press a key until this has the focus, as who has no mouse does."""
    for _ in range(80):
        if wanted.evaluate("(node) => node === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{wanted} was never reached")


def test_the_keyboard_alone_makes_edits_and_copies_a_caption(open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/")
    _press_until(page, "Tab", page.get_by_role("radio", name="A dachshund on dry grass"))
    page.keyboard.press("Space")
    happy = page.get_by_role("radio", name="Happy")
    _press_until(page, "Tab", happy)
    _press_until(page, "ArrowRight", page.get_by_role("radio", name="Inspiring"))
    _press_until(page, "Tab", page.get_by_role("button", name="Write my caption"))
    page.keyboard.press("Enter")
    shown = result(page)
    _press_until(page, "Tab", caption(page))
    page.keyboard.press("Control+End")
    page.keyboard.type(" Yes!")
    tag = page.locator("[name=tags]:checked").first
    _press_until(page, "Tab", tag)
    focus = tag.evaluate("(box) => getComputedStyle(box.parentElement).outlineStyle")
    assert focus == "solid"
    page.keyboard.press("Space")
    _press_until(page, "Tab", page.get_by_text("Why these tags"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Never use this").first).to_be_visible()
    _press_until(page, "Tab", page.get_by_role("button", name="Copy all"))
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{shown['caption']} Yes!\n\n#")
    assert len(copied.split("#")) == len(shown["tags"].split("#")) - 1
