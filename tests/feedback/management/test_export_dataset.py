"""A person at a terminal takes what may train to another trainer."""

import re
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from tests.feedback.approved import approved

pytestmark = pytest.mark.django_db


def test_it_writes_and_says_how_much(alice, bob, tmp_path):
    approved(alice, 1, by=bob, text="low tide")
    out = StringIO()
    call_command("export_dataset", "sft", str(tmp_path / "out"), stdout=out)
    assert out.getvalue() == f"1 lines in {tmp_path / 'out' / 'rows.jsonl'}\n"
    assert "low tide" in (tmp_path / "out" / "rows.jsonl").read_text()
    with pytest.raises(CommandError, match="is there already"):
        call_command("export_dataset", "sft", str(tmp_path / "out"))


def test_it_goes_into_the_storage_under_a_key_of_its_content(alice, bob, tmp_path):
    approved(alice, 1, by=bob, text="low tide")
    out = StringIO()
    call_command("export_dataset", "sft", str(tmp_path / "out"), "--store", stdout=out)
    home = out.getvalue().split("In the storage as ")[1].strip()
    assert re.fullmatch(r"exports/[0-9a-f]{12}", home)
    there = [path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*.*")]
    for name in [*there, "SHA256SUMS"]:
        with default_storage.open(f"{home}/{name}") as file:
            assert file.read() == (tmp_path / "out" / name).read_bytes()


def test_a_kind_that_is_none_is_refused(tmp_path):
    with pytest.raises(CommandError, match="sft"):
        call_command("export_dataset", "parquet", str(tmp_path / "out"))
