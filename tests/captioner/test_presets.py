import pytest

from captioner import presets
from captioner.engine import EngineConfig
from captioner.presets import PRESETS
from captioner.writing.brief import LANGUAGES


def test_the_presets_are_those_of_the_documentation():
    assert list(PRESETS) == [
        "bundled",
        "small",
        "large",
        "llama2-13b",
        "llava-1.5",
        "llava-1.6-mistral",
        "remote",
    ]
    assert presets.DEFAULT in PRESETS


@pytest.mark.parametrize("preset", PRESETS.values(), ids=str)
def test_each_says_what_it_costs_and_on_what_terms(preset):
    assert preset.summary
    assert preset.memory_gb > 0
    for model in preset.models:
        assert model.licence
        assert model.bundled == (model.download_mb == 0)


@pytest.mark.parametrize("name", PRESETS)
def test_each_gives_what_an_engine_is_opened_with(name):
    config = EngineConfig(**presets.engine_config(name))
    preset = PRESETS[name]
    assert config.kind == preset.kind
    assert bool(config.describer) == (preset.kind != "vlm")
    assert bool(config.writer) == (preset.kind != "remote")


def test_the_small_models_write_as_they_were_trained_to():
    config = EngineConfig(**presets.engine_config("bundled"))
    asked = (config.max_new_tokens, config.temperature, config.top_p, config.repetition_penalty)
    assert asked == (None, None, None, None)


def test_large_models_write_as_the_predecessor_had_them():
    config = EngineConfig(**presets.engine_config("llava-1.6-mistral"))
    asked = (config.max_new_tokens, config.temperature, config.top_p, config.repetition_penalty)
    assert asked == (140, 0.8, 0.9, 1.2)


def test_an_override_comes_before_the_preset():
    values = presets.engine_config("remote", writer="llama3", remote_url="http://localhost:1/v1")
    config = EngineConfig(**values | {"max_batch": 4})
    assert (config.writer, config.max_batch) == ("llama3", 4)
    assert config.describer.endswith("describer")


def test_an_unknown_preset_is_answered_with_those_there_are():
    with pytest.raises(KeyError, match="there are: bundled, small"):
        presets.engine_config("huge")


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("Salesforce/blip-image-captioning-base", "small"),
        ("llava-hf/llava-1.5-7b-hf", "llava-1.5"),
        ("someone/something", "someone/something"),
    ],
)
def test_the_command_that_fetches_a_model_names_its_preset(source, what):
    assert presets.pull_command(source) == f"python manage.py models pull {what}"


def test_the_describers_terms_name_its_photos():
    assert "research and educational use" in PRESETS["bundled"].describer.licence


def test_every_language_of_a_writer_has_a_name_for_the_prompt_and_is_some_writers():
    offered = {code for preset in PRESETS.values() for code in preset.languages}
    assert offered == set(LANGUAGES)
    assert all("en" in preset.languages for preset in PRESETS.values())
