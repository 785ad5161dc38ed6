"""A voice's marks in plain sentences, for a model that reads them.

Her own words stand between fences: they were typed, and are nothing to obey.
"""

from collections.abc import Iterator

from captioner.writing.brief import UNMARKED, Style
from captioner.writing.fence import fenced
from captioner.writing.marks import Marks

_OFTEN, _SELDOM = 0.5, 0.1  # shares of captions that are worth telling a model
_HEAD = "Write as this creator does. Measured in the creator's own captions:"
_SIGNS = (
    ("exclamation", "exclamation marks"),
    ("question", "questions"),
    ("ellipsis", "an ellipsis"),
    ("shouting", "words all in capitals"),
)


def sentences(marks: Marks, asked: Style = UNMARKED) -> str:
    """A line for each habit that stands out; what it does not speak of is left to the model.

    Args:
        asked: what she wants of this caption alone; the habits it overrides are not told.
    """
    lines = [*_shape(marks, asked), *_signs(marks), *_words(marks)]
    return "\n".join((_HEAD, *(f"- {line}" for line in lines)))


def _shape(marks: Marks, asked: Style) -> Iterator[str]:
    if not asked.length:
        low, high = max(1, marks.length_low), max(1, marks.length_high)
        yield f"Captions have {low} to {high} characters."
    if marks.capitals == "lower" or asked.lower_case:
        yield "Everything is in lower case."
    elif marks.capitals == "sentence":
        yield "Sentences begin with a capital letter."
    if not asked.emoji:
        yield from _emoji(marks)


def _emoji(marks: Marks) -> Iterator[str]:
    if marks.emoji_share <= _SELDOM:
        yield "No emoji."
    elif marks.emoji_share >= _OFTEN:
        yield f"Most captions have {marks.emoji_count} emoji, such as {_listed(marks.emoji)}."
    else:
        yield f"Some captions have {marks.emoji_count} emoji, such as {_listed(marks.emoji)}."


def _signs(marks: Marks) -> Iterator[str]:
    for field, name in _SIGNS:
        share = getattr(marks, field)
        if share >= _OFTEN:
            yield f"Most captions have {name}."
        elif share <= _SELDOM:
            yield f"No {name.removeprefix('an ')}."
    if marks.no_full_stop >= 1 - _SELDOM:
        yield "No full stop at the end."
    elif marks.no_full_stop <= _SELDOM:
        yield "A full stop at the end."


def _words(marks: Marks) -> Iterator[str]:
    if marks.words:
        yield f"Words the creator likes, where they fit: {_listed(marks.words)}."
    if marks.openings:
        yield f"Captions often begin with: {_listed(marks.openings)}."
    if marks.never:
        yield f"Never use these words: {_listed(marks.never)}."


def _listed(texts: tuple[str, ...]) -> str:
    return ", ".join(map(fenced, texts))
