"""The marks of a voice in words, as one would tell a friend. Reads marks; measures none."""

from captioner.writing.marks import Marks

# From which share of her captions on a habit is called so.
_RATES = (
    (1.0, "always"),
    (0.8, "nearly always"),
    (0.5, "often"),
    (0.2, "sometimes"),
    (0.001, "rarely"),
    (0.0, "never"),
)
_CAPITALS = {
    "lower": "Everything in lower case.",
    "sentence": "A capital to begin with.",
    "": "A capital to begin with, or none, as it comes.",
}


def rate(share: float) -> str:
    """How often, from "never" to "always".

    Args:
        share: of her captions, 0 to 1.
    """
    return next(word for least, word in _RATES if share >= least)


def length(marks: Marks) -> str:
    if marks.length_low == marks.length_high:
        return f"About {_count(marks.length, 'character')}, always."
    low, high = marks.length_low, marks.length_high
    return f"About {_count(marks.length, 'character')}, mostly {low:,} to {high:,}."


def emoji(marks: Marks) -> str:
    if not marks.emoji_share:
        return "Never."
    often = rate(marks.emoji_share).capitalize()
    at_a_time = "one at a time" if marks.emoji_count == 1 else f"{marks.emoji_count} at a time"
    return f"{often}, {at_a_time}." if marks.emoji_count else f"{often}."


def capitals(marks: Marks) -> str:
    said = _CAPITALS[marks.capitals]
    return f"{said} WORDS LIKE THIS {rate(marks.shouting)}." if marks.shouting else said


def signs(marks: Marks) -> tuple[tuple[str, str, float], ...]:
    """Each sign with how often she uses it, in words and as a share."""
    shares = (
        ("Exclamation marks", marks.exclamation),
        ("Questions", marks.question),
        ("An ellipsis", marks.ellipsis),
        ("No full stop at the end", marks.no_full_stop),
    )
    return tuple((name, rate(share), share) for name, share in shares)


def hashtags(marks: Marks) -> str:
    if not marks.hashtag_count:
        return "Mostly none." if marks.hashtags else "None."
    return f"Mostly {marks.hashtag_count} a caption."


def line(marks: Marks) -> str:
    """The whole voice in one line."""
    parts = [f"about {_count(marks.length, 'character')}"]
    if marks.capitals == "lower":
        parts.append("lower case")
    parts.append(f"emoji {rate(marks.emoji_share)}")
    if marks.exclamation >= 0.5:
        parts.append("exclamation marks")
    return " · ".join(parts)


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
