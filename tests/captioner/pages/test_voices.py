"""Voices as a browser without JavaScript sees them: taught, looked at, changed, forgotten."""

import html
import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from captioner import voices
from captioner.models import Batch, CaptionJob, Voice
from captioner.writing import voice as writing
from captioner.writing.past_captions import pasted
from tests import rows
from tests.captioner.writing import exports
from tests.captioner.writing.creators import COACH, COMMUTER


@pytest.fixture
def hers(alice) -> Voice:
    """A voice of Alice's, in which she kept one edit."""
    row = voices.create("On the tram", pasted("\n".join(COMMUTER)), owner=alice).voice
    row.take(writing.keep(row.value, "platform 3, still winning"))
    row.save()
    return row


def _html(client, path: str = "/voices/") -> str:
    return html.unescape(client.get(path).content.decode())


def _path(row: Voice) -> str:
    return f"/voices/{row.public_id}/"


def _teach(client, data: bytes | None = None, *, file: str = "mine.txt", **sent):
    if data is not None:
        sent["file"] = SimpleUploadedFile(file, data)
    return client.post("/voices/", {"name": "On the tram"} | sent)


def _export(count: int, photo: bytes) -> bytes:
    """An Instagram export with a photo for each caption."""
    names = [f"media/posts/{number}.jpg" for number in range(count)]
    posts = [
        exports.post(f"rain o'clock ☔ {number}", at=1_700_000_000 + number, photos=[name])
        for number, name in enumerate(names)
    ]
    return exports.zipped(
        {exports.POSTS: exports.posts_json(posts)} | dict.fromkeys(names, photo)
    ).getvalue()


# --- Teaching ----------------------------------------------------------------------------------


def test_no_voice_yet_is_a_plain_state(client):
    page = _html(client)
    assert "No voice yet, and that is fine" in page
    assert "Teach another" not in page


def test_pasted_captions_make_a_voice_and_lead_to_it(client):
    response = _teach(client, text="\r\n".join(COMMUTER))
    row = Voice.objects.get()
    assert response["Location"] == _path(row)
    assert (row.examples, row.visitor) == (list(COMMUTER), client.session["visitor"])
    page = _html(client, _path(row))
    assert "“On the tram” has learned from 12 captions." in page
    assert "Everything in lower case." in page
    assert "lower case" in _html(client)


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("mine.txt", "\n".join(COMMUTER).encode()),
        ("mine.csv", b"caption\n" + "\n".join(f'"{one}"' for one in COMMUTER).encode()),
        ("export.zip", exports.export([exports.post(one) for one in COMMUTER]).getvalue()),
    ],
)
def test_a_file_teaches_as_well_whatever_its_kind(client, file, data):
    assert _teach(client, data, file=file).status_code == 302
    assert sorted(Voice.objects.get().examples) == sorted(COMMUTER)


def test_a_bad_line_is_named_once_and_the_rest_is_learned(client):
    lines = [*COMMUTER[:3], "x" * 2201, *COMMUTER[3:]]
    _teach(client, "\n".join(lines).encode())
    page = _html(client, _path(Voice.objects.get()))
    assert "line 4" in page
    assert "a caption has at most 2,200" in page
    assert "line 4" not in _html(client, _path(Voice.objects.get()))


def test_only_the_newest_thirty_are_taken_and_the_rest_is_counted(client):
    _teach(client, text="\n".join(f"caption number {number}" for number in range(40)))
    row = Voice.objects.get()
    assert row.examples[-1] == "caption number 39"
    assert "10 older or repeated ones were left out" in _html(client, _path(row))


