"""Training examples for the bundled writer: a description and a brief in, the answer out.

`Corpus` draws descriptions, tones, audiences and notes as people would give them, and has each
answered by the grammar (`composing`); the same seed draws the same examples.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from captioner.writing.brief import AUDIENCES, TONES, Brief
from feedback.training.bundled.banks import descriptions, notes, tones
from feedback.training.bundled.composing import Note, compose
from feedback.training.bundled.scene import Scene, clean, read, sensitive

_OWN_SHARE = 0.25
_NOTE_SHARE = 0.6
_CALENDAR = re.compile(
    r"\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july"
    r"|september|october|november|december)\b"
)


@dataclass(frozen=True, slots=True)
class Example:
    brief: Brief
    description: str
    caption: str
    tags: tuple[str, ...]


class Corpus:
    """Examples without end.

    Args:
        captions: descriptions of photos, one sentence each (see `load`).
    """

    def __init__(self, captions: tuple[str, ...]) -> None:
        kept = (text for text in captions if not sensitive(text))
        self._scenes = [(clean(text), scene) for text in kept if (scene := read(text))]

    def sample(self, count: int, *, seed: int) -> list[Example]:
        """`count` examples, the same ones for the same seed."""
        return list(islice(_Draws(self._scenes, seed).examples(), count))


class _Draws:
    """One seeded stream of draws."""

    def __init__(self, scenes: list[tuple[str, Scene]], seed: int) -> None:
        self._scenes = scenes
        self._rng = random.Random(seed)

    def examples(self) -> Iterator[Example]:
        while True:
            description, scene = self._draw()
            if scene is None:
                continue
            typed, tone = self._typed(self._rng.choice(TONES))
            audience = self._rng.choice(AUDIENCES)
            note = self._note() if self._rng.random() < _NOTE_SHARE else Note()
            written = compose(scene, tone=tone, audience=audience, rng=self._rng, note=note)
            if written:
                brief = Brief(tone=typed, audience=audience, note=note.text)
                yield Example(brief, description, *written)

    def _draw(self) -> tuple[str, Scene | None]:
        if self._scenes and self._rng.random() >= _OWN_SHARE:
            return self._rng.choice(self._scenes)
        subjects, actions, settings = self._rng.choice(descriptions.SCENES)
        parts = (self._rng.choice(bank) for bank in (subjects, actions, settings))
        description = " ".join(filter(None, parts))
        return description, read(description)

    def _typed(self, tone: str) -> tuple[str, str]:
        """The tone as a person might type it, and the tone it stands for."""
        draw = self._rng.random()
        if draw < 0.72:
            return tone, tone
        if draw < 0.75:
            return self._rng.choice((tone.capitalize(), f"very {tone}", f"{tone} please")), tone
        if draw < 0.95:
            return self._rng.choice(tones.ALIASES[tone].split()), tone
        return self._rng.choice(tones.UNKNOWN.split()), self._rng.choice(tones.FALLBACK)

    def _note(self) -> Note:
        kind = self._rng.choices(
            ("place", "name", "occasion", "event", "sentence", "free", ""), (5, 3, 3, 3, 3, 4, 1)
        )[0]
        if kind == "":
            return Note(self._rng.choice(notes.ORDERS))
        if kind in ("place", "name"):
            return self._proper(kind)
        if kind == "free":
            kind, matter = self._free()
        elif self._rng.random() < 0.75:
            matter = " ".join(self._rng.choice(part) for part in notes.PARTS[kind])
        else:
            matter = self._rng.choice(notes.WHOLE[kind])
        typed = matter.lower() if self._rng.random() < 0.6 else matter[0].upper() + matter[1:]
        typed += self._rng.choice(("", "", "", ".", "!"))
        matter = _CALENDAR.sub(lambda match: match[1].capitalize(), matter)
        return Note(typed, kind, matter)

    def _proper(self, kind: str) -> Note:
        """A note about a place or a name: known ones, and made-up ones so that any is copied."""
        bank, forms = {
            "place": (notes.PLACES, notes.PLACE_NOTES),
            "name": (notes.NAMES, notes.NAME_NOTES),
        }[kind]
        if self._rng.random() < 0.5:
            matter = self._rng.choice(bank)
            typed = matter.lower() if self._rng.random() < 0.4 else matter
        else:
            matter = typed = self._invented()
        return Note(self._rng.choice(forms).format(x=typed), kind, matter)

    def _invented(self) -> str:
        syllables = self._rng.choices(notes.SYLLABLES.split(), k=self._rng.choice((2, 2, 3)))
        return "".join(syllables).capitalize()

    def _free(self) -> tuple[str, str]:
        """Something this bank never said: another photo's words in a creator's sentence."""
        _, scene = self._draw()
        if scene is None:
            return "sentence", self._rng.choice(notes.WHOLE["sentence"])
        head, who = scene.slots["head"], self._rng.choice(("my", "our", "the neighbour's"))
        owner = f"{who} {head}" + ("'" if head.endswith("s") else "'s")
        choices = [("occasion", f"{owner} big day"), ("sentence", f"{who} favourite {head}")]
        if "place" in scene.slots:
            choices.append(("sentence", f"we found {scene.slots['place']} by chance"))
            choices.append(("occasion", f"a weekend {scene.slots['at']}"))
        if "thing" in scene.slots:
            choices.append(("event", f"{scene.slots['thing'][4:]} day on Saturday"))
            choices.append(
                ("sentence", f"{self._rng.choice(notes.NAMES)} chose {scene.slots['thing']}")
            )
        return self._rng.choice(choices)


def load(folder: Path) -> tuple[str, ...]:
    """The captions of a folder's `captions.tsv` (`image<TAB>caption` lines), in its order."""
    with (folder / "captions.tsv").open(encoding="utf-8") as file:
        return tuple(line.rstrip("\n").split("\t")[1] for line in file)
