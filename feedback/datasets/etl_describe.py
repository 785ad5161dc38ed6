"""What an archive's photos show, in a describer's sentences: all that a writer reads of a photo.

A sentence is kept beside the others once it is there, so that going on after a stop costs none
twice. Does not know which model the sentences come from.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from PIL import Image

from captioner import photos
from feedback.datasets.records import Record

AT_ONCE = 16  # photos


def described(
    rows: Iterable[tuple[Record, bytes]],
    describe: Callable[[Sequence[Image.Image]], Sequence[str]],
    *,
    kept: Path,
) -> Iterator[tuple[Record, bytes]]:
    """The same rows with their descriptions.

    Args:
        kept: a folder of this describer's sentences, by the sha256 of the photo.
    """
    kept.mkdir(parents=True, exist_ok=True)
    waiting = iter(rows)
    while batch := list(islice(waiting, AT_ONCE)):
        places = {row.sha256: kept / f"{row.sha256}.txt" for row, _ in batch}
        new = {row.sha256: data for row, data in batch if not places[row.sha256].exists()}
        if new:
            sentences = describe([photos.decode(data) for data in new.values()])
            for sha256, sentence in zip(new, sentences, strict=True):
                _write(places[sha256], sentence)
        for row, data in batch:
            sentence = places[row.sha256].read_text(encoding="utf-8")
            yield replace(row, description=sentence), data


def _write(path: Path, text: str) -> None:
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.rename(path)
