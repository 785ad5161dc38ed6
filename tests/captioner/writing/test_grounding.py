"""Which words of a caption neither the photo nor the creator said, and captions without them."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from captioner.writing.grounding import Claim, claims, standing, warnings, without_unsupported

U, S, G = "unsupported", "seen", "given"


def found(caption, description="", note="", examples=()):
    listed = claims(caption, description=description, note=note, examples=examples)
    return [(claim.kind, claim.text, claim.status) for claim in listed]


def cleaned(caption, description="", note=""):
    return without_unsupported(caption, claims(caption, description=description, note=note))


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        # places
        ("Slow mornings in Lisbon", [("place", "Lisbon", U)]),
        ("Lisbon mornings", [("place", "Lisbon", U)]),
        ("slow mornings in lisbon", [("place", "lisbon", U)]),
        ("SLOW MORNINGS IN LISBON", [("place", "LISBON", U)]),
        ("Slow Mornings In Lisbon", [("place", "Lisbon", U)]),
        ("São Paulo, you were loud", [("place", "São Paulo", U)]),
        ("Lisbon's light never gets old", [("place", "Lisbon", U)]),
        ("We love New York City in the rain", [("place", "New York City", U)]),
        ("Join us at Dolores Park for a walk", [("place", "Dolores Park", U)]),
        ("We got lost in Alfama all afternoon", [("place", "Alfama", U)]),
        ("sand between my toes, turkey for lunch", []),
        ("We spent a week in Turkey last year", [("place", "Turkey", U)]),
        ("📍 Porto", [("place", "Porto", U)]),
        ("We close in July. Solemnity was the aim.", [("date", "July.", U)]),
        # people
        ("Coffee with Maria", [("person", "Maria", U)]),
        ("Thanks Anna’s mum", [("person", "Anna", U)]),
        ("a long walk with Bartholomew today", [("person", "Bartholomew", U)]),
        ("Photo by @jane.doe.", [("person", "@jane.doe", U)]),
        ("Best day with mom and dad", []),
        ("Best day with Mom and Dad", []),
        ("thank God for iced coffee", []),
        # brands
        ("New nike shoes, same old me", [("brand", "nike", U)]),
        ("Shot on my GoPro", [("brand", "GoPro", U)]),
        ("All on www.crumb.shop/now!", [("brand", "www.crumb.shop/now", U)]),
        ("An apple a day", []),
        ("my new Apple keyboard sounds great", [("brand", "Apple", U)]),
        ("This Kudzu™ jacket keeps me warm", [("brand", "Kudzu", U)]),
        # names whose kind is not told, and capitals that are none
        ("my copy of Middlemarch is falling apart", [("name", "Middlemarch", U)]),
        ("I think I'm in love, and I know it", []),
        ("SO good. The BEST day, honestly", []),
        ("Golden Hour Never Gets Old", []),
        ("Morning Rituals and Ceramic Mugs", []),
        ("Having the Best Day Ever with friends", []),
        ("a bowl of Italian ice cream by the sea", []),
        ("Hello sunshine! Good morning. Wow", []),
        ("We met a German Shepherd on the way", []),
        ("my favorite T-shirt, thank you Universe", []),
        ("Live on Instagram and YouTube tonight", []),
        # prices
        ("Flat whites for $5", [("price", "$5", U)]),
        ("Flat whites, 5 dollars", [("price", "5 dollars", U)]),
        ("Only 4,50 € today", [("price", "4,50 €", U)]),
        ("ten bucks well spent", [("price", "ten bucks", U)]),
        ("I feel like a million dollars", []),
        ("Half price all week", [("price", "Half price", U)]),
        ("my better half, at any price", []),
        ("my two cents: go outside", []),
        # dates, weekdays, times
        ("See you Saturday", [("date", "Saturday", U)]),
        ("Open Sat & Sun", [("date", "Sat", U), ("date", "Sun", U)]),
        ("We sat in the sun, just wed", []),
        ("Fun in the Sun", []),
        ("we sat & ate, a bit of sun, this may be love, lying in sun", []),
        (
            "come by sat 5pm, or in may",
            [("date", "sat", U), ("date", "5pm", U), ("date", "may", U)],
        ),
        ("Monday mood", []),
        ("Slow Sunday with a book", []),
        ("Taco Tuesday", []),
        ("Doors at 5:30 pm", [("date", "5:30 pm", U)]),
        ("the light at 6am", [("date", "6am", U)]),
        ("it may rain, so we march on", []),
        ("a long walk in May", [("date", "May", U)]),
        ("Sale ends June 14th, 2026", [("date", "June 14th, 2026", U)]),
        ("Back on 2026-11-22", [("date", "2026-11-22", U)]),
        ("Merry Christmas to you", [("date", "Christmas", U)]),
        ("pure 90s energy in 3D", []),
        # numbers
        ("Two dogs, no plan", [("number", "Two", U)]),
        ("Twenty-five candles", [("number", "Twenty-five", U)]),
        ("20% off everything", [("number", "20%", U)]),
        ("our third trip", [("number", "third", U)]),
        ("after 10,000 steps", [("number", "10,000", U)]),
        ("One more, then bed", []),
        ("one of those days", []),
        ("two of a kind", []),
        ("second to none, at first light", []),
        ("a two-minute break", []),
        ("a two-hour hike", [("number", "two", U)]),
        ("coffee 24/7, cloud nine, high five", []),
        ("my four-legged friend", []),
        ("We are #1 today <3", []),
        ("1️⃣ ☕ 2️⃣ 🥐", []),
        ("three, two, one, jump!", []),
        ("2day is 4ever", []),
        ("Part two: 0 regrets", []),
        ("our fıfth frıday", [("number", "fıfth", U), ("date", "frıday", U)]),
        ("until 5\nAm I late", [("number", "5", U)]),
        ("Sun and sea #Lisbon2026 #5k", []),
        ("", []),
        ("🐶💯", []),
    ],
)
def test_it_finds_what_a_caption_claims_and_nothing_else(caption, expected):
    assert found(caption) == expected


@pytest.mark.parametrize(
    ("caption", "description", "statuses"),
    [
        ("2 dogs", "two dogs run on grass", [S]),
        ("Two friends", "a man and a woman on a bench", [S]),
        ("Three dogs", "two dogs run on grass", [U]),
        ("Two of my favourite people", "a couple of people on a beach", [S]),
        ("12 eggs", "a dozen eggs in a box", [S]),
        ("We left the Nike shoes outside", "a pair of nike shoes", [S]),
        ("Christmas lights", "a christmas tree in a room", [S]),
        ("1 dog and me", "a dog on a couch", [S]),
        ("Two dogs in Porto", "two dogs run on grass", [S, U]),
    ],
)
def test_what_the_description_says_is_seen(caption, description, statuses):
    assert [status for _, _, status in found(caption, description)] == statuses


@pytest.mark.parametrize(
    ("caption", "note", "statuses"),
    [
        ("half price until noon", "50% off", [G]),
        ("50% off", "all at half the price", [G]),
        ("Slow mornings in Lisbon", "lisbon, day 2", [G]),
        ("slow mornings in lisbon", "Lisboa", [G]),
        ("Sunset over NYC", "New York", [G]),
        ("Hello from São Paulo", "sao paulo", [G]),
        ("Hello from Sao Paulo", "Sa\u0303o Paulo", [G]),
        ("a walk through Alfama", "ALFAMA", [G]),
        ("a walk through Alfama", "#AlfamaWalks", [G]),
        ("coffee with Anna Silva at home", "Anna", [U]),
        ("Thanks Anna!", "for anna's birthday", [G]),
        ("Flat whites for $5", "flat white 5 dollars", [G]),
        ("Flat whites for $5", "flat white $5.00", [G]),
        ("Flat whites for $5", "flat white 5 euros", [U]),
        ("Flat whites for $5", "5 people", [U]),
        ("See you Saturday", "workshop sat 14/6", [G]),
        ("See you on Saturday, 14 June", "workshop sat 14/6", [G, G]),
        ("See you on 14/6", "June 14", [G]),
        ("See you on 15/6", "June 14", [U]),
        ("Doors open at 5:30pm", "from 17:30", [G]),
        ("Doors open at 5 pm", "doors 5 o'clock", [G]),
        ("Doors open at 5 am", "doors 17:00", [U]),
        ("25 candles", "twenty-five candles", [G]),
        ("two thousand steps", "2,000 steps", [G]),
        ("The 3rd time here", "third visit", [G]),
        ("Lovely cake from @crumb", "tag @crumb", [G]),
    ],
)
def test_what_the_note_says_is_given_in_whatever_form(caption, note, statuses):
    assert [status for _, _, status in found(caption, note=note)] == statuses


def test_what_she_has_written_before_is_given():
    assert found("Coffee with Maria", examples=["Maria again", "no plan"]) == [
        ("person", "Maria", G)
    ]


def test_what_photo_and_note_both_say_is_seen():
    assert found("Two dogs", "two dogs", "my 2 dogs") == [("number", "Two", S)]


def test_a_claim_is_where_it_says_whatever_the_accents():
    caption = "Cafe\u0301 in Sa\u0303o Paulo 👨‍👩‍👧 for €5"
    for claim in claims(caption, description="", note=""):
        assert caption[claim.start : claim.end] == claim.text
    assert found(caption) == [("place", "Sa\u0303o Paulo", U), ("price", "€5", U)]


def test_a_warning_names_each_unsupported_claim_once():
    listed = claims("Lisbon, oh Lisbon, for $5", description="", note="$5")
    assert warnings(listed) == ("“Lisbon” is not in your photo or note: check it before posting.",)


@pytest.mark.parametrize(
    ("caption", "left"),
    [
        # a phrase
        ("Slow mornings in Lisbon.", "Slow mornings."),
        ("Join us this Saturday!", "Join us!"),
        ("Join us at Dolores Park on Saturday at 5pm. Bring a friend.", "Join us. Bring a friend."),
        ("Meet us in Lisbon for coffee 🥐", "Meet us for coffee 🥐"),
        ("Good morning from Porto! ☀️ Coffee is on.", "Good morning! ☀️ Coffee is on."),
        # a clause
        ("Warm from the oven, only $5! 🥖", "Warm from the oven! 🥖"),
        ("Slow mornings — Lisbon, 2026", "Slow mornings"),
        ("In Lisbon, Portugal, we wake up early.", "We wake up early."),
        ("in lisbon, we wake up early", "we wake up early"),
        ("Good vibes only ✌️ Est. 2019", "Good vibes only ✌️"),
        ("The view (Lisbon, 2019) still wins.", "The view still wins."),
        ("We ate well, and Maria laughed.", "We ate well."),
        # a sentence
        ("Made in Portugal. Loved everywhere.", "Loved everywhere."),
        ("It was made in Portugal. Loved everywhere.", "Loved everywhere."),
        ("This is us in Lisbon. Come by", "This is us. Come by"),
        ("Here we are in Lisbon. Come by", "Come by"),
        ("Our baker, Maria, makes bread. Come by.", "Come by."),
        ("When the sun sets, Lisbon glows. Stay a while.", "Stay a while."),
        ("In the morning, Lisbon glows. Stay a while.", "Stay a while."),
        ("Cake, tea, and Maria. What a day", "What a day"),
        ("Our Lisbon studio is open. Come by", "Come by"),
        ("From 5pm to 7pm. Come by", "Come by"),
        ("Where: Lisbon\nCome by", "Come by"),
        ("📍 Lisbon\n\nSlow coffee\n\n📅 Saturday", "Slow coffee"),
        ("Slow coffee ☕ Only $5 today 🎉 See you", "Slow coffee ☕ See you"),
        ("i love it. lisbon was great. so calm", "i love it. so calm"),
        # nothing
        ("Welcome to Lisbon!", ""),
        ("$5", ""),
        ("Lisbon ✨ 🌊", ""),
        # what is supported stays
        ("Two dogs in Lisbon", "Two dogs"),
        ("No claims at all,  as it came \n", "No claims at all,  as it came \n"),
    ],
)
def test_what_is_left_without_the_unsupported_reads(caption, left):
    text, told = cleaned(caption, "two dogs on a couch")
    assert text == left
    assert bool(told) == (left != caption)
    assert not [c for c in found(text, "two dogs on a couch") if c[2] == U]


def test_it_tells_what_was_left_out_and_why():
    assert cleaned("Slow mornings in Lisbon, only $5. Try Nike!")[1] == (
        "“in Lisbon” was left out: “Lisbon” is not in your photo or note.",
        "“only $5” was left out: “$5” is not in your photo or note.",
        "“Try Nike!” was left out: “Nike” is not in your photo or note.",
    )
    assert cleaned("Lisbon\nSee Maria on Sunday and Monday")[1] == (
        "“Lisbon” was left out: it is not in your photo or note.",
        "“See Maria on Sunday and Monday” was left out: “Maria”, “Sunday” and “Monday” are not in "
        "your photo or note.",
    )


pieces = st.sampled_from(
    ["Slow coffee", "in Lisbon", "on Saturday", "at 5pm", "for $5", "with Maria", "two dogs",
     "we wake up early", "📍", "☀️", ".", "! ", ", ", " — ", "\n", "(", ")", "24/7", "“", "”",
     "caf\u00e9", "e\u0301", "and", "@joe", "#Porto", "www.a.com"]
)  # fmt: skip


@example(["Slow coffee", "in Lisbon", "-00"], "")
@given(st.lists(st.one_of(pieces, st.text(max_size=8)), max_size=14), st.sampled_from(["", " "]))
def test_on_any_text_no_unsupported_claim_survives_and_no_word_is_added(parts, space):
    caption = space.join(parts)
    listed = claims(caption, description="two dogs", note="")
    assert all(caption[c.start : c.end] == c.text for c in listed)
    assert all(a.end <= b.start for a, b in pairwise(listed))
    text, told = without_unsupported(caption, listed)
    wrong = [claim for claim in listed if claim.status == U]
    assert bool(told) == bool(wrong)
    rest = iter(caption.casefold())
    assert all(char in rest for char in text.casefold())
    for claim in wrong:
        assert text.count(claim.text) < caption.count(claim.text)
    if not wrong:
        assert text == caption


@pytest.mark.parametrize(
    "piece", ["a", "aB", "A ", "1,", "a-", "a.", ".", " ", "the a ", "Ab of ", "☕", "two ", "@a"]
)
def test_ten_thousand_characters_of_anything_are_read(piece):
    caption = piece * (10_000 // len(piece)) + " in Lisbon x"
    listed = claims(caption, description="", note="")
    assert listed[-1].text == "Lisbon"
    assert "Lisbon" not in without_unsupported(caption, listed)[0]


def test_a_claim_is_a_plain_value():
    assert claims("Lisbon", description="", note="") == (Claim("place", "Lisbon", 0, 6, U),)


def test_an_earlier_caption_supports_others_and_not_itself():
    text = "Back in Lisbon"
    for examples, status in (((text,), U), ((text, "Lisbon again"), "given")):
        [claim] = claims(text, description="", note="", examples=examples)
        assert claim.status == status


@pytest.mark.parametrize(
    ("caption", "text", "kept"),
    [
        ("Lisbon, 3 days", "lisbon, 3 days", ["lisbon", "3"]),
        ("Lisbon ☀️, 3 days, 3 nights", "Lisbon, 30 days, 3 ni…", ["Lisbon", "3"]),
        ("in Lisbon for $5", "", []),
    ],
)
def test_claims_are_known_again_in_a_shorter_text_or_in_small_letters(caption, text, kept):
    found = standing(claims(caption, description="", note=""), text)
    assert [claim.text for claim in found] == kept
    assert all(text[claim.start : claim.end] == claim.text for claim in found)
