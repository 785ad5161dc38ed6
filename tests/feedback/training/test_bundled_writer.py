"""Training the bundled writer, and the writer that was trained."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

import captioner
from captioner.writing import prompts
from captioner.writing.brief import AUDIENCES, TONES, Brief
from captioner.writing.parsing import parse
from feedback.training.bundled.corpus import Corpus
from feedback.training.bundled.wording import content_words, words
from feedback.training.bundled.writer import IGNORED, Run, batches, encode
from feedback.training.bundled.writer_recipe import Recipe
from feedback.training.bundled.writer_score import NaiveBayes
from feedback.training.bundled.writing import write

BUNDLED = Path(captioner.__file__).parent / "bundled" / "writer"
DESCRIPTIONS = (
    "a black dog runs through the grass",
    "two children playing on the beach",
    "a man riding a bike on a mountain trail",
    "a cup of coffee on a wooden table",
    "a woman sitting on a bench in the city",
)
TINY = replace(
    Recipe(),
    vocabulary=600,
    hidden=32,
    layers=1,
    heads=2,
    feed_forward=64,
    batch=8,
    chunk=80,
    copied=0,
    copying=0.0,
    warmup=5,
    rate=1e-2,
    seed=1,
)


@pytest.fixture
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def run(tmp_path, one_thread):
    return Run(DESCRIPTIONS, out=tmp_path / "writer", recipe=TINY)


def trained(run, steps):
    losses = []
    for loss in run.train(minutes=5):
        losses.append(loss)
        if len(losses) == steps:
            run.save()
            return losses
    raise AssertionError("ran out of time")


def test_it_learns_and_leaves_a_checkpoint_that_loads_like_any_model(run):
    losses = trained(run, 40)
    assert sum(losses[-5:]) < 0.8 * sum(losses[:5])
    model = AutoModelForCausalLM.from_pretrained(run.out)
    tokenizer = AutoTokenizer.from_pretrained(run.out)
    assert type(model).__name__ == "LlamaForCausalLM"
    assert model.dtype == torch.bfloat16
    assert tokenizer.padding_side == "left"
    assert tokenizer.chat_template
    assert model.generation_config.eos_token_id == tokenizer.eos_token_id
    assert model.generation_config.pad_token_id == tokenizer.pad_token_id


def test_a_run_goes_on_where_it_was_stopped(run):
    trained(run, 12)
    again = Run(DESCRIPTIONS, out=run.out, recipe=TINY)
    assert (again.step, again.chunk, again.seconds) == (run.step, run.chunk, run.seconds)
    assert again.tokenizer.get_vocab() == run.tokenizer.get_vocab()
    for kept, restored in zip(run.model.parameters(), again.model.parameters(), strict=True):
        assert torch.equal(kept, restored)
    for kept, restored in zip(run.optimizers, again.optimizers, strict=True):
        assert kept.state_dict().keys() == restored.state_dict().keys()
        assert len(kept.state) == len(restored.state) > 0


def test_only_the_answer_is_learned_and_all_of_it(run):
    example = run.corpus.sample(1, seed=1)[0]
    pairs = encode([example] * 8, run.tokenizer)
    ids, labels = next(batches(pairs, size=8, pad=run.tokenizer.pad_token_id, seed=0))
    learned = run.tokenizer.decode(ids[0][labels[0] != IGNORED])
    assert learned == prompts.answer(example.caption, example.tags) + run.tokenizer.eos_token


def test_serving_asks_with_the_tokens_training_used(run):
    example = run.corpus.sample(1, seed=2)[0]
    asked = run.tokenizer.apply_chat_template(
        prompts.messages(example.brief, example.description),
        add_generation_prompt=True,
        return_dict=True,
    )
    assert asked["input_ids"] == encode([example], run.tokenizer)[0][0]


def test_a_word_is_the_same_tokens_wherever_it_stands_and_however_it_is_typed(run):
    tokenizer = run.tokenizer
    word = tokenizer(" quillfeather")["input_ids"]
    for text in ("in Quillfeather.", "<<< quillfeather>>>", "#Quillfeather", "<<< Quillfeather"):
        ids = tokenizer(text)["input_ids"]
        assert any(ids[start : start + len(word)] == word for start in range(len(ids))), text
    assert len(tokenizer("2026")["input_ids"]) == 4


def test_a_run_begins_with_nothing_but_words_to_copy(tmp_path, one_thread):
    run = Run(DESCRIPTIONS, out=tmp_path / "copier", recipe=replace(TINY, copied=1))
    for example in run.corpus.copies(20, seed=1):
        said = example.caption.lower()
        assert example.brief.note.lower() in said
        assert example.description.lower() in said
    assert trained(run, 11)
    assert run.chunk == 1


def test_every_later_chunk_keeps_some_words_to_copy(tmp_path, one_thread):
    run = Run(DESCRIPTIONS, out=tmp_path / "writer", recipe=replace(TINY, copying=0.25))
    drawn = run._drawn(3)
    assert len(drawn) == TINY.chunk
    assert drawn[:20] == run.corpus.copies(20, seed=3)
    assert drawn[20:] == run.corpus.sample(60, seed=3)


def test_more_minutes_put_the_rate_up_again_until_the_new_end(run):
    rates = []
    for left in (1.0, 0.5 * TINY.cooling, 0.0, 1.0):
        run.step = TINY.warmup
        ids, labels = next(run._batches(encode(run.corpus.sample(8, seed=1), run.tokenizer), 0))
        run._step(ids, labels, left=left)
        rates.append(run.optimizers[0].param_groups[0]["lr"])
    assert rates == pytest.approx([TINY.rate, TINY.rate / 2, 0.0, TINY.rate])


def test_text_that_no_example_held_survives_the_tokenizer(run):
    text = "Quartz 🎉 [x] = ~7 ‹‹‹\n"
    assert run.tokenizer.decode(run.tokenizer(text)["input_ids"]) == text


@pytest.fixture(scope="module")
def answers():
    """The bundled writer's answers: one description, every tone and audience."""
    asked = [
        (Brief(tone=tone, audience=audience), DESCRIPTIONS[0])
        for tone in TONES
        for audience in AUDIENCES
    ]
    return asked, [parse(text) for text in write(BUNDLED, asked)]


