"""The Makefile and its scripts, around an interpreter that only says what it was asked."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAYS = f"""#!{sys.executable}
import json, os, sys
settings = {{name: os.environ.get(name) for name in ("PRESET", "NOTE_OF_ENV", "PORT")}}
# In one piece: two of these may speak at once.
sys.stdout.write(json.dumps({{"arguments": sys.argv[1:], "settings": settings}}) + "\\n")
"""


@pytest.fixture
def project(tmp_path):
    """A set-up project whose interpreter and web server print their arguments and settings."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copytree(ROOT / "bin", tmp_path / "bin")
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-train.txt"):
        (tmp_path / name).touch()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    for name in ("python", "gunicorn"):
        (tmp_path / ".venv" / "bin" / name).write_text(SAYS)
        (tmp_path / ".venv" / "bin" / name).chmod(0o755)
    for stamp in (".run", ".dev"):
        (tmp_path / ".venv" / stamp).touch()
    return tmp_path


def make(project: Path, *words: str, **environment: str) -> subprocess.CompletedProcess:
    # A `make test` around this one would hand its own words down in MAKEFLAGS.
    inherited = {k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MAKELEVEL")}
    return subprocess.run(
        ["make", "--no-print-directory", *words],
        cwd=project,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def said(result: subprocess.CompletedProcess) -> list[dict]:
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]


def test_words_reach_the_command_as_they_were_typed(project):
    note = """it's 5 o'clock, "$HOME" costs $5 `id` $(shell id) \\ ; #1"""
    (answer,) = said(
        make(project, "caption", "PHOTO=my cat's.jpg", f"NOTE={note}", "TONE=-dry", "JSON=1")
    )
    assert answer["arguments"] == [
        "manage.py", "caption", "--tone=-dry", f"--note={note}", "--json", "--", "my cat's.jpg",
    ]  # fmt: skip


def test_only_typed_words_are_taken_not_what_the_shell_happens_to_export(project):
    (answer,) = said(make(project, "caption", "PHOTO=a.jpg", PLATFORM="linux", SEED="x"))
    assert answer["arguments"] == ["manage.py", "caption", "--", "a.jpg"]


def test_a_caption_without_a_photo_says_what_to_type(project):
    result = make(project, "caption")
    assert result.returncode == 2
    assert "make caption PHOTO=" in result.stderr


@pytest.fixture
def data(project):
    """A folder as DATA names it, with a space and a quote in its name."""
    folder = project / "my friend's photos"
    for part in ("train", "dev"):
        (folder / part).mkdir(parents=True)
    return folder


BUNDLED = "feedback.training.bundled"


@pytest.mark.parametrize(
    ("target", "words", "arguments"),
    [
        (
            "bundled-describer", [],
            [f"{BUNDLED}.describer", "--data={}/train", "--out=var/bundled-describer"],
        ),
        (
            "bundled-describer", ["TEACHER=a teacher", "OUT=my model", "MINUTES=5"],
            [f"{BUNDLED}.describer", "--data={}/train", "--teacher=a teacher", "--out=my model",
             "--minutes=5"],
        ),
        (
            "bundled-writer", [],
            [f"{BUNDLED}.writer", "--data={}/train", "--eval={}/dev", "--out=var/bundled-writer"],
        ),
        ("bundled-scores", [], [f"{BUNDLED}.score", "--data={}/train", "--eval={}/dev"]),
        (
            "bundled-scores", ["DESCRIBER=a", "WRITER=b c", "JSON=scores.json"],
            [f"{BUNDLED}.score", "--data={}/train", "--eval={}/dev", "--describer=a",
             "--writer=b c", "--json=scores.json"],
        ),
        ("contact-sheet", ["SEED=3"], [f"{BUNDLED}.contact_sheet", "--eval={}/dev", "--seed=3"]),
    ],
)  # fmt: skip
def test_the_bundled_models_commands_need_no_more_than_data(
    project, data, target, words, arguments
):
    (answer,) = said(make(project, target, f"DATA={data}", *words))
    assert answer["arguments"] == ["-m", *(word.format(data) for word in arguments)]


@pytest.mark.parametrize(("words", "price"), [([], "0.05"), (["CORE_HOUR=0.2"], "0.2")])
def test_scaling_out_is_priced_as_typed(project, words, price):
    (answer,) = said(make(project, "bench-scale", *words))
    assert answer["arguments"] == ["-m", "bench.scale", f"--core-hour={price}"]


@pytest.mark.parametrize(
    "target", ["bundled-describer", "bundled-writer", "bundled-scores", "contact-sheet"]
)
def test_data_without_its_two_folders_says_what_to_type(project, target):
    for words in ([], [f"DATA={project}"]):
        result = make(project, target, *words, DATA="/exported/by/the/shell")
        assert result.returncode == 2
        assert f"make {target} DATA=folder" in result.stderr
        assert "-m" not in result.stdout


def test_run_migrates_and_serves_with_the_settings_of_the_env_file(project):
    (project / ".env").write_text("PRESET=small\nNOTE_OF_ENV='two words'\nPORT=1\n")
    result = make(project, "run", "PORT=9000")
    migrated, *others = said(result)
    assert migrated["arguments"][:2] == ["manage.py", "migrate"]
    [served] = [answer for answer in others if answer["arguments"][0] != "manage.py"]
    assert served["arguments"][-1] == "snap2caption.wsgi"
    assert served["settings"] == {"PRESET": "small", "NOTE_OF_ENV": "two words", "PORT": "9000"}
    assert "http://localhost:9000/" in result.stdout


def test_what_the_environment_holds_wins_over_the_env_file(project):
    (project / ".env").write_text("PRESET=small\n")
    answers = said(make(project, "run", PRESET="large"))
    assert {answer["settings"]["PRESET"] for answer in answers} == {"large"}


@pytest.mark.parametrize(("worker", "trains"), [("embedded", True), ("celery", False)])
def test_run_trains_beside_the_site_where_no_celery_worker_does(project, worker, trains):
    answers = said(make(project, "run", WORKER=worker))
    assert any("train" in answer["arguments"] for answer in answers) is trains


def test_a_second_setup_does_nothing(project):
    assert "Nothing to be done" in make(project, "setup").stdout


def test_make_alone_lists_the_commands(project):
    listed = make(project).stdout
    assert all(f"\n{name} " in f"\n{listed}" for name in ("setup", "run", "test", "lint"))


def test_services_names_what_is_missing_and_may_not_be_installed(tmp_path):
    (tmp_path / "id").write_text("#!/bin/sh\necho 1000\n")
    (tmp_path / "id").chmod(0o755)
    result = subprocess.run(
        ["/bin/bash", ROOT / "bin" / "services.sh"],
        env={"PATH": str(tmp_path), "TEST_DATABASE_URL": "postgresql://given"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "still missing: redis chromium" in result.stderr
    assert "postgresql" not in result.stderr
