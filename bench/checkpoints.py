"""The bundled models with their lengths fixed: rows about speed compare equal work only.

Same weights. Greedy, without penalties; the describer's sentence and the writer's text are as long
whatever the photo, so that no system gains by stopping earlier.
"""

import json
from pathlib import Path

from captioner.engine.types import EngineConfig
from captioner.presets import BUNDLED

# About what the two write by themselves of the samples.
DESCRIBED = 14  # tokens of a description, the end included
WRITTEN = 40  # tokens of a writer's answer
DTYPE = "float32"  # the bundled preset's own, and every baseline's
BATCH = 16


def fixed(folder: Path) -> tuple[Path, Path]:
    """The describer's and the writer's folders, made in `folder`; the weights are linked.

    The describer may not end before its last token. The writer ends with the padding token, which
    it never writes: it was never taught to.
    """
    describer = _linked("describer", folder)
    _decoding(describer, min_new_tokens=DESCRIBED, max_new_tokens=DESCRIBED)
    writer = _linked("writer", folder)
    pad = json.loads((writer / "generation_config.json").read_text())["pad_token_id"]
    _decoding(
        writer,
        max_new_tokens=WRITTEN,
        eos_token_id=pad,
        do_sample=False,
        temperature=None,
        top_p=None,
        repetition_penalty=None,
    )
    return describer, writer


def config(describer: Path, writer: Path) -> EngineConfig:
    """How our engine opens them: as the settings `environment` would have it."""
    own = dict.fromkeys(("max_new_tokens", "temperature", "top_p", "repetition_penalty"))
    return EngineConfig(
        describer=str(describer), writer=str(writer), dtype=DTYPE, max_batch=BATCH, **own
    )


def environment(describer: Path, writer: Path) -> dict[str, str]:
    """The settings with which our server serves them."""
    return {
        "DESCRIBER": str(describer),
        "WRITER": str(writer),
        "DTYPE": DTYPE,
        "MAX_BATCH": str(BATCH),
    }


def _linked(name: str, folder: Path) -> Path:
    made = folder / name
    made.mkdir(parents=True)
    for file in (BUNDLED / name).iterdir():
        (made / file.name).symlink_to(file)
    return made


def _decoding(folder: Path, **changed: object) -> None:
    """Change a checkpoint's way of decoding; None takes a setting out."""
    path = folder / "generation_config.json"
    settings = json.loads(path.read_text()) | changed
    path.unlink()  # the link, not what it leads to
    path.write_text(json.dumps({k: v for k, v in settings.items() if v is not None}))
