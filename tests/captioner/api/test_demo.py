"""`docs/examples/demo_request.py`, run as a person runs it, against a live server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from captioner.errors import Refused
from captioner.models import CaptionJob

ROOT = Path(__file__).parent.parent.parent.parent
DOG = "static/samples/dog.jpg"


def _run(*words: str, key: str = "") -> subprocess.CompletedProcess:
    # Isolated: what is installed here may not help it.
    command = [sys.executable, "-I", "docs/examples/demo_request.py", *words]
    env = os.environ | {"SNAP2CAPTION_KEY": key}
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.django_db(transaction=True)
def test_it_prints_caption_tags_and_alt_text(live_server, alice, key_of):
    key = key_of(alice)["Authorization"].removeprefix("Bearer ")
    done = _run(DOG, "--note", "first walk", "--server", live_server.url, key=key)
    assert done.returncode == 0, done.stderr
    caption, tags, alt_text = done.stdout.strip().split("\n\n")
    assert caption == "first walk 0"
    assert tags == "#Tag0 #Tag1 #Tag2 #Tag3 #Tag4"
    assert alt_text == "Alt text: A dog on a beach."
    assert CaptionJob.objects.get().owner == alice


@pytest.mark.django_db(transaction=True)
def test_what_goes_wrong_is_one_line_and_no_stack_trace(live_server, engine):
    here = ("--server", live_server.url)
    engine.fail_with = Refused("nothing fit to show")
    for words, said in (
        (("nowhere.jpg", *here), "nowhere.jpg cannot be read"),
        (("README.md", *here), "The server refused: "),
        ((DOG, "--tone", "x" * 41, *here), "The server refused: tone"),
        ((DOG, *here), "There is no caption: nothing fit to show"),
        ((DOG, "--server", "http://127.0.0.1:1"), "No Snap2Caption answers at"),
        ((DOG, "--server", "nonsense"), "No Snap2Caption answers at"),
    ):
        done = _run(*words)
        assert done.returncode == 1
        assert done.stdout == ""
        assert said in done.stderr
        assert done.stderr.count("\n") == 1, done.stderr
