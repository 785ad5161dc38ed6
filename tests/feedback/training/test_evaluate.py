"""Champion and candidate through the serving engine, with real models and real adapters."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from captioner.engine import Engine, EngineConfig, ModelNames, open_engine
from captioner.engine.types import Placement
from captioner.errors import AdapterUnusable, EngineFailed
from feedback.training.evaluate import evaluate, item, row_seed, rows_digest
from tests import adapters
from tests.feedback.datasets import makers

CAPTION = "the dog has the beach to itself"


@pytest.fixture(scope="module")
def models(taught_models):
    return taught_models


@pytest.fixture(scope="module")
def writers(models) -> dict[str, Path]:
    """A LoRA that leaves the taught writer its words, and one that takes them away."""
    return {
        name: adapters.make(models / name, models / "taught", "writer", strength=strength)
        for name, strength in (("gentle", 1e-4), ("spoiled", 3.0))
    }


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    """Eight rows, three of them witty, and the folder of their photos."""
    folder = tmp_path_factory.mktemp("snapshot")
    made = [
        makers.record(
            number,
            folder / "images",
            split="test",
            caption=CAPTION,
            references=(CAPTION,),
            description="a dog runs on the beach",
            tone="witty" if number < 3 else "happy",
        )
        for number in range(8)
    ]
    return made, folder


def opened(models: Path, writer: str, **settings) -> Engine:
    return open_engine(
        EngineConfig(
            describer="" if settings.get("kind") == "vlm" else str(models / "blip"),
            writer=str(models / writer),
            device="cpu",
            dtype="float32",
            max_batch=5,
            max_new_tokens=24,
            **{"temperature": 0.0, "repetition_penalty": 1.0} | settings,
        )
    )


@pytest.fixture(scope="module")
def taught(models) -> Engine:
    return opened(models, "taught")


def compared(rows, engine, champion, candidate, *, role="writer", **options):
    made, folder = rows
    return evaluate(
        made,
        folder=folder,
        dataset_digest="d" * 64,
        role=role,
        engine=engine,
        champion=champion,
        candidate=candidate,
        **options,
    )


@pytest.fixture(scope="module")
def worse(rows, taught, writers):
    told = []
    found = compared(
        rows, taught, None, writers["spoiled"], progress=lambda *each: told.append(each)
    )
    assert told == [(done, 16) for done in range(1, 17)]
    return found


def test_a_candidate_that_writes_worse_is_seen_in_every_figure(worse):
    found = worse.report
    assert found["champion"]["rouge_l"] == pytest.approx(1)
    assert found["difference"]["rouge_l"][2] < -0.5
    assert found["candidate"]["parsed"] < found["champion"]["parsed"] == 1
    assert found["primary"] == "rouge_l"
    assert found["rows"] == 8


def test_a_candidate_that_writes_better_has_its_interval_above_zero(rows, taught, writers):
    found = compared(rows, taught, writers["spoiled"], writers["gentle"])
    low, mean, high = found.report["difference"]["rouge_l"]
    assert 0.5 < low <= mean <= high
    assert found.report["adapters"]["candidate"].startswith("writer:")
    assert found.report["adapters"]["champion"] != found.report["adapters"]["candidate"]
    assert found.rows[0]["candidate"] == CAPTION
    assert found.rows[0]["candidate_rouge_l"] == pytest.approx(1)


@pytest.mark.parametrize("temperature", [0.0, 2.0], ids=["greedy", "drawn"])
def test_luck_makes_no_difference_between_two_that_write_alike(rows, models, writers, temperature):
    engine = opened(models, "taught", temperature=temperature)
    found = compared(rows, engine, None, writers["gentle"]).report
    assert found["difference"]["rouge_l"] == found["difference"]["cider"] == [0, 0, 0]
    assert found["greedy"] == (temperature == 0)


def test_the_report_says_which_rows_and_is_plain_json(rows, worse):
    made, _ = rows
    found = worse.report
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert found["rows_digest"] == rows_digest(list(reversed(made)))
    assert rows_digest(made) != rows_digest([replace(made[0], caption="other"), *made[1:]])
    assert found["dataset_digest"] == "d" * 64


def test_a_tone_or_audience_with_rows_enough_has_a_table_of_its_own(worse):
    slices = worse.report["slices"]
    assert slices.keys() == {"tone=happy", "audience=personal"}
    assert slices["tone=happy"]["rows"] == 5
    assert slices["tone=happy"]["difference"]["rouge_l"][2] < 0


def test_the_loss_is_asked_of_both_by_the_trainer(rows, taught, writers):
    made, folder = rows
    losses = {None: 2.0, writers["gentle"]: float("nan")}
    found = compared((made[:1], folder), taught, None, writers["gentle"], loss=losses.get).report
    assert found["champion"]["loss"] == 2.0
    assert found["candidate"]["loss"] is None, "no number is null, and not NaN, in JSON"


def test_a_describer_is_judged_by_its_sentences_alone(rows, models):
    engine = opened(models, "taught")
    made, folder = rows
    said = engine.run([item(row, folder=folder, role="describer") for row in made])
    assert all(outcome.output_tokens == 0 for outcome in said), "no writer was asked"
    described = [
        replace(row, references=(outcome.description, "a cat sits"))
        for row, outcome in zip(made, said, strict=True)
    ]
    candidate = adapters.make(models / "eye", models / "blip", "describer", strength=2.0)
    judged = compared((described, folder), engine, None, candidate, role="describer")
    found = judged.report
    assert [row["reference"] for row in judged.rows] == [each.description for each in said]
    assert found["primary"] == "cider"
    assert found["difference"]["cider"][2] < 0
    assert found["champion"]["rouge_l"] == pytest.approx(1)
    assert "parsed" not in found["champion"]


def test_a_model_that_sees_the_photo_is_told_nothing_of_it(rows, models):
    made, folder = rows
    assert item(made[0], folder=folder, role="vlm").description is None
    engine = opened(models, "llava", kind="vlm")
    candidate = adapters.make(models / "sees", models / "llava", "vlm")
    found = compared((made[:1], folder), engine, None, candidate, role="vlm").report
    assert found["candidate"]["parsed"] == 0, "random weights answer in no form"


class Broken:
    """A writer that fails as a GPU out of memory does."""

    sees_photo = False
    at_once = None
    weights_bytes = 0
    adapter = ""

    def adopt(self, folder):
        pass

    def write(self, rows):
        raise EngineFailed("out of memory")

    def close(self):
        pass


def test_half_an_evaluation_is_none(rows):
    writer = Broken()
    engine = Engine(
        describer=None,
        writer=writer,
        models=ModelNames("d", "w", None, "p"),
        placement=Placement("cpu", "float32", "a test"),
        config=EngineConfig(writer="w"),
        adaptable={"writer": writer},
    )
    with pytest.raises(EngineFailed, match="out of memory"):
        compared(rows, engine, None, Path("any"))


def test_an_adapter_of_another_role_is_refused(rows, taught, writers):
    with pytest.raises(AdapterUnusable, match="writer"):
        compared(rows, taught, None, writers["gentle"], role="describer")


def test_no_rows_are_no_evaluation(rows, taught, writers):
    with pytest.raises(ValueError, match="at least one row"):
        compared(([], rows[1]), taught, None, writers["gentle"])


def test_each_row_is_drawn_from_a_seed_of_its_own(rows):
    made, folder = rows
    seeds = [item(row, folder=folder, role="writer").brief.seed for row in made]
    assert len(set(seeds)) == len(made)
    assert seeds == [row_seed(row, 0) for row in made]
    assert row_seed(made[0], 0) != row_seed(made[0], 1)
