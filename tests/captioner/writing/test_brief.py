"""A brief says which field is wrong, and holds only what the rest can work with."""

import pytest

from captioner.errors import InvalidBrief
from captioner.writing.brief import HASHTAGS_MAX, HASHTAGS_MIN, TONES, Brief, Style
from captioner.writing.platforms import POLICIES


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("tone", {"tone": ""}),
        ("tone", {"tone": "   "}),
        ("tone", {"tone": "x" * 41}),
        ("note", {"note": "x" * 501}),
        ("audience", {"audience": "everyone"}),
        ("language", {"language": "xx"}),
        ("platform", {"platform": "myspace"}),
        ("variants", {"variants": 0}),
        ("variants", {"variants": 6}),
        ("hashtags_min", {"hashtags_min": 4}),
        ("hashtags_max", {"hashtags_max": 11}),
        ("hashtags_min", {"hashtags_min": 9, "hashtags_max": 6}),
        ("seed", {"seed": -1}),
        ("seed", {"seed": 2**31}),
    ],
)
def test_it_names_the_field_that_is_outside_its_limits(field, values):
    with pytest.raises(InvalidBrief) as caught:
        Brief(**values)
    assert caught.value.field == field
    assert field in caught.value.detail


def test_it_takes_every_preset_tone_free_text_and_every_platform():
    for tone in (*TONES, "like a tired pirate"):
        assert Brief(tone=tone).tone == tone
    for platform in POLICIES:
        assert Brief(platform=platform).platform == platform


def test_it_measures_typed_text_without_the_space_around_it():
    brief = Brief(tone="  very \n dry ", note=" " * 600 + "Rex, at last")
    assert (brief.tone, brief.note) == ("very dry", "Rex, at last")


def test_its_defaults_ask_for_the_whole_range_of_hashtags():
    assert (Brief().hashtags_min, Brief().hashtags_max) == (HASHTAGS_MIN, HASHTAGS_MAX)


@pytest.mark.parametrize(("field", "value"), [("length", "endless"), ("emoji", "many")])
def test_a_style_names_the_mark_it_does_not_know(field, value):
    with pytest.raises(InvalidBrief) as caught:
        Style(**{field: value})
    assert caught.value.field == field


def test_a_brief_in_a_voice_keeps_the_limits_of_any_brief():
    with pytest.raises(InvalidBrief):
        Brief(tone="", style=Style(lower_case=True))
