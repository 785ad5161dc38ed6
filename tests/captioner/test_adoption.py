"""A running worker takes up what is promoted at its next batch; what it cannot use changes
nothing."""

import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from captioner import adapters, adoption, conf, document, embedded, metrics
from captioner.drain import Drain
from captioner.engine import open_engine
from captioner.engine.adapter_files import TENSORS
from captioner.errors import AdapterUnusable
from captioner.models import Adapter, CaptionJob, State
from tests import rows
from tests.adapters import make
from tests.doubles import EngineDouble

REPORT = {"rows": 40}


class Wearing(EngineDouble):
    """An engine that wears what it is told to; refuses where a test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.adapters = {"describer": "", "writer": ""}
        self.refuses = False
        self.tries = 0

    def adopt(self, role: str, folder: Path | None) -> None:
        self.tries += 1
        if self.refuses:
            raise AdapterUnusable("it changes nothing")
        self.adapters[role] = folder.name if folder else ""


@pytest.fixture(scope="module")
def engine():
    """The bundled models, as a worker opens them."""
    engine = open_engine(conf.engine_config())
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> list[Path]:
    """Two adapters for the bundled writer."""
    base = Path(conf.engine_config().writer)
    return [
        make(tmp_path_factory.mktemp("adapters") / "a", base, "writer", seed=seed, strength=2.0)
        for seed in (0, 1)
    ]


@pytest.fixture
def no_worker(monkeypatch):
    monkeypatch.setattr("captioner.submit.hint", lambda: None)


def _drain(engine) -> Drain:
    return Drain(engine, max_batch=4, lease=timedelta(seconds=60))


def _promoted(folder: Path) -> Adapter:
    return adapters.promote(adapters.store(folder, verdict="pass", report=REPORT))


def _caption(drain: Drain) -> CaptionJob:
    """One caption of the one photo with the one seed, made by a worker's next batch."""
    job = rows.job(seed=7, note="coffee on the pier")
    drain.until_empty()
    job.refresh_from_db()
    assert job.state == State.SUCCEEDED, job.error_detail
    return job


def _words(job: CaptionJob) -> str:
    return job.captions.get().text


def _failures() -> float:
    return metrics.ADAPTER_SWAP_FAILURES.labels("writer")._value.get()


@pytest.mark.django_db
@pytest.mark.usefixtures("no_worker")
def test_between_batches_it_takes_up_goes_over_and_goes_back_to_the_very_words(engine, folders):
    drain = _drain(engine)
    bare = _caption(drain)
    assert bare.adapter is None
    first = _promoted(folders[0])
    with_first = _caption(drain)
    second = _promoted(folders[1])
    with_second = _caption(drain)
    assert with_first.adapter == f"writer:{first.digest[:12]}"
    assert document.of_job(with_first)["model"]["adapter"] == with_first.adapter
    assert with_second.adapter == f"writer:{second.digest[:12]}"
    assert len({_words(job) for job in (bare, with_first, with_second)}) == 3
    adapters.roll_back("writer")
    assert _words(_caption(drain)) == _words(with_first)
    adapters.roll_back("writer")
    gone_back = _caption(drain)
    assert (_words(gone_back), gone_back.adapter) == (_words(bare), None)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_worker")
def test_one_that_is_damaged_in_the_storage_leaves_the_old_serving(
    engine, folders, caplog, settings, tmp_path
):
    settings.DATA_DIR = tmp_path  # nothing is fetched yet
    drain = _drain(engine)
    first = _promoted(folders[0])
    before = _caption(drain)
    second = adapters.store(folders[1], verdict="pass", report=REPORT)
    name = f"adapters/{second.digest}/{TENSORS}"
    with default_storage.open(name) as file:
        whole = file.read()
    default_storage.delete(name)
    default_storage.save(name, ContentFile(whole[:-1]))
    adapters.promote(second)
    failures = _failures()
    after = _caption(drain)
    assert after.adapter == f"writer:{first.digest[:12]}"
    assert _words(after) == _words(before)
    assert _failures() == failures + 1
    assert "what served serves on" in caplog.text
    # Mended, it is taken up when its minute is over.
    default_storage.delete(name)
    default_storage.save(name, ContentFile(whole))
    drain._adoption._refused.clear()
    assert _caption(drain).adapter == f"writer:{second.digest[:12]}"


