"""docs/webhooks.md: the code that people copy does what the page says."""

import re
import time
from pathlib import Path

import pytest

from captioner.deliveries import sign
from captioner.models.webhooks import new_secret

PAGE = (Path(__file__).parent.parent / "docs" / "webhooks.md").read_text(encoding="utf-8")
BODY = b'{"type":"caption.succeeded"}'
OURS, ANOTHER = new_secret(), new_secret()


@pytest.fixture
def is_genuine():
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict = {}
    exec(code, names)
    return names["is_genuine"]


def _headers(*secrets: str, at: float) -> dict[str, str]:
    return {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(at)),
        "webhook-signature": sign(secrets, "msg_1", int(at), BODY),
    }


@pytest.mark.parametrize(
    ("secrets", "age", "body", "expected"),
    [
        ([OURS], 0, BODY, True),
        ([ANOTHER, OURS], 0, BODY, True),
        ([ANOTHER], 0, BODY, False),
        ([OURS], 0, BODY + b" ", False),
        ([OURS], 400, BODY, False),
        ([OURS], -400, BODY, False),
    ],
)
def test_the_copied_code_believes_ours_and_nobody_elses(is_genuine, secrets, age, body, expected):
    headers = _headers(*secrets, at=time.time() - age)
    assert is_genuine(OURS, headers, body) is expected


def test_an_id_put_in_anothers_place_is_not_believed(is_genuine):
    headers = _headers(OURS, at=time.time()) | {"webhook-id": "msg_2"}
    assert not is_genuine(OURS, headers, BODY)
