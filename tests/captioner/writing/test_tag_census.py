"""A corpus is counted as its people meant it, and its index appears whole or not at all."""

import pytest

from captioner.writing import tag, tag_census
from captioner.writing.tag_corpus import BadLine, Caption, CorpusUnusable
from tests.captioner.writing.corpora import BUILT_AT, build, captions, index


@pytest.fixture
def path(tmp_path):
    return tmp_path / "hashtags.sqlite3"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a #dog, a #DogLife!", {"dog": "", "doglife": "DogLife"}),
        ("#dog #DOG #Dog", {"dog": ""}),
        ("#doglife #dogLife", {"doglife": "DogLife"}),
        ("#one1#two2", {"one1": "", "two2": ""}),
        ("#beach_day", {"beachday": "BeachDay"}),
        ("＃été", {"été": ""}),
        ("#LoVe", {"love": ""}),
        ("it&#39;s 5#dog http://a.b/#part #1 # #a #" + "a" * 31, {}),
    ],
)
def test_it_finds_the_hashtags_of_a_caption(text, found):
    assert tag.found_in(text) == found


def test_each_caption_counts_a_tag_once(path):
    report = build([Caption(f"day {day} #dog #Dog #dog #sea") for day in range(6)], path)
    assert report.captions == 6
    assert tag_counts(path) == {"dog": 6, "sea": 6}


def test_a_tag_that_hardly_anybody_uses_is_not_kept(path):
    build(captions(dog=5, smithwedding=4), path)
    assert tag_counts(path) == {"dog": 5}


def test_spam_and_repeats_are_left_out_and_counted_by_reason(path):
    block = "#one #two #three #four #five"
    spam = Caption("buy " + " ".join(f"#dog{number}" for number in range(31)))
    made = [
        *captions(dog=5),
        Caption("no tags at all"),
        spam,
        Caption("day 0  of DOG #dog"),
        Caption(f"mine {block}"),
        Caption(f"another day {block}"),
    ]
    report = build(made, path)
    assert report.captions == 6
    assert report.left_out == {
        "no hashtags": 1,
        "more than 30 hashtags": 1,
        "repeated text": 1,
        "repeated hashtags": 1,
    }
    assert tag_counts(path) == {"dog": 5}


def test_what_is_banned_or_unsafe_never_enters(path):
    report = build(captions(dog_follow4follow_nakedgirl_fyp=6), path)
    assert report.unfit == 3
    assert tag_counts(path) == {"dog": 6}


def test_bad_lines_are_counted_and_the_first_of_them_named(path):
    bad = [BadLine(f"a.jsonl:{number}", "not JSON") for number in range(50)]
    report = build([*bad, *captions(dog=5)], path)
    assert report.bad == 50
    assert report.bad_lines == bad[:20]


def test_counts_that_do_not_fit_in_memory_are_the_same(path, tmp_path, monkeypatch):
    made = captions(dog_beach=7, Dog_sea=6, cat_sea_beach=9)
    one = index(made, path)
    monkeypatch.setattr(tag_census, "_HELD_MAX", 2)
    other = index(made, tmp_path / "spilled.sqlite3")
    for body in ("dog", "beach", "sea", "cat"):
        assert one.beside(body) == other.beside(body)
    assert one.uses(["dog", "sea"]) == other.uses(["dog", "sea"])
    one.close()
    other.close()


def test_an_interrupted_count_leaves_the_index_in_place_alone(path):
    build(captions(dog=5), path)
    before = path.read_bytes()

    def stopped():
        yield from captions(cat=9)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(stopped(), path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_corpus_without_hashtags_makes_no_index_and_says_why(path):
    build(captions(dog=5), path)
    before = path.read_bytes()
    made = [Caption("no tags"), *captions(cat=4), BadLine("b.csv:3", "not UTF-8")]
    with pytest.raises(CorpusUnusable) as refused:
        build(made, path)
    assert str(refused.value) == (
        "walks: no hashtag is in 5 of its 4 countable captions; "
        "1 cannot be read, the first: b.csv:3: not UTF-8"
    )
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_it_is_dated_and_says_what_it_was_made_of(path):
    about = index([*captions(dog_sea=6, dog=9), Caption("none")], path).about
    assert (about.corpus, about.built_at, about.captions) == ("walks", BUILT_AT, 15)
    assert about.left_out == {"no hashtags": 1}
    assert (about.tags, about.pairs) == (2, 2)


def tag_counts(path):
    read = tag_census.sqlite3.connect(path)
    found = dict(read.execute("SELECT body, count FROM tags"))
    read.close()
    return found
