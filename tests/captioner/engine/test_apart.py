"""An engine in a process of its own: the same answers, and its end is nobody else's."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from captioner.engine import EngineApart, EngineConfig, Item, open_engine
from captioner.errors import AdapterUnusable, EngineGone, ModelMissing
from captioner.presets import engine_config
from captioner.writing.brief import Brief
from tests.adapters import make

ROOT = Path(__file__).parents[3]
CONFIG = EngineConfig(**engine_config("bundled"))
SAMPLE = ROOT / "static" / "samples" / "dog.jpg"

OPENED_BY_ANOTHER = """
import sys, time
from captioner.engine import EngineApart, EngineConfig
from captioner.presets import engine_config
engine = EngineApart(EngineConfig(**engine_config("bundled")))
print(engine._process._process.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def apart():
    engine = EngineApart(CONFIG)
    yield engine
    engine.close()


@pytest.fixture
def items() -> list[Item]:
    with Image.open(SAMPLE) as image:
        photo = image.convert("RGB")
    return [Item(photo, Brief(seed=seed, note="at the lake")) for seed in range(3)]


def _run(engine, items: list[Item]) -> list:
    return engine.write(engine.describe(items))


def test_it_says_word_for_word_what_an_engine_in_this_process_says(apart, items):
    alone = open_engine(CONFIG)
    of_both = [_run(engine, [*items, replace(items[0], photo=None)]) for engine in (apart, alone)]
    told = [
        [(one.description, one.posts, str(one.error), one.models) for one in outcomes]
        for outcomes in of_both
    ]
    assert told[0] == told[1]
    assert of_both[0][0].posts[0].text
    assert of_both[0][-1].error.code == "engine_failed"
    assert apart.photo_side == alone.photo_side
    assert apart.adapters == alone.adapters == {"describer": "", "writer": ""}


def test_it_wears_an_adapter_and_says_why_it_will_not_wear_another(apart, items, tmp_path):
    folder = make(tmp_path / "a", Path(CONFIG.writer), "writer", seed=0, strength=2.0)
    bare = _run(apart, items[:1])
    apart.adopt("writer", folder)
    assert apart.adapters["writer"]
    assert _run(apart, items[:1])[0].posts != bare[0].posts
    with pytest.raises(AdapterUnusable):
        apart.adopt("describer", folder)
    apart.adopt("writer", None)
    assert _run(apart, items[:1])[0].posts == bare[0].posts


def test_what_it_logs_is_logged_here(apart, items, caplog):
    _run(apart, [replace(items[0], photo=None)])
    [record] = [record for record in caplog.records if "a batch of 1 raised" in record.message]
    assert record.name == "captioner.engine.batches"
    assert "Traceback" in record.getMessage()


def test_a_stop_that_reaches_the_whole_group_leaves_it_to_its_batch(apart, items):
    for reached in (signal.SIGINT, signal.SIGTERM):
        apart._process._process.send_signal(reached)
    assert _run(apart, items[:1])[0].posts


def test_when_it_dies_the_batch_fails_and_the_next_finds_a_new_one(apart, items, caplog):
    died = apart._process._process.pid
    os.kill(died, signal.SIGKILL)
    with pytest.raises(EngineGone, match="signal 9"):
        _run(apart, items[:1])
    assert apart.adapters == {"describer": "", "writer": ""}
    assert apart._process._process.pid != died
    assert "started again" in caplog.text
    assert _run(apart, items[:1])[0].posts


def test_what_another_process_described_is_not_taken_for_its_own(items):
    engine = EngineApart(CONFIG)
    try:
        described = engine.describe(items[:1])
        os.kill(engine._process._process.pid, signal.SIGKILL)
        engine._process._process.wait()
        assert engine.adapters
        mine = engine.describe([replace(items[0], description="a bus in a tunnel")])
        with pytest.raises(EngineGone):
            engine.write([*described, *mine])
        [outcome] = engine.write(mine)
        assert outcome.description == "a bus in a tunnel"
    finally:
        engine.close()


def test_it_describes_while_it_writes(apart, items):
    wrote: list = []
    described = apart.describe(items * 16)
    writing = threading.Thread(target=lambda: wrote.extend(apart.write(described)))
    writing.start()
    others = apart.describe(items[:1])
    assert writing.is_alive(), "a sixteenth of the work was not done beside it"
    writing.join()
    assert apart.write(others)[0].posts == wrote[0].posts


def test_a_half_that_fails_ends_it_and_leaves_nobody_waiting(items):
    engine = EngineApart(CONFIG)
    try:
        described = engine.describe(items[:1])
        engine._process._words.send_bytes(b"no pickle")
        with pytest.raises(EngineGone):
            engine.write(described)
        assert engine.adapters, "another was started"
    finally:
        engine.close()


def test_models_that_are_missing_are_named_and_no_process_stays(tmp_path):
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    before = children.read_text()
    with pytest.raises(ModelMissing, match="gone"):
        EngineApart(replace(CONFIG, writer=str(tmp_path / "gone")))
    assert children.read_text() == before


def test_it_ends_with_the_process_that_started_it():
    with subprocess.Popen(
        [sys.executable, "-c", OPENED_BY_ANOTHER], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as other:
        child = int(other.stdout.readline())
        other.kill()
    deadline = time.monotonic() + 30
    with suppress(ProcessLookupError):
        while time.monotonic() < deadline:
            os.kill(child, 0)
            time.sleep(0.05)
        pytest.fail("it outlived the process that started it")
