"""The review queue on this machine: how long its list takes with many items pending.

    python bench/review_queue.py [--items 10000] [--runs 15] [--json]

Makes a database of its own (SQLite in a temporary folder, or the one of DATABASE_URL, which must
be empty), with as many pending reviews as asked for, of 50 people of whom 45 allow training, and a
tenth as many that are decided. Then asks the admin for the list, for its last page, for the review
screen and for a claim, through Django's client in this process: medians, 90th percentiles, and
what this process's own work was of it, which other work on the machine does not lengthen. The
list's bound is told; a bound that is missed ends nothing. How the list grew from a tenth of the
items tells how it scales.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from feedback.training.bundled import figures  # noqa: E402
from feedback.training.bundled.figures import Figure  # noqa: E402

LIST_MS = 300.0
_PEOPLE = 50
_CHUNK = 1000


@contextmanager
def database() -> Iterator[None]:
    """Django, with an empty database and a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "snap2caption.settings"
        import django
        from django.conf import settings

        django.setup()
        settings.ALLOWED_HOSTS = ["testserver"]
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        yield


def fill(items: int, *, first: int) -> None:
    """Make results, what was said of each, and its review, from number `first` on."""
    from captioner.models import Caption, CaptionJob, Photo
    from captioner.writing.brief import TONES, Brief
    from feedback.models import Feedback, Review

    people = _people()
    for start in range(first, first + items, _CHUNK):
        numbers = range(start, min(start + _CHUNK, first + items))
        photos = Photo.objects.bulk_create(
            Photo(owner=people[n % _PEOPLE], sha256=f"{n:064x}", width=1, height=1) for n in numbers
        )
        jobs = CaptionJob.objects.bulk_create(
            CaptionJob(
                owner=photo.owner,
                photo=photo,
                state="succeeded",
                **CaptionJob.columns(Brief(tone=TONES[n % len(TONES)])),
            )
            for n, photo in zip(numbers, photos, strict=True)
        )
        captions = Caption.objects.bulk_create(
            Caption(job=job, position=0, text=f"A dog by the sea, number {n}.")
            for n, job in zip(numbers, jobs, strict=True)
        )
        said = Feedback.objects.bulk_create(
            Feedback(
                owner=caption.job.owner,
                caption=caption,
                thumbs="up" if n % 3 else "down",
                text=f"dog. sea. number {n}",
                edited=True,
                training=True,
            )
            for n, caption in zip(numbers, captions, strict=True)
        )
        Review.objects.bulk_create(
            Review(
                feedback=one,
                kind=f"kind {n % 24}",
                value=n * 7919 % 3000 / 1000,
                why=["large edit"],
                state="pending" if n % 11 else "rejected",
            )
            for n, one in zip(numbers, said, strict=True)
        )


def _people() -> list:
    from django.contrib.auth import get_user_model

    from captioner import preferences

    users = get_user_model().objects
    if not users.filter(username="person 0").exists():
        made = users.bulk_create(users.model(username=f"person {n}") for n in range(_PEOPLE))
        for user in made[: _PEOPLE * 9 // 10]:
            preferences.consent(True, owner=user)
        users.create_superuser("reviewer")
    return list(users.filter(username__startswith="person").order_by("pk"))


def measure(runs: int) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds of each thing that a reviewer waits for, and those of the processor in it."""
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.urls import reverse

    from feedback import review_queue
    from feedback.models import Review

    reviewer, client = get_user_model().objects.get(username="reviewer"), Client()
    client.force_login(reviewer)
    address = reverse("admin:feedback_review_changelist")
    last = (Review.objects.open_to(reviewer).count() - 1) // 50 + 1
    item = review_queue.claim(reviewer)
    screen = reverse("admin:feedback_review_change", args=[item.pk])
    waits: dict[str, Callable[[], object]] = {
        "the list": lambda: _get(client, address),
        "the list's last page": lambda: _get(client, f"{address}?p={last}"),
        "the review screen": lambda: _get(client, screen),
        "claiming the next": lambda: review_queue.claim(reviewer, after=item),
    }
    return {name: [_timed(wait) for _ in range(runs + 1)][1:] for name, wait in waits.items()}


def _get(client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)


def _timed(wait: Callable[[], object]) -> tuple[float, float]:
    began, worked = time.perf_counter(), time.process_time()
    wait()
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def told(few: dict, many: dict, items: int) -> list[Figure]:
    """The medians as figures, and how the list's grew with ten times the items.

    Args:
        few, many: of `measure`, with a tenth of the items and with all.
    """
    rows = [_figure(f"{items} reviews, ten of eleven pending", *each) for each in many.items()]
    ratio = _median(many["the list"]) / _median(few["the list"])
    name = f"the list, to that of {items // 10}"
    return [*rows, Figure(group="growth", name=name, value=round(ratio, 2))]


def _figure(group: str, name: str, times: list[tuple[float, float]]) -> Figure:
    walls, work = zip(*times, strict=True)
    return Figure(
        group=group,
        name=f"{name}, median",
        value=round(_median(times), 1),
        unit="ms",
        at_most=LIST_MS if name == "the list" else None,
        remark=f"90th percentile {statistics.quantiles(walls, n=10)[-1]:.0f} ms, "
        f"processor {statistics.median(work):.0f} ms",
    )


def _median(times: list[tuple[float, float]]) -> float:
    return statistics.median(wall for wall, _ in times)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, default=11_000, help="reviews, at least 100")
    parser.add_argument("--runs", type=int, default=15, help="of each, at least 2")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with database():
        fill(args.items // 10, first=0)
        few = measure(args.runs)
        fill(args.items - args.items // 10, first=args.items // 10)
        found = told(few, measure(args.runs), args.items)
    if args.json:
        load = round(os.getloadavg()[0], 1)
        print(json.dumps({"load": load, "figures": figures.plain(found)}, indent=2))
        return
    print(f"load over the last minute {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores\n")
    print(figures.table(found))


if __name__ == "__main__":
    main()
