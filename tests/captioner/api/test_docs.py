"""`docs/api.md`: each line that a person may copy is run, in order, against a live server."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from captioner.models import IdempotencyKey

ROOT = Path(__file__).parent.parent.parent.parent
PAGE = (ROOT / "docs" / "api.md").read_text()
BLOCKS = re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.django_db(transaction=True)
def test_every_curl_line_does_what_it_says(live_server, alice, key_of):
    # -f: an answer of 400 or more is an error, and ends the script.
    lines = ["set -euo pipefail", 'curl() { command curl -fsS "$@"; }', *BLOCKS]
    script = "\n".join(lines).replace("http://127.0.0.1:8000", live_server.url)
    key = key_of(alice)["Authorization"].removeprefix("Bearer ")
    done = subprocess.run(
        ["bash", "-xc", script],
        cwd=ROOT,
        env=os.environ | {"KEY": key},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.count("Idempotent-Replayed: true") == 1
    assert IdempotencyKey.objects.get().key == "walk-1"


def test_every_operation_has_a_line_but_those_that_have_a_page_of_their_own():
    paths = yaml.safe_load((ROOT / "docs" / "openapi.yaml").read_text())["paths"]
    written = "\n".join(BLOCKS)
    for path in paths:
        if not re.search("/(webhooks|training)", path):
            tail = re.sub(r"\{.*?\}", r"[^/\\s]+", path.removeprefix("/api/v1"))
            assert re.search(rf'\$API{tail}["?\s]', written), f"no line shows {path}"
