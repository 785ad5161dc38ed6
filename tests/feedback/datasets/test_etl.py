"""Pairs of an archive become rows; each that does not is counted by its reason, with its place."""

from io import BytesIO

import pytest
from PIL import Image

from captioner import photos
from feedback.datasets import etl, etl_archive, snapshot
from feedback.datasets.etl_archive import BadArchive
from tests import photo_files
from tests.feedback.datasets import instacities, makers


def _rows(home, cleaned=None) -> etl.Rows:
    cleaned = cleaned or home / "cleaned"
    return etl.Rows("insta", etl_archive.pairs(home, []), cleaned)


def _one(tmp_path, caption="A good day in the park", photo=1) -> etl.Rows:
    return _rows(instacities.put(tmp_path, instacities.pair("newyork", "7", caption, photo=photo)))


def test_a_pair_becomes_a_row_whose_tags_stand_apart(tmp_path):
    said = "A dog by the #hudson river\n\n#PuppyLove #dogs #instagood #DOGS #a"
    [(row, photo)] = _one(tmp_path, said)
    assert row.caption == "A dog by the hudson river"
    assert row.tags == ("Hudson", "PuppyLove", "Dogs")
    assert (row.id, row.source, row.owner) == ("insta/newyork/7", "etl:insta", "")
    assert row.consent is True
    assert Image.open(BytesIO(photo)).size == (96, 64)


def test_a_photo_keeps_nothing_of_where_it_was_taken(tmp_path):
    data = photo_files.jpeg_with(
        photo_files.iptc_segment(), exif=photo_files.exif(orientation=6), comment=b"at home"
    )
    [(_, photo)] = _one(tmp_path, photo=data)
    assert snapshot.foreign_segments(photo) == []
    assert Image.open(BytesIO(photo)).size == (64, 96), "it was turned upright"


@pytest.mark.parametrize(
    ("caption", "photo", "reason", "place"),
    [
        (b"one\ntwo caf\xe9 three", 1, "not_utf8", "newyork/7.txt:2"),
        (b"", 1, "empty", "newyork/7.txt"),
        ("  \n ", 1, "empty", "newyork/7.txt"),
        ("a bell \x07 rings here", 1, "no_text", "newyork/7.txt"),
        (b"word " * 20_000, 1, "too_long", "newyork/7.txt"),
        ("Follow me for more of these", 1, "asks_for_followers", "newyork/7.txt"),
        ("A good day in the park", b"", "photo_missing", "newyork/7.jpg"),
        ("A good day in the park", b"GIF? no", "photo_type", "newyork/7.jpg"),
        ("A good day in the park", makers.photo(1)[:400], "photo_unreadable", "newyork/7.jpg"),
    ],
)
def test_what_makes_no_row_is_counted_by_its_reason(tmp_path, caption, photo, reason, place):
    rows = _one(tmp_path, caption, photo)
    assert list(rows) == []
    assert rows.dropped == {reason: 1}
    assert rows.places == {reason: [place]}


def test_a_half_alone_is_counted_too(tmp_path):
    found = instacities.files(2)
    del found[next(iter(found))]
    rows = _rows(instacities.put(tmp_path, found))
    assert len(list(rows)) == 1
    assert rows.places == {"caption_missing": ["newyork/1000.jpg"]}


@pytest.mark.parametrize("again", [makers.photo(1), makers.photo(1, quality=50, size=(180, 120))])
def test_a_photo_that_was_there_in_another_size_is_left_out(tmp_path, again):
    found = instacities.pair("chicago", "1", "A good day in the park", photo=1)
    found |= instacities.pair("newyork", "2", "Something else to say here", photo=again)
    rows = _rows(instacities.put(tmp_path, found))
    assert len(list(rows)) == 1
    assert rows.places == {"photo_seen_before": ["newyork/2.jpg"]}


def test_a_caption_that_was_posted_before_is_left_out(tmp_path):
    found = instacities.pair("chicago", "1", "A good day  in the park #one", photo=1)
    found |= instacities.pair("newyork", "2", "a good day in the Park #two", photo=2)
    rows = _rows(instacities.put(tmp_path, found))
    assert len(list(rows)) == 1
    assert rows.places == {"caption_seen_before": ["newyork/2.txt"]}


def test_a_caption_whose_photo_is_corrupt_may_come_again_with_a_good_one(tmp_path):
    found = instacities.pair("chicago", "1", "A good day in the park", photo=b"broken")
    found |= instacities.pair("newyork", "2", "A good day in the park", photo=2)
    assert [row.id for row, _ in _rows(instacities.put(tmp_path, found))] == ["insta/newyork/2"]


def test_what_was_cleaned_before_a_cut_is_not_cleaned_again(tmp_path, monkeypatch):
    home = instacities.put(tmp_path / "raw", instacities.files(6))
    cut = iter(_rows(home, tmp_path / "cleaned"))
    first = [next(cut) for _ in range(4)]
    cut.close()
    loaded = []
    whole = photos.load
    monkeypatch.setattr(photos, "load", lambda *a, **b: loaded.append(a) or whole(*a, **b))
    again = list(_rows(home, tmp_path / "cleaned"))
    assert (again[:4], len(again), len(loaded)) == (first, 6, 2)


@pytest.mark.parametrize("name", ["", "Insta", "../up", "a" * 41, "-x", "a b"])
def test_a_name_that_is_none_is_refused(name):
    with pytest.raises(BadArchive, match="name must be"):
        etl.require_name(name)
