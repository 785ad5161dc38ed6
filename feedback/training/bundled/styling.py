"""Captions made to carry the marks of a voice: their length, their case, their emoji.

Works on drafts of the grammar; what no draft can be made to carry is not forced.
"""

import random
import re
from collections.abc import Callable

from captioner.writing.brief import Style
from captioner.writing.repetition import repeats
from feedback.training.bundled.banks.emoji import BY_THEME, BY_TONE

SHORT = (12, 60)  # characters
LONG = (140, 220)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_])")
_EMOJI = re.compile(
    r"\s*[\u2190-\u2bff\u3030\U0001f000-\U0001faff][\ufe0f\u200d\U0001f3fb-\U0001f3ff]*"
)


def draw_style(rng: random.Random, *, tone: str) -> Style:
    """At least one mark; a minimal tone is never also long."""
    lengths = ("", "", "short", "short" if tone == "minimal" else "long")
    while True:
        style = Style(rng.choice(lengths), rng.random() < 0.35, rng.choice(("", "none", "some")))
        if style != Style():
            return style


def styled(
    caption: str,
    style: Style,
    *,
    keep: Callable[[str], bool],
    more: Callable[[], str | None],
    feel: tuple[str, tuple[str, ...]],
    rng: random.Random,
) -> str | None:
    """The caption with the style's marks, or None where it cannot carry them.

    Args:
        keep: whether a shortened caption still says what it must.
        more: draws another caption of the same photo and voice, to lengthen this one.
        feel: the tone and the photo's themes, which choose the emoji.
    """
    if style.length == "short":
        caption = _shortened(caption, keep, rng)
    elif style.length == "long":
        caption = _lengthened(caption, more)
    if not caption:
        return None
    if style.emoji == "none":
        caption = without_emoji(caption)
    elif style.emoji == "some" and not _EMOJI.search(caption):
        caption += " " + _fitting(*feel, rng)
    return caption.lower() if style.lower_case else caption


def without_emoji(caption: str) -> str:
    return _EMOJI.sub("", caption).strip()


def _shortened(caption: str, keep: Callable[[str], bool], rng: random.Random) -> str:
    """Sentences in a row that fit into a short caption and say what it must; "" for none."""
    sentences = _SENTENCE.split(caption)
    rows = [
        " ".join(sentences[start:end])
        for start in range(len(sentences))
        for end in range(start + 1, len(sentences) + 1)
    ]
    fitting = [row for row in rows if SHORT[0] <= len(row) <= SHORT[1] and keep(row)]
    return rng.choice(fitting) if fitting else ""


def _lengthened(caption: str, more: Callable[[], str | None]) -> str:
    """The caption with sentences of others behind it; "" where it gets no long one."""
    for _ in range(6):
        for sentence in reversed(_SENTENCE.split(more() or "")):
            longer = f"{caption} {sentence}"
            if not sentence or len(longer) > LONG[1] or repeats(longer):
                continue
            if _shared(caption, sentence):
                continue
            caption = longer
            if len(caption) >= LONG[0]:
                return caption
    return caption if LONG[0] <= len(caption) <= LONG[1] else ""


def _shared(caption: str, sentence: str) -> bool:
    """Whether the sentence would say a longer word of the caption again."""
    said, added = (set(re.findall(r"[^\W\d_]{4,}", text.lower())) for text in (caption, sentence))
    return not said.isdisjoint(added)


def _fitting(tone: str, themes: tuple[str, ...], rng: random.Random) -> str:
    bank = [each for theme in themes[:2] for each in BY_THEME.get(theme, "").split()]
    first = rng.choice(bank or BY_TONE[tone].split())
    second = rng.choice(BY_TONE[tone].split())
    return first if rng.random() < 0.6 or first == second else first + second
