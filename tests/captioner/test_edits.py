"""What a creator changes stays, can be undone, and is never lost to another window."""

import pytest

from captioner import edits
from captioner.edits import Edit
from captioner.errors import Conflict, InvalidBrief
from captioner.models import Caption, Voice
from tests import rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    monkeypatch.setattr("captioner.submit.hint", lambda: None)


def _caption(**job) -> Caption:
    return rows.result(**job).captions.get()


def _tags(caption: Caption, *, selected: bool) -> list[str]:
    return [tag.tag for tag in caption.shown().hashtags if tag.selected is selected]


def test_an_edit_lies_on_top_of_the_suggestion_which_never_changes():
    caption = _caption()
    suggested = caption.text
    left = edits.save(caption, Edit(text="my own words"), version=0)
    assert left.shown().text == "my own words"
    assert left.shown().edited
    assert left.shown().alt_text == caption.job.alt_text
    left.refresh_from_db()
    assert (left.text, left.version) == (suggested, 1)


def test_each_part_can_be_edited_alone_and_the_others_stay():
    caption = edits.save(_caption(), Edit(text="one"), version=0)
    caption = edits.save(caption, Edit(alt_text="A dog."), version=1)
    caption = edits.save(caption, Edit(tags=("#Tag1",)), version=2)
    shown = caption.shown()
    assert (shown.text, shown.alt_text) == ("one", "A dog.")
    assert _tags(caption, selected=True) == ["#Tag1"]


def test_undoing_goes_back_a_save_at_a_time_down_to_the_suggestion():
    caption = _caption()
    suggested = caption.text
    caption = edits.save(caption, Edit(text="one"), version=0)
    caption = edits.save(caption, Edit(text="two"), version=1)
    seen = []
    for _ in range(3):
        caption = edits.undo(caption, version=caption.version)
        seen.append((caption.shown().text, caption.version))
    assert seen == [("one", 3), (suggested, 4), (suggested, 4)]


def test_saving_what_stands_there_already_changes_nothing():
    caption = _caption()
    left = edits.save(caption, Edit(text=caption.text, tags=None), version=0)
    assert (left.edits, left.version) == ([], 0)


@pytest.mark.parametrize(
    "change", [edits.undo, lambda c, version: edits.save(c, Edit("b"), version=version)]
)
def test_the_later_of_two_windows_is_told_and_changes_nothing(change):
    caption = _caption()
    edits.save(caption, Edit(text="from the phone"), version=0)
    with pytest.raises(Conflict):
        change(caption, version=0)
    assert Caption.objects.get().shown().text == "from the phone"


def test_her_tags_keep_their_order_and_spelling_and_the_rest_become_alternates():
    caption = edits.save(_caption(), Edit(tags=("latteart", "#tag3", "#Tag0")), version=0)
    assert _tags(caption, selected=True) == ["#latteart", "#tag3", "#Tag0"]
    assert _tags(caption, selected=False) == ["#Tag1", "#Tag2", "#Tag4", "#Tag5"]
    assert caption.shown().hashtags[0].why == "yours"


def test_no_tags_at_all_is_a_choice():
    caption = edits.save(_caption(), Edit(tags=()), version=0)
    assert _tags(caption, selected=True) == []
    assert len(_tags(caption, selected=False)) == 6


@pytest.mark.parametrize(
    ("part", "field", "limit"),
    [
        ({"text": ""}, "text", "1 to 5000"),
        ({"text": "x" * 100_000}, "text", "1 to 5000"),
        ({"text": "a\x00b"}, "text", "no text"),
        ({"alt_text": "x" * 1001}, "alt_text", "0 to 1000"),
        ({"tags": ("two words",)}, "tags", "one word"),
        ({"tags": ("bell\x07",)}, "tags", "one word"),
        ({"tags": ("#",)}, "tags", "one word"),
        ({"tags": ("x" * 61,)}, "tags", "1 to 60"),
        ({"tags": tuple(f"tag{n}" for n in range(31))}, "tags", "at most 30"),
    ],
)
def test_an_edit_outside_its_limits_names_the_field_and_the_limit(part, field, limit):
    with pytest.raises(InvalidBrief, match=limit) as caught:
        Edit(**part)
    assert caught.value.field == field


def test_a_tag_typed_twice_counts_once():
    assert Edit(tags=("#Dog", "dog", "DOG")).tags == ("#Dog",)


def _kept() -> list[str]:
    return Voice.objects.get().kept


def test_her_words_refine_the_voice_they_were_written_in_and_an_undo_takes_them_back():
    caption = _caption(voice=rows.voice())
    caption = edits.save(caption, Edit(text="first words"), version=0)
    assert _kept() == ["first words"]
    caption = edits.save(caption, Edit(text="better words"), version=1)
    assert _kept() == ["better words"]
    edits.undo(caption, version=2)
    assert _kept() == ["first words"]
    edits.undo(caption, version=3)
    assert _kept() == []


def test_an_edit_of_tags_alone_says_nothing_of_her_voice():
    edits.save(_caption(voice=rows.voice()), Edit(tags=("#Tag1",)), version=0)
    assert _kept() == []


def test_a_caption_whose_voice_was_deleted_can_still_be_edited():
    caption = _caption(voice=rows.voice())
    Voice.objects.all().delete()
    caption = Caption.objects.get()
    assert edits.save(caption, Edit(text="mine"), version=0).shown().text == "mine"


def test_who_saves_too_late_is_shown_what_stands_there_now():
    caption = _caption()
    edits.save(caption, Edit(text="from the phone", tags=("#Tag1",)), version=0)
    with pytest.raises(Conflict) as late:
        edits.save(caption, Edit(text="from the desk"), version=0)
    alt_text = caption.job.alt_text
    stands = {"text": "from the phone", "tags": ["#Tag1"], "alt_text": alt_text, "version": 1}
    assert late.value.current == stands
