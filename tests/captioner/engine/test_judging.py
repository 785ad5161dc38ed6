"""What is asked for again, and which of two answers is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.engine.judging import UNCHECKED, Fault, Shown, Variant, better, judged, shown
from captioner.engine.types import Item, Locked
from captioner.errors import EngineFailed
from captioner.writing.brief import Brief, Claim, Draft, Style
from captioner.writing.voice import Voice
from tests.captioner.writing.creators import COACH, COMMUTER, CURATOR

SEEN = "a brown dog runs on the beach"
GOOD = "caption: Sand between the toes.\ntags: dog, beach, run"
UNSAFE = "caption: Totally nsfw.\ntags: dog"
SAME_TWICE = "caption: Sand in the shoes, sand in the shoes.\ntags: sea"


def asked(*, voice=None, locked=None, **brief):
    return Item(None, Brief(**brief), voice=voice, locked=locked or Locked())


def hers(captions, **typed):
    return Voice("a voice", captions, typed=typed)


@pytest.mark.parametrize(
    ("answer", "others", "fault"),
    [
        (GOOD, [], None),
        (GOOD, ["Something else."], None),
        (GOOD, ["sand  between the TOES."], Fault.SAME),
        ("I cannot help with that.", [], Fault.UNREADABLE),
        ("", [], Fault.UNREADABLE),
        (UNSAFE, [], Fault.UNSAFE),
        ("photo: nsfw\ncaption: A quiet morning.\ntags: sea", [], Fault.UNSAFE),
        (GOOD, ["Sand between your toes!"], Fault.SAME),
        (SAME_TWICE, [], Fault.REPEATS),
    ],
)
def test_an_answer_is_read_and_checked(answer, others, fault):
    variant = judged(answer, others, item=asked(), description=SEEN)
    assert variant.fault is fault
    assert variant.answer == answer


@pytest.mark.parametrize(
    ("length", "characters", "fault"),
    [
        ("short", 70, None),
        ("short", 71, Fault.LENGTH),
        ("long", 119, Fault.LENGTH),
        ("long", 120, None),
        ("", 300, None),
    ],
)
def test_a_caption_of_another_length_than_asked_is_asked_for_again(length, characters, fault):
    words = " ".join(f"w{n}" for n in range(100))[: characters - 1].rstrip()
    answer = f"caption: {words}{'.' * (characters - len(words))}"
    item = asked(style=Style(length=length))
    assert judged(answer, [], item=item, description=SEEN).fault is fault


@pytest.mark.parametrize(
    ("captions", "answer", "fault"),
    [
        (COMMUTER, "ok but this puddle has a whole sky in it ✨", None),
        (
            COMMUTER,
            "The dog. It has never, in its life, been happier than it is TODAY!!",
            Fault.VOICE,
        ),
        (COACH, "The dog is out for a walk along the beach.", Fault.VOICE),
        (CURATOR, "LET'S GO!!! 🔥🔥", Fault.VOICE),
        (COMMUTER, "monday, but make it golden", Fault.COPIED),
    ],
)
def test_a_caption_that_is_not_in_her_voice_is_asked_for_again(captions, answer, fault):
    item = asked(voice=hers(captions))
    variant = judged(f"caption: {answer}\ntags: dog", [], item=item, description=SEEN)
    assert variant.fault is fault
    assert (variant.score >= 0.7) == (fault is not Fault.VOICE)


def test_what_she_never_says_is_worse_than_any_miss():
    item = asked(voice=hers(COMMUTER, never=["puddle"]))
    variant = judged("caption: ok but this puddle ✨", [], item=item, description=SEEN)
    assert (variant.fault, variant.score) == (Fault.NEVER, 0.0)


def test_what_she_asks_for_today_is_no_miss():
    long = "lowkey the longest way to say that a dog ran along a beach and nobody minded. " * 2
    item = asked(voice=hers(COMMUTER))
    assert judged(f"caption: {long[:130]}", [], item=item, description=SEEN).score < 0.8
    item = asked(voice=hers(COMMUTER), style=Style(length="long"))
    assert judged(f"caption: {long[:130]}", [], item=item, description=SEEN).score > 0.8


def test_no_fault_of_a_caption_matters_where_hers_is_locked():
    item = asked(locked=Locked(caption="Mine."), style=Style(length="long"))
    for answer in (GOOD, UNSAFE, SAME_TWICE):
        variant = judged(answer, ["Sand between the toes."], item=item, description=SEEN)
        assert variant.fault is None
        assert variant.draft.caption == "Mine."
        assert variant.draft.tags
    variant = judged(f"photo: nsfw\n{GOOD}", [], item=item, description="")
    assert variant.draft.description == ""


@pytest.mark.parametrize(
    ("style", "text"),
    [
        (Style(), "Sand & SEA 🌊, https://a.example/Tram Rex 🐶"),
        (Style(emoji="none"), "Sand & SEA, https://a.example/Tram Rex"),
        (Style(lower_case=True), "sand & sea 🌊, https://a.example/Tram rex 🐶"),
        (Style(emoji="none", lower_case=True), "sand & sea, https://a.example/Tram rex"),
    ],
)
def test_the_marks_that_can_be_given_are_given(style, text):
    item = asked(style=style, note="Rex at https://a.example/Tram")
    words = shown("Sand & SEA 🌊, https://a.example/Tram Rex 🐶", item=item, description=SEEN)
    assert (words.text, words.warnings) == (text, ())


def test_a_voices_marks_are_given_where_she_asked_for_none():
    item = asked(voice=hers(COMMUTER))
    assert shown("Sand for Days 🌊", item=item, description=SEEN).text == "sand for days 🌊"
    item = asked(voice=hers(CURATOR))
    assert shown("Sand for Days 🌊", item=item, description=SEEN).text == "Sand for Days"
    item = asked(voice=hers(CURATOR), style=Style(emoji="some"))
    assert shown("Sand for Days 🌊", item=item, description=SEEN).text == "Sand for Days 🌊"


def test_a_name_is_known_before_its_capital_goes():
    item = asked(style=Style(lower_case=True))
    words = shown("Sand for days in Lisbon", item=item, description=SEEN)
    assert words.text == "sand for days in lisbon"
    assert any("Lisbon" in warning for warning in words.warnings)
    assert words.claims == (Claim("place", "lisbon", 17, 23, "unsupported"),)


@pytest.mark.parametrize(("lower_case", "name"), [(False, "Nordbakes"), (True, "nordbakes")])
def test_a_name_of_the_note_has_her_capitals_unless_she_wants_none(lower_case, name):
    item = asked(style=Style(lower_case=lower_case), note="at Nordbakes again")
    words = shown("Sand for days at nordbakes", item=item, description=SEEN)
    assert words.text == f"{'s' if lower_case else 'S'}and for days at {name}"
    assert [(claim.text, claim.status) for claim in words.claims] == [(name, "given")]


@pytest.mark.parametrize(("audience", "kept"), [("personal", True), ("promotional", False)])
def test_a_name_of_her_own_captions_is_given_among_friends_alone(audience, kept):
    voice = hers((*CURATOR, "Back in Lisbon, on the long stairs."))
    item = asked(voice=voice, audience=audience)
    words = shown("Sand for days. Lisbon, again.", item=item, description=SEEN)
    assert ("Lisbon" in words.text) == kept
    assert bool(words.warnings) != kept
    assert [claim.status for claim in words.claims] == ["given"] * kept


def test_a_language_that_is_not_read_is_not_checked_and_says_so():
    item = asked(language="de", audience="promotional")
    text = "Ein Hund läuft am Strand, und der Sommer riecht nach Salz."
    assert shown(text, item=item, description=SEEN) == Shown(text, (UNCHECKED,), None)


def variant(fault=None, score=1.0, error=None):
    return Variant("words", None if error else Draft("words"), fault, score, error)


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (variant(Fault.VOICE, 0.2), variant(Fault.VOICE, 0.6), 1),
        (variant(Fault.VOICE, 0.6), variant(Fault.VOICE, 0.2), 0),
        (variant(Fault.VOICE, 0.2), variant(None, 0.8), 1),
        (variant(Fault.SAME), variant(Fault.SAME), 0),
        (variant(Fault.SAME), variant(Fault.LENGTH), 1),
        (variant(Fault.LENGTH), variant(Fault.MADE_UP), 0),
        (variant(Fault.VOICE, 0.6), variant(Fault.NEVER, 0.0), 0),
        (variant(Fault.UNREADABLE), variant(Fault.UNSAFE), 0),
        (variant(Fault.VOICE, 0.6), variant(error=EngineFailed("memory")), 0),
        (variant(Fault.UNREADABLE), variant(error=EngineFailed("memory")), 1),
    ],
)
def test_the_better_of_two_answers_is_kept(first, second, kept):
    assert better(first, second) is (first, second)[kept]


@given(answer=st.text(), style=st.builds(Style, emoji=st.sampled_from(["", "none"])))
def test_any_text_of_a_model_can_be_judged_in_any_voice(answer, style):
    item = asked(voice=hers(COMMUTER), style=style)
    found = judged(f"caption: {answer}", [], item=item, description=SEEN)
    assert 0 <= found.score <= 1
    assert better(found, found) is found
