"""What a reviewer makes of a person's word on a caption: the queue's rows and their audit.

    pending --approve--> approved    --+
       |-----correct---> corrected   --+-- undo, or her word changed --> pending
       |-----reject----> rejected    --+
       |------skip-----> pending, behind the others
       |-- nothing left to review --> withdrawn -- she says something again --> pending

How they move is `feedback.review`'s. Who may see them: `ReviewQuerySet`.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from captioner.models import Preferences
from feedback.models.feedback import Feedback


class ReviewState(models.TextChoices):
    PENDING = "pending"
    APPROVED = "approved"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


ACCEPTED = (ReviewState.APPROVED, ReviewState.CORRECTED)
DECIDED = (*ACCEPTED, ReviewState.REJECTED)

QUEUE = ("skips", "-value", "pk")

# The columns of a review that nobody has decided, and of one that nobody looks at.
UNDECIDED: dict[str, Any] = {
    "text": "",
    "tags": [],
    "reasons": [],
    "reviewer": None,
    "reviewed_at": None,
}
FREE: dict[str, Any] = {"holder": None, "held_until": None}


def consented(feedback: str = "feedback") -> Q:
    """Rows whose creator allows training: when she said it, and today.

    Args:
        feedback: the way from the row to its feedback; "" for feedback itself.
    """
    to = f"{feedback}__" if feedback else ""
    willing = Preferences.objects.filter(training=True)
    # Two plain IN instead of one EXISTS with an OR, which databases run once for every row.
    owners = willing.exclude(owner=None).values("owner")
    visitors = willing.filter(owner=None).exclude(visitor="").values("visitor")
    account = Q(**{f"{to}owner__in": owners})
    guest = Q(**{f"{to}owner": None, f"{to}visitor__in": visitors})
    return Q(**{f"{to}training": True}) & (account | guest)


class ReviewQuerySet(models.QuerySet):
    def consented(self):
        """Those whose creator allows training; nobody reviews another's words without."""
        return self.filter(consented())

    def pending(self):
        return self.filter(state=ReviewState.PENDING)

    def visible_to(self, user):
        """What a reviewer may see: consented, still about something, not waiting for anybody but
        her, and not the verdict of a colleague on what she may yet be asked herself, so that a
        second opinion stays blind."""
        asked_again = self.model.objects.pending().filter(
            feedback=OuterRef("feedback"), second=True
        )
        blind = Q(Exists(asked_again), second=False, state__in=DECIDED) & ~Q(reviewer=user)
        not_hers = Q(state=ReviewState.PENDING, barred=user)
        return self.consented().exclude(state=ReviewState.WITHDRAWN).exclude(not_hers | blind)

    def open_to(self, user):
        """What a reviewer may take now: pending, held by nobody else, and not hers already."""
        free = Q(held_until=None) | Q(held_until__lt=timezone.now()) | Q(holder=user)
        return self.pending().consented().filter(free).exclude(barred=user)


class Review(models.Model):
    """One reviewer's verdict on one person's word, or its place in the queue.

    `text` and `tags` are what an accepted review lets train: hers as she left them, or the
    reviewer's correction; empty before. `revision` counts the changes of her word, so that no
    verdict falls on what its reviewer did not see. A `second` review is a blind one of the same
    word, by anybody but `barred`, who did the first.
    """

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="reviews")
    second = models.BooleanField(default=False)
    barred = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(
        max_length=10, choices=ReviewState.choices, default=ReviewState.PENDING
    )
    revision = models.PositiveIntegerField(default=0)

    # Its place in the queue: see `feedback.value`.
    value = models.FloatField(default=0)
    why = models.JSONField(default=list)
    kind = models.CharField(max_length=100, db_index=True)
    skips = models.PositiveSmallIntegerField(default=0)
    # Who looks at it now; the lock of one who went away runs out.
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    held_until = models.DateTimeField(null=True)

    text = models.TextField(blank=True)
    tags = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["skips", "-value", "id"], condition=Q(state="pending"), name="review_queue"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["feedback", "second"], name="one_review_a_round"),
            models.CheckConstraint(
                condition=Q(state__in=ReviewState.values), name="review_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "corrected"]) | ~Q(text=""),
                name="accepted_review_has_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.feedback.text[:60]}"

    @property
    def is_held(self) -> bool:
        """Whether somebody looks at it now."""
        return bool(self.holder_id and self.held_until and self.held_until >= timezone.now())

    def verdict(self) -> dict[str, Any]:
        """What an act on it changes, as the audit keeps it."""
        return {
            "state": str(self.state),
            "text": self.text,
            "tags": self.tags,
            "reasons": self.reasons,
            "skips": self.skips,
        }

    def put(self, **columns) -> None:
        """Change columns and save, inside the transaction that holds the row."""
        for name, to in columns.items():
            setattr(self, name, to)
        self.save()

    def note(self, act: "Act", by, **columns) -> None:
        """As `put`, and write down who did what to it."""
        before = self.verdict()
        self.put(**columns)
        self.events.create(act=act, by=by, before=before, after=self.verdict())

    def withdraw(self) -> None:
        """Take it out of the queue, with its verdict if it has one; a withdrawn one stays so."""
        if self.state != ReviewState.WITHDRAWN:
            columns = {"state": ReviewState.WITHDRAWN, "revision": self.revision + 1}
            self.note(Act.WITHDRAW, None, **UNDECIDED, **FREE, **columns)

    def reopen(self, act: "Act", **columns) -> None:
        """Put it into the queue again, undecided, and before what was skipped."""
        self.note(act, None, state=ReviewState.PENDING, skips=0, **UNDECIDED, **FREE, **columns)


class Act(models.TextChoices):
    APPROVE = "approve"
    CORRECT = "correct"
    REJECT = "reject"
    SKIP = "skip"
    UNDO = "undo"
    CHANGE = "change", "her word changed"
    WITHDRAW = "withdraw", "nothing left to review"


class ReviewEvent(models.Model):
    """One act on a review: who, when, and what stood before and after. Written once.

    `by` is None for what the product itself did, and for who has no account any more.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="events")
    act = models.CharField(max_length=10, choices=Act.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    before = models.JSONField()
    after = models.JSONField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["by", "-id"], name="review_event_by")]

    def __str__(self) -> str:
        return f"{self.get_act_display()} by {self.by or 'nobody'}"
