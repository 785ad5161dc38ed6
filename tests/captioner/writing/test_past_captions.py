"""Past captions come in whole from every source, and nothing hostile comes with them."""

import json
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.errors import ImportUnreadable
from captioner.writing import export_zip, past_captions
from captioner.writing.export_zip import Limits
from captioner.writing.past_captions import (
    PastCaption,
    Skipped,
    pasted,
    read,
    read_photos,
    repaired,
)
from tests.captioner.writing.exports import (
    JPEG,
    POSTS,
    encrypted,
    export,
    post,
    posts_json,
    understated,
    zipped,
)

LONG = "x" * 2201
TOO_LONG = "It has 2,201 characters; a caption has at most 2,200."
# What a caption can hold: any character but controls and halves of one.
CAPTIONS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=60
).filter(str.strip)


def texts(imported):
    return [caption.text for caption in imported.captions]


def from_bytes(data, name):
    return read(BytesIO(data), name)


def refused(file, name="export.zip"):
    with pytest.raises(ImportUnreadable) as caught:
        read(file, name)
    assert (caught.value.code, caught.value.field) == ("import_unreadable", "file")
    return caught.value.detail


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n ", []),
        ("one", ["one"]),
        ("one\ntwo\nthree", ["one", "two", "three"]),
        ("one\r\ntwo\r\n", ["one", "two"]),
        ("\n\n  one\ntwo  \n\n", ["one", "two"]),
        ("one\nstill one\n\ntwo", ["one\nstill one", "two"]),
        ("one\n \n\n\ntwo 🍑\n#tram", ["one", "two 🍑\n#tram"]),
        ("\ufeffone\ntwo", ["one", "two"]),
    ],
)
def test_pasted_text_is_divided_by_blank_lines_or_else_by_lines(text, expected):
    assert texts(pasted(text)) == expected
    assert texts(from_bytes(text.encode(), "captions.TXT")) == expected


def test_a_caption_that_is_too_long_is_named_and_the_rest_imported():
    imported = pasted(f"one\n\n{LONG}\n\ntwo\x00\n\nthree\nmore")
    assert texts(imported) == ["one", "three\nmore"]
    assert imported.skipped == (
        Skipped("line 3", TOO_LONG),
        Skipped("line 5", "It holds characters that are no text."),
    )


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("caption\none\ntwo", ["one", "two"]),
        ("one\ntwo, too", ["one", "two, too"]),
        ("one, and\ntwo, or three, or\nfour", ["one, and", "two, or three, or", "four"]),
        ("date,caption\n2024-01-01,one\n2024-01-02,two", ["one", "two"]),
        ("Datum;Text\n1;one\n2;two, too", ["one", "two, too"]),
        ("id\ttitle\n1\tone\n2\ttwo", ["one", "two"]),
        ("1,one longer text,ok\n2,two longer text,ok", ["one longer text", "two longer text"]),
        ('id,caption\n1,"one, and\nmore ""quoted"""\n\n2,two', ['one, and\nmore "quoted"', "two"]),
        ('\ufeff"Caption","Likes"\r\n"one 🍑","3"\r\n', ["one 🍑"]),
        ("title,caption\nIMG_1,one\nIMG_2,two", ["one", "two"]),
        ("Post ID,Caption text\n17000000000,one\n17000000001,two", ["one", "two"]),
        ("one,https://example.com/p/1\ntwo,https://example.com/p/2", ["one", "two"]),
        ("no caption,3\ntwo,4", ["no caption", "two"]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_a_table_gives_its_column_of_captions(table, expected):
    assert texts(from_bytes(table.encode(), "captions.csv")) == expected


def test_a_table_divided_by_tabs_is_read_as_one():
    assert texts(from_bytes(b"id\tcaption\n1\tone, too\n", "captions.tsv")) == ["one, too"]


@pytest.mark.parametrize(
    ("table", "where", "reason"),
    [
        ('id,caption\n1,one\n2,"two\n3,three', "line 3", "quotes"),
        ('id,caption\n1,one\n2,"two"x\n3,three', "line 3", "quotes"),
        ("id,caption\n1,one\n2,two, too\n3,three", "line 3", "3 columns where there are 2"),
        (f"id,caption\n1,one\n2,{LONG}\n3,three", "line 3", "2,201"),
        ("id,caption\n1,one\n2,\n3,three", "line 3", "no caption"),
        ('"\nid,caption\n1,one\n3,three', "line 1", "quotes"),
    ],
)
def test_a_bad_line_of_a_table_is_named_and_the_rest_imported(table, where, reason):
    imported = from_bytes(table.encode(), "captions.csv")
    assert texts(imported) == ["one", "three"]
    [skipped] = imported.skipped
    assert skipped.where == where
    assert reason in skipped.reason


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (["one", "two"], ["one", "two"]),
        ([{"caption": "one", "title": "no"}, {"text": "two"}, {"title": "three"}], None),
        ({"captions": ["one"], "count": 1}, ["one"]),
        ([{"caption": None, "text": "one"}, {"Caption": "two"}, {"description": "three"}], None),
        ([], []),
    ],
)
def test_json_gives_its_texts(data, expected):
    imported = from_bytes(json.dumps(data).encode("utf-8-sig"), "captions.json")
    assert texts(imported) == (expected or ["one", "two", "three"] if data else [])


