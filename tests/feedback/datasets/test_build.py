"""Rows of any source become one version: each photo and each row once, named by its content."""

import fcntl
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from feedback.datasets import snapshot
from feedback.datasets.build import Built, build
from feedback.datasets.records import Record
from feedback.datasets.snapshot import BadSnapshot
from tests import photo_files
from tests.feedback.datasets import makers


def _row(number: int, **fields) -> Record:
    return Record(
        **{"id": f"feedback:{number}", "sha256": "0" * 64, "caption": f"caption {number}"} | fields
    )


def _built(root: Path, *rows: tuple[Record, bytes], **more) -> Built:
    return build("house", rows, root=root, **more)


def _rows(count: int) -> list[tuple[Record, bytes]]:
    return [(_row(n, owner=f"{n:04x}"), makers.photo(n)) for n in range(count)]


def test_its_folder_is_named_by_its_content_and_holds_it(tmp_path):
    built = _built(tmp_path, *_rows(20))
    found = snapshot.read(built.folder)
    assert built.folder.name == found.manifest.digest[:12]
    assert found.manifest.counts["split"] == {"train": 16, "dev": 2, "test": 2}


def test_the_same_rows_in_another_order_are_the_same_folder(tmp_path):
    first = _built(tmp_path, *_rows(20))
    again = _built(tmp_path, *reversed(_rows(20)))
    assert (first.is_new, again.is_new) == (True, False)
    assert again.folder == first.folder


def test_a_row_and_a_photo_are_taken_once(tmp_path):
    same_words = (_row(9, caption="caption 1"), makers.photo(1))
    other_words = (_row(8, caption="other"), makers.photo(1))
    built = _built(tmp_path, *_rows(3), _rows(3)[2], same_words, other_words)
    assert built.manifest.counts["rows"] == 4
    assert built.manifest.counts["photos"] == 3
    assert built.manifest.excluded == {"duplicate": 2}
    assert len(list((built.folder / "images").iterdir())) == 3


def test_a_photo_that_cannot_be_read_is_left_out_and_counted(tmp_path):
    built = _built(tmp_path, *_rows(3), (_row(9), b"no photo"))
    assert built.manifest.excluded == {"photo_unreadable": 1}


def test_photos_of_rows_that_are_left_out_are_left_out(tmp_path):
    sample = makers.photo(99)
    tried = [(_row(50 + n, owner=f"{n:04x}"), sample) for n in range(3)]
    only_copy = (_row(60, owner="0001"), makers.photo(99, quality=60))
    built = _built(tmp_path, *_rows(3), *tried, only_copy)
    assert built.manifest.excluded["photo_of_another_owner"] >= 2
    named = {row.image for row in snapshot.read_rows(built.folder)}
    there = {f"images/{path.name}" for path in (built.folder / "images").iterdir()}
    assert there == named


def test_metadata_stops_the_build_and_nothing_is_left(tmp_path):
    located = photo_files.encoded(photo_files.picture(), "JPEG", exif=photo_files.exif())
    with pytest.raises(BadSnapshot, match=r"carries metadata \(APP1\)"):
        _built(tmp_path, *_rows(3), (_row(9), located))
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_a_row_that_comes_back_goes_where_it_was(tmp_path):
    before = snapshot.read(_built(tmp_path, *_rows(20)).folder)
    alone = _built(tmp_path, *_rows(25), previous=before)
    back = next(
        row.id
        for row in snapshot.read_rows(alone.folder)
        if row.split == "train" and row.id not in {old.id for old in before.rows}
    )
    had_it = replace(before, manifest=replace(before.manifest, gone={back: "dev", "x:1": "test"}))
    built = _built(tmp_path, *_rows(25), previous=had_it)
    assert {row.split for row in snapshot.read_rows(built.folder) if row.id == back} == {"dev"}
    assert built.manifest.gone == {"x:1": "test"}


def test_of_two_builds_at_once_the_second_is_told(tmp_path):
    with (tmp_path / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BadSnapshot, match="another build"):
            _built(tmp_path, *_rows(3))
    assert _built(tmp_path, *_rows(3)).is_new


def test_what_a_killed_build_left_is_cleared_away(tmp_path):
    (tmp_path / ".staging").mkdir()
    (tmp_path / ".staging" / "half.jpg").write_bytes(b"half")
    _built(tmp_path, *_rows(3))
    assert not (tmp_path / ".staging").exists()


def test_a_picture_in_another_file_goes_where_its_twin_is(tmp_path):
    """Each photo also smaller, as somebody else's archive has it."""
    small = []
    for n in range(30):
        with Image.open(_file(tmp_path / f"{n}.jpg", makers.photo(n))) as image:
            half = photo_files.encoded(image.resize((48, 32)), "JPEG")
        small.append((_row(100 + n, source="etl:city"), half))
    built = _built(tmp_path / "root", *_rows(30), *small)
    splits = {row.id: row.split for row in snapshot.read_rows(built.folder)}
    assert len(splits) == 60
    assert all(splits[f"feedback:{n}"] == splits[f"feedback:{100 + n}"] for n in range(30))


def _file(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
