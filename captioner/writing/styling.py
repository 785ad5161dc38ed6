"""A style's marks on a finished caption: those that can be given are, the others are told.

Case and emoji are given by construction. A length is not: cutting or padding somebody's words is
no writing, so a caption of another length is asked for again and then shown with a word about it.
"""

import re

from captioner.writing.brief import Style
from captioner.writing.traits import EMOJI

SHORT_MAX, LONG_MIN = 70, 120  # characters; what the bundled writer learned as short and long

TOO_LONG = f"You asked for a short caption of at most {SHORT_MAX} characters: this one is longer."
TOO_SHORT = f"You asked for a long caption of {LONG_MIN} characters or more: this one is shorter."

# What `EMOJI` leaves: symbols that are pictures by their variation sign or from the start, and the
# halves and signs that belong to a picture that is no more.
_REST = "[\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]"
_PICTURE = f"{EMOJI.pattern}|[‼⁉←-⯿〰〽㊗㊙]\ufe0f|[⬛⬜◽◾]|{_REST}"
# From the start of the space before it: tried at each space of a long run, it took seconds.
_PICTURES = re.compile(rf"(?<![ \t])[ \t]*(?:(?:{_PICTURE})[ \t]*)+")
_LINK = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
_CLINGS_TO_WORD = frozenset(".,;:!?…)]}'\"”’")


def styled(caption: str, style: Style) -> str:
    """The caption without emoji and in small letters, as far as the style asks for that.

    Links keep their capitals, for another spelling is another address. A caption that is nothing
    but emoji stays as it is.
    """
    text = without_emoji(caption) if style.emoji == "none" else caption
    return _lower(text) if style.lower_case else text


def without_emoji(caption: str) -> str:
    """The caption without emoji and the space they leave, line by line."""
    lines = (_PICTURES.sub(_gap, line).strip(" \t") for line in caption.split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    return text if re.search(r"\w", text) else caption


def _gap(match: re.Match[str]) -> str:
    """What stands where emoji stood: a space between words that they kept apart."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if not before or not after or after[0] in _CLINGS_TO_WORD or before[-1] in "([{":
        return ""
    spaced = any(char in " \t" for char in match[0])
    cased = all(char.lower() != char.upper() for char in (before[-1], after[0]))
    return " " if spaced or cased else ""


def _lower(text: str) -> str:
    parts, end = [], 0
    for link in _LINK.finditer(text):
        parts += [text[end : link.start()].lower(), link[0]]
        end = link.end()
    return "".join((*parts, text[end:].lower()))


def length_warning(caption: str, style: Style) -> str:
    """What is wrong with a caption's length, in a sentence; "" where it is as it was asked for."""
    if style.length == "short" and len(caption) > SHORT_MAX:
        return TOO_LONG
    if style.length == "long" and len(caption) < LONG_MIN:
        return TOO_SHORT
    return ""
