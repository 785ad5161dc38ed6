"""What creators type when asked what the caption should know, drawn from parts (`banks.notes`).

Most of it is put together from things too many to remember (made-up names, any word of any
description, numbers, hours, prices, days), each as likely as any other, so that the only way to
say it is to copy it.
"""

import random
import re
from collections.abc import Callable

from feedback.training.bundled.banks import notes, open_notes
from feedback.training.bundled.composing import Note
from feedback.training.bundled.scene import Scene

_SLOT = re.compile(r"\{(\w+)\}")
_CALENDAR = re.compile(rf"\b({'|'.join((*open_notes.DAYS, *open_notes.MONTHS))})\b", re.IGNORECASE)


class Notes:
    """Notes without end.

    Args:
        words: of descriptions, each once; every one of them is as likely in a note.
    """

    def __init__(self, words: tuple[str, ...], rng: random.Random) -> None:
        self._words = words
        self._rng = rng
        self._drawn: dict[str, Callable[[], str]] = {
            "word": lambda: rng.choice(words),
            "made_up": self._made_up,
            "digit": lambda: str(rng.randint(2, 9)),
            "minute": lambda: rng.choice(("00", "15", "30", "45", f"{rng.randint(0, 59):02}")),
            "hour": lambda: str(rng.randint(1, 12)),
            "hour24": lambda: str(rng.randint(0, 23)),
            "dozens": lambda: str(rng.randint(1, 99)),
            "number": lambda: str(rng.randint(1, 10 ** rng.randint(1, 4))),
            "date": lambda: str(rng.randint(1, 31)),
            "cents": lambda: f"{rng.randint(0, 99):02}",
            "year": lambda: str(rng.randint(1920, 2039)),
        }

    def draw(self, scene: Scene, audience: str, *, aside: Scene | None) -> Note:
        """A note about the scene.

        Args:
            aside: another photo's scene, whose words a sentence may borrow.
        """
        kind = self._rng.choices(
            ("open", "place", "name", "aside", "occasion", "event", "sentence", ""),
            (10, 4, 3, 2, 1, 1, 1, 1),
        )[0]
        if kind == "":
            return Note(self._rng.choice(notes.ORDERS))
        if kind in ("place", "name"):
            return self._proper(kind, scene, audience)
        if kind == "open":
            kind = self._rng.choice(tuple(open_notes.OPEN))
            matter = self.filled(self._rng.choice(open_notes.OPEN[kind]))
        elif kind == "aside" and aside:
            kind, matter = self._aside(aside)
        elif kind in notes.PARTS and self._rng.random() < 0.6:
            matter = " ".join(self._rng.choice(part) for part in notes.PARTS[kind])
        else:
            kind = kind if kind in notes.WHOLE else "sentence"
            matter = self._rng.choice(notes.WHOLE[kind])
        return self._typed(kind, matter)

    def filled(self, sentence: str) -> str:
        """A sentence of the bank with its slots filled, and the slots in those."""

        def filling(match: re.Match[str]) -> str:
            name = match[1]
            if name in self._drawn:
                return self._drawn[name]()
            if name == "Made_up":
                return self._made_up().capitalize()
            return self.filled(self._rng.choice(open_notes.SLOTS[name]))

        return _SLOT.sub(filling, sentence)

    def jumble(self) -> str:
        """Words, names and numbers in no order, to learn copying from."""
        kinds = ("{word}", "{word}", "{made_up}", "{Made_up}", "{number}", "{time}", "{day}")
        return self.filled(" ".join(self._rng.choices(kinds, k=self._rng.randint(3, 7))))

    def _typed(self, kind: str, matter: str) -> Note:
        """As people type it: often all in small letters, sometimes with a capital or a mark."""
        draw = self._rng.random()
        typed = matter
        if draw < 0.35:
            typed = matter.lower()
        elif draw < 0.65:
            typed = matter[0].upper() + matter[1:]
        typed += self._rng.choice(("", "", "", "", ".", "!"))
        return Note(typed, kind, _CALENDAR.sub(lambda day: day[1].capitalize(), matter))

    def _proper(self, kind: str, scene: Scene, audience: str) -> Note:
        """A note about a place or a name: known ones, and made-up ones."""
        bank, made, forms = {
            "place": (notes.PLACES, open_notes.SLOTS["place"], notes.PLACE_NOTES),
            "name": (notes.NAMES, open_notes.SLOTS["name"], notes.NAME_NOTES),
        }[kind]
        matter = self._rng.choice(bank) if self._rng.random() < 0.4 else self._rng.choice(made)
        matter = self.filled(matter)
        typed = matter.lower() if self._rng.random() < 0.4 else matter
        # A name takes a single subject's place (see `composing`); elsewhere it gets a sentence.
        if kind == "name" and (scene.plural or audience == "academic"):
            kind = "person"
        return Note(self._rng.choice(forms).format(x=typed), kind, matter)

    def _made_up(self) -> str:
        """A word that nobody has read, but that can be said."""
        word = ""
        for _ in range(self._rng.choice((1, 2, 2, 2, 3))):
            word += self._rng.choice(open_notes.ONSETS) + self._rng.choice(open_notes.VOWELS)
        return word + self._rng.choice(open_notes.CODAS)

    def _aside(self, scene: Scene) -> tuple[str, str]:
        """Another photo's words in a creator's sentence."""
        head, who = scene.slots["head"], self._rng.choice(("my", "our", "the neighbour's"))
        owner = f"{who} {head}" + ("'" if head.endswith("s") else "'s")
        choices = [("occasion", f"{owner} big day"), ("sentence", f"{who} favourite {head}")]
        if "place" in scene.slots:
            choices.append(("sentence", f"we found {scene.slots['place']} by chance"))
            choices.append(("occasion", f"a weekend {scene.slots['at']}"))
        if "thing" in scene.slots:
            day, name = self.filled("{day}"), self.filled("{name}")
            choices.append(("event", f"{scene.slots['thing'][4:]} day on {day}"))
            choices.append(("sentence", f"{name} chose {scene.slots['thing']}"))
        return self._rng.choice(choices)
