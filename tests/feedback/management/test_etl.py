"""A person at a terminal takes an archive through the three steps, twice, and is told what became
of it."""

import hashlib
import json
from io import StringIO
from pathlib import Path

import boto3
import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import CommandError, call_command
from moto.server import ThreadedMotoServer

from captioner.engine.describer import Describer
from feedback.datasets import etl, perceptual, snapshot
from tests.feedback.datasets import instacities, makers
from tests.range_server import FileServer, serving

LICENCE = ("--licence", "CC BY 4.0, asked 2026-11-01")


@pytest.fixture(autouse=True)
def work(settings, tmp_path) -> Path:
    settings.DATASETS_DIR = tmp_path / "datasets"
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "storage"},
        }
    }
    return tmp_path / "datasets" / "etl" / "insta"


@pytest.fixture
def archives(tmp_path) -> Path:
    """Where `build_dataset` looks for its snapshots."""
    return tmp_path / "datasets" / "archives" / "insta"


@pytest.fixture
def archive(tmp_path) -> Path:
    """Thirty good pairs and some of what is wrong with real ones."""
    found = instacities.files(30)
    found |= instacities.pair("chicago", "spam", "Follow me, link in bio #l4l", photo=90)
    found |= instacities.pair("chicago", "latin", "caf\xe9 au lait ici".encode("latin-1"), photo=91)
    found |= instacities.pair("New York", "cut", "A cut photo of us", photo=makers.photo(92)[:300])
    smaller = makers.photo(3, quality=60)
    found |= instacities.pair("newyork", "twice", "The very same picture again", photo=smaller)
    found |= instacities.pair("boston", "5", "A city that nobody asked for", photo=93)
    return instacities.zipped(tmp_path / "insta.zip", found)


def _run(*words) -> str:
    out = StringIO()
    call_command("etl", *map(str, words), stdout=out)
    return out.getvalue()


def _steps(archive) -> str:
    return (
        _run("extract", "insta", archive)
        + _run("transform", "insta", *LICENCE)
        + _run("load", "insta")
    )


def test_the_three_steps_make_a_snapshot_in_the_storage(archive, work, archives):
    said = _steps(archive)
    assert "30 rows of 34 pairs; train 24, dev 3, test 3" in said
    assert "  left out, not utf8: 1, the first chicago/latin.txt:1" in said
    assert "  left out, photo seen before: 1, the first newyork/twice.jpg" in said
    report = json.loads((work / "report.json").read_text())
    assert report["left_out"] == {
        "asks_for_followers": 1,
        "not_utf8": 1,
        "photo_seen_before": 1,
        "photo_unreadable": 1,
    }
    assert report["licence"] == LICENCE[1]
    assert report["sha256"] == hashlib.sha256(archive.read_bytes()).hexdigest()
    made = snapshot.read(archives / report["snapshot"])
    assert {row.id.split("/")[1] for row in made.rows} == {"newyork", "chicago", "sanfrancisco"}
    home = f"datasets/insta/{made.manifest.digest[:12]}"
    for name in (*made.manifest.files, "manifest.json"):
        with default_storage.open(f"{home}/{name}") as file:
            assert file.read() == (made.folder / name).read_bytes()


def test_no_picture_is_there_twice_and_no_split_is_empty(archive, work, archives):
    _steps(archive)
    made = snapshot.read(next(archives.glob("[0-9a-f]*")))
    seen = perceptual.Index()
    for row in made.rows:
        look = perceptual.look((made.folder / row.image).read_bytes())
        assert list(seen.near(look.print)) == [], "one picture has one row"
        seen.add(row.id, look.print)
    assert min(made.manifest.counts["split"].values()) > 0


def _tree(folder: Path) -> dict:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*.[jtz]*[gtp]")}


def test_a_second_time_nothing_is_done_again(archive, work):
    _steps(archive)
    before = _tree(work.parent.parent)
    said = _steps(archive)
    assert "as before:" in said
    assert "nothing to send" in said
    assert _tree(work.parent.parent) == before


def test_other_cities_later_keep_the_splits_of_the_first(archive, work, archives):
    _run("extract", "insta", archive)
    _run("transform", "insta", *LICENCE, "--cities", "Chicago")
    [first] = [snapshot.read(path) for path in archives.glob("[0-9a-f]*")]
    said = _run("transform", "insta", *LICENCE, "--cities")
    assert "31 rows" in said, "Boston came in"
    report = json.loads((work / "report.json").read_text())
    now = {row.id: row.split for row in snapshot.read(archives / report["snapshot"]).rows}
    assert {row.id: now[row.id] for row in first.rows} == {row.id: row.split for row in first.rows}


def test_it_is_had_from_a_web_server_and_checked(archive, work):
    data = archive.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    with serving(FileServer(data)) as server:
        said = _run("extract", "insta", server.url + "?signature=secret", "--sha256", digest)
        assert f"sha256    {digest}\n" in said
        server.sent = 0
        _run("extract", "insta", server.url + "?signature=another", "--sha256", digest)
        assert server.sent == 0
    assert "secret" not in (work / "source.json").read_text()
    assert "30 rows" in _run("transform", "insta", *LICENCE)


@pytest.mark.django_db
def test_build_dataset_takes_it_in_with_its_splits(archive, archives):
    _run("extract", "insta", archive)
    _run("transform", "insta", *LICENCE)
    [folder] = archives.glob("[0-9a-f]*")
    out = StringIO()
    call_command("build_dataset", "house", "--from", str(folder), stdout=out)
    assert "30 rows of 30 photos; train 24, dev 3, test 3" in out.getvalue()


