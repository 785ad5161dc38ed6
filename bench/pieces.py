"""What `bench.saturation` has done over and over: each prepares in a process of its own, and gives
back what does one piece and says how many that were."""

import itertools
import os
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bench import inside, samples
from bench.intake import phone_photo
from captioner import photos

BATCH = 16
_LEASE = timedelta(seconds=60)


def jobs() -> Callable[[], int]:
    """Sixteen captions as rows: asked for one by one, claimed together, ended in one commit.

    Without photo files, hints and messages; the outcomes are ready.
    """
    _django()
    from django.conf import settings
    from django.db import transaction

    settings.STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    from captioner import submit
    from captioner.engine import Item
    from captioner.models import CaptionJob
    from tests.doubles import EngineDouble

    submit.hint = lambda: None
    [photo], [brief] = inside.loaded(1), samples.briefs(1)
    empty, engine, turns = replace(photo, jpeg=b""), EngineDouble(), itertools.count()

    def sixteen() -> int:
        # Somebody else each time: what a photo shows that the same person sent before is known.
        person = f"{os.getpid()}-{next(turns)}"
        for _ in range(BATCH):
            submit.submit(empty, brief, visitor=person)
        CaptionJob.objects.give_up()  # as before every claim
        claimed = CaptionJob.objects.claim(BATCH, lease=_LEASE)
        outcomes = engine.write([Item(None, job.brief) for job in claimed])
        with transaction.atomic():
            return sum(map(CaptionJob.finish, claimed, outcomes))

    return sixteen


def waiters_told() -> Callable[[], int]:
    """One waiter that listens for its job, is told that it is done, and goes."""
    _django()
    from captioner.notify import waiters

    channel = waiters()

    def one() -> int:
        public_id = secrets.token_hex(8)
        with channel.listening(public_id) as listen:
            listen(1.0)  # the server's word that it listens ends the first
            channel.done([public_id])
            listen(1.0)
        return 1

    return one


def hints() -> Callable[[], int]:
    """One hint, as each photo that is asked for sends it; nobody takes it."""
    _django()
    from captioner.tasks import look

    def one() -> int:
        look.delay()
        return 1

    return one


def photo_file(photo: bytes) -> Callable[[], int]:
    """A photo's file written, read and deleted; in a local folder it never reaches the disk."""
    _django()
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    def one() -> int:
        name = default_storage.save(f"{secrets.token_hex(16)}.jpg", ContentFile(photo))
        with default_storage.open(name) as file:
            read = file.read()
        default_storage.delete(name)
        return int(read == photo)

    return one


def stored_photo() -> bytes:
    """The file that intake makes of a phone's 12 megapixels."""
    return photos.load(phone_photo()).jpeg


def _django() -> None:
    import django

    django.setup()