def test_a_bad_entry_of_json_is_named_and_the_rest_imported():
    data = ["one", 2, {"likes": 3}, {"caption": None}, LONG, "\ud83c", "", "three"]
    imported = from_bytes(json.dumps(data).encode(), "captions.json")
    assert texts(imported) == ["one", "three"]
    assert [skipped.where for skipped in imported.skipped] == [f"entry {n}" for n in range(2, 8)]


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("captions.txt", "one\nd\udce9j\udce0 vu\nthree ☕", "line 2"),
        ("captions.txt", "one\ncaf\udce9\nthree ☕", "line 2"),  # the others are UTF-8, if by a cup
        ("captions.csv", "id,caption\n1,one\n2,ko\udce8ka\n3,three ☕", "line 3"),
        ("captions.json", '["one", "\udcef\udcf0\udce8", "three ☕"]', "entry 2"),
    ],
)
def test_a_line_in_another_encoding_is_named_and_the_rest_imported(name, text, where):
    imported = from_bytes(text.encode("utf-8", "surrogateescape"), name)
    assert texts(imported) == ["one", "three ☕"]
    [skipped] = imported.skipped
    assert (skipped.where, "save the file as UTF-8" in skipped.reason) == (where, True)


@pytest.mark.parametrize(
    ("encoding", "caption"),
    [
        ("utf-16", "žluťoučký kůň ☕"),
        ("utf-32", "кофе, наконец ☕"),
        ("utf-8-sig", "déjà vu ☕"),
        ("cp1252", "“Café” — isn’t it…"),
        ("cp1252", "Grüße aus Köln, für 5 €"),
    ],
)
@pytest.mark.parametrize("name", ["captions.txt", "captions.csv", "captions.json"])
def test_a_file_whose_encoding_is_certain_is_read_in_it(name, encoding, caption):
    two = json.dumps(["one", caption], ensure_ascii=False)
    text = (
        two
        if name.endswith(".json")
        else f'one\n"{caption}"'
        if "csv" in name
        else f"one\n{caption}"
    )
    assert texts(from_bytes(text.encode(encoding), name)) == ["one", caption]


@pytest.mark.parametrize(
    ("encoding", "caption"),
    [
        ("cp1251", "кофе"),
        ("cp1250", "kočka"),
        ("cp1253", "καφές"),
        ("cp932", "コーヒー"),
        ("mac-roman", "café"),
    ],
)
def test_no_caption_is_guessed_into_wrong_letters(encoding, caption):
    imported = from_bytes(f"one\n{caption}".encode(encoding), "captions.txt")
    assert (texts(imported), [one.where for one in imported.skipped]) == (["one"], ["line 2"])


@pytest.mark.parametrize(
    ("data", "name", "detail"),
    [
        ("\ufeffone".encode("utf-16-le")[:-1], "captions.txt", "begins as UTF-16-LE and is not"),
        (b'["one",\n"two', "captions.json", "not JSON, see line 2"),
        (b"[" * 100_000, "captions.json", "not JSON"),
        (b'"one"', "captions.json", "must be a list"),
        (b'{"caption": "one"}', "captions.jsonl", ".jsonl files are not read: send .txt, .csv"),
        (b'{"a": [], "b": []}', "captions.json", "must be a list"),
        (b"x" * (past_captions.LIST_MAX + 1), "captions.txt", "larger than 16 MB"),
        (b"x\n" * 20_001, "captions.txt", "more than 20,000 captions"),
        (b'"\n' * 200_001, "captions.csv", "more than 200,000 lines"),
        (b"\r" * 200_001, "captions.txt", "more than 200,000 lines"),
    ],
)
def test_a_file_that_is_unreadable_as_a_whole_says_why(data, name, detail):
    assert detail in refused(BytesIO(data), name)