def test_the_bundled_writer_is_small():
    assert (BUNDLED / "model.safetensors").stat().st_size <= 30_000_000


def test_the_bundled_writer_answers_with_a_caption_and_tags(answers):
    _, drafts = answers
    good = [draft for draft in drafts if draft and draft.tags]
    assert len(good) >= len(drafts) - 1


def test_the_bundled_writer_says_something_else_for_each_tone_and_audience(answers):
    _, drafts = answers
    captions = {draft.caption for draft in drafts if draft}
    assert len(captions) >= len(drafts) - 2


def test_the_bundled_writer_names_what_the_photo_shows(answers):
    asked, drafts = answers
    named = [
        not content_words(description).isdisjoint(words(draft.caption))
        for (_, description), draft in zip(asked, drafts, strict=True)
        if draft
    ]
    assert sum(named) >= 0.8 * len(named)


def test_the_bundled_writer_sounds_like_the_audience_it_was_asked_for(answers):
    asked, drafts = answers
    told = NaiveBayes(
        (example.caption, example.brief.audience)
        for example in Corpus(DESCRIPTIONS).sample(3000, seed=5)
    )
    right = [
        told.label(draft.caption) == brief.audience
        for (brief, _), draft in zip(asked, drafts, strict=True)
        if draft
    ]
    assert sum(right) >= 0.75 * len(right)


def test_another_photo_gets_another_caption():
    asked = [(Brief(), description) for description in DESCRIPTIONS]
    captions = [parse(text).caption for text in write(BUNDLED, asked)]
    assert len(set(captions)) == len(captions)
