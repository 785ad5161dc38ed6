"""Rows for tests, made the way a request makes them."""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from captioner import photos, submit
from captioner.engine.types import Item
from captioner.models import CaptionJob, Voice
from captioner.writing.brief import Brief
from tests.doubles import EngineDouble


def jpeg(colour: str = "teal", size: tuple[int, int] = (64, 48)) -> bytes:
    """A small photo's bytes."""
    buffer = BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG")
    return buffer.getvalue()


def job(*, owner=None, visitor: str = "", **brief) -> CaptionJob:
    """A queued job."""
    loaded = photos.load(jpeg())
    return submit.submit(loaded, Brief(**brief), owner=owner, visitor=visitor)


def result(*, owner=None, visitor: str = "", voice: Voice | None = None, **brief) -> CaptionJob:
    """A job that succeeded, with the captions "words 0", "words 1" ... of `EngineDouble`."""
    made = submit.submit(
        photos.load(jpeg()), Brief(**brief), owner=owner, visitor=visitor, voice=voice
    )
    return finished(made)


def finished(queued: CaptionJob) -> CaptionJob:
    """The job as an engine ended it."""
    [claimed] = CaptionJob.objects.claim(1, lease=timedelta(seconds=60))
    assert claimed == queued, "finish them in the order they were made"
    [outcome] = EngineDouble().write([Item(None, claimed.brief)])
    assert claimed.finish(outcome)
    return CaptionJob.objects.get(pk=claimed.pk)


def voice(*, owner=None, visitor: str = "", name: str = "mine", **fields) -> Voice:
    """A voice of five captions in lower case."""
    examples = [f"slow morning number {n}, coffee first ☕" for n in range(5)]
    return Voice.objects.create(
        owner=owner, visitor=visitor, name=name, **{"examples": examples} | fields
    )


def upload(name: str = "photo.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    """A file as a form sends it, by default a small photo."""
    return SimpleUploadedFile(name, jpeg() if data is None else data)
