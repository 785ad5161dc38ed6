"""`manage.py train`: claim training runs and see them to their end, without Celery."""

import os
import signal
import threading
import time

from django.conf import settings
from django.core.management.base import BaseCommand

from feedback.trainer import Trainer


class Command(BaseCommand):
    help = "Train what was asked for until nothing waits; --follow goes on, and keeps the schedule."
    # They open every address of the site, and with them half of what this process can do without.
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        how_long = parser.add_mutually_exclusive_group()
        how_long.add_argument("--once", action="store_true", help="one run at most")
        how_long.add_argument("--follow", action="store_true", help="go on until told to stop")
        parser.add_argument(
            "--parent", type=int, metavar="PID", help="end with the process that started this one"
        )

    def handle(self, *, once: bool, follow: bool, parent: int | None, **_) -> None:
        trainer = Trainer()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: trainer.stop())
        if parent is not None:
            threading.Thread(target=_end_with, args=(parent, trainer), daemon=True).start()
        if follow:
            trainer.follow(every=settings.SWEEP_SECONDS)
            return
        taken = int(trainer.one()) if once else trainer.until_empty()
        self.stdout.write(f"Took {taken} training runs.")


def _end_with(parent: int, trainer: Trainer) -> None:
    """Stop when the parent is gone, however it went: whoever is killed tells nobody."""
    while os.getppid() == parent:
        time.sleep(1)
    trainer.stop()
