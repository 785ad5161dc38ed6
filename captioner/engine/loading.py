"""From an `EngineConfig` to an open `Engine`. What imports this imports torch."""

import logging

from captioner.engine.adapter_files import Role
from captioner.engine.checkpoint import name
from captioner.engine.describer import Describer
from captioner.engine.device import choose, has_cores_left, use_threads
from captioner.engine.pipeline import Adaptable, Engine
from captioner.engine.remote import RemoteWriter
from captioner.engine.rows import Writer
from captioner.engine.types import EngineConfig, ModelNames, Placement
from captioner.engine.vlm import VlmWriter
from captioner.engine.writer import LlmWriter
from captioner.errors import ModelUnusable
from captioner.writing import prompts

log = logging.getLogger(__name__)


def load(config: EngineConfig) -> Engine:
    """See `captioner.engine.open_engine`."""
    placement = choose(config.device, config.dtype)
    log.info("models run on %s in %s: %s", placement.device, placement.dtype, placement.reason)
    writer = _writer(config, placement)
    if not writer.sees_photo and not config.describer:
        raise ModelUnusable(f"a {config.kind} writer needs a describer")
    describer = None if writer.sees_photo else Describer(config.describer, placement)
    adaptable: dict[Role, Adaptable] = {"describer": describer} if describer else {}
    if isinstance(writer, LlmWriter):
        adaptable["writer"] = writer
    elif isinstance(writer, VlmWriter):
        adaptable["vlm"] = writer
    weights = sum(model.weights_bytes for model in (describer, writer) if model)
    use_threads(placement.device, weights)
    return Engine(
        describer=describer,
        writer=writer,
        models=ModelNames(
            describer=name(config.writer if writer.sees_photo else config.describer),
            writer=name(config.writer),
            adapter=None,
            prompt=prompts.VERSION,
        ),
        placement=placement,
        config=config,
        adaptable=adaptable,
        # A server elsewhere writes in its own time; models here need cores of their own.
        side_by_side=describer is not None
        and (isinstance(writer, RemoteWriter) or has_cores_left(placement.device)),
    )


def load_describer(config: EngineConfig) -> Describer:
    """See `captioner.engine.open_describer`."""
    if not config.describer:
        raise ModelUnusable(f"{name(config.writer)} sees photos itself: there is no describer")
    return Describer(config.describer, choose(config.device, config.dtype))


def _writer(config: EngineConfig, placement: Placement) -> Writer:
    match config.kind:
        case "llm":
            return LlmWriter(config, placement)
        case "vlm":
            return VlmWriter(config, placement)
        case "remote" | "remote-vlm":
            return RemoteWriter(config)
    raise ModelUnusable(f"kind {config.kind!r} is not llm, vlm, remote or remote-vlm")
