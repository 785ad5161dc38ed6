"""Notes for training: anything a creator may type, too much of it to be learnt by heart."""

import random
import re
from collections import Counter

import pytest

from captioner.writing.brief import NOTE_MAX
from feedback.training.bundled.banks import open_notes
from feedback.training.bundled.corpus import Corpus
from feedback.training.bundled.noting import Notes
from feedback.training.bundled.scene import read

SINGLE = read("a black dog runs through the tall grass")
SEVERAL = read("two boys kick a ball on the beach")
WORDS = ("lantern", "gravel", "marmalade")


@pytest.fixture
def notes():
    return Notes(WORDS, random.Random(3))


def test_every_slot_of_every_note_can_be_filled(notes):
    sentences = [each for bank in (open_notes.OPEN, open_notes.SLOTS) for each in bank.values()]
    for sentence in (sentence for bank in sentences for sentence in bank):
        filled = notes.filled(sentence)
        assert filled.strip()
        assert not set(filled) & set("{}"), sentence


def test_the_matter_is_in_the_note_apart_from_its_capitals(notes):
    drawn = [notes.draw(SINGLE, "personal", aside=SEVERAL) for _ in range(400)]
    for note in drawn:
        assert note.matter.lower() in note.text.lower()
        assert len(note.text) <= NOTE_MAX
    assert any(note.matter not in note.text for note in drawn)


def test_hardly_a_note_comes_twice(notes):
    drawn = [notes.draw(SINGLE, "personal", aside=SEVERAL).text for _ in range(2000)]
    assert len(set(drawn)) > 0.8 * len(drawn)


def test_days_are_all_as_likely(notes):
    days = Counter(notes.filled("{day}") for _ in range(7000))
    assert len(days) == 7
    assert min(days.values()) > 850


@pytest.mark.parametrize(
    ("scene", "audience", "kind"),
    [
        (SINGLE, "personal", "name"),
        (SEVERAL, "personal", "person"),
        (SINGLE, "academic", "person"),
    ],
)
def test_a_name_gets_a_sentence_where_it_cannot_stand_for_the_subject(notes, scene, audience, kind):
    kinds = {notes.draw(scene, audience, aside=None).kind for _ in range(300)}
    assert kinds & {"name", "person"} == {kind}


def test_no_example_loses_the_name_it_was_told():
    told = re.compile(r"(?:this is|say hi to|my friend|the name is|my name is) (.+)")
    named = [
        (match[1].lower(), example.caption.lower())
        for example in Corpus(("a black dog runs through the tall grass",)).sample(20000, seed=2)
        if (match := told.fullmatch(example.brief.note))
    ]
    assert len(named) > 250
    assert [each for each in named if each[0] not in each[1]] == []


def test_a_weekday_typed_small_is_carried_with_its_capital():
    notes = Notes(WORDS, random.Random(1))
    small = [
        note
        for note in (notes.draw(SINGLE, "personal", aside=None) for _ in range(1000))
        if "sunday" in note.text
    ]
    assert small
    assert all("Sunday" in note.matter for note in small)
