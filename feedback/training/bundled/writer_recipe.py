"""What the bundled writer is made of: sizes, schedule, tokenizer, chat template, fresh weights."""

import string
from collections.abc import Iterable
from dataclasses import dataclass

import torch
from tokenizers import (
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    trainers,
)
from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from captioner.writing import prompts
from feedback.training.bundled.corpus import Example

PAD, BOS, EOS = "<pad>", "<bos>", "<eos>"
# The rules say the same for every photo, so this writer knows them by heart and reads the rest; of
# earlier turns, a voice's examples, it has learned nothing, and the marks are on its `style` line.
# A word has its token only after a space, so typed text gets one behind its fence.
TEMPLATE = (
    "{% set last = namespace(user=0) %}{% for message in messages %}"
    "{% if message['role'] == 'user' %}{% set last.user = loop.index0 %}{% endif %}{% endfor %}"
    "{{ bos_token }}{% for message in messages[last.user:] %}"
    "{% if message['role'] == 'user' %}{{ message['content'] | replace('<<<', '<<< ') + '\\n' }}"
    "{% elif message['role'] == 'assistant' %}{{ message['content'] + eos_token }}"
    "{% endif %}{% endfor %}"
)
# Stand for a capital letter after a space, and for one that follows on something else. What is
# typed as "lisbon" and written as "Lisbon" or "#Lisbon" is then the same tokens, to be copied.
CAPITAL, JOINED = "\x0e", "\x0f"
# What people type and the corpus does not hold, in letters and signs that it does hold. What has no
# like there, other alphabets and currencies, is left out, and so is a note of which nothing stays.
# Bytes have tokens too, but no example teaches them: "at Café Zoë" came out as "at Caftor", and of
# 200 such notes 87 broke a word where 16 do now.
SPELLED = (
    (r"[\u0300-\u036f]", ""),  # accents, parted from their letters
    ("ß", "ss"), ("[æÆ]", "ae"), ("[œŒ]", "oe"), ("[øØ]", "o"), ("[đĐðÐ]", "d"), ("[łŁ]", "l"),
    ("ı", "i"), ("[þÞ]", "th"), ("[‘’]", "'"), ("×", "x"), (" ?[–—] ?", ", "), (" ?& ?", " and "),
    (r"#(?=\d+\b)", "number "), ("1⁄2", "half"), (r"(?<=\d)(?=[€£])", " "), (r'["“”„«»()°]', ""),
    (r"[\p{L}&&[^A-Za-z]]|[\p{N}&&[^0-9]]|[\p{Sc}&&[^$€£]]|[\p{M}&&[^\ufe0f\u20e3]]", ""),
    (" {2,}", " "), (r"\nnote: <<< ?>>>", ""),
)  # fmt: skip
# What no token reaches beyond: a label with its fence, the start of a tag, a word, a digit, a run
# of marks. A capital's sign is with the marks before it, so that every word stays as it is.
PIECES = (
    r"(?:^|\n)(?:photo|tone|audience|note|style|caption|tags):(?: <<<| #)?[\x0e\x0f]?"
    r"|>>>|,? #\x0f?| ?\p{L}+| ?\p{N}| ?[^\s\p{L}\p{N}\x0e\x0f>]+\x0e?|[\x0e\x0f>]|\s+"
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """Sizes and schedule.

    Args:
        chunk: examples drawn, sorted by length and batched together.
        copied: the first chunks are of words to copy and nothing else (see `Corpus.copies`).
        copying: the share of such examples in every later chunk; without any, what the first
            ones taught is lost.
        rate: the learning rate, after `warmup` steps and until the run's last part, `cooling`,
            over which it falls to nothing in a line. A run that is given more minutes goes on
            at the full rate and cools at its new end.
        save_minutes: between checkpoints.
    """

    vocabulary: int = 4096
    hidden: int = 256
    layers: int = 4
    heads: int = 8
    feed_forward: int = 640
    batch: int = 32
    chunk: int = 3200
    copied: int = 6
    copying: float = 0.15
    rate: float = 6e-3
    warmup: int = 80
    cooling: float = 0.4
    weight_decay: float = 0.02
    save_minutes: float = 3.0
    seed: int = 7


def build_tokenizer(examples: Iterable[Example], *, vocabulary: int) -> PreTrainedTokenizerFast:
    """A byte-level BPE over prompts and answers: any text has tokens, none is unknown."""
    core = Tokenizer(models.BPE())
    core.normalizer = normalizer()
    core.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PIECES), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    core.decoder = decoders.Sequence(
        [decoders.ByteLevel(), *(decoders.Replace(new, old) for old, new in _capitals())]
    )
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


def normalizer() -> normalizers.Normalizer:
    """Text in the letters and signs that the corpus holds, its capitals as the model reads them."""
    return normalizers.Sequence(
        [
            normalizers.NFKD(),
            *(normalizers.Replace(Regex(old), new) for old, new in SPELLED),
            *(normalizers.Replace(old, new) for old, new in _capitals()),
        ]
    )


def _capitals() -> list[tuple[str, str]]:
    """What each capital letter is to the model; after a space first, for that is a part of it."""
    letters = [(letter, f" {letter.lower()}") for letter in string.ascii_uppercase]
    spaced = [(f" {capital}", CAPITAL + small) for capital, small in letters]
    return spaced + [(capital, JOINED + small) for capital, small in letters]


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
    return user.replace("<<<", "<<< ") + "\n", prompts.answer(example.caption, example.tags)


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
        temperature=0.9,
        top_p=0.9,
        repetition_penalty=1.1,
        max_new_tokens=140,
        pad_token_id=tokenizer.pad_token_id,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
    )
    return model


def build_optimizers(model: LlamaForCausalLM, recipe: Recipe) -> list[torch.optim.Optimizer]:
    """Muon (Jordan et al. 2024) for the layers' matrices, its steps scaled to AdamW's size, and
    AdamW for the rest."""
    inner: list[torch.nn.Parameter] = []
    rest: list[torch.nn.Parameter] = []
    for name, parameter in model.named_parameters():
        matrix = parameter.ndim == 2 and ".layers." in name
        (inner if matrix else rest).append(parameter)
    return [
        torch.optim.Muon(
            inner,
            lr=recipe.rate,
            weight_decay=recipe.weight_decay,
            adjust_lr_fn="match_rms_adamw",
        ),
        torch.optim.AdamW(
            rest, lr=recipe.rate, weight_decay=recipe.weight_decay, betas=(0.9, 0.98)
        ),
    ]
