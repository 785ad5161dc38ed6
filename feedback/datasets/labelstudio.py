"""Reviews as Label Studio's tasks, and its annotations as verdicts.

Basic Label Studio JSON format: a list of tasks with `data`, `predictions` and `annotations`, each
result with `from_name`, `to_name`, `type` and `value` as the labelling config names them
(labelstud.io/guide/task_format, labelstud.io/guide/predictions). Label Studio itself runs apart
from here: it pins other versions of our packages. Knows no rows of a database.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from json import JSONDecoder
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from feedback.datasets.records import BadRecord, Record

FILE_MAX = 1 << 30  # bytes of an export, read piece by piece
_TASK_MAX = 1 << 20  # characters of one task

APPROVE, REJECT = "approve", "reject"


@dataclass(frozen=True, slots=True)
class Words:
    """A caption with its tags, bare."""

    text: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an annotator made of a task.

    Args:
        id, revision: of the review, as the task said.
        verdict: `APPROVE` or `REJECT`.
        words: as the annotator left them; None where she left the fields empty.
        reasons: why it is rejected.
    """

    id: str
    revision: int
    verdict: str
    words: Words | None
    reasons: tuple[str, ...]


def config(reasons: Iterable[str]) -> str:
    """The labelling config, to be pasted into a project's settings.

    Args:
        reasons: why a caption may be rejected.
    """
    choices = "\n".join(f"      <Choice value={quoteattr(reason)}/>" for reason in reasons)
    return f"""<View>
  <Image name="photo" value="$image" maxWidth="640px"/>
  <Text name="asked" value="$asked"/>
  <Header value="Suggested"/>
  <Text name="suggested" value="$suggested"/>
  <Header value="What its creator says that it shows"/>
  <Text name="shows" value="$shows"/>
  <Header value="Caption"/>
  <TextArea name="caption" toName="photo" maxSubmissions="1" editable="true" rows="4"/>
  <Header value="Hashtags, one an entry, without #"/>
  <TextArea name="tags" toName="photo" maxSubmissions="30" editable="true" rows="1"/>
  <Header value="May it train?"/>
  <Choices name="verdict" toName="photo" choice="single" required="true" showInLine="true">
    <Choice value="{APPROVE}" hotkey="a"/>
    <Choice value="{REJECT}" hotkey="r"/>
  </Choices>
  <View visibleWhen="choice-selected" whenTagName="verdict" whenChoiceValue="{REJECT}">
    <Choices name="reasons" toName="photo" choice="multiple">
{choices}
    </Choices>
  </View>
</View>
"""


def task(
    row: Record, *, revision: int, image: str, theirs: Words, verdict: Verdict | None = None
) -> dict[str, Any]:
    """A review as a task: what was suggested and what its creator left as predictions, and, where
    it is decided, the verdict as an annotation.

    Args:
        image: the photo's address as Label Studio will ask for it.
        theirs: what the creator left.
    """
    suggested = Words(row.draft, row.draft_tags)
    tags = " ".join(f"#{tag}" for tag in row.draft_tags)
    asked = [row.tone, row.audience, row.platform, row.language, row.note]
    made: dict[str, Any] = {
        "data": {
            "image": image,
            "id": row.id,
            "revision": revision,
            "asked": " · ".join(filter(None, asked)),
            "suggested": f"{row.draft}\n{tags}".strip(),
            "shows": "\n".join(row.references),
        },
        "predictions": [
            {"model_version": "creator", "result": _results(theirs)},
            {"model_version": "suggested", "result": _results(suggested)},
        ],
    }
    if verdict:
        results = _results(verdict.words) if verdict.words else []
        results.append(_choice("verdict", (verdict.verdict,)))
        if verdict.reasons:
            results.append(_choice("reasons", verdict.reasons))
        made["annotations"] = [{"result": results}]
    return made


