"""What the bundled writer is asked when it is judged: even briefs, notes it never learned, styles.

Everything is drawn from a seed, so two writers are asked the same. Knows no corpus: the names,
places and sentences here stand in no bank, and a test holds them apart.
"""

import random
from dataclasses import dataclass, replace

from captioner.writing.brief import AUDIENCES, TONES, Brief, Style
from feedback.training.bundled.captioned import CaptionedPhoto

NAMES = (
    "Ragnhild", "Thandiwe", "Bartholomew", "Xiomara", "Odalys", "Wojciech", "Siobhan", "Eustace",
    "Ngozi", "Caoimhe", "Isolde", "Zbigniew", "Marguerite", "Tadeusz", "Philippa", "Olumide",
    "Guinevere", "Fyodor", "Anneliese", "Quentin",
)  # fmt: skip
PLACES = (
    "Ljubljana", "Whitby", "Oaxaca", "Tromso", "Valparaiso", "Ghent", "Tbilisi", "Hobart", "Galway",
    "Kanazawa", "Uppsala", "Salzburg", "Cordoba", "Tallinn", "Quebec", "Lausanne", "Ystad",
    "Penzance", "Girona", "Bruges",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PRICES = ("${}", "£{}", "€{}", "{} euros", "{} dollars")
# By what has to reach the caption; what stands in braces is drawn for each note.
NOTES = {
    "name": (
        "this is {name}",
        "with {name} and {other}",
        "{name} turned up with cake",
        "photo credit goes to {name}",
        "our newest member is called {name}",
    ),
    "place": (
        "a day out near {place}",
        "greetings from {place}",
        "we moved to {place} in spring",
        "on the way home to {place}",
        "our club meets in {place}",
    ),
    "number": (
        "{number} kilometres before breakfast",
        "day {number} of the challenge",
        "bib number {number}",
        "{number} people signed up",
        "it took us {number} minutes to get here",
    ),
    "weekday": (
        "closing early on {weekday}",
        "back again next {weekday}",
        "rehearsal moved to {weekday}",
        "sign up before {weekday}",
        "every {weekday} from now on",
    ),
    "price": (
        "entry costs {price}",
        "{price} a ticket",
        "a whole season for {price}",
        "{price} at the door",
        "children pay {price}",
    ),
}
STYLES = (
    Style(length="short"),
    Style(length="long", emoji="none"),
    Style(lower_case=True),
    Style(emoji="none"),
    Style(emoji="some"),
    Style(length="short", lower_case=True, emoji="none"),
    Style(length="long", lower_case=True, emoji="some"),
)


@dataclass(frozen=True, slots=True)
class Noted:
    """A question whose note holds facts that the caption has to carry.

    Args:
        kind: a key of `NOTES`.
        facts: as they were typed, each to stand in the caption.
    """

    brief: Brief
    description: str
    kind: str
    facts: tuple[str, ...]


def spread(count: int) -> list[Brief]:
    """Briefs over all tones and audiences, each with a seed of its own.

    Three and eight share no divisor: every 24 briefs hold each tone with each audience once, and
    any number of them is even in tones and in audiences.
    """
    return [
        Brief(tone=TONES[i % len(TONES)], audience=AUDIENCES[i % len(AUDIENCES)], seed=i)
        for i in range(count)
    ]


def one_each(photos: list[CaptionedPhoto], *, seed: int) -> list[str]:
    """One of the human captions of each photo, drawn by the seed."""
    rng = random.Random(seed)
    return [rng.choice(photo.captions) for photo in photos]


def with_notes(descriptions: list[str], *, count: int, seed: int) -> list[Noted]:
    """`count` questions with a note, the kinds and the briefs evenly, from these descriptions."""
    rng = random.Random(seed)
    kinds = tuple(NOTES)
    asked = []
    for index, brief in enumerate(spread(count)):
        kind = kinds[index % len(kinds)]
        note, facts = _note(kind, rng)
        asked.append(Noted(replace(brief, note=note), rng.choice(descriptions), kind, facts))
    return asked


def with_styles(descriptions: list[str], *, count: int, seed: int) -> list[tuple[Brief, str]]:
    """`count` questions in a style, the styles and the briefs evenly, from these descriptions."""
    rng = random.Random(seed)
    asked: list[tuple[Brief, str]] = []
    for index, brief in enumerate(spread(count)):
        style = STYLES[index % len(STYLES)]
        if brief.tone == "minimal" and style.length == "long":
            style = replace(style, length="")  # the two contradict each other
        asked.append((replace(brief, style=style), rng.choice(descriptions)))
    return asked


def _note(kind: str, rng: random.Random) -> tuple[str, tuple[str, ...]]:
    name, other = rng.sample(NAMES, 2)
    drawn = {
        "name": name,
        "other": other,
        "place": rng.choice(PLACES),
        "number": str(rng.randint(11, 989)),
        "weekday": rng.choice(WEEKDAYS),
        "price": rng.choice(PRICES).format(rng.randint(3, 149)),
    }
    form = rng.choice(NOTES[kind])
    facts = tuple(value for slot, value in drawn.items() if f"{{{slot}}}" in form)
    return form.format(**drawn), facts
