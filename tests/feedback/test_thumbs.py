"""A few words are a thumb only where they say nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.thumbs import of_words


@pytest.mark.parametrize(
    "text",
    [
        "thumbs up",
        "Thumbs_up!",
        "thumbs-up",
        "LIKE.",
        "like",
        "good",
        "Great! 👍",
        "👍🏽👍",
        "❤️",
        "+1",
    ],
)
def test_plain_praise_is_a_thumb_up(text):
    assert of_words(text) == "up"


@pytest.mark.parametrize("text", ["thumbs down", "Bad", "👎", "-1", "I don’t like it.", "dislike"])
def test_plain_dislike_is_a_thumb_down(text):
    assert of_words(text) == "down"


@pytest.mark.parametrize(
    "text",
    [
        "good, but too long",
        "not good",
        "good 👎",
        "",
        "   ",
        "5",
        "I like dogs",
        "the tags are bad",
    ],
)
def test_what_says_more_is_left_to_be_read(text):
    assert of_words(text) == ""


@given(st.text())
def test_any_text_is_one_of_three(text):
    assert of_words(text) in ("", "up", "down")
