"""Tags that a person kept, found among those suggested."""

import pytest

from feedback.training.tag_scores import precision, recall

POOL = ["#BeachDay", "#Dog", "#Sand", "#Sea", "#Waves", "#Summer"]


@pytest.mark.parametrize(
    ("suggested", "kept", "at", "found", "missed"),
    [
        (POOL, ["dog", "summer"], 5, 1 / 5, 1 / 2),
        (POOL, ["dog", "summer"], 10, 2 / 10, 2 / 2),
        (POOL, ["beachday", "DOG"], 5, 2 / 5, 2 / 2),
        (POOL, ["cat"], 5, 0.0, 0.0),
        (["#Dog", "#dog"], ["dog", "Dog", "cat"], 5, 1 / 5, 1 / 2),
        ([], ["dog"], 5, 0.0, 0.0),
        (POOL, [], 5, None, None),
    ],
)
def test_precision_and_recall_count_tags_without_case(suggested, kept, at, found, missed):
    assert precision(suggested, kept, at=at) == found
    assert recall(suggested, kept, at=at) == missed
