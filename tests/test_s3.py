"""Files on an S3: photos stored, read by the worker and pruned with nothing left on the local disk;
adapters fetched by a worker that never saw them."""

import subprocess
import sys
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

ROOT = Path(__file__).parent.parent

STORY = """
import django; django.setup()
from datetime import timedelta
from django.core.files.storage import default_storage
from django.core.management import call_command
from captioner import submit
from captioner.drain import Drain
from captioner.models import CaptionJob, Photo
from tests import rows
from tests.doubles import EngineDouble

submit.hint = lambda: None
call_command("migrate", verbosity=0)
job = rows.job()
Drain(EngineDouble(), max_batch=4, lease=timedelta(seconds=60)).until_empty()
job.refresh_from_db()
assert job.state == "succeeded", job.error_detail
assert default_storage.exists(job.photo.file.name)
Photo.objects.update(created_at=job.created_at - timedelta(days=99))
kept = rows.job()
call_command("prune")
assert not default_storage.exists(job.photo.file.name)
assert default_storage.exists(kept.photo.file.name)
"""

ADAPTER = """
import django; django.setup()
import shutil
from pathlib import Path
from django.conf import settings
from django.core.management import call_command
from captioner import adapters
from captioner.engine.adapter_files import CONFIG, TENSORS, read, seal

call_command("migrate", verbosity=0)
made = Path(settings.DATA_DIR, "made")
made.mkdir()
(made / TENSORS).write_bytes(b"tensors")
(made / CONFIG).write_text("{}")
digests = {"base_digest": "a" * 64, "dataset_digest": "b" * 64}
manifest = seal(made, role="writer", base="bundled/writer", config={}, **digests)
adapter = adapters.store(made)
shutil.rmtree(made)
assert read(adapters.fetch(adapter)) == manifest
call_command("prune")
shutil.rmtree(Path(settings.DATA_DIR, "adapters"))
assert read(adapters.fetch(adapter)) == manifest
"""


@pytest.fixture
def s3_environment(tmp_path, monkeypatch):
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    values = {
        "S3_BUCKET": "photos",
        "S3_ENDPOINT": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    boto3.client("s3", endpoint_url=values["S3_ENDPOINT"]).create_bucket(Bucket="photos")
    yield values | {
        "PATH": "/usr/bin:/bin",
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "snap2caption.settings",
    }
    server.stop()


def _told(story: str, environment: dict[str, str]) -> None:
    result = subprocess.run(
        [sys.executable, "-c", story],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr


def test_a_photo_lives_and_dies_in_the_bucket(s3_environment, tmp_path):
    _told(STORY, s3_environment)
    assert not (tmp_path / "photos").exists()


def test_an_adapter_is_fetched_from_the_bucket_by_whoever_lacks_it(s3_environment, tmp_path):
    _told(ADAPTER, s3_environment)
    assert not (tmp_path / "photos").exists()
