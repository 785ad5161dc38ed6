"""A caption while it is written and after, as a browser without JavaScript and as htmx see it."""

import re
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.urls import reverse

from captioner import edits, submit
from captioner.errors import GaveUp, ModelUnusable, Refused
from captioner.models import CaptionJob, Preferences, State
from captioner.writing.brief import Style
from captioner.writing.platforms import POLICIES
from tests import rows
from tests.captioner.pages.visiting import (
    HTMX,
    checked,
    html_of,
    page_of,
    status_of,
    work,
    written,
)


def test_a_waiting_page_says_how_many_are_ahead_and_looks_again_by_itself(client):
    rows.job()
    html = client.get(page_of(rows.job())).content.decode()
    assert "1 photo before yours" in html
    assert re.search(r'<noscript><meta http-equiv="refresh" content="\d+"></noscript>', html)
    assert "hx-trigger" in html


@pytest.mark.parametrize("loading", [True, False])
def test_a_waiting_page_speaks_of_loading_models_only_while_they_load(client, monkeypatch, loading):
    worker = SimpleNamespace(is_loading=loading)
    monkeypatch.setattr("captioner.embedded.worker", lambda: worker)
    assert ("The models are loading" in html_of(client, rows.job())) == loading


def test_htmx_gets_nothing_new_until_something_changes_and_then_the_fragment(client):
    first, job = rows.job(), rows.job()
    seen = re.search(r"seen=[\w-]+", client.get(page_of(job)).content.decode())[0]
    assert client.get(f"{page_of(job)}?{seen}", headers=HTMX).status_code == 204
    first.cancel()
    fragment = client.get(f"{page_of(job)}?{seen}", headers=HTMX)
    assert "Yours is next" in fragment.content.decode()
    assert "<html" not in fragment.content.decode()


def test_a_result_shows_caption_tags_alt_text_and_what_copy_all_copies(client):
    job = written(client, note="Snow & sun", variants=2)
    html = html_of(client, job)
    assert "Snow &amp; sun 0</textarea>" in html
    assert "Caption 2</label>" in html
    tags = "#Tag0 #Tag1 #Tag2 #Tag3 #Tag4"
    assert f'data-copy="Snow &amp; sun 0\n\n{tags}"' in html
    assert f'data-copy="{tags}"' in html
    assert checked(html.partition("Caption 2")[0], "tags") == tags.split()
    assert 'value="#Tag5">' in html
    assert "A smaller circle" in html
    assert 'alt="A dog on a beach."' in html
    assert "A dog on a beach.</textarea>" in html
    assert "<dd>a dog on a beach</dd>" in html
    assert f"{len('Snow & sun 0') + 2 + len(tags)} of 2,200 characters on Instagram" in html
    assert "double/describer, double/writer" in html


def test_what_the_platform_folds_is_marked_and_said(client):
    job = written(client, note="word " * 40)
    mirror = re.search(r"data-mirror>(.*?)<mark>(.*?)</mark>", html_of(client, job), re.DOTALL)
    assert len(mirror[1]) == POLICIES["instagram"].fold
    assert mirror[1] + mirror[2] == job.captions.get().text
    assert "The shaded part hides" in html_of(client, job)


def test_a_caption_that_is_too_long_for_its_platform_says_by_how_much(client):
    job = written(client, platform="x")
    job.captions.update(text="a" * 300)
    assert re.search(r"data-excess>\d+ characters too many\.<", html_of(client, job))


@pytest.mark.parametrize(
    ("score", "words"),
    [(0.9, "Sounds like you"), (0.75, "Close to your voice"), (0.4, "Not quite your voice")],
)
def test_the_match_with_a_voice_is_said_in_words_with_what_it_misses(client, score, words):
    job = written(client)
    assert "<meter" not in html_of(client, job)
    job.captions.update(score=score, misses=["You rarely use emoji."])
    html = html_of(client, job)
    assert words in html
    assert f"{score:.0%}".replace("%", " %") in html
    assert "You rarely use emoji." in html


