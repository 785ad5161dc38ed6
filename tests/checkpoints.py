"""Tiny checkpoints made on disk with the real classes, so that tests load as a user does.

The weights are random (seeded) except where `learn` is used; the tokenizers are real ones, trained
in memory on a few lines of this project's own prompts.
"""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import (
    BertTokenizerFast,
    BlipConfig,
    BlipForConditionalGeneration,
    BlipProcessor,
    CLIPVisionConfig,
    GemmaConfig,
    GemmaForCausalLM,
    GenerationConfig,
    LlamaConfig,
    LlamaForCausalLM,
    LlavaConfig,
    LlavaForConditionalGeneration,
    LlavaNextConfig,
    LlavaNextForConditionalGeneration,
    LlavaNextProcessor,
    LlavaProcessor,
    MistralConfig,
    MistralForCausalLM,
    PreTrainedModel,
    PreTrainedTokenizerFast,
    Qwen2Config,
    Qwen2ForCausalLM,
    Qwen2TokenizerFast,
)
from transformers.models.blip.image_processing_pil_blip import BlipImageProcessorPil
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
from transformers.models.llava_next.image_processing_pil_llava_next import (
    LlavaNextImageProcessorPil,
)

from captioner.writing import prompts
from captioner.writing.brief import TONES, Brief

WORDS = """
    a the dog cat man woman beach runs on in with red ball two people stand sit water
""".split()  # noqa: SIM905 (a list of quoted words reads worse)
CHAT = (
    "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
VISION_CHAT = (
    "{% for m in messages %}USER: {% for part in m.content %}"
    "{% if part.type == 'image' %}<image>\n{% else %}{{ part.text }}{% endif %}{% endfor %}"
    "{% endfor %}{% if add_generation_prompt %} ASSISTANT:{% endif %}"
)
SMALL = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 2048,
}
VISION = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "image_size": 28,
    "patch_size": 14,
}


def blip(folder: Path, *, seed: int = 0) -> Path:
    """A captioning BLIP over a vocabulary of `WORDS`."""
    names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[DEC]", *WORDS]
    vocabulary = {word: index for index, word in enumerate(names)}
    tokenizer = BertTokenizerFast(vocab=vocabulary)
    tokenizer.add_special_tokens({"additional_special_tokens": ["[DEC]"]})
    text = {
        **SMALL,
        "vocab_size": len(names),
        "encoder_hidden_size": 32,
        "bos_token_id": vocabulary["[DEC]"],
        "eos_token_id": vocabulary["[SEP]"],
        "sep_token_id": vocabulary["[SEP]"],
        "pad_token_id": vocabulary["[PAD]"],
        "is_decoder": True,
    }
    del text["num_key_value_heads"]
    config = BlipConfig(
        text_config=text,
        vision_config={**VISION, "image_size": 32, "patch_size": 8},
        projection_dim=32,
    )
    torch.manual_seed(seed)
    model = _spread(BlipForConditionalGeneration(config))
    model.generation_config = GenerationConfig(min_new_tokens=3, max_new_tokens=12)
    pixels = BlipImageProcessorPil(size={"height": 32, "width": 32})
    return _saved(folder, model, BlipProcessor(pixels, tokenizer))


def llama(folder: Path, *, seed: int = 0, chat: str | None = CHAT) -> Path:
    tokenizer = _tokenizer(chat=chat)
    return _saved(folder, _causal(LlamaForCausalLM, LlamaConfig, tokenizer, seed), tokenizer)


def qwen2(folder: Path, *, seed: int = 0) -> Path:
    trained = json.loads(_tokenizer(chat=CHAT).backend_tokenizer.to_str())["model"]
    merges = [tuple(pair) for pair in trained["merges"]]
    tokenizer = Qwen2TokenizerFast(trained["vocab"], merges, eos_token="<|end|>")
    tokenizer.chat_template = CHAT
    return _saved(folder, _causal(Qwen2ForCausalLM, Qwen2Config, tokenizer, seed), tokenizer)


def mistral(folder: Path, *, seed: int = 0) -> Path:
    tokenizer = _tokenizer(chat=CHAT)
    return _saved(folder, _causal(MistralForCausalLM, MistralConfig, tokenizer, seed), tokenizer)


def gemma(folder: Path, *, seed: int = 0) -> Path:
    """Of another shape than Llama: `engine.llama` does not fit it."""
    tokenizer = _tokenizer(chat=CHAT)
    return _saved(folder, _causal(GemmaForCausalLM, GemmaConfig, tokenizer, seed), tokenizer)


