"""Tiny snapshots and runs on them, as the product makes and trains them."""

from pathlib import Path

from django.conf import settings

from feedback.datasets import snapshot
from feedback.models import DatasetSnapshot
from tests.feedback.datasets import makers

WORDS = ("dog", "cat", "man", "woman", "beach", "ball", "people", "water", "red", "sit")
# A few seconds on one core.
QUICK = (
    "training.min_train=1",
    "training.min_eval=0",
    "training.min_test=0",
    "training.batch_size=4",
    "training.grad_accum_steps=1",
    "training.learning_rate=0.01",
    "training.logging_steps=1",
    "training.checkpoint_steps=2",
    "training.device=cpu",
    "training.precision=float32",
    "lora.r=4",
)
COUNTS = {"train": 8, "dev": 2, "test": 3}


def data(*, name: str = "tiny", salt: int = 0, counts: dict[str, int] = COUNTS) -> DatasetSnapshot:
    """A version of a dataset, whole on the disk.

    Args:
        salt: another one gives other photos, and so another digest.
    """
    folder = Path(settings.DATASETS_DIR, name, str(salt))
    images = folder.with_name(f"{salt}-photos")
    splits = [split for split, count in counts.items() for _ in range(count)]
    rows = [
        makers.record(
            1000 * salt + number,
            images,
            split=split,
            caption=f"the {WORDS[number % len(WORDS)]} on the beach",
            description=f"a {WORDS[number % len(WORDS)]} runs",
        )
        for number, split in enumerate(splits)
    ]
    manifest = snapshot.write(folder, rows, name=name, images=images)
    return DatasetSnapshot.objects.create(
        name=name,
        digest=manifest.digest,
        folder=DatasetSnapshot.place(folder),
        counts=manifest.counts,
    )
