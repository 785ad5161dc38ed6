"""Training examples for the bundled writer: a description and a brief in, the answer out.

`Corpus` draws descriptions, tones, audiences, notes and styles as people would give them, and has
each answered by the grammar (`composing`); the same seed draws the same examples.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from captioner.writing.brief import AUDIENCES, TONES, Brief, Style
from captioner.writing.repetition import plain_words, repeats
from feedback.training.bundled.banks import descriptions, tones
from feedback.training.bundled.composing import Note, compose
from feedback.training.bundled.noting import Notes
from feedback.training.bundled.scene import Scene, clean, read, sensitive
from feedback.training.bundled.styling import draw_style, styled
from feedback.training.bundled.wording import content_words

_OWN_SHARE = 0.25
_NOTE_SHARE = 0.55
_STYLE_SHARE = 0.45
_TRIES = 6  # drafts, until one can carry a style


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
        own = (text for scene in descriptions.SCENES for bank in scene for text in bank)
        texts = (*own, *(text for text, _ in self._scenes))
        self._words = tuple(sorted({w for text in texts for w in re.findall(r"[a-z]{3,}", text)}))

    def sample(self, count: int, *, seed: int) -> list[Example]:
        """`count` examples, the same ones for the same seed."""
        return list(islice(_Draws(self._scenes, self._words, seed).examples(), count))

    def copies(self, count: int, *, seed: int) -> list[Example]:
        """`count` examples whose caption is the note and the description, both without sense.

        A writer that has learned to copy from them carries any word over; one that begins with
        real captions learns the frequent words by heart first, and is slow to learn the rest.
        """
        return list(islice(_Draws(self._scenes, self._words, seed).copies(), count))


class _Draws:
    """One seeded stream of draws."""

    def __init__(self, scenes: list[tuple[str, Scene]], words: tuple[str, ...], seed: int) -> None:
        self._scenes = scenes
        self._rng = random.Random(seed)
        self._notes = Notes(words, self._rng)

    def examples(self) -> Iterator[Example]:
        while True:
            description, scene = self._draw()
            if scene is None:
                continue
            typed, tone = self._typed(self._rng.choice(TONES))
            audience = self._rng.choice(AUDIENCES)
            note = self._note(scene, audience)
            style = Style()
            if self._rng.random() < _STYLE_SHARE:
                style = draw_style(self._rng, tone=tone)
            written = self._written(description, scene, (tone, audience, note), style)
            if written:
                brief = Brief(tone=typed, audience=audience, note=note.text, style=style)
                yield Example(brief, description, *written)

    def copies(self) -> Iterator[Example]:
        while True:
            note, description = self._notes.jumble(), self._notes.jumble()
            brief = Brief(
                tone=self._rng.choice(TONES), audience=self._rng.choice(AUDIENCES), note=note
            )
            said = [text[0].upper() + text[1:] + "." for text in (note, description)]
            tags = (f"#{word.capitalize()}" for word in note.split()[:3] if word.isalpha())
            yield Example(brief, description, " ".join(said), tuple(tags))

    def _written(
        self, description: str, scene: Scene, asked: tuple[str, str, Note], style: Style
    ) -> tuple[str, tuple[str, ...]] | None:
        """A caption that carries the style's marks, and its tags; None where none was found."""
        tone, audience, note = asked
        shown = content_words(description)

        def keep(shortened: str) -> bool:
            carried = not note.kind or note.matter.lower() in shortened.lower()
            named = not shown.isdisjoint(plain_words(shortened))
            return carried and (named or note.kind == "name")

        def more() -> str | None:
            drawn = compose(scene, tone=tone, audience=audience, rng=self._rng)
            return drawn and drawn[0]

        for _ in range(_TRIES):
            drawn = compose(scene, tone=tone, audience=audience, rng=self._rng, note=note)
            if drawn is None:
                return None
            caption, tags = drawn
            # A sentence about the place or the thing alone has no room for the subject's name.
            if note.kind == "name" and note.matter not in caption:
                continue
            feel = (tone, scene.themes)
            marked = styled(caption, style, keep=keep, more=more, feel=feel, rng=self._rng)
            if marked and not repeats(marked):
                return marked, tags
        return None

    def _note(self, scene: Scene, audience: str) -> Note:
        if self._rng.random() >= _NOTE_SHARE:
            return Note()
        return self._notes.draw(scene, audience, aside=self._draw()[1])

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


def load(folder: Path) -> tuple[str, ...]:
    """The captions of a folder's `captions.tsv` (`image<TAB>caption` lines), in its order."""
    with (folder / "captions.tsv").open(encoding="utf-8") as file:
        return tuple(line.rstrip("\n").split("\t")[1] for line in file)
