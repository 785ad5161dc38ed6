"""The bundled describer's architecture: a small BLIP, its processor, and how they are saved.

Everything is transformers' own class, so the folder loads like any other BLIP checkpoint. Knows
nothing of training.
"""

import copy
import math
from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import (
    BertTokenizer,
    BlipConfig,
    BlipForConditionalGeneration,
    BlipImageProcessorPil,
    BlipProcessor,
    GenerationConfig,
)

BEAMS, NEW_TOKENS = 3, 24
_SHARPNESS = 1.6  # of a head's first look; at 0 it looks everywhere at once


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the model: pixels for the photo, units for widths, tokens for lengths."""

    image: int = 160
    patch: int = 16
    width: int = 256
    heads: int = 8
    vision_layers: int = 6
    vision_mlp: int = 768
    text_layers: int = 3
    text_mlp: int = 768
    vocabulary: int = 2000
    longest: int = 40  # a prompt and the new tokens after it


def build(shape: Shape, tokenizer: BertTokenizer) -> BlipForConditionalGeneration:
    """A BLIP with fresh weights for this tokenizer's vocabulary."""
    config = BlipConfig(
        vision_config={
            "image_size": shape.image,
            "patch_size": shape.patch,
            "hidden_size": shape.width,
            "intermediate_size": shape.vision_mlp,
            "num_hidden_layers": shape.vision_layers,
            "num_attention_heads": shape.heads,
            "initializer_range": 0.02,  # the class's own default, 1e-10, is for loading only
        },
        text_config={
            "vocab_size": len(tokenizer),
            "hidden_size": shape.width,
            "intermediate_size": shape.text_mlp,
            "num_hidden_layers": shape.text_layers,
            "num_attention_heads": shape.heads,
            "max_position_embeddings": shape.longest,
            "hidden_dropout_prob": 0.1,
            "bos_token_id": tokenizer.bos_token_id,
            "sep_token_id": tokenizer.sep_token_id,
            "eos_token_id": tokenizer.sep_token_id,
            "pad_token_id": tokenizer.pad_token_id,
            "label_smoothing": 0.1,
        },
    )
    model = BlipForConditionalGeneration(config)
    _look_around(model, grid=shape.image // shape.patch)
    model.generation_config = GenerationConfig(
        num_beams=BEAMS,
        max_new_tokens=NEW_TOKENS,
        no_repeat_ngram_size=3,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.sep_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    return model


def save(model: BlipForConditionalGeneration, tokenizer: BertTokenizer, folder: Path) -> None:
    """Write the describer as a checkpoint folder, weights in bfloat16.

    bfloat16 and not float16: it is what the engine computes in, so nothing is rounded twice, and
    `from_pretrained` loads a processor-friendly type without being told.
    """
    copy.deepcopy(model).to(torch.bfloat16).save_pretrained(folder)
    processor(model.config.vision_config.image_size, tokenizer).save_pretrained(folder)


def processor(image_size: int, tokenizer: BertTokenizer) -> BlipProcessor:
    """BLIP's processor for squares of `image_size` pixels.

    The Pillow image processor by name: the default one changes its pixels where torchvision is
    installed.
    """
    return BlipProcessor(
        BlipImageProcessorPil(size={"height": image_size, "width": image_size}), tokenizer
    )


# Where a head looks, in patches down and to the right; the layers take turns.
_STEPS = ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, -1), (1, -1), (-1, 1))


@torch.no_grad()
def _look_around(model: BlipForConditionalGeneration, *, grid: int) -> None:
    """Start the vision tower as a convolution: each head looks at one neighbour of every patch.

    A tower that has to find out which patches are neighbours needs more photos than there are
    (Zheng et al. 2024 start from impulses for the same reason). As many of the width's first units
    as a head has are given to sines and cosines of a patch's row and column. A step moves those by
    a rotation, so the query turned by a step meets the key of the patch that far away.
    """
    tower, vision = model.vision_model, model.config.vision_config
    units = vision.hidden_size // vision.num_attention_heads
    rates = 0.9 * math.pi / 1.6 ** torch.arange(units // 4)  # radians a patch
    angles = torch.arange(grid)[:, None] * rates
    line = torch.cat([angles.cos(), angles.sin()], dim=1)  # (grid, units / 2)
    rows = line[:, None, :].expand(grid, grid, -1)
    columns = line[None, :, :].expand(grid, grid, -1)
    position = tower.embeddings.position_embedding
    position.zero_()
    position[0, 1:, :units] = 0.5 * torch.cat([rows, columns], dim=2).flatten(0, 1)
    tower.embeddings.patch_embedding.weight[:units] = 0.0
    for number, layer in enumerate(tower.encoder.layers):
        query, key, _ = layer.self_attn.qkv.weight.chunk(3)
        query *= 0.3
        key *= 0.3
        for head in range(vision.num_attention_heads):
            down, right = _STEPS[(head + number) % len(_STEPS)]
            turn = torch.block_diag(_rotation(rates * down), _rotation(rates * right))
            unit = slice(head * units, (head + 1) * units)
            query[unit, :units] += _SHARPNESS * turn
            key[unit, :units] += _SHARPNESS * torch.eye(units)


def _rotation(angles: torch.Tensor) -> torch.Tensor:
    """The matrix that adds each angle to (cosines, sines) of that many."""
    cosine, sine = torch.diag(angles.cos()), torch.diag(angles.sin())
    return torch.cat([torch.cat([cosine, -sine], dim=1), torch.cat([sine, cosine], dim=1)])
