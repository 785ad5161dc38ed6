"""The trainer's loop: claim a run, start the process that trains, relay how far it is, store.

    claimed -> child at work --ended, 0--> adapter stored, report, verdict; promoted or not
                 |     |-------- 2 -----> failed: refused, with the reason of error.json
                 |     |--- a signal ---> queued again, to go on from its checkpoint
                 |     |----- other ----> failed, with the child's last line
                 |-- canceled, or the claim lost --> the child is let go of, nothing is stored
                 |-- the trainer is told to stop --> let go of, given back untried

A trainer that is killed lets go of its child too; its lease runs out, and whoever claims the run
next goes on from the checkpoint in the run's folder, on this machine. Imports no torch.
"""

import json
import logging
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error, close_old_connections, transaction
from django.utils import timezone

from captioner import adapters, conf
from captioner.errors import CaptionError
from feedback import promotion, run_folders, schedule
from feedback.champions import Champions
from feedback.child import Child
from feedback.models import RunAct, TrainingRun
from feedback.relay import Relay
from feedback.runs import configured, folder, require_photos
from feedback.training import config as training_config

MODULE = "feedback.training.train"
CONFIG, REPORT, ADAPTER = "config.yaml", "report.json", "adapter"
ERROR, CANCEL, TRACKED = "error.json", "cancel", "tracker.json"
SIGNALED = 128  # an exit status over it is of a process that a signal ended
WATCH_SECONDS = 1.0  # between two looks at the child; a cancel is seen at the next

log = logging.getLogger(__name__)


class Crashed(CaptionError):
    """The training process ended by an error of its own."""

    code = "training_crashed"


class Killed(CaptionError):
    """A signal ended the training process: out of memory, or an operator."""

    code = "training_killed"
    retryable = True


