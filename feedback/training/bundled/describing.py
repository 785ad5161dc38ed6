"""What a saved describer says of a folder of captioned photos, and how good it is.

The photos go through the checkpoint's own image processor, the sentences come from transformers'
own `generate` with the checkpoint's own settings.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from tqdm import tqdm
from transformers import AutoTokenizer, BlipForConditionalGeneration, BlipImageProcessorPil

from feedback.training.bundled import captioned
from feedback.training.scores import bleu, cider

_BATCH = 32


@dataclass(frozen=True, slots=True)
class Score:
    """How good a describer is on a set of photos."""

    photos: int
    cider: float
    bleu4: float
    different: int  # sentences


@torch.inference_mode()
def describe(folder: Path, photos: list[Path], *, dtype: torch.dtype) -> list[str]:
    """A sentence for each photo by the describer in `folder`, computed in `dtype`."""
    model = BlipForConditionalGeneration.from_pretrained(
        folder, dtype=dtype, local_files_only=True
    ).eval()
    images = BlipImageProcessorPil.from_pretrained(folder, local_files_only=True)
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    # BLIP generates with its inner text decoder, which has not read generation_config.json.
    model.text_decoder.generation_config = model.generation_config
    sentences: list[str] = []
    for start in tqdm(range(0, len(photos), _BATCH), desc="describing", mininterval=10):
        batch = [captioned.load(path) for path in photos[start : start + _BATCH]]
        pixels = images(batch, return_tensors="pt").pixel_values.to(dtype)
        tokens = model.generate(pixels)
        sentences += tokenizer.batch_decode(tokens, skip_special_tokens=True)
    return sentences


def score(sentences: list[str], photos: list[captioned.CaptionedPhoto]) -> Score:
    """The sentences' score against what people wrote about the same photos."""
    references = [photo.captions for photo in photos]
    return Score(
        photos=len(photos),
        cider=cider(sentences, references),
        bleu4=bleu(sentences, references)[3],
        different=len(set(sentences)),
    )
