"""A voice knows its own: it is refined by what she keeps, forgets what she takes back."""

from dataclasses import replace
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.errors import InvalidBrief
from captioner.writing.brief import Style
from captioner.writing.marks import from_dict, measure, to_dict
from captioner.writing.voice import (
    KEPT_COUNTED,
    KEPT_MAX,
    MATCH_MIN,
    Voice,
    keep,
    match,
    nearest,
    style,
    take_back,
    with_marks,
)
from tests.captioner.writing.creators import BAKER, COACH, COMMUTER, CREATORS, CURATOR, NEUTRAL

HERS = Voice("everyday", COMMUTER)
TYPED = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60)
MARKED = ["commuter", "curator", "coach"]


def held_out(name):
    """Each caption's score in the voice that the creator's other captions make."""
    captions = CREATORS[name]
    rest = [captions[:at] + captions[at + 1 :] for at in range(len(captions))]
    return [
        match(caption, measure(others)).score
        for caption, others in zip(captions, rest, strict=True)
    ]


def of_others(name):
    others = (caption for other, captions in CREATORS.items() if other != name
              for caption in captions)  # fmt: skip
    return [match(caption, measure(CREATORS[name])).score for caption in (*others, *NEUTRAL)]


@pytest.mark.parametrize("name", CREATORS)
def test_every_held_out_caption_of_her_own_is_a_match(name):
    assert min(held_out(name)) >= MATCH_MIN


@pytest.mark.parametrize("name", MARKED)
def test_her_own_captions_score_clearly_above_anybody_elses(name):
    own, foreign = held_out(name), of_others(name)
    assert fmean(own) - fmean(foreign) > 0.35
    assert sum(score >= MATCH_MIN for score in foreign) <= 0.1 * len(foreign)


def test_a_creator_with_every_habit_by_halves_is_still_told_from_most():
    assert fmean(held_out("baker")) - fmean(of_others("baker")) > 0.15


@pytest.mark.parametrize("name", CREATORS)
def test_five_captions_are_enough_to_know_her_by(name):
    captions = CREATORS[name]
    marks = measure(captions[:5])
    own = [match(caption, marks).score for caption in captions[5:]]
    assert sum(score >= MATCH_MIN for score in own) >= 0.8 * len(own)


@pytest.mark.parametrize("name", CREATORS)
def test_her_own_captions_score_above_plain_sentences(name):
    plain = [match(caption, measure(CREATORS[name])).score for caption in NEUTRAL]
    assert fmean(held_out(name)) - fmean(plain) > 0.1


@pytest.mark.parametrize(
    ("captions", "draft", "miss"),
    [
        (COMMUTER, "The light on platform 3 ✨", "You usually write in lower case."),
        (CURATOR, "notes on a bridge. " * 5, "You usually begin with a capital letter."),
        (COMMUTER, "the light ON platform 3 ✨", "You rarely write words in capitals."),
        (COACH, "We go again! 💪", "You usually write words in capitals."),
        (COMMUTER, "the light on platform 3", "You usually use emoji."),
        (CURATOR, "A bridge 🌉. " * 8, "You rarely use emoji."),
        (COMMUTER, "the light ✨✨✨✨✨ on 3", "You usually use 1 emoji; this has 5."),
        (COACH, "The crew showed UP 💪", "You usually use exclamation marks."),
        (COMMUTER, "what a light on platform 3! ✨", "You rarely use exclamation marks."),
        (COMMUTER, "is that the moon over 3? ✨", "You rarely ask a question."),
        (COMMUTER, "and then the light... on 3 ✨", "You rarely use an ellipsis."),
        (COMMUTER, "the light on platform 3. ✨", "You usually end without a full stop."),
        (CURATOR, "Notes on a bridge " * 5, "You usually end with a full stop."),
        (COMMUTER, "light ✨", "You usually write 27 to 36 characters; this has 7."),
    ],
)
def test_a_miss_is_a_sentence_she_understands(captions, draft, miss):
    assert miss in match(draft, measure(captions)).misses


def test_the_weightiest_miss_comes_first():
    misses = match(COACH[0], measure(COMMUTER)).misses
    assert misses[0] == "You usually write in lower case."


def test_her_own_caption_misses_nothing():
    assert match(COMMUTER[3], measure(COMMUTER)) == match(COMMUTER[3], HERS.marks)
    assert match(COMMUTER[3], HERS.marks).misses == ()


@pytest.mark.parametrize(
    ("term", "text", "said"),
    [
        ("vibes", "monday Vibes ✨", True),
        ("vibes", "monday vibe ✨", False),
        ("so blessed", "so\nBLESSED ✨", True),
        ("it's giving", "it’s giving tram ✨", True),
        ("c++", "learning c++ ✨", True),
        ("😂", "tram lol😂", True),
        ("art", "party on platform 3 ✨", False),
    ],
)
def test_a_word_she_never_says_is_a_hard_miss(term, text, said):
    found = match(text, replace(HERS.marks, never=(term,)))
    assert (found.score == 0) is said
    assert (f"You never say “{term}”." in found.misses) is said


def test_a_word_she_typed_counts_however_she_capitalised_it():
    marks = replace(HERS.marks, words=("Platform",), openings=(), emoji=())
    assert match("the platform ✨", marks).score > match("the station ✨", marks).score


