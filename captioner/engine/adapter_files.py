"""An adapter's folder: peft's two files, and `adapter.json`, which says what they are.

Training seals a folder, the storage keeps it, a worker opens it; all by this one form. Reads no
tensor and imports no torch.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from captioner.errors import AdapterUnusable

Role = Literal["describer", "writer", "vlm"]
ROLES: tuple[Role, ...] = get_args(Role)

FORMAT = 1
MANIFEST = "adapter.json"
TENSORS = "adapter_model.safetensors"
CONFIG = "adapter_config.json"
SEALED = (TENSORS, CONFIG)

NAME_MAX = 200
DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What `adapter.json` says.

    Args:
        role: which of the models it is for.
        base: the name of the model it was trained on, as `checkpoint.name` gives it.
        base_digest: of that model's files, as `checkpoint.digest` gives it.
        dataset_digest: of the snapshot it learned from.
        config: how it was trained, JSON values.
        digest: of the folder's two other files, see `files_digest`.
    """

    role: Role
    base: str
    base_digest: str
    dataset_digest: str
    config: dict[str, Any]
    digest: str


def files_digest(files: Iterable[Path]) -> str:
    """One sha256 for files of different names: over a line `NAME SHA256` for each, sorted."""
    lines = sorted(f"{file.name} {_sha256(file)}\n" for file in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def seal(
    folder: Path,
    *,
    role: Role,
    base: str,
    base_digest: str,
    dataset_digest: str,
    config: dict[str, Any],
) -> Manifest:
    """Write `adapter.json`, last of all: a folder that has it is complete.

    Args:
        folder: holds what peft's `save_pretrained` wrote; the rest as `Manifest` has it.
    """
    manifest = Manifest(
        role=role,
        base=base,
        base_digest=base_digest,
        dataset_digest=dataset_digest,
        config=config,
        digest=files_digest(folder / name for name in SEALED),
    )
    part = folder / f"{MANIFEST}.part"
    part.write_text(json.dumps({"format": FORMAT} | asdict(manifest), indent=2))
    part.rename(folder / MANIFEST)
    return manifest


def read(folder: Path) -> Manifest:
    """What the folder's manifest says, after its files were found to be those it was written for.

    Raises:
        AdapterUnusable: a file is missing, the manifest is not of this format, or a file's
            content is not what its digest says.
    """
    manifest = _manifest(folder / MANIFEST)
    try:
        found = files_digest(folder / name for name in SEALED)
    except OSError as error:
        raise AdapterUnusable(f"an adapter's file cannot be read: {error}") from error
    if found != manifest.digest:
        raise AdapterUnusable(
            f"{MANIFEST} names the digest {manifest.digest[:12]}, and its files have {found[:12]}: "
            "they were changed or cut short"
        )
    return manifest


def _manifest(path: Path) -> Manifest:
    try:
        values = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise AdapterUnusable(
            f"no {MANIFEST} in the adapter's folder: it is not complete"
        ) from error
    except (OSError, ValueError) as error:
        raise AdapterUnusable(f"{MANIFEST} cannot be read: {error}") from error
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise AdapterUnusable(f"{MANIFEST} is not of format {FORMAT}")
    fields = {name: values.get(name) for name in Manifest.__dataclass_fields__}
    if fields["role"] not in ROLES:
        raise AdapterUnusable(f"{MANIFEST}: role must be one of {', '.join(ROLES)}")
    for name in ("digest", "base_digest", "dataset_digest"):
        if not isinstance(fields[name], str) or not DIGEST.fullmatch(fields[name]):
            raise AdapterUnusable(f"{MANIFEST}: {name} must be 64 hexadecimal digits")
    base, config = fields["base"], fields["config"]
    if not isinstance(base, str) or not base.isprintable() or len(base) > NAME_MAX:
        raise AdapterUnusable(f"{MANIFEST}: base must be a name of at most {NAME_MAX} characters")
    if not isinstance(config, dict):
        raise AdapterUnusable(f"{MANIFEST}: config must be an object")
    return Manifest(**fields)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
