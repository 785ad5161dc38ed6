"""Finding one's own captions again: words, how they were asked for, and when."""

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time

from django.db.models import Exists, Func, OuterRef, QuerySet, TextField
from django.db.models.functions import Coalesce

from captioner.models import Caption, State

WORDS_MAX = 100  # characters

_NOTHING = (State.FAILED, State.CANCELED, State.EXPIRED)  # ends without a result


@dataclass(frozen=True, slots=True)
class Search:
    """What a list is narrowed to; empty or None leaves that open.

    Args:
        q: words that all stand in one caption as it was left, in any order and case (on SQLite
            the case of letters beyond ASCII counts).
        since, until: first and last day, in UTC.
    """

    q: str = ""
    tone: str = ""
    audience: str = ""
    platform: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


class _Left(Func):
    """The text that the last save left; NULL where a caption has none."""

    output_field = TextField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(
            compiler, connection, template="(%(expressions)s -> -1 ->> 'text')", **context
        )

    def as_sqlite(self, compiler, connection, **context):
        template = "JSON_EXTRACT(%(expressions)s, '$[#-1].text')"
        return self.as_sql(compiler, connection, template=template, **context)


def found(jobs: QuerySet, search: Search) -> QuerySet:
    """Those of the jobs that the search means."""
    exact = {name: getattr(search, name) for name in ("tone", "audience", "platform", "state")}
    jobs = jobs.filter(**{name: value for name, value in exact.items() if value})
    if search.since:
        jobs = jobs.filter(created_at__gte=datetime.combine(search.since, time.min, UTC))
    if search.until:
        jobs = jobs.filter(created_at__lte=datetime.combine(search.until, time.max, UTC))
    if words := search.q.split():
        captions = Caption.objects.filter(job=OuterRef("pk")).annotate(
            shown=Coalesce(_Left("edits"), "text")
        )
        for word in words:
            captions = captions.filter(shown__icontains=word)
        jobs = jobs.filter(Exists(captions))
    return jobs


def current(jobs: QuerySet) -> QuerySet:
    """What stands last for each photo: neither what was written anew since, nor a try to write
    anew that came to nothing, which would hide the result it started from."""
    newer = jobs.model.objects.filter(parent=OuterRef("pk")).exclude(state__in=_NOTHING)
    return jobs.filter(~Exists(newer)).exclude(parent__isnull=False, state__in=_NOTHING)