def taught_llama(folder: Path, answer: str) -> Path:
    """A Llama that has learned one answer by heart, whatever it is asked."""
    tokenizer = _tokenizer(chat=CHAT)
    torch.manual_seed(0)
    model = LlamaForCausalLM(LlamaConfig(**SMALL, **_ids(tokenizer)))
    _learn(model, tokenizer, answer)
    return _saved(folder, model, tokenizer)


def llava(folder: Path, *, seed: int = 0) -> Path:
    tokenizer = _tokenizer(chat=None)
    config = LlavaConfig(
        text_config=LlamaConfig(**SMALL, **_ids(tokenizer)),
        vision_config=CLIPVisionConfig(**VISION),
        image_token_index=tokenizer.convert_tokens_to_ids("<image>"),
        vision_feature_layer=-1,
    )
    torch.manual_seed(seed)
    model = _spread(LlavaForConditionalGeneration(config))
    pixels = CLIPImageProcessorPil(
        size={"shortest_edge": 28}, crop_size={"height": 28, "width": 28}
    )
    processor = LlavaProcessor(pixels, tokenizer, **_vision_options())
    return _saved(folder, model, processor)


def llava_next(folder: Path, *, seed: int = 0) -> Path:
    tokenizer = _tokenizer(chat=None)
    grid = [[28, 56], [56, 28], [56, 56]]
    config = LlavaNextConfig(
        text_config=MistralConfig(**SMALL, **_ids(tokenizer)),
        vision_config=CLIPVisionConfig(**VISION),
        image_token_index=tokenizer.convert_tokens_to_ids("<image>"),
        image_grid_pinpoints=grid,
        vision_feature_layer=-1,
    )
    torch.manual_seed(seed)
    model = _spread(LlavaNextForConditionalGeneration(config))
    pixels = LlavaNextImageProcessorPil(
        size={"shortest_edge": 28},
        crop_size={"height": 28, "width": 28},
        image_grid_pinpoints=grid,
    )
    processor = LlavaNextProcessor(pixels, tokenizer, **_vision_options())
    return _saved(folder, model, processor)


def _vision_options() -> dict:
    return {
        "patch_size": 14,
        "vision_feature_select_strategy": "default",
        "num_additional_image_tokens": 1,
        "chat_template": VISION_CHAT,
    }


def _tokenizer(*, chat: str | None) -> PreTrainedTokenizerFast:
    """Byte-level BPE, as Llama 3 and Qwen have it, with no padding token, as Llama has none."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    specials = ["<|bos|>", "<|end|>", "<|system|>", "<|user|>", "<|assistant|>", "<image>"]
    trainer = trainers.BpeTrainer(
        vocab_size=700,
        special_tokens=specials,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator([prompts.RULES, prompts.VLM_RULES, " ".join(WORDS)], trainer)
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<|bos|>", eos_token="<|end|>"
    )
    wrapped.add_special_tokens({"additional_special_tokens": specials[2:]})
    wrapped.chat_template = chat
    return wrapped


def _ids(tokenizer: PreTrainedTokenizerFast) -> dict[str, int | None]:
    return {
        "vocab_size": len(tokenizer),
        "bos_token_id": tokenizer.bos_token_id,
        "eos_token_id": tokenizer.eos_token_id,
        "pad_token_id": None,
    }


def _causal(
    model_class: type, config_class: type, tokenizer: PreTrainedTokenizerFast, seed: int
) -> PreTrainedModel:
    torch.manual_seed(seed)
    return _spread(model_class(config_class(**SMALL, **_ids(tokenizer))))


def _spread(model: PreTrainedModel) -> PreTrainedModel:
    """Wider random weights: with the usual ones all logits are nearly equal, and a comparison of
    two runs would show rounding instead of what it is about."""
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() > 1:
                parameter.normal_(0, 0.3)
    return model.eval()


def _learn(model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast, answer: str) -> None:
    draw = random.Random(0)
    target = tokenizer(answer + "<|end|>")["input_ids"]
    steps = 150
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for _ in range(steps):
        note = " ".join(draw.choices(WORDS, k=draw.randint(0, 30)))
        brief = Brief(tone=draw.choice(TONES), note=note)
        sentence = " ".join(draw.choices(WORDS, k=draw.randint(1, 12)))
        prompt = tokenizer.apply_chat_template(
            prompts.messages(brief, sentence), add_generation_prompt=True, return_dict=False
        )
        labels = torch.tensor([[-100] * len(prompt) + target])
        loss = model(input_ids=torch.tensor([prompt + target]), labels=labels).loss
        loss.backward()
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
    assert loss.item() < 0.02, f"the answer was not learned: loss {loss.item():.2f}"
    model.eval()


def _saved(folder: Path, model: PreTrainedModel, *parts: Sequence) -> Path:
    model.save_pretrained(folder)
    for part in parts:
        part.save_pretrained(folder)
    return folder
