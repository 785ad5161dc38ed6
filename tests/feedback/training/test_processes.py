"""Runs in processes of their own: killed and taken up again, and two that learn as one."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from captioner.engine import adapter_files
from feedback.datasets import snapshot
from feedback.training import config, lora, splits
from feedback.training.progress import FILE
from tests import checkpoints
from tests.feedback.datasets import makers

ROOT = Path(__file__).parents[3]
ANSWER = "caption: the dog has the beach to itself\ntags: dog, beach, walk"
TRAINING = {
    "batch_size": 4,
    "grad_accum_steps": 2,
    "epochs": 12,
    "learning_rate": 3e-3,
    "logging_steps": 1,
    "checkpoint_steps": 4,
    "device": "cpu",
    "precision": "float32",
    "min_train": 1,
    "min_eval": 1,
    "min_test": 1,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A snapshot of fifteen rows, and a tiny writer."""
    folder = tmp_path_factory.mktemp("made")
    checkpoints.taught_llama(folder / "writer", ANSWER)
    checkpoints.blip(folder / "describer")
    rows = [
        makers.record(
            number,
            folder / "images",
            caption=" ".join(checkpoints.WORDS[number : number + 1 + number % 4]),
            description="a dog runs on the beach",
            split="train" if number < 12 else "dev" if number < 14 else "test",
        )
        for number in range(15)
    ]
    snapshot.write(folder / "snapshot", rows, name="house", images=folder / "images")
    return folder


@pytest.fixture
def settings(made, tmp_path) -> Callable[..., config.TrainingConfig]:
    """A run in a folder of its own, with its configuration written down."""

    def given(out: str, *, dropout: float = 0.1, **training) -> config.TrainingConfig:
        found = config.parse(
            {
                "role": "writer",
                "dataset": {"snapshot": str(made / "snapshot")},
                "model": {"id": str(made / "writer"), "save_path": str(tmp_path / out)},
                "lora": {"dropout": dropout, "r": 4},
                "training": TRAINING | training,
                "evaluation": {"describer": str(made / "describer"), "greedy": True},
            }
        )
        found.out.mkdir()
        config.save(found, found.out / "config.yaml")
        return found

    return given


def command(*arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )


def lines(wanted: config.TrainingConfig) -> list[dict]:
    path = wanted.out / FILE
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def when_at(wanted: config.TrainingConfig, step: int, child: subprocess.Popen) -> None:
    """Wait until a run has told of a step."""
    until = time.monotonic() + 120
    while not any(line["step"] >= step for line in lines(wanted)):
        assert child.poll() is None, child.stderr.read()
        assert time.monotonic() < until
        time.sleep(0.02)


def trained(wanted: config.TrainingConfig) -> Path:
    data = snapshot.read(wanted.snapshot)
    chosen = splits.chosen(data.rows, wanted)
    return lora.train(wanted, chosen, dataset_digest=data.manifest.digest)


def test_a_killed_run_is_taken_up_again_and_ends_as_an_unbroken_one(settings):
    unbroken, killed = settings("unbroken"), settings("killed")
    whole = trained(unbroken)
    child = command("feedback.training.train", str(killed.out / "config.yaml"))
    when_at(killed, 9, child)
    child.send_signal(signal.SIGKILL)
    child.communicate()
    before = len(lines(killed))
    assert not (killed.out / lora.ADAPTER).exists()

    again = trained(killed)

    assert lines(killed)[before]["step"] >= 9  # went on from a checkpoint, not from nothing
    assert lines(killed)[-1]["step"] == lines(unbroken)[-1]["step"]
    for key in ("loss", "dev_loss"):
        assert lines(killed)[-1][key] == pytest.approx(lines(unbroken)[-1][key], abs=1e-3)
    assert adapter_files.read(again).digest == adapter_files.read(whole).digest


def test_two_processes_learn_what_one_learns_with_twice_the_batch(settings):
    one = settings("one", dropout=0.0, batch_size=4, epochs=4)
    two = settings("two", dropout=0.0, batch_size=2, epochs=4)
    trained(one)

    child = command(
        "accelerate.commands.launch",
        *("--multi_gpu", "--num_processes=2", "--num_machines=1", "--mixed_precision=no"),
        *("--dynamo_backend=no", "--main_process_port=0"),
        *("-m", "feedback.training.train", str(two.out / "config.yaml")),
    )
    _, errors = child.communicate(timeout=240)

    assert child.returncode == 0, errors
    for single, double in zip(lines(one), lines(two), strict=True):
        assert double["step"] == single["step"]
        assert double["loss"] == pytest.approx(single["loss"], rel=1e-3)
        assert (double["dev_loss"] is None) == (single["dev_loss"] is None)
    assert lines(two)[-1]["dev_loss"] == pytest.approx(lines(one)[-1]["dev_loss"], rel=1e-3)
    report = json.loads((two.out / "report.json").read_text())
    assert report["verdict"] == "not_enough_data"  # of one test row
