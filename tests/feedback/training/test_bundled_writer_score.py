"""Each figure of a writer moves when its captions break what it counts."""

from dataclasses import replace

import pytest

from captioner.writing.brief import AUDIENCES, TONES, Brief, Style
from feedback.training.bundled.asking import Noted, spread
from feedback.training.bundled.corpus import Example
from feedback.training.bundled.writer_score import (
    Known,
    NaiveBayes,
    Written,
    most_worn,
    note_copying,
    score,
    style_keeping,
    wear,
)

# A voice is a tone's or an audience's own word, so that a classifier can learn and lose it.
PLACES = ("beach", "field", "park", "street", "lake", "hill", "yard", "river", "pond", "track")
DESCRIPTIONS = [f"a brown dog runs past the {place}" for place in PLACES * 4]
BRIEFS = spread(len(DESCRIPTIONS))


def voiced(brief: Brief, place: str, number: int) -> str:
    # The number stands for the words that differ from photo to photo.
    return f"{brief.tone}ly {brief.audience}ly, dogs of no. {number} love this {place}"


GOOD = [
    voiced(brief, description.split()[-1], number)
    for number, (brief, description) in enumerate(zip(BRIEFS, DESCRIPTIONS, strict=True))
]
EXAMPLES = [
    Example(brief, "a cat", f"{brief.tone}ly {brief.audience}ly, We love this cat", ("#Cat",))
    for brief in spread(24)
]


def scored(captions, *, examples=EXAMPLES):
    written = [
        Written.of((brief, description), caption and f"caption: {caption}\ntags: #Dog, #Walk")
        for brief, description, caption in zip(BRIEFS, DESCRIPTIONS, captions, strict=True)
    ]
    return {
        figure.name: figure for figure in score(written, written, Known(examples), group="writer")
    }


def changed(change, *, of=10):
    """The good captions, the first `of` of them changed."""
    return [change(caption) for caption in GOOD[:of]] + GOOD[of:]


def test_good_captions_hold_every_floor():
    figures = scored(GOOD)
    assert not [name for name, figure in figures.items() if figure.holds is False]
    assert figures["refused by the product"].value == 0


def in_another(names, text):
    """A caption with the next name's voice in place of its own."""
    own = next(index for index, name in enumerate(names) if f"{name}ly" in text)
    return text.replace(f"{names[own]}ly", f"{names[(own + 1) % len(names)]}ly")


# So that of the good captions no word counts as made up.
SPELT = [
    *EXAMPLES,
    *(replace(EXAMPLES[i % 24], description=caption) for i, caption in enumerate(GOOD)),
]


@pytest.mark.parametrize(
    ("name", "captions", "change"),
    [
        ("parses, with tags", changed(lambda _: ""), -0.25),
        ("names a content word", changed(lambda text: text.rsplit(" ", 1)[0]), -0.25),
        ("holds the whole description", DESCRIPTIONS[:10] + GOOD[10:], 0.25),
        ("no three words twice", changed(lambda text: f"{text}. Dogs love this {text}"), -0.25),
        ("different captions", [GOOD[0]] * 11 + GOOD[11:], -0.25),
        ("word for word in the corpus", [EXAMPLES[0].caption.upper()] * 10 + GOOD[10:], 0.25),
        ("no word made up", changed(lambda text: f"{text} flurbish"), -0.25),
        ("tone recovered, of 8", changed(lambda text: in_another(TONES, text), of=11), -0.275),
        ("audience recovered, of 3", changed(lambda text: in_another(AUDIENCES, text)), -0.25),
        ("refused by the product", changed(lambda text: f"{text}, you slut"), 0.25),
    ],
)
def test_a_figure_moves_when_captions_break_what_it_counts(name, captions, change):
    before, after = scored(GOOD, examples=SPELT)[name], scored(captions, examples=SPELT)[name]
    assert after.value - before.value == pytest.approx(change)
    bounded = before.holds is not None
    assert (before.holds, after.holds) == ((True, False) if bounded else (None, None))


def test_every_post_ends_with_five_to_ten_tags_even_without_an_answer():
    figure = scored([""] * len(GOOD))["5 to 10 tags in the end"]
    assert figure.value == 1.0
    assert figure.remark == f"{len(GOOD)} posts"


def test_a_writer_whose_every_answer_is_unreadable_holds_nothing_it_should():
    figures = scored([""] * len(GOOD))
    for name in ("parses, with tags", "names a content word", "different captions"):
        assert figures[name].value == 0
        assert figures[name].holds is False


def test_a_description_the_product_refuses_is_judged_and_counted():
    one = Written.of((Brief(), "a naked man on a beach"), f"caption: {GOOD[0]}\ntags: #A, #B")
    figures = {f.name: f for f in score([one], [one], Known(EXAMPLES), group="writer")}
    assert figures["refused by the product"].value == 1
    assert figures["parses, with tags"].value == 1


def test_a_classifier_tells_voices_apart_by_their_words():
    told = NaiveBayes([("what a joy", "happy"), ("results indicate", "serious")])
    assert told.label("joy") == "happy"
    assert told.label("the results") == "serious"


@pytest.mark.parametrize(
    ("captions", "worn"),
    [
        (["The dog hops.", "The dog hops, sings."], (1.0, "“hops” in 2 of 2 happy captions")),
        (["The dog's here.", "A dog, dogs"], (0.5, "“here” in 1 of 2 happy captions")),
        (["It was the dog and I", "He is in it"], (0.0, "")),
    ],
    ids=["a word of its own", "the description's own do not count", "function words do not count"],
)
def test_the_most_worn_word_is_named(captions, worn):
    assert most_worn(("happy", "a dog", caption) for caption in captions) == worn


def test_a_tone_that_says_a_word_too_often_misses_its_floor():
    brief = Brief(tone="happy")
    said = ["Sunny."] * 3 + [f"{name}." for name in PLACES + PLACES[:7]]
    written = [Written.of((brief, "a dog"), f"caption: {each}\ntags: #Dog") for each in said]
    assert wear(written).holds is True  # 3 of 20
    assert wear(written[:-1]).holds is False


def test_a_word_is_worn_by_its_own_tone_alone():
    written = [("happy", "a dog", "Sunny."), ("witty", "a dog", "Sunny."), ("witty", "a dog", "Oh")]
    assert most_worn(written)[1] == "“sunny” in 1 of 1 happy captions"


def test_notes_are_counted_by_kind():
    asked = [
        Noted(Brief(note="with Isolde"), "a dog", "name", ("Isolde",)),
        Noted(Brief(note="with Fyodor"), "a dog", "name", ("Fyodor",)),
        Noted(Brief(note="entry costs $12"), "a dog", "price", ("$12",)),
    ]
    answers = ["caption: Isolde waits.\ntags: #A", "caption: Waiting.\ntags: #A", ""]
    figure = note_copying(asked, answers)
    assert figure.value == pytest.approx(1 / 3)
    assert figure.remark == "name 1/2, price 0/1"


def test_styles_are_counted_by_mark():
    asked = [
        (Brief(style=Style(length="short", lower_case=True)), "a dog"),
        (Brief(style=Style(length="short")), "a dog"),
    ]
    figure = style_keeping(asked, ["caption: Hello dog.\ntags: #A", "caption: Oh.\ntags: #A"])
    assert figure.value == pytest.approx(2 / 3)
    assert figure.remark == "short 2/2, lower case 0/1"
