"""A frozen image classifier whose view of each photo the bundled describer learns to share.

Any `MobileNetV2ForImageClassification` folder serves. The teacher runs once over the fixed views;
a mirrored view is given the same targets, which halves the cost and loses next to nothing.
"""

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from tqdm import tqdm
from transformers import MobileNetV2ForImageClassification

_SIDE = 224  # pixels: what MobileNetV2 1.0 224 was trained at
_BATCH = 32


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the teacher says of every view.

    `features` is (views, width), standardised by column; `logits` is (views, classes).
    """

    features: torch.Tensor
    logits: torch.Tensor


def lessons(folder: Path, views: np.ndarray, *, keep: Path, dtype: torch.dtype) -> Lessons:
    """What the teacher in `folder` says of uint8 views (n, 3, side, side).

    Kept as a file in `keep` under a digest of the views and the teacher's weights, so that a run
    which goes on need not ask again.
    """
    digest = hashlib.blake2b(np.ascontiguousarray(views), digest_size=8)
    digest.update((folder / "model.safetensors").read_bytes())
    kept = keep / f"teacher-{digest.hexdigest()}.safetensors"
    if not kept.exists():
        keep.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        save_file(asdict(_ask(folder, views, dtype)), part)
        part.replace(kept)
    return Lessons(**load_file(kept))


@torch.inference_mode()
def _ask(folder: Path, views: np.ndarray, dtype: torch.dtype) -> Lessons:
    model = MobileNetV2ForImageClassification.from_pretrained(
        folder, dtype=dtype, local_files_only=True
    )
    # Depthwise convolutions on a processor: 145 photos a second this way round, 55 the other.
    model = model.eval().to(memory_format=torch.channels_last)
    features, logits = [], []
    for start in tqdm(range(0, len(views), _BATCH), desc="teacher", mininterval=10):
        pixels = torch.from_numpy(views[start : start + _BATCH]).to(torch.float32)
        pixels = torch.nn.functional.interpolate(
            pixels, (_SIDE, _SIDE), mode="bilinear", antialias=True
        )
        pixels = (pixels / 127.5 - 1.0).to(dtype).contiguous(memory_format=torch.channels_last)
        pooled = model.mobilenet_v2(pixels).pooler_output  # (batch, 1280)
        features.append(pooled.float())
        logits.append(model.classifier(pooled).half())
    stacked = torch.cat(features)
    spread, mean = torch.std_mean(stacked, dim=0)
    return Lessons(((stacked - mean) / (spread + 1e-3)).half(), torch.cat(logits))
