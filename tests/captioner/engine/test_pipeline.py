"""The order of the steps, and what is asked for twice: with models that say what a test needs."""

from dataclasses import replace

import pytest
from PIL import Image

from captioner.engine import Engine, EngineConfig, Item, Locked, ModelNames
from captioner.engine.posts import NOT_READ, SAME_WORDS
from captioner.engine.rows import Answer
from captioner.errors import EngineFailed, Refused
from captioner.writing.brief import Brief, Hashtag, Style
from captioner.writing.voice import Voice
from tests.captioner.engine.conftest import CPU
from tests.captioner.writing.creators import COMMUTER

NAMES = ModelNames("a describer", "a writer", None, "2026-11")
COMMUTER_UPPER = tuple(caption.capitalize() + "?" for caption in COMMUTER)
UNSAFE = "caption: nsfw\ntags: dog"


class Sees:
    """Describes a photo by its width; a photo one pixel wide breaks it."""

    weights_bytes = 4

    def __init__(self):
        self.batches = []

    def describe(self, photos):
        self.batches.append(len(photos))
        if any(photo.width == 1 for photo in photos):
            raise ZeroDivisionError
        words = {2: "", 3: "nsfw"}
        return [words.get(photo.width, f"{photo.width} dogs on the beach") for photo in photos]


class Says:
    """Answers each row with what `script` makes of it; keeps the rows of each call."""

    weights_bytes = 8

    def __init__(self, script, *, sees_photo=False, at_once=None):
        self.script = script
        self.sees_photo = sees_photo
        self.at_once = at_once
        self.calls = []
        self.closed = False

    def write(self, rows):
        self.calls.append(list(rows))
        return [Answer(self.script(row), 10) for row in rows]

    def close(self):
        self.closed = True


def engine(script, *, describer=True, max_batch=16, **writer):
    says = Says(script, **writer)
    return Engine(
        describer=Sees() if describer else None,
        writer=says,
        models=NAMES,
        placement=CPU,
        config=EngineConfig(writer="a writer", max_batch=max_batch),
    ), says


def item(width=40, **brief):
    return Item(Image.new("RGB", (width, 30)), Brief(**brief))


def about(row):
    """Other words for every seed, so that no two captions are nearly the same."""
    digits = enumerate(f"{row.seed:010}")
    words = " ".join(chr(97 + place) + chr(97 + int(digit)) for place, digit in digits)
    return f"caption: Look: {row.description}. {words}.\ntags: dog, beach"


def by_attempt(*answers):
    """Each of a row's attempts answered in turn, known by its seed."""
    seen = {}

    def script(row):
        key = (row.description, row.brief)
        seen[key] = seen.get(key, -1) + 1
        return answers[min(seen[key], len(answers) - 1)]

    return script


def test_each_item_gets_its_own_outcome_in_order():
    opened, _ = engine(about)
    outcomes = opened.run([item(width=width) for width in (41, 42, 43)])
    assert [o.description for o in outcomes] == [f"{n} dogs on the beach" for n in (41, 42, 43)]
    for outcome, width in zip(outcomes, (41, 42, 43), strict=True):
        assert outcome.error is None
        assert outcome.alt_text == f"{width} dogs on the beach."
        assert f"Look: {width} dogs" in outcome.posts[0].text
        assert outcome.output_tokens == 10
        assert outcome.models == NAMES


def test_nothing_in_is_nothing_out():
    opened, _ = engine(about)
    assert opened.run([]) == []


def test_one_bad_photo_fails_alone():
    opened, _ = engine(about)
    outcomes = opened.run([item(), item(width=1), item(), item()])
    assert [type(o.error) for o in outcomes] == [type(None), EngineFailed, *[type(None)] * 2]
    assert outcomes[1].error.detail == "a step raised ZeroDivisionError"
    assert outcomes[1].posts == ()


def test_one_row_the_writer_breaks_on_fails_alone():
    def script(row):
        if row.description.startswith("41"):
            raise ZeroDivisionError
        return about(row)

    opened, _ = engine(script)
    outcomes = opened.run([item(width=40), item(width=41), item(width=42, variants=3)])
    assert [type(o.error) for o in outcomes] == [type(None), EngineFailed, type(None)]
    assert len(outcomes[2].posts) == 3


@pytest.mark.parametrize(("width", "why"), [(2, "no words"), (3, "safety rule")])
def test_a_photo_without_a_usable_description_reaches_no_writer(width, why):
    opened, says = engine(about)
    [outcome] = opened.run([item(width=width)])
    assert isinstance(outcome.error, Refused)
    assert why in outcome.error.detail
    assert says.calls == []


