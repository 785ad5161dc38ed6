"""A model's answer, in the shapes in which models really give it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.writing import prompts
from captioner.writing.brief import Draft
from captioner.writing.parsing import parse

PLAIN = Draft("Sandy paws, happy heart", ("#BeachDog", "#DogLife"))


@pytest.mark.parametrize(
    "text",
    [
        "caption: Sandy paws, happy heart\ntags: #BeachDog, #DogLife",
        "**Caption:** Sandy paws, happy heart\n**Tags:** #BeachDog #DogLife",
        "Caption: Sandy paws, happy heart\nHashtags: #BeachDog, #DogLife",
        "1. Caption: Sandy paws, happy heart\n2. Tags: #BeachDog, #DogLife",
        'Sure, here it is!\n\ncaption: "Sandy paws, happy heart"\ntags: #BeachDog, #DogLife',
        "caption: Sandy paws, happy heart\ntags:\n- #BeachDog\n- #DogLife",
        "caption: Sandy paws, happy heart tags: #BeachDog, #DogLife",
        "caption: Sandy paws, happy heart #BeachDog #DogLife",
        "caption: Sandy paws, happy heart\ntags: #BeachDog #DogLife\ncaption: Another\ntags: #No",
        '```json\n{"caption": "Sandy paws, happy heart", "tags": ["#BeachDog", "#DogLife"]}\n```',
        '{"caption": "Sandy paws, happy heart", "hashtags": "#BeachDog #DogLife"}',
    ],
)
def test_it_reads_one_answer_in_many_shapes(text):
    assert parse(text) == PLAIN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I cannot help with that.",
        "tags: #a, #b",
        "caption:\ntags: #a",
        "caption: #only #tags",
        "caption: ...",
        '{"caption": 3}',
        '{"caption": ',
        '{"text": "no caption"}',
    ],
)
def test_it_finds_no_caption_where_there_is_none(text):
    assert parse(text) is None


@pytest.mark.parametrize(
    ("answer", "caption"),
    [
        ("My #dog owns this beach", "My dog owns this beach"),
        ("Best day at the #beach", "Best day at the beach"),
        ("We are #1 today", "We are #1 today"),
        ("She said 'sit' and 'stay'", "She said 'sit' and 'stay'"),
        ("Dear diary: photo: none", "Dear diary: photo: none"),
        ("Our ##dog and #1#fan, ＃always here", "Our dog and 1fan, always here"),
    ],
)
def test_it_leaves_the_sentence_whole(answer, caption):
    assert parse(f"caption: {answer}").caption == caption


def test_a_model_that_sees_the_photo_also_gives_the_description():
    draft = parse("photo: a dog on a beach\ncaption: Sandy paws\ntags: #BeachDog")
    assert draft == Draft("Sandy paws", ("#BeachDog",), "a dog on a beach")


def test_it_lets_go_of_what_no_database_can_hold():
    draft = parse('{"caption": "a\\u0000b\\ud83d\\nc", "photo": "a \\u0007dog"}')
    assert draft == Draft("ab\nc", (), "a dog")


@given(st.text(max_size=200))
def test_it_never_raises_on_any_text(text):
    for answer in (text, f"caption: {text}", f'{{"caption": {text}}}', f"caption: a\ntags: {text}"):
        draft = parse(answer)
        assert draft is None or draft.caption


def test_it_survives_json_nested_deeper_than_python_reads():
    assert parse('{"caption": ' + "[" * 100_000 + "]" * 100_000 + "}") is None


words = st.text(st.sampled_from("abcdeé🐶 ,.!?'0123"), min_size=1, max_size=80)
tags = st.lists(st.from_regex(r"#[A-Z][a-z]{1,9}", fullmatch=True), max_size=5, unique=True)


@given(words, tags)
def test_it_reads_back_what_a_writer_is_trained_to_answer(caption, tags):
    caption = " ".join(caption.split()).strip("'")
    draft = parse(prompts.answer(caption, tuple(tags)))
    if any(char.isalnum() for char in caption):
        assert draft == Draft(caption.strip(), tuple(tags))
        as_json = json.dumps({"caption": caption, "tags": tags})
        assert parse(as_json) == draft
    else:
        assert draft is None
