"""Thumbs, reasons and copies from the result's page: by its buttons alone, and by its script."""

import re

import pytest
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import reverse

from captioner import deletion, edits
from captioner.edits import Edit
from captioner.models import Caption, CaptionJob
from feedback.models import Feedback, Reason
from feedback.record import record
from tests import rows

pytestmark = pytest.mark.django_db

PAGE = {"Accept": "text/html"}
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def job(alice) -> CaptionJob:
    return rows.result(owner=alice, variants=2)


@pytest.fixture
def page(alice) -> Client:
    client = Client()
    client.force_login(alice)
    return client


def _say(client: Client, job: CaptionJob, headers=PAGE, **said):
    url = reverse("caption-feedback", args=[job.public_id])
    return client.post(url, {"caption": 0} | said, headers=headers)


# --- Saying it -------------------------------------------------------------------------------


def test_a_button_leads_back_to_its_caption(page, job):
    answer = _say(page, job, caption=1, thumbs="down", reasons=["unsafe", "too_long"])
    assert answer.status_code == 303
    assert answer["Location"] == f"/captions/{job.public_id}/#caption-2"
    said = Feedback.objects.get()
    assert (said.caption.position, said.thumbs) == (1, "down")
    assert said.reasons == ["unsafe", "too_long"]


@pytest.mark.parametrize("headers", [SCRIPT, {"X-Requested-With": "XMLHttpRequest"}])
def test_a_script_is_answered_with_how_it_stands(page, job, headers):
    answer = _say(page, job, headers, thumbs="up", text="hello", tags="#Tag1, mine", version=0)
    assert answer.status_code == 200
    stands = answer.json()
    assert (stands["thumbs"], stands["text"], stands["version"]) == ("up", "hello", 1)
    assert stands["tags"] == ["#Tag1", "#mine"]


def test_what_a_form_does_not_send_stays_as_it_stands(page, job):
    _say(page, job, thumbs="down", reasons=["unsafe"])
    _say(page, job, copied=["all", "tags"])
    said = Feedback.objects.get()
    assert (said.thumbs, said.reasons, said.copied) == ("down", ["unsafe"], ["all", "tags"])
    assert said.version == 0


