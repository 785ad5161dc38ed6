"""Why a caption of an archive teaches nothing worth learning: advertising, spam, too few words.

The rules are data: the first that holds is the reason the row is left out for. Plain text in and
out; English, as the archives are.
"""

import re
from dataclasses import dataclass

from captioner.writing import safety

WORDS_MIN = 3  # beside tags, names and emoji
TAGS_MAX = 30  # Instagram takes no more from people; those who get past it are machines
CHARACTERS_MAX = 2200


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of caption, and what it is known by.

    Args:
        reason: as the report counts it.
        found_by: looked for in the whole caption, whatever the case.
    """

    reason: str
    found_by: str


RULES = (
    Rule("link", r"https?://|\bwww\.|\b[\w-]+\.(?:com|net|org|ly|co|shop)\b"),
    Rule("email_address", r"\b[\w.+-]+@[\w-]+\.\w{2,}"),
    Rule("phone_number", r"(?<!\w)\+?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}(?!\w)"),
    Rule(
        "asks_for_followers",
        r"\b(?:follow ?(?:me|us|back|for|4 ?follow)|f4f|l4l|like ?(?:for|4) ?like|s4s|"
        r"gain followers|more followers|tag ?(?:a|some) friends?|double tap|comment below)\b",
    ),
    Rule(
        "advert",
        r"\b(?:link in (?:my |our |the )?bio|shop now|order now|buy now|book now|on sale|"
        r"free shipping|promo code|discount code|use code|giveaway|dm (?:me|us|for|to)|whats ?app|"
        r"now hiring|for rent|for sale|open house|call (?:us|me) (?:at|on|now|today))\b|"
        r"\d ?% ?off\b|[$€£]\d",
    ),
    Rule("names_people", r"(?<!\w)@\w"),
    Rule("signs_in_a_row", r"([^\w\s])\1{7,}"),
)

_COMPILED = [(rule.reason, re.compile(rule.found_by, re.IGNORECASE)) for rule in RULES]
_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def problem(whole: str, text: str, tags: int) -> str:
    """The reason to leave a caption out, or "".

    Args:
        whole: as it was posted.
        text: without its hashtags.
        tags: how many it had.
    """
    if len(whole) > CHARACTERS_MAX:
        return "too_long"
    if tags > TAGS_MAX:
        return "too_many_tags"
    for reason, pattern in _COMPILED:
        if pattern.search(whole):
            return reason
    if len(_WORD.findall(text)) < WORDS_MIN:
        return "too_few_words"
    letters = [letter for letter in text if letter.isalpha()]
    if len(_LATIN.findall(text)) * 2 < len(letters):
        return "another_script"
    return "unsafe" if safety.problem(whole) else ""