def _claimed(html):
    fold = html.partition("data-claims")[2].partition("</details>")[0]
    claims = re.findall(r"<strong>(.*?)</strong> <span class=\"soft\">(.*?)</span>", fold)
    assert fold.startswith(" hidden") != bool(claims)
    return [f"{text}: {support}" for text, support in claims]


def test_a_result_tells_what_its_words_claim_and_what_supports_it_also_after_an_edit(client):
    job = written(client, note="our Lisbon trip")
    assert _claimed(html_of(client, job)) == []
    claims = [["place", "Lisbon", 0, 6, "given"], ["number", "two", 10, 13, "seen"]]
    job.captions.update(text="Lisbon in two days", claims=claims)
    said = ["Lisbon: place, from your note", "two: number, in the photo"]
    assert _claimed(html_of(client, job)) == said
    caption = edits.save(job.captions.get(), edits.Edit(text="Lisbon & Porto"), version=0)
    nowhere = "Porto: place, neither in your photo nor in your note"
    assert _claimed(html_of(client, job)) == [said[0], nowhere]
    edits.undo(caption, version=1)
    assert _claimed(html_of(client, job)) == said


def test_a_voice_supports_a_claim_among_friends_though_not_by_the_edit_it_has_just_learned(client):
    voice = rows.voice(name="mine", visitor="", examples=["slow coffee in Lisbon"] * 5)
    job = written(client)
    job.voice = voice
    job.save()
    edits.save(job.captions.get(), edits.Edit(text="Lisbon, then Porto"), version=0)
    voice.refresh_from_db()
    assert voice.kept == ["Lisbon, then Porto"]
    assert _claimed(html_of(client, job)) == [
        "Lisbon: place, from your note or your past captions",
        "Porto: place, neither in your photo nor in your note",
    ]


def test_it_says_which_adapter_wrote(client):
    job = written(client)
    assert "double/writer in " in html_of(client, job)
    CaptionJob.objects.filter(pk=job.pk).update(adapter="writer:0123456789ab")
    assert "double/writer with writer:0123456789ab in " in html_of(client, job)


def test_a_platforms_tags_beyond_its_limit_are_said(client):
    job = written(client, platform="threads")
    assert "5 hashtags; the limit is 1." in html_of(client, job)
    assert "the limit is" not in html_of(client, written(client))


def test_hashtags_typed_into_the_words_count_with_the_chosen_ones(client):
    job = written(client)
    edits.save(job.captions.first(), edits.Edit(text="A #sandy and #salty day"), version=0)
    assert "7 hashtags; the limit is 5." in html_of(client, job)


def test_a_result_stops_the_polling_in_the_page_and_in_the_fragment(client):
    job = rows.job()
    work()
    page = client.get(page_of(job)).content.decode()
    fragment = client.get(page_of(job), headers=HTMX).content.decode()
    for html in (page, fragment):
        assert "hx-trigger" not in html
        assert "refresh" not in html
    assert "<title>Your caption · Snap2Caption" in fragment
    assert "Your caption is ready." in fragment


def test_a_result_says_what_was_trimmed_and_warned_of(client):
    job = written(client)
    CaptionJob.objects.update(trimmed=["The caption was shortened."])
    job.captions.update(warnings=["Only the description fits."])
    html = html_of(client, job)
    assert "The caption was shortened." in html
    assert "Only the description fits." in html


def test_the_receipt_says_what_was_removed_until_when_it_is_kept_and_what_it_serves(
    client, alice, alice_client
):
    job = written(client)
    assert "Nothing was found; whatever a file carries, only its pixels are" in html_of(client, job)
    job.photo.metadata_removed = ["EXIF", "GPS"]
    job.photo.save()
    html = html_of(client, job)
    assert "Camera data, GPS position, before the photo was stored." in html
    until = job.photo.created_at + timedelta(days=settings.ANONYMOUS_DAYS)
    assert f"until {until.day} {until:%B %Y}" in html
    assert "Not used to train anything" in html
    assert "Yes, delete it all" in html
    Preferences.objects.create(owner=alice, training=True)
    html = html_of(alice_client, written(alice_client))
    assert "until you delete them" in html
    assert "You allowed that they may train models." in html


