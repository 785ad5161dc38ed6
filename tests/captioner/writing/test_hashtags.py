"""The pool reads like what a person would post, and is well-formed whatever comes in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.writing import hashtags, tag
from captioner.writing.brief import AUDIENCES, TONES
from captioner.writing.platforms import POLICIES

BEACH_DOG = "a brown dog is running along the beach with a ball"


def rank(description, caption="", proposals=(), **changed):
    asked = {"tone": "plain", "audience": "personal", "platform": "instagram", "low": 5, "high": 10}
    return hashtags.rank(description, caption, proposals, **(asked | changed))


def texts(pool):
    return [entry.tag for entry in pool]


def selected(pool, platform="instagram"):
    return [e.tag for e in hashtags.select(pool, POLICIES[platform]) if e.selected]


def test_a_dog_on_a_beach_gets_what_a_person_would_post():
    pool = rank(BEACH_DOG)
    assert selected(pool) == [
        "#BeachDog",
        "#DogLife",
        "#BrownDog",
        "#BeachVibes",
        "#DogsOfInstagram",
    ]
    assert {"#RunningDog", "#Beach", "#BeachDay"} <= set(texts(pool))


@pytest.mark.parametrize(
    ("description", "wanted", "silly"),
    [
        ("two men in front of something", set(), {"#TwoMen", "#Front", "#Something", "#Men"}),
        ("a dog runs across the street", {"#DogLife"}, {"#RunnersOfInstagram", "#StreetDog"}),
        ("children playing in the street", {"#Kids"}, {"#StreetKids"}),
        ("a soccer player kicks a ball in a field", {"#Soccer"}, {"#Nature", "#MeadowLife"}),
        ("a surfer riding a wave", {"#SurfLife", "#Surfing"}, {"#Swimming", "#People"}),
        ("a black and white dog in the snow", {"#BlackAndWhiteDog", "#SnowDog"}, set()),
        ("a labrador in a lake", {"#LakeLabrador", "#DogsOfInstagram"}, set()),
        ("people walk past a pelican on the beach", {"#BeachBird"}, {"#WalkingBird"}),
        ("a bus in the city at night", {"#BusRide", "#NightPhotography"}, {"#Trucks"}),
    ],
)
def test_it_names_what_is_shown_and_nothing_silly(description, wanted, silly):
    pool = set(texts(rank(description)))
    assert wanted <= pool
    assert not silly & pool


def test_the_writers_proposals_that_the_photo_shows_rise():
    before, after = texts(rank(BEACH_DOG)), texts(rank(BEACH_DOG, "", ["#beachday", "sandy dog"]))
    assert after.index("#BeachDay") < before.index("#BeachDay")
    assert "#SandyDog" in after


def test_a_proposal_that_nothing_supports_stays_out_of_a_full_pool():
    assert "#Paris" not in texts(rank(BEACH_DOG, "", ["#paris"]))
    assert "#Paris" in texts(rank(BEACH_DOG, "Paris, here we run", ["#paris"]))
    assert "#Paris" in texts(rank("a grey thing", "", ["#paris"]))


def test_the_caption_counts_less_than_the_photo():
    pool = texts(rank("a cat on a couch", "Dreaming of the beach"))
    assert pool.index("#CatLife") < pool.index("#BeachVibes")


def test_an_audience_or_a_tone_adds_one_tag():
    assert "#VisualCulture" in texts(rank(BEACH_DOG, audience="academic", tone="funny"))
    assert "#JustForLaughs" in texts(rank(BEACH_DOG, tone="Funny"))
    assert "#JustForLaughs" not in texts(rank(BEACH_DOG, audience="academic", tone="funny"))


def test_where_nothing_is_known_broad_tags_fill_up_to_the_low_bound():
    for low in (5, 10):
        pool = rank("", low=low)
        assert len(pool) == low
        assert {entry.tier for entry in pool} == {"broad"}


def test_what_somebody_wears_makes_no_tag_of_them():
    shown = "a man in a red shirt is climbing a rock"
    pool = texts(rank(shown, "", ["#ShirtMan", "#RockMan"]))
    assert "#ShirtMan" not in pool
    assert "#RockMan" in pool


def test_banned_unsafe_and_empty_proposals_are_dropped():
    bad = ["#fyp", "#follow4follow", "#sexy", "#KillYourself", "#is", "#two man", "#123", "#", "🐶"]
    assert texts(rank("", "", bad)) == texts(rank(""))


def test_tags_that_name_another_platform_are_left_out():
    pool = texts(rank(BEACH_DOG, "", ["#beachdogsofinstagram", "#InstantDog"], platform="tiktok"))
    assert not any("instagram" in text.casefold() for text in pool)
    assert "#InstantDog" in pool


@pytest.mark.parametrize(
    ("platform", "count"),
    [("instagram", 5), ("threads", 1), ("x", 2), ("linkedin", 3), ("tiktok", 5)],
)
def test_each_platform_gets_its_number_of_tags(platform, count):
    pool = rank(BEACH_DOG, platform=platform)
    marked = hashtags.select(pool, POLICIES[platform])
    assert texts(marked) == texts(pool)
    assert len(selected(pool, platform)) == count


def test_what_is_selected_reaches_wide_and_narrow():
    marked = [e for e in hashtags.select(rank(BEACH_DOG), POLICIES["instagram"]) if e.selected]
    assert {entry.tier for entry in marked} == {"broad", "niche", "specific"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("#goldenretriever", "#GoldenRetriever"),
        ("beach day", "#BeachDay"),
        ("#beach_day", "#BeachDay"),
        ("##DogLife!", "#DogLife"),
        ("#dogsofinstagram", "#DogsOfInstagram"),
        ("#SUNSET", "#Sunset"),
        ("#iPhone", "#IPhone"),
        ("ﬁelds", "#Fields"),
        ("#été2026", "#Été2026"),
        ("#海", None),
        ("2026", None),
        ("a" * 31, None),
        ("", None),
    ],
)
def test_a_tag_is_written_for_screen_readers(typed, expected):
    assert tag.normalise(typed) == expected


def test_case_and_plural_make_no_second_tag():
    assert tag.key("#DogLovers") == tag.key("#DogLover") == tag.key("#dogLover")
    pool = texts(rank(BEACH_DOG, "", ["#beachdogs", "#BEACHDOG", "#doglover", "dogs life"]))
    assert len({tag.key(text) for text in pool}) == len(pool)


known = st.sampled_from([*(BEACH_DOG.split()), "child", "snow", "surfing", "pool", "naked", "sexy"])
anything = st.lists(st.one_of(known, st.text(max_size=12)), max_size=12).map(" ".join)
bounds = st.tuples(st.integers(5, 10), st.integers(5, 10)).map(sorted)


@given(
    description=anything,
    caption=anything,
    proposals=st.lists(anything, max_size=6),
    bounds=bounds,
    tone=st.sampled_from([*TONES, "like a pirate"]),
    audience=st.sampled_from(AUDIENCES),
    platform=st.sampled_from(sorted(POLICIES)),
)
def test_any_input_gives_a_valid_pool(
    description, caption, proposals, bounds, tone, audience, platform
):
    low, high = bounds
    asked = {"tone": tone, "audience": audience, "platform": platform, "low": low, "high": high}
    pool = hashtags.rank(description, caption, proposals, **asked)
    assert low <= len(pool) <= high
    assert pool == hashtags.rank(description, caption, proposals, **asked)
    assert len({tag.key(entry.tag) for entry in pool}) == len(pool)
    for entry in pool:
        assert re.fullmatch(r"#[^\W_]{2,30}", entry.tag)
        assert not entry.tag[1:].isnumeric()
        assert tag.usable(entry.tag, platform)
        assert not entry.selected
    marked = [e for e in hashtags.select(pool, POLICIES[platform]) if e.selected]
    assert len(marked) == POLICIES[platform].hashtags_selected
