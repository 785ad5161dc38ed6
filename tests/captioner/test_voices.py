"""A voice: what an import makes of it, and what she may change, on what she saw."""

from io import BytesIO

import pytest

from captioner import batches, edits, voices
from captioner.errors import CaptionError, Conflict, ImportUnreadable, InvalidBrief
from captioner.models import Batch, CaptionJob, Voice
from captioner.writing import past_captions
from captioner.writing.brief import Brief
from tests import rows
from tests.captioner.writing import exports as zips
from tests.captioner.writing.creators import COMMUTER

pytestmark = pytest.mark.django_db

FIVE = tuple(f"caption number {n} ☕" for n in range(5))


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    monkeypatch.setattr("captioner.submit.hint", lambda: None)


def _taught(captions=COMMUTER, *, visitor: str = "v", name: str = "mine") -> voices.Taught:
    return voices.create(name, past_captions.pasted("\n".join(captions)), visitor=visitor)


def _voice(**options) -> Voice:
    return _taught(**options).voice


def test_a_voice_is_taught_by_captions_and_measured_by_them():
    voice = _voice(name="  Aisha ")
    voice.refresh_from_db()
    assert voice.name == "Aisha"
    assert voice.value.examples == COMMUTER
    assert voice.value.marks.capitals == "lower"


def test_the_newest_thirty_are_taken_and_the_rest_is_counted():
    taught = _taught([f"caption {n}" for n in range(40)])
    assert taught.left_out == 10
    assert taught.voice.examples == [f"caption {n}" for n in range(10, 40)]


def test_dates_say_which_are_the_newest_whatever_the_order_of_the_file():
    posts = [zips.post(f"caption {n} 🍑", at=2_000_000_000 - n) for n in range(33)]
    taught = voices.create("mine", past_captions.read(zips.export(posts), "export.zip"))
    assert taught.voice.examples == [f"caption {n} 🍑" for n in reversed(range(30))]


def test_a_caption_said_twice_counts_once():
    taught = _taught([*FIVE, FIVE[0]])
    assert taught.voice.examples == [*FIVE[1:], FIVE[0]]
    assert taught.left_out == 1


def test_a_bad_line_is_named_and_the_rest_is_imported():
    taught = _taught([*FIVE, "x" * 2201])
    assert taught.voice.examples == list(FIVE)
    [skipped] = taught.skipped
    assert skipped.where == "line 6"


@pytest.mark.parametrize(
    ("captions", "name", "said"),
    [
        (FIVE[:4], "mine", "needs 5 captions; this has 4."),
        ([*FIVE[:4], "x" * 2201], "mine", "line 5: It has 2,201 characters"),
        (FIVE, " ", "name must be"),
        (FIVE, "x" * 41, "name must be"),
    ],
)
def test_what_makes_no_voice_says_so_and_stores_nothing(captions, name, said):
    with pytest.raises(InvalidBrief, match=said):
        _taught(captions, name=name)
    assert not Voice.objects.exists()


def test_a_person_has_so_many_voices_and_no_more(monkeypatch):
    monkeypatch.setattr(voices, "VOICES_MAX", 2)
    _voice()
    _voice()
    with pytest.raises(InvalidBrief, match="2 voices"):
        _voice()
    _voice(visitor="another")
    assert Voice.objects.count() == 3


# --- changes -----------------------------------------------------------------------------------


def test_what_is_given_changes_and_the_rest_stays():
    voice = voices.save(_voice(), version=0, name="evenings")
    assert (voice.name, voice.version) == ("evenings", 1)
    assert voice.value.examples == COMMUTER
    voice = voices.save(voice, version=1, examples=[*COMMUTER, "  one more \r\n line"])
    assert voice.value.examples == (*COMMUTER, "one more \n line")
    assert Voice.objects.get().version == 2


def test_marks_she_sets_hold_until_she_sets_them_back():
    voice = voices.save(_voice(), version=0, marks={"never": ["vibes"], "emoji_share": 0.0})
    assert voice.value.marks.never == ("vibes",)
    assert set(voice.typed) == {"never", "emoji_share"}
    voice = voices.save(voice, version=1, marks={"emoji_share": None})
    assert voice.value.marks.emoji_share == voices.measured(voice).emoji_share > 0
    assert set(voice.typed) == {"never"}


