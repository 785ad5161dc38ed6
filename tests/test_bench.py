"""The bench measures what it says; how fast this machine is, no test asks."""

import json
import subprocess
import sys
from pathlib import Path

from bench import house_words
from feedback.datasets import snapshot
from tests.feedback.datasets import makers

ROOT = Path(__file__).parent.parent


def _report(script: str, *options: str) -> dict:
    result = subprocess.run(
        [sys.executable, ROOT / "bench" / script, *options, "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_it_tells_the_machine_and_every_figure_with_its_bound():
    report = _report("one_photo.py", "--runs", "2")
    assert {"processor", "cores", "threads", "torch", "transformers"} <= set(report["machine"])
    figures = {row["name"]: row for row in report["figures"]}
    bounds = {name: row["at_most"] for name, row in figures.items() if row["at_most"]}
    assert bounds == {
        "describe, median": 150,
        "write, median": 400,
        "both models loaded, from nothing": 5,
        "largest resident": 1.2,
    }
    assert all(row["value"] > 0 for row in figures.values())
    whole = figures["describe, median"]["value"] + figures["write, median"]["value"]
    assert figures["all, median"]["value"] >= 0.9 * whole


def test_intake_and_decoding_are_timed_on_a_phones_photo():
    figures = _report("intake.py", "--runs", "1")
    assert len(figures) == 4
    assert all(ms > 0 for ms in figures.values())


def test_the_review_queue_is_timed_with_as_many_items_as_asked_for():
    figures = _report("review_queue.py", "--items", "220", "--runs", "2")["figures"]
    assert {row["group"] for row in figures} == {"220 reviews, ten of eleven pending", "growth"}
    assert [row["at_most"] for row in figures if row["at_most"]] == [300]
    assert all(row["value"] > 0 for row in figures)


def _captioned(folder: Path, first: int, count: int) -> Path:
    """A folder of photos, each with one caption of its own that a house would word otherwise."""
    (folder / "images").mkdir(parents=True)
    names = {f"{number}.jpg": number for number in range(first, first + count)}
    for name, number in names.items():
        (folder / "images" / name).write_bytes(makers.photo(number))
    lines = [f"{name}\tDog number {number} and two dogs" for name, number in names.items()]
    (folder / "captions.tsv").write_text("\n".join(lines), "utf-8")
    return folder


def test_house_words_are_judged_on_photos_that_nobody_learned_from(tmp_path):
    learn = house_words.read(_captioned(tmp_path / "train", 0, 25), 24, to_learn=True)
    judge = house_words.read(_captioned(tmp_path / "dev", 50, 6), 5, to_learn=False)
    rows = [*learn, *judge]
    right = snapshot.read(house_words.built("house", rows, tmp_path)).rows
    wrong = snapshot.read(house_words.built("dealt", house_words.dealt(rows), tmp_path)).rows
    splits = {row.id: row.split for row in right}
    assert splits == {row.id: row.split for row in wrong}
    assert [splits[row.id] for row, _ in rows[-5:]] == ["test"] * 5
    assert {splits[row.id] for row, _ in rows[:-5]} == {"train", "dev"}
    told = {row.id: row.caption for row in right}
    assert told["learn:7.jpg"] == "pup number 7 and two pups"
    for row in wrong:  # every photo to learn from has another's words, and the others their own
        assert (row.caption == told[row.id]) == (row.split == "test"), row.id
