"""The writer is asked with the text it was trained on, whatever turns stand before the last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from transformers import AutoTokenizer

from captioner import presets
from captioner.writing import prompts
from captioner.writing.brief import Brief, Style
from captioner.writing.voice import Voice
from feedback.training.bundled.writer_recipe import BOS, EOS, TEMPLATE
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
