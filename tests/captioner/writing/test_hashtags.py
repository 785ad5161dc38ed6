"""The pool reads like what a person would post, and is well-formed whatever comes in."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.writing import hashtags, lexicon, tag
from captioner.writing.brief import AUDIENCES, TONES
from captioner.writing.platforms import POLICIES
from tests.captioner.writing import corpora

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


@pytest.mark.parametrize(
    ("description", "proposal"),
    [
        ("a plate of pasta on a wooden table", "#DogsOfInstagram"),
        ("a laptop and a notebook on a desk", "#BlackAndWhite"),
        ("a man on the beach", "#CatOnTheRoof"),
    ],
)
def test_an_and_or_an_of_in_common_supports_no_proposal(description, proposal):
    assert proposal not in texts(rank(description, f"What a day: {description}", [proposal]))


def test_the_caption_counts_less_than_the_photo():
    pool = texts(rank("a cat on a couch", "Dreaming of the beach"))
    assert pool.index("#CatLife") < pool.index("#BeachVibes")


@pytest.mark.parametrize(
    ("description", "caption", "about"),
    [
        ("a dog", "He plays guitar on stage, and the concert never ends", "concert, music"),
        ("a man stands in front of the gateway arch", "A film only pigeons understand", "pigeon"),
        ("a man scales the large rock", "Make room for who you are becoming", "room"),
        ("a fork", "Confetti, confetti: a party for being oneself", "party"),
    ],
)
@pytest.mark.parametrize("platform", POLICIES)
@pytest.mark.parametrize("high", [5, 10])
def test_a_figure_of_speech_in_the_caption_is_posted_as_no_tag(
    description, caption, about, platform, high
):
    pool = rank(description, caption, platform=platform, high=high)
    figures = {f"#{text}" for named in lexicon.shown(about) for texts in named.tags.values()
               for text in texts}  # fmt: skip
    assert figures & set(texts(rank(about, high=high)))
    assert not figures & set(selected(pool, platform))
    assert len(selected(pool, platform)) == POLICIES[platform].hashtags_selected


def test_a_proposal_that_only_the_caption_supports_is_hers_to_choose():
    pool = rank("a fork", "What a plot twist", ["#PlotTwist", "#ForkStories"])
    assert {"#PlotTwist", "#ForkStories"} <= set(texts(pool))
    assert "#ForkStories" in selected(pool)
    assert "#PlotTwist" not in selected(pool)


def test_what_her_note_says_is_posted_like_what_the_photo_shows():
    said = ("a fork", "Cake for Rosalind, at last", ["#RosalindDay"])
    assert not {"#BirthdayCake", "#RosalindDay"} & set(selected(rank(*said)))
    noted = selected(rank(*said, note="Rosalind's birthday"))
    assert {"#Birthday", "#BirthdayCake", "#RosalindDay"} <= set(noted)


def test_a_photo_that_was_not_described_gets_the_tags_of_its_caption():
    assert "#BeachVibes" in selected(rank("", "A day on the beach"))


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
        ("#naturephotography", "#NaturePhotography"),
        ("#smallbusiness", "#SmallBusiness"),
        ("#seasons", "#Seasons"),
        ("#homework", "#Homework"),
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


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """Walkers' captions: what they write with dogs and beaches, fit for the photo or not."""
    made = corpora.captions(
        DogsOfInstagram_beach_dogsofthebeach=30,
        DogsOfInstagram_BeachDog_dogbeach=15,
        DogsOfInstagram_MiamiBeach_nakeddog_SnowDog=20,
        DogsOfInstagram_fyp_friends=20,
        DogLife=60,
        beachday_HaPpYdOg=12,
        beachday=50,
        beach=400,
        DOGADVENTURES=5,
        DogadVentures=7,
    )
    opened = corpora.index(made, tmp_path_factory.mktemp("index") / "hashtags.sqlite3")
    yield opened
    opened.close()


def test_the_corpus_decides_how_broad_a_tag_is(index):
    tiers = {entry.tag: entry.tier for entry in rank(BEACH_DOG, index=index)}
    assert tiers["#Beach"] == "broad"
    assert tiers["#DogsOfInstagram"] == "niche"
    assert tiers["#BeachDog"] == "specific"
    assert tiers["#BrownDog"] == "specific"  # not in the corpus: the lexicon's word stands


