"""Whether somebody's own words are plainly a thumb. Plain text in and out.

Only words that say nothing else count: "good, but too long" is a comment, not praise.
"""

import re

_UP = """
    up, thumbs up, thumb up, thumbsup, upvote, like, likes, liked, i like it, i like this, love,
    loved, love it, loved it, i love it, i love this, good, very good, good one, good caption,
    great, great caption, nice, perfect, excellent, amazing, awesome, positive, yes, +1, 👍, ❤, 😍
"""
_DOWN = """
    down, thumbs down, thumb down, thumbsdown, downvote, dislike, dislikes, disliked,
    i dislike it, i dislike this, i do not like it, i don't like it, don't like it, bad, very bad,
    bad one, bad caption, terrible, awful, hate it, i hate it, negative, no, -1, 👎
"""

# A skin tone or the sign that asks for the coloured form changes nothing of an emoji.
_FORM = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")


def _phrases(listed: str) -> list[str]:
    return [phrase.strip() for phrase in listed.split(",")]


_PLAIN = dict.fromkeys(_phrases(_UP), "up") | dict.fromkeys(_phrases(_DOWN), "down")


def of_words(text: str) -> str:
    """ "up" or "down" where the words are nothing but that; "" for everything else.

    Several such phrases are one thumb where they agree: "Great! 👍".
    """
    found = {_PLAIN.get(phrase, "") for phrase in _split(text)}
    return found.pop() if len(found) == 1 else ""


def _split(text: str) -> list[str]:
    plain = _FORM.sub("", text.casefold().replace("’", "'"))
    plain = re.sub(r"([👍👎❤😍])", r",\1,", plain)
    words = (
        re.sub(r"[\s_]+|(?<=\w)-(?=\w)", " ", part).strip(" \"'*:")
        for part in re.split(r"[,.!;\n]", plain)
    )
    return [part for part in words if part]
