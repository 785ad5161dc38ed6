"""What people allow today and reviewers approved becomes a version; what they take back leaves."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from captioner import deletion, preferences
from captioner.errors import InvalidBrief
from captioner.models import Adapter, CaptionJob, Photo
from captioner.writing.brief import Style
from feedback import review, snapshots
from feedback.datasets import snapshot
from feedback.datasets.records import Record
from feedback.datasets.snapshot import BadSnapshot, Snapshot
from feedback.models import DatasetSnapshot, Review, SnapshotPhoto
from tests import rows as makers_of_rows
from tests.feedback.approved import approved, said
from tests.feedback.datasets import makers

pytestmark = pytest.mark.django_db

PEOPLE = 6


@pytest.fixture(autouse=True)
def datasets_dir(settings, tmp_path) -> Path:
    settings.DATASETS_DIR = tmp_path / "datasets"
    return settings.DATASETS_DIR


@pytest.fixture(autouse=True)
def _no_second(monkeypatch):
    monkeypatch.setattr("feedback.review.drawn_for_a_second", lambda feedback_id: False)


@pytest.fixture
def people(django_user_model):
    return [django_user_model.objects.create_user(f"person{n}") for n in range(PEOPLE)]


@pytest.fixture
def house(people, bob):
    """Everybody's approved edits, a photo each."""
    return [approved(person, n, by=bob, text=f"low tide {n} ☕") for n, person in enumerate(people)]


def _built(**more) -> Snapshot:
    row, _ = snapshots.build("house", **more)
    return snapshot.read(row.path)


def _ids(of: Snapshot) -> set[str]:
    return {row.id for row in of.rows}


def _archive(folder: Path, *numbers: int, **fields) -> Path:
    """An archive's snapshot."""
    rows = [
        makers.record(n, folder / "photos", id=f"etl:city:{n}", source="etl:city", **fields)
        for n in numbers
    ]
    snapshot.write(folder / "whole", rows, name="city", images=folder / "photos")
    return folder / "whole"


# --- What enters -------------------------------------------------------------------------------


def test_an_approved_edit_enters_as_it_was_asked_for_suggested_and_left(alice, bob):
    approved(
        alice, 1, by=bob, text="low tide ☕", tone="witty", note="n", style=Style(lower_case=True)
    )
    [row] = _built().rows
    photo = Photo.objects.get()
    assert row == Record(
        id=row.id,
        split="train",
        sha256=row.sha256,
        owner=row.owner,
        description="a dog on a beach",
        tone="witty",
        note="n",
        style=Style(lower_case=True),
        draft="n 0",
        draft_tags=("Tag0", "Tag1", "Tag2", "Tag3", "Tag4"),
        caption="low tide ☕",
        tags=("Mine", "Dog"),
        thumbs="up",
        edited=True,
    )
    with photo.file.open("rb") as file:
        folder = DatasetSnapshot.objects.get().path
        assert (folder / row.image).read_bytes() == file.read()


@pytest.mark.parametrize(
    ("alt_text", "enters"),
    [
        ("A pup\non the shore.", ("A pup on the shore",)),
        ("", ()),
        (" a dog  on a beach ", ()),  # as it was suggested, but for how it is set
        ("...", ()),
    ],
)
def test_what_she_says_that_the_photo_shows_enters_where_it_is_not_what_was_suggested(
    alice, bob, alt_text, enters
):
    approved(alice, 1, by=bob, alt_text=alt_text)
    [row] = _built().rows
    assert row.sentences == enters
    assert (row.caption, row.edited) == ("words 0", False)


def test_an_owner_is_the_same_in_every_row_and_is_not_named(alice, charlie, bob):
    for number, owner in enumerate((alice, alice, charlie)):
        approved(owner, number, by=bob)
    owners = [row.owner for row in sorted(_built().rows, key=lambda row: int(row.id[9:]))]
    assert owners[0] == owners[1] != owners[2]
    assert all(len(owner) == 32 for owner in owners)


