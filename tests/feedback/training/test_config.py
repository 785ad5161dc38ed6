"""The run's YAML: the predecessor's keys and defaults, and what is refused with its place."""

from pathlib import Path

import pytest

from feedback.training import config
from feedback.training.errors import BadConfig

DEFAULT = Path(config.__file__).parent / "default.yaml"
NEEDED = ("dataset.snapshot=snapshots/1", "model.save_path=runs/1")
PREDECESSORS = """
run_name: night
project: instacities
model_name: llava
task: captioning
notes: none
description: one epoch
dataset:
  name: InstaCities1M
  cities: [newyork, chicago]
  train_base_dir: a
  eval_base_dir: b
  test_base_dir: c
  output_jsonl_path: d
  split_mode: count
  train_split: 0.8
  eval_split: 0.1
  test_split: 0.1
  train_count: 1000
  eval_count: 100
  test_count: 100
lora: {r: 8, alpha: 16, dropout: 0.1, target_modules: [q_proj]}
model: {id: llava-hf/llava-1.5-7b-hf, save_path: out}
training:
  batch_size: 4
  grad_accum_steps: 2
  epochs: 3
  learning_rate: 2e-4
  logging_steps: 5
  weight_decay: 0
mlflow_ip: 10.0.0.7
bypass_save: true
llava_prompt: ""
"""


def test_the_default_file_is_the_predecessors_fine_tune():
    found = config.load(DEFAULT, NEEDED)

    assert (found.lora.r, found.lora.alpha, found.lora.dropout) == (16, 32, 0.05)
    assert found.lora.target_modules == ("q_proj", "v_proj")
    training = found.training
    assert (training.batch_size, training.grad_accum_steps, training.epochs) == (2, 4, 1)
    assert (training.learning_rate, training.weight_decay) == (5e-5, 0.01)
    assert training.warmup_ratio == 0.05


def test_a_file_without_a_key_has_its_default():
    empty = config.parse({})
    listed = config.load(DEFAULT, NEEDED)

    assert empty.training == listed.training
    assert empty.tracking == listed.tracking
    assert empty.evaluation == listed.evaluation


def test_a_file_of_the_predecessors_is_read_as_it_is(tmp_path):
    file = tmp_path / "finetune.yaml"
    file.write_text(PREDECESSORS)

    found = config.load(file, ["dataset.snapshot=snapshots/1"])

    assert found.training.learning_rate == 2e-4
    assert found.training.weight_decay == 0.0
    assert found.dataset.train_count == 1000
    assert found.bypass_save is True
    assert config.read_elsewhere(found) == list(config.ELSEWHERE)


def test_an_override_counts_more_than_the_file():
    found = config.load(
        DEFAULT, [*NEEDED, "lora.r=4", "lora.target_modules=[query, value]", "run_name=a=b"]
    )

    assert found.lora.r == 4
    assert found.lora.target_modules == ("query", "value")
    assert found.run_name == "a=b"


@pytest.mark.parametrize(
    ("override", "path", "says"),
    [
        ("lora.rr=2", "lora.rr", "the nearest is r"),
        ("trainng.epochs=2", "trainng", "the nearest is training"),
        ("training.learning-rate=1", "training.learning-rate", "the nearest is learning_rate"),
        ("training.epochs=two", "training.epochs", "a whole number is needed, not 'two'"),
        ("training.epochs=2.5", "training.epochs", "a whole number"),
        ("training.epochs=true", "training.epochs", "a whole number"),
        ("training.learning_rate=fast", "training.learning_rate", "a number is needed"),
        ("training.learning_rate=.nan", "training.learning_rate", "0 to 1"),
        ("training.batch_size=0", "training.batch_size", "1 to 4096"),
        ("training.precision=fp8", "training.precision", "auto, float32, bfloat16"),
        ("training.quantize=8bit", "training.quantize", "nothing, 4bit"),
        ("role=painter", "role", "describer, writer, vlm"),
        ("run_name=7", "run_name", "text is needed"),
        ("bypass_save=1", "bypass_save", "true or false"),
        ("lora=16", "lora", "a section with keys"),
        ("lora.target_modules=q_proj", "lora.target_modules", "a list of words"),
        ("role.name=x", "role.name", "role is no section"),
        ("llava_prompt=Write!", "llava_prompt", "prompts.py"),
        ("model.id=", "model.id", "missing"),
    ],
)
def test_what_it_cannot_be_is_refused_by_its_path(override, path, says):
    with pytest.raises(BadConfig, match=f"^{path}") as refused:
        config.load(DEFAULT, [*NEEDED, override])

    assert says in refused.value.detail
    assert refused.value.field == path


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"a: [", "no YAML"), (b"- a\n- b\n", "a mapping"), (b"", "a mapping"), (b"a: \xe9", "read")],
)
def test_a_file_that_is_no_configuration_is_refused_by_its_name(tmp_path, content, says):
    file = tmp_path / "broken.yaml"
    file.write_bytes(content)

    with pytest.raises(BadConfig, match=says) as refused:
        config.load(file)

    assert "broken.yaml" in refused.value.detail


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadConfig, match="cannot be read"):
        config.load(tmp_path / "none.yaml")


def test_an_override_without_a_value_is_refused():
    with pytest.raises(BadConfig, match="an override is"):
        config.load(DEFAULT, ["lora.r"])


def test_a_saved_configuration_is_read_back_as_it_was(tmp_path):
    first = config.load(DEFAULT, [*NEEDED, "training.learning_rate=3e-7", "notes=ein Hündchen 🐶"])

    config.save(first, tmp_path / "config.yaml")

    assert config.load(tmp_path / "config.yaml") == first
