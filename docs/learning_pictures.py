"""Takes the pictures of the admin for the documents on learning: `make screenshots DATA=folder`.

Nothing on them is made up: the server of `make run` captions the folder's photos, the captions are
edited through the API and reviewed, and an adapter is trained on them, judged and promoted. The
photos that can be seen are the site's own samples. On two cores it takes four minutes; a machine
without a font for emoji (Debian and Ubuntu: `fonts-noto-color-emoji`) shows boxes in their place.
"""

import argparse
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bench import loop
from bench.loop_site import empty_site
from docs.screenshots import DESKTOP, FOLDER, PASSWORD, PHONE, SAMPLES
from tests.browser.server import CHROMIUM_FLAGS, chromium

ADMIN = "/admin/feedback"
DATASET = "feedback"
PHOTOS = 180  # whose test rows are enough for a verdict
EARLIER = 60  # of them captioned before the house took to an emoji, so that a version moves
ENDING = " ✨"
TAGS = ("#SlowDays", "#GoOutside", "#WithFriends")  # the house's own
LONGEST = {"reviewer": 105, "colleague": 98}  # characters; what is longer each of them rejects
LEFT = 2  # second opinions that still wait
LOGGED = "training.logging_steps=2"  # a curve of many points
SEED = 7
SENTENCE = re.compile(r"(?<=[.!?]) ")
COLOURS = 192  # of a picture, which is a third as large for it
PATIENCE = 60_000  # milliseconds


@dataclass(frozen=True, slots=True)
class Post:
    """A sample's caption, and what its creator said of it.

    Args:
        opening: hers, in place of the first sentence; "" leaves the words.
        tag: hers, in place of the last one; "" leaves the tags.
    """

    sample: str
    tone: str
    audience: str
    opening: str = ""
    tag: str = ""
    thumbs: str | None = None
    reasons: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()


# The last is the one that is looked at: it is worth most, since she turned it down and used it.
POSTS = (
    Post("hikers", "minimal", "personal", "Up, slowly.", "SlowTravel"),
    Post("climbers", "funny", "personal", thumbs="down", reasons=("wrong_fact",)),
    Post("hikers", "serious", "academic", thumbs="up"),
    Post("climbers", "inspiring", "promotional", "Our guides know the way.", "SummitClub"),
    Post("hikers", "happy", "promotional", "Boots on, phones off."),
    Post("climbers", "witty", "personal", "", "RopeTeam"),
    Post("hikers", "romantic", "personal", "", "", "down", ("not_my_voice", "too_generic")),
    Post("dog", "funny", "promotional", "Monday, as a sausage dog.", "SausageDog", "down",
         ("wrong_fact",), ("caption",)),
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description="The pictures of the admin.")
    parser.add_argument("data", type=Path, help="a folder with images/")
    images = sorted((parser.parse_args().data / "images").glob("*"))
    if len(images) < PHOTOS:
        parser.error(f"images/ holds {len(images)} files, and {PHOTOS} photos are needed")
    FOLDER.mkdir(exist_ok=True)
    with empty_site() as site:
        run = make(loop.Loop(site, images[:PHOTOS], [], ending=ENDING))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=[*CHROMIUM_FLAGS])
            take(browser, site.address, run)
            browser.close()


# --- What is on them ---------------------------------------------------------------------------


def make(house: loop.Loop) -> int:
    """All that the pictures show, up to the verdict of a run; that run's key."""
    from feedback import snapshots

    loop.people(house)
    made = loop.captions(house)
    house.site.edited(made[:EARLIER], lambda text: house.styled(text).removesuffix(ENDING))
    _review(house)
    snapshots.build(DATASET)
    house.site.edited(made[EARLIER:], house.styled, tags=TAGS)
    _review(house)
    snapshot, _ = snapshots.build(DATASET)
    run = loop.train(house, "training", snapshot, (*loop.TRAINING, LOGGED))
    _post(house)
    _let_in("colleague")
    return run.pk


def _review(house: loop.Loop) -> None:
    """Two people at their work, each with an opinion on what is too long."""
    from django.contrib.auth import get_user_model

    from feedback import review
    from feedback.models import Review

    for name, longest in LONGEST.items():
        user = get_user_model().objects.get(username=name)
        rows = list(Review.objects.open_to(user).select_related("feedback").order_by("pk"))
        if name == "colleague":
            rows = [row for row in rows if row.second][:-LEFT]
        long = {row.pk: row.revision for row in rows if len(row.feedback.text) > longest}
        rest = {row.pk: row.revision for row in rows if row.pk not in long}
        review.decide_many(rest, "approve", by=user)
        review.decide_many(long, "reject", by=user, reasons=["too_long"])
        house.say("review", f"{name}: {len(rest)} approved, {len(long)} rejected")


