"""Models from the Hugging Face hub: what is in its local cache, and fetching what is not.

Knows files, sizes and accounts; loads nothing, and imports no torch. Only `offer` and `fetch`
reach the network, and only `manage.py models pull` calls them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from huggingface_hub import HfApi, snapshot_download
from huggingface_hub.errors import (
    GatedRepoError,
    HfHubHTTPError,
    HFValidationError,
    LocalEntryNotFoundError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
)
from huggingface_hub.utils import filter_repo_objects, httpx

from captioner.errors import ModelMissing, ModelUnusable
from captioner.presets import pull_command

# Configuration, tokenizer and safetensors: what the engine reads. Never pickle; `original/` and
# `consolidated*` repeat the weights in a form that nothing here reads.
PATTERNS = {
    "allow_patterns": ["*.json", "*.jinja", "*.txt", "*.safetensors"],
    "ignore_patterns": ["original/*", "consolidated*"],
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A download: its size, and whether the hub gives it only to an account."""

    bytes: int
    gated: bool


def cached(source: str) -> Path:
    """The folder of a hub id's download, complete.

    Raises:
        ModelMissing: it is not on this machine; the detail names the command that fetches it.
    """
    try:
        return Path(snapshot_download(source, local_files_only=True, **PATTERNS))
    except LocalEntryNotFoundError:
        detail = f"{source} is not on this machine; fetch it with: {pull_command(source)}"
        raise ModelMissing(detail) from None
    except HFValidationError:
        raise ModelMissing(f"{source}: no such folder, and not a Hugging Face id") from None


def offer(source: str) -> Offer:
    """What the hub would send for a model.

    Raises:
        ModelMissing: the hub does not have it, does not give it to this user, or is out of reach.
        ModelUnusable: it has the model's weights in other formats only.
    """
    with _asking(source):
        info = HfApi().model_info(source, files_metadata=True)
    sizes = {file.rfilename: file.size or 0 for file in info.siblings or ()}
    files = list(filter_repo_objects(sizes, **PATTERNS))
    if not any(file.endswith(".safetensors") for file in files):
        raise ModelUnusable(f"{source}: the hub has no safetensors of it, and nothing else is read")
    return Offer(sum(sizes[file] for file in files), bool(info.gated))


def fetch(source: str) -> Path:
    """Download a hub id into the cache, with a progress bar on standard error.

    Raises:
        ModelMissing: as for `offer`.
    """
    with _asking(source):
        return Path(snapshot_download(source, **PATTERNS))


@contextmanager
def _asking(source: str) -> Iterator[None]:
    # From the most to the least specific: each is a subclass of one further down.
    try:
        yield
    except GatedRepoError:
        detail = (
            f"{source}: the hub asks for an account; accept the licence on the model's page "
            "there, then run `hf auth login` or set HF_TOKEN"
        )
    except RepositoryNotFoundError:
        detail = f"{source}: the hub has no such model, or keeps it from this account"
    except HfHubHTTPError as error:
        detail = f"{source}: the hub answered with status {error.response.status_code}"
    except (httpx.HTTPError, LocalEntryNotFoundError, OfflineModeIsEnabled) as error:
        detail = f"{source}: the hub cannot be reached ({type(error).__name__})"
    except HFValidationError:
        detail = f"{source} is not a Hugging Face id"
    except OSError as error:
        detail = f"{source}: its files cannot be stored here ({error.strerror})"
    else:
        return
    raise ModelMissing(detail) from None