def test_no_photo_of_an_export_comes_in_unless_she_ticks_it(client):
    data = _export(5, rows.jpeg())
    _teach(client, data, file="export.zip")
    assert not CaptionJob.objects.exists()
    _teach(client, data, file="export.zip", photos="on")
    batch = Batch.objects.get()
    assert batch.items.count() == CaptionJob.objects.count() == 5
    assert batch.voice == Voice.objects.order_by("pk").last()
    assert f"/batches/{batch.public_id}/" in _html(client, _path(batch.voice))


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Paste captions or choose a file."),
        ({"text": " \n "}, "Paste captions or choose a file."),
        ({"text": "a\nb"}, "A voice needs 5 captions; this has 2"),
        ({"text": "\n".join(COMMUTER), "name": " "}, "This field is required"),
        ({"text": "\n".join(COMMUTER), "name": "x" * 41}, "at most 40"),
        ({"text": "a", "data": b"a"}, "not both"),
        ({"data": b""}, "A voice needs 5 captions; this has 0"),
        ({"data": b"PK\x03\x04 broken", "file": "export.zip"}, "not a zip"),
        ({"data": b"{", "file": "mine.json"}, "not JSON"),
        ({"data": b"\xff\xe8" * 9}, "0 that can be read (line 1: It is not UTF-8 text: save"),
        (
            {
                "data": exports.encrypted(exports.export([])).getvalue(),
                "file": "export.zip",
            },
            "encrypted",
        ),
    ],
)
def test_what_teaches_nothing_is_told_at_its_field_and_nothing_is_stored(client, sent, words):
    response = _teach(client, **sent)
    errors = " ".join(
        re.findall(
            r'<ul class="errorlist"[^>]*>(.*?)</ul>', html.unescape(response.content.decode())
        )
    )
    assert response.status_code == 422
    assert words in errors
    assert not Voice.objects.exists()


def test_a_person_has_twenty_voices_at_most(alice, alice_client):
    for number in range(voices.VOICES_MAX):
        voices.create(f"Voice {number}", pasted("\n".join(COACH)), owner=alice)
    assert "20 voices, the most there can be" in _html(alice_client)
    assert "have 20 voices" in html.unescape(
        _teach(alice_client, text="\n".join(COMMUTER)).content.decode()
    )
    assert Voice.objects.count() == 20


# --- Looking and changing ----------------------------------------------------------------------


def _change(client, row: Voice, do: str, **sent):
    sent = {"version": row.version} | sent
    response = client.post(_path(row), sent | {"do": do})
    row.refresh_from_db()
    return response


def _marks(client, row: Voice, group: str) -> dict[str, str]:
    """A group's form as the page has it, as a browser would send it."""
    page = client.get(_path(row)).content.decode()
    form = re.search(rf'<form method="post" action="#mark-{group}">(.*?)</form>', page, re.DOTALL)[
        1
    ]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    sent |= dict(re.findall(r'<textarea name="(\w+)"[^>]*>\n?([^<]*)</textarea>', form))
    chosen = re.search(r'<select name="(\w+)".*?value="(\w*)" selected', form, re.DOTALL)
    sent |= {chosen[1]: chosen[2]} if chosen else {}
    sent.pop("do", None)
    sent.pop("csrfmiddlewaretoken", None)
    return {name: html.unescape(value) for name, value in sent.items()}


def test_a_voice_is_shown_as_a_person_would_say_it(alice_client, hers):
    page = _html(alice_client, _path(hers))
    for words in ("About 2", "Everything in lower case", "lowkey", "#tramlife", "still winning"):
        assert words in page, words
    assert page.count("set by you") == 0


@pytest.mark.parametrize(
    ("group", "sent", "typed"),
    [
        (
            "length",
            {"length_low": 20, "length": 40, "length_high": 90},
            {"length_low": 20, "length": 40, "length_high": 90},
        ),
        (
            "emoji",
            {"emoji_share": 90, "emoji": "🔥\r\n\r\n 💪 "},
            {"emoji_share": 0.9, "emoji": ["🔥", "💪"]},
        ),
        ("capitals", {"capitals": ""}, {"capitals": ""}),
        ("signs", {"question": 50}, {"question": 0.5}),
        ("openings", {"openings": "good  morning"}, {"openings": ["good morning"]}),
        ("words", {"words": ""}, {"words": []}),
        ("hashtags", {"hashtag_count": 3}, {"hashtag_count": 3}),
        (
            "never",
            {"never": "blessed\r\nliving my best life"},
            {"never": ["blessed", "living my best life"]},
        ),
    ],
)
def test_each_mark_can_be_set_and_set_back(alice_client, hers, group, sent, typed):
    before = hers.value.marks
    form = _marks(alice_client, hers, group)
    assert _change(alice_client, hers, "set", **(form | sent)).status_code == 302
    assert hers.typed == typed
    assert "set by you" in _html(alice_client, _path(hers))
    _change(alice_client, hers, "measure", group=group)
    assert hers.typed == {}
    assert hers.value.marks == before