def test_a_voice_s_marks_are_part_of_what_was_asked_for(alice, bob):
    voice = makers_of_rows.voice(owner=alice)
    item = said(alice, 1, text="low tide ☕")
    job = item.feedback.caption.job
    job.voice = voice
    job.save()
    review.approve(item, by=bob, revision=item.revision)
    [row] = _built().rows
    assert row.style.lower_case


def test_all_of_it_is_read_in_one_query(house, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(list(snapshots.Approved())) == PEOPLE


def test_only_what_was_approved_and_is_allowed_today_enters(alice, charlie, people, bob):
    kept = approved(alice, 1, by=bob)
    said(alice, 2)
    turned_down = said(alice, 3)
    review.reject(turned_down, by=bob, revision=turned_down.revision)
    approved(charlie, 4, by=bob)
    preferences.consent(False, owner=charlie)
    assert _ids(_built()) == {f"feedback:{kept.feedback_id}"}


def test_a_photo_whose_file_is_lost_is_counted_and_the_rest_is_built(alice, bob):
    lost, _ = approved(alice, 1, by=bob), approved(alice, 2, by=bob)
    photo = lost.feedback.caption.job.photo
    photo.file.storage.delete(photo.file.name)
    built = _built()
    assert built.manifest.excluded == {"photo_missing": 1}
    assert built.manifest.counts["rows"] == 1


def test_a_row_that_no_dataset_may_hold_is_counted_by_its_field(alice, bob):
    """As of a platform that is no longer known, or a text from before there was a limit."""
    items = [approved(alice, n, by=bob) for n in range(3)]
    CaptionJob.objects.filter(captions__feedback__reviews=items[0]).update(platform="myspace")
    Review.objects.filter(pk=items[1].pk).update(text="x" * 100_000)
    built = _built()
    assert built.manifest.excluded == {"bad_caption": 1, "bad_platform": 1}
    assert built.manifest.counts["rows"] == 1


def test_with_nothing_approved_it_says_so_and_leaves_nothing(alice, bob, datasets_dir):
    said(alice, 1)
    with pytest.raises(BadSnapshot, match="no row to build house from"):
        snapshots.build("house")
    assert not DatasetSnapshot.objects.exists()
    assert [path.name for path in (datasets_dir / "house").iterdir()] == [".lock"]


@pytest.mark.parametrize("name", ["", "House", "../house", "a" * 41, "a b", "-a"])
def test_a_name_that_is_none_is_refused(name):
    with pytest.raises(InvalidBrief, match="name must be 1 to 40"):
        snapshots.build(name)


# --- One version after another -----------------------------------------------------------------


def test_the_same_rows_again_are_the_same_version(house, datasets_dir):
    first, is_new = snapshots.build("house")
    again, is_new_again = snapshots.build("house")
    assert (is_new, is_new_again) == (True, False)
    assert again == first
    assert sorted(path.name for path in (datasets_dir / "house").iterdir()) == [
        ".lock",
        first.digest[:12],
    ]


def test_the_day_it_is_built_is_no_part_of_its_digest(house, datasets_dir, monkeypatch):
    first, _ = snapshots.build("house")
    monkeypatch.setattr(
        "feedback.datasets.snapshot.datetime", _Clock(datetime(2031, 1, 1, tzinfo=UTC))
    )
    other, _ = snapshots.build("other")
    assert snapshot.manifest_of(other.path).created_at == "2031-01-01T00:00:00+00:00"
    assert other.digest == first.digest


class _Clock:
    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self, _) -> datetime:
        return self._at


def test_the_next_version_names_the_one_before_and_what_has_moved(house, people, bob):
    first, _ = snapshots.build("house")
    for n in range(30):
        approved(people[n % PEOPLE], 100 + n, by=bob, text=f"AN ENTIRELY OTHER MANNER {n}!")
    second, _ = snapshots.build("house")
    assert second.previous == first
    assert snapshot.manifest_of(second.path).previous == first.digest
    assert first.drift == {}
    assert second.drift["words"]["level"] == "large"


