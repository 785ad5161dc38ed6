"""Celery workers over Redis and PostgreSQL: whatever is killed, each job ends once."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest

from captioner.presets import BUNDLED_WRITER
from tests.adapters import make
from tests.receiver import receiver

ROOT = Path(__file__).parent.parent
JOBS = 200  # half of them for each of the two kills
PATIENCE = 240  # seconds; two busy cores load the models in many of them

SUBMIT = f"""
import django; django.setup()
from captioner import photos, submit
from captioner.writing.brief import Brief
from pathlib import Path
loaded = photos.load(Path("static/samples/dog.jpg").read_bytes())
for n in range({JOBS // 2}):
    submit.submit(loaded, Brief(seed=n))
"""

SUBMIT_TOLD = """
import sys
import django; django.setup()
from django.contrib.auth import get_user_model
from captioner import photos, submit, webhooks
from captioner.writing.brief import Brief
from pathlib import Path
alice = get_user_model().objects.create_user("alice")
webhook = webhooks.register(alice, sys.argv[1])
submit.submit(photos.load(Path("static/samples/dog.jpg").read_bytes()), Brief(), owner=alice)
webhooks.send_test(webhook)
"""

SUBMIT_ONE = """
import sys
import django; django.setup()
from captioner import adapters, photos, submit
from captioner.writing.brief import Brief
from pathlib import Path
for folder in sys.argv[1:]:
    adapters.promote(adapters.store(Path(folder), verdict="pass", report={"rows": 40}))
submit.submit(photos.load(Path("static/samples/dog.jpg").read_bytes()), Brief())
"""

ASK_FOR_TRAINING = """
import django; django.setup()
from feedback.models import DatasetSnapshot
from feedback.runs import request_training
from feedback.tasks import train
rows = {"split": {"train": 99, "dev": 99, "test": 99}}
nowhere = DatasetSnapshot.objects.create(name="x", digest="0" * 64, folder="gone", counts=rows)
request_training("writer", nowhere)
train.delay()
"""


@pytest.fixture
def environment(postgres_url, redis_url, tmp_path):
    """A split deployment's environment, with an empty database."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    values = os.environ | {
        "DJANGO_SETTINGS_MODULE": "snap2caption.settings",
        "WORKER": "celery",
        "DATABASE_URL": postgres_url,
        "REDIS_URL": redis_url,
        "DATA_DIR": str(tmp_path),
        "MAX_BATCH": "8",
        "LEASE_SECONDS": "4",
        "SWEEP_SECONDS": "1",
        "OMP_NUM_THREADS": "1",
    }
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, env=values, check=True
    )
    return values


@contextmanager
def _celery(environment, log: Path, *arguments: str):
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "snap2caption", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def _worker(environment, log: Path, name: str):
    return _celery(
        environment, log, "worker", "--pool", "threads", "--concurrency", "1", "-n", name
    )


def _beat(environment, log: Path, tmp_path: Path):
    return _celery(environment, log, "beat", "-s", str(tmp_path / "beat"))


def _count(url: str, where: str, *, app: str = "captioner") -> int:
    with psycopg.connect(url) as connection:
        return connection.execute(f"SELECT count(*) FROM {app}_{where}").fetchone()[0]


