"""What is measured of a creator's captions, and how she may edit it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.errors import InvalidBrief
from captioner.writing import marks
from captioner.writing.marks import from_dict, measure, to_dict
from captioner.writing.traits import traits
from tests.captioner.writing.creators import COACH, COMMUTER, CREATORS, CURATOR

CAPTIONS = st.lists(st.text(max_size=120), max_size=30)


def test_a_creator_who_whispers_is_measured_as_one():
    found = measure(COMMUTER)
    assert (found.capitals, found.no_full_stop, found.shouting) == ("lower", 1.0, 0.0)
    assert (found.emoji[0], found.emoji_count) == ("✨", 1)
    assert found.emoji_share == pytest.approx(10 / 12, abs=0.001)
    assert found.openings == ("ok but", "lowkey")
    assert found.words == ("lowkey",)
    assert found.hashtags[0] == "#tramlife"
    assert found.hashtag_count == 0
    assert found.never == ()


def test_a_creator_who_shouts_is_measured_as_one():
    found = measure(COACH)
    assert (found.shouting, found.exclamation, found.emoji_share) == (1.0, 1.0, 1.0)
    assert found.emoji[:2] == ("🔥", "💪")
    assert "crew" in found.words


def test_a_creator_who_explains_is_measured_as_one():
    found = measure(CURATOR)
    assert (found.capitals, found.no_full_stop, found.emoji) == ("sentence", 0.0, ())
    assert found.length_low < found.length < found.length_high
    assert {"concrete", "proportions"} <= set(found.words)


@pytest.mark.parametrize(
    ("caption", "field", "value"),
    [
        ("Beach day #sun #sea", "length", len("Beach day")),
        ("Beach day #sun #sea", "hashtags", ("#sun", "#sea")),
        ("My #dog is #1", "hashtags", ("#dog",)),
        ("My #dog is here", "words", ("my", "dog", "is", "here")),
        ("we ❤️ 🏳️‍🌈 🇮🇳 👩🏽‍🍳 1️⃣", "emoji", ("❤", "🏳‍🌈", "🇮🇳", "👩🏽‍🍳", "1⃣")),
        ("Beach day", "case", "sentence"),
        ("beach Day", "case", "mixed"),
        ("beach day", "case", "lower"),
        ("beach day in NYC", "case", "lower"),
        ("BEACH DAY", "case", ""),
        ("今日は海", "case", ""),
        ("BEACH DAY", "shouting", True),
        ("I am here", "shouting", False),
        ("wait… what", "ellipsis", True),
        ("The end.", "no_full_stop", False),
        ("The end. 🌊", "no_full_stop", False),
        ('She said "the end."', "no_full_stop", False),
        ("The end...", "no_full_stop", True),
        ("The end", "no_full_stop", True),
        ("It’s fine", "words", ("it's", "fine")),
    ],
)
def test_a_caption_shows_its_traits(caption, field, value):
    assert getattr(traits(caption), field) == value


def test_what_a_photo_shows_is_no_habit_of_speech():
    found = measure([f"a dog on the beach with friends, proper braw {n}" for n in range(6)])
    assert set(found.words) == {"proper", "braw"}


def test_marks_survive_the_way_through_json():
    for captions in CREATORS.values():
        found = measure(captions)
        assert from_dict(json.loads(json.dumps(to_dict(found)))) == found


@given(CAPTIONS)
def test_any_captions_have_marks_that_survive_the_way_through_json(captions):
    found = measure(captions)
    assert from_dict(to_dict(found)) == found


@pytest.mark.parametrize(
    ("field", "value", "limit"),
    [
        ("length", -1, "0 to 2200"),
        ("length", 2201, "0 to 2200"),
        ("length", "40", "0 to 2200"),
        ("length", True, "0 to 2200"),
        ("length", 2000, "length_low to length_high"),
        ("emoji_share", 1.1, "0 to 1"),
        ("emoji_share", float("nan"), "0 to 1"),
        ("no_full_stop", None, "0 to 1"),
        ("hashtag_count", 31, "0 to 30"),
        ("capitals", "title", "sentence"),
        ("capitals", [], "sentence"),
        ("never", "vibes", "list"),
        ("never", [1], "list"),
        ("never", ["half \ud83c"], "list"),
        ("never", [f"word{n}" for n in range(51)], "at most 50"),
        ("never", ["x" * 61], "at most 60 characters"),
    ],
)
def test_an_edit_outside_its_limits_names_field_and_limit(field, value, limit):
    with pytest.raises(InvalidBrief) as caught:
        from_dict(to_dict(measure(COMMUTER)) | {field: value})
    assert caught.value.field == field
    assert field in caught.value.detail
    assert limit in caught.value.detail


def test_a_field_that_is_missing_or_unknown_is_named():
    data = to_dict(measure(COMMUTER))
    with pytest.raises(InvalidBrief, match="mood is no mark"):
        from_dict(data | {"mood": 1})
    del data["words"]
    with pytest.raises(InvalidBrief, match="words is missing"):
        from_dict(data)


def test_typed_lists_lose_space_blanks_and_repetition():
    data = to_dict(measure(COMMUTER)) | {"never": [" so  blessed ", "", "vibes", "vibes"]}
    assert from_dict(data).never == ("so blessed", "vibes")


def test_measured_lists_keep_to_the_limits_of_typed_ones():
    found = measure([" ".join(f"#t{n}x{m}" for n in range(40)) + " 🍑🍞" for m in range(30)])
    assert len(found.hashtags) == 30
    assert found.hashtag_count == 30
    assert marks.from_dict(to_dict(found)) == found