def test_a_tag_that_people_use_comes_before_one_they_do_not(index):
    before, after = texts(rank(BEACH_DOG)), texts(rank(BEACH_DOG, index=index))
    assert before.index("#BrownDog") < before.index("#BeachVibes")
    assert after.index("#BeachDay") < after.index("#BrownDog")


def test_what_goes_with_the_photos_tags_comes_in(index):
    pool = {entry.tag: entry.why for entry in rank(BEACH_DOG, index=index)}
    assert pool["#DogsOfTheBeach"] == "often used with #DogsOfInstagram"
    assert "#DogBeach" not in pool  # #BeachDog is there


def test_a_tag_has_one_spelling(index):
    assert "#HaPpYdOg" not in texts(rank(BEACH_DOG, index=index))
    for typed in ("dogsofthebeach", "DOGSOFTHEBEACH", "dogsOfthebeach"):
        found = tag.normalise(typed, words={"the"}, spellings={"dogsofthebeach": "DogsOfTheBeach"})
        assert found == "#DogsOfTheBeach"
    assert tag.normalise("#doglife", spellings={"doglife": "Doglife"}) == "#DogLife"


@pytest.mark.parametrize(
    "typed", ["#BeachDog", "beachdogs", "BEACH DOG", "#beach_dog", "＃beachDog"]
)
def test_what_she_never_uses_stays_out_however_it_is_typed(typed, index):
    assert "#BeachDog" in texts(rank(BEACH_DOG))
    assert "#BeachDog" not in texts(rank(BEACH_DOG, never=[typed]))
    assert "#BeachDog" not in texts(rank(BEACH_DOG, "", ["beach dogs"], never=[typed], index=index))


@pytest.mark.parametrize(
    ("proposed", "never"),
    [("dog lovers", "#doglover"), ("sandy paws up", "#sandypawsup"), ("Beach", "beaches")],
)
def test_what_she_never_uses_is_known_by_one_or_many(proposed, never):
    caption = "sandy paws up"
    assert tag.normalise(proposed) in texts(rank(BEACH_DOG, caption, [proposed]))
    assert tag.normalise(proposed) not in texts(rank(BEACH_DOG, caption, [proposed], never=[never]))


def test_what_she_never_uses_is_not_named_as_a_reason_either(index):
    pool = rank(BEACH_DOG, never=["dogsofinstagram"], index=index)
    assert not any("DogsOfInstagram" in entry.why for entry in pool)


def test_what_she_never_uses_is_not_filled_up_with_either():
    fallback = texts(rank("", low=10))
    assert texts(rank("", never=fallback[:3])) == fallback[3:8]
    assert rank("", never=fallback) == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("#BeachDog", "shown: beach, dog"),
        ("#BrownDog", "shown: brown, dog"),
        ("#DogLife", "shown: dog"),
        ("#PuppyLove", "in the caption: puppy"),
        ("#SandyPaws", "the writer proposed it"),
        ("#BrandStory", "fits the audience"),
    ],
)
def test_each_tag_says_why_it_is_there(text, why):
    pool = rank("", "a puppy at heart", audience="promotional", low=10)
    pool += rank(BEACH_DOG, "all sandy paws", ["sandy paws"])
    assert {entry.tag: entry.why for entry in pool}[text] == why
    assert rank("")[0].why == "broad photography tag"
    assert rank("", tone="happy")[0].why == "fits the tone"
    assert {e.why for e in hashtags.select(pool, POLICIES["x"])} == {e.why for e in pool}


@pytest.mark.parametrize("typed", ["#nakedgirl", "#girlsnaked", "#sexybeach", "#BeachNakedgirl"])
def test_an_unsafe_word_does_not_hide_in_a_run_of_letters(typed):
    assert not tag.usable(tag.normalise(typed), "instagram")