def test_variants_are_rows_of_one_batch_with_seeds_of_their_own():
    opened, says = engine(about)
    [outcome] = opened.run([item(variants=3)])
    assert len(says.calls) == 1
    assert len({row.seed for row in says.calls[0]}) == 3
    assert len({post.text for post in outcome.posts}) == 3
    assert outcome.output_tokens == 30


def test_no_model_gets_more_rows_than_the_configuration_allows():
    opened, says = engine(about, max_batch=2, at_once=2)
    opened.run([item(variants=2), item(), item(), item()])
    assert [len(call) for call in says.calls] == [2, 2, 1]
    assert opened._describer.batches == [2, 2]


def test_a_rows_seed_does_not_depend_on_its_neighbours():
    opened, says = engine(about)
    opened.run([item(seed=7)])
    opened.run([item(seed=1), item(seed=7)])
    assert says.calls[0][0].seed == says.calls[1][1].seed != says.calls[1][0].seed


@pytest.mark.parametrize("bad", ["no idea", UNSAFE])
def test_a_bad_answer_is_asked_for_once_more_with_another_seed(bad):
    opened, says = engine(by_attempt(bad, "caption: Better now."))
    [outcome] = opened.run([item()])
    assert outcome.posts[0].text == "Better now."
    assert outcome.posts[0].warnings == ()
    assert len(says.calls) == 2
    assert says.calls[0][0].seed != says.calls[1][0].seed
    assert outcome.output_tokens == 20


def test_only_what_was_bad_is_asked_for_again():
    opened, says = engine(lambda row: "?" if row.description.startswith("41") else about(row))
    opened.run([item(width=40), item(width=41), item(width=42)])
    assert [len(call) for call in says.calls] == [3, 1]


def test_an_answer_that_is_never_readable_becomes_the_description_with_a_warning():
    opened, says = engine(lambda row: "no idea")
    [outcome] = opened.run([item()])
    assert outcome.error is None
    assert outcome.posts[0].text == "40 dogs on the beach."
    assert outcome.posts[0].warnings == (NOT_READ,)
    assert len(says.calls) == 2


def test_what_is_unsafe_twice_is_refused():
    opened, says = engine(lambda row: UNSAFE)
    [outcome] = opened.run([item()])
    assert isinstance(outcome.error, Refused)
    assert outcome.posts == ()
    assert len(says.calls) == 2


def test_equal_variants_are_drawn_again_once():
    opened, says = engine(by_attempt("caption: One.", "caption: One.", "caption: Two."))
    [outcome] = opened.run([item(variants=2)])
    assert [post.text for post in outcome.posts] == ["One.", "Two."]
    assert [len(call) for call in says.calls] == [2, 1]


@pytest.mark.parametrize("again", ["caption: One.", "no idea", UNSAFE])
def test_repeated_words_are_left_out_where_the_second_draw_is_no_better(again):
    opened, _ = engine(by_attempt("caption: One.", "caption: One.", again))
    [outcome] = opened.run([item(variants=2)])
    assert [post.text for post in outcome.posts] == ["One."]
    assert outcome.posts[0].warnings == (SAME_WORDS,)


LONG = "caption: " + "Sand in the shoes and salt in the fur of one very wet and happy dog. " * 2


@pytest.mark.parametrize(
    ("brief", "first", "then"),
    [
        ({"style": Style(length="short")}, LONG, "caption: Sand."),
        ({"style": Style(length="long")}, "caption: Sand.", "caption: " + "Sand and salt " * 9),
        ({}, "caption: Sand in the fur, sand in the car.", "caption: Sand."),
    ],
)
def test_a_caption_that_breaks_what_was_asked_is_drawn_again_once(brief, first, then):
    opened, says = engine(by_attempt(first, then))
    opened.run([item(**brief)])
    assert [len(call) for call in says.calls] == [1, 1]
    opened, says = engine(by_attempt(then))
    opened.run([item(**brief, tone="witty")])
    assert len(says.calls) == 1 + ("Sand and salt" in then), "its own words repeat"


