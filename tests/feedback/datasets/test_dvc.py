"""A version goes to a DVC remote and comes back from there; by the real DVC."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from feedback.datasets import dvc, snapshot
from feedback.datasets.dvc import DvcFailed
from tests.feedback.datasets import makers


@pytest.fixture
def folder(tmp_path) -> Path:
    rows = [makers.record(n, tmp_path / "photos") for n in range(3)]
    home = tmp_path / "datasets" / "house"
    home.mkdir(parents=True)
    snapshot.write(home / "abc", rows, name="house", images=tmp_path / "photos")
    return home / "abc"


def _dvc(*words: str, at: Path) -> None:
    program = Path(sys.executable).with_name("dvc")
    subprocess.run([program, *words, "--quiet"], cwd=at, check=True)


def test_a_version_comes_back_whole_from_a_remote(folder, tmp_path, monkeypatch):
    home = tmp_path / "datasets"
    monkeypatch.setenv("DVC_GLOBAL_CONFIG_DIR", str(tmp_path))
    (tmp_path / "config").write_text(
        f"[core]\nremote = store\n['remote \"store\"']\nurl = {tmp_path / 'store'}\n"
    )
    pointer = dvc.add_and_push(folder, home=home)
    assert pointer == folder.with_name("abc.dvc")
    assert snapshot.read(folder).manifest.counts["rows"] == 3

    whole = snapshot.read(folder)
    shutil.rmtree(folder)
    shutil.rmtree(home / ".dvc" / "cache")
    _dvc("pull", at=folder.parent)
    assert snapshot.read(folder) == whole


def test_without_dvc_it_says_how_to_get_it(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DvcFailed, match=r"requirements-train\.txt, or pipx"):
        dvc.add_and_push(folder, home=tmp_path / "datasets")


def test_what_dvc_refuses_is_said_in_its_own_words(folder, tmp_path):
    program = tmp_path / "dvc"
    program.write_text("#!/bin/sh\n[ $1 != push ] || { echo 'ERROR: no remote' >&2; exit 3; }\n")
    program.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "executable", str(tmp_path / "python"))
        with pytest.raises(DvcFailed, match="dvc push: ERROR: no remote"):
            dvc.add_and_push(folder, home=tmp_path / "datasets")