@pytest.mark.django_db
def test_what_was_refused_is_tried_again_a_minute_later_and_another_at_once(folders, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(adoption.time, "monotonic", lambda: clock[0])
    engine = Wearing()
    following = adoption.Adoption(engine)
    first = _promoted(folders[0])
    engine.refuses = True
    failures = _failures()
    for clock[0] in (1000.0, 1030.0, 1059.9):
        following.follow()
    assert (engine.tries, _failures()) == (1, failures + 1)
    clock[0] = 1060.1
    following.follow()
    assert (engine.tries, _failures()) == (2, failures + 2)
    engine.refuses = False
    second = _promoted(folders[1])
    following.follow()
    assert engine.adapters["writer"] == second.digest
    adapters.roll_back("writer")
    following.follow()
    assert engine.adapters["writer"] == first.digest, "the minute was of another refusal"


@pytest.mark.django_db
def test_a_storage_that_does_not_answer_fails_no_caption(folders, monkeypatch):
    engine = Wearing()
    drain = _drain(engine)
    _promoted(folders[0])
    monkeypatch.setattr("captioner.submit.hint", lambda: None)
    monkeypatch.setattr(adapters, "fetch", lambda adapter: 1 / 0)
    failures = _failures()
    _caption(drain)
    assert _failures() == failures + 1
    assert engine.adapters["writer"] == ""


@pytest.mark.django_db
def test_a_batch_with_nothing_new_asks_once_and_touches_no_adapter(
    folders, django_assert_num_queries
):
    engine = Wearing()
    following = adoption.Adoption(engine)
    _promoted(folders[0])
    following.follow()
    with django_assert_num_queries(1):
        following.follow()
    assert engine.tries == 1
    bare = EngineDouble()  # as a remote writer that sees: no model here wears any
    with django_assert_num_queries(0):
        adoption.Adoption(bare).follow()


@pytest.mark.django_db(transaction=True)
def test_a_running_embedded_worker_takes_it_up_without_a_restart(folders, monkeypatch):
    worker = embedded.Embedded()  # its models in a process of their own
    monkeypatch.setattr(embedded, "worker", lambda: worker)
    try:
        assert _answered(rows.job()).adapter is None
        thread = worker._thread
        process = worker._drain.engine._process
        adapter = _promoted(folders[0])
        assert _answered(rows.job()).adapter == f"writer:{adapter.digest[:12]}"
        adapters.roll_back("writer")
        assert _answered(rows.job()).adapter is None
        assert worker._thread is thread
        assert thread.is_alive()
        assert worker._drain.engine._process is process
        assert not process.ended()
    finally:
        worker.stop(seconds=20)
        worker._thread.join()


@pytest.mark.django_db(transaction=True)
def test_an_idle_worker_has_it_in_place_before_the_next_photo_comes(folders, monkeypatch, settings):
    settings.SWEEP_SECONDS = 0.05
    engine = Wearing()
    worker = embedded.Embedded()
    monkeypatch.setattr(embedded, "open_drain", lambda **_: _drain(engine))
    worker.start()
    try:
        adapter = _promoted(folders[0])
        _until(lambda: engine.adapters["writer"] == adapter.digest)
    finally:
        worker.stop(seconds=5)
        worker._thread.join()


def _answered(job: CaptionJob) -> CaptionJob:
    def is_over() -> bool:
        job.refresh_from_db()
        return not job.is_waiting

    _until(is_over)
    assert job.state == State.SUCCEEDED, job.error_detail
    return job


def _until(condition) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