class Trainer:
    """Claims runs, one at a time, and sees each to its end.

    Args:
        lease: how long a claim holds without being renewed.
    """

    def __init__(self, *, lease: timedelta | None = None) -> None:
        self.lease = lease or conf.lease()
        # Well inside the lease: whoever claims the run next must not meet the child at work.
        self.grace = min(float(settings.STOP_SECONDS), self.lease.total_seconds() / 2)
        self._stopping = threading.Event()
        self._champions = Champions()

    def stop(self) -> None:
        """Claim no more; give the run in hand back, with a checkpoint. Returns at once."""
        self._stopping.set()

    def follow(self, *, every: float) -> None:
        """Look at the schedule and the queue until `stop`.

        Args:
            every: seconds between two looks while nothing waits.
        """
        while not self._stopping.is_set():
            try:
                schedule.look(every=timedelta(seconds=every))
                self.until_empty()
            except Exception:
                # The loop must outlive a database or a storage that is away for a moment; the
                # run's lease runs out, and it is taken up again.
                log.exception("training failed")
            finally:
                close_old_connections()
            self._stopping.wait(every)

    def until_empty(self) -> int:
        """Take runs until none is free, then tell the tracker what serves; how many were taken."""
        taken = 0
        while self.one():
            taken += 1
        self._champions.tell()
        return taken

    def one(self) -> bool:
        """Take one run to its end; False where none was free. What ended runs left is tidied."""
        try:
            return not self._stopping.is_set() and self._one()
        finally:
            run_folders.tidy()

    def _one(self) -> bool:
        for public_id in TrainingRun.objects.give_up():
            log.warning("training run failed", extra={"run": public_id, "code": "gave_up"})
        run = TrainingRun.objects.take(lease=self.lease)
        if run is None:
            return False
        about = {"run": run.public_id, "role": run.role, "attempt": run.attempts}
        log.info("training run claimed", extra=about)
        try:
            self._work(run)
        except CaptionError as error:
            state = run.fail(error)
            detail = {"code": error.code, "detail": error.detail, "state": state}
            log.warning("training run failed", extra=about | detail)
        return True

    def _work(self, run: TrainingRun) -> None:
        out = folder(run.public_id)
        # A trainer that died while it stored left a report: there is nothing more to train.
        if not (out / REPORT).exists():
            status = self._train(run, out)
            if status is None:
                return
            _require_success(status, out)
        self._store(run, out)

    def _train(self, run: TrainingRun, out: Path) -> int | None:
        """Run the child to its end, and give its exit status; None where it was let go of."""
        self._prepare(run, out)
        child = Child(MODULE, str(out / CONFIG), folder=out, grace=self.grace)
        relay = Relay(out)
        try:
            while child.status is None:
                if self._stopping.wait(WATCH_SECONDS):
                    child.end()  # first: whoever claims it next must not meet it
                    TrainingRun.objects.release([run])
                    log.warning("stopped inside a run, given back", extra={"run": run.public_id})
                    return None
                if not self._tell(run, relay):
                    log.warning("the run is canceled or lost", extra={"run": run.public_id})
                    return None
        finally:
            status = child.end()
        self._tell(run, relay)
        if (out / CANCEL).exists():
            run.cancel()
            return None
        if 0 < status < SIGNALED and not (out / ERROR).exists():
            raise Crashed(child.last_words())
        return status

    def _prepare(self, run: TrainingRun, out: Path) -> None:
        """The folder, with the configuration as of now: what it must beat may have changed."""
        require_photos(run.snapshot)
        champion = adapters.live(run.role)
        asked = configured(
            run.role,
            run.snapshot,
            run.overrides,
            name=run.public_id,
            champion=adapters.fetch(champion) if champion else None,
        )
        out.mkdir(parents=True, exist_ok=True)
        for left in (ERROR, CANCEL):
            (out / left).unlink(missing_ok=True)
        training_config.save(asked, out / CONFIG)
        run.champion = champion
        run.tell(champion=champion, stage="starting")
        run.note(RunAct.START if run.attempts == 1 else RunAct.RESUME)

    def _tell(self, run: TrainingRun, relay: Relay) -> bool:
        """Store how far it is, and renew the lease; False where the claim is no longer ours."""
        try:
            return run.tell(available_at=timezone.now() + self.lease, **relay.news())
        except Error:
            # Away for a moment; if for longer the lease runs out, and then the claim is lost.
            log.exception("the run's progress could not be stored")
            close_old_connections()
            return True

    def _store(self, run: TrainingRun, out: Path) -> None:
        found: dict[str, Any] = json.loads((out / REPORT).read_text("utf-8"))
        judged = {key: found.get(key) or {} for key in ("report", "parity")}
        adapter = adapters.store(out / ADAPTER, verdict=found["verdict"], report=judged["report"])
        with transaction.atomic():  # a run that passed is promoted with its end, or neither is
            won = run.finish(
                adapter=adapter,
                verdict=found["verdict"],
                reasons=found["reasons"],
                tracking=_tracked(out),
                **judged,
            )
            if won:
                promotion.after(run)
        about = {"run": run.public_id, "verdict": found["verdict"], "stored": won}
        log.info("training run ended", extra=about)


def _tracked(out: Path) -> str:
    """What the run is called at its tracker's; "" without one."""
    if not (out / TRACKED).exists():
        return ""
    found = json.loads((out / TRACKED).read_text("utf-8"))
    return f"{found['tracker']} run {found['run']}"


def _require_success(status: int, out: Path) -> None:
    """Raise what the child's exit status means, but for 0."""
    if status >= SIGNALED:
        raise Killed(f"signal {status - SIGNALED} ended it; it goes on from its checkpoint")
    if status:
        refusal = json.loads((out / ERROR).read_text("utf-8"))
        if refusal["code"] == "canceled":
            raise Killed(f"{refusal['detail']}, and nobody here asked for that")
        error = CaptionError(refusal["detail"])
        error.code = refusal["code"]
        raise error
