"""Marks on a finished caption: nothing but what was asked for changes."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.writing.brief import Style
from captioner.writing.styling import (
    TOO_LONG,
    TOO_SHORT,
    length_warning,
    styled,
    without_emoji,
)
from captioner.writing.traits import EMOJI


@pytest.mark.parametrize(
    ("caption", "plain"),
    [
        ("Sandy paws 🐾", "Sandy paws"),
        ("🐾 Sandy paws", "Sandy paws"),
        ("Sandy 🐾 paws", "Sandy paws"),
        ("Sandy🐾paws", "Sandy paws"),
        ("Sandy 🐾🌊 🌞 paws", "Sandy paws"),
        ("Sand 🏖️, sea 🌊. Done ✅!", "Sand, sea. Done!"),
        ("(🐶 inside) “🐱”", "(inside) “”"),
        ("One 🐾\n🌊 two\n🌞🌞\nthree", "One\ntwo\n\nthree"),
        (
            "Flag 🇵🇹 and family 👨\u200d👩\u200d👧 and 👍🏽 and 1️⃣ and ❤️",
            "Flag and family and and and",
        ),
        ("Left ↔️ right ‼️ → on © 2024", "Left right → on © 2024"),
        ("猫🐈です", "猫です"),
        ("No. 5 of #10 * 3", "No. 5 of #10 * 3"),
        ("  spaced  out  ", "spaced  out"),
        ("🐾", "🐾"),
        ("🐾 … 🌊", "🐾 … 🌊"),
        ("", ""),
    ],
)
def test_emoji_go_with_the_space_they_leave(caption, plain):
    assert without_emoji(caption) == plain


@given(st.text(alphabet="ab é.,!\n🐾🌊❤\ufe0f🇵🇹👍🏽1\u20e3（猫", max_size=30))
def test_whatever_the_caption_no_emoji_is_left_and_no_word_lost(caption):
    plain = without_emoji(caption)
    letters = re.findall(r"[^\W\d_]", caption)
    assert re.findall(r"[^\W\d_]", plain) == letters
    if letters:
        assert not EMOJI.search(plain)
        assert without_emoji(plain) == plain


def test_a_long_run_of_spaces_takes_no_time():
    started = time.perf_counter()
    assert without_emoji(f"a{' ' * 20_000}b") == f"a{' ' * 20_000}b"
    assert time.perf_counter() - started < 5, "it took a minute when each space was a start"


@given(st.text(max_size=60))
def test_a_style_that_asks_for_nothing_changes_nothing(caption):
    assert styled(caption, Style()) == caption
    assert styled(caption, Style(length="short", emoji="some")) == caption


def test_small_letters_leave_links_as_they_are():
    text = "See WWW.Rex.example/Ab and HTTPS://x.example/Cd, REX"
    assert (
        styled(text, Style(lower_case=True))
        == "see WWW.Rex.example/Ab and HTTPS://x.example/Cd, rex"
    )


@pytest.mark.parametrize(
    ("length", "characters", "said"),
    [
        ("short", 70, ""), ("short", 71, TOO_LONG), ("long", 120, ""), ("long", 119, TOO_SHORT),
        ("", 1, ""), ("", 999, ""),
    ],
)  # fmt: skip
def test_a_length_is_told_where_it_is_not_the_one_asked_for(length, characters, said):
    assert length_warning("x" * characters, Style(length=length)) == said