def _post(house: loop.Loop) -> None:
    """What a creator made of captions of the samples, which waits in the queue."""
    from django.contrib.auth import get_user_model

    from captioner import keys, preferences

    aisha = get_user_model().objects.create_user("aisha")
    preferences.consent(True, owner=aisha)
    _, key = keys.create(aisha, name="pictures", scopes=["captions:read", "captions:write"])
    headers = {"Authorization": f"Bearer {key}", "Prefer": "wait=60"}
    with httpx.Client(base_url=house.site.address, timeout=120, headers=headers) as client:
        for post in POSTS:
            photo = (SAMPLES / f"{post.sample}.jpg").read_bytes()
            brief = {"tone": post.tone, "audience": post.audience, "seed": str(SEED)}
            made = client.post("/api/v1/captions", files={"image": photo}, data=brief)
            document = made.raise_for_status().json()
            address = f"/api/v1/captions/{document['id']}/feedback"
            client.put(address, json=_said(post, document["captions"][0])).raise_for_status()


def _said(post: Post, caption: Mapping[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {"version": caption["version"], "thumbs": post.thumbs}
    said |= {"reasons": list(post.reasons), "copied": list(post.copied)}
    if post.opening:
        _, *rest = SENTENCE.split(caption["text"], maxsplit=1)
        said["text"] = " ".join((post.opening, *rest))
    if post.tag:
        chosen = [tag["tag"] for tag in caption["hashtags"] if tag["selected"]]
        said["tags"] = [*chosen[:-1], post.tag]
    return said


def _let_in(name: str) -> None:
    from django.contrib.auth import get_user_model

    user = get_user_model().objects.get(username=name)
    user.set_password(PASSWORD)
    user.save()


# --- The pictures ------------------------------------------------------------------------------


def take(browser: Browser, address: str, run: int) -> None:
    """All of them, as the second person sees the admin, who promotes the run's adapter."""
    page = _signed_in(browser, address, **DESKTOP)
    page.goto(f"{ADMIN}/review/")
    shoot(page, "queue")
    page.get_by_role("button", name="Review the next").click()
    expect(page.locator(".diff ins").first).to_be_visible(timeout=PATIENCE)
    shoot(page, "review")
    phone = _signed_in(browser, address, **PHONE)
    phone.goto(page.url)
    shoot(phone, "review-phone")
    page.goto(f"{ADMIN}/review/agreement/")
    shoot(page, "agreement", height=480)
    page.goto(f"{ADMIN}/datasetsnapshot/")
    page.locator(".field-__str__ a").first.click()
    shoot(page, "dataset", height=900)
    page.goto(f"{ADMIN}/trainingrun/{run}/change/")
    shoot(page, "run", height=1000)
    page.get_by_role("link", name="Promote").click()
    page.get_by_role("button", name="Promote").click()
    expect(page.get_by_role("button", name="Roll back")).to_be_visible(timeout=PATIENCE)
    shoot(page, "serving", height=560)
    _set_policy(page)
    shoot(page, "policy", height=1000)


def _signed_in(browser: Browser, address: str, **options) -> Page:
    page = browser.new_context(base_url=address, reduced_motion="reduce", **options).new_page()
    page.goto("/admin/")
    page.get_by_label("Name").fill("colleague")
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()
    return page


def _set_policy(page: Page) -> None:
    """Let the writer be trained by itself at night, and wait until the schedule has looked."""
    page.goto(f"{ADMIN}/trainingpolicy/")
    page.get_by_role("link", name="writer").click()
    page.get_by_label("Enabled").check()
    page.get_by_label("Quiet from").fill("01:00")
    page.get_by_label("Quiet until").fill("05:00")
    page.get_by_role("button", name="Save and continue editing").click()
    form = page.url
    for _ in range(PATIENCE // 2000):
        page.goto(form)
        if "It has not looked yet" not in page.locator(".field-schedule_said").inner_text():
            return
        page.wait_for_timeout(2000)
    raise RuntimeError("the schedule did not look")


def shoot(page: Page, name: str, *, height: int = DESKTOP["viewport"]["height"]) -> None:
    """`admin-NAME.png`, of few colours; a phone's is as high as the phone.

    Args:
        height: of the window, in pixels.
    """
    if (width := page.viewport_size["width"]) == DESKTOP["viewport"]["width"]:
        page.set_viewport_size({"width": width, "height": height})
    page.wait_for_load_state("networkidle")
    path = FOLDER / f"admin-{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as shown:
        few = shown.convert("RGB").quantize(COLOURS)
    few.save(path, optimize=True)


if __name__ == "__main__":
    main()
