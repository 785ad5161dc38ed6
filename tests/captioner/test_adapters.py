"""Adapters in the storage and in the rows: kept by content, one live a role, only what passed."""

import os
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction

from captioner import adapters
from captioner.engine.adapter_files import CONFIG, MANIFEST, TENSORS, read, seal
from captioner.errors import AdapterUnusable, Conflict
from captioner.models import Adapter, Verdict


@pytest.fixture
def folder(tmp_path):
    """`folder("one")`: a sealed folder; what its tensors are is no matter to the storage."""

    def of(words: str, *, role: str = "writer") -> Path:
        made = tmp_path / words
        made.mkdir()
        (made / TENSORS).write_text(f"{words} of {tmp_path}")  # no other test's digest
        (made / CONFIG).write_text("{}")
        digests = {"base_digest": "a" * 64, "dataset_digest": "b" * 64}
        seal(made, role=role, base="bundled/writer", config={"r": 8}, **digests)
        return made

    return of


@pytest.fixture
def stored(folder):
    """`stored("one")`: an adapter that passed, in the storage."""
    return lambda words, **values: adapters.store(
        folder(words), **{"verdict": Verdict.PASS, "report": {"rows": 40}} | values
    )


def _local(adapter: Adapter) -> Path:
    return Path(settings.DATA_DIR, "adapters", adapter.digest)


def _in_storage(adapter: Adapter, name: str) -> str:
    return f"adapters/{adapter.digest}/{name}"


def _served() -> str:
    adapter = adapters.live("writer")
    return adapter.digest if adapter else ""


@pytest.mark.django_db
def test_a_stored_adapter_comes_back_whole_by_its_digest_and_its_row_says_what_it_is(folder):
    made = folder("one")
    adapter = adapters.store(made, verdict="pass", report={"rows": 40})
    fetched = adapters.fetch(adapter)
    assert fetched == _local(adapter)
    assert read(fetched) == read(made)
    assert (adapter.role, adapter.base, adapter.base_digest) == (
        "writer",
        "bundled/writer",
        "a" * 64,
    )
    assert (adapter.verdict, adapter.report, adapter.live) == ("pass", {"rows": 40}, False)
    for name in (TENSORS, CONFIG, MANIFEST):
        default_storage.delete(_in_storage(adapter, name))
    assert adapters.fetch(adapter) == fetched, "what is here is not asked for again"


@pytest.mark.django_db
def test_storing_it_again_makes_no_second_one_and_may_bring_a_new_verdict(folder):
    made = folder("one")
    first = adapters.store(made)
    assert first.verdict == ""
    again = adapters.store(made, verdict="not_enough_data", report={"rows": 3})
    assert (again.pk, again.verdict) == (first.pk, "not_enough_data")
    assert adapters.store(made).verdict == "not_enough_data"
    assert default_storage.listdir(f"adapters/{first.digest}")[1].__len__() == 3


@pytest.mark.django_db
def test_an_upload_that_was_cut_short_is_done_again(folder):
    made = folder("one")
    name = f"adapters/{read(made).digest}/{TENSORS}"
    default_storage.save(name, ContentFile(b"half"))
    adapter = adapters.store(made)
    assert read(adapters.fetch(adapter)) == read(made)


@pytest.mark.django_db
def test_a_folder_that_is_not_what_it_says_leaves_neither_file_nor_row(folder):
    made = folder("one")
    digest = read(made).digest
    (made / TENSORS).write_text("something else")
    with pytest.raises(AdapterUnusable, match="changed or cut short"):
        adapters.store(made)
    assert not Adapter.objects.exists()
    assert not default_storage.exists(f"adapters/{digest}/{TENSORS}")


@pytest.mark.django_db
def test_a_stored_file_cut_short_is_refused_and_leaves_nothing_local(stored):
    adapter = stored("one")
    name = _in_storage(adapter, TENSORS)
    default_storage.delete(name)
    with pytest.raises(AdapterUnusable, match=f"the storage has no {name}"):
        adapters.fetch(adapter)
    default_storage.save(name, ContentFile(b"half"))
    with pytest.raises(AdapterUnusable, match="changed or cut short"):
        adapters.fetch(adapter)
    assert not _local(adapter).exists()
    assert not list(_local(adapter).parent.glob("*.part"))


@pytest.mark.django_db
def test_another_adapters_files_under_its_name_are_refused(stored):
    one, other = stored("one"), stored("other")
    for name in (TENSORS, CONFIG, MANIFEST):
        with default_storage.open(_in_storage(other, name)) as file:
            data = file.read()
        default_storage.delete(_in_storage(one, name))
        default_storage.save(_in_storage(one, name), ContentFile(data))
    with pytest.raises(AdapterUnusable, match=f"holds {other.digest[:12]} under the name"):
        adapters.fetch(one)


@pytest.mark.django_db
def test_a_local_copy_that_was_damaged_is_fetched_anew(stored):
    adapter = stored("one")
    (adapters.fetch(adapter) / TENSORS).write_text("damaged")
    assert read(adapters.fetch(adapter)).digest == adapter.digest


