"""What leaves for other tools is allowed today and whole; what comes back bad is named."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from captioner import deletion, preferences
from captioner.models import CaptionJob
from feedback import exchange, snapshots
from feedback.datasets import snapshot
from feedback.datasets.folder import FolderTaken
from feedback.datasets.snapshot import BadSnapshot
from feedback.models import Review, ReviewState
from tests import photo_files
from tests.feedback.approved import approved, said
from tests.feedback.datasets import makers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_second(monkeypatch):
    monkeypatch.setattr("feedback.review.drawn_for_a_second", lambda feedback_id: False)


@pytest.fixture
def house(alice, charlie, bob):
    """Alice changed hers, Charlie liked his; both allow it."""
    return [
        approved(alice, 1, by=bob, text="low tide ☕", tone="witty", note="our first"),
        approved(charlie, 2, by=bob),
    ]


def _lines(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "rows.jsonl").read_text().splitlines()]


def _text(turn: dict) -> str:
    return next(part["text"] for part in turn["content"] if part["type"] == "text")


def _is_whole(folder: Path) -> bool:
    done = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, check=False
    )
    named = {line.split("  ")[1] for line in (folder / "SHA256SUMS").read_text().splitlines()}
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    return done.returncode == 0 and named == there - {"SHA256SUMS"}


# --- JSON lines out ----------------------------------------------------------------------------


def test_a_line_to_fine_tune_on_asks_as_serving_asks_and_answers_as_she_left_it(house, tmp_path):
    assert exchange.export_lines("sft", tmp_path / "out") == 2
    first, second = _lines(tmp_path / "out")
    user, assistant = first["messages"]
    assert [part["type"] for part in user["content"]] == ["image", "text"]
    assert "tone: <<<witty>>>" in _text(user)
    assert "note: <<<our first>>>" in _text(user)
    assert _text(assistant) == "photo: a dog on a beach\ncaption: low tide ☕\ntags: #Mine, #Dog"
    assert (tmp_path / "out" / first["images"][0]).exists()
    assert _text(second["messages"][1]).splitlines()[1] == "caption: words 0"
    assert _is_whole(tmp_path / "out")


def test_a_preference_is_hers_over_what_she_was_offered(house, tmp_path):
    assert exchange.export_lines("preferences", tmp_path / "out") == 1
    [line] = _lines(tmp_path / "out")
    assert "caption: low tide ☕" in _text(line["chosen"][0])
    assert "caption: our first 0" in _text(line["rejected"][0])
    assert len(list((tmp_path / "out" / "images").iterdir())) == 1
    assert _is_whole(tmp_path / "out")


def test_whoever_takes_back_consent_is_in_no_export(house, alice, tmp_path):
    preferences.consent(False, owner=alice)
    exchange.export_lines("sft", tmp_path / "out")
    exchange.export_labels(tmp_path / "labels", by=house[0].reviewer)
    everything = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    assert b"low tide" not in everything
    assert b"words 0" in everything


def test_an_archive_s_rows_go_along(house, tmp_path):
    row = makers.record(7, tmp_path / "photos", id="etl:city:7", source="etl:city")
    snapshot.write(tmp_path / "city", [row], name="city", images=tmp_path / "photos")
    assert exchange.export_lines("sft", tmp_path / "out", folders=[tmp_path / "city"]) == 3


def test_a_deleted_photo_is_in_no_export_and_comes_in_from_none(house, settings, tmp_path):
    settings.DATASETS_DIR = tmp_path / "datasets"
    exchange.export_lines("sft", tmp_path / "before")
    version, _ = snapshots.build("house")
    [row] = [row for row in snapshot.read(version.path).rows if row.caption == "low tide ☕"]
    other = replace(row, id="etl:city:1", source="etl:city")
    snapshot.write(tmp_path / "city", [other], name="city", images=version.path / "images")
    deletion.delete_photo(house[0].feedback.caption.job.photo)
    assert exchange.export_lines("sft", tmp_path / "after", folders=[tmp_path / "city"]) == 1
    assert not (tmp_path / "after" / row.image).exists()
    made, taken = exchange.import_lines(
        tmp_path / "before" / "rows.jsonl", "back", root=tmp_path / "made"
    )
    assert made.manifest.counts["rows"] == 1
    assert taken.problems == [f"line 1: images: {row.image!r} was deleted here"]


def test_nothing_is_written_over_and_nothing_half_written_stays(house, tmp_path, monkeypatch):
    exchange.export_lines("sft", tmp_path / "out")
    with pytest.raises(FolderTaken, match="is there already"):
        exchange.export_lines("sft", tmp_path / "out")
    monkeypatch.setitem(exchange.LINES, "sft", lambda row: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        exchange.export_lines("sft", tmp_path / "other")
    assert {path.name for path in tmp_path.iterdir()} == {"out"}


# --- JSON lines in -----------------------------------------------------------------------------


def _imported(path: Path, *lines: dict | bytes):
    raw = (line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    (path / "rows.jsonl").write_bytes(b"\n".join(raw) + b"\n")
    return exchange.import_lines(path / "rows.jsonl", "city", root=path / "made")


@pytest.mark.parametrize("kind", ["sft", "preferences"])
def test_what_was_exported_comes_in_as_it_was(house, tmp_path, kind):
    exchange.export_lines(kind, tmp_path / "out")
    built, taken = exchange.import_lines(
        tmp_path / "out" / "rows.jsonl", "city", root=tmp_path / "made"
    )
    assert taken.problems == []
    rows = snapshot.read(built.folder).rows
    [hers] = [row for row in rows if row.caption == "low tide ☕"]
    assert (hers.tags, hers.description) == (("Mine", "Dog"), "a dog on a beach")
    assert (hers.tone, hers.note, hers.source) == ("witty", "our first", "etl:city")
    if kind == "preferences":
        assert (hers.draft, hers.draft_tags[0], hers.edited) == ("our first 0", "Tag0", True)


def _sft(text: str, image: str = "a.jpg", **more) -> dict:
    return {"messages": [{"role": "assistant", "content": text}], "images": [image]} | more


def test_another_program_s_lines_are_taken_with_plain_texts(tmp_path):
    (tmp_path / "a.jpg").write_bytes(makers.photo(1))
    built, taken = _imported(tmp_path, _sft("A dog by the sea. #Dog #Sea"))
    [row] = snapshot.read(built.folder).rows
    assert (row.caption, row.tags, taken.problems) == ("A dog by the sea.", ("Dog", "Sea"), [])


def test_a_photo_that_comes_in_leaves_its_metadata_behind(tmp_path):
    located = photo_files.encoded(photo_files.picture(), "PNG", exif=photo_files.exif())
    (tmp_path / "a.png").write_bytes(located)
    built, _ = _imported(tmp_path, _sft("x y", "a.png"))
    [row] = snapshot.read(built.folder).rows
    assert b"PhoneMaker" not in (built.folder / row.image).read_bytes()


BAD_LINES = {
    "100 KB": (_sft("caption: " + "x" * 100_000), "messages must be at most 10000 characters"),
    "over 5,000": (_sft("x" * 6000), "caption must be 1 to 5000"),
    "a tag of two words": (_sft("caption: x\ntags: two words"), "'two words' must be one word"),
    "a control in a tag": (_sft("caption: x\ntags: do\x1bg"), r"'do\x1bg' must be one word"),
    "a megabyte": (b'{"x": "' + b"x" * 1_100_000 + b'"}', "over the limit of 1000000 bytes"),
    "Latin-1": ('{"messages": "é"}'.encode("latin-1"), "not UTF-8"),
    "no JSON": (b"{", "no JSON"),
    "a climbing path": (_sft("x", "../../etc/passwd"), "outside the file's folder"),
    "an absolute path": (_sft("x", "/etc/passwd"), "outside the file's folder"),
    "a zero byte": (_sft("x", "a\0.jpg"), "cannot be read"),
    "no photo there": (_sft("x", "b.jpg"), "'b.jpg' cannot be read"),
    "no photo in it": (_sft("x", "rows.jsonl"), "not a photo"),
    "two photos": (_sft("x") | {"images": ["a.jpg", "a.jpg"]}, "a list of one path"),
    "no answer": (
        {"messages": [{"role": "user", "content": "x"}], "images": ["a.jpg"]},
        "end with",
    ),
    "no caption": (_sft("..."), "says no caption"),
    "no rejected": ({"chosen": _sft("x")["messages"], "images": ["a.jpg"]}, "rejected must be"),
    "an unknown tone": (_sft("x", brief={"tone": "x" * 41}), "tone must be 1 to 40"),
    "an unknown brief": (_sft("x", brief={"mood": "x"}), "brief must hold tone, audience"),
}


@pytest.mark.parametrize(("line", "said"), BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_is_named_and_the_others_are_taken(tmp_path, line, said):
    (tmp_path / "a.jpg").write_bytes(makers.photo(1))
    built, taken = _imported(tmp_path, _sft("before"), line, _sft("after"))
    [problem] = taken.problems
    assert problem.startswith("line 2: ")
    assert said in problem
    assert len(problem) < 300
    assert {row.caption for row in snapshot.read(built.folder).rows} == {"before", "after"}


def test_a_file_without_one_good_line_makes_nothing(tmp_path):
    with pytest.raises(BadSnapshot, match="no row to build city from"):
        _imported(tmp_path, b"{")
    assert [path.name for path in (tmp_path / "made").iterdir()] == [".lock"]


# --- Label Studio ------------------------------------------------------------------------------


def _tasks(folder: Path) -> list[dict]:
    return json.loads((folder / "tasks.json").read_text())


def _annotated(folder: Path, *results: list[dict]) -> Path:
    """The tasks as they come back, each with these results."""
    tasks = _tasks(folder)
    for task, result in zip(tasks, results, strict=True):
        task["annotations"] = [
            {"result": [_result("verdict", "reject")]},
            {"result": result, "was_cancelled": False},
            {"result": [_result("verdict", "reject")], "was_cancelled": True},
        ]
    (folder / "back.json").write_text(json.dumps(tasks))
    return folder / "back.json"


def _result(name: str, *texts: str) -> dict:
    kind = "choices" if name in ("verdict", "reasons") else "text"
    return {"from_name": name, "to_name": "photo", "value": {kind: list(texts)}}


def test_a_task_shows_what_was_suggested_what_she_left_and_what_a_reviewer_said(
    alice, charlie, bob, tmp_path
):
    approved(alice, 1, by=bob, text="low tide ☕", note="our first")
    said(charlie, 2, text="high tide")
    assert exchange.export_labels(tmp_path / "out", by=bob) == 2
    done, waiting = _tasks(tmp_path / "out")
    assert done["data"]["suggested"] == "our first 0\n#Tag0 #Tag1 #Tag2 #Tag3 #Tag4"
    assert done["data"]["asked"] == "happy · personal · instagram · en · our first"
    by_model = {p["model_version"]: p["result"] for p in done["predictions"]}
    assert by_model["creator"][0]["value"]["text"] == ["low tide ☕"]
    assert by_model["suggested"][0]["value"]["text"] == ["our first 0"]
    assert done["annotations"][0]["result"][-1]["value"]["choices"] == ["approve"]
    assert "annotations" not in waiting
    assert waiting["data"]["image"].startswith("/data/local-files/?d=out/images/")
    assert _is_whole(tmp_path / "out")


def test_annotations_become_one_reviewer_s_verdicts(alice, bob, tmp_path):
    for n in range(4):
        said(alice, n, text=f"tide {n}")
    exchange.export_labels(tmp_path / "out", by=bob)
    yes, no = _result("verdict", "approve"), _result("verdict", "reject")
    back = _annotated(
        tmp_path / "out",
        [yes],
        [yes, _result("caption", "better"), _result("tags", "Sea", "Dog")],
        [no, _result("reasons", "unsafe")],
        [yes, _result("caption", "tide 3"), _result("tags", "Mine", "Dog")],
    )
    taken = exchange.import_labels(back, by=bob)
    assert taken.problems == []
    assert taken.counts == {"approved": 2, "corrected": 1, "rejected": 1}
    first, second, third, fourth = Review.objects.order_by("pk")
    assert (first.state, first.text, first.reviewer) == (ReviewState.APPROVED, "tide 0", bob)
    assert (second.state, second.text, second.tags) == (
        ReviewState.CORRECTED,
        "better",
        ["#Sea", "#Dog"],
    )
    assert (third.state, third.reasons) == (ReviewState.REJECTED, ["unsafe"])
    assert fourth.state == ReviewState.APPROVED
    assert exchange.import_labels(back, by=bob).counts == {"decided already": 4}


def test_what_changed_or_went_meanwhile_is_named_and_the_rest_is_taken(
    alice, charlie, bob, tmp_path
):
    said(alice, 1, text="tide 1")
    deleted = said(alice, 2, text="tide 2")
    said(charlie, 3, text="tide 3")
    said(alice, 4, text="tide 4")
    exchange.export_labels(tmp_path / "out", by=bob)
    deletion.delete_photo(deleted.feedback.caption.job.photo)
    preferences.consent(False, owner=charlie)
    Review.objects.filter(feedback__text="tide 4").update(revision=1)
    back = _annotated(tmp_path / "out", *([[_result("verdict", "approve")]] * 4))
    taken = exchange.import_labels(back, by=bob)
    assert taken.counts == {"approved": 1}
    assert [problem.split(":")[0] for problem in taken.problems] == ["task 2", "task 3", "task 4"]
    assert "no longer allowed" in taken.problems[0]
    assert "no longer allowed" in taken.problems[1]
    assert "changed her word meanwhile" in taken.problems[2]


BAD_TASKS = {
    "no verdict": ([_result("caption", "x")], "verdict must be approve or reject"),
    "an unknown verdict": ([_result("verdict", "maybe")], "verdict must be"),
    "100 KB": ([_result("verdict", "approve"), _result("caption", "x" * 100_000)], "1 to 5000"),
    "a tag of two words": (
        [_result("verdict", "approve"), _result("caption", "x"), _result("tags", "a b")],
        "must be one word",
    ),
    "a control": (
        [_result("verdict", "approve"), _result("caption", "x\x07")],
        "characters that are no text",
    ),
    "an unknown reason": ([_result("verdict", "reject"), _result("reasons", "ugly")], "no reason"),
    "no list": ({}, "result must be a list"),
}


@pytest.mark.parametrize(("result", "said_of_it"), BAD_TASKS.values(), ids=BAD_TASKS)
def test_a_bad_annotation_is_named_and_stores_nothing(alice, bob, tmp_path, result, said_of_it):
    said(alice, 1, text="tide")
    exchange.export_labels(tmp_path / "out", by=bob)
    taken = exchange.import_labels(_annotated(tmp_path / "out", result), by=bob)
    [problem] = taken.problems
    assert problem.startswith("task 1: ")
    assert said_of_it in problem
    assert Review.objects.get().state == ReviewState.PENDING


@pytest.mark.parametrize("id", ["feedback:x", "feedback:1e3", "photo:1", "feedback:" + "9" * 40, 7])
def test_a_forged_task_is_refused(alice, bob, tmp_path, id):
    said(alice, 1, text="tide")
    exchange.export_labels(tmp_path / "out", by=bob)
    path = _annotated(tmp_path / "out", [_result("verdict", "approve")])
    tasks = json.loads(path.read_text())
    tasks[0]["data"]["id"] = id
    path.write_text(json.dumps(tasks))
    [problem] = exchange.import_labels(path, by=bob).problems
    assert problem.startswith("task 1: data.id")
    assert CaptionJob.objects.exists()