def _results(words: Words) -> list[dict[str, Any]]:
    texts = {"caption": [words.text], "tags": list(words.tags)}
    return [
        {
            "id": name,
            "from_name": name,
            "to_name": "photo",
            "type": "textarea",
            "value": {"text": text},
        }
        for name, text in texts.items()
        if text
    ]


def _choice(name: str, chosen: Iterable[str]) -> dict[str, Any]:
    value = {"choices": list(chosen)}
    return {"id": name, "from_name": name, "to_name": "photo", "type": "choices", "value": value}


def lines(tasks: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Tasks as one JSON list, part by part."""
    before = "[\n"
    for one in tasks:
        yield before + json.dumps(one, ensure_ascii=False)
        before = ",\n"
    yield "\n]\n" if before != "[\n" else "[]\n"


def tasks(path: Path) -> Iterator[dict[str, Any]]:
    """The tasks of an export in JSON, one at a time.

    Raises:
        BadRecord: it is no JSON list of objects, not UTF-8, or over a limit.
    """
    if path.stat().st_size > FILE_MAX:
        raise BadRecord(f"the file is over the limit of {FILE_MAX >> 20} MB")
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from _items(file)
    except UnicodeDecodeError as error:
        raise BadRecord("the file is not UTF-8") from error


def _items(file: Any) -> Iterator[dict[str, Any]]:
    decode, number = JSONDecoder().raw_decode, 0
    text, ended = file.read(_TASK_MAX).lstrip(), False
    if not text.startswith("["):
        raise BadRecord("the file is no JSON list of tasks")
    text = text[1:]
    while True:
        text = text.lstrip(" \t\r\n,")
        if text.startswith("]"):
            return
        try:
            item, end = decode(text)
        except (ValueError, RecursionError) as error:
            if ended or len(text) > _TASK_MAX:
                raise BadRecord(f"task {number + 1} is no JSON, or over 1 MB") from error
            more = file.read(_TASK_MAX)
            text, ended = text + more, not more
            continue
        number += 1
        if not isinstance(item, dict):
            raise BadRecord(f"task {number} is no JSON object")
        yield item
        text = text[end:]


def verdict(task: dict[str, Any]) -> Verdict | None:
    """What the last annotation of a task says; None where nobody has annotated it.

    Raises:
        BadRecord: it is no task of ours; `.field` names what is wrong.
    """
    data = task.get("data")
    if not isinstance(data, dict) or not isinstance(data.get("id"), str):
        raise BadRecord("data.id must be the review's", field="data.id")
    if type(data.get("revision")) is not int:
        raise BadRecord("data.revision must be a number", field="data.revision")
    annotations = task.get("annotations") or []
    if not isinstance(annotations, list) or not all(isinstance(one, dict) for one in annotations):
        raise BadRecord("annotations must be a list of objects", field="annotations")
    given = [one for one in annotations if not one.get("was_cancelled")]
    if not given:
        return None
    said = _said(given[-1].get("result"))
    if said["verdict"] not in ((APPROVE,), (REJECT,)):
        raise BadRecord(f"verdict must be {APPROVE} or {REJECT}", field="verdict")
    words = Words("\n".join(said["caption"]), said["tags"]) if said["caption"] else None
    return Verdict(data["id"], data["revision"], said["verdict"][0], words, said["reasons"])


def _said(results: Any) -> dict[str, tuple[str, ...]]:
    """The texts and choices of an annotation by what they are of; those not there are empty."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(("caption", "tags", "verdict", "reasons"), ())
    if not isinstance(results, list):
        raise BadRecord("result must be a list", field="result")
    for one in results:
        name = one.get("from_name") if isinstance(one, dict) else None
        if name not in found:
            continue
        value = one.get("value")
        texts = value.get("choices", value.get("text")) if isinstance(value, dict) else None
        texts = [texts] if isinstance(texts, str) else texts
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise BadRecord(f"{name} must hold texts", field=name)
        found[name] = tuple(texts)
    return found
