"""A model's answer, read into a `Draft`: labelled lines or JSON, whichever came.

Forgives what models really do (code fences, bold or numbered labels, chatter before the answer,
hashtags in the caption) and nothing else: an answer without a caption is `None`, and the pipeline
asks again.
"""

import json
import re

from captioner.writing.brief import Draft

_LABEL = re.compile(
    r"^[\s>*_#-]*(?:\d[.)][\s*_]*)?(?P<label>photo|caption|tags|hashtags)[*_\s]*:[*_]*\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
# Controls but tab and line breaks, and halves of a character, as JSON escapes bring them: no
# database or page can hold them.
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\ud800-\udfff]")
_FENCE = re.compile(r"^```\w*\s*$", re.MULTILINE)
_TAGS_IN_LINE = re.compile(r"(caption[*_\s]*:.*?)[ \t]+((?:hash)?tags:\s*#)", re.IGNORECASE)
_TAG = re.compile(r"[#＃]+(?!\d+\b)(\w+)")  # "#1" is a rank, no platform links it
_CLOSING_TAGS = re.compile(rf"(?:(?:^|\s+){_TAG.pattern})+\s*$")
# A tag after one of these words is part of the sentence, even at its end.
_LEANS = re.compile(r"\b(?:a|an|the|my|our|your|this|of|at|in|on|for|to|is)$", re.IGNORECASE)
_TAG_SPLIT = re.compile(r"[,;\n]|\s(?=#)")
_QUOTES = {'"': '"', "“": "”", "'": "'", "«": "»"}


def parse(text: str) -> Draft | None:
    """A writer's text as a `Draft`, or None where it holds no caption."""
    text = _FENCE.sub("", text).strip()
    found = _from_json(text) or _from_lines(text)
    if found is None:
        return None
    raw, description = _NO_TEXT.sub("", found.caption), _NO_TEXT.sub("", found.description)
    plain, inline = without_tags(raw)
    caption = _unquoted(plain)
    if not re.search(r"\w", caption):
        return None
    return Draft(caption, tuple(dict.fromkeys((*found.tags, *inline))), description)


def without_tags(caption: str) -> tuple[str, tuple[str, ...]]:
    """A caption without the tags that close it or a line of it, and all its tags, with `#`. One
    inside a sentence stays there as a word."""
    lines = (_tagless(re.sub(r"[ \t]+", " ", line)) for line in caption.splitlines())
    return "\n".join(lines).strip(), tuple("#" + tag for tag in _TAG.findall(caption))


def _from_json(text: str) -> Draft | None:
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        return None
    try:
        data = json.loads(text[start : end + 1])
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not isinstance(data.get("caption"), str):
        return None
    tags = data.get("tags", data.get("hashtags", ()))
    if isinstance(tags, str):
        tags = _split(tags)
    elif not isinstance(tags, list):
        tags = ()
    photo = data.get("photo")
    return Draft(
        data["caption"],
        tuple(tag for tag in tags if isinstance(tag, str)),
        photo if isinstance(photo, str) else "",
    )


def _from_lines(text: str) -> Draft | None:
    parts: dict[str, list[str]] = {}
    label = ""
    for line in _TAGS_IN_LINE.sub(r"\1\n\2", text).splitlines():
        match = _LABEL.match(line)
        if match:
            label = match["label"].lower().replace("hashtags", "tags")
            if label in parts:
                label = ""  # a second answer; the first one counts
            else:
                parts[label] = [match["rest"]]
        elif label:
            parts[label].append(line)
    if "caption" not in parts:
        return None
    return Draft(
        "\n".join(parts["caption"]).strip(),
        _split("\n".join(parts.get("tags", []))),
        " ".join(parts.get("photo", [])).strip(),
    )


def _split(tags: str) -> tuple[str, ...]:
    cleaned = (tag.strip(" \t-*•") for tag in _TAG_SPLIT.split(tags))
    return tuple(tag for tag in cleaned if tag.strip("#"))


def _tagless(line: str) -> str:
    """A caption's line without the tags that close it; one inside the sentence stays a word."""
    closing = _CLOSING_TAGS.search(line)
    if closing and not _LEANS.search(line[: closing.start()]):
        line = line[: closing.start()]
    while _TAG.search(line):  # what is left of "#1#fan" is a tag again
        line = _TAG.sub(r"\1", line)
    return line


def _unquoted(text: str) -> str:
    if len(text) > 1 and _QUOTES.get(text[0]) == text[-1] and text[0] not in text[1:-1]:
        return text[1:-1].strip()
    return text
