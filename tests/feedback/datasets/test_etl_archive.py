"""An archive is unpacked inside its folder or not at all; its cities are paired by file name."""

import struct
import zipfile

import pytest

from feedback.datasets import etl_archive
from feedback.datasets.etl_archive import BadArchive, Pair, Single, city_name, pairs, unpack
from tests.feedback.datasets import instacities


def _unpack(archive, folder):
    unpack(archive, folder, told=lambda more, total: None)
    return folder


def test_photos_and_captions_are_unpacked_and_nothing_else(tmp_path):
    found = instacities.files(3)
    archive = instacities.zipped(tmp_path / "a.zip", found | {"README.md": b"x", "run.sh": b"rm"})
    said = []
    unpack(archive, tmp_path / "raw", told=lambda *one: said.append(one))
    unpacked = {p for p in (tmp_path / "raw").rglob("*") if p.is_file()}
    assert {str(p.relative_to(tmp_path / "raw")): p.read_bytes() for p in unpacked} == found
    assert said == [(1, 6)] * 6


def test_a_second_time_nothing_is_read(tmp_path):
    archive = instacities.zipped(tmp_path / "a.zip", instacities.files(1))
    _unpack(archive, tmp_path / "raw")
    archive.unlink()
    _unpack(archive, tmp_path / "raw")


def test_what_a_killed_try_has_left_is_used(tmp_path, monkeypatch):
    archive = instacities.zipped(tmp_path / "a.zip", instacities.files(3))
    count = 0

    def told(more, total):
        nonlocal count
        count += more
        if count == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        unpack(archive, tmp_path / "raw", told=told)
    assert not (tmp_path / "raw").exists()
    read = []
    whole = etl_archive.ExportZip.read
    monkeypatch.setattr(
        etl_archive.ExportZip,
        "read",
        lambda self, name, **more: read.append(name) or whole(self, name, **more),
    )
    _unpack(archive, tmp_path / "raw")
    assert len(read) == 2


def _linking(path):
    entry = zipfile.ZipInfo("link.txt")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, "/etc/passwd")


def _encrypted(path):
    instacities.zipped(path, {"a.txt": b"words"})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(data)


def _claiming(size):
    """A small file whose entry claims another size than it has, in the list alone."""

    def make(path):
        instacities.zipped(path, {"a.txt": bytes(1_000_000)})
        data = bytearray(path.read_bytes())
        at = data.index(b"PK\x01\x02")
        data[at + 24 : at + 28] = struct.pack("<I", size)
        path.write_bytes(data)

    return make


def _named(*names):
    def make(path):
        instacities.zipped(path, {"first.txt": b"good"} | dict.fromkeys(names, b"bad"))

    return make


BAD = [
    (_named("../outside.txt"), "leads out of its own folder: '../outside.txt'"),
    (_named("/outside.txt"), "leads out of its own folder"),
    (_named("a/../../outside.txt"), "leads out of its own folder"),
    (_named("..\\outside.txt"), "leads out of its own folder"),
    (_named("C:\\outside.txt"), "leads out of its own folder"),
    (_linking, "leads out of its own folder: 'link.txt'"),
    (_encrypted, "is encrypted"),
    (_claiming(4_000_000_000), "expands past 200 MB"),
    (_claiming(10), "damaged"),
    (_named("a.txt", "a.txt/b.txt"), "cannot be written"),
    (_named("x" * 300 + ".txt"), "cannot be written"),
    (lambda path: path.write_bytes(b"not a zip"), "not a zip"),
    (lambda path: instacities.zipped(path, {"a.exe": b""}), "holds no .jpg and no .txt"),
]


@pytest.mark.parametrize(("make", "why"), BAD)
def test_an_archive_that_cannot_be_trusted_is_refused_whole(make, why, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    make(tmp_path / "a.zip")
    with pytest.raises(BadArchive, match=f"a.zip: .*{why}"):
        _unpack(tmp_path / "a.zip", home / "raw")
    assert not list(home.iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "home"]


def test_a_photo_that_is_damaged_in_the_archive_is_named(tmp_path):
    archive = instacities.zipped(tmp_path / "a.zip", {"a.txt": b"hello", "b.jpg": b"\xff" * 99})
    data = archive.read_bytes()
    at = data.index(b"b.jpg") + 7
    archive.write_bytes(data[:at] + b"\0\0" + data[at + 2 :])
    with pytest.raises(BadArchive, match=r"b\.jpg is damaged"):
        _unpack(archive, tmp_path / "raw")


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("newyork", "newyork"),
        ("New York", "newyork"),
        ("new_york", "newyork"),
        ("NEW-YORK", "newyork"),
        ("São Paulo", "saopaulo"),
        ("東京", "東京"),
    ],
)
def test_a_city_has_one_name_in_whatever_spelling(folder, name):
    assert city_name(folder) == name


def _places(home, *cities):
    return [(one.city, one.stem) for one in pairs(home, cities) if isinstance(one, Pair)]


@pytest.mark.parametrize("top", ["", "InstaCities1M/", "data/InstaCities1M/"])
def test_captions_and_photos_are_paired_by_their_names(tmp_path, top):
    home = instacities.put(tmp_path, instacities.files(4, top=top))
    assert _places(home) == [
        ("chicago", "1001"),
        ("newyork", "1000"),
        ("newyork", "1003"),
        ("sanfrancisco", "1002"),
    ]
    [first, *_] = pairs(home, ["chicago"])
    assert first.caption.read_text().startswith(instacities.SAID[1])
    assert first.photo.read_bytes()[:2] == b"\xff\xd8"


def test_two_spellings_of_a_city_are_one_city(tmp_path):
    found = instacities.pair("New York", "1", "one", photo=1)
    found |= instacities.pair("newyork", "2", "two", photo=2)
    found |= instacities.pair("boston", "3", "three", photo=3)
    home = instacities.put(tmp_path, found)
    assert _places(home, "new york") == [("newyork", "1"), ("newyork", "2")]
    assert _places(home, "NewYork", "new-york") == [("newyork", "1"), ("newyork", "2")]


def test_a_half_without_its_other_half_is_named(tmp_path):
    found = instacities.files(2)
    caption, photo = next(iter(found)), list(found)[3]
    home = instacities.put(tmp_path, {caption: found[caption], photo: found[photo]})
    assert list(pairs(home, [])) == [
        Single("chicago/1001.jpg", "caption_missing"),
        Single("newyork/1000.txt", "photo_missing"),
    ]


def test_a_city_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    home = instacities.put(tmp_path, instacities.files(3))
    with pytest.raises(BadArchive, match="no city 'Bosten'; there are: chicago, newyork, sanfr"):
        list(pairs(home, ["New York", "Bosten"]))


def test_another_layout_is_refused(tmp_path):
    (tmp_path / "images").mkdir()
    with pytest.raises(BadArchive, match="has no captions_resized_1M/cities_instagram"):
        list(pairs(tmp_path, []))
