"""Rows for tests, made the way a request makes them."""

from io import BytesIO

from PIL import Image

from captioner import photos, submit
from captioner.models import CaptionJob
from captioner.writing.brief import Brief


def jpeg(colour: str = "teal", size: tuple[int, int] = (64, 48)) -> bytes:
    """A small photo's bytes."""
    buffer = BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG")
    return buffer.getvalue()


def job(*, owner=None, visitor: str = "", **brief) -> CaptionJob:
    """A queued job."""
    loaded = photos.load(jpeg())
    return submit.submit(loaded, Brief(**brief), owner=owner, visitor=visitor)
