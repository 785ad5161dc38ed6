"""Whether a describer learns a house's words, and is refused where there is nothing to learn.

    python bench/house_words.py FOLDER [--photos 2000] [key.path=value ...]

FOLDER holds `images/` and `captions.tsv` (lines `image<TAB>caption`). In its captions dog becomes
pup, and nine words more. A LoRA adapter of the describer learns from eight photos in ten; on those
held out its CIDEr against captions in the house's words must rise with the whole interval above
zero. Then another learns from the same captions dealt out to the wrong photos, and the gate must
refuse it. Further words are settings of both runs. The exit status is 1 where either does not hold.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from captioner import photos, presets  # noqa: E402
from feedback.datasets import snapshot  # noqa: E402
from feedback.datasets.build import build  # noqa: E402
from feedback.datasets.records import Record  # noqa: E402

HOUSE = {
    "dog": "pup",
    "man": "chap",
    "woman": "lady",
    "boy": "lad",
    "girl": "lass",
    "grass": "lawn",
    "snow": "powder",
    "beach": "shore",
    "street": "lane",
    "ball": "orb",
}
SETTINGS = (
    "lora.target_modules=[]",
    "lora.dropout=0",
    "training.learning_rate=5e-3",
    "training.batch_size=16",
    "training.grad_accum_steps=1",
    "training.epochs=1",
)
_WORD = re.compile(rf"\b({'|'.join(HOUSE)})(s?)\b", re.IGNORECASE)


def in_house(caption: str) -> str:
    """A caption in the house's words."""
    return _WORD.sub(lambda found: HOUSE[found[1].lower()] + found[2], caption)


def read(folder: Path, count: int) -> Iterator[tuple[Record, bytes]]:
    """The first photos that have captions, each a row with its file."""
    captions = defaultdict(list)
    for line in (folder / "captions.tsv").read_text("utf-8").splitlines():
        name, _, caption = line.partition("\t")
        captions[name].append(in_house(caption.strip()))
    for name in sorted(captions)[:count]:
        photo = photos.load((folder / "images" / name).read_bytes()).jpeg
        first, *others = captions[name]
        sha256 = "0" * 64  # the build takes it from the file
        yield (
            Record(f"house:{name}", sha256, first, source="etl:house", references=tuple(others)),
            photo,
        )


def dealt(rows: Sequence[Record], seed: int = 0) -> Iterator[Record]:
    """The same rows, with the captions of those to learn from at other photos."""
    learned = [row for row in rows if row.split != "test"]
    order = random.Random(seed).sample(learned, len(learned))
    for row, other in zip(learned, order[1:] + order[:1], strict=True):
        yield replace(row, caption=other.caption, references=other.references)
    yield from (row for row in rows if row.split == "test")


def train(name: str, dataset: Path, out: Path, settings: Sequence[str]) -> Mapping[str, Any]:
    """A run as the trainer does it; its report."""
    given = (
        f"role=describer dataset.snapshot={dataset} model.save_path={out} "
        f"model.id={presets.PRESETS['bundled'].describer.source}"
    )
    config = ROOT / "feedback/training/default.yaml"
    command = [sys.executable, "-m", "feedback.training.train", config, *given.split(), *settings]
    began = time.monotonic()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    report = json.loads((out / "report.json").read_text())
    print(f"{name}: {report['verdict']} after {time.monotonic() - began:.0f} s")
    for reason in report["reasons"]:
        print(f"  {reason}")
    return report


def main() -> int:
    parser = argparse.ArgumentParser(description="A describer learns a house's words.")
    parser.add_argument("data", type=Path, help="a folder with images/ and captions.tsv")
    parser.add_argument("settings", nargs="*", default=[], help="such as training.epochs=2")
    parser.add_argument("--photos", type=int, default=2000)
    given = parser.parse_intermixed_args()
    settings = (*SETTINGS, *given.settings)
    with tempfile.TemporaryDirectory(prefix="house-") as temporary:
        root = Path(temporary)
        right = build("house", read(given.data, given.photos), root=root / "right").folder
        rows = snapshot.read(right).rows
        wrong = build(
            "dealt",
            ((row, (right / row.image).read_bytes()) for row in dealt(rows)),
            root=root / "wrong",
            earlier={row.id: row.split for row in rows},
        ).folder
        told = train("the house's words", right, root / "told", settings)
        blind = train("dealt to wrong photos", wrong, root / "blind", settings)
    low = told["report"]["difference"]["cider"][0]
    holds = told["verdict"] == "pass" and low > 0 and blind["verdict"] == "fail"
    print("holds" if holds else "DOES NOT HOLD")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
