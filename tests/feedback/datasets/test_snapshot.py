"""A snapshot is whole and unchanged, or it is refused with the place."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from feedback.datasets import snapshot
from feedback.datasets.records import Record
from feedback.datasets.snapshot import BadSnapshot
from tests import photo_files
from tests.feedback.datasets import makers


@pytest.fixture
def photos(tmp_path) -> Path:
    return tmp_path / "photos"


@pytest.fixture
def rows(photos) -> list[Record]:
    splits = ("train", "train", "dev", "test")
    return [makers.record(n, photos, split=split) for n, split in enumerate(splits)]


@pytest.fixture
def folder(tmp_path, photos, rows) -> Path:
    snapshot.write(tmp_path / "whole", rows, name="house", images=photos)
    return tmp_path / "whole"


def test_it_is_read_as_it_was_written(folder, rows):
    found = snapshot.read(folder)
    assert list(found.rows) == rows
    assert found.manifest.counts["rows"] == 4
    assert found.manifest.counts["split"] == {"train": 2, "dev": 1, "test": 1}
    assert [row.id for row in found.split("test")] == ["feedback:3"]
    assert json.loads((folder / "manifest.json").read_text())["format"] == 1


def test_the_same_rows_have_the_same_digest_whatever_order_they_come_in(
    tmp_path, photos, folder, rows
):
    again = snapshot.write(tmp_path / "again", reversed(rows), name="other", images=photos)
    assert again.digest == snapshot.manifest_of(folder).digest
    assert (tmp_path / "again" / "rows.jsonl").read_bytes() == (folder / "rows.jsonl").read_bytes()


def test_another_word_is_another_digest(tmp_path, photos, folder):
    row = makers.record(0, photos, caption="another")
    other = snapshot.write(tmp_path / "other", [row], name="house", images=photos)
    assert other.digest != snapshot.manifest_of(folder).digest


def _edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))

    return edit


def _an_image(folder: Path) -> Path:
    return next(iter(sorted((folder / "images").iterdir())))


def _break_image(folder: Path) -> None:
    path = _an_image(folder)
    data = path.read_bytes()
    path.unlink()  # it may be a link to the source
    path.write_bytes(data + b"x")


SPOILT = {
    "a row changed": (_edit("rows.jsonl", "number 1", "number 9"), "rows.jsonl: its sha256"),
    "a photo changed": (_break_image, "images/.*: its sha256"),
    "a photo gone": (lambda folder: _an_image(folder).unlink(), "images/.*: missing"),
    "a file added": (lambda folder: (folder / "x.txt").write_text(""), "x.txt: not in the man"),
    "the digest changed": (_edit("manifest.json", '"digest": "', '"digest": "00'), "digest is not"),
    "another format": (_edit("manifest.json", '"format": 1', '"format": 2'), "format must be 1"),
    "no JSON": (_edit("manifest.json", "{", ""), "manifest.json"),
    "an unknown field": (_edit("manifest.json", '"name"', '"nom"'), "nom"),
    "a path that climbs": (_edit("manifest.json", "images/", "images/../"), "no part of one"),
    "never finished": (lambda folder: (folder / "manifest.json").unlink(), "never finished"),
}


@pytest.mark.parametrize(("spoil", "said"), SPOILT.values(), ids=SPOILT)
def test_a_changed_folder_is_refused_with_the_place(folder, spoil, said):
    spoil(folder)
    with pytest.raises(BadSnapshot, match=said):
        snapshot.read(folder)


def _resealed(folder: Path, lines: bytes) -> None:
    """The folder with other rows, and a manifest that fits them."""
    (folder / "rows.jsonl").write_bytes(lines)
    facts = json.loads((folder / "manifest.json").read_text())
    facts["files"]["rows.jsonl"] = snapshot.sha256(folder / "rows.jsonl")
    facts["digest"] = snapshot.digest(facts["files"])
    (folder / "manifest.json").write_text(json.dumps(facts))


def test_a_bad_row_is_named_by_its_line(folder):
    lines = (folder / "rows.jsonl").read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"train"', b'"eval"').replace(b'"dev"', b'"eval"')
    _resealed(folder, b"".join(lines))
    with pytest.raises(BadSnapshot, match=r"rows\.jsonl line 3: split must be one of"):
        snapshot.read(folder)


def test_rows_in_another_encoding_are_named_by_their_line(folder):
    lines = (folder / "rows.jsonl").read_bytes().replace(b"number 1", "numéro".encode("latin-1"))
    _resealed(folder, lines)
    with pytest.raises(BadSnapshot, match=r"rows\.jsonl line 2: not UTF-8"):
        snapshot.read(folder)


def test_a_row_that_stands_twice_is_refused(tmp_path, photos, rows):
    with pytest.raises(BadSnapshot, match="feedback:0 stands there twice"):
        snapshot.write(tmp_path / "twice", [rows[0], rows[0]], name="house", images=photos)


def test_a_row_in_no_split_is_refused(tmp_path, photos):
    row = makers.record(0, photos, split="")
    with pytest.raises(BadSnapshot, match="in no split"):
        snapshot.write(tmp_path / "none", [row], name="house", images=photos)


METADATA = {
    "EXIF": photo_files.encoded(photo_files.picture(), "JPEG", exif=photo_files.exif()),
    "XMP": photo_files.encoded(photo_files.picture(), "JPEG", xmp=photo_files.XMP),
    "ICC": photo_files.encoded(
        photo_files.picture(), "JPEG", icc_profile=photo_files.swapped_profile()
    ),
    "IPTC": photo_files.jpeg_with(photo_files.iptc_segment()),
    "comment": photo_files.encoded(photo_files.picture(), "JPEG", comment=b"Oslo"),
    "what follows the picture": photo_files.encoded(photo_files.picture(), "JPEG") + b"Oslo",
}


@pytest.mark.parametrize("data", METADATA.values(), ids=METADATA)
def test_metadata_never_enters(tmp_path, photos, data):
    row = makers.record(0, photos, data=data)
    with pytest.raises(BadSnapshot, match="carries metadata"):
        snapshot.write(tmp_path / "none", [row], name="house", images=photos)
    assert not (tmp_path / "none").exists()


def test_a_photo_that_is_missing_is_named_and_nothing_is_left(tmp_path, photos, rows):
    (photos / f"{rows[1].sha256}.jpg").unlink()
    with pytest.raises(BadSnapshot, match="missing, and feedback:1 names it"):
        snapshot.write(tmp_path / "none", rows, name="house", images=photos)
    assert not (tmp_path / "none").exists()


def test_what_a_killed_write_left_is_no_snapshot_and_is_in_nobodys_way(tmp_path, photos, rows):
    (tmp_path / "next.part" / "images").mkdir(parents=True)
    (tmp_path / "next.part" / "stray").write_text("half")
    snapshot.write(tmp_path / "next", rows, name="house", images=photos)
    assert len(snapshot.read(tmp_path / "next").rows) == 4