@given(st.lists(CAPTIONS, max_size=8))
def test_an_export_gives_back_every_caption_exactly(captions):
    posts = [post(text, shared=bool(at % 2)) for at, text in enumerate(captions)]
    assert texts(read(export(posts), "export.zip")) == [text.strip() for text in captions]


def test_an_export_written_by_hand_byte_for_byte_is_repaired():
    escaped = rb'[{"media": [{"title": "peach \u00f0\u009f\u008d\u0091 caf\u00c3\u00a9"}]}]'
    assert texts(read(zipped({POSTS: escaped}), "export.zip")) == ["peach 🍑 café"]


@pytest.mark.parametrize("text", ["café", "peach 🍑", "plain", "", "Ã", "\ud83c"])
def test_text_that_needs_no_repair_is_left_alone(text):
    assert repaired(text) == text


@pytest.mark.parametrize(
    ("root", "name"),
    [
        ("", "content/posts_1.json"),
        ("", "your_instagram_activity/content/posts_1.json"),
        ("", "your_instagram_activity/media/posts_1.json"),
        ("instagram-aisha-2026/", "your_instagram_activity/content/posts_1.json"),
    ],
)
def test_an_export_of_any_year_gives_captions_days_and_photos(root, name):
    photos = ["media/posts/202405/a.jpg", "media/posts/202405/b.heic", "media/posts/c.mp4"]
    made = [post("peach 🍑", photos=[*photos, "media/posts/missing.jpg"], shared=True)]
    file = export(made, name=root + name, photos=[root + photo for photo in photos])
    assert read(file, "Export.ZIP").captions == (
        PastCaption(
            "peach 🍑",
            datetime(2024, 5, 31, 16, 8, 37, tzinfo=UTC),
            (f"{root}media/posts/202405/a.jpg", f"{root}media/posts/202405/b.heic"),
        ),
    )


def test_a_long_export_goes_on_in_further_lists_in_their_order():
    names = ["content/posts_10.json", "content/posts_2.json", "content/posts_1.json"]
    file = zipped({name: posts_json([post(name)]) for name in names})
    assert texts(read(file, "export.zip")) == names[::-1]


def test_a_list_taken_out_of_an_export_is_read_as_in_it():
    assert texts(from_bytes(posts_json([post("peach 🍑")]), "posts_1.json")) == ["peach 🍑"]


def test_posts_without_a_caption_or_a_shape_are_named_and_the_rest_imported():
    odd = [
        {"media": 3, "creation_timestamp": "x"},
        {"media": []},
        {"media": [None, {"title": 5, "uri": 6}]},
    ]
    late = post("two", at=10**20)
    imported = read(export([post("one"), *odd, None, post(" "), late]), "export.zip")
    assert texts(imported) == ["one", "two"]
    assert imported.captions[1].taken_at is None
    assert [skipped.where for skipped in imported.skipped] == [
        f"posts_1.json, entry {number}" for number in range(2, 7)
    ]


@pytest.mark.parametrize("at", [True, float("nan"), float("inf"), -(10**30), "1717171717", None])
def test_a_date_that_is_none_costs_no_caption(at):
    [caption] = read(export([post("one", at=at)]), "export.zip").captions
    assert caption == PastCaption("one")


def test_a_zip_is_known_by_its_first_bytes_whatever_its_name():
    assert texts(read(export([post("one")]), "download (1)")) == ["one"]


@pytest.mark.parametrize(
    ("file", "detail"),
    [
        (BytesIO(b""), "not a zip"),
        (BytesIO(b"PK\x03\x04 and then something else"), "not a zip"),
        (BytesIO(export([post("one")]).getvalue()[:-40]), "not a zip"),
        (encrypted(export([post("one")])), "encrypted"),
        (zipped({"readme.txt": b"hello"}), "holds no posts"),
        (zipped({"content/posts_1.html": b"<p>"}), "in HTML"),
        (zipped({POSTS: b"{"}), "posts_1.json is not JSON"),
        (zipped({POSTS: b" " * (past_captions.LIST_MAX + 1)}), "posts_1.json expands past 16 MB"),
        (understated(zipped({POSTS: b"[" + b" " * 60_000 + b"]"}), size=2), "damaged"),
        *(
            (zipped({POSTS: b"[]", name: b""}), "out of its own folder")
            for name in ("../evil.jpg", "media/../../evil.jpg", "/etc/evil", "C:/evil", "a\\..\\b")
        ),
    ],
)
def test_a_hostile_or_broken_zip_is_refused_with_its_reason(file, detail):
    assert detail in refused(file)


