"""What holds for every post of a person: the tags she never uses, and whether what she makes may
train models. An account's or a browser session's; nothing here asks which.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from captioner.errors import InvalidBrief
from captioner.models import Preferences
from captioner.writing import tag as spelling

NEVER_MAX = 100  # tags of one person
TAG_MAX = 60  # characters, as of a tag she adds to a caption

_BETWEEN = re.compile(r"[\s,]+")
_TAG = re.compile(rf"\w{{1,{TAG_MAX}}}")


def refuse(typed: str, *, owner=None, visitor: str = "") -> tuple[str, ...]:
    """Put tags on the never-use list; those it did not hold yet, with `#`.

    Args:
        typed: one tag or several, with spaces or commas between, with or without `#`.

    Raises:
        InvalidBrief: none there, one that is no tag, or more than `NEVER_MAX` in all.
    """
    tags = _read(typed)
    with _changed(owner, visitor) as row:
        held = set(map(spelling.body, row.never_tags))
        new = tuple(tag for body, tag in tags.items() if body not in held)
        if len(row.never_tags) + len(new) > NEVER_MAX:
            raise InvalidBrief(f"The never-use list takes at most {NEVER_MAX} tags.", field="tag")
        row.never_tags = [*row.never_tags, *new]
    return new


def allow(tag: str, *, owner=None, visitor: str = "") -> None:
    """Take a tag off the list; one that is not on it changes nothing."""
    with _changed(owner, visitor) as row:
        row.never_tags = [
            held for held in row.never_tags if spelling.body(held) != spelling.body(tag)
        ]


def consent(training: bool, *, owner=None, visitor: str = "") -> None:
    """Say whether what the person makes may train models."""
    with _changed(owner, visitor) as row:
        row.training = training


def _read(typed: str) -> dict[str, str]:
    """Tags by what they are equal by, each as first typed."""
    tags: dict[str, str] = {}
    for word in [word.removeprefix("#") for word in _BETWEEN.split(typed) if word] or [""]:
        if not _TAG.fullmatch(word) or not spelling.body(word):
            raise InvalidBrief(
                f"A tag must be one word of 1 to {TAG_MAX} letters or digits, not “{word[:40]}”.",
                field="tag",
            )
        tags.setdefault(spelling.body(word), f"#{word}")
    return tags


@contextmanager
def _changed(owner, visitor: str) -> Iterator[Preferences]:
    """The person's row, made where there is none, held until the block ends and saved with it."""
    holder = {"owner": owner, "visitor": "" if owner else visitor}
    with transaction.atomic():
        made, _ = Preferences.objects.get_or_create(**holder)
        row = Preferences.objects.select_for_update().get(pk=made.pk)
        yield row
        row.save()
