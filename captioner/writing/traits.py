"""What one caption shows of how its author writes: length, emoji, capitals, signs, words, tags.

Reads; judges nothing, and knows no author.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

# One emoji is one, with its skin tone, or joined from several.
_PICTURE = (
    "[\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff\u2600-\u27bf"
    "\u2b50\u2b55\u231a\u231b\u23e9-\u23fa]"
)
_ONE = f"{_PICTURE}\ufe0f?[\U0001f3fb-\U0001f3ff]?[\U000e0020-\U000e007f]*"
EMOJI = re.compile(f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_ONE}(?:\u200d{_ONE})*")
# What neither a database nor a page can hold: controls, and halves of a character.
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_TAG = re.compile(r"#(?!\d+\b)(\w+)")
_CLOSING_TAGS = re.compile(rf"(?:(?:^|\s+){_TAG.pattern})+\s*$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ELLIPSIS = re.compile(r"…|\.{2,}")


@dataclass(frozen=True, slots=True)
class Traits:
    """One caption, as far as marks speak of it; `case` is "" where no letter has one."""

    length: int
    emoji: tuple[str, ...]
    case: Literal["", "sentence", "lower", "mixed"]
    shouting: bool
    exclamation: bool
    question: bool
    ellipsis: bool
    no_full_stop: bool
    words: tuple[str, ...]
    hashtags: tuple[str, ...]

    @property
    def openings(self) -> tuple[str, ...]:
        """The first two words, and the first alone."""
        return tuple(" ".join(self.words[:count]) for count in (2, 1) if len(self.words) >= count)


def traits(caption: str) -> Traits:
    """What one caption shows, read without the hashtags that close it or a line of it."""
    text = _TAG.sub(r"\1", _CLOSING_TAGS.sub("", caption)).strip()
    words = _WORD.findall(text)
    shouted = [word for word in words if len(word) > 1 and word.isupper()]
    end = EMOJI.sub("", text).rstrip(" \t\n\"'”’)")
    return Traits(
        length=len(text),
        emoji=tuple(EMOJI.findall(text.replace("\ufe0f", ""))),
        case=_case([word for word in words if word not in shouted]),
        shouting=bool(shouted),
        exclamation="!" in text,
        question="?" in text,
        ellipsis=bool(_ELLIPSIS.search(text)),
        no_full_stop=not end.endswith(".") or end.endswith(".."),
        words=tuple(word.casefold().replace("’", "'") for word in words),
        hashtags=tuple("#" + tag for tag in _TAG.findall(caption)),
    )


def _case(words: Sequence[str]) -> Literal["", "sentence", "lower", "mixed"]:
    cased = [word for word in words if word.lower() != word.upper()]
    if not cased:
        return ""
    if all(word == word.lower() for word in cased):
        return "lower"
    return "sentence" if cased[0][0].isupper() else "mixed"
