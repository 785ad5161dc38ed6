"""What a person made: listed, found again, taken away and deleted, without JavaScript."""

import csv
import json
import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from captioner import edits, submit
from captioner.drain import Drain
from captioner.models import Caption, CaptionJob, Photo, State
from tests import rows
from tests.doubles import EngineDouble


def _work() -> None:
    Drain(EngineDouble(), max_batch=8, lease=timedelta(seconds=60)).until_empty()


def _done(owner, **brief) -> CaptionJob:
    """A job with its result."""
    job = rows.job(owner=owner, **brief)
    _work()
    job.refresh_from_db()
    return job


def _html(client, query: str = "") -> str:
    return client.get(f"/history/{query}").content.decode()


def _listed(client, query: str = "") -> list[str]:
    return re.findall(r'href="/captions/([^/]+)/"', _html(client, query))


def _visitor(client) -> str:
    """The mark of this browser session."""
    client.post("/account/preferences/", {"tag": "#Mine"})
    return client.session["visitor"]


# --- The list ----------------------------------------------------------------------------------


def test_history_lists_ones_own_newest_first(client, alice, alice_client, charlie_client):
    first, second = (rows.job(visitor=_visitor(client)) for _ in range(2))
    hers = rows.job(owner=alice)
    assert _listed(client) == [second.public_id, first.public_id]
    assert _listed(alice_client) == [hers.public_id]
    assert _listed(charlie_client) == _listed(Client()) == []
    assert "Your captions will gather here" in _html(charlie_client)


def test_history_goes_back_page_by_page_and_keeps_the_filters(alice, alice_client, monkeypatch):
    monkeypatch.setattr("captioner.pages.history.PAGE_SIZE", 2)
    ids = [rows.job(owner=alice, tone="funny").public_id for _ in range(5)][::-1]
    rows.job(owner=alice, tone="witty")
    seen, query = [], "?tone=funny"
    while query is not None:
        html = _html(alice_client, query)
        assert "Choose all 5 found" in html
        seen += re.findall(r'href="/captions/([^/]+)/"', html)
        older = re.search(r'rel="next" href="([^"]+)"', html)
        query = older[1].replace("&amp;", "&") if older else None
    assert seen == ids


def test_a_long_history_costs_no_more_queries_than_a_short_one(
    alice, alice_client, django_assert_num_queries
):
    for _ in range(9):
        _done(alice)
    for caption in Caption.objects.all():
        edits.save(caption, edits.Edit(text="mended"), version=0)
    with django_assert_num_queries(5):  # session, account, tones, jobs with photos, captions
        assert len(_listed(alice_client)) == 9
    with django_assert_num_queries(5):
        assert len(_listed(alice_client, "?q=mended&platform=instagram")) == 9


def test_history_does_not_open_at_somebody_elses_caption(alice, charlie_client):
    other = rows.job(owner=alice).public_id
    assert charlie_client.get(f"/history/?before={other}").status_code == 404
    assert charlie_client.get("/history/?before=%00").status_code == 404


def test_history_shows_the_caption_as_it_was_left_or_why_there_is_none(alice, alice_client):
    edits.save(_done(alice).captions.get(), edits.Edit(text="in her own words"), version=0)
    rows.job(owner=alice)
    CaptionJob.objects.filter(state=State.QUEUED).update(state=State.EXPIRED)
    rows.job(owner=alice)
    html = _html(alice_client)
    assert "in her own words" in html
    assert "words 0" not in html
    assert "No caption: expired" in html
    assert "Still being written" in html


def test_each_photo_is_listed_once_as_it_was_written_last(alice, alice_client):
    first = _done(alice)
    second = submit.regenerate(first.captions.get(), first.brief)
    assert _listed(alice_client) == [second.public_id]
    second.cancel()
    assert _listed(alice_client) == [first.public_id]  # what it had still stands


# --- Finding -----------------------------------------------------------------------------------


