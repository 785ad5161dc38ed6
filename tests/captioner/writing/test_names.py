"""The list of names is well-formed, dated and small."""

import re

from captioner.writing import amounts, names

KINDS = ("place", "brand", "person", "holiday", "currency", "ordinary", "saying")


def test_it_is_dated_and_small():
    assert re.fullmatch(r"20\d\d-\d\d", names.EDITION)
    assert 500 < sum(len(names.entries(kind)) for kind in KINDS) < 1_000


def test_every_entry_says_something_and_stands_once_in_its_kind():
    for kind in KINDS:
        forms = [form for entry in names.entries(kind) for form in entry]
        assert all(forms)
        assert len(set(forms)) == len(forms), {f for f in forms if forms.count(f) > 1}


def test_people_and_what_means_something_else_are_written_with_a_capital():
    assert all(form[0].isupper() for entry in names.entries("person") for form in entry)
    places = {form for entry in names.entries("place") for form in entry}
    assert {"Turkey", "Nice", "lisbon"} <= places


def test_every_currency_makes_a_price():
    for entry in names.entries("currency"):
        for form in entry:
            [price, *_] = amounts.find(f"5 {form}")
            assert price.kind == "price", form
            assert price.needs == {f"{entry[0]}n:5"}
