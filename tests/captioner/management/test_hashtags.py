"""The hashtags command as a person runs it: count a corpus, look at the count."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from captioner.writing import tag_census


@pytest.fixture
def place(tmp_path, settings):
    settings.HASHTAG_INDEX = tmp_path / "data/hashtags.sqlite3"
    return settings.HASHTAG_INDEX


@pytest.fixture
def corpus(tmp_path):
    lines = [json.dumps({"caption": f"walk {day} #DogLife #beach"}) for day in range(7)]
    lines[3:3] = ["not json", json.dumps({"caption": "no tags"})]
    path = tmp_path / "walks.jsonl"
    path.write_text("\n".join(lines))
    return path


def run(*arguments):
    out, err = StringIO(), StringIO()
    call_command("hashtags", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_a_corpus_is_counted_and_put_in_place(corpus, place, capsys):
    out, err = run("build", corpus)
    assert "walks.jsonl:4: not JSON" in err
    assert "captions:" in capsys.readouterr().err  # the progress bar
    assert "bad lines  1" in out
    assert "corpus     walks.jsonl: 7 captions counted" in out
    assert "left out   1 no hashtags" in out
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_the_status_says_how_old_and_how_big_the_index_is(corpus, place):
    run("build", corpus)
    out, _ = run("status")
    assert str(place) in out
    assert "0 days ago" in out
    assert "holds      2 tags, 2 pairs" in out


def test_a_tag_is_shown_with_its_count_tier_and_neighbours(corpus, tmp_path):
    elsewhere = tmp_path / "other.sqlite3"
    run("build", corpus, "--out", elsewhere)
    out, _ = run("show", "#doglife", "--index", elsewhere)
    first, second = out.splitlines()
    assert first == "#DogLife  in 7 of 7 captions, broad"
    assert second.split() == ["#Beach", "7", "together", "1.00", "broad"]
    with pytest.raises(CommandError, match="#cat is not in the index: too few captions of walks"):
        run("show", "#cat", "--index", elsewhere)


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("arguments", [("status",), ("show", "dog")])
def test_without_an_index_it_says_how_to_make_one(arguments):
    with pytest.raises(CommandError, match=r"There is no index at .* manage.py hashtags build"):
        run(*arguments)


def test_what_is_no_corpus_is_refused(tmp_path, place):
    with pytest.raises(CommandError, match="there is no such folder or file"):
        run("build", tmp_path / "nowhere")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(CommandError, match="no hashtag is in 5 of its 0 countable captions"):
        run("build", empty)
    assert not place.exists()


def test_an_interrupt_says_that_nothing_changed(corpus, place, monkeypatch):
    run("build", corpus)
    before = place.read_bytes()

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(tag_census, "_keep_pairs", interrupt)
    with pytest.raises(CommandError, match="the index in place is as it was") as stopped:
        run("build", corpus)
    assert stopped.value.returncode == 130
    assert place.read_bytes() == before
    assert [path.name for path in place.parent.iterdir()] == [place.name]
