"""The writer is asked with the text it was trained on, whatever turns stand before the last, and
in the letters that it knows."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models
from transformers import AutoTokenizer

from captioner import presets
from captioner.writing import prompts
from captioner.writing.brief import Brief, Style
from captioner.writing.voice import Voice
from feedback.training.bundled.writer_recipe import BOS, EOS, TEMPLATE, normalizer
from tests.captioner.writing.creators import COMMUTER

BUNDLED = presets.BUNDLED_WRITER.source


@pytest.fixture(scope="module")
def tokenizer():
    return AutoTokenizer.from_pretrained(BUNDLED, local_files_only=True)


def rendered(tokenizer, messages):
    return tokenizer.apply_chat_template(
        messages, tokenize=False, add_generation_prompt=True, chat_template=TEMPLATE
    )


def test_the_shipped_writer_has_the_recipes_template(tokenizer):
    assert tokenizer.chat_template == TEMPLATE


@given(
    note=st.text(max_size=80),
    description=st.text(max_size=80),
    style=st.builds(Style, length=st.sampled_from(["", "long"]), lower_case=st.booleans()),
)
def test_without_examples_the_text_is_byte_for_byte_the_last_turn(
    tokenizer, note, description, style
):
    messages = prompts.messages(Brief(note=note, style=style), description)
    expected = BOS + messages[-1]["content"].replace("<<<", "<<< ") + "\n"
    assert rendered(tokenizer, messages) == expected
    told = [*messages, {"role": "assistant", "content": "caption: Hi."}]
    assert rendered(tokenizer, told) == f"{expected}caption: Hi.{EOS}"


def test_a_voices_examples_are_passed_over(tokenizer):
    messages = prompts.messages(Brief(), "a dog", voice=Voice("v", COMMUTER))
    assert len(messages) == 2 + 2 * prompts.EXAMPLES
    assert rendered(tokenizer, messages) == rendered(tokenizer, messages[-1:])


def test_the_shipped_writer_spells_as_the_recipe_says(tokenizer):
    recipes = Tokenizer(models.BPE())
    recipes.normalizer = normalizer()
    shipped, expected = (
        json.loads(core.to_str())["normalizer"] for core in (tokenizer.backend_tokenizer, recipes)
    )
    assert shipped == expected


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("at Café Zoë", "at Cafe Zoe"),
        ("Straße to Tromsø", "Strasse to Tromso"),
        ("mum’s “big” day – at last", "mum's big day, at last"),
        ("from 44€, ½ of £88", "from 44 €, half of £88"),
        ("9 m² at 20 °C", "9 m2 at 20 C"),
        ("A&B, our #1 at 3×12", "A and B, our number 1 at 3x12"),
        ("¥2100 in 東京 today", "2100 in today"),
        ("❤️ 🏳️‍🌈 1️⃣", "❤️ 🏳️‍🌈 1️⃣"),
        ("tags: #SurfLife, #2Fast", "tags: #SurfLife, #2Fast"),
    ],
)
def test_what_the_corpus_has_no_letters_for_is_read_in_those_it_has(tokenizer, typed, read):
    assert tokenizer.decode(tokenizer(typed)["input_ids"]) == read


def test_a_note_of_which_nothing_can_be_read_is_no_note(tokenizer):
    with_note, without = (
        tokenizer(rendered(tokenizer, prompts.messages(Brief(note=note), "a dog")))["input_ids"]
        for note in ("नमस्ते", "")
    )
    assert with_note == without
