"""The command that judges both bundled models, from photos to its exit status."""

import json

import pytest

from feedback.training.bundled.figures import Figure
from feedback.training.bundled.score import main, told


def test_it_tells_every_figure_and_fails_where_a_floor_is_missed(
    drawings, tiny_models, tmp_path, capsys
):
    file = tmp_path / "scores.json"
    places = [f"--data={drawings / 'train'}", f"--eval={drawings / 'dev'}", f"--json={file}"]
    assert main([*places, *tiny_models, "--corpus=200"]) == 1
    report = json.loads(file.read_text("utf-8"))
    assert (report["holds"], report["photos"]) == (False, 10)
    figures = {(row["group"], row["name"]): row for row in report["figures"]}
    for group in ("describer", "writer"):
        assert 0 < figures[group, "parameters"]["value"] < 1
        assert 0 < figures[group, "weights on disk"]["value"] < 1
    assert figures["describer", "CIDEr"]["holds"] is False
    for group in ("writer, on human captions", "writer, on the describer's sentences"):
        # The writer knows one answer by heart.
        assert figures[group, "parses, with tags"]["holds"] is True
        assert figures[group, "different captions"]["value"] == pytest.approx(0.1)
        assert figures[group, "different captions"]["holds"] is False
        assert figures[group, "tone recovered, of 8"]["value"] < 0.5
        assert figures[group, "5 to 10 tags in the end"]["value"] == 1.0
    assert figures["writer, on human captions", "names a content word"]["value"] == 1.0
    assert figures["writer, with a note", "facts of the note copied"]["value"] == 0.0
    assert figures["writer, in a style", "marks of the style obeyed"]["holds"] is None

    printed = capsys.readouterr().out
    assert all(row["name"] in printed for row in report["figures"])
    missed = sum(row["holds"] is False for row in report["figures"])
    assert f"{missed} of " in printed.splitlines()[-1]


def test_the_exit_status_is_0_where_every_floor_holds(tmp_path):
    good = Figure(group="describer", name="CIDEr", value=0.3, at_least=0.25)
    only_told = Figure(group="writer", name="no word made up", value=0.1, unit="share")
    assert told([good, only_told], photos=1, file=tmp_path / "scores.json") == 0
    assert json.loads((tmp_path / "scores.json").read_text("utf-8"))["holds"] is True
