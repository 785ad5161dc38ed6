"""T11: the share of rows whose tokens, in a batch, are those alone; float32, greedy.

The bundled models with their own ends: rows of a batch come to them at different steps.
"""

from collections.abc import Sequence
from dataclasses import replace

from bench import samples
from bench.checkpoints import BATCH, DTYPE
from bench.targets import Measured
from captioner import presets
from captioner.engine import EngineConfig, sleep_between_products
from captioner.engine.describer import Describer
from captioner.engine.device import choose, use_threads
from captioner.engine.llama import Llama
from captioner.engine.rows import Row
from captioner.engine.slots import Slots
from captioner.engine.writer import LlmWriter

ROWS = 64


def measure() -> Measured:
    sleep_between_products()
    config = EngineConfig(**presets.engine_config("bundled"))
    config = replace(config, dtype=DTYPE, temperature=0.0)
    placement = choose(config.device, config.dtype)
    describer, writer = Describer(config.describer, placement), LlmWriter(config, placement)
    use_threads(placement.device, describer.weights_bytes + writer.weights_bytes)
    images = samples.images(ROWS)
    described = _equal(describer.tokens, images)
    rows = [
        Row(image, brief, sentence, brief.seed)
        for image, brief, sentence in zip(
            images, samples.briefs(ROWS), describer.describe(images), strict=True
        )
    ]
    written = _equal(_writing(writer), rows)
    both = [a and b for a, b in zip(described, written, strict=True)]
    notes = (
        f"{ROWS} rows in batches of {BATCH}: describer {sum(described)} equal, "
        f"writer {sum(written)} equal",
    )
    return Measured(sum(both) / ROWS, notes)


def _writing(writer: LlmWriter):
    """From rows to their tokens, by the writer's own slots."""
    slots = Slots(
        Llama(writer.model),
        at_once=BATCH,
        sampling=writer.sampling,
        ends=[writer.model.generation_config.eos_token_id],
    )

    def tokens(rows: Sequence[Row]) -> list[list[int]]:
        prompts = [writer.inputs([row])["input_ids"][0].tolist() for row in rows]
        return slots.write(prompts, [row.seed for row in rows])

    return tokens


def _equal(tokens, rows: Sequence) -> list[bool]:
    """Of each row, whether its tokens in a batch are those alone."""
    batched = [
        one for start in range(0, len(rows), BATCH) for one in tokens(rows[start : start + BATCH])
    ]
    return [one == tokens([row])[0] for one, row in zip(batched, rows, strict=True)]
