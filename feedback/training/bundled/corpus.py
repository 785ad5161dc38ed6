"""Training examples for the bundled writer: a description and a brief in, the answer out.

`compose` is the grammar: it joins hand-written sentences (`banks`) and fills them with what a
description shows, so that what a model learns is to copy the photo's own words into a voice.
`Corpus` draws descriptions, tones, audiences and notes; the same seed draws the same examples.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from captioner.writing.brief import AUDIENCES, TONES, Brief
from feedback.training.bundled.banks import (
    academic,
    descriptions,
    notes,
    personal,
    promotional,
    tones,
)
from feedback.training.bundled.scene import (
    THEMES,
    Scene,
    clean,
    read,
    sensitive,
    third_person,
)

LENGTHS = (40, 180)  # characters
_MINIMAL_LENGTHS = (8, 110)
_TRIES = 12
_OWN_SHARE = 0.25
_NOTE_SHARE = 0.3
_YOUNG = frozenset({"child", "baby"})
_SLOT = re.compile(r"\{(\w+)\}")
_CALENDAR = re.compile(
    r"\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july"
    r"|september|october|november|december)\b"
)


@dataclass(frozen=True, slots=True)
class Note:
    """What the creator typed, and the part of it that a caption should carry.

    Args:
        text: as typed.
        kind: a key of `notes.FRAMES`, "name", or "" where a caption should pay no heed.
        matter: the words to carry.
    """

    text: str = ""
    kind: str = ""
    matter: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    brief: Brief
    description: str
    caption: str
    tags: tuple[str, ...]


def compose(
    scene: Scene, *, tone: str, audience: str, rng: random.Random, note: Note | None = None
) -> tuple[str, tuple[str, ...]] | None:
    """A caption and three hashtags, or None where no sentence fits the scene.

    Args:
        tone: one of `TONES`.
        audience: one of `AUDIENCES`.
        note: what the caption should carry besides; None for nothing.
    """
    note = note or Note()
    if note.kind == "name" and not scene.plural and audience != "academic":
        scene = _named(scene, note.matter)
    low, high = _MINIMAL_LENGTHS if tone == "minimal" else LENGTHS
    for _ in range(_TRIES):
        parts = _parts(scene, tone, audience, rng)
        if parts is None:
            return None
        if note.kind in notes.FRAMES:
            carried = _carried(note, audience, rng)
            parts.insert(0 if rng.random() < 0.5 else len(parts) - (len(parts) > 1), carried)
        caption = " ".join(parts)
        if low <= len(caption) <= high and not repeats(caption):
            return caption, _tags(scene, tone, audience, note, rng)
    return None


def repeats(caption: str) -> bool:
    """Whether three words in a row stand in a caption twice."""
    words = re.findall(r"[\w'’]+", caption.lower())
    triples = list(zip(words, words[1:], words[2:], strict=False))
    return len(set(triples)) < len(triples)


def _parts(scene: Scene, tone: str, audience: str, rng: random.Random) -> list[str] | None:
    """The caption's sentences, without the note's; None where none fits."""
    cores = academic.CORES if audience == "academic" else personal.CORES
    core = _filled(cores[tone], scene, rng)
    if core is None:
        return None
    # A romantic voice about children keeps to the lines written for children.
    young = tone == "romantic" and not _YOUNG.isdisjoint(scene.themes)
    themes = [name for name in scene.themes if name in _YOUNG] if young else scene.themes[:3]
    theme = THEMES[rng.choice(themes)] if themes else None
    draw = rng.random() * (0.35 if young and audience != "academic" else 1)
    if audience == "academic":
        if theme and draw < 0.3:
            return [core, rng.choice(theme["remarks"])]
        return [core, rng.choice(academic.TAILS[tone])] if draw < 0.8 else [core]
    line = rng.choice(theme[tone]) if theme else rng.choice(personal.TAILS[tone])
    if audience == "promotional":
        call = rng.choice(theme["calls"] if theme and draw < 0.35 else promotional.CALLS[tone])
        return [core, line, call] if rng.random() < 0.25 else [core, call]
    if draw < 0.12:
        return [line, core]
    if draw < 0.52:
        return [core, line]
    return [core, rng.choice(personal.TAILS[tone])] if draw < 0.88 else [core]


def _filled(bank: tuple[str, ...], scene: Scene, rng: random.Random) -> str | None:
    """One of the bank's sentences whose every slot the scene can fill."""
    usable = [
        sentence
        for sentence in bank
        if all(slot.lower() in scene.slots for slot in _SLOT.findall(sentence))
        and not (scene.plural and re.search(r"\b(one|an?) \{head\}", sentence, re.I))
    ]
    return fill(rng.choice(usable), scene) if usable else None


