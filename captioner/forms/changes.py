"""What the result page's form sends for one caption, read into an edit and a wish.

The limits are `edits.Edit`'s and the brief's own; nothing here stores.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict

from captioner.edits import Edit
from captioner.errors import InvalidBrief
from captioner.models import Shown
from captioner.submit import PARTS
from captioner.writing import tag as spelling
from captioner.writing.brief import Brief, Style, random_seed
from captioner.writing.styling import length_warning, styled


@dataclass(frozen=True, slots=True)
class Wish:
    """What one tap asks of the style.

    Args:
        words: what its button says, and the name of what came of it.
        again: the same where the caption is so already: it brings other words, and nothing more.
    """

    style: Style
    words: str
    again: str

    def is_met(self, text: str) -> bool:
        """Whether a caption is as it wants one."""
        return styled(text, self.style) == text and not length_warning(text, self.style)


WISHES: Mapping[str, Wish] = {
    "shorter": Wish(Style(length="short"), "Shorter", "Another short one"),
    "longer": Wish(Style(length="long"), "Longer", "Another long one"),
    "no-emoji": Wish(Style(emoji="none"), "No emoji", "Another without emoji"),
}

_BETWEEN = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in the fields of one caption."""

    text: str
    tags: tuple[str, ...]
    alt_text: str


@dataclass(frozen=True, slots=True)
class Changes:
    """One sending of the form.

    Args:
        version: the caption's version that the person saw.
        text, tags, alt_text: what stood in the fields; None for one that was not sent.
        never: a tag she wants to see no more; empty for none.
        wish: a name of `WISHES`; empty asks for the rest anew.
        lock: parts to keep, of `submit.PARTS`.
    """

    version: int
    text: str | None
    tags: tuple[str, ...] | None
    alt_text: str | None
    never: str
    wish: str
    lock: frozenset[str]

    @classmethod
    def of(cls, post: QueryDict) -> "Changes":
        """Read what was sent.

        Raises:
            InvalidBrief: the version is no number, or a wish or a part is unknown.
        """
        version = post.get("version", "")
        if not re.fullmatch(r"\d{1,9}", version, re.ASCII):
            raise InvalidBrief(
                "version must be the number this page was sent with", field="version"
            )
        wish = post.get("wish", "")
        if wish and wish not in WISHES:
            raise InvalidBrief(f"wish must be one of: {', '.join(WISHES)}", field="wish")
        sent = "tags" in post or "own" in post
        own = [f"#{word.removeprefix('#')}" for word in _BETWEEN.split(post.get("own", "")) if word]
        return cls(
            version=int(version),
            text=_lines(post.get("text")),
            tags=tuple(dict.fromkeys([*post.getlist("tags"), *own])) if sent else None,
            alt_text=_lines(post.get("alt_text")),
            never=post.get("never", ""),
            wish=wish,
            lock=frozenset(post.getlist("lock")) & frozenset(PARTS),
        )

    def edit(self, shown: Shown) -> Edit:
        """What to save; a part that reads as it stands is left out, in whatever order it came.

        Raises:
            InvalidBrief: as `Edit`.
        """
        stand = tuple(tag.tag for tag in shown.hashtags if tag.selected)
        tags = self.tags
        if tags is not None:
            refusals = spelling.refused([self.never] if self.never else [])
            sent = [tag for tag in tags if not spelling.is_refused(tag, refusals)]
            # The order they stand in, then what is new: the page groups them by another.
            pool = [tag.tag for tag in shown.hashtags]
            tags = (*(t for t in pool if t in sent), *(t for t in sent if t not in pool))
        return Edit(
            text=None if self.text == shown.text else self.text,
            tags=None if tags == stand else tags,
            alt_text=None if self.alt_text == shown.alt_text else self.alt_text,
        )

    def brief(self, before: Brief) -> Brief:
        """What is asked for this time: all as before, in other words."""
        if self.wish:
            style = WISHES[self.wish].style.over(before.style)
            return replace(before, seed=random_seed(), variants=1, style=style)
        variants = 1 if "caption" in self.lock else before.variants
        return replace(before, seed=random_seed(), variants=variants)

    @property
    def kept(self) -> frozenset[str]:
        """The parts to keep; a one-tap wish is about the caption's words."""
        return self.lock - {"caption"} if self.wish else self.lock

    def typed(self, shown: Shown) -> Typed:
        """What stood in the fields, for a page that must show it again."""
        stand = tuple(tag.tag for tag in shown.hashtags if tag.selected)
        return Typed(
            shown.text if self.text is None else self.text,
            stand if self.tags is None else self.tags,
            shown.alt_text if self.alt_text is None else self.alt_text,
        )


def _lines(text: str | None) -> str | None:
    return text if text is None else text.replace("\r\n", "\n").strip()
