"""`manage.py` in a shell: mistakes and closed pipes end in a line, not in a stack trace."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _shell(command: str, tmp_path: Path, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["bash", "-c", f"{sys.executable} manage.py {command}"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "DATA_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_bad_setting_is_named_in_one_line(tmp_path):
    result = _shell("check", tmp_path, PRESET="nope")
    assert result.returncode == 1
    assert result.stderr.startswith("PRESET must be one of")
    assert len(result.stderr.splitlines()) == 1


def test_a_reader_that_has_enough_ends_it_quietly(tmp_path):
    result = _shell("models list | head -n 1", tmp_path, PYTHONUNBUFFERED="1")
    assert result.stdout.startswith("PRESET")
    assert result.stderr == ""
