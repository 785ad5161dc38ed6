"""A person at a terminal takes the reviews of one reviewer to Label Studio."""

import json
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from tests.feedback.approved import said

pytestmark = pytest.mark.django_db


def test_it_writes_tasks_and_the_config_for_them(alice, bob, tmp_path):
    said(alice, 1, text="low tide")
    out = StringIO()
    call_command(
        "export_labels", str(tmp_path / "out"), "--by", "bob", "--photos-at", "https://x.org/",
        "--store", stdout=out,
    )  # fmt: skip
    assert out.getvalue().startswith("1 tasks in ")
    [task] = json.loads((tmp_path / "out" / "tasks.json").read_text())
    assert task["data"]["image"].startswith("https://x.org/images/")
    assert default_storage.exists(f"{out.getvalue().split()[-1]}/tasks.json")
    assert "<View>" in (tmp_path / "out" / "config.xml").read_text()


@pytest.mark.parametrize("name", ["nobody", "alice"])
def test_only_for_who_may_review(alice, name, tmp_path):
    with pytest.raises(CommandError, match="may review"):
        call_command("export_labels", str(tmp_path / "out"), "--by", name)
