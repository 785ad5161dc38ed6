"""What the bundled writer is made of: sizes, schedule, tokenizer, chat template, fresh weights."""

from dataclasses import dataclass

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from captioner.writing import prompts
from feedback.training.bundled.corpus import Example

PAD, BOS, EOS = "<pad>", "<bos>", "<eos>"
# The rules say the same for every photo, so this writer knows them by heart and reads the rest.
# A word after a space has another token than one after "<<<": the space lets a note be copied.
TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}"
    "{% if message['role'] == 'user' %}"
    "{{ message['content'] | replace('note: <<<', 'note: <<< ') + '\\n' }}"
    "{% elif message['role'] == 'assistant' %}{{ message['content'] + eos_token }}"
    "{% endif %}{% endfor %}"
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """Sizes and schedule.

    Args:
        chunk: examples drawn, sorted by length and batched together.
        rate: the peak learning rate; it warms up over `warmup` steps and follows a cosine over
            the run's minutes down to nothing.
        save_minutes: between checkpoints.
    """

    vocabulary: int = 3072
    hidden: int = 192
    layers: int = 4
    heads: int = 6
    feed_forward: int = 512
    batch: int = 32
    chunk: int = 6400
    rate: float = 3e-3
    warmup: int = 150
    weight_decay: float = 0.02
    save_minutes: float = 3.0
    seed: int = 7


def build_tokenizer(examples: list[Example], *, vocabulary: int) -> PreTrainedTokenizerFast:
    """A byte-level BPE over prompts and answers: any text has tokens, none is unknown."""
    core = Tokenizer(models.BPE())
    core.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    core.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=[PAD, BOS, EOS],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    core.train_from_iterator(
        (text for example in examples for text in _texts(example)), trainer=trainer
    )
    return with_chat(core)


def with_chat(core: Tokenizer) -> PreTrainedTokenizerFast:
    """The tokenizer as it is served: special tokens, padding on the left, the chat template."""
    return PreTrainedTokenizerFast(
        tokenizer_object=core,
        pad_token=PAD,
        bos_token=BOS,
        eos_token=EOS,
        padding_side="left",
        chat_template=TEMPLATE,
        clean_up_tokenization_spaces=False,
        model_max_length=1024,
    )


def _texts(example: Example) -> tuple[str, str]:
    user = prompts.messages(example.brief, example.description)[-1]["content"]
    return user + "\n", prompts.answer(example.caption, example.tags)


def build_model(tokenizer: PreTrainedTokenizerFast, recipe: Recipe) -> LlamaForCausalLM:
    """Fresh weights, seeded; the output layer is the embedding's."""
    torch.manual_seed(recipe.seed)
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=recipe.hidden,
            intermediate_size=recipe.feed_forward,
            num_hidden_layers=recipe.layers,
            num_attention_heads=recipe.heads,
            num_key_value_heads=recipe.heads,
            max_position_embeddings=1024,
            tie_word_embeddings=True,
            # On short sequences plain attention trains 1.5 times as fast as the fused kernel, whose
            # backward pass on the processor takes a third of a step; it is not saved.
            attn_implementation="eager",
            pad_token_id=tokenizer.pad_token_id,
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
        )
    )
    model.generation_config = GenerationConfig(
        do_sample=True,
        temperature=0.6,
        top_p=0.9,
        repetition_penalty=1.05,
        max_new_tokens=100,
        pad_token_id=tokenizer.pad_token_id,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
    )
    return model
