"""Named sets of models as data: what each is, what it costs to fetch and to run, on what terms.

Knows ids, licences and sizes; loads nothing and imports nothing of the engine. `engine_config`
gives the plain values that `captioner.engine.EngineConfig` takes.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

BUNDLED = Path(__file__).resolve().parent / "bundled"
DEFAULT = "bundled"
ENGLISH = ("en",)


@dataclass(frozen=True, slots=True)
class Model:
    """One checkpoint of a preset.

    Args:
        source: a Hugging Face id, or the folder of a bundled model.
        licence: what its publisher allows, and anything a user must know before relying on it.
        download_mb: megabytes (10^6 bytes) that `models pull` fetches; 0 for a bundled model.
        gated: the hub hands it out only to an account that has accepted the licence.
        languages: codes of `brief.LANGUAGES` that its model card says a writer was made to write.
    """

    source: str
    licence: str
    download_mb: int = 0
    gated: bool = False
    languages: tuple[str, ...] = ENGLISH

    @property
    def bundled(self) -> bool:
        return Path(self.source).is_absolute()

    @property
    def name(self) -> str:
        """The hub id, or a folder by its last two parts."""
        return "/".join(Path(self.source).parts[-2:])


@dataclass(frozen=True, slots=True)
class Preset:
    """A describer and a writer, or one model that is both.

    Args:
        summary: one line for the table of presets.
        memory_gb: weights and working memory for a small batch, in 10^9 bytes; of the GPU where
            there is one. Estimated from the weights' size in bfloat16 (4-bit where quantised).
        describer: None where the writer sees the photo itself.
        writer: None where a remote server's address and model are the user's to give.
        dtype: `auto` unless measured otherwise for these models.
        sampling: values of `EngineConfig` that differ from its defaults.
    """

    name: str
    summary: str
    memory_gb: float
    describer: Model | None
    writer: Model | None
    kind: Literal["llm", "vlm", "remote"] = "llm"
    quantize: Literal["", "4bit"] = ""
    dtype: str = "auto"
    sampling: tuple[tuple[str, None], ...] = ()

    @property
    def models(self) -> tuple[Model, ...]:
        return tuple(model for model in (self.describer, self.writer) if model)

    @property
    def download_mb(self) -> int:
        return sum(model.download_mb for model in self.models)

    @property
    def gated(self) -> bool:
        return any(model.gated for model in self.models)

    @property
    def languages(self) -> tuple[str, ...]:
        """What its writer can write; English alone where the writer is the user's to give."""
        return self.writer.languages if self.writer else ENGLISH


BUNDLED_DESCRIBER = Model(
    str(BUNDLED / "describer"),
    "MIT for the weights; trained on Flickr8k, whose photos are for research and educational use",
)
BUNDLED_WRITER = Model(
    str(BUNDLED / "writer"),
    "MIT for the weights; its answers were written for this project, its prompts are mostly "
    "Flickr8k's captions",
)
BLIP_BASE = Model("Salesforce/blip-image-captioning-base", "BSD-3-Clause", 990)
BLIP_LARGE = Model("Salesforce/blip-image-captioning-large", "BSD-3-Clause", 1880)

PRESETS: dict[str, Preset] = {
    preset.name: preset
    for preset in (
        Preset(
            "bundled",
            "small models in this repository: no download, no GPU, no account",
            0.5,
            BUNDLED_DESCRIBER,
            BUNDLED_WRITER,
            # Exact: a seed gives the same words in any batch and on any machine. bfloat16 saves a
            # fifth of the time where the processor multiplies it; of 64 sampled captions 30 then
            # were what they are alone (docs/LOG.md).
            dtype="float32",
            sampling=(
                ("max_new_tokens", None),
                ("temperature", None),
                ("top_p", None),
                ("repetition_penalty", None),
            ),
        ),
        Preset(
            "small",
            "BLIP base and Qwen2.5 1.5B: a laptop, or any GPU",
            5,
            BLIP_BASE,
            Model(
                "Qwen/Qwen2.5-1.5B-Instruct",
                "Apache-2.0",
                3100,
                # The card names thirteen of its "over 29" languages; Russian and Vietnamese, the
                # other two, are not offered here.
                languages=("en", "de", "fr", "es", "it", "pt", "th", "ja", "ko", "zh", "ar"),
            ),
        ),
        Preset(
            "large",
            "BLIP large and Llama 3.2 3B",
            10,
            BLIP_LARGE,
            Model(
                "meta-llama/Llama-3.2-3B-Instruct",
                "Llama 3.2 Community License",
                6440,
                gated=True,
                languages=("en", "de", "fr", "es", "it", "pt", "hi", "th"),
            ),
        ),
        Preset(
            "llama2-13b",
            "BLIP base and Llama 2 13B in 4 bits: a CUDA GPU",
            10,
            BLIP_BASE,
            Model(
                "meta-llama/Llama-2-13b-chat-hf",
                "Llama 2 Community License",
                26030,
                gated=True,
            ),
            quantize="4bit",
        ),
        Preset(
            "llava-1.5",
            "LLaVA 1.5 7B sees the photo itself",
            16,
            None,
            Model("llava-hf/llava-1.5-7b-hf", "Llama 2 Community License", 14130),
            kind="vlm",
        ),
        Preset(
            "llava-1.6-mistral",
            "LLaVA 1.6 Mistral 7B sees the photo itself, in finer tiles",
            18,
            None,
            Model("llava-hf/llava-v1.6-mistral-7b-hf", "Apache-2.0", 15130),
            kind="vlm",
        ),
        Preset(
            "remote",
            "the bundled describer, and a writer on an OpenAI-compatible server",
            0.5,
            BUNDLED_DESCRIBER,
            None,
            kind="remote",
            dtype="float32",
        ),
    )
}


def engine_config(name: str, **overrides: Any) -> dict[str, Any]:
    """The keyword arguments of `EngineConfig` for a preset.

    Args:
        overrides: fields of `EngineConfig` that replace the preset's, such as `device`, or
            `remote_url` and `writer` (the model's name there), which `remote` cannot know.

    Raises:
        KeyError: there is no such preset; the message lists those there are.
    """
    if name not in PRESETS:
        raise KeyError(f"no preset {name!r}; there are: {', '.join(PRESETS)}")
    preset = PRESETS[name]
    values: dict[str, Any] = {
        "describer": preset.describer.source if preset.describer else "",
        "writer": preset.writer.source if preset.writer else "",
        "kind": preset.kind,
        "quantize": preset.quantize,
        "dtype": preset.dtype,
    }
    return values | dict(preset.sampling) | overrides


def languages(name: str, *, writer: str = "") -> tuple[str, ...]:
    """The codes of what a preset writes, as the card of its writer says.

    Args:
        writer: what replaces the preset's own writer; one that no preset has is taken to write
            English alone, for nothing is known of it.
    """
    if not writer:
        return PRESETS[name].languages
    known = (model for preset in PRESETS.values() if (model := preset.writer))
    return next((model.languages for model in known if model.source == writer), ENGLISH)


def pull_command(source: str) -> str:
    """The command that fetches a hub id, by the first preset that has it or by the id itself."""
    found = (
        preset.name
        for preset in PRESETS.values()
        if any(model.source == source for model in preset.models)
    )
    return f"python manage.py models pull {next(found, source)}"
