"""What a writer is asked when it is judged."""

import re
from collections import Counter
from pathlib import Path

import pytest

from captioner.writing import prompts
from captioner.writing.brief import AUDIENCES, TONES, Style
from feedback.training.bundled.asking import (
    NAMES,
    NOTES,
    PLACES,
    STYLES,
    one_each,
    spread,
    with_notes,
    with_styles,
)
from feedback.training.bundled.captioned import CaptionedPhoto
from feedback.training.bundled.corpus import Corpus
from feedback.training.bundled.wording import carries

DESCRIPTIONS = ["a dog on a beach", "two children in a park"]


@pytest.mark.parametrize("count", [24, 40, 1000])
def test_tones_and_audiences_are_asked_for_evenly(count):
    briefs = spread(count)
    assert len({(brief.tone, brief.audience) for brief in briefs}) == 24
    for asked, names in (("tone", TONES), ("audience", AUDIENCES)):
        counted = Counter(getattr(brief, asked) for brief in briefs)
        assert set(counted) == set(names)
        assert max(counted.values()) - min(counted.values()) <= 1
    assert len({brief.seed for brief in briefs}) == count


def test_one_caption_of_each_photo_is_drawn_by_the_seed():
    photos = [CaptionedPhoto(Path(str(i)), (f"first {i}", f"second {i}")) for i in range(40)]
    drawn = one_each(photos, seed=1)
    assert all(caption in photo.captions for caption, photo in zip(drawn, photos, strict=True))
    assert one_each(photos, seed=1) == drawn
    assert one_each(photos, seed=2) != drawn


def test_a_note_holds_the_facts_that_its_caption_has_to_carry():
    asked = with_notes(DESCRIPTIONS, count=200, seed=1)
    assert Counter(one.kind for one in asked) == dict.fromkeys(NOTES, 40)
    for one in asked:
        assert one.facts
        assert carries(one.brief.note, one.facts)
        assert not re.search(r"[{}]", one.brief.note)
        assert one.description in DESCRIPTIONS
    assert with_notes(DESCRIPTIONS, count=200, seed=1) == asked
    assert with_notes(DESCRIPTIONS, count=200, seed=2) != asked


def test_no_name_no_place_and_no_note_of_the_judgement_is_learned():
    learned = {example.brief.note for example in Corpus(()).sample(5000, seed=1)}
    known = {word for note in learned for word in re.findall(r"\w+", note.casefold())}
    assert known.isdisjoint(name.casefold() for name in (*NAMES, *PLACES))
    asked = {one.brief.note for one in with_notes(DESCRIPTIONS, count=200, seed=1)}
    assert learned.isdisjoint(asked)


def test_every_style_is_asked_for_and_reaches_the_prompt():
    asked = with_styles(DESCRIPTIONS, count=168, seed=1)
    styles = Counter(brief.style for brief, _ in asked)
    assert set(styles) >= set(STYLES)
    assert min(styles[style] for style in STYLES) >= 20
    assert all(brief.style != Style() for brief, _ in asked)
    brief, description = asked[0]
    assert "style: short" in prompts.messages(brief, description)[-1]["content"]


def test_a_minimal_tone_is_never_asked_to_be_long():
    asked = with_styles(DESCRIPTIONS, count=168, seed=1)
    lengths = {brief.style.length for brief, _ in asked if brief.tone == "minimal"}
    assert lengths == {"", "short"}