def test_a_thumb_sent_with_no_box_ticked_has_no_reasons(page, job):
    _say(page, job, thumbs="down", reasons=["unsafe"])
    _say(page, job, thumbs="down")
    assert Feedback.objects.get().reasons == []


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"caption": "first"}, "caption"),
        ({"caption": 2}, "caption"),
        ({"thumbs": "sideways"}, "thumbs"),
        ({"reasons": ["ugly"], "thumbs": "down"}, "reasons"),
        ({"copied": ["photo"]}, "copied"),
        ({"text": "x" * 100_000, "version": 0}, "text"),
        ({"text": "", "version": 0}, "text"),
        ({"tags": "#a #b! ", "version": 0}, "tags"),
        ({"alt_text": "hello"}, "version"),
        ({"alt_text": "a\x00b", "version": 0}, "alt_text"),
        ({"version": -1}, "version"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name_and_nothing_is_stored(page, job, said, field):
    answer = _say(page, job, SCRIPT, **said)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not Feedback.objects.exists()
    in_words = _say(page, job, **said)
    assert in_words.status_code == 422
    assert in_words["Content-Type"].startswith("text/html")


def test_a_script_that_is_too_late_is_shown_what_stands_there(page, job):
    edits.save(job.captions.first(), Edit(text="from the phone"), version=0)
    late = _say(page, job, SCRIPT, text="from the desk", version=0)
    assert late.status_code == 409
    assert late.json()["current"]["text"] == "from the phone"


def test_nobody_else_may_say_anything(job, charlie):
    stranger = Client()
    stranger.force_login(charlie)
    for client in (stranger, Client()):
        assert _say(client, job, thumbs="up").status_code == 404
    assert not Feedback.objects.exists()


def test_a_deleted_result_is_gone_for_feedback_too(page, job):
    deletion.delete_photo(job.photo)
    assert _say(page, job, thumbs="up").status_code == 404


def test_only_a_form_of_our_own_may_say_it(alice, job):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    assert _say(client, job, thumbs="up").status_code == 403
    assert client.get(reverse("caption-feedback", args=[job.public_id])).status_code == 405


# --- The buttons -----------------------------------------------------------------------------


def _buttons(job: CaptionJob) -> str:
    template = engines["django"].from_string(
        "{% load feedback %}{% judgements job as said %}"
        "{% for caption in job.captions.all %}{% judgement said forloop.counter0 %}{% endfor %}"
    )
    return template.render({"job": job}, RequestFactory().get("/"))


def _pressed(html: str) -> list[tuple[str, str, str]]:
    return re.findall(r'data-thumbs="(\w+)" value="(\w*)" aria-pressed="(\w+)"', html)


def test_each_caption_has_its_thumbs_and_a_pressed_one_takes_itself_back(job):
    record(job.captions.all()[1], thumbs="down")
    up, down = ("up", "up", "false"), ("down", "down", "false")
    assert _pressed(_buttons(job)) == [up, down, up, ("down", "", "true")]


def test_reasons_are_asked_for_after_a_thumb_down_and_stay_ticked(job):
    html = _buttons(job)
    assert html.count('<form class="reasons"') == html.count("hidden>") == 2
    record(job.captions.first(), thumbs="down", reasons=["unsafe"])
    html = _buttons(job)
    assert html.count("hidden>") == 1
    assert re.findall(r'value="(\w+)" checked', html) == ["unsafe"]
    offered = re.findall(r'name="reasons" value="(\w+)"', html)
    assert offered == Reason.values * 2


def test_every_form_carries_its_token_and_its_caption(job):
    html = _buttons(job)
    assert html.count("csrfmiddlewaretoken") == html.count("<form") == 4
    assert re.findall(r'name="caption" value="(\d)"', html) == ["0", "0", "1", "1"]


def test_the_buttons_of_five_captions_ask_the_database_once_for_what_was_said(
    alice, django_assert_num_queries
):
    job = rows.result(owner=alice, variants=5)
    job = CaptionJob.objects.prefetch_related("captions").get(pk=job.pk)
    with django_assert_num_queries(1):
        _buttons(job)


def test_only_who_made_a_result_is_asked_what_she_thinks_of_it(page, job):
    shared = rows.result(visitor="mark")
    for client, result, asked in ((page, job, 2), (page, shared, 0), (Client(), shared, 0)):
        html = client.get(reverse("caption", args=[result.public_id])).content.decode()
        assert html.count('class="judgement"') == asked


# --- Changing it -----------------------------------------------------------------------------


def _change(client: Client, job: CaptionJob, name: str, **fields):
    url = reverse(f"caption-{name}", args=[job.public_id])
    return client.post(url, {"caption": 0} | fields)


def test_an_edit_alone_is_her_word_on_the_draft_and_an_undo_takes_it_back(page, job):
    _change(page, job, "edit", version=0, text="mine")
    said = Feedback.objects.get()
    assert (said.text, said.edited, said.thumbs) == ("mine", True, "")
    _change(page, job, "undo", version=1)
    said.refresh_from_db()
    assert (said.text, said.edited) == ("words 0", False)
    assert [event.changes["text"] for event in said.events.all()] == ["mine", "words 0"]


def test_what_stands_when_another_is_asked_for_is_her_word_too(page, job):
    _change(page, job, "regenerate", version=0, text="nearly", wish="shorter")
    assert Feedback.objects.get().text == "nearly"


def test_a_save_that_changes_nothing_says_nothing(page, job):
    _change(page, job, "edit", version=0, text="words 0")
    assert not Feedback.objects.exists()


def test_a_photo_that_goes_at_that_moment_is_not_found(page, job, monkeypatch):
    def gone(*_, **__):
        raise Caption.DoesNotExist

    monkeypatch.setattr("feedback.pages.record", gone)
    assert _change(page, job, "edit", version=0, text="mine").status_code == 404
