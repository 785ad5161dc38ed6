"""The bundled describer's architecture: a small BLIP, its processor, and how they are saved.

Everything is transformers' own class, so the folder loads like any other BLIP checkpoint. Knows
nothing of training.
"""

import copy
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


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the model: pixels for the photo, units for widths, tokens for lengths."""

    image: int = 160
    patch: int = 16
    width: int = 192
    heads: int = 6
    vision_layers: int = 6
    vision_mlp: int = 576
    text_layers: int = 2
    text_mlp: int = 576
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
    embeddings = model.vision_model.embeddings
    grid = shape.image // shape.patch
    with torch.no_grad():
        embeddings.position_embedding[0, 1:] = 0.1 * _waves(grid, shape.width)
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


def _waves(grid: int, width: int) -> torch.Tensor:
    """Fixed sine and cosine positions of a grid, (grid * grid, width).

    Half of the width tells the row, half the column (He et al. 2022, Masked Autoencoders, start
    from the same). From random positions a small vision tower spends its first epochs learning
    which patches are neighbours.
    """
    quarter = width // 4
    rates = 1.0 / 1000 ** (torch.arange(quarter) / quarter)
    angles = torch.arange(grid)[:, None] * rates  # (grid, quarter)
    line = torch.cat([angles.sin(), angles.cos()], dim=1)  # (grid, width / 2)
    rows = line[:, None, :].expand(grid, grid, -1)
    columns = line[None, :, :].expand(grid, grid, -1)
    return torch.cat([rows, columns], dim=2).reshape(grid * grid, width)