@given(st.text(max_size=300), st.lists(st.text(max_size=80), max_size=8))
def test_any_text_has_a_score_in_any_voice(text, captions):
    found = match(text, measure(captions))
    assert 0 <= found.score <= 1
    assert all(miss.startswith("You ") for miss in found.misses)


@given(st.text(max_size=100), st.lists(TYPED, max_size=50))
def test_any_never_say_list_can_be_looked_for(text, never):
    marks = from_dict(to_dict(measure(COMMUTER)) | {"never": never})
    assert 0 <= match(text, marks).score <= 1


@pytest.mark.parametrize(
    ("captions", "expected"),
    [
        (COMMUTER, Style("short", lower_case=True, emoji="some")),
        (CURATOR, Style("", lower_case=False, emoji="none")),
        (BAKER, Style("short", lower_case=False, emoji="")),
        ([caption * 2 for caption in CURATOR], Style("long", emoji="none")),
    ],
)
def test_the_bundled_writer_gets_the_marks_it_knows(captions, expected):
    assert style(measure(captions)) == expected


def test_an_edit_she_keeps_refines_the_voice():
    refined = HERS
    for number in range(KEPT_COUNTED):
        refined = keep(refined, f"This is edit {number}. It ends as a sentence.")
    assert refined.marks.capitals != HERS.marks.capitals
    assert refined.marks.no_full_stop < HERS.marks.no_full_stop


@given(st.lists(st.sampled_from(COACH + CURATOR), min_size=1, max_size=12, unique=True), st.data())
def test_an_edit_she_takes_back_leaves_no_trace(edits, data):
    gone = data.draw(st.sampled_from(edits))
    refined, without = HERS, HERS
    for edit in edits:
        refined = keep(refined, edit)
        without = without if edit == gone else keep(without, edit)
    assert gone in refined.kept
    assert take_back(refined, gone) == without
    assert take_back(refined, gone).marks == without.marks


def test_the_same_edit_kept_again_counts_once():
    assert keep(keep(keep(HERS, "one ✨"), "two ✨"), "one ✨").kept == ("two ✨", "one ✨")


def test_edits_never_outweigh_her_own_examples():
    refined = HERS
    for number in range(KEPT_MAX + 5):
        refined = keep(refined, f"edit {number}")
    assert len(refined.kept) == KEPT_MAX
    assert refined.captions == COMMUTER + refined.kept[-KEPT_COUNTED:]


def test_marks_she_typed_hold_and_the_others_go_on_being_measured():
    edited = with_marks(HERS, replace(HERS.marks, capitals="", never=("vibes",)))
    assert edited.typed == {"capitals": "", "never": ["vibes"]}
    refined = keep(edited, "what is this light! 🚋")
    assert (refined.marks.capitals, refined.marks.never) == ("", ("vibes",))
    assert refined.marks.exclamation > HERS.marks.exclamation


def test_a_mark_set_back_to_what_is_measured_is_measured_again():
    edited = with_marks(HERS, replace(HERS.marks, exclamation=0.5))
    assert with_marks(edited, HERS.marks) == HERS


def test_lengths_are_typed_together_so_that_they_stay_in_order():
    edited = with_marks(HERS, replace(HERS.marks, length_high=40))
    assert set(edited.typed) == {"length_low", "length", "length_high"}
    for caption in CURATOR:
        edited = keep(edited, caption)
    assert edited.marks.length_high == 40


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", {"name": ""}),
        ("name", {"name": "   "}),
        ("name", {"name": "x" * 41}),
        ("examples", {"examples": COMMUTER[:4]}),
        ("examples", {"examples": COMMUTER * 3}),
        ("examples", {"examples": (*COMMUTER, " ")}),
        ("examples", {"examples": (*COMMUTER, "x" * 2201)}),
        ("examples", {"examples": (*COMMUTER, "nul \x00")}),
        ("kept", {"kept": ("x" * 2201,)}),
        ("length", {"typed": {"length": 5000}}),
        ("mood", {"typed": {"mood": "sunny"}}),
    ],
)
def test_a_voice_names_the_field_that_is_outside_its_limits(field, values):
    with pytest.raises(InvalidBrief) as caught:
        Voice(**{"name": "everyday", "examples": COMMUTER} | values)
    assert caught.value.field == field


def test_the_nearest_captions_are_about_the_same_things():
    assert nearest(HERS, "a cat sits at a bus stop", 1) == ("missed the bus, met a cat 🐈",)
    assert nearest(HERS, "the moon over a house", 1) == ("ok but who left the moon on",)
    assert nearest(Voice("house", CURATOR), "A row of books in a library", 1) == (CURATOR[0],)


def test_where_nothing_is_near_the_newest_captions_come():
    assert nearest(HERS, "zebra", 2) == (COMMUTER[-1], COMMUTER[-2])
    kept = keep(HERS, "zebra crossing, zebra mood")
    assert nearest(kept, "two zebras", 2) == ("zebra crossing, zebra mood", COMMUTER[-1])


@given(st.text(max_size=100), st.integers(0, 40))
def test_any_description_gets_captions_of_hers_each_once(description, count):
    found = nearest(HERS, description, count)
    assert len(found) == min(count, len(COMMUTER))
    assert len(set(found)) == len(found)
    assert set(found) <= set(COMMUTER)
