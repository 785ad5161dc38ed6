"""The facts about a caption that a writer's figures count."""

import pytest

from captioner.writing.brief import Style
from feedback.training.bundled.wording import (
    carries,
    content_words,
    holds_whole,
    obeyed,
)


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("two young brown dogs are running through the tall grass", {"dogs", "running", "grass"}),
        ("a picture of a man in a red shirt", {"man", "shirt"}),
        ("the dog's ball", {"dog", "ball"}),
        ("a big one in front of it", set()),
    ],
)
def test_a_content_word_tells_this_photo_from_others(description, expected):
    assert content_words(description) == expected


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Look: a dog runs on sand!", True),
        ("A dog, runs ... on sand", True),
        ("A dog runs on sandstone", False),
        ("On sand a dog runs", False),
    ],
)
def test_the_whole_description_is_found_word_for_word(caption, expected):
    assert holds_whole("a dog runs on sand", caption) is expected


def test_nothing_holds_an_empty_description():
    assert not holds_whole("", "A dog.")


@pytest.mark.parametrize(
    ("caption", "facts", "expected"),
    [
        ("With Ragnhild and Isolde by the sea.", ("Ragnhild", "Isolde"), True),
        ("with ragnhild by the sea", ("Ragnhild",), True),
        ("With Ragnhild by the sea.", ("Ragnhild", "Isolde"), False),
        ("Ragnhilde's day", ("Ragnhild",), False),
        ("Ragnhild's day", ("Ragnhild",), True),
        ("Entry costs $12.", ("$12",), True),
        ("Entry costs $120.", ("$12",), False),
        ("Entry costs $1200, day 312.", ("12",), False),
        ("", ("12",), False),
    ],
)
def test_facts_of_a_note_are_carried_as_they_were_typed(caption, facts, expected):
    assert carries(caption, facts) is expected


@pytest.mark.parametrize(
    ("caption", "style", "expected"),
    [
        ("Salt air.", Style(length="short"), {"short": True}),
        ("Salt air. " * 10, Style(length="short"), {"short": False}),
        ("Salt air. " * 13, Style(length="long"), {"long": True}),
        ("Salt air. " * 10, Style(length="long"), {"long": False}),
        (
            "salt air ✨", Style(lower_case=True, emoji="some"),
            {"lower case": True, "emoji": True},
        ),
        (
            "Salt air 🐕", Style(lower_case=True, emoji="none"),
            {"lower case": False, "no emoji": False},
        ),
        ("Salt air – it's “fine” …", Style(emoji="none"), {"no emoji": True}),
        ("Salt air.", Style(), {}),
    ],
)  # fmt: skip
def test_each_mark_of_a_style_is_looked_for(caption, style, expected):
    assert obeyed(caption, style) == expected
