"""Captions come out of folders, JSONL and CSV; what cannot be read is named and the rest read."""

import json

import pytest

from captioner.writing.tag_corpus import CAPTION_MAX, BadLine, Caption, CorpusUnusable, read


def test_a_folder_of_cities_gives_one_caption_a_text_file_at_any_depth(tmp_path):
    for city, number in (("newyork", 1), ("chicago", 2)):
        folder = tmp_path / "captions_resized_1M" / "cities_instagram" / city
        folder.mkdir(parents=True)
        (folder / f"{number}.txt").write_text(f"in {city} 🐶 #dog", encoding="utf-8")
    images = tmp_path / "img_resized_1M" / "cities_instagram" / "newyork"
    images.mkdir(parents=True)
    (images / "1.jpg").write_bytes(b"\xff\xd8")
    assert list(read(tmp_path)) == [Caption("in chicago 🐶 #dog"), Caption("in newyork 🐶 #dog")]


def test_a_jsonl_line_may_hold_a_caption_a_text_or_hashtags(tmp_path):
    lines = [
        {"caption": "out #dog"},
        {"text": "home"},
        {"caption": "both", "hashtags": ["beach", "#sea "]},
        {"hashtags": "#one, two"},
        {"caption": ""},
    ]
    path = tmp_path / "captions.jsonl"
    path.write_text("\n\n".join(map(json.dumps, lines)))
    assert [found.text for found in read(path)] == [
        "out #dog",
        "home",
        "both #beach #sea",
        " #one #two",
        "",
    ]


def test_a_csv_is_read_by_its_caption_column_quotes_and_newlines_and_all(tmp_path):
    path = tmp_path / "captions.csv"
    path.write_text('\ufeffid,caption\n1,"one, two\nthree #dog"\n2,four\n', encoding="utf-8")
    assert list(read(path)) == [Caption("one, two\nthree #dog"), Caption("four")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON"),
        (b"[" * 60_000, "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'{"id": 1}', "has no caption, text or hashtags"),
        (b'{"caption": 1}', "caption or text must be text"),
        (b'{"hashtags": [1]}', "hashtags must be a list of texts"),
        (b'{"caption": "\xff"}', "not UTF-8"),
        (b'{"caption": "\\ud800"}', "not UTF-8"),
        (b"x" * (3 * CAPTION_MAX), f"longer than {CAPTION_MAX:,} bytes"),
    ],
)
def test_a_bad_jsonl_line_is_named_and_the_next_one_read(tmp_path, line, reason):
    path = tmp_path / "captions.jsonl"
    path.write_bytes(b'{"caption": "a"}\n' + line + b'\n{"caption": "b"}\n')
    assert list(read(path)) == [Caption("a"), BadLine("captions.jsonl:2", reason), Caption("b")]


def test_a_bad_csv_row_is_named_and_the_next_one_read(tmp_path):
    path = tmp_path / "captions.csv"
    rows = [b"id,caption", b"1,a", b"2", b"3,\xff", b"4," + b"x" * 140_000, b"5,b"]
    path.write_bytes(b"\n".join(rows))
    assert list(read(path)) == [
        Caption("a"),
        BadLine("captions.csv:3", "has no caption, text or hashtags"),
        BadLine("captions.csv:4", "not UTF-8"),
        BadLine("captions.csv:5", "field larger than field limit (131072)"),
        Caption("b"),
    ]


def test_a_csv_without_a_caption_column_is_one_bad_line(tmp_path):
    path = tmp_path / "prices.csv"
    path.write_text("id,price\n1,2\n3,4\n")
    found = [BadLine("prices.csv", "has no column named caption, text or hashtags")]
    assert list(read(path)) == found


def test_a_text_file_that_is_none_is_named_by_its_place_in_the_folder(tmp_path):
    (tmp_path / "city").mkdir()
    (tmp_path / "city" / "1.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "city" / "2.txt").write_bytes(b"x" * (CAPTION_MAX + 1))
    assert list(read(tmp_path)) == [
        BadLine("city/1.txt", "not UTF-8"),
        BadLine("city/2.txt", f"longer than {CAPTION_MAX:,} bytes"),
    ]


def test_what_is_no_corpus_is_refused_at_once(tmp_path):
    with pytest.raises(CorpusUnusable, match="there is no such folder or file"):
        read(tmp_path / "nowhere")
    photo = tmp_path / "photo.jpg"
    photo.touch()
    with pytest.raises(CorpusUnusable, match=r"must be a folder, a .jsonl or a .csv file"):
        read(photo)