def _until(condition, log: Path, what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"{what} never came:\n{log.read_text()[-4000:]}"
        time.sleep(0.05)


def test_two_kills_lose_no_job_and_repeat_none(environment, postgres_url, tmp_path):
    log = tmp_path / "log"
    succeeded = "captionjob WHERE state = 'succeeded'"
    running = "captionjob WHERE state = 'running'"
    with ExitStack() as stack:
        stack.enter_context(_beat(environment, log, tmp_path))
        stack.enter_context(_worker(environment, log, "steady@test"))
        for kill in range(2):
            victim = stack.enter_context(_worker(environment, log, f"victim{kill}@test"))
            loaded = kill + 2
            _until(lambda n=loaded: log.read_text().count("models loaded") >= n, log, "the models")
            before = _count(postgres_url, succeeded)
            subprocess.run([sys.executable, "-c", SUBMIT], cwd=ROOT, env=environment, check=True)
            _until(
                lambda before=before: (
                    _count(postgres_url, succeeded) > before and _count(postgres_url, running) > 8
                ),
                log,
                "both workers at work",
            )
            victim.send_signal(signal.SIGKILL)
            victim.wait()
        _until(lambda: _count(postgres_url, succeeded) == JOBS, log, "the last job's end")
    assert _count(postgres_url, "captionjob") == JOBS
    assert _count(postgres_url, "caption") == JOBS
    assert _count(postgres_url, "captionjob WHERE attempts > 1") > 0, "no kill hit a batch"


def test_a_worker_without_its_models_says_so_and_ends(environment, tmp_path):
    log = tmp_path / "log"
    bare = environment | {"PRESET": "small", "HF_HOME": str(tmp_path)}
    with _worker(bare, log, "bare@test") as worker:
        assert worker.wait(timeout=PATIENCE) == 1, log.read_text()[-4000:]
    assert "models pull small" in log.read_text()


def test_a_worker_told_to_stop_finishes_or_gives_back_what_it_claimed(
    environment, postgres_url, tmp_path
):
    log = tmp_path / "log"
    subprocess.run([sys.executable, "-c", SUBMIT], cwd=ROOT, env=environment, check=True)
    with _worker(environment, log, "polite@test") as worker:
        _until(
            lambda: _count(postgres_url, "captionjob WHERE state = 'succeeded'") > 0,
            log,
            "the first caption",
        )
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=60) == 0, log.read_text()[-4000:]
    assert _count(postgres_url, "captionjob WHERE state = 'running'") == 0
    assert _count(postgres_url, "captionjob WHERE state = 'queued' AND attempts = 0") > 0
    assert _count(postgres_url, "captionjob WHERE state = 'failed'") == 0


def test_a_worker_writes_with_what_was_promoted_while_it_ran(environment, postgres_url, tmp_path):
    log = tmp_path / "log"
    folder = make(tmp_path / "adapter", Path(BUNDLED_WRITER.source), "writer", strength=2.0)
    succeeded = "captionjob WHERE state = 'succeeded'"
    with _worker(environment, log, "learning@test"):
        for count, promoted in ((1, []), (2, [folder])):
            subprocess.run(
                [sys.executable, "-c", SUBMIT_ONE, *promoted], cwd=ROOT, env=environment, check=True
            )
            _until(lambda n=count: _count(postgres_url, succeeded) == n, log, "the caption")
    assert log.read_text().count("models loaded") == 1
    assert _count(postgres_url, f"{succeeded} AND adapter IS NULL") == 1
    assert _count(postgres_url, f"{succeeded} AND adapter LIKE 'writer:%'") == 1


def test_a_worker_sends_webhooks_beside_its_captions_as_soon_as_they_are_due(environment, tmp_path):
    log = tmp_path / "log"
    # No sweep comes in time: hints alone.
    hinted = environment | {"WEBHOOK_ALLOW_PRIVATE": "True", "SWEEP_SECONDS": "600"}
    with receiver() as taken, _worker(hinted, log, "telling@test") as worker:
        _until(lambda: "models loaded" in log.read_text(), log, "the models")
        url = f"http://127.0.0.1:{taken.port}/"
        subprocess.run([sys.executable, "-c", SUBMIT_TOLD, url], cwd=ROOT, env=hinted, check=True)
        # The trial of its address at registering, then what the worker sends.
        _until(lambda: len(taken.came) == 3, log, "both messages")
        told = {json.loads(body)["type"] for _, _, body in taken.came}
        assert told == {"webhook.test", "caption.succeeded"}
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=60) == 0, log.read_text()[-4000:]


def test_a_worker_of_the_training_queue_takes_runs_and_opens_no_models(
    environment, postgres_url, tmp_path
):
    log = tmp_path / "log"
    # Models that are not here would end a worker that opens them.
    bare = environment | {"PRESET": "small", "HF_HOME": str(tmp_path)}
    refused = "trainingrun WHERE state = 'failed' AND error_code = 'bad_snapshot'"
    queue = ("worker", "-Q", "training", "--pool", "threads", "--concurrency", "1")
    with _celery(bare, log, *queue, "-n", "trains@test") as worker:
        subprocess.run([sys.executable, "-c", ASK_FOR_TRAINING], cwd=ROOT, env=bare, check=True)
        _until(lambda: _count(postgres_url, refused, app="feedback") == 1, log, "the refusal")
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=60) == 0, log.read_text()[-4000:]
