"""Captions that say the same again, told from captions that say the same thing otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.writing.variants import NEAR, is_near, likeness


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Sandy paws, happy heart", "Sandy paws, happy heart"),
        ("Sandy paws, happy heart 🐶", "sandy paws – HAPPY heart! 🌊"),
        ("Café mornings with you", "Cafe\u0301 morning with you."),
        ("It’s a good day", "its a good day"),
        ("Sandy paws, happy heart", "Sandy paws, happy tail"),
        ("Sun, sand, smiles", "Sun, surf, smiles"),
        ("Chasing waves at sunset", "Chasing waves at sunrise"),
        ("The best days end with sand in your shoes", "The best days end with salt in your shoes"),
        ("Just a dog and his beach day", "Just a happy dog and his beach day"),
        ("Sandy paws, happy heart", "Happy heart, sandy paws"),
        (
            "Golden hour hits different here. Stay a while.",
            "Golden hour hits different. Stay a while.",
        ),
        ("🐶", " 🐶 "),
    ],
)
def test_the_same_words_again_are_near(a, b):
    assert is_near(a, b)
    assert is_near(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Sandy paws, happy heart", "Beach mode: on. Leash: off."),
        ("A dog runs along the beach", "Somebody found the sea and forgot his name"),
        ("The dog runs on the beach", "A dog is running along the beach"),
        ("Chasing waves at sunset", "Chasing sunsets at the beach"),
        ("Happy place", "Happy days"),
        ("Two dogs", "Three cats"),
        ("Coffee first, then the world", "The world can wait until the coffee is gone"),
        ("No rain, no flowers", "No plan, no problem"),
        ("Beach day", "Beach day with the whole family and a very wet dog"),
        ("🐶", "🐱"),
        ("🐶", "Sandy paws"),
        ("", "Sandy paws"),
    ],
)
def test_the_same_subject_in_other_words_is_not_near(a, b):
    assert not is_near(a, b)
    assert not is_near(b, a)


words = st.from_regex(r"[b-df-hj-np-t]{4}", fullmatch=True)


@given(st.lists(words, min_size=3, max_size=30, unique=True), st.data())
def test_one_word_swapped_in_three_or_more_is_always_near(caption, data):
    place = data.draw(st.integers(0, len(caption) - 1))
    swapped = [*caption[:place], "vowel", *caption[place + 1 :]]
    assert is_near(" ".join(caption), " ".join(swapped))


@given(st.lists(words, min_size=1, max_size=12), st.lists(words, min_size=1, max_size=12))
def test_likeness_is_symmetric_and_between_none_and_all(one, other):
    a, b = " ".join(one), " ".join(other)
    assert 0 <= likeness(a, b) == likeness(b, a) <= 1
    assert likeness(a, a) == 1
    assert is_near(a, b) == (likeness(a, b) >= NEAR)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_compared(a, b):
    assert is_near(a, a)
    assert is_near(a, b) == is_near(b, a)