def test_nobody_moves_from_one_split_to_another_as_it_grows(house, people, bob):
    first = {row.id: row.split for row in _built().rows}
    assert set(first.values()) == {"train", "dev", "test"}
    for n in range(12):
        approved(people[n % PEOPLE], 100 + n, by=bob)
    second = _built().rows
    assert first.items() <= {row.id: row.split for row in second}.items()
    splits_of = {row.owner: set() for row in second}
    for row in second:
        splits_of[row.owner].add(row.split)
    assert all(len(found) == 1 for found in splits_of.values())


def test_consent_taken_back_takes_the_row_along_and_given_again_to_the_same_split(house, people):
    first = {row.id: row.split for row in _built().rows}
    gone = next(item for item in house if first[f"feedback:{item.feedback_id}"] == "test")
    owner = gone.feedback.owner
    preferences.consent(False, owner=owner)
    second = _built()
    assert f"feedback:{gone.feedback_id}" not in _ids(second)
    assert second.manifest.gone == {f"feedback:{gone.feedback_id}": "test"}
    preferences.consent(True, owner=owner)
    third = {row.id: row.split for row in _built().rows}
    assert third == first


def test_a_version_before_that_was_changed_is_refused_with_its_place(house):
    row, _ = snapshots.build("house")
    rows = row.path / "rows.jsonl"
    rows.write_text(rows.read_text().replace("low tide", "high tide"))
    with pytest.raises(BadSnapshot, match=r"the version before, .*rows.jsonl: its sha256"):
        snapshots.build("house")


# --- What is taken back ------------------------------------------------------------------------


def test_a_deleted_photo_leaves_the_next_version_and_is_named_in_those_that_held_it(house):
    first, _ = snapshots.build("house")
    photo = house[0].feedback.caption.job.photo
    photo_id = photo.id
    deletion.delete_photo(photo)
    second, _ = snapshots.build("house")
    rows = snapshot.read(second.path).rows
    assert len(rows) == PEOPLE - 1
    assert f"feedback:{house[0].feedback_id}" not in {row.id for row in rows}
    assert first.photos.exclude(deleted_at=None).get().photo_id == photo_id


def test_the_adapters_that_learned_from_a_deleted_photo_are_named(house, caplog):
    first, _ = snapshots.build("house")
    learned = Adapter.objects.create(
        digest="ad" * 32, role="writer", base="b", base_digest="c", dataset_digest=first.digest
    )
    photo_of = {row.photo_id: row.split for row in first.photos.all()}
    items = {photo_of[item.feedback.caption.job.photo_id]: item for item in house}
    held_out, trained = (items[split].feedback.caption.job.photo for split in ("test", "train"))
    assert snapshots.trained_on(held_out.id) == []
    assert snapshots.trained_on(trained.id) == [learned]
    deletion.delete_photo(trained)
    assert "photo deleted that an adapter learned from" in caplog.text
    second, _ = snapshots.build("house")
    assert second.notes == [
        "deleted since the version before: 1 photos; adapters trained on: writer:adadadadadad"
    ]


def test_an_archive_does_not_bring_a_deleted_photo_back(house, tmp_path):
    splits = {row.id: row.split for row in _built().rows}
    kept = house[0].feedback.caption.job.photo
    with kept.file.open("rb") as file:
        sha256 = makers.put(tmp_path / "photos", file.read())
    same = {"source": "etl:city", "split": splits[f"feedback:{house[0].feedback_id}"]}
    row = Record(id="etl:city:1", sha256=sha256, caption="x", **same)
    snapshot.write(tmp_path / "whole", [row], name="city", images=tmp_path / "photos")
    assert "etl:city:1" in _ids(_built(folders=[tmp_path / "whole"]))
    deletion.delete_photo(kept)
    built = _built(folders=[tmp_path / "whole"])
    assert "etl:city:1" not in _ids(built)
    assert built.manifest.excluded == {"photo_deleted": 1}