@pytest.fixture
def three(alice) -> dict[str, CaptionJob]:
    """Three results that differ in everything the filters know."""
    found = {
        "dog": _done(alice, note="Dog by the sea", tone="funny"),
        "bus": _done(alice, note="A bus, 100% late", tone="dry, like rain", platform="x"),
        "été": _done(alice, note="Un été à Paris", audience="academic"),
    }
    for day, job in enumerate(found.values(), start=1):
        CaptionJob.objects.filter(pk=job.pk).update(
            created_at=datetime(2026, 5, day, 23, tzinfo=UTC)
        )
    return found


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=dog", ["dog"]),
        ("q=SEA+dog", ["dog"]),
        ("q=dog+bus", []),
        ("q=100%25", ["bus"]),
        ("q=_", []),
        ("q=été", ["été"]),
        ("tone=funny", ["dog"]),
        ("tone=dry, like rain", ["bus"]),
        ("audience=academic", ["été"]),
        ("platform=x", ["bus"]),
        ("since=2026-05-02", ["été", "bus"]),
        ("until=2026-05-02", ["bus", "dog"]),
        ("since=2026-05-02&until=2026-05-02", ["bus"]),
        ("since=0001-01-01&until=9999-12-31", ["été", "bus", "dog"]),
        ("q=dog&platform=x", []),
        ("q=&tone=", ["été", "bus", "dog"]),
    ],
)
def test_captions_are_found_by_words_and_by_how_they_were_asked_for(
    alice_client, three, query, names
):
    assert _listed(alice_client, f"?{query}") == [three[name].public_id for name in names]


def test_what_is_searched_is_what_stands_there_now(alice_client, three):
    caption = three["dog"].captions.get()
    edits.save(caption, edits.Edit(text="A cat, after all"), version=0)
    assert _listed(alice_client, "?q=cat") == [three["dog"].public_id]
    assert _listed(alice_client, "?q=dog") == []
    assert _listed(alice_client, "?q=text") == []  # the name of a field is no word of hers
    edits.save(caption, edits.Edit(text="A fox, then"), version=1)
    assert _listed(alice_client, "?q=fox") == [three["dog"].public_id]
    assert _listed(alice_client, "?q=cat") == []
    edits.undo(caption, version=2)
    edits.undo(caption, version=3)
    assert _listed(alice_client, "?q=dog") == [three["dog"].public_id]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("since=yesterday", "Enter a valid date"),
        ("tone=<b>", "not one of the available choices"),
        ("platform=myspace", "not one of the available choices"),
        (f"q={'x' * 101}", "at most 100 characters"),
        ("q=%00", "Null characters"),
    ],
)
def test_a_filter_that_is_none_is_told_at_its_field(alice_client, three, query, words):
    response = alice_client.get(f"/history/?{query}")
    assert response.status_code == 422
    assert words in response.content.decode()


def test_the_tones_to_choose_from_are_those_she_has_used(alice_client, three, charlie_client):
    options = re.findall(
        r'<option value="([^"]+)"', _html(alice_client).partition("id_audience")[0]
    )
    assert options == ["dry, like rain", "funny", "happy"]
    assert "dry, like rain" not in _html(charlie_client, "?q=x")


# --- Taking away -------------------------------------------------------------------------------


def _exported(client, **sent) -> str:
    response = client.post("/history/export/", sent)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    return b"".join(response.streaming_content).decode("utf-8-sig")


def test_the_chosen_captions_come_as_a_table_or_as_json(alice_client, three):
    chosen = [three["dog"].public_id, three["été"].public_id]
    table = list(csv.DictReader(StringIO(_exported(alice_client, job=chosen, format="csv"))))
    assert [row["id"] for row in table] == chosen[::-1]
    assert table[1]["caption"] == "Dog by the sea 0"
    assert table[1]["photo"].startswith("http://testserver/photos/")
    listed = json.loads(_exported(alice_client, job=chosen, format="json"))
    assert [one["id"] for one in listed] == chosen[::-1]


