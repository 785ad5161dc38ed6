"""What the buttons of a result do, without JavaScript and for the page's script."""

import re

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from captioner.models import Caption, CaptionJob, Photo, Preferences, State
from tests import rows
from tests.captioner.pages.visiting import checked, html_of, page_of, work, write, written

TAGS = [f"#Tag{n}" for n in range(5)]
SCRIPT = {"X-Requested-With": "fetch", "Accept": "application/json"}
INLINE = {"X-Requested-With": "fetch", "Accept": "text/html"}


def _send(client, job, what: str = "edit", *, headers=None, **fields):
    """The form as the page shows it, with these fields changed."""
    caption = job.captions.get(position=fields.pop("position", 0))
    shown = caption.shown()
    sent = {
        "caption": caption.position,
        "version": caption.version,
        "text": shown.text,
        "tags": [tag.tag for tag in shown.hashtags if tag.selected],
        "own": "",
        "alt_text": shown.alt_text,
    }
    path = reverse(f"caption-{what}", args=[job.public_id])
    return client.post(path, sent | fields, headers=headers)


def _shown(job) -> tuple[str, list[str], str]:
    shown = Caption.objects.get(job=job, position=0).shown()
    return shown.text, [tag.tag for tag in shown.hashtags if tag.selected], shown.alt_text


# --- Saving and undoing ----------------------------------------------------------------------


def test_an_edit_is_kept_and_the_page_comes_back_at_the_caption(client):
    job = written(client, variants=2)
    response = _send(client, job, text="mine\r\nnow", alt_text="A dog.", tags=TAGS[:2])
    assert response.status_code == 303
    assert response["Location"] == f"{page_of(job)}#caption-1"
    assert _shown(job) == ("mine\nnow", TAGS[:2], "A dog.")
    html = html_of(client, job)
    assert "mine\nnow</textarea>" in html
    assert html.count(">Edited<") == 1
    assert job.captions.get(position=1).version == 0


def test_sending_the_form_untouched_is_no_edit_though_the_page_orders_the_tags_anew(client):
    job = written(client)
    _send(client, job, tags=TAGS[::-1])
    assert job.captions.get().version == 0
    assert checked(html_of(client, job), "lock") == []


def test_own_tags_join_the_chosen_ones(client):
    job = written(client)
    _send(client, job, own="Waldi, #Sonntag")
    assert _shown(job)[1] == [*TAGS, "#Waldi", "#Sonntag"]
    html = html_of(client, job)
    assert "Your own" in html
    assert 'value="#Waldi" checked' in html


def test_a_tag_chosen_later_stands_after_those_chosen_before(client):
    job = written(client)
    _send(client, job, tags=["#Tag4", "#Tag0"])
    _send(client, job, tags=["#Tag2", "#Tag4", "#Tag0"], own="Hers")
    assert _shown(job)[1] == ["#Tag0", "#Tag4", "#Tag2", "#Hers"]


def test_all_tags_can_be_taken_out(client):
    job = written(client)
    _send(client, job, tags=[])
    assert _shown(job)[1] == []


def test_undo_goes_back_save_by_save_to_the_suggestion(client):
    job = written(client)
    suggested = _shown(job)
    _send(client, job, text="one")
    _send(client, job, text="two")
    assert _send(client, job, "undo", text="typed and not saved").status_code == 303
    assert _shown(job)[0] == "one"
    _send(client, job, "undo")
    assert _shown(job) == suggested
    assert ">Edited<" not in html_of(client, job)


def test_a_tag_she_refuses_leaves_the_caption_and_every_later_one(client):
    job = written(client)
    _send(client, job, never="#Tag1", text="mine")
    assert _shown(job)[:2] == ("mine", ["#Tag0", "#Tag2", "#Tag3", "#Tag4"])
    assert Preferences.of(visitor=job.visitor).never_tags == ["#Tag1"]
    assert "#Tag1" not in html_of(client, job)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": " "}, "text must be 1 to 5000 characters"),
        ({"alt_text": "x" * 1001}, "alt_text must be 0 to 1000 characters"),
        ({"own": "a-b"}, "must be one word"),
        ({"version": "first"}, "version must be the number"),
    ],
)
def test_what_cannot_be_saved_is_said_and_what_was_typed_stays(client, fields, words):
    job = written(client)
    before = _shown(job)
    response = _send(client, job, **{"text": "typed by her"} | fields)
    html = response.content.decode()
    assert response.status_code == 422
    assert words in html
    assert ("typed by her" in html) == ("text" not in fields and "version" not in fields)
    assert _shown(job) == before
    told = _send(client, job, headers=SCRIPT, **fields)
    assert told.status_code == 422
    assert words in told.json()["detail"]


def test_the_later_of_two_windows_sees_both_texts_and_is_asked(client):
    job = written(client)
    _send(client, job, text="from the phone")
    response = _send(client, job, text="from the desk", tags=["#Tag3"], version=0)
    html = response.content.decode()
    assert response.status_code == 409
    assert "changed in another window" in html
    assert "from the phone</p>" in html
    assert "from the desk</textarea>" in html
    assert checked(html, "tags") == ["#Tag3"]
    assert _shown(job)[0] == "from the phone"
    version = re.search(r'name="version" value="(\d+)"', html)[1]
    _send(client, job, text="from the desk", version=version)
    assert _shown(job)[0] == "from the desk"


