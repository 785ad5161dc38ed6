"""What of an archive teaches nothing is known by its words."""

import pytest

from captioner.writing.parsing import without_tags
from feedback.datasets.etl_rules import RULES, problem

GOOD = (
    "Sunrise over the bridge with good old friends #nyc",
    "Best. Bagel. Ever. 🥯🥯🥯",
    "We followed the river home, 5 miles!",
    "Sooooo happy to be here",
    "Dinner for two at 7.30...",
    "Café con leche, señorita",
)
BAD = [
    ("Read it all at https://example.org/x", "link"),
    ("My new site is example.com now", "link"),
    ("Write me at jo.b@mail.example please", "email_address"),
    ("Call 212-555-0147 for a good time", "phone_number"),
    ("Follow me for more of these", "asks_for_followers"),
    ("Great day out #f4f #l4l", "asks_for_followers"),
    ("New prints, link in bio, be quick", "advert"),
    ("Everything 50% off this weekend only", "advert"),
    ("Handmade bags, only $40 each piece", "advert"),
    ("Dinner with @some.body and others", "names_people"),
    ("Look at that sunset!!!!!!!! wow", "signs_in_a_row"),
    ("Beach day 🌊🌊", "too_few_words"),
    ("#only #tags #here #today", "too_few_words"),
    ("Мы гуляли по городу весь день", "another_script"),
    ("long " * 500, "too_long"),
    ("A plain day in the city " + " ".join(f"#tag{n}x" for n in range(31)), "too_many_tags"),
    ("Fresh nudes for my dear friends", "unsafe"),
]


def _problem(whole: str) -> str:
    text, tags = without_tags(whole)
    return problem(whole, text, len(tags))


@pytest.mark.parametrize("caption", GOOD)
def test_what_people_say_stays(caption):
    assert _problem(caption) == ""


@pytest.mark.parametrize(("caption", "reason"), BAD)
def test_what_teaches_nothing_has_its_reason(caption, reason):
    assert _problem(caption) == reason


def test_every_rule_has_its_example():
    assert {rule.reason for rule in RULES} <= {reason for _, reason in BAD}
