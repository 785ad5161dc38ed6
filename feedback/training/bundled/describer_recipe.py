"""How the bundled describer is trained: the numbers, and the type it computes in."""

from dataclasses import dataclass, field

import torch

from feedback.training.bundled.blip import Shape


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train. Lengths in tokens, times in minutes; `seed` decides everything random."""

    shape: Shape = field(default_factory=Shape)
    epochs: int = 90
    minutes: float = 50.0
    batch: int = 64
    rate: float = 2.5e-3
    decay: float = 0.05
    warm_up: float = 0.03  # of the run
    views: int = 2  # fixed cut-outs a photo, each also mirrored
    shift: int = 8  # pixels a batch is moved by at most
    bag: int = 1000  # words the bag of words tells apart
    longest: int = 24  # tokens of a caption that are learnt
    glance: float = 0.3  # share of the patches that are seen ...
    glance_until: float = 0.8  # ... up to here in the run, all of them after
    save_every: int = 1  # epochs
    seed: int = 0


def compute_dtype() -> torch.dtype:
    """bfloat16 where this processor multiplies in it, float32 elsewhere."""
    able = torch.cpu.get_capabilities()
    fast = able.get("avx512_bf16") or able.get("amx_bf16")
    return torch.bfloat16 if fast else torch.float32
