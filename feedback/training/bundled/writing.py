"""What a saved writer answers, asked by the engine's own writer as the product asks it."""

from pathlib import Path

from PIL import Image
from tqdm import tqdm

from captioner import presets
from captioner.engine.device import choose
from captioner.engine.rows import Row, row_seed
from captioner.engine.types import EngineConfig
from captioner.engine.writer import LlmWriter
from captioner.writing.brief import Brief

_BATCH = 64
_UNSEEN = Image.new("RGB", (1, 1))  # a writer of this kind reads the description alone


def write(folder: Path, asked: list[tuple[Brief, str]]) -> list[str]:
    """The first answer to each (brief, description), in order.

    The bundled preset's settings are used; each answer is drawn from its brief's seed, so it does
    not depend on its batch.
    """
    config = EngineConfig(**presets.engine_config("bundled", writer=str(folder)))
    writer = LlmWriter(config, choose(config.device, config.dtype))
    rows = [
        Row(_UNSEEN, brief, description, row_seed(brief.seed, variant=0, attempt=0))
        for brief, description in asked
    ]
    # Like lengths together: what is padded is computed too.
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].description + rows[i].brief.note))
    answers = [""] * len(rows)
    with tqdm(total=len(rows), desc="writing", unit="caption", mininterval=1) as bar:
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            for index, answer in zip(batch, writer.write([rows[i] for i in batch]), strict=True):
                answers[index] = answer.text
            bar.update(len(batch))
    return answers