def test_all_means_all_that_the_filters_find(alice_client, three):
    html = _html(alice_client, "?since=2026-05-02")
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))
    hidden.pop("csrfmiddlewaretoken", None)
    table = _exported(alice_client, **hidden, all="on", format="csv")
    assert re.findall(r"cap_[\w-]{22}", table) == [three["été"].public_id, three["bus"].public_id]


def test_nobody_takes_away_what_is_not_hers(charlie_client, three):
    everything = [job.public_id for job in three.values()]
    assert json.loads(_exported(charlie_client, job=everything, format="json")) == []
    assert json.loads(_exported(charlie_client, all="on", format="json")) == []


@pytest.mark.parametrize(
    ("sent", "words"),
    [({"format": "xls"}, "format must be one of"), ({"all": "on", "since": "x"}, "since: Enter")],
)
def test_an_export_that_cannot_be_is_refused_by_its_field(alice_client, sent, words):
    response = alice_client.post("/history/export/", {"format": "csv"} | sent)
    assert response.status_code == 422
    assert words in response.content.decode()


# --- Deleting ----------------------------------------------------------------------------------


def test_deleting_asks_with_the_number_then_removes_photos_and_all_versions(alice, alice_client):
    gone, kept = _done(alice), _done(alice)
    newer = submit.regenerate(gone.captions.get(), gone.brief)
    asked = alice_client.post("/history/delete/", {"job": [newer.public_id]})
    assert "Delete 1 photo?" in asked.content.decode()
    assert Photo.objects.count() == 2
    fields = re.findall(r'name="(\w+)" value="([^"]*)"', asked.content.decode())
    response = alice_client.post("/history/delete/", dict(fields))
    assert response["Location"] == "/history/"
    assert "1 photo deleted" in _html(alice_client)
    assert [job.pk for job in CaptionJob.objects.all()] == [kept.pk]
    assert not default_storage.exists(gone.photo.file.name)


def test_where_more_is_found_than_was_agreed_to_it_asks_again(alice, alice_client):
    rows.job(owner=alice)
    sent = {"all": "on", "sure": "1"}
    rows.job(owner=alice)
    assert "Delete 2 photos?" in alice_client.post("/history/delete/", sent).content.decode()
    assert Photo.objects.count() == 2


def test_a_filter_that_is_none_deletes_nothing(alice, alice_client):
    rows.job(owner=alice)
    sent = {"all": "on", "sure": "1", "since": "yesterday"}
    assert alice_client.post("/history/delete/", sent).status_code == 422
    assert Photo.objects.count() == 1


@pytest.mark.parametrize("sent", [{}, {"job": ["\x00", "cap_unknown"]}])
def test_choosing_nothing_deletes_nothing_and_says_so(alice, alice_client, sent):
    rows.job(owner=alice)
    alice_client.post("/history/delete/", sent | {"sure": "0"})
    assert "Nothing was chosen" in _html(alice_client)
    assert Photo.objects.count() == 1


def test_nobody_deletes_what_is_not_hers(alice, charlie_client, client):
    job = rows.job(owner=alice)
    anonymous = rows.job(visitor="somebody")
    for other in (charlie_client, client):
        for sent in ({"job": [job.public_id, anonymous.public_id]}, {"all": "on"}):
            other.post("/history/delete/", sent | {"sure": "1"})
            other.post("/history/delete/", sent | {"sure": "2"})
    assert Photo.objects.count() == 2


# --- The page ----------------------------------------------------------------------------------


def test_where_guests_are_not_allowed_nothing_is_listed_or_taken(client, settings):
    settings.ANONYMOUS = False
    assert client.get("/history/")["Location"] == "/sign-in/?next=/history/"
    for path in ("/history/export/", "/history/delete/"):
        assert client.post(path, {"all": "on"})["Location"].startswith("/sign-in/")


def test_no_history_page_holds_what_the_policy_would_block(alice, alice_client):
    _done(alice)
    pages = [_html(alice_client), _html(alice_client, "?q=x&since=x")]
    pages.append(alice_client.post("/history/delete/", {"all": "on"}).content.decode())
    for html in pages:
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
        assert html.count("<h1") == 1
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), ids
