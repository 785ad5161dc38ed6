"""A person at a terminal brings Label Studio's annotations back."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from feedback.models import Review, ReviewState
from tests.feedback.approved import said

pytestmark = pytest.mark.django_db


def _file(path, *verdicts: str):
    tasks = [
        {
            "data": {"id": f"feedback:{item.feedback_id}", "revision": item.revision},
            "annotations": [
                {"result": [{"from_name": "verdict", "value": {"choices": [verdict]}}]}
            ],
        }
        for item, verdict in zip(Review.objects.order_by("pk"), verdicts, strict=True)
    ]
    path.write_text(json.dumps(tasks))
    return path


def test_it_takes_what_it_can_and_names_what_it_cannot(alice, bob, tmp_path):
    for n in range(3):
        said(alice, n, text=f"tide {n}")
    out, err = StringIO(), StringIO()
    path = _file(tmp_path / "back.json", "approve", "maybe", "reject")
    call_command("import_labels", str(path), "--by", "bob", stdout=out, stderr=err)
    assert out.getvalue() == "approved 1, rejected 1\n"
    assert "task 2: verdict must be approve or reject" in err.getvalue()
    assert Review.objects.get(state=ReviewState.APPROVED).reviewer == bob


BAD_FILES = {
    "no list": (b'{"a": 1}', "no JSON list of tasks"),
    "cut short": (b'[{"data": {}},{"data"', "task 2 is no JSON, or over 1 MB"),
    "of numbers": (b"[1]", "task 1 is no JSON object"),
    "Latin-1": ('[{"a": "é"}]'.encode("latin-1"), "not UTF-8"),
    "empty": (b"", "no JSON list"),
}


@pytest.mark.parametrize(("data", "words"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_file_that_is_none_is_refused(bob, tmp_path, data, words):
    (tmp_path / "back.json").write_bytes(data)
    with pytest.raises(CommandError, match=words):
        call_command("import_labels", str(tmp_path / "back.json"), "--by", "bob")


def test_a_file_of_many_tasks_is_read_piece_by_piece(alice, bob, tmp_path, monkeypatch):
    said(alice, 1, text="tide")
    [task] = json.loads(_file(tmp_path / "back.json", "approve").read_text())
    task["data"]["note"] = "x" * 50
    (tmp_path / "back.json").write_text(json.dumps([task] * 20, indent=2))
    monkeypatch.setattr("feedback.datasets.labelstudio._TASK_MAX", 500)
    out = StringIO()
    call_command("import_labels", str(tmp_path / "back.json"), "--by", "bob", stdout=out)
    assert out.getvalue() == "approved 1, decided already 19\n"


def test_a_file_that_is_not_there_is_named(bob, tmp_path):
    with pytest.raises(CommandError, match=r"back\.json: No such file"):
        call_command("import_labels", str(tmp_path / "back.json"), "--by", "bob")
