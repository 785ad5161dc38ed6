"""What serves is what was trained, and where it is not, that is seen."""

from dataclasses import replace
from pathlib import Path

import pytest

from captioner.engine import EngineConfig, open_engine
from feedback.training import parity
from feedback.training.config import parse
from tests import adapters
from tests.feedback.datasets import makers

MODELS = {"describer": "blip", "writer": "taught", "vlm": "llava"}


@pytest.fixture(scope="module")
def models(taught_models):
    return taught_models


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    folder = tmp_path_factory.mktemp("snapshot")
    sentences = ("a dog runs", "two people sit on the beach with a red ball", "a cat")
    made = [
        makers.record(
            number,
            folder / "images",
            description=text,
            references=(text,),
            note="at the sea " * number,
        )
        for number, text in enumerate(sentences)
    ]
    return made, folder


def engine_of(models: Path, role: str, **settings):
    sees = role == "vlm"
    config = EngineConfig(
        describer="" if sees else str(models / "blip"),
        writer=str(models / (MODELS["vlm"] if sees else MODELS["writer"])),
        kind="vlm" if sees else "llm",
        device="cpu",
        dtype="float32",
        **{"max_new_tokens": 24, "temperature": 0.0, "repetition_penalty": 1.0} | settings,
    )
    return open_engine(config)


def trained(rows, models, role, adapter, engine):
    made, folder = rows
    config = parse(
        {
            "role": role,
            "dataset": {"snapshot": str(folder)},
            "model": {"id": str(models / MODELS[role]), "save_path": "unused"},
        }
    )
    return parity.trained(
        made, config=config, adapter=adapter, placement=engine.placement, serving=engine.config
    )


def compare(rows, answers, role, engine):
    made, folder = rows
    return parity.compare(made, answers, folder=folder, role=role, engine=engine)


@pytest.mark.parametrize("role", MODELS)
@pytest.mark.parametrize("penalty", [1.0, 1.3])
def test_the_engine_says_what_peft_and_transformers_say(rows, models, tmp_path, role, penalty):
    adapter = adapters.make(tmp_path / "adapter", models / MODELS[role], role, strength=0.5)
    engine = engine_of(models, role, repetition_penalty=penalty)
    answers = trained(rows, models, role, adapter, engine)
    engine.adopt(role, adapter)
    found = compare(rows, answers, role, engine)
    assert (found.compared, found.agreed, found.apart) == (3, 3, ())


@pytest.mark.parametrize("role", MODELS)
def test_an_engine_that_serves_without_the_adapter_is_seen(rows, models, tmp_path, role):
    adapter = adapters.make(tmp_path / "adapter", models / MODELS[role], role, strength=3.0)
    engine = engine_of(models, role)
    answers = trained(rows, models, role, adapter, engine)
    found = compare(rows, answers, role, engine)
    assert found.agreed == 0
    assert found.apart == tuple(row.id for row in rows[0])


def test_a_prompt_that_differs_between_training_and_serving_is_seen(
    rows, models, tmp_path, monkeypatch
):
    """The predecessor's undoing: trained with one template, served with another."""
    adapter = adapters.make(tmp_path / "adapter", models / "taught", "writer", strength=0.5)
    engine = engine_of(models, "writer")
    answers = trained(rows, models, "writer", adapter, engine)
    engine.adopt("writer", adapter)
    monkeypatch.setattr("captioner.writing.prompts.RULES", "Say something about a red ball.")
    assert compare(rows, answers, "writer", engine).agreed < 3


def test_an_engine_that_draws_its_words_cannot_be_compared(rows, models):
    engine = engine_of(models, "writer", temperature=0.8)
    with pytest.raises(ValueError, match="temperature of 0"):
        compare(rows, [], "writer", engine)


def test_the_golden_rows_are_the_same_whatever_order_they_come_in(rows):
    made, _ = rows
    many = [replace(made[0], id=f"feedback:{number}") for number in range(40)]
    picked = parity.golden(many)
    assert len(picked) == parity.GOLDEN
    assert parity.golden(many[::-1]) == picked
    assert [row.id for row in picked] != [row.id for row in many[: parity.GOLDEN]]
