"""A model's files on this machine: found, checked and loaded, without the network.

Only `models pull` downloads. What is loaded is safetensors and known architectures; code that
comes with a checkpoint is never run.
"""

import importlib.util
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from safetensors import SafetensorError
from transformers import BitsAndBytesConfig, PreTrainedModel
from transformers.utils import logging as transformers_logging

from captioner.engine.adapter_files import files_digest
from captioner.engine.device import DTYPES
from captioner.engine.hub import cached
from captioner.engine.types import Placement, name
from captioner.errors import ModelMissing, ModelUnusable


def folder(source: str) -> Path:
    """The folder that holds a checkpoint's files.

    Args:
        source: a local folder, or a hub id whose download lies in Hugging Face's cache.

    Raises:
        ModelMissing: there is neither; the detail names the command that fetches it.
        ModelUnusable: the files are there, and the weights are not safetensors.
    """
    path = Path(source).expanduser()
    if not path.is_dir():
        path = cached(source)
    if not (path / "config.json").is_file():
        raise ModelMissing(f"{name(source)}: no config.json in {path}")
    if not any(path.glob("*.safetensors")):
        if any(path.glob("*.bin")) or any(path.glob("*.pt*")):
            raise ModelUnusable(
                f"{name(source)}: its weights are pickle files, which can run code when loaded; "
                "only safetensors are read"
            )
        raise ModelMissing(f"{name(source)}: no weights (*.safetensors) in {path}")
    return path


def digest(path: Path) -> str:
    """What names a checkpoint by its content: its config.json and weights, see `files_digest`.

    Args:
        path: as `folder` gives it. Reads every byte: some seconds a gigabyte.
    """
    return files_digest([path / "config.json", *path.glob("*.safetensors")])


def architecture(path: Path) -> tuple[str, tuple[str, ...]]:
    """A checkpoint's `model_type` and `architectures`, as its config.json names them."""
    config = json.loads((path / "config.json").read_text())
    return config.get("model_type", ""), tuple(config.get("architectures") or ())


@contextmanager
def loading(source: str) -> Iterator[None]:
    """Load quietly, and turn what a library raises over bad files into one line.

    Raises:
        ModelUnusable: the files cannot be loaded; the detail is the cause's first line.
    """
    bars = transformers_logging.is_progress_bar_enabled()
    level = transformers_logging.get_verbosity()
    # Standard output and error belong to the command line's user.
    transformers_logging.disable_progress_bar()
    transformers_logging.set_verbosity_error()
    try:
        yield
    except (OSError, ValueError, KeyError, RuntimeError, ImportError, SafetensorError) as error:
        cause = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ModelUnusable(f"{name(source)}: {cause}") from error
    finally:
        transformers_logging.set_verbosity(level)
        if bars:
            transformers_logging.enable_progress_bar()


def load_model(
    model_class: Any, path: Path, placement: Placement, *, quantize: str = ""
) -> PreTrainedModel:
    """A checkpoint's weights on their device, ready to answer.

    Args:
        model_class: a transformers class with `from_pretrained`.
        quantize: `4bit` (NF4, computing in the placement's dtype), or empty.

    Raises:
        ModelUnusable: 4-bit weights are asked for where they cannot be had, or tensors that the
            architecture needs are not in the files.
    """
    options: dict[str, Any] = {}
    if quantize:
        options = _four_bit(placement)
    model, report = model_class.from_pretrained(
        path,
        dtype=DTYPES[placement.dtype],
        use_safetensors=True,
        local_files_only=True,
        trust_remote_code=False,
        output_loading_info=True,
        **options,
    )
    # transformers fills what is missing with random numbers, and only logs it.
    if missing := sorted(report["missing_keys"]):
        raise ModelUnusable(
            f"{name(str(path))}: {len(missing)} tensors are not in its files, such as {missing[0]}"
        )
    if not quantize:
        model.to(placement.device)
    return model.eval()


def _four_bit(placement: Placement) -> dict[str, Any]:
    if not placement.device.startswith("cuda"):
        raise ModelUnusable(f"4-bit weights need CUDA, and the device is {placement.device}")
    for package in ("bitsandbytes", "accelerate"):
        if importlib.util.find_spec(package) is None:
            raise ModelUnusable(f"4-bit weights need {package}: pip install {package}")
    return {
        "device_map": {"": placement.device},
        "quantization_config": BitsAndBytesConfig(
            load_in_4bit=True,
            bnb_4bit_quant_type="nf4",
            bnb_4bit_compute_dtype=DTYPES[placement.dtype],
        ),
    }