def test_of_two_captions_that_miss_her_voice_the_nearer_one_is_shown():
    far, near = (
        "caption: what a GREAT dog!! Yes!",
        "caption: The dog and the tide. Again!",
    )
    for answers in ((far, near), (near, far)):
        opened, says = engine(by_attempt(*answers))
        [outcome] = opened.run([replace(item(), voice=Voice("v", COMMUTER_UPPER))])
        assert len(says.calls) == 2
        assert outcome.posts[0].text == "The dog and the tide. Again!"
        assert 0 < outcome.posts[0].score < 0.7
        assert outcome.posts[0].misses


def test_a_caption_in_her_voice_is_asked_for_once():
    opened, says = engine(lambda row: "caption: ok but this dog owns the tide ✨")
    [outcome] = opened.run([replace(item(), voice=Voice("v", COMMUTER))])
    assert len(says.calls) == 1
    assert says.calls[0][0].voice.name == "v"
    assert outcome.posts[0].score > 0.7


def test_a_redraft_that_fails_costs_no_caption_that_can_be_shown():
    def script(row):
        if len(says.calls) == 2:
            raise MemoryError
        return "caption: Sand in the fur, sand in the car."

    opened, says = engine(script)
    [outcome] = opened.run([item()])
    assert outcome.error is None
    assert outcome.posts[0].text == "Sand in the fur, sand in the car."


TAGS = tuple(Hashtag(f"#Mine{n}", "niche", n < 5) for n in range(6))


@pytest.mark.parametrize(
    ("locked", "described", "written"),
    [
        (Locked(), 1, 1),
        (Locked(caption="Mine."), 1, 1),
        (Locked(tags=TAGS), 1, 1),
        (Locked(alt_text="A dog."), 1, 1),
        (Locked(caption="Mine.", alt_text="A dog."), 1, 1),
        (Locked(caption="Mine.", tags=TAGS), 1, 0),
        (Locked(caption="Mine.", tags=TAGS, alt_text="A dog."), 0, 0),
    ],
)
def test_only_what_is_not_locked_is_asked_of_a_model(locked, described, written):
    opened, says = engine(about)
    [outcome] = opened.run([replace(item(), locked=locked)])
    assert outcome.error is None
    assert sum(opened._describer.batches) == described
    assert len(says.calls) == written
    assert outcome.alt_text == (locked.alt_text or "40 dogs on the beach.")
    [post] = outcome.posts
    assert post.text == locked.caption or (not locked.caption and post.text.startswith("Look:"))
    assert post.hashtags == locked.tags or (not locked.tags and len(post.hashtags) >= 5)


def test_a_locked_caption_has_no_variants():
    opened, says = engine(about)
    [outcome] = opened.run([replace(item(variants=3), locked=Locked(caption="Mine."))])
    assert [post.text for post in outcome.posts] == ["Mine."]
    assert [len(call) for call in says.calls] == [1]


@pytest.mark.parametrize(("alt_text", "calls"), [("A dog.", 0), ("", 1)])
def test_a_writer_that_sees_is_asked_only_for_what_is_not_locked(alt_text, calls):
    opened, says = engine(
        lambda row: "photo: two dogs\ncaption: Pals.", describer=False, sees_photo=True
    )
    locked = Locked(caption="Mine.", tags=TAGS, alt_text=alt_text)
    [outcome] = opened.run([replace(item(), locked=locked)])
    assert len(says.calls) == calls
    assert outcome.alt_text == (alt_text or "Two dogs.")
    assert outcome.posts[0].text == "Mine."


def test_a_known_description_is_not_made_again():
    opened, _ = engine(about)
    known = replace(item(), description="a red ball on grass")
    [outcome] = opened.run([known])
    assert outcome.alt_text == "A red ball on grass."
    assert "a red ball on grass" in outcome.posts[0].text
    assert opened._describer.batches == []
    assert outcome.describe_ms == 0


def test_a_writer_that_sees_describes_the_photo_itself():
    opened, _ = engine(
        lambda row: "photo: two dogs\ncaption: Pals.\ntags: dog", describer=False, sees_photo=True
    )
    [outcome] = opened.run([item()])
    assert (outcome.description, outcome.alt_text) == ("two dogs", "Two dogs.")
    assert outcome.posts[0].text == "Pals."


def test_warming_up_runs_both_models():
    opened, says = engine(about)
    opened.warm()
    assert len(says.calls[0]) == 1


def test_warming_up_says_when_the_models_cannot_answer():
    def script(row):
        raise MemoryError

    opened, _ = engine(script)
    with pytest.raises(EngineFailed, match="MemoryError"):
        opened.warm()


def test_closing_closes_the_writer():
    opened, says = engine(about)
    assert opened.weights_bytes == 12
    opened.close()
    assert says.closed
