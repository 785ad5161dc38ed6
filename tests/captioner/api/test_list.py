"""`GET /api/v1/captions`: one's own, narrowed, in pages."""

from datetime import UTC, datetime

import pytest

from captioner import edits
from captioner.models import CaptionJob
from tests import rows

URL = "/api/v1/captions"


def _listed(client, **query) -> list[str]:
    response = client.get(URL, query)
    assert response.status_code == 200, response.content
    return [document["id"] for document in response.json()["results"]]


@pytest.fixture
def three(alice, engine, result) -> tuple[str, str, str]:
    made = [
        result(owner=alice, note="Quiet harbour", tone="witty", platform="x"),
        result(owner=alice, note="Loud market", audience="academic"),
    ]
    engine.go.clear()
    made.append(rows.job(owner=alice, tone="dry wit"))
    for day, job in enumerate(made, start=1):
        then = datetime(2026, 3, day, 23, 30, tzinfo=UTC)
        CaptionJob.objects.filter(pk=job.pk).update(created_at=then)
    return tuple(job.public_id for job in made)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [2, 1, 0]),
        ({"q": "HARBOUR quiet"}, [0]),
        ({"q": "harbour market"}, []),
        ({"tone": "witty"}, [0]),
        ({"tone": "dry wit"}, [2]),
        ({"audience": "academic"}, [1]),
        ({"platform": "x"}, [0]),
        ({"status": "queued"}, [2]),
        ({"status": "succeeded", "audience": "personal"}, [0]),
        ({"since": "2026-03-02"}, [2, 1]),
        ({"until": "2026-03-02"}, [1, 0]),
        ({"since": "2026-03-02", "until": "2026-03-02"}, [1]),
    ],
)
def test_a_list_is_narrowed_by_words_by_what_was_asked_for_and_by_day(
    alices, three, query, expected
):
    assert _listed(alices, **query) == [three[n] for n in expected]


def test_words_are_looked_for_in_a_caption_as_it_stands(alices, three):
    caption = CaptionJob.objects.get(public_id=three[0]).captions.get()
    edits.save(caption, edits.Edit(text="Café at noon"), version=0)
    assert _listed(alices, q="Café") == [three[0]]
    assert _listed(alices, q="harbour") == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "done"),
        ("audience", "everyone"),
        ("platform", "myspace"),
        ("since", "yesterday"),
        ("until", "2026-02-30"),
        ("q", "x" * 101),
        ("q", "a\x00b"),
    ],
)
def test_a_filter_outside_its_limits_is_named(alices, field, value):
    response = alices.get(URL, {field: value})
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == field


def test_a_page_costs_as_many_queries_for_ten_results_as_for_one(
    alices, alice, result, django_assert_max_num_queries
):
    voice = rows.voice(owner=alice)
    for _ in range(10):
        result(owner=alice, voice=voice)
    with django_assert_max_num_queries(6):
        assert len(_listed(alices)) == 10
