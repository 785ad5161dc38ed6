"""Whether a describer learns a house's words, and is refused where there is nothing to learn.

    python bench/house_words.py FOLDER --eval FOLDER [--photos 800] [--judged 500] [key=value ...]

A folder holds `images/` and `captions.tsv` (lines `image<TAB>caption`). In all captions dog becomes
pup, and nine words more. A LoRA adapter of the describer learns from the first folder. On photos of
the second, which neither it nor the bundled describer has seen, its CIDEr against captions in the
house's words must rise with the whole interval above zero. Then another learns from the same
captions dealt out to the wrong photos, and the gate must refuse it. Settings of both runs may be
given, such as `training.epochs=2`. The exit status is 1 where either does not hold.
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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from captioner import photos, presets  # noqa: E402
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
DEV_OF = 20  # one photo in so many tells the loss on the way
SETTINGS = (
    "lora.target_modules=[query,value,dense]",  # dense too: an answer is words, and these are new
    "lora.dropout=0",
    "training.learning_rate=3e-3",
    "training.batch_size=16",
    "training.grad_accum_steps=1",
    "training.epochs=1",
)
Row = tuple[Record, bytes]  # with the photo's file
_WORD = re.compile(rf"\b({'|'.join(HOUSE)})(s?)\b", re.IGNORECASE)


def in_house(caption: str) -> str:
    """A caption in the house's words."""
    return _WORD.sub(lambda found: HOUSE[found[1].lower()] + found[2], caption)


def read(folder: Path, count: int, *, to_learn: bool) -> Iterator[Row]:
    """The first photos that have captions, each a row of its split with its file."""
    captions = defaultdict(list)
    for line in (folder / "captions.tsv").read_text("utf-8").splitlines():
        name, _, caption = line.partition("\t")
        captions[name].append(in_house(caption.strip()))
    for number, name in enumerate(sorted(captions)[:count]):
        photo = photos.load((folder / "images" / name).read_bytes()).jpeg
        first, *others = captions[name]
        split = ("train" if number % DEV_OF else "dev") if to_learn else "test"
        sha256 = "0" * 64  # the build takes it from the file
        told = {"split": split, "source": "etl:house", "references": tuple(others)}
        yield Record(f"{'learn' if to_learn else 'judge'}:{name}", sha256, first, **told), photo


def dealt(rows: Sequence[Row], seed: int = 0) -> Iterator[Row]:
    """The same rows, with the captions of those to learn from at other photos."""
    learned = [one for one in rows if one[0].split != "test"]
    learned = random.Random(seed).sample(learned, len(learned))
    for (row, photo), (other, _) in zip(learned, learned[1:] + learned[:1], strict=True):
        yield replace(row, caption=other.caption, references=other.references), photo
    yield from (one for one in rows if one[0].split == "test")


def built(name: str, rows: Iterable[Row], root: Path) -> Path:
    """A dataset's folder, in which each row stands in its own split."""
    rows = list(rows)
    earlier = {row.id: row.split for row, _ in rows}
    return build(name, rows, root=root / name, earlier=earlier).folder


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
    parser.add_argument("--eval", type=Path, required=True, help="another, to judge by")
    parser.add_argument("--photos", type=int, default=800, help="to learn from")
    parser.add_argument("--judged", type=int, default=500, help="to judge by")
    given = parser.parse_intermixed_args()
    settings = (*SETTINGS, *given.settings)
    rows = [
        *read(given.data, given.photos, to_learn=True),
        *read(given.eval, given.judged, to_learn=False),
    ]
    with tempfile.TemporaryDirectory(prefix="house-") as temporary:
        root = Path(temporary)
        right = built("house", rows, root)
        told = train("the house's words", right, root / "told", settings)
        wrong = built("dealt", dealt(rows), root)
        blind = train("dealt to wrong photos", wrong, root / "blind", settings)
    low = told["report"]["difference"]["cider"][0]
    holds = told["verdict"] == "pass" and low > 0 and blind["verdict"] == "fail"
    print("holds" if holds else "DOES NOT HOLD")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
