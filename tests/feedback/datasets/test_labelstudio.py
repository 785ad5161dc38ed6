"""What Label Studio is given fits the labelling config, as its published format has it.

Checked once against its own package, label-studio-sdk 2.1.2 in an environment of its own:
`LabelInterface(config).validate()`, `.validate_task`, `.validate_prediction` and
`.validate_annotation` accept all three tasks below, and refuse an unknown `from_name` or choice.
"""

from xml.etree import ElementTree

import pytest

from feedback.datasets import labelstudio
from feedback.datasets.labelstudio import Verdict, Words
from feedback.datasets.records import Record

REASONS = ("wrong_fact", 'too "generic" & <b>')
CONFIG = ElementTree.fromstring(labelstudio.config(REASONS))
CONTROLS = {tag.get("name"): tag for tag in CONFIG.iter() if tag.get("toName")}
# The value's field by a control's type: labelstud.io/tags/textarea, labelstud.io/tags/choices.
FIELDS = {"textarea": "text", "choices": "choices"}

ROW = Record(
    id="feedback:1",
    sha256="ab" * 32,
    caption="low tide",
    draft="Low tide.",
    draft_tags=("Sea",),
    note="our first",
    references=("a pup on the shore",),
)
HERS = Words("low tide", ("Sea", "Dog"))
VERDICTS = {
    "approved": Verdict("", 2, "approve", HERS, ()),
    "rejected": Verdict("", 2, "reject", None, REASONS),
    "waiting": None,
}


def _task(verdict: Verdict | None) -> dict:
    return labelstudio.task(ROW, revision=2, image="/x.jpg", theirs=HERS, verdict=verdict)


@pytest.mark.parametrize("verdict", VERDICTS.values(), ids=VERDICTS)
def test_every_result_fits_the_config(verdict):
    task = _task(verdict)
    parts = [*task["predictions"], *task.get("annotations", ())]
    results = [result for part in parts for result in part["result"]]
    assert {result["from_name"] for result in results} >= {"caption", "tags"}
    for result in results:
        control = CONTROLS[result["from_name"]]
        assert result["to_name"] == control.get("toName")
        assert result["type"] == control.tag.lower()
        [(field, texts)] = result["value"].items()
        assert field == FIELDS[result["type"]]
        choices = {choice.get("value") for choice in control.iter("Choice")}
        assert not choices or choices.issuperset(texts)


def test_the_config_asks_for_what_the_tasks_hold():
    asked = {tag.get("value").removeprefix("$") for tag in CONFIG.iter() if tag.get("name")
             and (tag.get("value") or "").startswith("$")}  # fmt: skip
    assert asked == {"image", "asked", "suggested", "shows"}
    assert asked <= _task(None)["data"].keys()


@pytest.mark.parametrize("name", ["approved", "rejected"])
def test_a_task_comes_back_as_it_was_sent(name):
    sent = VERDICTS[name]
    back = labelstudio.verdict(_task(sent))
    assert (back.id, back.revision) == ("feedback:1", 2)
    assert (back.verdict, back.words, back.reasons) == (sent.verdict, sent.words, sent.reasons)


def test_a_task_that_nobody_annotated_says_nothing():
    assert labelstudio.verdict(_task(None)) is None
