"""LoRA adapters made with peft on real checkpoints, as training leaves them."""

from collections.abc import Callable, Mapping
from pathlib import Path

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import (
    AutoModelForCausalLM,
    AutoModelForImageTextToText,
    BlipForConditionalGeneration,
)

from captioner.engine import checkpoint
from captioner.engine.adapter_files import TENSORS, Role, seal

CLASSES = {
    "describer": BlipForConditionalGeneration,
    "writer": AutoModelForCausalLM,
    "vlm": AutoModelForImageTextToText,
}
TARGETS = {
    "describer": ["query", "value", "qkv"],  # of the decoder, and of the eye
    "writer": ["q_proj", "v_proj"],
    "vlm": ["q_proj", "v_proj"],
}
DATASET = "d" * 64

Tensors = dict[str, torch.Tensor]


def make(
    folder: Path,
    base: Path,
    role: Role,
    *,
    seed: int = 0,
    strength: float = 0.3,
    edit: Callable[[Tensors], Mapping[str, torch.Tensor]] = dict,
    **lora,
) -> Path:
    """A sealed folder with an adapter of random weights, wide enough to change the words.

    Args:
        strength: of the B matrices; 0 leaves them as peft makes them, which changes nothing.
        edit: what becomes of the tensors before the folder is sealed.
        lora: over the usual settings of `LoraConfig`.
    """
    torch.manual_seed(seed)
    settings = {"r": 4, "lora_alpha": 8, "target_modules": TARGETS[role]} | lora
    tuned = get_peft_model(CLASSES[role].from_pretrained(base), LoraConfig(**settings))
    with torch.no_grad():
        for name, parameter in tuned.named_parameters():
            if "lora_B" in name:
                parameter.normal_(0, strength)
    tuned.save_pretrained(folder)
    (folder / "README.md").unlink()
    tensors = load_file(folder / TENSORS)
    save_file(dict(edit(tensors)), folder / TENSORS)
    sealed(folder, base, role)
    return folder


def sealed(folder: Path, base: Path, role: Role) -> None:
    seal(
        folder,
        role=role,
        base=checkpoint.name(str(base)),
        base_digest=checkpoint.digest(base),
        dataset_digest=DATASET,
        config={},
    )


def unmerged(base: Path, folder: Path, role: Role) -> PeftModel:
    """The same adapter in peft's own hands, in float32."""
    model = CLASSES[role].from_pretrained(base, dtype=torch.float32)
    return PeftModel.from_pretrained(model, folder).eval()
