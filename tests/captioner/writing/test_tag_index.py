"""An index says how people use a tag, and is opened anew where another took its place."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from captioner.writing.tag_index import Index, IndexUnusable, latest
from tests.captioner.writing.corpora import build, captions, index


@pytest.fixture
def path(tmp_path):
    return tmp_path / "hashtags.sqlite3"


def test_it_knows_count_tier_and_spelling(path):
    found = index(captions(dog=100, beach=60, DogLife=20, doglife=10, sunset=10), path)
    uses = found.uses(["dog", "beach", "doglife", "sunset", "unheard"])
    assert [(use.body, use.count, use.tier) for use in sorted_by_count(uses)] == [
        ("dog", 100, "broad"),
        ("beach", 60, "niche"),
        ("doglife", 30, "niche"),
        ("sunset", 10, "specific"),
    ]
    assert uses["doglife"].spelling == "DogLife"
    assert uses["dog"].spelling == ""
    assert (found.about.broad_from, found.about.niche_from) == (100, 30)


def test_the_spelling_is_that_of_most_who_set_its_words_apart(path):
    found = index(captions(Dogsofsun=2, DogsOfSun=4, dogsofsun=90, DoG=3, Catnap=1, CatNap=5), path)
    uses = found.uses(["dogsofsun", "dog", "catnap"])
    assert uses["dogsofsun"].spelling == "DogsOfSun"
    assert uses["catnap"].spelling == "CatNap"
    assert "dog" not in uses  # three captions


def test_neighbours_come_strongest_first_and_both_ways(path):
    found = index(captions(dog_beach=10, dog_leash=6, dog=84, beach_love=10, love=400), path)
    beside = found.beside("dog")
    assert [(n.use.body, n.together) for n in beside] == [("leash", 6), ("beach", 10)]
    assert beside[0].strength == pytest.approx(6 / (100 * 6) ** 0.5)
    assert "dog" in [n.use.body for n in found.beside("beach")]
    assert found.beside("unheard") == ()


def test_chance_makes_no_neighbours_and_nobody_has_too_many(path):
    made = captions(dog_cat=4, dog=9, cat=9)
    for number in range(40):
        made += captions(**{f"sun_ray{number}x": 5})
    found = index(made, path)
    assert found.beside("dog") == ()
    assert len(found.beside("sun")) == 30


def test_many_threads_may_ask_at_once(path):
    found = index(captions(dog_beach=10, beach_sea=10), path)
    start = threading.Barrier(8)

    def ask(_):
        start.wait()
        return [found.beside("beach") for _ in range(50)]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(8)))
    assert {answer for answers in answers for answer in answers} == {found.beside("beach")}
    found.close()


@pytest.mark.parametrize("data", [b"", b"no database at all" * 100])
def test_a_file_that_is_no_index_is_refused_with_its_name(path, data):
    path.write_bytes(data)
    with pytest.raises(IndexUnusable, match=r"hashtags\.sqlite3"):
        Index(path)


def test_an_index_of_another_format_is_refused(path, monkeypatch):
    monkeypatch.setattr("captioner.writing.tag_index.FORMAT", 2)
    build(captions(dog=5), path)
    monkeypatch.undo()
    with pytest.raises(IndexUnusable, match="no hashtag index of format 1; build it again"):
        Index(path)


def test_a_file_cut_short_says_so_when_it_is_asked(path):
    made = []
    for number in range(400):
        made += captions(**{f"tag{number}x_other{number}x": 5})
    build(made, path)
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(IndexUnusable, match=r"hashtags\.sqlite3"):
        Index(path).uses(f"other{number}x" for number in range(400))


def test_the_latest_is_opened_once_until_another_takes_its_place(path):
    assert latest(path) is None
    build(captions(dog=5), path)
    first = latest(path)
    assert latest(path) is first
    build(captions(dog=7), path)
    second = latest(path)
    assert second is not first
    assert second.uses(["dog"])["dog"].count == 7
    assert first.uses(["dog"])["dog"].count == 5  # who has it open reads on


def sorted_by_count(uses):
    return sorted(uses.values(), key=lambda use: -use.count)
