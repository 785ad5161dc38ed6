"""An operator may look at what people thought, and at nothing of it else."""

import re

import pytest
from django.urls import reverse

from captioner.edits import Edit
from feedback.models import Feedback
from feedback.record import record
from tests import rows

pytestmark = pytest.mark.django_db

LIST = "admin:feedback_feedback_changelist"


def _said(owner, n: int = 0, **said) -> Feedback:
    return record(rows.result(owner=owner, note=f"beach {n}").captions.get(), **said)


def _listed(client, **query) -> int:
    page = client.get(reverse(LIST), query)
    assert page.status_code == 200
    return len(re.findall(r'class="field-caption', page.content.decode()))


def test_the_list_is_searched_and_filtered(admin_client, alice, charlie):
    first = _said(alice, 1, thumbs="up")
    _said(charlie, 2, thumbs="down", reasons=["unsafe"])
    _said(charlie, 3, edit=Edit(text="mine"), version=0)
    assert _listed(admin_client) == 3
    assert _listed(admin_client, thumbs__exact="down") == 1
    assert _listed(admin_client, edited__exact=1) == 1
    assert _listed(admin_client, training__exact=1) == 0
    assert _listed(admin_client, q="beach 2") == 1
    assert _listed(admin_client, q="charlie") == 2
    assert _listed(admin_client, q=first.caption.job.public_id) == 1


def test_one_word_shows_how_it_came_about_and_takes_no_change(admin_client, alice):
    said = _said(alice, thumbs="up")
    record(said.caption, thumbs="down", reasons=["too_generic"])
    url = reverse("admin:feedback_feedback_change", args=[said.pk])
    html = admin_client.get(url).content.decode()
    assert "too generic" in html
    assert 'name="_save"' not in html
    assert admin_client.post(url, {"thumbs": "up"}).status_code == 403
    assert admin_client.get(reverse("admin:feedback_feedback_add")).status_code == 403
    delete = reverse("admin:feedback_feedback_delete", args=[said.pk])
    assert admin_client.post(delete, {"post": "yes"}).status_code == 403


def test_a_longer_list_asks_the_database_no_more(
    admin_client, alice, django_assert_max_num_queries
):
    for n in range(2):
        _said(alice, n, thumbs="up")
    with django_assert_max_num_queries(50) as few:
        _listed(admin_client)
    for n in range(2, 12):
        _said(alice, n, thumbs="up")
    with django_assert_max_num_queries(len(few)):
        assert _listed(admin_client) == 12


def test_a_photo_that_was_judged_can_still_be_deleted_there(admin_client, alice):
    said = _said(alice, thumbs="up")
    url = reverse("admin:captioner_photo_delete", args=[said.caption.job.photo_id])
    assert admin_client.post(url, {"post": "yes"}).status_code == 302
    assert not Feedback.objects.exists()
