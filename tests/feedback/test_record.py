"""What a person says of her captions is kept once, with its history, or not at all."""

import pytest
from django.db import IntegrityError, transaction
from prometheus_client import REGISTRY

from captioner import accounts, deletion, edits
from captioner.edits import Edit
from captioner.errors import Conflict, InvalidBrief
from captioner.models import Caption, Preferences
from feedback import record as recording
from feedback.models import Feedback, FeedbackEvent, Taken, Thumbs
from feedback.record import record
from tests import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def caption(alice) -> Caption:
    return rows.result(owner=alice).captions.get()


def _events() -> list[dict]:
    return list(FeedbackEvent.objects.values_list("changes", flat=True))


def test_the_current_word_is_one_row_and_each_change_of_it_is_history(caption):
    record(caption, thumbs="up")
    record(caption, thumbs="down", reasons=["too_long", "bad_tags"])
    record(caption, copied=["tags"])
    [said] = Feedback.objects.all()
    assert (said.thumbs, said.copied) == ("down", ["tags"])
    assert said.reasons == ["bad_tags", "too_long"], "in one order, however they are ticked"
    assert _events() == [
        {"thumbs": "up"},
        {"thumbs": "down", "reasons": ["bad_tags", "too_long"]},
        {"copied": ["tags"]},
    ]


def test_an_edit_is_kept_beside_the_draft_it_came_from(caption):
    said = record(caption, edit=Edit("hello", ("#Tag1", "mine"), "A dog runs."), version=0)
    assert (said.text, said.tags, said.alt_text) == ("hello", ["#Tag1", "#mine"], "A dog runs.")
    assert (said.edited, said.version) == (True, 1)
    caption.refresh_from_db()
    assert (caption.text, caption.shown().text) == ("words 0", "hello")
    assert _events() == [
        {"text": "hello", "tags": ["#Tag1", "#mine"], "alt_text": "A dog runs."},
    ]


def test_a_thumb_speaks_of_the_words_as_they_stood_then(caption):
    edits.save(caption, Edit(text="changed on its page"), version=0)
    said = record(caption, thumbs="up")
    assert (said.text, said.version, said.edited) == ("changed on its page", 1, True)
    edits.save(caption, Edit(text="changed again"), version=1)
    said.refresh_from_db()
    assert said.text == "changed on its page"


def test_a_suggestion_left_alone_is_no_edit(caption):
    said = record(caption, thumbs="up")
    assert (said.text, said.edited, said.version) == ("words 0", False, 0)
    assert said.tags == [f"#Tag{n}" for n in range(5)], "the selected ones"


def test_saying_nothing_new_stores_nothing(caption):
    assert record(caption).pk is None
    record(caption, thumbs="up", copied=["all"])
    record(caption, thumbs="up", copied=["all"])
    record(caption)
    assert len(_events()) == 1


@pytest.mark.parametrize("thumbs", [Thumbs.UP, Thumbs.NONE])
def test_a_thumb_that_leaves_down_takes_its_reasons_along(caption, thumbs):
    record(caption, thumbs="down", reasons=["unsafe"])
    said = record(caption, thumbs=thumbs)
    assert (said.thumbs, said.reasons) == (thumbs, [])


def test_reasons_stay_while_the_thumb_stays_down_and_nobody_names_them(caption):
    record(caption, thumbs="down", reasons=["unsafe"])
    assert record(caption, copied=["all"]).reasons == ["unsafe"]
    assert record(caption, reasons=["too_long"]).reasons == ["too_long"]
    assert record(caption, reasons=[]).reasons == []