def test_a_zip_with_a_hundred_thousand_entries_is_refused():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(100_000):
            archive.writestr(zipfile.ZipInfo(f"{number}"), b"")
    assert refused(file) == "The zip has too many entries: the limit is 50,000."


def test_a_list_of_entries_is_never_taken_into_memory_past_its_limit(monkeypatch):
    monkeypatch.setattr(export_zip, "UPLOAD", Limits(directory=10_000))
    file = zipped({f"{number:0200}": b"" for number in range(100)})
    assert "too many entries" in refused(file)


@pytest.mark.parametrize("name", ["content/posts_{}.json", "media/{}.jpg"])
def test_everything_that_one_zip_expands_to_counts_together_read_or_not(monkeypatch, name):
    monkeypatch.setattr(export_zip, "UPLOAD", Limits(expanded=3_000_000))
    files = {name.format(n): b"[" + b" " * 1_000_000 + b"]" for n in range(2, 5)}
    assert refused(zipped({POSTS: b"[]"} | files)) == "The zip expands past 3 MB."


def test_a_link_in_a_zip_is_refused():
    link = zipfile.ZipInfo("media/a.jpg")
    link.external_attr = 0o120777 << 16
    assert "out of its own folder" in refused(zipped({POSTS: b"[]", link: b"/etc/passwd"}))


def test_a_method_that_expands_in_one_step_is_refused():
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(POSTS, b"[]")
    assert "use deflate" in refused(file)


def test_a_photo_she_ticked_comes_out_as_it_is():
    file = export([post("one", photos=["media/a.jpg"])], photos=["media/a.jpg"])
    [caption] = read(file, "export.zip").captions
    assert list(read_photos(file, caption.photos, max_bytes=100)) == [JPEG]


@pytest.mark.parametrize(
    ("path", "max_bytes", "detail"),
    [
        ("media/b.jpg", 100, "holds no media/b.jpg"),
        ("../media/a.jpg", 100, "holds no ../media/a.jpg"),
        (POSTS, 100, "is no photo"),
        ("media/a.jpg", len(JPEG) - 1, "expands past"),
    ],
)
def test_a_photo_that_may_not_be_read_says_why_and_stops_no_other(path, max_bytes, detail):
    file = export([], photos=["media/a.jpg", "c.png"])
    refused, other = read_photos(file, [path, "c.png"], max_bytes=max_bytes)
    assert isinstance(refused, ImportUnreadable)
    assert detail in refused.detail
    assert other == JPEG or max_bytes < len(JPEG)


def test_a_photo_that_many_posts_name_counts_each_time(monkeypatch):
    monkeypatch.setattr(export_zip, "UPLOAD", Limits(expanded=2 * len(JPEG)))
    file = export([], photos=["a.jpg"])
    *read, refused = read_photos(file, ["a.jpg"] * 3, max_bytes=100)
    assert read == [JPEG, JPEG]
    assert "expands past" in refused.detail


def test_a_photo_of_a_hostile_zip_is_refused_as_its_captions_are():
    with pytest.raises(ImportUnreadable, match="encrypted"):
        read_photos(encrypted(export([], photos=["a.jpg"])), ["a.jpg"], max_bytes=100)


@given(st.data())
def test_a_zip_damaged_anywhere_is_captions_or_a_clear_error(data):
    damaged = bytearray(export([post("one 🍑")]).getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    found = outcome(bytes(damaged), "export.zip")
    assert isinstance(found, past_captions.Imported) or found.field == "file"


def outcome(data, name):
    try:
        return from_bytes(data, name)
    except ImportUnreadable as error:
        return error


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.csv", "a.json", "a.zip", "a"]))
def test_any_bytes_are_captions_or_a_clear_error(data, name):
    found = outcome(data, name)
    assert isinstance(found, past_captions.Imported) or found.field == "file"


@given(st.text(max_size=200), st.sampled_from(["a.txt", "a.csv", "a.json"]))
def test_any_text_is_captions_or_a_clear_error(text, name):
    found = outcome(text.encode(errors="replace"), name)
    if isinstance(found, past_captions.Imported):
        assert all(0 < len(caption) <= 2200 for caption in texts(found))
    else:
        assert name == "a.json"
        assert "JSON" in found.detail
