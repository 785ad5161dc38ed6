"""Typed readers of environment variables: a bad value refuses to start and says which one.

Every reader takes the variable's name and the default that works on a laptop. A value may also
come from a file named by NAME_FILE, as container secrets do.
"""

import os
import re
from collections.abc import Collection
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str) -> str:
    """The variable as it stands, or the contents of the file NAME_FILE names."""
    file = os.environ.get(f"{name}_FILE")
    if file is None:
        return os.environ.get(name, default)
    if name in os.environ:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set; keep one")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE: {file} cannot be read: {error}") from error


def boolean(name: str, *, default: bool) -> bool:
    """Exactly True or False, so that a typo cannot silently mean False."""
    value = text(name, str(default))
    if value not in ("True", "False"):
        raise ImproperlyConfigured(f"{name} must be True or False, not {value!r}")
    return value == "True"


def integer(name: str, default: int, *, low: int = 0, high: int | None = None) -> int:
    """A whole number from `low` to `high`."""
    value = text(name, str(default))
    try:
        number = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from None
    if number < low or (high is not None and number > high):
        span = f"at least {low}" if high is None else f"{low} to {high}"
        raise ImproperlyConfigured(f"{name} must be {span}, not {number}")
    return number


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of a few words."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}")
    return value


def rate(name: str, default: str) -> str:
    """So many of something in a time: a number, a slash, and sec, min, hour or day."""
    value = text(name, default)
    if not re.fullmatch(r"[1-9][0-9]*/(sec|min|hour|day)", value):
        raise ImproperlyConfigured(f"{name} must be like 30/min or 500/day, not {value!r}")
    return value


def words(name: str, default: str, *, allowed: Collection[str] = ()) -> list[str]:
    """Words separated by commas; empty means none. Where some are allowed, no other is."""
    found = [word.strip() for word in text(name, default).split(",") if word.strip()]
    for word in found:
        if allowed and word not in allowed:
            raise ImproperlyConfigured(f"{name} must be some of {', '.join(allowed)}, not {word!r}")
    return found
