"""Judge the bundled models: every figure they are held to, with its floor.

    python -m feedback.training.bundled.score --data DATA/train --eval DATA/dev [--json FILE]

Prints a table; the exit status is 1 where a floor is missed. `--data` are the photos the models
were trained on, whose captions the writer's are compared with; `--eval` others that they never
saw. The describer is judged by what people wrote about them; the writer by the captions it writes
for one human caption of each photo, and for the describer's own sentences.
"""

import argparse
import json
import sys
from itertools import islice
from pathlib import Path

import torch
from safetensors import safe_open
from transformers.utils import logging as transformers_logging

from captioner.presets import BUNDLED
from feedback.training.bundled import captioned, corpus, describing, figures, writer_score
from feedback.training.bundled.asking import one_each, spread, with_notes, with_styles
from feedback.training.bundled.figures import Figure
from feedback.training.bundled.writer_score import Known, Written
from feedback.training.bundled.writing import kept, write

_NOTES = _STYLES = 200
_SEED = 1


def size(folder: Path, group: str) -> list[Figure]:
    """How large a checkpoint is: millions of parameters, megabytes (10^6) of weights."""
    parameters = weights = 0
    for path in folder.glob("*.safetensors"):
        weights += path.stat().st_size
        with safe_open(path, framework="pt") as tensors:
            for name in tensors.keys():  # noqa: SIM118 (it is no dictionary)
                parameters += torch.Size(tensors.get_slice(name).get_shape()).numel()
    return [
        Figure(group=group, name="parameters", value=parameters / 1e6, unit="M", at_most=15),
        Figure(group=group, name="weights on disk", value=weights / 1e6, unit="MB", at_most=30),
    ]


def describer(sentences: list[str], photos: list[captioned.CaptionedPhoto]) -> list[Figure]:
    """The describer's figures against what people wrote about the same photos."""
    scored = describing.score(sentences, photos)
    return [
        Figure(
            group="describer", name="CIDEr", value=scored.cider, at_least=0.25, aim=0.42,
            remark=f"{scored.photos} photos",
        ),
        Figure(group="describer", name="BLEU-4", value=scored.bleu4, at_least=0.11),
        Figure(
            group="describer", name="different sentences", value=scored.different / scored.photos,
            unit="share", at_least=0.35, remark=f"{scored.different} of {scored.photos}",
        ),
    ]  # fmt: skip


def writer(folder: Path, described: dict[str, list[str]], known: Known) -> list[Figure]:
    """The writer's figures by whose descriptions it was given, then of notes and of styles."""
    human = next(iter(described.values()))
    noted = with_notes(human, count=_NOTES, seed=_SEED)
    questions = {
        group: list(zip(spread(len(descriptions)), descriptions, strict=True))
        for group, descriptions in described.items()
    }
    questions["notes"] = [(one.brief, one.description) for one in noted]
    questions["styles"] = with_styles(human, count=_STYLES, seed=_SEED)
    asked = [question for group in questions.values() for question in group]
    first = write(folder, asked)
    firsts, answers = iter(first), iter(kept(folder, asked, first))
    shown = {group: list(islice(answers, len(each))) for group, each in questions.items()}
    found: list[Figure] = []
    judged: list[Written] = []
    for group in described:
        came = map(Written.of, questions[group], islice(firsts, len(questions[group])))
        written = list(map(Written.of, questions[group], shown[group]))
        found += writer_score.score(list(came), written, known, group=group)
        judged += written
    return [
        *found,
        writer_score.wear(judged),
        writer_score.note_copying(noted, shown["notes"]),
        writer_score.style_keeping(questions["styles"], shown["styles"]),
    ]


def told(found: list[Figure], *, photos: int, file: Path | None) -> int:
    """Print the figures, and write them to a file where one is named; 1 where a floor is missed."""
    missed = figures.missed(found)
    held = sum(figure.holds is not None for figure in found)
    print(figures.table(found))
    print(f"\n{len(missed)} of {held} floors missed")
    if file:
        report = {"holds": not missed, "photos": photos, "figures": figures.plain(found)}
        file.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return 1 if missed else 0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="captioned photos trained on")
    parser.add_argument("--eval", type=Path, required=True, help="captioned photos never seen")
    parser.add_argument("--describer", type=Path, default=BUNDLED / "describer")
    parser.add_argument("--writer", type=Path, default=BUNDLED / "writer")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument(
        "--corpus", type=int, default=100_000, help="captions of the corpus to compare with"
    )
    args = parser.parse_args(arguments)
    transformers_logging.disable_progress_bar()
    photos = captioned.read(args.eval)
    known = Known(corpus.Corpus(corpus.load(args.data)).sample(args.corpus, seed=_SEED))
    # float32, as the bundled preset serves them.
    sentences = describing.describe(
        args.describer, [photo.path for photo in photos], dtype=torch.float32
    )
    described = {
        "writer, on human captions": one_each(photos, seed=_SEED),
        "writer, on the describer's sentences": sentences,
    }
    found = [
        *size(args.describer, "describer"),
        *describer(sentences, photos),
        *size(args.writer, "writer"),
        *writer(args.writer, described, known),
    ]
    return told(found, photos=len(photos), file=args.json)


if __name__ == "__main__":
    sys.exit(main())
