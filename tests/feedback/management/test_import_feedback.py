"""What the predecessor left in folders comes in once; what cannot is named and the rest goes on."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from captioner import preferences
from captioner.models import CaptionJob, Photo, Preferences
from feedback.models import Feedback, Review
from tests import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "feedback"
    home.mkdir()
    _leave(home, "a1", "Morning at the pier. #sea", "thumbs up")
    _leave(home, "b2", "Two dogs.\nOne ball.", "wrong: three dogs", colour="navy")
    return home


def _leave(home, uid, caption, said, *, colour="teal"):
    folder = home / uid
    folder.mkdir()
    (folder / f"img_{uid}.jpg").write_bytes(rows.jpeg(colour))
    for name, text in (("caption", caption), ("feedback", said)):
        data = text if isinstance(text, bytes) else text.encode()
        (folder / f"{name}_{uid}.txt").write_bytes(data)
    return folder


def _run(*words) -> tuple[str, str]:
    """What it said, and what it complained of; it ends with 1 where it complained."""
    out, bad, code = StringIO(), StringIO(), 0
    try:
        call_command("import_feedback", *map(str, words), stdout=out, stderr=bad)
    except SystemExit as end:
        code = end.code
    assert code == bool(bad.getvalue())
    return out.getvalue(), bad.getvalue()


def test_photo_caption_and_word_become_rows_of_an_account_that_nobody_enters(home):
    assert _run(home)[0] == "imported 2, there already 0, left out 0\n"
    owner = get_user_model().objects.get(username="imported-feedback")
    assert not owner.has_usable_password()
    praised, told = Feedback.objects.order_by("pk")
    assert (praised.text, praised.tags) == ("Morning at the pier.", ["#sea"])
    assert (praised.thumbs, praised.comment) == ("up", "")
    assert (told.text, told.thumbs, told.comment) == (
        "Two dogs.\nOne ball.",
        "",
        "wrong: three dogs",
    )
    assert {row.owner for row in (praised, told, *Photo.objects.all())} == {owner}


def test_the_folder_above_is_taken_too(home):
    assert _run(home.parent)[0].startswith("imported 2")


def test_a_second_run_changes_nothing_and_takes_in_what_is_new(home):
    _run(home)
    _leave(home, "c3", "A boat.", "bad", colour="olive")
    assert _run(home)[0] == "imported 1, there already 2, left out 0\n"
    assert (CaptionJob.objects.count(), Feedback.objects.count()) == (3, 3)


def test_nothing_of_it_trains_without_a_word_of_consent(home):
    _run(home)
    assert not Feedback.objects.filter(training=True).exists()
    assert not Review.objects.consented().exists()


def test_with_consent_it_is_there_to_be_reviewed(home):
    _run(home)
    _run(home, "--consent")
    assert Feedback.objects.filter(training=True).count() == 2
    assert Review.objects.pending().consented().count() == 2


def test_the_operator_does_not_consent_for_somebody_who_can_sign_in(home, django_user_model):
    aisha = django_user_model.objects.create_user("aisha", password="her own")
    with pytest.raises(CommandError, match="aisha does not allow training"):
        _run(home, "--owner", "aisha", "--consent")
    assert not Preferences.of(owner=aisha).training
    assert not Photo.objects.exists()
    preferences.consent(True, owner=aisha)
    _run(home, "--owner", "aisha", "--consent")
    assert Feedback.objects.filter(owner=aisha, training=True).count() == 2


def test_bad_ones_are_named_with_file_and_line_and_the_others_come_in(home):
    _leave(home, "d4", "Fine\nthen caf\xe9".encode("latin-1"), "good")
    (_leave(home, "e5", "A cat.", "good") / "img_e5.jpg").write_bytes(b"no photo")
    (_leave(home, "f6", "A cat.", "good") / "feedback_f6.txt").unlink()
    _leave(home, "g7", b"x" * 100_000, "good")
    _leave(home, "h8", "x" * 6_000, "good")
    _leave(home, "i9", "A cat.", "  \n")
    link = _leave(home, "j0", "A cat.", "good") / "caption_j0.txt"
    link.unlink()
    link.symlink_to(home / "a1" / "caption_a1.txt")
    (home / "stray.txt").write_text("not a folder")
    said, bad = _run(home)
    assert said == "imported 2, there already 0, left out 7\n"
    assert bad.splitlines() == [
        "d4/caption_d4.txt:2: byte 0xe9 is no utf-8",
        "e5/img_e5.jpg: This is not a photo in a format known here: send JPEG, PNG, WebP, HEIC, "
        "GIF or AVIF.",
        "f6/feedback_f6.txt: it is missing",
        "g7/caption_g7.txt: it is longer than 65,536 bytes",
        "h8/caption_h8.txt: caption must be 1 to 5000 characters",
        "i9/feedback_i9.txt: feedback must be 1 to 5000 characters",
        "j0/caption_j0.txt: it is a link, which is not followed",
    ]
    assert Photo.objects.count() == 2


def test_latin_1_is_read_where_it_is_said_to_be(home):
    _leave(home, "d4", "caf\xe9".encode("latin-1"), "good", colour="plum")
    _run(home, "--encoding", "latin-1")
    assert Feedback.objects.filter(text="café").exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["nowhere"], "cannot be read"),
        ([".", "--encoding", "klingon"], "no encoding known here"),
        ([".", "--encoding", "hex"], "no encoding known here"),
    ],
)
def test_what_it_cannot_start_with_is_said_in_one_line(words, why):
    with pytest.raises(CommandError, match=why):
        _run(*words)
