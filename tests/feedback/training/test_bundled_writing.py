"""A saved writer, asked in batches, answers as the engine lets it."""

from dataclasses import replace

import pytest
from PIL import Image

from captioner import presets
from captioner.engine import EngineConfig, Item, open_engine
from captioner.writing.brief import Brief
from captioner.writing.parsing import parse
from feedback.training.bundled.asking import spread
from feedback.training.bundled.writing import kept, write

DESCRIPTIONS = (
    "a dog",
    "two children play with a red ball in the park",
    "a man on a bike",
    "people sit at a long table in front of a large window",
)


@pytest.fixture(scope="module")
def asked() -> list[tuple[Brief, str]]:
    return list(zip(spread(len(DESCRIPTIONS)), DESCRIPTIONS, strict=True))


def test_answers_come_in_the_order_of_the_questions_and_the_engine_writes_the_same(asked):
    answers = write(presets.BUNDLED / "writer", asked)
    engine = open_engine(EngineConfig(**presets.engine_config("bundled")))
    photo = Image.new("RGB", (8, 8))
    outcomes = engine.run([Item(photo, brief, description) for brief, description in asked])
    engine.close()
    assert [parse(answer).caption for answer in answers] == [
        outcome.posts[0].text for outcome in outcomes
    ]


def test_another_seed_gives_other_words(asked):
    again = [(replace(brief, seed=brief.seed + 100), text) for brief, text in asked]
    folder = presets.BUNDLED / "writer"
    assert write(folder, again) != write(folder, asked)


def test_an_answer_at_fault_is_asked_for_again_and_the_others_stay(asked):
    folder = presets.BUNDLED / "writer"
    came = write(folder, asked)
    broken = [came[0], "caption: The park is the park is the park.\ntags: #Park", *came[2:]]
    shown = kept(folder, asked, broken)
    assert shown == [came[0], write(folder, asked, attempt=1)[1], *came[2:]]
