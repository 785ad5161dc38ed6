"""Captions for training obey the marks of a voice exactly, or are not used."""

import random

import pytest

from captioner.writing.brief import TONES, Style
from feedback.training.bundled.corpus import Corpus
from feedback.training.bundled.styling import LONG, SHORT, draw_style, styled, without_emoji
from feedback.training.bundled.wording import content_words, obeyed

CAPTION = "The dog owns the beach. Salt in the fur, sand in the car. 🌊 Nobody minds."
DESCRIPTIONS = ("a black dog runs through the tall grass", "two children playing on the beach")


def marked(style, *, keep=lambda text: "dog" in text, more=lambda: None, caption=CAPTION):
    feel = ("happy", ("dog", "beach"))
    return styled(caption, style, keep=keep, more=more, feel=feel, rng=random.Random(1))


def test_a_short_caption_keeps_the_sentences_that_say_what_it_must():
    short = marked(Style(length="short"))
    assert short == "The dog owns the beach."
    assert SHORT[0] <= len(short) <= SHORT[1]


def test_a_caption_that_cannot_be_shortened_is_not_used():
    assert marked(Style(length="short"), keep=lambda text: "cat" in text) is None


def test_a_long_caption_takes_sentences_that_say_something_else():
    said = "The dog owns the beach, again. Tomorrow brings more waves, wind and very cold feet."
    drawn = iter((said, said, "Towels at the ready."))
    long = marked(Style(length="long"), more=lambda: next(drawn))
    assert LONG[0] <= len(long) <= LONG[1]
    assert long.endswith(
        "Tomorrow brings more waves, wind and very cold feet. Towels at the ready."
    )
    assert "again" not in long


def test_a_caption_that_stays_too_brief_is_no_long_one():
    assert marked(Style(length="long")) is None


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Come along! ☀️", "Come along!"),
        ("We ❤️ this. Really. 👍🏽", "We this. Really."),
        ("No emoji, 100% - §5 ‹ok›…", "No emoji, 100% - §5 ‹ok›…"),
    ],
)
def test_emoji_go_with_their_space_and_nothing_else_goes(typed, plain):
    assert without_emoji(typed) == plain


def test_a_voice_that_likes_emoji_gets_one_that_fits_where_there_was_none():
    plain = without_emoji(CAPTION)
    with_emoji = marked(Style(emoji="some"), caption=plain)
    assert with_emoji.startswith(plain + " ")
    assert marked(Style(emoji="some")) == CAPTION


def test_a_style_asks_for_something_and_never_for_a_long_minimal_caption():
    rng = random.Random(2)
    for tone in TONES:
        styles = [draw_style(rng, tone=tone) for _ in range(200)]
        assert Style() not in styles
        assert any(style.length == "long" for style in styles) == (tone != "minimal")


def test_every_example_obeys_its_style_and_still_names_the_photo():
    examples = Corpus(DESCRIPTIONS).sample(2000, seed=4)
    in_style = [example for example in examples if example.brief.style != Style()]
    assert 0.3 < len(in_style) / len(examples) < 0.5
    for example in in_style:
        assert all(obeyed(example.caption, example.brief.style).values()), example
    short = [each for each in in_style if each.brief.style.length == "short"]
    named = [
        each
        for each in short
        if any(word in each.caption.lower() for word in content_words(each.description))
    ]
    assert len(named) > 0.9 * len(short)
