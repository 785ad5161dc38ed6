"""Training itself, on tiny models of the real classes: what is learned, from what, and when not."""

import math
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from transformers import LlamaForCausalLM

from captioner.engine import adapter_files, checkpoint
from feedback.training import checkpoints as saved
from feedback.training import config, lora, splits
from feedback.training.errors import BadConfig, BaseMismatch, Canceled, Diverged, TooSmall
from feedback.training.held_out import loss_of
from feedback.training.objective import rate
from tests import checkpoints
from tests.feedback.datasets import makers

DATASET = "d" * 64
TRAINING = {
    "batch_size": 5,
    "grad_accum_steps": 1,
    "learning_rate": 1e-2,
    "warmup_ratio": 0,
    "device": "cpu",
    "precision": "float32",
}
EVERY = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj", "lm_head")
CAPTIONS = ("dog", "cat", "man", "woman", "beach", "ball", "people", "water", "red", "sit")


def no_numbers(folder: Path) -> Path:
    """A Llama as a training that went wrong leaves it."""
    model = LlamaForCausalLM.from_pretrained(checkpoints.llama(folder))
    model.model.norm.weight.data.fill_(float("nan"))
    model.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """`base("llama")`: the folder of a tiny checkpoint, made once."""
    made: dict[str, Path] = {}

    def folder(kind: str) -> Path:
        if kind not in made:
            make = no_numbers if kind == "no_numbers" else getattr(checkpoints, kind)
            made[kind] = make(tmp_path_factory.mktemp("bases") / kind)
        return made[kind]

    return folder


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    """Ten photos, each with a caption of its own; nothing else tells the rows apart."""
    folder = tmp_path_factory.mktemp("snapshot")
    rows = [
        makers.record(
            number,
            folder / "images",
            source="etl:city",
            caption=caption,
            description="a",
            owner="",
            tags=(),
        )
        for number, caption in enumerate(CAPTIONS)
    ]
    return folder, rows


@pytest.fixture(scope="module")
def blank(tmp_path_factory, snapshot):
    """The same captions, all of one grey photo."""
    folder = tmp_path_factory.mktemp("blank")
    grey = makers.photo(0)
    rows = [
        makers.record(
            number,
            folder / "images",
            data=grey,
            caption=row.caption,
            description="a",
            owner="",
            tags=(),
        )
        for number, row in enumerate(snapshot[1])
    ]
    return folder, rows


@pytest.fixture
def run(tmp_path, base):
    """Train on rows of a folder; what is not said is as `TRAINING` has it."""

    def train(kind, data, *, role="writer", out="run", dev=(), stop=None, dataset=DATASET, **given):
        folder, rows = data
        lora_ = {name: given.pop(name) for name in ("r", "alpha", "dropout") if name in given}
        targets = given.pop("targets", EVERY)
        settings = config.parse(
            {
                "role": role,
                "dataset": {"snapshot": str(folder)},
                "model": {
                    "id": str(base(kind)),
                    "save_path": str(tmp_path / out),
                    "digest": given.pop("digest", ""),
                },
                "lora": {"dropout": 0.0, "target_modules": list(targets)} | lora_,
                "training": TRAINING | given,
            }
        )
        settings.out.mkdir(exist_ok=True)
        lines = []
        chosen = splits.Splits(tuple(rows), tuple(dev), ())
        lora.train(
            settings,
            chosen,
            dataset_digest=dataset,
            on_line=lines.append,
            is_asked_to_end=lambda: bool(lines) and lines[-1].step == stop,
        )
        return settings, lines

    return train


def digest(settings: config.TrainingConfig) -> str:
    return adapter_files.read(settings.out / lora.ADAPTER).digest


@pytest.mark.parametrize("kind", ["llava", "llava_next"])
def test_ten_photos_are_learned_by_heart_only_where_they_can_be_told_apart(
    run, kind, snapshot, blank
):
    learn = {"role": "vlm", "epochs": 28, "batch_size": 10, "r": 32, "alpha": 64}

    _, seen = run(kind, snapshot, out="seen", **learn)
    _, unseen = run(kind, blank, out="unseen", **learn)

    assert seen[-1].loss < 0.1
    # Ten answers to one photo are a guess among ten: ln 10 nats, over an answer's few tokens.
    assert unseen[-1].loss > math.log(10) / 16


def test_the_adapter_is_sealed_with_where_it_comes_from(run, base, snapshot):
    settings, lines = run("llama", snapshot, epochs=2, logging_steps=1)

    manifest = adapter_files.read(settings.out / lora.ADAPTER)
    assert manifest.role == "writer"
    assert manifest.base_digest == checkpoint.digest(base("llama"))
    assert manifest.dataset_digest == DATASET
    assert config.parse(manifest.config) == settings
    assert [line.step for line in lines] == [1, 2, 3, 4]
    assert lines[-1].loss < lines[0].loss
    assert {path.name for path in (settings.out / lora.ADAPTER).iterdir()} == {
        adapter_files.CONFIG,
        adapter_files.TENSORS,
        adapter_files.MANIFEST,
    }
    text = (settings.out / lora.ADAPTER / adapter_files.CONFIG).read_text()
    assert str(base("llama")) not in text  # a folder of this machine's


