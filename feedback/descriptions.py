"""What photos show whose accepted feedback came without a description: said once, kept for good.

Another program sends a photo, a caption and a word on it, and a writer reads nothing else of a
photo than its description. It is kept in the job's row, so that it goes with the photo. Opens the
describer that serves, which brings torch, and only where a photo waits.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from django.db.models import QuerySet
from PIL import Image

from captioner import adapters, conf, photos
from captioner.engine import open_describer
from captioner.models import CaptionJob
from feedback import review, snapshots

AT_ONCE = 16  # photos


def missing() -> QuerySet[CaptionJob]:
    """The jobs of accepted feedback that nobody has described."""
    accepted = review.approved().order_by().values("feedback__caption__job")
    return CaptionJob.objects.filter(description="", pk__in=accepted)


def fill(told: Callable[[int, int], None] = lambda more, of: None) -> int:
    """Describe what is missing, each photo once; how many jobs have a description now.

    Stopped in between, it goes on from there. A photo whose file is lost is passed over.

    Args:
        told: called with how many photos more are done, and of how many in all.

    Raises:
        ModelMissing, ModelUnusable: no describer can be opened here.
        AdapterUnusable: the adapter that serves as the describer cannot be put on.
    """
    same: dict[str, list[CaptionJob]] = defaultdict(list)
    for job in missing().select_related("photo").order_by("pk"):
        same[job.photo.sha256].append(job)
    if not same:
        return 0
    describer, name = _serving()
    described, waiting = 0, list(same.values())
    for start in range(0, len(waiting), AT_ONCE):
        batch = waiting[start : start + AT_ONCE]
        there = list(_opened(batch))
        sentences = describer.describe([photo for _, photo in there])
        for (jobs, _), sentence in zip(there, sentences, strict=True):
            rows = CaptionJob.objects.filter(pk__in=[job.pk for job in jobs], description="")
            described += rows.update(description=sentence, describer=name)
        told(len(batch), len(waiting))
    return described


def _opened(batch: Iterable[list[CaptionJob]]) -> Iterator[tuple[list[CaptionJob], Image.Image]]:
    for jobs in batch:
        try:
            yield jobs, photos.decode(snapshots.file_of(jobs[0].photo))
        except FileNotFoundError:
            continue


def _serving():
    """The describer with the adapter that it serves with, and its name in results."""
    # Here, since it brings torch, which whoever only counts does without.
    from captioner.engine import checkpoint

    config = conf.engine_config()
    describer = open_describer(config)
    if live := adapters.live("describer"):
        describer.adopt(adapters.fetch(live))
    return describer, checkpoint.name(config.describer)