@pytest.mark.django_db
@pytest.mark.parametrize(
    "digest", ["../../outside", "/etc", "", "A" * 64, "a" * 63, "a" * 64 + "/"]
)
def test_no_other_text_than_a_digest_becomes_a_path(stored, digest):
    adapter = stored("one")
    adapter.digest = digest
    with pytest.raises(AdapterUnusable, match="64 hexadecimal digits"):
        adapters.fetch(adapter)


@pytest.mark.django_db
def test_a_promoted_adapter_serves_alone_and_says_who_promoted_it(stored, admin_user):
    one, other = stored("one"), stored("other")
    adapters.promote(one)
    adapters.promote(other, by=admin_user)
    assert _served() == other.digest
    assert list(Adapter.objects.filter(live=True)) == [other]
    assert adapters.live("writer").promoted_by == admin_user
    again = adapters.promote(other)
    assert again.promoted_by == admin_user, "what serves already is left as it is"


@pytest.mark.django_db
@pytest.mark.parametrize("verdict", ["", "fail", "not_enough_data"])
def test_what_has_not_passed_the_gate_never_serves(stored, verdict):
    adapter = stored("one", verdict=verdict)
    with pytest.raises(Conflict, match="has not passed the gate"):
        adapters.promote(adapter)
    # Nor past the function: the database itself says no.
    with pytest.raises(IntegrityError, match="live_adapter_passed"), transaction.atomic():
        Adapter.objects.filter(pk=adapter.pk).update(live=True)


@pytest.mark.django_db
def test_what_passed_without_a_stored_report_never_serves(stored):
    adapter = stored("one", report=None)
    with pytest.raises(Conflict, match="no stored report"):
        adapters.promote(adapter)


@pytest.mark.django_db
def test_the_database_lets_one_adapter_serve_a_role(stored, folder):
    adapters.promote(stored("one"))
    other = stored("other")
    with pytest.raises(IntegrityError), transaction.atomic():
        Adapter.objects.filter(pk=other.pk).update(live=True)
    describing = adapters.store(
        folder("third", role="describer"), verdict="pass", report={"rows": 40}
    )
    adapters.promote(describing)
    assert Adapter.objects.filter(live=True).count() == 2


@pytest.mark.django_db
def test_the_verdict_of_one_that_has_served_stays(stored, folder, tmp_path):
    adapter = adapters.promote(stored("one"))
    assert adapters.store(tmp_path / "one", verdict="fail").verdict == "pass"
    adapters.promote(stored("other"))
    assert adapters.store(tmp_path / "one", verdict="fail").verdict == "pass"
    adapters.roll_back("writer")
    assert _served() == adapter.digest


@pytest.mark.django_db
def test_a_verdict_against_what_serves_no_more_promotes_nothing(stored):
    one, other, third = (stored(words) for words in ("one", "other", "third"))
    adapters.promote(one, over="")
    with pytest.raises(Conflict, match=r"against the bare model, and writer:\w+ serves now"):
        adapters.promote(other, over="")
    adapters.promote(third, over=one.digest)
    assert _served() == third.digest


@pytest.mark.django_db
def test_a_rollback_goes_to_what_served_before_and_at_last_to_the_base(stored):
    one, other, third = (stored(words) for words in ("one", "other", "third"))
    for adapter in (one, other, third):
        adapters.promote(adapter)
    assert adapters.roll_back("writer") == other
    assert adapters.roll_back("writer") == one
    assert adapters.roll_back("writer") is None
    assert _served() == ""
    with pytest.raises(Conflict, match="nothing to go back from"):
        adapters.roll_back("writer")


@pytest.mark.django_db
def test_a_rollback_never_goes_to_what_was_rolled_back_itself(stored):
    one, other, third = (stored(words) for words in ("one", "other", "third"))
    adapters.promote(one)
    adapters.promote(other)
    adapters.roll_back("writer")
    adapters.promote(third)
    assert adapters.roll_back("writer") == one
    # Promoted once more, it counts again.
    adapters.promote(other)
    adapters.promote(third)
    assert adapters.roll_back("writer") == other


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("over", ["", None], ids=["both measured against the base", "unmeasured"])
def test_of_two_that_are_promoted_at_once_one_serves(stored, over):
    both = [stored("one"), stored("other")]
    start = threading.Barrier(2)
    lost: list[Conflict] = []

    def promote(adapter: Adapter) -> None:
        start.wait(10)
        try:
            adapters.promote(adapter, over=over)
        except Conflict as error:
            lost.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=promote, args=(adapter,)) for adapter in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [served] = Adapter.objects.filter(live=True)
    assert served in both
    assert len(lost) == (over is not None)


@pytest.mark.django_db
def test_a_local_copy_goes_that_neither_serves_nor_was_asked_for_lately(stored):
    serving, unused, asked, new = (stored(name) for name in ("one", "two", "three", "four"))
    adapters.promote(serving)
    cut_short = _local(new).with_name("left.part")
    cut_short.mkdir(parents=True)
    for path in (*map(adapters.fetch, (serving, unused, asked)), cut_short):
        os.utime(path, (0, 0))
    assert adapters.fetch(asked).is_dir()
    adapters.fetch(new)
    kept = {path.name for path in _local(new).parent.iterdir()}
    assert {each.digest for each in (serving, asked, new)} <= kept
    assert not {unused.digest, cut_short.name} & kept
    assert adapters.fetch(unused) == _local(unused), "from the storage again"
