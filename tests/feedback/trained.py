"""Tiny snapshots and runs on them, as the product makes and trains them."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from captioner.models import Adapter
from captioner.queue import State
from feedback.datasets import snapshot
from feedback.models import DatasetSnapshot, TrainingRun
from feedback.runs import request_training
from tests.feedback.datasets import makers

WORDS = ("dog", "cat", "man", "woman", "beach", "ball", "people", "water", "red", "sit")
# A few seconds on one core.
QUICK = (
    "training.min_train=1",
    "training.min_eval=0",
    "training.min_test=1",
    "training.batch_size=4",
    "training.grad_accum_steps=1",
    "training.learning_rate=0.01",
    "training.logging_steps=1",
    "training.checkpoint_steps=2",
    "training.device=cpu",
    "training.precision=float32",
    "lora.r=4",
)
COUNTS = {"train": 8, "dev": 2, "test": 2}


def data(
    *, name: str = "tiny", salt: int = 0, counts: dict[str, int] = COUNTS, **fields
) -> DatasetSnapshot:
    """A version of a dataset, whole on the disk.

    Args:
        salt: another one gives other photos, and so another digest.
        fields: of every row.
    """
    folder = Path(settings.DATASETS_DIR, name, str(salt))
    images = folder.with_name(f"{salt}-photos")
    splits = [split for split, count in counts.items() for _ in range(count)]
    rows = [
        makers.record(
            1000 * salt + number,
            images,
            split=split,
            **{
                "caption": f"the {WORDS[number % len(WORDS)]} on the beach",
                "description": f"a {WORDS[number % len(WORDS)]} runs",
            }
            | fields,
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


REPORT = {
    "rows": 60,
    "primary": "rouge_l",
    "champion": {"rouge_l": 0.31, "parsed": 1.0, "loss": 2.5},
    "candidate": {"rouge_l": 0.42, "parsed": 0.99, "loss": 2.25},
    "difference": {"rouge_l": [0.08, 0.11, 0.14]},
    "slices": {},
}


def ended(
    snapshot: DatasetSnapshot, number: int, *, by=None, verdict: str = "pass", **columns
) -> TrainingRun:
    """A run whose training is over, with an adapter that the gate has judged; promoted by nobody.

    Args:
        number: another one is another run, with another adapter.
    """
    overrides = [*QUICK, f"training.seed={number}"]
    run = request_training("writer", snapshot, by=by, overrides=overrides)
    adapter = Adapter.objects.create(
        digest=f"{number:064x}",
        role="writer",
        base="bundled/writer",
        base_digest="b" * 64,
        dataset_digest=snapshot.digest,
        verdict=verdict,
        report=REPORT,
    )
    told = {
        "state": State.SUCCEEDED,
        "finished_at": timezone.now(),
        "started_at": timezone.now(),
        "adapter": adapter,
        "verdict": verdict,
        "report": REPORT,
        "reasons": ["rouge_l moved by +0.110"],
    }
    TrainingRun.objects.filter(pk=run.pk).update(**told | columns)
    run.refresh_from_db()
    return run
