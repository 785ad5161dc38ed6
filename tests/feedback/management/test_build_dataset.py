"""A person at a terminal builds a dataset, and is told what is in it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from captioner.models import CaptionJob
from feedback.datasets import snapshot
from feedback.models import DatasetSnapshot
from tests.feedback.approved import approved

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _datasets_dir(settings, tmp_path):
    settings.DATASETS_DIR = tmp_path / "datasets"


@pytest.fixture
def house(alice, charlie, bob):
    return [approved(alice, 1, by=bob), approved(charlie, 2, by=bob), approved(charlie, 3, by=bob)]


def _run(*words) -> str:
    out = StringIO()
    call_command("build_dataset", *words, stdout=out)
    return out.getvalue()


def test_it_tells_what_is_in_it_and_where_it_lies(house):
    said = _run("house")
    row = DatasetSnapshot.objects.get()
    assert f"house {row.digest[:12]}: 3 rows of 3 photos; train 2, dev 0, test 1" in said
    assert "dev is empty: there are too few owners and pictures to keep it apart" in said
    assert f"Written to {row.path}" in said
    assert len(snapshot.read(row.path).rows) == 3


def test_a_second_time_it_says_that_nothing_is_new(house):
    _run("house")
    assert "Nothing new; it is" in _run("house")


def test_it_says_how_many_no_writer_learns_from_and_describes_them_when_asked(house):
    CaptionJob.objects.filter(captions__feedback__reviews__in=house[:2]).update(description="")
    assert "without a description, which no writer learns from: 2 (--describe)" in _run("house")
    said = _run("house", "--describe")
    assert "2 rows described" in said
    assert "without a description" not in said
    row = DatasetSnapshot.objects.first()
    assert all(record.description for record in snapshot.read(row.path).rows)
    assert "0 rows described" in _run("house", "--describe")


def test_it_writes_where_it_is_told_to(house, tmp_path):
    _run("house", "--out", str(tmp_path / "elsewhere"))
    row = DatasetSnapshot.objects.get()
    assert row.path.parent == tmp_path / "elsewhere"
    assert len(snapshot.read(row.path).rows) == 3


def test_what_it_cannot_do_it_says_in_one_line(house, tmp_path):
    with pytest.raises(CommandError, match="is no snapshot, or was never finished"):
        _run("house", "--from", str(tmp_path))
    with pytest.raises(CommandError, match="name must be 1 to 40"):
        _run("My House")


def test_with_dvc_it_says_under_what_name_it_was_pushed(house, settings, monkeypatch):
    called = []
    monkeypatch.setattr(
        "feedback.snapshots.dvc.add_and_push",
        lambda folder, home: (
            called.append((folder, home)) or folder.with_name(f"{folder.name}.dvc")
        ),
    )
    said = _run("house", "--dvc")
    row = DatasetSnapshot.objects.get()
    assert called == [(row.path, settings.DATASETS_DIR)]
    assert f"{row.path}.dvc" in said


def test_without_a_remote_it_says_how_to_name_one(house, tmp_path, monkeypatch):
    monkeypatch.setenv("DVC_GLOBAL_CONFIG_DIR", str(tmp_path))
    with pytest.raises(CommandError, match=r"no remote specified in .* dvc remote add -d"):
        _run("house", "--dvc")
    assert DatasetSnapshot.objects.exists()
