"""All of learning from an empty database, small: the words of people, and the words that serve."""

import os
import subprocess
import sys

import pytest

from tests.browser.server import ROOT


@pytest.mark.timeout(900)  # a minute on two cores that nobody else wants
def test_edits_reviewed_in_a_browser_are_what_the_running_server_learns_to_write():
    """Each step of `bench/loop.py` holds, or its last line says which does not and why."""
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "snap2caption.settings"}
    command = [sys.executable, "-m", "tests.browser.small_loop"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    assert done.returncode == 0, told
    assert "gate: pass, then fail; rolled back to 0%; one server, never restarted" in told
