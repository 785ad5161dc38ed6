"""The describer's sentence becomes one that reads well aloud."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.writing.alt_text import LIMIT, alt_text, sentence


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("a brown dog on a beach", "A brown dog on a beach."),
        ("A brown dog on a beach .", "A brown dog on a beach."),
        ("a photo of a dog", "A dog."),
        ("there is an image of two cats", "Two cats."),
        ("a picture showing a boat", "A boat."),
        ("a black and white photo of a street", "A black and white photo of a street."),
        ("a painting of a photo of a dog", "A painting of a photo of a dog."),
        ("a a dog is is running", "A dog is running."),
        ("a man in a hat in a hat in a hat", "A man in a hat."),
        ("the the the the the", "The."),
        ("two dogs , one brown , play !", "Two dogs, one brown, play."),
        ("the girl 's hat is n't red", "The girl's hat isn't red."),
        ('a shirt that says " Hello " .', 'A shirt that says "Hello".'),
        ("  a dog \n on  grass ", "A dog on grass."),
        ("", ""),
        (" . ", ""),
    ],
)
def test_it_reads_as_one_clean_sentence(description, expected):
    assert alt_text(description) == expected


def test_a_long_description_ends_at_a_word():
    words = " ".join(f"word{number}" for number in range(100))
    text = alt_text(words)
    assert LIMIT - 10 < len(text) <= LIMIT
    assert text[:-1].casefold() == words[: len(text) - 1]
    assert words[len(text) - 1] == " "


@given(st.text(max_size=400))
def test_any_description_gives_one_line_inside_the_limit(description):
    text = alt_text(description)
    assert len(text) <= LIMIT
    assert len(text.splitlines()) <= 1
    assert text == "" or (text.endswith(".") and not text.endswith(".."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A brown dog on a beach.", "A brown dog on a beach"),
        (" A dog.\nIt runs. ", "A dog. It runs"),
        ("A dog", "A dog"),
        ("...", ""),
        ("", ""),
    ],
)
def test_what_a_person_wrote_there_is_a_sentence_to_learn(text, expected):
    assert sentence(text) == expected