def test_photos_are_described_by_the_model_that_serves(tmp_path, archives, monkeypatch):
    _run("extract", "insta", instacities.zipped(tmp_path / "small.zip", instacities.files(3)))
    _run("transform", "insta", *LICENCE, "--describe")
    [folder] = archives.glob("[0-9a-f]*")
    rows = snapshot.read(folder).rows
    assert all(len(row.description.split()) > 2 for row in rows), rows
    monkeypatch.setattr(Describer, "describe", None)
    assert "as before:" in _run("transform", "insta", *LICENCE, "--describe")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["extract", "../x", "a.zip"], "name must be 1 to 40"),
        (["extract", "insta", "nowhere.zip"], "there is no such file"),
        (["extract", "insta", "http://127.0.0.1:9/a.zip"], "127.0.0.1:9"),
        (["extract", "insta", "file:///etc/passwd"], "must begin with http"),
        (["transform", "insta", *LICENCE], "first: manage.py etl extract insta"),
        (["transform", "insta"], "--licence"),
        (["load", "insta"], "first: manage.py etl transform insta"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(words, why, work):
    with pytest.raises(CommandError, match=why):
        _run(*words)
    assert not (work / "source.json").exists()


def test_another_archive_than_was_asked_for_is_refused(archive, work):
    with pytest.raises(CommandError, match="and 0000"):
        _run("extract", "insta", archive, "--sha256", "0" * 64)
    assert not list(work.glob("raw*"))


def test_a_city_that_is_not_there_is_refused_with_those_that_are(archive):
    _run("extract", "insta", archive)
    with pytest.raises(CommandError, match="no city 'Bosten'; there are: boston, chicago"):
        _run("transform", "insta", *LICENCE, "--cities", "Bosten")


def test_a_person_who_stops_it_is_told_that_it_can_go_on(archive, monkeypatch):
    _run("extract", "insta", archive)
    cleaned = []

    def stopped(*given):
        if len(cleaned) == 5:
            raise KeyboardInterrupt
        cleaned.append(given)
        return clean(*given)

    clean = etl._clean
    monkeypatch.setattr(etl, "_clean", stopped)
    with pytest.raises(CommandError, match="goes on from here") as told:
        _run("transform", "insta", *LICENCE)
    assert told.value.returncode == 130
    monkeypatch.setattr(etl, "_clean", lambda *given: cleaned.append(given) or clean(*given))
    assert "30 rows" in _run("transform", "insta", *LICENCE)
    assert len({given[1] for given in cleaned}) == len(cleaned), "no photo was cleaned twice"


def test_a_load_that_was_cut_short_sends_what_is_missing(archive, monkeypatch):
    _run("extract", "insta", archive)
    _run("transform", "insta", *LICENCE)
    save, keys = FileSystemStorage.save, []

    def kept(storage, key, content):
        keys.append(key)
        return save(storage, key, content)

    def cut(storage, key, content):
        if len(keys) >= 10:
            raise OSError("the network is down")
        return kept(storage, key, content)

    monkeypatch.setattr(FileSystemStorage, "save", cut)
    with pytest.raises(
        CommandError, match=r"did not answer: the network is down\. .* run it again"
    ):
        _run("load", "insta")
    assert not default_storage.exists(f"{keys[0].rpartition('/images')[0]}/manifest.json")
    # As a plain disk leaves it when it is full or the machine is switched off.
    Path(default_storage.path(keys[0])).write_bytes(b"half of it")
    monkeypatch.setattr(FileSystemStorage, "save", kept)
    _run("load", "insta")
    assert len(keys) == len(set(keys)) + 1, "the half one again, no other"
    assert "nothing to send" in _run("load", "insta")


def test_a_snapshot_that_was_changed_is_not_loaded(archive, work, archives):
    _run("extract", "insta", archive)
    _run("transform", "insta", *LICENCE)
    photo = next(archives.rglob("images/*.jpg"))
    photo.write_bytes(photo.read_bytes() + b"x")
    with pytest.raises(CommandError, match="its sha256 is not the manifest's"):
        _run("load", "insta")


@pytest.fixture
def s3(settings, monkeypatch):
    """An S3 of this test, which the photos' storage is."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    place = {"bucket_name": "data", "endpoint_url": f"http://{host}:{port}"}
    client = boto3.client("s3", endpoint_url=place["endpoint_url"])
    client.create_bucket(Bucket="data")
    backend = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": place}
    settings.STORAGES = settings.STORAGES | {"default": backend}
    yield client
    client.close()
    server.stop()


def test_it_goes_to_an_s3_once(s3, tmp_path, work, archives):
    _run("extract", "insta", instacities.zipped(tmp_path / "small.zip", instacities.files(4)))
    _run("transform", "insta", *LICENCE)
    assert "6 files sent" in _run("load", "insta")
    assert "nothing to send" in _run("load", "insta")
    report = json.loads((work / "report.json").read_text())
    made = archives / report["snapshot"]
    stored = {one["Key"]: one["Size"] for one in s3.list_objects(Bucket="data")["Contents"]}
    assert stored == {
        f"datasets/insta/{made.name}/{path.relative_to(made).as_posix()}": path.stat().st_size
        for path in made.rglob("*")
        if path.is_file()
    }
