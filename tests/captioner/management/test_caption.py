"""`manage.py caption` through the bundled models, as a person at a terminal runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent.parent
SAMPLES = ROOT / "static" / "samples"


@pytest.fixture
def caption(tmp_path):
    """Runs the command with no database at hand: its folder does not exist."""

    def run(*arguments) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "manage.py", "caption", *map(str, arguments)],
            cwd=ROOT,
            env={
                "PATH": "/usr/bin:/bin",
                "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
                "DATA_DIR": str(tmp_path / "nothing"),
            },
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_it_prints_description_caption_tags_and_alt_text(caption):
    result = caption(SAMPLES / "dog.jpg", "--seed", 1)
    assert result.returncode == 0, result.stderr
    lines = {line.split()[0]: line for line in result.stdout.splitlines() if line.strip()}
    assert {"description", "caption", "hashtags", "alt"} <= set(lines)
    assert 1 <= lines["hashtags"].count("#") <= 5
    assert "Traceback" not in result.stderr


def test_json_lines_hold_the_result_document_and_failures_beside_it(caption, tmp_path):
    folder = tmp_path / "my photos"
    folder.mkdir()
    (folder / "a.jpg").write_bytes((SAMPLES / "coffee.jpg").read_bytes())
    (folder / "b.jpg").write_bytes(b"not a photo")
    (folder / "c").write_bytes((SAMPLES / "dog.jpg").read_bytes())
    (folder / "notes.txt").write_text("no photo, and not called one")
    options = ("--json", "--tone", "funny", "--variants", 2, "--seed", 1)
    result = caption(folder, tmp_path / "missing.jpg", *options)
    assert result.returncode == 1
    good, bad, unnamed, missing = map(json.loads, result.stdout.splitlines())
    assert (good["path"], good["id"], good["status"]) == (str(folder / "a.jpg"), None, "succeeded")
    assert len(good["captions"]) == 2
    assert 5 <= len(good["captions"][0]["hashtags"]) <= 10
    assert sum(tag["selected"] for tag in good["captions"][0]["hashtags"]) <= 5
    assert bad["status"] == "failed"
    assert bad["error"]["code"] == "photo_type"
    assert (unnamed["path"], unnamed["status"]) == (str(folder / "c"), "succeeded")
    assert missing["error"]["code"] == "photo_missing"


def test_the_same_seed_gives_the_same_words_and_another_tone_others(caption):
    def text(*arguments) -> str:
        result = caption(SAMPLES / "coffee.jpg", "--json", "--seed", 3, *arguments)
        return json.loads(result.stdout)["captions"][0]["text"]

    first = text()
    assert text() == first
    assert text("--tone", "funny") != first
    assert text("--audience", "academic") != first


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--audience", "everyone"], "audience must be one of"),
        (["--tone", "x" * 41], "tone must be"),
        (["--variants", "6"], "variants must be"),
        (["--platform", "myspace"], "platform must be one of"),
    ],
)
def test_a_bad_option_is_named_before_any_model_is_loaded(caption, arguments, named):
    result = caption(SAMPLES / "dog.jpg", *arguments)
    assert result.returncode == 1
    assert named in result.stderr
    assert "models run on" not in result.stderr


def test_a_folder_without_photos_is_said_to_be_empty(caption, tmp_path):
    result = caption(tmp_path)
    assert result.returncode == 1
    assert "no photo" in result.stderr
