"""The models command as a person runs it: a process of its own, its own cache, a hub next door."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from captioner.presets import PRESETS
from tests import checkpoints
from tests.hub import hub

REPOSITORY = Path(__file__).parents[3]
BLIP = "Salesforce/blip-image-captioning-base"
QWEN = "Qwen/Qwen2.5-1.5B-Instruct"


@pytest.fixture
def models(tmp_path):
    """Run `manage.py models ...`; the finished process."""

    def run(*arguments, endpoint=""):
        environment = {
            "DJANGO_SETTINGS_MODULE": "snap2caption.settings",  # the tests' own forbid the hub
            "HF_HOME": str(tmp_path / "hf"),
            "DATA_DIR": str(tmp_path / "data"),
            "HF_ENDPOINT": endpoint,
            "HF_HUB_OFFLINE": "0" if endpoint else "1",
            "DEVICE": "cpu",
            "OMP_NUM_THREADS": "1",
        }
        return subprocess.run(
            [sys.executable, "manage.py", "models", *arguments],
            cwd=REPOSITORY,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


@pytest.fixture(scope="module")
def repositories(tmp_path_factory):
    """The `small` preset's repositories, tiny, each with files that must not be fetched."""
    root = tmp_path_factory.mktemp("hub")
    folders = {BLIP: checkpoints.blip(root / "blip"), QWEN: checkpoints.qwen2(root / "qwen")}
    for folder in folders.values():
        (folder / "pytorch_model.bin").write_bytes(b"pickle" * 1000)
        (folder / "modeling.py").write_text("raise SystemExit('the code ran')")
        (folder / "original").mkdir()
        (folder / "original" / "params.json").write_text("{}")
    return folders


def test_the_list_says_what_each_preset_costs(models):
    done = models("list")
    assert done.returncode == 0
    for preset in PRESETS.values():
        assert preset.name in done.stdout
        for model in preset.models:
            assert model.licence in done.stdout
    lines = {line.split()[0]: line for line in done.stdout.splitlines() if line[0] != " "}
    assert "27.0 GB" in lines["llama2-13b"]
    assert "asked" in lines["llama2-13b"]
    assert " no " in lines["small"]  # not on this machine
    assert " yes " in lines["bundled"]


def test_a_pulled_preset_is_checked_without_the_network(models, repositories):
    missing = models("check", "small")
    assert missing.returncode == 1
    assert missing.stderr.strip().splitlines()[-1] == (
        f"CommandError: {QWEN} is not on this machine; "
        "fetch it with: python manage.py models pull small"
    )

    with hub(repositories) as served:
        pulled = models("pull", "small", endpoint=served.url)
        again = models("pull", "small", endpoint=served.url)
    assert pulled.returncode == 0, pulled.stderr
    assert f"{BLIP}: 0 MB; the hub asks for no account" in pulled.stdout
    assert "100%" in pulled.stderr  # the progress bar
    assert again.returncode == 0
    assert sorted(served.sent) == sorted(
        file.name
        for folder in repositories.values()
        for file in folder.iterdir()
        if file.suffix in {".json", ".jinja", ".safetensors"}
    )

    checked = models("check", "small")
    assert checked.returncode == 0, checked.stderr
    said = dict(line.split(maxsplit=1) for line in checked.stdout.splitlines())
    assert (said["describer"], said["writer"]) == (BLIP, QWEN)
    assert said["device"].startswith("cpu, ")
    assert set(said) >= {"loaded", "memory", "shows", "caption", "took"}

    assert " yes " in next(x for x in models("list").stdout.splitlines() if x.startswith("small"))


def test_an_id_of_no_preset_can_be_pulled_too(models, repositories):
    with hub({"someone/something": repositories[QWEN]}) as served:
        pulled = models("pull", "someone/something", endpoint=served.url)
    assert pulled.returncode == 0, pulled.stderr
    assert "someone/something: in " in pulled.stdout


def test_a_model_behind_an_account_is_said_in_one_line(models, repositories):
    with hub({BLIP: repositories[BLIP], QWEN: repositories[QWEN]}, gated=[BLIP]) as served:
        refused = models("pull", "small", endpoint=served.url)
    assert refused.returncode == 1
    assert "the hub asks for an account" in refused.stdout
    last = refused.stderr.strip().splitlines()[-1]
    assert last.startswith(f"CommandError: {BLIP}: the hub asks for an account; accept the licence")
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    ("what", "endpoint", "expected"),
    [
        ("huge", "", "no preset 'huge'; there are: bundled, small"),
        ("small", "", "cannot be reached (OfflineModeIsEnabled)"),
        ("small", "http://127.0.0.1:9", "cannot be reached (ConnectError)"),
        ("a/b/c", "http://127.0.0.1:9", "a/b/c is not a Hugging Face id"),
    ],
)
def test_what_cannot_be_pulled_is_said_in_one_line(models, what, endpoint, expected):
    done = models("pull", what, endpoint=endpoint)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert expected in done.stderr.strip().splitlines()[-1]


def test_a_model_the_hub_does_not_have_is_said_in_one_line(models):
    with hub({}) as served:
        done = models("pull", "small", endpoint=served.url)
    assert done.returncode == 1
    assert f"CommandError: {BLIP}: the hub has no such model" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_model_of_pickle_files_alone_is_not_fetched(models, tmp_path):
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "config.json").write_text("{}")
    (tmp_path / "old" / "pytorch_model.bin").write_bytes(b"pickle")
    with hub({"someone/old": tmp_path / "old"}) as served:
        done = models("pull", "someone/old", endpoint=served.url)
    assert done.returncode == 1
    assert "CommandError: someone/old: the hub has no safetensors of it" in done.stderr
    assert served.sent == []


def test_the_bundled_preset_has_nothing_to_pull(models):
    done = models("pull", "bundled")
    assert (done.returncode, done.stdout) == (0, "bundled has nothing to download\n")
