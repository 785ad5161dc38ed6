"""How much a review of somebody's word would teach: what the queue is ordered by.

Plain values in, a number out; knows no rows. Three things make an item worth a reviewer's minute:
a large edit, signs that contradict each other, and a kind of post of which little was seen yet.
"""

from dataclasses import dataclass

# A caption of which this share of words changed was rewritten, not touched up.
REWRITTEN = 0.3
NEW_UNTIL = 10  # items of a slice after which it is new no more


@dataclass(frozen=True, slots=True)
class Signs:
    """What a person left on a caption.

    Args:
        thumbs: "up", "down" or "".
        used: she copied, shared or downloaded it.
        word_change, tag_change: what of the draft is not in her edit and the other way round,
            0 to 1.
        seen: items of the same slice (tone, audience, language, platform) before this one.
    """

    thumbs: str
    used: bool
    word_change: float
    tag_change: float
    seen: int


def value(signs: Signs) -> float:
    """0 to 3: one for each of the edit, the disagreement and the newness of its slice."""
    return round(edit(signs) + disagreement(signs) + newness(signs), 3)


def edit(signs: Signs) -> float:
    """How large the edit is; the words weigh more than the tags."""
    return 0.7 * signs.word_change + 0.3 * signs.tag_change


def disagreement(signs: Signs) -> float:
    """1 where what she did says another thing than what she pressed."""
    praised_and_rewrote = signs.thumbs == "up" and signs.word_change >= REWRITTEN
    rejected_and_used = signs.thumbs == "down" and signs.used
    return float(praised_and_rewrote or rejected_and_used)


def newness(signs: Signs) -> float:
    """1 for the first of its slice, 0 from the tenth on."""
    return max(0.0, 1 - signs.seen / NEW_UNTIL)


def reasons(signs: Signs) -> list[str]:
    """In words, what makes it worth a look; the weightiest first."""
    weights = {
        "contradicts herself": disagreement(signs),
        "large edit": edit(signs) if signs.word_change >= REWRITTEN else 0.0,
        "new kind of post": newness(signs),
    }
    found = [name for name, weight in weights.items() if weight]
    return sorted(found, key=lambda name: -weights[name])
