"""A voice in words."""

import pytest

from captioner.writing import marks, portrait
from tests.captioner.writing.creators import COACH, COMMUTER, CURATOR


@pytest.mark.parametrize(
    ("share", "word"),
    [
        (0.0, "never"),
        (0.033, "rarely"),
        (0.2, "sometimes"),
        (0.5, "often"),
        (0.8, "nearly always"),
        (0.967, "nearly always"),
        (1.0, "always"),
    ],
)
def test_a_share_is_told_as_how_often(share, word):
    assert portrait.rate(share) == word


@pytest.mark.parametrize(
    ("captions", "line", "capitals", "emoji", "hashtags"),
    [
        (
            COMMUTER,
            "about 28 characters · lower case · emoji nearly always",
            "Everything in lower case.",
            "Nearly always, one at a time.",
            "Mostly none.",
        ),
        (
            COACH,
            "about 46 characters · emoji always · exclamation marks",
            "A capital to begin with. WORDS LIKE THIS always.",
            "Always, one at a time.",
            "Mostly none.",
        ),
        (
            CURATOR,
            "about 104 characters · emoji never",
            "A capital to begin with.",
            "Never.",
            "None.",
        ),
        ([""], "about 0 characters · emoji never", None, "Never.", "None."),
    ],
)
def test_each_creator_is_told_as_she_writes(captions, line, capitals, emoji, hashtags):
    hers = marks.measure(captions)
    assert portrait.line(hers) == line
    assert portrait.emoji(hers) == emoji
    assert portrait.hashtags(hers) == hashtags
    if capitals:
        assert portrait.capitals(hers) == capitals


def test_a_length_without_a_spread_and_a_single_character_read_right():
    assert portrait.length(marks.measure(["a"])) == "About 1 character, always."
    assert portrait.length(marks.measure(COMMUTER)) == "About 28 characters, mostly 27 to 36."


def test_each_sign_comes_with_its_words_and_its_share():
    signs = {name: (often, share) for name, often, share in portrait.signs(marks.measure(COACH))}
    assert signs["Exclamation marks"] == ("always", 1.0)
    assert signs["An ellipsis"] == ("never", 0.0)
