"""A snapshot's folder under DVC: added, and pushed to the remote it has.

Calls the `dvc` program, in its own process, whatever else is installed beside this project's
packages: the one of this environment, else the first on the PATH, as `pipx install dvc[s3]` puts
it there.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from captioner.errors import CaptionError


class DvcFailed(CaptionError):
    """DVC is not there, has no remote to push to, or refused; the detail is its own last words."""

    code = "dvc_failed"


def add_and_push(folder: Path, *, home: Path) -> Path:
    """Put a snapshot under DVC and push it; doing it again changes nothing.

    Args:
        home: becomes a DVC repository (of its own, without Git) where `folder` is in none yet.

    Returns:
        The `.dvc` file beside the folder, which names its content for `dvc pull`.

    Raises:
        DvcFailed: with what to do about it.
    """
    if not any((above / ".dvc").is_dir() for above in folder.resolve().parents):
        _dvc("init", "--no-scm", at=home)
    _dvc("add", folder.name, at=folder.parent)
    _dvc("push", f"{folder.name}.dvc", at=folder.parent)
    return folder.with_name(f"{folder.name}.dvc")


def _dvc(*words: str, at: Path) -> None:
    # Not --quiet: with it DVC is silent of its errors too.
    done = subprocess.run(
        [_program(), *words],
        cwd=at,
        env=os.environ | {"DVC_NO_ANALYTICS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = " ".join(done.stderr.split())[-300:]
        raise DvcFailed(f"dvc {words[0]}: {said or f'exit status {done.returncode}'}")


def _program() -> str:
    beside = Path(sys.executable).with_name("dvc")
    found = str(beside) if beside.exists() else shutil.which("dvc")
    if found is None:
        raise DvcFailed(
            "there is no dvc here: pip install -r requirements-train.txt, or pipx install dvc"
        )
    return found
