"""The door: every kind of model through it, from folder to outcome."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from captioner import presets
from captioner.engine import EngineConfig, Item, open_describer, open_engine
from captioner.errors import ModelMissing, ModelUnusable
from captioner.writing import voice
from captioner.writing.brief import Brief
from captioner.writing.voice import Voice
from tests import checkpoints
from tests.captioner.writing.creators import COMMUTER

REPOSITORY = Path(__file__).parents[3]
GREEDY = {"temperature": 0.0, "repetition_penalty": 1.0}


def config(checkpoint, kind, *, describer="blip", **values):
    return EngineConfig(
        describer=str(checkpoint(describer)) if describer else "",
        writer=str(checkpoint(kind)),
        kind="vlm" if kind.startswith("llava") else "llm",
        device="cpu",
        dtype="float32",
        **({"max_new_tokens": 20} | values),
    )


@pytest.mark.parametrize("kind", ["llama", "qwen2", "llava", "llava_next"])
def test_every_kind_of_model_gives_one_outcome_for_each_photo(checkpoint, photos, kind):
    engine = open_engine(config(checkpoint, kind))
    engine.warm()
    outcomes = engine.run([Item(photo, Brief(seed=3)) for photo in photos])
    again = engine.run([Item(photos[1], Brief(seed=3))])
    engine.close()
    for outcome in outcomes:
        assert outcome.error is None
        assert outcome.posts[0].text
        assert outcome.output_tokens
        assert outcome.models.writer.endswith(f"/{kind}")
    assert again[0].posts == outcomes[1].posts


def test_a_writer_that_learned_the_form_gives_its_caption(checkpoint, photos, tmp_path):
    folder = checkpoints.taught_llama(
        tmp_path / "taught", "caption: The best of friends.\ntags: dog, walk, happy"
    )
    engine = open_engine(
        EngineConfig(
            describer=str(checkpoint("blip")), writer=str(folder), dtype="float32", **GREEDY
        )
    )
    [outcome] = engine.run([Item(photos[0], Brief())])
    engine.close()
    assert outcome.posts[0].text == "The best of friends."
    assert outcome.posts[0].warnings == ()
    assert outcome.alt_text.endswith(".")
    assert outcome.models.describer.endswith("blip")


def test_the_device_and_its_reason_are_logged_once(checkpoint, photos, caplog):
    caplog.set_level(logging.INFO, logger="captioner.engine")
    engine = open_engine(config(checkpoint, "llama"))
    engine.run([Item(photos[0], Brief())])
    engine.close()
    assert [r.getMessage() for r in caplog.records if "run on" in r.getMessage()] == [
        "models run on cpu in float32: cpu was asked for; float32 is configured"
    ]
    assert engine.placement.reason in caplog.text


def test_a_seeing_writer_needs_no_describer_and_another_does(checkpoint):
    open_engine(config(checkpoint, "llava", describer=None)).close()
    with pytest.raises(ModelUnusable, match="a llm writer needs a describer"):
        open_engine(config(checkpoint, "llama", describer=None))


@pytest.mark.parametrize(
    ("kind", "cores", "side_by_side"),
    [
        ("llm", 64, True),
        ("llm", 1, False),
        ("vlm", 64, False),  # one stage only
        ("remote", 1, True),  # another machine writes
        ("remote-vlm", 64, False),
    ],
)
def test_it_describes_beside_writing_where_that_takes_no_core_away(
    checkpoint, monkeypatch, kind, cores, side_by_side
):
    monkeypatch.setattr("os.sched_getaffinity", lambda process: set(range(cores)), raising=False)
    writers = {"llm": str(checkpoint("llama")), "vlm": str(checkpoint("llava"))}
    given = EngineConfig(
        describer=str(checkpoint("blip")),
        writer=writers.get(kind, "any-model"),
        kind=kind,
        remote_url="http://localhost:1/v1",
        device="cpu",
        dtype="float32",
    )
    engine = open_engine(given)
    engine.close()
    assert engine.side_by_side is side_by_side


def test_an_unknown_kind_is_refused():
    with pytest.raises(ModelUnusable, match="'magic' is not llm, vlm, remote or remote-vlm"):
        open_engine(EngineConfig(writer="x", kind="magic"))


def test_a_preset_that_was_not_pulled_names_its_command():
    with pytest.raises(ModelMissing, match=r"python manage\.py models pull small$"):
        open_engine(EngineConfig(**presets.engine_config("small", device="cpu")))


def imported(module: str) -> set[str]:
    """The top-level packages that importing a module brings along, in a fresh process."""
    code = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_types_come_without_torch():
    packages = imported("captioner.engine, captioner.engine.hub")
    assert "captioner" in packages
    assert not packages & {"torch", "transformers", "django"}


@pytest.mark.skipif(sys.platform != "linux", reason="asks GNU's OpenMP what it was told")
def test_threads_that_wait_for_one_another_leave_the_core_to_the_slowest():
    code = """from captioner.engine import EngineConfig, open_engine
try:
    open_engine(EngineConfig(writer="x", kind="magic"))
except Exception as refused:
    print(refused)"""
    env = {name: value for name, value in os.environ.items() if name != "OMP_WAIT_POLICY"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        env=env | {"OMP_DISPLAY_ENV": "VERBOSE"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "magic" in done.stdout
    assert "GOMP_SPINCOUNT = '0'" in done.stderr


@pytest.mark.parametrize(
    "module",
    [
        "captioner.engine.loading",
        "feedback.training.bundled.describer",
        "feedback.training.bundled.writer",
    ],
)
def test_the_engine_and_the_training_code_come_without_django(module):
    assert "django" not in imported(module)


def test_the_bundled_models_caption_a_sample_photo():
    engine = open_engine(EngineConfig(**presets.engine_config("bundled", device="cpu")))
    sample = next((REPOSITORY / "static" / "samples").glob("*.jpg"))
    photo = Image.open(sample).convert("RGB")
    [happy, formal, hers] = engine.run(
        [
            Item(photo, Brief(tone="happy")),
            Item(photo, Brief(tone="serious", audience="academic")),
            Item(photo, Brief(tone="happy"), voice=Voice("commute", COMMUTER)),
        ]
    )
    engine.close()
    assert happy.error is None
    assert happy.posts[0].warnings == ()
    assert happy.alt_text
    assert happy.posts[0].text != formal.posts[0].text
    assert happy.posts[0].score is None
    assert hers.posts[0].text == hers.posts[0].text.lower() != happy.posts[0].text.lower()
    assert hers.posts[0].score > voice.match(happy.posts[0].text, Voice("v", COMMUTER).marks).score
    assert happy.models.describer == "bundled/describer"


def test_a_describer_opens_alone_and_says_the_same(checkpoint, photos):
    setup = config(checkpoint, "llama")
    engine = open_engine(setup)
    [outcome] = engine.run([Item(photos[0], Brief())])
    engine.close()
    assert open_describer(setup).describe(photos[:1]) == [outcome.description]
    with pytest.raises(ModelUnusable, match="sees photos itself"):
        open_describer(config(checkpoint, "llava", describer=""))