def test_a_photo_that_is_deleted_while_a_version_is_written_is_known_to_be(house, monkeypatch):
    photo = house[0].feedback.caption.job.photo
    whole = snapshots.datasets.build

    def slow(*args, **more):
        built = whole(*args, **more)
        deletion.delete_photo(photo)
        return built

    monkeypatch.setattr("feedback.snapshots.datasets.build", slow)
    row, _ = snapshots.build("house")
    assert row.photos.exclude(deleted_at=None).count() == 1


def test_sending_a_deleted_photo_again_and_allowing_it_is_a_new_word(alice, bob):
    first = approved(alice, 1, by=bob)
    approved(alice, 2, by=bob)
    _built()
    deletion.delete_photo(first.feedback.caption.job.photo)
    again = approved(alice, 1, by=bob)
    assert f"feedback:{again.feedback_id}" in _ids(_built())


# --- Archives ----------------------------------------------------------------------------------


def test_an_archive_s_rows_join_in_the_split_they_have(house, tmp_path):
    archive = _archive(tmp_path, 500, 501, owner="", split="dev")
    built = _built(folders=[archive])
    assert {row.id: row.split for row in built.rows if row.source == "etl:city"} == {
        "etl:city:500": "dev",
        "etl:city:501": "dev",
    }
    assert built.manifest.counts["source"] == {"etl:city": 2, "feedback": PEOPLE}
    assert SnapshotPhoto.objects.count() == PEOPLE


def test_an_old_version_given_as_an_archive_brings_nobody_in_who_has_taken_back(house, people):
    first, _ = snapshots.build("house")
    preferences.consent(False, owner=people[0])
    assert len(_built(folders=[first.path]).rows) == PEOPLE - 1


def test_the_next_version_takes_the_same_archives_unless_told_otherwise(house, tmp_path):
    archive = _archive(tmp_path, 500, 501)
    assert len(_built(folders=[archive]).rows) == PEOPLE + 2
    approved(house[0].feedback.owner, 99, by=house[0].reviewer)
    assert len(_built().rows) == PEOPLE + 3
    assert len(_built(folders=[]).rows) == PEOPLE + 1


def test_an_archive_that_is_none_is_refused(house, tmp_path):
    with pytest.raises(BadSnapshot, match="it is no snapshot"):
        snapshots.build("house", folders=[tmp_path])


# --- Metadata ----------------------------------------------------------------------------------


def test_where_a_photo_was_taken_is_nowhere_in_a_version(alice, bob, datasets_dir):
    from tests import photo_files

    data = photo_files.encoded(photo_files.picture(), "JPEG", exif=photo_files.exif())
    assert b"PhoneMaker" in data
    approved(alice, 1, by=bob, data=data)
    row, _ = snapshots.build("house")
    everything = b"".join(path.read_bytes() for path in row.path.rglob("*") if path.is_file())
    assert b"PhoneMaker" not in everything
    assert b"Exif" not in everything
    assert json.loads((row.path / "manifest.json").read_text())["counts"]["photos"] == 1


# --- The admin ---------------------------------------------------------------------------------


def test_an_operator_sees_what_is_in_a_version_and_who_is_gone(
    house, admin_client, django_assert_max_num_queries
):
    first, _ = snapshots.build("house")
    deletion.delete_photo(house[0].feedback.caption.job.photo)
    snapshots.build("house")
    with django_assert_max_num_queries(8):
        listed = admin_client.get("/admin/feedback/datasetsnapshot/").content.decode()
    assert str(first) in listed
    assert '<td class="field-deleted_photos">1</td>' in listed
    shown = admin_client.get(f"/admin/feedback/datasetsnapshot/{first.pk}/change/")
    assert first.digest in shown.content.decode()
