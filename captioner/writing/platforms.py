"""What each platform allows, as dated data, and a caption kept inside it.

A policy is a claim about somebody else's product: `checked` says when its source was read and
what was not found there stands in `note`. Knows nothing of briefs, tones or models.
"""

from dataclasses import dataclass
from typing import Literal

Count = Literal["characters", "utf16", "threads", "x"]


@dataclass(frozen=True, slots=True)
class Policy:
    """One platform's limits.

    Args:
        name: the key in `POLICIES`.
        version: month of the last change to this record, "YYYY-MM".
        caption_limit: the postable whole (caption, blank line, tags) in the platform's own count.
        hashtags_limit: the most tags the platform takes in one post; None where it names none.
        hashtags_selected: how many tags this product marks for posting, never above the limit.
        fold: characters shown before "more"; None where none is known.
        count: how the platform counts, see `char_count`.
        source: the page that says so.
        checked: when a copy of that page was read, ISO date; None where none was found.
        effective: when the platform brought the rule in, ISO date or month, where published.
        note: what could not be checked.
    """

    name: str
    version: str
    caption_limit: int
    hashtags_limit: int | None
    hashtags_selected: int
    fold: int | None
    count: Count
    source: str
    checked: str | None = None
    effective: str | None = None
    note: str = ""


POLICIES: dict[str, Policy] = {
    policy.name: policy
    for policy in (
        Policy("instagram", "2025-12", 2200, 5, 5, 125, "characters", "", None, "2025-12"),
        Policy("threads", "2026-11", 500, 1, 1, None, "threads", ""),
        Policy("x", "2026-11", 280, None, 2, None, "x", ""),
        Policy("linkedin", "2026-11", 3000, None, 3, 210, "utf16", ""),
        Policy("tiktok", "2026-11", 4000, 5, 5, None, "utf16", ""),
    )
}
