"""What is refused, what is let through, and that the refusal repeats no bad word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.writing import lexicon
from captioner.writing.safety import problem


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Feeling sexy on the sand", "sexual content"),
        ("p0rn star vibes", "sexual content"),
        ("s.e.x on the beach", "sexual content"),
        ("S E X sells", "sexual content"),
        ("N\u0301UDES", "sexual content"),
        ("fuuuuuck yes", "sexual content"),
        ("#SexyBeach", "sexual content"),
        ("I want to die", "self-harm"),
        ("just kill yourself", "self-harm"),
        ("#killyourself", "self-harm"),
        ("#KillYourself", "self-harm"),
        ("what a retard", "slur"),
        ("WHITE POWER", "hate"),
        ("#WhitePower", "hate"),
    ],
)
def test_it_names_the_rule_that_is_broken(text, rule):
    assert problem(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A quiet day in Scunthorpe, Penistone and Essex",
        "Let us assess the grapes in the cockpit",
        "Dinner at Dick's place with Mr. Cummings",
        "A therapist, an analyst and a classic bass player",
        "Peacocks, shuttlecocks and a raccoon tycoon",
        "My Maine Coon watching a blue tit and two great tits",
        "Same-sex wedding, magna cum laude",
        "A cake to die for",
        "We nearly died laughing: I want to die laughing again",
        "Prone to pronounce prong",
        "Spick and span, no chink in the armour",
        "Hiroshima Japan, Niger and Nigeria",
        "#DogsOfInstagram #BeachDay",
        "I'm a B C D kind of person",
        "Kill time, cut cake, end of the line",
        "the 1st of 455 b00ks",
    ],
)
def test_it_lets_innocent_words_through(text):
    assert problem(text) is None


def test_it_lets_every_tag_of_the_lexicon_through():
    assert {tag: problem("#" + tag) for tag, _ in lexicon.tag_tiers().values()} == dict.fromkeys(
        tag for tag, _ in lexicon.tag_tiers().values()
    )


@given(st.text(max_size=200))
def test_it_answers_for_any_text(text):
    assert problem(text) in (None, "slur", "hate", "sexual content", "self-harm")
