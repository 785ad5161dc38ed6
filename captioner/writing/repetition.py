"""Whether a caption says the same words again. Compares words as they stand, without meaning."""

import re


def plain_words(text: str) -> list[str]:
    """Words alone, small, without what hangs on them: "the dog's" gives "the", "dog"."""
    found = re.findall(r"\w+(?:'\w+)*", text.lower().replace("’", "'"))
    return [re.sub(r"(n't|'\w+)$", "", word) for word in found]


def repeats(caption: str) -> bool:
    """Whether three words in a row stand in a caption twice."""
    said = plain_words(caption)
    triples = list(zip(said, said[1:], said[2:], strict=False))
    return len(set(triples)) < len(triples)