def test_a_kept_edit_is_taken_back_and_none_is_put_in():
    voice = rows.voice(visitor="v", kept=["first edit", "second edit"])
    voice = voices.save(voice, version=0, kept=["second edit"])
    assert voice.kept == ["second edit"]
    with pytest.raises(InvalidBrief, match="never wrote"):
        voices.save(voice, version=1, kept=["second edit", "never wrote this"])


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"examples": FIVE[:4]},
        {"examples": ["ok"] * 31},
        {"examples": [*FIVE, " "]},
        {"examples": [*FIVE, "nul \0"]},
        {"marks": {"sparkle": 1}},
        {"marks": {"sparkle": None}},
        {"marks": {"emoji_share": 2}},
        {"marks": {"length_low": 300, "length": 200, "length_high": 250}},
    ],
)
def test_a_change_outside_the_limits_changes_nothing(change):
    voice = _voice()
    with pytest.raises(InvalidBrief):
        voices.save(voice, version=0, **change)
    voice.refresh_from_db()
    assert (voice.version, voice.value.examples, voice.typed) == (0, COMMUTER, {})


def test_the_later_of_two_browsers_is_told():
    voice = _voice()
    voices.save(voice, version=0, name="first")
    with pytest.raises(Conflict):
        voices.save(voice, version=0, name="second")
    assert Voice.objects.get().name == "first"


def test_a_change_that_changes_nothing_is_no_conflict_for_others():
    voice = voices.save(_voice(), version=0, name="mine", examples=COMMUTER)
    assert voice.version == 0


def test_an_edit_kept_meanwhile_is_seen_by_who_saves_later():
    voice = rows.voice(visitor="v")
    caption = rows.result(visitor="v", voice=voice).captions.get()
    edits.save(caption, edits.Edit(text="in my own words"), version=0)
    with pytest.raises(Conflict):
        voices.save(voice, version=0, name="other")


# --- photos of an export -----------------------------------------------------------------------


def _export(**files: bytes) -> BytesIO:
    paths = [f"media/posts/{name}.jpg" for name in files]
    posts = [zips.post(f"caption {n} 🍑", at=n, photos=paths[n : n + 1]) for n in range(6)]
    contents = dict(zip(paths, files.values(), strict=True))
    return zips.zipped({zips.POSTS: zips.posts_json(posts)} | contents)


def test_photos_of_an_export_come_in_as_a_batch_in_the_new_voice():
    file = _export(a=rows.jpeg(), b=b"no photo", c=rows.jpeg("navy"))
    taught = voices.create("mine", past_captions.read(file, "e.zip"), visitor="v")
    assert taught.photos == tuple(f"media/posts/{name}.jpg" for name in "cba")
    batch = voices.import_photos(
        file, (*taught.photos, "gone.jpg"), Brief(), visitor="v", voice=taught.voice
    )
    items = [(item.name, item.error_code, bool(item.job)) for item in batches.items(batch)]
    assert items == [
        ("c.jpg", "", True),
        ("b.jpg", "photo_type", False),
        ("a.jpg", "", True),
        ("gone.jpg", "import_unreadable", False),
    ]
    assert {job.voice for job in CaptionJob.objects.all()} == {taught.voice}
    assert {job.visitor for job in CaptionJob.objects.all()} == {"v"}


def test_too_many_photos_are_refused_before_any_is_read():
    with pytest.raises(InvalidBrief, match="50"):
        voices.import_photos(BytesIO(), ["a.jpg"] * 51, Brief(), visitor="v")
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("photos.zip", BytesIO(b"not a zip")),
        ("export.zip", zips.encrypted(zips.export([zips.post("a")]))),
        ("export.zip", zips.zipped({"../out.json": b"[]"})),
        ("captions.json", BytesIO(b"{")),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error_of_its_own(name: str, file: BytesIO):
    with pytest.raises(ImportUnreadable) as error:
        past_captions.read(file, name)
    assert isinstance(error.value, CaptionError)
    assert error.value.field == "file"
