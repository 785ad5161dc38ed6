"""What a reviewer is shown of an edit, and how large the queue takes it to be."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedback import comparison


def _marked(before: str, after: str) -> str:
    signs = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(signs[p.kind].format(p.text) for p in comparison.words(before, after))


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("a dog runs", "a dog runs", "a dog runs"),
        ("a dog runs", "a pup runs", "a [-dog-][+pup+] runs"),
        ("A dog", "a dog", "[-A-][+a+] dog"),
        ("a dog runs", "a dog runs ☕", "a dog runs[+ ☕+]"),
        ("the big dog", "my own pup", "[-the big dog-][+my own pup+]"),
        ("a dog runs far", "a dog", "a dog[- runs far-]"),
        ("it's here!", "it's there!", "it's [-here-][+there+]!"),
        ("犬が走る", "猫が走る", "[-犬-][+猫+]が走る"),
        ("", "new", "[+new+]"),
        ("gone", "", "[-gone-]"),
        ("", "", ""),
    ],
)
def test_a_diff_marks_the_words_that_changed(before, after, marked):
    assert _marked(before, after) == marked


texts = st.text(alphabet="ab ,.\n☕犬", max_size=40)


@given(texts, texts)
@example("a b c", "x b\ny")
def test_a_diff_holds_both_texts_whole(before, after):
    parts = comparison.words(before, after)
    assert "".join(p.text for p in parts if p.kind != "added") == before
    assert "".join(p.text for p in parts if p.kind != "removed") == after


def test_tags_are_told_apart_by_what_they_say_and_not_by_their_case():
    parts = comparison.tags(["#Dog", "#Beach", "#Sand"], ["#sand", "#dog", "#mine"])
    assert [(p.kind, p.text) for p in parts] == [
        ("same", "#sand"),
        ("same", "#dog"),
        ("added", "#mine"),
        ("removed", "#Beach"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("one two three", "one two three", 0),
        ("one two three", "four five six", 1),
        ("one two three four", "one two five six", 0.5),
        ("one two", "two one", 0),
        ("", "", 0),
        ("", "one", 1),
    ],
)
def test_how_much_of_the_words_changed(before, after, change):
    assert comparison.word_change(before, after) == change


@pytest.mark.parametrize(
    ("one", "other", "index"),
    [
        (["#Dog", "#sand"], ["#dog", "#sea"], 1 / 3),
        (["#dog"], ["#Dog"], 1),
        ([], ["#dog"], 0),
        ([], [], 1),
    ],
)
def test_how_alike_two_sets_of_tags_are(one, other, index):
    assert comparison.tag_similarity(one, other) == pytest.approx(index)


@given(texts, texts)
def test_a_change_is_a_share_and_the_same_both_ways(one, other):
    assert 0 <= comparison.word_change(one, other) <= 1
    assert comparison.word_change(one, other) == comparison.word_change(other, one)
