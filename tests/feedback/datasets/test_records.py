"""A row comes back as it was written, and a bad one says which field broke which limit."""

import json

import pytest

from captioner.writing.brief import Style
from feedback.datasets import records
from feedback.datasets.records import BadRecord, Record

SHA256 = "ab" * 32


def _row(**fields) -> Record:
    return Record(**{"id": "feedback:1", "sha256": SHA256, "caption": "low tide ☕"} | fields)


def test_a_row_comes_back_as_it_was_written():
    row = _row(
        split="dev",
        owner="beef",
        tags=("Küste", "dog"),
        draft="Low tide.",
        draft_tags=("Coast",),
        references=("a dog on a beach",),
        style=Style(length="short", lower_case=True, emoji="some"),
        thumbs="up",
        edited=True,
        note="two\nlines",
    )
    assert records.read(row.line()) == row
    assert "\n" not in row.line()


def test_its_photo_is_named_by_its_content():
    assert _row().image == f"images/{SHA256}.jpg"


def test_a_writer_is_asked_for_it_with_the_brief_it_came_from():
    brief = _row(tone="witty", audience="academic", style=Style(emoji="none")).brief
    assert (brief.tone, brief.audience, brief.style.emoji) == ("witty", "academic", "none")


BROKEN = {
    "100 KB": ({"caption": "x" * 100_000}, "caption", "to 5000"),
    "no caption": ({"caption": ""}, "caption", "1 to 5000"),
    "control in a caption": ({"caption": "low\x00tide"}, "caption", "'\\x00' at 3"),
    "half a character": ({"draft": "\ud83d"}, "draft", "no text"),
    "control in a tag": ({"tags": ["do\x07g"]}, "tags", "one word"),
    "space in a tag": ({"tags": ["two words"]}, "tags", "'two words'"),
    "hash in a tag": ({"draft_tags": ["#dog"]}, "draft_tags", "'#dog'"),
    "a tag too long": ({"tags": ["x" * 61]}, "tags", "1 to 60"),
    "tags too many": ({"tags": [f"t{n}" for n in range(31)]}, "tags", "at most 30, not 31"),
    "tags that are none": ({"tags": "dog"}, "tags", "a list of texts"),
    "a number": ({"caption": 7}, "caption", "a text"),
    "no consent": ({"consent": False}, "consent", "must be true"),
    "consent as a word": ({"consent": "yes"}, "consent", "true or false"),
    "a name as owner": ({"owner": "alice"}, "owner", "hexadecimal"),
    "an unknown split": ({"split": "eval"}, "split", "train, dev, test"),
    "an unknown source": ({"source": "web"}, "source", "feedback, or etl:"),
    "an unknown audience": ({"audience": "everyone"}, "audience", "personal, promotional"),
    "a tone too long": ({"tone": "x" * 41}, "tone", "1 to 40"),
    "a style's mark unknown": ({"style": {"caps": True}}, "style", "lower_case"),
    "a style's value unknown": ({"style": {"length": "tiny"}}, "style", "short, long"),
    "a space in the id": ({"id": "feedback 1"}, "id", "without spaces"),
    "a climbing sha256": ({"sha256": "../../etc/passwd"}, "sha256", "64 hexadecimal"),
    "another photo": ({"image": "images/../x.jpg"}, "image", SHA256),
    "an unknown field": ({"captoin": "x"}, "captoin", "no field"),
}


@pytest.mark.parametrize(("change", "field", "said"), BROKEN.values(), ids=BROKEN)
def test_a_bad_row_names_the_field_and_the_limit(change: dict, field: str, said: str):
    row = json.loads(_row().line()) | change
    with pytest.raises(BadRecord) as refused:
        records.read(json.dumps(row))
    assert refused.value.field == field
    assert said in refused.value.detail
    assert len(refused.value.detail) < 200


@pytest.mark.parametrize("line", ["", "{", "[]", '"a"', "[" * 100_000])
def test_what_is_no_row_is_said_to_be_none(line: str):
    with pytest.raises(BadRecord, match="no JSON"):
        records.read(line)


def test_a_row_without_its_caption_is_refused():
    with pytest.raises(BadRecord, match="caption is missing"):
        records.from_values({"id": "a", "sha256": SHA256})
