"""What a saved writer answers, asked by the engine's own writer as the product asks it: once, and
once more for what is at fault."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from tqdm import tqdm

from captioner import presets
from captioner.engine.device import choose
from captioner.engine.judging import Variant, better, judged
from captioner.engine.rows import Row, row_seed
from captioner.engine.types import EngineConfig, Item
from captioner.engine.writer import LlmWriter
from captioner.writing.brief import Brief

Question = tuple[Brief, str]  # and the description

_BATCH = 64
_UNSEEN = Image.new("RGB", (1, 1))  # a writer of this kind reads the description alone


def write(folder: Path, asked: Sequence[Question], *, attempt: int = 0) -> list[str]:
    """The answer to each (brief, description), in order.

    The bundled preset's settings are used; each answer is drawn from its brief's seed, so it does
    not depend on its batch.

    Args:
        attempt: 0 for the first asking, 1 for the second.
    """
    config = EngineConfig(**presets.engine_config("bundled", writer=str(folder)))
    writer = LlmWriter(config, choose(config.device, config.dtype))
    rows = [
        Row(_UNSEEN, brief, description, row_seed(brief.seed, variant=0, attempt=attempt))
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


def kept(folder: Path, asked: Sequence[Question], answers: Sequence[str]) -> list[str]:
    """The answers that the product shows: what is at fault is asked for again, the better kept.

    Args:
        answers: the first ones, of `write`.
    """
    first = [_judged(*one) for one in zip(asked, answers, strict=True)]
    faulty = [place for place, variant in enumerate(first) if variant.fault]
    again = [asked[place] for place in faulty]
    shown = list(answers)
    for place, answer in zip(faulty, write(folder, again, attempt=1), strict=True):
        shown[place] = better(first[place], _judged(asked[place], answer)).answer
    return shown


def _judged(question: Question, answer: str) -> Variant:
    brief, description = question
    return judged(answer, (), item=Item(_UNSEEN, brief), description=description)