def test_what_was_copied_adds_up_and_each_way_counts_once(caption):
    for copied in (["share"], ["all", "caption"], ["all"]):
        said = record(caption, copied=copied)
    assert said.copied == ["all", "caption", "share"]
    assert record(caption, copied=list(Taken)).copied == Taken.values


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"thumbs": "sideways"}, "thumbs"),
        ({"thumbs": "down", "reasons": ["ugly"]}, "reasons"),
        ({"thumbs": "up", "reasons": ["unsafe"]}, "reasons"),
        ({"reasons": ["unsafe"]}, "reasons"),
        ({"copied": ["photo"]}, "copied"),
        ({"edit": Edit(text="hello")}, "version"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name_and_nothing_is_stored(caption, said, field):
    with pytest.raises(InvalidBrief, match=field) as refused:
        record(caption, **said)
    assert refused.value.field == field
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("edit", [Edit(), Edit(text="from the desk")])
def test_who_saw_an_older_caption_changes_nothing_and_is_shown_the_newer(caption, edit):
    edits.save(caption, Edit(text="from the phone"), version=0)
    with pytest.raises(Conflict) as late:
        record(caption, thumbs="down", reasons=["unsafe"], edit=edit, version=0)
    assert late.value.current["text"] == "from the phone"
    assert late.value.current["version"] == 1
    assert not Feedback.objects.exists()
    caption.refresh_from_db()
    assert caption.shown().text == "from the phone"


def test_an_edit_is_not_kept_where_what_was_said_with_it_is_refused(caption):
    with pytest.raises(InvalidBrief):
        record(caption, thumbs="up", reasons=["unsafe"], edit=Edit(text="hello"), version=0)
    caption.refresh_from_db()
    assert caption.version == 0


def test_a_caption_deleted_meanwhile_is_told(caption):
    deletion.delete_photo(caption.job.photo)
    with pytest.raises(Caption.DoesNotExist):
        record(caption, thumbs="up")


def test_each_caption_of_a_result_has_a_word_of_its_own(alice, django_assert_num_queries):
    captions = list(rows.result(owner=alice, variants=3).captions.all())
    record(captions[2], thumbs="down")
    record(captions[0], thumbs="up")
    with django_assert_num_queries(1):
        said = Feedback.of_each(captions)
    assert [one.thumbs for one in said] == ["up", "", "down"]
    assert [one.text for one in said] == ["words 0", "words 1", "words 2"]
    assert Feedback.of_each([]) == []


# --- Consent ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("account", "mark"), [(True, ""), (False, "mark")])
def test_consent_is_noted_as_it_is_at_each_save(alice, account, mark):
    holder = {"owner": alice if account else None, "visitor": mark}
    caption = rows.result(**holder).captions.get()
    assert record(caption, thumbs="up").training is False
    Preferences.objects.create(**holder, training=True)
    assert record(caption, thumbs="down").training is True
    assert list(FeedbackEvent.objects.values_list("training", flat=True)) == [False, True]


def test_somebody_elses_consent_is_not_hers(caption, charlie):
    Preferences.objects.create(owner=charlie, training=True)
    Preferences.objects.create(visitor="mark", training=True)
    assert record(caption, thumbs="up").training is False


# --- Whose it is -----------------------------------------------------------------------------


def test_what_a_visitor_said_is_the_accounts_after_registering(alice):
    caption = rows.result(visitor="mark").captions.get()
    record(caption, thumbs="down", reasons=["unsafe"])
    accounts.claim(alice, visitor="mark")
    caption = Caption.objects.get()
    assert [said.thumbs for said in Feedback.of_each([caption])] == ["down"]
    assert record(caption, thumbs="up").owner == alice
    assert Feedback.objects.count() == 1


def test_what_is_said_while_an_account_claims_the_result_is_the_accounts_too(alice):
    caption = rows.result(visitor="mark").captions.get()
    assert caption.job.visitor == "mark"
    accounts.claim(alice, visitor="mark")
    said = record(caption, thumbs="up")  # on the row as it was seen before
    assert said.holder == {"owner": alice, "visitor": ""}


def test_what_others_said_of_a_caption_is_not_taken_for_its_persons_word(caption, charlie):
    Feedback.objects.create(owner=charlie, caption=caption, thumbs="up", text="")
    Feedback.objects.create(visitor="mark", caption=caption, thumbs="up", text="")
    assert [said.thumbs for said in Feedback.of_each([caption])] == [""]
    assert record(caption, copied=["all"]).thumbs == ""


@pytest.mark.parametrize("mark", ["", "mark"])
def test_the_database_keeps_one_word_a_person_and_caption(alice, mark):
    holder = {"visitor": mark} if mark else {"owner": alice}
    caption = rows.result(**holder).captions.get()
    Feedback.objects.create(**holder, caption=caption, text="one")
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.create(**holder, caption=caption, text="two")


def test_the_database_knows_what_a_thumb_can_be(caption):
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.create(caption=caption, thumbs="side", text="")


def test_all_that_was_said_goes_with_the_photo(caption, alice):
    other = rows.result(owner=alice).captions.get()
    for one in (caption, other):
        record(one, thumbs="down", reasons=["unsafe"])
    deletion.delete_photo(caption.job.photo)
    [left] = Feedback.objects.all()
    assert left.caption == other
    assert FeedbackEvent.objects.get().feedback == left


def test_all_that_was_said_goes_with_the_account(caption, alice, charlie):
    kept = record(rows.result(owner=charlie).captions.get(), thumbs="up")
    record(caption, edit=Edit(text="hello"), version=0)
    deletion.delete_account(alice)
    assert list(Feedback.objects.all()) == [kept]
    assert FeedbackEvent.objects.get().feedback == kept


def test_who_presses_a_button_all_day_fills_no_disk(caption, monkeypatch):
    monkeypatch.setattr(recording, "EVENTS_MAX", 3)
    for n in range(5):
        record(caption, thumbs=[Thumbs.UP, Thumbs.DOWN][n % 2])
    assert [changes["thumbs"] for changes in _events()] == ["up", "down", "up"], "the newest"


# --- Metrics ---------------------------------------------------------------------------------


def _counted() -> dict[str, float]:
    return {
        label: REGISTRY.get_sample_value("feedback_thumbs_total", {"thumbs": label})
        for label in ("up", "down", "none")
    }


def test_thumbs_are_counted_when_they_change_and_not_when_they_are_refused(
    caption, django_capture_on_commit_callbacks
):
    before = _counted()
    with django_capture_on_commit_callbacks(execute=True):
        record(caption, thumbs="up")
        record(caption, thumbs="up", copied=["all"])
        record(caption, thumbs="down")
        record(caption, thumbs="")
        with pytest.raises(Conflict):
            record(caption, thumbs="up", version=7)
    assert {label: n - before[label] for label, n in _counted().items()} == {
        "up": 1,
        "down": 1,
        "none": 1,
    }
