"""The versions of a dataset as an operator reads them in the admin."""

import re

import pytest
from django.urls import reverse

from captioner import deletion
from feedback import snapshots
from tests.feedback.approved import approved

pytestmark = pytest.mark.django_db

LIST = "admin:feedback_datasetsnapshot_changelist"


@pytest.fixture(autouse=True)
def _datasets_dir(settings, tmp_path):
    settings.DATASETS_DIR = tmp_path / "datasets"


@pytest.fixture
def house(django_user_model, bob):
    people = [django_user_model.objects.create_user(f"person{n}") for n in range(6)]
    return [approved(person, n, by=bob, text=f"low tide {n} ☕") for n, person in enumerate(people)]


def _page(client, row) -> str:
    url = reverse("admin:feedback_datasetsnapshot_change", args=[row.pk])
    html = re.sub(r"<[^>]+>", " ", client.get(url).content.decode())
    return re.sub(r"\s+", " ", html)


def test_a_version_says_in_words_what_is_in_it_and_what_moved(house, admin_client):
    first, _ = snapshots.build("house")
    deletion.delete_photo(house[0].feedback.caption.job.photo)
    second, _ = snapshots.build("house")

    page = _page(admin_client, first)
    assert "6 rows of 6 photos" in page
    assert "1 of its photos was deleted since it was built" in page
    assert "there is nothing to compare it with" in page
    assert "{" not in page.partition("6 rows of 6 photos")[2]  # counts, not a program's notation

    page = _page(admin_client, second)
    assert "5 rows of 5 photos" in page
    assert str(first) in page
    assert re.search(r"photo brightness stable \d+\.\d\d \d+\.\d\d", page)
    assert "deleted since it was built" not in page


def test_the_empty_list_says_how_a_version_comes_to_be(admin_client):
    assert "manage.py build_dataset NAME" in admin_client.get(reverse(LIST)).content.decode()
    nothing_found = admin_client.get(reverse(LIST), {"q": "house"}).content.decode()
    assert "manage.py build_dataset NAME" not in nothing_found


@pytest.mark.parametrize("pk", ["999", "x"])
def test_a_version_that_is_not_there_is_not_found(admin_client, pk):
    assert admin_client.get(f"/admin/feedback/datasetsnapshot/{pk}/change/").status_code == 404


def test_who_may_not_look_does_not(client, alice, house):
    row, _ = snapshots.build("house")
    alice.is_staff = True
    alice.save()
    client.force_login(alice)
    url = reverse("admin:feedback_datasetsnapshot_change", args=[row.pk])
    assert client.get(url).status_code == 403
