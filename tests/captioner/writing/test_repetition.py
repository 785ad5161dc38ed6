"""The same words said again."""

import pytest

from captioner.writing.repetition import plain_words, repeats


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Sand in the shoes, sand in the car.", True),
        ("The dog's best day. The dogs best day.", False),
        ("Waves, waves, waves, waves.", True),
        ("Waves, waves, waves.", False),
        ("In THE end, in the end.", True),
        ("A dog and a cat and a bird.", False),
        ("All day long, and all day long.", True),
        ("All day long, all night long.", False),
        ("", False),
    ],
)
def test_three_words_in_a_row_said_twice_are_a_repetition(caption, expected):
    assert repeats(caption) is expected


def test_plain_words_leave_out_what_hangs_on_them():
    assert plain_words("It's the dogs' ball, don’t!") == ["it", "the", "dogs", "ball", "do"]