def test_the_same_seed_gives_the_same_adapter_to_the_byte(run, snapshot):
    found = [
        digest(run("llama", snapshot, out=out, seed=seed, dropout=0.2)[0])
        for out, seed in (("a", 1), ("b", 1), ("c", 2))
    ]

    assert found[0] == found[1]
    assert found[0] != found[2]


def test_accumulated_batches_learn_what_one_large_batch_learns(run, snapshot):
    small, large = (
        run("llama", snapshot, out=str(size), batch_size=size, grad_accum_steps=10 // size,
            epochs=3, logging_steps=1)[1]
        for size in (2, 10)
    )  # fmt: skip

    assert len(small) == len(large) == 3
    for one, other in zip(small, large, strict=True):
        assert one.loss == pytest.approx(other.loss, rel=1e-4)


def test_a_run_taken_up_again_ends_where_an_unbroken_one_does(run, snapshot):
    learn = {"epochs": 3, "dropout": 0.3, "logging_steps": 1}
    whole, _ = run("llama", snapshot, out="whole", **learn)
    with pytest.raises(Canceled, match="after step 2 of 6"):
        run("llama", snapshot, out="broken", stop=2, **learn)

    again, lines = run("llama", snapshot, out="broken", **learn)

    assert lines[0].step == 3
    assert digest(again) == digest(whole)


def test_a_file_in_the_runs_folder_ends_it(run, snapshot, tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "cancel").touch()

    with pytest.raises(Canceled):
        run("llama", snapshot)

    assert (tmp_path / "run" / saved.FILE).exists()
    assert not (tmp_path / "run" / lora.ADAPTER).exists()


@pytest.mark.parametrize(
    ("kind", "changed", "error", "says"),
    [
        ("llama", {"learning_rate": 1e-3}, BadConfig, "training.learning_rate: run holds a run"),
        ("llama", {"r": 4}, BadConfig, "lora.r: run holds a run with 16, and this has 4"),
        ("llama", {"dataset": "e" * 64}, BadConfig, "dataset.snapshot: run holds"),
        ("qwen2", {}, BaseMismatch, "run holds a run on the base"),
    ],
)
def test_another_run_is_not_taken_up_in_a_runs_folder(run, snapshot, kind, changed, error, says):
    run("llama", snapshot, max_steps=1)

    with pytest.raises(error, match=says):
        run(kind, snapshot, **{"max_steps": 1} | changed)


@pytest.mark.parametrize(
    ("kind", "given", "error", "says"),
    [
        ("blip", {}, BaseMismatch, "role writer: .* blip is no causal language model"),
        ("llama", {"role": "describer"}, BaseMismatch, "a describer is BlipFor"),
        ("llama", {"role": "vlm"}, BaseMismatch, "no vision-language model"),
        ("llama", {"digest": "f" * 64}, BaseMismatch, "the run is for ffffffffffff"),
        ("llama", {"targets": ["query"]}, BadConfig, "named down_proj, gate_proj, k_proj"),
        ("llama", {"quantize": "4bit"}, BadConfig, "4-bit weights need CUDA, and the device is"),
        ("blip", {"role": "describer", "quantize": "4bit"}, BadConfig, "a describer is small"),
    ],
)
def test_what_cannot_be_trained_is_refused_with_the_reason(run, snapshot, kind, given, error, says):
    with pytest.raises(error, match=says):
        run(kind, snapshot, **given)


def test_rows_that_all_are_too_long_are_refused(run, tmp_path):
    rows = [makers.record(1, tmp_path / "images", caption="word " * 900, description="a")]

    with pytest.raises(TooSmall, match="window"):
        run("llama", (tmp_path, rows))


def test_a_loss_that_is_no_number_ends_the_run(run, snapshot):
    with pytest.raises(Diverged, match="after step 1: lower training"):
        run("no_numbers", snapshot)


def test_a_describer_learns_in_bfloat16_and_is_measured_on_the_way(run, snapshot):
    settings, lines = run(
        "blip", snapshot, role="describer", targets=(), dev=snapshot[1], epochs=8,
        precision="bfloat16", checkpoint_steps=8,
    )  # fmt: skip

    told = [line.dev_loss for line in lines if line.dev_loss is not None]
    assert told[-1] < told[0]
    tensors = load_file(settings.out / lora.ADAPTER / adapter_files.TENSORS)
    assert {tensor.dtype for tensor in tensors.values()} == {torch.float32}
    assert all(".query." in name or ".value." in name for name in tensors)


def test_the_loss_of_an_adapter_is_measured_beside_its_bases(run, snapshot):
    settings, lines = run("llama", snapshot, epochs=6)

    loss = loss_of(settings, snapshot[1])

    bare = loss(None)
    tuned = loss(settings.out / lora.ADAPTER)
    assert tuned < bare
    assert loss(None) == bare  # the adapter is off again
    assert tuned == pytest.approx(lines[-1].loss, rel=0.5)


@pytest.mark.parametrize(
    ("step", "expected"), [(0, 0.25), (3, 1.0), (4, 1.0), (12, 0.5), (19, 0.0096)]
)
def test_the_rate_rises_in_a_line_and_falls_along_a_cosine(step, expected):
    training = config.Training(learning_rate=1.0, warmup_ratio=0.2)

    assert rate(step, 20, training) == pytest.approx(expected, abs=1e-4)