@pytest.mark.parametrize("group", ["length", "emoji", "capitals", "signs", "words", "never"])
def test_a_form_saved_as_it_was_shown_sets_nothing(alice_client, hers, group):
    before = hers.version
    sent = _marks(alice_client, hers, group)
    _change(alice_client, hers, "set", **{k: v.replace("\n", "\r\n") for k, v in sent.items()})
    assert (hers.typed, hers.version) == ({}, before)
    assert "Nothing to change" in _html(alice_client, _path(hers))


@pytest.mark.parametrize(
    ("group", "sent", "words"),
    [
        ("length", {"length_low": 50, "length": 40, "length_high": 90}, "from length_low to"),
        (
            "length",
            {"length_low": 0, "length": 40, "length_high": 9000},
            "less than or equal to 2200",
        ),
        ("signs", {"question": 101}, "less than or equal to 100"),
        ("capitals", {"capitals": "UPPER"}, "not one of the available choices"),
        ("never", {"never": "x" * 61}, "at most 60 characters"),
        ("never", {"never": "a\x00"}, "Null characters"),
        ("words", {"words": "\n".join(f"word{n}" for n in range(21))}, "at most 20 texts"),
    ],
)
def test_a_mark_outside_its_limits_is_told_in_its_form_which_keeps_it(
    alice_client, hers, group, sent, words
):
    form = _marks(alice_client, hers, group)
    response = _change(alice_client, hers, "set", **(form | sent))
    page = html.unescape(response.content.decode())
    part = page.partition(f'id="mark-{group}"')[2].partition("</li>\n")[0]
    assert response.status_code == 422
    assert words in part
    assert '<details class="change" open>' in part
    assert hers.typed == {}


def test_captions_it_learned_from_come_and_go(alice_client, hers):
    _change(alice_client, hers, "add", text="new one\nrain o'clock ☔")
    assert hers.examples == [*COMMUTER, "new one"]  # what it knew already is not told twice
    _change(alice_client, hers, "remove", caption=0)
    assert hers.examples == [*COMMUTER[1:], "new one"]


