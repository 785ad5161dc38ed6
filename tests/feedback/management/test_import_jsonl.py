"""A person at a terminal brings captioned photos in, and is told of each line that is bad."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from feedback.datasets import snapshot
from tests.feedback.datasets import makers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _datasets_dir(settings, tmp_path):
    settings.DATASETS_DIR = tmp_path / "datasets"


def _file(tmp_path, *captions: str):
    (tmp_path / "a.jpg").write_bytes(makers.photo(1))
    with (tmp_path / "rows.jsonl").open("w") as file:
        for caption in captions:
            turn = {"role": "assistant", "content": caption}
            file.write(json.dumps({"messages": [turn], "images": ["a.jpg"]}) + "\n")
    return tmp_path / "rows.jsonl"


def test_it_makes_a_snapshot_that_a_dataset_can_be_built_from(tmp_path):
    out, err = StringIO(), StringIO()
    path = _file(tmp_path, "a dog by the sea", "x" * 6000)
    call_command("import_jsonl", str(path), "mine", stdout=out, stderr=err)
    [folder] = (tmp_path / "datasets" / "archives" / "mine").glob("[0-9a-f]*")
    assert out.getvalue() == f"1 rows in {folder}\n"
    assert "line 2: caption must be 1 to 5000 characters, not 6000" in err.getvalue()
    [row] = snapshot.read(folder).rows
    assert (row.source, row.caption) == ("etl:mine", "a dog by the sea")


@pytest.mark.parametrize(
    ("name", "said"), [("My Own", "name must be"), ("mine", "No such file")], ids=["name", "file"]
)
def test_what_it_cannot_do_it_says_in_one_line(tmp_path, name, said):
    with pytest.raises(CommandError, match=said):
        call_command("import_jsonl", str(tmp_path / "rows.jsonl"), name)
