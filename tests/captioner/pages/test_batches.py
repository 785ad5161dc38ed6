"""Many photos on one page: how far each is, another try, all of it as a file, all of it gone."""

import json
import re

import pytest
from django.urls import reverse

from captioner import batches
from captioner.errors import EngineFailed, Refused
from captioner.models import Batch, CaptionJob, Photo
from tests import rows
from tests.captioner.pages.visiting import HTMX, work


def _made(client, *names: str, bad: str = "") -> Batch:
    files = [rows.upload(name) for name in names]
    if bad:
        files.append(rows.upload(bad, b"no photo"))
    client.post("/", {"photo": files})
    return Batch.objects.latest("pk")


def _path(batch: Batch, what: str = "batch", *more) -> str:
    return reverse(what, args=[batch.public_id, *more])


def _html(client, batch: Batch, **kwargs) -> str:
    return client.get(_path(batch), **kwargs).content.decode()


def test_each_photo_has_its_own_progress_and_its_own_end(client):
    batch = _made(client, "a.jpg", "b.jpg", bad="c.pdf")
    html = _html(client, batch)
    assert "1 of 3 done" in html
    assert html.count("Waiting its turn") == 2
    assert "not a photo in a format known here" in html
    assert re.search(r'<noscript><meta http-equiv="refresh" content="\d+"></noscript>', html)
    work()
    html = _html(client, batch)
    assert "2 captions, ready to post" in html
    assert "1 failed" in html
    assert all(reverse("caption", args=[job.public_id]) in html for job in CaptionJob.objects.all())
    assert all(name in html for name in ("a.jpg", "b.jpg", "c.pdf"))
    assert "hx-trigger" not in html
    assert "refresh" not in html


def test_htmx_gets_nothing_new_until_something_changes_and_then_the_cards(client):
    batch = _made(client, "a.jpg", "b.jpg")
    seen = re.search(r"seen=\w+", _html(client, batch))[0]
    assert client.get(f"{_path(batch)}?{seen}", headers=HTMX).status_code == 204
    CaptionJob.objects.earliest("pk").cancel()
    html = client.get(f"{_path(batch)}?{seen}", headers=HTMX).content.decode()
    assert "1 of 2 done" in html
    assert "<html" not in html


def test_a_photo_that_was_refused_can_be_replaced(client):
    batch = _made(client, "a.jpg", bad="b.pdf")
    response = client.post(
        _path(batch, "batch-again"), {"position": 1, "photo": rows.upload("b.jpg")}
    )
    assert response["Location"] == _path(batch)
    item = batch.items.get(position=1)
    assert (item.name, item.error_code, item.job.state) == ("b.jpg", "", "queued")


def test_a_photo_whose_writing_failed_needs_no_second_upload(client):
    batch = _made(client, "a.jpg", "b.jpg")
    work(Refused("slur"))
    html = _html(client, batch)
    assert html.count("Nothing fit to post came out") == 2
    assert 'type="file"' not in html
    client.post(_path(batch, "batch-again"), {"position": 0})
    work()
    assert "1 caption, ready to post" in _html(client, batch)


@pytest.mark.parametrize(
    ("position", "status"), [("1", 400), ("0", 409), ("7", 404), ("x", 404), ("", 404)]
)
def test_a_try_that_cannot_be_is_refused(client, position, status):
    batch = _made(client, "a.jpg", bad="b.pdf")
    work()
    assert client.post(_path(batch, "batch-again"), {"position": position}).status_code == status


def test_all_captions_come_as_one_file(client):
    batch = _made(client, "a.jpg", "b.jpg")
    work()
    table = client.get(_path(batch, "batch-export", "csv"))
    assert "attachment" in table["Content-Disposition"]
    assert table.getvalue().decode().count("words 0") == 2
    notation = json.loads(client.get(_path(batch, "batch-export", "json")).getvalue())
    assert [one["file"] for one in notation] == ["a.jpg", "b.jpg"]
    assert client.get(_path(batch, "batch-export", "xls")).status_code == 422


def test_delete_removes_all_photos(client):
    batch = _made(client, "a.jpg", "b.jpg")
    work()
    response = client.post(_path(batch, "batch-delete"))
    assert response["Location"] == "/"
    assert b"Deleted: all photos of the batch" in client.get("/").content
    assert not Photo.objects.exists()
    assert not Batch.objects.exists()


def test_nobody_else_sees_or_changes_a_batch(client, alice_client, charlie_client):
    for owner in (client, alice_client):
        batch = _made(owner, "a.jpg", bad="b.pdf")
        assert charlie_client.get(_path(batch)).status_code == 404
        assert charlie_client.get(_path(batch, "batch-export", "csv")).status_code == 404
        again = charlie_client.post(_path(batch, "batch-again"), {"position": 1})
        assert again.status_code == 404
        assert charlie_client.post(_path(batch, "batch-delete")).status_code == 404
    assert Batch.objects.count() == 2


def test_a_large_batch_costs_no_more_queries_than_a_small_one(client, django_assert_num_queries):
    def queries(count: int) -> int:
        batch = _made(client, *(f"{n}.jpg" for n in range(count)))
        work()
        with django_assert_num_queries(5):  # session, batch, voice or not, items, captions
            client.get(_path(batch))
        return count

    assert queries(2) < queries(6)


def test_an_error_that_may_pass_is_told_as_one_to_try_again(client):
    batch = _made(client, "a.jpg", "b.jpg")
    for _ in range(3):
        CaptionJob.objects.update(available_at="2020-01-01T00:00:00Z")
        work(EngineFailed("out of memory"))
    assert batches.progress(batches.items(batch))["failed"] == 2
    assert "try again in a minute" in _html(client, batch)