@pytest.mark.parametrize(
    "typed", ["#sussex", "#pakistan", "#raccoon", "#coonhounds", "#analogphotography", "#therapist"]
)
def test_an_innocent_word_is_not_taken_for_one_that_hides_something(typed):
    assert tag.usable(tag.normalise(typed), "instagram")


def test_ranking_is_quick(index):
    def took(**changed):
        start = time.process_time()
        for _ in range(10):
            rank(BEACH_DOG, "Best day at the beach", ["#beachday", "#sandydog"], **changed)
        return (time.process_time() - start) / 10

    took()
    assert min(took() for _ in range(5)) < 0.002
    assert min(took(index=index) for _ in range(5)) < 0.010


known = st.sampled_from([*(BEACH_DOG.split()), "child", "snow", "surfing", "pool", "naked", "sexy"])
FEARED = ("#beach", "DOGLOVER", "beach dogs", "dogsofinstagram", "#BeachVibe")
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
    never=st.lists(st.one_of(anything, st.sampled_from(FEARED)), max_size=3),
    counted=st.booleans(),
)
def test_any_input_gives_a_valid_pool(
    index, description, caption, proposals, bounds, tone, audience, platform, never, counted
):
    low, high = bounds
    asked = {"tone": tone, "audience": audience, "platform": platform, "low": low, "high": high}
    asked |= {"never": never, "index": index if counted else None}
    pool = hashtags.rank(description, caption, proposals, **asked)
    assert low <= len(pool) <= high
    assert pool == hashtags.rank(description, caption, proposals, **asked)
    assert len({tag.key(entry.tag) for entry in pool}) == len(pool)
    for entry in pool:
        assert re.fullmatch(r"#[^\W_]{2,30}", entry.tag)
        assert not entry.tag[1:].isnumeric()
        assert tag.usable(entry.tag, platform)
        assert not entry.selected
        assert 0 < len(entry.why) <= 60
        assert tag.key(entry.tag) not in {tag.key(text) for text in never}
    marked = [e for e in hashtags.select(pool, POLICIES[platform]) if e.selected]
    assert len(marked) == POLICIES[platform].hashtags_selected
    assert all(entry.is_supported for entry in marked)


@pytest.mark.parametrize(
    ("refused", "gone"),
    [
        ("rainbow colours", "#RainbowColors"),
        ("#grayhound", "#Greyhound"),
        ("harbor", "#Harbour"),
        ("COZY_HOME", "#CozyHome"),
        ("cosyhomes", "#CozyHome"),
        ("beachdogs", "#BeachDog"),
        ("café", "#Cafe"),
        ("#travelling", "#Traveling"),
    ],
)
def test_a_tag_she_never_uses_stays_out_however_it_is_spelled(refused, gone):
    pool = texts(rank("", f"{gone[1:]} it is", [gone], never=[refused]))
    assert gone in texts(rank("", f"{gone[1:]} it is", [gone]))
    assert gone not in pool


def test_another_tag_of_the_same_letters_is_not_refused():
    assert "#BeachDog" in texts(rank(BEACH_DOG, never=["#Beach", "dog", "#", "🐶"]))


def test_tags_she_has_seen_come_last_and_only_where_others_do_not_reach():
    first = texts(rank(BEACH_DOG))
    others = texts(rank(BEACH_DOG, avoid=first))
    assert len(others) >= 5
    assert not set(first) & set(others)
    everything = {*first, *others, *hashtags._FALLBACK}
    while more := set(texts(rank(BEACH_DOG, avoid=everything))) - everything:
        everything |= more
    worn = texts(rank(BEACH_DOG, avoid=everything))
    assert len(worn) == 5, "none but to reach the least"
    fresh = texts(rank(BEACH_DOG, "Sandy dog", ["#SandyDog"], avoid=everything))
    assert fresh[0] == "#SandyDog"


@given(avoid=st.lists(st.sampled_from(["#Dog", "beach day", "#DOGLIFE", "#PhotoDaily", "#", "x"])))
def test_the_pool_is_as_large_as_asked_whatever_she_has_seen(avoid):
    pool = rank(BEACH_DOG, avoid=avoid)
    assert 5 <= len(pool) <= 10
    assert len({tag.key(entry.tag) for entry in pool}) == len(pool)