@pytest.mark.parametrize(
    ("do", "sent", "words"),
    [
        ("add", {"text": " "}, "Paste at least one caption."),
        ("add", {"text": f"ok\n{'x' * 2201}"}, "line 2: It has 2,201 characters"),
        ("add", {"text": "\n".join(str(n) for n in range(19))}, "30 captions at most"),
        ("remove", {"caption": "-1"}, "caption must be the number"),
        ("remove", {"caption": "²"}, "caption must be the number"),
        ("rename", {"name": " "}, "name must be 1 to 40"),
        ("rename", {"name": "x\x00"}, "name must be 1 to 40"),
        ("rename", {"name": "x", "version": "new"}, "version must be the number"),
        ("set", {"group": "mood"}, "group must be one of: length, emoji"),
        ("dance", {}, "do must be one of: set, measure"),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_changes_nothing(
    alice_client, hers, do, sent, words
):
    before = hers.value
    response = _change(alice_client, hers, do, **sent)
    assert response.status_code == 422
    assert words in html.unescape(response.content.decode())
    assert hers.value == before


def test_the_fifth_caption_cannot_be_removed(alice, alice_client):
    row = voices.create("Short", pasted("\n".join(COACH[:5])), owner=alice).voice
    assert 'value="remove"' not in _html(alice_client, _path(row))
    response = _change(alice_client, row, "remove", caption=0)
    assert "A voice needs 5 captions" in response.content.decode()
    assert len(row.examples) == 5


def test_a_kept_edit_can_be_taken_back(alice_client, hers):
    _change(alice_client, hers, "take-back", caption=0)
    assert hers.kept == []
    assert "None yet. Change a caption" in _html(alice_client, _path(hers))


def test_a_voice_is_renamed(alice_client, hers):
    _change(alice_client, hers, "rename", name="  Me, mostly ")
    assert hers.name == "Me, mostly"


def test_of_two_browsers_the_later_is_shown_what_stands_and_asked(alice_client, hers):
    form = _marks(alice_client, hers, "never")
    _change(alice_client, hers, "rename", name="From the other window")
    late = alice_client.post(_path(hers), form | {"do": "set", "never": "blessed"})
    page = html.unescape(late.content.decode())
    assert late.status_code == 409
    assert "changed in another window" in page
    assert "<h1>From the other window</h1>" in page
    hers.refresh_from_db()
    assert hers.typed == {}
    # Her words still stand in the form, with the version that a second try needs.
    again = re.search(r'<form method="post" action="#mark-never">(.*?)</form>', page, re.DOTALL)[1]
    assert "blessed</textarea>" in again
    assert f'name="version" value="{hers.version}"' in again
    added = alice_client.post(_path(hers), {"do": "add", "version": 0, "text": "keep my words"})
    assert b"keep my words</textarea>" in added.content


def test_an_edit_that_refines_the_voice_at_the_same_moment_is_seen(alice_client, hers, monkeypatch):
    save = voices.save

    def meanwhile(row, **wanted):
        Voice.objects.filter(pk=row.pk).update(name="Refined", version=row.version + 1)
        return save(row, **wanted)

    monkeypatch.setattr("captioner.voices.save", meanwhile)
    response = _change(alice_client, hers, "add", text="one more")
    assert response.status_code == 409
    assert b"<h1>Refined</h1>" in response.content
    assert f'name="version" value="{hers.version}"' in response.content.decode()


def test_a_forgotten_voice_leaves_its_captions(alice, alice_client, hers):
    job = rows.job(owner=alice)
    CaptionJob.objects.update(voice=hers)
    response = alice_client.post(f"{_path(hers)}delete/")
    assert response["Location"] == "/voices/"
    assert "“On the tram” is forgotten" in _html(alice_client)
    job.refresh_from_db()
    assert job.voice is None


# --- Whose ------------------------------------------------------------------------------------


def test_nobody_else_sees_or_changes_a_voice(client, charlie_client, hers):
    unclaimed = voices.create("Hers", pasted("\n".join(COACH)), visitor="somebody").voice
    for other in (client, charlie_client):
        for row in (hers, unclaimed):
            assert other.get(_path(row)).status_code == 404
            sent = {"do": "rename", "name": "Mine", "version": row.version}
            assert other.post(_path(row), sent).status_code == 404
            assert other.post(f"{_path(row)}delete/").status_code == 404
        assert "On the tram" not in _html(other)
    assert Voice.objects.count() == 2


def test_where_guests_are_not_allowed_voices_lead_to_sign_in(client, settings, hers):
    settings.ANONYMOUS = False
    for path in ("/voices/", _path(hers)):
        assert client.get(path)["Location"] == f"/sign-in/?next={path}"
    assert _teach(client, text="\n".join(COMMUTER)).status_code == 302
    assert Voice.objects.count() == 1


def test_a_zip_over_the_limit_is_refused_before_it_is_read(client, settings):
    settings.IMPORT_MAX_BYTES = 10_000
    data = BytesIO(b"x" * 20_000).getvalue()
    assert _teach(client, data, file="export.zip").status_code == 413


def test_no_voice_page_holds_what_the_policy_would_block(client, alice_client, hers):
    pages = [_html(client), _html(alice_client), _html(alice_client, _path(hers))]
    for page in pages:
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page)
        assert page.count("<h1") == 1
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), ids


def test_a_voices_page_leads_to_the_form_with_that_voice_chosen(alice_client, charlie_client, hers):
    link = re.search(r'href="(/\?voice=[^"]+)"', _html(alice_client, _path(hers)))[1]
    chosen = rf'name="voice" value="{hers.public_id}"[^>]* checked'
    assert re.search(chosen, _html(alice_client, link))
    assert hers.public_id not in _html(charlie_client, link)
