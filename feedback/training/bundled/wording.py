"""What stands in a caption, word by word: the facts that a writer's figures count.

Plain strings in, facts out. Knows English function words and nothing of grammar.
"""

import re
from collections.abc import Iterable

from captioner.writing.brief import Style
from captioner.writing.repetition import plain_words
from captioner.writing.styling import LONG_MIN, SHORT_MAX


def words(text: str) -> list[str]:
    """Words and single signs, an exclamation mark or an emoji, in lower case."""
    return re.findall(r"[\w'’]+|[^\w\s,.:;]", text.lower())


# The closed classes: articles and other determiners, pronouns, prepositions, conjunctions,
# auxiliaries. They carry a sentence and say nothing.
FUNCTION_WORDS = frozenset(
    plain_words("""
    a an the this that these those some any no each every all both either neither such what which
    i you he she it we they me him her us them my your his its our their mine yours ours theirs who
    whom whose myself yourself himself herself itself ourselves themselves
    about above across after against along among amongst around as at away before behind below
    beneath beside between beyond by down during for from in inside into near next of off on onto
    out outside over past through throughout to toward towards under underneath until up upon with
    within without
    and but or nor so yet if while when where why how because than then though although whether
    am is are was were be been being have has had having do does did doing done can could will
    would shall should may might must not ca wo sha don didn doesn isn aren wasn won""")
)
# What may be said of any photo: how many, which colour, how big or old, that it is a photo.
_ANY_PHOTO = frozenset(
    plain_words("""
    one two three four five six seven eight nine ten several few many more most other another
    group pair couple lot number there here very
    red blue green yellow orange black white brown pink purple gray grey golden gold tan silver
    blond blonde beige colored coloured colorful colourful dark light bright
    big small large little tiny huge tall short long young old older
    photo photograph picture image view shot scene camera background foreground front back side top
    middle look looks looking""")
)
_EMOJI = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")


def content_words(description: str) -> frozenset[str]:
    """The words of a description that tell its photo from others: who, what, where, doing what.

    Words of three letters or more that are neither function words nor such as may be said of any
    photo (how many, colours, sizes, "photo"). A caption has to hold one in the same form: "runs"
    is not named by "running". That is strict, and leaves no doubt.
    """
    found = (word for word in plain_words(description) if len(word) > 2)
    return frozenset(found) - FUNCTION_WORDS - _ANY_PHOTO


def holds_whole(description: str, caption: str) -> bool:
    """Whether the description stands in the caption word for word."""
    return f" {' '.join(plain_words(description))} " in f" {' '.join(plain_words(caption))} "


def carries(caption: str, facts: Iterable[str]) -> bool:
    """Whether each fact stands in the caption as it was typed, small or capital letters apart."""
    return all(
        re.search(rf"(?<!\w){re.escape(fact)}(?!\w)", caption, re.IGNORECASE) for fact in facts
    )


def obeyed(caption: str, style: Style) -> dict[str, bool]:
    """Each mark of a style, and whether a caption carries it."""
    marks = {
        "short": (style.length == "short", len(caption) <= SHORT_MAX),
        "long": (style.length == "long", len(caption) >= LONG_MIN),
        "lower case": (style.lower_case, caption == caption.lower()),
        "no emoji": (style.emoji == "none", not _EMOJI.search(caption)),
        "emoji": (style.emoji == "some", bool(_EMOJI.search(caption))),
    }
    return {mark: kept for mark, (asked, kept) in marks.items() if asked}
