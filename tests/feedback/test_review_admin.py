"""The review screen, the queue's list and its bulk actions, as a browser asks for them."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from captioner import deletion, preferences
from captioner.edits import Edit
from feedback import review, review_queue
from feedback.models import Review, ReviewEvent, ReviewState
from feedback.record import record
from tests import rows

pytestmark = pytest.mark.django_db

LIST = "admin:feedback_review_changelist"
START = "admin:feedback_review_start"
BULK = "admin:feedback_review_bulk"


@pytest.fixture(autouse=True)
def alice_allows_training(alice):
    preferences.consent(True, owner=alice)


@pytest.fixture(autouse=True)
def no_second(monkeypatch):
    monkeypatch.setattr("feedback.review.drawn_for_a_second", lambda feedback_id: False)


@pytest.fixture
def reviewer(client, bob):
    client.force_login(bob)
    return client


def said(owner, text: str = "slow morning, good dog", **more) -> Review:
    caption = rows.result(owner=owner, note="by the sea").captions.get()
    feedback = record(caption, edit=Edit(text=text), version=0, **more)
    return Review.objects.get(feedback=feedback)


def page_of(item: Review) -> str:
    return reverse("admin:feedback_review_change", args=[item.pk])


def press(client, item: Review, act: str, **fields):
    sent = {"act": act, "revision": item.revision} | fields
    return client.post(page_of(item), sent)


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_screen_shows_what_was_changed_and_what_was_asked_for(reviewer, alice):
    item = said(alice, "words of mine <b>", thumbs="down", reasons=["too_generic"])
    html = reviewer.get(page_of(item)).content.decode()
    assert "<del>by the sea 0</del><ins>words of mine &lt;b&gt;</ins>" in html
    for told in ("happy", "personal", "instagram", "by the sea", "thumb down", "Too generic"):
        assert told in words(html)
    photo = reviewer.get(reverse("admin:feedback_review_photo", args=[item.pk]))
    assert (photo.status_code, photo["Content-Type"]) == (200, "image/jpeg")
    assert "private" in photo["Cache-Control"]
    assert photo.getvalue().startswith(b"\xff\xd8")


def test_an_alt_text_that_a_describer_would_learn_is_shown_before_it_is_approved(reviewer, alice):
    plain = said(alice)
    assert "Alt text, which the describer" not in reviewer.get(page_of(plain)).content.decode()
    caption = plain.feedback.caption
    record(caption, edit=Edit(alt_text="A <pup> on a beach."), version=1)
    mended = Review.objects.get(pk=plain.pk)
    html = reviewer.get(page_of(mended)).content.decode()
    assert "A <del>dog</del><ins>&lt;pup&gt;</ins> on a beach." in html
    fields = {"action": "approve", "_selected_action": [mended.pk]}
    listed = reviewer.post(reverse("admin:feedback_review_changelist"), fields).content.decode()
    assert "Alt text: A &lt;pup&gt; on a beach." in listed


def test_a_reviewer_goes_from_item_to_item_until_none_waits(reviewer, alice):
    first, second = said(alice), said(alice)
    assert reviewer.post(reverse(START)).url == page_of(first)
    answer = press(reviewer, first, "approve", text=first.feedback.text, tags="")
    assert answer.url == page_of(second)
    assert press(reviewer, second, "reject", reasons=["unsafe"]).url == reverse(LIST)
    states = Review.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["corrected", "rejected"]  # without the tags
    html = reviewer.get(reverse(LIST)).content.decode()
    assert "You reviewed 2 of 2 today" in words(html)


def test_next_and_previous_walk_what_was_seen_and_leave_it_to_others(reviewer, alice, carol):
    items = [said(alice) for _ in range(3)]
    reviewer.get(page_of(items[0]))
    assert press(reviewer, items[0], "next").url == page_of(items[1])
    assert review_queue.take(Review.objects.get(pk=items[0].pk), carol)
    reviewer.get(page_of(items[1]))
    assert press(reviewer, items[1], "previous").url == page_of(items[0])
    html = reviewer.get(page_of(items[0])).content.decode()
    assert "carol looks at this one now" in html
    assert 'value="approve"' not in html
    assert press(reviewer, items[0], "next").url == page_of(items[1])
    assert press(reviewer, items[1], "next").url == page_of(items[2])


def test_the_last_verdict_is_undone_from_the_list_that_it_led_to(reviewer, alice):
    item = said(alice)
    assert "Undo your last" not in reviewer.get(reverse(LIST)).content.decode()
    assert press(reviewer, item, "approve").url == reverse(LIST)
    shown = reviewer.get(reverse(LIST)).content.decode()
    assert "Undo your last" in shown
    assert "Review the next" not in shown
    assert reviewer.post(reverse(START), {"act": "undo"}).url == page_of(item)
    item.refresh_from_db()
    assert item.state == "pending"
    assert reviewer.post(reverse(START), {"act": "undo"}).url == reverse(LIST)


def test_undo_brings_the_last_item_back(reviewer, alice):
    first, second = said(alice), said(alice)
    press(reviewer, first, "reject")
    assert press(reviewer, second, "undo").url == page_of(first)
    assert Review.objects.get(pk=first.pk).state == ReviewState.PENDING
    assert press(reviewer, second, "undo").url == page_of(second)


@pytest.mark.parametrize(
    ("act", "fields", "status", "told"),
    [
        ("approve", {"text": "", "tags": ""}, 422, "text must be 1 to 5000 characters"),
        ("approve", {"text": "x" * 5001, "tags": ""}, 422, "text must be 1 to 5000 characters"),
        ("approve", {"text": "x\x00", "tags": ""}, 422, "characters that are no text"),
        ("approve", {"text": "x", "tags": "#two-words"}, 422, "“#two-words” must be one word"),
        ("reject", {"reasons": ["ugly"]}, 422, "is no reason"),
        ("shred", {}, 422, "is no button of this page"),
        ("approve", {"revision": "x"}, 422, "revision must be the number"),
        ("approve", {"revision": "7", "text": "mine", "tags": ""}, 409, "look again"),
    ],
)
def test_what_cannot_be_stored_is_told_and_what_was_typed_stays(
    reviewer, alice, act, fields, status, told
):
    item = said(alice)
    answer = press(reviewer, item, act, **fields)
    assert answer.status_code == status
    html = answer.content.decode()
    assert told[1:] in html.replace("&#x27;", "'")  # messages begin with a capital there
    if fields.get("text", "").isalpha():
        assert f">{fields['text']}</textarea>" in html
    assert not ReviewEvent.objects.exists()


def test_an_item_that_was_deleted_meanwhile_is_told_and_the_next_one_shown(reviewer, alice):
    gone, other = said(alice), said(alice)
    deletion.delete_photo(gone.feedback.caption.job.photo)
    answer = press(reviewer, gone, "approve")
    assert answer.url == page_of(other)
    assert "That one is gone" in reviewer.get(answer.url).content.decode()


@pytest.mark.parametrize("pk", ["999999", "x", "1/../2", str(10**30)])
def test_an_item_that_is_not_there_is_not_found(reviewer, pk):
    assert reviewer.get(f"/admin/feedback/review/{pk}/change/").status_code == 404


# --- Who may -----------------------------------------------------------------------------------


def test_words_without_consent_open_to_no_reviewer(reviewer, charlie):
    item = said(charlie)
    assert reviewer.get(page_of(item)).status_code == 404
    photo = reverse("admin:feedback_review_photo", args=[item.pk])
    assert reviewer.get(photo).status_code == 404
    assert "good dog" not in reviewer.get(f"{reverse(LIST)}?state=pending").content.decode()


@pytest.mark.parametrize(
    ("permissions", "looks", "decides"),
    [((), 403, 403), (("view_review",), 200, 403), (("change_review",), 200, 303)],
)
def test_who_may_look_and_who_may_decide(
    client, alice, django_user_model, permissions, looks, decides
):
    dave = django_user_model.objects.create_user("dave", is_staff=True)
    dave.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(dave)
    item = said(alice)
    photo = reverse("admin:feedback_review_photo", args=[item.pk])
    agreement = reverse("admin:feedback_review_agreement")
    for address in (reverse(LIST), page_of(item), photo, agreement):
        answer = client.get(address)
        assert answer.status_code == looks, address
        answer.getvalue()  # read to its end, which closes a photo's file
    sent = {"act": "reject", "rows": f"{item.pk}:0"}
    for address in (reverse(START), reverse(BULK)):
        assert client.post(address, sent).status_code == decides
    if decides == 403:
        assert press(client, item, "reject").status_code == 403
        assert Review.objects.get().state == ReviewState.PENDING


def test_a_visitor_is_sent_to_sign_in(client, alice, bob):
    item = said(alice)
    photo = reverse("admin:feedback_review_photo", args=[item.pk])
    client.force_login(alice)
    for address in (reverse(LIST), page_of(item), photo):
        assert "/admin/login/" in client.get(address).url


@pytest.mark.parametrize("name", ["start", "bulk"])
def test_what_changes_something_is_posted(reviewer, name):
    assert reviewer.get(reverse(f"admin:feedback_review_{name}")).status_code == 405


def test_nothing_is_added_or_deleted_by_hand(reviewer, alice):
    item = said(alice)
    assert reviewer.get(reverse("admin:feedback_review_add")).status_code == 403
    address = reverse("admin:feedback_review_delete", args=[item.pk])
    assert reviewer.post(address, {"post": "yes"}).status_code == 403


# --- Many at once ------------------------------------------------------------------------------


def _selected(client, items, act: str):
    sent = {"action": act, "_selected_action": [item.pk for item in items]}
    return client.post(reverse(LIST), sent)


def test_many_are_previewed_with_their_count_then_decided_each_with_its_audit(
    reviewer, alice, carol, bob
):
    items = [said(alice, f"number {n}") for n in range(3)]
    review_queue.take(items[2], carol)
    html = _selected(reviewer, items, "reject").content.decode()
    assert "Reject 2 of 3 selected?" in html
    assert "1 of the selected is left out" in html
    assert "<ins>number 0</ins>" in html or "number" in words(html)
    assert not ReviewEvent.objects.exists()
    fields = dict(re.findall(r'type="hidden" name="(act|rows)" value="([^"]*)"', html))
    reviewer.post(reverse(BULK), fields | {"reasons": ["too_generic"]})
    assert Review.objects.filter(state=ReviewState.REJECTED, reasons=["too_generic"]).count() == 2
    assert [(event.act, event.by) for event in ReviewEvent.objects.all()] == [("reject", bob)] * 2


def test_what_changed_after_the_preview_is_left_out(reviewer, alice):
    changed, other = said(alice), said(alice)
    caption = changed.feedback.caption
    caption.refresh_from_db()
    record(caption, edit=Edit(text="she thought better of it"), version=1)
    sent = {"act": "approve", "rows": f"{changed.pk}:0 {other.pk}:0 999999:0"}
    html = reviewer.post(reverse(BULK), sent, follow=True).content.decode()
    assert "Approve: 1 of 3 done. 2 changed meanwhile" in html
    assert review.approved().get() == other


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"act": "shred", "rows": "1:0"}, "act must be one of: approve, reject, skip"),
        ({"act": "undo", "rows": "1:0"}, "act must be one of"),
        ({"act": "skip", "rows": "1"}, "rows must be at most 500 pairs"),
        ({"act": "skip", "rows": " ".join(["1:0"] * 501)}, "rows must be at most 500 pairs"),
        ({"act": "reject", "rows": "", "reasons": ["ugly"]}, "0 of 0"),
    ],
)
def test_a_bulk_request_outside_its_limits_is_told(reviewer, fields, told):
    assert told[1:] in reviewer.post(reverse(BULK), fields, follow=True).content.decode()


# --- Second opinions ---------------------------------------------------------------------------


def test_the_second_reviewer_finds_no_trace_of_the_first(
    reviewer, alice, bob, carol, client, monkeypatch
):
    monkeypatch.setattr("feedback.review.drawn_for_a_second", lambda feedback_id: True)
    first = said(alice)
    press(reviewer, first, "approve", text="bob's own words", tags="")
    client.force_login(carol)
    second = Review.objects.get(second=True)
    for address in (page_of(second), f"{reverse(LIST)}?state=corrected"):
        html = client.get(address).content.decode()
        assert "bob" not in html
    assert client.get(page_of(first)).status_code == 404
    press(client, second, "reject")
    html = words(client.get(reverse("admin:feedback_review_agreement")).content.decode())
    assert "Same verdict, share 0.00 1" in html
    assert "Tags in common where both accept (Jaccard) — 0" in html


# --- Queries -----------------------------------------------------------------------------------


def test_neither_the_list_nor_the_screen_asks_more_for_a_longer_queue(
    reviewer, alice, bob, django_assert_num_queries, django_assert_max_num_queries
):
    def _few(count: int) -> Review:
        items = [said(alice, f"number {n}") for n in range(count)]
        for item in items[: count // 2]:
            review.approve(item, by=bob, revision=0)
        return items[-1]

    item = _few(4)
    addresses = (reverse(LIST), f"{reverse(LIST)}?state=approved", page_of(item))
    for address in addresses:
        reviewer.get(address)  # what is asked once a process, and the first step of the trail
    counted = []
    for address in addresses:
        with django_assert_max_num_queries(16) as asked:
            assert reviewer.get(address).status_code == 200
        counted.append(len(asked))
    _few(12)
    for _ in range(3):  # a longer history too
        review.skip(item, by=bob, revision=0)
    for address, count in zip(addresses, counted, strict=True):
        with django_assert_num_queries(count):
            reviewer.get(address)


def test_a_preview_asks_no_more_for_more_rows(reviewer, alice, django_assert_num_queries):
    items = [said(alice, f"number {n}") for n in range(10)]
    _selected(reviewer, items[:1], "skip")
    with django_assert_num_queries(8):
        _selected(reviewer, items[:2], "skip")
    with django_assert_num_queries(8):
        _selected(reviewer, items, "skip")
