"""An export: captions as their creator left them, safe to open in a spreadsheet."""

import csv
import json
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from captioner import edits, exports
from captioner.errors import InvalidBrief
from captioner.models import Batch, BatchItem, CaptionJob
from tests import rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    monkeypatch.setattr("captioner.submit.hint", lambda: None)


def _all():
    return CaptionJob.objects.order_by("pk")


def _table(**options) -> list[dict]:
    text = "".join(exports.csv(_all(), **options))
    assert text.startswith("\ufeff"), "a spreadsheet would misread its letters"
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


def _list(**options) -> list[dict]:
    return json.loads("".join(exports.json(_all(), **options)))


def _edited(job, **changes):
    return edits.save(job.captions.first(), edits.Edit(**changes), version=0)


def test_each_caption_has_a_row_with_what_she_would_post():
    job = rows.result(note="morning", variants=2, tone="witty", platform="threads")
    first, second = _table(site="https://snap.test")
    assert (first["version"], second["version"]) == ("1", "2")
    assert first["caption"] == "morning 0"
    assert first["hashtags"] == "#Tag0 #Tag1 #Tag2 #Tag3 #Tag4"
    assert first["alt_text"] == "A dog on a beach."
    assert (first["platform"], first["tone"], first["note"]) == ("threads", "witty", "morning")
    assert first["photo"] == f"https://snap.test/photos/{job.photo_id}.jpg"
    assert (first["edited"], first["id"], first["status"]) == ("no", str(job), "succeeded")


def test_what_she_edited_is_what_is_exported():
    _edited(rows.result(), text="my own words", tags=("mine",), alt_text="hers")
    [row] = _table()
    assert (row["caption"], row["hashtags"], row["alt_text"]) == ("my own words", "#mine", "hers")
    assert row["edited"] == "yes"
    [document] = _list()
    assert document["captions"][0]["text"] == "my own words"


@pytest.mark.parametrize(
    "caption",
    ["=1+1", "+49 is my number", "- a list\n- of two", "@sam was here"],
)
def test_no_cell_is_a_formula(caption: str):
    _edited(rows.result(), text=f"{caption} and more")
    [row] = _table()
    assert row["caption"].startswith("'")
    assert row["caption"][1:] == f"{caption} and more".strip()


@pytest.mark.parametrize("caption", ["5 = 2 + 3", "“quoted”, with a comma; and ☕", "a\nb"])
def test_other_cells_come_back_letter_for_letter(caption: str):
    _edited(rows.result(), text=caption)
    [row] = _table()
    assert row["caption"] == caption


def test_a_job_without_a_caption_says_why():
    job = rows.job()
    CaptionJob.objects.filter(pk=job.pk).update(state="failed", error_detail="It may not be shown.")
    [row] = _table()
    assert (row["caption"], row["status"], row["error"]) == ("", "failed", "It may not be shown.")
    assert _list()[0]["status"] == "failed"


def test_a_photo_of_a_batch_is_named_as_on_her_machine():
    batch = Batch.objects.create()
    BatchItem.objects.create(batch=batch, position=0, name="IMG_1.jpg", job=rows.result())
    rows.result()
    assert [row["file"] for row in _table()] == ["IMG_1.jpg", ""]
    assert [document["file"] for document in _list()] == ["IMG_1.jpg", ""]


def test_the_json_says_what_was_asked_for():
    job = rows.result(note="morning", tone="witty")
    [document] = _list(site="https://snap.test")
    assert document["id"] == str(job)
    assert document["brief"] == {"tone": "witty", "audience": "personal", "note": "morning"}
    assert document["photo_url"].startswith("https://snap.test/photos/")


def test_nothing_chosen_is_a_file_all_the_same():
    assert _table() == _list() == []


@pytest.mark.parametrize("export", [exports.csv, exports.json])
def test_more_jobs_ask_the_database_no_more_often(export, django_user_model):
    alice = django_user_model.objects.create_user("alice")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            list(export(_all()))
        return len(asked)

    rows.result(owner=alice, voice=rows.voice(owner=alice))
    few = queries()
    for _ in range(3):
        rows.result(owner=alice, voice=rows.voice(owner=alice))
    assert queries() == few


def test_a_browser_saves_it_under_a_name_with_the_day():
    rows.result()
    answer = exports.response(_all(), "csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="captions-20')
    assert b"words 0" in b"".join(answer.streaming_content)
    with pytest.raises(InvalidBrief, match="csv, json"):
        exports.response(_all(), "xml")
