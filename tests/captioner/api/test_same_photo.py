"""The same photo once more: looked at once a person and describer, written anew each time."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from captioner import adapters, conf, metrics
from captioner.drain import Drain
from captioner.engine import open_engine
from tests import photo_files, rows
from tests.adapters import make

SAMPLES = Path(__file__).parents[3] / "static" / "samples"
URL = "/api/v1/captions"


@pytest.fixture(scope="module")
def bundled():
    """The bundled models, as a worker opens them."""
    engine = open_engine(conf.engine_config())
    yield engine
    engine.close()


@pytest.fixture(autouse=True)
def engine(db, bundled, monkeypatch):
    """The bundled models behind the API."""
    cache.clear()  # the throttle counts there
    drain = Drain(bundled, max_batch=8, lease=timedelta(seconds=60))
    monkeypatch.setattr("captioner.submit.hint", drain.until_empty)
    return bundled


@pytest.fixture
def looked():
    """How often the describer has looked at a photo since, and how often it had no need to."""
    sources = [metrics.DESCRIPTIONS.labels(source) for source in ("model", "reused")]
    before = [one._value.get() for one in sources]
    return lambda: [one._value.get() - then for one, then in zip(sources, before, strict=True)]


def _caption(client, sample: str = "dog", **fields) -> dict:
    data = (SAMPLES / f"{sample}.jpg").read_bytes()
    response = client.post(URL, {"image": rows.upload("photo.jpg", data), **fields})
    assert response.status_code == 200, response.content
    return response.json()


def test_it_is_described_once_and_written_each_time(alices, looked):
    first = _caption(alices, seed=1)
    assert looked() == [1, 0]
    second = _caption(alices, seed=2, tone="funny")
    assert looked() == [1, 1]
    assert second["id"] != first["id"]
    assert second["photo"] == first["photo"]
    assert second["description"] == first["description"] != ""
    assert second["captions"][0]["text"] != first["captions"][0]["text"]
    assert (second["timing_ms"]["describe"], second["timing_ms"]["write"] > 0) == (0, True)
    _caption(alices, seed=3)
    _caption(alices, "coffee")
    assert looked() == [2, 2]


def test_the_same_pixels_in_another_file_are_the_same_photo(alices, looked):
    image = photo_files.picture()
    plain = photo_files.encoded(image, "PNG")
    noted = photo_files.encoded(image, "PNG", exif=photo_files.exif().tobytes())
    for data in (plain, noted):
        alices.post(URL, {"image": rows.upload("photo.png", data)})
    assert looked() == [1, 1]


def test_nobody_learns_from_the_time_it_takes_that_another_has_the_photo(alices, charlies, looked):
    for client in (alices, charlies, Client(), Client()):
        _caption(client)
    assert looked() == [4, 0]


def test_a_visitor_is_known_by_the_browser_session(looked):
    browser = Client()
    _caption(browser)
    _caption(browser)
    assert looked() == [1, 1]


def test_of_a_deleted_photo_nothing_is_left_to_reuse(alices, looked):
    made = _caption(alices)
    assert alices.delete(f"{URL}/{made['id']}").status_code == 204
    _caption(alices)
    assert looked() == [2, 0]


def test_another_describer_or_adapter_looks_for_itself(alices, looked, tmp_path):
    bare = _caption(alices)
    base = Path(conf.engine_config().describer)
    folder = make(tmp_path / "adapter", base, "describer", strength=0.5)
    adapters.promote(adapters.store(folder, verdict="pass", report={"rows": 40}))
    # Written anew with a sentence of the bare model's, which is not the adapter's to go on with.
    regenerated = alices.post(f"{URL}/{bare['id']}/regenerate").json()
    assert regenerated["description"] == bare["description"]
    assert looked() == [1, 1]
    tuned = _caption(alices)
    assert tuned["description"] != bare["description"]
    assert looked() == [2, 1]
    assert _caption(alices)["description"] == tuned["description"]
    adapters.roll_back("describer")
    assert _caption(alices)["description"] == bare["description"]
    assert looked() == [2, 3]


@pytest.mark.parametrize("other", [{"describer": "another/eye"}, {"kind": "vlm"}], ids=str)
def test_another_model_looks_for_itself(alices, looked, monkeypatch, other):
    _caption(alices)
    config = replace(conf.engine_config(), **other)
    monkeypatch.setattr(conf, "engine_config", lambda: config)
    _caption(alices)
    assert looked() == [2, 0]