def fill(sentence: str, scene: Scene) -> str:
    """A bank's sentence with its slots filled and its `~verbs` agreeing with the subject."""

    def filling(match: re.Match[str]) -> str:
        name = match[1]
        text = scene.slots[name.lower()]
        return text[0].upper() + text[1:] if name[0].isupper() else text

    def agreed(match: re.Match[str]) -> str:
        verb = match[1]
        if verb in ("be", "have"):
            return {"be": ("is", "are"), "have": ("has", "have")}[verb][scene.plural]
        return verb if scene.plural else third_person(verb)

    return _SLOT.sub(filling, re.sub(r"~(\w+)", agreed, sentence))


def _named(scene: Scene, name: str) -> Scene:
    slots = scene.slots | {"the": name, "this": name, "a": name}
    return Scene(slots, scene.plural, scene.themes, scene.words)


def _carried(note: Note, audience: str, rng: random.Random) -> str:
    matter = note.matter
    if audience == "academic":
        matter = re.sub(r"\b(my|our)\b", "the", matter)
    frame = rng.choice(notes.FRAMES[note.kind][audience])
    return frame.replace("{X}", matter[0].upper() + matter[1:]).replace("{x}", matter)


def _tags(
    scene: Scene, tone: str, audience: str, note: Note, rng: random.Random
) -> tuple[str, ...]:
    """From specific to broad: what the photo shows, its theme, the voice or the note's place."""
    head = scene.slots["head"]
    compounds = [
        (scene.slots[slot].split()[-1], head)
        for slot in ("place", "thing")
        if slot in scene.slots and scene.slots[slot].split()[-1] != head
    ]
    if len(scene.slots.get("doing", "needs object").split()) == 1:
        compounds.append((scene.slots["doing"], head))
    first = "".join(map(str.capitalize, rng.choice(compounds or [(head, "moments")])))
    pool = [tag for theme in scene.themes[:2] for tag in THEMES[theme]["tags"].split()]
    second = rng.choice(pool or ["EverydayMoments", "DailyPicture"])
    voice = tones.TAGS[tone if audience == "personal" or rng.random() < 0.4 else audience]
    third = rng.choice(voice.split())
    if note.kind in ("place", "name"):
        third = "".join(word[0].upper() + word[1:] for word in note.matter.split())
    return tuple(dict.fromkeys(f"#{tag}" for tag in (first, second, third)))


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
            ("place", "name", "occasion", "event", "sentence", "free", ""), (4, 2, 3, 3, 3, 4, 1)
        )[0]
        if kind == "":
            return Note(self._rng.choice(notes.ORDERS))
        if kind in ("place", "name"):
            return self._proper(kind)
        if kind == "free":
            kind, matter = self._free()
        else:
            bank = {
                "occasion": notes.OCCASIONS,
                "event": notes.EVENTS,
                "sentence": notes.SENTENCES,
            }[kind]
            matter = self._rng.choice(bank)
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
            typed = matter.lower() if self._rng.random() < 0.5 else matter
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
            return "sentence", self._rng.choice(notes.SENTENCES)
        head, who = scene.slots["head"], self._rng.choice(("my", "our", "the neighbour's"))
        choices = [("occasion", f"{who} {head}'s big day"), ("sentence", f"{who} favourite {head}")]
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
