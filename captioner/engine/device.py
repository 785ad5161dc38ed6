"""Where the models run and in which number format: chosen once, with the reason for the log."""

import os
import platform

import torch

from captioner.engine.types import Placement
from captioner.errors import ModelUnusable

DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}

SMALL = 200_000_000  # bytes of weights


def choose(device: str = "auto", dtype: str = "auto") -> Placement:
    """The device and number format to use, and why.

    Args:
        device: `auto`, or a torch device that is taken as given: `cpu`, `cuda:1`, `mps`.
        dtype: `auto`, or a key of `DTYPES`.

    Raises:
        ModelUnusable: the device is not on this machine, or a name is not known.
    """
    kind, why_kind = _device(device)
    best, why_dtype = _dtype(kind)
    if dtype == "auto":
        return Placement(kind, best, f"{why_kind}; {why_dtype}")
    if dtype not in DTYPES:
        raise ModelUnusable(f"dtype must be auto or one of: {', '.join(DTYPES)}")
    return Placement(kind, dtype, f"{why_kind}; {dtype} is configured")


def use_threads(device: str, weights_bytes: int) -> None:
    """Let small models run on one of the processor's cores, for the whole process.

    Their products are so short that a second thread costs more than it gives: of sixteen photos
    with the bundled models a photo took 52 ms of processor time on one thread and 114 ms on two,
    and the other core is wanted for photos that come in. `OMP_NUM_THREADS` has the last word.
    """
    if device == "cpu" and weights_bytes < SMALL and "OMP_NUM_THREADS" not in os.environ:
        torch.set_num_threads(1)


def has_cores_left(device: str) -> bool:
    """Whether the processor can run as many threads again as one of torch's products takes."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on macOS
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return device == "cpu" and 2 * torch.get_num_threads() <= cores


def _device(requested: str) -> tuple[str, str]:
    if requested == "auto":
        if torch.cuda.is_available():
            return "cuda", f"CUDA is available ({torch.cuda.get_device_name()})"
        if torch.backends.mps.is_available():
            return "mps", "Apple's GPU is available"
        return "cpu", "no GPU was found"
    kind, _, index = requested.partition(":")
    if kind not in ("cpu", "cuda", "mps") or (index and not index.isdigit()):
        raise ModelUnusable(f"device {requested!r} is not auto, cpu, cuda, cuda:N or mps")
    if kind == "cuda" and int(index or 0) >= torch.cuda.device_count():
        raise ModelUnusable(f"device {requested} was asked for; CUDA finds no such GPU here")
    if kind == "mps" and not torch.backends.mps.is_available():
        raise ModelUnusable("device mps was asked for; this is not a Mac with Apple's GPU")
    return requested, f"{requested} was asked for"


def _dtype(device: str) -> tuple[str, str]:
    if device.startswith("cuda"):
        return "bfloat16", "bfloat16 on CUDA"
    if device == "mps":
        # float16 overflows in some writers (Qwen2) and the M1 only emulates bfloat16.
        return "float32", "float32 on Apple's GPU"
    abilities = torch.cpu.get_capabilities()
    if abilities.get("amx_bf16"):
        return "bfloat16", "the processor multiplies bfloat16 (amx)"
    if abilities.get("avx512_bf16"):
        return "bfloat16", "the processor multiplies bfloat16 (avx512_bf16)"
    return "float32", f"the processor ({platform.machine()}) has no fast bfloat16"
