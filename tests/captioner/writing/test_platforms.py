"""Lengths as the platforms count them, and a post that is always inside its platform's limit."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.writing import hashtags
from captioner.writing.brief import DEFAULT_PLATFORM, Hashtag
from captioner.writing.platforms import POLICIES, beside, char_count, fit, postable, tags_in

platforms = st.sampled_from(sorted(POLICIES))


@pytest.mark.parametrize(
    ("text", "x", "threads", "instagram"),
    [
        ("plain", 5, 5, 5),
        ("café", 4, 4, 4),
        ("cafe\u0301", 4, 5, 5),
        ("日本", 4, 2, 2),
        ("wait…", 6, 5, 5),
        ("👍", 2, 4, 1),
        ("👍🏽", 2, 8, 2),
        ("👨‍👩‍👧", 2, 18, 5),
        ("🇩🇪🇫🇷", 4, 16, 4),
        ("1️⃣", 2, 7, 3),
        ("go https://example.com/a/very/long/path?with=query now", 30, 54, 54),
        ("go https://example.com/, now", 32, 28, 28),
        ("see example.com", 27, 15, 15),
        ('https://a.co/x"and more', 32, 23, 23),
        ("https://a.co/<b>", 27, 16, 16),
    ],
)
def test_it_counts_as_the_platform_does(text, x, threads, instagram):
    counts = {name: char_count(text, POLICIES[name]) for name in ("x", "threads", "instagram")}
    assert counts == {"x": x, "threads": threads, "instagram": instagram}


def test_it_counts_utf16_units_where_the_platform_does():
    assert char_count("a🐶", POLICIES["linkedin"]) == 3


def test_every_policy_says_where_it_comes_from_and_never_selects_more_than_allowed():
    assert DEFAULT_PLATFORM in POLICIES
    for name, policy in POLICIES.items():
        assert policy.name == name
        assert policy.source.startswith("https://")
        assert (
            date.fromisoformat(policy.checked) if policy.checked else "not checked" in policy.note
        )
        assert policy.effective is None or date.fromisoformat(policy.effective)
        assert 0 < policy.hashtags_selected <= (policy.hashtags_limit or policy.hashtags_selected)


@pytest.mark.parametrize(
    ("caption", "own"),
    [
        ("My #one day, (#two) #été #３d", 4),
        ("We're #1, AT&#38;T, a.co/#part, C#, # and a#b", 0),
        ("", 0),
    ],
)
def test_hashtags_in_the_words_take_their_share_of_the_limit(caption, own):
    assert tags_in(caption) == own
    left = beside(caption, POLICIES["instagram"])
    assert (left.hashtags_limit, left.hashtags_selected) == (5 - own, 5 - own)
    assert beside(caption, POLICIES["x"]) == POLICIES["x"]
    assert beside(caption * 9, POLICIES["threads"]).hashtags_limit == (0 if own else 1)


def test_instagram_takes_five_tags_since_december_2025():
    policy = POLICIES["instagram"]
    assert (policy.version, policy.hashtags_limit, policy.hashtags_selected) == ("2025-12", 5, 5)
    assert (policy.caption_limit, policy.fold) == (2200, 125)


def test_a_caption_that_fits_is_left_as_it_is():
    assert fit(" Sandy paws \n", ["#Dog"], POLICIES["x"]) == ("Sandy paws", ())


def test_a_long_caption_is_cut_at_a_sentence():
    text = "The sea was loud. " * 20
    cut, trimmed = fit(text, ["#BeachDay"], POLICIES["x"])
    assert cut.endswith("The sea was loud.")
    assert len(cut) == 15 * 18 - 1
    assert trimmed == (
        "The caption was shortened: with its hashtags it had 370 characters; the limit is 280.",
    )


def test_a_sentence_too_long_for_the_limit_is_cut_at_a_word():
    cut, trimmed = fit("Yes. " + "sunny " * 80, ["#BeachDay"], POLICIES["x"])
    assert cut.endswith("sunny…")
    assert len(cut) > 250
    assert trimmed


def test_a_word_too_long_for_the_limit_is_cut_between_whole_letters():
    cut, _ = fit("👨‍👩‍👧" * 200, [], POLICIES["x"])
    assert set(cut.removesuffix("…").split("👨‍👩‍👧")) == {""}


@pytest.mark.parametrize(
    "sign", ["🇵🇹", "नि", "e\u0301", "❤️", "👍🏽", "🏴\U000e0067\U000e0062\U000e007f"]
)
@pytest.mark.parametrize("platform", sorted(POLICIES))
def test_no_sign_is_cut_in_two(platform, sign):
    cut, trimmed = fit(sign * 4100, [], POLICIES[platform])
    assert set(cut.removesuffix("…").split(sign)) == {""}
    assert trimmed


def test_a_lone_mark_is_not_all_that_is_left_before_a_long_word():
    cut, _ = fit("- " + "a" * 3000, [], POLICIES["x"])
    assert cut == "- " + "a" * 276 + "…"  # X counts the ellipsis as 2


def test_tags_that_leave_no_room_are_an_error():
    with pytest.raises(ValueError, match="no part"):
        fit("Hello", ["#" + "a" * 300], POLICIES["x"])


emoji = st.sampled_from(
    ["👍🏽", "👨‍👩‍👧", "日本語", "https://example.com/x", "e\u0301", ". ", " ", "\n\n"]
)


@given(platforms, st.lists(st.one_of(emoji, st.text(max_size=30)), max_size=60))
def test_the_postable_whole_is_always_inside_the_limit(platform, parts):
    policy = POLICIES[platform]
    caption = "".join(parts) * 3
    pool = tuple(Hashtag(f"#{letter * 30}", "niche", False) for letter in "ABCDEFG")
    tags = [entry.tag for entry in hashtags.select(pool, policy) if entry.selected]
    text, trimmed = fit(caption, tags, policy)
    assert char_count(postable(text, tags), policy) <= policy.caption_limit
    assert bool(trimmed) == (text != caption.strip())
    assert bool(text) == bool(caption.strip())


def test_signs_that_are_joined_without_end_are_cut_all_the_same():
    policy = POLICIES["x"]
    text, trimmed = fit("a\u200d" * 300, [], policy)
    assert text.endswith("…")
    assert char_count(text, policy) <= policy.caption_limit
    assert trimmed
