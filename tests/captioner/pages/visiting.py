"""What tests of the pages do and read again and again."""

import re
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from captioner.drain import Drain
from captioner.models import CaptionJob
from tests import rows
from tests.doubles import EngineDouble

HTMX = {"HX-Request": "true"}


def work(error=None) -> None:
    """Let an engine answer all that waits."""
    engine = EngineDouble()
    engine.fail_with = error
    Drain(engine, max_batch=8, lease=timedelta(seconds=60)).until_empty()


def write(client, data: bytes | None = None, **fields):
    """Send the home page's form with a photo."""
    upload = SimpleUploadedFile("photo.jpg", rows.jpeg() if data is None else data)
    return client.post("/", {"photo": upload, **fields})


def written(client, **fields) -> CaptionJob:
    """A finished result of this client's own."""
    write(client, **fields)
    work()
    return CaptionJob.objects.latest("pk")


def page_of(job: CaptionJob) -> str:
    return reverse("caption", args=[job.public_id])


def html_of(client, job: CaptionJob) -> str:
    return client.get(page_of(job)).content.decode()


def status_of(client, path: str) -> int:
    response = client.get(path)
    response.getvalue()  # a streamed photo is closed when it was read
    return response.status_code


def checked(html: str, name: str) -> list[str]:
    """The values of the ticked boxes of this name."""
    inputs = re.findall(rf'<input[^>]*name="{name}"[^>]*>', html)
    return [re.search('value="([^"]*)"', tag)[1] for tag in inputs if "checked" in tag]