def test_who_only_has_the_address_can_copy_but_change_nothing(client, charlie_client):
    html = html_of(charlie_client, written(client))
    assert "data-copy" in html
    assert "readonly" in html
    for button in ("Undo", "Shorter", "Write the rest anew", "Never use this", "delete it all"):
        assert button not in html


def test_the_results_of_one_photo_lead_to_each_other(client):
    job = written(client)
    assert 'class="strip"' not in html_of(client, job)
    other = submit.regenerate(job.captions.get(), replace(job.brief, style=Style(length="short")))
    work()
    for shown in (job, other):
        html = html_of(client, shown)
        links = re.findall(r'<a href="([^"]+)"( aria-current="page")?>(\d) <span>(\w+)', html)
        assert [(link[0], link[2], link[3]) for link in links] == [
            (page_of(job), "1", "First"),
            (page_of(other), "2", "Shorter"),
        ]
        assert [link[0] for link in links if link[1]] == [page_of(shown)]


def test_a_second_wish_of_the_same_kind_and_what_keeps_the_words_are_named_as_such(client):
    job = written(client)
    for lock in ([], [], ["caption"]):
        brief = replace(job.brief, style=Style(length="long"))
        job = submit.regenerate(job.captions.get(), brief, lock=lock)
        work()
    names = re.findall(r">\d <span>(.*?)</span>", html_of(client, job))
    assert names == ["First", "Longer", "Another long one", "Anew"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sand 🌊" + 12 * " and sea", ["Shorter", "Longer", "No emoji"]),
        ("Sand and sea", ["Another short one", "Longer", "Another without emoji"]),
        ("Sand 🌊" + 30 * " and sea", ["Shorter", "Another long one", "No emoji"]),
    ],
)
def test_a_button_says_where_it_can_only_bring_other_words(client, text, words):
    job = written(client)
    edits.save(job.captions.get(), edits.Edit(text=text), version=0)
    assert re.findall(r'name="wish" value="[\w-]+"[^>]*>(.*?)<', html_of(client, job)) == words


def test_a_tag_she_never_uses_is_offered_no_more(client):
    job = written(client)
    Preferences.objects.create(visitor=job.visitor, never_tags=["#tag5", "#tag1"])
    html = html_of(client, job)
    assert "#Tag5" not in html
    assert 'value="#Tag1" checked' in html  # chosen already: that is hers to take out


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Refused("slur"), "Nothing fit to post"),
        (GaveUp("the worker stopped"), "The writer stumbled"),
        (ModelUnusable("no template"), "No caption this time"),
    ],
)
def test_a_failed_caption_says_why_and_offers_another_try(client, error, words):
    job = rows.job()
    work(error)
    html = client.get(page_of(job)).content.decode()
    assert words in html
    assert "Try again" in html


@pytest.mark.parametrize(
    ("state", "words"),
    [(State.CANCELED, "was stopped"), (State.EXPIRED, "waited too long")],
)
def test_a_job_that_ended_without_a_caption_says_how(client, state, words):
    job = rows.job()
    CaptionJob.objects.update(state=state)
    html = client.get(page_of(job)).content.decode()
    assert words in html
    assert "hx-trigger" not in html


def test_an_accounts_caption_and_photo_are_unknown_to_everybody_else(
    client, alice, alice_client, charlie_client
):
    job = rows.job(owner=alice)
    paths = [page_of(job), reverse("photo", args=[job.photo_id])]
    for path in paths:
        assert status_of(alice_client, path) == 200
        assert status_of(charlie_client, path) == 404
        assert status_of(client, path) == 404
    assert charlie_client.get("/captions/cap_unknown/").status_code == 404


def test_an_anonymous_caption_opens_for_whoever_has_its_address(client, charlie_client):
    job = rows.job(visitor="somebody")
    for reader in (client, charlie_client):
        assert status_of(reader, page_of(job)) == 200
        assert status_of(reader, reverse("photo", args=[job.photo_id])) == 200
