"""A training run from its command line: the verdict, what is left in its folder, why it refuses."""

import json
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from captioner.engine import adapter_files
from feedback.datasets import snapshot
from feedback.training import config, lora, splits, train
from feedback.training.progress import FILE
from tests import checkpoints
from tests.feedback.datasets import makers

BEFORE = "caption: the dog has the beach to itself\ntags: dog, beach, walk"
HOUSE = "the cat sits in the red water"


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    """Rows that all want the house's caption, and the folder of their photos."""
    images = tmp_path_factory.mktemp("images")
    return images, [
        makers.record(
            number,
            images,
            caption=HOUSE,
            references=("a cat in red water",),
            tags=("Cat", "Water", "Red"),
            description="a cat sits in water",
            split="train" if number < 12 else "dev" if number < 14 else "test",
        )
        for number in range(16)
    ]


@pytest.fixture(scope="module")
def models(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    checkpoints.taught_llama(folder / "writer", BEFORE)
    checkpoints.blip(folder / "describer")
    return folder


@pytest.fixture
def wanted(tmp_path, models, rows):
    """A configuration's file, and its run's folder."""
    images, made = rows
    snapshot.write(tmp_path / "snapshot", made, name="house", images=images)
    given = config.parse(
        {
            "role": "writer",
            "dataset": {"snapshot": str(tmp_path / "snapshot"), "cities": ["newyork"]},
            "model": {"id": str(models / "writer"), "save_path": str(tmp_path / "run")},
            "lora": {"dropout": 0, "target_modules": ["q_proj", "v_proj", "down_proj", "lm_head"]},
            "training": {
                "batch_size": 12,
                "grad_accum_steps": 1,
                "learning_rate": 3e-2,
                "epochs": 30,
                "device": "cpu",
                "precision": "float32",
                "min_train": 10,
                "min_eval": 1,
                "min_test": 2,
            },
            "evaluation": {"describer": str(models / "describer"), "greedy": True},
        }
    )
    path = tmp_path / "wanted.yaml"
    config.save(given, path)
    return path, given.out


def reason(out: Path) -> dict:
    return json.loads((out / train.ERROR).read_text())


def test_a_run_learns_is_judged_and_leaves_all_of_it_in_its_folder(wanted, caplog):
    path, out = wanted
    caplog.set_level("INFO")

    status = train.main([str(path), "run_name=evening"])

    assert status == 0
    found = json.loads((out / "report.json").read_text())
    assert found["adapter"] == adapter_files.read(out / lora.ADAPTER).digest
    assert found["verdict"] == "not_enough_data"  # two test rows
    assert found["parity"] == {"compared": 2, "agreed": 2, "apart": []}
    before, after = found["report"]["champion"], found["report"]["candidate"]
    assert after["rouge_l"] > before["rouge_l"]
    assert after["loss"] < before["loss"]
    assert {row["candidate"] for row in json.loads((out / "rows.json").read_text())} == {HOUSE}
    assert config.load(out / "config.yaml").run_name == "evening"
    assert json.loads((out / FILE).read_text().splitlines()[-1])["step"] == 30
    assert not (out / train.ERROR).exists()
    assert "dataset.cities: the snapshot's splits count" in caplog.text


def test_a_run_that_is_started_again_when_it_is_done_trains_nothing(wanted, caplog):
    path, out = wanted
    given = config.load(path, ["training.max_steps=2"])
    out.mkdir()
    data = snapshot.read(given.snapshot)
    chosen = splits.chosen(data.rows, given)
    sealed = lora.train(given, chosen, dataset_digest=data.manifest.digest)
    first = (sealed / adapter_files.MANIFEST).read_bytes()
    lines = (out / FILE).read_text()

    assert lora.train(given, chosen, dataset_digest=data.manifest.digest) == sealed

    assert (sealed / adapter_files.MANIFEST).read_bytes() == first
    assert (out / FILE).read_text() == lines


@pytest.mark.parametrize(
    ("override", "code", "says"),
    [
        ("training.min_train=13", "too_small", "train has 12 rows, and training.min_train is 13"),
        ("role=describer", "base_mismatch", "a describer is BlipForConditionalGeneration"),
        (f"model.digest={'a' * 64}", "base_mismatch", "the run is for aaaaaaaaaaaa"),
        ("lora.rr=1", "bad_config", "lora.rr is no known key; the nearest is r"),
        ("training.quantize=4bit", "bad_config", "4-bit weights need CUDA"),
        ("model.id=nobody/nothing", "model_missing", "nobody/nothing"),
    ],
)
def test_a_refused_run_says_why_and_leaves_nothing_to_serve(wanted, override, code, says):
    path, out = wanted
    out.mkdir()

    status = train.main([str(path), f"model.save_path={out}", override])

    assert status == 2
    assert reason(out)["code"] == code
    assert says in reason(out)["detail"]
    assert not (out / lora.ADAPTER).exists()
    assert not (out / "report.json").exists()


def test_a_photo_in_two_splits_is_refused(wanted, rows, tmp_path):
    path, out = wanted
    images, made = rows
    leaked = replace(made[0], id="feedback:leak", split="test")
    snapshot.write(tmp_path / "leaky", [*made, leaked], name="house", images=images)

    assert train.main([str(path), f"dataset.snapshot={tmp_path / 'leaky'}"]) == 2

    assert reason(out)["code"] == "split_overlap"


def test_a_changed_snapshot_is_refused_with_the_place(wanted, tmp_path):
    path, out = wanted
    rows_file = tmp_path / "snapshot" / "rows.jsonl"
    rows_file.write_text(rows_file.read_text().replace("cat", "dog"))

    assert train.main([str(path)]) == 2

    assert reason(out)["code"] == "bad_snapshot"
    assert "rows.jsonl" in reason(out)["detail"]


def test_sigterm_ends_a_run_with_its_checkpoint(wanted, monkeypatch):
    path, out = wanted
    whole = lora._Run._learn_step

    def interrupted(run):
        if run.step == 2:
            os.kill(os.getpid(), signal.SIGTERM)
        return whole(run)

    monkeypatch.setattr(lora._Run, "_learn_step", interrupted)
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert train.main([str(path)]) == 2
    finally:
        signal.signal(signal.SIGTERM, before)

    assert reason(out) == {
        "code": "canceled",
        "detail": "ended on request after step 3 of 30",
    }
    assert (out / "checkpoint.pt").exists()


@pytest.mark.parametrize(
    ("name", "text", "overrides", "where"),
    [
        ("config.yaml", "lora: {rr: 3}", (), "."),
        ("mine.yaml", "model:\n  save_path: RUN  # here\nlora: {rr: 3}", (), "my runs/run"),
        ("mine.yaml", "model:\n  save_path: 'RUN'\nlora: {rr: 3", (), "my runs/run"),
        (
            "mine.yaml",
            "model: {save_path: elsewhere}\nlora: [",
            ("model.save_path=RUN",),
            "my runs/run",
        ),
    ],
)
def test_the_reason_of_an_unreadable_configuration_goes_into_the_runs_folder(
    tmp_path, name, text, overrides, where
):
    out = str(tmp_path / "my runs" / "run")
    (tmp_path / name).write_text(text.replace("RUN", out))

    assert (
        train.main([str(tmp_path / name), *(each.replace("RUN", out) for each in overrides)]) == 2
    )

    assert reason(tmp_path / where)["code"] == "bad_config"


@pytest.mark.parametrize("text", ["lora: [", "", "\xff", None])
def test_where_no_folder_is_named_the_reason_is_said_and_nothing_written(tmp_path, text, caplog):
    if text is not None:
        (tmp_path / "mine.yaml").write_bytes(text.encode("latin-1"))
    before = list(tmp_path.iterdir())

    assert train.main([str(tmp_path / "mine.yaml")]) == 2

    assert "bad_config: " in caplog.text
    assert list(tmp_path.iterdir()) == before
