"""Figures of what a person would have been shown."""

import pytest

from feedback.training.measures import Truths, Written, summary, table

REFERENCES = [
    ["golden hour at the pier ✨"],
    ["my dog owns this beach ✨"],
    ["two cups, no rush ✨"],
]
TAGS = [("pier", "goldenhour"), (), ("coffee",)]
TRUTHS = Truths(REFERENCES, TAGS)


def measured(*texts: str, **fields):
    written = [Written(**{"text": text, "tags": ("#Pier", "#Coffee"), "parsed": True} | fields)
               for text in texts]  # fmt: skip
    return [TRUTHS.measure(row, one) for row, one in enumerate(written)]


def test_the_references_themselves_get_full_marks():
    found = summary(measured(*(refs[0] for refs in REFERENCES)))
    for name in ("rouge_l", "rouge_l_words", "bleu_1"):
        assert found[name] == pytest.approx(1), name
    assert found["cider"] > 5
    assert found["parsed"] == found["distinct"] == 1
    assert found["loops"] == found["refused"] == 0


def test_another_case_and_no_emoji_cost_only_where_style_counts():
    found = summary(measured(*(refs[0].removesuffix(" ✨").upper() for refs in REFERENCES)))
    assert found["rouge_l_words"] == 1
    assert found["rouge_l"] < 0.2


def test_tags_are_measured_on_the_rows_that_have_any():
    found = summary(measured("a", "b", "c"))
    assert found["precision_5"] == pytest.approx((1 / 5 + 1 / 5) / 2)
    assert found["recall_10"] == pytest.approx((1 / 2 + 1) / 2)


def test_a_describer_has_no_figures_of_tags_or_of_parsing():
    found = summary(measured("a dog", "a cat", "a cup", tags=None, parsed=None))
    assert not {"precision_5", "recall_10", "parsed"} & set(found)
    assert found["distinct"] == 1


@pytest.mark.parametrize(
    ("texts", "name", "expected"),
    [
        (("so good so good so good so good", "fine", "fine"), "loops", 1 / 3),
        (("the same", "the same", "the same"), "distinct", 1 / 3),
    ],
)
def test_a_writer_that_has_lost_its_words_is_seen(texts, name, expected):
    assert summary(measured(*texts))[name] == pytest.approx(expected)


def test_time_is_told_in_the_mean_and_near_its_worst():
    slow = [
        TRUTHS.measure(row, Written(text="a", tokens=10, ms=ms))
        for row, ms in enumerate((100.0, 100.0, 400.0))
    ]
    found = summary(slow)
    assert (found["ms"], found["tokens"]) == (200, 10)
    assert 300 < found["ms_p95"] <= 400


def test_two_models_are_compared_row_by_row():
    champion = measured("a dog", "a dog", "a dog")
    candidate = measured(*(refs[0] for refs in REFERENCES))
    found = table(champion, candidate, seed=0)
    assert found["rows"] == 3
    for name, (low, mean, high) in found["difference"].items():
        assert low <= mean <= high, name
        assert mean == pytest.approx(found["candidate"][name] - found["champion"][name]), name
    assert found["difference"]["rouge_l"][0] > 0.5
    assert found["difference"]["bleu_4"][0] > 0
    assert table(champion, candidate, seed=0, names=["cider"])["difference"].keys() == {"cider"}
