"""What an operator decided of each role's training; `feedback.schedule` acts on it."""

from datetime import datetime

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from captioner.engine.adapter_files import ROLES
from feedback.models.training import ROLE_CHOICES
from feedback.training.gate import MIN_ROWS, ROWS_LEAST


class TrainingPolicy(models.Model):
    """When a role is trained without anybody asking, how many rows a verdict on it needs, and
    whether what passes serves at once.

    `said` is what the schedule decided when it last looked, in words, and why.
    """

    role = models.CharField(max_length=10, choices=ROLE_CHOICES, unique=True)
    enabled = models.BooleanField(
        default=False, help_text="Let the schedule start runs of this role by itself."
    )
    dataset = models.SlugField(
        max_length=40,
        default="feedback",
        help_text="The dataset that is built anew before a run, as build_dataset names it.",
    )
    min_new = models.PositiveIntegerField(
        "new approved edits",
        default=50,
        help_text="So many since the last run, or the schedule waits for more.",
    )
    quiet_from = models.TimeField(
        null=True, blank=True, help_text="UTC. The schedule starts runs in quiet hours alone."
    )
    quiet_until = models.TimeField(
        null=True, blank=True, help_text="UTC. Both empty: at any hour. May lie past midnight."
    )
    min_rows = models.PositiveIntegerField(
        "held-out rows",
        default=MIN_ROWS,
        validators=[MinValueValidator(ROWS_LEAST)],
        help_text=f"With fewer in the test split no adapter of this role passes, whoever asked "
        f"for it. At least {ROWS_LEAST}: over a handful, chance alone looks like a gain.",
    )
    promote_automatically = models.BooleanField(
        default=False,
        help_text="What the gate passes serves at once. Otherwise somebody promotes it who did "
        "not ask for the run.",
    )
    overrides = models.JSONField(
        default=list,
        blank=True,
        help_text='Settings of its runs, such as ["training.epochs=3", "lora.r=8"].',
    )
    checked_at = models.DateTimeField(null=True, editable=False)
    said = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name_plural = "training policies"
        constraints = [
            models.CheckConstraint(condition=Q(role__in=ROLES), name="policy_role_known"),
            models.CheckConstraint(
                condition=Q(min_rows__gte=ROWS_LEAST), name="policy_rows_enough"
            ),
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_have_both_ends",
                violation_error_message="Give both ends of the quiet hours, or neither.",
            ),
        ]

    def __str__(self) -> str:
        return self.role

    @classmethod
    def of(cls, role: str) -> "TrainingPolicy":
        """The role's row, made with its defaults where nobody has set it yet."""
        return cls.objects.get_or_create(role=role)[0]

    def is_quiet(self, at: datetime) -> bool:
        """Whether a run may start at this time."""
        if self.quiet_from is None or self.quiet_until is None:
            return True
        now = at.astimezone(timezone.get_default_timezone()).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= now < self.quiet_until
        return now >= self.quiet_from or now < self.quiet_until
