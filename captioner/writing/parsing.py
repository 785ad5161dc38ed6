"""A model's answer, read into a `Draft`: labelled lines or JSON, whichever came.

Forgives what models really do (code fences, bold labels, chatter before the answer, hashtags in
the caption) and nothing else: an answer without a caption is `None`, and the pipeline asks again.
"""

import json
import re

from captioner.writing.brief import Draft

_LABEL = re.compile(
    r"^[\s>*_#-]*(?P<label>photo|caption|tags|hashtags)[*_\s]*:[*_]*\s*(?P<rest>.*)$", re.IGNORECASE
)
_FENCE = re.compile(r"^```\w*\s*$", re.MULTILINE)
_TAG = re.compile(r"#\w+")
_TAG_SPLIT = re.compile(r"[,;\n]|\s(?=#)")
_QUOTES = {'"': '"', "“": "”", "'": "'", "«": "»"}


def parse(text: str) -> Draft | None:
    """A writer's text as a `Draft`, or None where it holds no caption."""
    text = _FENCE.sub("", text).strip()
    found = _from_json(text) or _from_lines(text)
    if found is None:
        return None
    inline = _TAG.findall(found.caption)
    caption = _unquoted(re.sub(r"[ \t]+", " ", _TAG.sub("", found.caption)).strip())
    if not re.search(r"\w", caption):
        return None
    return Draft(caption, tuple(dict.fromkeys((*found.tags, *inline))), found.description)


def _from_json(text: str) -> Draft | None:
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        return None
    try:
        data = json.loads(text[start : end + 1])
    except ValueError:
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
    for line in text.splitlines():
        match = _LABEL.match(line)
        if match:
            label = match["label"].lower().replace("hashtags", "tags")
            parts.setdefault(label, []).append(match["rest"])
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
    return tuple(tag.strip() for tag in _TAG_SPLIT.split(tags) if tag.strip(" #"))


def _unquoted(text: str) -> str:
    if len(text) > 1 and _QUOTES.get(text[0]) == text[-1] and text[0] not in text[1:-1]:
        return text[1:-1].strip()
    return text
