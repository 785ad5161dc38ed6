"""The learning loop, small: `bench/loop.py` on pieces of the samples, reviewed in Chromium.

    python -m tests.browser.small_loop

A program of its own: the rows that it looks at are those of a server as `make run` starts it, and
a test's process has a database of the tests. The creators sign their captions besides and choose
tags of their own, so that few rows and steps are enough to tell what was learned from chance.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from bench.loop import TRAINING, Loop, outcome
from bench.loop_site import empty_site
from tests.browser.server import CHROMIUM_FLAGS, chromium
from tests.browser.visiting import PATIENCE, SAMPLES

QUEUE = "/admin/feedback/review/"
PASSWORD = "the 7.14 to the harbour"
SETTINGS = {"SECRET_KEY": "the same creators in the same splits, every time", "SWEEP_SECONDS": "1"}
ACROSS, DOWN = 4, 2  # pieces of a sample
SEEN, UNSEEN = 20, 8  # of the pieces
SMALL = ("training.min_train=40",)


def pieces(folder: Path) -> list[Path]:
    """Photos that differ, cut from the samples: a piece of each in turn."""
    made = []
    for place in range(ACROSS * DOWN):
        down, across = divmod(place, ACROSS)
        for sample in sorted(SAMPLES.glob("*.jpg")):
            with Image.open(sample) as photo:
                wide, high = photo.width // ACROSS, photo.height // DOWN
                left, top = across * wide, down * high
                made.append(folder / f"{sample.stem}-{place}.jpg")
                photo.crop((left, top, left + wide, top + high)).save(made[-1], quality=90)
    return made


def in_chromium(loop: Loop) -> int:
    """Decide on what waits: some by their keys, the others at once; how many were approved.

    Sets the writer's policy first: this little is held out.
    """
    from django.contrib.auth import get_user_model

    reviewer = get_user_model().objects.get(username="reviewer")
    reviewer.set_password(PASSWORD)
    reviewer.save()
    with _page(loop.site.address) as page:
        _sign_in(page)
        _ask_for_few_rows(page)
        approved = _by_keys(page)
        return approved + _the_others_at_once(page)


@contextmanager
def _page(address: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*CHROMIUM_FLAGS])
        page = browser.new_page(base_url=address)
        page.set_default_timeout(PATIENCE)
        yield page
        browser.close()


def _sign_in(page: Page) -> None:
    page.goto(f"/admin/login/?next={QUEUE}")
    page.locator("#id_username").fill("reviewer")
    page.locator("#id_password").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _ask_for_few_rows(page: Page) -> None:
    page.goto("/admin/feedback/trainingpolicy/")
    page.get_by_role("link", name="writer", exact=True).click()
    page.get_by_label("Held-out rows").fill("10")
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()


def _by_keys(page: Page) -> int:
    page.goto(QUEUE)
    with page.expect_navigation():
        page.get_by_role("button", name="Review the next").click()
    page.keyboard.press("3")
    _press(page, "r", "Rejected.")
    page.keyboard.press("e")
    page.keyboard.press("Control+Home")
    page.keyboard.type("well, ")
    _press(page, "Control+Enter", "Corrected and approved.")
    _press(page, "a", "Approved.")
    return 2


def _press(page: Page, key: str, told: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)
    expect(page.locator(".messagelist")).to_contain_text(told)


def _the_others_at_once(page: Page) -> int:
    page.goto(QUEUE)
    page.locator("#action-toggle").check()
    page.get_by_role("button", name=re.compile(r"Select all \d+ reviews")).click()
    page.locator("[name=action]").select_option("approve")
    with page.expect_navigation():
        page.get_by_role("button", name="Go", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile(r"Approve \d+")).click()
    told = page.locator(".messagelist").inner_text()
    done, of = map(int, re.search(r"(\d+) of (\d+) done", told).groups())
    assert done == of, told
    return done


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="pieces-") as folder, empty_site(**SETTINGS) as site:
        photos = pieces(Path(folder))
        loop = Loop(
            site,
            photos[:SEEN],
            photos[SEEN : SEEN + UNSEEN],
            of_a_creator=4,
            variants=5,
            ending=" from me, at the harbour ✨",
            tags=("HarbourDays", "SlowMornings", "FromMe"),
            training=(*TRAINING[:-1], *SMALL, "training.max_steps=30", "training.epochs=100"),
            # Too little: it writes much as the bare model does, which the first has left behind.
            bad=(*TRAINING, *SMALL, "training.learning_rate=1e-3", "training.max_steps=4"),
            least=0.75,
        )
        return outcome(loop, reviewing=in_chromium)


if __name__ == "__main__":
    sys.exit(main())
