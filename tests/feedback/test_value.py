"""What makes a review worth a reviewer's minute."""

import pytest

from feedback.value import Signs, reasons, value

PLAIN = {"thumbs": "", "used": False, "word_change": 0.0, "tag_change": 0.0, "seen": 100}


@pytest.mark.parametrize(
    ("signs", "worth", "why"),
    [
        ({}, 0, []),
        ({"thumbs": "up"}, 0, []),
        ({"word_change": 0.2}, 0.14, []),
        ({"word_change": 1.0}, 0.7, ["large edit"]),
        ({"word_change": 1.0, "tag_change": 1.0}, 1, ["large edit"]),
        ({"tag_change": 1.0}, 0.3, []),
        ({"thumbs": "up", "word_change": 0.5}, 1.35, ["contradicts herself", "large edit"]),
        ({"thumbs": "down", "used": True}, 1, ["contradicts herself"]),
        ({"thumbs": "up", "used": True}, 0, []),
        ({"seen": 0}, 1, ["new kind of post"]),
        ({"seen": 9}, 0.1, ["new kind of post"]),
        ({"seen": 10}, 0, []),
    ],
)
def test_value(signs, worth, why):
    found = Signs(**PLAIN | signs)
    assert (value(found), reasons(found)) == (worth, why)