def test_the_script_gets_few_words_or_the_caption_in_conflict(client):
    job = written(client)
    saved = _send(client, job, headers=SCRIPT, text="mine").json()
    assert saved == {
        "version": 1,
        "edited": True,
        "count": len("mine") + 2 + len(" ".join(TAGS)),
        "excess": "",
        "claims": [],
    }
    clash = _send(client, job, headers=SCRIPT, text="other", version=0)
    assert clash.status_code == 409
    for response in (clash, _send(client, job, headers=INLINE, text="yet another")):
        html = response.content.decode()
        assert html.count("<article") == 1
        assert "<html" not in html


# --- Another one -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "style"),
    [
        ("shorter", {"length": "short", "lower_case": False, "emoji": ""}),
        ("longer", {"length": "long", "lower_case": False, "emoji": ""}),
        ("no-emoji", {"length": "", "lower_case": False, "emoji": "none"}),
    ],
)
def test_one_tap_asks_for_another_and_leads_to_it(client, wish, style):
    job = written(client, variants=3, tone="witty")
    response = _send(client, job, "regenerate", wish=wish)
    other = CaptionJob.objects.get(parent=job)
    assert response.status_code == 303
    assert response["Location"] == page_of(other)
    assert (other.style, other.variants, other.tone) == (style, 1, "witty")
    assert other.seed != job.seed
    assert other.locked == {}


def test_what_was_typed_is_saved_before_the_rest_is_written_anew_around_it(client):
    job = written(client)
    _send(client, job, "regenerate", text="mine", lock=["caption", "alt_text"], tags=TAGS[:2])
    other = CaptionJob.objects.get(parent=job)
    assert _shown(job)[:2] == ("mine", TAGS[:2])
    assert other.locked == {"caption": "mine", "alt_text": "A dog on a beach."}
    assert other.avoid[:2] == TAGS[:2]


def test_a_wish_is_about_the_words_and_keeps_the_other_parts_she_keeps(client):
    job = written(client)
    _send(client, job, "regenerate", wish="longer", lock=["caption", "tags"])
    assert list(CaptionJob.objects.get(parent=job).locked) == ["tags"]


def test_the_parts_she_edited_are_kept_unless_she_says_otherwise(client):
    job = written(client)
    _send(client, job, text="mine")
    assert checked(html_of(client, job), "lock") == ["caption"]
    _send(client, job, tags=TAGS[:1], alt_text="Hers.")
    assert checked(html_of(client, job), "lock") == ["caption", "tags", "alt_text"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"lock": ["caption", "tags", "alt_text"]}, "nothing is left to write"),
        ({"wish": "better"}, "wish must be one of: shorter, longer, no-emoji"),
        ({"version": 7}, "changed in another window"),
    ],
)
def test_what_cannot_be_asked_for_is_said_on_the_page(client, fields, words):
    job = written(client)
    response = _send(client, job, "regenerate", **fields)
    assert response.status_code in (409, 422)
    assert words in response.content.decode()
    assert CaptionJob.objects.count() == 1


def test_who_asks_too_often_is_told_when_and_keeps_the_page(client, monkeypatch):
    job = written(client)
    monkeypatch.setattr("captioner.access.AnonymousThrottle.rate", "2/min", raising=False)
    assert _send(client, job, "regenerate", wish="longer").status_code == 303
    response = _send(client, job, "regenerate", wish="shorter")
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    assert b"That was quick!" in response.content


# --- Stopping and deleting -------------------------------------------------------------------


def test_a_waiting_caption_can_be_stopped_and_a_finished_one_stays(client):
    write(client)
    job = CaptionJob.objects.get()
    assert "Cancel" in html_of(client, job)
    response = client.post(reverse("caption-cancel", args=[job.public_id]))
    assert response["Location"] == page_of(job)
    assert "This one was stopped" in html_of(client, job)
    done = written(client)
    client.post(reverse("caption-cancel", args=[done.public_id]))
    done.refresh_from_db()
    assert done.state == State.SUCCEEDED


def test_a_stopped_second_try_leads_back_to_the_first(client):
    job = written(client)
    _send(client, job, "regenerate", wish="longer")
    other = CaptionJob.objects.get(parent=job)
    other.cancel()
    assert f'href="{page_of(job)}">Back to the one before' in html_of(client, other)


def test_delete_removes_the_photo_with_all_that_was_made_of_it(client):
    job = written(client)
    _send(client, job, "regenerate", wish="longer")
    work()
    name = job.photo.file.name
    response = client.post(reverse("caption-delete", args=[job.public_id]))
    assert response["Location"] == "/"
    assert b"Deleted: the photo" in client.get("/").content
    assert not Photo.objects.exists()
    assert not CaptionJob.objects.exists()
    assert not default_storage.exists(name)


@pytest.mark.parametrize("what", ["edit", "undo", "regenerate", "cancel", "delete"])
def test_nobody_else_changes_a_result(client, charlie_client, alice_client, what):
    for owner in (client, alice_client):
        job = written(owner)
        assert _send(charlie_client, job, what, text="theirs").status_code == 404
    assert CaptionJob.objects.count() == 2
    assert not Caption.objects.exclude(version=0).exists()


@pytest.mark.parametrize("what", ["edit", "undo", "regenerate", "cancel", "delete"])
def test_no_link_changes_anything(client, what):
    job = rows.job()
    assert client.get(reverse(f"caption-{what}", args=[job.public_id])).status_code == 405


def test_a_caption_that_is_not_there_is_not_found(client):
    job = written(client)
    for place in ("1", "12", "x", ""):
        assert _send(client, job, caption=place).status_code == 404
