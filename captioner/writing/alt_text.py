"""The describer's sentence as a screen reader should read it.

Mends what image captioners do to a sentence (no capital, tokenised punctuation, loops, "a photo
of"). Adds nothing and checks nothing: what the describer got wrong stays wrong.
The way back, from what a person wrote there to what a describer may learn, is here too.
"""

import re

LIMIT = 250

_OPENING = re.compile(
    r"^(?:this is |there is |here is )?(?:a |an |the )?(?:close )?"
    r"(?:photo|photograph|image|picture|pic|snapshot)s? (?:of|showing|shows) (?=\w)",
    re.IGNORECASE,
)
# A loop is the same one to four words again: "a a dog", "in a hat in a hat".
_LOOP = re.compile(r"\b(\w+(?:[ ]\w+){0,3}?)(?:[ ]\1\b)+", re.IGNORECASE)
_SPACE_BEFORE = re.compile(r"\s+([,.;:!?%)\]]|n't\b|'(?:s|re|ll|ve|d|m)\b)", re.IGNORECASE)
_QUOTED = re.compile(r'"\s+([^"]*?)\s+"')


def alt_text(description: str) -> str:
    """One clean sentence, at most `LIMIT` characters; empty where there is no word to read.

    A screen reader already says "image", so an opening such as "a photo of" goes.
    """
    text = " ".join(description.split())
    text = _SPACE_BEFORE.sub(r"\1", _QUOTED.sub(r'"\1"', text))
    text = _OPENING.sub("", text)
    text = _LOOP.sub(r"\1", text).strip(" .,;:!?…-")
    if not re.search(r"\w", text):
        return ""
    if len(text) >= LIMIT:
        text = text[: LIMIT - 1].rsplit(" ", 1)[0].rstrip(" ,;:-")
    return text[0].upper() + text[1:] + "."


def sentence(text: str) -> str:
    """An alt text as a describer says it: on one line, without the full stop at its end; empty
    where there is no word to say."""
    text = " ".join(text.split()).rstrip(" .")
    return text if re.search(r"\w", text) else ""
