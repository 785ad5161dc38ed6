"""A frozen image classifier whose inner maps of a photo the bundled describer learns to draw.

Any `MobileNetV2ForImageClassification` folder serves. Its maps say of every place in a photo what
is there, some hundred numbers a place; a class or a pooled vector says it once for the whole.
"""

import copy
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from tqdm import tqdm
from transformers import MobileNetV2ForImageClassification

_SIDE = 224  # pixels: what MobileNetV2 1.0 224 was trained at
_BATCH = 32
_MIDDLE_STRIDE = 16  # pixels


@dataclass(frozen=True, slots=True)
class Maps:
    """What the teacher sees in every view, float16.

    `middle` is (views, channels, 14, 14), the last map of stride 16; `last` is
    (views, channels, 7, 7), the last of all, before the classifier's own layers.
    """

    middle: torch.Tensor
    last: torch.Tensor


class Teacher:
    """The classifier in `folder`. Computes in `dtype`."""

    def __init__(self, folder: Path, *, dtype: torch.dtype):
        model = MobileNetV2ForImageClassification.from_pretrained(
            folder, dtype=torch.float32, local_files_only=True
        ).requires_grad_(False)
        self.head = Head(copy.deepcopy(model.mobilenet_v2.conv_1x1), model.classifier).eval()
        # Depthwise convolutions on a processor: 145 photos a second this way round, 55 the other.
        self._model = model.mobilenet_v2.eval().to(dtype, memory_format=torch.channels_last)
        self._dtype = dtype

    @torch.inference_mode()
    def maps(self, views: np.ndarray) -> Maps:
        """Its maps of uint8 views (n, 3, side, side)."""
        middle, last = [], []
        for start in tqdm(range(0, len(views), _BATCH), desc="teacher", mininterval=10):
            pixels = torch.from_numpy(views[start : start + _BATCH]).to(torch.float32)
            pixels = functional.interpolate(pixels, (_SIDE, _SIDE), mode="bilinear", antialias=True)
            pixels = (pixels / 127.5 - 1.0).to(self._dtype)
            pixels = pixels.contiguous(memory_format=torch.channels_last)
            drawn = self._model(pixels, output_hidden_states=True).hidden_states
            side = _SIDE // _MIDDLE_STRIDE
            middle.append([each for each in drawn if each.shape[-1] == side][-1].half())
            last.append(drawn[-1].half())
        return Maps(torch.cat(middle).contiguous(), torch.cat(last).contiguous())


class Head(nn.Module):
    """What the classifier makes of its last map: a layer a place, the mean, the classes."""

    def __init__(self, layer: nn.Module, classifier: nn.Module):
        super().__init__()
        self.layer, self.classifier = layer, classifier

    def forward(self, places: torch.Tensor) -> torch.Tensor:
        """Class logits (batch, classes) from the map's places (batch, places, channels)."""
        columns = self.layer(places.transpose(1, 2).unsqueeze(-1))
        return self.classifier(columns.mean(dim=(2, 3)))
