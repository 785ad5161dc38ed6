"""Rows as JSON lines in the fields that trainers of chat models read, and back.

Supervised: `messages` and `images`. Preferences: `prompt`, `chosen`, `rejected` and `images`, of
captions that a person changed: hers is chosen, what she was offered is rejected. Contents are a
list of parts, an `image` before the `text`, as TRL's vision data sets and the chat templates of
vision-language models have them; `images` are paths beside the file. `brief` is what was asked
for, beside the words that say it in the prompt. Knows no rows of a database.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from captioner.writing import parsing, prompts
from captioner.writing.brief import Draft
from feedback.datasets import records
from feedback.datasets.records import BadRecord, Record

LINE_MAX = 1_000_000  # bytes; a row is some thousands

_BRIEF = ("tone", "audience", "note", "language", "platform", "style")


def supervised(row: Record) -> str:
    """A row as a line to fine-tune on."""
    turns = [_asked(row), _answered(row.caption, row.tags, row.description)]
    return _line(row, {"messages": turns})


def preference(row: Record) -> str | None:
    """A row as a line of what is better than what; None where nothing was changed."""
    if not (row.edited and row.draft):
        return None
    return _line(
        row,
        {
            "prompt": [_asked(row)],
            "chosen": [_answered(row.caption, row.tags, row.description)],
            "rejected": [_answered(row.draft, row.draft_tags, row.description)],
        },
    )


def _line(row: Record, said: dict[str, Any]) -> str:
    plain = asdict(row)
    facts = {
        "images": [row.image],
        "sha256": [row.sha256],
        "id": row.id,
        "brief": {name: plain[name] for name in _BRIEF},
    }
    return json.dumps(said | facts, ensure_ascii=False, separators=(",", ":")) + "\n"


def _asked(row: Record) -> dict[str, Any]:
    content = [{"type": "image"}, {"type": "text", "text": prompts.vlm_text(row.brief)}]
    return {"role": "user", "content": content}


def _answered(caption: str, tags: Iterable[str], description: str) -> dict[str, Any]:
    photo = f"photo: {description}\n" if description else ""
    text = photo + prompts.answer(caption, tuple(f"#{tag}" for tag in tags)).rstrip()
    return {"role": "assistant", "content": [{"type": "text", "text": text}]}


def read(line: bytes, *, source: str, sha256: str) -> tuple[Record, str]:
    """One of either kind of line, from here or elsewhere.

    Args:
        source: where it comes from, as in `Record`; the row's id begins with it.
        sha256: of the photo, for the row.

    Returns:
        The row, and the path of its photo beside the file.

    Raises:
        BadRecord: it cannot be read; `.field` names what is wrong.
    """
    facts = _facts(line)
    image = _image(facts)
    chosen = _draft("messages", facts["messages"]) if "messages" in facts else None
    rejected = None
    if chosen is None:
        chosen = _draft("chosen", facts.get("chosen"))
        rejected = _draft("rejected", facts.get("rejected"))
    brief = facts.get("brief", {})
    if not isinstance(brief, dict) or brief.keys() - set(_BRIEF):
        raise BadRecord(f"brief must hold {', '.join(_BRIEF)} alone", field="brief")
    row = records.from_values(
        {
            "id": source,
            "sha256": sha256,
            "source": source,
            "caption": chosen.caption,
            "tags": _tags(chosen),
            "description": chosen.description,
            **brief,
        }
    )
    if rejected is None:
        return row, image
    draft_tags = tuple(_tags(rejected))
    return replace(row, draft=rejected.caption, draft_tags=draft_tags, edited=True), image


def _facts(line: bytes) -> dict[str, Any]:
    if len(line) > LINE_MAX:
        raise BadRecord(f"the line is over the limit of {LINE_MAX} bytes")
    try:
        facts = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise BadRecord("the line is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise BadRecord(f"the line is no JSON: {str(error)[:80]}") from error
    if not isinstance(facts, dict):
        raise BadRecord("the line is no JSON object")
    return facts


def _image(facts: dict[str, Any]) -> str:
    images = facts.get("images")
    if not isinstance(images, list) or len(images) != 1 or not isinstance(images[0], str):
        raise BadRecord("images must be a list of one path", field="images")
    return images[0]


def _draft(field: str, turns: Any) -> Draft:
    """What the last assistant's turn says, read as a writer's answer."""
    if not isinstance(turns, list) or not turns or not isinstance(turns[-1], dict):
        raise BadRecord(f"{field} must be a list of messages", field=field)
    last = turns[-1]
    if last.get("role") != "assistant":
        raise BadRecord(f"{field} must end with an assistant's message", field=field)
    text = _text(field, last.get("content"))
    if len(text) > 2 * records.TEXT_MAX:
        raise BadRecord(f"{field} must be at most {2 * records.TEXT_MAX} characters", field=field)
    draft = parsing.parse(text) or parsing.parse(f"caption: {text}")
    if draft is None:
        raise BadRecord(f"{field} says no caption", field=field)
    return draft


def _text(field: str, content: Any) -> str:
    if isinstance(content, str):
        return content
    if isinstance(content, list) and all(isinstance(part, dict) for part in content):
        texts = [part.get("text") for part in content if part.get("type") == "text"]
        if all(isinstance(text, str) for text in texts):
            return "\n".join(texts)
    raise BadRecord(f"{field} must have a text, or parts of type text, as content", field=field)


def _tags(draft: Draft) -> list[str]:
    return [tag.strip().removeprefix("#") for tag in draft.tags]
