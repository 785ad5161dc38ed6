"""Her spelling of a name comes back where a writer wrote it small, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.writing.capitals import restored

NOTE = "our grand opening at Nordbakes in Lisbon, with Maria Silva"


@pytest.mark.parametrize(
    ("note", "caption", "expected"),
    [
        (NOTE, "Also: grand opening at nordbakes in Lisbon.", "at Nordbakes in Lisbon."),
        (NOTE, "lisbon mornings, with maria silva", "Lisbon mornings, with Maria Silva"),
        (NOTE, "Grand opening at NORDBAKES!", "Grand opening at NORDBAKES!"),
        (NOTE, "#lisbon @lisbon visit.lisbon.pt", "#lisbon @lisbon visit.lisbon.pt"),
        (NOTE, "lisbon's best, lisbonian too", "Lisbon's best, lisbonian too"),
        (
            "new at Blue Kaffa House today",
            "the blue house of blue kaffa house",
            "blue house of Blue",
        ),
        ("coffee with Will", "we will have coffee with will", "we will have coffee with Will"),
        ("lunch at São Bento", "next at são bento", "next at São Bento"),
        ("so GOOD at the sea", "so good at the sea", "so good at the sea"),
        ("Grand Opening At The Harbour Mill", "grand opening", "grand opening"),
        ("Fresh bread every day", "so fresh, fresh bread", "so fresh, fresh bread"),
        ("we cooked a turkey in Turkey", "the turkey is done in turkey", "is done in Turkey"),
        ("in lisbon", "in Lisbon", "in Lisbon"),
        ("", "nordbakes", "nordbakes"),
    ],
)
def test_a_name_of_the_note_is_spelled_as_she_spelled_it(note, caption, expected):
    assert expected in restored(caption, note)
    assert restored(caption, note).casefold() == caption.casefold()


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_letter_is_lost_whatever_is_said(caption, note):
    assert restored(caption, note).casefold().split() == caption.casefold().split()
