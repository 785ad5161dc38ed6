"""The scores agree with the tools that published numbers are made with."""

import pytest
import sacrebleu
from hypothesis import given
from hypothesis import strategies as st
from pycocoevalcap.bleu.bleu import Bleu
from pycocoevalcap.cider.cider import Cider
from pycocoevalcap.rouge.rouge import Rouge

from feedback.training.scores import bleu, cider, rouge_l, tokens, words

REFERENCES = [
    [
        "A brown dog runs across the wet sand .",
        "A dog is running on a beach .",
        "The dog's paws splash in the shallow water near the sea",
    ],
    ["Two children play football in a park .", "Kids are kicking a ball on the grass ."],
    ["A man in a red jacket climbs a steep rock .", "A climber on a cliff"],
    ["A crowd waits for a train at night .", "People stand on a platform ."],
]
TABLE = {
    "good sentences": [
        "a brown dog runs on a beach",
        "two kids play with a ball on the grass",
        "a man climbs a rock",
        "people wait for a train",
    ],
    "one sentence for everything": ["a man in a red jacket is standing on a beach"] * 4,
    "words repeated": [
        "a a a a dog dog dog",
        "ball ball grass",
        "rock rock rock",
        "people people people people people people people people people people",
    ],
    "nothing in common": ["green tea", "seven cups", "blue sky", "old car"],
    "one sentence empty": ["a dog is running on a beach", "", "a climber on a cliff", "a crowd"],
    "the references themselves": [refs[0] for refs in REFERENCES],
}


def references_by_number() -> dict[int, list[str]]:
    return {i: [" ".join(words(ref)) for ref in refs] for i, refs in enumerate(REFERENCES)}


@pytest.mark.parametrize("sentences", TABLE.values(), ids=TABLE)
def test_cider_is_what_pycocoevalcap_says(sentences):
    answers = {i: [" ".join(words(text))] for i, text in enumerate(sentences)}
    expected, _ = Cider().compute_score(references_by_number(), answers)
    assert cider(sentences, REFERENCES) == pytest.approx(expected, abs=5e-4)


@pytest.mark.parametrize("sentences", TABLE.values(), ids=TABLE)
def test_bleu_is_what_pycocoevalcap_says(sentences):
    answers = {i: [" ".join(words(text))] for i, text in enumerate(sentences)}
    expected, _ = Bleu(4).compute_score(references_by_number(), answers, verbose=0)
    assert bleu(sentences, REFERENCES) == pytest.approx(expected, abs=5e-4)


def test_bleu_is_what_sacrebleu_says_where_every_photo_has_as_many_references():
    references = [refs[:2] for refs in REFERENCES]
    sentences = TABLE["good sentences"]
    streams = [[" ".join(words(refs[i])) for refs in references] for i in range(2)]
    expected = sacrebleu.corpus_bleu(sentences, streams, tokenize="none", smooth_method="none")
    assert bleu(sentences, references)[3] == pytest.approx(expected.score / 100, abs=5e-4)


def test_a_better_set_of_sentences_scores_higher():
    good, same = TABLE["good sentences"], TABLE["one sentence for everything"]
    assert cider(good, REFERENCES) > 2 * cider(same, REFERENCES)
    assert bleu(good, REFERENCES)[0] > bleu(same, REFERENCES)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A dog's ball, 2 cats!", ["a", "dog's", "ball", "cats"]),
        ("t-shirt", ["t", "shirt"]),
        ("...", []),
    ],
)
def test_words_are_lower_case_letters_and_apostrophes(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("sentences", "references"),
    [([], []), (["a dog"], []), (["a dog"], [[]])],
    ids=["nothing", "no references", "an empty set of references"],
)
@pytest.mark.parametrize("score", [bleu, cider])
def test_sentences_without_references_are_an_error(score, sentences, references):
    with pytest.raises(ValueError, match="reference"):
        score(sentences, references)


ROUGE_TABLE = TABLE | {
    "the words in another order": [" ".join(reversed(refs[0].split())) for refs in REFERENCES]
}


@pytest.mark.parametrize("sentences", ROUGE_TABLE.values(), ids=ROUGE_TABLE)
def test_rouge_l_is_what_pycocoevalcap_says(sentences):
    answers = {i: [" ".join(words(text))] for i, text in enumerate(sentences)}
    _, expected = Rouge().compute_score(references_by_number(), answers)
    ours = [
        rouge_l(words(text), [words(ref) for ref in refs])
        for text, refs in zip(sentences, REFERENCES, strict=True)
    ]
    assert ours == pytest.approx(list(expected), abs=1e-9)


@given(*[st.lists(st.sampled_from("abcd"), min_size=1, max_size=12)] * 3)
def test_rouge_l_is_what_pycocoevalcap_says_of_any_words(written, first, second):
    expected = Rouge().calc_score([" ".join(written)], [" ".join(first), " ".join(second)])
    assert rouge_l(written, [first, second]) == pytest.approx(expected, abs=1e-9)


def test_rouge_l_without_a_reference_is_an_error():
    with pytest.raises(ValueError, match="reference"):
        rouge_l(["a"], [])


@pytest.mark.parametrize(
    ("written", "kept"), [([], ["a"]), (["a"], [[]]), ([], [])], ids=["nothing", "empty", "neither"]
)
def test_rouge_l_of_nothing_is_zero(written, kept):
    assert rouge_l(written, [kept]) == 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Golden hour. Don’t blink!", ["Golden", "hour", ".", "Don't", "blink", "!"]),
        ("wow 👩‍👩‍👧🏽 ❤️🇩🇪", ["wow", "👩‍👩‍👧🏽", "❤️", "🇩🇪"]),
        ("a--b 3.5", ["a", "-", "-", "b", "3", ".", "5"]),
        ("朝の光", ["朝の光"]),
        (" \n", []),
    ],
)
def test_tokens_keep_case_signs_and_whole_emoji(text, expected):
    assert tokens(text) == expected


def test_cased_tokens_see_a_style_that_words_do_not():
    wanted, other = "golden hour at the pier ✨", "Golden hour at the pier."
    assert rouge_l(words(other), [words(wanted)]) == 1.0
    assert rouge_l(tokens(other), [tokens(wanted)]) < 0.8
    assert rouge_l(tokens(wanted), [tokens(wanted)]) == 1.0
