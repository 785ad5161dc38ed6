"""What lies on the disk decides: each way it can be wrong is one line for the person."""

import json
import shutil

import pytest
from safetensors.torch import load_file, save_file
from transformers import LlamaForCausalLM
from transformers.utils import logging as transformers_logging

from captioner.engine import checkpoint as files
from captioner.engine.checkpoint import folder, load_model, loading, name
from captioner.engine.types import Placement
from captioner.errors import ModelMissing, ModelUnusable
from tests.captioner.engine.conftest import CPU


@pytest.fixture
def model(checkpoint, tmp_path):
    """A copy of a tiny Llama, for a test to break."""
    return shutil.copytree(checkpoint("llama"), tmp_path / "mine" / "llama")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Qwen/Qwen2.5-1.5B-Instruct", "Qwen/Qwen2.5-1.5B-Instruct"),
        ("/srv/app/captioner/bundled/writer", "bundled/writer"),
        ("./writer", "writer"),
    ],
)
def test_results_name_a_hub_id_or_the_end_of_a_folder(source, expected):
    assert name(source) == expected


def test_a_hub_id_that_is_not_here_names_the_command_that_fetches_it():
    with pytest.raises(ModelMissing) as raised:
        folder("Qwen/Qwen2.5-1.5B-Instruct")
    assert raised.value.detail == (
        "Qwen/Qwen2.5-1.5B-Instruct is not on this machine; "
        "fetch it with: python manage.py models pull small"
    )


def test_a_hub_id_of_no_preset_is_fetched_by_itself():
    with pytest.raises(ModelMissing, match=r"models pull someone/something$"):
        folder("someone/something")


@pytest.mark.parametrize("source", ["/no/such/folder", "./no", "a b/c", ""])
def test_what_is_neither_a_folder_nor_an_id_is_missing(source, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelMissing):
        folder(source)


def test_a_folder_without_weights_is_missing_them(model):
    (model / "model.safetensors").unlink()
    with pytest.raises(ModelMissing, match=r"mine/llama: no weights \(\*\.safetensors\)"):
        folder(str(model))


def test_pickle_is_never_read(model):
    (model / "model.safetensors").rename(model / "pytorch_model.bin")
    with pytest.raises(ModelUnusable, match="pickle files, which can run code"):
        folder(str(model))


def loaded(path, placement=CPU, **options):
    with loading(str(path)):
        return load_model(LlamaForCausalLM, path, placement, **options)


def test_the_weights_come_in_the_format_that_was_chosen(model):
    assert loaded(model).dtype.itemsize == 4
    assert loaded(model, Placement("cpu", "bfloat16", "")).dtype.itemsize == 2


def test_random_numbers_never_stand_in_for_weights_that_are_not_there(model):
    weights = load_file(model / "model.safetensors")
    del weights["model.layers.1.mlp.up_proj.weight"]
    save_file(weights, model / "model.safetensors", {"format": "pt"})
    with pytest.raises(ModelUnusable, match=r"1 tensors are not .* model\.layers\.1\.mlp\.up_proj"):
        loaded(model)


@pytest.mark.parametrize("damage", [b"", b"not a tensor file", b"\xff" * 4096])
def test_a_damaged_file_is_said_in_one_line(model, damage):
    (model / "model.safetensors").write_bytes(damage)
    with pytest.raises(ModelUnusable) as raised:
        loaded(model)
    assert raised.value.detail.startswith("mine/llama: ")
    assert "\n" not in raised.value.detail


def test_code_in_a_checkpoint_is_not_run(model):
    (model / "code.py").write_text("raise SystemExit('the code ran')")
    config = json.loads((model / "config.json").read_text())
    config["auto_map"] = {"AutoModelForCausalLM": "code.Model", "AutoConfig": "code.Config"}
    (model / "config.json").write_text(json.dumps(config))
    assert loaded(model).config.model_type == "llama"


def test_four_bits_need_cuda(model):
    with pytest.raises(ModelUnusable, match="need CUDA, and the device is cpu"):
        loaded(model, quantize="4bit")


def test_four_bits_need_their_package(model, monkeypatch):
    monkeypatch.setattr(files.importlib.util, "find_spec", lambda package: None)
    with pytest.raises(ModelUnusable, match="pip install bitsandbytes"):
        loaded(model, Placement("cuda", "bfloat16", ""), quantize="4bit")


def test_loading_says_nothing_and_leaves_the_librarys_switches_alone(model, capfd):
    before = (transformers_logging.is_progress_bar_enabled(), transformers_logging.get_verbosity())
    loaded(model)
    assert capfd.readouterr() == ("", "")
    after = (transformers_logging.is_progress_bar_enabled(), transformers_logging.get_verbosity())
    assert after == before


def test_a_checkpoint_is_known_by_its_configuration_and_its_weights(model):
    before = files.digest(model)
    (model / "README.md").write_text("a card changes no answer")
    assert files.digest(model) == before
    config = json.loads((model / "config.json").read_text())
    (model / "config.json").write_text(json.dumps(config | {"rms_norm_eps": 0.1}))
    assert files.digest(model) != before
