"""How the bundled describer is trained: the numbers, and the type it computes in."""

from dataclasses import dataclass, field

import torch

from feedback.training.bundled.blip import Shape


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train. Lengths in tokens, times in minutes; `seed` decides everything random."""

    shape: Shape = field(default_factory=Shape)
    epochs: int = 200
    minutes: float = 90.0
    batch: int = 64
    rate: float = 2.5e-3
    decay: float = 0.05
    warm_up: float = 0.03  # of the run
    views: int = 6  # cut-outs of every photo, an epoch each
    bag: int = 1000  # words the bag of words tells apart
    longest: int = 24  # tokens of a caption that are learnt
    captions: int = 3  # of a photo's that a step learns
    tell_from: float = 0.4  # of the run: only seeing is learnt before
    glance: float = 0.4  # share of the patches that are seen ...
    glance_until: float = 0.7  # ... up to here in the run, all of them after
    save_every: int = 1  # epochs
    seed: int = 0


def compute_dtype() -> torch.dtype:
    """bfloat16 where this processor multiplies in it, float32 elsewhere."""
    able = torch.cpu.get_capabilities()
    fast = able.get("avx512_bf16") or able.get("amx_bf16")
    return torch.bfloat16 if fast else torch.float32


def autocast() -> torch.autocast:
    """The context to train in."""
    reduced = compute_dtype() == torch.bfloat16
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=reduced)
