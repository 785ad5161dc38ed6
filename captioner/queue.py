"""The queue in the rows: who may see them, who may claim them, and how they end.

A row, such as a `CaptionJob`, is the queue's entry. Its life:

    queued --claim--> running --finish--> succeeded
      ^                  |-----fail-----> failed (also give_up: its attempts are spent)
      |<----release------|
      |---cancel, expire (also from running: cancel)--> canceled | expired

Every arrow is a conditional update whose row count is checked; whoever loses a race returns
without noise. Knows nothing of the columns a result is stored in.
"""

import re
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from captioner.errors import CaptionError, Expired, GaveUp

MAX_ATTEMPTS = 3

_PUBLIC_ID = re.compile(r"[a-z]{3}_[\w-]{22}", re.ASCII)


class Visible(models.QuerySet):
    """Rows by who may see them. `owner` and `visitor` stand on every row a person makes."""

    def listed_for(self, *, user, visitor: str):
        """What a list shows: an account's own rows, or those of this browser's session."""
        if user.is_authenticated:
            return self.filter(owner=user)
        return self.filter(owner=None, visitor=visitor) if visitor else self.none()

    def readable_by(self, user):
        """What an id opens: an account's own rows, and any anonymous one (its id is the key)."""
        anonymous = Q(owner=None)
        return self.filter(anonymous | Q(owner=user) if user.is_authenticated else anonymous)

    def named(self, public_id: str):
        """The row of this id, or none; no other text is asked of the database, since
        PostgreSQL takes none that holds a NUL."""
        return self.filter(public_id=public_id) if _PUBLIC_ID.fullmatch(public_id) else self.none()


class State(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"
    EXPIRED = "expired"


WAITING = (State.QUEUED, State.RUNNING)


class Queue(Visible):
    """Rows with the columns of a queue: `state`, `available_at`, `attempts`, `claim`, the times
    and the error; their model's `ends` says what an end brings with it.

    `claimed_with` names the rows that a claimed one comes with, `gave_up` is what is said of one
    whose worker stopped at every attempt.
    """

    claimed_with: tuple[str, ...] = ()
    gave_up = f"the worker stopped {MAX_ATTEMPTS} times"

    def waiting(self):
        return self.filter(state__in=WAITING)

    def claim(self, limit: int, *, lease: timedelta) -> list[Any]:
        """Take up to `limit` rows that are free, oldest first, each by nobody else.

        Free is a row with attempts left whose `available_at` has come: queued, or running past
        its lease. A row on its second attempt is taken alone, so that an input which kills its
        worker takes no neighbour with it.

        Returns:
            The rows, all carrying the same fresh `claim` token.
        """
        now = timezone.now()
        token = secrets.token_hex(8)
        free = self.waiting().filter(available_at__lte=now, attempts__lt=MAX_ATTEMPTS)
        # One transaction: between the read and the update nobody else may see these rows as
        # free. SKIP LOCKED on PostgreSQL, BEGIN IMMEDIATE on SQLite (see settings).
        with transaction.atomic():
            rows = list(
                free.select_related(*self.claimed_with)
                .order_by("pk")
                .select_for_update(skip_locked=True, of=("self",))[:limit]
            )
            if not rows:
                return []
            alone = rows[0].attempts > 0
            taken = rows[:1] if alone else [row for row in rows if not row.attempts]
            columns = {
                "state": State.RUNNING,
                "claim": token,
                "available_at": now + lease,
                "started_at": now,
            }
            chosen = self.model.objects.filter(pk__in=[row.pk for row in taken])
            chosen.update(attempts=F("attempts") + 1, **columns)
        for row in taken:
            row.attempts += 1
            for name, value in columns.items():
                setattr(row, name, value)
        return taken

    def give_up(self) -> list[str]:
        """Fail the rows whose worker stopped at every attempt; their public ids."""
        error = GaveUp(self.gave_up)
        spent = self.waiting().filter(available_at__lte=timezone.now(), attempts__gte=MAX_ATTEMPTS)
        return self._end(spent, State.FAILED, error)

    def renew(self, jobs: Iterable[Any], *, lease: timedelta) -> int:
        """Move the end of the leases these claims hold; a lost claim is left alone."""
        return self.filter(held(jobs)).update(available_at=timezone.now() + lease)

    def release(self, jobs: Iterable[Any]) -> int:
        """Give claimed rows back untried: a worker that was told to stop, not one that died."""
        return self.filter(held(jobs)).update(
            state=State.QUEUED,
            claim="",
            attempts=F("attempts") - 1,
            available_at=timezone.now(),
            started_at=None,
        )

    def expire(self, after: timedelta) -> list[str]:
        """End rows that waited longer than `after` before any engine took them; their ids."""
        old = self.filter(state=State.QUEUED, created_at__lt=timezone.now() - after)
        return self._end(old, State.EXPIRED, Expired(f"waited over {after.total_seconds():.0f} s"))

    def _end(self, rows, state: State, error: CaptionError) -> list[str]:
        found = list(rows.order_by("pk"))
        if not found:
            return []  # without a transaction: each claim passes here
        # The condition again: a row that another worker ended meanwhile is that worker's to tell.
        with transaction.atomic():
            won = [row for row in found if rows.filter(pk=row.pk).update(**ended(state, error))]
            self.model.ends(won, state, error)
        return [row.public_id for row in won]


class JobQuerySet(Queue):
    claimed_with = ("photo", "voice")
    gave_up = f"{Queue.gave_up} while at this photo"

    def documented(self):
        """With all that a result's document is made of, in two queries for any number."""
        related = self.select_related("photo", "voice", "parent")
        return related.prefetch_related("captions")


def held(jobs: Iterable[Any]) -> Q:
    """The rows that these claims still hold."""
    jobs = list(jobs)
    return Q(
        pk__in=[job.pk for job in jobs],
        claim__in={job.claim for job in jobs},
        state=State.RUNNING,
    )


def ended(state: State, error: CaptionError) -> dict[str, Any]:
    """The columns of a row that ends without a result."""
    return {
        "state": state,
        "claim": "",
        "error_code": error.code,
        "error_detail": error.detail,
        "finished_at": timezone.now(),
    }
